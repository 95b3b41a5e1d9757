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
    (
        "The desktop's bus (D-Bus) cannot be reached. Start the phone from the desktop itself, as its own user.",
        "Le bus du bureau (D-Bus) est injoignable. Démarrez le téléphone depuis le bureau lui-même, avec son utilisateur.",
    ),
    (
        "No program of this desktop shows notifications. Install one, such as dunst, or turn them on in the desktop's settings.",
        "Aucun programme de ce bureau n’affiche de notifications. Installez-en un, par exemple dunst, ou activez-les dans les réglages du bureau.",
    ),
    (
        "The panel of this desktop has no place for icons. GNOME needs the extension AppIndicator, others a panel with a system tray.",
        "La barre de ce bureau n’a pas de place pour des icônes. GNOME a besoin de l’extension AppIndicator, d’autres d’une barre avec zone de notification.",
    ),
    (
        "The phone cannot do this on this system yet.",
        "Le téléphone ne sait pas encore le faire sur ce système.",
    ),
];
