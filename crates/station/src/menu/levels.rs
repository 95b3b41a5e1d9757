//! A page that sets how loud something is: the arrows change it, Save keeps it, Cancel does not.

use super::{Entry, OpenMenu, Page};
use crate::{AudioPath, Preference, Station};

/// How the page is called, in English.
pub(super) const fn title(path: Option<AudioPath>) -> &'static str {
    match path {
        None => "Ringer volume",
        Some(AudioPath::Headset) => "Headset volume",
        Some(AudioPath::Handset) => "Handset volume",
        Some(AudioPath::Speaker) => "Speaker volume",
    }
}

impl Station {
    /// The pages of the audio modes, and whether the screen flashes when it rings.
    pub(super) fn volumes(&self) -> Vec<Entry> {
        let mut items: Vec<_> = AudioPath::ALL
            .into_iter()
            .map(|path| {
                let volume = self.audio.volumes.of(Some(path));
                self.entry(Page::Level(Some(path), volume), format!("{volume} %"))
            })
            .collect();
        items.push(self.visual_ring_entry());
        items
    }

    /// How loud it is, where the page is about that.
    pub(super) fn level_of(&self, page: Page) -> Option<u8> {
        match page {
            Page::Level(path, _) => Some(self.audio.volumes.of(path)),
            _ => None,
        }
    }

    /// A page is open that sets how much there is of something.
    pub(crate) fn is_on_level(&self) -> bool {
        let page = self.menu.map(|menu| menu.page);
        matches!(page, Some(Page::Level(..)))
    }

    /// An arrow on such a page. The ringer is heard at once.
    pub(super) fn step_level(&mut self, path: Option<AudioPath>, louder: bool) {
        self.step_volume_of(path, louder);
        if path.is_none() {
            let ring = self.ring_of(0).to_owned();
            self.preview_ring(&ring);
        }
    }

    /// It stays as loud as it is now.
    pub(super) fn save_level(&mut self) {
        if let Some(Page::Level(path, _)) = self.menu.map(|menu| menu.page) {
            let volume = self.audio.volumes.of(path);
            self.menu = Some(OpenMenu::new(Page::Level(path, volume)));
            self.tell_preference(Preference::Volume { path, volume });
            self.close_menu();
        }
    }

    /// It is as loud again as it was when the page was opened.
    pub(super) fn cancel_level(&mut self) {
        if let Some(OpenMenu {
            page: Page::Level(path, before),
            ..
        }) = self.menu
        {
            self.set_volume(path, before);
        }
    }
}
