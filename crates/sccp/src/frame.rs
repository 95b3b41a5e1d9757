//! Frames: the 12-byte header and a body, cut out of a TCP stream.
//!
//! This is not the place for messages: a frame's body is opaque here.
//! Source: the reference, section 1.

use thiserror::Error;

/// Bytes before the body: `length`, `headerVersion` and `messageId`, each a
/// little-endian `u32`.
pub const HEADER_BYTES: usize = 12;

/// Largest value of the `length` field that is taken for a frame.
///
/// The largest frame of any source is LocationInfo with 2408; old servers stop
/// at 2 to 5 kB. More than three times that is not SCCP but another protocol on
/// the same port, and it bounds what one peer can make us hold.
pub const MAX_LENGTH: u32 = 8192;

/// The `length` field counts from the message id on, so it is never below 4.
const MIN_LENGTH: u32 = 4;

/// One frame: header fields and an uninterpreted body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawFrame {
    /// The `headerVersion` field: 0, or the protocol version from 10 on.
    pub header_version: u32,
    /// The `messageId` field.
    pub message_id: u32,
    /// Everything after the message id.
    pub body: Vec<u8>,
}

impl RawFrame {
    /// The frame as bytes, header included. The body is not padded.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER_BYTES + self.body.len());
        put_header(&mut bytes, self.header_version, self.message_id);
        bytes.extend_from_slice(&self.body);
        set_length(&mut bytes, 0);
        bytes
    }
}

/// Appends a header whose length is still open; [`set_length`] fills it in.
pub(crate) fn put_header(bytes: &mut Vec<u8>, header_version: u32, message_id: u32) {
    bytes.extend_from_slice(&0u32.to_le_bytes());
    bytes.extend_from_slice(&header_version.to_le_bytes());
    bytes.extend_from_slice(&message_id.to_le_bytes());
}

/// Writes the length of the frame that starts at `start` and ends with `bytes`.
pub(crate) fn set_length(bytes: &mut [u8], start: usize) {
    let length = (bytes.len() - start).saturating_sub(8);
    // A body is at most a few kilobytes; one past u32 cannot be built.
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    if let Some(field) = bytes.get_mut(start..start + 4) {
        field.copy_from_slice(&length.to_le_bytes());
    }
}

/// Why a stream cannot be cut into frames any further. There is no way to find
/// the next frame after this: close the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FrameError {
    /// The length field does not even cover the message id.
    #[error(
        "the peer sent a frame of length {0}, but the shortest SCCP frame has 4; is this an SCCP port?"
    )]
    TooShort(u32),
    /// The length field is beyond [`MAX_LENGTH`].
    #[error(
        "the peer sent a frame of length {0}, but no SCCP frame is longer than {MAX_LENGTH}; is this an SCCP port?"
    )]
    TooLong(u32),
}

/// Cuts a byte stream into frames, in whatever pieces it arrives.
///
/// Push what was received, then take frames until there are none. It holds at
/// most one unfinished frame besides what was pushed last. After an error it
/// gives nothing more.
#[derive(Clone, Debug, Default)]
pub struct FrameReader {
    buffer: Vec<u8>,
    /// Bytes at the front of `buffer` that were given out already.
    taken: usize,
    broken: bool,
}

impl FrameReader {
    /// A reader at the start of a stream.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in received bytes; [`Iterator::next`] gives the frames in them.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.broken {
            return;
        }
        if self.taken > 0 {
            self.buffer.drain(..self.taken);
            self.taken = 0;
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// Bytes of an unfinished frame that are held back.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.buffer.len() - self.taken
    }

    fn cut(&mut self) -> Option<Result<RawFrame, FrameError>> {
        let rest = self.buffer.get(self.taken..)?;
        let length = u32_at(rest, 0)?;
        if !(MIN_LENGTH..=MAX_LENGTH).contains(&length) {
            self.broken = true;
            self.buffer = Vec::new();
            self.taken = 0;
            return Some(Err(if length < MIN_LENGTH {
                FrameError::TooShort(length)
            } else {
                FrameError::TooLong(length)
            }));
        }
        // At most MAX_LENGTH, so this fits any usize.
        let total = 8 + length as usize;
        let frame = rest.get(..total)?;
        let raw = RawFrame {
            header_version: u32_at(frame, 4)?,
            message_id: u32_at(frame, 8)?,
            body: frame.get(HEADER_BYTES..)?.to_vec(),
        };
        self.taken += total;
        Some(Ok(raw))
    }
}

impl Iterator for FrameReader {
    type Item = Result<RawFrame, FrameError>;

    /// The next complete frame; `None` until more bytes are pushed.
    fn next(&mut self) -> Option<Self::Item> {
        self.cut()
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let field = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes([field[0], field[1], field[2], field[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEEP_ALIVE: [u8; 12] = [4, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0];

    fn errors(bytes: &[u8]) -> Option<Result<RawFrame, FrameError>> {
        let mut reader = FrameReader::new();
        reader.push(bytes);
        reader.next()
    }

    #[test]
    fn waits_until_a_frame_is_whole() {
        let mut reader = FrameReader::new();
        for byte in &KEEP_ALIVE[..11] {
            reader.push(&[*byte]);
            assert_eq!(reader.next(), None);
        }
        assert_eq!(reader.pending(), 11);
        reader.push(&KEEP_ALIVE[11..]);
        let frame = RawFrame {
            header_version: 0,
            message_id: 0x100,
            body: vec![],
        };
        assert_eq!(reader.next(), Some(Ok(frame.clone())));
        assert_eq!(reader.next(), None);
        assert_eq!(reader.pending(), 0);
        assert_eq!(frame.to_bytes(), KEEP_ALIVE);
    }

    #[test]
    fn gives_several_frames_of_one_segment() {
        let mut reader = FrameReader::new();
        reader.push(&KEEP_ALIVE.repeat(7));
        assert_eq!(reader.by_ref().filter(Result::is_ok).count(), 7);
    }

    #[test]
    fn refuses_a_length_as_soon_as_it_stands_there() {
        assert_eq!(errors(&[3, 0, 0, 0]), Some(Err(FrameError::TooShort(3))));
        assert_eq!(errors(&[0, 0, 0, 0]), Some(Err(FrameError::TooShort(0))));
        assert_eq!(errors(&[1, 32, 0, 0]), Some(Err(FrameError::TooLong(8193))));
        assert_eq!(
            errors(b"GET / HTTP/1.1"),
            Some(Err(FrameError::TooLong(0x2054_4547)))
        );
        assert_eq!(
            errors(&[0, 32, 0, 0]),
            None,
            "the longest one is waited for"
        );
    }

    #[test]
    fn gives_nothing_more_after_an_error() {
        let mut reader = FrameReader::new();
        reader.push(&[0; 4]);
        assert!(reader.next().is_some_and(|frame| frame.is_err()));
        reader.push(&KEEP_ALIVE);
        assert_eq!(reader.next(), None);
        assert_eq!(reader.pending(), 0, "and holds nothing");
    }
}
