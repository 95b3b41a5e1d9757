//! The phone as a state machine without I/O.
//!
//! A [`Station`] takes inputs with their time and gives outputs: frames to send,
//! commands to the voice path, screens, events and the next deadline. It opens no
//! socket, reads no clock, plays no sound and draws nothing. The same inputs give
//! the same outputs, bit for bit.

mod application;
mod calls;
mod codec_name;
mod connection;
mod dialling;
mod display;
mod hook;
mod keys;
mod lines;
mod menu;
mod own_words;
mod port;
mod random;
mod screen;
mod server_messages;
mod sounds;
mod station;
mod status_messages;
mod streams;

pub use application::ApplicationData;
pub use calls::{CallList, CallLog, CallLogEntry};
pub use codec_name::codec_name;
pub use connection::Refusal;
pub use display::civil_from_days;
pub use own_words::{WordTables, fill_words, values_in};
pub use port::recording;
pub use port::{
    AudioPath, Choices, DialAs, Event, ExpectedSender, HardKey, Input, Intent, MenuWish, Moment,
    Navigate, NetworkNews, Output, PeerStatistics, PersonalEntry, Preference, Preferences,
    ProtectionSuite, RecordingNews, RtcpStatistics, SilenceSuppression, StandbyId, StandbyNews,
    StandbyOrder, StationConfig, StreamProtection, StreamQuality, StreamStatistics, TimedInput,
    TraceNews, VoiceCommand, VoiceFailure, VoiceReport, Volumes,
};
pub use sccp::{Charset, FrameReader, KeyMask, Language, UnknownCharset, UnknownLanguage};
pub use screen::{
    Call, CallCourse, CallFigures, CallState, Clock, ClockFace, DateOrder, Direction, FigureSample,
    Lamp, LampColour, LineKey, LineKeyKind, MAX_COURSE_SAMPLES, MAX_FIGURE_SAMPLES, Menu, MenuItem,
    Notify, PeerSample, Precedence, Presence, Privacy, Registration, RegistrationState, Ring,
    Screen, Security, SoftKey, SoftKeyBar, SoftKeyPlace, SoundLevel, TuningDoing, TuningNow,
    VISIBLE_SOFT_KEYS, Who, lasting, next_second,
};
pub use station::Station;
pub use status_messages::StatusMessage;
