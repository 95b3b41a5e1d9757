//! The phrase dictionary and the tokens that refer to it.
//!
//! A text of the wire may hold two-byte tokens: `0x80 n` is a phrase of the
//! classic dictionary, `0x1E n` one of the extended dictionary. Tokens and plain
//! text mix freely: `80 17 31 30 30 33` is "From 1003". The phone says them in its
//! own [`Language`]; each has a file here, and English what the others lack.
//! Source: the reference, sections 4.2 and 4.3.

mod english;
mod french;
mod german;
mod spanish;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::{Language, Locale};

/// Prefix byte of a token of the classic dictionary.
pub const CLASSIC: u8 = 0x80;

/// Prefix byte of a token of the extended dictionary.
pub const EXTENDED: u8 = 0x1E;

/// The phrases of a language; the index is the number, an empty entry is no phrase.
struct Dictionary {
    /// Those of prefix 0x80.
    classic: [&'static str; 128],
    /// Those of prefix 0x1E.
    extended: [&'static str; 82],
}

/// The entries in the place of their numbers. A number without a place fails to compile.
const fn table<const N: usize>(entries: &[(usize, &'static str)]) -> [&'static str; N] {
    let mut table = [""; N];
    let mut next = 0;
    while next < entries.len() {
        let (number, phrase) = entries[next];
        table[number] = phrase;
        next += 1;
    }
    table
}

impl Dictionary {
    const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &english::DICTIONARY,
            Language::German => &german::DICTIONARY,
            Language::French => &french::DICTIONARY,
            Language::Spanish => &spanish::DICTIONARY,
        }
    }

    fn get(&self, prefix: u8, number: u8) -> Option<&'static str> {
        let phrases: &[&str] = match prefix {
            CLASSIC => &self.classic,
            EXTENDED => &self.extended,
            _ => return None,
        };
        phrases
            .get(usize::from(number))
            .copied()
            .filter(|phrase| !phrase.is_empty())
    }

    /// Every phrase with its token.
    fn all(&self) -> impl Iterator<Item = ([u8; 2], &'static str)> {
        let numbered = |prefix| move |(number, phrase)| ([prefix, number], phrase);
        let classic = (0..).zip(self.classic).map(numbered(CLASSIC));
        let extended = (0..).zip(self.extended).map(numbered(EXTENDED));
        classic
            .chain(extended)
            .filter(|(_, phrase)| !phrase.is_empty())
    }
}

impl Language {
    /// The phrase of a token in this language, in English where it has none; `None` if the
    /// dictionary has no such phrase.
    #[must_use]
    pub fn phrase(self, prefix: u8, number: u8) -> Option<&'static str> {
        Dictionary::of(self)
            .get(prefix, number)
            .or_else(|| phrase(prefix, number))
    }

    /// An English phrase in this language; `None` if it is none of the dictionary.
    #[must_use]
    pub fn say(self, english: &str) -> Option<&'static str> {
        let [prefix, number] = token(english)?;
        self.phrase(prefix, number)
    }
}

/// The English phrase of a token, `None` if the dictionary has none.
#[must_use]
pub fn phrase(prefix: u8, number: u8) -> Option<&'static str> {
    english::DICTIONARY.get(prefix, number)
}

/// The token (prefix and number) of an English phrase, for a server that labels
/// its keys and prompts by token.
#[must_use]
pub fn token(phrase: &str) -> Option<[u8; 2]> {
    let mut all = english::DICTIONARY.all();
    all.find_map(|(token, entry)| (entry == phrase).then_some(token))
}

/// The English phrase that a text says in any of the languages; case and spaces do not
/// matter. `None` if it is no phrase.
#[must_use]
pub fn in_english(text: &str) -> Option<&'static str> {
    /// The tokens by what is said in any language; English goes over the others.
    static TOKENS: LazyLock<HashMap<String, [u8; 2]>> = LazyLock::new(|| {
        let languages = Language::ALL.into_iter().rev().map(Dictionary::of);
        // In a language the first of two equal phrases counts, hence backwards.
        let all =
            languages.flat_map(|language| language.all().collect::<Vec<_>>().into_iter().rev());
        all.map(|(token, phrase)| (folded(phrase), token)).collect()
    });
    let [prefix, number] = *TOKENS.get(&folded(text))?;
    phrase(prefix, number)
}

/// A text as people compare labels.
fn folded(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

/// A text for people: tokens become phrases (an unknown one becomes U+FFFD),
/// bytes become characters, control characters but the line feed are left out.
#[must_use]
pub fn resolve(text: &[u8], locale: Locale) -> Cow<'_, str> {
    if let Ok(plain) = std::str::from_utf8(text)
        && plain.bytes().all(|byte| (0x20..0x7F).contains(&byte))
    {
        return Cow::Borrowed(plain);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        // A byte 0x80 inside a character never comes here: its character was taken as a whole.
        if byte == CLASSIC || byte == EXTENDED {
            let Some((&number, after)) = after.split_first() else {
                break;
            };
            shown.push_str(locale.language.phrase(byte, number).unwrap_or("\u{FFFD}"));
            rest = after;
            continue;
        }
        let (letter, size) = locale.charset.first_letter(rest);
        let shows = |letter: &char| !letter.is_control() || *letter == '\n';
        shown.extend(letter.filter(shows));
        rest = rest.get(size..).unwrap_or(&[]);
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Charset;

    fn resolve(text: &[u8], charset: Charset) -> Cow<'_, str> {
        super::resolve(text, Locale::english(charset))
    }

    #[test]
    fn tokens_mix_with_text() {
        assert_eq!(resolve(b"\x80\x171003", Charset::Latin1), "From 1003");
        assert_eq!(resolve(b"x \x80\x18 y", Charset::Utf8), "x Connected y");
        assert_eq!(resolve(b"\x1E\x43 on", Charset::Utf8), "Record on");
        assert_eq!(resolve(b"\x80\x20", Charset::Utf8), "Enter number");
    }

    #[test]
    fn continuation_byte_of_utf8_is_no_token() {
        // U+00C0 is C3 80, and 0x80 0x01 would be Redial.
        assert_eq!(resolve("\u{C0}\u{1}".as_bytes(), Charset::Utf8), "\u{C0}");
        assert_eq!(
            resolve("\u{C0} la carte".as_bytes(), Charset::Utf8),
            "\u{C0} la carte"
        );
        // In Latin-1 the same bytes are a letter and a token.
        assert_eq!(resolve(b"\xC3\x80\x01", Charset::Latin1), "\u{C3}Redial");
    }

    #[test]
    fn latin1_is_read_where_utf8_ends() {
        assert_eq!(resolve(b"J\xF6rg", Charset::Latin1), "J\u{F6}rg");
        assert_eq!(resolve(b"J\xF6rg", Charset::Utf8), "J\u{F6}rg");
        assert_eq!(resolve("J\u{F6}rg".as_bytes(), Charset::Utf8), "J\u{F6}rg");
    }

    #[test]
    fn unknown_and_cut_tokens_show_no_garbage() {
        assert_eq!(resolve(b"a\x80\xFFb", Charset::Utf8), "a\u{FFFD}b");
        assert_eq!(resolve(b"a\x80", Charset::Utf8), "a");
        assert_eq!(resolve(b"a\x1B[31mb\x07", Charset::Utf8), "a[31mb");
        assert_eq!(resolve(b"one\ntwo", Charset::Utf8), "one\ntwo");
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(
            resolve(b"Alice", Charset::Utf8),
            Cow::Borrowed("Alice")
        ));
    }

    #[test]
    fn phrases_have_their_tokens() {
        for (phrase, bytes) in [
            ("Redial", [0x80, 1]),
            ("EndCall", [0x80, 9]),
            ("Recording", [0x1E, 0x4F]),
        ] {
            assert_eq!(token(phrase), Some(bytes));
            assert_eq!(super::phrase(bytes[0], bytes[1]), Some(phrase));
        }
        assert_eq!(token(""), None);
        assert_eq!(token("no such phrase"), None);
        assert_eq!(phrase(0x80, 0), None);
        assert_eq!(phrase(0x20, 1), None);
    }

    #[test]
    fn every_language_has_every_phrase() {
        for language in Language::ALL {
            for (token, english) in english::DICTIONARY.all() {
                let own = Dictionary::of(language).get(token[0], token[1]);
                assert!(own.is_some(), "{language} lacks {english:?}");
            }
            let count = Dictionary::of(language).all().count();
            assert_eq!(count, english::DICTIONARY.all().count(), "{language}");
        }
    }

    #[test]
    fn prefixes_end_with_a_space_in_every_language() {
        for language in Language::ALL {
            let from = language.phrase(CLASSIC, 0x17).unwrap_or_default();
            assert!(from.ends_with(' '), "{language}: {from:?}");
        }
    }

    #[test]
    fn tokens_are_said_in_the_language() {
        let says = |language| {
            let locale = Locale {
                language,
                charset: Charset::Utf8,
            };
            super::resolve(b"\x80\x171003 \x1E\x4F", locale).into_owned()
        };
        assert_eq!(says(Language::English), "From 1003 Recording");
        assert_eq!(says(Language::German), "Von 1003 Aufnahme läuft");
        assert_eq!(says(Language::French), "De 1003 Enregistrement");
        assert_eq!(says(Language::Spanish), "De 1003 Grabando");
    }

    #[test]
    fn a_phrase_in_any_language_is_known() {
        for (text, english) in [
            ("Auflegen", "EndCall"),
            ("neueranruf", "NewCall"),
            ("Attente", "Hold"),
            ("finllam.", "EndCall"),
            ("End Call", "EndCall"),
        ] {
            assert_eq!(in_english(text), Some(english), "{text}");
        }
        assert_eq!(in_english("Alice"), None);
        assert_eq!(in_english(" "), None);
    }

    #[test]
    fn what_stands_in_another_character_set_is_read_in_it() {
        let read = |bytes, charset: &str| {
            let charset = charset.parse().expect("a character set");
            resolve(bytes, charset).into_owned()
        };
        assert_eq!(read(b"Dvo\xF8\xE1k", "iso-8859-2"), "Dvořák");
        assert_eq!(
            read(b"\xC8\xE2\xE0\xED \x80\x18", "windows-1251"),
            "Иван Connected"
        );
        // The second byte of the first letter is 0x80, and no token.
        assert_eq!(read(b"\x83\x80\x80\x18", "shift_jis"), "ムConnected");
        assert_eq!(read(b"\x93 \x94", "latin1"), "\u{201C} \u{201D}");
        // A letter that was cut off, and one that is none.
        assert_eq!(read(b"ab\x83", "shift_jis"), "ab");
        assert_eq!(read(b"\x83\x20b", "shift_jis"), "\u{FFFD} b");
    }
}
