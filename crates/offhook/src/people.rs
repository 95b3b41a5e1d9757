//! What a phone is told of people: names for the numbers on its screen, its personal directory,
//! and how the numbers of both are dialled.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use callmanager::{SERVICES, Service};
use contacts::{Book, Contact, Kind, Origin, Store};
use numbers::Dialling;
use softphone::{CallList, CallLog, DialAs, Intent, Language, Names, PersonalEntry, PhoneHandle};
use tokio::sync::watch;

use crate::book_options::ContactsTable;
use crate::dialling_now::DiallingNow;

/// The store of a phone's contacts: in the files of the configuration, or for the demo in none.
pub(crate) fn store(
    table: &ContactsTable,
    config: Option<&Path>,
    demo: bool,
    language: Language,
) -> Store {
    match table.own(config).filter(|_| !demo) {
        Some(own) => Store::new(own, table.others(config)),
        None => Store::without_file(of_demo(language)),
    }
}

/// Whom the demo's call server has to call.
fn of_demo(language: Language) -> Vec<Contact> {
    let answers = |service: &Service| *service != Service::NoAnswer;
    let services = SERVICES.iter().filter(|(_, service)| answers(service));
    let contact = |(number, service): &(&str, Service)| Contact {
        organisation: "Demo".to_owned(),
        ..Contact::new(service.name(language), &[(Kind::Work, number)])
    };
    services.map(contact).collect()
}

/// Tells the phone of the people in this book, and again whenever the book, the rules or the call
/// lists change; ends with the book or the phone. `look` has the book's files looked at, after
/// every call.
pub(crate) async fn tell(
    phone: PhoneHandle,
    mut books: watch::Receiver<Arc<Book>>,
    dialling: Arc<DiallingNow>,
    look: impl Fn() + Send,
) {
    let mut rules = dialling.changes();
    let mut calls = phone.call_logs();
    let mut told = Told::default();
    loop {
        rules.mark_unchanged();
        let book = Arc::clone(&books.borrow_and_update());
        let log = Arc::clone(&calls.borrow_and_update());
        told.tell(&phone, &book, &log, &dialling.dialling());
        let goes_on = tokio::select! {
            changed = books.changed() => changed.is_ok(),
            changed = calls.changed() => {
                look();
                changed.is_ok()
            }
            changed = rules.changed() => changed.is_ok(),
            () = phone.finished() => false,
        };
        if !goes_on {
            return;
        }
    }
}

/// What the phone was told last.
#[derive(Default)]
struct Told {
    book: Option<Arc<Book>>,
    directory: Vec<PersonalEntry>,
    dial_as: Vec<DialAs>,
}

impl Told {
    /// Tells what is new of it.
    fn tell(&mut self, phone: &PhoneHandle, book: &Arc<Book>, log: &CallLog, by: &Dialling) {
        let known = self.book.as_ref();
        if !known.is_some_and(|known| Arc::ptr_eq(known, book)) {
            let names = Arc::clone(book);
            let named = phone.name_numbers(Names::new(move |number| {
                names.name_of(number).map(str::to_owned)
            }));
            // Otherwise it is tried again with the next change.
            self.book = named.then(|| Arc::clone(book));
        }
        let directory = directory(book);
        if directory != self.directory && phone.send(Intent::PersonalDirectory(directory.clone())) {
            self.directory = directory;
        }
        let dial_as = dialled_otherwise(book, log, by);
        if dial_as != self.dial_as && phone.send(Intent::DialAs(dial_as.clone())) {
            self.dial_as = dial_as;
        }
    }
}

/// The own contacts with each of their numbers.
fn directory(book: &Book) -> Vec<PersonalEntry> {
    let own = book.entries().iter();
    let own = own.filter(|entry| entry.origin == Origin::Own);
    let entries = own.flat_map(|entry| {
        let numbers = entry.contact.numbers.iter();
        // Nobody wants to talk to a facsimile machine.
        let numbers = numbers.filter(|number| number.kind != Kind::Fax);
        numbers.map(|number| PersonalEntry {
            name: entry.contact.title().to_owned(),
            number: number.number.clone(),
        })
    });
    entries.collect()
}

/// The numbers of the own contacts and of callers that are not dialled as they are written.
fn dialled_otherwise(book: &Book, log: &CallLog, by: &Dialling) -> Vec<DialAs> {
    let callers = log.entries.iter();
    let callers = callers.filter(|entry| entry.list != CallList::Placed);
    let callers = callers.map(|entry| entry.number.clone());
    let people = directory(book).into_iter().map(|entry| entry.number);
    let otherwise = callers.chain(people).filter_map(|shown| {
        let dialled = by.prepare(&shown)?.number;
        (dialled != shown).then_some((shown, dialled))
    });
    // Each once.
    let otherwise: BTreeMap<String, String> = otherwise.collect();
    let dial_as = |(shown, dialled)| DialAs { shown, dialled };
    otherwise.into_iter().map(dial_as).collect()
}

/// The book of these files for as long as the phone runs; they are read at once, and looked at
/// again after every call. For a phone without a window, which keeps nothing in them.
pub(crate) fn read(store: Store, phone: &PhoneHandle) -> watch::Receiver<Arc<Book>> {
    let (sender, books) = watch::channel(Arc::new(store.book()));
    let mut calls = phone.call_logs();
    let mut store = store;
    tokio::spawn(async move {
        loop {
            let looked = tokio::task::spawn_blocking(move || {
                let (changed, errors) = store.refresh();
                for error in &errors {
                    tracing::warn!("{error}");
                }
                (changed.then(|| Arc::new(store.book())), store)
            });
            let Ok((book, looked)) = looked.await else {
                return;
            };
            store = looked;
            if let Some(book) = book {
                sender.send_replace(book);
            }
            if calls.changed().await.is_err() || sender.is_closed() {
                return;
            }
        }
    });
    books
}

#[cfg(test)]
mod tests {
    use numbers::Rule;
    use softphone::CallLogEntry;

    use super::*;

    fn call(list: CallList, number: &str) -> CallLogEntry {
        CallLogEntry {
            list,
            name: String::new(),
            number: number.to_owned(),
            via: String::new(),
            line_instance: 1,
            began: None,
            duration_secs: None,
            new: false,
        }
    }

    #[test]
    fn whom_the_demo_can_call_is_named_in_the_language_of_the_phone() {
        let names = |language| {
            let people = of_demo(language).into_iter();
            people.map(|contact| contact.name).collect::<Vec<_>>()
        };
        let english = ["Echo", "Tone 1004 Hz", "Read-back", "Always busy", "Music"];
        assert_eq!(names(Language::English), english);
        let german = [
            "Echo",
            "Ton 1004 Hz",
            "Ziffernansage",
            "Immer besetzt",
            "Musik",
        ];
        assert_eq!(names(Language::German), german);
    }

    #[test]
    fn the_personal_directory_is_the_own_book_without_facsimile_machines() {
        let own = Contact::new("Bob", &[(Kind::Work, "1003"), (Kind::Fax, "1009")]);
        let firm = Contact::new("Eve", &[(Kind::Work, "1004")]);
        let book = Book::of_all(vec![own], vec![("firm".to_owned(), vec![firm])]);
        let entry = PersonalEntry {
            name: "Bob".to_owned(),
            number: "1003".to_owned(),
        };
        assert_eq!(directory(&book), [entry]);
    }

    #[test]
    fn callers_and_people_are_dialled_by_the_rules_and_placed_calls_are_left_alone() {
        let book = Book::of(vec![Contact::new("Bob", &[(Kind::Work, "+49 (0)30 1")])]);
        let log = CallLog {
            entries: vec![
                call(CallList::Placed, "+49302"),
                call(CallList::Missed, "+49303"),
                call(CallList::Received, "1003"),
                call(CallList::Received, "112"),
            ],
        };
        let rules = [
            Rule::prefixing("+49", None, 3, "0"),
            Rule::prefixing("", Some(3), 0, "9"),
        ];
        let rules = rules.map(|rule| rule.expect("a rule"));
        let by = Dialling::default().with_rules(rules);
        let told = dialled_otherwise(&book, &log, &by);
        let told: Vec<_> = told
            .iter()
            .map(|number| (number.shown.as_str(), number.dialled.as_str()))
            .collect();
        assert_eq!(told, [("+49 (0)30 1", "0301"), ("+49303", "0303")]);
    }
}
