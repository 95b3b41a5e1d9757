//! What of a text can be dialled.

use sccp::KeypadKey;

use super::MAX_TYPED;

/// A key of the keypad, in the writing of the wire.
pub(super) fn key_of(key: char) -> Option<char> {
    let key = key.to_ascii_uppercase();
    KeypadKey::of_digit(key).map(|_| key)
}

/// The number in a text: keys stay, letters become the digits they stand on, the rest goes.
pub(crate) fn number_in(text: &str) -> String {
    const LETTERS: &[u8; 26] = b"22233344455566677778889999";
    let digit = |c: char| match c {
        'a'..='z' => Some(char::from(LETTERS[usize::from(c as u8 - b'a')])),
        '0'..='9' | '*' | '#' | '+' => Some(c),
        _ => None,
    };
    text.chars()
        .filter_map(|c| digit(c.to_ascii_lowercase()))
        .take(MAX_TYPED)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_a_text() {
        assert_eq!(number_in("+49 (30) 123-45 67"), "+49301234567");
        assert_eq!(number_in("1-800-FLOWERS"), "18003569377");
        assert_eq!(number_in("*21#"), "*21#");
        assert_eq!(number_in("\u{1F600}"), "");
        assert_eq!(number_in(&"1".repeat(1000)).len(), MAX_TYPED);
    }

    #[test]
    fn keys_are_those_of_the_keypad() {
        assert_eq!(key_of('a'), Some('A'));
        assert_eq!(key_of('#'), Some('#'));
        assert_eq!(key_of('x'), None);
    }
}
