//! All contacts together, as a value to search and to look up in.

use std::collections::BTreeMap;

use crate::contact::Contact;
use crate::recent::{key, same_number};
use crate::search::Words;

/// Contacts of all books, the person's own first.
#[derive(Clone, Debug, Default)]
pub struct Book {
    entries: Vec<Entry>,
    /// As they are compared, in the same order.
    pub(crate) words: Vec<Words>,
    /// Contacts by the end of their numbers.
    by_number: BTreeMap<String, Vec<usize>>,
}

/// A contact in a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is from.
    pub origin: Origin,
    /// The contact.
    pub contact: Contact,
}

/// Where a contact is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The person's own book, which can be changed.
    Own,
    /// A further book of this name, which is only read.
    Other(String),
}

impl Book {
    /// Only own contacts.
    pub fn of(contacts: Vec<Contact>) -> Self {
        Self::of_all(contacts, Vec::new())
    }

    /// Own contacts, and those of further books with their names.
    pub fn of_all(own: Vec<Contact>, others: Vec<(String, Vec<Contact>)>) -> Self {
        let own = own.into_iter().map(|contact| (Origin::Own, contact));
        let others = others.into_iter().flat_map(|(name, contacts)| {
            let origin = Origin::Other(name);
            contacts
                .into_iter()
                .map(move |contact| (origin.clone(), contact))
        });
        let mut book = Self::default();
        for (origin, contact) in own.chain(others) {
            let at = book.entries.len();
            let words = Words::of(&contact);
            for number in &words.keys {
                book.by_number.entry(number.clone()).or_default().push(at);
            }
            book.words.push(words);
            book.entries.push(Entry { origin, contact });
        }
        book
    }

    /// The contacts, in the order of their books.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The contacts in the order of their names, as places in [`Book::entries`].
    pub fn by_name(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.entries.len()).collect();
        places.sort_by(|one, other| {
            let name = |at: &usize| self.words.get(*at).map(|words| words.name.as_str());
            name(one).cmp(&name(other))
        });
        places
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The contact that a number belongs to: the first whose number is the same but for codes in
    /// front.
    pub fn contact_of(&self, number: &str) -> Option<&Contact> {
        let places = self.by_number.get(&key(number)?)?;
        let contacts = places.iter().filter_map(|at| self.entries.get(*at));
        let all = contacts.map(|entry| &entry.contact);
        let has = |contact: &&Contact| {
            let mut numbers = contact.numbers.iter();
            numbers.any(|own| same_number(&own.number, number))
        };
        all.into_iter().find(has)
    }

    /// The name behind a number.
    pub fn name_of(&self, number: &str) -> Option<&str> {
        let contact = self.contact_of(number)?;
        let name = [&contact.name, &contact.organisation];
        let mut known = name.into_iter().filter(|name| !name.is_empty());
        known.next().map(String::as_str)
    }

    /// The own contact of this uid.
    pub fn own(&self, uid: &str) -> Option<&Contact> {
        let mut own = self
            .entries
            .iter()
            .filter(|entry| entry.origin == Origin::Own);
        own.find(|entry| entry.contact.uid == uid)
            .map(|entry| &entry.contact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Kind;

    #[test]
    fn the_name_behind_a_number_is_found_however_it_is_written() {
        let book = Book::of_all(
            vec![Contact::new(
                "Bob",
                &[(Kind::Work, "+49 (0)30 123-4567"), (Kind::Work, "1003")],
            )],
            vec![(
                "firm".to_owned(),
                vec![Contact::new(
                    "Robert",
                    &[(Kind::Work, "1003"), (Kind::Work, "2004")],
                )],
            )],
        );
        for number in ["0301234567", "+49301234567", "000 49 30 1234567", "1003"] {
            assert_eq!(book.name_of(number), Some("Bob"), "{number}");
        }
        assert_eq!(book.name_of("2004"), Some("Robert"));
        for number in ["", "3", "003", "0401234567", "12003"] {
            assert_eq!(book.name_of(number), None, "{number}");
        }
    }

    #[test]
    fn names_are_in_the_order_of_people() {
        let book = Book::of(vec![
            Contact::new("émile", &[]),
            Contact::new("Zoe", &[]),
            Contact::new("Dora", &[]),
        ]);
        let names: Vec<_> = book
            .by_name()
            .into_iter()
            .map(|at| book.entries()[at].contact.name.as_str())
            .collect();
        assert_eq!(names, ["Dora", "émile", "Zoe"]);
    }
}
