//! The keys that a person chooses in the window: kept in the configuration file.

use std::sync::{Arc, Mutex, PoisonError};

use desk::KeyChoice;
use keymap::{Action, KeyMap};
use tokio::runtime::Handle;
use toml_edit::Array;

use crate::config::kept::{Draft, Kept};

/// Keeps the keys of a phone in a window.
pub(crate) struct WindowKeys {
    file: Option<Kept>,
    runtime: Handle,
    /// The newest: several writings may wait for each other, and the last one counts.
    newest: Arc<Mutex<KeyMap>>,
}

impl WindowKeys {
    /// Kept in this file, if any.
    pub(crate) fn new(file: Option<Kept>, runtime: Handle) -> Self {
        Self {
            file,
            runtime,
            newest: Arc::default(),
        }
    }
}

impl KeyChoice for WindowKeys {
    fn keep(&self, keys: &KeyMap) {
        let Some(file) = self.file.clone() else {
            return;
        };
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = keys.clone();
        let newest = Arc::clone(&self.newest);
        self.runtime.spawn_blocking(move || {
            let kept = file.change(|draft| {
                let keys = newest.lock().unwrap_or_else(PoisonError::into_inner);
                write(draft, &keys);
            });
            if let Err(error) = kept {
                tracing::warn!(%error, "the keys cannot be kept for the next start");
            }
        });
    }
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
