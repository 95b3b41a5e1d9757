//! The tuning of sound.

pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Audio tuning", "Réglage du son"),
    ("Audio tuning…", "Réglage du son…"),
    ("Echo test", "Test d’écho"),
    ("Summary", "Résumé"),
    ("Step {} of {}", "Étape {} sur {}"),
    ("Next", "Suivant"),
    ("Leave off", "Abandonner"),
    ("Stop", "Arrêter"),
    ("How the headset sounds", "Le son du casque"),
    (
        "How loudspeaker and its microphone sound",
        "Le son du haut-parleur et de son micro",
    ),
    ("How the handset sounds", "Le son du combiné"),
    ("How the phone rings", "La sonnerie du téléphone"),
    ("How a call sounds", "Le son d’un appel"),
    ("What is set now", "Ce qui est réglé"),
    ("Hear", "Écouter"),
    ("Speak", "Parler"),
    ("As others hear you", "Comme les autres vous entendent"),
    ("Play a sample", "Écouter un exemple"),
    ("Let it ring", "Faire sonner"),
    (
        "Which melody rings is chosen on the phone: Settings, User preferences.",
        "La mélodie se choisit sur le téléphone : Paramètres, Préférences utilisateur.",
    ),
    (
        "The devices are in use: the meter shows the microphone of the call. What is played or recorded here waits until it is over.",
        "Les appareils sont utilisés : le niveau est celui du micro de l’appel. Écoute et enregistrement attendent la fin.",
    ),
    ("Level of the microphone", "Niveau du micro"),
    ("peak {} · mean {} dBov", "crête {} · moyenne {} dBov"),
    ("The microphone is being opened…", "Ouverture du micro…"),
    (
        "No sound comes from this microphone",
        "Aucun son ne vient de ce micro",
    ),
    (
        "The microphone gives silence",
        "Le micro ne donne que du silence",
    ),
    (
        "Say something: count to five",
        "Parlez : comptez jusqu’à cinq",
    ),
    ("Too quiet", "Trop faible"),
    ("Good", "Bien"),
    ("Too loud", "Trop fort"),
    (
        "Is it plugged in? Choose another one, or go on without.",
        "Est-il branché ? Choisissez-en un autre, ou continuez sans.",
    ),
    (
        "Is it switched off at its cable, or in the system's settings?",
        "Est-il coupé sur son câble, ou dans les réglages du système ?",
    ),
    ("Gain", "Gain"),
    ("Set for me", "Régler pour moi"),
    (
        "Picks the gain that fits what you have just said.",
        "Choisit le gain qui convient à ce que vous venez de dire.",
    ),
    ("It works on top of the gain.", "Il agit en plus du gain."),
    (
        "Come closer, raise its gain, or switch the automatic level on.",
        "Rapprochez-vous, augmentez le gain ou activez le niveau automatique.",
    ),
    (
        "Move it away from the mouth, or lower its gain.",
        "Éloignez-le de la bouche, ou baissez le gain.",
    ),
    (
        "Come closer, raise it in the system's settings, or switch the automatic level on.",
        "Approchez-vous, augmentez-le dans le système, ou activez le niveau automatique.",
    ),
    (
        "Move it away from the mouth, or lower it in the system.",
        "Éloignez-le de la bouche, ou baissez-le dans le système.",
    ),
    (
        "Quiet and loud voices are brought to one level.",
        "Les voix faibles et fortes sont ramenées au même niveau.",
    ),
    ("Record three seconds", "Enregistrer trois secondes"),
    ("Play it back", "Écouter l’enregistrement"),
    ("Speak now…", "Parlez…"),
    (
        "It is recorded; hear how it sounds.",
        "C’est enregistré ; écoutez le résultat.",
    ),
    (
        "It is being played: this is how others hear you.",
        "Lecture en cours : les autres vous entendent ainsi.",
    ),
    (
        "Nothing was heard while it recorded.",
        "Rien n’a été entendu pendant l’enregistrement.",
    ),
    (
        "Nothing of it is kept or sent.",
        "Rien n’en est gardé ni envoyé.",
    ),
    (
        "A call to {} gives back what you say: so others hear you, after the time that the way there and back takes.",
        "Un appel au {} renvoie ce que vous dites : ainsi les autres vous entendent, après la durée de l’aller et retour.",
    ),
    (
        "Another number is set as echo_number in the table [tuning] of the configuration.",
        "Un autre numéro se règle par echo_number dans la table [tuning] de la configuration.",
    ),
    ("Call {}", "Appeler le {}"),
    (
        "Speak: you hear yourself a moment later.",
        "Parlez : vous vous entendez un instant plus tard.",
    ),
    ("The call is being made…", "L’appel est en cours…"),
    (
        "The phone is not registered: the echo test needs its call server. Go on without.",
        "Le téléphone n’est pas enregistré : le test d’écho a besoin de son serveur. Continuez sans.",
    ),
    (
        "Another call is going on; the echo test waits until it is over.",
        "Un autre appel est en cours ; le test d’écho attend la fin.",
    ),
    (
        "It is a call like any other, and is in the lists of calls.",
        "C’est un appel comme un autre, il est dans les listes d’appels.",
    ),
    ("Round trip on the network", "Aller et retour sur le réseau"),
    ("not told by the server", "non indiqué par le serveur"),
    ("Not tried", "Pas essayé"),
    (
        "All of it can be changed at any time, here or in the preferences.",
        "Tout se change à tout moment, ici ou dans les préférences.",
    ),
    ("New: {}", "Nouveau : {}"),
    ("Use as headset", "Utiliser comme casque"),
    ("Use and tune…", "Utiliser et régler…"),
];
