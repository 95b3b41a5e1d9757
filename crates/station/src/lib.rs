//! The phone as a state machine without I/O.
//!
//! A [`Station`] takes inputs with their time and gives outputs: frames to send,
//! commands to the voice path, screens, events and the next deadline. It opens no
//! socket, reads no clock, plays no sound and draws nothing. The same inputs give
//! the same outputs, bit for bit.

mod intent;
mod moment;
mod port;
mod screen;
mod voice;

pub use intent::{HardKey, Intent, Navigate};
pub use moment::Moment;
pub use port::{Event, Input, Output, StationConfig, TimedInput};
pub use screen::{
    Call, CallState, Clock, DateOrder, Direction, Lamp, LineKey, LineKeyKind, Menu, MenuItem, Notify,
    Registration, RegistrationState, Ring, Screen, Security, SoftKey, SoftKeyBar, SoftKeyPlace,
    VISIBLE_SOFT_KEYS,
};
pub use voice::{AudioPath, StreamStatistics, VoiceCommand, VoiceFailure, VoiceReport};
