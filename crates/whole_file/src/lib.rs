//! Files that are replaced whole: whoever reads one sees what was before or what is now, never
//! half of it, whatever happens to the program or the machine meanwhile.
//!
//! It is written beside, under a hidden name, goes to the disk, and only then takes the place of
//! the other. Who may change a file at the same time is for the caller to say.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use thiserror::Error;

/// Two threads that replace one file do not write into each other's.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Who may read and write the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// Its owner alone, whoever could before: it says who knows whom, or who called whom.
    OwnerAlone,
    /// Those of the file that is replaced; a new one has what is usual for the person.
    AsBefore,
}

/// Why a file was not replaced. It is as it was.
#[derive(Debug, Error)]
pub enum ReplaceError {
    /// A folder, a pipe or a device has its name.
    #[error("it is no file")]
    NoFile,
    /// The folder that it is to be in is not there.
    #[error("the folder {folder} cannot be made: {source}")]
    NoFolder {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file may be writable; a new one beside it is not.
    #[error("in the folder {folder} you need the right to make files: {source}")]
    ClosedFolder {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// What the system says of all else: a full disk, a device that is gone.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Puts these bytes in the place of the file, which need not be there yet, nor its folder. What a
/// link leads to is replaced, and the link stays.
///
/// # Errors
/// Something that is no file is there, or the system refuses; then nothing has changed.
pub fn replace(path: &Path, bytes: &[u8], rights: Rights) -> Result<(), ReplaceError> {
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(path).ok();
    if before.as_ref().is_some_and(|before| !before.is_file()) {
        return Err(ReplaceError::NoFile);
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|source| ReplaceError::NoFolder {
        folder: folder.to_owned(),
        source,
    })?;
    let beside = beside(path);
    let file = create(&beside, rights).map_err(|source| match source.kind() {
        io::ErrorKind::PermissionDenied => ReplaceError::ClosedFolder {
            folder: folder.to_owned(),
            source,
        },
        _ => ReplaceError::Io(source),
    })?;
    let kept = before.filter(|_| rights == Rights::AsBefore);
    let replaced = kept
        .map_or(Ok(()), |kept| file.set_permissions(kept.permissions()))
        .and_then(|()| fill(file, bytes))
        .and_then(|()| fs::rename(&beside, path));
    if replaced.is_err() {
        // Where it cannot be removed either, what went wrong first is what counts.
        let _gone = fs::remove_file(&beside);
    }
    Ok(replaced?)
}

/// A hidden name in the same folder: only there a file can take another's place at once.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (program, number) = (std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    path.with_file_name(format!(".{name}.{program}-{number}.new"))
}

fn create(path: &Path, rights: Rights) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if rights == Rights::OwnerAlone {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    options.open(path)
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    // Else a machine that loses its power could have the new name with nothing behind it.
    file.sync_all()
}
