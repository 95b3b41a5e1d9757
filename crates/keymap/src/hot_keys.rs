//! Keys that work while another program has the keyboard.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::{Action, Chord, Key};

/// What can have a key everywhere.
pub const HOT_ACTIONS: [Action; 3] = [Action::Answer, Action::HangUp, Action::Mute];

/// Which chord does what everywhere on the desktop. None at the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HotKeys {
    chords: BTreeMap<Action, Chord>,
}

impl HotKeys {
    /// Gives an action a chord, or takes its chord away. One that another action has is taken
    /// from that.
    ///
    /// # Errors
    /// [`NoHotKey`] for an action or a chord that cannot be had everywhere.
    pub fn set(&mut self, action: Action, chord: Option<Chord>) -> Result<(), NoHotKey> {
        if !HOT_ACTIONS.contains(&action) {
            return Err(NoHotKey::Action(action));
        }
        match chord {
            None => {
                self.chords.remove(&action);
            }
            Some(chord) if Self::may_be(chord) => {
                self.chords.retain(|_, its| *its != chord);
                self.chords.insert(action, chord);
            }
            Some(chord) => return Err(NoHotKey::Chord(chord)),
        }
        Ok(())
    }

    /// Whether other programs can do without it: with Ctrl or Alt, or a function key.
    pub const fn may_be(chord: Chord) -> bool {
        let held = chord.modifiers();
        held.ctrl || held.alt || matches!(chord.key(), Key::Function(_))
    }

    /// The chord of an action.
    pub fn chord(&self, action: Action) -> Option<Chord> {
        self.chords.get(&action).copied()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (Action, Chord)> {
        self.chords.iter().map(|(action, chord)| (*action, *chord))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.chords.is_empty()
    }
}

/// Why something cannot be had everywhere.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NoHotKey {
    /// Only few actions can.
    #[error("`{0}` cannot have a key everywhere: answer, hang_up and mute can")]
    Action(Action),
    /// Other programs need it.
    #[error("`{0}` is needed by other programs: hold Ctrl or Alt with it, or take a function key")]
    Chord(Chord),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chord(text: &str) -> Chord {
        text.parse().expect(text)
    }

    #[test]
    fn few_actions_have_a_key_everywhere_and_none_at_the_start() {
        let mut keys = HotKeys::default();
        assert!(keys.is_empty());
        for action in HOT_ACTIONS {
            keys.set(action, Some(chord("Ctrl+Alt+A"))).expect("it can");
        }
        assert_eq!(
            keys.iter().collect::<Vec<_>>(),
            [(Action::Mute, chord("Ctrl+Alt+A"))]
        );
        assert_eq!(
            keys.set(Action::Quit, None),
            Err(NoHotKey::Action(Action::Quit))
        );
    }

    #[test]
    fn a_key_that_other_programs_need_is_refused() {
        let mut keys = HotKeys::default();
        for text in ["Enter", "Shift+Escape", "PageUp", "?"] {
            let refused = keys.set(Action::Mute, Some(chord(text)));
            assert_eq!(refused, Err(NoHotKey::Chord(chord(text))));
        }
        assert_eq!(keys.set(Action::Mute, Some(chord("F9"))), Ok(()));
        assert_eq!(keys.set(Action::Mute, None), Ok(()));
        assert!(keys.is_empty());
    }
}
