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
];
