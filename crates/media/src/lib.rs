//! RTP sessions, codecs, playout and tones, with time as an argument.
//!
//! Plain objects without threads, sockets or devices: a sound device pulls from
//! [`Playback`] and pushes into [`Capture`], a network thread feeds datagrams to a
//! [`Receiver`] and takes them from a [`Transmitter`]. Between the two sides stand
//! bounded lock-free rings; what runs in a sound callback never locks, allocates
//! or waits. Time is a `Duration` since a start that the caller chooses.
//! This crate knows nothing of SCCP but its codec and tone numbers.
//!
//! ```
//! use std::time::Duration;
//! use media::{
//!     Codec, Playback as _, ReceiverConfig, Senders, Transmitter, TransmitterConfig, receiver,
//! };
//!
//! # fn main() -> Result<(), media::TransmitError> {
//! let mut sender = Transmitter::new(TransmitterConfig {
//!     ssrc: 7,
//!     ..TransmitterConfig::new(Codec::Pcmu, 20)
//! })?;
//! let peer = ([192, 0, 2, 1], 16384).into();
//! let (mut receiver, mut playout) = receiver(ReceiverConfig {
//!     senders: Senders::Peer(peer),
//!     ..ReceiverConfig::new(Codec::Pcmu)
//! });
//! let mut heard = [0; 160];
//! for n in 0..5 {
//!     let datagram = sender.packet(&[1000; 160]);
//!     receiver.handle(datagram, peer, Duration::from_millis(20 * n));
//!     playout.pull(&mut heard);
//! }
//! assert!(heard.iter().all(|&sample| (980..1020).contains(&sample)));
//! assert_eq!(receiver.statistics().lost, 0);
//! # Ok(())
//! # }
//! ```

pub mod amplifier;
mod clip;
pub mod codec;
pub mod comfort_noise;
mod conceal;
pub mod control;
pub mod ear;
pub mod event;
pub mod level;
pub mod likeness;
pub mod mouth;
mod muted_speech;
pub mod opus_file;
pub mod packet;
mod pitch;
mod played;
pub mod playout;
pub mod port;
pub mod probe;
pub mod protect;
pub mod quality;
pub mod rate;
pub mod receive;
pub mod ring;
pub mod ring_tune;
pub mod side_tone;
pub mod silence;
mod speech_level;
pub mod statistics;
#[cfg(test)]
mod steps;
pub mod tone;
pub mod transmit;
mod voice_detector;
pub mod volume;

pub use amplifier::{Amplifier, AmplifierControl, MICROPHONE_GAIN_DB};
pub use codec::{Codec, Decoder, Encoder};
pub use comfort_noise::ComfortNoise;
pub use control::{ControlConfig, ControlFigures, ControlSession};
pub use ear::{Ear, EarControl, EarFull, ear};
pub use level::{Level, LevelMeter};
pub use likeness::{Likeness, LikenessListener};
pub use mouth::{Mouth, MouthReader, MouthStatistics, mouth, mouth_with};
pub use muted_speech::{MutedSpeech, SPOKEN_MS, WINDOW_MS};
pub use opus_file::OpusFile;
pub use played::Played;
pub use playout::Playout;
pub use port::{Capture, Playback};
pub use probe::{ProbeHeard, ProbeListener, ProbeSource};
pub use protect::{Incoming, MasterKey, Outgoing, Suite};
pub use quality::Quality;
pub use rate::RateChange;
pub use receive::{Received, Receiver, ReceiverConfig, Senders, receiver};
pub use ring::{RingMode, RingPlayer};
pub use ring_tune::{BuiltInTune, RingTune};
pub use side_tone::{SIDE_TONE, SideToneControl, side_tone};
pub use silence::{SilenceSuppressor, Verdict};
pub use statistics::{ReceiveStatistics, TransmitStatistics};
pub use tone::{Region, Tone, TonePlayer};
pub use transmit::{TransmitError, Transmitter, TransmitterConfig, packet_samples};
