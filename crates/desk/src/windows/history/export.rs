//! The calls as a table for other programs.

use contacts::Book;
use station::CallLogEntry;

use super::row::name_of;
use super::{DAY, title};
use crate::words::Words;

/// The calls as lines of values, with their titles.
pub(super) fn lines(calls: &[CallLogEntry], words: Words, book: Option<&Book>) -> Vec<Vec<String>> {
    let titles = [
        "List",
        "Name",
        "Number",
        "By way of",
        "Line",
        "Began",
        "Seconds",
    ];
    let mut lines = vec![titles.map(|title| words.say(title).to_owned()).to_vec()];
    for entry in calls {
        let line = match entry.line_instance {
            0 => String::new(),
            line => line.to_string(),
        };
        let began = entry.began.map(iso).unwrap_or_default();
        let seconds = entry.duration_secs.map(|seconds| seconds.to_string());
        lines.push(vec![
            words.say(title(entry.list)).to_owned(),
            name_of(entry, book).to_owned(),
            entry.number.clone(),
            entry.via.clone(),
            line,
            began,
            seconds.unwrap_or_default(),
        ]);
    }
    lines
}

/// `2026-11-22 14:05:00`, which all spreadsheets read.
fn iso(seconds: i64) -> String {
    let (year, month, day) = station::civil_from_days(seconds.div_euclid(DAY));
    let of_day = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}
