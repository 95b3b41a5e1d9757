//! What is wrong with the sound.

pub(super) const WORDS: &[(&str, &str)] = &[
    ("system default", "Choix du système"),
    ("Microphone", "Micro"),
    (
        "No microphone works: calls go on, but nobody hears you until one is connected",
        "Aucun micro ne marche : les appels continuent, mais on ne vous entend pas",
    ),
    (
        "No speaker works: calls go on, but you hear nothing until one is connected",
        "Aucun haut-parleur ne marche : les appels continuent, mais vous n’entendez rien",
    ),
    (
        "No speaker and no microphone works: calls go on without sound until they are connected",
        "Ni le haut-parleur ni le micro ne marchent : les appels continuent sans son",
    ),
    (
        "{} \"{}\" does not work: \"{}\" is used until it does",
        "{} « {} » ne marche pas : « {} » le remplace en attendant",
    ),
    (
        "{} \"{}\" is not there: connect it, or choose another one",
        "{} « {} » n’est pas là : branchez-le ou choisissez-en un autre",
    ),
    ("{} \"{}\" was lost: it {}", "{} « {} » est perdu : {}"),
    (
        "is not there any more: connect it again, or choose another one",
        "n’est plus là ; rebranchez-le ou choisissez-en un autre",
    ),
    (
        "is in use by another program: close that, or choose another device",
        "est utilisé par un autre programme ; fermez-le ou choisissez un autre appareil",
    ),
    (
        "may not be used: allow this program to use sound devices in the system's settings",
        "ne peut pas être utilisé ; permettez les appareils de son à ce programme dans les réglages du système",
    ),
    (
        "stopped moving sound: connect it again, or choose another one",
        "ne donne plus de son ; rebranchez-le ou choisissez-en un autre",
    ),
    (
        "cannot do what is needed ({}): choose another one",
        "ne sait pas faire ce qu’il faut ({}) ; choisissez-en un autre",
    ),
    (
        "failed ({}): check it, or choose another one",
        "a échoué ({}) ; vérifiez-le ou choisissez-en un autre",
    ),
    ("{} \"{}\" {}", "{} « {} » {}"),
    (
        "cannot read the sound file {}: {}",
        "Le fichier son {} est illisible : {}",
    ),
    (
        "cannot write the sound file {}: {}",
        "Le fichier son {} ne peut pas être écrit : {}",
    ),
    (
        "the sound file {} is {}; a WAV of 8 to 32 bits with 1 or 2 channels is needed",
        "Le fichier son {} ne convient pas ({}) ; il faut un WAV de 8 à 32 bits à 1 ou 2 canaux",
    ),
    ("of {} channels", "{} canaux"),
    ("of {} bits", "{} bits"),
    ("sampled at {} Hz", "{} Hz"),
    (
        "the ring {} cannot be read: {}",
        "La sonnerie {} est illisible : {}",
    ),
    (
        "{} is no ring ({}); a ring is WAV, Ogg Vorbis, or raw µ-law of 240 to 16080 bytes",
        "{} n’est pas une sonnerie ({}) ; une sonnerie est un WAV, un Ogg Vorbis ou du µ-law brut de 240 à 16080 octets",
    ),
    ("it holds no sound", "il ne contient aucun son"),
    ("there is no sound in it", "il ne contient aucun son"),
    ("{} bytes", "{} octets"),
    (
        "\"{}\" can only be an input; an output can be a device, file:PATH.wav or silence",
        "« {} » ne peut être qu’une entrée ; une sortie est un appareil, file:CHEMIN.wav ou silence",
    ),
    (
        "samples at {} Hz are not handled: use 8000 to 48000",
        "Le son à {} Hz n’est pas accepté : de 8000 à 48000",
    ),
    (
        "the system gives no thread for sound: {}; close other programs",
        "Le système ne donne pas de fil d’exécution pour le son : {} ; fermez d’autres programmes",
    ),
    (
        "the sound system does not answer: restart its service, then choose the device again",
        "Le système de son ne répond pas : redémarrez son service, puis choisissez à nouveau l’appareil",
    ),
    (
        "Ill-formed WAVE file: {}",
        "ce n’est pas un vrai fichier WAV ({})",
    ),
    (
        "The wave format of the file is not supported.",
        "ce type de WAV n’est pas accepté",
    ),
    (
        "No such file or directory (os error {})",
        "Ce fichier n’existe pas (os error {})",
    ),
    (
        "Permission denied (os error {})",
        "Permission refusée (os error {})",
    ),
    (
        "Is a directory (os error {})",
        "C’est un dossier (os error {})",
    ),
    (
        "Not a directory (os error {})",
        "Ce n’est pas un dossier (os error {})",
    ),
    (
        "No space left on device (os error {})",
        "Plus de place sur le disque (os error {})",
    ),
    (
        "Read-only file system (os error {})",
        "On ne peut que lire ici (os error {})",
    ),
];
