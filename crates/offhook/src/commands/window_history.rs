//! The call lists for the window, and writing them into a file.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use desk::{Exported, History};
use softphone::{CallLog, PhoneHandle, civil_from_days};
use tokio::runtime::Handle;

use crate::commands::window_sound::Wake;
use crate::documents;

/// The call lists of a phone in a window.
pub(crate) struct WindowHistory {
    handle: PhoneHandle,
    runtime: Handle,
    exported: Arc<Mutex<Option<Exported>>>,
    wake: Mutex<Option<Wake>>,
}

impl WindowHistory {
    /// Those of this phone.
    pub(crate) fn new(handle: PhoneHandle, runtime: Handle) -> Self {
        Self {
            handle,
            runtime,
            exported: Arc::default(),
            wake: Mutex::default(),
        }
    }

    /// The window is woken by this when the lists change.
    pub(crate) fn wake_by(&self, wake: Wake) {
        *lock(&self.wake) = Some(Arc::clone(&wake));
        let mut logs = self.handle.call_logs();
        self.runtime.spawn(async move {
            while logs.changed().await.is_ok() {
                wake();
            }
        });
    }
}

impl History for WindowHistory {
    fn calls(&self) -> Arc<CallLog> {
        self.handle.call_log()
    }

    fn export_path(&self) -> String {
        documents::free_file(&format!("calls-{}", today()), "csv")
    }

    fn export(&self, path: &str, lines: Vec<Vec<String>>) {
        *lock(&self.exported) = None;
        let path = documents::typed(path);
        let exported = Arc::clone(&self.exported);
        let wake = lock(&self.wake).clone();
        self.runtime.spawn_blocking(move || {
            let told = path.display().to_string();
            let done = match write(&path, &lines) {
                Ok(()) => Exported::Written(told),
                Err(error) => Exported::Failed(format!("{told}: {error}")),
            };
            *lock(&exported) = Some(done);
            if let Some(wake) = wake {
                wake();
            }
        });
    }

    fn exported(&self) -> Option<Exported> {
        lock(&self.exported).clone()
    }
}

/// What waits is whole whatever happened to a thread that held it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a new file; one that is there is not written over.
fn write(path: &Path, lines: &[Vec<String>]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    // Without this mark, spreadsheets take letters beyond ASCII for others.
    if !lines.iter().flatten().all(|value| value.is_ascii()) {
        file.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut values = csv::Writer::from_writer(file);
    for line in lines {
        values.write_record(line.iter().map(|value| harmless(value)))?;
    }
    values.flush()
}

/// A name comes from whoever called: a spreadsheet shall not take it for a formula.
fn harmless(value: &str) -> String {
    match value.starts_with(['=', '@', '\t']) {
        true => format!("'{value}"),
        false => value.to_owned(),
    }
}

fn today() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let days = now.map_or(0, |now| now.as_secs() / 86_400);
    let (year, month, day) = civil_from_days(i64::try_from(days).unwrap_or_default());
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn names_beyond_ascii_are_read_right_by_spreadsheets() {
        let path = std::env::temp_dir().join(format!("offhook-umlauts-{}.csv", std::process::id()));
        let lines = [vec!["Jörg".to_owned()]];
        write(&path, &lines).expect("it can be written");
        let bytes = fs::read(&path).expect("it was written");
        fs::remove_file(&path).expect("it was written");
        assert_eq!(bytes, b"\xEF\xBB\xBFJ\xC3\xB6rg\n");
    }

    #[test]
    fn values_are_quoted_and_no_file_is_written_over() {
        let path = std::env::temp_dir().join(format!("offhook-export-{}.csv", std::process::id()));
        let lines = [
            vec!["Name".to_owned(), "Number".to_owned()],
            vec!["=1+1, \"Bob\"".to_owned(), "+49 30 1".to_owned()],
        ];
        write(&path, &lines).expect("it can be written");
        let text = fs::read_to_string(&path).expect("it was written");
        let again = write(&path, &lines);
        fs::remove_file(&path).expect("it was written");
        assert_eq!(text, "Name,Number\n\"'=1+1, \"\"Bob\"\"\",+49 30 1\n");
        assert!(again.is_err());
    }
}
