//! The sending direction: packets of sound and reports become protected ones.

use thiserror::Error;

use super::cipher::{Cipher, Fingerprint, Kind, Place, fingerprint};
use super::replay::{MAX_INDEX, nearest_index};
use super::{CONTROL_ENCRYPTED, CONTROL_INDEX_LEN, MAX_OVERHEAD, MAX_PACKET, MasterKey, Suite};
use crate::packet::{PacketError, header_len};

/// Bytes in front of an RTCP packet that are not encrypted: its header and its source.
pub(super) const CONTROL_CLEAR: usize = 8;

/// Why a packet cannot be protected; it must not be sent then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProtectError {
    /// It is no packet.
    #[error("this cannot be protected: {0}")]
    NoPacket(#[from] PacketError),
    /// It is no RTCP packet.
    #[error("{0} bytes are no RTCP packet to protect")]
    NoControlPacket(usize),
    /// It is too long.
    #[error("a packet of {0} bytes is too long to be protected")]
    TooLong(usize),
    /// The key has protected as many packets as it may (RFC 3711, 9.2).
    #[error("the key was used for as many packets as a key may be used for")]
    UsedUp,
}

/// Protects what one stream sends.
pub struct Outgoing {
    suite: Suite,
    fingerprint: Fingerprint,
    rtp: Cipher,
    rtcp: Cipher,
    /// The source that sends, and its packet before.
    newest: Option<(u32, u64)>,
    /// Number of the next report.
    control_index: u32,
    packet: Box<[u8; MAX_PACKET + MAX_OVERHEAD]>,
}

impl Outgoing {
    /// Protects with this key from the first packet on.
    ///
    /// The first sequence number is better below 32,768: the receiver takes the round that the
    /// first packet it gets belongs to for the first.
    pub fn new(key: &MasterKey) -> Self {
        Self {
            suite: key.suite,
            fingerprint: fingerprint(key),
            rtp: Cipher::new(key, Kind::Rtp),
            rtcp: Cipher::new(key, Kind::Rtcp),
            newest: None,
            control_index: 0,
            packet: Box::new([0; MAX_PACKET + MAX_OVERHEAD]),
        }
    }

    /// How it protects.
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// Whether it protects with this key.
    pub fn is_keyed_by(&self, key: &MasterKey) -> bool {
        self.suite == key.suite && self.fingerprint == fingerprint(key)
    }

    /// The protected form of an RTP packet. Packets come in the order of their sequence numbers.
    ///
    /// Errors: it is no RTP packet, or too long, or the key is used up.
    pub fn protect(&mut self, packet: &[u8]) -> Result<&[u8], ProtectError> {
        let header_len = header_len(packet)?;
        let len = fits(packet)?;
        let (sequence, ssrc) = named(packet);
        let index = match self.newest {
            Some((before, newest)) if before == ssrc => {
                let index = nearest_index(newest, sequence);
                if index <= newest && newest > MAX_INDEX - (1 << 15) {
                    return Err(ProtectError::UsedUp);
                }
                index
            }
            _ => u64::from(sequence),
        };
        let newest = self.newest.filter(|(before, _)| *before == ssrc);
        self.newest = Some((ssrc, newest.map_or(index, |(_, newest)| newest.max(index))));

        self.packet[..len].copy_from_slice(packet);
        let (clear, rest) = self.packet.split_at_mut(header_len);
        let (text, rest) = rest.split_at_mut(len - header_len);
        let tag_len = self.rtp.tag_len();
        let place = Place { ssrc, index };
        let round = round_of(index);
        self.rtp
            .seal(place, clear, text, &round, &mut rest[..tag_len])
            .map_err(|_| ProtectError::TooLong(len))?;
        Ok(&self.packet[..len + tag_len])
    }

    /// The protected form of a compound RTCP packet.
    ///
    /// Errors: it is no RTCP packet, or too long, or the key is used up.
    pub fn protect_control(&mut self, packet: &[u8]) -> Result<&[u8], ProtectError> {
        let len = fits(packet)?;
        let ssrc = control_source(packet).ok_or(ProtectError::NoControlPacket(len))?;
        if self.control_index >= CONTROL_ENCRYPTED {
            return Err(ProtectError::UsedUp);
        }
        let index = self.control_index;
        self.control_index += 1;

        let word = (index | CONTROL_ENCRYPTED).to_be_bytes();
        let place = Place {
            ssrc,
            index: u64::from(index),
        };
        let tag_len = self.rtcp.tag_len();
        self.packet[..len].copy_from_slice(packet);
        let (clear, rest) = self.packet.split_at_mut(CONTROL_CLEAR);
        let (text, rest) = rest.split_at_mut(len - CONTROL_CLEAR);
        let mut tag = [0; 16];
        let tag = &mut tag[..tag_len];
        let sealed = if self.rtcp.tag_covers_trailer() {
            self.rtcp.seal(place, clear, text, &word, tag)
        } else {
            let clear = control_clear(clear, word);
            self.rtcp.seal(place, &clear, text, &[], tag)
        };
        sealed.map_err(|_| ProtectError::TooLong(len))?;
        let (first, second): (&[u8], &[u8]) = if self.rtcp.tag_covers_trailer() {
            (&word, tag)
        } else {
            (tag, &word)
        };
        rest[..first.len()].copy_from_slice(first);
        rest[first.len()..first.len() + second.len()].copy_from_slice(second);
        Ok(&self.packet[..len + tag_len + CONTROL_INDEX_LEN])
    }
}

/// The packet's length, if there is room for it.
fn fits(packet: &[u8]) -> Result<usize, ProtectError> {
    match packet.len() {
        len if len <= MAX_PACKET => Ok(len),
        len => Err(ProtectError::TooLong(len)),
    }
}

/// Sequence number and source of an RTP packet that has a whole header.
pub(super) fn named(packet: &[u8]) -> (u16, u32) {
    let byte = |at: usize| packet.get(at).copied().unwrap_or(0);
    (
        u16::from_be_bytes([byte(2), byte(3)]),
        u32::from_be_bytes([byte(8), byte(9), byte(10), byte(11)]),
    )
}

/// The source of an RTCP packet.
pub(super) fn control_source(packet: &[u8]) -> Option<u32> {
    let (start, _) = packet.split_first_chunk::<CONTROL_CLEAR>()?;
    // Version 2, and a type of RTCP (RFC 5761, 4).
    let is_control = start[0] >> 6 == 2 && (192..=223).contains(&start[1]);
    is_control.then(|| u32::from_be_bytes([start[4], start[5], start[6], start[7]]))
}

/// How often the sequence numbers have begun anew, as it is authenticated.
pub(super) fn round_of(index: u64) -> [u8; 4] {
    let bytes = index.to_be_bytes();
    [bytes[2], bytes[3], bytes[4], bytes[5]]
}

/// What is authenticated with an RTCP packet in Galois counter mode (RFC 7714, 9.2).
pub(super) fn control_clear(clear: &[u8], word: [u8; 4]) -> [u8; CONTROL_CLEAR + 4] {
    let mut whole = [0; CONTROL_CLEAR + 4];
    whole[..CONTROL_CLEAR].copy_from_slice(clear);
    whole[CONTROL_CLEAR..].copy_from_slice(&word);
    whole
}
