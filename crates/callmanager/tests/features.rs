//! Do not disturb, call back, reports, auto answer, hot lines and intercom, on real stations.

mod lab;

use std::time::Duration;

use callmanager::{Config, DoNotDisturb};
use lab::{Lab, dial, notice, soft_key};
use station::{CallState, Intent, Lamp, Ring};

fn lab_of<const COUNT: usize>(config: &str) -> (Lab, [usize; COUNT]) {
    let mut lab = Lab::new(Config::from_toml(config).expect("it is right"));
    let phones = std::array::from_fn(|n| lab.phone(&format!("SEP00000000000{}", n + 1)));
    (lab, phones)
}

#[test]
fn a_phone_that_is_not_to_be_disturbed_rings_in_silence() {
    let (mut lab, [a, b]) = lab_of("");
    lab.wish(b, soft_key("DND"));
    assert_eq!(lab.screen(b).prompt, "Do Not Disturb is active");
    lab.wish(a, dial("1002"));
    assert_eq!(lab.screen(b).ring, Ring::FlashOnly);
    assert_eq!(lab.screen(b).line_keys[0].lamp, Lamp::Blink);
    lab.wish(b, Intent::Answer);
    assert!(lab.talk(a, b));
    lab.wish(b, Intent::HangUp);
    lab.wish(b, soft_key("DND"));
    assert_eq!(lab.screen(b).prompt, "Your current options");
    lab.wish(a, dial("1002"));
    assert_eq!(lab.screen(b).ring, Ring::Inside);
}

#[test]
fn the_key_silences_what_rings_already() {
    let (mut lab, [a, b]) = lab_of("");
    lab.wish(a, dial("1002"));
    lab.wish(b, soft_key("DND"));
    assert_eq!(lab.screen(b).ring, Ring::FlashOnly);
    assert_eq!(lab.phones[a].state(), Some(CallState::RingOut));
}

#[test]
fn callers_hear_busy_where_calls_are_rejected() {
    let mut lab = Lab::new(Config {
        do_not_disturb: DoNotDisturb::Reject,
        ..Config::default()
    });
    let (a, b) = (lab.phone("SEP000000000001"), lab.phone("SEP000000000002"));
    lab.wish(b, soft_key("DND"));
    lab.wish(a, dial("1002"));
    assert_eq!(lab.phones[a].state(), Some(CallState::Busy));
    assert_eq!(lab.screen(b).calls, []);
}

#[test]
fn the_button_of_do_not_disturb_is_lit_while_it_is_on() {
    let (mut lab, [a]) = lab_of(
        "[[phone]]\ndevice = \"SEP000000000001\"\nbuttons = [\"line 1001\", \"feature dnd\"]\n",
    );
    lab.wish(a, Intent::LineKey(2));
    assert_eq!(lab.screen(a).line_keys[1].lamp, Lamp::On);
    assert_eq!(lab.screen(a).prompt, "Do Not Disturb is active");
    lab.wish(a, soft_key("DND"));
    assert_eq!(lab.screen(a).line_keys[1].lamp, Lamp::Off);
}

#[test]
fn a_busy_line_that_is_free_again_is_told_and_called_by_a_key() {
    let (mut lab, [a, b, c]) = lab_of("[[line]]\nnumber = \"1002\"\nbusy_trigger = 1\n");
    lab.wish(b, dial("1003"));
    lab.wish(c, Intent::Answer);
    lab.wish(a, dial("1002"));
    assert_eq!(lab.phones[a].state(), Some(CallState::Busy));
    lab.wish(a, soft_key("CallBack"));
    assert_eq!(notice(&lab, a), "CallBack 1002");
    lab.wish(a, Intent::HangUp);
    lab.run(Duration::from_secs(15));
    assert_eq!(notice(&lab, a), "");

    lab.wish(c, Intent::HangUp);
    assert_eq!(notice(&lab, a), "1002 is available");
    assert_eq!(lab.screen(a).ring, Ring::Feature);
    lab.run(Duration::from_secs(5));
    assert_eq!(lab.screen(a).ring, Ring::Off);
    lab.wish(a, soft_key("CallBack"));
    assert_eq!(lab.screen(b).ring, Ring::Inside);
    lab.wish(b, Intent::Answer);
    assert!(lab.talk(a, b));
}

#[test]
fn a_line_that_did_not_answer_is_free_when_it_was_used() {
    let (mut lab, [a, b]) = lab_of("");
    lab.wish(a, dial("1002"));
    lab.wish(a, soft_key("CallBack"));
    lab.wish(a, Intent::HangUp);
    lab.run(Duration::from_secs(60));
    assert_eq!(notice(&lab, a), "");
    lab.wish(b, dial("600"));
    assert_eq!(notice(&lab, a), "");
    lab.wish(b, Intent::HangUp);
    assert_eq!(notice(&lab, a), "1002 is available");
}

#[test]
fn the_wish_for_a_call_back_can_be_taken_back() {
    let (mut lab, [a, b]) = lab_of("");
    lab.wish(a, dial("1002"));
    lab.wish(a, soft_key("CallBack"));
    lab.wish(a, Intent::HangUp);
    lab.wish(a, soft_key("CallBack"));
    assert_eq!(notice(&lab, a), "CallBack cancelled");
    lab.wish(b, dial("600"));
    lab.wish(b, Intent::HangUp);
    assert_ne!(notice(&lab, a), "1002 is available");
}

#[test]
fn a_malicious_call_and_bad_quality_are_noted() {
    let (mut lab, [a, b]) = lab_of("");
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(b, soft_key("MCID"));
    assert_eq!(notice(&lab, b), "MCID Successful");
    lab.wish(a, soft_key("QRT"));
    assert_eq!(notice(&lab, a), "Quality Reporting Tool");
    assert!(lab.talk(a, b), "the talk goes on");
}

#[test]
fn a_line_that_answers_by_itself_does_so_with_a_tone() {
    for how in ["speaker", "headset"] {
        let (mut lab, [a, b, c]) = lab_of(&format!(
            "[[line]]\nnumber = \"1002\"\nauto_answer = \"{how}\"\n"
        ));
        lab.give(a, station::Input::Intent(dial("1002")));
        lab.run(Duration::from_millis(600));
        assert_eq!(lab.screen(b).tone.as_deref(), Some("Zip"), "{how}");
        assert!(lab.talk(a, b) && lab.screen(b).off_hook);
        lab.run(Duration::from_secs(2));
        assert_eq!(lab.screen(b).tone, None);
        // A second caller has to wait for an answer.
        lab.wish(c, dial("1002"));
        assert_eq!(lab.phones[c].state(), Some(CallState::RingOut));
        assert!(lab.talk(a, b));
        lab.wish(a, Intent::HangUp);
    }
}

#[test]
fn a_hot_line_dials_by_itself() {
    let (mut lab, [a, b]) = lab_of("[[line]]\nnumber = \"1001\"\nhotline = \"1002\"\n");
    lab.wish(a, Intent::Hook);
    assert_eq!(lab.screen(b).ring, Ring::Inside);
    lab.wish(b, Intent::Answer);
    assert!(lab.talk(a, b));
}

#[test]
fn an_intercom_whispers_until_its_key_is_pressed() {
    let (mut lab, [a, b]) = lab_of(
        "[[phone]]\ndevice = \"SEP000000000001\"\nbuttons = [\"line 1001\", \"line 1901\"]\n\
         [[phone]]\ndevice = \"SEP000000000002\"\nbuttons = [\"line 1002\", \"line 1902\"]\n\
         [[line]]\nnumber = \"1901\"\nintercom = \"1902\"\n\
         [[line]]\nnumber = \"1902\"\nintercom = \"1901\"\n",
    );
    lab.wish(a, Intent::LineKey(2));
    assert_eq!(lab.phones[b].state(), Some(CallState::Whisper));
    assert_eq!(lab.phones[a].state(), Some(CallState::Connected));
    assert_eq!(lab.screen(b).prompt, "Whisper");
    assert!(lab.screen(b).off_hook, "the speaker is on without a key");
    assert!(lab.screen(b).muted, "its microphone is off");
    assert_eq!(lab.phones[a].sends.len(), 1);
    assert!(lab.phones[b].sends.is_empty(), "b is not heard");

    lab.wish(b, Intent::LineKey(2));
    assert_eq!(lab.phones[b].state(), Some(CallState::Connected));
    assert!(lab.talk(a, b));
    assert!(!lab.screen(b).muted);
    lab.wish(a, Intent::HangUp);
    assert_eq!(
        (lab.screen(a).calls.len(), lab.screen(b).calls.len()),
        (0, 0)
    );
}

#[test]
fn lines_ring_as_they_are_set_to() {
    let (mut lab, [a, b]) = lab_of("[[line]]\nnumber = \"1002\"\nring = \"outside\"\n");
    lab.wish(a, dial("1002"));
    assert_eq!(lab.screen(b).ring, Ring::Outside);
}

#[test]
fn a_call_with_precedence_rings_and_knocks_as_such() {
    let (mut lab, [a, b, c]) = lab_of("");
    lab.wish(b, soft_key("DND"));
    lab.wish(a, dial("*811002"));
    assert_eq!(lab.screen(b).ring, Ring::Precedence);
    assert_eq!(lab.screen(a).tone.as_deref(), Some("PrecedenceRingBack"));
    for phone in [a, b] {
        let call = &lab.screen(phone).calls[0];
        assert_eq!(call.precedence, station::Precedence::Flash);
    }
    lab.wish(b, Intent::Answer);
    assert!(lab.talk(a, b));
    // It knocks louder than others in a talk.
    lab.wish(c, dial("*801002"));
    assert_eq!(lab.screen(b).tone.as_deref(), Some("PriorityCallWait"));
    lab.wish(c, Intent::HangUp);
    assert_eq!(lab.screen(b).tone, None);
    lab.wish(a, Intent::HangUp);
    lab.wish(a, dial("*841002"));
    assert_eq!(
        lab.screen(b).ring,
        Ring::FlashOnly,
        "routine calls do not disturb"
    );
}

#[test]
fn protection_and_recording_are_shown_as_the_lines_are_set() {
    let (mut lab, [a, b, c]) = lab_of(
        "[[line]]\nnumber = \"1001\"\nsecurity = \"encrypted\"\n\
         [[line]]\nnumber = \"1002\"\nsecurity = \"authenticated\"\nrecorded = true\n",
    );
    let security = |lab: &Lab, phone: usize| lab.screen(phone).calls[0].security;
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    for phone in [a, b] {
        assert_eq!(security(&lab, phone), station::Security::Authenticated);
        assert!(lab.screen(phone).calls[0].recorded);
    }
    lab.wish(a, Intent::HangUp);
    lab.wish(c, dial("1001"));
    lab.wish(a, Intent::Answer);
    for phone in [a, c] {
        assert_eq!(security(&lab, phone), station::Security::NotAuthenticated);
        assert!(!lab.screen(phone).calls[0].recorded);
    }
}

#[test]
fn who_holds_a_call_for_long_is_reminded() {
    let (mut lab, [a, b]) = lab_of("hold_reversion_seconds = 30\n");
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(b, soft_key("Hold"));
    lab.run(Duration::from_secs(28));
    assert_eq!(
        (lab.phones[b].state(), lab.screen(b).ring),
        (Some(CallState::Hold), Ring::Off)
    );
    lab.run(Duration::from_secs(2));
    assert_eq!(lab.phones[b].state(), Some(CallState::HoldRevert));
    assert_eq!(lab.screen(b).ring, Ring::Feature);
    assert_eq!(lab.screen(b).prompt, "Hold Reversion");
    lab.run(Duration::from_secs(5));
    assert_eq!(lab.screen(b).ring, Ring::Off);
    lab.wish(b, soft_key("Resume"));
    assert!(lab.talk(a, b));
    lab.run(Duration::from_secs(60));
    assert_eq!(lab.screen(b).ring, Ring::Off);
}

#[test]
fn the_button_of_call_back_is_lit_while_the_phone_waits() {
    let (mut lab, [a, b]) = lab_of(
        "[[phone]]\ndevice = \"SEP000000000001\"\nbuttons = [\"line 1001\", \"feature call_back\"]\n\
         [[phone]]\ndevice = \"SEP000000000002\"\nbuttons = [\"line 1002\"]\n",
    );
    lab.wish(a, dial("1002"));
    lab.wish(a, Intent::LineKey(2));
    assert_eq!(lab.screen(a).line_keys[1].lamp, Lamp::On);
    lab.wish(a, Intent::HangUp);
    lab.wish(b, dial("600"));
    lab.wish(b, Intent::HangUp);
    assert_eq!(lab.screen(a).line_keys[1].lamp, Lamp::On);
    lab.wish(a, Intent::LineKey(2));
    assert_eq!(lab.screen(b).ring, Ring::Inside);
    assert_eq!(lab.screen(a).line_keys[1].lamp, Lamp::Off);
}
