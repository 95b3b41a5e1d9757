//! Capture files: pcap and pcapng, one packet at a time.
//!
//! What a packet carries is read in `headers`. Whatever a file claims about its
//! lengths, no more than `MAX_BUFFER` bytes of it are held.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::time::Duration;

use pcap_parser::traits::{PcapNGPacketBlock, PcapReaderIterator};
use pcap_parser::{Block, InterfaceDescriptionBlock, PcapBlockOwned, PcapError, create_reader};
use thiserror::Error;

/// Bytes that are read at a time: many packets.
const BUFFER: usize = 256 * 1024;

/// Most bytes of a file that are held: more than any packet or block of a
/// capture that a program wrote. A longer one is a damaged length.
const MAX_BUFFER: usize = 16 * 1024 * 1024;

/// Bytes that tell the format; the header of a pcap file has as many.
const HEAD: usize = 24;

/// Most interfaces of a section: those of a large router, with room.
const MAX_INTERFACES: usize = 65_536;

/// Why a capture cannot be read, or not any further.
#[derive(Debug, Error)]
pub enum CaptureError {
    /// The file cannot be opened.
    #[error("cannot open {name}: {source}")]
    Open {
        /// The file.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// Reading failed.
    #[error("cannot read {name}: {source}")]
    Read {
        /// The file.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// The file begins like neither format.
    #[error(
        "{0} is no capture file: it begins like neither pcap nor pcapng; save the capture as one of these"
    )]
    NoCapture(String),
    /// The file stops in the middle of a packet.
    #[error(
        "{0} ends in the middle of a packet: the capture was cut off, what stands before is whole"
    )]
    CutOff(String),
    /// Something in the file makes no sense.
    #[error(
        "{name} is damaged {offset} bytes after its beginning; what stands before was read, the rest cannot be"
    )]
    Damaged {
        /// The file.
        name: String,
        /// Bytes before the damage.
        offset: usize,
    },
}

/// How a packet begins: the link type of the registry at tcpdump.org.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkType(pub u32);

/// One packet of a capture.
#[derive(Clone, Copy, Debug)]
pub struct CapturedPacket<'a> {
    /// When it was captured, since 1970-01-01 00:00 UTC.
    pub time: Duration,
    /// How `data` begins.
    pub link: LinkType,
    /// The packet, as much of it as was kept.
    pub data: &'a [u8],
}

/// Reads a capture from start to end.
pub struct CaptureReader {
    name: String,
    blocks: Box<dyn PcapReaderIterator + Send>,
    capacity: usize,
    /// Of the current section; a pcap file has one.
    interfaces: Vec<Interface>,
    /// The packet that was given out last.
    packet: Vec<u8>,
    ended: bool,
}

impl CaptureReader {
    /// Opens a file; `-` is standard input.
    ///
    /// # Errors
    /// [`CaptureError::Open`] if there is no such file or it may not be read;
    /// else as [`CaptureReader::new`].
    pub fn open(path: &Path) -> Result<Self, CaptureError> {
        if path.as_os_str() == "-" {
            return Self::new("standard input".to_owned(), io::stdin());
        }
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => Self::new(name, file),
            Err(source) => Err(CaptureError::Open { name, source }),
        }
    }

    /// Reads from `source`, which errors call `name`.
    ///
    /// # Errors
    /// [`CaptureError::NoCapture`] if it is none, [`CaptureError::Read`] if
    /// nothing can be read.
    pub fn new(name: String, mut source: impl Read + Send + 'static) -> Result<Self, CaptureError> {
        let head = match head(&mut source) {
            Ok(Some(head)) => head,
            Ok(None) => return Err(CaptureError::NoCapture(name)),
            Err(source) => return Err(CaptureError::Read { name, source }),
        };
        match create_reader(BUFFER, Cursor::new(head).chain(source)) {
            Ok(blocks) => Ok(Self {
                name,
                blocks,
                capacity: BUFFER,
                interfaces: Vec::new(),
                packet: Vec::new(),
                ended: false,
            }),
            Err(PcapError::ReadError) => Err(CaptureError::Read {
                name,
                source: io::Error::other("the file could not be read"),
            }),
            Err(_) => Err(CaptureError::NoCapture(name)),
        }
    }

    /// The next packet, `None` at the end. After an error there is none.
    ///
    /// # Errors
    /// [`CaptureError::CutOff`] or [`CaptureError::Damaged`] if the file cannot be
    /// read any further, [`CaptureError::Read`] if reading failed.
    pub fn next_packet(&mut self) -> Result<Option<CapturedPacket<'_>>, CaptureError> {
        let step = self.advance();
        self.ended = !matches!(step, Ok(Some(_)));
        Ok(step?.map(|(time, link)| CapturedPacket {
            time,
            link,
            data: &self.packet,
        }))
    }

    /// Moves the next packet into `packet`.
    fn advance(&mut self) -> Result<Option<(Duration, LinkType)>, CaptureError> {
        while !self.ended {
            let step = match self.blocks.next() {
                Ok((size, block)) => {
                    let found = take(block, &mut self.interfaces, &mut self.packet);
                    Step::Block(size, found)
                }
                Err(PcapError::Eof) => return Ok(None),
                Err(PcapError::Incomplete(_)) => Step::Refill,
                Err(PcapError::BufferTooSmall) => Step::Grow,
                Err(PcapError::UnexpectedEof) => Step::CutOff,
                Err(_) => Step::Damaged,
            };
            match step {
                Step::Block(size, found) => {
                    self.blocks.consume(size);
                    if found.is_some() {
                        return Ok(found);
                    }
                }
                Step::Refill => self.refill()?,
                Step::Grow => {
                    self.grow()?;
                    self.refill()?;
                }
                Step::CutOff if self.blocks.data().is_empty() => return Ok(None),
                Step::CutOff => return Err(CaptureError::CutOff(self.name.clone())),
                Step::Damaged => return Err(self.damaged()),
            }
        }
        Ok(None)
    }

    fn refill(&mut self) -> Result<(), CaptureError> {
        let before = self.blocks.data().len();
        if self.blocks.refill().is_err() {
            return Err(CaptureError::Read {
                name: self.name.clone(),
                source: io::Error::other("the file could not be read"),
            });
        }
        // Without room nothing was read, and nothing ever would be.
        if self.blocks.data().len() == before && !self.blocks.reader_exhausted() {
            self.grow()?;
        }
        Ok(())
    }

    fn grow(&mut self) -> Result<(), CaptureError> {
        self.capacity *= 2;
        if self.capacity > MAX_BUFFER || !self.blocks.grow(self.capacity) {
            return Err(self.damaged());
        }
        Ok(())
    }

    fn damaged(&self) -> CaptureError {
        CaptureError::Damaged {
            name: self.name.clone(),
            offset: self.blocks.consumed(),
        }
    }
}

/// What is to be done next, without a hold on the reader's buffer.
enum Step {
    Block(usize, Option<(Duration, LinkType)>),
    Refill,
    Grow,
    CutOff,
    Damaged,
}

/// Where packets were captured.
#[derive(Clone, Copy, Debug)]
struct Interface {
    link: LinkType,
    /// Units of its clock in a second.
    resolution: u64,
    /// Seconds to add to its clock.
    offset: i64,
}

impl Interface {
    fn of(description: &InterfaceDescriptionBlock<'_>) -> Self {
        Self {
            link: link_type(description.linktype.0),
            resolution: description.ts_resolution().unwrap_or(1_000_000).max(1),
            offset: description.if_tsoffset,
        }
    }

    fn time(&self, high: u32, low: u32) -> Duration {
        let units = u64::from(high) << 32 | u64::from(low);
        let seconds = (units / self.resolution).saturating_add_signed(self.offset);
        let rest = u128::from(units % self.resolution) * 1_000_000_000;
        // Below a second, so it fits.
        let nanos = (rest / u128::from(self.resolution)) as u32;
        Duration::new(seconds, nanos)
    }
}

/// The first bytes, enough for the reader to know the format; `None` if they are
/// those of no capture. From a pipe no more is awaited than is there.
fn head(source: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    /// Longest first block of a pcapng file: it holds a few lines of text.
    const MAX_SECTION_HEADER: u32 = 64 * 1024;

    let mut head = Vec::new();
    source.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let Some((&[a, b, c, d], rest)) = head.split_first_chunk::<4>() else {
        return Ok(None);
    };
    match [a, b, c, d] {
        [0xD4, 0xC3, 0xB2, 0xA1]
        | [0xA1, 0xB2, 0xC3, 0xD4]
        | [0x4D, 0x3C, 0xB2, 0xA1]
        | [0xA1, 0xB2, 0x3C, 0x4D]
        | [0x34, 0xCD, 0xB2, 0xA1]
        | [0xA1, 0xB2, 0xCD, 0x34] => Ok(Some(head)),
        [0x0A, 0x0D, 0x0D, 0x0A] => {
            let Some((length, order)) = rest.split_first_chunk::<4>() else {
                return Ok(None);
            };
            let length = match order.first_chunk::<4>() {
                Some([0x4D, 0x3C, 0x2B, 0x1A]) => u32::from_le_bytes(*length),
                Some([0x1A, 0x2B, 0x3C, 0x4D]) => u32::from_be_bytes(*length),
                _ => return Ok(None),
            };
            if length > MAX_SECTION_HEADER {
                return Ok(None);
            }
            let missing = u64::from(length).saturating_sub(head.len() as u64);
            source.by_ref().take(missing).read_to_end(&mut head)?;
            Ok(Some(head))
        }
        _ => Ok(None),
    }
}

/// Takes note of a block; a packet's data go to `packet`.
fn take(
    block: PcapBlockOwned<'_>,
    interfaces: &mut Vec<Interface>,
    packet: &mut Vec<u8>,
) -> Option<(Duration, LinkType)> {
    match block {
        PcapBlockOwned::LegacyHeader(header) => {
            interfaces.push(Interface {
                link: link_type(header.network.0),
                resolution: if header.is_nanosecond_precision() {
                    1_000_000_000
                } else {
                    1_000_000
                },
                offset: 0,
            });
            None
        }
        PcapBlockOwned::Legacy(block) => {
            let interface = interfaces.first()?;
            keep(packet, block.data);
            let fraction = u64::from(block.ts_usec) * (1_000_000_000 / interface.resolution);
            let time = Duration::from_secs(block.ts_sec.into()) + Duration::from_nanos(fraction);
            Some((time, interface.link))
        }
        PcapBlockOwned::NG(Block::SectionHeader(_)) => {
            interfaces.clear();
            None
        }
        PcapBlockOwned::NG(Block::InterfaceDescription(description)) => {
            if interfaces.len() < MAX_INTERFACES {
                interfaces.push(Interface::of(&description));
            }
            None
        }
        PcapBlockOwned::NG(Block::EnhancedPacket(block)) => {
            let interface = interfaces.get(usize::try_from(block.if_id).ok()?)?;
            keep(packet, block.packet_data());
            Some((interface.time(block.ts_high, block.ts_low), interface.link))
        }
        PcapBlockOwned::NG(Block::SimplePacket(block)) => {
            let interface = interfaces.first()?;
            keep(packet, block.packet_data());
            // Simple packets have no time.
            Some((Duration::ZERO, interface.link))
        }
        PcapBlockOwned::NG(_) => None,
    }
}

fn keep(packet: &mut Vec<u8>, data: &[u8]) {
    packet.clear();
    packet.extend_from_slice(data);
}

/// The link type without what else some writers put into the field's upper bits.
fn link_type(field: i32) -> LinkType {
    LinkType(field.cast_unsigned() & 0xFFFF)
}
