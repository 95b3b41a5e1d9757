//! A microphone made louder or quieter: the level that a person sets.
//!
//! An [`Amplifier`] wraps what a recording device pushes into, so all that comes after it has the
//! sound as it was set: the own voice in the ear, the meter, echo cancellation, the automatic
//! level. A new gain is reached in steps too small to be heard. What would be too loud for 16 bits
//! is bent towards full scale rather than cut off.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::port::Capture;
use crate::volume::Ramp;

/// The gains that can be set, dB.
pub const MICROPHONE_GAIN_DB: RangeInclusive<i8> = -20..=20;

/// The largest sample, and that of a full-scale square wave.
const FULL: f32 = 32_768.0;

/// Up to here, 2.5 dB below full scale, a sample has exactly the gain.
const KNEE: f32 = 0.75 * FULL;

/// Samples made louder at a time.
const BLOCK: usize = 256;

/// Makes what is recorded louder or quieter, and hands it on.
pub struct Amplifier<C> {
    capture: C,
    factor: Arc<AtomicU32>,
    ramp: Ramp,
    block: [i16; BLOCK],
}

/// Says how much louder; clones say it to the same microphone.
#[derive(Clone, Debug)]
pub struct AmplifierControl(Arc<AtomicU32>);

impl<C: Capture> Amplifier<C> {
    /// Before this, at this rate; it begins with the gain that is set.
    pub fn new(capture: C, control: &AmplifierControl, rate_hz: u32) -> Self {
        Self {
            capture,
            factor: Arc::clone(&control.0),
            ramp: Ramp::new(control.factor(), rate_hz),
            block: [0; BLOCK],
        }
    }
}

impl AmplifierControl {
    /// From now on the microphone is so much louder, dB; within [`MICROPHONE_GAIN_DB`].
    pub fn set_db(&self, gain_db: i8) {
        let gain_db = gain_db.clamp(*MICROPHONE_GAIN_DB.start(), *MICROPHONE_GAIN_DB.end());
        let factor = 10_f32.powf(f32::from(gain_db) / 20.0);
        self.0.store(factor.to_bits(), Ordering::Relaxed);
    }

    /// The factor that is set.
    pub fn factor(&self) -> f32 {
        f32::from_bits(self.0.load(Ordering::Relaxed))
    }
}

impl Default for AmplifierControl {
    /// The sound stays as it is.
    fn default() -> Self {
        Self(Arc::new(AtomicU32::new(1_f32.to_bits())))
    }
}

impl<C: Capture> Capture for Amplifier<C> {
    fn push(&mut self, samples: &[i16]) {
        self.ramp
            .go_to(f32::from_bits(self.factor.load(Ordering::Relaxed)));
        if self.ramp.stays_at(1.0) {
            self.capture.push(samples);
            return;
        }
        for samples in samples.chunks(BLOCK) {
            let louder = &mut self.block[..samples.len()];
            for (louder, &sample) in louder.iter_mut().zip(samples) {
                *louder = amplified(sample, self.ramp.next());
            }
            self.capture.push(louder);
        }
    }
}

/// A sample with this factor. Above the knee the factor's whole range finds room below full
/// scale: the curve leaves the knee with the slope of the factor and ends at full scale where a
/// full-scale sample does. At a factor of 1 it is the straight line, so nothing jumps on the way
/// there.
fn amplified(sample: i16, factor: f32) -> i16 {
    let mut louder = f32::from(sample) * factor;
    let over = louder.abs() - KNEE;
    if factor > 1.0 && over > 0.0 {
        let bend = 1.0 / (FULL - KNEE) - 1.0 / (FULL * factor - KNEE);
        louder = (KNEE + over / (1.0 + bend * over)).copysign(louder);
    }
    // The cast saturates: at most full scale is left.
    louder.round() as i16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level::Level;
    use crate::steps::largest_step;

    /// What a device would have recorded.
    #[derive(Default)]
    struct Tape(Vec<i16>);

    impl Capture for Tape {
        fn push(&mut self, samples: &[i16]) {
            self.0.extend(samples);
        }
    }

    /// 400 Hz at 8000 Hz, from this sample on.
    fn sine(peak: f32, from: usize, count: usize) -> Vec<i16> {
        let turn = std::f32::consts::TAU * 400.0 / 8000.0;
        (from..from + count)
            .map(|n| ((n as f32 * turn).sin() * peak) as i16)
            .collect()
    }

    fn amplifier(gain_db: i8) -> (Amplifier<Tape>, AmplifierControl) {
        let control = AmplifierControl::default();
        control.set_db(gain_db);
        (Amplifier::new(Tape::default(), &control, 8000), control)
    }

    #[test]
    fn every_gain_is_exact_to_a_tenth_of_a_decibel() {
        let sound = sine(2000.0, 0, 8000);
        let before = Level::of(&sound).rms_dbov();
        for gain_db in MICROPHONE_GAIN_DB {
            let (mut amplifier, _control) = amplifier(gain_db);
            for piece in sound.chunks(377) {
                amplifier.push(piece);
            }
            let tape = &amplifier.capture.0;
            assert_eq!(tape.len(), sound.len());
            let gained = Level::of(tape).rms_dbov() - before;
            assert!(
                (gained - f32::from(gain_db)).abs() < 0.1,
                "{gain_db}: {gained}"
            );
        }
    }

    #[test]
    fn without_a_gain_no_sample_is_touched() {
        let (mut amplifier, _control) = amplifier(0);
        let all: Vec<i16> = (i16::MIN..=i16::MAX).collect();
        amplifier.push(&all);
        assert_eq!(amplifier.capture.0, all);
    }

    #[test]
    fn a_change_is_soft_and_arrives() {
        for (from, to) in [(0, 20), (20, -20), (-20, 6), (6, 0)] {
            let (mut amplifier, control) = amplifier(from);
            amplifier.push(&sine(2000.0, 0, 400));
            control.set_db(to);
            amplifier.push(&sine(2000.0, 400, 2000));
            let tape = &amplifier.capture.0;
            let loud = 2000.0 * 10_f32.powf(f32::from(from.max(to)) / 20.0);
            // The steepest that the louder of both tones is, and what the ramp adds to its peak.
            let steepest = largest_step(&sine(loud, 0, 400));
            let most = steepest + (2000.0 / 80.0) as i32 + 2;
            assert!(largest_step(tape) <= most, "{from} to {to} dB");
            let arrived = Level::of(&tape[1600..]).rms_dbov();
            let wanted = Level::of(&sine(2000.0, 0, 800)).rms_dbov() + f32::from(to);
            assert!((arrived - wanted).abs() < 0.1, "{from} to {to}: {arrived}");
        }
    }

    #[test]
    fn the_loudest_sound_stays_in_range_and_in_order_at_twenty_decibels() {
        for gain_db in [1, 6, 20] {
            let (mut amplifier, _control) = amplifier(gain_db);
            let all: Vec<i16> = (i16::MIN..=i16::MAX).collect();
            amplifier.push(&all);
            let tape = &amplifier.capture.0;
            assert!(tape.is_sorted(), "nothing turns round at {gain_db} dB");
            assert_eq!(tape.first(), Some(&i16::MIN));
            assert!(tape.last().is_some_and(|&loudest| loudest >= i16::MAX - 1));
        }
    }

    #[test]
    fn what_is_above_the_knee_is_bent_and_not_cut_off() {
        let (mut amplifier, _control) = amplifier(6);
        // 2 dB too loud with its gain.
        let sound = sine(20_600.0, 0, 800);
        amplifier.push(&sound);
        let cut = amplifier
            .capture
            .0
            .iter()
            .filter(|sample| sample.unsigned_abs() >= 32_767);
        assert_eq!(cut.count(), 0);
        let level = Level::of(&amplifier.capture.0);
        assert!(level.peak_dbov() > -1.0, "the meter tells it: {level:?}");
    }

    #[test]
    fn a_microphone_made_anew_begins_with_the_gain_that_is_set() {
        let control = AmplifierControl::default();
        control.set_db(6);
        let mut anew = Amplifier::new(Tape::default(), &control, 8000);
        anew.push(&[1000; 4]);
        assert_eq!(anew.capture.0, [1995; 4]);
        control.set_db(i8::MAX);
        assert!(
            (control.factor() - 10.0).abs() < 1e-3,
            "held within its range"
        );
    }
}
