//! What of the settings is in force in the window of a running phone: where a change of the file
//! goes that no phone has to begin anew for.

use std::sync::Arc;

use crate::commands::window_contacts::WindowContacts;
use crate::commands::window_desktop::WindowDesktop;
use crate::commands::window_hot_keys::WindowHotKeys;
use crate::commands::window_keys::WindowKeys;
use crate::commands::window_look::LookKeeper;
use crate::dialling_now::DiallingNow;
use crate::settings::Settings;

/// Everyone who takes over new settings while the phone runs.
#[derive(Clone)]
pub(crate) struct InForce {
    pub(crate) dialling: Arc<DiallingNow>,
    pub(crate) contacts: Arc<WindowContacts>,
    pub(crate) keys: Arc<WindowKeys>,
    pub(crate) hot_keys: Arc<WindowHotKeys>,
    pub(crate) desktop: Arc<WindowDesktop>,
    pub(crate) look: Arc<LookKeeper>,
    /// The books are in files; those of the demo are not.
    pub(crate) has_books: bool,
}

impl InForce {
    /// The settings that were are these now. Reads the file of dial rules where the rules have
    /// changed, and asks for new books; never waits for anything else.
    pub(crate) fn take_over(&self, before: &Settings, now: &Settings) {
        let config = now.file.as_deref();
        if before.dialling != now.dialling {
            self.dialling.set(&now.dialling, config);
        }
        if self.has_books && before.contacts != now.contacts {
            self.contacts
                .keep_in(now.contacts.own(config), now.contacts.others(config));
        }
        if before.keys != now.keys {
            self.keys.set(&now.keys);
        }
        if before.hot_keys != now.hot_keys {
            self.hot_keys.set(&now.hot_keys);
        }
        if before.desktop != now.desktop {
            self.desktop.set(now.desktop);
        }
        if before.look != now.look {
            self.look.set(&now.look);
        }
    }
}
