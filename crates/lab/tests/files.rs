//! Files that are no captures, broken captures, and bytes of all kinds.

mod capture;

use capture::{Flags, Made, PHONE, SERVER, frame, lines, read, written};
use lab::{CaptureError, JsonWriter, LadderWriter, LineWriter};
use proptest::prelude::*;
use sccp::KeepAlive;

const EXAMPLES: &[u8] = include_bytes!("data/examples.pcap");

fn small() -> Made {
    let mut made = Made::default();
    let bytes = frame(KeepAlive {}, 3);
    for n in 0..4 {
        let sequence = n * bytes.len() as u32;
        made.tcp(u64::from(n), PHONE, SERVER, (Flags::Ack, sequence), &bytes);
    }
    made
}

#[test]
fn every_example_is_decoded() {
    let (events, counts, end) = read(EXAMPLES);
    assert!(end.is_ok());
    assert_eq!(counts.messages, 33);
    let lines = lines(&events);
    assert!(
        lines.iter().all(|line| !line.contains(") Unknown(")),
        "{lines:#?}"
    );
}

#[test]
fn a_file_that_is_no_capture_is_named_as_such() {
    for file in [
        &b""[..],
        b"abc",
        b"#!/bin/sh\necho this is no capture\n",
        &[0; 100],
        &[0x0A, 0x0D, 0x0D, 0x0A],
    ] {
        let (events, _, end) = read(file);
        assert!(events.is_empty());
        let Err(CaptureError::NoCapture(name)) = end else {
            panic!("{end:?}");
        };
        assert_eq!(name, "test.pcap");
    }
    let error = lab::CaptureReader::open("/there/is/no.pcap".as_ref()).err();
    assert!(matches!(error, Some(CaptureError::Open { .. })));
}

#[test]
fn a_capture_that_was_cut_off_is_read_as_far_as_it_goes() {
    for file in [small().pcap(), small().pcapng()] {
        let (_, counts, end) = read(&file[..file.len() - 10]);
        assert_eq!(counts.messages, 3);
        assert!(matches!(end, Err(CaptureError::CutOff(_))), "{end:?}");
    }
}

#[test]
fn a_length_of_gigabytes_is_damage_not_a_reason_to_wait() {
    let mut file = small().pcap();
    let length = file.len();
    // The captured length of a fifth packet.
    file.extend_from_slice(&[0; 8]);
    file.extend_from_slice(&u32::MAX.to_le_bytes());
    file.extend_from_slice(&[0; 5000]);
    let (_, counts, end) = read(&file);
    assert_eq!(counts.messages, 4);
    match end {
        Err(CaptureError::Damaged { offset, .. }) => assert_eq!(offset, length),
        Err(CaptureError::CutOff(_)) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn loopback_and_raw_captures_are_read_too() {
    for (link, before) in [
        (0u32, vec![2, 0, 0, 0]),
        (101, Vec::new()),
        (113, vec![0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0]),
        (
            276,
            vec![8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0],
        ),
    ] {
        let mut made = small();
        for (_, packet) in &mut made.packets {
            packet.splice(..14, before.iter().copied());
        }
        let mut file = made.pcap();
        file[20..24].copy_from_slice(&link.to_le_bytes());
        let (_, counts, _) = read(&file);
        assert_eq!(counts.messages, 4, "link type {link}");
    }
    let mut file = small().pcap();
    file[20..24].copy_from_slice(&105u32.to_le_bytes());
    let (_, counts, _) = read(&file);
    assert_eq!(
        counts.unknown_link.map(|(count, link)| (count, link.0)),
        Some((4, 105))
    );
}

/// Reads a file and writes it in every form.
fn read_and_write(file: &[u8]) -> usize {
    let (events, ..) = read(file);
    let mut ladder = LadderWriter::new();
    let mut size = 0;
    for (digits, hex, fields) in [(true, true, true), (false, false, false)] {
        let line = LineWriter {
            digits,
            fields,
            hex,
        };
        let json = JsonWriter { digits, hex };
        size += written(&events, |event, out| line.write(event, out)).len();
        size += written(&events, |event, out| json.write(event, out)).len();
    }
    size + written(&events, |event, out| ladder.write(event, out)).len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_whatsoever_make_it_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..3000), kind in 0..4) {
        let head: &[u8] = match kind {
            0 => &EXAMPLES[..24],
            1 => &[0x0A, 0x0D, 0x0D, 0x0A, 28, 0, 0, 0, 0x4D, 0x3C, 0x2B, 0x1A, 1, 0, 0, 0,
                   255, 255, 255, 255, 255, 255, 255, 255, 28, 0, 0, 0],
            2 => &[0x4D, 0x3C, 0x2B, 0x1A],
            _ => &[],
        };
        bytes.splice(..0, head.iter().copied());
        read_and_write(&bytes);
    }

    #[test]
    fn no_damage_to_a_capture_makes_it_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        pcapng in any::<bool>(),
        examples in any::<bool>(),
    ) {
        let mut file = match (examples, pcapng) {
            (true, _) => EXAMPLES.to_vec(),
            (_, true) => small().pcapng(),
            _ => small().pcap(),
        };
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        read_and_write(&file);
    }

    /// Segments of a known conversation with anything done to their headers and order.
    #[test]
    fn no_order_of_segments_makes_it_panic_or_tell_a_message_twice(
        segments in proptest::collection::vec((0u32..40, 0usize..60, 0u64..10_000), 1..60),
    ) {
        let bytes = frame(KeepAlive {}, 3).repeat(10);
        let mut made = Made::default();
        made.tcp(0, PHONE, SERVER, (Flags::Syn, 0), &[]);
        for (at, length, time) in segments {
            let start = (at as usize * 3).min(bytes.len());
            let end = (start + length).min(bytes.len());
            made.tcp(time, PHONE, SERVER, (Flags::Ack, 1 + start as u32), &bytes[start..end]);
        }
        let (_, counts, end) = read(&made.pcap());
        prop_assert!(end.is_ok());
        prop_assert!(counts.messages <= 10);
    }
}
