//! Letters on the keys of a telephone (ITU-T E.161).

use serde::{Deserialize, Serialize};

/// What letters in a written number are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letters {
    /// The digits of the keys that they stand on: `0-800 FLOWERS`.
    #[default]
    Digits,
    /// Part of a name: a text with letters is no number.
    Name,
}

/// The digit that a letter stands on, in upper or lower case, with or without an accent.
pub fn digit_of(letter: char) -> Option<char> {
    const DIGITS: &[u8; 26] = b"22233344455566677778889999";
    let letter = letter.to_ascii_lowercase();
    let plain = match letter {
        'à'..='æ' | 'À'..='Æ' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' | 'œ' | 'Œ' => 'o',
        'ß' | 'ẞ' => 's',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => 'y',
        letter => letter,
    };
    plain
        .is_ascii_lowercase()
        .then(|| char::from(DIGITS[usize::from(plain as u8 - b'a')]))
}

/// A word as it is typed on a telephone's keys: letters become digits, digits, `*` and `#` stay,
/// the rest goes.
pub fn digits_of(word: &str) -> String {
    let key = |c: char| match c {
        '0'..='9' | '*' | '#' => Some(c),
        c => digit_of(c),
    };
    word.chars().filter_map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_the_digit_it_stands_on() {
        let digits: String = ('a'..='z').filter_map(digit_of).collect();
        assert_eq!(digits, "22233344455566677778889999");
        assert_eq!(digits_of("FLOWERS"), "3569377");
        assert_eq!(digits_of("Müller-Lüdenscheidt 2"), "6855375833672434382");
        assert_eq!(digit_of('\u{416}'), None);
    }
}
