//! The time of day the phones show: an input, counted on by the core's own time.

use std::time::Duration;

use chrono::{DateTime, Datelike, Timelike};
use sccp::DefineTimeDate;

/// A time of day with its place on earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallClock {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub unix_ms: i64,
    /// Seconds that local time is ahead of UTC.
    pub utc_offset_s: i32,
}

impl WallClock {
    /// This clock so much later.
    pub(crate) fn after(self, passed: Duration) -> Self {
        let passed_ms = i64::try_from(passed.as_millis()).unwrap_or(i64::MAX);
        Self {
            unix_ms: self.unix_ms.saturating_add(passed_ms),
            ..self
        }
    }

    /// What the phone is told: local date and time, and Unix seconds (reference, 0x0094).
    pub(crate) fn define_time_date(self) -> DefineTimeDate {
        let local_ms = self
            .unix_ms
            .saturating_add(i64::from(self.utc_offset_s) * 1_000);
        let local = DateTime::from_timestamp_millis(local_ms).unwrap_or_default();
        DefineTimeDate {
            year: u32::try_from(local.year()).unwrap_or(1970),
            month: local.month(),
            day_of_week: local.weekday().num_days_from_sunday(),
            day: local.day(),
            hour: local.hour(),
            minute: local.minute(),
            second: local.second(),
            milliseconds: local.timestamp_subsec_millis(),
            system_time: u32::try_from(self.unix_ms.div_euclid(1_000)).unwrap_or(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_friday_in_june_is_told_as_in_the_reference() {
        let clock = WallClock {
            unix_ms: 1_780_660_800_000 - 7_200_000,
            utc_offset_s: 7_200,
        };
        let told = clock
            .after(Duration::from_secs(34 * 60 + 56))
            .define_time_date();
        assert_eq!(
            (told.year, told.month, told.day, told.day_of_week),
            (2026, 6, 5, 5)
        );
        assert_eq!((told.hour, told.minute, told.second), (12, 34, 56));
    }
}
