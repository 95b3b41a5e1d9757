//! The tuning of sound.

pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Audio tuning", "Ajuste del sonido"),
    ("Audio tuning…", "Ajuste del sonido…"),
    ("Echo test", "Prueba de eco"),
    ("Summary", "Resumen"),
    ("Step {} of {}", "Paso {} de {}"),
    ("Next", "Siguiente"),
    ("Leave off", "Dejarlo"),
    ("Stop", "Detener"),
    ("How the headset sounds", "Cómo suenan los auriculares"),
    (
        "How loudspeaker and its microphone sound",
        "Cómo suenan el altavoz y su micrófono",
    ),
    ("How the handset sounds", "Cómo suena el auricular"),
    ("How the phone rings", "Cómo suena el timbre"),
    ("How a call sounds", "Cómo suena una llamada"),
    ("What is set now", "Lo que está ajustado"),
    ("Hear", "Escuchar"),
    ("Speak", "Hablar"),
    ("As others hear you", "Como le oyen los demás"),
    ("Play a sample", "Oír una muestra"),
    ("Let it ring", "Hacer sonar"),
    (
        "Which melody rings is chosen on the phone: Settings, User preferences.",
        "La melodía se elige en el teléfono: Configuración, Preferencias de usuario.",
    ),
    (
        "The devices are in use: the meter shows the microphone of the call. What is played or recorded here waits until it is over.",
        "Los dispositivos están en uso: el nivel es el del micrófono de la llamada. La escucha y la grabación esperan a que termine.",
    ),
    ("Level of the microphone", "Nivel del micrófono"),
    ("peak {} · mean {} dBov", "pico {} · media {} dBov"),
    ("The microphone is being opened…", "Se abre el micrófono…"),
    (
        "No sound comes from this microphone",
        "De este micrófono no llega sonido",
    ),
    (
        "The microphone gives silence",
        "El micrófono solo da silencio",
    ),
    (
        "Say something: count to five",
        "Diga algo: cuente hasta cinco",
    ),
    ("Too quiet", "Demasiado bajo"),
    ("Good", "Bien"),
    ("Too loud", "Demasiado alto"),
    (
        "Is it plugged in? Choose another one, or go on without.",
        "¿Está enchufado? Elija otro, o siga sin él.",
    ),
    (
        "Is it switched off at its cable, or in the system's settings?",
        "¿Está apagado en su cable o en los ajustes del sistema?",
    ),
    ("Gain", "Ganancia"),
    ("Set for me", "Ajustar por mí"),
    (
        "Picks the gain that fits what you have just said.",
        "Elige la ganancia que corresponde a lo que acaba de decir.",
    ),
    (
        "It works on top of the gain.",
        "Actúa además de la ganancia.",
    ),
    (
        "Come closer, raise its gain, or switch the automatic level on.",
        "Acérquese, suba la ganancia o active el nivel automático.",
    ),
    (
        "Move it away from the mouth, or lower its gain.",
        "Aléjelo de la boca o baje la ganancia.",
    ),
    (
        "Come closer, raise it in the system's settings, or switch the automatic level on.",
        "Acérquese, súbalo en el sistema o active el nivel automático.",
    ),
    (
        "Move it away from the mouth, or lower it in the system.",
        "Aléjelo de la boca, o bájelo en el sistema.",
    ),
    (
        "Quiet and loud voices are brought to one level.",
        "Las voces bajas y altas se llevan a un mismo nivel.",
    ),
    ("Record three seconds", "Grabar tres segundos"),
    ("Play it back", "Oír la grabación"),
    ("Speak now…", "Hable ahora…"),
    (
        "It is recorded; hear how it sounds.",
        "Está grabado; oiga cómo suena.",
    ),
    (
        "It is being played: this is how others hear you.",
        "Se está reproduciendo: así le oyen los demás.",
    ),
    (
        "Nothing was heard while it recorded.",
        "No se oyó nada durante la grabación.",
    ),
    (
        "Nothing of it is kept or sent.",
        "Nada de ello se guarda ni se envía.",
    ),
    (
        "A call to {} gives back what you say: so others hear you, after the time that the way there and back takes.",
        "Una llamada al {} devuelve lo que usted dice: así le oyen los demás, tras el tiempo de ida y vuelta.",
    ),
    (
        "Another number is set as echo_number in the table [tuning] of the configuration.",
        "Otro número se pone como echo_number en la tabla [tuning] de la configuración.",
    ),
    ("Call {}", "Llamar al {}"),
    (
        "Speak: you hear yourself a moment later.",
        "Hable: se oye a sí mismo un momento después.",
    ),
    ("The call is being made…", "Se hace la llamada…"),
    (
        "The phone is not registered: the echo test needs its call server. Go on without.",
        "El teléfono no está registrado: la prueba de eco necesita su servidor. Siga sin ella.",
    ),
    (
        "Another call is going on; the echo test waits until it is over.",
        "Hay otra llamada; la prueba de eco espera a que termine.",
    ),
    (
        "It is a call like any other, and is in the lists of calls.",
        "Es una llamada como cualquier otra, y está en las listas.",
    ),
    ("Round trip on the network", "Ida y vuelta por la red"),
    ("not told by the server", "no lo dice el servidor"),
    ("Not tried", "Sin probar"),
    (
        "All of it can be changed at any time, here or in the preferences.",
        "Todo puede cambiarse en cualquier momento, aquí o en las preferencias.",
    ),
    ("New: {}", "Nuevo: {}"),
    ("Use as headset", "Usar como auriculares"),
    ("Use and tune…", "Usar y ajustar…"),
];
