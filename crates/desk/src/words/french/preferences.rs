//! French words of the preferences, the first start and the tuning of sound.

/// Each after the English words.
pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "The configuration file is wrong",
        "Le fichier de configuration est incorrect",
    ),
    ("Line {}, column {}:", "Ligne {}, colonne {} :"),
    (
        "What is right of it is used, all else is as usual.",
        "Ce qui est juste s’applique, le reste est comme d’habitude.",
    ),
    (
        "The file as it was is kept as {}.",
        "Le fichier d’origine est conservé sous {}.",
    ),
    (
        "It could not be put aside; nothing is kept until it is right.",
        "Il n’a pas pu être mis de côté ; rien n’est enregistré tant qu’il est incorrect.",
    ),
    ("Understood", "Compris"),
    ("Copy the text", "Copier le texte"),
];
