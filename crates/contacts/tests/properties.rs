//! What holds for every text.

use contacts::{Book, Recent, read_any, read_csv, read_vcards, same_number, write_vcards};
use proptest::prelude::*;

/// Text that is like cards often enough to get far.
fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("BEGIN:VCARD".to_owned()),
        Just("END:VCARD".to_owned()),
        "(FN|N|ORG|TEL|EMAIL|NOTE|UID|X-Y)(;(TYPE=)?[A-Za-z\",]{0,9}|;ENCODING=QUOTED-PRINTABLE)?:[a-zë0-9=;,+ \\\\]{0,20}",
        "[ \t][a-z=]{0,9}",
        any::<String>(),
    ];
    let lines = prop::collection::vec(line, 0..30);
    let cards = lines.prop_map(|lines| format!("BEGIN:VCARD\n{}\nEND:VCARD\n", lines.join("\n")));
    prop_oneof![cards, any::<String>(), "[a-z0-9,;\"\n\t@+ ]{0,200}"]
}

proptest! {
    #[test]
    fn whatever_is_read_is_written_and_read_as_the_same(text in text()) {
        let first = read_vcards(text.as_bytes()).contacts;
        let again = read_vcards(write_vcards(&first).as_bytes()).contacts;
        prop_assert_eq!(first.len(), again.len());
        for (first, again) in first.iter().zip(&again) {
            prop_assert_eq!(first.title(), again.title());
            prop_assert_eq!(&first.numbers, &again.numbers);
            prop_assert_eq!(&first.emails, &again.emails);
            prop_assert_eq!(&first.note, &again.note);
        }
    }

    #[test]
    fn any_bytes_are_read_without_fear(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let all = [read_any(&bytes), read_csv(&bytes), read_vcards(&bytes)];
        for read in all {
            prop_assert!(read.contacts.iter().all(|contact| !contact.is_empty()));
        }
    }

    #[test]
    fn a_contact_is_found_by_its_name_and_its_number(text in text(), query in ".{0,9}") {
        let book = Book::of(read_any(text.as_bytes()).contacts);
        let found = book.search(&query, &Recent::of([query.as_str()]), 5);
        prop_assert!(found.len() <= 5);
        for (at, entry) in book.entries().iter().enumerate() {
            let title = entry.contact.title();
            let found = book.search(title, &Recent::default(), usize::MAX);
            let words = title.chars().any(char::is_alphanumeric);
            prop_assert!(!words || found.iter().any(|found| found.at == at), "{title:?}");
            for number in &entry.contact.numbers {
                if same_number(&number.number, &number.number) {
                    prop_assert!(book.contact_of(&number.number).is_some(), "{number:?}");
                }
            }
        }
    }
}
