//! The problem report, in Spanish.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    (
        "In it are the version, this computer, the settings, what phone and servers said lately, the log, the figures of the last calls and the sound devices.",
        "Contiene la versión, este ordenador, los ajustes, lo que el teléfono y los servidores dijeron últimamente, el registro, los valores de las últimas llamadas y los dispositivos de audio.",
    ),
    (
        "Not in it are the numbers of calls, whatever you typed, passwords, and any sound. Names that the server showed are.",
        "No contiene los números de las llamadas, lo que usted tecleó, contraseñas ni sonido. Los nombres que mostró el servidor sí.",
    ),
    (
        "It is one file on this computer. Nothing is sent anywhere: look through it, and give it to whoever helps you.",
        "Es un archivo en este ordenador. No se envía nada: revíselo y déselo a quien le ayude.",
    ),
    ("Write another", "Escribir otro"),
    ("Close", "Cerrar"),
    ("The report is written:", "El informe está escrito:"),
    (
        "The report is being written…",
        "El informe se está escribiendo…",
    ),
];
