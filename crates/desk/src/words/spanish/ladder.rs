//! What the phone said lately, in Spanish.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Direction", "Sentido"),
    ("Both directions", "Ambos sentidos"),
    ("From the phone", "Del teléfono"),
    ("To the phone", "Al teléfono"),
    ("Streams", "Flujos"),
    (
        "Look for a message or a text",
        "Buscar un mensaje o un texto",
    ),
    ("Keepalives", "Señales de vida"),
    ("Dialled digits", "Cifras marcadas"),
    ("Follow the newest", "Seguir los nuevos"),
    ("Save as pcapng", "Guardar como pcapng"),
    ("{} of {} shown", "{} de {} mostrados"),
    ("All", "Todas"),
    ("In front, or the last", "En primer plano, o la última"),
    (
        "Nothing of that kind was said lately.",
        "No se ha dicho nada así últimamente.",
    ),
    ("Phone", "Teléfono"),
    ("Other side", "Otro lado"),
    ("Saved as {}", "Guardado como {}"),
    ("Copy path", "Copiar la ruta"),
    ("Open folder", "Abrir la carpeta"),
    ("Not shown: {}", "No se muestra: {}"),
];
