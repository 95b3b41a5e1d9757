//! RTP sessions, codecs, playout and tones, with time as an argument.
//!
//! Plain objects without threads, sockets or devices: a sound device pulls from
//! [`Playback`] and pushes into [`Capture`], a network thread feeds datagrams to a
//! [`Receiver`] and takes them from a [`Transmitter`]. Between the two sides stand
//! bounded lock-free rings; what runs in a sound callback never locks, allocates
//! or waits. Time is a `Duration` since a start that the caller chooses.
//! This crate knows nothing of SCCP but its codec and tone numbers.

pub mod codec;
mod conceal;
pub mod ear;
pub mod event;
pub mod mouth;
pub mod packet;
mod pitch;
pub mod playout;
pub mod port;
pub mod probe;
pub mod receive;
pub mod ring;
pub mod statistics;
pub mod tone;
pub mod transmit;
pub mod volume;

pub use codec::Codec;
pub use ear::{Ear, EarControl, EarFull, ear};
pub use mouth::{Mouth, MouthReader, MouthStatistics, mouth};
pub use playout::Playout;
pub use port::{Capture, Playback};
pub use probe::{ProbeHeard, ProbeListener, ProbeSource};
pub use receive::{Received, Receiver, ReceiverConfig, receiver};
pub use ring::{RingMode, RingPlayer};
pub use statistics::{ReceiveStatistics, TransmitStatistics};
pub use tone::{Region, Tone, TonePlayer};
pub use transmit::{TransmitError, Transmitter, TransmitterConfig, packet_samples};
