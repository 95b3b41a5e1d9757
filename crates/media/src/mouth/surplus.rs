//! How much of what waits in a mouth is too much.
//!
//! What is left over after a block has been taken is the time by which the device may be late
//! with the next sound. The least of it over a while is not needed; it is delay. But a device that was late
//! once will be late again: shedding what was not needed for a moment only, and making it up
//! when it is missing, again and again, is heard more than those few ms of delay.

/// Left over after a block without being too much, ms: the unevenness of a device that hands on
/// its sound every 5 ms, and of the timer.
const SPARE_MS: usize = 6;

/// Blocks over which the least that was left over is watched: a second of 20 ms packets.
const WATCHED_BLOCKS: u32 = 50;

/// Seconds for which is remembered how much was needed.
const REMEMBERED_S: usize = 20;

/// Seconds that must be known before anything is shed in a pause.
const KNOWN_S: usize = 2;

/// As much as this, ms, is shed at once: somebody waits for it.
const LARGE_MS: usize = 10;

/// Watches what is left over, and tells what to shed.
#[derive(Debug)]
pub(super) struct Surplus {
    spare: usize,
    large: usize,
    /// Least left over in this second, and the blocks it was watched for.
    least: usize,
    watched: u32,
    /// Least left over in each of the last seconds, the newest first.
    seconds: [Option<usize>; REMEMBERED_S],
}

impl Surplus {
    pub(super) fn new(per_ms: usize) -> Self {
        Self {
            spare: SPARE_MS * per_ms,
            large: LARGE_MS * per_ms,
            least: usize::MAX,
            watched: 0,
            seconds: [None; REMEMBERED_S],
        }
    }

    /// So many samples are left over after a block.
    pub(super) fn watch(&mut self, left: usize) {
        self.least = self.least.min(left);
        self.watched += 1;
        if self.watched == WATCHED_BLOCKS {
            self.seconds.rotate_right(1);
            self.seconds[0] = Some(self.least);
            self.least = usize::MAX;
            self.watched = 0;
        }
    }

    /// Samples to shed at once.
    pub(super) fn at_once(&self) -> usize {
        let newest = self.seconds[0].unwrap_or(0);
        let surplus = newest.saturating_sub(self.spare);
        if surplus >= self.large { surplus } else { 0 }
    }

    /// Samples to shed as soon as nobody speaks.
    pub(super) fn in_a_pause(&self) -> usize {
        let known = self.seconds.iter().flatten();
        let (seconds, least) = known.fold((0, usize::MAX), |(seconds, least), &second| {
            (seconds + 1, least.min(second))
        });
        if seconds < KNOWN_S {
            return 0;
        }
        least.saturating_sub(self.spare)
    }

    /// So many samples were shed.
    pub(super) fn shed(&mut self, samples: usize) {
        for second in self.seconds.iter_mut().flatten() {
            *second = second.saturating_sub(samples);
        }
        self.least = usize::MAX;
        self.watched = 0;
    }

    /// Forgets what was left over.
    pub(super) fn forget(&mut self) {
        self.seconds = [None; REMEMBERED_S];
        self.least = usize::MAX;
        self.watched = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is to be shed after so many seconds in which so many samples of 8 kHz were left over.
    fn after(seconds: impl IntoIterator<Item = usize>) -> (usize, usize) {
        let mut surplus = Surplus::new(8);
        for left in seconds {
            (0..WATCHED_BLOCKS).for_each(|block| surplus.watch(left + block as usize % 7));
        }
        (surplus.at_once(), surplus.in_a_pause())
    }

    #[test]
    fn a_few_ms_that_nobody_needed_are_shed_in_a_pause() {
        assert_eq!(after([64]), (0, 0));
        assert_eq!(after([64, 64]), (0, 64 - 48));
    }

    #[test]
    fn what_a_late_device_needed_once_is_kept_for_a_while() {
        let seconds = |since: usize| [0].into_iter().chain(std::iter::repeat_n(64, since));
        assert_eq!(after(seconds(REMEMBERED_S - 1)), (0, 0));
        assert_eq!(after(seconds(REMEMBERED_S)), (0, 64 - 48));
    }

    #[test]
    fn much_is_shed_after_a_second() {
        assert_eq!(after([0, 0, 48 + 80]).0, 80);
        assert_eq!(after([0, 0, 48 + 79]).0, 0);
    }

    #[test]
    fn nothing_is_shed_twice() {
        let mut surplus = Surplus::new(8);
        for _ in 0..REMEMBERED_S as u32 * WATCHED_BLOCKS {
            surplus.watch(160);
        }
        assert_eq!(surplus.at_once(), 112);
        surplus.shed(112);
        assert_eq!((surplus.at_once(), surplus.in_a_pause()), (0, 0));
    }
}
