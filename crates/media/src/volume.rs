//! Loudness: from the numbers of a person to factors, and factors without clicks.

/// The volume at which sound is as loud as it came.
pub const NEUTRAL_VOLUME: u8 = 70;

/// Loudness that one step of volume is worth, dB.
const STEP_DB: f32 = 0.4;

/// The factor for a volume of 0 to 100: 0 is silence, [`NEUTRAL_VOLUME`] leaves the sound
/// as it is, 100 is 12 dB louder.
pub fn gain(volume: u8) -> f32 {
    if volume == 0 {
        return 0.0;
    }
    let steps = f32::from(volume.min(100)) - f32::from(NEUTRAL_VOLUME);
    10_f32.powf(steps * STEP_DB / 20.0)
}

/// A factor on its way to another one, in steps too small to be heard.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ramp {
    now: f32,
    target: f32,
    step: f32,
}

impl Ramp {
    /// Time for a change from nothing to full, ms.
    const FULL_MS: f32 = 10.0;

    /// A factor that has arrived.
    pub(crate) fn new(factor: f32, rate_hz: u32) -> Self {
        Self {
            now: factor,
            target: factor,
            step: 1000.0 / (Self::FULL_MS * rate_hz as f32),
        }
    }

    /// Goes to another factor from now on.
    pub(crate) fn go_to(&mut self, factor: f32) {
        self.target = factor;
    }

    /// Silent, and going to stay so.
    pub(crate) fn is_silent(&self) -> bool {
        self.stays_at(0.0)
    }

    /// At this factor, and going to stay so.
    pub(crate) fn stays_at(&self, factor: f32) -> bool {
        self.now == factor && self.target == factor
    }

    /// The factor for the next sample.
    pub(crate) fn next(&mut self) -> f32 {
        let way = self.target - self.now;
        self.now = if way.abs() <= self.step {
            self.target
        } else {
            self.now + self.step.copysign(way)
        };
        self.now
    }
}

/// Sample `n` of a linear fade over `length` samples from one sound to another.
pub(crate) fn crossfade(from: i16, to: i16, n: usize, length: usize) -> i16 {
    // The casts are exact: a fade is some hundred samples, and a weighted mean of two
    // 16-bit samples fits 16 bits.
    let (n, length) = (n as i32, length as i32);
    ((i32::from(from) * (length - n) + i32::from(to) * n) / length) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_neutral_volume_changes_nothing_and_nought_is_silent() {
        assert!((gain(NEUTRAL_VOLUME) - 1.0).abs() < 1e-6);
        assert!(gain(0) == 0.0);
        assert!(gain(100) > 3.9 && gain(100) < 4.0);
        assert!((1..=100).all(|volume| gain(volume) > gain(volume - 1)));
    }

    #[test]
    fn a_ramp_arrives_in_small_steps() {
        let mut ramp = Ramp::new(0.0, 8000);
        ramp.go_to(1.0);
        let mut before = 0.0;
        for _ in 0..80 {
            let now = ramp.next();
            assert!(now - before <= 1.0 / 80.0 + 1e-6);
            before = now;
        }
        assert!((ramp.next() - 1.0).abs() < 1e-6);
    }
}
