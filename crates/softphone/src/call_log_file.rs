//! Keeps the call lists in a file, from start to start.
//!
//! Writing is done by a thread of its own, so that a slow disk does not stall the phone; of
//! lists that change faster than the disk takes them only the newest are written. The file is
//! replaced whole: whoever reads it never sees half of it. One that cannot be read is kept
//! aside, told of, and begun anew; it never keeps a phone from starting.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use serde::{Deserialize, Serialize};
use station::CallLog;
use thiserror::Error;
use whole_file::{ReplaceError, Rights, replace};

/// The form of the file; another one is not read.
const FORMAT: u32 = 1;

/// Longest file that is read: far more than the lists can fill.
const MAX_FILE: u64 = 1 << 20;

/// What stands in the file.
#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    format: u32,
    calls: CallLog,
}

/// Why a file was not read.
#[derive(Debug, Error)]
enum BrokenFile {
    #[error("it is longer than {MAX_FILE} bytes")]
    TooLong,
    #[error("it is no file")]
    NoFile,
    #[error("it is of form {0}, and this program reads form {FORMAT}")]
    OtherFormat(u32),
    #[error(transparent)]
    NoCallLists(#[from] serde_json::Error),
    #[error(transparent)]
    Unreadable(#[from] io::Error),
}

/// The file of a running phone.
#[derive(Debug)]
pub(crate) struct CallLogFile {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
}

/// Where the lists wait for the disk.
#[derive(Debug, Default)]
struct Desk {
    state: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    newest: Option<Arc<CallLog>>,
    closed: bool,
}

impl CallLogFile {
    /// The lists in the file, empty ones when there is none or it is broken, and the file to
    /// keep them in from now on.
    pub(crate) fn open(path: PathBuf) -> (Self, CallLog) {
        let lists = read(&path).unwrap_or_else(|error| {
            set_aside(&path, &error);
            CallLog::default()
        });
        let desk = Arc::new(Desk::default());
        let writer = Arc::clone(&desk);
        let thread = std::thread::Builder::new()
            .name("call log".to_owned())
            .spawn(move || writer.write_all(&path));
        if let Err(error) = &thread {
            tracing::error!(%error, "the call lists will not be kept");
        }
        let thread = thread.ok();
        (Self { desk, thread }, lists)
    }

    /// Keeps these lists in place of those before; never waits for the disk.
    pub(crate) fn keep(&self, lists: Arc<CallLog>) {
        self.desk.lock().newest = Some(lists);
        self.desk.changed.notify_one();
    }
}

impl Drop for CallLogFile {
    /// Writes what waits.
    fn drop(&mut self) {
        self.desk.lock().closed = true;
        self.desk.changed.notify_one();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the call lists were not kept to the end");
        }
    }
}

impl Desk {
    /// What waits is whole whatever happened to a thread that held it.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the lists whenever they change, until the desk is closed.
    fn write_all(&self, path: &Path) {
        let mut told = false;
        while let Some(lists) = self.next() {
            match write(path, &lists) {
                Ok(()) => told = false,
                Err(error) if told => tracing::debug!(%error, "the call lists cannot be kept"),
                Err(error) => {
                    tracing::warn!(%error, file = %path.display(), "the call lists cannot be kept");
                    told = true;
                }
            }
        }
    }

    fn next(&self) -> Option<Arc<CallLog>> {
        let mut waiting = self.lock();
        loop {
            if let Some(lists) = waiting.newest.take() {
                return Some(lists);
            }
            if waiting.closed {
                return None;
            }
            waiting = self
                .changed
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The call lists that a phone keeps in this file; empty ones where there is none or it is broken,
/// which is told to the log. The file stays as it is.
pub fn call_log_in(path: &Path) -> CallLog {
    read(path).unwrap_or_else(|broken| {
        tracing::warn!(file = %path.display(), "the call lists cannot be read: {broken}");
        CallLog::default()
    })
}

fn read(path: &Path) -> Result<CallLog, BrokenFile> {
    let found = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(CallLog::default()),
        found => found?,
    };
    // Opening a pipe would wait for its other end.
    if !found.is_file() {
        return Err(BrokenFile::NoFile);
    }
    let file = File::open(path)?;
    let mut text = String::new();
    file.take(MAX_FILE + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_FILE {
        return Err(BrokenFile::TooLong);
    }
    let stored: Stored = serde_json::from_str(&text)?;
    if stored.format != FORMAT {
        return Err(BrokenFile::OtherFormat(stored.format));
    }
    Ok(stored.calls)
}

/// Moves a broken file out of the way, so that it is not written over.
fn set_aside(path: &Path, broken: &BrokenFile) {
    if matches!(broken, BrokenFile::NoFile) {
        tracing::warn!(file = %path.display(), "the call lists are not kept there: {broken}");
        return;
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(".broken");
    let aside = PathBuf::from(aside);
    let file = path.display();
    match fs::rename(path, &aside) {
        Ok(()) => {
            let kept_as = aside.display();
            tracing::warn!(%file, %kept_as, "the call lists could not be read and begin anew: {broken}");
        }
        Err(error) => tracing::warn!(%file, %error, "the call lists could not be read: {broken}"),
    }
}

/// Replaces the file by one with these lists.
fn write(path: &Path, lists: &CallLog) -> Result<(), ReplaceError> {
    let stored = Stored {
        format: FORMAT,
        calls: lists.clone(),
    };
    let mut text = serde_json::to_vec_pretty(&stored).map_err(io::Error::from)?;
    text.push(b'\n');
    // Who called whom is nobody else's business.
    replace(path, &text, Rights::OwnerAlone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use station::{CallList, CallLogEntry};

    /// A folder of its own for a test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = format!("offhook-call-log-{name}-{}", std::process::id());
            let folder = std::env::temp_dir().join(folder);
            fs::create_dir_all(&folder).expect("temporary folders can be made");
            Self(folder)
        }

        fn file(&self) -> PathBuf {
            self.0.join("deeper").join("calls.json")
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).expect("it was made here");
        }
    }

    fn lists(numbers: &[&str]) -> CallLog {
        let entries = numbers.iter().map(|number| CallLogEntry {
            list: CallList::Placed,
            name: "Bob \u{1F600}".to_owned(),
            number: (*number).to_owned(),
            via: String::new(),
            line_instance: 1,
            began: Some(1_780_000_000),
            duration_secs: Some(65),
            new: false,
        });
        CallLog {
            entries: entries.collect(),
        }
    }

    #[test]
    fn what_was_kept_last_is_there_at_the_next_start() {
        let folder = Folder::new("kept");
        let (file, empty) = CallLogFile::open(folder.file());
        assert_eq!(empty, CallLog::default());
        for count in 1..=50 {
            file.keep(Arc::new(lists(&vec!["1003"; count])));
        }
        file.keep(Arc::new(lists(&["600", "1003"])));
        drop(file);
        let (_file, kept) = CallLogFile::open(folder.file());
        assert_eq!(kept, lists(&["600", "1003"]));
    }

    #[test]
    fn a_broken_file_is_kept_aside_and_begun_anew() {
        for broken in [
            "{\"format\":1,\"calls\":[{\"li",
            "{\"format\":2,\"calls\":[]}",
            "\u{0}",
        ] {
            let folder = Folder::new("broken");
            fs::create_dir_all(folder.0.join("deeper")).expect("temporary folders can be made");
            fs::write(folder.file(), broken).expect("it can be written");
            let (file, lists_read) = CallLogFile::open(folder.file());
            assert_eq!(lists_read, CallLog::default());
            file.keep(Arc::new(lists(&["600"])));
            drop(file);
            let aside = folder.0.join("deeper").join("calls.json.broken");
            assert_eq!(fs::read_to_string(aside).expect("it was kept"), broken);
            assert_eq!(read(&folder.file()).expect("it is whole"), lists(&["600"]));
        }
    }

    #[test]
    fn a_file_without_end_is_not_read() {
        let folder = Folder::new("long");
        fs::create_dir_all(folder.0.join("deeper")).expect("temporary folders can be made");
        fs::write(folder.file(), " ".repeat(2 << 20)).expect("it can be written");
        assert!(matches!(read(&folder.file()), Err(BrokenFile::TooLong)));
    }

    #[test]
    fn what_is_no_file_stays_as_it_is() {
        let folder = Folder::new("folder");
        fs::create_dir_all(folder.file()).expect("temporary folders can be made");
        let (file, empty) = CallLogFile::open(folder.file());
        assert_eq!(empty, CallLog::default());
        file.keep(Arc::new(lists(&["600"])));
        drop(file);
        assert!(folder.file().is_dir());
    }

    #[test]
    fn a_place_that_cannot_be_written_stops_nothing() {
        let folder = Folder::new("unwritable");
        fs::write(folder.0.join("deeper"), "a file, no folder").expect("it can be written");
        let (file, empty) = CallLogFile::open(folder.file());
        assert_eq!(empty, CallLog::default());
        file.keep(Arc::new(lists(&["600"])));
        drop(file);
        assert!(read(&folder.file()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = Folder::new("private");
        write(&folder.file(), &lists(&["600"])).expect("it can be written");
        let metadata = fs::metadata(folder.file()).expect("it was written");
        assert_eq!(metadata.permissions().mode() & 0o077, 0);
    }
}
