//! The automatic level of a mode, which the tuning of sound switches, too.

use station::AudioPath;

use super::audio::{modes_of, words_of};
use crate::preferences::{Change, Preferences, Value};
use crate::sound::MODES;

/// What the file calls it.
const KEY: &str = "auto_gain";

/// Whether it is on for this mode.
pub(in crate::windows) fn is_on(set: &Preferences, path: AudioPath) -> bool {
    modes(set)[place(path)]
}

/// What switches it for this mode.
pub(in crate::windows) fn switched(set: &Preferences, path: AudioPath, on: bool) -> Change {
    let mut modes = modes(set);
    modes[place(path)] = on;
    (KEY.to_owned(), Some(Value::Text(words_of(modes))))
}

fn modes(set: &Preferences) -> [bool; 3] {
    modes_of(set.text(KEY).as_deref(), [false; 3])
}

fn place(path: AudioPath) -> usize {
    MODES
        .iter()
        .position(|(mode, _)| *mode == path)
        .unwrap_or(0)
}
