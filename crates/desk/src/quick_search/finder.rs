//! Who may be meant by what is typed, as the window shows and calls them.

use std::sync::Arc;

use contacts::{Book, PastCall, PastCalls, Person, PersonFrom};
use station::{CallList, CallLog, Intent};

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
pub(crate) struct Hit(Person<CallList>);

impl Hit {
    /// What it is listed as.
    pub(crate) fn title(&self, words: Words) -> String {
        let Person { name, number, from } = &self.0;
        match (from, name.is_empty()) {
            (PersonFrom::Typed, _) => words.with("Dial {}", &[number]),
            (_, true) => number.clone(),
            _ => name.clone(),
        }
    }

    /// What else is known of it.
    pub(crate) fn about(&self, words: Words) -> String {
        let from = match self.0.from {
            PersonFrom::Book(kind) => words.say(book_window::kind(kind)),
            PersonFrom::Call(list) => words.say(history_window::one(list)),
            PersonFrom::Typed => words.say("As it was typed"),
        };
        match self.0.name.is_empty() {
            true => from.to_owned(),
            false => format!("{}  ·  {from}", self.0.number),
        }
    }

    /// Whether it is only what was typed.
    pub(crate) fn is_typed(&self) -> bool {
        self.0.from == PersonFrom::Typed
    }

    /// As it is dialled from this phone. Who was called is called again the same way.
    pub(crate) fn to_dial(&self, phone: &dyn Phone) -> String {
        let number = &self.0.number;
        let prepared = match self.0.from {
            PersonFrom::Call(CallList::Placed) => None,
            _ => phone.dialling().prepare(number),
        };
        prepared.map_or_else(|| number.clone(), |prepared| prepared.number)
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

/// The past calls, ready to be searched.
struct Past {
    /// What they were made of.
    of: (Arc<Book>, Arc<CallLog>, Among),
    calls: PastCalls<CallList>,
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
            let people = match among {
                Among::All => past.calls.find_with(&book, &phone.dialling(), text, most),
                Among::Placed => past.calls.find(text, most),
            };
            self.found = people.into_iter().map(Hit).collect();
            self.looked_for = Some(wanted);
        }
        self.past = Some(past);
        &self.found
    }
}

impl Past {
    fn of(book: &Arc<Book>, log: &Arc<CallLog>, among: Among) -> Self {
        let entries = log.entries.iter();
        let wanted = entries
            .filter(|entry| among == Among::All || entry.list == CallList::Placed)
            .map(|entry| PastCall {
                name: entry.name.clone(),
                number: entry.number.clone(),
                list: entry.list,
            });
        Self {
            of: (Arc::clone(book), Arc::clone(log), among),
            calls: PastCalls::of(wanted, book),
        }
    }

    fn is_of(&self, book: &Arc<Book>, log: &Arc<CallLog>, among: Among) -> bool {
        Arc::ptr_eq(&self.of.0, book) && Arc::ptr_eq(&self.of.1, log) && self.of.2 == among
    }
}
