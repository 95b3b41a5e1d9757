//! The phone as a state machine without I/O.
//!
//! A [`Station`] takes inputs with their time and gives outputs: frames to send,
//! commands to the voice path, screens, events and the next deadline. It opens no
//! socket, reads no clock, plays no sound and draws nothing. The same inputs give
//! the same outputs, bit for bit.

mod as_text;
mod audio;
mod calls;
mod clock;
mod connection;
mod dialling;
mod display;
mod hexadecimal;
mod hook;
mod intent;
mod keys;
mod lines;
mod menu;
mod moment;
mod port;
mod random;
pub mod recording;
mod render;
mod screen;
mod server_messages;
mod softkeys;
mod station;
mod streams;
mod templates;
mod tones_and_rings;
mod voice;

pub use intent::{HardKey, Intent, Navigate};
pub use moment::Moment;
pub use port::{
    Event, Input, NetworkNews, Output, StandbyId, StandbyNews, StandbyOrder, StationConfig,
    TimedInput,
};
pub use sccp::{Charset, Language, UnknownCharset, UnknownLanguage};
pub use screen::{
    Call, CallState, Clock, DateOrder, Direction, Lamp, LineKey, LineKeyKind, Menu, MenuItem,
    Notify, Registration, RegistrationState, Ring, Screen, Security, SoftKey, SoftKeyBar,
    SoftKeyPlace, VISIBLE_SOFT_KEYS,
};
pub use station::Station;
pub use voice::{AudioPath, StreamStatistics, VoiceCommand, VoiceFailure, VoiceReport};
