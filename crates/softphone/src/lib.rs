//! One running phone: sockets, timers, threads.
//!
//! [`Softphone::start`] gives a [`PhoneHandle`] (intents in, the newest screen out)
//! and its [`Changes`] (every screen and event, in order). The phone itself is the
//! [`station`] crate, which this one drives; nothing here decides anything of the
//! protocol, and nothing draws.
//!
//! ```no_run
//! use softphone::voice::VoiceConfig;
//! use softphone::{Change, Event, Intent, Softphone, SoftphoneConfig, StationConfig};
//!
//! # async fn run() -> Result<(), softphone::StartError> {
//! let station = StationConfig {
//!     device: "SEP001122334455".to_owned(),
//!     servers: vec!["192.0.2.10:2000".to_owned()],
//!     ..StationConfig::default()
//! };
//! let config = SoftphoneConfig { station, ..SoftphoneConfig::default() };
//! let runtime = tokio::runtime::Handle::current();
//! let (phone, mut changes) = Softphone::start(config, VoiceConfig::default(), &runtime)?;
//! phone.send(Intent::Dial("600".to_owned()));
//! while let Some(change) = changes.next().await {
//!     if let Change::Event(Event::CallState { state, .. }) = change.change {
//!         println!("{:?} {state:?}", change.at.since_start());
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod call_log_file;
mod changes;
mod clock;
mod config;
mod connection;
mod courses;
mod driver;
mod figures;
mod handle;
pub mod journal;
mod key_masks;
mod live_trace;
mod made_up_tcp;
mod names;
mod network;
mod pcapng;
mod recorder;
mod restart;
mod rtp_tap;
pub mod sound_check;
mod standbys;
mod start;
mod trace_file;
pub mod voice;
mod voice_path;
mod witnesses;

pub use call_log_file::call_log_in;
pub use changes::{CHANGE_QUEUE, Change, Changes, TimedChange};
pub use config::{CONNECT_LIMIT, SoftphoneConfig};
pub use connection::ConnectError;
pub use handle::PhoneHandle;
pub use names::Names;
pub use rtp_tap::RtpTap;
pub use start::{REPORT_QUEUE, Softphone, StartError};
pub use station::*;
pub use voice_path::VoicePath;

/// Lets a test forbid allocation: `assert_no_alloc` aborts on one.
#[cfg(test)]
#[global_allocator]
static ALLOCATOR: assert_no_alloc::AllocDisabler = assert_no_alloc::AllocDisabler;
