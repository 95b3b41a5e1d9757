//! Dialling rules and address books, in German.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Dialling rules", "Wählregeln"),
    (
        "The first rule that is for a number changes it, when it comes in one piece: pasted, from a link, a list or a book.",
        "Die erste Regel, die zu einer Nummer passt, ändert sie, wenn sie im Ganzen kommt: eingefügt, aus einem Link, einer Liste oder einem Buch.",
    ),
    ("Rule {}", "Regel {}"),
    ("Numbers that", "Nummern, die"),
    ("begin with", "beginnen mit"),
    ("are of the pattern", "dem Muster folgen"),
    ("Length", "Länge"),
    ("Take away", "Weglassen"),
    ("In front, or instead", "Davor oder statt dessen"),
    ("Put in front", "Davorsetzen"),
    ("Replace by", "Ersetzen durch"),
    ("Add a rule", "Regel hinzufügen"),
    (
        "Length and what is taken away are numbers",
        "Länge und Weglassen sind Zahlen",
    ),
    (
        "It needs a begin or a length, and something to take away or to put in front",
        "Sie braucht einen Anfang oder eine Länge, und etwas zum Weglassen oder Davorsetzen",
    ),
    ("“{}” cannot be dialled", "„{}“ lässt sich nicht wählen"),
    (
        "The pattern has no part ${}",
        "Das Muster hat keinen Teil ${}",
    ),
    (
        "A pattern has at least one sign",
        "Ein Muster hat mindestens ein Zeichen",
    ),
    (
        "“{}” has no meaning in a pattern; digits, * # + X Z N [2-5] ! and . have",
        "„{}“ hat in einem Muster keine Bedeutung; Ziffern, * # + X Z N [2-5] ! und . haben eine",
    ),
    (
        "A bracket in a pattern holds digits and is closed, as in [2-5]",
        "Eine Klammer im Muster enthält Ziffern und wird geschlossen, wie in [2-5]",
    ),
    (
        "“!” may stand once in a pattern",
        "„!“ darf in einem Muster einmal stehen",
    ),
    (
        "The pattern is longer than any number",
        "Das Muster ist länger als jede Nummer",
    ),
    ("Try a number", "Nummer ausprobieren"),
    ("This is no number", "Das ist keine Nummer"),
    (
        "{} is dialled: an emergency number stays as it is",
        "{} wird gewählt: eine Notrufnummer bleibt, wie sie ist",
    ),
    (
        "{} is dialled: no rule changes it",
        "{} wird gewählt: keine Regel ändert sie",
    ),
    (
        "{} is dialled, by rule {} of the file",
        "{} wird gewählt, nach Regel {} der Datei",
    ),
    (
        "{} is dialled, by rule {}",
        "{} wird gewählt, nach Regel {}",
    ),
    (
        "{} is dialled, by rule {} ({})",
        "{} wird gewählt, nach Regel {} ({})",
    ),
    ("Rules of a call manager", "Regeln eines Call Managers"),
    ("{} rules in {}", "{} Regeln in {}"),
    ("Emergency numbers of one's own", "Eigene Notrufnummern"),
    (
        "112, 911 and the other emergency numbers of the world are dialled as they are, whatever the rules say.",
        "112, 911 und die anderen Notrufnummern der Welt werden gewählt, wie sie sind, was auch die Regeln sagen.",
    ),
    ("Letters in a number", "Buchstaben in einer Nummer"),
    (
        "Are the digits they stand on",
        "Sind die Ziffern ihrer Tasten",
    ),
    ("Make it a name", "Machen sie zu einem Namen"),
    (
        "Dial links of other programs without asking",
        "Links anderer Programme wählen, ohne zu fragen",
    ),
    ("Address books", "Adressbücher"),
    ("Own book", "Eigenes Buch"),
    ("Further books, only read", "Weitere Bücher, nur gelesen"),
    ("{} contacts in {}", "{} Kontakte in {}"),
    ("Read the files again", "Dateien neu lesen"),
];
