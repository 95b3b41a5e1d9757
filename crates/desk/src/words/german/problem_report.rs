//! The problem report, in German.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    (
        "In it are the version, this computer, the settings, what phone and servers said lately, the log, the figures of the last calls and the sound devices.",
        "Darin stehen die Version, dieser Rechner, die Einstellungen, was Telefon und Server zuletzt sagten, das Protokoll, die Werte der letzten Gespräche und die Audiogeräte.",
    ),
    (
        "Not in it are the numbers of calls, whatever you typed, passwords, and any sound. Names that the server showed are.",
        "Nicht darin stehen die Nummern von Gesprächen, was Sie eingetippt haben, Kennwörter und Ton. Namen, die der Server zeigte, schon.",
    ),
    (
        "It is one file on this computer. Nothing is sent anywhere: look through it, and give it to whoever helps you.",
        "Er ist eine Datei auf diesem Rechner. Nichts wird irgendwohin gesendet: Sehen Sie ihn durch und geben Sie ihn dem, der Ihnen hilft.",
    ),
    ("Write another", "Noch einen schreiben"),
    ("Close", "Schließen"),
    ("The report is written:", "Der Bericht ist geschrieben:"),
    (
        "The report is being written…",
        "Der Bericht wird geschrieben…",
    ),
];
