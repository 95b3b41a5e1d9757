//! Whether the microphone hears the loudspeaker at all: with headphones it does not.
//!
//! Both sides are brought to one level and compared at every delay an echo can have. A canceller
//! without an echo still takes the far end's words for one, and spoils the near voice; what is told
//! here decides whether it is heard.

use crate::chain::BLOCK;

/// Samples of the canceller's for one that is compared: most of a voice is below 2000 Hz.
const EVERY: usize = 4;

/// Compared samples of a block.
const STEP: usize = BLOCK / EVERY;

/// Longest delay of an echo, blocks: more than the canceller finds.
const DELAYS: usize = 28;

/// Kept of what was compared from block to block: about 0.7 s are looked at.
const KEPT: f32 = 0.986;

/// Height from which on the played sound is a voice and no noise, rms of -55 dBov.
const VOICE: f32 = 58.0;

/// Height below which the microphone gives nothing, or next to nothing: rms of -84 dBov.
const NOTHING: f32 = 2.0;

/// Likeness of both sides from which on there is an echo: two voices that say different things come
/// to 0.1, seldom to 0.2, a hall's echo to 0.3, an office's to 0.5.
const ECHO: f32 = 0.24;

/// Likeness below which there is none; between the two nothing is learned.
const NO_ECHO: f32 = 0.16;

/// Least voice that is compared, samples: 0.2 s.
const LEAST: f32 = 20.0 * STEP as f32;

/// Samples from which on a likeness counts in full: chance makes short sounds alike.
const ENOUGH: f32 = 2000.0;

/// Blocks in a row with an echo until there is one after all: chance makes two voices alike for
/// less.
const ECHO_AFTER: u32 = 20;

/// Voice without an echo until there is none, blocks: 2 s, and for each block with an echo before
/// that many more, up to 20 s: both may speak at once for so long that it is not seen.
const NONE_AFTER: u32 = 200;
const MORE_AFTER_ECHO: u32 = 10;
const MOST: u32 = 2000;

/// Taken off each compared sample of the one before, so that high tones count too.
const EMPHASIS: f32 = 0.9;

/// Compares what was played with what was recorded.
pub(crate) struct LeakDetector {
    far: Decimator,
    near: Decimator,
    /// What was played, the newest last.
    history: [f32; (DELAYS + 1) * STEP],
    /// Whether each block of it is a voice.
    voices: [bool; DELAYS + 1],
    /// Products of both sides by delay; the longest delay first.
    products: [f32; DELAYS * STEP],
    /// The same in blocks.
    powers: [Power; DELAYS],
    /// Blocks in a row with an echo.
    with: u32,
    /// Blocks of voice without an echo, and how many there must be.
    without: u32,
    needed: u32,
}

/// How much was compared at a delay.
#[derive(Clone, Copy, Default)]
struct Power {
    played: f32,
    recorded: f32,
    samples: f32,
}

impl LeakDetector {
    /// One that has heard nothing yet, and takes it that there is an echo, or that there is none.
    pub(crate) fn new(echo: bool) -> Self {
        Self {
            far: Decimator::new(VOICE),
            near: Decimator::new(NOTHING),
            history: [0.0; (DELAYS + 1) * STEP],
            products: [0.0; DELAYS * STEP],
            powers: [Power::default(); DELAYS],
            voices: [false; DELAYS + 1],
            with: 0,
            without: if echo { 0 } else { NONE_AFTER },
            needed: NONE_AFTER,
        }
    }

    /// Whether there is no echo, after one more block of both.
    pub(crate) fn none(&mut self, recorded: &[f32], played: &[f32]) -> bool {
        let mut near = [0.0; STEP];
        self.history.copy_within(STEP.., 0);
        self.voices.copy_within(1.., 0);
        self.voices[DELAYS] = self.far.block(played, &mut self.history[DELAYS * STEP..]);
        let heard = self.near.block(recorded, &mut near);
        if !heard || !self.voices.contains(&true) {
            return self.without >= self.needed;
        }
        self.compare(&near);
        let likeness = self.likeness();
        self.with = if likeness > ECHO { self.with + 1 } else { 0 };
        let enough = if self.without < self.needed {
            1
        } else {
            ECHO_AFTER
        };
        if self.with >= enough {
            self.without = 0;
            self.needed = (self.needed + MORE_AFTER_ECHO).min(MOST);
        } else if self.voices[DELAYS] && likeness < NO_ECHO {
            self.without += 1;
            if self.without >= self.needed {
                self.without = NONE_AFTER;
                self.needed = NONE_AFTER;
            }
        }
        self.without >= self.needed
    }

    fn compare(&mut self, near: &[f32; STEP]) {
        for product in &mut self.products {
            *product *= KEPT;
        }
        for (n, &recorded) in near.iter().enumerate() {
            let played = &self.history[n + 1..];
            for (product, &played) in self.products.iter_mut().zip(played) {
                *product += recorded * played;
            }
        }
        let recorded: f32 = near.iter().map(|sample| sample * sample).sum();
        let blocks = self.history.as_chunks::<STEP>().0[1..].iter();
        let blocks = blocks.zip(&self.voices[1..]);
        for (power, (played, &voice)) in self.powers.iter_mut().zip(blocks) {
            power.played *= KEPT;
            power.recorded *= KEPT;
            power.samples *= KEPT;
            if voice {
                power.played += played.iter().map(|sample| sample * sample).sum::<f32>();
                power.recorded += recorded;
                power.samples += STEP as f32;
            }
        }
    }

    /// Of both sides at the delay where it is greatest: 1 is the same sound, 0 another.
    fn likeness(&self) -> f32 {
        let products = self.products.as_chunks::<STEP>().0.iter();
        let all = products.zip(&self.powers).map(|(products, power)| {
            if power.samples < LEAST {
                return 0.0;
            }
            let most = products
                .iter()
                .fold(0.0, |most: f32, product| most.max(product.abs()));
            let likeness = most / (power.played * power.recorded).sqrt().max(1.0);
            likeness * (power.samples / ENOUGH).sqrt().min(1.0)
        });
        all.fold(0.0, f32::max)
    }
}

/// Brings a side down to fewer samples, and to one level.
struct Decimator {
    /// The last samples, for the mean.
    last: [f32; EVERY],
    before: f32,
    level: f32,
    least: f32,
}

impl Decimator {
    fn new(least: f32) -> Self {
        Self {
            last: [0.0; EVERY],
            before: 0.0,
            level: least,
            least,
        }
    }

    /// Gives a block; whether it is louder than the least.
    fn block(&mut self, sound: &[f32], out: &mut [f32]) -> bool {
        let power: f32 = sound.iter().map(|sample| sample * sample).sum();
        let rms = (power / sound.len() as f32).sqrt();
        for (out, sound) in out.iter_mut().zip(sound.as_chunks::<EVERY>().0) {
            // The mean over twice as many as are left out.
            let mean = (self.last.iter().sum::<f32>() + sound.iter().sum::<f32>()) / 8.0;
            self.last = *sound;
            *out = mean - EMPHASIS * self.before;
            self.before = mean;
        }
        let power: f32 = out.iter().map(|sample| sample * sample).sum();
        let height = (power / STEP as f32).sqrt();
        self.level = height.max(self.level * 0.8).max(self.least / 4.0);
        for out in out {
            *out /= self.level;
        }
        rms > self.least
    }
}
