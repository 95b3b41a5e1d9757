//! German words of the preferences, the first start and the tuning of sound.

/// Each after the English words.
pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "The configuration file is wrong",
        "Die Konfigurationsdatei ist fehlerhaft",
    ),
    ("Line {}, column {}:", "Zeile {}, Spalte {}:"),
    (
        "What is right of it is used, all else is as usual.",
        "Was daran stimmt, gilt; alles Übrige ist wie üblich.",
    ),
    (
        "The file as it was is kept as {}.",
        "Die Datei, wie sie war, liegt als {}.",
    ),
    (
        "It could not be put aside; nothing is kept until it is right.",
        "Sie ließ sich nicht beiseitelegen; es wird nichts gespeichert, bis sie stimmt.",
    ),
    ("Understood", "Verstanden"),
    ("Copy the text", "Text kopieren"),
];
