//! Which numbers are the same, and which were called lately.

use numbers::{Letters, clean};

use crate::fold;

/// Digits that two numbers share at their end when they are the same with more or less of a
/// prefix; shorter ones are extensions, and the same only when they are equal.
const SHARED: usize = 7;

/// The digits of a written number; of +49 (0)30 without the zero that is only dialled inside the
/// country.
pub(crate) fn digits(number: &str) -> String {
    match clean(number, Letters::Digits) {
        Some(clean) => fold::digits(&clean.number),
        None => fold::digits(number),
    }
}

/// The part of a number by which it is looked up: its last digits, or all of a short one.
pub(crate) fn key(number: &str) -> Option<String> {
    let digits = digits(number);
    let bare = digits.trim_start_matches('0');
    if bare.len() < SHARED {
        return (!digits.is_empty()).then_some(digits);
    }
    bare.get(bare.len() - SHARED..).map(str::to_owned)
}

/// Digits that two numbers share at their end when they are the same with different prefixes: a
/// country's code in front of one, the zero for the country and an outside line before the other.
const SHARED_WITHOUT_PREFIX: usize = 9;

/// Whether two written numbers reach the same: equal, or one is the other with a code for
/// country, town or an outside line in front, or they differ only in such codes.
pub fn same_number(one: &str, other: &str) -> bool {
    let both_whole = is_international(one) && is_international(other);
    let (one, other) = (digits(one), digits(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if one == other {
        return true;
    }
    let (one, other) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    if short.len() >= SHARED && long.ends_with(short) {
        return true;
    }
    let ends = short.bytes().rev().zip(long.bytes().rev());
    let shared = ends.take_while(|(one, other)| one == other).count();
    !both_whole && shared >= SHARED_WITHOUT_PREFIX
}

fn is_international(number: &str) -> bool {
    number.trim_start().starts_with(['+', '(']) || number.starts_with("00")
}

/// The numbers of past calls, newest first: who was called lately is found first.
#[derive(Clone, Debug, Default)]
pub struct Recent {
    /// Keys of the numbers, newest first, each once.
    keys: Vec<String>,
}

impl Recent {
    /// Most numbers that count: what a person calls within some weeks.
    const MOST: usize = 200;

    /// These numbers, newest first.
    pub fn of<'a>(numbers: impl IntoIterator<Item = &'a str>) -> Self {
        let mut keys = Vec::new();
        for key in numbers.into_iter().filter_map(key) {
            if keys.len() == Self::MOST {
                break;
            }
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Self { keys }
    }

    /// How lately a number of this key was called: 0 long ago or never, more is later.
    pub(crate) fn weight(&self, key: &str) -> usize {
        let at = self.keys.iter().position(|known| known == key);
        at.map_or(0, |at| self.keys.len() - at)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_front_do_not_make_another_number() {
        for (one, other) in [
            ("+49 30 1234567", "030 1234567"),
            ("0049301234567", "+49301234567"),
            ("9 030 1234567", "030/1234567"),
            ("1003", "1003"),
            ("+49 30 5551234", "90305551234"),
        ] {
            assert!(same_number(one, other), "{one} {other}");
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        for (one, other) in [
            ("1003", "01003"),
            ("1003", "11003"),
            ("+49 30 1234567", "040 1234567"),
            ("+49 30 5551234", "+44 30 5551234"),
            ("", ""),
            ("+", "+"),
        ] {
            assert!(!same_number(one, other), "{one} {other}");
        }
    }

    #[test]
    fn who_was_called_last_weighs_most() {
        let recent = Recent::of(["1003", "+49301234567", "1003", "1004"]);
        assert!(recent.weight("1003") > recent.weight("1234567"));
        assert!(recent.weight("1234567") > recent.weight("1004"));
        assert_eq!(recent.weight("7"), 0);
    }
}
