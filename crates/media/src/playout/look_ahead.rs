//! Whether to wait one packet longer while packets are lost.
//!
//! A gap is filled much better when the packet behind it is there already. That costs up to
//! a packet of delay, so it is done on lines only that lose packets again and again, and it
//! ends soon after the last loss. The delay is won by stretching the sound, never by
//! making a gap longer.

/// Gaps that make a line a lossy one …
const MANY_GAPS: usize = 5;

/// … within so long, ms: about 2 % of 20 ms packets.
const MANY_MS: i64 = 4000;

/// Gaps that keep it one, and within what time, ms: coming and going would be heard more than
/// what it is good for.
const SOME_GAPS: usize = 2;
const SOME_MS: i64 = 7000;

/// The wait grows by one sample in so many that are played: slowly enough not to be heard.
const GROWS_ONE_IN: i64 = 20;

/// Knows the last gaps, and how long to wait for what is behind the next one.
pub(super) struct LookAhead {
    /// Device clock at the last gaps, newest first.
    gaps: [Option<i64>; MANY_GAPS],
    lossy: bool,
    /// Samples waited beyond what the jitter needs.
    extra: i64,
    updated: i64,
    per_ms: i64,
}

impl LookAhead {
    pub(super) fn new(rate_hz: u32) -> Self {
        Self {
            gaps: [None; MANY_GAPS],
            lossy: false,
            extra: 0,
            updated: 0,
            per_ms: i64::from(rate_hz / 1000).max(1),
        }
    }

    /// Packets were missing, told at the device's clock `at`.
    pub(super) fn gap(&mut self, at: i64) {
        self.gaps.rotate_right(1);
        self.gaps[0] = Some(at);
    }

    /// Looks at the time; `useful` samples beyond what the jitter needs show the packet behind a gap.
    pub(super) fn update(&mut self, at: i64, useful: i64) {
        let (counted, ms) = if self.lossy {
            (SOME_GAPS, SOME_MS)
        } else {
            (MANY_GAPS, MANY_MS)
        };
        let since = self.gaps[counted - 1].map(|gap| at - gap);
        self.lossy = since.is_some_and(|since| since <= ms * self.per_ms);
        let wanted = if self.lossy { useful.max(0) } else { 0 };
        let growth = (at - self.updated) / GROWS_ONE_IN;
        if growth > 0 {
            self.extra += growth;
            self.updated = at;
        }
        self.extra = self.extra.min(wanted);
    }

    /// Samples to wait beyond what the jitter needs.
    pub(super) fn extra(&self) -> i64 {
        self.extra
    }

    /// Another stream.
    pub(super) fn clear(&mut self) {
        *self = Self {
            per_ms: self.per_ms,
            ..Self::new(0)
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 20 s of 20 ms packets; gives the extra wait after each second.
    fn waits(gap: impl Fn(i64) -> bool) -> Vec<i64> {
        let mut look_ahead = LookAhead::new(8000);
        (0..1000)
            .map(|packet| {
                let at = packet * 160;
                if gap(packet) {
                    look_ahead.gap(at);
                }
                look_ahead.update(at, 160);
                look_ahead.extra()
            })
            .skip(49)
            .step_by(50)
            .collect()
    }

    #[test]
    fn waits_for_nothing_on_lines_that_lose_next_to_nothing() {
        assert!(waits(|_| false).iter().all(|&extra| extra == 0));
        assert!(
            waits(|packet| packet % 100 == 0)
                .iter()
                .all(|&extra| extra == 0)
        );
    }

    #[test]
    fn waits_for_a_packet_while_packets_are_lost_and_seven_seconds_longer() {
        let waits = waits(|packet| packet % 20 == 0 && packet < 500);
        assert!(waits[3..16].iter().all(|&extra| extra == 160), "{waits:?}");
        assert!(waits[17..].iter().all(|&extra| extra == 0), "{waits:?}");
    }

    #[test]
    fn the_wait_grows_slowly() {
        let mut look_ahead = LookAhead::new(8000);
        (0..MANY_GAPS).for_each(|_| look_ahead.gap(0));
        let mut before = 0;
        for at in (0..8000).step_by(80) {
            look_ahead.update(at, 160);
            assert!(look_ahead.extra() - before <= 4);
            before = look_ahead.extra();
        }
        assert_eq!(before, 160);
    }
}
