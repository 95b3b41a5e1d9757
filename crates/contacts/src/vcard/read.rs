//! Cards in, contacts out.

use numbers::uri::Uri;

use crate::contact::{Contact, Kind, Number};
use crate::text::{Read, decoded};
use crate::vcard::line::{Line, parts, unescaped, unfolded};

/// Most cards that are read of a file: more than any phone book.
const MAX_CARDS: usize = 100_000;

/// Most numbers or addresses of a contact.
const MAX_NUMBERS: usize = 50;

/// Longest line that is kept though nothing of it is shown: what is longer is a picture.
const MAX_KEPT: usize = 2048;

/// Most of these of a card.
const MAX_MORE: usize = 50;

/// The contacts of a file of vCards, in its order.
///
/// What is no card is passed over, and so is in a card what is no property. Pictures are not
/// kept.
pub fn read_vcards(bytes: &[u8]) -> Read {
    let text = decoded(bytes);
    let mut read = Read::default();
    let mut card: Option<Card> = None;
    // A card may hold another one (AGENT of version 2.1), which is somebody else.
    let mut within = 0_usize;
    for line in unfolded(&text) {
        let Some(line) = Line::parse(&line) else {
            continue;
        };
        let of_card = line.value.trim().eq_ignore_ascii_case("VCARD");
        match line.name.as_str() {
            "BEGIN" if of_card => {
                within += 1;
                if within == 1 {
                    card = Some(Card::default());
                }
            }
            "END" if of_card => {
                within = within.saturating_sub(1);
                if within > 0 {
                    continue;
                }
                let contact = card.take().map(Card::contact).unwrap_or_default();
                if contact.is_empty() || read.contacts.len() >= MAX_CARDS {
                    read.skipped += 1;
                } else {
                    read.contacts.push(contact);
                }
            }
            _ if within == 1 => {
                if let Some(card) = &mut card {
                    card.take(&line);
                }
            }
            _ => {}
        }
    }
    read
}

/// A card while it is read.
#[derive(Debug, Default)]
struct Card {
    contact: Contact,
    /// Numbers, and whether each is preferred.
    numbers: Vec<(bool, Number)>,
}

impl Card {
    fn take(&mut self, line: &Line<'_>) {
        let contact = &mut self.contact;
        let value = line.text();
        match line.name.as_str() {
            "FN" => contact.name = one_line(&unescaped(&value)),
            "N" => {
                let mut names = parts(&value, ';').into_iter().map(|part| one_line(&part));
                contact.family = names.next().unwrap_or_default();
                contact.given = names.next().unwrap_or_default();
            }
            "ORG" => {
                let units = parts(&value, ';').into_iter().map(|part| one_line(&part));
                let units: Vec<_> = units.filter(|unit| !unit.is_empty()).collect();
                contact.organisation = units.join(", ");
            }
            "TEL" if self.numbers.len() < MAX_NUMBERS => {
                let written = one_line(&unescaped(&value));
                // Version 4 writes URIs; others write what people do.
                let number = match Uri::parse(&written) {
                    Ok(uri) => match uri.extension {
                        Some(extension) => format!("{} ext. {extension}", uri.number),
                        None => uri.number,
                    },
                    Err(_) => written,
                };
                if number.chars().any(|c| c.is_alphanumeric()) {
                    let preferred = is_preferred(line);
                    let kind = kind_of(line);
                    self.numbers.push((preferred, Number { kind, number }));
                }
            }
            "EMAIL" if contact.emails.len() < MAX_NUMBERS => {
                let email = one_line(&unescaped(&value));
                if !email.is_empty() {
                    contact.emails.push(email);
                }
            }
            "NOTE" => contact.note = unescaped(&value).trim().to_owned(),
            "UID" => contact.uid = one_line(&unescaped(&value)),
            "VERSION" | "PRODID" | "REV" | "PHOTO" | "LOGO" | "SOUND" | "KEY" | "AGENT" => {}
            // Of a number or address too many.
            "TEL" | "EMAIL" => {}
            _ => {
                let plain = !line.has("ENCODING", "QUOTED-PRINTABLE");
                if plain && line.whole.len() <= MAX_KEPT && contact.more.len() < MAX_MORE {
                    contact.more.push(line.whole.to_owned());
                }
            }
        }
    }

    fn contact(mut self) -> Contact {
        self.numbers.sort_by_key(|(preferred, _)| !preferred);
        self.contact.numbers = self.numbers.into_iter().map(|(_, number)| number).collect();
        self.contact.with_parts()
    }
}

/// Text on one line, without blanks around it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_preferred(line: &Line<'_>) -> bool {
    line.has("TYPE", "PREF") || line.has("PREF", "1")
}

fn kind_of(line: &Line<'_>) -> Kind {
    let is = |value: &str| line.has("TYPE", value);
    if is("FAX") {
        Kind::Fax
    } else if is("CELL") || is("MOBILE") || is("IPHONE") {
        Kind::Mobile
    } else if is("HOME") {
        Kind::Home
    } else if is("WORK") {
        Kind::Work
    } else {
        Kind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Contact {
        let mut read = read_vcards(text.as_bytes());
        assert_eq!(read.contacts.len(), 1, "{text}");
        read.contacts.remove(0)
    }

    #[test]
    fn a_card_of_version_4_is_read() {
        let contact = one(
            "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:1\r\nFN:Zoë Müller\r\n\
             N:Müller;Zoë;;;\r\nORG:Sky Works;Tower\r\n\
             TEL;VALUE=uri;TYPE=\"work,voice\":tel:+49-30-555-1003;ext=6\r\n\
             TEL;TYPE=cell;PREF=1:0171 1234567\r\nTEL;TYPE=fax,work:0301\r\n\
             EMAIL:zoe@example.com\r\nNOTE:One\\, two\\nthree\r\n\
             PHOTO:data:image/png;base64,AAAA\r\nBDAY:19800102\r\nEND:VCARD\r\n",
        );
        assert_eq!(contact.name, "Zoë Müller");
        assert_eq!(
            (contact.given.as_str(), contact.family.as_str()),
            ("Zoë", "Müller")
        );
        assert_eq!(contact.organisation, "Sky Works, Tower");
        let numbers: Vec<_> = contact
            .numbers
            .iter()
            .map(|number| (number.kind, number.number.as_str()))
            .collect();
        assert_eq!(
            numbers,
            [
                (Kind::Mobile, "0171 1234567"),
                (Kind::Work, "+49305551003 ext. 6"),
                (Kind::Fax, "0301"),
            ]
        );
        assert_eq!(contact.emails, ["zoe@example.com"]);
        assert_eq!(contact.note, "One, two\nthree");
        assert_eq!(contact.more, ["BDAY:19800102"]);
    }

    #[test]
    fn a_card_of_an_old_phone_is_read() {
        let contact = one("BEGIN:VCARD\nVERSION:2.1\n\
             N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=BCller;Zo=\n=C3=AB\n\
             TEL;CELL;VOICE:+491711234567\nTEL;HOME;PREF:030 1\n\
             AGENT:\nBEGIN:VCARD\nFN:Bob\nTEL:1\nEND:VCARD\nEND:VCARD\n");
        assert_eq!(contact.name, "Zoë Müller");
        assert_eq!(contact.numbers[0].number, "030 1");
        assert_eq!(contact.numbers[0].kind, Kind::Home);
        assert_eq!(contact.numbers[1].kind, Kind::Mobile);
    }

    #[test]
    fn a_card_with_a_group_and_an_outlook_type_is_read() {
        let contact = one(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob Smith\r\nitem1.TEL;type=pref:1003\r\n\
             item1.X-ABLabel:Desk\r\nTEL;TYPE=WORK;TYPE=VOICE:1004\r\nEND:VCARD\r\n",
        );
        assert_eq!(contact.numbers.len(), 2);
        assert_eq!(contact.numbers[1].kind, Kind::Work);
        assert_eq!(contact.family, "Smith");
    }

    #[test]
    fn what_is_no_card_is_passed_over() {
        let read = read_vcards(b"hello\nBEGIN:VCARD\nEND:VCARD\nFN:Nobody\nBEGIN:VCARD\nFN:Cut");
        assert_eq!(read.contacts, []);
        assert_eq!(read.skipped, 1);
    }
}
