//! Why something failed.

pub(crate) const WORDS: &[(&str, &str)] = &[
    (
        "the X server cannot be reached: {}",
        "Le serveur X est injoignable : {}",
    ),
    ("the X server is gone: {}", "Le serveur X a disparu : {}"),
    ("the X server refuses: {}", "Le serveur X refuse : {}"),
    (
        "the configuration file {} cannot be read: {}",
        "Le fichier de configuration {} ne peut pas être lu : {}",
    ),
    (
        "the configuration file {} cannot be written: {}",
        "Le fichier de configuration {} ne peut pas être écrit : {}",
    ),
    (
        "another program holds the configuration file {}",
        "Un autre programme tient le fichier de configuration {}",
    ),
    (
        "the configuration file {} is wrong:\n{}",
        "Le fichier de configuration {} est erroné :\n{}",
    ),
    (
        "that cannot be kept in the configuration file {}: {}",
        "Cela ne peut pas être conservé dans le fichier de configuration {} : {}",
    ),
    (
        "protocol version {} cannot be offered; 3 to 22 can",
        "La version {} du protocole ne peut pas être proposée ; de 3 à 22 oui",
    ),
    (
        "{} is no DSCP code point; 0 to 63 are",
        "{} n’est pas une valeur DSCP ; de 0 à 63 oui",
    ),
    (
        "{} is no volume; 0 to 100 are",
        "{} n’est pas un volume ; de 0 à 100 oui",
    ),
    (
        "the codec {} needs a library that this machine does not have; docs/media.md names it",
        "Le codec {} a besoin d’une bibliothèque que cette machine n’a pas ; docs/media.md la nomme",
    ),
    (
        "`{}` is no device name; write SEP and twelve hexadecimal digits, or up to 15 letters, digits, - and _",
        "« {} » n’est pas un nom d’appareil : SEP et douze chiffres hexadécimaux, ou jusqu’à 15 lettres, chiffres, - et _",
    ),
    (
        "`{}` is no server; write it like host, host:2000 or [::1]:2000",
        "« {} » n’est pas un serveur : il s’écrit comme host, host:2000 ou [::1]:2000",
    ),
    (
        "`{}` is no device type of this phone; it has 7960, 7970 and 30016",
        "« {} » n’est pas un type d’appareil de ce téléphone ; il a 7960, 7970 et 30016",
    ),
    (
        "`{}` is no range of ports; write it like 20000-20100, from 1024 on",
        "« {} » n’est pas une plage de ports : elle s’écrit comme 20000-20100, à partir de 1024",
    ),
    (
        "`{}` is no region of this phone; it has north-america, europe and united-kingdom",
        "« {} » n’est pas une région de ce téléphone ; il a north-america, europe et united-kingdom",
    ),
    (
        "`{}` is no codec of this phone; it has {}",
        "« {} » n’est pas un codec de ce téléphone ; il a {}",
    ),
    (
        "`{}` is no length of time; write it like 300ms, 5s or 1m",
        "« {} » n’est pas une durée : elle s’écrit comme 300ms, 5s ou 1m",
    ),
    (
        "`{}` is no noise suppression; write off, low, moderate or high",
        "« {} » n’est pas une réduction de bruit : off, low, moderate ou high",
    ),
    (
        "`{}` is no audio mode; there are headset, handset and speaker",
        "« {} » n’est pas un mode audio ; il y a headset, handset et speaker",
    ),
    (
        "`{}` is no key: write it as Ctrl+Shift+A, Alt+K, F2, PageUp, Enter, with Ctrl, Alt and Shift before it",
        "« {} » n’est pas une touche : elle s’écrit comme Ctrl+Shift+A, Alt+K, F2, PageUp, Enter, avec Ctrl, Alt et Shift devant",
    ),
    (
        "the contacts in {} cannot be read: {}",
        "Les contacts dans {} sont illisibles : {}",
    ),
    (
        "the contacts cannot be kept in {}: {}",
        "Les contacts ne peuvent pas être conservés dans {} : {}",
    ),
    (
        "there are no contacts in {}; vCard (.vcf) and CSV files are read",
        "Il n’y a pas de contacts dans {} ; vCard (.vcf) et CSV sont lus",
    ),
    (
        "line {} of the file of dial rules is no XML: {}",
        "La ligne {} du fichier de règles n’est pas du XML : {}",
    ),
    (
        "there is no <DialRules> in the file of dial rules",
        "Il manque <DialRules> dans le fichier de règles",
    ),
    (
        "rule {} of the file of dial rules, in line {}, is wrong: {}",
        "La règle {} du fichier de règles, à la ligne {}, est erronée : {}",
    ),
    (
        "the file has more than {} dial rules",
        "Le fichier a plus de {} règles de numérotation",
    ),
    (
        "the report cannot be written: {}",
        "Le rapport ne peut pas être écrit : {}",
    ),
    (
        "the file cannot be written: {}",
        "Le fichier ne peut pas être écrit : {}",
    ),
    ("it is no file", "Ce n’est pas un fichier"),
    (
        "the folder {} cannot be made: {}",
        "Le dossier {} ne peut pas être créé : {}",
    ),
    (
        "in the folder {} you need the right to make files: {}",
        "Dans le dossier {}, il vous manque le droit de créer des fichiers : {}",
    ),
    ("unknown field `{}`", "clé inconnue « {} »"),
    (
        "unknown variant `{}`, expected one of {}",
        "valeur inconnue « {} » ; possibles : {}",
    ),
    (
        "unknown variant `{}`, expected `{}` or `{}`",
        "valeur inconnue « {} » ; possibles : « {} » et « {} »",
    ),
    (
        "invalid type: {}, expected {}",
        "mauvais genre de valeur (« {} ») ; attendu : « {} »",
    ),
    (
        "invalid value: {}, expected {}",
        "mauvaise valeur (« {} ») ; attendu : « {} »",
    ),
    ("duplicate key", "la même clé deux fois"),
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
        "File exists (os error {})",
        "Le fichier existe déjà (os error {})",
    ),
    (
        "No space left on device (os error {})",
        "Plus de place sur le disque (os error {})",
    ),
    (
        "Read-only file system (os error {})",
        "On ne peut que lire ici (os error {})",
    ),
    (
        "Connection refused (os error {})",
        "La connexion a été refusée (os error {})",
    ),
    (
        "stream did not contain valid UTF-8",
        "Ce n’est pas du texte en UTF-8",
    ),
    ("this cannot be read (“{}”)", "illisible (« {} »)"),
    (
        "no sound device named: write default, silence, tone:440, file:PATH.wav or a device's name",
        "Aucun appareil de son n’est nommé : écrivez default, silence, tone:440, file:CHEMIN.wav ou le nom d’un appareil",
    ),
    (
        "\"{}:\" needs the path of a WAV file behind it, for example {}:greeting.wav",
        "« {}: » demande ensuite le chemin d’un fichier WAV, par exemple {}:greeting.wav",
    ),
    (
        "\"device:\" needs a device's name behind it; `offhook devices` lists them",
        "« device: » demande ensuite le nom d’un appareil ; `offhook devices` les énumère",
    ),
    (
        "\"{}\" is no frequency for a tone: write one from 20 to 20000 Hz, for example tone:440",
        "« {} » n’est pas une fréquence : écrivez-en une de 20 à 20000 Hz, par exemple tone:440",
    ),
    (
        "\"{}\" can only be an input; an output can be a device, file:PATH.wav or silence",
        "« {} » ne peut être qu’une entrée ; une sortie est un appareil, file:CHEMIN.wav ou silence",
    ),
    ("{} cannot be written: {}", "{} ne peut pas être écrit : {}"),
    ("connected", "connecté"),
    ("disconnected", "déconnecté"),
    ("no SCCP", "pas du SCCP"),
    ("{} begins", "{} commence"),
    ("RTP ends: {} packets", "RTP se termine : {} paquets"),
    (
        "RTP ends: {} packets, {} lost there, jitter {} ms",
        "RTP se termine : {} paquets, {} perdus là-bas, gigue {} ms",
    ),
    (
        "RTP ends: {} packets, {} lost, jitter {}/{} ms, MOS {}",
        "RTP se termine : {} paquets, {} perdus, gigue {}/{} ms, MOS {}",
    ),
    ("{} bytes, {}", "{} octets, {}"),
    ("dialled digits", "chiffres composés"),
    ("may hold keys", "peuvent contenir des clés"),
    ("not decoded", "non décodés"),
    (
        "`{}` is no ring of this phone; it has {}",
        "« {} » n’est pas une sonnerie de ce téléphone ; il a {}",
    ),
];
