//! Values as they are written in the configuration file.

use std::fmt;
use std::net::SocketAddrV4;
use std::str::FromStr;
use std::time::Duration;

use sccp::Language;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use thiserror::Error as ThisError;

/// The codecs that can be named, with their `compressionType`.
const CODECS: [(&str, u32); 6] = [
    ("ulaw", 4),
    ("alaw", 2),
    ("g722", 6),
    ("opus", 90),
    ("wideband", 25),
    ("g729", 11),
];

/// A multicast group and its port.
pub(super) fn group<'de, D: Deserializer<'de>>(from: D) -> Result<SocketAddrV4, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map_err(|_no_address| {
        D::Error::custom(format!(
            "{text:?} is no group with a port; write it like \"239.255.64.0:21640\""
        ))
    })
}

/// A run of numbers that have a purpose in common, like `620-629`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub struct NumberRange {
    /// The first of them.
    pub first: u32,
    /// The last of them.
    pub last: u32,
}

impl NumberRange {
    /// Whether these digits are one of the numbers.
    #[must_use]
    pub fn contains(self, digits: &str) -> bool {
        // A zero before it makes another number.
        digits.parse().is_ok_and(|number: u32| {
            (self.first..=self.last).contains(&number) && number.to_string() == digits
        })
    }
}

impl fmt::Display for NumberRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first, self.last)
    }
}

/// A range of numbers that is none.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[error("{0:?} is no range of numbers; write it like \"620-629\"")]
pub struct NumberRangeError(String);

impl FromStr for NumberRange {
    type Err = NumberRangeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NumberRangeError(text.to_owned());
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let number = |digits: &str| digits.trim().parse().map_err(|_| wrong());
        let range = Self {
            first: number(first)?,
            last: number(last)?,
        };
        (range.first <= range.last)
            .then_some(range)
            .ok_or_else(wrong)
    }
}

impl TryFrom<String> for NumberRange {
    type Error = NumberRangeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// The first word of a text, and what follows it.
pub(super) fn first_word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim())
}

/// A language of the phrase dictionary, by its code or its name.
pub(super) fn language<'de, D: Deserializer<'de>>(from: D) -> Result<Language, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

/// The same, or none where the key is missing.
pub(super) fn optional_language<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Language>, D::Error> {
    language(from).map(Some)
}

/// A time in seconds, whole or not.
pub(super) fn seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    let seconds = f64::deserialize(from)?;
    Duration::try_from_secs_f64(seconds)
        .map_err(|error| D::Error::custom(format!("{seconds} is no time in seconds: {error}")))
}

/// A time in seconds, or none where the key is missing.
pub(super) fn optional_seconds<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Duration>, D::Error> {
    seconds(from).map(Some)
}

/// A time that phones are told in whole seconds, at least one.
pub(super) fn whole_seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    match u32::deserialize(from)? {
        0 => Err(D::Error::custom("at least 1 second is needed")),
        seconds => Ok(Duration::from_secs(seconds.into())),
    }
}

/// Codecs by name.
pub(super) fn codecs<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
    let names = Vec::<String>::deserialize(from)?;
    if names.is_empty() {
        return Err(D::Error::custom("at least one codec is needed"));
    }
    let number = |name: &String| {
        let known = CODECS.iter().find(|(known, _)| known == name);
        known.map(|(_, number)| *number).ok_or_else(|| {
            let names = CODECS.map(|(known, _)| known).join(", ");
            D::Error::custom(format!(
                "the codec {name:?} is not known; there are {names}"
            ))
        })
    };
    names.iter().map(number).collect()
}

/// The same, or none where the key is missing.
pub(super) fn optional_codecs<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Vec<u32>>, D::Error> {
    codecs(from).map(Some)
}

/// A dynamic RTP payload type, or 0 for none.
pub(super) fn payload_type<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u8>, D::Error> {
    match u8::deserialize(from)? {
        0 => Ok(None),
        number @ 96..=127 => Ok(Some(number)),
        number => Err(D::Error::custom(format!(
            "{number} is no dynamic payload type; those are 96 to 127, and 0 stands for none"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_its_ends_and_no_number_with_a_zero_before_it() {
        let range: NumberRange = "620-629".parse().expect("a range");
        assert!(range.contains("620") && range.contains("629"));
        for other in ["619", "630", "0620", "62", "", "x"] {
            assert!(!range.contains(other), "{other}");
        }
        assert_eq!(range.to_string(), "620-629");
        assert!("629-620".parse::<NumberRange>().is_err());
        assert!("a-b".parse::<NumberRange>().is_err());
        assert_eq!(
            "640".parse(),
            Ok(NumberRange {
                first: 640,
                last: 640
            })
        );
    }
}
