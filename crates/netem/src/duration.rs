//! Lengths of time as they are written in an impairment: `40ms`, `1.5s`.

use std::time::Duration;

/// Reads a length of time; nothing when it is none.
pub(crate) fn parse(text: &str) -> Option<Duration> {
    let (number, seconds_per_unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 0.001),
        None => (text.strip_suffix('s')?, 1.0),
    };
    let plain = |c: char| c.is_ascii_digit() || c == '.';
    let number = number.trim_end();
    if !number.chars().all(plain) {
        return None;
    }
    Duration::try_from_secs_f64(number.parse::<f64>().ok()? * seconds_per_unit).ok()
}

/// Writes a length of time so that [`parse`] reads it back.
pub(crate) fn write(time: Duration) -> String {
    format!("{}ms", time.as_secs_f64() * 1000.0)
}
