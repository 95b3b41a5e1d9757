//! How a phone reads texts of the wire: in which character set, and in which
//! language it says the phrases.
//!
//! Source: the reference, sections 2.1, 4.2 and 6.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use encoding_rs::{DecoderResult, Encoding, WINDOWS_1252};
use thiserror::Error;

/// Longest character of a set that is supported, in bytes (GB 18030).
const LONGEST_LETTER: usize = 4;

/// A language that the phrase dictionary has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, which every phrase has.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
}

/// A name that is no language of the phrase dictionary.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no language of this phone; it has {list}", list = Language::list())]
pub struct UnknownLanguage(String);

impl Language {
    /// All of them, English first.
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::French, Self::Spanish];

    /// Its two letters of ISO 639-1.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
        }
    }

    /// Its name, in English.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "German",
            Self::French => "French",
            Self::Spanish => "Spanish",
        }
    }

    /// Its name, in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::French => "Français",
            Self::Spanish => "Español",
        }
    }

    fn list() -> String {
        let codes = Self::ALL.map(|language| format!("{} ({})", language.code(), language.name()));
        codes.join(", ")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Two or three letters, with or without what a locale puts behind them (`de_DE.UTF-8`), or
    /// the name in English or in itself, with or without a country as in the name of a CUCM
    /// locale (`German_Germany`).
    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let text = text.trim();
        let name = text.split(['_', '-', '.', '@']).next().unwrap_or_default();
        let name = name.to_lowercase();
        let three = |language: Self| match language {
            Self::English => ["eng", "english"],
            Self::German => ["deu", "ger"],
            Self::French => ["fra", "fre"],
            Self::Spanish => ["spa", "español"],
        };
        let is = |language: &Self| {
            name == language.code()
                || name == language.name().to_lowercase()
                || name == language.own_name().to_lowercase()
                || three(*language).contains(&name.as_str())
        };
        let found = Self::ALL.into_iter().find(is);
        found.ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

/// How the bytes of a text are to be read and written; the server's UTF-8 feature
/// or its locale decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Charset {
    /// ISO 8859-1, read as Windows-1252, which has it all and quotation marks besides: up to
    /// version 11, or without the UTF-8 feature.
    Latin1,
    /// UTF-8; bytes that are not UTF-8 are read as [`Charset::Latin1`].
    #[default]
    Utf8,
    /// Another one, by a server's locale.
    Other(OtherCharset),
}

/// A character set that is neither UTF-8 nor Latin-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OtherCharset(&'static Encoding);

/// A name that is no character set of texts.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error(
    "`{0}` is no character set of texts; there are utf-8, latin1, iso-8859-2 to -16, windows-1250 to -1258, koi8-r, shift_jis, euc-jp, gbk, big5, euc-kr and more"
)]
pub struct UnknownCharset(String);

impl Charset {
    /// Its name, as the web's list of encodings has it, but `ISO-8859-1` for Latin-1.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Latin1 => "ISO-8859-1",
            Self::Utf8 => "UTF-8",
            Self::Other(OtherCharset(encoding)) => encoding.name(),
        }
    }

    /// A text in this character set; what it lacks becomes a question mark, as does what would
    /// begin with the prefix of a phrase.
    #[must_use]
    pub fn encode(self, text: &str) -> Cow<'_, [u8]> {
        let Some(encoding) = self.legacy() else {
            return Cow::Borrowed(text.as_bytes());
        };
        if text.is_ascii() {
            return Cow::Borrowed(text.as_bytes());
        }
        let mut bytes = Vec::with_capacity(text.len());
        for letter in text.chars() {
            let mut room = [0; 2 * LONGEST_LETTER];
            let (_, _, written) = encoding.new_encoder().encode_from_utf8_without_replacement(
                letter.encode_utf8(&mut [0; LONGEST_LETTER]),
                &mut room,
                true,
            );
            match room.get(..written) {
                // The prefix of a phrase.
                None | Some([] | [0x80, ..]) => bytes.push(b'?'),
                Some(letter) => bytes.extend_from_slice(letter),
            }
        }
        Cow::Owned(bytes)
    }

    /// Bytes in this character set as text, without the phrases of [`crate::phrases`]: a document.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        if let (Self::Utf8, Ok(text)) = (self, std::str::from_utf8(bytes)) {
            return Cow::Borrowed(text);
        }
        let mut text = String::with_capacity(bytes.len());
        let mut rest = bytes;
        while !rest.is_empty() {
            let (letter, size) = self.first_letter(rest);
            text.extend(letter);
            rest = rest.get(size..).unwrap_or(&[]);
        }
        Cow::Owned(text)
    }

    /// The tables of a set that is not UTF-8.
    const fn legacy(self) -> Option<&'static Encoding> {
        match self {
            Self::Utf8 => None,
            Self::Latin1 => Some(WINDOWS_1252),
            Self::Other(OtherCharset(encoding)) => Some(encoding),
        }
    }

    /// The first letter of these bytes and how many of them it takes, at least one of any; a
    /// letter that was cut off at the end is none.
    pub(crate) fn first_letter(self, bytes: &[u8]) -> (Option<char>, usize) {
        match (self.legacy(), bytes.first()) {
            (_, Some(byte)) if byte.is_ascii() => (Some(char::from(*byte)), 1),
            (Some(encoding), _) => first_legacy(encoding, bytes),
            (None, _) => match first_utf8(bytes) {
                Some((letter, size)) => (Some(letter), size),
                None => (first_legacy(WINDOWS_1252, bytes).0, 1),
            },
        }
    }
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Charset {
    type Err = UnknownCharset;

    /// Any name of the web's list of encodings, in whatever case.
    fn from_str(text: &str) -> Result<Self, UnknownCharset> {
        let unknown = || UnknownCharset(text.trim().to_owned());
        let encoding = Encoding::for_label(text.as_bytes()).ok_or_else(unknown)?;
        match encoding.name() {
            "UTF-8" => Ok(Self::Utf8),
            "windows-1252" => Ok(Self::Latin1),
            // Sets of wide units, with shifts, and such that stand for none.
            "UTF-16LE" | "UTF-16BE" | "ISO-2022-JP" | "replacement" | "x-user-defined" => {
                Err(unknown())
            }
            _ => Ok(Self::Other(OtherCharset(encoding))),
        }
    }
}

/// The first character of bytes that begin with valid UTF-8, and its size.
fn first_utf8(bytes: &[u8]) -> Option<(char, usize)> {
    let size = match bytes.first()? {
        0x00..=0x7F => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let character = std::str::from_utf8(bytes.get(..size)?)
        .ok()?
        .chars()
        .next()?;
    Some((character, size))
}

/// The first character of bytes in this set, and its size.
fn first_legacy(encoding: &'static Encoding, bytes: &[u8]) -> (Option<char>, usize) {
    let mut room = [0; 4 * LONGEST_LETTER];
    for size in 1..=bytes.len().min(LONGEST_LETTER) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let letter = bytes.get(..size).unwrap_or_default();
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(letter, &mut room, false);
        if let DecoderResult::Malformed(..) = result {
            // The letter ends where the next one begins.
            return (Some(char::REPLACEMENT_CHARACTER), read.max(1));
        }
        if written > 0 {
            let text = std::str::from_utf8(room.get(..written).unwrap_or_default());
            return (text.ok().and_then(|text| text.chars().next()), size);
        }
    }
    (None, bytes.len().max(1))
}

/// How a phone reads texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Locale {
    /// The language of the phrases.
    pub language: Language,
    /// The character set.
    pub charset: Charset,
}

impl Locale {
    /// English, in that character set.
    #[must_use]
    pub const fn english(charset: Charset) -> Self {
        Self {
            language: Language::English,
            charset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_many_names() {
        for (text, language) in [
            ("de", Language::German),
            ("de_DE.UTF-8", Language::German),
            ("de-CH", Language::German),
            ("German", Language::German),
            ("German_Germany", Language::German),
            ("deutsch", Language::German),
            (" FR ", Language::French),
            ("français", Language::French),
            ("es_MX", Language::Spanish),
            ("Español", Language::Spanish),
            ("en_US", Language::English),
        ] {
            assert_eq!(text.parse(), Ok(language), "{text}");
        }
        for text in ["", "C", "POSIX", "nl", "d"] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
        for language in Language::ALL {
            assert_eq!(language.code().parse(), Ok(language));
        }
    }

    #[test]
    fn character_sets_have_the_names_of_the_web() {
        for (text, name) in [
            ("utf8", "UTF-8"),
            ("UTF-8", "UTF-8"),
            ("iso-8859-1", "ISO-8859-1"),
            ("latin1", "ISO-8859-1"),
            ("cp1252", "ISO-8859-1"),
            ("windows-1251", "windows-1251"),
            ("iso-8859-2", "ISO-8859-2"),
            ("Shift_JIS", "Shift_JIS"),
        ] {
            let charset: Charset = text.parse().expect(text);
            assert_eq!(charset.name(), name);
        }
        for text in ["", "utf-16", "iso-2022-jp", "klingon"] {
            assert!(text.parse::<Charset>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_sent_is_in_the_set_or_a_question_mark() {
        let shift_jis: Charset = "shift_jis".parse().expect("a character set");
        assert_eq!(Charset::Utf8.encode("Jörg").as_ref(), "Jörg".as_bytes());
        assert_eq!(Charset::Latin1.encode("Jörg ř").as_ref(), b"J\xF6rg ?");
        // It is 0x80 in Windows-1252, which would read as a token.
        assert_eq!(Charset::Latin1.encode("5 €").as_ref(), b"5 ?");
        assert_eq!(shift_jis.encode("ム").as_ref(), b"\x83\x80");
    }
}
