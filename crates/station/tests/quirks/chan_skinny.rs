//! Asterisk's chan_skinny: version 48, much silence, and busy lamp fields that look like lines.

use std::time::Duration;

use sccp::Message;
use station::{Intent, Lamp, RegistrationState, StationConfig};

use crate::frame;
use crate::rig::{Rig, ServerKind, config};

/// A phone with two lines and, as third "line", a busy lamp field.
fn registered() -> Rig {
    let server = ServerKind {
        buttons: vec![(1, 9), (2, 9), (3, 9)],
        ..ServerKind::asterisk()
    };
    Rig::registered(config(), server)
}

/// CallState and lamp as the hint of a busy lamp field sends them.
fn hint(rig: &mut Rig, state: &str, lamp: &str) {
    rig.says_hex(&format!(
        "10000000 00000000 86000000 09000000 03000000 {lamp}000000"
    ));
    rig.says_hex(&format!(
        "1c000000 00000000 11010000 {state}000000 03000000 00000000 00000000 00000000 00000000"
    ));
}

#[test]
fn a_busy_lamp_field_that_talks_is_a_lamp_and_no_call() {
    let mut rig = registered();
    for (state, lamp, shown) in [
        ("0d", "02", Lamp::On),
        ("04", "05", Lamp::Blink),
        ("08", "03", Lamp::Wink),
        ("02", "01", Lamp::Off),
    ] {
        hint(&mut rig, state, lamp);
        let screen = rig.screen();
        assert!(screen.calls.is_empty());
        assert_eq!(screen.line_keys[2].lamp, shown);
    }
    assert!(rig.events.is_empty(), "{:?}", rig.events);
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn the_button_of_a_busy_lamp_field_takes_no_later_call_to_itself() {
    let mut rig = registered();
    rig.intent(Intent::LineKey(3));
    rig.pass(Duration::from_secs(6));
    rig.clear();
    rig.intent(Intent::Hook);
    assert!(
        matches!(&rig.sent[0], Message::Stimulus(line) if line.line_instance == 1),
        "{:?}",
        rig.sent
    );
}

#[test]
fn the_first_call_of_a_phone_with_several_lines_names_its_line() {
    // The server remembers the line that the device used before it registered again.
    let mut rig = registered();
    rig.intent(Intent::Dial("1002".into()));
    assert!(
        matches!(&rig.sent[0], Message::Stimulus(line) if line.line_instance == 1),
        "{:?}",
        rig.sent
    );
    rig.dial_tone(1, 7);
    rig.pass(Duration::from_secs(2));
    assert_eq!(rig.keypad_digits(), "1002");
    rig.talks(1, 7, 7);
    rig.ends(1, 7, 7);
    rig.pass(Duration::from_secs(2));
    assert!(rig.screen().calls.is_empty());
    rig.clear();
    // Now the line is known.
    rig.intent(Intent::Dial("1002".into()));
    assert!(
        matches!(&rig.sent[0], Message::EnblocCall(_)),
        "{:?}",
        rig.sent
    );
}

/// The first bytes of a session: four lamps, RegisterAck and CapabilitiesReq.
const BEGINNING: &str = "
    10000000 00000000 86000000 0f000000 02000000 01000000
    10000000 00000000 86000000 0f000000 00000000 01000000
    10000000 00000000 86000000 0f000000 01000000 01000000
    10000000 00000000 86000000 0f000000 00000000 01000000
    18000000 00000000 81000000 1e000000 442d4d2d59003000 1e000000 30000000
    04000000 00000000 9b000000";

/// One line and the time; soft keys and key sets stay out.
fn the_rest() -> String {
    [
        frame(0x64, 0, 0x0097, "00000000 01000000 01000000 0109"),
        frame(
            0x74,
            0,
            0x0092,
            "01000000 313030310000000000000000000000000000000000000000 416c6963652031303031",
        ),
        frame(
            0x28,
            0,
            0x0094,
            "ea070000 0b000000 00000000 16000000 0a000000",
        ),
    ]
    .concat()
}

#[test]
fn version_48_means_what_the_phone_has_offered() {
    for offered in [3, 5, 8, 11, 17, 22] {
        let mut rig = Rig::registering(StationConfig {
            protocol_version: offered,
            ..config()
        });
        rig.says_hex(BEGINNING);
        rig.says_hex(&the_rest());
        let registration = rig.screen().registration;
        assert_eq!(registration.state, RegistrationState::Registered);
        assert_eq!(registration.protocol_version, offered);
    }
}

#[test]
fn lamps_may_come_before_the_acknowledgement() {
    let mut rig = Rig::registering(config());
    rig.says_hex(&BEGINNING.replace("0f000000 02000000 01000000", "0f000000 00000000 02000000"));
    rig.says_hex(&the_rest());
    let lamp = rig.screen().message_waiting;
    assert_eq!(lamp, Lamp::Off, "the last word counts");
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn config_forward_and_feature_requests_without_an_answer_stop_nothing() {
    let mut rig = Rig::registering(config());
    rig.says_hex(BEGINNING);
    rig.says_hex(&the_rest());
    assert_eq!(rig.state(), RegistrationState::Registered);
    let screen = rig.screen();
    assert_eq!(screen.own_number, "1001");
    assert_eq!(screen.line_keys[0].label, "Alice 1001");
    // ConfigStat and ForwardStat are still waited for, and then given up without a word; the
    // soft keys that this excerpt leaves out are missed aloud.
    rig.pass(Duration::from_secs(10));
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(rig.station.anomalies(), 2);
}

#[test]
fn a_refusal_of_odd_length_is_read() {
    let mut rig = Rig::registering(config());
    rig.says_hex(
        "25000000 00000000 9d000000 4e6f20417574686f726974793a20 \
         00000000000000000000000000000000000000",
    );
    let registration = rig.screen().registration;
    assert!(
        registration.text.contains("No Authority"),
        "{}",
        registration.text
    );
}

#[test]
fn no_frame_is_longer_than_asterisk_reads() {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 7);
    rig.talks(1, 7, 7);
    rig.ends(1, 7, 7);
    rig.intent(Intent::Quit);
    let mut whole = Rig::registered(config(), ServerKind::asterisk());
    whole.intent(Intent::Quit);
    for (id, length) in rig.sent_lengths().into_iter().chain(whole.sent_lengths()) {
        assert!(length <= 1988, "0x{id:04X} has {length} bytes");
    }
}

#[test]
fn a_call_of_version_17_under_header_0_has_its_number_name_and_media() {
    let mut rig = Rig::registered(
        StationConfig {
            protocol_version: 17,
            ..config()
        },
        ServerKind::asterisk(),
    );
    rig.says_hex(
        "1c000000 00000000 11010000 03000000 01000000 02000000 00000000 00000000 00000000",
    );
    // CallInfoV2 with thirteen texts.
    let texts = "31303031 00 00 363032 00 00 00 00 00 00 00 416c696365 00 00 00";
    let info = format!("01000000 02000000 02000000 {} {texts}", "00".repeat(20));
    rig.says_hex(&frame(0x40, 0, 0x014a, &info));
    // DialedNumber and ForwardStat keep the number of 24 characters.
    let number = "363032000000000000000000000000000000000000000000";
    rig.says_hex(&frame(
        0x24,
        0,
        0x011d,
        &format!("{number} 01000000 02000000"),
    ));
    rig.says_hex(&frame(
        0xac,
        0,
        0x0105,
        "02000000 02000000 14000000 04000000",
    ));
    rig.says_hex(&frame(
        0x88,
        0,
        0x008a,
        "02000000 02000000 00000000 7f000001 00000000 00000000 00000000 724e0000 14000000 04000000",
    ));
    let call = &rig.screen().calls[0];
    assert_eq!(call.remote_number, "602");
    assert!(call.receiving && call.transmitting);
    // The answer has the address in the form of version 17.
    let acknowledged = rig.sent_lengths().into_iter().find(|(id, _)| *id == 0x22);
    assert_eq!(acknowledged, Some((0x22, 36)));
    assert_eq!(rig.station.anomalies(), 0);
}
