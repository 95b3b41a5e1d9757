//! What a codec needs to be told, in capabilities and in media messages.
//!
//! The unions among it are kept as the bytes they came as; the codec, which
//! stands elsewhere in the message, decides how they are shown and read.

use crate::declaration::wire_struct;
use crate::{PayloadType, ProtocolVersion, Reader, Value, Wire, Writer};

/// Declares a union: so many bytes, kept as they are.
macro_rules! union {
    ($(#[$meta:meta])* $name:ident, $size:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub [u8; $size]);

        impl Default for $name {
            fn default() -> Self {
                Self([0; $size])
            }
        }

        impl $crate::Wire for $name {
            fn read(reader: &mut $crate::Reader<'_>) -> Self {
                Self(reader.array())
            }

            fn write(&self, writer: &mut $crate::Writer<'_>) {
                writer.put(&self.0);
            }

            fn value(&self) -> $crate::Value {
                $crate::Value::Bytes(self.0.to_vec())
            }

            fn size(_: $crate::ProtocolVersion) -> Option<usize> {
                Some($size)
            }
        }

        #[cfg(test)]
        impl $crate::sample::Sample for $name {
            fn sample(chance: &mut $crate::sample::Chance) -> Self {
                Self($crate::sample::Sample::sample(chance))
            }
        }
    };
}

pub(super) use union;

/// Reads the bytes of a union as one of its cases. No case depends on the
/// version; bytes behind it mean nothing.
pub(super) fn read_case<T: Wire>(bytes: &[u8]) -> T {
    T::read(&mut Reader::new(bytes, ProtocolVersion::NEWEST))
}

/// Puts a case at the front of a union's bytes, zeroes behind it.
pub(super) fn write_case<T: Wire, const N: usize>(case: &T) -> [u8; N] {
    let mut written = Vec::with_capacity(N);
    case.write(&mut Writer::new(&mut written, ProtocolVersion::NEWEST));
    let mut bytes = [0; N];
    let size = written.len().min(N);
    bytes[..size].copy_from_slice(&written[..size]);
    bytes
}

union! {
    /// `CodecParams`: four bytes whose meaning the codec decides. Before version
    /// 11 the same four bytes are always the G.723.1 bit rate.
    CodecParams, 4
}

impl CodecParams {
    /// Parameters that say nothing but the RTP payload type of a codec without a fixed one.
    #[must_use]
    pub const fn with_dynamic_payload(payload_type: u8) -> Self {
        Self([0, payload_type, 0, 0])
    }

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

    /// What the bytes say for a codec.
    pub(crate) fn value_for(self, codec: PayloadType) -> Value {
        if codec == PayloadType::G723_1 {
            return Value::Struct(vec![("g723BitRate", self.g723_bit_rate().value())]);
        }
        let [mode, payload, first, second] = self.0;
        Value::Struct(vec![
            ("codecMode", mode.value()),
            ("dynamicPayload", payload.value()),
            ("codecParam1", first.value()),
            ("codecParam2", second.value()),
        ])
    }
}

union! {
    /// `PayloadUnion`: eight bytes of a capability whose meaning the codec decides.
    PayloadParams, 8
}

impl PayloadParams {
    /// Those of the codec, unless it is one of modem relay.
    #[must_use]
    pub fn codec_params(self) -> CodecParams {
        read_case(&self.0)
    }

    /// What the bytes say for a codec.
    pub(crate) fn value_for(self, codec: PayloadType) -> Value {
        match codec {
            PayloadType::V150_MODEM_RELAY => read_case::<ModemRelay>(&self.0).value(),
            PayloadType::V150_SPRT => read_case::<SprtPayload>(&self.0).value(),
            PayloadType::V150_SSE => read_case::<StateSignalling>(&self.0).value(),
            _ => read_case::<CodecParams>(&self.0).value_for(codec),
        }
    }
}

impl From<CodecParams> for PayloadParams {
    fn from(params: CodecParams) -> Self {
        Self(write_case(&params))
    }
}

wire_struct! {
    /// One codec a station can use: 16 bytes.
    MediaCapability {
        /// The codec.
        payload_capability: PayloadType as "payloadCapability",
        /// Phones put the longest packet in milliseconds here (40 for G.711).
        max_frames_per_packet: u32 as "maxFramesPerPacket",
        /// Parameters of the codec.
        payloads: PayloadParams as "PAYLOADS" by payload_capability,
    }
}

wire_struct! {
    /// Modem relay (ITU-T V.150.1): 8 bytes.
    ModemRelay {
        /// Capability and version.
        cap_and_ver: u32 as "capAndVer",
        /// Modulations, and how events go.
        mod_and_2833: u32 as "modAnd2833",
    }
}

wire_struct! {
    /// Largest payloads, in bytes, and window of SPRT (ITU-T V.150.1): 8 bytes.
    SprtPayload {
        /// Channel 0.
        chan0_max_payload: u16 as "chan0MaxPayload",
        /// Channel 2.
        chan2_max_payload: u16 as "chan2MaxPayload",
        /// Channel 3.
        chan3_max_payload: u16 as "chan3MaxPayload",
        /// Window of channel 2, in packets.
        chan2_max_window: u16 as "chan2MaxWindow",
    }
}

wire_struct! {
    /// State signalling events (ITU-T V.150.1 SSE): 8 bytes.
    StateSignalling {
        /// By the standard.
        standard: u32 as "standard",
        /// By the vendor.
        vendor: u32 as "vendor",
    }
}

wire_struct! {
    /// RTP payload types of modem relay: 8 bytes.
    RelayPayloads {
        /// Named signalling events.
        nse: u8 as "nse",
        /// Telephone events.
        rfc2833: u8 as "rfc2833",
        /// State signalling events.
        sse: u8 as "sse",
        /// SPRT.
        v150_sprt: u8 as "v150sprt",
        /// No audio.
        no_audio: u8 as "noaudio",
        /// Not used yet.
        future_use1: u8 as "FutureUse1",
        /// Not used yet.
        future_use2: u8 as "FutureUse2",
        /// Not used yet.
        future_use3: u8 as "FutureUse3",
    }
}

wire_struct! {
    /// `LatentCapsInfo`: modem relay parameters, 36 bytes, all zero in a voice
    /// call.
    LatentCaps {
        /// Non-zero if the rest means something.
        active: u32 as "active",
        /// Modem relay.
        modem_relay: ModemRelay as "modemRelay",
        /// Payload sizes and window of SPRT.
        sprt: SprtPayload as "sprtPayload",
        /// Standard and vendor of SSE.
        sse: StateSignalling as "sse",
        /// Payload types.
        payload_param: RelayPayloads as "payloadParam",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codec_decides_what_the_bytes_say() {
        let parameters = CodecParams([1, 97, 0, 0]);
        assert_eq!(
            parameters.value_for(PayloadType::ILBC),
            Value::Struct(vec![
                ("codecMode", Value::Number(1)),
                ("dynamicPayload", Value::Number(97)),
                ("codecParam1", Value::Number(0)),
                ("codecParam2", Value::Number(0)),
            ])
        );
        assert_eq!(
            parameters.value_for(PayloadType::G723_1),
            Value::Struct(vec![("g723BitRate", Value::Number(1 + 97 * 256))])
        );
        let window = PayloadParams([0, 1, 0, 0, 0, 0, 7, 0]);
        assert_eq!(
            window.value_for(PayloadType::V150_SPRT),
            Value::Struct(vec![
                ("chan0MaxPayload", Value::Number(256)),
                ("chan2MaxPayload", Value::Number(0)),
                ("chan3MaxPayload", Value::Number(0)),
                ("chan2MaxWindow", Value::Number(7)),
            ])
        );
    }
}
