//! Which key of the computer does what.
//!
//! A [`Chord`] is a key with the modifiers that are held with it, an [`Action`] is
//! something a key can do, and a [`KeyMap`] says which chord does which action. Windows
//! and terminals translate their own events into chords and look here what they do.
//!
//! What a person types to dial (0–9, `*`, `#`, letters) is text and no chord: how it is
//! typed is the keyboard layout's matter, and [`digit`] says which key of the phone it is.

mod action;
mod chord;
mod defaults;
mod hot_keys;
mod key_map;
mod keypad;
mod paging;

pub use action::{Action, Group, LINE_KEYS, SOFT_KEYS, UnknownAction};
pub use chord::{BadChord, Chord, Key, Modifiers};
pub use hot_keys::{HOT_ACTIONS, HotKeys, NoHotKey};
pub use key_map::{KeyMap, KeyMapError};
pub use keypad::digit;
pub use paging::paging;
