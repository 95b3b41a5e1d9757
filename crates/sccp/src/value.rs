//! What a message holds, as a small tree: trace text follows from it.
//!
//! It is for people and logs, not for decisions: those use the structs.

use std::net::IpAddr;

/// One value of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A plain number.
    Number(i64),
    /// A number of an enumeration, with its name if it has one.
    Named(u32, Option<&'static str>),
    /// A set of bits.
    Bits(u32),
    /// A text, tokens resolved.
    Text(String),
    /// An address.
    Address(IpAddr),
    /// Bytes without a known meaning.
    Bytes(Vec<u8>),
    /// So many bytes that are never shown (keys).
    Hidden(usize),
    /// What a person dialled: shown only when asked for.
    Digits(Box<Self>),
    /// Elements of an array.
    List(Vec<Self>),
    /// Fields with their names from the wire.
    Struct(Vec<(&'static str, Self)>),
}

impl Value {
    /// Whether the value says nothing: zero, empty, or made of such.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Number(n) => *n == 0,
            Self::Named(n, _) | Self::Bits(n) => *n == 0,
            Self::Text(text) => text.is_empty(),
            Self::Address(address) => address.is_unspecified(),
            Self::Bytes(bytes) => bytes.iter().all(|byte| *byte == 0),
            Self::Hidden(count) => *count == 0,
            Self::Digits(value) => value.is_blank(),
            Self::List(values) => values.iter().all(Self::is_blank),
            Self::Struct(fields) => fields.iter().all(|(_, value)| value.is_blank()),
        }
    }
}
