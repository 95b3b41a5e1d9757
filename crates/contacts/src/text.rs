//! What is read, of whatever kind it is, and in whatever character set.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::contact::Contact;
use crate::csv_file::read_csv;
use crate::vcard::read_vcards;

/// What came out of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The contacts, in the file's order.
    pub contacts: Vec<Contact>,
    /// Cards or lines with neither a name nor a number, which were passed over.
    pub skipped: usize,
}

/// Reads vCards, or, where there is none, lines of values as spreadsheets write them.
pub fn read_any(bytes: &[u8]) -> Read {
    let text = decoded(bytes);
    let card = "begin:vcard";
    let begins = |line: &str| line.trim().eq_ignore_ascii_case(card);
    // A card may stand behind something else, in a mail for one.
    if text.lines().take(1000).any(begins) {
        read_vcards(bytes)
    } else if is_text(&text) {
        read_csv(bytes)
    } else {
        // A picture or a workbook: what looks like lines with numbers in it is none.
        Read::default()
    }
}

/// Whether it has no characters that no text has.
fn is_text(text: &str) -> bool {
    // Programs of old end a file with one of these.
    let text = text.trim_end_matches('\x1A');
    let of_text =
        |c: char| !c.is_ascii_control() || matches!(c, '\t' | '\n' | '\x0B' | '\x0C' | '\r');
    text.chars().all(of_text)
}

/// UTF-8 or UTF-16, or what Windows wrote before those; a mark at the beginning goes first.
pub(crate) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = match bytes {
        _ if encoding_rs::Encoding::for_bom(bytes).is_some() => UTF_8,
        // Without a mark: the first two characters are of ASCII, as in every header and card.
        [1..=255, 0, 1..=255, 0, ..] => UTF_16LE,
        [0, 1..=255, 0, 1..=255, ..] => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    };
    encoding.decode(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_character_sets_of_exports() {
        assert_eq!(decoded("Zoë".as_bytes()), "Zoë");
        assert_eq!(decoded(b"Zo\xEB"), "Zoë");
        assert_eq!(decoded(b"\xEF\xBB\xBFZo\xC3\xAB"), "Zoë");
        assert_eq!(decoded(b"\xFF\xFEZ\0o\0\xEB\0"), "Zoë");
        assert_eq!(decoded(b"Z\0o\0\xEB\0"), "Zoë");
        assert_eq!(decoded(b"\0Z\0o\0\xEB"), "Zoë");
        assert_eq!(decoded(b"Z"), "Z");
    }

    #[test]
    fn a_file_that_is_no_text_has_no_contacts() {
        let picture = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR,1234\nBob,1003\n";
        assert_eq!(read_any(picture), Read::default());
        assert_eq!(read_any(b"Bob,1003\r\n\x1A").contacts.len(), 1);
        let card = b"BEGIN:VCARD\r\nFN:Bob\r\nNOTE:\x0Bone\x01two\r\nEND:VCARD\r\n";
        assert_eq!(
            read_any(card).contacts.len(),
            1,
            "a card is one all the same"
        );
    }

    #[test]
    fn the_kind_of_a_file_is_seen_by_what_is_in_it() {
        let card = b"X\r\nbegin:vcard\r\nFN:Bob\r\nend:vcard\r\n";
        assert_eq!(read_any(card).contacts[0].name, "Bob");
        assert_eq!(read_any(b"Name,Phone\nBob,1003\n").contacts[0].name, "Bob");
        assert_eq!(read_any(b"").contacts, []);
    }
}
