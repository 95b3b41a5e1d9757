//! What the phone said lately, in French.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Direction", "Sens"),
    ("Both directions", "Les deux sens"),
    ("From the phone", "Du téléphone"),
    ("To the phone", "Vers le téléphone"),
    ("Streams", "Flux"),
    (
        "Look for a message or a text",
        "Chercher un message ou un texte",
    ),
    ("Keepalives", "Signes de vie"),
    ("Dialled digits", "Chiffres composés"),
    ("Follow the newest", "Suivre les nouveaux"),
    ("Save as pcapng", "Enregistrer en pcapng"),
    ("{} of {} shown", "{} sur {} affichés"),
    ("All", "Tous"),
    ("In front, or the last", "Au premier plan, sinon le dernier"),
    (
        "Nothing of that kind was said lately.",
        "Rien de tel n’a été dit récemment.",
    ),
    ("Phone", "Téléphone"),
    ("Other side", "Correspondant"),
    ("Saved as {}", "Enregistré sous {}"),
    ("Copy path", "Copier le chemin"),
    ("Open folder", "Ouvrir le dossier"),
    ("Not shown: {}", "Non affiché : {}"),
];
