//! The Settings menu and its first page, the user's preferences.

use super::{Entry, Page};
use crate::Station;

impl Station {
    pub(super) fn settings(&self) -> Vec<Entry> {
        vec![
            self.entry(Page::UserPreferences, ""),
            self.entry(Page::NetworkConfiguration, ""),
            self.entry(Page::DeviceConfiguration, ""),
            self.entry(Page::SecurityConfiguration, ""),
            self.entry(Page::ModelInformation, self.model()),
            self.entry(Page::Status, ""),
        ]
    }

    pub(super) fn user_preferences(&self) -> Vec<Entry> {
        let percent = |volume: u8| format!("{volume} %");
        let ringer = self.audio.volumes.ringer;
        vec![
            self.entry(Page::Rings, self.ring_of(0).to_owned()),
            self.entry(Page::Level(None, ringer), percent(ringer)),
            self.entry(Page::Themes, self.theme_words()),
            self.entry(Page::Volumes, ""),
            self.entry(
                Page::Languages,
                super::preferences::own_name(self.config.language),
            ),
        ]
    }
}
