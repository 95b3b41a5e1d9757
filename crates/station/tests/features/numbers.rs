//! Numbers in the layout of each version: en bloc, dialled, taken back, dialled again.

use std::time::Duration;

use sccp::{EnblocCall, Message};
use station::{Intent, StationConfig};

use crate::bench::{DIGITS, Says, callmanager, dialled, event, phone, press};
use crate::rig::{Rig, ServerKind, config, select};

fn of_version(version: u8) -> Rig {
    let server = ServerKind {
        version_byte: Some(version),
        ..callmanager(&[(1, 9)])
    };
    let config = StationConfig {
        protocol_version: version,
        ..config()
    };
    Rig::registered(config, server)
}

/// Length field of the frame that was sent with this message.
fn length_of(rig: &Rig, wanted: fn(&Message) -> bool) -> u32 {
    let at = rig.sent.iter().position(wanted).expect("it was sent");
    let bytes: [u8; 4] = rig.sent_bytes[at][..4].try_into().expect("four bytes");
    u32::from_le_bytes(bytes)
}

#[test]
fn a_number_goes_en_bloc_in_the_layout_of_the_version() {
    for (version, length) in [(3, 28), (11, 28), (17, 32), (18, 36), (22, 36)] {
        let mut rig = of_version(version);
        rig.intent(Intent::Dial("1004".into()));
        let enbloc: Vec<EnblocCall> = rig.sent_of(|message| match message {
            Message::EnblocCall(call) => Some(call.clone()),
            _ => None,
        });
        assert_eq!(enbloc[0].called_party, "1004", "version {version}");
        assert_eq!(
            length_of(&rig, |sent| matches!(sent, Message::EnblocCall(_))),
            length,
            "version {version}"
        );
    }
}

#[test]
fn the_dialled_number_is_read_in_the_layout_of_the_version() {
    for version in [3, 11, 17, 18, 22] {
        let mut rig = of_version(version);
        rig.intent(Intent::Hook);
        rig.dial_tone(1, 101);
        rig.says(dialled("0041445551234", 1, 101));
        let screen = rig.screen();
        assert_eq!(screen.dialled, "0041445551234", "version {version}");
        assert_eq!(screen.calls[0].remote_number, "0041445551234");
    }
}

#[test]
fn the_last_digit_is_taken_back_by_the_server() {
    let mut rig = phone();
    rig.intent(Intent::LineKey(1));
    rig.dial_tone(1, 101);
    for digit in "1005".chars() {
        rig.intent(Intent::Key(digit));
    }
    rig.says(select(1, 101, DIGITS));
    assert_eq!(press(&mut rig, "<<"), [(event("<<"), 1, 101)]);
    assert_eq!(rig.screen().dialled, "1005");
    rig.says(sccp::BackSpaceRes {
        line_instance: 1,
        call_reference: 101,
    });
    assert_eq!(rig.screen().dialled, "100");
    rig.intent(Intent::Key('4'));
    assert_eq!(rig.screen().dialled, "1004");
    assert_eq!(rig.keypad_digits(), "10054", "the server has its own count");
}

#[test]
fn the_servers_redial_key_is_the_servers() {
    let mut rig = phone();
    rig.intent(Intent::Redial);
    assert_eq!(rig.soft_keys_sent(), [(event("Redial"), 0, 0)]);
    rig.dial_tone(1, 101);
    rig.rings_out(1, 101, "1004");
    assert_eq!(rig.screen().dialled, "1004");
}

#[test]
fn the_last_number_of_the_last_start_is_dialled_again() {
    let placed = station::CallLogEntry {
        list: station::CallList::Placed,
        name: String::new(),
        number: "1004".into(),
        via: String::new(),
        line_instance: 1,
        began: None,
        duration_secs: None,
        new: false,
    };
    let config = StationConfig {
        call_log: station::CallLog {
            entries: vec![placed],
        },
        ..config()
    };
    let server = ServerKind {
        sets: vec![vec![2]],
        ..callmanager(&[(1, 9)])
    };
    let mut rig = Rig::registered(config, server);
    rig.intent(Intent::Redial);
    rig.pass(Duration::from_millis(10));
    assert!(matches!(&rig.sent[0], Message::EnblocCall(call) if call.called_party == "1004"));
}
