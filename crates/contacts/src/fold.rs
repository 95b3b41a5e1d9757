//! Text as it is compared: without case, accents, and marks between words.

use numbers::digit_of;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents, words apart by one blank: "Zoë  O'Neill-Groß" is "zoe o neill gross".
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c));
    for c in plain.flat_map(char::to_lowercase) {
        let pair = match c {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'ł' => "l",
            'đ' | 'ð' => "d",
            'þ' => "th",
            'ı' => "i",
            _ => "",
        };
        if !pair.is_empty() {
            folded.push_str(pair);
        } else if c.is_alphanumeric() {
            folded.push(c);
        } else if !is_combining_mark(c) && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// The digits that folded words are typed with on a telephone's keys; other scripts have none.
pub(crate) fn typed(folded: &str) -> String {
    let key = |c: char| match c {
        '0'..='9' | ' ' => Some(c),
        c => digit_of(c),
    };
    folded.chars().filter_map(key).collect()
}

/// The first letters of folded words.
pub(crate) fn initials(folded: &str) -> String {
    let words = folded.split(' ');
    words.filter_map(|word| word.chars().next()).collect()
}

/// The digits of a written number, and nothing else of it.
pub(crate) fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_marks_do_not_count() {
        assert_eq!(folded("  Zoë  O'Neill-Groß "), "zoe o neill gross");
        assert_eq!(folded("ÅNGSTRÖM, Łukasz"), "angstrom lukasz");
        assert_eq!(folded("Ελένη Иван"), "ελενη иван");
        assert_eq!(folded("\u{FF22}ob"), "bob");
        assert_eq!(folded("--"), "");
    }

    #[test]
    fn names_have_initials_and_digits() {
        assert_eq!(initials("bob van smith"), "bvs");
        assert_eq!(typed("bob smith 2"), "262 76484 2");
    }
}
