//! When the next report is sent (RFC 3550, 6.2, 6.3 and A.7).
//!
//! The time between reports grows with the number of members, is never short, and is spread by
//! chance, so that parties who began together do not report together for ever.

use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};

/// Least time between reports before it is spread (RFC 3550, 6.2).
const MIN_S: f64 = 5.0;

/// What the reports of all members together may use: 5 % of a session of 80 kbit/s, octets a second.
const BANDWIDTH: f64 = 500.0;

/// Share of the senders in that, while they are this small a part of the members.
const SENDERS_SHARE: f64 = 0.25;

/// Reconsideration makes intervals shorter on average by this (RFC 3550, A.7): *e* − 3/2.
const COMPENSATION: f64 = std::f64::consts::E - 1.5;

/// IPv4 and UDP headers, which count as well, octets.
const LOWER_HEADERS: f64 = 28.0;

/// Who is in the session, as far as the interval needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Members {
    /// All, this one included.
    pub(super) all: u32,
    /// Those who send sound.
    pub(super) senders: u32,
    /// This one is one of them.
    pub(super) we_send: bool,
}

/// The timer of one session.
#[derive(Debug)]
pub(super) struct Timer {
    chance: ChaCha8Rng,
    /// When the last report was sent, or the session began.
    last: Duration,
    next: Duration,
    /// Nothing has been sent yet: the first report may come sooner.
    initial: bool,
    mean_size: f64,
}

impl Timer {
    pub(super) fn new(seed: u64, now: Duration, members: Members) -> Self {
        let mut timer = Self {
            chance: ChaCha8Rng::seed_from_u64(seed),
            last: now,
            next: now,
            initial: true,
            // The first guess: what a report of this kind takes.
            mean_size: 100.0 + LOWER_HEADERS,
        };
        timer.next = now + timer.interval(members);
        timer
    }

    /// When to look again.
    pub(super) const fn next(&self) -> Duration {
        self.next
    }

    /// Whether to report now. The interval is considered anew with the members of now.
    pub(super) fn is_due(&mut self, now: Duration, members: Members) -> bool {
        if now < self.next {
            return false;
        }
        let due = self.last + self.interval(members);
        if due > now {
            self.next = due;
            return false;
        }
        true
    }

    /// A report of so many octets was sent.
    pub(super) fn sent(&mut self, now: Duration, octets: usize, members: Members) {
        self.initial = false;
        self.last = now;
        self.weigh(octets);
        self.next = now + self.interval(members);
    }

    /// A report of so many octets was sent or came.
    pub(super) fn weigh(&mut self, octets: usize) {
        // A datagram's length is far below what f64 holds exactly.
        let size = octets as f64 + LOWER_HEADERS;
        self.mean_size += (size - self.mean_size) / 16.0;
    }

    fn interval(&mut self, members: Members) -> Duration {
        let least = if self.initial { MIN_S / 2.0 } else { MIN_S };
        let (all, senders) = (f64::from(members.all), f64::from(members.senders));
        let (sharing, bandwidth) = if senders > all * SENDERS_SHARE {
            (all, BANDWIDTH)
        } else if members.we_send {
            (senders, BANDWIDTH * SENDERS_SHARE)
        } else {
            (all - senders, BANDWIDTH * (1.0 - SENDERS_SHARE))
        };
        let interval = (self.mean_size * sharing / bandwidth).max(least);
        let spread = 0.5 + f64::from(self.chance.next_u32()) / f64::from(u32::MAX);
        Duration::from_secs_f64(interval * spread / COMPENSATION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: Members = Members {
        all: 2,
        senders: 2,
        we_send: true,
    };

    /// Times of the reports within so many seconds.
    fn reports(seed: u64, members: Members, seconds: u64) -> Vec<Duration> {
        let mut timer = Timer::new(seed, Duration::ZERO, members);
        let mut sent = Vec::new();
        while timer.next() < Duration::from_secs(seconds) {
            let now = timer.next();
            if timer.is_due(now, members) {
                timer.sent(now, 100, members);
                sent.push(now);
            }
        }
        sent
    }

    #[test]
    fn two_parties_report_about_every_five_seconds_and_the_first_time_sooner() {
        let sent = reports(7, TWO, 10_000);
        let gaps: Vec<f64> = sent
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).as_secs_f64())
            .collect();
        let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
        assert!((4.5..5.5).contains(&mean), "{mean}");
        assert!(gaps.iter().all(|gap| (2.0..7.0).contains(gap)), "{gaps:?}");
        assert!(sent[0] < Duration::from_millis(3_200), "{:?}", sent[0]);
    }

    #[test]
    fn the_same_seed_gives_the_same_times_and_another_one_others() {
        assert_eq!(reports(1, TWO, 300), reports(1, TWO, 300));
        assert_ne!(reports(1, TWO, 300), reports(2, TWO, 300));
    }

    #[test]
    fn many_members_share_what_two_may_use() {
        let many = Members {
            all: 1000,
            senders: 1,
            we_send: false,
        };
        let sent = reports(3, many, 10_000);
        // 999 listeners of 128 octets share 375 octets a second.
        let mean = 10_000.0 / sent.len() as f64;
        assert!((250.0..450.0).contains(&mean), "{mean}");
    }
}
