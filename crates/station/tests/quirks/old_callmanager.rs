//! CallManager 2 and 3: short acknowledgement, short lines, and memory behind the texts.

use std::time::Duration;

use sccp::Message;
use station::{CallState, Intent, RegistrationState};

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

/// A phone registered with a CallManager 2 by what one sent: no soft keys, the rest of the
/// requests unanswered.
fn registered_with_2() -> Rig {
    let mut rig = Rig::registering(config());
    rig.says_hex(SHORT_ACK);
    rig.says_hex("04000000 00000000 9b000000");
    // Four lines, call park, redial, speed dials, voice mail, forward, conference.
    rig.says_hex(&frame(
        0x64,
        0,
        0x0097,
        "00000000 1a000000 1a000000 0109020903090409017e010101ff01020202030204020502\
         0602010f0105017d01ff01ff01ff01ff01ff07020802090 20a0201fd",
    ));
    rig.says_hex(&frame(0x20, 0, 0x0092, "01000000 31303931"));
    rig.says_hex(&frame(
        0x28,
        0,
        0x0094,
        "ea070000 06000000 04000000 04000000 0d000000 16000000 00000000 00000000 48c2216a",
    ));
    assert_eq!(rig.state(), RegistrationState::Registered);
    rig.pass(Duration::from_secs(10));
    assert_eq!(rig.station.anomalies(), 0);
    // What stands in the unused places is no button.
    assert_eq!(rig.screen().line_keys.len(), 26);
    rig
}

fn lamp(rig: &mut Rig, mode: u8) {
    rig.says_hex(&format!(
        "10000000 00000000 86000000 09000000 01000000 {mode:02x}000000"
    ));
}

/// CallInfo of CallManager 2: 128 bytes, leftovers behind each text.
fn parties(rig: &mut Rig) {
    let name = |digit: &str| {
        format!(
            "4c696e652031 3039 {digit} 00000008fe8e0940fe8e09b0fe8e09e4fe8e09f8558e00c6f36700203bdf00"
        )
    };
    let number = |digit: &str, rest: &str| format!("313039 {digit} 00000000 {rest}");
    rig.says_hex(&frame(
        0x84,
        0,
        0x008f,
        &[
            name("31"),
            number("31", "7cfe8e09fcfd8e09837b7200c04bdf00"),
            name("32"),
            number("32", "e4fe8e0998ff8e097cfe8e09b0fe8e09"),
        ]
        .concat(),
    ));
}

/// StartMediaTransmission without a channel, StartMediaReception, StopTone without a call.
fn media(rig: &mut Rig) {
    rig.says_hex(
        "28000000 00000000 8a000000 c0000214 89130000 1e000000 04000000 00000000 \
         e4fe8e0998ff8e097cfe8e09b0fe8e09",
    );
    rig.says_hex("1c000000 00000000 8c000000 c0000214 1e000000 04000000 98ff8e097cfe8e09b0fe8e09");
    rig.says_hex("04000000 00000000 83000000");
}

fn media_ends(rig: &mut Rig) {
    rig.says_hex("08000000 00000000 8d000000 5cfe8e09");
    rig.says_hex("08000000 00000000 8b000000 5cfe8e09");
}

fn ports_told(rig: &Rig) -> Vec<u32> {
    rig.sent_of(|message| match message {
        Message::IpPort(port) => Some(port.rtp_media_port),
        _ => None,
    })
}

#[test]
fn the_port_is_told_at_the_registration_and_kept_for_all_calls() {
    let mut rig = registered_with_2();
    let told = ports_told(&rig);
    assert_eq!(told.len(), 1);
    rig.clear();
    for _ in 0..2 {
        rig.intent(Intent::Hook);
        rig.says_hex("08000000 00000000 88000000 01000000");
        lamp(&mut rig, 2);
        rig.says_hex("08000000 00000000 82000000 21000000");
        media(&mut rig);
        lamp(&mut rig, 1);
        media_ends(&mut rig);
        rig.says_hex("08000000 00000000 88000000 02000000");
    }
    assert!(ports_told(&rig).is_empty(), "{:?}", rig.voice);
    assert!(
        rig.sent_lengths().iter().all(|(id, _)| *id != 0x22),
        "nothing acknowledges a reception"
    );
    rig.input(station::Input::Disconnected {
        reason: "gone".into(),
    });
    assert!(
        rig.voice
            .contains(&station::VoiceCommand::ReleasePort { stream: 0 })
    );
}

#[test]
fn a_call_without_states_is_dialled_talks_and_ends() {
    let mut rig = registered_with_2();
    rig.clear();
    rig.intent(Intent::Dial("1092".into()));
    assert!(
        rig.sent
            .iter()
            .all(|sent| !matches!(sent, Message::EnblocCall(_)))
    );
    rig.says_hex("08000000 00000000 88000000 01000000");
    lamp(&mut rig, 2);
    rig.says_hex("08000000 00000000 82000000 21000000");
    rig.pass(Duration::from_secs(1));
    assert_eq!(rig.keypad_digits(), "1092");
    rig.says_hex("04000000 00000000 83000000");
    parties(&mut rig);
    rig.says_hex("08000000 00000000 82000000 24000000");
    assert_eq!(rig.screen().calls[0].state, CallState::RingOut);
    media(&mut rig);
    let screen = rig.screen();
    let call = &screen.calls[0];
    assert_eq!(call.state, CallState::Connected);
    assert!(call.receiving && call.transmitting);
    assert_eq!(
        (call.remote_number.as_str(), call.remote_name.as_str()),
        ("1092", "Line 1092")
    );
    assert_eq!(screen.tone, None);
    let remote = "192.0.2.20:5001".parse().expect("an address");
    assert!(rig.voice.iter().any(|command| matches!(command,
        station::VoiceCommand::StartTransmit { remote: to, codec: 4, ptime_ms: 30, .. } if *to == remote)));
    rig.clear();
    rig.intent(Intent::HangUp);
    assert_eq!(rig.sent_names()[0], "OnHook");
    lamp(&mut rig, 1);
    media_ends(&mut rig);
    let screen = rig.screen();
    assert!(screen.calls.is_empty() && !screen.off_hook);
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn a_call_without_states_rings_with_its_caller_and_is_answered_off_hook() {
    let mut rig = registered_with_2();
    // This phone is the other one of that talk.
    rig.says_hex(&frame(0x20, 0, 0x0092, "01000000 31303932"));
    rig.clear();
    parties(&mut rig);
    lamp(&mut rig, 5);
    rig.says_hex("08000000 00000000 85000000 02000000");
    let screen = rig.screen();
    let call = &screen.calls[0];
    assert_eq!(call.state, CallState::RingIn);
    assert_eq!(
        (call.remote_number.as_str(), call.remote_name.as_str()),
        ("1091", "Line 1091")
    );
    rig.intent(Intent::Answer);
    assert_eq!(rig.sent_names()[0], "OffHook");
    rig.says_hex("08000000 00000000 88000000 01000000");
    rig.says_hex("08000000 00000000 85000000 01000000");
    lamp(&mut rig, 2);
    media(&mut rig);
    assert_eq!(rig.screen().calls[0].state, CallState::Connected);
    media_ends(&mut rig);
    rig.says_hex("08000000 00000000 88000000 02000000");
    lamp(&mut rig, 1);
    assert!(rig.screen().calls.is_empty());
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn a_caller_without_states_who_gives_up_is_missed() {
    let mut rig = registered_with_2();
    rig.says_hex(&frame(0x20, 0, 0x0092, "01000000 31303932"));
    parties(&mut rig);
    lamp(&mut rig, 5);
    rig.says_hex("08000000 00000000 85000000 02000000");
    rig.says_hex("08000000 00000000 85000000 01000000");
    lamp(&mut rig, 1);
    rig.intent(Intent::HardKey(station::HardKey::Directories));
    let items = rig.screen().menu.expect("a menu").items;
    let missed = items.iter().find(|item| item.label == "Missed calls");
    assert_eq!(missed.map(|item| item.detail.as_str()), Some("1 (1 new)"));
}

#[test]
fn a_busy_number_without_states_is_busy_by_its_tone() {
    let mut rig = registered_with_2();
    rig.intent(Intent::Hook);
    lamp(&mut rig, 2);
    rig.says_hex("08000000 00000000 82000000 21000000");
    assert_eq!(rig.screen().calls[0].state, CallState::OffHook);
    rig.says_hex("08000000 00000000 82000000 23000000");
    assert_eq!(rig.screen().calls[0].state, CallState::Busy);
    rig.intent(Intent::HangUp);
    lamp(&mut rig, 1);
    assert!(rig.screen().calls.is_empty());
}
