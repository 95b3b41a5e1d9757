//! Lines, speed dials, features and service URLs: what the buttons stand for.
//!
//! Names, numbers and lamps come from the server; nothing is guessed but the
//! order of fall-backs where a server leaves a label empty.

use std::collections::BTreeMap;

use crate::templates::{ButtonTemplate, stimulus_of};
use crate::{Lamp, LineKey, LineKeyKind};

/// Entries of each kind kept; the largest phone has 56 buttons.
const MAX_ENTRIES: usize = 128;

/// Lamps kept; every stimulus of section 4.4 with a few instances.
const MAX_LAMPS: usize = 512;

/// The stimulus of line buttons and their lamps (section 4.4).
pub(crate) const LINE: u32 = stimulus_of(LineKeyKind::Line);

/// The voice mail stimulus (section 4.4): the lamp of the handset.
pub(crate) const VOICEMAIL: u32 = 0x0f;

/// What stands behind a button.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entry {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) label: String,
    /// A lamp that follows from the entry's own status (features).
    pub(crate) lamp: Lamp,
}

impl Entry {
    /// The text beside the button: label, else name, else number.
    pub(crate) fn text(&self) -> &str {
        [&self.label, &self.name, &self.number]
            .into_iter()
            .find(|text| !text.is_empty())
            .map_or("", String::as_str)
    }
}

/// Everything behind the buttons.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    lines: BTreeMap<u32, Entry>,
    speed_dials: BTreeMap<u32, Entry>,
    features: BTreeMap<u32, Entry>,
    services: BTreeMap<u32, Entry>,
    forwards: BTreeMap<u32, String>,
    lamps: BTreeMap<(u32, u32), Lamp>,
}

/// Put an entry into a map that stays bounded.
fn put<K: Ord, T>(map: &mut BTreeMap<K, T>, key: K, value: T, limit: usize) {
    if map.len() < limit || map.contains_key(&key) {
        map.insert(key, value);
    }
}

impl Lines {
    /// A line is so and so.
    pub(crate) fn set_line(&mut self, instance: u32, entry: Entry) {
        put(&mut self.lines, instance, entry, MAX_ENTRIES);
    }

    /// A speed dial is so and so.
    pub(crate) fn set_speed_dial(&mut self, instance: u32, entry: Entry) {
        put(&mut self.speed_dials, instance, entry, MAX_ENTRIES);
    }

    /// A feature is so and so.
    pub(crate) fn set_feature(&mut self, instance: u32, entry: Entry) {
        put(&mut self.features, instance, entry, MAX_ENTRIES);
    }

    /// A service is so and so; its URL stands in `number`.
    pub(crate) fn set_service(&mut self, instance: u32, entry: Entry) {
        put(&mut self.services, instance, entry, MAX_ENTRIES);
    }

    /// A line is forwarded to this number, or not.
    pub(crate) fn set_forward(&mut self, instance: u32, to: Option<String>) {
        match to {
            Some(to) => put(&mut self.forwards, instance, to, MAX_ENTRIES),
            None => {
                self.forwards.remove(&instance);
            }
        }
    }

    /// A lamp is so and so.
    pub(crate) fn set_lamp(&mut self, stimulus: u32, instance: u32, lamp: Lamp) {
        put(&mut self.lamps, (stimulus, instance), lamp, MAX_LAMPS);
    }

    /// A lamp, when the server has set it.
    pub(crate) fn lamp(&self, stimulus: u32, instance: u32) -> Option<Lamp> {
        self.lamps.get(&(stimulus, instance)).copied()
    }

    /// The number of a line.
    pub(crate) fn number(&self, line_instance: u32) -> &str {
        self.lines
            .get(&line_instance)
            .map_or("", |line| &line.number)
    }

    /// The services.
    pub(crate) fn services(&self) -> impl Iterator<Item = &Entry> {
        self.services.values()
    }

    /// The lamp of the handset: the device's own when the server uses it, else that of any line.
    pub(crate) fn message_waiting(&self) -> Lamp {
        let of_lines = || {
            let lamps = self.lamps.range((VOICEMAIL, 1)..=(VOICEMAIL, u32::MAX));
            lamps.map(|(_, lamp)| *lamp).find(|lamp| *lamp != Lamp::Off)
        };
        let of_device = self.lamp(VOICEMAIL, 0).filter(|lamp| *lamp != Lamp::Off);
        of_device.or_else(of_lines).unwrap_or_default()
    }

    /// The buttons as the screen shows them.
    pub(crate) fn keys(&self, template: &ButtonTemplate) -> Vec<LineKey> {
        let buttons = template.buttons();
        buttons
            .into_iter()
            .enumerate()
            .map(|(at, (kind, instance))| self.key(at + 1, kind, instance))
            .collect()
    }

    fn key(&self, position: usize, kind: LineKeyKind, instance: u32) -> LineKey {
        let entry = match kind {
            LineKeyKind::Line => self.lines.get(&instance),
            LineKeyKind::SpeedDial => self.speed_dials.get(&instance),
            LineKeyKind::Service => self.services.get(&instance),
            LineKeyKind::Feature => self.features.get(&instance),
            // Busy lamp fields and multi-blink keys are asked for as features; some servers tell them as speed dials.
            LineKeyKind::Other(_) => self
                .features
                .get(&instance)
                .or_else(|| self.speed_dials.get(&instance)),
            LineKeyKind::Unused => None,
        };
        let told = self.lamp(stimulus_of(kind), instance);
        LineKey {
            position,
            kind,
            instance,
            label: entry.map_or("", Entry::text).to_owned(),
            number: entry.map_or("", |entry| &entry.number).to_owned(),
            lamp: told.unwrap_or_else(|| entry.map_or(Lamp::Off, |entry| entry.lamp)),
            forwarded_to: self
                .forwards
                .get(&instance)
                .filter(|_| kind == LineKeyKind::Line)
                .cloned(),
        }
    }
}

impl Lamp {
    /// The lamp of a mode on the wire (section 4.5).
    pub(crate) const fn from_mode(mode: u32) -> Option<Self> {
        match mode {
            1 => Some(Self::Off),
            2 => Some(Self::On),
            3 => Some(Self::Wink),
            4 => Some(Self::Flash),
            5 => Some(Self::Blink),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_falls_back_to_name_and_number() {
        let mut line = Entry {
            number: "1001".into(),
            name: "Alice".into(),
            label: "Desk".into(),
            ..Entry::default()
        };
        assert_eq!(line.text(), "Desk");
        line.label.clear();
        assert_eq!(line.text(), "Alice");
        line.name.clear();
        assert_eq!(line.text(), "1001");
    }

    #[test]
    fn a_message_lamp_of_a_line_lights_the_handset() {
        let mut lines = Lines::default();
        assert_eq!(lines.message_waiting(), Lamp::Off);
        lines.set_lamp(VOICEMAIL, 1, Lamp::Blink);
        assert_eq!(lines.message_waiting(), Lamp::Blink);
        lines.set_lamp(VOICEMAIL, 0, Lamp::On);
        assert_eq!(lines.message_waiting(), Lamp::On);
        lines.set_lamp(VOICEMAIL, 0, Lamp::Off);
        lines.set_lamp(VOICEMAIL, 1, Lamp::Off);
        assert_eq!(lines.message_waiting(), Lamp::Off);
    }

    #[test]
    fn lamps_from_the_network_are_bounded() {
        let mut lines = Lines::default();
        for instance in 0..10_000 {
            lines.set_lamp(9, instance, Lamp::On);
        }
        assert_eq!(lines.lamps.len(), MAX_LAMPS);
    }
}
