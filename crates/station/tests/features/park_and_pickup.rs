//! Park, retrieve, pickup in its kinds, call back, iDivert.

use std::time::Duration;

use station::{CallState, Direction, HardKey, Intent, Lamp, LampColour, Ring};

use crate::bench::{
    CONNECTED, ON_HOOK, RING_OUT, Says, button, call, event, notify, offered, phone, press,
    priority_notify, speaker, stimuli, talking, with_buttons,
};
use crate::rig::{Rig, inbound, prompt, ringer, select, tone};

fn notice(rig: &Rig) -> String {
    rig.screen()
        .notify
        .map(|notify| notify.text)
        .unwrap_or_default()
}

#[test]
fn a_parked_call_says_where_it_is_and_is_fetched_by_its_number() {
    let mut rig = talking();
    assert_eq!(press(&mut rig, "Park"), [(event("Park"), 1, 101)]);
    rig.says(notify(b"\x80\x21 620", 10));
    rig.call_state(11, 1, 101);
    rig.ends(1, 101, 501);
    assert_eq!(notice(&rig), "Call Park At 620");
    assert!(rig.screen().calls.is_empty() && !rig.screen().off_hook);
    rig.pass(Duration::from_secs(10));
    assert_eq!(notice(&rig), "");
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 102);
    for digit in "620".chars() {
        rig.intent(Intent::Key(digit));
    }
    rig.talks(1, 102, 502);
    rig.says(inbound(1, 102, "1003"));
    let screen = rig.screen();
    assert_eq!(call(&screen, 102).state, CallState::Connected);
    assert_eq!(call(&screen, 102).remote_number, "1003");
}

#[test]
fn a_park_that_fails_keeps_the_call() {
    for (phrase, text) in [
        (0x47, "No Park Number Available"),
        (0x5e, "Park Slot Unavailable"),
    ] {
        let mut rig = talking();
        press(&mut rig, "Park");
        rig.says(prompt(&[0x80, phrase], 5, 1, 101));
        assert_eq!(rig.screen().prompt, text);
        assert_eq!(call(&rig.screen(), 101).state, CallState::Connected);
    }
}

#[test]
fn a_parked_call_that_nobody_fetches_rings_again() {
    let mut rig = phone();
    rig.incoming(1, 101, "1003");
    rig.says(prompt(&[0x80, 0x48], 0, 1, 101));
    let screen = rig.screen();
    assert_eq!(screen.prompt, "Call Park Reversion");
    assert_eq!(screen.ring, Ring::Inside);
    rig.intent(Intent::Answer);
    rig.talks(1, 101, 501);
    assert_eq!(call(&rig.screen(), 101).state, CallState::Connected);
}

#[test]
fn a_directed_park_button_parks_and_shows_that_its_slot_is_taken() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x16)]);
    rig.says(feature(1, 0x16, 0, "Park 620"));
    assert_eq!(button(&rig, 2).label, "Park 620");
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.intent(Intent::LineKey(2));
    assert_eq!(stimuli(&rig), [(0x16, 1, 101)]);
    rig.ends(1, 101, 501);
    rig.says(feature(1, 0x16, 1, "Park 620"));
    assert_eq!(button(&rig, 2).lamp, Lamp::On);
    assert_eq!(button(&rig, 2).colour, LampColour::Amber);
}

fn feature(index: u32, id: u32, status: u32, label: &str) -> sccp::Message {
    sccp::FeatureStatV2 {
        feature_index: index,
        feature_id: id.into(),
        feature_status: status,
        feature_text_label: label.into(),
    }
    .into()
}

#[test]
fn a_call_of_the_group_is_picked_up_and_rings_here() {
    for key in ["PickUp", "GPickUp", "OPickUp"] {
        let mut rig = phone();
        assert_eq!(press(&mut rig, key), [(event(key), 0, 0)]);
        // chan-sccp without answering at once: the call rings here by the feature's ring.
        rig.call_state(4, 1, 101);
        rig.says(picked_up(101));
        rig.says(ringer(4));
        rig.says(select(1, 101, 3));
        let screen = rig.screen();
        assert_eq!(screen.ring, Ring::Feature);
        assert_eq!(call(&screen, 101).via, "Eve (1005)");
        rig.intent(Intent::Answer);
        rig.talks(1, 101, 501);
        assert_eq!(call(&rig.screen(), 101).state, CallState::Connected);
        assert_eq!(rig.screen().ring, Ring::Off);
    }
}

/// A call for 1005 that is answered here: the redirecting reason is 5, call pickup.
fn picked_up(reference: u32) -> sccp::Message {
    sccp::CallInfo {
        calling_party: "1003".into(),
        calling_party_name: "Bob".into(),
        called_party: "1001".into(),
        original_called_party: "1005".into(),
        original_called_party_name: "Eve".into(),
        line_instance: 1,
        call_reference: reference,
        call_type: 1.into(),
        original_cdpn_redirect_reason: 5,
        ..Default::default()
    }
    .into()
}

#[test]
fn a_picked_up_call_may_be_answered_at_once() {
    let mut rig = phone();
    press(&mut rig, "PickUp");
    // chan-sccp with pickup_modeanswer: rings, is off hook and connected in one breath.
    rig.call_state(4, 1, 101);
    rig.call_state(1, 1, 101);
    rig.call_state(5, 1, 101);
    rig.says(picked_up(101));
    rig.media(501, 101, 0);
    rig.says(select(1, 101, CONNECTED));
    let screen = rig.screen();
    let answered = call(&screen, 101);
    assert_eq!(answered.state, CallState::Connected);
    assert_eq!(answered.direction, Direction::Inbound);
    assert!(screen.off_hook && answered.receiving);
    rig.ends(1, 101, 501);
    rig.intent(Intent::HardKey(HardKey::Directories));
    let menu = rig.screen().menu.expect("the lists");
    assert_eq!(menu.items[1].detail, "1", "it is a received call");
}

#[test]
fn a_pickup_of_nothing_says_so() {
    let mut rig = phone();
    press(&mut rig, "GPickUp");
    rig.says(priority_notify(&[0x80, 0x5f], 5, 5));
    rig.says(tone(0x33, 0, 0));
    assert_eq!(notice(&rig), "No Call Available for Pickup");
    assert_eq!(rig.screen().tone.as_deref(), Some("BeepBonk"));
    rig.pass(Duration::from_secs(5));
    assert_eq!(notice(&rig), "");
    assert!(!rig.screen().off_hook);
}

#[test]
fn a_busy_number_calls_back_when_it_is_free() {
    let mut rig = phone();
    rig.intent(Intent::LineKey(1));
    rig.dial_tone(1, 101);
    rig.says(crate::bench::dialled("1004", 1, 101));
    rig.call_state(6, 1, 101);
    rig.says(tone(0x23, 1, 101));
    rig.says(select(1, 101, RING_OUT));
    assert_eq!(press(&mut rig, "CallBack"), [(event("CallBack"), 1, 101)]);
    rig.says(notify(b"CallBack activated on 1004", 10));
    rig.gives_up(1, 101);
    assert!(notice(&rig).starts_with("CallBack"));
    // It is free: the server says so with a tone and the keys of the idle phone.
    rig.says(priority_notify(b"1004 is available", 4, 10));
    rig.says(tone(0x31, 0, 0));
    rig.says(select(0, 0, ON_HOOK));
    assert_eq!(notice(&rig), "1004 is available");
    assert_eq!(rig.screen().tone.as_deref(), Some("ZipZip"));
}

#[test]
fn a_ringing_call_is_diverted_at_once() {
    let mut rig = phone();
    rig.incoming(1, 101, "1003");
    assert!(offered(&rig).contains(&"iDivert".to_owned()));
    assert_eq!(press(&mut rig, "iDivert"), [(event("iDivert"), 1, 101)]);
    // chan-sccp has it proceed first, so that it is not missed.
    rig.call_state(12, 1, 101);
    rig.gives_up(1, 101);
    rig.pass(Duration::from_secs(2));
    let screen = rig.screen();
    assert!(screen.calls.is_empty() && screen.ring == Ring::Off);
    assert_eq!(screen.missed_calls, 0);
    assert!(!screen.off_hook);
    rig.says(speaker(2));
}
