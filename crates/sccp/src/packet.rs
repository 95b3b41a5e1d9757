//! A packet: a message with what its frame says besides.
//!
//! A decoded packet encodes to the bytes it came from, but for what stands after
//! the NUL of a text.

use thiserror::Error;

use crate::frame::{put_header, set_length};
use crate::message::MessageKind;
use crate::{HEADER_BYTES, Message, ProtocolVersion, RawFrame, Reader, UnknownMessage, Writer};

/// How a body differs from the full layout of its message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tail {
    /// Made here: the full layout, padded to a multiple of 4.
    #[default]
    Padded,
    /// Came with exactly the layout's bytes.
    Exact,
    /// Came with this many body bytes, fewer than the layout has.
    Short(usize),
    /// Came with these bytes after the layout: padding, or what a newer peer
    /// adds.
    Surplus(Vec<u8>),
}

/// A message and how it is, or was, framed.
#[derive(Clone, Debug, PartialEq)]
pub struct Packet {
    /// The `headerVersion` field.
    pub header_version: u32,
    /// The version whose layout the body has.
    pub layout: ProtocolVersion,
    /// The message.
    pub message: Message,
    /// How the body differs from the full layout.
    pub tail: Tail,
}

/// Why a frame is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// The body lacks what makes the message meaningful. The connection is
    /// still good: skip the frame.
    #[error(
        "the peer sent {message} with a body of {got} bytes, which needs at least {needed}; the frame is skipped"
    )]
    TooShort {
        /// The message's name.
        message: &'static str,
        /// Bytes it needs.
        needed: usize,
        /// Bytes it had.
        got: usize,
    },
}

impl Packet {
    /// A packet to send under the agreed version.
    #[must_use]
    pub fn new(message: impl Into<Message>, version: ProtocolVersion) -> Self {
        let message = message.into();
        Self {
            header_version: version.header_version(message.id()),
            layout: version,
            message,
            tail: Tail::Padded,
        }
    }

    /// Decodes a frame. `version` is the agreed version; a header version in the
    /// frame goes before it, and a length that fits only another layout goes
    /// before both. An id without a declaration gives [`Message::Unknown`].
    ///
    /// # Errors
    /// [`DecodeError::TooShort`] if the body is below the message's minimum.
    pub fn decode(frame: &RawFrame, version: ProtocolVersion) -> Result<Self, DecodeError> {
        Self::decode_body(frame.header_version, frame.message_id, &frame.body, version)
    }

    /// As [`Packet::decode`], from the parts of a frame.
    ///
    /// # Errors
    /// As [`Packet::decode`].
    pub fn decode_body(
        header_version: u32,
        message_id: u32,
        body: &[u8],
        version: ProtocolVersion,
    ) -> Result<Self, DecodeError> {
        let version = ProtocolVersion::from_header(header_version).unwrap_or(version);
        let Some(kind) = MessageKind::find(message_id) else {
            return Ok(Self {
                header_version,
                layout: version,
                message: UnknownMessage {
                    id: message_id,
                    body: body.to_vec(),
                }
                .into(),
                tail: Tail::Exact,
            });
        };
        if body.len() < kind.min_size {
            return Err(DecodeError::TooShort {
                message: kind.name,
                needed: kind.min_size,
                got: body.len(),
            });
        }
        let layout = kind.layout(body, version);
        let mut reader = Reader::new(body, layout);
        let message = kind.read(&mut reader);
        let tail = if reader.is_short() {
            Tail::Short(body.len())
        } else if reader.rest().is_empty() {
            Tail::Exact
        } else {
            Tail::Surplus(reader.rest().to_vec())
        };
        Ok(Self {
            header_version,
            layout,
            message,
            tail,
        })
    }

    /// The whole frame as bytes, header included.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        self.encode_into(&mut bytes);
        bytes
    }

    /// Appends the whole frame, so that several go out in one write.
    pub fn encode_into(&self, bytes: &mut Vec<u8>) {
        let start = bytes.len();
        put_header(bytes, self.header_version, self.message.id());
        let body = start + HEADER_BYTES;
        self.message.write(&mut Writer::new(bytes, self.layout));
        match &self.tail {
            Tail::Exact => {}
            Tail::Padded => {
                let size = (bytes.len() - body).next_multiple_of(4);
                bytes.resize(body + size, 0);
            }
            Tail::Short(size) => bytes.truncate(body.saturating_add(*size)),
            Tail::Surplus(surplus) => bytes.extend_from_slice(surplus),
        }
        set_length(bytes, start);
    }

    /// The frame of this packet.
    #[must_use]
    pub fn to_frame(&self) -> RawFrame {
        let mut bytes = self.encode();
        RawFrame {
            header_version: self.header_version,
            message_id: self.message.id(),
            body: bytes.split_off(HEADER_BYTES),
        }
    }
}
