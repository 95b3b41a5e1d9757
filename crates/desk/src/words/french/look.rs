//! Themes and faces, in French.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Theme", "Thème"),
    ("As the desktop", "Comme le bureau"),
    ("Dark", "Sombre"),
    ("Light", "Clair"),
    ("High contrast", "Contraste élevé"),
    ("Display only", "Écran seul"),
    ("Whole phone", "Téléphone entier"),
];
