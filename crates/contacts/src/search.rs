//! Quick search: a few letters or digits, and who may be meant.

use std::cmp::Reverse;

use crate::book::Book;
use crate::contact::{Contact, Number};
use crate::fold::{self, folded, initials, typed};
use crate::recent::{Recent, digits, key};

/// Fewest digits that are looked for within numbers, and not only as letters.
const FEWEST_DIGITS: usize = 2;

/// A contact as it is compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// The folded name it is listed as.
    pub(crate) name: String,
    /// The folded words of name, organisation and mail address, each behind a blank.
    words: String,
    /// Their digits on a telephone's keys, the same way.
    typed: String,
    /// The initials of the name.
    initials: String,
    /// The digits of the numbers.
    digits: Vec<String>,
    /// By which the numbers are looked up.
    pub(crate) keys: Vec<String>,
}

/// A contact that was found.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The contact.
    pub contact: &'a Contact,
    /// Its place in [`Book::entries`].
    pub at: usize,
    /// The number that was meant: the one whose digits were typed, else the first.
    pub number: Option<&'a Number>,
    /// What was found of it.
    pub by: MatchedBy,
}

/// What of a contact was found; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchedBy {
    /// The whole name.
    Name,
    /// The beginning of the name.
    Begin,
    /// The beginnings of words.
    Words,
    /// The initials.
    Initials,
    /// Digits of a number.
    Number,
    /// Words as they are typed on a telephone's keys.
    Typed,
}

impl Words {
    pub(crate) fn of(contact: &Contact) -> Self {
        let name = folded(contact.title());
        let mut words = String::new();
        let parts = [&contact.name, &contact.given, &contact.family];
        for part in parts
            .into_iter()
            .chain([&contact.organisation])
            .chain(&contact.emails)
        {
            for word in folded(part).split(' ').filter(|word| !word.is_empty()) {
                let seen = words.split(' ').any(|known| known == word);
                if !seen {
                    words.push(' ');
                    words.push_str(word);
                }
            }
        }
        // Several numbers may have the same end.
        let mut keys: Vec<String> = Vec::new();
        for key in contact
            .numbers
            .iter()
            .filter_map(|number| key(&number.number))
        {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Self {
            initials: initials(&name),
            typed: typed(&words),
            digits: contact
                .numbers
                .iter()
                .map(|number| digits(&number.number))
                .collect(),
            keys,
            name,
            words,
        }
    }

    /// What of it was meant by the terms of a query, and with which number.
    fn matched(&self, query: &Query) -> Option<(MatchedBy, Option<usize>)> {
        if self.name == query.whole {
            return Some((MatchedBy::Name, None));
        }
        let words = query
            .words
            .iter()
            .all(|word| self.words.contains(word.as_str()));
        if words {
            let begins = self.name.starts_with(&query.whole);
            return Some((
                if begins {
                    MatchedBy::Begin
                } else {
                    MatchedBy::Words
                },
                None,
            ));
        }
        if self.initials.len() > 1 && self.initials.starts_with(&query.joined) {
            return Some((MatchedBy::Initials, None));
        }
        let digits = query.digits.as_ref()?;
        let number = self
            .digits
            .iter()
            .position(|own| digits.len() >= FEWEST_DIGITS && own.contains(digits.as_str()));
        if number.is_some() {
            return Some((MatchedBy::Number, number));
        }
        let typed = query
            .words
            .iter()
            .all(|word| self.typed.contains(word.as_str()));
        typed.then_some((MatchedBy::Typed, None))
    }
}

/// What was typed, as it is compared.
struct Query {
    whole: String,
    /// Each word behind a blank.
    words: Vec<String>,
    /// Without blanks.
    joined: String,
    /// The digits, when there is nothing else; without the zeros and the `+` in front, which are
    /// written in several ways.
    digits: Option<String>,
}

impl Query {
    fn of(text: &str) -> Self {
        let whole = folded(text);
        let words = whole.split(' ').filter(|word| !word.is_empty());
        let only_digits = !text.chars().any(char::is_alphabetic);
        let all = fold::digits(text);
        let bare = all.trim_start_matches('0');
        Self {
            words: words.map(|word| format!(" {word}")).collect(),
            joined: whole.replace(' ', ""),
            digits: (only_digits && !bare.is_empty()).then(|| bare.to_owned()),
            whole,
        }
    }
}

impl Book {
    /// Who may be meant by a few letters or digits, the likeliest first, `most` of them.
    ///
    /// Every word typed has to begin a word of name, organisation or mail address, or all together
    /// are the initials; digits are looked for in the numbers, and as letters on a telephone's
    /// keys. Accents and case do not count. Who was called lately comes first among the equal.
    pub fn search(&self, text: &str, recent: &Recent, most: usize) -> Vec<Found<'_>> {
        let query = Query::of(text);
        if query.whole.is_empty() {
            return Vec::new();
        }
        let matched = self.words.iter().enumerate().filter_map(|(at, words)| {
            let (by, number) = words.matched(&query)?;
            let weight = match recent.is_empty() {
                true => 0,
                false => words
                    .keys
                    .iter()
                    .map(|key| recent.weight(key))
                    .max()
                    .unwrap_or(0),
            };
            // Somebody who was called lately is meant before one whose name merely begins so.
            let class = match by {
                MatchedBy::Name => 0,
                MatchedBy::Begin | MatchedBy::Words => 1,
                MatchedBy::Initials => 2,
                MatchedBy::Number => 3,
                MatchedBy::Typed => 4,
            };
            Some(((class, Reverse(weight), by, &words.name), at, number))
        });
        let mut matched: Vec<_> = matched.collect();
        matched.sort_unstable();
        matched.truncate(most);
        let found = matched
            .into_iter()
            .filter_map(|((_, _, by, _), at, number)| {
                let contact = &self.entries().get(at)?.contact;
                let number = number.and_then(|number| contact.numbers.get(number));
                Some(Found {
                    contact,
                    at,
                    number: number.or_else(|| contact.first_number()),
                    by,
                })
            });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Book {
        let contact = |name: &str, organisation: &str, numbers: &[&str]| Contact {
            name: name.to_owned(),
            organisation: organisation.to_owned(),
            numbers: numbers
                .iter()
                .map(|number| Number {
                    number: (*number).to_owned(),
                    ..Number::default()
                })
                .collect(),
            ..Contact::default()
        };
        Book::of(vec![
            contact("Zoë Müller", "Sky Works", &["+49 (0)30 555-1003", "1003"]),
            contact("Bob Smith", "Sky Works", &["1004"]),
            contact("Robert Müller", "", &["0171 1234567"]),
            contact("Bobby Tables", "School", &["1005"]),
        ])
    }

    fn names(text: &str) -> Vec<String> {
        let book = book();
        let found = book.search(text, &Recent::default(), 10);
        found
            .into_iter()
            .map(|found| found.contact.name.clone())
            .collect()
    }

    #[test]
    fn words_may_begin_anywhere_and_accents_do_not_count() {
        assert_eq!(names("mul"), ["Robert Müller", "Zoë Müller"]);
        assert_eq!(names("MÜL zo"), ["Zoë Müller"]);
        assert_eq!(names("sky"), ["Bob Smith", "Zoë Müller"]);
        assert_eq!(names("bob smith"), ["Bob Smith"]);
        assert_eq!(names("uller"), [""; 0]);
        assert_eq!(names(" "), [""; 0]);
    }

    #[test]
    fn initials_and_keys_of_the_telephone_find_as_well() {
        assert_eq!(names("zm"), ["Zoë Müller"]);
        assert_eq!(names("bs"), ["Bob Smith"]);
        assert_eq!(names("262"), ["Bob Smith", "Bobby Tables"]);
        assert_eq!(names("262 76"), ["Bob Smith"]);
    }

    #[test]
    fn digits_find_the_number_they_are_part_of() {
        let book = book();
        let found = book.search("03055", &Recent::default(), 10);
        assert_eq!(
            found[0].number.map(|n| n.number.as_str()),
            Some("+49 (0)30 555-1003")
        );
        assert_eq!(found[0].by, MatchedBy::Number);
        assert_eq!(names("123 45"), ["Robert Müller"]);
        assert_eq!(names("1004"), ["Bob Smith"]);
    }

    #[test]
    fn who_was_called_lately_comes_first() {
        let book = book();
        let recent = Recent::of(["1005", "1004"]);
        let found = book.search("bob", &recent, 10);
        let names: Vec<_> = found
            .iter()
            .map(|found| found.contact.name.as_str())
            .collect();
        assert_eq!(names, ["Bobby Tables", "Bob Smith"]);
        assert_eq!(book.search("bob", &recent, 1).len(), 1);
    }
}
