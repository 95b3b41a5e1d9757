//! Lines that several phones have: in use elsewhere, held elsewhere, barge, privacy.

use std::time::Duration;

use station::{CallState, Direction, HardKey, Intent, Lamp, LampColour, Privacy, Ring};

use crate::bench::{
    BLINK, IN_USE_HINT, OFF, ON, ON_HOOK, RING_IN, STEALABLE, Says, button, call, clear_prompt,
    event, lamp, offered, phone, press, state, stimuli, with_buttons,
};
use crate::rig::{Rig, inbound, outbound, prompt, ringer, select, tone};

/// Another phone of line 1 talks: call 201, as chan-sccp tells the others.
fn in_use_elsewhere(rig: &mut Rig, privacy: u32) {
    rig.says(ringer(1));
    rig.says(clear_prompt(1, 201));
    rig.says(lamp(9, 1, ON));
    rig.says(state(13, 1, 201, privacy, 3));
    rig.says(select(1, 201, STEALABLE));
    rig.says(outbound(1, 201, "1003"));
}

/// The call on another phone ends, as chan-sccp tells the others.
fn ends_elsewhere(rig: &mut Rig) {
    rig.says(lamp(9, 1, OFF));
    rig.says(clear_prompt(1, 201));
    rig.says(ringer(1));
    rig.says(state(2, 1, 201, 0, 3));
    rig.says(select(1, 201, ON_HOOK));
}

fn lists(rig: &mut Rig) -> Vec<String> {
    rig.intent(Intent::HardKey(HardKey::Directories));
    let menu = rig.screen().menu.expect("the lists");
    rig.intent(Intent::HardKey(HardKey::Directories));
    menu.items
        .into_iter()
        .take(3)
        .map(|item| item.detail)
        .collect()
}

#[test]
fn a_line_in_use_on_another_phone_is_red_and_the_phone_stays_idle() {
    let mut rig = phone();
    in_use_elsewhere(&mut rig, 0);
    let screen = rig.screen();
    let key = button(&rig, 1);
    assert_eq!(
        (key.call_state, key.colour, key.lamp),
        (CallState::CallRemoteMultiline, LampColour::Red, Lamp::On)
    );
    assert_eq!(call(&screen, 201).remote_number, "1003");
    assert_eq!(screen.focused_call, None, "the idle phone keeps its keys");
    assert!(offered(&rig).contains(&"Redial".to_owned()));
    assert!(!screen.off_hook && rig.sent.is_empty());
    ends_elsewhere(&mut rig);
    assert!(rig.screen().calls.is_empty());
    assert_eq!(button(&rig, 1).colour, LampColour::None);
    assert_eq!(lists(&mut rig), ["0", "0", "0"], "it was not ours");
}

#[test]
fn the_red_line_key_shows_the_keys_of_the_call_elsewhere_and_then_calls() {
    let mut rig = phone();
    in_use_elsewhere(&mut rig, 0);
    rig.intent(Intent::LineKey(1));
    assert!(rig.sent.is_empty(), "only looked at");
    assert_eq!(rig.screen().focused_call, Some(201));
    assert_eq!(offered(&rig), ["Barge", "cBarge", "NewCall"]);
    rig.intent(Intent::HangUp);
    assert!(rig.sent.is_empty(), "it is not ours to end");
    rig.intent(Intent::LineKey(1));
    assert_eq!(stimuli(&rig), [(9, 1, 0)]);
    rig.clear();
    rig.intent(Intent::Escape);
    assert_eq!(rig.screen().focused_call, None, "looked away");
}

#[test]
fn a_typed_number_is_dialled_on_a_line_in_use_elsewhere() {
    let mut rig = phone();
    in_use_elsewhere(&mut rig, 0);
    rig.intent(Intent::Paste("1004".into()));
    rig.intent(Intent::LineKey(1));
    assert_eq!(stimuli(&rig), [(9, 1, 0)]);
    rig.dial_tone(1, 202);
    rig.pass(Duration::from_secs(1));
    assert_eq!(rig.keypad_digits(), "1004");
}

#[test]
fn answered_on_another_phone_is_not_missed() {
    // chan-sccp: CallHistoryInfo says that it is in no list.
    let mut rig = phone();
    rig.incoming(1, 201, "1003");
    rig.says(sccp::CallHistoryInfo {
        call_history_disposition: 0.into(),
        line_instance: 1,
        call_reference: 201,
    });
    in_use_elsewhere(&mut rig, 0);
    assert_eq!(rig.screen().ring, Ring::Off);
    ends_elsewhere(&mut rig);
    assert_eq!(lists(&mut rig), ["0", "0", "0"]);
}

#[test]
fn a_call_told_as_connected_for_the_lists_only_lifts_nothing() {
    // chan-sccp to older phones: connected, then in use elsewhere, in one breath.
    let mut rig = phone();
    rig.incoming(1, 201, "1003");
    rig.says(state(5, 1, 201, 0, 4));
    rig.says(state(13, 1, 201, 0, 4));
    let screen = rig.screen();
    assert!(!screen.off_hook && screen.audio_path.is_none());
    assert_eq!(call(&screen, 201).connected_at, None);
    // Or hidden, when another phone has answered.
    let mut rig = phone();
    rig.incoming(1, 201, "1003");
    rig.says(state(5, 1, 201, 2, 3));
    assert!(!rig.screen().off_hook);
    rig.says(prompt(&[0x80, 0x1f], 0, 1, 201));
    assert_eq!(rig.screen().prompt, "In Use Remote");
    rig.gives_up(1, 201);
    assert_eq!(lists(&mut rig), ["0", "0", "0"]);
    assert!(!rig.sent_names().contains(&"OnHook"));
}

#[test]
fn a_call_held_on_another_phone_is_resumed_here() {
    let mut rig = phone();
    in_use_elsewhere(&mut rig, 0);
    rig.says(state(17, 1, 201, 0, 4));
    rig.says(select(1, 201, 2));
    rig.says(prompt(&[0x80, 0x03], 0, 1, 201));
    let key = button(&rig, 1);
    assert_eq!(
        (key.call_state, key.colour),
        (CallState::RemoteHold, LampColour::Red)
    );
    assert_eq!(rig.screen().focused_call, Some(201));
    assert_eq!(press(&mut rig, "Resume"), [(event("Resume"), 1, 201)]);
    rig.talks(1, 201, 601);
    let screen = rig.screen();
    assert_eq!(call(&screen, 201).state, CallState::Connected);
    assert!(screen.off_hook);
    assert_eq!(button(&rig, 1).colour, LampColour::Green);
    rig.ends(1, 201, 601);
    assert_eq!(lists(&mut rig), ["0", "0", "1"], "now it was ours");
}

#[test]
fn a_phone_that_leaves_ends_only_its_own_calls() {
    // To older phones chan-sccp tells what another one holds as held.
    let mut rig = phone();
    rig.says(state(8, 1, 201, 0, 4));
    rig.says(select(1, 201, 2));
    assert!(offered(&rig).contains(&"Resume".to_owned()));
    rig.intent(Intent::Quit);
    rig.pass(Duration::from_secs(5));
    assert_eq!(rig.soft_keys_sent(), []);
    assert!(!rig.sent_names().contains(&"OnHook"));
    assert!(rig.finished.is_some());
}

#[test]
fn our_held_call_goes_to_the_phone_that_resumes_it() {
    let mut rig = phone();
    rig.incoming(1, 201, "1003");
    rig.intent(Intent::Answer);
    rig.talks(1, 201, 601);
    rig.pass(Duration::from_secs(5));
    rig.holds(1, 201, 601);
    assert_eq!(button(&rig, 1).call_state, CallState::Hold);
    in_use_elsewhere(&mut rig, 0);
    let screen = rig.screen();
    assert_eq!(screen.focused_call, None);
    assert_eq!(call(&screen, 201).state, CallState::CallRemoteMultiline);
    assert!(!screen.off_hook);
    ends_elsewhere(&mut rig);
    assert_eq!(lists(&mut rig), ["0", "0", "1"], "we had talked");
}

#[test]
fn a_barge_makes_a_call_of_its_own_and_hides_the_one_elsewhere() {
    let mut rig = phone();
    in_use_elsewhere(&mut rig, 0);
    rig.intent(Intent::LineKey(1));
    assert_eq!(press(&mut rig, "Barge"), [(event("Barge"), 1, 201)]);
    rig.dial_tone(1, 202);
    rig.call_state(12, 1, 202);
    rig.says(outbound(1, 202, "1003"));
    rig.says(state(13, 1, 201, 2, 3));
    rig.talks(1, 202, 602);
    let screen = rig.screen();
    assert_eq!(screen.focused_call, Some(202));
    let shown: Vec<_> = screen
        .calls
        .iter()
        .map(|call| call.call_reference)
        .collect();
    assert_eq!(shown, [202], "the other one is hidden while we are in it");
    assert_eq!(button(&rig, 1).call_state, CallState::Connected);
    rig.ends(1, 202, 602);
    assert_eq!(
        button(&rig, 1).call_state,
        CallState::CallRemoteMultiline,
        "the others talk on"
    );
}

#[test]
fn a_barge_that_fails_is_told_by_prompt_and_tone() {
    for (phrase, text) in [
        (0x36, "Private"),
        (0x44, "Failed to set up Barge"),
        (0x45, "Another Barge Exists"),
    ] {
        let mut rig = phone();
        in_use_elsewhere(&mut rig, 0);
        rig.intent(Intent::LineKey(1));
        press(&mut rig, "cBarge");
        rig.says(prompt(&[0x80, phrase], 5, 1, 0));
        rig.says(tone(0x33, 1, 0));
        let screen = rig.screen();
        assert_eq!(screen.prompt, text);
        assert_eq!(screen.tone.as_deref(), Some("BeepBonk"));
    }
}

#[test]
fn whoever_is_barged_hears_and_sees_it() {
    let mut rig = crate::bench::talking();
    rig.says(crate::bench::notify(b"\x80\x43 \x80\x171005", 10));
    rig.says(sccp::StartTone {
        tone: 0x32.into(),
        tone_output_direction: 2.into(),
        line_instance: 1,
        call_reference: 101,
    });
    let screen = rig.screen();
    let text = screen.notify.expect("it is told").text;
    assert!(
        text.starts_with("Barge") && text.ends_with("1005"),
        "{text}"
    );
    assert!(rig.voice.contains(&station::VoiceCommand::StartTone {
        tone: 0x32,
        to_network: true
    }));
}

#[test]
fn a_private_call_elsewhere_shows_no_more_than_it_may() {
    let mut rig = phone();
    in_use_elsewhere(&mut rig, 1);
    let screen = rig.screen();
    let elsewhere = call(&screen, 201);
    assert_eq!(elsewhere.privacy, Privacy::Limited);
    assert_eq!(
        (
            elsewhere.remote_name.as_str(),
            elsewhere.remote_number.as_str()
        ),
        ("", "")
    );
    in_use_elsewhere(&mut rig, 2);
    assert!(rig.screen().calls.is_empty());
    assert_eq!(button(&rig, 1).colour, LampColour::Red, "that much is seen");
    rig.intent(Intent::LineKey(1));
    assert_eq!(stimuli(&rig), [(9, 1, 0)], "there is nothing to look at");
}

#[test]
fn a_call_that_rings_on_several_phones_stops_when_the_caller_gives_up() {
    let mut rig = phone();
    rig.incoming(1, 201, "1003");
    rig.gives_up(1, 201);
    assert_eq!(rig.screen().ring, Ring::Off);
    assert_eq!(rig.screen().missed_calls, 1);
}

#[test]
fn a_line_key_that_stands_for_a_number_follows_states_without_a_call() {
    // chan-sccp's hints on phones without busy lamp fields.
    let mut rig = with_buttons(&[(1, 9), (2, 9), (3, 9)]);
    rig.says(state(13, 3, 0, 0, 4));
    rig.says(lamp(9, 3, ON));
    rig.says(select(3, 0, IN_USE_HINT));
    let key = button(&rig, 3);
    assert_eq!(
        (key.call_state, key.colour),
        (CallState::CallRemoteMultiline, LampColour::Red)
    );
    assert!(rig.screen().calls.is_empty());
    assert!(
        offered(&rig).contains(&"Redial".to_owned()),
        "the idle keys stay"
    );
    rig.says(state(4, 2, 0, 0, 4));
    rig.says(lamp(9, 2, BLINK));
    assert_eq!(button(&rig, 2).call_state, CallState::RingIn);
    assert_eq!(rig.screen().ring, Ring::Off);
    // Its key shows what can be done, and pressed again does what the server makes of it.
    rig.intent(Intent::LineKey(3));
    assert!(rig.sent.is_empty());
    assert_eq!(offered(&rig), ["Barge", "cBarge", "NewCall"]);
    rig.intent(Intent::LineKey(3));
    assert_eq!(stimuli(&rig), [(9, 3, 0)]);
    rig.says(state(7, 2, 0, 2, 4));
    rig.says(state(2, 2, 0, 0, 4));
    rig.says(select(2, 0, ON_HOOK));
    assert_eq!(button(&rig, 2).call_state, CallState::Idle);
    assert!(!rig.screen().off_hook, "nothing of it lifts the phone");
}

#[test]
fn a_ringing_shared_line_keeps_its_direction_and_keys() {
    let mut rig = phone();
    rig.call_state(4, 1, 201);
    rig.says(inbound(1, 201, "1003"));
    rig.says(ringer(3));
    rig.says(select(1, 201, RING_IN));
    let screen = rig.screen();
    assert_eq!(call(&screen, 201).direction, Direction::Inbound);
    assert_eq!(screen.ring, Ring::Outside);
    assert!(offered(&rig).contains(&"Answer".to_owned()));
}
