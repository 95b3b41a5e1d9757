//! Wishes that come from the desktop around the phone: links, and the buttons of a notification.

mod rig;

use std::time::Duration;

use rig::{Rig, ServerKind, config, ringer};
use station::{Input, Intent, Preference, Ring, VoiceCommand, VoiceReport};

fn registered() -> Rig {
    Rig::registered(config(), ServerKind::default())
}

fn talking() -> Rig {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.clear();
    rig
}

fn rings(rig: &Rig) -> Vec<Ring> {
    let rings = rig.voice.iter().filter_map(|command| match command {
        VoiceCommand::Ring { ring, .. } => Some(*ring),
        _ => None,
    });
    rings.collect()
}

#[test]
fn an_offered_number_stands_in_place_of_what_was_typed_and_is_not_dialled() {
    let mut rig = registered();
    rig.clear();
    rig.intent(Intent::Key('9'));
    rig.intent(Intent::Offer("+49 (30) 123".to_owned()));
    assert_eq!(rig.screen().dialled, "+4930123");
    rig.intent(Intent::Offer("600".to_owned()));
    assert_eq!(rig.screen().dialled, "600");
    assert_eq!(rig.sent_names(), Vec::<&str>::new());
    rig.intent(Intent::Enter);
    assert!(rig.screen().off_hook);
}

#[test]
fn an_offered_number_never_goes_into_a_call_and_waits_for_its_end() {
    let mut rig = talking();
    rig.intent(Intent::Offer("600".to_owned()));
    assert_eq!(rig.keypad_digits(), "");
    assert_eq!(rig.screen().dialled, "");
    let notice = rig.screen().notify.map(|notify| notify.text);
    assert_eq!(
        notice.as_deref(),
        Some("600 can be dialled after this call")
    );
    rig.intent(Intent::HangUp);
    rig.ends(1, 101, 501);
    assert_eq!(rig.screen().dialled, "600");
    assert_eq!(rig.keypad_digits(), "");
}

#[test]
fn a_text_without_a_number_changes_nothing() {
    let mut rig = registered();
    rig.intent(Intent::Key('9'));
    rig.intent(Intent::Offer("\u{1F600}".to_owned()));
    assert_eq!(rig.screen().dialled, "9");
}

#[test]
fn a_silenced_call_is_seen_and_not_heard_and_the_next_one_is_heard() {
    let mut rig = registered();
    rig.clear();
    rig.incoming(1, 102, "1003");
    assert_eq!(rings(&rig).last(), Some(&Ring::Inside));
    rig.intent(Intent::Silence);
    assert_eq!(rings(&rig).last(), Some(&Ring::Off));
    assert_eq!(rig.screen().ring, Ring::Inside);
    assert!(rig.screen().ring_silenced);
    // A server that says it again means the same call.
    rig.says(ringer(2));
    assert_eq!(rings(&rig).last(), Some(&Ring::Off));
    rig.call_state(2, 1, 102);
    assert_eq!(rig.screen().ring, Ring::Off);
    assert!(!rig.screen().ring_silenced);
    rig.incoming(1, 103, "1004");
    assert_eq!(rings(&rig).last(), Some(&Ring::Inside));
    assert!(!rig.screen().ring_silenced);
}

#[test]
fn a_second_call_rings_aloud_beside_a_silenced_one() {
    let mut rig = registered();
    rig.incoming(1, 102, "1003");
    rig.intent(Intent::Silence);
    rig.clear();
    rig.call_state(4, 1, 103);
    assert_eq!(rings(&rig), [Ring::Inside]);
    assert!(!rig.screen().ring_silenced);
}

#[test]
fn nothing_is_silenced_when_nothing_rings() {
    let mut rig = registered();
    rig.clear();
    rig.intent(Intent::Silence);
    assert_eq!(rings(&rig), []);
    rig.incoming(1, 102, "1003");
    assert_eq!(rings(&rig).last(), Some(&Ring::Inside));
}

#[test]
fn declining_refuses_the_call_that_rings_and_never_the_talk() {
    let mut rig = talking();
    rig.incoming(1, 102, "1003");
    rig.intent(Intent::Focus(101));
    rig.clear();
    rig.intent(Intent::Decline(102));
    let keys = rig.soft_keys_sent();
    assert!(keys.iter().all(|(_, _, call)| *call == 102), "{keys:?}");
    assert_eq!(keys.len(), 1);
    rig.call_state(2, 1, 102);
    rig.clear();
    // Too late: the call has gone, and the talk stays.
    rig.intent(Intent::Decline(102));
    rig.intent(Intent::Decline(101));
    assert_eq!(rig.sent_names(), Vec::<&str>::new());
}

#[test]
fn what_is_offered_is_not_in_logs() {
    assert_eq!(format!("{:?}", Intent::Offer("600".to_owned())), "Offer(…)");
}

#[test]
fn who_speaks_while_muted_is_told_for_four_seconds_and_not_again_for_fifteen() {
    let mut rig = talking();
    let notice = |rig: &Rig| rig.screen().notify.map(|notify| notify.text);
    let speaks = || Input::Voice(VoiceReport::SpokenMuted);
    // A report that comes after the microphone is open again is of the past.
    rig.input(speaks());
    assert_eq!(notice(&rig), None);
    rig.intent(Intent::Mute);
    rig.input(speaks());
    assert_eq!(notice(&rig).as_deref(), Some("You are muted"));
    rig.pass(Duration::from_millis(3900));
    assert_eq!(notice(&rig).as_deref(), Some("You are muted"));
    rig.pass(Duration::from_millis(200));
    assert_eq!(notice(&rig), None);
    rig.input(speaks());
    rig.pass(Duration::from_secs(10));
    rig.input(speaks());
    assert_eq!(notice(&rig), None);
    rig.pass(Duration::from_secs(1));
    rig.input(speaks());
    assert_eq!(notice(&rig).as_deref(), Some("You are muted"));
}

#[test]
fn who_does_not_want_the_reminder_is_not_reminded() {
    let mut rig = talking();
    rig.intent(Intent::Prefer(Preference::MuteReminder(false)));
    rig.intent(Intent::Mute);
    rig.input(Input::Voice(VoiceReport::SpokenMuted));
    assert_eq!(rig.screen().notify, None);
}

#[test]
fn who_does_not_want_to_be_disturbed_sees_calls_and_hears_none() {
    let quiet = |on| Intent::Prefer(Preference::DoNotDisturb(on));
    let notice = |rig: &Rig| rig.screen().notify.map(|notify| notify.text);
    let mut rig = registered();
    rig.intent(quiet(true));
    assert!(rig.screen().do_not_disturb);
    assert_eq!(notice(&rig).as_deref(), Some("Do not disturb"));
    rig.clear();
    rig.incoming(1, 102, "1003");
    let screen = rig.screen();
    assert_eq!((screen.ring, screen.ring_silenced), (Ring::Inside, true));
    assert_eq!(notice(&rig), None, "the call is in front");
    assert_eq!(rings(&rig), []);
    rig.intent(quiet(false));
    assert_eq!(rings(&rig), [Ring::Inside], "also the one that rings now");
    rig.intent(quiet(true));
    assert_eq!(rings(&rig), [Ring::Inside, Ring::Off]);
    // One of precedence has to be heard.
    rig.says(ringer(6));
    assert_eq!(rings(&rig).last(), Some(&Ring::Precedence));
    assert!(!rig.screen().ring_silenced);
}
