//! Which chord does which action.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::chord::BadChord;
use crate::{Action, Chord, UnknownAction, defaults};

/// Which chord does which action: each chord one at most, each action as many as it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyMap {
    chords: BTreeMap<Action, Vec<Chord>>,
}

impl KeyMap {
    /// The map with these entries of a configuration file in place of what it has at the
    /// start. A chord that an entry names is taken from the action that has it at the start.
    ///
    /// # Errors
    /// [`KeyMapError::Twice`] when two entries name the same chord.
    pub fn changed(
        entries: impl IntoIterator<Item = (Action, Vec<Chord>)>,
    ) -> Result<Self, KeyMapError> {
        let mut own: BTreeMap<Action, Vec<Chord>> = BTreeMap::new();
        let mut owners = BTreeMap::new();
        for (action, chords) in entries {
            for chord in &chords {
                match owners.insert(*chord, action) {
                    Some(other) if other != action => {
                        return Err(KeyMapError::Twice {
                            chord: *chord,
                            first: other,
                            second: action,
                        });
                    }
                    _ => {}
                }
            }
            own.insert(action, chords);
        }
        let mut map = Self::default();
        for (action, chords) in own {
            map.set(action, chords);
        }
        Ok(map)
    }

    /// The same from texts: ids of actions, each with its chords.
    ///
    /// # Errors
    /// [`KeyMapError`] for what is no action, no chord, or there twice.
    pub fn read<'a>(
        entries: impl IntoIterator<Item = (&'a str, Vec<&'a str>)>,
    ) -> Result<Self, KeyMapError> {
        let entries: Result<Vec<_>, KeyMapError> = entries
            .into_iter()
            .map(|(id, chords)| {
                let chords: Result<Vec<Chord>, BadChord> =
                    chords.into_iter().map(str::parse).collect();
                Ok((id.parse()?, chords?))
            })
            .collect();
        Self::changed(entries?)
    }

    /// What a chord does. One with Shift that does nothing does what it does without Shift.
    pub fn action(&self, chord: Chord) -> Option<Action> {
        let of = |chord: Chord| {
            let mut all = self.chords.iter();
            all.find(|(_, chords)| chords.contains(&chord))
                .map(|(action, _)| *action)
        };
        of(chord).or_else(|| of(chord.without_shift()?))
    }

    /// The chords of an action, the one to show first.
    pub fn chords(&self, action: Action) -> &[Chord] {
        self.chords.get(&action).map_or(&[], Vec::as_slice)
    }

    /// The chord to show for an action.
    pub fn first(&self, action: Action) -> Option<Chord> {
        self.chords(action).first().copied()
    }

    /// Which other action has this chord.
    pub fn holder(&self, chord: Chord, but: Action) -> Option<Action> {
        let mut all = self.chords.iter();
        all.find(|(action, chords)| **action != but && chords.contains(&chord))
            .map(|(action, _)| *action)
    }

    /// Gives an action these chords; those that others have are taken from them.
    pub fn set(&mut self, action: Action, chords: Vec<Chord>) {
        for (other, its) in &mut self.chords {
            if *other != action {
                its.retain(|chord| !chords.contains(chord));
            }
        }
        let mut own: Vec<Chord> = Vec::with_capacity(chords.len());
        for chord in chords {
            if !own.contains(&chord) {
                own.push(chord);
            }
        }
        self.chords.insert(action, own);
    }

    /// Gives an action the chords that it has at the start.
    pub fn reset(&mut self, action: Action) {
        self.set(action, at_the_start(action));
    }

    /// Whether an action has the chords of the start.
    pub fn is_changed(&self, action: Action) -> bool {
        self.chords(action) != at_the_start(action)
    }

    /// The actions whose chords are not those of the start: what a configuration file has to say.
    pub fn changes(&self) -> impl Iterator<Item = (Action, &[Chord])> {
        Action::all()
            .filter(|action| self.is_changed(*action))
            .map(|action| (action, self.chords(action)))
    }
}

impl Default for KeyMap {
    /// IP Communicator's keys and more.
    fn default() -> Self {
        Self {
            chords: Action::all()
                .map(|action| (action, at_the_start(action)))
                .collect(),
        }
    }
}

fn at_the_start(action: Action) -> Vec<Chord> {
    let chords = defaults::of(action).iter();
    // All of them can be read; a test holds that.
    chords.filter_map(|text| text.parse().ok()).collect()
}

/// Why there is no such map.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum KeyMapError {
    /// A key cannot do that.
    #[error(transparent)]
    Action(#[from] UnknownAction),
    /// That is no key.
    #[error(transparent)]
    Chord(#[from] BadChord),
    /// A chord is named for two actions.
    #[error("{chord} cannot be both {first} and {second}: take it from one of them")]
    Twice {
        /// Which chord.
        chord: Chord,
        /// One action.
        first: Action,
        /// The other.
        second: Action,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chord(text: &str) -> Chord {
        text.parse().expect(text)
    }

    #[test]
    fn at_the_start_every_chord_can_be_read_and_does_one_thing() {
        let map = KeyMap::default();
        for action in Action::all() {
            assert_eq!(
                map.chords(action).len(),
                defaults::of(action).len(),
                "{action}"
            );
            assert!(!map.chords(action).is_empty(), "{action}");
            for chord in map.chords(action) {
                assert_eq!(map.action(*chord), Some(action), "{chord}");
                assert_eq!(map.holder(*chord, action), None, "{chord}");
            }
        }
        assert_eq!(map.changes().count(), 0);
    }

    #[test]
    fn the_keys_are_ip_communicators() {
        let map = KeyMap::default();
        for (text, action) in [
            ("F2", Action::SoftKey(1)),
            ("F6", Action::SoftKey(5)),
            ("Ctrl+1", Action::LineKey(1)),
            ("Ctrl+8", Action::LineKey(8)),
            ("Ctrl+D", Action::Directories),
            ("Ctrl+S", Action::Settings),
            ("Ctrl+R", Action::Services),
            ("Ctrl+M", Action::Messages),
            ("Ctrl+I", Action::Help),
            ("Ctrl+H", Action::Headset),
            ("Ctrl+P", Action::Speaker),
            ("Ctrl+T", Action::Mute),
            ("Ctrl+A", Action::Answer),
            ("Ctrl+C", Action::Copy),
            ("Ctrl+V", Action::Paste),
            ("Alt+K", Action::QuickSearch),
            ("Alt+S", Action::Preferences),
            ("Alt+X", Action::Quit),
            ("PageUp", Action::VolumeUp),
            ("PageDown", Action::VolumeDown),
            ("Enter", Action::Enter),
            ("Escape", Action::Escape),
        ] {
            assert_eq!(map.action(chord(text)), Some(action), "{text}");
        }
    }

    #[test]
    fn shift_counts_only_where_it_makes_a_difference() {
        let mut map = KeyMap::default();
        assert_eq!(map.action(chord("Ctrl+Shift+A")), Some(Action::Answer));
        assert_eq!(map.action(chord("Shift+Escape")), Some(Action::HangUp));
        map.set(Action::Record, vec![chord("Ctrl+Shift+A")]);
        assert_eq!(map.action(chord("Ctrl+Shift+A")), Some(Action::Record));
        assert_eq!(map.action(chord("Ctrl+A")), Some(Action::Answer));
    }

    #[test]
    fn a_file_takes_a_chord_from_who_has_it_at_the_start() {
        let map = KeyMap::read([("answer", vec!["Ctrl+M", "F9"]), ("redial", vec![])])
            .expect("it is right");
        assert_eq!(map.action(chord("Ctrl+M")), Some(Action::Answer));
        assert_eq!(map.action(chord("F9")), Some(Action::Answer));
        assert_eq!(map.action(chord("Ctrl+A")), None);
        assert_eq!(map.chords(Action::Messages), []);
        assert_eq!(map.chords(Action::Redial), []);
        assert_eq!(map.first(Action::Answer), Some(chord("Ctrl+M")));
    }

    #[test]
    fn what_is_kept_is_read_back_as_it_was() {
        let mut map = KeyMap::default();
        map.set(Action::Mute, vec![chord("Ctrl+M"), chord("F9")]);
        map.set(Action::SoftKey(1), vec![chord("Ctrl+A")]);
        map.set(Action::Ladder, Vec::new());
        let kept: Vec<_> = map
            .changes()
            .map(|(action, chords)| (action, chords.to_vec()))
            .collect();
        // Also those that lost a chord to another.
        assert_eq!(kept.len(), 5);
        assert_eq!(KeyMap::changed(kept), Ok(map.clone()));
        map.reset(Action::Mute);
        assert!(!map.is_changed(Action::Mute));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (id, chords, words) in [
            ("anwser", vec!["F9"], "`anwser` is nothing a key can do"),
            ("answer", vec!["Strg+F9"], "`Strg+F9` is no key"),
            ("answer", vec!["7"], "`7` alone dials"),
            (
                "answer",
                vec!["Alt+R"],
                "Alt+R cannot be both redial and answer",
            ),
        ] {
            let error =
                KeyMap::read([("redial", vec!["Alt+R"]), (id, chords)]).expect_err("it is wrong");
            assert!(error.to_string().contains(words), "{error}");
        }
    }
}
