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
    (
        "cannot read the sound file {}: {}",
        "Die Klangdatei {} ist nicht lesbar: {}",
    ),
    (
        "cannot write the sound file {}: {}",
        "Die Klangdatei {} ist nicht schreibbar: {}",
    ),
    (
        "the sound file {} is {}; a WAV of 8 to 32 bits with 1 or 2 channels is needed",
        "Die Klangdatei {} passt nicht ({}); nötig ist WAV mit 8 bis 32 Bit und 1 oder 2 Kanälen",
    ),
    ("of {} channels", "{} Kanäle"),
    ("of {} bits", "{} Bit"),
    ("sampled at {} Hz", "{} Hz"),
    (
        "the ring {} cannot be read: {}",
        "Der Klingelton {} ist nicht lesbar: {}",
    ),
    (
        "{} is no ring ({}); a ring is WAV, Ogg Vorbis, or raw µ-law of 240 to 16080 bytes",
        "{} ist kein Klingelton ({}); das sind WAV, Ogg Vorbis oder rohes µ-law von 240 bis 16080 Byte",
    ),
    ("it holds no sound", "es ist kein Ton darin"),
    ("there is no sound in it", "es ist kein Ton darin"),
    ("{} bytes", "{} Byte"),
    (
        "\"{}\" can only be an input; an output can be a device, file:PATH.wav or silence",
        "„{}“ kann nur Eingang sein; ein Ausgang kann ein Gerät, file:PFAD.wav oder silence sein",
    ),
    (
        "samples at {} Hz are not handled: use 8000 to 48000",
        "Ton mit {} Hz geht nicht: 8000 bis 48000 gehen",
    ),
    (
        "the system gives no thread for sound: {}; close other programs",
        "Das System gibt keinen Thread für den Ton: {}; schließen Sie andere Programme",
    ),
    (
        "the sound system does not answer: restart its service, then choose the device again",
        "Das Tonsystem antwortet nicht: seinen Dienst neu starten und das Gerät noch einmal wählen",
    ),
    ("Ill-formed WAVE file: {}", "keine richtige WAV-Datei ({})"),
    (
        "The wave format of the file is not supported.",
        "diese Art von WAV geht nicht",
    ),
    (
        "No such file or directory (os error {})",
        "Diese Datei gibt es nicht (os error {})",
    ),
    (
        "Permission denied (os error {})",
        "Keine Berechtigung (os error {})",
    ),
    (
        "Is a directory (os error {})",
        "Das ist ein Ordner (os error {})",
    ),
    (
        "Not a directory (os error {})",
        "Das ist kein Ordner (os error {})",
    ),
    (
        "No space left on device (os error {})",
        "Auf dem Datenträger ist kein Platz mehr (os error {})",
    ),
    (
        "Read-only file system (os error {})",
        "Hier kann nur gelesen werden (os error {})",
    ),
];
