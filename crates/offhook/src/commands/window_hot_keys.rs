//! The keys that work while another program has the keyboard, for a phone in a window.

use std::sync::{Arc, Mutex, PoisonError};

use desk::{HotKeyChoice, HotKeyState};
use keymap::{Action, HOT_ACTIONS, HotKeys};
use softphone::PhoneHandle;
use tokio::runtime::Handle;

use crate::config::kept::{Draft, Kept};
use crate::hot_keys::GlobalKeys;

/// Chosen, kept in the file, and working.
pub(crate) struct WindowHotKeys {
    chosen: Arc<Mutex<HotKeys>>,
    global: GlobalKeys,
    file: Option<Kept>,
    runtime: Handle,
}

impl WindowHotKeys {
    /// Those at the start; they work once the window has been drawn.
    pub(crate) fn new(
        chosen: HotKeys,
        phone: PhoneHandle,
        file: Option<Kept>,
        runtime: Handle,
    ) -> Self {
        let pressed = move |action: Action| {
            if let Some(intent) = action.intent(&phone.screen()) {
                phone.send(intent);
            }
        };
        Self {
            chosen: Arc::new(Mutex::new(chosen)),
            global: GlobalKeys::new(Arc::new(pressed)),
            file,
            runtime,
        }
    }

    /// The window has been drawn: let them work.
    pub(crate) fn begin(&self, wake: Arc<dyn Fn() + Send + Sync>) {
        self.global.wake_by(wake);
        self.global.set(self.chosen());
    }
}

impl WindowHotKeys {
    /// The file says so from now on.
    pub(crate) fn set(&self, keys: &HotKeys) {
        let mut chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        if *chosen != *keys {
            chosen.clone_from(keys);
            self.global.set(keys.clone());
        }
    }
}

impl HotKeyChoice for WindowHotKeys {
    fn chosen(&self) -> HotKeys {
        self.chosen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn choose(&self, keys: HotKeys) {
        *self.chosen.lock().unwrap_or_else(PoisonError::into_inner) = keys.clone();
        self.global.set(keys);
        let Some(file) = self.file.clone() else {
            return;
        };
        let chosen = Arc::clone(&self.chosen);
        self.runtime.spawn_blocking(move || {
            let kept = file.change(|draft| {
                write(
                    draft,
                    &chosen.lock().unwrap_or_else(PoisonError::into_inner),
                );
            });
            if let Err(error) = kept {
                tracing::warn!(%error, "the keys for everywhere cannot be kept for the next start");
            }
        });
    }

    fn state(&self) -> HotKeyState {
        self.global.state()
    }
}

fn write(draft: &mut Draft, keys: &HotKeys) {
    for action in HOT_ACTIONS {
        let chord = keys.chord(action).map(|chord| chord.to_string());
        draft.set_or_remove(&format!("hot_keys.{action}"), chord);
    }
}
