//! wazo-libsccp: version 11 at most, under header version 0.

use std::time::Duration;

use sccp::Message;
use station::{Intent, Lamp, RegistrationState, StationConfig};

use crate::frame;
use crate::rig::{Rig, ServerKind, config};

#[test]
fn the_server_speaks_11_at_most_whatever_is_offered() {
    for (offered, said, agreed) in [(22, "0b20f1ff", 11), (8, "082000fe", 8), (3, "03000000", 3)] {
        let mut rig = Rig::registering(StationConfig {
            protocol_version: offered,
            ..config()
        });
        rig.says_hex(&format!(
            "18000000 00000000 81000000 0a000000 442f4d2f59000000 0a000000 {said}"
        ));
        rig.says_hex("04000000 00000000 9b000000");
        rig.says_hex(
            "28000000 00000000 94000000 ea070000 06000000 05000000 05000000 0c000000 00000000 \
             00000000 00000000 00000000",
        );
        rig.pass(Duration::from_secs(8));
        assert_eq!(rig.screen().registration.protocol_version, agreed);
    }
}

#[test]
fn media_of_version_11_are_opened_under_header_0() {
    let mut rig = Rig::registered(config(), ServerKind::wazo());
    // OpenReceiveChannel of 120 bytes and StartMediaTransmission of 112: no version has both.
    rig.says_hex(
        "1c000000 00000000 11010000 05000000 01000000 07000000 00000000 00000000 00000000",
    );
    rig.says_hex(&frame(
        0x7c,
        0,
        0x0105,
        "07000000 f8ffffff 14000000 04000000",
    ));
    rig.says_hex(&frame(
        0x74,
        0,
        0x008a,
        "07000000 f8ffffff c0000214 50460000 14000000 04000000",
    ));
    let call = &rig.screen().calls[0];
    assert!(call.receiving && call.transmitting);
    // The address in the old form, with the party's number as it came.
    let ack = rig
        .sent_bytes
        .iter()
        .find(|frame| frame[8..10] == [0x22, 0])
        .expect("an acknowledgement");
    assert_eq!(ack.len(), 12 + 20);
    assert_eq!(ack[24..28], [0xf8, 0xff, 0xff, 0xff]);
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn services_that_are_never_told_stop_nothing() {
    let server = ServerKind {
        buttons: vec![(1, 9), (1, 0x14)],
        ..ServerKind::wazo()
    };
    let mut rig = Rig::registered(config(), server);
    rig.pass(Duration::from_secs(10));
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn a_busy_lamp_field_is_told_as_a_feature_with_a_label_of_forty() {
    let server = ServerKind {
        buttons: vec![(1, 9), (2, 0x15)],
        ..ServerKind::wazo()
    };
    let mut rig = Rig::registered(config(), server);
    for (status, lamp) in [(2, Lamp::On), (1, Lamp::Off)] {
        rig.says_hex(&format!(
            "38000000 00000000 46010000 02000000 15000000 {status:02x}000000 426f62 {}",
            "00".repeat(37)
        ));
        let key = &rig.screen().line_keys[1];
        assert_eq!((key.label.as_str(), key.lamp), ("Bob", lamp));
    }
}

#[test]
fn going_on_hook_names_the_call_without_which_another_would_end() {
    let mut rig = Rig::registered(config(), ServerKind::wazo());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 7);
    rig.talks(1, 7, 9);
    rig.clear();
    rig.intent(Intent::Hook);
    let on_hook = rig.sent_of(|message| match message {
        Message::OnHook(on_hook) => Some((on_hook.line_instance, on_hook.call_reference)),
        _ => None,
    });
    assert_eq!(on_hook, [(1, 7)]);
}

#[test]
fn names_in_latin_1_are_read_beside_those_in_utf_8() {
    let mut rig = Rig::registered(config(), ServerKind::wazo());
    for name in ["5a6fc3ab", "5a6feb"] {
        rig.says_hex(&frame(
            0x2c,
            0,
            0x0120,
            &format!("0a000000 05000000 {name}"),
        ));
        let notify = rig.screen().notify.expect("a notice");
        assert_eq!(notify.text, "Zoë");
    }
}
