//! CallManager 4 to Unified CM 8: large references, masks, and versions without a header.

use station::{Input, RegistrationState, StationConfig};

use crate::frame;
use crate::rig::{Rig, ServerKind, config};

const TALKING: &str =
    "1c000000 00000000 11010000 05000000 01000000 1a000001 00000000 04000000 00000000";

/// A call in whose media these frames open both directions.
fn opens_both(offered: u8, open: &str, start: &str, acknowledged: usize) {
    let server = ServerKind {
        version_byte: Some(offered),
        ..ServerKind::default()
    };
    let mut rig = Rig::registered(
        StationConfig {
            protocol_version: offered,
            ..config()
        },
        server,
    );
    rig.says_hex(TALKING);
    rig.says_hex(open);
    rig.says_hex(start);
    let call = &rig.screen().calls[0];
    assert!(call.receiving && call.transmitting, "{:?}", rig.events);
    let ack = rig.sent_lengths().into_iter().find(|(id, _)| *id == 0x22);
    assert_eq!(ack, Some((0x22, acknowledged)));
    let remote = "192.0.2.44:19654".parse().expect("an address");
    assert!(rig.voice.iter().any(|command| matches!(command,
        station::VoiceCommand::StartTransmit { remote: to, codec: 4, ptime_ms: 20, .. } if *to == remote)));
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn version_11_may_come_with_header_0_and_without_the_address_of_the_source() {
    opens_both(
        11,
        &frame(
            0x60,
            0,
            0x0105,
            "5bae9d01 5a000001 14000000 04000000 00000000 00000000 1a000001",
        ),
        &frame(
            0x74,
            0,
            0x008a,
            "5bae9d01 5a000001 c000022c c64c0000 14000000 04000000 b8000000 00000000 00000000 \
             00000000 1a000001",
        ),
        20,
    );
}

#[test]
fn version_17_may_come_without_a_level_and_with_a_source_that_is_none() {
    opens_both(
        17,
        &frame(
            0x84,
            0x11,
            0x0105,
            "ecbc6801 07000001 14000000 04000000 00000000 00000000 1a000001 \
             00000000000000000000000000000000000000000000000000000000000000000000000000000000\
             0000000000000000 00000000 00000000 00000000 0a000000 00000000 00000000 \
             00000000 c000022c 00000000 00000000 00000000 a00f0000",
        ),
        &frame(
            0x88,
            0x11,
            0x008a,
            "54ae9d01 07000001 00000000 c000022c 00000000 00000000 00000000 c64c0000 14000000 \
             04000000 b8000000 00000000 00000000 00000000 1a000001",
        ),
        36,
    );
}

#[test]
fn a_mask_takes_one_key_of_the_set_away() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.says_hex(TALKING);
    let labels = |rig: &Rig| -> Vec<String> {
        let keys = rig.screen().soft_keys.keys;
        keys.into_iter().map(|key| key.label).collect()
    };
    rig.says_hex("14000000 00000000 10010000 01000000 1a000001 01000000 ffffffff");
    let all = labels(&rig);
    rig.says_hex("14000000 00000000 10010000 01000000 1a000001 01000000 fdffffff");
    let mut fewer = all.clone();
    fewer.remove(1);
    assert_eq!(labels(&rig), fewer);
    // Without a mask all keys are there.
    rig.says_hex("10000000 00000000 10010000 01000000 1a000001 01000000");
    assert_eq!(labels(&rig), all);
}

#[test]
fn a_frame_may_come_in_pieces_and_several_in_one() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    let bytes: Vec<u8> = [TALKING, TALKING]
        .concat()
        .bytes()
        .filter(u8::is_ascii_hexdigit)
        .collect::<Vec<u8>>()
        .chunks(2)
        .map(|pair| {
            u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("digits")
        })
        .collect();
    for piece in bytes.chunks(7) {
        rig.input(Input::Received(piece.to_vec()));
    }
    assert_eq!(rig.screen().calls.len(), 1);
    assert_eq!(rig.state(), RegistrationState::Registered);
}
