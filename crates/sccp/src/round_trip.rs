//! What holds for every declared message, without naming one.

use proptest::prelude::*;

use crate::sample::Chance;
use crate::{
    Direction, FrameReader, MESSAGES, Message, MessageKind, Packet, ProtocolVersion, Value,
};

fn fields(message: &Message) -> Vec<(&'static str, Value)> {
    match message.value() {
        Value::Struct(fields) => fields,
        other => panic!("a message is a struct, not {other:?}"),
    }
}

fn decode(bytes: &[u8], version: ProtocolVersion) -> Packet {
    let mut reader = FrameReader::new();
    reader.push(bytes);
    let frame = reader.next().expect("a whole frame").expect("a good frame");
    assert_eq!(reader.pending(), 0, "the length field is right");
    Packet::decode(&frame, version).expect("our own frame is long enough")
}

/// Whether the field's content depends on the version in its own type.
fn changes_inside(name: &str, version: u8) -> bool {
    name == "vidCaps" && version < 16
}

fn comes_back(message: &Message, version: ProtocolVersion) {
    let packet = Packet::new(message.clone(), version);
    let bytes = packet.encode();
    assert_eq!(bytes.len() % 4, 0, "{packet} is padded");
    let back = decode(&bytes, version);
    let kind = MessageKind::find(message.id()).expect("a declared message");
    let sent = fields(message);
    let got = fields(&back.message);
    assert_eq!(sent.len(), kind.fields.len());
    for ((declared, (name, sent)), (_, got)) in kind.fields.iter().zip(sent).zip(got) {
        assert_eq!(declared.name, name);
        if !(declared.since..=declared.until).contains(&version.number()) {
            assert!(
                got.is_blank(),
                "{version}: {name} is not in this layout: {packet}"
            );
        } else if !changes_inside(name, version.number()) {
            assert_eq!(got, sent, "{version}: {name} of {packet}");
        }
    }
    assert_eq!(
        back.encode(),
        bytes,
        "{version}: the same bytes again: {packet}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_message_comes_back_in_every_version(seed in any::<u64>()) {
        let mut chance = Chance(seed);
        for message in Message::samples(&mut chance) {
            for version in ProtocolVersion::all() {
                comes_back(&message, version);
            }
        }
    }
}

#[test]
fn newest_layout_holds_everything() {
    let mut chance = Chance(7);
    for message in Message::samples(&mut chance) {
        let version = ProtocolVersion::NEWEST;
        let back = decode(&Packet::new(message.clone(), version).encode(), version);
        assert_eq!(back.message, message);
    }
}

#[test]
fn sizes_are_the_bytes_that_are_written() {
    for kind in MESSAGES {
        for version in ProtocolVersion::all() {
            let frame = Packet::new(Message::from_kind(kind), version).to_frame();
            if let Some(size) = kind.size(version) {
                assert_eq!(
                    frame.body.len(),
                    size.next_multiple_of(4),
                    "{} {version}",
                    kind.name
                );
            }
        }
    }
}

#[test]
fn ids_and_names_are_unique_and_in_order() {
    assert_eq!(MESSAGES.len(), 176, "all that the reference lists");
    for pair in MESSAGES.windows(2) {
        assert!(
            pair[0].id < pair[1].id,
            "{} before {}",
            pair[0].name,
            pair[1].name
        );
    }
    // No one knows what the last one is called.
    let (unnamed, named) = MESSAGES.split_last().expect("messages");
    assert_eq!(unnamed.id, 0xFF00);
    for kind in named {
        assert!(
            kind.reference_name.starts_with("Station"),
            "{}",
            kind.reference_name
        );
        assert!(
            kind.reference_name.ends_with("Message"),
            "{}",
            kind.reference_name
        );
    }
}

#[test]
fn directions_follow_the_ids() {
    for kind in MESSAGES {
        let expected = match kind.id {
            0x0000..=0x0080 | 0x8000 | 0xFF00 => Direction::ToServer,
            0x0124 | 0x0154 | 0x0155 | 0x0157 | 0x0159 | 0x015A | 0x015E => Direction::ToServer,
            _ => Direction::ToStation,
        };
        assert!(
            kind.direction == expected || kind.direction == Direction::Both,
            "{} goes {:?}",
            kind.name,
            kind.direction
        );
    }
}
