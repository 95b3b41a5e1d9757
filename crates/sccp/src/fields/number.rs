//! Numbers people dial, and a few fields with a form of their own.

use crate::{Charset, Locale, ProtocolVersion, Reader, Text, Value, Wire, Writer};

/// A directory number: `char[24]`, from version 18 on `char[25]`, which leaves
/// everything after it unaligned (reference 2.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DirNumber(Text<25>);

impl DirNumber {
    /// First version with 25 bytes.
    const LONG_SINCE: u8 = 18;

    const fn bytes(layout: ProtocolVersion) -> usize {
        if layout.number() >= Self::LONG_SINCE {
            25
        } else {
            24
        }
    }

    /// The number of those bytes, cut at the first NUL and to 24 bytes.
    #[must_use]
    pub fn new(number: &[u8]) -> Self {
        Self(Text::new(number))
    }

    /// The bytes before the first NUL.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether the number is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number for people; see [`Text::to_display`].
    #[must_use]
    pub fn to_display(&self, charset: Charset) -> std::borrow::Cow<'_, str> {
        self.0.to_display(charset)
    }

    /// The number as a phone of this locale shows it; see [`Text::shown`].
    #[must_use]
    pub fn shown(&self, locale: Locale) -> std::borrow::Cow<'_, str> {
        self.0.shown(locale)
    }
}

impl From<&str> for DirNumber {
    fn from(number: &str) -> Self {
        Self::new(number.as_bytes())
    }
}

impl From<String> for DirNumber {
    fn from(number: String) -> Self {
        Self::new(number.as_bytes())
    }
}

impl PartialEq<&str> for DirNumber {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl std::fmt::Display for DirNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Wire for DirNumber {
    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.has(Self::LONG_SINCE, u8::MAX) {
            Self(Wire::read(reader))
        } else {
            Self(Text::new(Text::<24>::read(reader).as_bytes()))
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let size = Self::bytes(writer.layout());
        if size == 25 {
            self.0.write(writer);
        } else {
            // A full field came full: 24 digits without a NUL are kept.
            writer.put_padded(self.as_bytes(), size);
        }
    }

    fn value(&self) -> Value {
        self.0.value()
    }

    fn size(layout: ProtocolVersion) -> Option<usize> {
        Some(Self::bytes(layout))
    }
}

/// The line of EnblocCall. From version 18 on it stands packed behind the
/// number (offset 25), but some phones align it (offset 28): the form is
/// remembered (reference 3.1, 0x0004).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EnblocLine {
    /// The line instance, 0 if the server is to choose.
    pub instance: u32,
    /// Whether three zero bytes stand before it.
    pub aligned: bool,
}

impl EnblocLine {
    /// First version where the number is odd in size, so that the two forms differ.
    const TWO_FORMS_SINCE: u8 = 18;
}

impl From<u32> for EnblocLine {
    fn from(instance: u32) -> Self {
        Self {
            instance,
            aligned: false,
        }
    }
}

impl Wire for EnblocLine {
    fn read(reader: &mut Reader<'_>) -> Self {
        let aligned = reader.has(Self::TWO_FORMS_SINCE, u8::MAX)
            && reader
                .rest()
                .split_first_chunk::<3>()
                .is_some_and(|(padding, line)| {
                    *padding == [0; 3] && line.len() >= 4 && line[..4] != [0; 4]
                });
        if aligned {
            reader.take(3);
        }
        Self {
            instance: Wire::read(reader),
            aligned,
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        if self.aligned && writer.has(Self::TWO_FORMS_SINCE, u8::MAX) {
            writer.put(&[0; 3]);
        }
        self.instance.write(writer);
    }

    fn value(&self) -> Value {
        self.instance.value()
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        Some(4)
    }
}

/// A set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bits(pub u32);

impl Bits {
    /// Whether all bits of `mask` are set.
    #[must_use]
    pub const fn has(self, mask: u32) -> bool {
        self.0 & mask == mask
    }
}

impl From<u32> for Bits {
    fn from(bits: u32) -> Self {
        Self(bits)
    }
}

impl Wire for Bits {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self(Wire::read(reader))
    }

    fn write(&self, writer: &mut Writer<'_>) {
        self.0.write(writer);
    }

    fn value(&self) -> Value {
        Value::Bits(self.0)
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        Some(4)
    }
}

/// The MAC address field of Register: 12 bytes, in which phones put either 6 raw
/// bytes or 12 hexadecimal digits (reference 3.1, 0x0001).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct MacAddress(pub [u8; 12]);

impl MacAddress {
    /// The field with 6 raw bytes, as 79xx phones fill it.
    #[must_use]
    pub fn raw(mac: [u8; 6]) -> Self {
        let mut bytes = [0; 12];
        bytes[..6].copy_from_slice(&mac);
        Self(bytes)
    }
}

impl Wire for MacAddress {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self(reader.array())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.put(&self.0);
    }

    fn value(&self) -> Value {
        if self.0.iter().all(u8::is_ascii_hexdigit) {
            Value::Text(String::from_utf8_lossy(&self.0).into_owned())
        } else {
            Value::Bytes(self.0.to_vec())
        }
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        Some(12)
    }
}
