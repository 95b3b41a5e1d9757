//! Contacts in, cards out: of version 3, which all programs read.

use crate::contact::{Contact, Kind};
use crate::vcard::line::escaped;

/// Bytes of a line before it is folded.
const LINE: usize = 75;

/// The contacts as a file of vCards.
pub fn write_vcards<'a>(contacts: impl IntoIterator<Item = &'a Contact>) -> String {
    let mut text = String::new();
    for contact in contacts {
        write_card(&mut text, contact);
    }
    text
}

fn write_card(text: &mut String, contact: &Contact) {
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            fold(text, &format!("{name}:{value}"));
        }
    };
    line("BEGIN", "VCARD");
    line("VERSION", "3.0");
    line("UID", &escaped(&contact.uid));
    line("FN", &escaped(contact.title()));
    let family = escaped(&contact.family);
    line("N", &format!("{family};{};;;", escaped(&contact.given)));
    line("ORG", &escaped(&contact.organisation));
    for number in &contact.numbers {
        let name = match number.kind {
            Kind::Work => "TEL;TYPE=WORK,VOICE",
            Kind::Mobile => "TEL;TYPE=CELL",
            Kind::Home => "TEL;TYPE=HOME,VOICE",
            Kind::Fax => "TEL;TYPE=FAX",
            Kind::Other => "TEL;TYPE=VOICE",
        };
        line(name, &escaped(&number.number));
    }
    for email in &contact.emails {
        line("EMAIL", &escaped(email));
    }
    line("NOTE", &escaped(&contact.note));
    for more in &contact.more {
        fold(text, more);
    }
    fold(text, "END:VCARD");
}

/// Adds a line, in pieces that all programs take.
fn fold(text: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars().filter(|c| !matches!(c, '\r' | '\n')) {
        if length + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Number;
    use crate::vcard::read_vcards;

    #[test]
    fn what_is_written_is_read_again() {
        let number = |kind, number: &str| Number {
            kind,
            number: number.to_owned(),
        };
        let contact = Contact {
            uid: "urn:uuid:1".to_owned(),
            name: "Zoë, the Müller".to_owned(),
            family: "Müller".to_owned(),
            given: "Zoë".to_owned(),
            organisation: "Sky; Works".to_owned(),
            emails: vec!["zoe@example.com".to_owned()],
            numbers: Kind::ALL.map(|kind| number(kind, "+49 30 1")).into(),
            note: format!("long {}\nend", "ë".repeat(200)),
            more: vec!["BDAY:19800102".to_owned()],
        };
        let text = write_vcards([&contact, &contact]);
        assert!(text.lines().all(|line| line.len() <= LINE));
        let read = read_vcards(text.as_bytes());
        assert_eq!(read.contacts, [contact.clone(), contact]);
    }
}
