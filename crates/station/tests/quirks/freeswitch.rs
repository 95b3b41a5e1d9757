//! FreeSWITCH's mod_skinny: version 0, the oldest layouts, and sessions that it closes over
//! a message too short or too early.

use std::time::Duration;

use station::{Intent, RegistrationState};

use crate::rig::{Rig, ServerKind, config};

/// The least body of each message: what its structures hold.
const LEAST: [(u32, usize); 14] = [
    (0x0001, 36),
    (0x0003, 4),
    (0x0004, 24),
    (0x0005, 8),
    (0x0009, 4),
    (0x000a, 4),
    (0x000b, 4),
    (0x0010, 4),
    (0x0020, 92),
    (0x0022, 16),
    (0x0026, 4),
    (0x0033, 4),
    (0x0034, 4),
    (0x0048, 268),
];

#[test]
fn version_0_means_the_oldest_layouts() {
    let mut rig = Rig::registering(config());
    rig.says_hex("18000000 00000000 81000000 3c000000 442f4d2f59000000 3c000000 00000000");
    rig.says_hex("04000000 00000000 9b000000");
    assert!(rig.sent_headers().iter().all(|version| *version == 0));
    rig.pass(Duration::from_secs(20));
    assert_eq!(rig.screen().registration.protocol_version, 3);
}

#[test]
fn only_alarm_and_register_come_before_the_acknowledgement() {
    let mut rig = Rig::registering(config());
    rig.pass(Duration::from_secs(3));
    assert_eq!(rig.sent_names(), ["Alarm", "Register"]);
}

#[test]
fn no_message_is_shorter_than_it_accepts() {
    let mut rig = Rig::new(config(), ServerKind::freeswitch());
    rig.start();
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
    rig.intent(Intent::Dial("1002".into()));
    rig.dial_tone(1, 7);
    rig.talks(1, 7, 7);
    rig.intent(Intent::SoftKey("Hold".into()));
    rig.intent(Intent::LineKey(2));
    rig.intent(Intent::Key('5'));
    rig.intent(Intent::HardKey(station::HardKey::Messages));
    rig.pass(Duration::from_secs(2));
    rig.intent(Intent::HangUp);
    let lengths = rig.sent_lengths();
    let mut compared = 0;
    for (id, length) in lengths {
        assert!(length + 12 <= 2048, "0x{id:04X} has {length} bytes");
        if let Some((_, least)) = LEAST.iter().find(|(known, _)| *known == id) {
            compared += 1;
            assert!(length >= *least, "0x{id:04X} has {length} bytes");
        }
    }
    assert!(compared >= 10, "{compared}");
}

#[test]
fn capabilities_have_room_for_what_they_count() {
    let mut rig = Rig::registering(config());
    rig.says_hex("18000000 00000000 81000000 3c000000 442f4d2f59000000 3c000000 00000000");
    rig.clear();
    rig.says_hex("04000000 00000000 9b000000");
    let frame = rig
        .sent_bytes
        .iter()
        .find(|frame| frame[8] == 0x10)
        .expect("capabilities");
    let count = usize::from(frame[12]);
    assert!(count > 0 && frame.len() - 12 >= 4 + 16 * count);
}

#[test]
fn call_states_end_after_the_reference() {
    let mut rig = Rig::registered(config(), ServerKind::freeswitch());
    for (state, shown) in [
        ("04", station::CallState::RingIn),
        ("05", station::CallState::Connected),
    ] {
        rig.says_hex(&format!(
            "10000000 00000000 11010000 {state}000000 01000000 07000000"
        ));
        assert_eq!(rig.screen().calls[0].state, shown);
    }
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn buttons_may_have_gaps_between_them() {
    let server = ServerKind {
        buttons: vec![(1, 9), (0, 0xff), (2, 9), (0, 0xff), (1, 2)],
        ..ServerKind::freeswitch()
    };
    let rig = Rig::registered(config(), server);
    let keys = rig.screen().line_keys;
    assert_eq!(keys[2].number, "1002");
    assert_eq!(keys[4].number, "600");
    assert_eq!(keys[1].kind, station::LineKeyKind::Unused);
}
