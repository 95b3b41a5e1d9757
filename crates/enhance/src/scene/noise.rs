//! Noise of three kinds.

use super::{Chance, amplified, level_dbov};

/// A steady noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noise {
    /// Hiss: all frequencies alike.
    White,
    /// A fan: a hum with overtones in a low rush.
    Fan,
}

impl Noise {
    /// That much noise of this level.
    pub fn sound(self, samples: usize, rate_hz: u32, dbov: f64, seed: u64) -> Vec<i16> {
        let mut chance = Chance(seed);
        let mut low = 0.0f32;
        let turn = std::f32::consts::TAU / rate_hz as f32;
        // One pole at 300 Hz.
        let share = 1.0 - (-turn * 300.0).exp();
        let raw: Vec<i16> = (0..samples)
            .map(|n| {
                let hiss = chance.symmetric();
                low += share * (hiss - low);
                let at = (n % rate_hz as usize) as f32 * turn;
                let hum: f32 = [(100.0, 0.05), (200.0, 0.03), (400.0, 0.015)]
                    .iter()
                    .map(|(hz, height)| height * (at * hz).sin())
                    .sum();
                let sample = match self {
                    Self::White => hiss * 0.2,
                    Self::Fan => low * 0.5 + hum,
                };
                (sample * 20_000.0) as i16
            })
            .collect();
        let level = level_dbov(&raw);
        amplified(&raw, dbov - level)
    }
}

/// Many voices at once, of this level: one voice over and over, at six places and pitches.
pub fn babble(voice: &[i16], samples: usize, dbov: f64, seed: u64) -> Vec<i16> {
    if voice.len() < 2 {
        return vec![0; samples];
    }
    let mut chance = Chance(seed);
    let mut sum = vec![0.0f64; samples];
    for speaker in 0..6 {
        let step = 0.8 + 0.08 * f64::from(speaker);
        let begin = f64::from(chance.symmetric().abs()) * voice.len() as f64;
        for (n, sum) in sum.iter_mut().enumerate() {
            let place = (begin + n as f64 * step) % (voice.len() - 1) as f64;
            let (whole, part) = (place as usize, place.fract());
            *sum += f64::from(voice[whole]) * (1.0 - part) + f64::from(voice[whole + 1]) * part;
        }
    }
    let raw: Vec<i16> = sum.iter().map(|sum| (sum / 3.0) as i16).collect();
    let level = level_dbov(&raw);
    amplified(&raw, dbov - level)
}
