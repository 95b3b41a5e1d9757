//! A configuration file that is wrong, for a phone in a window: it is put aside, what of it is
//! right stays, and the phone starts with that.
//!
//! A command without a window reports the error and ends, which is what scripts want.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use whole_file::{Rights, replace};

use super::sift::{Slip, sift, slip};
use super::{ConfigError, ConfigFile};

/// So many files are put aside before nothing is any more.
const MOST: u32 = 1000;

/// What was wrong with the file, and where it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The file.
    pub(crate) path: PathBuf,
    /// Where it was put; nothing when that failed, and it stays where it was.
    pub(crate) aside: Option<PathBuf>,
    /// What is wrong with it, in the order of the file.
    pub(crate) wrong: Vec<Wrong>,
}

/// Something in the file that is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The line, from 1.
    pub(crate) line: usize,
    /// The column in that line, from 1.
    pub(crate) column: usize,
    /// What is wrong with it.
    pub(crate) reason: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, aside, wrong } = self;
        let path = path.display();
        write!(f, "the configuration file {path} is wrong in ")?;
        for (place, wrong) in wrong.iter().enumerate() {
            let between = if place == 0 { "" } else { "; in " };
            let Wrong {
                line,
                column,
                reason,
            } = wrong;
            write!(f, "{between}line {line}, column {column}: {reason}")?;
        }
        write!(f, "; ")?;
        match aside {
            Some(aside) => write!(
                f,
                "it was put aside as {}, and what is right of it is used",
                aside.display()
            ),
            None => write!(f, "what is right of it is used"),
        }
    }
}

impl ConfigFile {
    /// Reads the file as [`ConfigFile::load`] does; one that is wrong is put aside, and what is
    /// right of it is used.
    pub(crate) fn load_or_put_aside(
        given: Option<&Path>,
    ) -> Result<(Self, Option<Broken>), ConfigError> {
        let path = match Self::load(given) {
            Ok(file) => return Ok((file, None)),
            Err(ConfigError::Broken { path, .. } | ConfigError::Unusable { path, .. }) => path,
            Err(error @ ConfigError::Unreadable { .. }) => return Err(error),
        };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(source) => return Err(ConfigError::Unreadable { path, source }),
        };
        let (right, slips) = sift(&text);
        let mut file = Self::parse(&right).unwrap_or_default();
        let aside = put_aside(&path, &text);
        let mended = aside.is_some() && replace(&path, right.as_bytes(), Rights::AsBefore).is_ok();
        // Nothing is written over what a person wrote and that is nowhere else.
        file.path = mended.then(|| path.clone());
        let wrong = slips.into_iter().map(|Slip { at, reason }| {
            let (line, column) = place(&text, at);
            Wrong {
                line,
                column,
                reason,
            }
        });
        let broken = Broken {
            path,
            aside,
            wrong: wrong.collect(),
        };
        Ok((file, Some(broken)))
    }
}

/// Line and reason of the first value that no phone can use, if one is in the text.
pub(super) fn unusable(text: &str) -> Option<(usize, String)> {
    let first = slip(text)?;
    let found = sift(text).1.into_iter().next();
    let Slip { at, reason } = found.unwrap_or(first);
    Some((place(text, at).0, reason))
}

/// Copies what was written beside the file, under a name that is free.
fn put_aside(path: &Path, text: &str) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let mut names = (1..=MOST).map(|n| path.with_file_name(format!("{name}.broken-{n}")));
    let aside = names.find(|aside| !aside.exists())?;
    match fs::write(&aside, text) {
        Ok(()) => {
            if let Ok(before) = fs::metadata(path) {
                let _as_it_was = fs::set_permissions(&aside, before.permissions());
            }
            Some(aside)
        }
        Err(_) => None,
    }
}

/// Line and column, from 1, of a place in bytes.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (line, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::RegionChoice;

    /// Loads this text; gives what is used, what was wrong, and what stands in both files then.
    fn load(name: &str, text: &str) -> (ConfigFile, Broken, String, String) {
        let name = format!("offhook-broken-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("config.toml");
        fs::write(folder.join("config.toml.broken-1"), "older").expect("written");
        fs::write(&path, text).expect("written");
        let (file, broken) = ConfigFile::load_or_put_aside(Some(&path)).expect("it starts");
        let broken = broken.expect("it is wrong");
        assert!(!broken.wrong.is_empty(), "it is said what");
        let aside = broken.aside.clone().expect("it was put aside");
        assert!(aside.ends_with("config.toml.broken-2"));
        let texts = [&path, &aside].map(|path| fs::read_to_string(path).expect("it is there"));
        fs::remove_dir_all(&folder).expect("it was there");
        let [left, aside] = texts;
        (file, broken, left, aside)
    }

    #[test]
    fn a_wrong_key_is_left_out_and_all_else_is_used() {
        let text = "# mine\nregion = \"europe\"\nsever = \"x\"\n[headset]\nvolume = 300\n[ringer]\nvolume = 5 # soft\n";
        let (file, broken, left, aside) = load("key", text);
        assert_eq!(file.region, Some(RegionChoice::Europe));
        assert_eq!((file.ringer.volume, file.headset.volume), (Some(5), None));
        let places = broken.wrong.iter().map(|wrong| (wrong.line, wrong.column));
        assert_eq!(places.collect::<Vec<_>>(), [(3, 1), (5, 10)]);
        assert!(broken.wrong[1].reason.contains("300"), "{broken}");
        assert_eq!(aside, text);
        assert_eq!(
            left,
            "# mine\nregion = \"europe\"\n[ringer]\nvolume = 5 # soft\n"
        );
    }

    #[test]
    fn an_unknown_key_is_said_without_the_list_of_all_keys() {
        let (_, broken, _, _) = load("unknown", "device = \"SEP1\"\nsever = \"x\"\n");
        assert_eq!((broken.wrong[0].line, broken.wrong[0].column), (2, 1));
        assert_eq!(broken.wrong[0].reason, "unknown field `sever`");
    }

    #[test]
    fn of_what_is_no_toml_that_before_the_wrong_line_is_used() {
        let text = "region = \"europe\"\n[headset\nvolume = 7\n";
        let (file, broken, left, aside) = load("toml", text);
        assert_eq!(file.region, Some(RegionChoice::Europe));
        assert_eq!(file.headset.volume, None);
        assert_eq!(broken.wrong[0].line, 2);
        assert!(!broken.wrong[0].reason.is_empty());
        assert_eq!(
            (left.as_str(), aside.as_str()),
            ("region = \"europe\"\n", text)
        );
    }

    #[test]
    fn a_file_that_begins_wrong_leaves_the_defaults() {
        let (file, broken, left, _) = load("all", "= = =");
        assert_eq!(file.region, None);
        assert_eq!(broken.wrong[0].line, 1);
        assert_eq!(left, "");
    }

    #[test]
    fn a_value_that_no_phone_can_use_is_named_by_its_line() {
        let text = "device = \"SEP1\"\n\n  protocol = 99\nlog = \"=\"\n";
        let (file, broken, left, _) = load("value", text);
        let places = broken.wrong.iter().map(|wrong| (wrong.line, wrong.column));
        assert_eq!(places.collect::<Vec<_>>(), [(3, 3), (4, 1)]);
        assert!(broken.wrong[0].reason.contains("99"), "{broken}");
        assert_eq!(file.device.as_deref(), Some("SEP1"));
        assert_eq!(left, "device = \"SEP1\"\n");
    }

    #[test]
    fn a_file_that_is_right_stays_alone() {
        let none = ConfigFile::load_or_put_aside(Some(Path::new("/nonexistent/offhook.toml")));
        assert!(matches!(none, Err(ConfigError::Unreadable { .. })));
    }
}
