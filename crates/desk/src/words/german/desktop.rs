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
];
