//! How long to wait: the playout delay that the arrivals of the last seconds call for.
//!
//! The only clock is the device's own: how many samples it has pulled. A packet's
//! *lateness* is that clock at its arrival minus its place in the stream. Lateness holds
//! everything that matters at once: the network's jitter, the unevenness of the device's
//! pulls and the drift between sender and device. A packet is in time when the delay
//! chosen is at least its lateness, so the delay to choose is a high quantile of it.

/// How far back the arrivals count, ms: long enough to see what is rare, short enough to come down after a storm.
const WINDOW_MS: i64 = 4000;

/// Arrivals kept: those of the window at 10 ms packets, and some more.
const MAX_ARRIVALS: usize = 512;

/// One arrival in so many may be later than the delay: a lone spike is concealed, not waited for.
const ONE_LATE_IN: usize = 100;

/// Waited beyond what was observed, ms: room for drift until the next stretch.
const MARGIN_MS: i64 = 2;

/// Arrivals until the spread within a pull of the device is believed to be seen.
const SETTLED_ARRIVALS: usize = 25;

/// Arrivals earlier than all before by this much, ms, mean that the device stood still …
const STALL_MS: i64 = 60;

/// … when so many come in a row.
const STALL_ARRIVALS: usize = 3;

/// Seconds in which what is late by up to two pulls of the device is remembered. A sender or a device
/// that is uneven now and then stays so; following it up and down every few seconds would be
/// heard more than those few ms of delay.
const REMEMBERED_S: usize = 20;

/// An arrival: the device's clock and the lateness, both in samples.
#[derive(Clone, Copy)]
struct Arrival {
    at: i64,
    lateness: i64,
}

/// The arrivals of the last seconds and the delay they call for.
pub(super) struct Schedule {
    arrivals: Box<[Arrival]>,
    /// Index of the oldest arrival.
    oldest: usize,
    len: usize,
    early_run: usize,
    /// Greatest lateness of each of the last seconds, and the second that was written last.
    seconds: [Option<i64>; REMEMBERED_S],
    second: i64,
    /// Longest pull of the device so far, samples.
    pull: i64,
    per_ms: i64,
    /// Mean lateness of the arrivals.
    mean: i64,
    target: i64,
}

impl Schedule {
    pub(super) fn new(rate_hz: u32) -> Self {
        Self {
            arrivals: vec![Arrival { at: 0, lateness: 0 }; MAX_ARRIVALS].into_boxed_slice(),
            oldest: 0,
            len: 0,
            early_run: 0,
            seconds: [None; REMEMBERED_S],
            second: 0,
            pull: 0,
            per_ms: i64::from(rate_hz / 1000).max(1),
            mean: 0,
            target: 0,
        }
    }

    /// Takes the greatest lateness among the packets that one pull found, at the device's clock `at`.
    ///
    /// One entry a pull, so that a burst after a pause of the network counts as one event.
    pub(super) fn record(&mut self, at: i64, lateness: i64) {
        self.forget_before(at - WINDOW_MS * self.per_ms);
        self.notice_stall(lateness);
        if self.len == MAX_ARRIVALS {
            self.forget_oldest();
        }
        self.arrivals[(self.oldest + self.len) % MAX_ARRIVALS] = Arrival { at, lateness };
        self.len += 1;
        if self.early_run >= STALL_ARRIVALS {
            while self.len > STALL_ARRIVALS {
                self.forget_oldest();
            }
            self.early_run = 0;
            self.seconds = [None; REMEMBERED_S];
        }
        self.remember(at, lateness);
        self.mean = self.entries().map(|arrival| arrival.lateness).sum::<i64>() / self.len as i64;
        self.target = self.high_lateness().max(self.remembered()) + self.margin();
    }

    fn remember(&mut self, at: i64, lateness: i64) {
        let now = at / (1000 * self.per_ms);
        let passed = (now - self.second).clamp(0, REMEMBERED_S as i64);
        for second in now - passed + 1..=now {
            self.seconds[second.rem_euclid(REMEMBERED_S as i64) as usize] = None;
        }
        self.second = now;
        let greatest = &mut self.seconds[now.rem_euclid(REMEMBERED_S as i64) as usize];
        *greatest = Some(greatest.map_or(lateness, |before| before.max(lateness)));
    }

    /// What was late in more than one of the last seconds, seconds of a storm left out.
    fn remembered(&self) -> i64 {
        let most = self.mean + 2 * self.pull;
        let [mut highest, mut second] = [i64::MIN; 2];
        let calm = self.seconds.iter().flatten();
        for &lateness in calm.filter(|&&lateness| lateness <= most) {
            if lateness > highest {
                second = highest;
                highest = lateness;
            } else {
                second = second.max(lateness);
            }
        }
        second
    }

    /// Learns the length of a pull.
    pub(super) fn pulled(&mut self, samples: usize) {
        // A device that asks for more than 40 ms at once is filling its buffer, not playing.
        let longest = 40 * self.per_ms;
        self.pull = self
            .pull
            .max(i64::try_from(samples).unwrap_or(longest).min(longest));
    }

    /// Longest pull of the device so far, samples.
    pub(super) fn pull(&self) -> i64 {
        self.pull
    }

    /// The delay to have, in samples on the scale of the lateness.
    pub(super) fn target(&self) -> i64 {
        self.target
    }

    /// Lateness of the usual packet, with the margin.
    pub(super) fn usual(&self) -> i64 {
        self.mean + self.margin()
    }

    /// Forgets all arrivals.
    pub(super) fn clear(&mut self) {
        self.len = 0;
        self.early_run = 0;
        self.mean = 0;
        self.seconds = [None; REMEMBERED_S];
    }

    fn entries(&self) -> impl Iterator<Item = Arrival> {
        (0..self.len).map(|n| self.arrivals[(self.oldest + n) % MAX_ARRIVALS])
    }

    fn forget_oldest(&mut self) {
        self.oldest = (self.oldest + 1) % MAX_ARRIVALS;
        self.len -= 1;
    }

    fn forget_before(&mut self, at: i64) {
        while self.len > 0 && self.arrivals[self.oldest].at < at {
            self.forget_oldest();
        }
    }

    /// A device that stood still loses time, so everything comes early from then on.
    fn notice_stall(&mut self, lateness: i64) {
        let settled = self.len - self.early_run.min(self.len);
        let earliest = self
            .entries()
            .take(settled)
            .map(|arrival| arrival.lateness)
            .min();
        let stalled = earliest.is_some_and(|earliest| lateness < earliest - STALL_MS * self.per_ms);
        self.early_run = if stalled { self.early_run + 1 } else { 0 };
    }

    /// The highest lateness but for one in a hundred; of those no more than one pull above the others.
    ///
    /// A packet that just misses a pull is found one pull later. As clocks drift that comes
    /// without warning, and is worth waiting for at once.
    fn high_lateness(&self) -> i64 {
        const MAX_SKIPPED: usize = MAX_ARRIVALS / ONE_LATE_IN;
        let skipped = self.len / ONE_LATE_IN;
        let mut highest = [i64::MIN; MAX_SKIPPED + 1];
        for arrival in self.entries() {
            let mut lateness = arrival.lateness;
            for place in &mut highest[..=skipped] {
                if lateness > *place {
                    std::mem::swap(&mut lateness, place);
                }
            }
        }
        if self.len == 0 {
            self.target
        } else {
            highest[0].min(highest[skipped] + self.pull)
        }
    }

    fn margin(&self) -> i64 {
        let unseen = if self.len < SETTLED_ARRIVALS {
            self.pull
        } else {
            0
        };
        MARGIN_MS * self.per_ms + unseen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_for_the_jitter_and_no_more() {
        let mut schedule = Schedule::new(8000);
        for n in 0..200 {
            schedule.record(n * 160, (n % 7) * 10);
        }
        assert_eq!(schedule.target(), 60 + 16);
    }

    #[test]
    fn does_not_wait_for_a_lone_spike() {
        let mut schedule = Schedule::new(8000);
        for n in 0..200 {
            schedule.record(n * 160, if n == 150 { 3000 } else { 0 });
        }
        assert_eq!(schedule.target(), 16);
    }

    /// 20 ms packets found by pulls of 10 ms, one a pull late in these seconds; the target after
    /// each second.
    fn targets(late_in: &[i64]) -> Vec<i64> {
        let mut schedule = Schedule::new(8000);
        schedule.pulled(80);
        let mut targets = Vec::new();
        for n in 0..1500 {
            let late = n % 50 == 49 && late_in.contains(&(n / 50));
            schedule.record(n * 160, if late { 70 } else { 0 });
            targets.extend((n % 50 == 49).then(|| schedule.target()));
        }
        targets
    }

    #[test]
    fn stays_ready_for_what_is_late_by_a_pull_now_and_then() {
        let targets = targets(&[2, 5, 12]);
        assert_eq!(targets[0], 16);
        assert!(
            targets[6..22].iter().all(|&target| target == 70 + 16),
            "{targets:?}"
        );
        assert_eq!(targets[29], 16, "forgotten when it no longer happens");
    }

    #[test]
    fn comes_down_when_the_storm_is_out_of_the_window() {
        let mut schedule = Schedule::new(8000);
        for n in 0..100 {
            schedule.record(n * 160, (n % 2) * 640);
        }
        assert_eq!(schedule.target(), 640 + 16);
        for n in 100..310 {
            schedule.record(n * 160, 0);
        }
        assert_eq!(schedule.target(), 16);
    }

    #[test]
    fn notices_at_once_that_the_device_stood_still() {
        let mut schedule = Schedule::new(8000);
        for n in 0..100 {
            schedule.record(n * 160, 0);
        }
        for n in 100..103 {
            schedule.record(n * 160, -4000);
        }
        assert!(schedule.target() < -3900, "{}", schedule.target());
    }
}
