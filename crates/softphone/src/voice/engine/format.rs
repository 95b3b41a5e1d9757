//! What the packets of a stream are like, as the server says.

use media::{Codec, packet_samples};
use station::VoiceFailure;

/// What the packets of a stream are like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Format {
    /// Codec number (`compressionType`).
    pub(super) codec: u32,
    /// RTP payload type, where the server gave one.
    pub(super) payload_type: Option<u8>,
    /// Milliseconds of sound in a packet.
    pub(super) ptime_ms: u32,
    /// RTP payload type of telephone events.
    pub(super) events: Option<u8>,
}

impl Format {
    /// The codec and the payload type of its packets, if there is such a one and it comes in
    /// packets of this length.
    pub(super) fn checked(self) -> Result<(Codec, u8), VoiceFailure> {
        let codec = Codec::from_sccp(self.codec)
            .filter(|codec| codec.is_available())
            .ok_or(VoiceFailure::Codec)?;
        packet_samples(codec, self.ptime_ms).map_err(|_| VoiceFailure::PacketSize)?;
        let given = self
            .payload_type
            .filter(|_| codec.has_dynamic_payload_type());
        Ok((codec, given.unwrap_or(codec.payload_type())))
    }
}
