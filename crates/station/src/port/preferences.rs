//! What a person prefers, and what there is to choose from.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{AudioPath, Language};

/// What a person prefers, as the phone is told at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Name of the ring of all lines that have none of their own; empty: the phone's first.
    pub ring: String,
    /// Names of the rings of lines, by `line_instance`; 1 is the first.
    pub line_rings: BTreeMap<u32, String>,
    /// The whole screen flashes when the phone rings.
    pub visual_ring: bool,
    /// Name of the window's theme; empty without a window.
    pub theme: String,
    /// Who speaks into a muted microphone is told so.
    pub mute_reminder: bool,
    /// Calls that ring are seen, not heard. Nobody keeps it: at the next start it is off.
    pub do_not_disturb: bool,
}

/// Lines with rings of their own at most: the largest phone has fewer.
const MAX_LINE_RINGS: usize = 128;

impl Preferences {
    /// What has to be preferred so that these become those.
    #[must_use]
    pub fn changes_to(&self, next: &Self) -> Vec<Preference> {
        let mut changes = Vec::new();
        if self.ring != next.ring {
            changes.push(Preference::Ring(next.ring.clone()));
        }
        let lines = self.line_rings.keys().chain(next.line_rings.keys());
        for line in lines.copied().collect::<BTreeSet<u32>>() {
            let ring = next.line_rings.get(&line).cloned();
            if self.line_rings.get(&line) != ring.as_ref() {
                changes.push(Preference::LineRing { line, ring });
            }
        }
        if self.visual_ring != next.visual_ring {
            changes.push(Preference::VisualRing(next.visual_ring));
        }
        if self.theme != next.theme {
            changes.push(Preference::Theme(next.theme.clone()));
        }
        if self.mute_reminder != next.mute_reminder {
            changes.push(Preference::MuteReminder(next.mute_reminder));
        }
        changes
    }

    /// A line has this ring, or with none that of all others.
    pub(crate) fn set_line_ring(&mut self, line: u32, ring: Option<String>) {
        match ring {
            Some(ring) if self.line_rings.len() < MAX_LINE_RINGS => {
                self.line_rings.insert(line, ring);
            }
            Some(_) => {}
            None => {
                self.line_rings.remove(&line);
            }
        }
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            ring: String::new(),
            line_rings: BTreeMap::new(),
            visual_ring: false,
            theme: String::new(),
            mute_reminder: true,
            do_not_disturb: false,
        }
    }
}

/// What there is to choose from, and what the menus tell of what the station does not do itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The names of the rings.
    pub rings: Vec<String>,
    /// The names of the window's themes; none without a window.
    pub themes: Vec<String>,
    /// First and last UDP port of the voice.
    pub rtp_ports: Option<(u16, u16)>,
}

/// A preference that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preference {
    /// The ring of all lines that have none of their own.
    Ring(String),
    /// The ring of a line.
    LineRing {
        /// Its `line_instance`, 1 the first.
        line: u32,
        /// Its ring; nothing: that of all others.
        ring: Option<String>,
    },
    /// Whether the whole screen flashes when the phone rings.
    VisualRing(bool),
    /// The window's theme.
    Theme(String),
    /// Whether who speaks into a muted microphone is told so.
    MuteReminder(bool),
    /// Whether calls that ring are seen, not heard, until this program ends.
    DoNotDisturb(bool),
    /// The language of the phone.
    #[serde(with = "crate::port::as_text")]
    Language(Language),
    /// How loud a path is, or with none the ringer.
    Volume {
        /// Which path.
        path: Option<AudioPath>,
        /// 0 to 100.
        volume: u8,
    },
}
