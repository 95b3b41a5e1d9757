//! Echo cancellation, noise suppression and automatic gain for what the microphone records.
//!
//! An [`Enhancer`] takes the recorded sound in blocks of 10 ms, beside what the loudspeaker
//! played in the same time, and gives it back cleaned. The two come by different clocks
//! and with gaps; a [`Reference`] pairs them. Neither knows a device, a thread or the time:
//! the same blocks give the same sound.
//!
//! The algorithms are those of WebRTC, in the Rust of the `sonora` crates; two files here know
//! them, `chain` and `echo`. They allocate while they work, so this is nothing for a sound
//! callback. [`scene`] has rooms, voices and noise from a seed, to measure with.
//!
//! ```
//! use enhance::{EchoCancellation, Enhancer, NoiseSuppression, Settings};
//!
//! let settings = Settings {
//!     echo_cancellation: EchoCancellation::AtOnce,
//!     noise_suppression: NoiseSuppression::Moderate,
//!     auto_gain: false,
//! };
//! let mut enhancer = Enhancer::new(settings, 8000);
//! let (mut recorded, played) = ([0; 80], [1000; 80]);
//! enhancer.process(&mut recorded, &played);
//! assert_eq!(recorded, [0; 80], "silence stays silence");
//! ```

mod chain;
mod echo;
mod enhancer;
mod leak;
mod reference;
pub mod scene;
mod settings;

pub use enhancer::{BLOCK_MS, Enhancer};
pub use reference::{Reference, ReferenceStatistics};
pub use settings::{EchoCancellation, NoiseSuppression, NoiseSuppressionError, Settings};
