//! The blocks of a pcapng file with one Ethernet interface.

use std::time::{Duration, SystemTime};

/// Section header and interface description: Ethernet, microseconds.
pub(crate) fn file_start() -> Vec<u8> {
    let mut section = 0x1A2B_3C4D_u32.to_le_bytes().to_vec();
    // Version 1.0, a section of unknown length.
    section.extend_from_slice(&[1, 0, 0, 0]);
    section.extend_from_slice(&[0xFF; 8]);
    let mut start = block(0x0A0D_0D0A, &section);
    // Link type Ethernet, no limit to a packet.
    start.extend_from_slice(&block(1, &[1, 0, 0, 0, 0, 0, 0, 0]));
    start
}

/// An enhanced packet block; a comment says what a reader should know of this place.
pub(crate) fn packet_block(packet: &[u8], at: SystemTime, comment: Option<&str>) -> Vec<u8> {
    let since = at.duration_since(SystemTime::UNIX_EPOCH);
    // The lower 64 bits last for half a million years.
    let micros = since.unwrap_or(Duration::ZERO).as_micros() as u64;
    // A packet is at most what IP has a length for.
    let length = packet.len() as u32;
    let mut body = Vec::with_capacity(24 + packet.len());
    for field in [0, (micros >> 32) as u32, micros as u32, length, length] {
        body.extend_from_slice(&field.to_le_bytes());
    }
    body.extend_from_slice(packet);
    body.resize(body.len().next_multiple_of(4), 0);
    // A comment longer than its length field is none of ours.
    if let Some((comment, length)) =
        comment.and_then(|text| Some((text, u16::try_from(text.len()).ok()?)))
    {
        const COMMENT: u16 = 1;
        body.extend_from_slice(&COMMENT.to_le_bytes());
        body.extend_from_slice(&length.to_le_bytes());
        body.extend_from_slice(comment.as_bytes());
        body.resize(body.len().next_multiple_of(4), 0);
        // The end of the options.
        body.extend_from_slice(&[0; 4]);
    }
    block(6, &body)
}

/// A block: its type, its length, its body (a multiple of 4 bytes), its length again.
fn block(kind: u32, body: &[u8]) -> Vec<u8> {
    let length = (12 + body.len() as u32).to_le_bytes();
    [&kind.to_le_bytes()[..], &length, body, &length].concat()
}
