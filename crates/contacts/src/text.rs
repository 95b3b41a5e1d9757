//! What is read, of whatever kind it is, and in whatever character set.

use std::borrow::Cow;

use encoding_rs::{UTF_8, WINDOWS_1252};

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
    match text.lines().take(1000).any(begins) {
        true => read_vcards(bytes),
        false => read_csv(bytes),
    }
}

/// UTF-8 or UTF-16 with a mark, UTF-8 without, or what Windows wrote before those.
pub(crate) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let marked = encoding_rs::Encoding::for_bom(bytes).is_some();
    if !marked && std::str::from_utf8(bytes).is_err() {
        return WINDOWS_1252.decode(bytes).0;
    }
    UTF_8.decode(bytes).0
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
    }

    #[test]
    fn the_kind_of_a_file_is_seen_by_what_is_in_it() {
        let card = b"X\r\nbegin:vcard\r\nFN:Bob\r\nend:vcard\r\n";
        assert_eq!(read_any(card).contacts[0].name, "Bob");
        assert_eq!(read_any(b"Name,Phone\nBob,1003\n").contacts[0].name, "Bob");
        assert_eq!(read_any(b"").contacts, []);
    }
}
