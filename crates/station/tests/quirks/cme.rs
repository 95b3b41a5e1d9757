//! Unified CM Express: the messages of CallManager 3 and 4 in an order of its own.
//!
//! No bytes of it are published. These frames are made of the values and the order that
//! its `debug ephone detail` prints, in the layouts of CallManager 3.

use station::{CallState, Intent};

use crate::frame;
use crate::rig::{Rig, ServerKind, config};

fn state(rig: &mut Rig, state: u8) {
    rig.says_hex(&frame(
        0x1c,
        0,
        0x0111,
        &format!("{state:02x}000000 01000000 05000000"),
    ));
}

#[test]
fn the_keys_and_the_prompt_of_a_call_may_come_before_its_state() {
    let server = ServerKind {
        version_byte: Some(5),
        ..ServerKind::default()
    };
    let mut rig = Rig::registered(config(), server);
    rig.intent(Intent::Hook);
    // SelectPhoneSoftKeys, DisplayPrompt, then SetCallState, lamp and tone.
    rig.says_hex(&frame(
        0x14,
        0,
        0x0110,
        "01000000 05000000 04000000 ffffffff",
    ));
    let prompt = format!("00000000 8020 {} 01000000 05000000", "00".repeat(30));
    rig.says_hex(&frame(0x30, 0, 0x0112, &prompt));
    assert!(rig.screen().calls.is_empty(), "named, but not begun");
    state(&mut rig, 1);
    rig.says_hex(&frame(0x10, 0, 0x0086, "09000000 01000000 02000000"));
    rig.says_hex(&frame(
        0x14,
        0,
        0x0082,
        "21000000 00000000 01000000 05000000",
    ));
    let screen = rig.screen();
    assert_eq!(screen.calls[0].state, CallState::OffHook);
    assert_eq!(screen.prompt, "Enter number");
    assert!(!screen.soft_keys.keys.is_empty());
}

#[test]
fn the_number_of_the_other_side_may_change_in_mid_call() {
    let server = ServerKind {
        version_byte: Some(5),
        ..ServerKind::default()
    };
    let mut rig = Rig::registered(config(), server);
    rig.incoming(1, 5, "1002");
    rig.talks(1, 5, 5);
    // After a transfer CallInfo comes again, with the same reference.
    rig.says(crate::rig::inbound(1, 5, "1003"));
    let screen = rig.screen();
    assert_eq!(screen.calls.len(), 1);
    assert_eq!(screen.calls[0].remote_number, "1003");
    assert_eq!(screen.calls[0].state, CallState::Connected);
}
