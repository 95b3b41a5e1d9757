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
    (
        "cannot read the sound file {}: {}",
        "El archivo de sonido {} no se puede leer: {}",
    ),
    (
        "cannot write the sound file {}: {}",
        "El archivo de sonido {} no se puede escribir: {}",
    ),
    (
        "the sound file {} is {}; a WAV of 8 to 32 bits with 1 or 2 channels is needed",
        "El archivo de sonido {} no sirve ({}); hace falta un WAV de 8 a 32 bits con 1 o 2 canales",
    ),
    ("of {} channels", "{} canales"),
    ("of {} bits", "{} bits"),
    ("sampled at {} Hz", "{} Hz"),
    (
        "the ring {} cannot be read: {}",
        "El timbre {} no se puede leer: {}",
    ),
    (
        "{} is no ring ({}); a ring is WAV, Ogg Vorbis, or raw µ-law of 240 to 16080 bytes",
        "{} no es un timbre ({}); un timbre es WAV, Ogg Vorbis o µ-law sin cabecera de 240 a 16080 bytes",
    ),
    ("it holds no sound", "no contiene sonido"),
    ("there is no sound in it", "no contiene sonido"),
    ("{} bytes", "{} bytes"),
    (
        "\"{}\" can only be an input; an output can be a device, file:PATH.wav or silence",
        "«{}» solo puede ser una entrada; una salida es un dispositivo, file:RUTA.wav o silence",
    ),
    (
        "samples at {} Hz are not handled: use 8000 to 48000",
        "El sonido a {} Hz no se admite: de 8000 a 48000",
    ),
    (
        "the system gives no thread for sound: {}; close other programs",
        "El sistema no da ningún hilo para el sonido: {}; cierre otros programas",
    ),
    (
        "the sound system does not answer: restart its service, then choose the device again",
        "El sistema de sonido no responde: reinicie su servicio y vuelva a elegir el dispositivo",
    ),
    (
        "Ill-formed WAVE file: {}",
        "no es un archivo WAV correcto ({})",
    ),
    (
        "The wave format of the file is not supported.",
        "este tipo de WAV no se admite",
    ),
    (
        "No such file or directory (os error {})",
        "Este archivo no existe (os error {})",
    ),
    (
        "Permission denied (os error {})",
        "Permiso denegado (os error {})",
    ),
    (
        "Is a directory (os error {})",
        "Es una carpeta (os error {})",
    ),
    (
        "Not a directory (os error {})",
        "No es una carpeta (os error {})",
    ),
    (
        "No space left on device (os error {})",
        "No queda sitio en el disco (os error {})",
    ),
    (
        "Read-only file system (os error {})",
        "Aquí solo se puede leer (os error {})",
    ),
];
