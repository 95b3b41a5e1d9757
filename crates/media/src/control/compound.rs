//! Compound packets on the wire: what a session writes into one, and what it looks for in one.
//!
//! Reports and their blocks go through the `rtcp` crate. The packets of a compound, and the blocks
//! of an extended report, are measured here: types that a phone has no use for are stepped over
//! instead of being read, and nothing is allocated.

use rtcp::extended_report::VoIPMetricsReportBlock;
use rtcp::header::{Header, PacketType};
use rtcp::reception_report::ReceptionReport;
use webrtc_util::marshal::{Marshal, Unmarshal};

/// Longest compound that is written, bytes: a sender report with one block, a description with the
/// longest name, an extended report with two blocks, a goodbye.
pub(super) const MAX_COMPOUND: usize = 28 + 24 + 268 + 8 + 16 + 36 + 8;

/// Bytes of a packet's header, and of a source's number.
const WORD: usize = 4;

/// Blocks of a receiver's reference time and of the delay since the last one (RFC 3611, 4.4, 4.5).
const REFERENCE_TIME: u8 = 4;
const DELAY_SINCE: u8 = 5;
const VOIP_METRICS: u8 = 7;

/// One thing that a compound says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// A sender's own report: its source and its NTP time.
    SenderReport { ssrc: u32, ntp: u64 },
    /// A receiver's report has begun.
    ReceiverReport { ssrc: u32 },
    /// What the reporter has received of a source.
    Block(ReceptionReport),
    /// Sources have left.
    Goodbye,
    /// The peer sends extended reports.
    Extended,
    /// The peer tells its time, for an answer.
    ReferenceTime { ssrc: u32, ntp: u64 },
    /// An answer to our reference time for a source: LRR and DLRR.
    DelaySince { ssrc: u32, lrr: u32, dlrr: u32 },
    /// How the peer hears a source.
    VoipMetrics(VoIPMetricsReportBlock),
}

/// A compound that is no compound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// Reads a compound from its beginning to its end.
pub(super) fn read(mut rest: &[u8], mut tell: impl FnMut(Said)) -> Result<(), Malformed> {
    let mut first = true;
    while !rest.is_empty() {
        let header = Header::unmarshal(&mut &*rest).map_err(|_| Malformed)?;
        let length = WORD * (usize::from(header.length) + 1);
        let (packet, after) = rest.split_at_checked(length).ok_or(Malformed)?;
        let body = &packet[WORD..];
        let count = usize::from(header.count);
        match header.packet_type {
            PacketType::SenderReport => {
                let ssrc = word(body, 0).ok_or(Malformed)?;
                let ntp = long(body, WORD).ok_or(Malformed)?;
                tell(Said::SenderReport { ssrc, ntp });
                blocks(body.get(24..).ok_or(Malformed)?, count, &mut tell)?;
            }
            PacketType::ReceiverReport => {
                let ssrc = word(body, 0).ok_or(Malformed)?;
                tell(Said::ReceiverReport { ssrc });
                blocks(&body[WORD..], count, &mut tell)?;
            }
            // A compound begins with a report (RFC 3550, 6.1 and A.2).
            _ if first => return Err(Malformed),
            PacketType::Goodbye => tell(Said::Goodbye),
            PacketType::ExtendedReport => {
                let ssrc = word(body, 0).ok_or(Malformed)?;
                tell(Said::Extended);
                extended(ssrc, &body[WORD..], &mut tell)?;
            }
            _ => {}
        }
        first = false;
        rest = after;
    }
    if first { Err(Malformed) } else { Ok(()) }
}

fn blocks(mut rest: &[u8], count: usize, tell: &mut impl FnMut(Said)) -> Result<(), Malformed> {
    for _ in 0..count {
        let block = ReceptionReport::unmarshal(&mut rest).map_err(|_| Malformed)?;
        tell(Said::Block(block));
    }
    Ok(())
}

fn extended(ssrc: u32, mut rest: &[u8], tell: &mut impl FnMut(Said)) -> Result<(), Malformed> {
    while let Some(&[kind, _, high, low]) = rest.first_chunk::<WORD>() {
        let length = WORD * (usize::from(u16::from_be_bytes([high, low])) + 1);
        let (block, after) = rest.split_at_checked(length).ok_or(Malformed)?;
        let body = &block[WORD..];
        match kind {
            REFERENCE_TIME => {
                let ntp = long(body, 0).ok_or(Malformed)?;
                tell(Said::ReferenceTime { ssrc, ntp });
            }
            DELAY_SINCE => {
                for part in body.chunks_exact(3 * WORD) {
                    if let (Some(ssrc), Some(lrr), Some(dlrr)) =
                        (word(part, 0), word(part, WORD), word(part, 2 * WORD))
                    {
                        tell(Said::DelaySince { ssrc, lrr, dlrr });
                    }
                }
            }
            VOIP_METRICS => {
                let metrics =
                    VoIPMetricsReportBlock::unmarshal(&mut &*block).map_err(|_| Malformed)?;
                tell(Said::VoipMetrics(metrics));
            }
            _ => {}
        }
        rest = after;
    }
    Ok(())
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk::<WORD>()?;
    Some(u32::from_be_bytes(*four))
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_be_bytes(*eight))
}

/// A compound that is being written.
#[derive(Debug)]
pub(super) struct Writer {
    bytes: [u8; MAX_COMPOUND],
    length: usize,
}

impl Writer {
    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; MAX_COMPOUND],
            length: 0,
        }
    }

    /// Begins a compound.
    pub(super) fn clear(&mut self) {
        self.length = 0;
    }

    /// Adds a packet or a part of one. What has no room is left out, which `MAX_COMPOUND` prevents.
    pub(super) fn add(&mut self, part: &impl Marshal) {
        let written = part.marshal_to(&mut self.bytes[self.length..]);
        debug_assert!(written.is_ok(), "a compound has room for all its parts");
        self.length += written.unwrap_or(0);
    }

    /// Adds bytes as they are.
    pub(super) fn add_bytes(&mut self, bytes: &[u8]) {
        if let Some(room) = self.bytes.get_mut(self.length..self.length + bytes.len()) {
            room.copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }

    /// Begins an extended report whose blocks, added next, have so many bytes together.
    pub(super) fn begin_extended(&mut self, ssrc: u32, blocks: usize) {
        self.add_header(PacketType::ExtendedReport, 0, WORD + blocks);
        self.add_bytes(&ssrc.to_be_bytes());
    }

    /// The delay since a peer's reference time, as a block of an extended report.
    pub(super) fn add_delay_since(&mut self, ssrc: u32, lrr: u32, dlrr: u32) {
        self.add_bytes(&[DELAY_SINCE, 0, 0, 3]);
        for word in [ssrc, lrr, dlrr] {
            self.add_bytes(&word.to_be_bytes());
        }
    }

    /// This source leaves.
    pub(super) fn add_goodbye(&mut self, ssrc: u32) {
        self.add_header(PacketType::Goodbye, 1, WORD);
        self.add_bytes(&ssrc.to_be_bytes());
    }

    fn add_header(&mut self, packet_type: PacketType, count: u8, body: usize) {
        self.add(&Header {
            padding: false,
            count,
            packet_type,
            // Bounded by MAX_COMPOUND.
            length: (body / WORD) as u16,
        });
    }

    /// The compound.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Bytes of a block with the delay since a reference time.
pub(super) const DELAY_SINCE_LEN: usize = 16;

/// Bytes of a block with the metrics of a call.
pub(super) const VOIP_METRICS_LEN: usize = 36;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_compound_that_begins_with_no_report_is_none() {
        let mut writer = Writer::new();
        writer.add_goodbye(7);
        assert_eq!(read(writer.bytes(), |_| {}), Err(Malformed));
        assert_eq!(read(&[], |_| {}), Err(Malformed));
    }

    #[test]
    fn types_without_use_are_stepped_over() {
        // An empty receiver report, an application's packet, a goodbye.
        let compound = [
            &[0x80, 201, 0, 1, 0, 0, 0, 9][..],
            &[0x80, 204, 0, 2, 0, 0, 0, 9, b'n', b'a', b'm', b'e'],
            &[0x81, 203, 0, 1, 0, 0, 0, 9],
        ]
        .concat();
        let mut said = Vec::new();
        assert_eq!(read(&compound, |one| said.push(one)), Ok(()));
        assert_eq!(said, [Said::ReceiverReport { ssrc: 9 }, Said::Goodbye]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            kind in 200u8..208,
            count in 0u8..32,
        ) {
            let _either = read(&bytes, |_| {});
            let mut compound = vec![0x80, 201, 0, 1, 0, 0, 0, 9, 0x80 | count, kind, 0];
            compound.push((bytes.len() / 4) as u8);
            compound.extend(&bytes[..bytes.len() / 4 * 4]);
            let _either = read(&compound, |_| {});
        }
    }
}
