//! `offhook contacts`: takes files into the own address book, and looks into all books.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use contacts::{Book, BookFile, Entry, Origin, Recent, Store};
use numbers::Dialling;
use serde_json::json;
use softphone::call_log_in;

use crate::args::{ContactsArguments, ContactsCommand};
use crate::commands::running::own_device;
use crate::config::{ConfigFile, call_log_path};
use crate::dialling_now::DiallingNow;
use crate::exit::Outcome;

/// Does what is asked of the books.
pub(crate) fn run(arguments: ContactsArguments, file: &ConfigFile) -> anyhow::Result<Outcome> {
    match arguments.command {
        ContactsCommand::Import { files } => import(file, &files),
        ContactsCommand::Search { text, json, most } => {
            let (book, mut outcome) = read(file)?;
            let dialling = DiallingNow::new(&file.dialling, file.path.as_deref()).dialling();
            let recent = recent(file);
            let found = look_for(&book, &recent, &dialling, &text.join(" "), most);
            if found.is_empty() {
                outcome = Outcome::Failed;
            }
            let told = if json {
                as_json(&found)
            } else {
                in_words(&found)
            };
            // A reader that is gone has seen what it wanted.
            let _gone = io::stdout().write_all(told.as_bytes());
            Ok(outcome)
        }
    }
}

/// The books of the configuration.
fn store(file: &ConfigFile) -> anyhow::Result<Store> {
    let config = file.path.as_deref();
    let own = file.contacts.own(config).context(
        "this platform has no place for an address book; name one in the configuration file: [contacts] file = …",
    )?;
    Ok(Store::new(own, file.contacts.others(config)))
}

/// Takes the files in, one after the other, and says what came of each.
fn import(file: &ConfigFile, files: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut store = store(file)?;
    let mut outcome = Outcome::Done;
    for path in files {
        let told = match store.import(path) {
            Ok(done) => {
                let skipped = match done.skipped {
                    0 => String::new(),
                    skipped => format!(", {skipped} that are none left out"),
                };
                format!(
                    "{}: {} added, {} completed, {} known already{skipped}\n",
                    path.display(),
                    done.added,
                    done.completed,
                    done.known
                )
            }
            // The next file may be right.
            Err(error) => {
                outcome = Outcome::Failed;
                crate::standard_error::say(&error.to_string());
                continue;
            }
        };
        // A reader that is gone has seen what it wanted.
        let _gone = io::stdout().write_all(told.as_bytes());
    }
    Ok(outcome)
}

/// All books; one that cannot be read is told, and the others are looked into.
fn read(file: &ConfigFile) -> anyhow::Result<(Book, Outcome)> {
    let mut store = store(file)?;
    // The files say it again, and which further book is not there at all.
    let _errors = store.refresh();
    let mut outcome = Outcome::Done;
    for BookFile { path, contacts } in store.files() {
        if let Err(reason) = contacts {
            let path = path.display();
            crate::standard_error::say(&format!("the contacts in {path} cannot be read: {reason}"));
            outcome = Outcome::Failed;
        }
    }
    let book = store.book();
    if book.is_empty() && outcome == Outcome::Failed {
        bail!("no address book can be read");
    }
    Ok((book, outcome))
}

/// A number of somebody who was found.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    name: String,
    organisation: String,
    kind: &'static str,
    number: String,
    /// As it is dialled from this phone.
    dialled: String,
    /// The book; nothing for the own one.
    book: Option<String>,
}

/// Who was called lately, by the lists that the phone of this configuration keeps.
fn recent(file: &ConfigFile) -> Recent {
    let path = match &file.call_log {
        Some(choice) => choice.clone().file(),
        None => {
            let device = file.device.clone().unwrap_or_else(own_device);
            call_log_path(&device)
        }
    };
    let log = path.map(|path| call_log_in(&path)).unwrap_or_default();
    Recent::of(log.entries.iter().map(|entry| entry.number.as_str()))
}

fn look_for(
    book: &Book,
    recent: &Recent,
    dialling: &Dialling,
    text: &str,
    most: usize,
) -> Vec<Line> {
    let found = book.search(text, recent, most).into_iter();
    let found = found.filter_map(|found| book.entries().get(found.at));
    found.flat_map(|entry| lines_of(entry, dialling)).collect()
}

fn lines_of<'a>(entry: &'a Entry, dialling: &'a Dialling) -> impl Iterator<Item = Line> + 'a {
    let contact = &entry.contact;
    contact.numbers.iter().map(move |number| {
        let prepared = dialling.prepare(&number.number);
        Line {
            name: contact.title().to_owned(),
            organisation: contact.organisation.clone(),
            kind: number.kind.title(),
            number: number.number.clone(),
            dialled: prepared.map_or_else(|| number.number.clone(), |prepared| prepared.number),
            book: match &entry.origin {
                Origin::Own => None,
                Origin::Other(name) => Some(name.clone()),
            },
        }
    })
}

fn in_words(found: &[Line]) -> String {
    if found.is_empty() {
        return "nobody is called so\n".to_owned();
    }
    let widest = |of: fn(&Line) -> &str| {
        let widths = found.iter().map(|line| of(line).chars().count());
        widths.max().unwrap_or_default()
    };
    let (name, number) = (widest(|line| &line.name), widest(|line| &line.number));
    let told = found.iter().map(|line| {
        let book = line.book.as_ref();
        let book = book.map_or_else(String::new, |book| format!("  ({book})"));
        format!(
            "{:name$}  {:number$}  {}{book}\n",
            line.name, line.number, line.kind
        )
    });
    told.collect()
}

/// An object a line.
fn as_json(found: &[Line]) -> String {
    let told = found.iter().map(|line| {
        let object = json!({
            "name": line.name,
            "organisation": line.organisation,
            "kind": line.kind.to_lowercase(),
            "number": line.number,
            "dialled": line.dialled,
            "book": line.book,
        });
        format!("{object}\n")
    });
    told.collect()
}
