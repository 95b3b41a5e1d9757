//! The phone as a state machine without I/O.
//!
//! A [`Station`] takes inputs with their time and gives outputs: frames to send,
//! commands to the voice path, screens, events and the next deadline. It opens no
//! socket, reads no clock, plays no sound and draws nothing. The same inputs give
//! the same outputs, bit for bit.

mod application;
mod as_text;
mod audio;
mod call_lists;
mod calls;
mod clock;
mod connection;
mod dialling;
mod display;
mod features;
mod hexadecimal;
mod hook;
mod intent;
mod keys;
mod lines;
mod marks;
mod menu;
mod moment;
mod own_words;
mod port;
mod random;
pub mod recording;
mod render;
mod screen;
mod server_messages;
mod services;
mod softkeys;
mod station;
mod stream_statistics;
mod streams;
mod templates;
mod tones_and_rings;
mod voice;
mod watching;

pub use application::ApplicationData;
pub use calls::{CallList, CallLog, CallLogEntry};
pub use intent::{HardKey, Intent, Navigate};
pub use marks::{LampColour, Precedence, Presence, Privacy};
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
pub use stream_statistics::{StreamQuality, StreamStatistics};
pub use voice::{AudioPath, ExpectedSender, VoiceCommand, VoiceFailure, VoiceReport};
