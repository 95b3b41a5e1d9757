//! The station's edges: what comes in, what goes out, what it is told at the start.
//!
//! Plain data: who drives a station, records it or plays a recording needs nothing else.

pub(crate) mod as_text;
mod config;
mod event;
pub(crate) mod hexadecimal;
mod input;
mod intent;
mod moment;
mod output;
mod preferences;
mod protection;
pub mod recording;
mod stream_statistics;
mod voice;
mod volumes;

pub use config::{SilenceSuppression, StationConfig};
pub use event::Event;
pub use input::{Input, NetworkNews, StandbyId, StandbyNews, TimedInput, TraceNews};
pub use intent::{DialAs, HardKey, Intent, MenuWish, Navigate, PersonalEntry};
pub use moment::Moment;
pub use output::{Output, StandbyOrder};
pub use preferences::{Choices, Preference, Preferences};
pub use protection::{ProtectionSuite, StreamProtection};
pub use stream_statistics::{PeerStatistics, RtcpStatistics, StreamQuality, StreamStatistics};
pub use voice::{
    AudioPath, ExpectedSender, RecordingNews, VoiceCommand, VoiceFailure, VoiceReport,
};
pub use volumes::Volumes;
