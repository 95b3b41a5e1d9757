//! The server's date and time, as data that a face counts on from.

use serde::{Deserialize, Serialize};

use crate::Moment;

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
