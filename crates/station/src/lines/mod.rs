//! Lines, speed dials and service URLs: what the buttons stand for.
//!
//! Names, numbers and lamps come from the server; nothing is guessed but the
//! order of fall-backs where a server leaves a label empty.

use std::collections::BTreeMap;

use crate::keys::{KeySelection, stimulus_of};
use crate::{CallState, Lamp, LineKeyKind};

mod features;
mod shown;
mod watching;

pub(crate) use features::{Feature, Features};
pub(crate) use shown::Around;
pub(crate) use watching::Watching;

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

/// Where the calls of a line go instead; nothing where they do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forwards {
    pub(crate) all: Option<String>,
    pub(crate) busy: Option<String>,
    pub(crate) no_answer: Option<String>,
}

/// Everything behind the buttons but features.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    lines: BTreeMap<u32, Entry>,
    speed_dials: BTreeMap<u32, Entry>,
    services: BTreeMap<u32, Entry>,
    forwards: BTreeMap<u32, Forwards>,
    lamps: BTreeMap<(u32, u32), Lamp>,
    /// Lines in use elsewhere, of which the server names no call.
    elsewhere: BTreeMap<u32, CallState>,
    /// Soft keys of lines in use elsewhere, of which the server names no call.
    keys_in_use: BTreeMap<u32, KeySelection>,
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

    /// A service is so and so; its URL stands in `number`.
    pub(crate) fn set_service(&mut self, instance: u32, entry: Entry) {
        put(&mut self.services, instance, entry, MAX_ENTRIES);
    }

    /// The calls of a line go elsewhere, or not.
    pub(crate) fn set_forwards(&mut self, instance: u32, forwards: Forwards) {
        put(&mut self.forwards, instance, forwards, MAX_ENTRIES);
    }

    /// A lamp is so and so.
    pub(crate) fn set_lamp(&mut self, stimulus: u32, instance: u32, lamp: Lamp) {
        put(&mut self.lamps, (stimulus, instance), lamp, MAX_LAMPS);
    }

    /// A lamp follows from something told later than SetLamp.
    pub(crate) fn forget_lamp(&mut self, stimulus: u32, instance: u32) {
        self.lamps.remove(&(stimulus, instance));
    }

    /// A lamp, when the server has set it.
    pub(crate) fn lamp(&self, stimulus: u32, instance: u32) -> Option<Lamp> {
        self.lamps.get(&(stimulus, instance)).copied()
    }

    /// A line is in use elsewhere: it rings, talks or holds there.
    pub(crate) fn set_elsewhere(&mut self, instance: u32, state: CallState) {
        put(&mut self.elsewhere, instance, state, MAX_ENTRIES);
    }

    /// A line is not in use elsewhere.
    pub(crate) fn clear_elsewhere(&mut self, instance: u32) {
        self.elsewhere.remove(&instance);
    }

    /// Soft keys of a line in use elsewhere.
    pub(crate) fn set_keys_in_use(&mut self, instance: u32, keys: Option<KeySelection>) {
        match keys {
            Some(keys) => put(&mut self.keys_in_use, instance, keys, MAX_ENTRIES),
            None => {
                self.keys_in_use.remove(&instance);
            }
        }
    }

    /// Soft keys of a line in use elsewhere.
    pub(crate) fn keys_in_use(&self, instance: u32) -> Option<KeySelection> {
        self.keys_in_use.get(&instance).copied()
    }

    /// The number of a line.
    pub(crate) fn number(&self, line_instance: u32) -> &str {
        self.lines
            .get(&line_instance)
            .map_or("", |line| &line.number)
    }

    /// A speed dial.
    pub(crate) fn speed_dial(&self, instance: u32) -> Option<&Entry> {
        self.speed_dials.get(&instance)
    }

    /// The services with their indexes.
    pub(crate) fn services(&self) -> impl Iterator<Item = (u32, &Entry)> {
        self.services.iter().map(|(index, entry)| (*index, entry))
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
