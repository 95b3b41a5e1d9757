//! Numbers in what is pasted or dropped on the window: texts, files, vCards.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use contacts::read_vcards;
use desk::{FoundNumber, Numbers};
use numbers::{Dialling, MAX_FOUND, Prepared};
use tokio::runtime::Handle;

use crate::dialling_now::DiallingNow;

/// Most bytes of a dropped file that are looked at: a vCard with a picture has them.
const MAX_FILE: u64 = 2 * 1024 * 1024;

/// What was found in a file, or why it cannot be read.
type OfFile = Result<Vec<FoundNumber>, String>;

/// Finds numbers as they are dialled from a phone.
pub(crate) struct WindowNumbers {
    dialling: Arc<DiallingNow>,
    runtime: Handle,
    /// What was found in the newest file.
    found: Arc<Mutex<Option<OfFile>>>,
}

impl WindowNumbers {
    /// Dialled so.
    pub(crate) fn new(dialling: Arc<DiallingNow>, runtime: Handle) -> Self {
        Self {
            dialling,
            runtime,
            found: Arc::default(),
        }
    }
}

impl Numbers for WindowNumbers {
    fn in_text(&self, text: &str) -> Vec<FoundNumber> {
        in_text(&self.dialling.dialling(), text)
    }

    fn look_into(&self, file: &Path, wake: Box<dyn Fn() + Send + Sync>) {
        let (dialling, file) = (self.dialling.dialling(), file.to_owned());
        let found = Arc::clone(&self.found);
        self.runtime.spawn_blocking(move || {
            let read = read(&file).map(|bytes| in_file(&dialling, &bytes));
            let read = read.map_err(|error| error.to_string());
            *found.lock().unwrap_or_else(PoisonError::into_inner) = Some(read);
            wake();
        });
    }

    fn of_file(&self) -> Option<OfFile> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.take()
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn in_text(dialling: &Dialling, text: &str) -> Vec<FoundNumber> {
    let found = dialling.find(text).into_iter();
    found.map(|number| named(number, String::new())).collect()
}

/// A vCard has names beside its numbers; any other file is a text.
fn in_file(dialling: &Dialling, bytes: &[u8]) -> Vec<FoundNumber> {
    let text = String::from_utf8_lossy(bytes);
    if !text.to_ascii_lowercase().contains("begin:vcard") {
        return in_text(dialling, &text);
    }
    let cards = read_vcards(bytes).contacts;
    let numbers = cards.iter().flat_map(|contact| {
        let numbers = contact.numbers.iter();
        numbers.filter_map(|number| {
            let prepared = dialling.prepare(&number.number)?;
            Some(named(prepared, contact.title().to_owned()))
        })
    });
    numbers.take(MAX_FOUND).collect()
}

fn named(prepared: Prepared, name: String) -> FoundNumber {
    FoundNumber {
        number: prepared.number,
        written: prepared.display,
        name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vcard_gives_its_numbers_with_the_name() {
        let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lovelace\r\nTEL;TYPE=work:+44 20 7946 0018\r\n\
                    TEL;TYPE=cell:+44 7700 900123\r\nEND:VCARD\r\n";
        let found = in_file(&Dialling::default(), card.as_bytes());
        let told: Vec<_> = found
            .iter()
            .map(|found| (found.number.as_str(), found.name.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("+442079460018", "Ada Lovelace"),
                ("+447700900123", "Ada Lovelace")
            ]
        );
    }

    #[test]
    fn any_other_file_gives_the_numbers_of_its_text() {
        let text = "Dear all,\ncall me at +49 30 1234-567 or tel:600.\n";
        let found = in_file(&Dialling::default(), text.as_bytes());
        let numbers: Vec<_> = found.iter().map(|found| found.number.as_str()).collect();
        assert_eq!(numbers, ["+49301234567", "600"]);
        assert_eq!(in_file(&Dialling::default(), &[0xff, 0xfe, 0]), []);
    }

    #[test]
    fn a_file_is_looked_into_beside_the_window() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let numbers = WindowNumbers::new(Arc::default(), runtime.handle().clone());
        let (woken, wait) = std::sync::mpsc::channel();
        let wake = move || woken.send(()).expect("somebody waits");
        numbers.look_into(Path::new("/nonexistent/card.vcf"), Box::new(wake));
        wait.recv_timeout(std::time::Duration::from_secs(60))
            .expect("woken");
        assert!(matches!(numbers.of_file(), Some(Err(_))));
        assert_eq!(numbers.of_file(), None);
    }
}
