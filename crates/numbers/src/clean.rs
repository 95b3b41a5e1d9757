//! Clean-up of one written number.

use crate::letters::{Letters, digit_of};

/// Longest number: E.164 has 15 digits, and codes to dial in front of them are short.
pub const MAX_NUMBER: usize = 40;

/// Longest text that is looked at as one number.
const MAX_TEXT: usize = 200;

/// Words for "extension", longest first, so that none hides another.
const EXTENSION: [&str; 16] = [
    "nebenstelle",
    "durchwahl",
    "extensión",
    "extension",
    "extensao",
    "interno",
    "anexo",
    "poste",
    "extn",
    "apl",
    "ext",
    "int",
    "nst",
    "dw",
    "p",
    "x",
];

/// A number without what is only there for the eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clean {
    /// Digits, `*`, `#`, and `+` in front of an international number.
    pub number: String,
    /// The extension written behind it ("ext. 6"), which is not dialled with it.
    pub extension: Option<String>,
}

/// The number that a text is; nothing when it is something else, or has more than a number.
///
/// Blanks, brackets, dashes, slashes and dots go, also those of other scripts; digits of other
/// scripts become ASCII; the `(0)` of "+49 (0)30" goes; "ext. 6" becomes the extension. Letters
/// in capitals behind a digit are digits, if `letters` says so.
pub fn clean(text: &str, letters: Letters) -> Option<Clean> {
    if text.len() > MAX_TEXT {
        return None;
    }
    let text: String = text.trim().chars().filter_map(plain).collect();
    let (main, extension) = without_extension(&text);
    let main = without_trunk_zero(main.trim());
    let mut number = String::with_capacity(main.len());
    for c in main.chars() {
        match c {
            '0'..='9' | '*' | '#' => number.push(c),
            '+' if number.is_empty() => number.push('+'),
            ' ' | '-' | '/' | '.' | '(' | ')' | '[' | ']' => {}
            'A'..='Z' if letters == Letters::Digits && number.ends_with(is_digit) => {
                number.push(digit_of(c)?);
            }
            _ => return None,
        }
    }
    let any = number.chars().any(|c| c != '+');
    (any && number.len() <= MAX_NUMBER).then_some(Clean { number, extension })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A character in plain writing; nothing for one that is not seen.
pub(crate) fn plain(c: char) -> Option<char> {
    let digit = |zero: u32| char::from_digit(u32::from(c) - zero, 10);
    match c {
        // Soft hyphen, zero-width ones, marks of direction, byte order mark.
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => None,
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6F0}'..='\u{6F9}' => digit(0x6F0),
        '\u{966}'..='\u{96F}' => digit(0x966),
        '\u{FF10}'..='\u{FF19}' => digit(0xFF10),
        '\u{FF0B}' => Some('+'),
        '\u{FF0A}' => Some('*'),
        '\u{FF03}' => Some('#'),
        '\u{FF08}' => Some('('),
        '\u{FF09}' => Some(')'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' | '_' | '~' => {
            Some('-')
        }
        '\u{2215}' | '\u{2044}' | '\u{FF0F}' | '|' | '\\' => Some('/'),
        '\u{B7}' | '\u{2022}' | '\u{2027}' | '\u{30FB}' | '\u{FF0E}' => Some('.'),
        c if c == '\t' || (c.is_whitespace() && !c.is_control()) => Some(' '),
        c => Some(c),
    }
}

/// Number and extension of "030 123 ext. 6".
fn without_extension(text: &str) -> (&str, Option<String>) {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit() || " )".contains(c));
    let digits: String = text[before.len()..]
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let whole = (text, None);
    if digits.is_empty() || digits.len() > 10 {
        return whole;
    }
    let before = before.trim_end_matches(|c: char| " .:=(-".contains(c));
    let lower = before.to_lowercase();
    // Lower case of another length would not fit the text.
    if lower.len() != before.len() {
        return whole;
    }
    let Some(word) = EXTENSION.iter().find(|word| lower.ends_with(**word)) else {
        return whole;
    };
    let cut = before.len() - word.len();
    let Some(main) = text.get(..cut) else {
        return whole;
    };
    let main = main.trim_end_matches(|c: char| " ,;(.-".contains(c));
    // Behind a digit, not at the end of a word that is more: FLEX 6.
    match main.ends_with(|c: char| c.is_ascii_digit() || c == ')') {
        true => (main, Some(digits)),
        false => whole,
    }
}

/// An international number without the zero in brackets that is only dialled inside the country.
fn without_trunk_zero(text: &str) -> String {
    let international = text.starts_with('+') || text.starts_with("00") || text.starts_with("(+");
    if international {
        for zero in ["(0)", "( 0 )", "[0]"] {
            if let Some((before, after)) = text.split_once(zero)
                && before.contains(is_digit)
                && after.contains(is_digit)
            {
                return format!("{before} {after}");
            }
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<String> {
        clean(text, Letters::Digits).map(|clean| clean.number)
    }

    #[test]
    fn what_is_there_for_the_eye_goes() {
        for (written, dialled) in [
            ("+49 (0)30 / 123-45", "+493012345"),
            ("(030) 123 45", "03012345"),
            ("0049 (0)30 12345", "00493012345"),
            ("+1 (555) 010-9999", "+15550109999"),
            ("06 12.34.56.78", "0612345678"),
            ("+44\u{A0}20\u{2009}7946\u{2011}0958", "+442079460958"),
            ("\u{202A}+49 30 123\u{202C}", "+4930123"),
            ("\u{FF0B}\u{FF18}\u{FF11}\u{3000}\u{FF13}", "+813"),
            ("\u{0660}\u{0661}\u{0662}", "012"),
            ("*21*1003#", "*21*1003#"),
            (" 1003 ", "1003"),
            ("(+49) 30 1", "+49301"),
        ] {
            assert_eq!(number(written).as_deref(), Some(dialled), "{written}");
        }
    }

    #[test]
    fn the_zero_in_brackets_stays_where_it_is_dialled() {
        assert_eq!(number("(0)30 123"), Some("030123".to_owned()));
        assert_eq!(number("(0) 800 1"), Some("08001".to_owned()));
    }

    #[test]
    fn the_extension_is_told_apart() {
        for written in [
            "030 123 ext. 6",
            "030 123 x6",
            "030 123, Ext: 6",
            "030 123 (ext 6)",
            "030 123 Durchwahl 6",
            "030-123 DW-6",
            "030 123 poste 6",
            "030123extension6",
        ] {
            let clean = clean(written, Letters::Digits).expect(written);
            assert_eq!(clean.number, "030123", "{written}");
            assert_eq!(clean.extension.as_deref(), Some("6"), "{written}");
        }
    }

    #[test]
    fn letters_are_digits_by_choice() {
        assert_eq!(number("0-800 FLOWERS"), Some("08003569377".to_owned()));
        assert_eq!(clean("0-800 FLOWERS", Letters::Name), None);
        assert_eq!(number("1003 Bob"), None);
        assert_eq!(number("FLOWERS"), None);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "+", "   ", "Bob", "1+2", "12:30", "a@b.c", "1,5", "()"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number(&"1".repeat(MAX_NUMBER + 1)), None);
    }
}
