//! What is wrong with the sound.

pub(super) const WORDS: &[(&str, &str)] = &[
    ("system default", "Del sistema"),
    ("Microphone", "Micrófono"),
    (
        "No microphone works: calls go on, but nobody hears you until one is connected",
        "Ningún micrófono funciona: las llamadas siguen, pero nadie le oye",
    ),
    (
        "No speaker works: calls go on, but you hear nothing until one is connected",
        "Ningún altavoz funciona: las llamadas siguen, pero no oye nada",
    ),
    (
        "No speaker and no microphone works: calls go on without sound until they are connected",
        "No funcionan ni el altavoz ni el micrófono: las llamadas siguen sin sonido",
    ),
    (
        "{} \"{}\" does not work: \"{}\" is used until it does",
        "{} «{}» no funciona: mientras tanto se usa «{}»",
    ),
    (
        "{} \"{}\" is not there: connect it, or choose another one",
        "{} «{}» no está: conéctelo o elija otro",
    ),
    ("{} \"{}\" was lost: it {}", "{} «{}» se ha perdido: {}"),
    (
        "is not there any more: connect it again, or choose another one",
        "ya no está; vuelva a conectarlo o elija otro",
    ),
    (
        "is in use by another program: close that, or choose another device",
        "lo usa otro programa; ciérrelo o elija otro dispositivo",
    ),
    (
        "may not be used: allow this program to use sound devices in the system's settings",
        "no se puede usar; permita los dispositivos de sonido a este programa en los ajustes del sistema",
    ),
    (
        "stopped moving sound: connect it again, or choose another one",
        "ya no da sonido; vuelva a conectarlo o elija otro",
    ),
    (
        "cannot do what is needed ({}): choose another one",
        "no puede hacer lo necesario ({}); elija otro",
    ),
    (
        "failed ({}): check it, or choose another one",
        "ha fallado ({}); compruébelo o elija otro",
    ),
    ("{} \"{}\" {}", "{} «{}» {}"),
];
