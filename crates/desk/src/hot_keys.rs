//! The seam to the keys that work while another program has the keyboard.

use keymap::{Action, Chord, HotKeys};

/// Whether the desktop gives such keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum HotKeyState {
    /// None are chosen, so nobody has asked.
    #[default]
    Unused,
    /// They work, but for those that another program has.
    Working {
        /// These do not work.
        taken: Vec<Chord>,
    },
    /// The desktop gave these, each in its own words; it may be another one than was chosen.
    ByDesktop(Vec<(Action, String)>),
    /// Wayland gives programs none, and the desktop has no portal for it; the desktop's own settings can run commands.
    Wayland,
    /// Nothing of the kind is known on this system.
    Unsupported,
    /// It went wrong.
    Failed(String),
}

/// Chooses keys that work everywhere, and keeps them.
pub trait HotKeyChoice {
    /// Which are chosen.
    fn chosen(&self) -> HotKeys;

    /// These from now on. Never waits.
    fn choose(&self, keys: HotKeys);

    /// How it went.
    fn state(&self) -> HotKeyState;
}
