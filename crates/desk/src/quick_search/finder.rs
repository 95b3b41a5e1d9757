//! Who may be meant by what is typed: people of the address books, then of past calls.

use std::sync::Arc;

use contacts::{Book, Contact, Found, Kind, MatchedBy, Number, Recent, same_number};
use station::{CallList, CallLog, CallLogEntry, Intent};

use crate::Phone;
use crate::contacts::Contacts;
use crate::history::History;
use crate::windows::{contacts as book_window, history as history_window};
use crate::words::Words;

/// Among whom somebody is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Among {
    /// Address books and past calls.
    All,
    /// The calls that were placed.
    Placed,
}

/// Somebody who may be meant, with the number to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The name; empty when nobody knows it.
    pub(crate) name: String,
    /// The number, as it is written where it is from.
    pub(crate) number: String,
    from: Source,
}

/// Where a number is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Book(Kind),
    Calls(CallList),
    /// It is what was typed.
    Typed,
}

impl Hit {
    /// What it is listed as.
    pub(crate) fn title(&self, words: Words) -> String {
        match (self.from, self.name.is_empty()) {
            (Source::Typed, _) => words.with("Dial {}", &[&self.number]),
            (_, true) => self.number.clone(),
            _ => self.name.clone(),
        }
    }

    /// What else is known of it.
    pub(crate) fn about(&self, words: Words) -> String {
        let from = match self.from {
            Source::Book(kind) => words.say(book_window::kind(kind)),
            Source::Calls(list) => words.say(history_window::one(list)),
            Source::Typed => words.say("As it was typed"),
        };
        match self.name.is_empty() {
            true => from.to_owned(),
            false => format!("{}  ·  {from}", self.number),
        }
    }

    /// Whether it is only what was typed.
    pub(crate) fn is_typed(&self) -> bool {
        self.from == Source::Typed
    }

    /// As it is dialled from this phone. Who was called is called again the same way.
    pub(crate) fn to_dial(&self, phone: &dyn Phone) -> String {
        let prepared = match self.from {
            Source::Calls(CallList::Placed) => None,
            _ => phone.dialling().prepare(&self.number),
        };
        prepared.map_or_else(|| self.number.clone(), |prepared| prepared.number)
    }

    /// To call it now.
    pub(crate) fn call(&self, phone: &dyn Phone) -> Intent {
        Intent::Dial(self.to_dial(phone))
    }
}

/// Looks for people, and again only when something has changed.
#[derive(Default)]
pub(crate) struct Finder {
    /// Of a phone that has no books and no lists.
    nobody: (Arc<Book>, Arc<CallLog>),
    past: Option<Past>,
    looked_for: Option<(String, Among, usize)>,
    found: Vec<Hit>,
}

/// The past calls, each number once, newest first.
struct Past {
    /// What it was made of.
    of: (Arc<Book>, Arc<CallLog>, Among),
    calls: Vec<CallLogEntry>,
    /// The same, to be searched.
    book: Book,
    recent: Recent,
}

impl Finder {
    /// Who may be meant by this, `most` of them, the likeliest first; without a text the numbers
    /// called last.
    pub(crate) fn find(
        &mut self,
        phone: &dyn Phone,
        text: &str,
        among: Among,
        most: usize,
    ) -> &[Hit] {
        let (no_book, no_log) = &self.nobody;
        let book = phone.contacts().map(Contacts::book);
        let book = book.unwrap_or_else(|| Arc::clone(no_book));
        let log = phone.history().map(History::calls);
        let log = log.unwrap_or_else(|| Arc::clone(no_log));
        let known = self.past.take_if(|past| past.is_of(&book, &log, among));
        let is_known = known.is_some();
        let past = known.unwrap_or_else(|| Past::of(&book, &log, among));
        let wanted = (text.trim().to_owned(), among, most);
        if !is_known || self.looked_for.as_ref() != Some(&wanted) {
            self.found = look_for(phone, text.trim(), &book, &past, most);
            self.looked_for = Some(wanted);
        }
        self.past = Some(past);
        &self.found
    }
}

fn look_for(phone: &dyn Phone, text: &str, book: &Book, past: &Past, most: usize) -> Vec<Hit> {
    if text.is_empty() {
        let calls = past.calls.iter().take(most);
        return calls.map(|entry| past.hit(entry, book)).collect();
    }
    let mut hits = Vec::new();
    if past.of.2 == Among::All {
        for found in book.search(text, &past.recent, most) {
            hits.extend(numbers_of(&found));
        }
    }
    let known: Vec<String> = hits.iter().map(|hit| hit.number.clone()).collect();
    let past_calls = past.book.search(text, &Recent::default(), most);
    let past_calls = past_calls
        .into_iter()
        .filter_map(|found| past.calls.get(found.at));
    let others = past_calls.filter(|entry| {
        let mut known = known.iter();
        !known.any(|known| same_number(known, &entry.number))
    });
    hits.extend(others.map(|entry| past.hit(entry, book)));
    hits.truncate(most);
    if past.of.2 == Among::All
        && let Some(typed) = typed(phone, text)
    {
        // Who types an emergency number means it.
        let at = if phone.dialling().is_emergency(&typed.number) {
            0
        } else {
            hits.len()
        };
        hits.insert(at, typed);
    }
    hits
}

/// All numbers of somebody, the one that was meant first; where digits were typed, only that.
fn numbers_of(found: &Found<'_>) -> Vec<Hit> {
    let hit = |number: &Number| Hit {
        name: found.contact.title().to_owned(),
        number: number.number.clone(),
        from: Source::Book(number.kind),
    };
    let meant = found.number.map(hit);
    let all = match found.by {
        MatchedBy::Number => &[],
        _ => found.contact.numbers.as_slice(),
    };
    let others = all.iter().filter(|number| Some(*number) != found.number);
    // Nobody wants to talk to a facsimile machine.
    let others = others.filter(|number| number.kind != Kind::Fax).map(hit);
    meant.into_iter().chain(others).collect()
}

/// What was typed, where that is a number.
fn typed(phone: &dyn Phone, text: &str) -> Option<Hit> {
    let letters = text.chars().any(char::is_alphabetic);
    let number = phone.dialling().prepare(text).filter(|_| !letters)?.display;
    Some(Hit {
        name: String::new(),
        number,
        from: Source::Typed,
    })
}

impl Past {
    fn of(book: &Arc<Book>, log: &Arc<CallLog>, among: Among) -> Self {
        let mut calls: Vec<CallLogEntry> = Vec::new();
        let mut numbers = std::collections::BTreeSet::new();
        for entry in &log.entries {
            let wanted = among == Among::All || entry.list == CallList::Placed;
            if wanted && !entry.number.is_empty() && numbers.insert(entry.number.as_str()) {
                calls.push(entry.clone());
            }
        }
        let contacts = calls.iter().map(|entry| Contact {
            name: history_window::name_of(entry, Some(book)).to_owned(),
            numbers: vec![Number {
                kind: Kind::Other,
                number: entry.number.clone(),
            }],
            ..Contact::default()
        });
        Self {
            of: (Arc::clone(book), Arc::clone(log), among),
            book: Book::of(contacts.collect()),
            recent: Recent::of(log.entries.iter().map(|entry| entry.number.as_str())),
            calls,
        }
    }

    fn is_of(&self, book: &Arc<Book>, log: &Arc<CallLog>, among: Among) -> bool {
        Arc::ptr_eq(&self.of.0, book) && Arc::ptr_eq(&self.of.1, log) && self.of.2 == among
    }

    fn hit(&self, entry: &CallLogEntry, book: &Book) -> Hit {
        Hit {
            name: history_window::name_of(entry, Some(book)).to_owned(),
            number: entry.number.clone(),
            from: Source::Calls(entry.list),
        }
    }
}
