//! The phone in a terminal: draws a [`station::Screen`] with characters, turns keys into
//! [`station::Intent`]s.
//!
//! For a server room over SSH, in tmux, on the Linux console. It holds no state of a call and
//! knows nothing of the network or of sound; what it needs of a phone is the trait
//! [`Phone`]. It draws when something changed: a new screen, a key, another size, the next
//! second of a timer; the terminal itself makes lamps blink.

mod face;
mod keyboard;
mod look;
mod people;
mod phone;
mod quiet;
mod run;
mod sheet;
mod taken;
mod words;

pub use face::{Face, SMALLEST};
pub use keyboard::{Command, Keyboard};
pub use look::{Look, Theme};
pub use people::{People, Person, Whence};
pub use phone::Phone;
pub use run::{Options, TerminalError, run};
