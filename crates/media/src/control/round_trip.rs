//! Time to the peer and back, from its reports of ours (RFC 3550, 6.4.1: LSR and DLSR).

use std::time::Duration;

/// Our reports that a peer may still answer: it names the last one that it got.
const REMEMBERED: usize = 4;

/// A clock that steps may make an answer seem to come before its question by this much.
const TOLERANCE: Duration = Duration::from_millis(20);

/// Seconds from 1900, where NTP's time begins, to 1970.
const NTP_EPOCH_S: u64 = 2_208_988_800;

/// A time as NTP writes it: seconds since 1900 in the upper half, their fraction in the lower.
pub(super) fn ntp(since_1970: Duration) -> u64 {
    // The seconds wrap in 2036, as the format has it.
    let seconds = (since_1970.as_secs() + NTP_EPOCH_S) & 0xffff_ffff;
    let fraction = (u64::from(since_1970.subsec_nanos()) << 32) / 1_000_000_000;
    (seconds << 32) | fraction
}

/// The middle of an NTP time: units of 1/65536 s.
pub(super) const fn middle(ntp: u64) -> u32 {
    // The casts drop what is not the middle, as wanted.
    (ntp >> 16) as u32
}

/// A length of time in those units.
pub(super) fn units(length: Duration) -> u32 {
    let whole = u32::try_from(length.as_secs()).unwrap_or(u32::MAX >> 16) << 16;
    // Below 65,536 by construction.
    whole | ((u64::from(length.subsec_nanos()) << 16) / 1_000_000_000) as u32
}

/// How long it takes to the peer and back.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RoundTrip {
    /// Our last reports, by the middle of their times; the newest first.
    reports: [Option<u32>; REMEMBERED],
    pub(super) last: Option<Duration>,
    pub(super) longest: Duration,
    sum: Duration,
    count: u32,
}

impl RoundTrip {
    /// A report with this time was sent.
    pub(super) fn sent(&mut self, ntp: u64) {
        self.reports.rotate_right(1);
        self.reports[0] = Some(middle(ntp));
    }

    /// The peer answers the report `lsr`, which it had for `dlsr`.
    pub(super) fn answered(&mut self, lsr: u32, dlsr: u32, now: u64) {
        if lsr == 0 || !self.reports.contains(&Some(lsr)) {
            return;
        }
        let trip = middle(now)
            .wrapping_sub(lsr)
            .wrapping_sub(dlsr)
            .cast_signed();
        let trip = match u32::try_from(trip) {
            Ok(trip) => Duration::from_nanos((u64::from(trip) * 1_000_000_000) >> 16),
            Err(_) if trip.unsigned_abs() <= units(TOLERANCE) => Duration::ZERO,
            Err(_) => return,
        };
        self.last = Some(trip);
        self.longest = self.longest.max(trip);
        self.sum += trip;
        self.count += 1;
    }

    /// Mean of all; nothing before the first answer.
    pub(super) fn mean(&self) -> Option<Duration> {
        self.sum.checked_div(self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_the_peer_kept_the_report_is_not_of_the_way() {
        let mut trip = RoundTrip::default();
        let sent = ntp(Duration::from_secs(1_000));
        trip.sent(sent);
        let now = ntp(Duration::from_millis(1_004_250));
        trip.answered(middle(sent), units(Duration::from_millis(4_200)), now);
        let last = trip.last.expect("a way").as_secs_f64();
        assert!((last - 0.050).abs() < 0.0001, "{last}");
    }

    #[test]
    fn answers_to_what_was_never_sent_say_nothing() {
        let mut trip = RoundTrip::default();
        let now = ntp(Duration::from_secs(1_010));
        trip.answered(0, 0, now);
        trip.answered(middle(ntp(Duration::from_secs(1_001))), 0, now);
        trip.sent(ntp(Duration::from_secs(1_000)));
        let impossible = units(Duration::from_secs(30));
        trip.answered(middle(ntp(Duration::from_secs(1_000))), impossible, now);
        assert_eq!((trip.last, trip.mean()), (None, None));
    }

    #[test]
    fn the_mean_is_of_all_answers() {
        let mut trip = RoundTrip::default();
        for (at, way) in [(1_000, 20), (1_005, 40)] {
            let sent = ntp(Duration::from_secs(at));
            trip.sent(sent);
            let now = ntp(Duration::from_millis(at * 1000 + way));
            trip.answered(middle(sent), 0, now);
        }
        let mean = trip.mean().expect("two answers").as_secs_f64();
        assert!((mean - 0.030).abs() < 0.0001, "{mean}");
        assert!(trip.longest > Duration::from_millis(39));
    }

    #[test]
    fn ntp_begins_in_1900_and_counts_fractions() {
        assert_eq!(ntp(Duration::ZERO) >> 32, NTP_EPOCH_S);
        assert_eq!(ntp(Duration::from_millis(500)) & 0xffff_ffff, 1 << 31);
        assert_eq!(units(Duration::from_millis(1_500)), 0x0001_8000);
    }
}
