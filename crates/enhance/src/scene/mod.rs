//! Rooms and noise from a seed: what the tests and the bench measure with.
//!
//! Nothing here is heard in a call.

mod noise;
mod room;

pub use noise::{Noise, babble};
pub use room::{Room, RoomConfig};

/// Chance from a seed, the same everywhere (splitmix64).
#[derive(Clone, Debug)]
pub struct Chance(pub u64);

impl Chance {
    /// A number from -1 up to, but not including, 1.
    pub fn symmetric(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        // 24 bits are what a float holds exactly.
        (mixed >> 40) as f32 / (1u32 << 23) as f32 - 1.0
    }
}

/// Level of a sound, dBov: 0 is a square wave of full height. Silence has -100.
pub fn level_dbov(sound: &[i16]) -> f64 {
    let power: f64 = sound.iter().map(|&sample| f64::from(sample).powi(2)).sum();
    let mean = power / sound.len().max(1) as f64;
    (10.0 * (mean / 32768.0f64.powi(2)).log10()).max(-100.0)
}

/// The same sound with its level changed by this much, dB.
pub fn amplified(sound: &[i16], db: f64) -> Vec<i16> {
    let factor = 10f64.powf(db / 20.0);
    let louder = sound.iter().map(|&sample| f64::from(sample) * factor);
    // Saturates by itself.
    louder.map(|sample| sample.round() as i16).collect()
}

/// Both at once.
pub fn mixed(one: &[i16], other: &[i16]) -> Vec<i16> {
    let pairs = one.iter().zip(other);
    pairs
        .map(|(&one, &other)| one.saturating_add(other))
        .collect()
}

/// The sound as a clock hears it that is faster by this many millionths.
pub fn drifted(sound: &[i16], ppm: f64) -> Vec<i16> {
    let step = 1.0 - ppm / 1e6;
    let count = (sound.len().saturating_sub(1) as f64 / step) as usize;
    let at = |n: usize| f64::from(sound.get(n).copied().unwrap_or(0));
    (0..count)
        .map(|n| {
            let place = n as f64 * step;
            let (whole, part) = (place as usize, place.fract());
            // Between two samples, so it fits.
            (at(whole) * (1.0 - part) + at(whole + 1) * part).round() as i16
        })
        .collect()
}
