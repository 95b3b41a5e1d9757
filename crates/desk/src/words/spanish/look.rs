//! Themes and faces, in Spanish.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Theme", "Tema"),
    ("As the desktop", "Como el escritorio"),
    ("Dark", "Oscuro"),
    ("Light", "Claro"),
    ("High contrast", "Contraste alto"),
    ("Display only", "Solo la pantalla"),
    ("Whole phone", "Teléfono completo"),
];
