//! Several calls at once, on one line and on several.

use std::time::Duration;

use station::{AudioPath, CallState, Intent, Lamp, LampColour, Navigate, Ring};

use crate::bench::{
    CONNECTED, RING_IN, Says, button, call, event, offered, phone, press, stimuli, talking,
};
use crate::rig::{Rig, inbound, prompt, ringer, select, tone};

/// A second call knocks, as chan-sccp has it: the tone in the talk, a single silent ring.
fn knocks(rig: &mut Rig, line: u32, reference: u32, number: &str) {
    rig.says(tone(0x2d, 1, 101));
    rig.call_state(4, line, reference);
    rig.says(inbound(line, reference, number));
    rig.says(prompt(&[0x80, 0x1b], 0, line, reference));
    rig.says(sccp::SetRinger {
        ring_mode: 5.into(),
        ring_duration: 2.into(),
        line_instance: line,
        call_reference: reference,
    });
    rig.says(select(line, reference, RING_IN));
}

#[test]
fn a_waiting_call_knocks_in_the_talk_and_leaves_it_in_front() {
    let mut rig = talking();
    knocks(&mut rig, 1, 102, "1004");
    let screen = rig.screen();
    assert_eq!(screen.focused_call, Some(101));
    assert_eq!(call(&screen, 102).state, CallState::RingIn);
    assert_eq!(call(&screen, 102).remote_number, "1004");
    assert_eq!(call(&screen, 102).prompt, "Call Waiting");
    assert_eq!(screen.tone.as_deref(), Some("CallWaitingTone"));
    assert_eq!(screen.ring, Ring::FlashOnly);
    assert!(rig.voice.contains(&station::VoiceCommand::Ring {
        ring: Ring::FlashOnly,
        once: true
    }));
    let key = button(&rig, 1);
    assert_eq!(
        (key.call_state, key.colour),
        (CallState::RingIn, LampColour::Amber)
    );
    assert!(
        offered(&rig).contains(&"Hold".to_owned()),
        "the talk's keys"
    );
}

#[test]
fn call_waiting_by_its_own_state_is_answered_alike() {
    let mut rig = talking();
    rig.call_state(9, 1, 102);
    rig.says(inbound(1, 102, "1004"));
    rig.says(tone(0x2d, 1, 101));
    rig.says(select(1, 102, RING_IN));
    assert_eq!(call(&rig.screen(), 102).state, CallState::CallWaiting);
    rig.intent(Intent::Answer);
    assert_eq!(
        rig.soft_keys_sent(),
        [(event("Hold"), 1, 101), (event("Answer"), 1, 102)]
    );
}

#[test]
fn the_waiting_call_is_answered_and_the_two_are_swapped() {
    let mut rig = talking();
    knocks(&mut rig, 1, 102, "1004");
    rig.intent(Intent::Navigate(Navigate::Down));
    assert_eq!(rig.screen().focused_call, Some(102));
    press(&mut rig, "Answer");
    rig.holds(1, 101, 501);
    rig.talks(1, 102, 502);
    let screen = rig.screen();
    assert_eq!(screen.focused_call, Some(102));
    assert_eq!(call(&screen, 101).state, CallState::Hold);
    assert_eq!((screen.tone, screen.ring), (None, Ring::Off));
    // Swap: resume the held one, the server holds the other.
    rig.clear();
    rig.intent(Intent::Navigate(Navigate::Up));
    assert_eq!(press(&mut rig, "Resume"), [(event("Resume"), 1, 101)]);
    rig.holds(1, 102, 502);
    rig.talks(1, 101, 503);
    let screen = rig.screen();
    assert_eq!(screen.focused_call, Some(101));
    assert_eq!(call(&screen, 101).state, CallState::Connected);
    assert_eq!(call(&screen, 102).state, CallState::Hold);
    assert!(screen.off_hook);
    assert_eq!(button(&rig, 1).call_state, CallState::Connected);
}

#[test]
fn calls_on_two_lines_are_swapped_by_the_line_keys() {
    let mut rig = talking();
    knocks(&mut rig, 2, 102, "1004");
    assert_eq!(button(&rig, 2).call_state, CallState::RingIn);
    assert_eq!(button(&rig, 1).call_state, CallState::Connected);
    rig.intent(Intent::LineKey(2));
    assert_eq!(stimuli(&rig), [(9, 2, 0)]);
    rig.holds(1, 101, 501);
    rig.talks(2, 102, 502);
    assert_eq!(rig.screen().active_line, 2);
    assert_eq!(button(&rig, 1).call_state, CallState::Hold);
    assert_eq!(button(&rig, 1).colour, LampColour::Green);
    assert_eq!(button(&rig, 1).lamp, Lamp::Wink);
    rig.clear();
    rig.intent(Intent::LineKey(1));
    assert_eq!(stimuli(&rig), [(9, 1, 0)]);
    rig.holds(2, 102, 502);
    rig.talks(1, 101, 503);
    let screen = rig.screen();
    assert_eq!((screen.focused_call, screen.active_line), (Some(101), 1));
}

#[test]
fn when_the_talk_ends_the_waiting_call_comes_to_the_front() {
    let mut rig = talking();
    knocks(&mut rig, 1, 102, "1004");
    rig.ends(1, 101, 501);
    let screen = rig.screen();
    assert_eq!(screen.focused_call, Some(102));
    assert!(offered(&rig).contains(&"Answer".to_owned()));
    rig.pass(Duration::from_secs(2));
    assert!(!rig.screen().off_hook);
}

#[test]
fn a_held_call_that_reminds_is_shown_so() {
    let mut rig = talking();
    rig.holds(1, 101, 501);
    rig.call_state(15, 1, 101);
    rig.says(ringer(2));
    let key = button(&rig, 1);
    assert_eq!(
        (key.call_state, key.colour),
        (CallState::HoldRevert, LampColour::Amber)
    );
    assert!(!rig.screen().off_hook);
}

#[test]
fn four_calls_on_a_line_are_all_there() {
    let mut rig = phone();
    rig.intent(Intent::Path(AudioPath::Speaker));
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    for (reference, party) in [(102, 502), (103, 503), (104, 504)] {
        rig.holds(1, reference - 1, party - 1);
        rig.intent(Intent::SoftKey("NewCall".into()));
        rig.dial_tone(1, reference);
        rig.talks(1, reference, party);
    }
    let screen = rig.screen();
    let states: Vec<_> = screen.calls.iter().map(|call| call.state).collect();
    assert_eq!(
        states,
        [
            CallState::Hold,
            CallState::Hold,
            CallState::Hold,
            CallState::Connected
        ]
    );
    rig.intent(Intent::Focus(102));
    assert_eq!(press(&mut rig, "Resume"), [(event("Resume"), 1, 102)]);
    rig.says(select(1, 104, CONNECTED));
    assert_eq!(rig.screen().focused_call, Some(102), "keys move no focus");
}
