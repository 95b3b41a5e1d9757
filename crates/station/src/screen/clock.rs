//! The server's date and time, as data that a face counts on from, and what a face writes.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Moment, civil_from_days};

const DAY: i64 = 86_400;

/// Date and time of the server, as set at a moment; a face counts on from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// When the server set it.
    pub set_at: Moment,
    /// Seconds since 1970-01-01 00:00 in the server's local time.
    pub local_seconds: i64,
    /// How to write the date.
    pub order: DateOrder,
    /// The character between day, month and year.
    pub separator: char,
    /// Twelve hours and AM/PM.
    pub twelve_hours: bool,
}

impl Clock {
    /// What a face shows at this moment.
    #[must_use]
    pub fn face(&self, now: Moment) -> ClockFace {
        let seconds = self.seconds_at(now);
        let (year, month, day) = civil_from_days(seconds.div_euclid(DAY));
        let year = year.rem_euclid(100);
        let dot = self.separator;
        let date = match self.order {
            DateOrder::DayMonthYear => format!("{day:02}{dot}{month:02}{dot}{year:02}"),
            DateOrder::MonthDayYear => format!("{month:02}{dot}{day:02}{dot}{year:02}"),
            DateOrder::YearMonthDay => format!("{year:02}{dot}{month:02}{dot}{day:02}"),
        };
        let of_day = seconds.rem_euclid(DAY);
        let (hour, minute) = (of_day / 3600, of_day / 60 % 60);
        let time = if self.twelve_hours {
            let half = if hour < 12 { "AM" } else { "PM" };
            format!("{}:{minute:02} {half}", (hour + 11) % 12 + 1)
        } else {
            format!("{hour:02}:{minute:02}")
        };
        ClockFace {
            time,
            date,
            weekday: weekday(seconds.div_euclid(DAY)),
        }
    }

    /// When the face changes next: at the next full minute.
    #[must_use]
    pub fn next_minute(&self, now: Moment) -> Moment {
        let second_of_minute = self.seconds_at(now).rem_euclid(60);
        let within = Duration::from_micros(now.since(self.set_at).as_micros() as u64 % 1_000_000);
        // At least one second is left of a minute.
        now + (Duration::from_secs(60 - second_of_minute.unsigned_abs()) - within)
    }

    fn seconds_at(&self, now: Moment) -> i64 {
        let passed = i64::try_from(now.since(self.set_at).as_secs()).unwrap_or(i64::MAX);
        self.local_seconds.saturating_add(passed)
    }
}

/// What a clock shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockFace {
    /// `14:05`, or `2:05 PM`.
    pub time: String,
    /// As the server's template orders it: `22.11.26`.
    pub date: String,
    /// The day of the week, in English.
    pub weekday: &'static str,
}

/// The order of day, month and year in the server's date template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `22.11.26`
    #[default]
    DayMonthYear,
    /// `11/22/26`
    MonthDayYear,
    /// `26-11-22`
    YearMonthDay,
}

/// How long something lasts: `0:07`, `12:34`, `1:02:03`.
#[must_use]
pub fn lasting(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// When a count since `start` reaches its next second.
#[must_use]
pub fn next_second(start: Moment, now: Moment) -> Moment {
    start + Duration::from_secs(now.since(start).as_secs() + 1)
}

fn weekday(days: i64) -> &'static str {
    // 1970-01-01 was a Thursday.
    match days.rem_euclid(7) {
        0 => "Thursday",
        1 => "Friday",
        2 => "Saturday",
        3 => "Sunday",
        4 => "Monday",
        5 => "Tuesday",
        _ => "Wednesday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(local_seconds: i64) -> Clock {
        Clock {
            set_at: Moment::from_secs(10),
            local_seconds,
            order: DateOrder::DayMonthYear,
            separator: '.',
            twelve_hours: false,
        }
    }

    #[test]
    fn counts_on_from_the_moment_it_was_set() {
        // 2026-11-22 09:38:30
        let clock = clock(1_795_340_310);
        let at = clock.face(Moment::from_secs(10));
        assert_eq!(
            (at.time.as_str(), at.date.as_str(), at.weekday),
            ("09:38", "22.11.26", "Sunday")
        );
        assert_eq!(clock.face(Moment::from_secs(40)).time, "09:39");
    }

    #[test]
    fn knows_leap_days_and_the_time_before_1970() {
        assert_eq!(civil_from_days(11_016), (2000, 2, 29));
        assert_eq!(civil_from_days(-1), (1969, 12, 31));
        assert_eq!(civil_from_days(0), (1970, 1, 1));
    }

    #[test]
    fn writes_twelve_hours_and_other_orders() {
        let mut clock = clock(0);
        clock.twelve_hours = true;
        clock.order = DateOrder::MonthDayYear;
        clock.separator = '/';
        let at = clock.face(Moment::from_secs(10));
        assert_eq!(
            (at.time.as_str(), at.date.as_str()),
            ("12:00 AM", "01/01/70")
        );
        let at = clock.face(Moment::from_secs(10 + 13 * 3600 + 60));
        assert_eq!(at.time, "1:01 PM");
    }

    #[test]
    fn the_next_minute_is_where_the_time_changes() {
        let clock = clock(1_795_340_310);
        let now = Moment::from_millis(25_250);
        let edge = clock.next_minute(now);
        assert_eq!(edge, Moment::from_secs(40));
        assert_eq!(clock.next_minute(edge), Moment::from_secs(100));
    }

    #[test]
    fn counts_a_call() {
        assert_eq!(lasting(Duration::from_millis(7_900)), "0:07");
        assert_eq!(lasting(Duration::from_secs(3723)), "1:02:03");
        let start = Moment::from_millis(500);
        assert_eq!(
            next_second(start, Moment::from_millis(500)),
            Moment::from_millis(1500)
        );
        assert_eq!(
            next_second(start, Moment::from_millis(1499)),
            Moment::from_millis(1500)
        );
    }
}
