//! The files that numbers and names come from, for the preferences: what came of reading them.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use desk::{Directories, ReadFile};
use tokio::runtime::Handle;

use crate::commands::window_contacts::WindowContacts;
use crate::commands::window_sound::Wake;
use crate::dialling_now::DiallingNow;

/// Those of a phone in a window.
pub(crate) struct WindowDirectories {
    dialling: Arc<DiallingNow>,
    contacts: Arc<WindowContacts>,
    runtime: Handle,
    wake: Mutex<Option<Wake>>,
}

impl WindowDirectories {
    /// Those that are in force.
    pub(crate) fn new(
        dialling: Arc<DiallingNow>,
        contacts: Arc<WindowContacts>,
        runtime: Handle,
    ) -> Self {
        Self {
            dialling,
            contacts,
            runtime,
            wake: Mutex::default(),
        }
    }

    /// The window is woken by this when files have been read.
    pub(crate) fn wake_by(&self, wake: Wake) {
        *self.wake.lock().unwrap_or_else(PoisonError::into_inner) = Some(wake);
    }
}

impl Directories for WindowDirectories {
    fn rules_file(&self) -> Option<ReadFile> {
        let file = self.dialling.rules_file()?;
        Some(read_file(&file.path, file.rules))
    }

    fn books(&self) -> Vec<ReadFile> {
        let files = self.contacts.files().into_iter();
        files
            .map(|file| read_file(&file.path, file.contacts))
            .collect()
    }

    fn reload(&self) {
        self.contacts.look();
        let dialling = Arc::clone(&self.dialling);
        let wake = self.wake.lock().unwrap_or_else(PoisonError::into_inner);
        let wake = wake.clone();
        self.runtime.spawn_blocking(move || {
            dialling.reload();
            if let Some(wake) = wake {
                wake();
            }
        });
    }
}

fn read_file(path: &Path, entries: Result<usize, String>) -> ReadFile {
    ReadFile {
        path: path.display().to_string(),
        entries,
    }
}
