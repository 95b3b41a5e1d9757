//! The embedded SCCP call server for demo, tests and labs.
//!
//! Its core, [`CallManager`], does no I/O: it takes what phones send, with the
//! time, and gives what to send back. [`server`] runs it on real sockets. It is
//! enough of a call server to exercise a phone: registration with any protocol
//! version from 3 to 22, calls between phones, hold with music, and the numbers
//! of [`SERVICES`]. Besides:
//!
//! - lines on several phones: all ring, the first answer wins, and the others see the
//!   call, may take it over when it is held, barge in, or not when it is private
//! - forwarding of all, busy and unanswered calls; park and pickup; hunt groups
//! - do not disturb, call back, reports of malicious calls and bad quality, auto
//!   answer, hot lines, intercom lines that whisper first
//! - precedence, hold reversion, marks of security and recording, as shown things only
//! - transfer: with a talk before or to a phone that still rings, to the services and to
//!   park slots, and of two calls that are there already
//! - conferences of up to 64 phones, mixed by the server: made by Confrn or of selected
//!   calls, with a list of participants that removes them; meet-me numbers
//! - voice mail; paging by multicast
//! - buttons as configured, with busy lamps; scripts for what is rare
//!
//! Where what is:
//!
//! | room | subject |
//! | --- | --- |
//! | `manager`, `port`, `timers`, `clock` | the core itself: inputs, outputs, deadlines, time of day |
//! | `config` | the configuration and its file; scripts as they are written |
//! | `directory` | which phones there are, their buttons and lines, the number plan |
//! | `registration` | who a phone is, its session, the answers it gets while it registers |
//! | `requests` | what phones send, handed on to whom it concerns: messages, soft keys, buttons |
//! | `calls` | legs; dialling, routing, ringing, talking and ending; where sound goes |
//! | `features` | a file for each: forward, transfer, park, pickup, hunt groups, shared lines, … |
//! | `conference` | who is in one, the keys for it, its list, meet-me, barge |
//! | `services` | what the server itself says or does in a call: voice mail, paging, scripts |
//! | `display` | what phones show and play, in the form, the characters and the language they have |
//! | [`server`] | sockets and threads: connections, RTP streams, mixers, recordings |
//!
//! Each but the last is a part of the core: most files add methods to [`CallManager`].
//!
//! It is no PBX: no trunks, no users, no rights. A pickup connects at once, a barge is
//! a conference, and reports go into the log alone.

mod calls;
mod clock;
mod conference;
mod config;
mod directory;
mod display;
mod features;
mod manager;
mod port;
mod registration;
mod requests;
pub mod server;
mod services;
mod timers;

pub use clock::WallClock;
pub use config::{
    AutoAnswer, ButtonConfig, ButtonError, CallInfoStep, Config, ConfigError, DoNotDisturb,
    Encryption, EncryptionSuite, FEATURES, FIRST_NUMBER, HuntGroup, HuntOrder, LineConfig,
    LineRing, LineSecurity, NumberRange, NumberRangeError, PageGroup, Paging, PhoneConfig,
    PickupGroup, ScriptConfig, SecondRegistration, Step, StepError, Tokens, UnknownPhones,
    VoicemailConfig,
};
pub use directory::numbers::{SERVICES, Service};
pub use manager::{CallManager, PhoneStatus};
pub use port::{
    Clip, ConferenceId, ConnectionId, Envelope, Input, MediaCommand, MediaReport, MessageId,
    Output, Source, StreamId, StreamKeys,
};
pub use server::{Server, ServerConfig, ServerError};
pub use services::MAX_CLIPS;
