//! chan-sccp: the highest common version, said in the header as well; statistics; shared lines.

use std::time::Duration;

use sccp::Message;
use station::{CallState, Intent, RegistrationState, StationConfig};

use crate::rig::{Rig, ServerKind, config};

/// RegisterAck of a version, with the features that the server sends from 11 on.
fn acknowledge(rig: &mut Rig, keepalive: u8, version: u8) {
    rig.says_hex(&format!(
        "18000000 00000000 81000000 {keepalive:02x}000000 442e4d2e59410000 {keepalive:02x}000000 \
         {version:02x}20f1ff"
    ));
}

#[test]
fn the_common_version_stands_in_every_header_after_the_registration() {
    // An offer without a table of its own: the server takes the next lower one.
    for (offered, common) in [(22, 22), (17, 17), (12, 11), (9, 9)] {
        let mut rig = Rig::registering(StationConfig {
            protocol_version: offered,
            ..config()
        });
        assert!(rig.sent_headers().iter().all(|version| *version == 0));
        rig.clear();
        acknowledge(&mut rig, 60, common);
        let header = u32::from(if common < 10 { 0 } else { common });
        rig.says_hex(&format!("04000000 {header:02x}000000 9b000000"));
        assert!(!rig.sent.is_empty());
        assert!(rig.sent_headers().iter().all(|version| *version == header));
        assert_eq!(rig.station.anomalies(), 0);
    }
}

#[test]
fn each_registration_has_a_keepalive_interval_of_its_own() {
    for interval in [45, 60] {
        let mut rig = Rig::registering(config());
        acknowledge(&mut rig, interval, 22);
        rig.clear();
        rig.pass(Duration::from_secs(u64::from(interval) - 1));
        let keepalives =
            rig.sent_of(|message| matches!(message, Message::KeepAlive(_)).then_some(()));
        assert_eq!(keepalives.len(), 1, "{interval} s");
    }
}

#[test]
fn a_call_answered_on_another_phone_of_the_line_is_not_missed() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.incoming(1, 7, "1002");
    // Connected first, so that the phone does not count it as missed, then in use elsewhere.
    for state in ["05", "0d"] {
        rig.says_hex(&format!(
            "1c000000 16000000 11010000 {state}000000 01000000 07000000 00000000 04000000 00000000"
        ));
    }
    assert_eq!(rig.screen().calls[0].state, CallState::CallRemoteMultiline);
    rig.says_hex(
        "1c000000 16000000 11010000 02000000 01000000 07000000 00000000 04000000 00000000",
    );
    rig.intent(Intent::HardKey(station::HardKey::Directories));
    let items = rig.screen().menu.expect("a menu").items;
    let missed = items.iter().find(|item| item.label == "Missed calls");
    assert_eq!(missed.map(|item| item.detail.as_str()), Some("0"));
}

#[test]
fn the_history_disposition_says_which_list_a_call_belongs_to() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.incoming(1, 7, "1002");
    // 0x0156: do not list it.
    rig.says_hex("10000000 16000000 56010000 00000000 01000000 07000000");
    rig.says_hex(
        "1c000000 16000000 11010000 02000000 01000000 07000000 00000000 04000000 00000000",
    );
    rig.intent(Intent::HardKey(station::HardKey::Directories));
    let items = rig.screen().menu.expect("a menu").items;
    assert!(items.iter().all(|item| item.detail == "0"), "{items:?}");
}

#[test]
fn call_info_of_version_22_has_fifteen_texts() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.incoming(1, 7, "");
    let texts = [
        "1002", "", "1001", "", "", "", "", "", "", "Bob", "Alice", "", "", "", "",
    ];
    let mut body: Vec<u8> = [1_u32, 7, 1, 0, 0, 0, 0, 0]
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    for text in texts {
        body.extend(text.bytes());
        body.push(0);
    }
    body.resize(body.len().next_multiple_of(4), 0);
    let mut hex = format!("{:02x}000000 16000000 4a010000", body.len() + 4);
    for byte in body {
        hex.push_str(&format!("{byte:02x}"));
    }
    rig.says_hex(&hex);
    let call = &rig.screen().calls[0];
    assert_eq!(
        (call.remote_number.as_str(), call.remote_name.as_str()),
        ("1002", "Bob")
    );
}

#[test]
fn the_figures_it_asks_for_at_the_end_of_a_call_are_sent_in_its_form() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 7);
    rig.talks(1, 7, 9);
    rig.clear();
    rig.says_hex(
        "28000000 16000000 07010000 31303032000000000000000000000000000000000000000000000000 \
         07000000 00000000",
    );
    let (_, length) = rig
        .sent_lengths()
        .into_iter()
        .find(|(id, _)| *id == 0x23)
        .expect("the figures");
    // 28 for the number, 4, a byte, seven numbers, the size of the text, the text.
    assert!(length > 28 + 4 + 1 + 28 + 4, "{length}");
}

#[test]
fn a_lingering_session_is_asked_again_within_seconds() {
    let mut rig = Rig::registering(config());
    rig.says_hex(&format!(
        "24000000 00000000 9d000000 43726f73736f7665722073657373696f6e {}",
        "00".repeat(15)
    ));
    assert_eq!(rig.state(), RegistrationState::Rejected);
    rig.connects.clear();
    rig.pass(Duration::from_secs(15));
    assert!(!rig.connects.is_empty());
}
