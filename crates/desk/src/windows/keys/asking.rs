//! A chord that a person chooses for an action: asked for, judged, and given to it.

use egui::{Event, Ui};
use keymap::{Action, Chord, HotKeys, KeyMap};

use crate::keyboard::Command;
use crate::shortcut;
use crate::windows::Beside;

/// A chord that is being chosen.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    pub(super) action: Action,
    /// Which of the action's chords is replaced; none: one more.
    pub(super) place: Option<usize>,
    /// It shall work everywhere, also while another program has the keyboard.
    pub(super) everywhere: bool,
    pub(super) answer: Answer,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Answer {
    /// Not pressed yet.
    Awaited,
    /// That one dials, or works the controls.
    NotFree(Chord),
    /// That one does something else.
    Taken(Chord, Action),
}

/// What came of asking.
pub(super) enum Chosen {
    /// All stays as it is.
    Left,
    /// No key any more.
    NoKey,
    /// This one.
    This(Chord),
}

impl Asking {
    /// Look for the answer among the keys that are pressed, and take all of them away.
    ///
    /// Gives what was chosen.
    pub(super) fn listen(&mut self, ui: &Ui, keys: &KeyMap) -> Option<Chosen> {
        let mut pressed = None;
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let (chord, is_key) = match event {
                    Event::Key {
                        key,
                        pressed: true,
                        repeat: false,
                        modifiers,
                        ..
                    } => (shortcut::chord(*key, *modifiers), true),
                    Event::Copy => ("Ctrl+C".parse().ok(), true),
                    Event::Cut => ("Ctrl+X".parse().ok(), true),
                    Event::Paste(_) => ("Ctrl+V".parse().ok(), true),
                    Event::Key { .. } | Event::Text(_) => (None, true),
                    _ => (None, false),
                };
                pressed = pressed.or(chord);
                !is_key
            });
        });
        let chord = pressed?;
        if chord.key() == keymap::Key::Escape && chord.modifiers() == keymap::Modifiers::NONE {
            return Some(Chosen::Left);
        }
        if self.takes_away(chord) {
            return Some(Chosen::NoKey);
        }
        // Pressed once more, it is taken all the same.
        if matches!(self.answer, Answer::Taken(before, _) if before == chord) {
            return Some(Chosen::This(chord));
        }
        self.answer = if !chord.is_free() || self.everywhere && !HotKeys::may_be(chord) {
            Answer::NotFree(chord)
        } else if self.everywhere {
            return Some(Chosen::This(chord));
        } else if let Some(holder) = keys.holder(chord, self.action) {
            Answer::Taken(chord, holder)
        } else {
            return Some(Chosen::This(chord));
        };
        None
    }

    /// Whether this chord is for having none instead of the one that is replaced.
    fn takes_away(self, chord: Chord) -> bool {
        let plain = chord.modifiers() == keymap::Modifiers::NONE;
        self.place.is_some() && plain && chord.key() == keymap::Key::Delete
    }
}

/// Give the action the chord that was chosen for it.
pub(super) fn give(beside: &mut Beside<'_>, asked: Asking, chord: Chord) {
    let mut chords = beside.keys.chords(asked.action).to_vec();
    match asked.place.and_then(|place| chords.get_mut(place)) {
        Some(before) => *before = chord,
        None => chords.push(chord),
    }
    let mut keys = beside.keys.clone();
    keys.set(asked.action, chords);
    beside.commands.push(Command::UseKeys(Box::new(keys)));
}

/// Have no key instead of the one that is asked about.
pub(super) fn take_away(beside: &mut Beside<'_>, asked: Asking) {
    if asked.everywhere {
        return give_everywhere(beside, asked.action, None);
    }
    let keys = without(beside.keys, asked);
    beside.commands.push(Command::UseKeys(Box::new(keys)));
}

/// The same keys without the one that is asked about.
fn without(keys: &KeyMap, asked: Asking) -> KeyMap {
    let mut chords = keys.chords(asked.action).to_vec();
    if let Some(place) = asked.place.filter(|place| *place < chords.len()) {
        chords.remove(place);
    }
    let mut keys = keys.clone();
    keys.set(asked.action, chords);
    keys
}

/// Give the action this key everywhere, or none.
pub(super) fn give_everywhere(beside: &Beside<'_>, action: Action, chord: Option<Chord>) {
    if let Some(choice) = beside.phone.hot_keys() {
        let mut keys = choice.chosen();
        // What cannot be had everywhere was refused when it was pressed.
        if keys.set(action, chord).is_ok() {
            choice.choose(keys);
        }
    }
}
