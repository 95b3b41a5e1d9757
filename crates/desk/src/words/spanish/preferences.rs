//! Spanish words of the preferences, the first start and the tuning of sound.

/// Each after the English words.
pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "The configuration file is wrong",
        "El archivo de configuración es incorrecto",
    ),
    ("Line {}, column {}:", "Línea {}, columna {}:"),
    (
        "What is right of it is used, all else is as usual.",
        "Lo correcto se aplica; el resto queda como de costumbre.",
    ),
    (
        "The file as it was is kept as {}.",
        "El archivo original se conserva como {}.",
    ),
    (
        "It could not be put aside; nothing is kept until it is right.",
        "No se pudo apartar; no se guarda nada hasta que sea correcto.",
    ),
    ("Understood", "Entendido"),
    ("Copy the text", "Copiar el texto"),
];
