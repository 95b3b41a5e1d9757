//! The tuning of sound.

pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Audio tuning", "Ton abstimmen"),
    ("Audio tuning…", "Ton abstimmen…"),
    ("Echo test", "Echotest"),
    ("Summary", "Übersicht"),
    ("Step {} of {}", "Schritt {} von {}"),
    ("Next", "Weiter"),
    ("Leave off", "Aufhören"),
    ("Stop", "Anhalten"),
    ("How the headset sounds", "Wie das Headset klingt"),
    (
        "How loudspeaker and its microphone sound",
        "Wie Lautsprecher und Mikrofon klingen",
    ),
    ("How the handset sounds", "Wie der Hörer klingt"),
    ("How the phone rings", "Wie das Telefon klingelt"),
    ("How a call sounds", "Wie ein Gespräch klingt"),
    ("What is set now", "Was jetzt eingestellt ist"),
    ("Hear", "Hören"),
    ("Speak", "Sprechen"),
    ("As others hear you", "Wie andere Sie hören"),
    ("Play a sample", "Probe abspielen"),
    ("Let it ring", "Klingeln lassen"),
    (
        "Which melody rings is chosen on the phone: Settings, User preferences.",
        "Welche Melodie klingelt, wählt man am Telefon: Einstellungen, Benutzereinstellungen.",
    ),
    (
        "The devices are in use: the meter shows the microphone of the call. What is played or recorded here waits until it is over.",
        "Die Geräte sind in Gebrauch: Der Pegel zeigt das Mikrofon des Gesprächs. Abspielen und Aufnehmen warten, bis es vorbei ist.",
    ),
    ("Level of the microphone", "Pegel des Mikrofons"),
    ("peak {} · mean {} dBov", "Spitze {} · Mittel {} dBov"),
    (
        "The microphone is being opened…",
        "Das Mikrofon wird geöffnet…",
    ),
    (
        "No sound comes from this microphone",
        "Von diesem Mikrofon kommt kein Ton",
    ),
    (
        "The microphone gives silence",
        "Das Mikrofon gibt nur Stille",
    ),
    (
        "Say something: count to five",
        "Sagen Sie etwas: Zählen Sie bis fünf",
    ),
    ("Too quiet", "Zu leise"),
    ("Good", "Gut"),
    ("Too loud", "Zu laut"),
    (
        "Is it plugged in? Choose another one, or go on without.",
        "Ist es eingesteckt? Wählen Sie ein anderes, oder machen Sie ohne weiter.",
    ),
    (
        "Is it switched off at its cable, or in the system's settings?",
        "Ist es am Kabel oder in den Systemeinstellungen stumm?",
    ),
    ("Gain", "Verstärkung"),
    ("Set for me", "Für mich einstellen"),
    (
        "Picks the gain that fits what you have just said.",
        "Wählt die Verstärkung, die zu dem passt, was Sie gerade gesagt haben.",
    ),
    (
        "It works on top of the gain.",
        "Sie wirkt zusätzlich zur Verstärkung.",
    ),
    (
        "Come closer, raise its gain, or switch the automatic level on.",
        "Näher herangehen, die Verstärkung erhöhen oder die Pegelautomatik einschalten.",
    ),
    (
        "Move it away from the mouth, or lower its gain.",
        "Weiter weg vom Mund, oder die Verstärkung senken.",
    ),
    (
        "Come closer, raise it in the system's settings, or switch the automatic level on.",
        "Näher herangehen, im System lauter stellen oder die Pegelautomatik einschalten.",
    ),
    (
        "Move it away from the mouth, or lower it in the system.",
        "Weiter weg vom Mund, oder im System leiser stellen.",
    ),
    (
        "Quiet and loud voices are brought to one level.",
        "Leise und laute Stimmen kommen auf einen Pegel.",
    ),
    ("Record three seconds", "Drei Sekunden aufnehmen"),
    ("Play it back", "Aufnahme abspielen"),
    ("Speak now…", "Jetzt sprechen…"),
    (
        "It is recorded; hear how it sounds.",
        "Aufgenommen; hören Sie, wie es klingt.",
    ),
    (
        "It is being played: this is how others hear you.",
        "Wird abgespielt: So hören andere Sie.",
    ),
    (
        "Nothing was heard while it recorded.",
        "Während der Aufnahme war nichts zu hören.",
    ),
    (
        "Nothing of it is kept or sent.",
        "Nichts davon wird gespeichert oder gesendet.",
    ),
    (
        "A call to {} gives back what you say: so others hear you, after the time that the way there and back takes.",
        "Ein Anruf bei {} gibt zurück, was Sie sagen: So hören Sie andere, nach der Zeit, die Hin- und Rückweg dauern.",
    ),
    (
        "Another number is set as echo_number in the table [tuning] of the configuration.",
        "Eine andere Nummer steht als echo_number in der Tabelle [tuning] der Konfiguration.",
    ),
    ("Call {}", "{} anrufen"),
    (
        "Speak: you hear yourself a moment later.",
        "Sprechen Sie: Sie hören sich einen Moment später.",
    ),
    ("The call is being made…", "Der Anruf wird aufgebaut…"),
    (
        "The phone is not registered: the echo test needs its call server. Go on without.",
        "Das Telefon ist nicht angemeldet: Der Echotest braucht seinen Server. Machen Sie ohne weiter.",
    ),
    (
        "Another call is going on; the echo test waits until it is over.",
        "Ein anderes Gespräch läuft; der Echotest wartet, bis es vorbei ist.",
    ),
    (
        "It is a call like any other, and is in the lists of calls.",
        "Es ist ein Anruf wie jeder andere und steht in den Anruflisten.",
    ),
    ("Round trip on the network", "Hin- und Rückweg im Netz"),
    ("not told by the server", "nennt der Server nicht"),
    ("Not tried", "Nicht probiert"),
    (
        "All of it can be changed at any time, here or in the preferences.",
        "Alles lässt sich jederzeit ändern, hier oder in den Voreinstellungen.",
    ),
    ("New: {}", "Neu: {}"),
    ("Use as headset", "Als Headset benutzen"),
    ("Use and tune…", "Benutzen und abstimmen…"),
];
