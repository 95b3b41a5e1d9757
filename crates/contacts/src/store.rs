//! The files that books are kept in.
//!
//! The own book is one file of vCards, which is replaced whole. Others may write it meanwhile
//! (a command line, another phone), so that it is read anew before it is changed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use thiserror::Error;
use whole_file::{ReplaceError, Rights, replace};

use crate::book::Book;
use crate::contact::Contact;
use crate::import::Import;
use crate::text::{Read, read_any};
use crate::vcard::write_vcards;

/// Longest file that is read: ten thousand contacts without pictures are 3 MB.
const MAX_FILE: u64 = 64 << 20;

/// All books of a phone, with their files.
#[derive(Debug)]
pub struct Store {
    own: Shelf,
    others: Vec<Shelf>,
}

/// A file with what was read of it.
#[derive(Debug, Default)]
struct Shelf {
    /// Empty: nothing keeps it.
    path: PathBuf,
    /// When it was changed and how long it is; nothing when it is not there.
    stamp: Option<(SystemTime, u64)>,
    contacts: Vec<Contact>,
    /// It is there, and could not be read, for this reason.
    unread: Option<String>,
}

/// A file of a book, and what came of reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookFile {
    /// Where it is.
    pub path: PathBuf,
    /// How many contacts it has, or why they are not there.
    pub contacts: Result<usize, String>,
}

/// Why a book cannot be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// It cannot be read.
    #[error("the contacts in {path} cannot be read: {source}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It cannot be written.
    #[error("the contacts cannot be kept in {path}: {source}")]
    Unwritable {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: ReplaceError,
    },
    /// There is nothing in a file to import.
    #[error("there are no contacts in {path}; vCard (.vcf) and CSV files are read")]
    Nothing {
        /// Which file.
        path: PathBuf,
    },
}

impl Store {
    /// The own book in this file, which need not be there yet, and these further books. Nothing
    /// is read before [`Store::refresh`].
    pub fn new(own: impl Into<PathBuf>, others: impl IntoIterator<Item = PathBuf>) -> Self {
        let shelf = |path| Shelf {
            path,
            ..Shelf::default()
        };
        Self {
            own: shelf(own.into()),
            others: others.into_iter().map(shelf).collect(),
        }
    }

    /// An own book that no file keeps, with these contacts.
    pub fn without_file(contacts: Vec<Contact>) -> Self {
        let mut store = Self::new(PathBuf::new(), []);
        store.own.contacts = contacts.into_iter().map(Contact::with_uid).collect();
        store
    }

    /// Reads the files that have changed; whether any had, and what could not be read.
    pub fn refresh(&mut self) -> (bool, Vec<StoreError>) {
        let mut changed = false;
        let mut errors = Vec::new();
        for shelf in [&mut self.own].into_iter().chain(&mut self.others) {
            match shelf.refresh() {
                Ok(new) => changed |= new,
                Err(error) => errors.push(error),
            }
        }
        (changed, errors)
    }

    /// All contacts, as they were read last.
    pub fn book(&self) -> Book {
        let others = self.others.iter().map(|shelf| {
            let name = shelf.path.file_stem().unwrap_or_default();
            (name.to_string_lossy().into_owned(), shelf.contacts.clone())
        });
        Book::of_all(self.own.contacts.clone(), others.collect())
    }

    /// The files, the own book's first, as they were read last.
    pub fn files(&self) -> Vec<BookFile> {
        let own = [(&self.own, true)].into_iter();
        let shelves = own.chain(self.others.iter().map(|shelf| (shelf, false)));
        let kept = shelves.filter(|(shelf, _)| !shelf.path.as_os_str().is_empty());
        kept.map(|(shelf, is_own)| BookFile {
            path: shelf.path.clone(),
            contacts: match &shelf.unread {
                Some(reason) => Err(reason.clone()),
                // The own book is made when it is needed first.
                None if shelf.stamp.is_none() && !is_own => Err("there is no such file".to_owned()),
                None => Ok(shelf.contacts.len()),
            },
        })
        .collect()
    }

    /// The file of the own book.
    pub fn path(&self) -> &Path {
        &self.own.path
    }

    /// Keeps a contact in place of the one of its uid, or as a new one; gives its uid.
    pub fn put(&mut self, contact: Contact) -> Result<String, StoreError> {
        self.own.refresh()?;
        let contact = contact.with_parts().with_uid();
        let uid = contact.uid.clone();
        let mut contacts = self.own.contacts.clone();
        match contacts.iter_mut().find(|known| known.uid == uid) {
            Some(known) => *known = contact,
            None => contacts.push(contact),
        }
        self.own.write(contacts)?;
        Ok(uid)
    }

    /// Takes the contacts of these uids out of the own book.
    pub fn remove(&mut self, uids: &[String]) -> Result<(), StoreError> {
        self.own.refresh()?;
        let mut contacts = self.own.contacts.clone();
        contacts.retain(|contact| !uids.contains(&contact.uid));
        self.own.write(contacts)
    }

    /// Takes the contacts of a file, vCards or CSV, into the own book.
    ///
    /// A contact of the same uid, or of the same name with no other number, is the same one: it
    /// gets what it had not.
    pub fn import(&mut self, path: &Path) -> Result<Import, StoreError> {
        let bytes = read_file(path).map_err(|source| StoreError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let read = read_any(&bytes);
        if read.contacts.is_empty() {
            return Err(StoreError::Nothing {
                path: path.to_owned(),
            });
        }
        self.take(read)
    }

    /// The same with what was read already.
    pub fn take(&mut self, read: Read) -> Result<Import, StoreError> {
        self.own.refresh()?;
        let mut contacts = self.own.contacts.clone();
        let done = Import::into(&mut contacts, read);
        if done.added + done.completed > 0 {
            self.own.write(contacts)?;
        }
        Ok(done)
    }
}

/// Writes contacts into a new file of vCards, which only the person may read; one that is there
/// is not written over.
pub fn export(path: &Path, contacts: &[Contact]) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // Who knows whom is nobody else's business.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = || {
        let mut file = options.open(path)?;
        file.write_all(write_vcards(contacts).as_bytes())
    };
    write().map_err(|source| StoreError::Unwritable {
        path: path.to_owned(),
        source: ReplaceError::Io(source),
    })
}

impl Shelf {
    fn refresh(&mut self) -> Result<bool, StoreError> {
        if self.path.as_os_str().is_empty() {
            return Ok(false);
        }
        let stamp = self.look();
        if stamp == self.stamp && self.unread.is_none() {
            return Ok(false);
        }
        let bytes = match stamp {
            None => Ok(Vec::new()),
            Some(_) => read_file(&self.path),
        };
        match bytes {
            Ok(bytes) => {
                let read = read_any(&bytes);
                self.contacts = read.contacts.into_iter().map(with_stable_uid).collect();
                self.stamp = stamp;
                self.unread = None;
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let changed = !self.contacts.is_empty();
                *self = Self {
                    path: std::mem::take(&mut self.path),
                    ..Self::default()
                };
                Ok(changed)
            }
            Err(source) => {
                self.unread = Some(source.to_string());
                let path = self.path.clone();
                Err(StoreError::Unreadable { path, source })
            }
        }
    }

    fn look(&self) -> Option<(SystemTime, u64)> {
        let found = fs::metadata(&self.path).ok()?;
        Some((found.modified().ok()?, found.len()))
    }

    fn write(&mut self, contacts: Vec<Contact>) -> Result<(), StoreError> {
        if self.path.as_os_str().is_empty() {
            self.contacts = contacts;
            return Ok(());
        }
        let text = write_vcards(&contacts);
        // Who knows whom is nobody else's business.
        replace(&self.path, text.as_bytes(), Rights::OwnerAlone).map_err(|source| {
            let path = self.path.clone();
            StoreError::Unwritable { path, source }
        })?;
        self.contacts = contacts;
        self.stamp = self.look();
        Ok(())
    }
}

/// A contact of a file that gave it no uid has the same one at each reading.
fn with_stable_uid(mut contact: Contact) -> Contact {
    if contact.uid.is_empty() {
        let number = contact.numbers.first().map(|number| number.number.as_str());
        contact.uid = format!("{} {}", contact.title(), number.unwrap_or_default());
    }
    contact
}

fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    // Opening a pipe would wait for its other end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MAX_FILE + 1)
        .read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MAX_FILE {
        true => Err(io::Error::other(format!(
            "it is longer than {MAX_FILE} bytes"
        ))),
        false => Ok(bytes),
    }
}
