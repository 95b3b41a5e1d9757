//! The address book of a phone.
//!
//! A [`Book`] is what all books hold together, as a value: it is searched while a person types,
//! and says the name behind a number. [`read_vcards`] and [`read_csv`] read what other programs
//! export; [`Store`] keeps the person's own book in a file and reads further ones. Nothing here
//! knows of calls or windows, and nothing but the store touches files.
//!
//! ```
//! use contacts::{Book, Recent, read_vcards};
//!
//! let cards = "BEGIN:VCARD\nVERSION:4.0\nFN:Zoë Müller\nTEL;TYPE=cell:+49 171 1234567\nEND:VCARD\n";
//! let book = Book::of(read_vcards(cards.as_bytes()).contacts);
//! assert_eq!(book.search("zo mul", &Recent::default(), 5)[0].contact.name, "Zoë Müller");
//! assert_eq!(book.name_of("01711234567"), Some("Zoë Müller"));
//! ```

mod book;
mod contact;
mod csv_file;
mod fold;
mod import;
mod people;
mod recent;
mod search;
mod store;
mod text;
mod vcard;

pub use book::{Book, Entry, Origin};
pub use contact::{Contact, Kind, Number};
pub use csv_file::read_csv;
pub use import::Import;
pub use people::{PastCall, PastCalls, Person, PersonFrom};
pub use recent::{Recent, same_number};
pub use search::{Found, MatchedBy};
pub use store::{BookFile, Store, StoreError, export};
pub use text::{Read, read_any};
pub use vcard::{read_vcards, write_vcards};
