//! What keys do, as the help says it, in German, each after the English words.

pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "Press a key: the phone says what it does, instead of doing it.",
        "Eine Taste drücken: Das Telefon sagt, was sie tut, statt es zu tun.",
    ),
    (
        "Help again: the figures of the call, or back.",
        "Noch einmal Hilfe: die Zahlen des Anrufs, oder zurück.",
    ),
    ("Keypad", "Wähltaste"),
    ("Hook", "Gabel"),
    ("Headset", "Headset"),
    ("Handset", "Hörer"),
    ("Speaker", "Lautsprecher"),
    ("Mute", "Stumm"),
    ("Volume", "Lautstärke"),
    ("Button", "Taste"),
    (
        "A digit of numbers and codes; the call server knows what it means.",
        "Ein Zeichen von Nummern und Codes; der Anrufserver weiß, was es bedeutet.",
    ),
    (
        "A digit: of a number, of an item in a menu, or a tone in a call.",
        "Eine Ziffer: einer Nummer, eines Menüpunkts, oder im Gespräch ein Ton.",
    ),
    (
        "They go from item to item in a menu, else from call to call.",
        "Sie gehen im Menü von Punkt zu Punkt, sonst von Anruf zu Anruf.",
    ),
    (
        "Picks the marked item, dials what was typed, or answers.",
        "Wählt den markierten Punkt, wählt die Eingabe, oder nimmt an.",
    ),
    (
        "Lifts the receiver or puts it down.",
        "Hebt ab oder legt auf.",
    ),
    (
        "Begins, answers or goes on with a call by this device; lit, it ends it.",
        "Beginnt, beantwortet oder setzt einen Anruf mit diesem Gerät fort; leuchtet sie, beendet sie ihn.",
    ),
    (
        "The other side hears nothing of you until you press it again.",
        "Die Gegenseite hört nichts von Ihnen, bis Sie sie noch einmal drücken.",
    ),
    (
        "Louder or softer: what you hear in a call, on hook the ringer.",
        "Lauter oder leiser: was Sie im Gespräch hören, aufgelegt die Klingel.",
    ),
    (
        "Calls the mailbox of the line.",
        "Ruft die Mailbox der Leitung an.",
    ),
    (
        "Missed, received and placed calls, and the directories.",
        "Verpasste, angenommene und gewählte Anrufe, und die Verzeichnisse.",
    ),
    (
        "What the call server offers as services.",
        "Was der Anrufserver an Diensten anbietet.",
    ),
    (
        "Rings, theme and language, and all about the phone and its network.",
        "Klingeltöne, Farbschema und Sprache, und alles über das Telefon und sein Netz.",
    ),
    (
        "A key that the call server offers.",
        "Eine Taste, die der Anrufserver anbietet.",
    ),
    (
        "A line of yours: begins a call on it, answers, or brings its call to the front.",
        "Ihre Leitung: beginnt darauf einen Anruf, nimmt an, oder holt ihren Anruf nach vorn.",
    ),
    (
        "Calls this number, and shows what the one there is doing.",
        "Ruft diese Nummer an und zeigt, was der dort gerade tut.",
    ),
    ("Calls this number.", "Ruft diese Nummer an."),
    (
        "Opens this service of the call server.",
        "Öffnet diesen Dienst des Anrufservers.",
    ),
    (
        "Nothing is on this button.",
        "Auf dieser Taste liegt nichts.",
    ),
    (
        "A feature of the call server; its lamp shows whether it is on.",
        "Eine Funktion des Anrufservers; ihre Lampe zeigt, ob sie an ist.",
    ),
    (
        "Calls the number again that was dialled last.",
        "Ruft die zuletzt gewählte Nummer noch einmal an.",
    ),
    (
        "Begins a new call: off hook, with dial tone.",
        "Beginnt einen neuen Anruf: abgehoben, mit Wählton.",
    ),
    (
        "Puts the call on hold; Resume takes it back.",
        "Hält den Anruf; Fortsetzen holt ihn zurück.",
    ),
    (
        "Takes the call back from hold.",
        "Holt den gehaltenen Anruf zurück.",
    ),
    (
        "Answers the call that rings.",
        "Nimmt den Anruf an, der klingelt.",
    ),
    ("Ends the call.", "Beendet den Anruf."),
    (
        "Sends the call to another number: dial it, then press again.",
        "Verbindet den Anruf weiter: Nummer wählen, dann noch einmal drücken.",
    ),
    (
        "Joins two selected calls and leaves them to each other.",
        "Verbindet zwei gewählte Anrufe miteinander und scheidet aus.",
    ),
    (
        "Makes a conference: dial another one, then press again.",
        "Macht eine Konferenz: noch jemanden wählen, dann noch einmal drücken.",
    ),
    (
        "Shows who is in the conference.",
        "Zeigt, wer in der Konferenz ist.",
    ),
    (
        "Removes the one from the conference who came last.",
        "Entfernt den aus der Konferenz, der zuletzt kam.",
    ),
    (
        "Makes a conference of the selected calls.",
        "Macht aus den gewählten Anrufen eine Konferenz.",
    ),
    (
        "Picks the marked item, or selects the call for Join.",
        "Wählt den markierten Punkt, oder den Anruf zum Verbinden.",
    ),
    (
        "Parks the call under a number, to be taken up at another phone.",
        "Parkt den Anruf unter einer Nummer, um ihn woanders aufzunehmen.",
    ),
    (
        "Takes a call that rings at another phone of the group.",
        "Übernimmt einen Anruf, der an einem anderen Telefon der Gruppe klingelt.",
    ),
    (
        "Takes a call that rings in another group: dial its number.",
        "Übernimmt einen Anruf einer anderen Gruppe: deren Nummer wählen.",
    ),
    (
        "Takes a call that rings in a group bound to yours.",
        "Übernimmt einen Anruf aus einer verbundenen Gruppe.",
    ),
    (
        "Opens a conference under a number that others dial.",
        "Eröffnet eine Konferenz unter einer Nummer, die andere wählen.",
    ),
    (
        "Sends all calls of the line elsewhere; again: no longer.",
        "Leitet alle Anrufe der Leitung um; noch einmal: nicht mehr.",
    ),
    (
        "Sends calls elsewhere while the line is busy.",
        "Leitet Anrufe um, solange die Leitung besetzt ist.",
    ),
    (
        "Sends calls elsewhere that nobody answers.",
        "Leitet Anrufe um, die niemand annimmt.",
    ),
    (
        "Tells you when the one you called is free again.",
        "Meldet, wenn der Angerufene wieder frei ist.",
    ),
    (
        "Joins the call on a shared line.",
        "Schaltet sich in den Anruf einer gemeinsamen Leitung ein.",
    ),
    (
        "Joins the call on a shared line as a conference.",
        "Schaltet sich als Konferenz in den Anruf einer gemeinsamen Leitung ein.",
    ),
    (
        "Keeps others of a shared line from seeing and joining calls.",
        "Verbirgt Anrufe vor anderen an der gemeinsamen Leitung.",
    ),
    (
        "Sends the call to the mailbox at once.",
        "Leitet den Anruf sofort zur Mailbox.",
    ),
    (
        "Sends the call to a mailbox.",
        "Verbindet den Anruf mit einer Mailbox.",
    ),
    (
        "Do not disturb: calls are seen and do not ring.",
        "Nicht stören: Anrufe sind zu sehen und klingeln nicht.",
    ),
    (
        "Logs the phone into its hunt groups, or out of them.",
        "Meldet das Telefon an seinen Sammelgruppen an oder ab.",
    ),
    (
        "Reports the call as malicious to the operator.",
        "Meldet den Anruf dem Betreiber als böswillig.",
    ),
    (
        "Reports bad quality of the call to the operator.",
        "Meldet dem Betreiber schlechte Qualität des Anrufs.",
    ),
    (
        "Sends the call to your mobile phone, or back.",
        "Gibt den Anruf an Ihr Mobiltelefon, oder zurück.",
    ),
    (
        "Has the server record the call; again: no longer.",
        "Lässt den Server den Anruf aufnehmen; noch einmal: nicht mehr.",
    ),
    (
        "Takes a call that is already on its way elsewhere.",
        "Holt einen Anruf, der schon woandershin unterwegs ist.",
    ),
    (
        "Dials the speed dial whose number you typed.",
        "Wählt die Kurzwahl, deren Nummer Sie eingegeben haben.",
    ),
    (
        "Takes the last digit back.",
        "Nimmt die letzte Ziffer zurück.",
    ),
    ("Leaves things as they were.", "Lässt alles, wie es war."),
    (
        "Dials the number that is typed or marked.",
        "Wählt die eingegebene oder markierte Nummer.",
    ),
    (
        "Puts the marked number where you type, to be changed before it is dialled.",
        "Übernimmt die markierte Nummer in die Eingabe, um sie vor dem Wählen zu ändern.",
    ),
    ("Leaves this page.", "Verlässt diese Seite."),
    (
        "Shows all that is known of the marked item.",
        "Zeigt alles, was vom markierten Eintrag bekannt ist.",
    ),
    (
        "Takes the marked item out of the list.",
        "Nimmt den markierten Eintrag aus der Liste.",
    ),
    ("Empties the lists.", "Leert die Listen."),
    ("Keeps what is set.", "Behält, was eingestellt ist."),
    (
        "Lets the marked ring be heard.",
        "Lässt den markierten Klingelton hören.",
    ),
    (
        "Sends what you filled in.",
        "Sendet, was Sie ausgefüllt haben.",
    ),
    (
        "Looks for what you filled in.",
        "Sucht, was Sie ausgefüllt haben.",
    ),
    ("Shows the page anew.", "Zeigt die Seite neu."),
    ("Shows further soft keys.", "Zeigt weitere Softkeys."),
];
