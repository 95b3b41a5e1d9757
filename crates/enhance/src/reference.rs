//! What was played, paired with what was recorded.
//!
//! Loudspeaker and microphone run by device clocks, the one who asks by a timer. The
//! canceller learns how long after the playing its echo is recorded, and unlearns
//! all when that shifts. So the two are paired by counting samples, not by time: for each
//! sample that the microphone moved on, one that was played is taken.

use std::collections::VecDeque;

/// Played sound that waits at most, ms: more than devices and timers are apart.
const MAX_WAITING_MS: u32 = 300;

/// Left waiting at the beginning, ms: the unevenness of devices and timer. What is left
/// is shorter than what the devices delay, or the echo would be recorded before it is played.
const SPARE_MS: u32 = 4;

/// Left waiting all the time without being too much, ms; more is drift, or a device that stood.
const SURPLUS_MS: u32 = 80;

/// Samples between two looks at what waits, ms.
const WATCH_MS: u32 = 1000;

/// What went wrong with the pairing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReferenceStatistics {
    /// Samples of silence given since nothing played was there.
    pub missing: u64,
    /// Times the pairing began anew.
    pub realigned: u64,
}

/// Pairs played with recorded sound.
pub struct Reference {
    waiting: VecDeque<i16>,
    per_ms: usize,
    aligned: bool,
    /// Least that waited after a block, and the samples this was watched for.
    least: usize,
    watched: usize,
    statistics: ReferenceStatistics,
}

impl Reference {
    /// Begins with nothing played, at this sampling rate.
    pub fn new(rate_hz: u32) -> Self {
        let per_ms = (rate_hz / 1000).max(1) as usize;
        Self {
            waiting: VecDeque::with_capacity(per_ms * MAX_WAITING_MS as usize),
            per_ms,
            aligned: false,
            least: usize::MAX,
            watched: 0,
            statistics: ReferenceStatistics::default(),
        }
    }

    /// Takes what was played.
    pub fn push(&mut self, played: &[i16]) {
        let room = self.per_ms * MAX_WAITING_MS as usize;
        let excess = (self.waiting.len() + played.len()).saturating_sub(room);
        if excess > 0 {
            // Nobody took it: whoever takes next begins anew.
            self.realign();
            self.waiting.drain(..excess.min(self.waiting.len()));
        }
        let newest = &played[played.len().saturating_sub(room)..];
        self.waiting.extend(newest);
    }

    /// Gives what was played while a block was recorded.
    ///
    /// `recorded` is by how many samples the microphone moved on meanwhile: the block's length,
    /// more when recorded sound was left out, less when some was made up.
    pub fn take(&mut self, block: &mut [i16], recorded: usize) {
        if !self.aligned {
            self.begin(block.len());
        }
        let left_out = recorded.saturating_sub(block.len());
        self.waiting.drain(..left_out.min(self.waiting.len()));
        let wanted = recorded.min(block.len());
        let there = wanted.min(self.waiting.len());
        // What is missing comes later, and is paired later: silence goes first.
        let (silence, sound) = block.split_at_mut(wanted - there);
        silence.fill(0);
        let (sound, made_up) = sound.split_at_mut(there);
        for (sample, played) in sound.iter_mut().zip(self.waiting.drain(..there)) {
            *sample = played;
        }
        made_up.fill(0);
        self.statistics.missing += (wanted - there) as u64;
        self.watch(block.len());
    }

    /// Begins anew with the next block: nothing was taken for a while, or a device changed.
    pub fn realign(&mut self) {
        if self.aligned {
            self.statistics.realigned += 1;
        }
        self.aligned = false;
    }

    /// What went wrong so far.
    pub fn statistics(&self) -> ReferenceStatistics {
        self.statistics
    }

    /// Keeps the newest for a block, and a little to spare.
    fn begin(&mut self, block: usize) {
        let kept = block + self.per_ms * SPARE_MS as usize;
        let old = self.waiting.len().saturating_sub(kept);
        self.waiting.drain(..old);
        self.aligned = true;
        self.least = usize::MAX;
        self.watched = 0;
    }

    fn watch(&mut self, samples: usize) {
        self.least = self.least.min(self.waiting.len());
        self.watched += samples;
        if self.watched < self.per_ms * WATCH_MS as usize {
            return;
        }
        if self.least > self.per_ms * SURPLUS_MS as usize {
            self.realign();
        }
        self.least = usize::MAX;
        self.watched = 0;
    }
}
