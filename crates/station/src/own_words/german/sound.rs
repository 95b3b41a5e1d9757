//! What is wrong with the sound.

pub(super) const WORDS: &[(&str, &str)] = &[
    ("system default", "Standard des Systems"),
    ("Microphone", "Mikrofon"),
    (
        "No microphone works: calls go on, but nobody hears you until one is connected",
        "Kein Mikrofon geht: Gespräche laufen weiter, doch niemand hört Sie",
    ),
    (
        "No speaker works: calls go on, but you hear nothing until one is connected",
        "Kein Lautsprecher geht: Gespräche laufen weiter, doch Sie hören nichts",
    ),
    (
        "No speaker and no microphone works: calls go on without sound until they are connected",
        "Weder Lautsprecher noch Mikrofon geht: Gespräche laufen ohne Ton weiter",
    ),
    (
        "{} \"{}\" does not work: \"{}\" is used until it does",
        "{} „{}“ geht nicht: So lange wird „{}“ benutzt",
    ),
    (
        "{} \"{}\" is not there: connect it, or choose another one",
        "{} „{}“ ist nicht da: anschließen oder etwas anderes wählen",
    ),
    ("{} \"{}\" was lost: it {}", "{} „{}“ ist ausgefallen: {}"),
    (
        "is not there any more: connect it again, or choose another one",
        "ist nicht mehr da; neu anschließen oder ein anderes wählen",
    ),
    (
        "is in use by another program: close that, or choose another device",
        "wird von einem anderen Programm benutzt; das schließen oder ein anderes Gerät wählen",
    ),
    (
        "may not be used: allow this program to use sound devices in the system's settings",
        "darf nicht benutzt werden; die Systemeinstellungen müssen diesem Programm Tongeräte erlauben",
    ),
    (
        "stopped moving sound: connect it again, or choose another one",
        "gibt keinen Ton mehr; neu anschließen oder ein anderes wählen",
    ),
    (
        "cannot do what is needed ({}): choose another one",
        "kann nicht, was nötig ist ({}); ein anderes wählen",
    ),
    (
        "failed ({}): check it, or choose another one",
        "versagt ({}); prüfen oder ein anderes wählen",
    ),
    ("{} \"{}\" {}", "{} „{}“ {}"),
];
