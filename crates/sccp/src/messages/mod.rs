//! The messages, one file per family; each declaration is the only place where
//! a layout stands.
//!
//! Sizes by version follow the reference, section 3.1; the forms of versions 3
//! and 5, which it gives in its notes and captures, are told at the fields.

mod announcements;
mod calls;
mod capabilities;
mod conferences;
mod display;
mod dtmf;
mod features;
mod keys;
mod lines;
mod media;
mod multicast;
mod ports;
mod registration;
mod reservation;
mod services;
mod sessions;
mod softkeys;
mod spcp;
mod statistics;
mod status;
mod templates;
mod video;
mod voicemail;

pub use announcements::*;
pub use calls::*;
pub use capabilities::*;
pub use conferences::*;
pub use display::*;
pub use dtmf::*;
pub use features::*;
pub use keys::*;
pub use lines::*;
pub use media::*;
pub use multicast::*;
pub use ports::*;
pub use registration::*;
pub use reservation::*;
pub use services::*;
pub use sessions::*;
pub use softkeys::*;
pub use spcp::*;
pub use statistics::*;
pub use status::*;
pub use templates::*;
pub use video::*;
pub use voicemail::*;
