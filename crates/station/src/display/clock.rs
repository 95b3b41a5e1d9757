//! Date and time as the server defines them (`DefineTimeDate`, date template).

use crate::{Clock, DateOrder, Moment};

impl Clock {
    /// Seconds since 1970-01-01 00:00 in the server's local time at this moment, which may be
    /// before the clock was set.
    pub fn local_at(&self, at: Moment) -> i64 {
        let seconds = |moment: Moment| i64::try_from(moment.as_micros() / 1_000_000).unwrap_or(0);
        self.local_seconds
            .saturating_add(seconds(at) - seconds(self.set_at))
    }
}

/// The date template of RegisterAck: `D.M.Y`, `M/D/YA`, `Y-M-D`, ….
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateTemplate {
    order: DateOrder,
    separator: char,
    twelve_hours: bool,
}

impl DateTemplate {
    /// Read a template; what cannot be read keeps its default.
    pub(crate) fn parse(template: &str) -> Self {
        let letters: Vec<char> = template
            .chars()
            .filter(|c| matches!(c, 'D' | 'M' | 'Y'))
            .take(3)
            .collect();
        let order = match letters.as_slice() {
            ['M', ..] => DateOrder::MonthDayYear,
            ['Y', ..] => DateOrder::YearMonthDay,
            _ => DateOrder::DayMonthYear,
        };
        let separator = template
            .chars()
            .find(|c| c.is_ascii_punctuation())
            .unwrap_or('.');
        Self {
            order,
            separator,
            twelve_hours: template.ends_with('A'),
        }
    }

    /// Local seconds, written in its order.
    pub(crate) fn written(self, local_seconds: i64) -> String {
        written(local_seconds, self.order, self.separator, self.twelve_hours)
    }

    /// The clock that starts with this date and time.
    pub(crate) fn clock(self, set_at: Moment, time: &LocalTime) -> Option<Clock> {
        Some(Clock {
            set_at,
            local_seconds: time.seconds()?,
            order: self.order,
            separator: self.separator,
            twelve_hours: self.twelve_hours,
        })
    }
}

impl Default for DateTemplate {
    fn default() -> Self {
        Self::parse("D.M.Y")
    }
}

/// Date and time by the calendar, as the server sends them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LocalTime {
    pub(crate) year: u32,
    pub(crate) month: u32,
    pub(crate) day: u32,
    pub(crate) hour: u32,
    pub(crate) minute: u32,
    pub(crate) second: u32,
}

impl LocalTime {
    /// Seconds since 1970-01-01 00:00; nothing when it is no date.
    fn seconds(&self) -> Option<i64> {
        // Some servers count years from 1900 (section 3.1, DefineTimeDate).
        let year = if self.year < 1900 {
            self.year.checked_add(1900)?
        } else {
            self.year
        };
        let valid = (1970..=9999).contains(&year)
            && (1..=12).contains(&self.month)
            && (1..=31).contains(&self.day)
            && self.hour < 24
            && self.minute < 60
            && self.second <= 60;
        if !valid {
            return None;
        }
        let days = days_from_civil(i64::from(year), i64::from(self.month), i64::from(self.day));
        let seconds = self.hour * 3600 + self.minute * 60 + self.second;
        Some(days * 86_400 + i64::from(seconds))
    }
}

/// Date and time of local seconds, as people write them: `22.11.26 9:05`, `11/22/26 9:05 AM`.
pub(crate) fn written(
    local_seconds: i64,
    order: DateOrder,
    separator: char,
    twelve_hours: bool,
) -> String {
    let (year, month, day) = civil_from_days(local_seconds.div_euclid(86_400));
    let (hour, minute) = (
        local_seconds.rem_euclid(86_400) / 3600,
        local_seconds.rem_euclid(3600) / 60,
    );
    let year = year.rem_euclid(100);
    let (first, second, third) = match order {
        DateOrder::DayMonthYear => (day, month, year),
        DateOrder::MonthDayYear => (month, day, year),
        DateOrder::YearMonthDay => (year, month, day),
    };
    let time = match (twelve_hours, hour) {
        (false, _) => format!("{hour}:{minute:02}"),
        (true, hour) => {
            let half = if hour < 12 { "AM" } else { "PM" };
            format!("{}:{minute:02} {half}", (hour + 11) % 12 + 1)
        }
    };
    format!("{first:02}{separator}{second:02}{separator}{third:02} {time}")
}

/// The date of days since 1970-01-01 in the Gregorian calendar: year, month, day.
pub const fn civil_from_days(days: i64) -> (i64, i64, i64) {
    // Years begin in March, eras of 400 years on 0000-03-01.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + (month <= 2) as i64;
    (year, month, day)
}

/// Days since 1970-01-01 of a date in the Gregorian calendar, for years from 1 on.
///
/// The year begins in March, so that the leap day is its last.
const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(
        year: u32,
        month: u32,
        day: u32,
        hour: u32,
        minute: u32,
        second: u32,
    ) -> Option<i64> {
        LocalTime {
            year,
            month,
            day,
            hour,
            minute,
            second,
        }
        .seconds()
    }

    #[test]
    fn dates_become_seconds() {
        assert_eq!(seconds(1970, 1, 1, 0, 0, 0), Some(0));
        assert_eq!(seconds(2000, 2, 29, 12, 0, 0), Some(951_825_600));
        assert_eq!(seconds(2026, 6, 5, 12, 34, 56), Some(0x6a22_c270));
        assert_eq!(seconds(126, 6, 5, 12, 34, 56), Some(0x6a22_c270));
        assert_eq!(seconds(2026, 13, 1, 0, 0, 0), None);
        assert_eq!(seconds(u32::MAX, u32::MAX, u32::MAX, 23, 0, 0), None);
    }

    #[test]
    fn seconds_become_dates() {
        let text = |seconds, order, twelve| written(seconds, order, '/', twelve);
        assert_eq!(
            text(951_825_600, DateOrder::DayMonthYear, false),
            "29/02/00 12:00"
        );
        assert_eq!(
            text(0x6a22_c270, DateOrder::MonthDayYear, true),
            "06/05/26 12:34 PM"
        );
        assert_eq!(
            text(-60, DateOrder::YearMonthDay, true),
            "69/12/31 11:59 PM"
        );
    }

    #[test]
    fn templates_are_read() {
        let template = DateTemplate::parse("M/D/YA");
        assert_eq!(template.order, DateOrder::MonthDayYear);
        assert_eq!(template.separator, '/');
        assert!(template.twelve_hours);
        assert_eq!(DateTemplate::parse("Y-M-D").order, DateOrder::YearMonthDay);
        assert_eq!(DateTemplate::parse(""), DateTemplate::default());
    }
}
