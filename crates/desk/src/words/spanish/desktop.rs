//! What of the desktop is used, in Spanish.

pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Desktop", "Escritorio"),
    ("Desktop…", "Escritorio…"),
    ("Notifications of calls", "Notificaciones de llamadas"),
    ("No notifications:", "Sin notificaciones:"),
    ("Icon in the tray", "Icono en la bandeja"),
    ("No tray:", "Sin bandeja:"),
    (
        "Closing the window hides it in the tray",
        "Al cerrar, la ventana se oculta en la bandeja",
    ),
    ("Start hidden", "Iniciar oculto"),
    (
        "Bring the window to the front",
        "Traer la ventana al frente",
    ),
    ("Never by itself", "Nunca por sí sola"),
    ("When a call rings", "Cuando suena una llamada"),
    ("When a call is answered", "Cuando se contesta una llamada"),
    ("Start with the desktop", "Iniciar con el escritorio"),
    ("Do not disturb", "No molestar"),
];
