//! Texts of the wire: bytes inside, resolved only for showing.
//!
//! They hold what the peer sent, in whatever character set, cut at the first
//! NUL. `to_display` resolves phrase tokens and the character set.
//! Source: the reference, sections 1.2 and 4.2.

use std::borrow::Cow;
use std::fmt;

use crate::phrases;
use crate::{Charset, Locale, ProtocolVersion, Reader, Value, Wire, Writer};

/// `char[N]`: a text in a field of `N` bytes, filled up with NULs. A field that
/// came completely full, without a NUL, is kept as it came.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Text<const N: usize>([u8; N]);

/// A NUL-terminated text of any length, as in the dynamic messages.
///
/// The reference names limits per field (24 for numbers, 120 for names, 96 for
/// prompts); whoever builds a message keeps to them.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct DynText(Vec<u8>);

/// `char[N]` at the end of a message, where some servers send more than `N`:
/// the longer text is kept.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct OpenText<const N: usize>(Vec<u8>);

/// The part before the first NUL.
fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes
        .iter()
        .position(|byte| *byte == 0)
        .map_or(bytes, |end| &bytes[..end])
}

/// The part of `text` that fits into `room` bytes without cutting a character
/// in two. Bytes that are no UTF-8 are cut at `room`.
fn fitting(text: &[u8], room: usize) -> &[u8] {
    let Some(head) = text.get(..room) else {
        return text;
    };
    match text.get(room) {
        // A continuation byte: the character it belongs to does not fit.
        Some(byte) if byte & 0xC0 == 0x80 && std::str::from_utf8(text).is_ok() => {
            let start = head
                .iter()
                .rposition(|byte| byte & 0xC0 != 0x80)
                .unwrap_or(0);
            &head[..start]
        }
        _ => head,
    }
}

impl<const N: usize> Text<N> {
    /// The text of those bytes, cut at the first NUL and to `N - 1` bytes, so
    /// that it is sent with a NUL at its end.
    #[must_use]
    pub fn new(text: &[u8]) -> Self {
        let text = fitting(until_nul(text), N.saturating_sub(1));
        let mut bytes = [0; N];
        bytes[..text.len()].copy_from_slice(text);
        Self(bytes)
    }

    /// The bytes before the first NUL.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        until_nul(&self.0)
    }
}

impl<const N: usize> Default for Text<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Wire for Text<N> {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut bytes: [u8; N] = reader.array();
        // What stands after the NUL is the sender's old memory.
        if let Some(end) = bytes.iter().position(|byte| *byte == 0) {
            bytes[end..].fill(0);
        }
        Self(bytes)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.put(&self.0);
    }

    fn value(&self) -> Value {
        Value::Text(self.to_display(Charset::Utf8).into_owned())
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        Some(N)
    }
}

impl DynText {
    /// The text of those bytes, cut at the first NUL.
    #[must_use]
    pub fn new(text: &[u8]) -> Self {
        Self(until_nul(text).to_vec())
    }

    /// The bytes, without the NUL.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Wire for DynText {
    fn read(reader: &mut Reader<'_>) -> Self {
        let text = until_nul(reader.rest());
        // Past the end this takes one byte too many, which marks the body short.
        reader.take(text.len() + 1);
        Self(text.to_vec())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.put(&self.0);
        writer.put(&[0]);
    }

    fn value(&self) -> Value {
        Value::Text(self.to_display(Charset::Utf8).into_owned())
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        None
    }
}

impl<const N: usize> OpenText<N> {
    /// The text of those bytes, cut at the first NUL and to `N - 1` bytes: what
    /// we send keeps to the field's size.
    #[must_use]
    pub fn new(text: &[u8]) -> Self {
        Self(fitting(until_nul(text), N.saturating_sub(1)).to_vec())
    }

    /// The bytes, without the NUL.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<const N: usize> Wire for OpenText<N> {
    fn read(reader: &mut Reader<'_>) -> Self {
        let text = until_nul(reader.rest());
        let size = if text.len() > N { text.len() + 1 } else { N };
        reader.take(size);
        Self(text.to_vec())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        if self.0.len() > N {
            writer.put(&self.0);
            writer.put(&[0]);
        } else {
            writer.put_padded(&self.0, N);
        }
    }

    fn value(&self) -> Value {
        Value::Text(self.to_display(Charset::Utf8).into_owned())
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        // The size of what we send; a longer one that came is not fixed, but
        // no layout depends on it.
        Some(N)
    }
}

macro_rules! text {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> $type {
            /// Whether the text is empty.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.as_bytes().is_empty()
            }

            /// The text for people: phrase tokens become English phrases, the
            /// character set is resolved, control characters are left out.
            #[must_use]
            pub fn to_display(&self, charset: Charset) -> Cow<'_, str> {
                phrases::resolve(self.as_bytes(), Locale::english(charset))
            }

            /// The text as a phone of this locale shows it: as [`Self::to_display`], with the
            /// phrases of its language.
            #[must_use]
            pub fn shown(&self, locale: Locale) -> Cow<'_, str> {
                phrases::resolve(self.as_bytes(), locale)
            }
        }

        impl<$($generics)*> From<&str> for $type {
            fn from(text: &str) -> Self {
                Self::new(text.as_bytes())
            }
        }

        impl<$($generics)*> From<String> for $type {
            fn from(text: String) -> Self {
                Self::new(text.as_bytes())
            }
        }

        impl<$($generics)*> From<&[u8]> for $type {
            fn from(text: &[u8]) -> Self {
                Self::new(text)
            }
        }

        impl<$($generics)*> PartialEq<str> for $type {
            fn eq(&self, other: &str) -> bool {
                self.as_bytes() == other.as_bytes()
            }
        }

        impl<$($generics)*> PartialEq<&str> for $type {
            fn eq(&self, other: &&str) -> bool {
                self.as_bytes() == other.as_bytes()
            }
        }

        impl<$($generics)*> fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "\"{}\"", self.as_bytes().escape_ascii())
            }
        }

        impl<$($generics)*> fmt::Display for $type {
            /// As [`Self::to_display`] with [`Charset::Utf8`].
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.to_display(Charset::Utf8).fmt(f)
            }
        }
    };
}

text!([const N: usize] Text<N>);
text!([] DynText);
text!([const N: usize] OpenText<N>);

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Wire>(bytes: &[u8]) -> (T, bool, usize) {
        let mut reader = Reader::new(bytes, ProtocolVersion::NEWEST);
        let text = T::read(&mut reader);
        (text, reader.is_short(), reader.rest().len())
    }

    fn written(text: &impl Wire) -> Vec<u8> {
        let mut bytes = Vec::new();
        text.write(&mut Writer::new(&mut bytes, ProtocolVersion::NEWEST));
        bytes
    }

    #[test]
    fn fixed_text_ends_at_the_nul_and_forgets_what_follows() {
        let (text, ..) = read::<Text<6>>(b"ab\0\xFFcd");
        assert_eq!(text, "ab");
        assert_eq!(written(&text), b"ab\0\0\0\0");
    }

    #[test]
    fn full_text_is_kept_and_never_made() {
        let (text, ..) = read::<Text<4>>(b"abcd");
        assert_eq!(text, "abcd");
        assert_eq!(written(&text), b"abcd");
        assert_eq!(Text::<4>::from("abcd"), "abc");
        assert_eq!(Text::<0>::from("abcd"), "");
    }

    #[test]
    fn text_is_cut_between_characters() {
        assert_eq!(Text::<4>::from("ab\u{F6}\u{F6}"), "ab");
        assert_eq!(Text::<5>::from("ab\u{F6}\u{F6}"), "ab\u{F6}");
        assert_eq!(Text::<3>::new(b"\xF6\xF6\xF6").as_bytes(), b"\xF6\xF6");
    }

    #[test]
    fn text_beyond_the_body_is_what_is_there() {
        assert_eq!(read::<Text<4>>(b"ab"), ("ab".into(), true, 0));
        assert_eq!(read::<DynText>(b"ab"), ("ab".into(), true, 0));
        assert_eq!(read::<DynText>(b""), ("".into(), true, 0));
        assert_eq!(read::<DynText>(b"ab\0c"), ("ab".into(), false, 1));
    }

    #[test]
    fn open_text_holds_more_than_its_field() {
        assert_eq!(read::<OpenText<4>>(b"ab\0\0"), ("ab".into(), false, 0));
        assert_eq!(read::<OpenText<4>>(b"ab\0\0\0\0"), ("ab".into(), false, 2));
        let (text, short, rest) = read::<OpenText<4>>(b"abcdef\0\0");
        assert_eq!(
            (text.as_bytes(), short, rest),
            (b"abcdef".as_slice(), false, 1)
        );
        assert_eq!(written(&text), b"abcdef\0");
        let (text, short, rest) = read::<OpenText<4>>(b"abcd\0");
        assert_eq!(
            (text.as_bytes(), short, rest),
            (b"abcd".as_slice(), false, 1)
        );
        assert_eq!(written(&text), b"abcd");
        assert_eq!(OpenText::<4>::from("abcdef"), "abc");
    }
}
