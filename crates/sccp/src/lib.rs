//! The wire: SCCP ("Skinny") frames and messages, decoded and encoded.
//!
//! This crate turns bytes of a TCP stream into typed messages and back, for
//! both ends of the connection. It has no sockets, no clock and no threads, and
//! no bytes whatsoever make it panic.
//!
//! The way in is [`FrameReader`] → [`RawFrame`] → [`Packet::decode`] →
//! [`Message`]; the way out is [`Packet::new`] → [`Packet::encode`].
//!
//! Each message is declared once (see `declaration`): its struct, id, names,
//! decoder, encoder and trace text follow from that declaration. Layouts differ
//! by [`ProtocolVersion`]; what a layout does not explain is kept in the
//! packet's [`Tail`], so that a packet encodes to the bytes it came from.
//!
//! ```
//! use sccp::{FrameReader, KeypadButton, KeypadKey, Message, Packet, ProtocolVersion};
//!
//! // What RegisterAck says decides the version of everything after it.
//! let version = ProtocolVersion::negotiate(ProtocolVersion::NEWEST, Some(17));
//! let key = KeypadButton { kp_button: KeypadKey::POUND, line_instance: 1, ..Default::default() };
//! let bytes = Packet::new(key, version).encode();
//!
//! let mut reader = FrameReader::new();
//! reader.push(&bytes);
//! for frame in reader {
//!     let packet = Packet::decode(&frame?, version)?;
//!     assert!(matches!(&packet.message, Message::KeypadButton(key) if key.line_instance == 1));
//!     // Dialled digits stay out of logs.
//!     assert_eq!(packet.to_string(), "KeypadButton kpButton=<digits> lineInstance=1");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod declaration;
pub mod enums;
pub mod fields;
mod frame;
mod key_mask;
mod locale;
mod message;
pub mod messages;
mod packet;
pub mod phrases;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod sample;
mod text;
mod trace;
mod value;
mod version;
mod wire;
#[cfg(test)]
mod wireshark;

pub use enums::*;
pub use fields::*;
pub use frame::{FrameError, FrameReader, HEADER_BYTES, MAX_LENGTH, RawFrame};
pub use key_mask::KeyMask;
pub use locale::{Charset, Language, Locale, OtherCharset, UnknownCharset, UnknownLanguage};
pub use message::{
    Body, Direction, FieldDeclaration, MESSAGES, Message, MessageKind, UnknownMessage,
};
pub use messages::*;
pub use packet::{DecodeError, Packet, Tail};
pub use text::{DynText, OpenText, Text};
pub use trace::Trace;
pub use value::Value;
pub use version::{Features, ProtocolVersion};
pub use wire::{Reader, Wire, Writer};
