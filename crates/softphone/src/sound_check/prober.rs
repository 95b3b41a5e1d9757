//! What is played while the sound is measured: the signal; and what the ear would play.

use std::time::Duration;

use media::{Ear, Playback, ProbeSource};
use ringbuf::traits::{Consumer as _, Producer as _, Split as _};
use ringbuf::{HeapCons, HeapProd, HeapRb};

/// Room for what a device pulls beyond the time: it may be slow to end.
const SPARE: Duration = Duration::from_secs(5);

/// Stands between ear and device: plays the signal, and hands on what the ear made.
pub(super) struct Prober {
    ear: Ear,
    source: ProbeSource,
    heard: HeapProd<i16>,
}

/// What the ear made, for who listens outside the sound callback.
pub(super) struct Heard {
    samples: HeapCons<i16>,
    block: Vec<i16>,
}

impl Prober {
    /// For so long; what the ear makes later is not handed on.
    pub(super) fn new(ear: Ear, rate_hz: u32, time: Duration) -> (Self, Heard) {
        let seconds = (time + SPARE).as_secs_f64();
        // Some seconds of samples.
        let room = (seconds * f64::from(rate_hz)) as usize;
        let (heard, samples) = HeapRb::new(room.max(1)).split();
        let source = ProbeSource::new(rate_hz);
        let prober = Self { ear, source, heard };
        let block = vec![0; room];
        (prober, Heard { samples, block })
    }
}

impl Playback for Prober {
    fn pull(&mut self, out: &mut [i16]) {
        self.ear.pull(out);
        self.heard.push_slice(out);
        self.source.fill(out);
    }
}

impl Heard {
    /// What came since the last time.
    pub(super) fn take(&mut self) -> &[i16] {
        let length = self.samples.pop_slice(&mut self.block);
        &self.block[..length]
    }
}
