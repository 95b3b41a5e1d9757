//! What is done to the recorded sound.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What is done to the recorded sound; by default nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// Removes what the microphone hears of the loudspeaker.
    pub echo_cancellation: EchoCancellation,
    /// Weakens steady noise: fans, engines, hiss.
    pub noise_suppression: NoiseSuppression,
    /// Brings quiet and loud voices to one level.
    pub auto_gain: bool,
}

/// Whether what the microphone hears of the loudspeaker is removed, and since when.
///
/// A canceller that has no echo to learn from takes some of the near voice instead. So it is
/// heard only while there is an echo; the two differ in what is taken for granted at the
/// beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EchoCancellation {
    /// Not at all.
    #[default]
    Off,
    /// Once an echo was heard, some tenths of a second of it: for headset and handset, whose
    /// microphone seldom hears any.
    OnceHeard,
    /// At once, until it is sure that there is no echo: for a loudspeaker, which nearly always
    /// has one.
    AtOnce,
}

/// How strongly noise is weakened; stronger harms the voice more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NoiseSuppression {
    /// Not at all.
    #[default]
    Off,
    /// By about 6 dB.
    Low,
    /// By about 12 dB.
    Moderate,
    /// By about 18 dB.
    High,
}

/// A word that names no strength of noise suppression.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no noise suppression; write off, low, moderate or high")]
pub struct NoiseSuppressionError(pub String);

impl Settings {
    /// Nothing is done: the sound comes out as it went in, bit for bit.
    pub fn is_off(&self) -> bool {
        *self == Self::default()
    }

    /// How much later the sound comes out than it went in, ms, at this sampling rate.
    ///
    /// Echo cancellation and noise suppression take 6 ms each; sound of 8000 Hz is worked on at
    /// 16000 Hz, and the way there and back takes 2 ms.
    pub fn delay_ms(&self, rate_hz: u32) -> u32 {
        if self.is_off() {
            return 0;
        }
        let echo = match self.echo_cancellation {
            EchoCancellation::Off => 0,
            _ => 6,
        };
        let noise = match self.noise_suppression {
            NoiseSuppression::Off => 0,
            _ => 6,
        };
        echo + noise + if rate_hz < 16_000 { 2 } else { 0 }
    }
}

impl NoiseSuppression {
    /// All of them, weakest first.
    pub const ALL: [Self; 4] = [Self::Off, Self::Low, Self::Moderate, Self::High];

    /// The word that [`FromStr`] takes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

impl fmt::Display for NoiseSuppression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for NoiseSuppression {
    type Err = NoiseSuppressionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = Self::ALL
            .into_iter()
            .find(|strength| strength.name().eq_ignore_ascii_case(text));
        named.ok_or_else(|| NoiseSuppressionError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strength_is_read_as_it_is_written() {
        for strength in NoiseSuppression::ALL {
            assert_eq!(strength.to_string().parse(), Ok(strength));
        }
        let error = "loud".parse::<NoiseSuppression>().unwrap_err();
        assert!(error.to_string().contains("moderate"), "{error}");
    }
}
