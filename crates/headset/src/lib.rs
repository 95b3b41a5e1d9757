//! Buttons and lamps of USB headsets, by HID's telephony page.
//!
//! What a headset can do is read from its report descriptor ([`Layout`]); what its reports mean,
//! and which reports light its lamps, follows from that and from what the phone does
//! ([`Headset`], which has no clock and no devices of its own). [`Watch`] finds headsets, on Linux
//! as `hidraw` devices, reads and writes them, and takes those that are plugged in later.
//!
//! It is the standard page only: no maker's own messages, and none of Teams.

mod device;
mod layout;
mod machine;
mod watch;

#[cfg(target_os = "linux")]
mod hidraw;

pub use device::{Found, Port, Ports};
pub use layout::{BadDescriptor, Control, Lamp, Layout};
pub use machine::{Event, Headset, PhoneState};
pub use watch::{HeadsetInfo, Watch};

#[cfg(target_os = "linux")]
pub use hidraw::Hidraw;
