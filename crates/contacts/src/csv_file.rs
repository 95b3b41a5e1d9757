//! Lines of values, as spreadsheets, Outlook and Google export contacts.
//!
//! What a column holds is told by its header, in English, German, French or Spanish; a file
//! without one is read as names and numbers.

use csv::{ReaderBuilder, StringRecord};

use crate::contact::{Contact, Kind, Number};
use crate::fold::folded;
use crate::text::{Read, decoded};

/// Most lines that are read of a file.
const MAX_LINES: usize = 100_000;

/// Most columns that are looked at; an export of Outlook has about a hundred.
const MAX_COLUMNS: usize = 400;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Given,
    Middle,
    Family,
    Organisation,
    Email,
    Number(Kind),
    /// The kind of the number of the next column, or of that behind it.
    KindOfNumber,
    Note,
    Nothing,
}

/// The contacts of a file of values parted by commas, semicolons or tabulators.
pub fn read_csv(bytes: &[u8]) -> Read {
    let text = decoded(bytes);
    let mut read = Read::default();
    let mut lines = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut columns: Option<Vec<Column>> = None;
    for (at, line) in lines.records().take(MAX_LINES).enumerate() {
        // The text is UTF-8, and no line is wrong in a flexible file.
        let Ok(line) = line else {
            read.skipped += 1;
            continue;
        };
        if at == 0 {
            columns = header(&line);
            if columns.is_some() {
                continue;
            }
        }
        let contact = match &columns {
            Some(columns) => by_columns(&line, columns),
            None => by_looks(&line),
        };
        if contact.is_empty() {
            read.skipped += 1;
        } else {
            read.contacts.push(contact);
        }
    }
    read
}

/// What parts the values of the first line.
fn delimiter(text: &str) -> u8 {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    let marks = [b'|', b'\t', b';', b','];
    marks.into_iter().max_by_key(count).unwrap_or(b',')
}

/// What the columns hold, when this line says so.
fn header(line: &StringRecord) -> Option<Vec<Column>> {
    let names: Vec<String> = line.iter().take(MAX_COLUMNS).map(folded).collect();
    let mut columns: Vec<Column> = names.iter().map(|name| column(name)).collect();
    // "Nom" and "Nombre" are the whole name where there is no other part of it.
    let has = |columns: &[Column], wanted| columns.contains(&wanted);
    for (name, column) in names.iter().zip(0..) {
        let (given, family) = (has(&columns, Column::Given), has(&columns, Column::Family));
        let Some(place) = columns.get_mut::<usize>(column) else {
            continue;
        };
        match name.as_str() {
            "nom" | "name" if given && !family => *place = Column::Family,
            "nombre" if family => *place = Column::Given,
            "nom" | "nombre" => *place = Column::Name,
            _ => {}
        }
    }
    let known = columns.iter().any(|column| {
        matches!(
            column,
            Column::Name | Column::Given | Column::Family | Column::Organisation
        )
    });
    let number = columns
        .iter()
        .any(|column| matches!(column, Column::Number(_)));
    // A header has no numbers in it.
    let digits = |name: &String| name.chars().filter(char::is_ascii_digit).count();
    let of_words = names.iter().all(|name| digits(name) < 3);
    (of_words && (known || number)).then_some(columns)
}

/// What a column of this folded name holds.
fn column(name: &str) -> Column {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is = |words: &[&str]| words.contains(&name);
    if is(&[
        "name",
        "display name",
        "full name",
        "contact name",
        "anzeigename",
        "vollstandiger name",
        "nom complet",
        "nom affiche",
        "nombre completo",
        "nombre para mostrar",
        "nom",
        "nombre",
        "kontakt",
        "contact",
        "contacto",
    ]) {
        Column::Name
    } else if is(&[
        "first name",
        "given name",
        "vorname",
        "prenom",
        "firstname",
        "givenname",
    ]) {
        Column::Given
    } else if is(&[
        "middle name",
        "additional name",
        "weitere vornamen",
        "deuxieme prenom",
    ]) {
        Column::Middle
    } else if is(&[
        "last name",
        "family name",
        "surname",
        "nachname",
        "familienname",
        "zuname",
        "lastname",
        "nom de famille",
        "apellidos",
        "apellido",
        "sn",
    ]) {
        Column::Family
    } else if is(&[
        "company",
        "company name",
        "organization",
        "organisation",
        "organization name",
        "firma",
        "organization 1 name",
        "societe",
        "entreprise",
        "organisme",
        "empresa",
        "organizacion",
        "unternehmen",
    ]) {
        Column::Organisation
    } else if has(&[
        "yomi",
        "phonetic",
        "telex",
        "tty",
        "display name",
        "anzeigename",
    ]) {
        Column::Nothing
    } else if has(&["mail", "correo"]) {
        match has(&[
            "type", "typ", "label", "afficha", "mostrar", "display", "anzeige",
        ]) {
            true => Column::Nothing,
            false => Column::Email,
        }
    } else if has(&[
        "phone",
        "telef",
        "telep",
        "mobil",
        "handy",
        "movil",
        "portable",
        "fax",
        "cell",
        "durchwahl",
        "nebenstelle",
        "extension",
        "rufnummer",
        "numero",
        "nummer",
    ]) || is(&["tel", "number", "pager", "poste", "gsm", "anschluss"])
        || name.starts_with("tel ")
    {
        match has(&["type", "label", " typ"]) {
            true => Column::KindOfNumber,
            false if has(&["kundennummer", "personalnummer", "hausnummer", "customer"]) => {
                Column::Nothing
            }
            false => Column::Number(kind(name).unwrap_or_default()),
        }
    } else if is(&[
        "note",
        "notes",
        "notiz",
        "notizen",
        "bemerkung",
        "bemerkungen",
        "remarques",
        "notas",
        "comment",
        "comments",
    ]) {
        Column::Note
    } else {
        Column::Nothing
    }
}

/// What a number is for, by a folded word.
fn kind(word: &str) -> Option<Kind> {
    let has = |words: &[&str]| words.iter().any(|known| word.contains(known));
    if has(&["fax", "telecop"]) {
        Some(Kind::Fax)
    } else if has(&["mobil", "cell", "handy", "movil", "portable", "gsm"]) {
        Some(Kind::Mobile)
    } else if has(&[
        "home",
        "privat",
        "domicile",
        "personal",
        "particular",
        "casa",
        "haus",
    ]) {
        Some(Kind::Home)
    } else if has(&[
        "work",
        "business",
        "geschaft",
        "bureau",
        "trabajo",
        "dienst",
        "office",
        "buro",
        "arbeit",
        "firma",
        "professionnel",
        "oficina",
    ]) {
        Some(Kind::Work)
    } else if has(&[
        "other", "weitere", "autre", "otro", "pager", "main", "car", "auto",
    ]) {
        Some(Kind::Other)
    } else {
        None
    }
}

fn by_columns(line: &StringRecord, columns: &[Column]) -> Contact {
    let mut contact = Contact::default();
    let mut middle = String::new();
    let mut told: Option<Kind> = None;
    for (value, column) in line.iter().zip(columns) {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        match column {
            Column::Name => contact.name = value.to_owned(),
            Column::Given => contact.given = value.to_owned(),
            Column::Middle => middle = value.to_owned(),
            Column::Family => contact.family = value.to_owned(),
            Column::Organisation => contact.organisation = value.to_owned(),
            // Google puts several into one.
            Column::Email => contact.emails.extend(several(value)),
            Column::KindOfNumber => told = kind(&folded(value)).or(Some(Kind::Other)),
            Column::Number(kind) => {
                let kind = told.take().unwrap_or(*kind);
                for number in several(value).filter(|number| has_digit(number)) {
                    contact.numbers.push(Number { kind, number });
                }
            }
            Column::Note => contact.note = value.to_owned(),
            Column::Nothing => {}
        }
    }
    if contact.name.is_empty() && !middle.is_empty() && !contact.given.is_empty() {
        contact.given = format!("{} {middle}", contact.given);
    }
    contact.with_parts()
}

/// A line of a file that says nothing of its columns.
fn by_looks(line: &StringRecord) -> Contact {
    let mut contact = Contact::default();
    for value in line.iter().map(str::trim).filter(|value| !value.is_empty()) {
        if numbers::clean(value, numbers::Letters::Name).is_some() {
            let kind = Kind::default();
            let number = value.to_owned();
            contact.numbers.push(Number { kind, number });
        } else if value.contains('@') {
            contact.emails.push(value.to_owned());
        } else if contact.name.is_empty() {
            contact.name = value.to_owned();
        } else if contact.organisation.is_empty() {
            contact.organisation = value.to_owned();
        }
    }
    // A line of text alone is no contact.
    match contact.numbers.is_empty() && contact.emails.is_empty() {
        true => Contact::default(),
        false => contact.with_parts(),
    }
}

fn several(value: &str) -> impl Iterator<Item = String> {
    let values = value.split(":::").map(str::trim);
    values.filter(|value| !value.is_empty()).map(str::to_owned)
}

fn has_digit(number: &str) -> bool {
    number.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(contact: &Contact) -> Vec<(Kind, &str)> {
        let numbers = contact.numbers.iter();
        numbers
            .map(|number| (number.kind, number.number.as_str()))
            .collect()
    }

    #[test]
    fn an_export_of_outlook_is_read() {
        let read = read_csv(
            b"\"First Name\",\"Middle Name\",\"Last Name\",\"Company\",\"Business Fax\",\"Business Phone\",\"Home Phone\",\"Mobile Phone\",\"E-mail Address\",\"E-mail Display Name\",\"Notes\"\r\n\
              \"Zoe\",\"M\",\"Muller\",\"Sky Works\",\"1\",\"+49 30 1003\",\"\",\"0171 1\",\"zoe@example.com\",\"Zoe\",\"two\nlines\"\r\n",
        );
        let contact = &read.contacts[0];
        assert_eq!(contact.name, "Zoe M Muller");
        assert_eq!(contact.organisation, "Sky Works");
        assert_eq!(
            numbers(contact),
            [
                (Kind::Fax, "1"),
                (Kind::Work, "+49 30 1003"),
                (Kind::Mobile, "0171 1")
            ]
        );
        assert_eq!(contact.emails, ["zoe@example.com"]);
        assert_eq!(contact.note, "two\nlines");
    }

    #[test]
    fn an_export_of_google_is_read() {
        let read = read_csv(
            "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Organization 1 - Name\n\
             Zoë Müller,Zoë,Müller,* Home,a@b.c ::: d@e.f,Mobile,0171 1 ::: 0171 2,Work Fax,3,Sky Works\n"
                .as_bytes(),
        );
        let contact = &read.contacts[0];
        assert_eq!(contact.name, "Zoë Müller");
        assert_eq!(
            numbers(contact),
            [
                (Kind::Mobile, "0171 1"),
                (Kind::Mobile, "0171 2"),
                (Kind::Fax, "3")
            ]
        );
        assert_eq!(contact.emails, ["a@b.c", "d@e.f"]);
        assert_eq!(contact.organisation, "Sky Works");
    }

    #[test]
    fn headers_are_understood_in_four_languages() {
        for text in [
            "Vorname;Nachname;Telefon (geschäftlich);Mobiltelefon\nZoë;Müller;1003;0171 1\n",
            "Prénom;Nom;Téléphone (bureau);Tél. mobile\nZoë;Müller;1003;0171 1\n",
            "Nombre\tApellidos\tTeléfono del trabajo\tMóvil\nZoë\tMüller\t1003\t0171 1\n",
            "First name,Last name,Work,Phone,Mobile\nZoë,Müller,,1003,0171 1\n",
            "Name;Vorname;Durchwahl;Handy\nMüller;Zoë;1003;0171 1\n",
        ] {
            let contact = &read_csv(text.as_bytes()).contacts[0];
            assert_eq!(contact.name, "Zoë Müller", "{text}");
            assert_eq!(
                numbers(contact),
                [(Kind::Work, "1003"), (Kind::Mobile, "0171 1")],
                "{text}"
            );
        }
        for text in [
            "Nom;Téléphone\nBob;1\n",
            "Nombre,Teléfono\nBob,1\n",
            "Name,Tel\nBob,1\n",
        ] {
            assert_eq!(read_csv(text.as_bytes()).contacts[0].name, "Bob", "{text}");
        }
    }

    #[test]
    fn a_file_without_header_is_names_and_numbers() {
        let read = read_csv(b"Bob Smith,1003\nEve,Sky,1004,+49 30 1\nnothing\n,,\n");
        assert_eq!(read.contacts.len(), 2);
        assert_eq!(read.contacts[1].organisation, "Sky");
        assert_eq!(read.contacts[1].numbers.len(), 2);
        assert_eq!(read.skipped, 2);
    }
}
