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
    (
        "The desktop's bus (D-Bus) cannot be reached. Start the phone from the desktop itself, as its own user.",
        "No se llega al bus del escritorio (D-Bus). Inicie el teléfono desde el propio escritorio, con su usuario.",
    ),
    (
        "No program of this desktop shows notifications. Install one, such as dunst, or turn them on in the desktop's settings.",
        "Ningún programa de este escritorio muestra notificaciones. Instale uno, por ejemplo dunst, o actívelas en los ajustes del escritorio.",
    ),
    (
        "The panel of this desktop has no place for icons. GNOME needs the extension AppIndicator, others a panel with a system tray.",
        "La barra de este escritorio no tiene sitio para iconos. GNOME necesita la extensión AppIndicator; otros, una barra con bandeja del sistema.",
    ),
    (
        "The phone cannot do this on this system yet.",
        "El teléfono todavía no sabe hacerlo en este sistema.",
    ),
];
