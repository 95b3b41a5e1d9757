//! Patterns of numbers, in the writing that call servers use for routes.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Longest pattern, in places.
const MAX_PLACES: usize = 64;

/// What numbers a rule is for, and which of their parts it keeps.
///
/// | sign | stands for |
/// | --- | --- |
/// | `0`–`9`, `*`, `#`, `+` | itself |
/// | `X` | any digit |
/// | `Z` | any digit but 0 |
/// | `N` | any digit but 0 and 1 |
/// | `[2-5]`, `[^2-5]` | one of these digits, or none of them |
/// | `!` | one or more digits, `*` or `#`; once in a pattern |
/// | `.` | nothing; it ends a part |
///
/// Each run of signs that stand for several digits is a part of the number: `$1`, `$2` … in a
/// replacement; `$0` is the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    written: String,
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// This character.
    Is(char),
    /// One of ten digits, the lowest bit for 0.
    OneOf(u16),
    /// One or more keys.
    Some,
    /// A part ends.
    Cut,
}

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadPattern {
    /// Nothing is written.
    #[error("a pattern has at least one sign")]
    Empty,
    /// A sign that has no meaning there.
    #[error("`{0}` has no meaning in a pattern; digits, * # + X Z N [2-5] ! and . have")]
    Sign(char),
    /// A bracket is not closed, or has nothing in it.
    #[error("a bracket in a pattern holds digits and is closed, as in [2-5]")]
    Bracket,
    /// `!` more than once.
    #[error("`!` may stand once in a pattern")]
    TwoOpenEnds,
    /// It is longer than any number.
    #[error("a pattern has at most {MAX_PLACES} signs")]
    TooLong,
}

impl Pattern {
    /// The parts of a number that the pattern is for: whole first, then `$1` and so on; nothing
    /// for another number.
    pub fn parts<'a>(&self, number: &'a str) -> Option<Vec<&'a str>> {
        if !number.is_ascii() {
            return None;
        }
        let fixed = self.places.iter().filter(|place| place.is_one()).count();
        let open = self.places.contains(&Place::Some);
        // How many keys the open end takes.
        let taken = match open {
            true => number.len().checked_sub(fixed).filter(|taken| *taken > 0)?,
            false if number.len() == fixed => 0,
            false => return None,
        };
        let mut parts = vec![number];
        let mut begun: Option<usize> = None;
        let mut at = 0;
        for place in &self.places {
            let length = match place {
                Place::Some => taken,
                Place::Cut => 0,
                _ => 1,
            };
            let keys = number.get(at..at + length)?;
            if !place.takes(keys) {
                return None;
            }
            match place {
                Place::OneOf(_) | Place::Some => begun = begun.or(Some(at)),
                Place::Is(_) | Place::Cut => {
                    if let Some(from) = begun.take() {
                        parts.push(number.get(from..at)?);
                    }
                }
            }
            at += length;
        }
        if let Some(from) = begun {
            parts.push(number.get(from..)?);
        }
        Some(parts)
    }

    /// How many parts a number of it has beside the whole.
    pub(crate) fn count(&self) -> usize {
        let varies = |place: &Place| matches!(place, Place::OneOf(_) | Place::Some);
        let mut before = false;
        self.places.iter().fold(0, |count, place| {
            let begins = varies(place) && !before;
            before = varies(place);
            count + usize::from(begins)
        })
    }
}

impl Place {
    fn is_one(&self) -> bool {
        matches!(self, Self::Is(_) | Self::OneOf(_))
    }

    fn takes(&self, keys: &str) -> bool {
        match self {
            Self::Is(key) => keys.chars().eq([*key]),
            Self::OneOf(digits) => keys
                .chars()
                .all(|c| c.to_digit(10).is_some_and(|digit| digits >> digit & 1 == 1)),
            Self::Some => keys
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '*' | '#')),
            Self::Cut => true,
        }
    }
}

impl FromStr for Pattern {
    type Err = BadPattern;

    fn from_str(text: &str) -> Result<Self, BadPattern> {
        const ANY: u16 = 0x3FF;
        let mut places = Vec::new();
        let mut signs = text.chars().filter(|c| !c.is_whitespace());
        while let Some(sign) = signs.next() {
            if places.len() == MAX_PLACES {
                return Err(BadPattern::TooLong);
            }
            places.push(match sign.to_ascii_uppercase() {
                key @ ('0'..='9' | '*' | '#' | '+') => Place::Is(key),
                'X' => Place::OneOf(ANY),
                'Z' => Place::OneOf(ANY & !1),
                'N' => Place::OneOf(ANY & !3),
                '!' if places.contains(&Place::Some) => return Err(BadPattern::TwoOpenEnds),
                '!' => Place::Some,
                '.' => Place::Cut,
                '[' => {
                    let mut inside = String::new();
                    loop {
                        match signs.next() {
                            Some(']') => break,
                            Some(sign) => inside.push(sign),
                            None => return Err(BadPattern::Bracket),
                        }
                    }
                    Place::OneOf(digits_in(&inside).ok_or(BadPattern::Bracket)?)
                }
                _ => return Err(BadPattern::Sign(sign)),
            });
        }
        if places.iter().all(|place| *place == Place::Cut) {
            return Err(BadPattern::Empty);
        }
        Ok(Self {
            written: text.to_owned(),
            places,
        })
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// The digits of `2-57` or `^2-5`.
fn digits_in(text: &str) -> Option<u16> {
    let (not, text) = match text.strip_prefix('^') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let mut digits = 0;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let from = sign.to_digit(10)?;
        let to = match signs.next_if_eq(&'-') {
            Some(_) => signs.next()?.to_digit(10)?,
            None => from,
        };
        if to < from {
            return None;
        }
        for digit in from..=to {
            digits |= 1 << digit;
        }
    }
    let digits: u16 = if not { !digits & 0x3FF } else { digits };
    (digits != 0 && !text.is_empty()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts<'a>(pattern: &str, number: &'a str) -> Option<Vec<&'a str>> {
        let pattern: Pattern = pattern.parse().expect("a pattern");
        pattern.parts(number)
    }

    #[test]
    fn runs_of_wildcards_are_the_parts() {
        assert_eq!(parts("+49!", "+4930123"), Some(vec!["+4930123", "30123"]));
        assert_eq!(
            parts("XXX.XXXX", "5551234"),
            Some(vec!["5551234", "555", "1234"])
        );
        assert_eq!(parts("0!9", "0129"), Some(vec!["0129", "12"]));
        assert_eq!(parts("[2-4]X", "37"), Some(vec!["37", "37"]));
        assert_eq!(parts("112", "112"), Some(vec!["112"]));
    }

    #[test]
    fn other_numbers_do_not_match() {
        for (pattern, number) in [
            ("+49!", "+49"),
            ("XXXX", "123"),
            ("XXXX", "12345"),
            ("Z", "0"),
            ("N", "1"),
            ("[^2-5]", "3"),
            ("X", "*"),
            ("!", "+1"),
            ("0!", "1"),
        ] {
            assert_eq!(parts(pattern, number), None, "{pattern} {number}");
        }
    }

    #[test]
    fn a_wrong_pattern_says_what_is_wrong() {
        for (pattern, error) in [
            ("", BadPattern::Empty),
            ("..", BadPattern::Empty),
            ("1a", BadPattern::Sign('a')),
            ("[2-", BadPattern::Bracket),
            ("[]", BadPattern::Bracket),
            ("[5-2]", BadPattern::Bracket),
            ("!0!", BadPattern::TwoOpenEnds),
        ] {
            assert_eq!(pattern.parse::<Pattern>(), Err(error), "{pattern}");
        }
        let long = "1".repeat(MAX_PLACES + 1);
        assert_eq!(long.parse::<Pattern>(), Err(BadPattern::TooLong));
    }
}
