//! How loud a microphone is: peak and mean level of what it records, measured where the samples
//! come and read wherever they are shown.
//!
//! Levels are in dBov, against the overload point of 16-bit samples: a full-scale square wave is
//! 0 dBov, a full-scale sine −3 dBov (ITU-T G.100.1). The sound callback adds up a block and
//! stores it in one atomic number; nothing of the sound itself is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Sound that makes one measurement, ms: a needle that follows speech without trembling.
pub const BLOCK_MS: u32 = 50;

/// The largest square of a sample.
const FULL: f32 = 32_768.0 * 32_768.0;

/// Digital silence is shown as this, dBov: a step below what one bit can say.
pub const SILENCE_DBOV: f32 = -96.0;

/// How loud a piece of sound is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Its largest sample, 0 to 32768.
    pub peak: u16,
    /// The mean of the squares of its samples.
    pub power: u32,
    /// Counts the measurements; two that follow each other differ in it.
    pub number: u16,
}

impl Level {
    /// The level of these samples.
    pub fn of(samples: &[i16]) -> Self {
        let mut sum = Sum::default();
        sum.add(samples);
        sum.level(0)
    }

    /// The largest sample, dBov.
    pub fn peak_dbov(self) -> f32 {
        dbov(f32::from(self.peak).powi(2))
    }

    /// The root of the mean square, dBov.
    pub fn rms_dbov(self) -> f32 {
        // Rounded to a precision that nobody hears.
        dbov(self.power as f32)
    }

    /// One number that an atomic holds.
    pub fn packed(self) -> u64 {
        u64::from(self.number) << 48 | u64::from(self.peak) << 32 | u64::from(self.power)
    }

    /// The level in such a number.
    pub const fn unpacked(packed: u64) -> Self {
        // The casts take the parts out again.
        Self {
            peak: (packed >> 32) as u16,
            power: packed as u32,
            number: (packed >> 48) as u16,
        }
    }
}

fn dbov(square: f32) -> f32 {
    if square <= 0.0 {
        return SILENCE_DBOV;
    }
    (10.0 * (square / FULL).log10()).max(SILENCE_DBOV)
}

/// Samples as they are added up.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    squares: u64,
    samples: u32,
    peak: u16,
}

impl Sum {
    fn add(&mut self, samples: &[i16]) {
        for &sample in samples {
            let size = sample.unsigned_abs();
            self.peak = self.peak.max(size);
            self.squares += u64::from(size) * u64::from(size);
        }
        self.samples += u32::try_from(samples.len()).unwrap_or(u32::MAX);
    }

    fn level(self, number: u16) -> Level {
        let mean = self.squares / u64::from(self.samples.max(1));
        Level {
            peak: self.peak,
            // At most 2^30.
            power: u32::try_from(mean).unwrap_or(u32::MAX),
            number,
        }
    }
}

/// Reads what is measured; clones read the same.
#[derive(Clone, Debug, Default)]
pub struct LevelMeter(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    measures: AtomicBool,
    newest: AtomicU64,
}

impl LevelMeter {
    /// Measure from now on, or no longer: nobody looks.
    pub fn measure(&self, on: bool) {
        self.0.measures.store(on, Ordering::Relaxed);
        if !on {
            self.0.newest.store(0, Ordering::Relaxed);
        }
    }

    /// The newest measurement; nothing before the first.
    pub fn level(&self) -> Option<Level> {
        let packed = self.0.newest.load(Ordering::Relaxed);
        let level = Level::unpacked(packed);
        (level.number != 0).then_some(level)
    }
}

/// Measures in the sound callback.
pub(crate) struct LevelTap {
    meter: LevelMeter,
    sum: Sum,
    block: usize,
    number: u16,
}

impl LevelTap {
    pub(crate) fn new(meter: LevelMeter, rate_hz: u32) -> Self {
        Self {
            meter,
            sum: Sum::default(),
            block: (rate_hz / 1000 * BLOCK_MS).max(1) as usize,
            number: 0,
        }
    }

    /// Takes what is recorded; two additions a sample while somebody looks, else nothing.
    pub(crate) fn push(&mut self, mut samples: &[i16]) {
        if !self.meter.0.measures.load(Ordering::Relaxed) {
            self.sum = Sum::default();
            return;
        }
        while !samples.is_empty() {
            let room = self.block - self.sum.samples as usize;
            let (now, later) = samples.split_at(samples.len().min(room));
            self.sum.add(now);
            samples = later;
            if self.sum.samples as usize == self.block {
                // 0 stands for none.
                self.number = self.number.checked_add(1).unwrap_or(1);
                let level = std::mem::take(&mut self.sum).level(self.number);
                self.meter.0.newest.store(level.packed(), Ordering::Relaxed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(peak: f32, count: usize) -> Vec<i16> {
        let turn = std::f32::consts::TAU * 1000.0 / 8000.0;
        (0..count)
            .map(|n| ((n as f32 * turn).sin() * peak) as i16)
            .collect()
    }

    #[test]
    fn known_levels_are_the_known_dbov() {
        let square = [i16::MIN, i16::MIN, i16::MIN];
        let level = Level::of(&square);
        assert!(level.peak_dbov().abs() < 0.01 && level.rms_dbov().abs() < 0.01);
        for (peak, dbov) in [(32_767.0, 0.0), (16_384.0, -6.02), (327.68, -40.0)] {
            let level = Level::of(&sine(peak, 8000));
            assert!((level.peak_dbov() - dbov).abs() < 0.1, "{level:?}");
            assert!((level.rms_dbov() - (dbov - 3.01)).abs() < 0.1, "{level:?}");
        }
        assert!(Level::of(&[0; 160]).rms_dbov() <= SILENCE_DBOV);
        assert!(Level::of(&[]).peak_dbov() <= SILENCE_DBOV);
    }

    #[test]
    fn every_block_is_measured_once_whatever_comes_at_a_time() {
        let meter = LevelMeter::default();
        let mut tap = LevelTap::new(meter.clone(), 8000);
        tap.push(&sine(8000.0, 4000));
        assert_eq!(meter.level(), None, "nobody looks");
        meter.measure(true);
        let sound = sine(8000.0, 1200);
        for piece in sound.chunks(77) {
            tap.push(piece);
        }
        let level = meter.level().expect("three blocks have come");
        assert_eq!(level.number, 3);
        assert!((level.rms_dbov() + 15.26).abs() < 0.1, "{level:?}");
        tap.push(&[0; 400]);
        let silence = meter.level().expect("one more");
        assert_eq!((silence.peak, silence.power, silence.number), (0, 0, 4));
        meter.measure(false);
        assert_eq!(meter.level(), None);
    }

    #[test]
    fn a_level_is_the_same_after_its_way_through_one_number() {
        let level = Level {
            peak: 32_768,
            power: 1 << 30,
            number: u16::MAX,
        };
        assert_eq!(Level::unpacked(level.packed()), level);
    }
}
