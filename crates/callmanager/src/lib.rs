//! The embedded SCCP call server for demo, tests and labs.
//!
//! Its core, [`CallManager`], does no I/O: it takes what phones send, with the
//! time, and gives what to send back. [`server`] runs it on real sockets. It is
//! enough of a call server to exercise a phone: registration with any protocol
//! version from 3 to 22, calls between phones, hold with music, and the numbers
//! of [`SERVICES`]. It is no PBX: no trunks, no voice mail, no users.

mod answers;
mod buttons;
mod call;
mod clock;
mod conference;
mod conference_list;
mod conferencing;
mod config;
mod consultation;
mod dialling;
mod directory;
mod display;
mod features;
mod forward;
mod keys;
mod leg;
mod legs;
mod manager;
mod meet_me;
mod numbers;
mod offering;
mod park;
mod path;
mod phone;
mod pickup;
mod port;
mod presence;
mod presses;
mod registration;
mod requests;
mod selection;
pub mod server;
mod service;
mod session;
mod sharing;
mod texts;
mod timers;
mod transfer;
mod usable;
mod voicemail;

pub use clock::WallClock;
pub use config::{
    AutoAnswer, ButtonConfig, ButtonError, Config, ConfigError, FEATURES, FIRST_NUMBER, HuntGroup,
    HuntOrder, LineConfig, LineRing, NumberRange, NumberRangeError, PageGroup, Paging, PhoneConfig,
    PickupGroup, SecondRegistration, Tokens, UnknownPhones, VoicemailConfig,
};
pub use manager::{CallManager, PhoneStatus};
pub use numbers::{SERVICES, Service};
pub use port::{
    Clip, ConferenceId, ConnectionId, Envelope, Input, MediaCommand, MediaReport, MessageId,
    Output, Source, StreamId,
};
pub use server::{Server, ServerConfig, ServerError};
pub use service::MAX_CLIPS;
