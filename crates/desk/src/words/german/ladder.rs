//! What the phone said lately, in German.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Direction", "Richtung"),
    ("Both directions", "Beide Richtungen"),
    ("From the phone", "Vom Telefon"),
    ("To the phone", "Zum Telefon"),
    ("Streams", "Tonströme"),
    ("Look for a message or a text", "Meldung oder Text suchen"),
    ("Keepalives", "Lebenszeichen"),
    ("Dialled digits", "Gewählte Ziffern"),
    ("Follow the newest", "Neueste verfolgen"),
    ("Save as pcapng", "Als pcapng sichern"),
    ("{} of {} shown", "{} von {} gezeigt"),
    ("All", "Alle"),
    ("In front, or the last", "Im Vordergrund, sonst das letzte"),
    (
        "Nothing of that kind was said lately.",
        "Dergleichen wurde zuletzt nicht gesagt.",
    ),
    ("Phone", "Telefon"),
    ("Other side", "Gegenseite"),
    ("Saved as {}", "Gesichert als {}"),
    ("Copy path", "Pfad kopieren"),
    ("Open folder", "Ordner öffnen"),
    ("Not shown: {}", "Nicht gezeigt: {}"),
];
