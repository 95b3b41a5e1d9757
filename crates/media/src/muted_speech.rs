//! Whether somebody speaks into a microphone that is muted.
//!
//! What counts is a voice above the noise of the room, for [`SPOKEN_MS`] within
//! [`WINDOW_MS`]: a cough, a click of the keyboard and a fan are none. The sound is judged and
//! forgotten; nothing of it is kept or sent.

use crate::silence::Background;
use crate::voice_detector::VoiceDetector;

/// Sound judged at once, ms.
const BLOCK_MS: usize = 10;

/// Speech so long, ms …
pub const SPOKEN_MS: usize = 300;

/// … within so long, ms, is somebody who speaks.
pub const WINDOW_MS: usize = 640;

/// The room is learnt for so long before anything is judged, ms.
const LEARNING_MS: usize = 400;

/// So much above the background, as a ratio of powers (8 dB), sound is near the microphone.
const ABOVE: f32 = 6.3;

/// Power below which nobody speaks into this microphone: −54 dBov.
const FAINT: f32 = 4_300.0;

/// Listens to a muted microphone; allocation-free but for its making.
pub struct MutedSpeech {
    detector: VoiceDetector,
    background: Background,
    per_block: usize,
    /// The last blocks, the newest in the lowest bit: whether each was speech.
    spoken: u64,
    heard: usize,
}

impl MutedSpeech {
    /// For sound of 8000 or 16000 Hz.
    pub fn new(rate_hz: u32) -> Self {
        Self {
            detector: VoiceDetector::new(rate_hz),
            background: Background::new(),
            per_block: (rate_hz as usize / 1000).max(1) * BLOCK_MS,
            spoken: 0,
            heard: 0,
        }
    }

    /// Hears what the microphone recorded; `true`: somebody speaks. It begins anew then.
    pub fn hear(&mut self, sound: &[i16]) -> bool {
        for block in sound.chunks(self.per_block) {
            let sum: f32 = block.iter().map(|&sample| f32::from(sample).powi(2)).sum();
            let power = sum / block.len().max(1) as f32;
            let floor = self.background.hear(power);
            let voice = self.detector.hear(block);
            self.heard += 1;
            let speech = voice && power > FAINT && power > floor * ABOVE;
            let known = self.heard > LEARNING_MS / BLOCK_MS;
            self.spoken = (self.spoken << 1) | u64::from(speech && known);
        }
        // The window is as long as the bits are many.
        const { assert!(WINDOW_MS / BLOCK_MS == u64::BITS as usize) };
        let speaks = self.spoken.count_ones() as usize >= SPOKEN_MS / BLOCK_MS;
        if speaks {
            self.spoken = 0;
        }
        speaks
    }

    /// The microphone is muted anew: what was heard before does not count.
    pub fn begin(&mut self) {
        self.spoken = 0;
        self.heard = 0;
        self.background = Background::new();
    }
}

impl std::fmt::Debug for MutedSpeech {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MutedSpeech").finish_non_exhaustive()
    }
}
