//! What of the desktop is used, in French.

pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Desktop", "Bureau"),
    ("Desktop…", "Bureau…"),
    ("Notifications of calls", "Notifications d’appels"),
    ("No notifications:", "Pas de notifications :"),
    ("Icon in the tray", "Icône dans la zone de notification"),
    ("No tray:", "Pas de zone de notification :"),
    (
        "Closing the window hides it in the tray",
        "Fermer la fenêtre la masque dans la zone de notification",
    ),
    ("Start hidden", "Démarrer masqué"),
    (
        "Bring the window to the front",
        "Mettre la fenêtre au premier plan",
    ),
    ("Never by itself", "Jamais d’elle-même"),
    ("When a call rings", "Quand un appel sonne"),
    ("When a call is answered", "Quand un appel est pris"),
    ("Start with the desktop", "Démarrer avec le bureau"),
    ("Do not disturb", "Ne pas déranger"),
];
