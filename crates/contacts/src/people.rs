//! Who may be meant, among the people of a book and those of past calls together.

use std::collections::BTreeSet;

use numbers::Dialling;

use crate::book::Book;
use crate::contact::{Contact, Kind, Number};
use crate::recent::{Recent, same_number};
use crate::search::{Found, MatchedBy};

/// A call that was; `L` says which list it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCall<L> {
    /// Name of the other side; empty when the server gave none.
    pub name: String,
    /// Its number.
    pub number: String,
    /// Where it is listed.
    pub list: L,
}

/// Past calls to search, each number once, newest first.
#[derive(Clone, Debug)]
pub struct PastCalls<L> {
    calls: Vec<PastCall<L>>,
    /// The same, to be searched.
    book: Book,
    recent: Recent,
}

/// Somebody who may be meant, with the number to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person<L> {
    /// The name; empty when nobody knows it.
    pub name: String,
    /// The number, as it is written where it is from.
    pub number: String,
    /// Where it is from.
    pub from: PersonFrom<L>,
}

/// Where a number is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonFrom<L> {
    /// A book; what the number is for.
    Book(Kind),
    /// A past call of this list.
    Call(L),
    /// It is what was typed.
    Typed,
}

impl<L: Clone> PastCalls<L> {
    /// These calls, newest first. Who has no name gets the one of the book.
    pub fn of(calls: impl IntoIterator<Item = PastCall<L>>, names: &Book) -> Self {
        let mut numbers = BTreeSet::new();
        let calls = calls.into_iter().filter(|call| !call.number.is_empty());
        let calls: Vec<_> = calls
            .filter(|call| numbers.insert(call.number.clone()))
            .map(|mut call| {
                if call.name.is_empty() {
                    let name = names.name_of(&call.number);
                    name.unwrap_or_default().clone_into(&mut call.name);
                }
                call
            })
            .collect();
        let contacts = calls.iter().map(|call| Contact {
            name: call.name.clone(),
            numbers: vec![Number {
                kind: Kind::Other,
                number: call.number.clone(),
            }],
            ..Contact::default()
        });
        Self {
            book: Book::of(contacts.collect()),
            recent: Recent::of(calls.iter().map(|call| call.number.as_str())),
            calls,
        }
    }

    /// Those who may be meant among these calls alone; without a text all of them.
    pub fn find(&self, text: &str, most: usize) -> Vec<Person<L>> {
        if text.trim().is_empty() {
            return self.calls.iter().take(most).map(PastCall::person).collect();
        }
        let found = self.book.search(text, &Recent::default(), most).into_iter();
        let calls = found.filter_map(|found| self.calls.get(found.at));
        calls.map(PastCall::person).collect()
    }

    /// Those who may be meant among the people of a book and these calls, the likeliest first,
    /// `most` of them, each number once. A number that was typed is there as well, last, or first
    /// where it is an emergency number.
    pub fn find_with(&self, book: &Book, by: &Dialling, text: &str, most: usize) -> Vec<Person<L>> {
        let text = text.trim();
        if text.is_empty() {
            return self.find(text, most);
        }
        let found = book.search(text, &self.recent, most);
        let mut people: Vec<_> = found.iter().flat_map(Person::all_of).collect();
        let known: Vec<String> = people.iter().map(|person| person.number.clone()).collect();
        let others = self.find(text, most).into_iter().filter(|person| {
            let mut known = known.iter();
            !known.any(|known| same_number(known, &person.number))
        });
        people.extend(others);
        people.truncate(most);
        if let Some(typed) = Person::typed(by, text) {
            // Who types an emergency number means it.
            let first = by.is_emergency(&typed.number);
            people.insert(if first { 0 } else { people.len() }, typed);
        }
        people
    }
}

impl<L: Clone> PastCall<L> {
    fn person(&self) -> Person<L> {
        Person {
            name: self.name.clone(),
            number: self.number.clone(),
            from: PersonFrom::Call(self.list.clone()),
        }
    }
}

impl<L> Person<L> {
    /// All numbers of somebody, the one that was meant first; where digits were typed, only that.
    fn all_of(found: &Found<'_>) -> Vec<Self> {
        let person = |number: &Number| Self {
            name: found.contact.title().to_owned(),
            number: number.number.clone(),
            from: PersonFrom::Book(number.kind),
        };
        let meant = found.number.map(person);
        let all = match found.by {
            MatchedBy::Number => &[],
            _ => found.contact.numbers.as_slice(),
        };
        let others = all.iter().filter(|number| Some(*number) != found.number);
        // Nobody wants to talk to a facsimile machine.
        let others = others.filter(|number| number.kind != Kind::Fax).map(person);
        meant.into_iter().chain(others).collect()
    }

    /// What was typed, where that is a number.
    fn typed(by: &Dialling, text: &str) -> Option<Self> {
        let letters = text.chars().any(char::is_alphabetic);
        let number = by.prepare(text).filter(|_| !letters)?.display;
        Some(Self {
            name: String::new(),
            number,
            from: PersonFrom::Typed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Book {
        let contact = |name: &str, numbers: &[(Kind, &str)]| Contact {
            name: name.to_owned(),
            numbers: numbers
                .iter()
                .map(|(kind, number)| Number {
                    kind: *kind,
                    number: (*number).to_owned(),
                })
                .collect(),
            ..Contact::default()
        };
        Book::of(vec![
            contact(
                "Bob Smith",
                &[
                    (Kind::Work, "1003"),
                    (Kind::Mobile, "0171 1234567"),
                    (Kind::Fax, "1009"),
                ],
            ),
            contact("Pizza", &[(Kind::Work, "0112112")]),
        ])
    }

    fn past() -> PastCalls<&'static str> {
        let call = |name: &str, number: &str, list| PastCall {
            name: name.to_owned(),
            number: number.to_owned(),
            list,
        };
        let calls = [
            call("", "1003", "placed"),
            call("Boris", "1005", "missed"),
            call("", "1003", "received"),
            call("Nobody", "", "missed"),
        ];
        PastCalls::of(calls, &book())
    }

    fn told(people: &[Person<&'static str>]) -> Vec<(String, PersonFrom<&'static str>)> {
        let told = people.iter().map(|person| {
            let name = format!("{} {}", person.name, person.number);
            (name, person.from)
        });
        told.collect()
    }

    #[test]
    fn people_of_the_book_come_first_with_all_their_numbers_and_nobody_twice() {
        let found = past().find_with(&book(), &Dialling::default(), "bo", 9);
        assert_eq!(
            told(&found),
            [
                ("Bob Smith 1003".to_owned(), PersonFrom::Book(Kind::Work)),
                (
                    "Bob Smith 0171 1234567".to_owned(),
                    PersonFrom::Book(Kind::Mobile)
                ),
                ("Boris 1005".to_owned(), PersonFrom::Call("missed")),
            ]
        );
    }

    #[test]
    fn a_typed_number_stands_last_and_an_emergency_number_first() {
        let find = |text| told(&past().find_with(&book(), &Dialling::default(), text, 9));
        let last = find("171").pop();
        assert_eq!(last, Some((" 171".to_owned(), PersonFrom::Typed)));
        assert_eq!(find("112")[0], (" 112".to_owned(), PersonFrom::Typed));
        let names = find("112");
        assert!(names.iter().any(|(name, _)| name == "Pizza 0112112"));
        assert_eq!(find("xaver"), []);
    }

    #[test]
    fn without_a_text_the_last_calls_are_there_each_number_once() {
        let found = past().find("", 9);
        assert_eq!(
            told(&found),
            [
                ("Bob Smith 1003".to_owned(), PersonFrom::Call("placed")),
                ("Boris 1005".to_owned(), PersonFrom::Call("missed")),
            ]
        );
        assert_eq!(
            past()
                .find_with(&book(), &Dialling::default(), " ", 1)
                .len(),
            1
        );
    }
}
