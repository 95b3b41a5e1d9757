//! How many messages a second one core decodes and encodes:
//! `cargo bench -p sccp`.

mod traffic;

use divan::counter::ItemsCount;
use sccp::{FrameReader, Packet, ProtocolVersion, RawFrame};

/// Messages in one run: more than a processor's cache holds of them.
const MESSAGES: usize = 100_000;

/// An old layout, one with addresses of either kind, and the newest.
const VERSIONS: [u8; 3] = [11, 17, 22];

/// Received bytes come in pieces of that size.
const PIECE: usize = 16 * 1024;

fn main() {
    divan::main();
}

/// From received bytes to messages.
#[divan::bench(args = VERSIONS)]
fn decode_stream(bencher: divan::Bencher<'_, '_>, version: u8) {
    let version = ProtocolVersion::new(version);
    let stream = traffic::frames(MESSAGES, version).concat();
    bencher.counter(ItemsCount::new(MESSAGES)).bench(|| {
        let mut reader = FrameReader::new();
        let mut decoded = 0;
        for piece in stream.chunks(PIECE) {
            reader.push(piece);
            for frame in reader.by_ref() {
                let frame = frame.expect("our own frames");
                divan::black_box(Packet::decode(&frame, version).expect("our own frames"));
                decoded += 1;
            }
        }
        assert_eq!(decoded, MESSAGES);
    });
}

/// From frames to messages.
#[divan::bench(args = VERSIONS)]
fn decode_frames(bencher: divan::Bencher<'_, '_>, version: u8) {
    let version = ProtocolVersion::new(version);
    let frames = raw_frames(version);
    bencher.counter(ItemsCount::new(MESSAGES)).bench(|| {
        for frame in &frames {
            divan::black_box(Packet::decode(frame, version).expect("our own frames"));
        }
    });
}

/// From messages to bytes that are sent together.
#[divan::bench(args = VERSIONS)]
fn encode(bencher: divan::Bencher<'_, '_>, version: u8) {
    let version = ProtocolVersion::new(version);
    let packets: Vec<Packet> = raw_frames(version)
        .iter()
        .map(|frame| Packet::decode(frame, version).expect("our own frames"))
        .collect();
    let mut bytes = Vec::with_capacity(PIECE);
    bencher.counter(ItemsCount::new(MESSAGES)).bench_local(|| {
        for packet in &packets {
            if bytes.len() > PIECE {
                bytes.clear();
            }
            packet.encode_into(divan::black_box(&mut bytes));
        }
    });
}

fn raw_frames(version: ProtocolVersion) -> Vec<RawFrame> {
    let mut reader = FrameReader::new();
    reader.push(&traffic::frames(MESSAGES, version).concat());
    reader.map(|frame| frame.expect("our own frames")).collect()
}
