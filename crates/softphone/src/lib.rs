//! One running phone: sockets, timers, threads.
//!
//! [`Softphone::start`] gives a [`PhoneHandle`] (intents in, the newest screen out)
//! and its [`Changes`] (every screen and event, in order). The phone itself is the
//! [`station`] crate, which this one drives; nothing here decides anything of the
//! protocol, and nothing draws.

mod changes;
mod config;
mod connection;
mod driver;
mod figures;
mod handle;
mod recorder;
mod start;
pub mod voice;

pub use changes::{CHANGE_QUEUE, Change, Changes, TimedChange};
pub use config::{CONNECT_LIMIT, SoftphoneConfig};
pub use connection::ConnectError;
pub use driver::VoicePath;
pub use handle::PhoneHandle;
pub use start::{REPORT_QUEUE, Softphone, StartError};
pub use station::*;
