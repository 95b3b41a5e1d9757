//! Transfer, direct transfer, join, conference, meet-me.

use std::time::Duration;

use station::{CallState, Intent, Navigate};

use crate::bench::{
    CONN_CONF, CONN_TRANS, CONNECTED, DIGITS, OFF_HOOK, OFF_HOOK_FEATURE, Says, call, callmanager,
    dialled, event, notify, offered, phone, press, speaker, stimuli, talking,
};
use crate::rig::{Rig, ServerKind, config, outbound, prompt, select, tone};

/// The server makes a call for a transfer or a conference (section 5.9).
fn consults(rig: &mut Rig, first: (u32, u32), second: u32) {
    let (reference, party) = first;
    rig.holds(1, reference, party);
    rig.says(speaker(1));
    rig.dial_tone(1, second);
    rig.says(select(1, second, OFF_HOOK_FEATURE));
}

/// Both calls end, since they are one elsewhere now.
fn is_transferred(rig: &mut Rig, calls: &[(u32, u32)]) {
    rig.says(notify(b"Transfer", 5));
    for (reference, party) in calls {
        rig.ends(1, *reference, *party);
    }
}

fn states(rig: &Rig) -> Vec<(u32, CallState)> {
    let calls = rig.screen().calls;
    calls
        .into_iter()
        .map(|call| (call.call_reference, call.state))
        .collect()
}

fn dial(rig: &mut Rig, number: &str) {
    for digit in number.chars() {
        rig.intent(Intent::Key(digit));
    }
}

#[test]
fn a_call_is_transferred_after_a_word() {
    let mut rig = talking();
    assert_eq!(press(&mut rig, "Transfer"), [(event("Transfer"), 1, 101)]);
    consults(&mut rig, (101, 501), 102);
    assert_eq!(
        states(&rig),
        [(101, CallState::Hold), (102, CallState::OffHook)]
    );
    assert_eq!(rig.screen().focused_call, Some(102));
    rig.clear();
    dial(&mut rig, "1004");
    assert_eq!(rig.keypad_digits(), "1004", "to the new call");
    rig.rings_out(1, 102, "1004");
    rig.talks(1, 102, 502);
    rig.says(select(1, 102, CONN_TRANS));
    assert_eq!(offered(&rig), ["EndCall", "Transfer"]);
    assert_eq!(press(&mut rig, "Transfer"), [(event("Transfer"), 1, 102)]);
    is_transferred(&mut rig, &[(102, 502), (101, 0)]);
    let screen = rig.screen();
    assert!(screen.calls.is_empty() && !screen.off_hook);
    assert_eq!(
        screen.notify.map(|notify| notify.text),
        Some("Transfer".into())
    );
}

#[test]
fn a_call_is_transferred_blind_while_the_other_end_rings() {
    let mut rig = talking();
    press(&mut rig, "Transfer");
    consults(&mut rig, (101, 501), 102);
    dial(&mut rig, "1004");
    rig.rings_out(1, 102, "1004");
    assert_eq!(press(&mut rig, "Transfer"), [(event("Transfer"), 1, 102)]);
    rig.call_state(10, 1, 102);
    assert_eq!(call(&rig.screen(), 102).state, CallState::CallTransfer);
    rig.gives_up(1, 102);
    rig.gives_up(1, 101);
    rig.pass(Duration::from_secs(2));
    let screen = rig.screen();
    assert!(screen.calls.is_empty() && !screen.off_hook);
    assert_eq!(screen.tone, None, "the ring-back goes with its call");
}

#[test]
fn a_transfer_that_nobody_takes_leads_back_to_the_held_call() {
    let mut rig = talking();
    press(&mut rig, "Transfer");
    consults(&mut rig, (101, 501), 102);
    dial(&mut rig, "1004");
    rig.call_state(6, 1, 102);
    rig.says(tone(0x23, 1, 102));
    assert_eq!(call(&rig.screen(), 102).state, CallState::Busy);
    assert_eq!(press(&mut rig, "EndCall"), [(event("EndCall"), 1, 102)]);
    rig.gives_up(1, 102);
    let screen = rig.screen();
    assert_eq!(screen.focused_call, Some(101));
    assert_eq!(press(&mut rig, "Resume"), [(event("Resume"), 1, 101)]);
    rig.talks(1, 101, 503);
    assert!(rig.screen().off_hook);
    rig.says(prompt(&[0x80, 0x52], 5, 1, 101));
    assert_eq!(rig.screen().prompt, "Can Not Complete Transfer");
    rig.pass(Duration::from_secs(5));
    assert_eq!(rig.screen().prompt, "Connected");
}

#[test]
fn a_transfer_button_is_pressed_for_the_call_in_front() {
    let server = ServerKind {
        silent_about: vec![0x0034],
        ..callmanager(&[(1, 9), (1, 4), (1, 3), (1, 0x7d)])
    };
    let mut rig = Rig::registered(config(), server);
    rig.pass(Duration::from_secs(5));
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    let labels: Vec<_> = rig
        .screen()
        .line_keys
        .into_iter()
        .skip(1)
        .map(|key| key.label)
        .collect();
    assert_eq!(
        labels,
        ["Transfer", "Hold", "Confrn"],
        "they need no server"
    );
    for position in [2, 3, 4] {
        rig.intent(Intent::LineKey(position));
    }
    assert_eq!(stimuli(&rig), [(4, 1, 101), (3, 1, 101), (0x7d, 1, 101)]);
}

/// Two calls of this phone, 101 held and 102 in a talk.
fn two_calls() -> Rig {
    let mut rig = talking();
    rig.holds(1, 101, 501);
    rig.intent(Intent::SoftKey("NewCall".into()));
    rig.dial_tone(1, 102);
    rig.rings_out(1, 102, "1004");
    rig.talks(1, 102, 502);
    rig.clear();
    rig
}

fn is_selected(rig: &mut Rig, reference: u32, selected: u32) {
    rig.says(sccp::CallSelectStat {
        call_select_stat: selected,
        call_reference: reference,
        line_instance: 1,
    });
}

#[test]
fn two_selected_calls_are_transferred_to_each_other() {
    let mut rig = two_calls();
    assert_eq!(press(&mut rig, "Select"), [(event("Select"), 1, 102)]);
    is_selected(&mut rig, 102, 1);
    rig.intent(Intent::Navigate(Navigate::Up));
    assert_eq!(press(&mut rig, "Select"), [(event("Select"), 1, 101)]);
    is_selected(&mut rig, 101, 1);
    let screen = rig.screen();
    assert!(call(&screen, 101).selected && call(&screen, 102).selected);
    assert_eq!(press(&mut rig, "DirTrfr"), [(event("DirTrfr"), 1, 101)]);
    is_transferred(&mut rig, &[(102, 502), (101, 0)]);
    assert!(rig.screen().calls.is_empty());
}

#[test]
fn a_selection_is_taken_back() {
    let mut rig = two_calls();
    is_selected(&mut rig, 102, 1);
    assert!(call(&rig.screen(), 102).selected);
    is_selected(&mut rig, 102, 0);
    assert!(!call(&rig.screen(), 102).selected);
}

#[test]
fn calls_are_joined_to_a_conference() {
    let mut rig = two_calls();
    is_selected(&mut rig, 101, 1);
    assert_eq!(press(&mut rig, "Join"), [(event("Join"), 1, 102)]);
    rig.gives_up(1, 101);
    is_conference(&mut rig, 102, 503);
    assert_eq!(states(&rig), [(102, CallState::Connected)]);
}

/// The call is a conference now: other media, other keys, another name.
fn is_conference(rig: &mut Rig, reference: u32, party: u32) {
    rig.closes(reference, party - 1);
    rig.says(speaker(1));
    rig.media(party, reference, 0);
    rig.call_state(5, 1, reference);
    rig.says(sccp::CallInfo {
        called_party_name: "Conference".into(),
        line_instance: 1,
        call_reference: reference,
        call_type: 2.into(),
        ..Default::default()
    });
    rig.says(select(1, reference, CONN_CONF));
    rig.says(prompt(&[0x80, 0x34], 0, 1, reference));
}

#[test]
fn three_talk_in_a_conference_and_the_last_is_dropped() {
    let mut rig = talking();
    assert_eq!(press(&mut rig, "Confrn"), [(event("Confrn"), 1, 101)]);
    consults(&mut rig, (101, 501), 102);
    dial(&mut rig, "1004");
    rig.rings_out(1, 102, "1004");
    rig.talks(1, 102, 502);
    rig.says(select(1, 102, CONN_CONF));
    assert_eq!(press(&mut rig, "Confrn"), [(event("Confrn"), 1, 102)]);
    rig.ends(1, 102, 502);
    rig.says(speaker(1));
    is_conference(&mut rig, 101, 504);
    let screen = rig.screen();
    assert_eq!(states(&rig), [(101, CallState::Connected)]);
    assert_eq!(call(&screen, 101).remote_name, "Conference");
    assert_eq!(screen.prompt, "Conference");
    assert!(call(&screen, 101).receiving && call(&screen, 101).transmitting);
    assert!(screen.off_hook);
    assert_eq!(press(&mut rig, "RmLstC"), [(event("RmLstC"), 1, 101)]);
    assert_eq!(press(&mut rig, "ConfList"), [(event("ConfList"), 1, 101)]);
    rig.says(prompt(&[0x80, 0x2c], 5, 1, 101));
    assert_eq!(rig.screen().prompt, "Exceed Maximum Parties");
    rig.pass(Duration::from_secs(5));
    assert_eq!(rig.screen().prompt, "Conference");
}

#[test]
fn a_conference_without_a_bridge_leaves_the_calls_as_they_were() {
    let mut rig = two_calls();
    press(&mut rig, "Confrn");
    rig.says(prompt(&[0x80, 0x27], 5, 1, 102));
    assert_eq!(rig.screen().prompt, "No Conference Bridge");
    assert_eq!(
        states(&rig),
        [(101, CallState::Hold), (102, CallState::Connected)]
    );
}

#[test]
fn a_meet_me_conference_is_opened_by_key_and_number() {
    let mut rig = phone();
    assert_eq!(press(&mut rig, "MeetMe"), [(event("MeetMe"), 0, 0)]);
    rig.says(speaker(1));
    rig.dial_tone(1, 101);
    rig.says(tone(0x31, 1, 101));
    rig.says(select(1, 101, OFF_HOOK_FEATURE));
    assert_eq!(rig.screen().tone.as_deref(), Some("ZipZip"));
    dial(&mut rig, "630");
    assert_eq!(rig.keypad_digits(), "630");
    rig.says(crate::bench::stop_tone(1, 101));
    rig.says(dialled("630", 1, 101));
    rig.call_state(12, 1, 101);
    rig.says(outbound(1, 101, "630"));
    is_conference(&mut rig, 101, 502);
    let screen = rig.screen();
    assert_eq!(call(&screen, 101).state, CallState::Connected);
    rig.says(select(1, 101, CONNECTED));
    assert_eq!(rig.screen().dialled, "630");
}

#[test]
fn digits_are_followed_by_the_keys_of_the_server() {
    let mut rig = phone();
    rig.intent(Intent::LineKey(1));
    rig.dial_tone(1, 101);
    rig.says(select(1, 101, OFF_HOOK));
    assert!(offered(&rig).contains(&"MeetMe".to_owned()));
    rig.intent(Intent::Key('1'));
    rig.says(select(1, 101, DIGITS));
    assert_eq!(offered(&rig), ["<<", "EndCall"]);
}
