//! Date and time as the server defines them (`DefineTimeDate`, date template).

use crate::{Clock, DateOrder, Moment};

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
    fn templates_are_read() {
        let template = DateTemplate::parse("M/D/YA");
        assert_eq!(template.order, DateOrder::MonthDayYear);
        assert_eq!(template.separator, '/');
        assert!(template.twelve_hours);
        assert_eq!(DateTemplate::parse("Y-M-D").order, DateOrder::YearMonthDay);
        assert_eq!(DateTemplate::parse(""), DateTemplate::default());
    }
}
