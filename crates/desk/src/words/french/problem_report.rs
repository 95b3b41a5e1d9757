//! The problem report, in French.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    (
        "In it are the version, this computer, the settings, what phone and servers said lately, the log, the figures of the last calls and the sound devices.",
        "Il contient la version, cet ordinateur, les réglages, ce que le téléphone et les serveurs se sont dit récemment, le journal, les valeurs des derniers appels et les appareils audio.",
    ),
    (
        "Not in it are the numbers of calls, whatever you typed, passwords, and any sound. Names that the server showed are.",
        "Il ne contient ni les numéros des appels, ni ce que vous avez tapé, ni mots de passe, ni son. Les noms affichés par le serveur y sont.",
    ),
    (
        "It is one file on this computer. Nothing is sent anywhere: look through it, and give it to whoever helps you.",
        "C’est un fichier sur cet ordinateur. Rien n’est envoyé : parcourez-le, puis donnez-le à qui vous aide.",
    ),
    ("Write another", "En écrire un autre"),
    ("Close", "Fermer"),
    ("The report is written:", "Le rapport est écrit :"),
    (
        "The report is being written…",
        "Le rapport est en cours d’écriture…",
    ),
];
