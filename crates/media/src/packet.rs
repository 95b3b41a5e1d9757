//! RTP packets on the wire (RFC 3550), as far as a phone needs them.
//!
//! The fixed header goes through the `rtp` crate. Contributing sources, header
//! extension and padding are measured here and skipped: `rtp` 0.17 panics on a header
//! extension whose inner length lies, and copies what nobody reads.

use rtp::header::Header;
use thiserror::Error;
use webrtc_util::marshal::{Marshal, Unmarshal};

/// Bytes of the fixed header.
pub const HEADER_LEN: usize = 12;

/// Longest payload that is sent or taken, bytes: 40 ms of uncompressed wideband. With the
/// headers of RTP, UDP and IPv6 and a tag of SRTP that is below the 1500 of an Ethernet
/// frame, and above what any other codec makes of 60 ms.
pub const MAX_PAYLOAD: usize = 1280;

/// Longest packet that is taken, samples: 120 ms of wideband, the most Opus packs.
pub const MAX_PACKET_SAMPLES: usize = 1920;

/// Longest datagram that is sent, bytes.
pub const MAX_DATAGRAM: usize = HEADER_LEN + MAX_PAYLOAD;

/// What is wrong with a datagram that should have been RTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PacketError {
    /// Shorter than its own header says.
    #[error("RTP packet of {0} bytes is shorter than its header says")]
    Short(usize),
    /// Not RTP version 2.
    #[error("RTP version {0} instead of 2")]
    Version(u8),
    /// RTCP on the RTP port (RFC 5761 tells them apart by the type).
    #[error("RTCP packet on the RTP port")]
    Control,
    /// The padding count is zero or longer than the payload.
    #[error("RTP padding of {0} bytes does not fit the payload")]
    Padding(u8),
}

/// A received packet; borrows the datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packet<'a> {
    /// First packet after silence, or of a telephone event.
    pub marker: bool,
    /// Payload type.
    pub payload_type: u8,
    /// Sequence number.
    pub sequence: u16,
    /// Timestamp of the first sample.
    pub timestamp: u32,
    /// Synchronisation source.
    pub ssrc: u32,
    /// Payload without padding.
    pub payload: &'a [u8],
}

impl<'a> Packet<'a> {
    /// Reads a datagram.
    pub fn parse(datagram: &'a [u8]) -> Result<Self, PacketError> {
        let short = PacketError::Short(datagram.len());
        let Some((fixed, rest)) = datagram.split_first_chunk::<HEADER_LEN>() else {
            return Err(short);
        };
        let version = fixed[0] >> 6;
        if version != 2 {
            return Err(PacketError::Version(version));
        }
        if (192..=223).contains(&fixed[1]) {
            return Err(PacketError::Control);
        }

        let mut bare = *fixed;
        bare[0] &= 0b1100_0000;
        let header = Header::unmarshal(&mut bare.as_slice()).map_err(|_| short)?;

        let mut payload = rest
            .get(after_fixed(fixed, rest).ok_or(short)?..)
            .ok_or(short)?;
        if fixed[0] & 0x20 != 0 {
            let count = payload.last().copied().unwrap_or(0);
            let kept = payload.len().checked_sub(usize::from(count));
            let kept = kept
                .filter(|_| count > 0)
                .ok_or(PacketError::Padding(count))?;
            payload = &payload[..kept];
        }

        Ok(Self {
            marker: header.marker,
            payload_type: header.payload_type,
            sequence: header.sequence_number,
            timestamp: header.timestamp,
            ssrc: header.ssrc,
            payload,
        })
    }
}

/// Length of a packet's header with contributing sources and extension, bytes.
///
/// What it is measured of may be encrypted from there on.
pub(crate) fn header_len(datagram: &[u8]) -> Result<usize, PacketError> {
    let short = PacketError::Short(datagram.len());
    let (fixed, rest) = datagram.split_first_chunk::<HEADER_LEN>().ok_or(short)?;
    let version = fixed[0] >> 6;
    if version != 2 {
        return Err(PacketError::Version(version));
    }
    let more = after_fixed(fixed, rest).ok_or(short)?;
    Ok(HEADER_LEN + more)
}

/// Bytes of contributing sources and extension, if all of them are in `rest`.
fn after_fixed(fixed: &[u8; HEADER_LEN], rest: &[u8]) -> Option<usize> {
    let sources = usize::from(fixed[0] & 0x0f) * 4;
    let mut len = sources;
    if fixed[0] & 0x10 != 0 {
        let profile = rest.get(sources..)?.first_chunk::<4>()?;
        let words = usize::from(u16::from_be_bytes([profile[2], profile[3]]));
        len += 4 + words * 4;
    }
    (len <= rest.len()).then_some(len)
}

/// Writes a fixed header to the front of `datagram`.
pub(crate) fn write_header(datagram: &mut [u8; MAX_DATAGRAM], packet: &Packet<'_>) {
    let header = Header {
        version: 2,
        marker: packet.marker,
        payload_type: packet.payload_type,
        sequence_number: packet.sequence,
        timestamp: packet.timestamp,
        ssrc: packet.ssrc,
        ..Header::default()
    };
    let written = header.marshal_to(&mut datagram[..HEADER_LEN]);
    debug_assert_eq!(written.ok(), Some(HEADER_LEN), "a bare header is 12 bytes");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLAIN: [u8; 16] = [
        0x80, 0x80, 0x12, 0x34, 0, 0, 0, 160, 0xde, 0xad, 0xbe, 0xef, 1, 2, 3, 4,
    ];

    #[test]
    fn reads_a_plain_packet() {
        let packet = Packet::parse(&PLAIN).expect("a whole packet");
        assert_eq!(
            packet,
            Packet {
                marker: true,
                payload_type: 0,
                sequence: 0x1234,
                timestamp: 160,
                ssrc: 0xdead_beef,
                payload: &[1, 2, 3, 4],
            }
        );
    }

    #[test]
    fn skips_sources_extension_and_padding() {
        let mut datagram = PLAIN[..12].to_vec();
        datagram[0] = 0x80 | 0x20 | 0x10 | 1;
        datagram.extend([9; 4]);
        datagram.extend([0xbe, 0xde, 0, 1, 0, 0, 0, 0]);
        datagram.extend([7, 7, 0, 2]);
        assert_eq!(
            Packet::parse(&datagram).map(|packet| packet.payload),
            Ok(&[7, 7][..])
        );
    }

    #[test]
    fn survives_an_extension_whose_inner_length_lies() {
        let mut datagram = PLAIN[..12].to_vec();
        datagram[0] |= 0x10;
        // One word of one-byte extensions, of which the first claims 16 bytes.
        datagram.extend([0xbe, 0xde, 0, 1, 0x1f, 0, 0, 0]);
        assert_eq!(
            Packet::parse(&datagram).map(|packet| packet.payload),
            Ok(&[][..])
        );
    }

    #[test]
    fn refuses_what_is_not_rtp() {
        assert_eq!(Packet::parse(&PLAIN[..11]), Err(PacketError::Short(11)));
        assert_eq!(Packet::parse(&[0; 20]), Err(PacketError::Version(0)));
        let mut control = PLAIN;
        control[1] = 200;
        assert_eq!(Packet::parse(&control), Err(PacketError::Control));
        let mut padded = PLAIN;
        padded[0] |= 0x20;
        padded[15] = 5;
        assert_eq!(Packet::parse(&padded), Err(PacketError::Padding(5)));
    }

    proptest! {
        #[test]
        fn never_panics(mut bytes in proptest::collection::vec(any::<u8>(), 0..80), fix in any::<bool>()) {
            if fix && !bytes.is_empty() {
                bytes[0] = 0x80 | (bytes[0] & 0x3f);
            }
            let payload = Packet::parse(&bytes).map(|packet| packet.payload.len());
            prop_assert!(payload.unwrap_or(0) <= bytes.len());
        }
    }
}
