//! Silence suppression: which packets of the microphone need not be sent.
//!
//! Sound is a pause when it is no louder than the background has been, and no voice. The
//! first is judged here, against the quietest moments of the last seconds; the second by the
//! `earshot` crate, a small neural network, which hears soft speech in noise that the level
//! does not show. Either alone would not do: the level mistakes soft speech for a pause, and
//! the network music and tones. So whatever is loud is sent, and nothing is cut before the
//! hang-over has passed.

use crate::codec::Codec;
use crate::comfort_noise::{ComfortNoise, NoiseAnalyser};
use crate::voice_detector::VoiceDetector;

/// Sound judged at once, ms.
const BLOCK_MS: usize = 10;

/// Sound is still sent for so long after the last that was none of a pause, ms: word endings
/// fade, and a pause within a word is none.
const HANG_OVER_MS: usize = 250;

/// The first sound of a stream is sent whatever it is, ms: the background is not known yet.
const LEARNING_MS: usize = 500;

/// The background is the quietest of the last one to two spans of this length, ms: longer
/// than a breath group, shorter than what would keep a new fan from being learnt.
const SPAN_MS: usize = 1500;

/// So much above the background, as a ratio of powers (7 dB), sound is no pause.
const ABOVE: f32 = 5.0;

/// Power below which all is silence: −72 dBov.
const SILENT: f32 = 68.0;

/// Power above which nothing is background: −38 dBov.
const LOUD: f32 = 170_000.0;

/// Comfort noise is told again at the earliest after so long, ms …
const SOONEST_MS: usize = 200;

/// … when its level is other by so many dB …
const LEVEL_STEP: u8 = 3;

/// … and at the latest after so long, ms: the far end may have missed one.
const LATEST_MS: usize = 2000;

/// What becomes of a packet of sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Send it.
    Sound,
    /// Tell the background in its place.
    Noise(ComfortNoise),
    /// Send nothing.
    Nothing,
}

/// Judges what is sent of a stream, packet by packet; allocation-free but for its making.
pub struct SilenceSuppressor {
    detector: VoiceDetector,
    background: Background,
    analyser: NoiseAnalyser,
    codec: Codec,
    rate_hz: u32,
    /// Samples heard in all, up to [`LEARNING_MS`], and since the last that was no pause.
    heard: usize,
    quiet: usize,
    /// The pause: what was told last, how many times, how many samples ago.
    told: Option<Told>,
}

#[derive(Clone, Copy, Debug)]
struct Told {
    noise: ComfortNoise,
    again: bool,
    ago: usize,
}

impl SilenceSuppressor {
    /// For sound of 8000 or 16000 Hz that this codec sends.
    pub fn new(rate_hz: u32, codec: Codec) -> Self {
        Self {
            detector: VoiceDetector::new(rate_hz),
            background: Background::new(),
            analyser: NoiseAnalyser::new(),
            codec,
            rate_hz,
            heard: 0,
            quiet: 0,
            told: None,
        }
    }

    /// Judges the next packet's sound.
    pub fn judge(&mut self, sound: &[i16]) -> Verdict {
        let per_ms = self.per_ms();
        let mut pause = true;
        for block in sound.chunks(BLOCK_MS * per_ms) {
            pause &= self.is_pause(block);
        }
        self.heard = (self.heard + sound.len()).min(LEARNING_MS * per_ms);
        self.quiet = if pause { self.quiet + sound.len() } else { 0 };
        if self.heard < LEARNING_MS * per_ms || self.quiet <= HANG_OVER_MS * per_ms {
            self.told = None;
            return Verdict::Sound;
        }
        self.quiet = HANG_OVER_MS * per_ms + 1;
        self.tell(sound.len())
    }

    /// Is in a pause: the last packet was not sent.
    pub fn is_silent(&self) -> bool {
        self.told.is_some()
    }

    /// Something was sent in the pause, which begins anew when it is over.
    pub fn interrupt(&mut self) {
        self.quiet = 0;
        self.told = None;
    }

    /// The codec it was made for.
    pub fn codec(&self) -> Codec {
        self.codec
    }

    fn per_ms(&self) -> usize {
        (self.rate_hz / 1000).max(1) as usize
    }

    /// What to send in a pause.
    fn tell(&mut self, samples: usize) -> Verdict {
        let per_ms = self.per_ms();
        let noise = self.analyser.noise();
        // The payload type is that of a clock of 8 kHz, and so is the spectrum it can tell.
        let noise = if self.codec.rate_hz() > 8000 {
            noise.without_spectrum()
        } else {
            noise
        };
        let again = match &mut self.told {
            None => false,
            Some(told) => {
                told.ago += samples;
                let other = told.noise.level().abs_diff(noise.level()) >= LEVEL_STEP;
                let soon = told.ago >= SOONEST_MS * per_ms && (other || !told.again);
                if !soon && told.ago < LATEST_MS * per_ms {
                    return Verdict::Nothing;
                }
                true
            }
        };
        self.told = Some(Told {
            noise,
            again,
            ago: 0,
        });
        Verdict::Noise(noise)
    }

    /// Judges some 10 ms, and learns of them.
    fn is_pause(&mut self, block: &[i16]) -> bool {
        let voice = self.detector.hear(block);
        let sum: f32 = block.iter().map(|&sample| f32::from(sample).powi(2)).sum();
        let power = sum / block.len().max(1) as f32;
        let floor = self.background.hear(power);
        let quiet = power < SILENT || (power < LOUD && power < floor * ABOVE);
        let pause = power < SILENT || (quiet && !voice);
        if pause {
            self.learn(block);
        }
        pause
    }

    /// Learns the background as the codec would send it.
    fn learn(&mut self, block: &[i16]) {
        if self.codec.rate_hz() >= self.rate_hz {
            return self.analyser.hear(block);
        }
        let mut halved = [0; BLOCK_MS * 8];
        for (half, pair) in halved.iter_mut().zip(block.chunks_exact(2)) {
            // Exact: a mean of two 16-bit samples.
            *half = ((i32::from(pair[0]) + i32::from(pair[1])) / 2) as i16;
        }
        let len = (block.len() / 2).min(halved.len());
        self.analyser.hear(&halved[..len]);
    }
}

impl std::fmt::Debug for SilenceSuppressor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SilenceSuppressor")
            .field("rate_hz", &self.rate_hz)
            .field("told", &self.told)
            .finish_non_exhaustive()
    }
}

/// The power of the background: the quietest of the last seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Background {
    /// Smoothed power, so that a lone dip is none.
    smooth: f32,
    /// The quietest of this span and of the one before.
    now: f32,
    before: f32,
    blocks: usize,
}

impl Background {
    pub(crate) fn new() -> Self {
        Self {
            smooth: 0.0,
            now: f32::MAX,
            before: f32::MAX,
            blocks: 0,
        }
    }

    /// Hears a block of this power; gives the background's.
    pub(crate) fn hear(&mut self, power: f32) -> f32 {
        // Digital silence is a muted microphone's and says nothing of the room.
        if power > 0.0 {
            let first = self.smooth == 0.0;
            self.smooth += (power - self.smooth) / if first { 1.0 } else { 4.0 };
            self.now = self.now.min(self.smooth);
            self.blocks += 1;
        }
        let floor = self.now.min(self.before);
        if self.blocks >= SPAN_MS / BLOCK_MS {
            self.before = self.now;
            self.now = f32::MAX;
            self.blocks = 0;
        }
        floor
    }
}
