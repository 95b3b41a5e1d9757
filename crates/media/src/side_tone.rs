//! The own voice, softly in the ear: who hears nothing of himself speaks too loudly.
//!
//! What the microphone's device pushes goes through a small lock-free ring into what the
//! speaker's device pulls, so it comes as soon as both devices allow, whatever the packets
//! do. Both halves wrap what the device served before; neither allocates or waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use ringbuf::traits::{Consumer as _, Observer as _, Producer as _, Split as _};
use ringbuf::{HeapCons, HeapProd, HeapRb};

use crate::port::{Capture, Playback};
use crate::volume::Ramp;

/// How loud the own voice is: 18 dB below what is said, as telephones with a handset have it.
pub const SIDE_TONE: f32 = 0.126;

/// Sound that waits at most, ms. What is older than that would be an echo.
const MAX_WAITING_MS: u32 = 30;

/// Waits before it is heard, ms: the unevenness of two devices.
const CUSHION_MS: u32 = 3;

/// Samples mixed at a time.
const BLOCK: usize = 256;

/// Takes what is said, and hands it on; the microphone's half.
pub struct Spoken<C> {
    capture: C,
    said: HeapProd<i16>,
    loudness: Arc<AtomicU32>,
}

/// Plays what is to be heard, and the own voice; the speaker's half.
pub struct WithSideTone<P> {
    playback: P,
    said: HeapCons<i16>,
    loudness: Arc<AtomicU32>,
    ramp: Ramp,
    cushion: usize,
    limit: usize,
    flows: bool,
    block: [i16; BLOCK],
}

/// Says how loud the own voice is.
pub struct SideToneControl(Arc<AtomicU32>);

/// Puts a side tone between what records and what plays at this rate; it is silent at first.
pub fn side_tone<C: Capture, P: Playback>(
    capture: C,
    playback: P,
    rate_hz: u32,
) -> (Spoken<C>, WithSideTone<P>, SideToneControl) {
    let per_ms = rate_hz / 1000;
    let limit = ((per_ms * MAX_WAITING_MS) as usize).max(1);
    let (into, said) = HeapRb::new(limit).split();
    let loudness = Arc::new(AtomicU32::new(0));
    let spoken = Spoken {
        capture,
        said: into,
        loudness: Arc::clone(&loudness),
    };
    let heard = WithSideTone {
        playback,
        said,
        loudness: Arc::clone(&loudness),
        ramp: Ramp::new(0.0, rate_hz),
        cushion: (per_ms * CUSHION_MS) as usize,
        limit,
        flows: false,
        block: [0; BLOCK],
    };
    (spoken, heard, SideToneControl(loudness))
}

impl SideToneControl {
    /// A factor for the own voice, [`SIDE_TONE`] as a rule; 0: none.
    pub fn set(&self, factor: f32) {
        self.0.store(factor.to_bits(), Ordering::Relaxed);
    }

    /// The factor that is set.
    pub fn factor(&self) -> f32 {
        f32::from_bits(self.0.load(Ordering::Relaxed))
    }
}

impl<C: Capture> Capture for Spoken<C> {
    fn push(&mut self, samples: &[i16]) {
        if self.loudness.load(Ordering::Relaxed) != 0 {
            // What finds no room would come too late anyhow.
            self.said.push_slice(samples);
        }
        self.capture.push(samples);
    }
}

impl<P: Playback> Playback for WithSideTone<P> {
    fn pull(&mut self, out: &mut [i16]) {
        self.playback.pull(out);
        self.ramp
            .go_to(f32::from_bits(self.loudness.load(Ordering::Relaxed)));
        if self.ramp.is_silent() {
            self.said.clear();
            self.flows = false;
            return;
        }
        let waiting = self.said.occupied_len();
        if !self.flows && waiting < (out.len() + self.cushion).min(self.limit) {
            return;
        }
        self.flows = true;
        for out in out.chunks_mut(BLOCK) {
            let said = &mut self.block[..out.len()];
            let got = self.said.pop_slice(said);
            // It begins again with a cushion.
            self.flows &= got == out.len();
            for (out, said) in out.iter_mut().zip(&said[..got]) {
                // Exact: the factor is at most 1.
                let own = (f32::from(*said) * self.ramp.next().min(1.0)) as i16;
                *out = out.saturating_add(own);
            }
        }
        // Two clocks drift: what piles up beyond the cushion is let go a sample at a time.
        if self.said.occupied_len() > 2 * self.cushion + out.len() {
            self.said.skip(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Quiet;

    impl Playback for Quiet {
        fn pull(&mut self, out: &mut [i16]) {
            out.fill(100);
        }
    }

    impl Capture for Quiet {
        fn push(&mut self, _: &[i16]) {}
    }

    #[test]
    fn the_own_voice_is_heard_softly_and_soon() {
        let (mut mouth, mut ear, control) = side_tone(Quiet, Quiet, 8000);
        control.set(SIDE_TONE);
        let mut heard = Vec::new();
        for _ in 0..20 {
            mouth.push(&[8000; 40]);
            let mut out = [0; 40];
            ear.pull(&mut out);
            heard.extend(out);
        }
        let begins = heard.iter().position(|&sample| sample > 500);
        // 5 ms of the device, the cushion, and the rise of the sound.
        assert!(begins.is_some_and(|at| at < 160), "{begins:?}");
        let voice = i32::from(heard[799]) - 100;
        assert!((950..1050).contains(&voice), "{voice}");
    }

    #[test]
    fn nothing_of_it_is_heard_when_it_is_off_and_it_ends_softly() {
        let (mut mouth, mut ear, control) = side_tone(Quiet, Quiet, 8000);
        let mut out = [0; 80];
        mouth.push(&[8000; 80]);
        ear.pull(&mut out);
        assert_eq!(out, [100; 80]);
        control.set(SIDE_TONE);
        for _ in 0..5 {
            mouth.push(&[8000; 80]);
            ear.pull(&mut out);
        }
        control.set(0.0);
        let mut before = out[79];
        for _ in 0..3 {
            mouth.push(&[8000; 80]);
            ear.pull(&mut out);
            for sample in out {
                assert!((sample - before).abs() <= 120, "{before} {sample}");
                before = sample;
            }
        }
        assert_eq!(before, 100);
    }

    #[test]
    fn an_uneven_microphone_makes_it_no_longer_than_its_limit() {
        let (mut mouth, mut ear, control) = side_tone(Quiet, Quiet, 8000);
        control.set(SIDE_TONE);
        for _ in 0..10 {
            mouth.push(&[1000; 800]);
        }
        let mut out = [0; 80];
        let mut voiced = 0;
        for _ in 0..10 {
            ear.pull(&mut out);
            voiced += out.iter().filter(|&&sample| sample > 150).count();
        }
        assert!(voiced <= (8 * MAX_WAITING_MS) as usize, "{voiced}");
    }
}
