//! What a codec needs to be told, in capabilities and in media messages.

use crate::{PayloadType, ProtocolVersion, Reader, Value, Wire, Writer};

/// `CodecParams`: four bytes whose meaning the codec decides. Before version 11
/// the same four bytes are always the G.723.1 bit rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CodecParams(pub [u8; 4]);

impl CodecParams {
    /// The bit rate, if the codec is G.723.1 (1 is 5.3 kbit/s, 2 is 6.3).
    #[must_use]
    pub const fn g723_bit_rate(self) -> u32 {
        u32::from_le_bytes(self.0)
    }

    /// The RTP payload type of a codec without a fixed one (iLBC, Opus …).
    #[must_use]
    pub const fn dynamic_payload(self) -> u8 {
        self.0[1]
    }
}

impl Wire for CodecParams {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self(reader.array())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.put(&self.0);
    }

    fn value(&self) -> Value {
        Value::Bytes(self.0.to_vec())
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        Some(4)
    }
}

/// `PayloadUnion`: eight bytes of a capability whose meaning the codec decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PayloadParams(pub [u8; 8]);

impl Wire for PayloadParams {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self(reader.array())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.put(&self.0);
    }

    fn value(&self) -> Value {
        Value::Bytes(self.0.to_vec())
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        Some(8)
    }
}

crate::declaration::wire_struct! {
    /// One codec a station can use: 16 bytes.
    MediaCapability {
        /// The codec.
        payload_capability: PayloadType as "payloadCapability",
        /// Phones put the longest packet in milliseconds here (40 for G.711).
        max_frames_per_packet: u32 as "maxFramesPerPacket",
        /// Parameters of the codec.
        payloads: PayloadParams as "PAYLOADS",
    }
}

crate::declaration::wire_struct! {
    /// `LatentCapsInfo`: modem relay parameters, 36 bytes, all zero in a voice
    /// call.
    LatentCaps {
        /// Non-zero if the rest means something.
        active: u32 as "active",
        /// Modem relay.
        modem_relay: [u32; 2] as "modemRelay",
        /// Payload sizes and window of SPRT.
        sprt: [u16; 4] as "sprtPayload",
        /// Standard and vendor of SSE.
        sse: [u32; 2] as "sse",
        /// Payload types.
        payload_param: [u8; 8] as "payloadParam",
    }
}
