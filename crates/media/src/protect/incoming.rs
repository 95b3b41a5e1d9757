//! The receiving direction: what is no forgery, and comes for the first time, is decrypted.

use super::cipher::{Cipher, Fingerprint, Kind, Place, fingerprint};
use super::outgoing::{CONTROL_CLEAR, control_clear, control_source, named, round_of};
use super::replay::{MAX_SOURCES, Source};
use super::{CONTROL_ENCRYPTED, CONTROL_INDEX_LEN, MAX_OVERHEAD, MAX_PACKET, MasterKey, Suite};
use crate::packet::header_len;

/// Why a packet is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It was changed on the way, protected with another key or not at all.
    Unauthentic,
    /// It came before, or is too old to tell.
    Replayed,
}

/// What was refused so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProtectionStatistics {
    /// Packets changed on the way, protected with another key or not at all.
    pub unauthentic: u64,
    /// Packets that came before, or too late to tell.
    pub replayed: u64,
}

/// Takes the protection off what one stream receives.
pub struct Incoming {
    suite: Suite,
    fingerprint: Fingerprint,
    rtp: Cipher,
    rtcp: Cipher,
    sources: Vec<Source>,
    control_sources: Vec<Source>,
    statistics: ProtectionStatistics,
    packet: Box<[u8; MAX_PACKET + MAX_OVERHEAD]>,
}

impl Incoming {
    /// Takes what is protected with this key.
    pub fn new(key: &MasterKey) -> Self {
        Self {
            suite: key.suite,
            fingerprint: fingerprint(key),
            rtp: Cipher::new(key, Kind::Rtp),
            rtcp: Cipher::new(key, Kind::Rtcp),
            sources: Vec::with_capacity(MAX_SOURCES),
            control_sources: Vec::with_capacity(MAX_SOURCES),
            statistics: ProtectionStatistics::default(),
            packet: Box::new([0; MAX_PACKET + MAX_OVERHEAD]),
        }
    }

    /// How what it takes is protected.
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// Whether it takes what is protected with this key.
    pub fn is_keyed_by(&self, key: &MasterKey) -> bool {
        self.suite == key.suite && self.fingerprint == fingerprint(key)
    }

    /// What was refused so far.
    pub const fn statistics(&self) -> ProtectionStatistics {
        self.statistics
    }

    /// Starts counting afresh.
    pub fn clear_statistics(&mut self) {
        self.statistics = ProtectionStatistics::default();
    }

    /// The RTP packet in a datagram. What is refused is counted.
    pub fn unprotect(&mut self, datagram: &[u8]) -> Result<&[u8], Refused> {
        match self.open(datagram) {
            Ok(len) => Ok(&self.packet[..len]),
            Err(refused) => Err(self.count(refused)),
        }
    }

    /// The compound RTCP packet in a datagram. What is refused is counted.
    pub fn unprotect_control(&mut self, datagram: &[u8]) -> Result<&[u8], Refused> {
        match self.open_control(datagram) {
            Ok(len) => Ok(&self.packet[..len]),
            Err(refused) => Err(self.count(refused)),
        }
    }

    fn count(&mut self, refused: Refused) -> Refused {
        match refused {
            Refused::Unauthentic => self.statistics.unauthentic += 1,
            Refused::Replayed => self.statistics.replayed += 1,
        }
        refused
    }

    /// Decrypts into `packet`; gives the packet's length.
    fn open(&mut self, datagram: &[u8]) -> Result<usize, Refused> {
        let header_len = header_len(datagram).map_err(|_| Refused::Unauthentic)?;
        let tag_len = self.rtp.tag_len();
        let len = whole(datagram, tag_len, header_len)?;
        let (sequence, ssrc) = named(datagram);
        let known = self.sources.iter().position(|source| source.ssrc == ssrc);
        let known = known.and_then(|at| self.sources.get_mut(at));
        let index = match &known {
            Some(source) => source.index_of(sequence),
            None => u64::from(sequence),
        };
        if known.as_ref().is_some_and(|source| !source.is_new(index)) {
            return Err(Refused::Replayed);
        }

        self.packet[..len].copy_from_slice(&datagram[..len]);
        let (clear, rest) = self.packet.split_at_mut(header_len);
        let text = &mut rest[..len - header_len];
        let place = Place { ssrc, index };
        let opened = self
            .rtp
            .open(place, clear, text, &round_of(index), &datagram[len..]);
        opened.map_err(|_| Refused::Unauthentic)?;
        match known {
            Some(source) => source.note(index),
            None => enter(&mut self.sources, Source::new(ssrc, index))?,
        }
        Ok(len)
    }

    fn open_control(&mut self, datagram: &[u8]) -> Result<usize, Refused> {
        let ssrc = control_source(datagram).ok_or(Refused::Unauthentic)?;
        let tag_len = self.rtcp.tag_len();
        let len = whole(datagram, tag_len + CONTROL_INDEX_LEN, CONTROL_CLEAR)?;
        let (word, tag) = if self.rtcp.tag_covers_trailer() {
            datagram[len..].split_at(CONTROL_INDEX_LEN)
        } else {
            let (tag, word) = datagram[len..].split_at(tag_len);
            (word, tag)
        };
        let word: [u8; CONTROL_INDEX_LEN] = word.try_into().map_err(|_| Refused::Unauthentic)?;
        let number = u32::from_be_bytes(word);
        if number & CONTROL_ENCRYPTED == 0 {
            return Err(Refused::Unauthentic);
        }
        let index = u64::from(number & !CONTROL_ENCRYPTED);
        let known = self.control_sources.iter();
        let known = known.clone().position(|source| source.ssrc == ssrc);
        let known = known.and_then(|at| self.control_sources.get_mut(at));
        if known.as_ref().is_some_and(|source| !source.is_new(index)) {
            return Err(Refused::Replayed);
        }

        self.packet[..len].copy_from_slice(&datagram[..len]);
        let (clear, rest) = self.packet.split_at_mut(CONTROL_CLEAR);
        let text = &mut rest[..len - CONTROL_CLEAR];
        let place = Place { ssrc, index };
        let opened = if self.rtcp.tag_covers_trailer() {
            self.rtcp.open(place, clear, text, &word, tag)
        } else {
            let clear = control_clear(clear, word);
            self.rtcp.open(place, &clear, text, &[], tag)
        };
        opened.map_err(|_| Refused::Unauthentic)?;
        match known {
            Some(source) => source.note(index),
            None => enter(&mut self.control_sources, Source::new(ssrc, index))?,
        }
        Ok(len)
    }
}

/// Length of the packet in a datagram that ends with `overhead` bytes of protection.
fn whole(datagram: &[u8], overhead: usize, header_len: usize) -> Result<usize, Refused> {
    let len = datagram.len().checked_sub(overhead);
    len.filter(|len| (header_len..=MAX_PACKET).contains(len))
        .ok_or(Refused::Unauthentic)
}

/// One source more. The first of them that finds no room can only be refused: to forget another
/// one would let that be played again.
fn enter(sources: &mut Vec<Source>, source: Source) -> Result<(), Refused> {
    if sources.len() >= MAX_SOURCES {
        return Err(Refused::Replayed);
    }
    sources.push(source);
    Ok(())
}
