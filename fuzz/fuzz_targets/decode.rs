//! Bytes in pieces → frames → packets → the same bytes and a line of text.
//!
//! The first byte of the input is the agreed version, the second the size of
//! the pieces; the rest is what the peer sent.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sccp::{FrameReader, MAX_LENGTH, Packet, ProtocolVersion, RawFrame};

fuzz_target!(|input: &[u8]| {
    let [version, size, stream @ ..] = input else {
        return;
    };
    let version = ProtocolVersion::new(version % 23);
    let mut reader = FrameReader::new();
    for piece in stream.chunks(usize::from(*size).max(1)) {
        reader.push(piece);
        for frame in reader.by_ref() {
            let Ok(frame) = frame else {
                return;
            };
            if let Ok(packet) = Packet::decode(&frame, version) {
                writes_what_it_read(&frame, &packet, version);
            }
        }
        assert!(
            reader.pending() < MAX_LENGTH as usize + 8,
            "one unfinished frame is held"
        );
    }
});

fn writes_what_it_read(frame: &RawFrame, packet: &Packet, version: ProtocolVersion) {
    let again = packet.to_frame();
    assert_eq!(again.header_version, frame.header_version);
    assert_eq!(again.message_id, frame.message_id);
    assert_eq!(again.body.len(), frame.body.len(), "{packet}");
    // What follows the NUL of a text is cleared, nothing else changes.
    for (now, before) in again.body.iter().zip(&frame.body) {
        assert!(now == before || *now == 0, "{packet}");
    }
    let second = Packet::decode(&again, version).expect("as long as before");
    assert_eq!(&second, packet, "read again");
    assert_eq!(second.to_frame(), again, "written again");
    assert!(!packet.trace().with_digits().to_string().is_empty());
}
