//! Frames out of a captured stream, also of one that is joined in the middle.
//!
//! A live connection uses `sccp::FrameReader` alone. A capture may begin in the
//! middle of a frame or miss a segment: then the next place that looks like the
//! header of a frame is searched for.

use sccp::{Direction, FrameError, FrameReader, HEADER_BYTES, MAX_LENGTH, MessageKind, RawFrame};

/// Bytes that are held while the next frame is searched for: the longest frame
/// and the header after it, which confirms it.
const MAX_HELD: usize = MAX_LENGTH as usize + 8 + HEADER_BYTES;

/// What comes out of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Framed {
    /// A frame.
    Frame(RawFrame),
    /// So many bytes that belong to no whole frame.
    Skipped(usize),
    /// The bytes are no SCCP any more.
    Broken(FrameError),
}

/// The frames of one direction.
#[derive(Debug)]
pub struct FrameStream {
    direction: Direction,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Frame follows frame.
    Synced(FrameReader),
    /// The bytes before the next frame, as far as they may be its beginning.
    Searching { held: Vec<u8>, skipped: usize },
}

impl FrameStream {
    /// A stream from its start.
    #[must_use]
    pub fn from_start(direction: Direction) -> Self {
        Self {
            direction,
            state: State::Synced(FrameReader::new()),
        }
    }

    /// A stream that is joined somewhere.
    #[must_use]
    pub const fn from_middle(direction: Direction) -> Self {
        Self {
            direction,
            state: State::Searching {
                held: Vec::new(),
                skipped: 0,
            },
        }
    }

    /// Something is missing here: search for the next frame. Gives how many bytes
    /// of an unfinished frame are lost with it.
    pub fn interrupt(&mut self) -> usize {
        let before = std::mem::replace(self, Self::from_middle(self.direction));
        match before.state {
            State::Synced(reader) => reader.pending(),
            State::Searching { held, skipped } => held.len() + skipped,
        }
    }

    /// Takes the bytes of a segment.
    pub fn push(&mut self, bytes: &[u8], give: &mut impl FnMut(Framed)) {
        match &mut self.state {
            State::Synced(reader) => reader.push(bytes),
            State::Searching { held, skipped } => {
                let Some((before, mut reader)) = search(held, bytes, self.direction) else {
                    let surplus = held.len().saturating_sub(MAX_HELD);
                    held.drain(..surplus);
                    *skipped += surplus;
                    return;
                };
                let skipped = *skipped + before.skipped;
                reader.push(&before.rest);
                if skipped > 0 {
                    give(Framed::Skipped(skipped));
                }
                self.state = State::Synced(reader);
            }
        }
        let State::Synced(reader) = &mut self.state else {
            return;
        };
        for frame in reader.by_ref() {
            match frame {
                Ok(frame) => give(Framed::Frame(frame)),
                Err(error) => {
                    give(Framed::Broken(error));
                    self.interrupt();
                    return;
                }
            }
        }
    }
}

/// Where a search ended.
struct Found {
    skipped: usize,
    rest: Vec<u8>,
}

/// Searches for a frame in what is held and a new segment. Without one, `held`
/// keeps everything.
fn search(
    held: &mut Vec<u8>,
    segment: &[u8],
    direction: Direction,
) -> Option<(Found, FrameReader)> {
    // Senders begin segments with frames, nearly always.
    if begins_frame(segment, direction, Evidence::SegmentStart) {
        let found = Found {
            skipped: held.len(),
            rest: segment.to_vec(),
        };
        held.clear();
        return Some((found, FrameReader::new()));
    }
    held.extend_from_slice(segment);
    let at =
        (0..held.len()).find(|&at| begins_frame(&held[at..], direction, Evidence::BytesAlone))?;
    let found = Found {
        skipped: at,
        rest: held.split_off(at),
    };
    held.clear();
    Some((found, FrameReader::new()))
}

/// What speaks for a frame besides its header.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    /// A segment begins here.
    SegmentStart,
    /// Nothing: what follows has to confirm it.
    BytesAlone,
}

/// Whether these bytes begin with a frame.
fn begins_frame(bytes: &[u8], direction: Direction, evidence: Evidence) -> bool {
    let Some(length) = plausible(bytes, direction) else {
        return false;
    };
    let next = bytes.get(length..).unwrap_or_default();
    if next.len() >= HEADER_BYTES {
        return plausible(next, direction).is_some();
    }
    match evidence {
        Evidence::SegmentStart => true,
        // The end of a frame and of a segment at once is a sign as well, but a
        // few zeros and a four look like a KeepAlive.
        Evidence::BytesAlone => bytes.len() == length && length > HEADER_BYTES,
    }
}

/// The length in bytes of the frame whose header this is, if it may be one.
fn plausible(bytes: &[u8], direction: Direction) -> Option<usize> {
    let field = |at: usize| {
        let field = bytes.get(at..)?.first_chunk::<4>()?;
        Some(u32::from_le_bytes(*field))
    };
    let (length, header_version, message_id) = (field(0)?, field(4)?, field(8)?);
    if length > MAX_LENGTH || !matches!(header_version, 0 | 10..=32) {
        return None;
    }
    let kind = MessageKind::find(message_id)?;
    if kind.direction != Direction::Both && kind.direction != direction {
        return None;
    }
    // At most MAX_LENGTH, so this fits any usize.
    let body = (length as usize).checked_sub(4)?;
    (body >= kind.min_size).then_some(HEADER_BYTES + body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sccp::{CallState, CallStateCode, KeepAliveAck, Packet, ProtocolVersion, SetLamp};

    /// Bytes of the first of them.
    const SET_LAMP: usize = 24;

    fn frames() -> Vec<u8> {
        let version = ProtocolVersion::new(17);
        let state = CallState {
            call_state: CallStateCode::CONNECTED,
            line_instance: 1,
            call_reference: 9,
            ..Default::default()
        };
        let mut bytes = Packet::new(SetLamp::default(), version).encode();
        Packet::new(state, version).encode_into(&mut bytes);
        Packet::new(KeepAliveAck {}, version).encode_into(&mut bytes);
        bytes
    }

    /// Ids of the frames, and what was skipped before them.
    fn read(stream: &mut FrameStream, segments: &[&[u8]]) -> (Vec<u32>, usize) {
        let (mut ids, mut skipped) = (Vec::new(), 0);
        for segment in segments {
            stream.push(segment, &mut |framed| match framed {
                Framed::Frame(frame) => ids.push(frame.message_id),
                Framed::Skipped(bytes) => skipped += bytes,
                Framed::Broken(_) => ids.push(u32::MAX),
            });
        }
        (ids, skipped)
    }

    #[test]
    fn joins_at_the_next_frame_wherever_it_begins() {
        let bytes = frames();
        for cut in 1..SET_LAMP {
            let mut stream = FrameStream::from_middle(Direction::ToStation);
            let (ids, skipped) = read(&mut stream, &[&bytes[cut..]]);
            assert_eq!(ids, [0x0111, 0x0100], "cut off {cut} bytes");
            assert_eq!(skipped, SET_LAMP - cut);
        }
    }

    #[test]
    fn joins_at_a_segment_that_begins_with_a_frame() {
        let bytes = frames();
        let mut stream = FrameStream::from_middle(Direction::ToStation);
        let (ids, skipped) = read(
            &mut stream,
            &[&bytes[5..SET_LAMP], &bytes[SET_LAMP..40], &bytes[40..]],
        );
        assert_eq!(ids, [0x0111, 0x0100]);
        assert_eq!(skipped, SET_LAMP - 5);
    }

    #[test]
    fn never_joins_another_protocol() {
        let mut stream = FrameStream::from_middle(Direction::ToServer);
        let text = b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n".repeat(1000);
        assert!(read(&mut stream, &[&text, &[0; 4000]]).0.is_empty());
        assert!(stream.interrupt() > 4000, "all of it is told as lost");
    }

    #[test]
    fn searches_on_after_bytes_that_are_no_frame() {
        let bytes = frames();
        let mut stream = FrameStream::from_start(Direction::ToStation);
        let (ids, _) = read(&mut stream, &[b"garbage, not a frame", &bytes]);
        assert_eq!(ids, [u32::MAX, 0x0086, 0x0111, 0x0100]);
    }
}
