//! Whether sound is a pause, by its power alone: where cutting it is not heard.

/// A pause is this much below the speech level (power ratio: 26 dB) …
const PAUSE_RATIO: f32 = 0.0025;

/// … or below this power: −60 dB of full scale.
const PAUSE_POWER: f32 = 1000.0;

/// Of the level, so much is left after a packet without speech: halves in about two seconds.
const KEPT: f32 = 0.993;

/// Follows the power of speech: rises at once, falls slowly.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SpeechLevel {
    power: f32,
}

impl SpeechLevel {
    /// Hears sound of this mean power, once a packet; whether it is a pause.
    pub(crate) fn is_pause(&mut self, power: f32) -> bool {
        self.power = (self.power * KEPT).max(power);
        power < PAUSE_POWER || power < self.power * PAUSE_RATIO
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_below_the_speech_is_a_pause() {
        let mut level = SpeechLevel::default();
        assert!(!level.is_pause(4.0e6));
        assert!(!level.is_pause(1.0e5));
        assert!(level.is_pause(5.0e3));
        assert!(level.is_pause(10.0), "silence is, whatever was before");
    }

    #[test]
    fn a_soft_voice_is_none_soon_after_a_loud_one() {
        let mut level = SpeechLevel::default();
        assert!(!level.is_pause(4.0e7));
        let paused = (0..500).take_while(|_| level.is_pause(2.0e4)).count();
        assert!((100..300).contains(&paused), "{paused} packets");
    }
}
