//! The sender's pause: noise in place of sound, until sound comes again.

use crate::comfort_noise::{ComfortNoise, NoiseAnalyser, NoisePlayer};
use crate::volume::crossfade;

/// Fade from noise to sound, ms: short, since words begin suddenly.
const FADE_MS: usize = 3;

/// What a frame that describes the background lasts, ms.
const DESCRIBED_MS: usize = 10;

/// Whether the sender pauses, and the noise of it.
pub(super) struct Pause {
    noise: NoisePlayer,
    active: bool,
    /// Nothing of it has been played.
    fresh: bool,
    fade: usize,
    /// Samples that a description of the background decodes to.
    described: usize,
}

impl Pause {
    pub(super) fn new(rate_hz: u32) -> Self {
        Self {
            noise: NoisePlayer::new(),
            active: false,
            fresh: false,
            fade: FADE_MS * (rate_hz / 1000).max(1) as usize,
            described: DESCRIBED_MS * (rate_hz / 1000).max(1) as usize,
        }
    }

    /// The sender is silent.
    pub(super) fn is_active(&self) -> bool {
        self.active
    }

    /// The sender is silent from here on, or the background has changed.
    pub(super) fn begin(&mut self, noise: &ComfortNoise) {
        self.noise.set(noise);
        if !self.active {
            self.noise.settle();
            self.fresh = true;
        }
        self.active = true;
    }

    /// The sender is silent after `sound`, whose end is the background as its codec describes it.
    pub(super) fn go_on_like(&mut self, sound: &[i16]) {
        let mut analyser = NoiseAnalyser::new();
        analyser.hear(&sound[sound.len().saturating_sub(self.described)..]);
        self.begin(&analyser.noise());
    }

    /// The noise comes next after sound.
    pub(super) fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Makes noise.
    pub(super) fn fill(&mut self, out: &mut [i16]) {
        self.fresh = false;
        self.noise.fill(out);
    }

    /// Ends the pause: fades from noise to `real` at its front.
    pub(super) fn merge(&mut self, real: &mut [i16]) {
        let fade = if self.fresh {
            0
        } else {
            self.fade.min(real.len())
        };
        for (n, sample) in real[..fade].iter_mut().enumerate() {
            let mut noise = [0];
            self.noise.fill(&mut noise);
            *sample = crossfade(noise[0], *sample, n, fade);
        }
        self.active = false;
        self.fresh = false;
    }
}
