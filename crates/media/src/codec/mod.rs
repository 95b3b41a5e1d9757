//! The codecs: sound to payload and back.
//!
//! A codec is named by its SCCP number (section 4.7 of the reference) in signalling
//! and by its payload type (RFC 3551) in RTP; both are kept here and nowhere else.
//! What works on sound is stateful and stands in [`Encoder`] and [`Decoder`].

mod decoder;
mod encoder;
pub mod g711;
mod g729;
mod l16;
mod opus;

pub use decoder::Decoder;
pub use encoder::Encoder;

/// Longest packet that is sent, ms.
pub const MAX_PTIME_MS: u32 = 60;

/// Payload type of wideband sound where the server gives none: what the field writes for
/// it, though RFC 3551 knows another codec by that number.
const L16_PAYLOAD_TYPE: u8 = 25;

/// Payload type of Opus where the server gives none, out of the dynamic ones.
const OPUS_PAYLOAD_TYPE: u8 = 107;

/// A codec the voice path knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Codec {
    /// G.711 µ-law, 64 kbit/s.
    Pcmu,
    /// G.711 A-law, 64 kbit/s.
    Pcma,
    /// G.722, wideband in 64 kbit/s.
    G722,
    /// Wideband as it is, 256 kbit/s: samples of 16 bits in network order.
    L16,
    /// Opus, wideband in a few tens of kbit/s.
    Opus,
    /// G.729, 8 kbit/s.
    G729,
}

impl Codec {
    /// Every codec that is known, whether it can be used here or not.
    pub const ALL: [Self; 6] = [
        Self::Pcmu,
        Self::Pcma,
        Self::G722,
        Self::L16,
        Self::Opus,
        Self::G729,
    ];

    /// The codec of an SCCP `compressionType` or `payloadCapability`.
    ///
    /// 56k forms of G.711 count as their 64k form, all forms of G.729 as one.
    pub const fn from_sccp(number: u32) -> Option<Self> {
        match number {
            2 | 3 => Some(Self::Pcma),
            4 | 5 => Some(Self::Pcmu),
            6 => Some(Self::G722),
            11 | 12 | 15 | 16 | 85 => Some(Self::G729),
            25 => Some(Self::L16),
            90 => Some(Self::Opus),
            _ => None,
        }
    }

    /// The codec of a static RTP payload type (RFC 3551).
    pub const fn from_payload_type(payload_type: u8) -> Option<Self> {
        match payload_type {
            0 => Some(Self::Pcmu),
            8 => Some(Self::Pcma),
            9 => Some(Self::G722),
            18 => Some(Self::G729),
            _ => None,
        }
    }

    /// SCCP number (`compressionType`).
    pub const fn sccp(self) -> u32 {
        match self {
            Self::Pcmu => 4,
            Self::Pcma => 2,
            Self::G722 => 6,
            Self::L16 => 25,
            Self::Opus => 90,
            Self::G729 => 11,
        }
    }

    /// RTP payload type: the static one (RFC 3551), or what is used where none is given.
    pub const fn payload_type(self) -> u8 {
        match self {
            Self::Pcmu => 0,
            Self::Pcma => 8,
            Self::G722 => 9,
            Self::L16 => L16_PAYLOAD_TYPE,
            Self::Opus => OPUS_PAYLOAD_TYPE,
            Self::G729 => 18,
        }
    }

    /// The payload type is one that the two sides agree on, not a static one.
    pub const fn has_dynamic_payload_type(self) -> bool {
        matches!(self, Self::L16 | Self::Opus)
    }

    /// Name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pcmu => "G.711 µ-law 64k",
            Self::Pcma => "G.711 A-law 64k",
            Self::G722 => "G.722 64k",
            Self::L16 => "Wideband 256k",
            Self::Opus => "Opus",
            Self::G729 => "G.729 8k",
        }
    }

    /// Sampling rate of the sound, Hz: 8000, or 16000 for wideband.
    pub const fn rate_hz(self) -> u32 {
        match self {
            Self::Pcmu | Self::Pcma | Self::G729 => 8000,
            Self::G722 | Self::L16 | Self::Opus => 16_000,
        }
    }

    /// Rate of the RTP timestamps, Hz.
    ///
    /// G.722 counts pairs of samples by an old mistake that RFC 3551, 4.5.2 made a rule;
    /// Opus counts at 48 kHz whatever its sound has (RFC 7587, 4.1).
    pub const fn clock_hz(self) -> u32 {
        match self {
            Self::Pcmu | Self::Pcma | Self::G722 | Self::G729 => 8000,
            Self::L16 => 16_000,
            Self::Opus => 48_000,
        }
    }

    /// Can be encoded and decoded here.
    pub fn is_available(self) -> bool {
        match self {
            Self::Pcmu | Self::Pcma | Self::G722 | Self::L16 | Self::Opus => true,
            Self::G729 => ::g729::is_available(),
        }
    }

    /// Packets of so many ms can be sent: whole tens up to 60, those of uncompressed
    /// wideband up to 40, which is what an Ethernet frame holds, and of Opus those that are
    /// one frame.
    pub const fn takes_ptime(self, ptime_ms: u32) -> bool {
        match self {
            Self::Opus => matches!(ptime_ms, 10 | 20 | 40 | 60),
            Self::L16 => matches!(ptime_ms, 10 | 20 | 30 | 40),
            Self::Pcmu | Self::Pcma | Self::G722 | Self::G729 => {
                ptime_ms > 0 && ptime_ms <= MAX_PTIME_MS && ptime_ms.is_multiple_of(10)
            }
        }
    }

    /// Can describe pauses and leave them out by itself: Opus, and G.729 by its Annex B.
    pub const fn knows_pauses(self) -> bool {
        matches!(self, Self::Opus | Self::G729)
    }

    /// The form of a codec that this SCCP number names describes pauses by itself: Opus, and
    /// G.729 with Annex B. G.729 without it has comfort noise of another payload type.
    pub const fn describes_pauses(number: u32) -> bool {
        matches!(number, 15 | 16 | 85 | 90)
    }

    /// A payload says that the sender pauses after it.
    pub const fn ends_in_pause(self, payload: &[u8]) -> bool {
        matches!(self, Self::G729) && g729::ends_in_pause(payload.len())
    }

    /// Samples in a payload; 0 when no payload of this codec has that length.
    pub fn samples_in(self, payload: &[u8]) -> usize {
        let length = payload.len();
        match self {
            Self::Pcmu | Self::Pcma => length,
            Self::G722 => 2 * length,
            Self::L16 if length.is_multiple_of(2) => length / 2,
            Self::L16 => 0,
            Self::Opus => opus::samples_in(payload),
            Self::G729 => g729::samples_in(length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_codec_is_found_again_by_its_numbers() {
        for codec in Codec::ALL {
            assert_eq!(Codec::from_sccp(codec.sccp()), Some(codec));
            let known = Codec::from_payload_type(codec.payload_type());
            let expected = (!codec.has_dynamic_payload_type()).then_some(codec);
            assert_eq!(known, expected, "{codec:?}");
        }
        assert_eq!(Codec::from_sccp(9), None);
        for number in (0..100).filter(|&number| Codec::describes_pauses(number)) {
            assert!(Codec::from_sccp(number).is_some_and(Codec::knows_pauses));
        }
        assert_eq!(Codec::from_payload_type(101), None);
    }

    #[test]
    fn packets_are_ten_to_sixty_ms_and_fit_an_ethernet_frame() {
        for codec in Codec::ALL {
            for ptime_ms in [10, 20, 40] {
                assert!(codec.takes_ptime(ptime_ms), "{codec:?} {ptime_ms}");
            }
            for ptime_ms in [0, 5, 15, 70, 120, u32::MAX] {
                assert!(!codec.takes_ptime(ptime_ms), "{codec:?} {ptime_ms}");
            }
        }
        assert!(Codec::Pcmu.takes_ptime(50) && Codec::G722.takes_ptime(60));
        assert!(!Codec::L16.takes_ptime(50) && !Codec::Opus.takes_ptime(30));
    }
}
