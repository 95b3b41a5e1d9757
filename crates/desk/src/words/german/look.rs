//! Themes and faces, in German.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Theme", "Design"),
    ("As the desktop", "Wie der Desktop"),
    ("Dark", "Dunkel"),
    ("Light", "Hell"),
    ("High contrast", "Hoher Kontrast"),
    ("Display only", "Nur Anzeige"),
    ("Whole phone", "Ganzes Telefon"),
];
