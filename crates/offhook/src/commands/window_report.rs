//! The problem report, for the window that asks for it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::ProblemReport;
use softphone::PhoneHandle;
use tokio::runtime::Handle;

use crate::commands::window_ladder::show_folder;
use crate::problem_report;

/// How the last one went.
type Written = Option<Result<PathBuf, String>>;

/// Writes reports of a running phone.
pub(crate) struct WindowReport {
    handle: PhoneHandle,
    runtime: Handle,
    /// The configuration file.
    settings: Option<PathBuf>,
    written: Arc<Mutex<Written>>,
}

impl WindowReport {
    /// Reports of this phone, with this configuration file.
    pub(crate) fn new(handle: PhoneHandle, runtime: Handle, settings: Option<PathBuf>) -> Self {
        Self {
            handle,
            runtime,
            settings,
            written: Arc::default(),
        }
    }
}

impl ProblemReport for WindowReport {
    fn write(&self) {
        *lock(&self.written) = None;
        let (phone, settings) = (self.handle.clone(), self.settings.clone());
        let written = Arc::clone(&self.written);
        self.runtime.spawn(async move {
            let told = problem_report::write(&phone, settings, None).await;
            *lock(&written) = Some(problem_report::told(told, None));
        });
    }

    fn written(&self) -> Written {
        lock(&self.written).clone()
    }

    fn show_folder(&self, file: &Path) {
        show_folder(file);
    }
}

fn lock(written: &Mutex<Written>) -> MutexGuard<'_, Written> {
    written.lock().unwrap_or_else(PoisonError::into_inner)
}
