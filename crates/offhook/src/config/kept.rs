//! Keeps single settings in the configuration file, for the next start.
//!
//! What else the file says stays as it is written: order, comments, and what stands on the line
//! of a value. The file is replaced as a whole, so nobody ever reads half of it, and what the next
//! start would refuse is not written.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use thiserror::Error;
use toml_edit::TomlError;
use whole_file::{ReplaceError, Rights, replace};

use super::draft::changed;
use super::sift::slip;

pub(crate) use super::draft::Draft;

/// How long another program may hold the file; a write takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// From one look at a file that is held to the next.
const LOOK: Duration = Duration::from_millis(10);

/// One at a time in this program; the lock of the file is for other programs.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// How often this program has changed a file of settings.
static CHANGES: AtomicU64 = AtomicU64::new(0);

/// The configuration file as a place where settings are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    path: PathBuf,
}

/// Why a setting was not kept. The file is as it was.
#[derive(Debug, Error)]
pub(crate) enum KeptError {
    /// The file cannot be read.
    #[error("the configuration file {path} cannot be read: {source}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("the configuration file {path} cannot be written: {source}")]
    Unwritable {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: ReplaceError,
    },
    /// Another program is writing it all the time.
    #[error("another program holds the configuration file {path}")]
    Held {
        /// Which file.
        path: PathBuf,
    },
    /// What stands in it is no TOML; somebody is writing it by hand, perhaps.
    #[error("the configuration file {path} is wrong:\n{source}")]
    Broken {
        /// Which file.
        path: PathBuf,
        /// Line and reason.
        source: Box<TomlError>,
    },
    /// With the change, the next start would refuse the file.
    #[error("that cannot be kept in the configuration file {path}: {reason}")]
    Refused {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

impl Kept {
    /// The file of this path, which need not be there yet.
    pub(crate) fn open(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes several changes at once.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Draft)) -> Result<(), KeptError> {
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        // What a link leads to is changed, and the link stays.
        let path = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        if let Some(folder) = path.parent() {
            // For the lock. Where that fails, the replacing says what is wrong.
            let _made = fs::create_dir_all(folder);
        }
        let _lock = self.lock(&path)?;
        let before = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            text => text.map_err(|source| {
                let path = self.path.clone();
                KeptError::Unreadable { path, source }
            })?,
        };
        let text = changed(&before, change).map_err(|source| KeptError::Broken {
            path: self.path.clone(),
            source: Box::new(source),
        })?;
        if text == before {
            return Ok(());
        }
        // One that is wrong already is not made worse by what is kept.
        if let Some(found) = slip(&text)
            && slip(&before).is_none()
        {
            return Err(KeptError::Refused {
                path: self.path.clone(),
                reason: found.to_string(),
            });
        }
        replace(&path, text.as_bytes(), Rights::AsBefore).map_err(|source| {
            let path = self.path.clone();
            KeptError::Unwritable { path, source }
        })?;
        CHANGES.fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// How often this program has changed such a file: whoever has read it knows by it whether to
    /// read it again.
    pub(crate) fn changes() -> u64 {
        CHANGES.load(Ordering::Acquire)
    }

    /// Held while the file is read and replaced. A file of its own: the other one is replaced.
    fn lock(&self, path: &Path) -> Result<Option<File>, KeptError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = path.with_file_name(format!(".{name}.lock"));
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(beside);
        // Where no lock can be made there is none: the replacing itself says what is wrong.
        let Ok(file) = file else { return Ok(None) };
        let until = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(file)),
                Err(fs::TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(LOOK),
                Err(fs::TryLockError::WouldBlock) => {
                    return Err(KeptError::Held {
                        path: self.path.clone(),
                    });
                }
                Err(fs::TryLockError::Error(_)) => return Ok(None),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;
    use std::sync::atomic::AtomicU32;
    use toml_edit::Value;

    /// A folder of its own for each test, which goes with it.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            static NEXT: AtomicU32 = AtomicU32::new(0);
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let name = format!("offhook-kept-{}-{number}", std::process::id());
            let folder = std::env::temp_dir().join(name);
            fs::create_dir_all(&folder).expect("a folder");
            Self(folder)
        }

        fn file(&self, text: &str) -> Kept {
            let path = self.0.join("config.toml");
            fs::write(&path, text).expect("written");
            Kept::open(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _gone = fs::remove_dir_all(&self.0);
        }
    }

    fn text(kept: &Kept) -> String {
        fs::read_to_string(kept.path()).expect("it is there")
    }

    fn set(kept: &Kept, key: &str, value: impl Into<Value>) -> Result<(), KeptError> {
        kept.change(|draft| draft.set(key, value))
    }

    fn remove(kept: &Kept, key: &str) -> Result<(), KeptError> {
        kept.change(|draft| draft.remove(key))
    }

    #[test]
    fn order_and_comments_stay_and_only_the_value_changes() {
        let folder = Folder::new();
        let kept = folder.file(
            "# mine\nregion = \"europe\"  # where I live\ndevice = \"SEP0\"\n\n[headset] # the good one\nvolume = 40 # soft\ninput = \"jabra\"\n",
        );
        kept.change(|draft| {
            draft.set("region", "north-america");
            draft.set("headset.volume", 50);
            draft.set("ringer.volume", 10);
            draft.set("low_bandwidth", true);
            draft.remove("device");
        })
        .expect("it is kept");
        assert_eq!(
            text(&kept),
            "# mine\nregion = \"north-america\"  # where I live\nlow_bandwidth = true\n\n[headset] # the good one\nvolume = 50 # soft\ninput = \"jabra\"\n\n[ringer]\nvolume = 10\n"
        );
    }

    #[test]
    fn a_file_that_is_not_there_is_made_with_its_folder() {
        let folder = Folder::new();
        let kept = Kept::open(folder.0.join("a/b/config.toml"));
        set(&kept, "headset.volume", 7).expect("it is kept");
        assert_eq!(text(&kept), "[headset]\nvolume = 7\n");
        remove(&kept, "headset.volume").expect("it is kept");
        remove(&kept, "ringer.volume").expect("there is none");
        assert!(!text(&kept).contains("volume"));
    }

    #[test]
    fn what_is_kept_comes_below_a_file_of_comments() {
        let folder = Folder::new();
        let kept = folder.file("# all as usual\n# region = \"europe\"");
        set(&kept, "region", "europe").expect("it is kept");
        assert_eq!(
            text(&kept),
            "# all as usual\n# region = \"europe\"\nregion = \"europe\"\n"
        );
    }

    #[test]
    fn whoever_has_read_the_file_hears_of_a_change() {
        let folder = Folder::new();
        let kept = folder.file("region = \"europe\"\n");
        let before = Kept::changes();
        kept.change(|draft| draft.set("region", "europe"))
            .expect("it is kept");
        kept.change(|draft| draft.set("region", "north-america"))
            .expect("it is kept");
        assert!(Kept::changes() > before);
    }

    #[test]
    fn what_the_next_start_would_refuse_is_not_written() {
        let folder = Folder::new();
        let kept = folder.file("region = \"europe\"\n");
        let error = set(&kept, "headset.volume", 101).expect_err("too loud");
        assert!(error.to_string().contains("101"), "{error}");
        let error = set(&kept, "no_such_key", 1).expect_err("no key");
        assert!(error.to_string().contains("no_such_key"), "{error}");
        assert_eq!(text(&kept), "region = \"europe\"\n");
    }

    #[test]
    fn a_file_that_is_no_toml_is_left_alone() {
        let folder = Folder::new();
        let kept = folder.file("region = \n");
        let error = set(&kept, "headset.volume", 1).expect_err("broken");
        assert!(error.to_string().contains("line 1"), "{error}");
        assert_eq!(text(&kept), "region = \n");
    }

    #[test]
    fn two_writers_at_once_lose_nothing() {
        let folder = Folder::new();
        let kept = folder.file("");
        thread::scope(|scope| {
            for (mode, kept) in [("headset", &kept), ("handset", &kept), ("speaker", &kept)] {
                scope.spawn(move || {
                    for volume in 0..10 {
                        let key = format!("{mode}.volume");
                        set(kept, &key, volume).expect("it is kept");
                    }
                });
            }
        });
        let file = ConfigFile::parse(&text(&kept)).expect("it is right");
        for table in [file.headset, file.handset, file.speaker] {
            assert_eq!(table.volume, Some(9));
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_rights_of_the_file_and_a_link_to_it_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = Folder::new();
        let kept = folder.file("region = \"europe\"\n");
        fs::set_permissions(kept.path(), fs::Permissions::from_mode(0o600)).expect("its owner");
        let link = folder.0.join("link.toml");
        symlink(kept.path(), &link).expect("a link");
        let by_link = Kept::open(&link);
        set(&by_link, "low_bandwidth", true).expect("it is kept");
        assert!(text(&kept).contains("low_bandwidth"));
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        let mode = fs::metadata(kept.path())
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        let left = fs::read_dir(&folder.0).expect("there").count();
        assert_eq!(left, 3, "file, link and lock");
    }
}
