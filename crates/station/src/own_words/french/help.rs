//! What keys do, as the help says it, in French, each after the English words.

pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "Press a key: the phone says what it does, instead of doing it.",
        "Appuyez sur une touche : le téléphone dit ce qu'elle fait, au lieu de le faire.",
    ),
    (
        "Help again: the figures of the call, or back.",
        "Aide à nouveau : les chiffres de l'appel, ou retour.",
    ),
    ("Keypad", "Clavier"),
    ("Hook", "Crochet"),
    ("Headset", "Casque"),
    ("Handset", "Combiné"),
    ("Speaker", "Haut-parleur"),
    ("Mute", "Secret"),
    ("Volume", "Volume"),
    ("Button", "Bouton"),
    (
        "A digit of numbers and codes; the call server knows what it means.",
        "Un signe des numéros et des codes ; le serveur d'appels sait ce qu'il signifie.",
    ),
    (
        "A digit: of a number, of an item in a menu, or a tone in a call.",
        "Un chiffre : d'un numéro, d'une entrée de menu, ou une tonalité en communication.",
    ),
    (
        "They go from item to item in a menu, else from call to call.",
        "Elles vont d'une entrée à l'autre dans un menu, sinon d'un appel à l'autre.",
    ),
    (
        "Picks the marked item, dials what was typed, or answers.",
        "Choisit l'entrée marquée, compose la saisie, ou répond.",
    ),
    (
        "Lifts the receiver or puts it down.",
        "Décroche ou raccroche.",
    ),
    (
        "Begins, answers or goes on with a call by this device; lit, it ends it.",
        "Commence, prend ou poursuit un appel par cet appareil ; allumée, elle y met fin.",
    ),
    (
        "The other side hears nothing of you until you press it again.",
        "L'autre n'entend rien de vous jusqu'à un nouvel appui.",
    ),
    (
        "Louder or softer: what you hear in a call, on hook the ringer.",
        "Plus ou moins fort : ce que vous entendez en appel, raccroché la sonnerie.",
    ),
    (
        "Calls the mailbox of the line.",
        "Appelle la messagerie de la ligne.",
    ),
    (
        "Missed, received and placed calls, and the directories.",
        "Appels manqués, reçus et passés, et les répertoires.",
    ),
    (
        "What the call server offers as services.",
        "Ce que le serveur d'appels offre comme services.",
    ),
    (
        "Rings, theme and language, and all about the phone and its network.",
        "Sonneries, thème et langue, et tout sur le téléphone et son réseau.",
    ),
    (
        "A key that the call server offers.",
        "Une touche qu'offre le serveur d'appels.",
    ),
    (
        "A line of yours: begins a call on it, answers, or brings its call to the front.",
        "Une de vos lignes : y commence un appel, répond, ou met son appel au premier plan.",
    ),
    (
        "Calls this number, and shows what the one there is doing.",
        "Appelle ce numéro et montre ce que fait son correspondant.",
    ),
    ("Calls this number.", "Appelle ce numéro."),
    (
        "Opens this service of the call server.",
        "Ouvre ce service du serveur d'appels.",
    ),
    ("Nothing is on this button.", "Rien n'est sur ce bouton."),
    (
        "A feature of the call server; its lamp shows whether it is on.",
        "Une fonction du serveur d'appels ; son voyant dit si elle est active.",
    ),
    (
        "Calls the number again that was dialled last.",
        "Rappelle le dernier numéro composé.",
    ),
    (
        "Begins a new call: off hook, with dial tone.",
        "Commence un nouvel appel : décroché, avec tonalité.",
    ),
    (
        "Puts the call on hold; Resume takes it back.",
        "Met l'appel en attente ; Reprise le reprend.",
    ),
    (
        "Takes the call back from hold.",
        "Reprend l'appel en attente.",
    ),
    (
        "Answers the call that rings.",
        "Répond à l'appel qui sonne.",
    ),
    ("Ends the call.", "Met fin à l'appel."),
    (
        "Sends the call to another number: dial it, then press again.",
        "Transfère l'appel : composez le numéro, puis appuyez à nouveau.",
    ),
    (
        "Joins two selected calls and leaves them to each other.",
        "Relie deux appels sélectionnés et les quitte.",
    ),
    (
        "Makes a conference: dial another one, then press again.",
        "Fait une conférence : appelez quelqu'un, puis appuyez à nouveau.",
    ),
    (
        "Shows who is in the conference.",
        "Montre qui est dans la conférence.",
    ),
    (
        "Removes the one from the conference who came last.",
        "Retire de la conférence le dernier arrivé.",
    ),
    (
        "Makes a conference of the selected calls.",
        "Fait une conférence des appels sélectionnés.",
    ),
    (
        "Picks the marked item, or selects the call for Join.",
        "Choisit l'entrée marquée, ou l'appel à joindre.",
    ),
    (
        "Parks the call under a number, to be taken up at another phone.",
        "Parque l'appel sous un numéro, pour le reprendre ailleurs.",
    ),
    (
        "Takes a call that rings at another phone of the group.",
        "Prend un appel qui sonne sur un autre poste du groupe.",
    ),
    (
        "Takes a call that rings in another group: dial its number.",
        "Prend un appel d'un autre groupe : composez son numéro.",
    ),
    (
        "Takes a call that rings in a group bound to yours.",
        "Prend un appel d'un groupe associé au vôtre.",
    ),
    (
        "Opens a conference under a number that others dial.",
        "Ouvre une conférence sous un numéro que d'autres composent.",
    ),
    (
        "Sends all calls of the line elsewhere; again: no longer.",
        "Renvoie tous les appels de la ligne ; à nouveau : plus.",
    ),
    (
        "Sends calls elsewhere while the line is busy.",
        "Renvoie les appels quand la ligne est occupée.",
    ),
    (
        "Sends calls elsewhere that nobody answers.",
        "Renvoie les appels sans réponse.",
    ),
    (
        "Tells you when the one you called is free again.",
        "Vous prévient quand l'appelé est de nouveau libre.",
    ),
    (
        "Joins the call on a shared line.",
        "Entre dans l'appel d'une ligne partagée.",
    ),
    (
        "Joins the call on a shared line as a conference.",
        "Entre en conférence dans l'appel d'une ligne partagée.",
    ),
    (
        "Keeps others of a shared line from seeing and joining calls.",
        "Cache les appels aux autres de la ligne partagée.",
    ),
    (
        "Sends the call to the mailbox at once.",
        "Envoie l'appel aussitôt à la messagerie.",
    ),
    (
        "Sends the call to a mailbox.",
        "Transfère l'appel vers une messagerie.",
    ),
    (
        "Do not disturb: calls are seen and do not ring.",
        "Ne pas déranger : les appels se voient et ne sonnent pas.",
    ),
    (
        "Logs the phone into its hunt groups, or out of them.",
        "Connecte le poste à ses groupes de recherche, ou l'en retire.",
    ),
    (
        "Reports the call as malicious to the operator.",
        "Signale l'appel comme malveillant à l'exploitant.",
    ),
    (
        "Reports bad quality of the call to the operator.",
        "Signale une mauvaise qualité à l'exploitant.",
    ),
    (
        "Sends the call to your mobile phone, or back.",
        "Envoie l'appel à votre mobile, ou le reprend.",
    ),
    (
        "Has the server record the call; again: no longer.",
        "Fait enregistrer l'appel par le serveur ; à nouveau : plus.",
    ),
    (
        "Takes a call that is already on its way elsewhere.",
        "Prend un appel déjà en route vers ailleurs.",
    ),
    (
        "Dials the speed dial whose number you typed.",
        "Compose le numéro abrégé que vous avez tapé.",
    ),
    ("Takes the last digit back.", "Reprend le dernier chiffre."),
    ("Leaves things as they were.", "Laisse tout comme avant."),
    (
        "Dials the number that is typed or marked.",
        "Compose le numéro tapé ou marqué.",
    ),
    (
        "Puts the marked number where you type, to be changed before it is dialled.",
        "Met le numéro marqué dans la saisie, pour le modifier avant de le composer.",
    ),
    ("Leaves this page.", "Quitte cette page."),
    (
        "Shows all that is known of the marked item.",
        "Montre tout ce que l'on sait de l'entrée marquée.",
    ),
    (
        "Takes the marked item out of the list.",
        "Retire l'entrée marquée de la liste.",
    ),
    ("Empties the lists.", "Vide les listes."),
    ("Keeps what is set.", "Garde ce qui est réglé."),
    (
        "Lets the marked ring be heard.",
        "Fait entendre la sonnerie marquée.",
    ),
    (
        "Sends what you filled in.",
        "Envoie ce que vous avez rempli.",
    ),
    (
        "Looks for what you filled in.",
        "Cherche ce que vous avez rempli.",
    ),
    ("Shows the page anew.", "Affiche la page à nouveau."),
    ("Shows further soft keys.", "Montre d'autres touches."),
];
