//! What the playout counts, readable from another thread.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use crate::quality::{Quality, SharedQuality};

/// Counters that only the playout writes.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    late: AtomicU64,
    undecodable: AtomicU64,
    recovered: AtomicU64,
    concealed: AtomicU64,
    played: AtomicU64,
    inserted: AtomicU64,
    removed: AtomicU64,
    delay: AtomicU32,
    quality: SharedQuality,
    /// How often the reader has begun to count quality afresh.
    quality_round: AtomicU32,
}

/// A reading of the counters; all but the packets in samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Played {
    /// Packets that came after their time.
    pub(crate) late: u64,
    /// Packets that their codec could make nothing of.
    pub(crate) undecodable: u64,
    /// Lost packets whose sound the next one repeated.
    pub(crate) recovered: u64,
    /// Samples made up for missing ones.
    pub(crate) concealed: u64,
    /// Samples played, since the first packet.
    pub(crate) played: u64,
    /// Samples added by stretching and waiting.
    pub(crate) inserted: u64,
    /// Samples taken out by stretching or skipping.
    pub(crate) removed: u64,
    /// How long a packet waits before it is played.
    pub(crate) delay: u32,
}

// Relaxed throughout: each counter stands for itself and orders nothing.
impl Figures {
    /// Reads all counters.
    pub(crate) fn played(&self) -> Played {
        Played {
            late: self.late.load(Ordering::Relaxed),
            undecodable: self.undecodable.load(Ordering::Relaxed),
            recovered: self.recovered.load(Ordering::Relaxed),
            concealed: self.concealed.load(Ordering::Relaxed),
            played: self.played.load(Ordering::Relaxed),
            inserted: self.inserted.load(Ordering::Relaxed),
            removed: self.removed.load(Ordering::Relaxed),
            delay: self.delay.load(Ordering::Relaxed),
        }
    }

    /// How good it sounded; the reader knows the ratio of all.
    ///
    /// Nothing until the playout has noticed that it is to begin afresh.
    pub(crate) fn quality(&self, conceal_ratio: f32) -> Quality {
        self.quality.load(conceal_ratio)
    }

    /// Quality is counted afresh from now on.
    pub(crate) fn begin_quality_afresh(&self) {
        self.quality_round.fetch_add(1, Ordering::Relaxed);
        self.quality.store(&Quality::default());
    }

    /// The round of counting that the reader wants.
    pub(super) fn quality_round(&self) -> u32 {
        self.quality_round.load(Ordering::Relaxed)
    }

    pub(super) fn show_quality(&self, quality: &Quality) {
        self.quality.store(quality);
    }

    pub(super) fn count_late(&self, packets: u64) {
        self.late.fetch_add(packets, Ordering::Relaxed);
    }

    pub(super) fn count_undecodable(&self) {
        self.undecodable.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_recovered(&self) {
        self.recovered.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_concealed(&self, samples: usize) {
        self.concealed.fetch_add(samples as u64, Ordering::Relaxed);
    }

    /// What was counted as concealed turned out to be waiting.
    pub(super) fn count_as_waited(&self, samples: usize) {
        self.concealed.fetch_sub(samples as u64, Ordering::Relaxed);
        self.inserted.fetch_add(samples as u64, Ordering::Relaxed);
    }

    /// What was counted as concealed turned out to be a pause of the sender.
    pub(super) fn count_as_paused(&self, samples: usize) {
        self.concealed.fetch_sub(samples as u64, Ordering::Relaxed);
    }

    pub(super) fn count_played(&self, samples: usize) {
        self.played.fetch_add(samples as u64, Ordering::Relaxed);
    }

    pub(super) fn count_inserted(&self, samples: usize) {
        self.inserted.fetch_add(samples as u64, Ordering::Relaxed);
    }

    pub(super) fn count_removed(&self, samples: usize) {
        self.removed.fetch_add(samples as u64, Ordering::Relaxed);
    }

    pub(super) fn show_delay(&self, samples: u32) {
        self.delay.store(samples, Ordering::Relaxed);
    }
}
