//! Overwrites keys in the bytes of a connection, for whoever keeps those bytes: a recording, a
//! trace.
//!
//! Where a key stands follows from the one declaration of each message, whatever layout it has.
//! Messages of calls that are not encrypted stay as they are, byte for byte.

use std::ops::Range;

use crate::frame::{HEADER_BYTES, MAX_LENGTH};
use crate::message::Body as _;
use crate::{
    EncryptionInfo, MediaEncryption, Message, MessageKind, ProtocolVersion, Reader, Writer,
};

/// Messages with a key in them.
const WITH_KEYS: [u32; 4] = [
    crate::OpenReceiveChannel::ID,
    crate::StartMediaTransmission::ID,
    crate::OpenMultiMediaReceiveChannel::ID,
    crate::StartMultiMediaTransmission::ID,
];

/// Follows the frames of one connection, and overwrites the keys in them with zeros.
#[derive(Clone, Debug, Default)]
pub struct KeyMask {
    header: Vec<u8>,
    /// Bytes of the body that are still to come.
    left: usize,
    /// Bytes of the body so far, when there may be a key in it.
    body: Vec<u8>,
    places: Vec<Place>,
    /// What follows is no SCCP.
    broken: bool,
}

/// Where a layout has a key.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    /// Any bit set: there is a key.
    algorithm: Range<usize>,
    /// Key and salt.
    key: Range<usize>,
}

impl KeyMask {
    /// At the start of a connection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Overwrites the keys in what comes next on the connection; whether there was one.
    pub fn mask(&mut self, bytes: &mut [u8]) -> bool {
        let mut masked = false;
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.broken {
                // Nobody reads on here. What it is cannot be told, so it is not kept.
                rest.fill(0);
                return true;
            }
            let taken = if self.left == 0 {
                self.take_header(rest)
            } else {
                let taken = self.left.min(rest.len());
                masked |= self.take_body(&mut rest[..taken]);
                taken
            };
            rest = &mut rest[taken..];
        }
        masked
    }

    /// Takes bytes of a header; how many.
    fn take_header(&mut self, bytes: &[u8]) -> usize {
        let taken = (HEADER_BYTES - self.header.len()).min(bytes.len());
        self.header.extend_from_slice(&bytes[..taken]);
        let Some(header) = self.header.first_chunk::<HEADER_BYTES>() else {
            return taken;
        };
        let field = |at: usize| {
            u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
        };
        let (length, id) = (field(0), field(8));
        self.header.clear();
        self.body.clear();
        self.places.clear();
        if !(4..=MAX_LENGTH).contains(&length) {
            self.broken = true;
            return taken;
        }
        // At most MAX_LENGTH, so this fits any usize.
        self.left = length as usize - 4;
        if WITH_KEYS.contains(&id)
            && let Some(kind) = MessageKind::find(id)
        {
            self.places = places(kind, self.left);
        }
        taken
    }

    /// Takes bytes of a body, and overwrites those of a key.
    fn take_body(&mut self, bytes: &mut [u8]) -> bool {
        self.left -= bytes.len();
        if self.places.is_empty() {
            return false;
        }
        let mut masked = false;
        for byte in bytes {
            let at = self.body.len();
            self.body.push(*byte);
            let body = &self.body;
            let is_key = self.places.iter().any(|place| {
                let algorithm = body.get(place.algorithm.clone()).unwrap_or(&[]);
                place.key.contains(&at) && algorithm.iter().any(|byte| *byte != 0)
            });
            if is_key {
                *byte = 0;
                masked = true;
            }
        }
        masked
    }
}

/// Where a body of this length may have a key: in each layout that it may be read by.
fn places(kind: &MessageKind, length: usize) -> Vec<Place> {
    let blank = vec![0; length];
    let mut places = Vec::new();
    for number in 0..=ProtocolVersion::NEWEST.number() {
        let layout = kind.layout(&blank, ProtocolVersion::of_layout(number));
        let size = kind.size(layout);
        let explained =
            size.is_some_and(|size| length == size || length == size.next_multiple_of(4));
        if let Some(mut place) = places_in(kind, layout) {
            if !explained {
                // A key may stand anywhere behind what says that there is one.
                place.key.end = usize::MAX;
            }
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

/// Where this layout has a key: the bytes that differ when there is one.
fn places_in(kind: &MessageKind, layout: ProtocolVersion) -> Option<Place> {
    let written = |info: EncryptionInfo| {
        let mut message = kind.read(&mut Reader::new(&[], layout));
        *key_of(&mut message)? = info;
        let mut bytes = Vec::new();
        message.write(&mut Writer::new(&mut bytes, layout));
        Some(bytes)
    };
    let plain = written(EncryptionInfo::default())?;
    let differing = |info| {
        let other = written(info)?;
        let mut places = (0..plain.len()).filter(|at| plain.get(*at) != other.get(*at));
        let first = places.next()?;
        Some(first..places.next_back().unwrap_or(first) + 1)
    };
    let algorithm_id = MediaEncryption::from(u32::MAX);
    Some(Place {
        algorithm: differing(EncryptionInfo {
            algorithm_id,
            ..EncryptionInfo::default()
        })?,
        key: differing(EncryptionInfo {
            key: [0xff; 16],
            salt: [0xff; 16],
            ..EncryptionInfo::default()
        })?,
    })
}

/// The key of a message that has one.
fn key_of(message: &mut Message) -> Option<&mut EncryptionInfo> {
    match message {
        Message::OpenReceiveChannel(m) => Some(&mut m.m_rx_media_encryption_key_info),
        Message::StartMediaTransmission(m) => Some(&mut m.m_tx_media_encryption_key_info),
        Message::OpenMultiMediaReceiveChannel(m) => Some(&mut m.m_rx_media_encryption_key_info),
        Message::StartMultiMediaTransmission(m) => Some(&mut m.m_tx_media_encryption_key_info),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        KeepAlive, OpenMultiMediaReceiveChannel, OpenReceiveChannel, Packet,
        StartMediaTransmission, StartMultiMediaTransmission,
    };

    fn info(algorithm: u32) -> EncryptionInfo {
        EncryptionInfo {
            algorithm_id: algorithm.into(),
            key_len: 16,
            salt_len: 14,
            key: [0xab; 16],
            salt: [0xcd; 16],
            ..EncryptionInfo::default()
        }
    }

    fn with_keys(info: EncryptionInfo) -> [Message; 4] {
        [
            OpenReceiveChannel {
                m_rx_media_encryption_key_info: info,
                source_port_number: 0x1234,
                ..Default::default()
            }
            .into(),
            StartMediaTransmission {
                m_tx_media_encryption_key_info: info,
                remote_port_number: 0x5678,
                ..Default::default()
            }
            .into(),
            OpenMultiMediaReceiveChannel {
                m_rx_media_encryption_key_info: info,
                ..Default::default()
            }
            .into(),
            StartMultiMediaTransmission {
                m_tx_media_encryption_key_info: info,
                ..Default::default()
            }
            .into(),
        ]
    }

    fn has_key(bytes: &[u8]) -> bool {
        bytes
            .windows(2)
            .any(|pair| pair == [0xab; 2] || pair == [0xcd; 2])
    }

    #[test]
    fn only_the_key_goes_in_every_layout_however_the_bytes_are_cut() {
        for number in 5..=ProtocolVersion::NEWEST.number() {
            let version = ProtocolVersion::of_layout(number);
            let (mut stream, mut wanted) = (Vec::new(), Vec::new());
            for (keyed, blank) in with_keys(info(1))
                .into_iter()
                .zip(with_keys(EncryptionInfo {
                    key: [0; 16],
                    salt: [0; 16],
                    ..info(1)
                }))
            {
                Packet::new(KeepAlive {}, version).encode_into(&mut stream);
                Packet::new(KeepAlive {}, version).encode_into(&mut wanted);
                Packet::new(keyed, version).encode_into(&mut stream);
                Packet::new(blank, version).encode_into(&mut wanted);
            }
            assert!(has_key(&stream), "version {number}");
            for cut in [1, 7, 64, 5000] {
                let mut mask = KeyMask::new();
                let mut masked = stream.clone();
                let found: Vec<bool> = masked.chunks_mut(cut).map(|part| mask.mask(part)).collect();
                assert!(found.contains(&true));
                assert_eq!(masked, wanted, "version {number}, pieces of {cut}");
            }
        }
    }

    #[test]
    fn what_is_not_encrypted_stays_as_it_is() {
        for number in 3..=ProtocolVersion::NEWEST.number() {
            let version = ProtocolVersion::of_layout(number);
            let mut stream = Vec::new();
            for message in with_keys(info(0)) {
                Packet::new(message, version).encode_into(&mut stream);
            }
            let mut masked = stream.clone();
            assert!(!KeyMask::new().mask(&mut masked));
            assert_eq!(masked, stream);
        }
    }

    #[test]
    fn a_key_in_a_body_that_no_layout_explains_goes_too() {
        for message in with_keys(info(2)) {
            let packet = Packet::new(message, ProtocolVersion::NEWEST);
            for more in [4, 12, 40, 200] {
                let mut frame = packet.to_frame();
                frame.body.extend(vec![0xab; more]);
                let mut bytes = frame.to_bytes();
                assert!(KeyMask::new().mask(&mut bytes), "{more} bytes more");
                assert!(!has_key(&bytes), "{more} bytes more");
            }
            let mut frame = packet.to_frame();
            frame.body.truncate(frame.body.len() - 5);
            let mut bytes = frame.to_bytes();
            KeyMask::new().mask(&mut bytes);
            assert!(!has_key(&bytes), "cut off");
        }
    }

    #[test]
    fn what_is_no_sccp_is_not_kept() {
        let mut mask = KeyMask::new();
        let mut bytes = [0xff; 100];
        assert!(mask.mask(&mut bytes));
        assert_eq!(bytes[12..], [0; 88]);
    }
}
