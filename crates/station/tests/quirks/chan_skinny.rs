//! Asterisk's chan_skinny: version 48, much silence, and busy lamp fields that look like lines.

use std::time::Duration;

use sccp::Message;
use station::{Intent, Lamp};

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
