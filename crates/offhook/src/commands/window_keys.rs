//! The keys that a person chooses in the window: kept in the configuration file.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::KeyChoice;
use keymap::{Action, KeyMap};
use numbers::Letters;
use tokio::runtime::Handle;
use toml_edit::Array;

use crate::config::kept::{Draft, Kept};
use crate::key_table::KeyTable;

/// Keeps the keys of a phone in a window.
pub(crate) struct WindowKeys {
    file: Option<Kept>,
    runtime: Handle,
    /// The newest: several writings may wait for each other, and the last one counts.
    newest: Arc<Mutex<KeyMap>>,
    elsewhere: Mutex<Elsewhere>,
}

/// What was not chosen in the list of keys.
#[derive(Debug, Default)]
struct Elsewhere {
    /// What letters do.
    letters: Letters,
    /// Keys that the window has not seen yet.
    keys: Option<KeyMap>,
}

impl WindowKeys {
    /// These at the start, kept in this file, if any.
    pub(crate) fn new(table: KeyTable, file: Option<Kept>, runtime: Handle) -> Self {
        Self {
            file,
            runtime,
            newest: Arc::new(Mutex::new(table.map)),
            elsewhere: Mutex::new(Elsewhere {
                letters: table.letters,
                keys: None,
            }),
        }
    }

    /// The file says so from now on.
    pub(crate) fn set(&self, table: &KeyTable) {
        let mut newest = locked(&self.newest);
        let mut elsewhere = locked(&self.elsewhere);
        elsewhere.letters = table.letters;
        if *newest != table.map {
            newest.clone_from(&table.map);
            elsewhere.keys = Some(table.map.clone());
        }
    }
}

impl KeyChoice for WindowKeys {
    fn changed(&self) -> Option<KeyMap> {
        locked(&self.elsewhere).keys.take()
    }

    fn letters(&self) -> Letters {
        locked(&self.elsewhere).letters
    }

    fn keep(&self, keys: &KeyMap) {
        locked(&self.newest).clone_from(keys);
        let Some(file) = self.file.clone() else {
            return;
        };
        let newest = Arc::clone(&self.newest);
        self.runtime.spawn_blocking(move || {
            let kept = file.change(|draft| {
                let keys = locked(&newest);
                write(draft, &keys);
            });
            if let Err(error) = kept {
                tracing::warn!(%error, "the keys cannot be kept for the next start");
            }
        });
    }
}

fn locked<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is not as at the start goes into the file; the rest is taken out.
fn write(draft: &mut Draft, keys: &KeyMap) {
    for action in Action::all() {
        let own = keys.is_changed(action).then(|| {
            let chords = keys.chords(action).iter();
            chords.map(ToString::to_string).collect::<Array>()
        });
        draft.set_or_remove(&format!("keys.{action}"), own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    #[test]
    fn keys_of_a_changed_file_are_handed_to_the_window_once() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let table = |text: &str| toml::from_str::<KeyTable>(text).expect("right");
        let keys = WindowKeys::new(KeyTable::default(), None, runtime.handle().clone());
        assert_eq!(keys.letters(), Letters::Digits);
        keys.set(&table("mute = \"F9\"\nletters = \"name\""));
        assert_eq!(keys.letters(), Letters::Name);
        let changed = keys.changed().expect("they are new");
        assert_eq!(
            changed.action("F9".parse().expect("a key")),
            Some(Action::Mute)
        );
        assert_eq!(keys.changed(), None);
        keys.set(&table("mute = \"F9\""));
        assert_eq!(keys.changed(), None, "the keys are the same");
    }

    #[test]
    fn the_next_start_has_the_keys_that_were_chosen() {
        let folder = std::env::temp_dir().join(format!("offhook-keys-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("config.toml");
        let before =
            "device = \"SEP1\" # mine\n\n[keys]\nredial = \"F7\"\nhook = \"F8\" # by hand\n";
        std::fs::write(&path, before).expect("a file");

        let mut keys = ConfigFile::load(Some(&path)).expect("right").keys.map;
        let chord = |text: &str| text.parse().expect("a chord");
        keys.reset(Action::Redial);
        keys.set(Action::Mute, vec![chord("Ctrl+M"), chord("F9")]);
        let file = Kept::open(&path);
        file.change(|draft| write(draft, &keys)).expect("kept");

        let text = std::fs::read_to_string(&path).expect("a file");
        let read = ConfigFile::load(Some(&path)).expect("right").keys.map;
        std::fs::remove_dir_all(&folder).expect("gone");
        assert_eq!(read, keys);
        assert!(
            text.contains("# mine") && text.contains("# by hand"),
            "{text}"
        );
        assert!(
            text.contains("messages = []") && !text.contains("redial"),
            "{text}"
        );
    }
}
