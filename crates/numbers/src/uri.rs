//! Telephone URIs: `tel:` (RFC 3966), and those that programs and web pages use beside it.
//!
//! The text may come from a web page: nothing of it is more than a number to show and,
//! when a person says so, to dial.

use std::fmt;

use thiserror::Error;

use crate::clean::clean;
use crate::letters::Letters;

/// Longest URI that is read.
const MAX_URI: usize = 1024;

/// A telephone URI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uri {
    /// Its scheme.
    pub scheme: Scheme,
    /// The number: digits, `*`, `#`, and `+` in front of an international one.
    pub number: String,
    /// The extension (`;ext=`).
    pub extension: Option<String>,
    /// The ISDN subaddress (`;isub=`).
    pub subaddress: Option<String>,
    /// Where a number that is not international is one (`;phone-context=`): a domain or the
    /// first digits of an international number. It is not put in front of the number, which
    /// need not give one that can be dialled (RFC 3966, section 5.1.5).
    pub context: Option<String>,
}

/// The schemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// `tel:`
    Tel,
    /// `callto:`, which older programs use.
    Callto,
    /// `sccp:`
    Sccp,
    /// `skinny:`
    Skinny,
    /// `sip:` and `sips:`, of whose address only the user is taken, when it is a number.
    Sip,
}

/// Why a text is no telephone URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoUri {
    /// It begins with no scheme that is known.
    #[error("this is no telephone URI; tel:, callto:, sip:, sccp: and skinny: are")]
    Scheme,
    /// There is no number behind the scheme.
    #[error("there is no number in this URI")]
    Number,
    /// It is longer than any number needs.
    #[error("this URI is longer than {MAX_URI} bytes")]
    TooLong,
}

impl Scheme {
    /// All of them as they are written, with the scheme that each is.
    pub const ALL: [(&'static str, Self); 6] = [
        ("tel", Self::Tel),
        ("callto", Self::Callto),
        ("sccp", Self::Sccp),
        ("skinny", Self::Skinny),
        ("sips", Self::Sip),
        ("sip", Self::Sip),
    ];

    /// The scheme that a text begins with, and what follows its colon.
    pub(crate) fn of(text: &str) -> Option<(Self, &str)> {
        let (name, rest) = text.split_once(':')?;
        Self::ALL
            .into_iter()
            .find(|(known, _)| name.eq_ignore_ascii_case(known))
            .map(|(_, scheme)| (scheme, rest))
    }
}

impl Uri {
    /// Reads a URI. Letters in it become digits as on the keys of a telephone.
    pub fn parse(text: &str) -> Result<Self, NoUri> {
        let text = text.trim();
        if text.len() > MAX_URI {
            return Err(NoUri::TooLong);
        }
        let (scheme, rest) = Scheme::of(text).ok_or(NoUri::Scheme)?;
        let rest = rest.trim_start_matches('/');
        let mut parts = rest.split(';');
        // What a web page adds behind the number is no part of it.
        let subscriber = parts.next().unwrap_or_default();
        let subscriber = subscriber.split(['?', '&']).next().unwrap_or_default();
        let subscriber = match scheme {
            Scheme::Sip => subscriber.split('@').next().unwrap_or_default(),
            _ => subscriber.trim_end_matches('/'),
        };
        let subscriber = match scheme {
            // A password, which nobody should write there.
            Scheme::Sip => subscriber.split(':').next().unwrap_or_default(),
            _ => subscriber,
        };
        let written = decoded(subscriber).to_ascii_uppercase();
        let clean = clean(&written, Letters::Digits).ok_or(NoUri::Number)?;
        let mut uri = Self {
            scheme,
            number: clean.number,
            extension: clean.extension,
            subaddress: None,
            context: None,
        };
        for parameter in parts {
            let parameter = parameter.split('?').next().unwrap_or_default();
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let value = Some(decoded(value)).filter(|value| !value.is_empty());
            match name.to_ascii_lowercase().as_str() {
                "ext" => {
                    let digits = value.map(|value| {
                        let digit = |c: &char| c.is_ascii_digit() || matches!(c, '*' | '#');
                        value.chars().filter(digit).collect::<String>()
                    });
                    uri.extension = digits.filter(|digits| !digits.is_empty());
                }
                "isub" => uri.subaddress = value,
                "phone-context" => uri.context = value,
                // Others are for networks; none is needed to dial.
                _ => {}
            }
        }
        Ok(uri)
    }
}

/// Writes it as RFC 3966 wants: `tel:+4930123;ext=6`.
impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tel:{}", self.number.replace('#', "%23"))?;
        if let Some(extension) = &self.extension {
            write!(f, ";ext={}", extension.replace('#', "%23"))?;
        }
        Ok(())
    }
}

/// Text with `%20` and the like in place; what is no such escape stays.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let escaped = match (first, others) {
            (b'%', [high, low, ..]) => hexadecimal(*high).zip(hexadecimal(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = others.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<String, NoUri> {
        Uri::parse(text).map(|uri| uri.number)
    }

    #[test]
    fn the_number_of_every_scheme_is_read() {
        for (uri, expected) in [
            ("tel:+1-201-555-0123", "+12015550123"),
            ("TEL:7042;phone-context=example.com", "7042"),
            ("tel:863-1234;phone-context=+1-914-555", "8631234"),
            ("tel:%2B49%2030%20123", "+4930123"),
            ("tel:*21%23", "*21#"),
            ("tel:1-800-flowers", "18003569377"),
            ("callto:+4930123", "+4930123"),
            ("callto://1003/", "1003"),
            ("callto:1003?call", "1003"),
            ("sip:1003@pbx.example;user=phone", "1003"),
            ("sips:+4930123:secret@pbx.example", "+4930123"),
            ("sccp:1003", "1003"),
            ("skinny://600", "600"),
            (" tel:112 ", "112"),
        ] {
            assert_eq!(number(uri).as_deref(), Ok(expected), "{uri}");
        }
    }

    #[test]
    fn parameters_are_read_and_a_context_is_not_dialled() {
        let uri = Uri::parse("tel:7042;ISUB=12;ext=3-3;foo;phone-context=+49-30").expect("a URI");
        assert_eq!(uri.number, "7042");
        assert_eq!(uri.extension.as_deref(), Some("33"));
        assert_eq!(uri.subaddress.as_deref(), Some("12"));
        assert_eq!(uri.context.as_deref(), Some("+49-30"));
    }

    #[test]
    fn what_is_no_telephone_uri_says_why() {
        assert_eq!(number("http://example.com"), Err(NoUri::Scheme));
        assert_eq!(number("1003"), Err(NoUri::Scheme));
        assert_eq!(number("sip:bob smith@example.com"), Err(NoUri::Number));
        assert_eq!(number("tel:"), Err(NoUri::Number));
        assert_eq!(number("tel:%"), Err(NoUri::Number));
        let long = format!("tel:{}", "1".repeat(2000));
        assert_eq!(number(&long), Err(NoUri::TooLong));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let uri = Uri::parse("tel:*21%23;ext=6").expect("a URI");
        assert_eq!(uri.to_string(), "tel:*21%23;ext=6");
        assert_eq!(Uri::parse(&uri.to_string()).as_ref(), Ok(&uri));
    }
}
