//! Any bytes whatsoever: no panic, and what was read is written again.

mod recorded;

use proptest::prelude::*;
use sccp::*;

/// Reads a stream in pieces and checks each packet.
fn take_in(pieces: &[&[u8]], version: ProtocolVersion) -> usize {
    let mut reader = FrameReader::new();
    let mut taken = 0;
    for piece in pieces {
        reader.push(piece);
        for frame in reader.by_ref() {
            let Ok(frame) = frame else {
                return taken;
            };
            taken += 1;
            if let Ok(packet) = Packet::decode(&frame, version) {
                writes_what_it_read(&frame, &packet, version);
            }
        }
        assert!(reader.pending() < MAX_LENGTH as usize + 8);
    }
    taken
}

/// Same length, same bytes but for what stood after the NUL of a text, and a
/// second reading finds nothing new.
fn writes_what_it_read(frame: &RawFrame, packet: &Packet, version: ProtocolVersion) {
    let again = packet.to_frame();
    assert_eq!(again.body.len(), frame.body.len(), "{packet}");
    assert_eq!(again.header_version, frame.header_version);
    assert_eq!(again.message_id, frame.message_id);
    // Only text ends are cleared, so every byte is the same or zero.
    for (now, before) in again.body.iter().zip(&frame.body) {
        assert!(now == before || *now == 0, "{packet}");
    }
    let second = Packet::decode(&again, version).expect("as long as before");
    assert_eq!(&second, packet);
    assert_eq!(second.to_frame(), again);
    // The texts for people are made without a panic, too.
    let _ = packet.trace().with_digits().to_string();
    let _ = format!("{packet:?}");
}

fn versions() -> impl Strategy<Value = ProtocolVersion> {
    (3u8..=22).prop_map(ProtocolVersion::new)
}

fn ids() -> impl Strategy<Value = u32> {
    let known: Vec<u32> = MESSAGES.iter().map(|kind| kind.id).collect();
    prop_oneof![9 => prop::sample::select(known), 1 => any::<u32>()]
}

/// Bodies of zeroes, of noise, and of noise with many zeroes.
fn bodies() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![3 => Just(0u8), 2 => 0u8..20, 1 => any::<u8>()];
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..900),
        prop::collection::vec(byte, 0..900),
        (0usize..2600).prop_map(|size| vec![0; size]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_bodies_are_read_and_written(
        id in ids(), header_version in prop_oneof![Just(0), 0u32..40, any::<u32>()],
        body in bodies(), version in versions(),
    ) {
        let frame = RawFrame { header_version, message_id: id, body };
        prop_assert_eq!(take_in(&[&frame.to_bytes()], version), 1);
    }

    #[test]
    fn random_streams_end_in_an_error_or_in_frames(
        bytes in prop::collection::vec(any::<u8>(), 0..200), version in versions(),
        at in 0usize..200,
    ) {
        let (head, tail) = bytes.split_at(at.min(bytes.len()));
        take_in(&[head, tail], version);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn mutated_frames_are_read_and_written(
        which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
        end in prop::option::of(any::<prop::sample::Index>()), version in versions(),
    ) {
        let frames = recorded::all();
        let mut bytes = which.get(&frames).bytes.clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        // Half of them also end early, with the length set right.
        if let Some(end) = end {
            let length = end.index(bytes.len() - 11) + 12;
            bytes.truncate(length);
            bytes[..4].copy_from_slice(&(length as u32 - 8).to_le_bytes());
            prop_assert_eq!(take_in(&[&bytes], version), 1);
        } else {
            take_in(&[&bytes], version);
        }
    }
}

#[test]
fn a_length_from_the_network_allocates_nothing() {
    // Each of these announces four gigabytes inside a small body.
    for (id, at, size) in [
        (0x0023, 60, 64),
        (0x002E, 16, 20),
        (0x013F, 16, 40),
        (0x0010, 0, 4),
    ] {
        let mut body = vec![0; size];
        body[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        let frame = RawFrame {
            header_version: 0,
            message_id: id,
            body,
        };
        let packet = Packet::decode(&frame, ProtocolVersion::new(11)).expect("long enough");
        assert_eq!(packet.to_frame(), frame, "0x{id:04X}");
    }
}

#[test]
fn too_short_a_body_names_the_message_and_both_sizes() {
    let frame = RawFrame {
        header_version: 0,
        message_id: 0x0022,
        body: vec![0; 15],
    };
    let error = Packet::decode(&frame, ProtocolVersion::NEWEST).expect_err("one byte is missing");
    assert_eq!(
        error.to_string(),
        "the peer sent OpenReceiveChannelAck with a body of 15 bytes, which needs at least 16; \
         the frame is skipped"
    );
}
