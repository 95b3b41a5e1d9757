//! What a person chooses in the menus: rings, theme, language, visual ring.
//!
//! What is chosen holds at once and is told as [`Event::Preferred`], for whoever keeps it.

use super::{Choice, Entry, Page, item, menu_item};
use crate::{Event, Language, LineKeyKind, MenuItem, Preference, Station, VoiceCommand};

/// A language in its own words.
pub(super) const fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::German => "Deutsch",
        Language::French => "Français",
        Language::Spanish => "Español",
    }
}

/// An item of several of which one is chosen.
fn choice(label: &str, chosen: bool, preference: Preference) -> Entry {
    let item = MenuItem {
        chosen: Some(chosen),
        ..menu_item(label, "")
    };
    (item, Choice::Prefer(preference))
}

impl Station {
    /// The name of the ring that calls of this line have; 0: of no line.
    pub(crate) fn ring_of(&self, line: u32) -> &str {
        let preferences = &self.config.preferences;
        let own = preferences.line_rings.get(&line);
        own.unwrap_or(&preferences.ring)
    }

    /// The lines, with their rings.
    pub(super) fn lines_with_rings(&self) -> Vec<Entry> {
        let all = menu_item(
            self.words("All lines without their own"),
            self.words(self.ring_of(0)),
        );
        let mut items = vec![(all, Choice::Open(Page::RingOf(None)))];
        for line in self.buttons.instances(|kind| kind == LineKeyKind::Line) {
            let number = self.lines.number(line);
            let label = self.words_with("Line {} {}", &[&line, &number]);
            let own = self.config.preferences.line_rings.get(&line);
            let ring = own.map_or("as all others", String::as_str);
            let item = menu_item(label.trim_end(), self.words(ring));
            items.push((item, Choice::Open(Page::RingOf(Some(line)))));
        }
        items
    }

    /// The rings there are.
    pub(super) fn rings_of(&self, line: Option<u32>) -> Vec<Entry> {
        let preferences = &self.config.preferences;
        let own = line.and_then(|line| preferences.line_rings.get(&line));
        let chosen = match line {
            None => Some(&preferences.ring),
            Some(_) => own,
        };
        let mut items = Vec::new();
        if let Some(line) = line {
            let preference = Preference::LineRing { line, ring: None };
            items.push(choice(
                self.words("as all others"),
                own.is_none(),
                preference,
            ));
        }
        for ring in &self.config.choices.rings {
            let preference = match line {
                None => Preference::Ring(ring.clone()),
                Some(line) => Preference::LineRing {
                    line,
                    ring: Some(ring.clone()),
                },
            };
            items.push(choice(self.words(ring), chosen == Some(ring), preference));
        }
        items
    }

    pub(super) fn visual_ring_entry(&self) -> Entry {
        let on = self.config.preferences.visual_ring;
        let item = menu_item(
            self.words("Screen flashes when it rings"),
            self.words(if on { "on" } else { "off" }),
        );
        (item, Choice::Prefer(Preference::VisualRing(!on)))
    }

    pub(super) fn themes(&self) -> Vec<Entry> {
        let chosen = &self.config.preferences.theme;
        let themes = &self.config.choices.themes;
        if themes.is_empty() {
            return vec![item(self.words("Without a window there is no theme"), "")];
        }
        themes
            .iter()
            .map(|theme| {
                let preference = Preference::Theme(theme.clone());
                choice(self.words(theme_name(theme)), theme == chosen, preference)
            })
            .collect()
    }

    pub(super) fn theme_words(&self) -> String {
        self.words(theme_name(&self.config.preferences.theme))
            .to_owned()
    }

    pub(super) fn languages(&self) -> Vec<Entry> {
        Language::ALL
            .into_iter()
            .map(|language| {
                let chosen = language == self.config.language;
                choice(own_name(language), chosen, Preference::Language(language))
            })
            .collect()
    }

    /// Chosen here: it holds, and is told.
    pub(super) fn choose_in_menu(&mut self, preference: Preference) {
        if let Preference::Ring(ring)
        | Preference::LineRing {
            ring: Some(ring), ..
        } = &preference
        {
            self.preview_ring(&ring.clone());
        }
        self.prefer(preference.clone());
        self.tell_preference(preference);
    }

    /// Whoever keeps preferences hears of one.
    pub(super) fn tell_preference(&mut self, preference: Preference) {
        self.tell(Event::Preferred(preference));
    }

    /// This is preferred from now on, wherever it was chosen.
    pub(crate) fn prefer(&mut self, preference: Preference) {
        let preferences = &mut self.config.preferences;
        match preference {
            Preference::Ring(ring) => preferences.ring = ring,
            Preference::LineRing { line, ring } => {
                preferences.set_line_ring(line, ring);
            }
            Preference::VisualRing(on) => preferences.visual_ring = on,
            Preference::Theme(theme) => preferences.theme = theme,
            Preference::MuteReminder(on) => preferences.mute_reminder = on,
            Preference::DoNotDisturb(on) => self.do_not_disturb(on),
            Preference::Language(language) => self.speak(language),
            Preference::Volume { path, volume } => self.set_volume(path, volume),
        }
    }

    /// Another language from now on: of the phone's own words, and of the keys that it said in
    /// the one before. What the server has said stays.
    fn speak(&mut self, language: Language) {
        let before = std::mem::replace(&mut self.config.language, language);
        self.soft_keys.say_in(before, language);
    }

    /// Let a ring be heard for a moment.
    pub(crate) fn preview_ring(&mut self, ring: &str) {
        self.voice(VoiceCommand::PreviewRing {
            ring: ring.to_owned(),
        });
    }

    /// Let the marked ring be heard.
    pub(crate) fn play_marked_ring(&mut self) {
        let Some(menu) = self.menu else { return };
        let marked = self.items(menu.page).into_iter().nth(menu.selected);
        let ring = match marked {
            Some((_, Choice::Prefer(Preference::Ring(ring)))) => ring,
            Some((_, Choice::Prefer(Preference::LineRing { ring, .. }))) => {
                ring.unwrap_or_else(|| self.ring_of(0).to_owned())
            }
            Some((_, Choice::Open(Page::RingOf(line)))) => {
                self.ring_of(line.unwrap_or(0)).to_owned()
            }
            _ => return,
        };
        self.preview_ring(&ring);
    }
}

/// What a theme is called, in English.
fn theme_name(theme: &str) -> &str {
    match theme {
        "light" => "Light",
        "dark" => "Dark",
        "high-contrast" | "contrast" | "high_contrast" => "High contrast",
        "system" => "As the system",
        other => other,
    }
}
