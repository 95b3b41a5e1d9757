//! Times of a capture as text, in UTC.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// The moment, if the calendar has it.
fn moment(time: Duration) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(i64::try_from(time.as_secs()).ok()?, time.subsec_nanos())
}

/// `2026-05-28 20:26:41.000000`.
pub(super) fn date_and_time(time: Duration) -> String {
    text(time, "%Y-%m-%d %H:%M:%S%.6f")
}

/// `20:26:41.000000`.
pub(super) fn time_of_day(time: Duration) -> String {
    text(time, "%H:%M:%S%.6f")
}

/// `2026-05-28T20:26:41.000000Z`, as RFC 3339 says; with nanoseconds if there are any.
pub(super) fn rfc3339(time: Duration) -> String {
    if time.subsec_nanos().is_multiple_of(1000) {
        text(time, "%Y-%m-%dT%H:%M:%S%.6fZ")
    } else {
        text(time, "%Y-%m-%dT%H:%M:%S%.9fZ")
    }
}

/// Damaged captures have times beyond any calendar: those stay seconds.
fn text(time: Duration, format: &str) -> String {
    moment(time).map_or_else(
        || format!("{}.{:06}s", time.as_secs(), time.subsec_micros()),
        |moment| moment.format(format).to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_told_in_utc() {
        let time = Duration::new(1_780_000_001, 500_000);
        assert_eq!(date_and_time(time), "2026-05-28 20:26:41.000500");
        assert_eq!(time_of_day(time), "20:26:41.000500");
        assert_eq!(rfc3339(time), "2026-05-28T20:26:41.000500Z");
        let finer = Duration::new(1_780_000_001, 500_001);
        assert_eq!(rfc3339(finer), "2026-05-28T20:26:41.000500001Z");
    }

    #[test]
    fn a_time_beyond_the_calendar_is_told_in_seconds() {
        assert_eq!(
            rfc3339(Duration::new(u64::MAX, 0)),
            "18446744073709551615.000000s"
        );
    }
}
