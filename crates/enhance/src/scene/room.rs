//! A room in which a microphone hears a loudspeaker.

use super::Chance;

/// What a room is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoomConfig {
    /// From the samples played to the first of them recorded, ms: the buffers of both devices,
    /// and the air.
    pub delay_ms: u32,
    /// Until the echo has fallen by 60 dB, ms.
    pub reverberation_ms: u32,
    /// Level of the echo beside the played sound, dB; negative is weaker.
    pub level_db: f32,
    /// How hard the loudspeaker is driven: 0 is not at all, at 1 a sound of full height is
    /// bent to three quarters of it.
    pub distortion: f32,
    /// Seed of the reflections.
    pub seed: u64,
}

impl Default for RoomConfig {
    /// An office, the phone on the table.
    fn default() -> Self {
        Self {
            delay_ms: 40,
            reverberation_ms: 250,
            level_db: -6.0,
            distortion: 0.3,
            seed: 1,
        }
    }
}

/// Reflections of a room for each millisecond of its reverberation.
const REFLECTIONS_PER_MS: u32 = 2;

/// Hears what is played in it.
pub struct Room {
    distortion: f32,
    /// Delay in samples and factor of each reflection.
    reflections: Vec<(usize, f32)>,
    /// What was played, a ring.
    played: Vec<f32>,
    next: usize,
}

impl Room {
    /// Builds the room for sound of this sampling rate.
    pub fn new(config: RoomConfig, rate_hz: u32) -> Self {
        let mut chance = Chance(config.seed);
        let per_ms = rate_hz as f32 / 1000.0;
        let first = config.delay_ms as f32 * per_ms;
        let tail = config.reverberation_ms as f32 * per_ms;
        // The straight way is the loudest.
        let mut reflections = vec![(first as usize, 1.0)];
        for _ in 0..config.reverberation_ms * REFLECTIONS_PER_MS {
            // The cast cuts, as wanted.
            let after = (chance.symmetric().abs() * tail).max(1.0);
            let fallen = 10f32.powf(-3.0 * after / tail);
            reflections.push(((first + after) as usize, 0.35 * chance.symmetric() * fallen));
        }
        let power: f32 = reflections.iter().map(|(_, factor)| factor * factor).sum();
        let scale = 10f32.powf(config.level_db / 20.0) / power.sqrt();
        for (_, factor) in &mut reflections {
            *factor *= scale;
        }
        let longest = reflections.iter().map(|&(delay, _)| delay).max();
        Self {
            distortion: config.distortion,
            reflections,
            played: vec![0.0; longest.unwrap_or(0) + 1],
            next: 0,
        }
    }

    /// What the microphone hears while this is played.
    pub fn echo(&mut self, played: &[i16]) -> Vec<i16> {
        played.iter().map(|&sample| self.hear(sample)).collect()
    }

    fn hear(&mut self, sample: i16) -> i16 {
        let height = f32::from(sample) / 32768.0;
        let bent = if self.distortion > 0.0 {
            (height * self.distortion).tanh() / self.distortion
        } else {
            height
        };
        let length = self.played.len();
        self.played[self.next] = bent * 32768.0;
        let now = self.next + length;
        self.next = (self.next + 1) % length;
        let reflections = self.reflections.iter();
        let heard: f32 = reflections
            .map(|&(delay, factor)| factor * self.played[(now - delay) % length])
            .sum();
        // Saturates by itself, as a microphone does.
        heard.round() as i16
    }
}
