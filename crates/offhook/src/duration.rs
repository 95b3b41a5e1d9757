//! Lengths of time as people write them: `300ms`, `5s`, `1.5s`, `1m`.

use std::time::Duration;

/// The longest time that is taken: a day.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Reads a length of time. A number alone is seconds.
pub(crate) fn parse_duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is no length of time; write it like 300ms, 5s or 1m");
    let unit_at = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(unit_at);
    let seconds_per_unit = match unit.trim_start() {
        "" | "s" => 1.0,
        "ms" => 0.001,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err(wrong()),
    };
    let seconds = number.parse::<f64>().map_err(|_error| wrong())? * seconds_per_unit;
    let duration = Duration::try_from_secs_f64(seconds).map_err(|_error| wrong())?;
    if duration > LONGEST {
        return Err(format!("`{text}` is too long; a day is the most"));
    }
    Ok(duration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_units_people_use() {
        for (text, milliseconds) in [
            ("300ms", 300),
            ("5s", 5000),
            ("1.5s", 1500),
            ("1m", 60_000),
            ("2", 2000),
            ("0s", 0),
        ] {
            assert_eq!(
                parse_duration(text),
                Ok(Duration::from_millis(milliseconds)),
                "{text}"
            );
        }
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in ["", "s", "5 years", "-1s", "1.2.3s", "9999h", "NaN", "1e3s"] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }
}
