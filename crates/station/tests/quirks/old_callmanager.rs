//! CallManager 2 and 3: short acknowledgement, short lines, and memory behind the texts.

use std::time::Duration;

use sccp::Message;
use station::RegistrationState;

use crate::frame;
use crate::rig::{Rig, ServerKind, config};

/// RegisterAck of twelve bytes, with leftovers behind the date template.
const SHORT_ACK: &str = "10000000 00000000 81000000 1e000000 4d2f442f59418e09";

#[test]
fn a_short_acknowledgement_means_version_3_and_keepalives_without_answers() {
    let mut rig = Rig::registering(config());
    rig.says_hex(SHORT_ACK);
    rig.says_hex("04000000 00000000 9b000000");
    rig.pass(Duration::from_secs(600));
    assert!(rig.disconnects.is_empty(), "{:?}", rig.events);
    assert_eq!(rig.screen().registration.protocol_version, 3);
    let keepalives = rig.sent_of(|message| matches!(message, Message::KeepAlive(_)).then_some(()));
    assert!(keepalives.len() >= 19, "{}", keepalives.len());
}

#[test]
fn what_lay_in_memory_behind_a_text_is_not_shown() {
    let mut rig = Rig::registered(config(), ServerKind::callmanager2());
    // LineStat of CallManager 3.1: 68 bytes, no label.
    rig.says_hex(&frame(
        0x48,
        0,
        0x0092,
        "01000000 31303033005bb60568f1540595a2aa002cf1540564f15400 38313635353531303033",
    ));
    let key = &rig.screen().line_keys[0];
    assert_eq!(key.number, "1003");
    assert_eq!(key.label, "8165551003");
    rig.says_hex(&frame(
        0x30,
        0,
        0x0112,
        "00000000 596f75722063757272656e74206f7074696f6e730007fb0105000000004bb800",
    ));
    assert_eq!(rig.screen().prompt, "Your current options");
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn a_line_of_callmanager_2_is_its_number() {
    let mut rig = Rig::registered(config(), ServerKind::callmanager2());
    rig.says_hex(&frame(0x20, 0, 0x0092, "01000000 31303932"));
    let key = &rig.screen().line_keys[0];
    assert_eq!((key.number.as_str(), key.label.as_str()), ("1092", "1092"));
    assert_eq!(rig.state(), RegistrationState::Registered);
}
