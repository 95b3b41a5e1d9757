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

/// What may wait all the time more than in the first second, ms; more is the drift of two clocks
/// and is left out, a sample in each block, which the canceller follows.
const DRIFT_MS: u32 = 3;

/// Left waiting all the time without being too much, ms; more is a device that stood.
const SURPLUS_MS: u32 = 80;

/// Samples between two looks at what waits, ms.
const WATCH_MS: u32 = 1000;

/// What went wrong with the pairing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReferenceStatistics {
    /// Samples of silence given since nothing played was there.
    pub missing: u64,
    /// Samples left out since the loudspeaker's clock was faster.
    pub left_out: u64,
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
    /// The same of the first second, and the samples to leave out since then.
    usual: Option<usize>,
    drifted: usize,
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
            usual: None,
            drifted: 0,
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
        if self.drifted > 0 && self.waiting.pop_front().is_some() {
            self.drifted -= 1;
            self.statistics.left_out += 1;
        }
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
        self.usual = None;
        self.drifted = 0;
        self.least = usize::MAX;
        self.watched = 0;
    }

    fn watch(&mut self, samples: usize) {
        self.least = self.least.min(self.waiting.len());
        self.watched += samples;
        if self.watched < self.per_ms * WATCH_MS as usize {
            return;
        }
        let usual = *self.usual.get_or_insert(self.least);
        if self.least > self.per_ms * SURPLUS_MS as usize {
            self.realign();
        } else if self.least > usual + self.per_ms * DRIFT_MS as usize {
            self.drifted = self.least - usual;
        }
        self.least = usize::MAX;
        self.watched = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is given for blocks of 10 ms while a device asks for `period` samples at once and
    /// plays numbers in order, `faster` more in each second.
    fn given(period: usize, faster: usize, seconds: usize) -> (Vec<i16>, ReferenceStatistics) {
        let mut reference = Reference::new(8000);
        let (mut next, mut played, mut given) = (1i16, 0, Vec::new());
        for block in 0..seconds * 100 {
            while played + period <= block * (8000 + faster) / 100 {
                let sound: Vec<i16> = (0..period)
                    .map(|_| {
                        next = next % 30_000 + 1;
                        next
                    })
                    .collect();
                reference.push(&sound);
                played += period;
            }
            let mut out = [0; 80];
            reference.take(&mut out, 80);
            given.extend(out);
        }
        (given, reference.statistics())
    }

    #[test]
    fn pairs_without_a_break_though_the_device_asks_for_much_at_once() {
        let (given, statistics) = given(240, 0, 30);
        let late = &given[8000..];
        let breaks = late
            .windows(2)
            .filter(|pair| pair[1] != pair[0] % 30_000 + 1);
        assert_eq!(breaks.count(), 0);
        assert_eq!((statistics.left_out, statistics.realigned), (0, 0));
        assert!(statistics.missing < 400, "{statistics:?}");
    }

    #[test]
    fn follows_a_faster_clock_by_single_samples() {
        // 300 ppm of 8000 Hz are 2.4 samples a second.
        let (given, statistics) = given(80, 3, 60);
        assert_eq!(statistics.realigned, 0);
        assert!((100..=180).contains(&statistics.left_out), "{statistics:?}");
        let late = &given[8000..];
        let steps = late
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).rem_euclid(30_000));
        assert!(steps.max() <= Some(2), "never two samples at once");
    }

    #[test]
    fn what_is_left_out_or_made_up_of_the_recorded_sound_moves_both_sides() {
        let mut reference = Reference::new(8000);
        let played: Vec<i16> = (1..=800).collect();
        reference.push(&played[..112]);
        let mut block = [0; 80];
        reference.take(&mut block, 80);
        let first = block[0];
        reference.push(&played[112..]);
        reference.take(&mut block, 100);
        assert_eq!(block[0], first + 100, "20 recorded samples were left out");
        reference.take(&mut block, 30);
        assert_eq!(block[..30], played[first as usize + 179..][..30]);
        assert_eq!(block[30..], [0; 50], "50 recorded samples were made up");
        reference.take(&mut block, 80);
        assert_eq!(block[0], first + 210);
    }

    #[test]
    fn begins_anew_with_the_newest_when_nobody_took_it_for_long() {
        let mut reference = Reference::new(8000);
        for second in 0..4 {
            reference.push(&[second; 2000]);
        }
        reference.push(&[9; 200]);
        let mut block = [0; 80];
        reference.take(&mut block, 80);
        assert_eq!(block, [9; 80]);
        assert!(reference.waiting.len() <= 32, "what is old is gone");
    }
}
