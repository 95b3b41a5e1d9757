//! Settings that change while the phone is in a window.

use super::{Settings, SettingsError};
use crate::config::ConfigFile;

impl Settings {
    /// The same with another file, for a phone in a window.
    pub(crate) fn again(&self, file: &ConfigFile) -> Result<Self, SettingsError> {
        let given = self.given.as_ref();
        let typed = given.typed.as_ref();
        let mut servers = given.servers.clone();
        if servers.is_empty() && file.server.is_empty() {
            servers.extend(typed.map(|(server, _)| server.clone()));
        }
        let own_device = || match typed {
            Some((_, device)) if file.server.is_empty() => device.clone(),
            _ => crate::commands::own_device(),
        };
        let options = given.options.clone();
        let mut settings = Self::merge(options, servers, file, own_device)?.in_window();
        settings.given = self.given.clone();
        settings.file.clone_from(&self.file);
        settings.station.seed = self.station.seed;
        settings.station.volumes = self.station.volumes;
        if self.keeps_call_log {
            settings.keep_call_log();
        }
        Ok(settings)
    }

    /// Whether a phone of these settings has to begin anew to be one of those.
    pub(crate) fn needs_another_phone(&self, other: &Self) -> bool {
        let mut same = other.clone();
        same.enhancing = self.enhancing.clone();
        same.modes = self.modes.clone();
        // The phone is told of these, or the window.
        same.keys = self.keys.clone();
        same.hot_keys = self.hot_keys.clone();
        same.dialling = self.dialling.clone();
        same.contacts = self.contacts.clone();
        same.desktop = self.desktop;
        same.look = self.look;
        same.headset_buttons = self.headset_buttons;
        same.tuning = self.tuning.clone();
        same.station.preferences = self.station.preferences.clone();
        // What is spoken before a recording is prepared at the phone's start.
        if self.record_calls.is_none() {
            same.language = self.language;
            same.station.language = self.station.language;
        }
        *self != same
    }
}
