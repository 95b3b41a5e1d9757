//! Dialling rules and address books, in French.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Dialling rules", "Règles de numérotation"),
    (
        "The first rule that is for a number changes it, when it comes in one piece: pasted, from a link, a list or a book.",
        "La première règle qui convient à un numéro le change, quand il vient d’un seul tenant : collé, d’un lien, d’une liste ou d’un carnet.",
    ),
    ("Rule {}", "Règle {}"),
    ("Numbers that", "Numéros qui"),
    ("begin with", "commencent par"),
    ("are of the pattern", "suivent le motif"),
    ("Length", "Longueur"),
    ("Take away", "Enlever"),
    ("In front, or instead", "Devant, ou à la place"),
    ("Put in front", "Mettre devant"),
    ("Replace by", "Remplacer par"),
    ("Add a rule", "Ajouter une règle"),
    (
        "Length and what is taken away are numbers",
        "La longueur et ce qu’on enlève sont des nombres",
    ),
    (
        "It needs a begin or a length, and something to take away or to put in front",
        "Il lui faut un début ou une longueur, et quelque chose à enlever ou à mettre devant",
    ),
    ("“{}” cannot be dialled", "« {} » ne se compose pas"),
    (
        "The pattern has no part ${}",
        "Le motif n’a pas de partie ${}",
    ),
    (
        "A pattern has at least one sign",
        "Un motif a au moins un signe",
    ),
    (
        "“{}” has no meaning in a pattern; digits, * # + X Z N [2-5] ! and . have",
        "« {} » n’a pas de sens dans un motif ; les chiffres, * # + X Z N [2-5] ! et . en ont un",
    ),
    (
        "A bracket in a pattern holds digits and is closed, as in [2-5]",
        "Un crochet dans un motif contient des chiffres et se ferme, comme [2-5]",
    ),
    (
        "“!” may stand once in a pattern",
        "« ! » peut figurer une fois dans un motif",
    ),
    (
        "The pattern is longer than any number",
        "Le motif est plus long que tout numéro",
    ),
    ("Try a number", "Essayer un numéro"),
    ("This is no number", "Ce n’est pas un numéro"),
    (
        "{} is dialled: an emergency number stays as it is",
        "{} est composé : un numéro d’urgence reste tel quel",
    ),
    (
        "{} is dialled: no rule changes it",
        "{} est composé : aucune règle ne le change",
    ),
    (
        "{} is dialled, by rule {} of the file",
        "{} est composé, selon la règle {} du fichier",
    ),
    (
        "{} is dialled, by rule {}",
        "{} est composé, selon la règle {}",
    ),
    (
        "{} is dialled, by rule {} ({})",
        "{} est composé, selon la règle {} ({})",
    ),
    ("Rules of a call manager", "Règles d’un call manager"),
    ("{} rules in {}", "{} règles dans {}"),
    (
        "Emergency numbers of one's own",
        "Numéros d’urgence personnels",
    ),
    (
        "112, 911 and the other emergency numbers of the world are dialled as they are, whatever the rules say.",
        "Le 112, le 911 et les autres numéros d’urgence du monde sont composés tels quels, quoi que disent les règles.",
    ),
    ("Letters in a number", "Lettres dans un numéro"),
    (
        "Are the digits they stand on",
        "Sont les chiffres de leurs touches",
    ),
    ("Make it a name", "En font un nom"),
    (
        "Dial links of other programs without asking",
        "Composer sans demander les liens d’autres programmes",
    ),
    ("Address books", "Carnets d’adresses"),
    ("Own book", "Carnet personnel"),
    ("Further books, only read", "Autres carnets, lus seulement"),
    ("{} contacts in {}", "{} contacts dans {}"),
    ("Read the files again", "Relire les fichiers"),
];
