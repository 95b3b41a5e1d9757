//! What of the desktop is used, in German.

pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Desktop", "Desktop"),
    ("Desktop…", "Desktop…"),
    ("Notifications of calls", "Anrufe als Benachrichtigung"),
    ("No notifications:", "Keine Benachrichtigungen:"),
    ("Icon in the tray", "Symbol in der Leiste"),
    ("No tray:", "Keine Leiste:"),
    (
        "Closing the window hides it in the tray",
        "Schließen verbirgt das Fenster in der Leiste",
    ),
    ("Start hidden", "Verborgen starten"),
    (
        "Bring the window to the front",
        "Das Fenster nach vorn holen",
    ),
    ("Never by itself", "Nie von selbst"),
    ("When a call rings", "Wenn ein Anruf klingelt"),
    ("When a call is answered", "Wenn ein Anruf angenommen ist"),
    ("Start with the desktop", "Mit dem Desktop starten"),
    ("Do not disturb", "Bitte nicht stören"),
    (
        "The desktop's bus (D-Bus) cannot be reached. Start the phone from the desktop itself, as its own user.",
        "Der Bus des Desktops (D-Bus) ist nicht erreichbar. Starten Sie das Telefon vom Desktop aus, als dessen Benutzer.",
    ),
    (
        "No program of this desktop shows notifications. Install one, such as dunst, or turn them on in the desktop's settings.",
        "Kein Programm dieses Desktops zeigt Benachrichtigungen. Installieren Sie eines, etwa dunst, oder schalten Sie sie in den Einstellungen des Desktops ein.",
    ),
    (
        "The panel of this desktop has no place for icons. GNOME needs the extension AppIndicator, others a panel with a system tray.",
        "Die Leiste dieses Desktops hat keinen Platz für Symbole. GNOME braucht die Erweiterung AppIndicator, andere eine Leiste mit Systemabschnitt.",
    ),
    (
        "The phone cannot do this on this system yet.",
        "Das kann das Telefon auf diesem System noch nicht.",
    ),
];
