//! The seam to the address book.

use std::path::PathBuf;
use std::sync::Arc;

use contacts::{Book, Contact};

/// The address book of a phone. What is asked of it is done later; [`Contacts::news`] tells.
pub trait Contacts {
    /// The contacts as they are now. Files that others changed meanwhile are read soon after.
    fn book(&self) -> Arc<Book>;

    /// Keep this contact in the own book, in place of the one with its uid if there is one.
    fn put(&self, contact: Contact);

    /// Take the contacts of these uids out of the own book.
    fn remove(&self, uids: Vec<String>);

    /// Take the contacts of a file, vCards or CSV, into the own book. The file is named as a
    /// person types it.
    fn import(&self, file: PathBuf);

    /// A file that contacts may be written into, to begin with.
    fn export_path(&self) -> String;

    /// Write these contacts as vCards into a new file, named as a person types it.
    fn export(&self, path: &str, contacts: Vec<Contact>);

    /// What came of what was asked last; nothing while it is under way.
    fn news(&self) -> Option<BookNews>;
}

/// What happened in the address book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookNews {
    /// A file was taken in.
    Imported(contacts::Import),
    /// Contacts were written into this file.
    Exported(String),
    /// That did not work, for this reason.
    Failed(String),
}
