//! The phone in a terminal.

use std::sync::Arc;

use callmanager::Config;
use contacts::{Book, Kind, PastCall, PastCalls, PersonFrom};
use numbers::{Dialling, Letters};
use softphone::{CallList, CallLog, Intent, Moment, PhoneHandle, Screen};
use terminal::{Look, Options, People, Person, Phone, Theme, Whence};
use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::args::PhoneOptions;
use crate::commands::from_outside::{FromOutside, leave_when_told};
use crate::commands::running::{
    Engine, LOOPBACK, in_language, own_device, start_phone, start_server, wake_with,
};
use crate::config::ConfigFile;
use crate::dialling_now::DiallingNow;
use crate::exit::Outcome;
use crate::people;
use crate::settings::Settings;
use crate::values::ServerName;

/// Most people that a search lists: more than anybody looks through.
const MOST_PEOPLE: usize = 40;

/// A phone by these settings.
pub(crate) fn run_phone(mut settings: Settings) -> anyhow::Result<Outcome> {
    settings.keep_call_log();
    let engine = Engine::start()?;
    show(settings, &engine, false)
}

/// A phone against the embedded call server.
pub(crate) fn run_demo(
    options: PhoneOptions,
    core: Config,
    file: &ConfigFile,
) -> anyhow::Result<Outcome> {
    let engine = Engine::start()?;
    let spoken = Settings::merge(options.clone(), Vec::new(), file, own_device)?.in_window();
    let server = start_server(LOOPBACK, in_language(core, spoken.station.language))?;
    let address = ServerName(server.local_addr().to_string());
    let settings = Settings::merge(options, vec![address], file, own_device)?;
    let shown = show(settings, &engine, true);
    server.stop();
    shown
}

fn show(settings: Settings, engine: &Engine, demo: bool) -> anyhow::Result<Outcome> {
    let settings = settings.in_window();
    let variable = |name: &str| std::env::var(name).ok();
    let options = Options {
        look: Look::of_environment(Theme::Terminal, variable),
        keys: settings.keys.map.clone(),
        names: settings.keys.letters == Letters::Name,
        term: variable("TERM").unwrap_or_default(),
    };
    let config = settings.file.as_deref();
    let dialling = DiallingNow::new(&settings.dialling, config);
    let store = people::store(&settings.contacts, config, demo, settings.station.language);
    let outside = {
        let _inside = engine.handle().enter();
        FromOutside::prepare(&settings, Arc::clone(&dialling))?
    };
    // A person looks at it, as at a window; of screens only the newest is read.
    let (handle, _changes) = start_phone(settings, engine.handle(), None)?;
    let books = {
        // It goes on beside the terminal.
        let _inside = engine.handle().enter();
        people::read(store, &handle)
    };
    let told = people::tell(handle.clone(), books.clone(), Arc::clone(&dialling), || {});
    engine.handle().spawn(told);
    outside.begin(&handle, engine.handle());
    engine.handle().spawn(leave_when_told(handle.clone()));
    let phone = TerminalPhone {
        handle,
        books,
        dialling,
        runtime: engine.handle().clone(),
    };
    terminal::run(&phone, options)?;
    Ok(Outcome::Done)
}

/// A running phone, as the terminal sees it.
struct TerminalPhone {
    handle: PhoneHandle,
    books: watch::Receiver<Arc<Book>>,
    dialling: Arc<DiallingNow>,
    runtime: Handle,
}

impl Phone for TerminalPhone {
    fn screen(&self) -> Arc<Screen> {
        self.handle.screen()
    }

    fn send(&self, intent: Intent) {
        self.handle.send(intent);
    }

    fn now(&self) -> Moment {
        self.handle.now()
    }

    fn on_change(&self, wake: Box<dyn Fn() + Send + Sync>) {
        wake_with(&self.handle, &self.runtime, wake);
    }

    fn people(&self) -> Option<&dyn People> {
        Some(self)
    }

    fn finished(&self) -> bool {
        self.handle.is_finished()
    }
}

impl People for TerminalPhone {
    fn find(&self, text: &str, placed: bool) -> Vec<Person> {
        let book = Arc::clone(&self.books.borrow());
        let log = self.handle.call_log();
        people_of(&book, &log, &self.dialling.dialling(), text, placed)
    }
}

fn people_of(book: &Book, log: &CallLog, by: &Dialling, text: &str, placed: bool) -> Vec<Person> {
    let entries = log.entries.iter();
    let entries = entries.filter(|entry| !placed || entry.list == CallList::Placed);
    let calls = entries.map(|entry| PastCall {
        name: entry.name.clone(),
        number: entry.number.clone(),
        list: entry.list,
    });
    let calls = PastCalls::of(calls, book);
    let found = match placed {
        true => calls.find(text, MOST_PEOPLE),
        false => calls.find_with(book, by, text, MOST_PEOPLE),
    };
    let person = |person: contacts::Person<CallList>| {
        let prepared = match person.from {
            // It is dialled as it was.
            PersonFrom::Call(CallList::Placed) => None,
            _ => by.prepare(&person.number),
        };
        Person {
            dial: prepared.map_or_else(|| person.number.clone(), |prepared| prepared.number),
            name: person.name,
            number: person.number,
            from: match person.from {
                PersonFrom::Book(Kind::Work) => Whence::Work,
                PersonFrom::Book(Kind::Mobile) => Whence::Mobile,
                PersonFrom::Book(Kind::Home) => Whence::Home,
                PersonFrom::Book(Kind::Fax | Kind::Other) => Whence::Other,
                PersonFrom::Call(CallList::Missed) => Whence::Missed,
                PersonFrom::Call(CallList::Received) => Whence::Received,
                PersonFrom::Call(CallList::Placed) => Whence::Placed,
                PersonFrom::Typed => Whence::Typed,
            },
        }
    };
    found.into_iter().map(person).collect()
}

#[cfg(test)]
mod tests {
    use contacts::{Contact, Number};
    use numbers::Rule;
    use softphone::CallLogEntry;

    use super::*;

    #[test]
    fn people_are_dialled_by_the_rules_and_placed_calls_as_they_were() {
        let book = Book::of(vec![Contact {
            name: "Bob".to_owned(),
            numbers: vec![Number {
                kind: Kind::Mobile,
                number: "+491".to_owned(),
            }],
            ..Contact::default()
        }]);
        let log = CallLog {
            entries: vec![CallLogEntry {
                list: CallList::Placed,
                name: "Boris".to_owned(),
                number: "+492".to_owned(),
                via: String::new(),
                line_instance: 1,
                began: None,
                duration_secs: None,
                new: false,
            }],
        };
        let rule = Rule::prefixing("+", None, 1, "00").expect("a rule");
        let by = Dialling::default().with_rules([rule]);
        let told = |placed| {
            let found = people_of(&book, &log, &by, "bo", placed).into_iter();
            found
                .map(|person| (person.name, person.dial, person.from))
                .collect::<Vec<_>>()
        };
        let boris = ("Boris".to_owned(), "+492".to_owned(), Whence::Placed);
        let bob = ("Bob".to_owned(), "00491".to_owned(), Whence::Mobile);
        assert_eq!(told(false), [bob, boris.clone()]);
        assert_eq!(told(true), [boris]);
    }
}
