//! Dialling rules and address books, in Spanish.

/// Each after the English words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("Dialling rules", "Reglas de marcación"),
    (
        "The first rule that is for a number changes it, when it comes in one piece: pasted, from a link, a list or a book.",
        "La primera regla que corresponde a un número lo cambia cuando llega entero: pegado, de un enlace, de una lista o de una agenda.",
    ),
    ("Rule {}", "Regla {}"),
    ("Numbers that", "Números que"),
    ("begin with", "empiezan por"),
    ("are of the pattern", "siguen el patrón"),
    ("Length", "Longitud"),
    ("Take away", "Quitar"),
    ("In front, or instead", "Delante, o en su lugar"),
    ("Put in front", "Poner delante"),
    ("Replace by", "Sustituir por"),
    ("Add a rule", "Añadir una regla"),
    (
        "Length and what is taken away are numbers",
        "La longitud y lo que se quita son números",
    ),
    (
        "It needs a begin or a length, and something to take away or to put in front",
        "Necesita un comienzo o una longitud, y algo que quitar o poner delante",
    ),
    ("“{}” cannot be dialled", "«{}» no se puede marcar"),
    (
        "The pattern has no part ${}",
        "El patrón no tiene parte ${}",
    ),
    (
        "A pattern has at least one sign",
        "Un patrón tiene al menos un signo",
    ),
    (
        "“{}” has no meaning in a pattern; digits, * # + X Z N [2-5] ! and . have",
        "«{}» no significa nada en un patrón; las cifras, * # + X Z N [2-5] ! y . sí",
    ),
    (
        "A bracket in a pattern holds digits and is closed, as in [2-5]",
        "Un corchete en un patrón contiene cifras y se cierra, como en [2-5]",
    ),
    (
        "“!” may stand once in a pattern",
        "«!» puede estar una vez en un patrón",
    ),
    (
        "The pattern is longer than any number",
        "El patrón es más largo que cualquier número",
    ),
    ("Try a number", "Probar un número"),
    ("This is no number", "Esto no es un número"),
    (
        "{} is dialled: an emergency number stays as it is",
        "Se marca {}: un número de emergencia queda como es",
    ),
    (
        "{} is dialled: no rule changes it",
        "Se marca {}: ninguna regla lo cambia",
    ),
    (
        "{} is dialled, by rule {} of the file",
        "Se marca {}, por la regla {} del archivo",
    ),
    ("{} is dialled, by rule {}", "Se marca {}, por la regla {}"),
    (
        "{} is dialled, by rule {} ({})",
        "Se marca {}, por la regla {} ({})",
    ),
    ("Rules of a call manager", "Reglas de un call manager"),
    ("{} rules in {}", "{} reglas en {}"),
    (
        "Emergency numbers of one's own",
        "Números de emergencia propios",
    ),
    (
        "112, 911 and the other emergency numbers of the world are dialled as they are, whatever the rules say.",
        "El 112, el 911 y los demás números de emergencia del mundo se marcan como son, digan lo que digan las reglas.",
    ),
    ("Letters in a number", "Letras en un número"),
    (
        "Are the digits they stand on",
        "Son las cifras de sus teclas",
    ),
    ("Make it a name", "Hacen de él un nombre"),
    (
        "Dial links of other programs without asking",
        "Marcar sin preguntar los enlaces de otros programas",
    ),
    ("Address books", "Agendas"),
    ("Own book", "Agenda propia"),
    ("Further books, only read", "Otras agendas, solo leídas"),
    ("{} contacts in {}", "{} contactos en {}"),
    ("Read the files again", "Leer de nuevo los archivos"),
];
