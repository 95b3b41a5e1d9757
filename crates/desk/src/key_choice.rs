//! The seam to whoever keeps which keys do what.

use keymap::KeyMap;
use numbers::Letters;

/// Keeps the keys that a person chose, for the next start.
pub trait KeyChoice {
    /// These from now on. Never waits.
    fn keep(&self, keys: &KeyMap);

    /// Keys that came from elsewhere since this was asked last, as by a change of the preferences.
    fn changed(&self) -> Option<KeyMap> {
        None
    }

    /// What a letter is that is typed on the idle phone: a digit, or the begin of a name.
    fn letters(&self) -> Letters {
        Letters::Digits
    }
}
