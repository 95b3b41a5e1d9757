//! The seam to whoever keeps which keys do what.

use keymap::KeyMap;

/// Keeps the keys that a person chose, for the next start.
pub trait KeyChoice {
    /// These from now on. Never waits.
    fn keep(&self, keys: &KeyMap);
}
