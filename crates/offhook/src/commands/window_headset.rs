//! The buttons of USB headsets, for a phone in a window: they control calls as long as that is
//! wanted.

use std::sync::{Mutex, PoisonError};

use softphone::PhoneHandle;
use tokio::runtime::Handle;
use tokio::task::AbortHandle;

use crate::commands::window_desktop::AFTER_THE_WINDOW;
use crate::headset_buttons::follow;

/// Those of a phone in a window.
pub(crate) struct WindowHeadset {
    phone: PhoneHandle,
    runtime: Handle,
    following: Mutex<Option<AbortHandle>>,
}

impl WindowHeadset {
    /// Begins to follow headsets once the window is there, where that is wanted.
    pub(crate) fn start(wanted: Option<bool>, phone: PhoneHandle, runtime: Handle) -> Self {
        let headset = Self {
            phone,
            runtime,
            following: Mutex::default(),
        };
        headset.set(wanted);
        headset
    }

    /// The settings say so from now on; nothing: as usual in a window.
    pub(crate) fn set(&self, wanted: Option<bool>) {
        let wanted = wanted.unwrap_or(true);
        let mut following = self
            .following
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if wanted == following.is_some() {
            return;
        }
        if let Some(following) = following.take() {
            following.abort();
            return;
        }
        let phone = self.phone.clone();
        let task = self.runtime.spawn(async move {
            // The window draws undisturbed.
            tokio::time::sleep(AFTER_THE_WINDOW).await;
            follow(phone, false).await;
        });
        *following = Some(task.abort_handle());
    }

    /// Whether headsets are followed.
    #[cfg(test)]
    pub(crate) fn is_followed(&self) -> bool {
        let following = self.following.lock();
        following.unwrap_or_else(PoisonError::into_inner).is_some()
    }
}
