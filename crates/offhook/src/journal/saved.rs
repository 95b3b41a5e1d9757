//! Entries of a journal in a file, and where such files go.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use softphone::journal::{JournalEntry, JournalNews, capture_of};

use super::JournalReader;
use crate::documents;

/// The entries as a capture; `discreet`: without anything that tells who was called. All
/// entries that are kept are given, since messages are read in their order; `wanted` chooses.
pub(crate) fn capture(
    entries: &[JournalEntry],
    wanted: impl Fn(u64) -> bool,
    discreet: bool,
) -> Vec<u8> {
    let mut reader = JournalReader::default();
    let mut masked = HashMap::new();
    if discreet {
        for entry in entries {
            if let Some(message) = reader.message(entry) {
                masked.insert(entry.number, lab::discreet_frame(&message));
            }
        }
    }
    let chosen: Vec<JournalEntry> = entries
        .iter()
        .filter(|entry| wanted(entry.number))
        .filter_map(|entry| {
            let mut entry = entry.clone();
            if let JournalNews::Frame { frame, .. } = &mut entry.news
                && discreet
            {
                *frame = Arc::from(masked.remove(&entry.number)?);
            }
            Some(entry)
        })
        .collect();
    capture_of(&chosen)
}

/// Writes a file into the person's documents, whole or not at all; only they may read it.
/// A name that is taken gets a number.
pub(crate) fn write_document(stem: &str, ending: &str, content: &[u8]) -> io::Result<PathBuf> {
    let folder = documents::folder()
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "there is no folder for it"))?;
    write_into(&folder, stem, ending, content).map_err(|error| {
        let words = format!("{}: {error}", folder.display());
        io::Error::new(error.kind(), words)
    })
}

/// The same into this folder.
pub(crate) fn write_into(
    folder: &Path,
    stem: &str,
    ending: &str,
    content: &[u8],
) -> io::Result<PathBuf> {
    use std::io::Write as _;
    /// Nobody saves more often within a second.
    const TRIES: u32 = 1000;
    std::fs::create_dir_all(folder)?;
    for count in 0..TRIES {
        let name = match count {
            0 => format!("{stem}.{ending}"),
            _ => format!("{stem}-{count}.{ending}"),
        };
        let path = folder.join(name);
        let mut file = match private().create_new(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        };
        if let Err(error) = file.write_all(content) {
            // A part of it is of no use.
            let _gone = std::fs::remove_file(&path);
            return Err(error);
        }
        return Ok(path);
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// Writes this very file, in place of what is there; only the person may read it.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    use std::io::Write as _;
    let mut file = private().create(true).truncate(true).open(path)?;
    file.write_all(content)
}

/// For files that hold what is nobody else's business.
fn private() -> std::fs::OpenOptions {
    let mut options = std::fs::OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The name of a file made now: `offhook-20261122-192503`.
#[cfg(feature = "window")]
pub(crate) fn stem(now: chrono::DateTime<chrono::Local>) -> String {
    now.format("offhook-%Y%m%d-%H%M%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let folder = std::env::temp_dir().join(format!("offhook-saved-{}", std::process::id()));
        let first =
            write_into(&folder, "a", "txt", b"one").expect("temporary files can be written");
        let second =
            write_into(&folder, "a", "txt", b"two").expect("temporary files can be written");
        assert_eq!(std::fs::read(&first).expect("it is there"), b"one");
        assert_eq!(std::fs::read(&second).expect("it is there"), b"two");
        assert!(second.ends_with("a-1.txt"), "{}", second.display());
        std::fs::remove_dir_all(&folder).expect("it is there");
    }
}
