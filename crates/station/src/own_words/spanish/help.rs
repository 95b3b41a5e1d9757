//! What keys do, as the help says it, in Spanish, each after the English words.

pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "Press a key: the phone says what it does, instead of doing it.",
        "Pulse una tecla: el teléfono dice lo que hace, en lugar de hacerlo.",
    ),
    (
        "Help again: the figures of the call, or back.",
        "Ayuda otra vez: las cifras de la llamada, o volver.",
    ),
    ("Keypad", "Teclado"),
    ("Hook", "Gancho"),
    ("Headset", "Auricular de cabeza"),
    ("Handset", "Auricular"),
    ("Speaker", "Altavoz"),
    ("Mute", "Silencio del micrófono"),
    ("Volume", "Volumen"),
    ("Button", "Botón"),
    (
        "A digit of numbers and codes; the call server knows what it means.",
        "Un signo de números y códigos; el servidor de llamadas sabe qué significa.",
    ),
    (
        "A digit: of a number, of an item in a menu, or a tone in a call.",
        "Un dígito: de un número, de un elemento de menú, o un tono en una llamada.",
    ),
    (
        "They go from item to item in a menu, else from call to call.",
        "Van de elemento en elemento en un menú; si no, de llamada en llamada.",
    ),
    (
        "Picks the marked item, dials what was typed, or answers.",
        "Elige el elemento marcado, marca lo escrito o contesta.",
    ),
    ("Lifts the receiver or puts it down.", "Descuelga o cuelga."),
    (
        "Begins, answers or goes on with a call by this device; lit, it ends it.",
        "Inicia, contesta o continúa una llamada con este dispositivo; encendida, la termina.",
    ),
    (
        "The other side hears nothing of you until you press it again.",
        "El otro lado no le oye hasta que la pulse otra vez.",
    ),
    (
        "Louder or softer: what you hear in a call, on hook the ringer.",
        "Más o menos volumen: lo que oye en una llamada, colgado el timbre.",
    ),
    (
        "Calls the mailbox of the line.",
        "Llama al buzón de la línea.",
    ),
    (
        "Missed, received and placed calls, and the directories.",
        "Llamadas perdidas, recibidas y realizadas, y los directorios.",
    ),
    (
        "What the call server offers as services.",
        "Lo que el servidor de llamadas ofrece como servicios.",
    ),
    (
        "Rings, theme and language, and all about the phone and its network.",
        "Timbres, tema e idioma, y todo sobre el teléfono y su red.",
    ),
    (
        "A key that the call server offers.",
        "Una tecla que ofrece el servidor de llamadas.",
    ),
    (
        "A line of yours: begins a call on it, answers, or brings its call to the front.",
        "Una línea suya: inicia en ella una llamada, contesta o trae su llamada al frente.",
    ),
    (
        "Calls this number, and shows what the one there is doing.",
        "Llama a este número y muestra qué hace quien está allí.",
    ),
    ("Calls this number.", "Llama a este número."),
    (
        "Opens this service of the call server.",
        "Abre este servicio del servidor de llamadas.",
    ),
    ("Nothing is on this button.", "No hay nada en este botón."),
    (
        "A feature of the call server; its lamp shows whether it is on.",
        "Una función del servidor de llamadas; su luz indica si está activada.",
    ),
    (
        "Calls the number again that was dialled last.",
        "Vuelve a llamar al último número marcado.",
    ),
    (
        "Begins a new call: off hook, with dial tone.",
        "Inicia una llamada nueva: descolgado, con tono de marcar.",
    ),
    (
        "Puts the call on hold; Resume takes it back.",
        "Pone la llamada en espera; Reanudar la recupera.",
    ),
    (
        "Takes the call back from hold.",
        "Recupera la llamada en espera.",
    ),
    (
        "Answers the call that rings.",
        "Contesta la llamada que suena.",
    ),
    ("Ends the call.", "Termina la llamada."),
    (
        "Sends the call to another number: dial it, then press again.",
        "Transfiere la llamada: marque el número y pulse otra vez.",
    ),
    (
        "Joins two selected calls and leaves them to each other.",
        "Une dos llamadas seleccionadas y las deja.",
    ),
    (
        "Makes a conference: dial another one, then press again.",
        "Hace una conferencia: llame a otro y pulse otra vez.",
    ),
    (
        "Shows who is in the conference.",
        "Muestra quién está en la conferencia.",
    ),
    (
        "Removes the one from the conference who came last.",
        "Quita de la conferencia al último en llegar.",
    ),
    (
        "Makes a conference of the selected calls.",
        "Hace una conferencia con las llamadas seleccionadas.",
    ),
    (
        "Picks the marked item, or selects the call for Join.",
        "Elige el elemento marcado, o la llamada para unir.",
    ),
    (
        "Parks the call under a number, to be taken up at another phone.",
        "Aparca la llamada en un número, para recogerla en otro teléfono.",
    ),
    (
        "Takes a call that rings at another phone of the group.",
        "Captura una llamada que suena en otro teléfono del grupo.",
    ),
    (
        "Takes a call that rings in another group: dial its number.",
        "Captura una llamada de otro grupo: marque su número.",
    ),
    (
        "Takes a call that rings in a group bound to yours.",
        "Captura una llamada de un grupo asociado al suyo.",
    ),
    (
        "Opens a conference under a number that others dial.",
        "Abre una conferencia en un número que otros marcan.",
    ),
    (
        "Sends all calls of the line elsewhere; again: no longer.",
        "Desvía todas las llamadas de la línea; otra vez: ya no.",
    ),
    (
        "Sends calls elsewhere while the line is busy.",
        "Desvía las llamadas mientras la línea está ocupada.",
    ),
    (
        "Sends calls elsewhere that nobody answers.",
        "Desvía las llamadas que nadie contesta.",
    ),
    (
        "Tells you when the one you called is free again.",
        "Le avisa cuando el llamado vuelve a estar libre.",
    ),
    (
        "Joins the call on a shared line.",
        "Entra en la llamada de una línea compartida.",
    ),
    (
        "Joins the call on a shared line as a conference.",
        "Entra como conferencia en la llamada de una línea compartida.",
    ),
    (
        "Keeps others of a shared line from seeing and joining calls.",
        "Oculta las llamadas a los demás de la línea compartida.",
    ),
    (
        "Sends the call to the mailbox at once.",
        "Envía la llamada al buzón enseguida.",
    ),
    (
        "Sends the call to a mailbox.",
        "Transfiere la llamada a un buzón.",
    ),
    (
        "Do not disturb: calls are seen and do not ring.",
        "No molestar: las llamadas se ven y no suenan.",
    ),
    (
        "Logs the phone into its hunt groups, or out of them.",
        "Conecta el teléfono a sus grupos de salto, o lo retira.",
    ),
    (
        "Reports the call as malicious to the operator.",
        "Notifica la llamada como maliciosa al operador.",
    ),
    (
        "Reports bad quality of the call to the operator.",
        "Notifica mala calidad al operador.",
    ),
    (
        "Sends the call to your mobile phone, or back.",
        "Envía la llamada a su móvil, o la devuelve.",
    ),
    (
        "Has the server record the call; again: no longer.",
        "Hace que el servidor grabe la llamada; otra vez: ya no.",
    ),
    (
        "Takes a call that is already on its way elsewhere.",
        "Toma una llamada que ya va a otro sitio.",
    ),
    (
        "Dials the speed dial whose number you typed.",
        "Marca la rápida cuyo número escribió.",
    ),
    ("Takes the last digit back.", "Borra el último dígito."),
    ("Leaves things as they were.", "Deja todo como estaba."),
    (
        "Dials the number that is typed or marked.",
        "Marca el número escrito o señalado.",
    ),
    (
        "Puts the marked number where you type, to be changed before it is dialled.",
        "Pone el número señalado donde se escribe, para cambiarlo antes de marcar.",
    ),
    ("Leaves this page.", "Sale de esta página."),
    (
        "Shows all that is known of the marked item.",
        "Muestra todo lo que se sabe del elemento marcado.",
    ),
    (
        "Takes the marked item out of the list.",
        "Quita el elemento marcado de la lista.",
    ),
    ("Empties the lists.", "Vacía las listas."),
    ("Keeps what is set.", "Conserva lo ajustado."),
    (
        "Lets the marked ring be heard.",
        "Hace oír el timbre señalado.",
    ),
    ("Sends what you filled in.", "Envía lo que ha rellenado."),
    (
        "Looks for what you filled in.",
        "Busca lo que ha rellenado.",
    ),
    ("Shows the page anew.", "Muestra la página de nuevo."),
    ("Shows further soft keys.", "Muestra más teclas."),
];
