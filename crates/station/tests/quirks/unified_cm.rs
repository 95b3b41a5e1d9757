//! CallManager 4 to Unified CM 8: large references, masks, and versions without a header.

use sccp::Message;
use station::{CallState, Input, Intent, RegistrationState, StationConfig};

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

/// The frames of version 20 as a Unified CM 8 sends them for a call that comes in and is
/// recorded; values of our own.
fn recorded_call(rig: &mut Rig) {
    let state = |state: u8| {
        frame(
            0x1c,
            0x14,
            0x0111,
            &format!("{state:02x}000000 01000000 11000001 00000000 04000000"),
        )
    };
    rig.says_hex(&state(4));
    rig.says_hex(&frame(
        0x14,
        0x14,
        0x0110,
        "01000000 11000001 03000000 ffffffff",
    ));
    rig.says_hex(&frame(
        0x18,
        0x14,
        0x0145,
        "00000000 01000000 11000001 801731303032",
    ));
    rig.says_hex(&frame(0x14, 0x14, 0x0144, "0a000000 05000000 801731303032"));
    // CallInfoV2 of fifteen texts; the alternate calling party stands second.
    rig.says_hex(&frame(
        0x58,
        0x14,
        0x014a,
        "01000000 11000001 01000000 00000000 00000000 01000000 00000000 00000000 \
         3130303200 3130303200 3130303100 3130303100 3130303100 00 00 00 00 426f6200 416c69636500",
    ));
    rig.says_hex(&frame(0x10, 0x14, 0x0086, "09000000 01000000 05000000"));
    rig.says_hex(&frame(
        0x14,
        0x14,
        0x0085,
        "02000000 01000000 01000000 11000001",
    ));
    rig.intent(Intent::Hook);
    rig.says_hex(&frame(0x08, 0x14, 0x0088, "01000000"));
    rig.says_hex(&state(1));
    rig.says_hex(&frame(
        0x84,
        0x14,
        0x0105,
        &format!(
            "11000001 10000001 14000000 04000000 00000000 00000000 11000001 {} 0a000000 \
             00000000 00000000 00000000 c0000214 00000000 00000000 00000000 a00f0000",
            "00".repeat(60)
        ),
    ));
    rig.says_hex(&state(5));
    rig.says_hex(&frame(
        0x14,
        0x14,
        0x0110,
        "01000000 11000001 01000000 fffbffff",
    ));
    // One stream of each side's voice to a recorder, under references that no CallState named,
    // and between them the call's own.
    let start = |party: u8, reference: u8, address: &str, port: &str, recorded_side: u8| {
        let mixing = u8::from(recorded_side != 0);
        frame(
            0x88,
            0x14,
            0x008a,
            &format!(
                "11000001 {party:02x}000001 00000000 {address} 00000000 00000000 00000000 {port} \
                 14000000 04000000 b8000000 00000000 00000000 00000000 {reference:02x}000001 {} \
                 0a000000 {mixing:02x}000000 {recorded_side:02x}000000",
                "00".repeat(60)
            ),
        )
    };
    rig.says_hex(&start(0x12, 0x15, "c0000263", "b7240000", 1));
    rig.says_hex(&start(0x10, 0x11, "c0000214", "907d0000", 0));
    rig.says_hex(&start(0x13, 0x1b, "c0000263", "b8240000", 2));
}

#[test]
fn streams_to_a_recorder_beside_a_call_take_nothing_from_it() {
    let server = ServerKind {
        version_byte: Some(20),
        ..ServerKind::default()
    };
    let mut rig = Rig::registered(config(), server);
    recorded_call(&mut rig);
    let screen = rig.screen();
    assert_eq!(screen.calls.len(), 1);
    let call = &screen.calls[0];
    assert_eq!(call.state, CallState::Connected);
    assert!(call.receiving && call.transmitting);
    assert_eq!(
        (call.remote_number.as_str(), call.remote_name.as_str()),
        ("1002", "Bob")
    );
    // The microphone is the call's; all three are acknowledged under their own names.
    let microphone = rig.voice.iter().rev().find_map(|command| match command {
        station::VoiceCommand::Microphone { stream } => Some(*stream),
        _ => None,
    });
    assert_eq!(microphone, Some(Some(0x0100_0010)));
    let acknowledged = rig.sent_of(|message| match message {
        Message::StartMediaTransmissionAck(ack) => {
            Some((ack.pass_through_party_id, ack.call_reference))
        }
        _ => None,
    });
    assert_eq!(
        acknowledged,
        [
            (0x0100_0012, 0x0100_0015),
            (0x0100_0010, 0x0100_0011),
            (0x0100_0013, 0x0100_001b)
        ]
    );
    assert!(rig.sent_headers().iter().all(|version| *version == 20));
    assert_eq!(rig.station.anomalies(), 0);
    // The end of the call ends them all.
    rig.says_hex(&frame(
        0x1c,
        0x14,
        0x0111,
        "02000000 01000000 11000001 00000000 04000000",
    ));
    let stopped = rig
        .voice
        .iter()
        .filter(|command| matches!(command, station::VoiceCommand::StopTransmit { .. }))
        .count();
    assert_eq!(stopped, 3);
}
