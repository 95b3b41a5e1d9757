//! A piece of sound that is played once in an ear.
//!
//! Its samples belong to whoever made them: the sound callback lets go of them, and never is the
//! last to do so.

use std::sync::Arc;

use crate::volume::Ramp;

/// Plays a piece of sound.
pub(crate) struct ClipPlayer {
    samples: Option<Arc<[i16]>>,
    at: usize,
    loudness: Ramp,
}

impl ClipPlayer {
    /// Nothing to play.
    pub(crate) fn silent(rate_hz: u32) -> Self {
        Self::new(None, rate_hz)
    }

    /// From its beginning; samples of the ear's rate.
    pub(crate) fn new(samples: Option<Arc<[i16]>>, rate_hz: u32) -> Self {
        Self {
            samples,
            at: 0,
            loudness: Ramp::new(1.0, rate_hz),
        }
    }

    /// No more of it, faded out.
    pub(crate) fn stop(&mut self) {
        self.loudness.go_to(0.0);
    }

    /// Adds the next part to what is played.
    pub(crate) fn mix(&mut self, sum: &mut [i32]) {
        let Some(samples) = &self.samples else { return };
        let left = samples.get(self.at..).unwrap_or_default();
        for (sum, &sample) in sum.iter_mut().zip(left) {
            // Exact: the factor is at most 1.
            *sum += (f32::from(sample) * self.loudness.next()) as i32;
        }
        self.at += sum.len();
        if self.at >= samples.len() || self.loudness.is_silent() {
            self.samples = None;
        }
    }
}
