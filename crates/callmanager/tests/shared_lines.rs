//! A line that several phones have, on real stations.

mod lab;

use callmanager::{Config, Source};
use lab::{Lab, dial, keys, soft_key};
use station::{CallState, Intent, Lamp, Ring};

/// Two phones share 1100; the third calls it, the fourth calls too.
const CONFIG: &str = r#"
[[phone]]
device = "SEP000000000001"
name = "Anna"
buttons = ["line 1100", "line 1001", "feature privacy"]
[[phone]]
device = "SEP000000000002"
name = "Bert"
buttons = ["line 1100", "line 1002"]
[[phone]]
device = "SEP000000000003"
name = "Carl"
buttons = ["line 1003"]
[[phone]]
device = "SEP000000000004"
name = "Dora"
buttons = ["line 1004"]
[[line]]
number = "1100"
name = "Sales"
"#;

fn lab_of(versions: [u8; 4]) -> (Lab, [usize; 4]) {
    let mut lab = Lab::new(Config::from_toml(CONFIG).expect("it is right"));
    let phones =
        std::array::from_fn(|n| lab.start(&format!("SEP00000000000{}", n + 1), versions[n]));
    lab.run(std::time::Duration::from_secs(5));
    (lab, phones)
}

fn lab() -> (Lab, [usize; 4]) {
    lab_of([22; 4])
}

/// Carl has called 1100 and Anna has answered.
fn in_a_talk() -> (Lab, [usize; 4]) {
    let (mut lab, [anna, bert, carl, dora]) = lab();
    lab.wish(carl, dial("1100"));
    lab.wish(anna, Intent::Answer);
    (lab, [anna, bert, carl, dora])
}

fn lamp(lab: &Lab, phone: usize) -> Lamp {
    lab.screen(phone).line_keys[0].lamp
}

#[test]
fn all_phones_of_the_line_ring_and_the_first_answer_wins() {
    for versions in [[22; 4], [22, 5, 22, 5], [3, 17, 8, 11]] {
        let (mut lab, [anna, bert, carl, _]) = lab_of(versions);
        lab.wish(carl, dial("1100"));
        for phone in [anna, bert] {
            assert_eq!(lab.screen(phone).ring, Ring::Inside, "{versions:?}");
            assert_eq!(lab.screen(phone).calls[0].remote_number, "1003");
            assert_eq!(lamp(&lab, phone), Lamp::Blink);
        }
        lab.wish(bert, Intent::Answer);
        assert!(lab.talk(bert, carl));
        assert_eq!(lab.phones[bert].state(), Some(CallState::Connected));
        assert_eq!(lab.screen(carl).calls[0].remote_number, "1100");
        // The other phone sees it and is silent.
        let screen = lab.screen(anna);
        assert_eq!(screen.ring, Ring::Off);
        assert_eq!(screen.calls.len(), 1);
        assert_eq!(screen.calls[0].state, CallState::CallRemoteMultiline);
        assert_eq!(screen.calls[0].remote_number, "1003");
        assert_eq!(screen.calls[0].prompt, "In Use Remote");
        assert!(!screen.off_hook);
        assert!(lab.phones[anna].receives.is_empty() && lab.phones[anna].sends.is_empty());
        assert_eq!(lamp(&lab, anna), Lamp::On);

        lab.wish(carl, Intent::HangUp);
        for phone in [anna, bert, carl] {
            assert_eq!(lab.screen(phone).calls, [], "phone {phone}, {versions:?}");
            assert_eq!(lamp(&lab, phone), Lamp::Off);
            assert!(lab.phones[phone].anomalies.is_empty());
        }
    }
}

#[test]
fn when_the_caller_gives_up_all_phones_of_the_line_are_silent() {
    let (mut lab, [anna, bert, carl, _]) = lab();
    lab.wish(carl, dial("1100"));
    lab.wish(carl, Intent::HangUp);
    for phone in [anna, bert, carl] {
        assert_eq!(lab.screen(phone).calls, []);
        assert_eq!(lab.screen(phone).ring, Ring::Off);
    }
}

#[test]
fn one_who_refuses_leaves_the_others_ringing() {
    let (mut lab, [anna, bert, carl, _]) = lab();
    lab.wish(carl, dial("1100"));
    lab.wish(anna, Intent::HangUp);
    assert_eq!(lab.screen(anna).calls, []);
    assert_eq!(lab.screen(bert).ring, Ring::Inside);
    lab.wish(bert, Intent::Answer);
    assert!(lab.talk(bert, carl));
    lab.wish(bert, Intent::HangUp);

    lab.wish(carl, dial("1100"));
    lab.wish(anna, Intent::HangUp);
    lab.wish(bert, Intent::HangUp);
    assert_eq!(lab.phones[carl].state(), Some(CallState::Busy));
}

#[test]
fn an_own_call_on_the_line_is_seen_on_the_others() {
    let (mut lab, [anna, bert, carl, _]) = lab();
    lab.wish(anna, dial("1003"));
    assert_eq!(lab.screen(carl).calls[0].remote_name, "Sales");
    let screen = lab.screen(bert);
    assert_eq!(screen.calls[0].state, CallState::CallRemoteMultiline);
    assert_eq!(screen.calls[0].remote_number, "1003");
    // Its button puts it in front.
    lab.wish(bert, Intent::LineKey(1));
    assert_eq!(keys(&lab, bert), ["NewCall"]);
    lab.wish(carl, Intent::Answer);
    assert_eq!(keys(&lab, bert), ["Barge", "NewCall", "cBarge"]);
    lab.wish(anna, Intent::HangUp);
    assert_eq!(lab.screen(bert).calls, []);
}

#[test]
fn a_call_that_one_holds_is_taken_over_by_another() {
    for press in [soft_key("Resume"), Intent::LineKey(1)] {
        let (mut lab, [anna, bert, carl, _]) = in_a_talk();
        lab.wish(anna, soft_key("Hold"));
        assert_eq!(lab.phones[bert].state(), Some(CallState::RemoteHold));
        assert_eq!(lamp(&lab, bert), Lamp::Wink);
        assert_eq!(keys(&lab, bert), ["Resume", "NewCall"]);
        assert_eq!(lab.sources(), [Source::Music]);

        lab.wish(bert, press.clone());
        assert!(lab.talk(bert, carl), "{press:?}");
        assert_eq!(lab.sources(), []);
        assert_eq!(lab.phones[bert].state(), Some(CallState::Connected));
        assert_eq!(lab.screen(bert).calls.len(), 1);
        assert_eq!(lab.screen(bert).calls[0].remote_number, "1003");
        assert_eq!(
            lab.phones[anna].state(),
            Some(CallState::CallRemoteMultiline)
        );
        assert_eq!(lab.screen(anna).calls.len(), 1);
        assert!(!lab.screen(anna).off_hook);

        // And back again.
        lab.wish(bert, soft_key("Hold"));
        lab.wish(anna, press);
        assert!(lab.talk(anna, carl));
        lab.wish(carl, Intent::HangUp);
        for phone in [anna, bert, carl] {
            assert_eq!(lab.screen(phone).calls, []);
            assert_eq!(lamp(&lab, phone), Lamp::Off);
        }
    }
}

#[test]
fn old_phones_see_a_call_that_is_held_elsewhere_as_held() {
    let (mut lab, [anna, bert, carl, _]) = lab_of([5; 4]);
    lab.wish(carl, dial("1100"));
    lab.wish(anna, Intent::Answer);
    lab.wish(anna, soft_key("Hold"));
    assert_eq!(lab.phones[bert].state(), Some(CallState::Hold));
    lab.wish(bert, soft_key("Resume"));
    assert!(lab.talk(bert, carl));
}

#[test]
fn who_holds_a_call_takes_it_back_as_ever() {
    let (mut lab, [anna, bert, carl, _]) = in_a_talk();
    lab.wish(anna, soft_key("Hold"));
    lab.wish(anna, soft_key("Resume"));
    assert!(lab.talk(anna, carl));
    assert_eq!(
        lab.phones[bert].state(),
        Some(CallState::CallRemoteMultiline)
    );
}

#[test]
fn a_line_in_use_elsewhere_takes_a_second_call() {
    let (mut lab, [anna, bert, carl, dora]) = in_a_talk();
    lab.wish(dora, dial("1100"));
    assert_eq!(lab.screen(bert).ring, Ring::Inside);
    assert_eq!(lab.screen(anna).tone.as_deref(), Some("CallWaitingTone"));
    lab.wish(bert, Intent::Answer);
    assert!(lab.talk(bert, dora) && lab.talk(anna, carl));
    let states = |phone: usize| {
        let calls = lab.screen(phone).calls.iter();
        calls.map(|call| call.state).collect::<Vec<_>>()
    };
    assert_eq!(
        states(bert),
        [CallState::CallRemoteMultiline, CallState::Connected]
    );
    assert_eq!(
        states(anna),
        [CallState::Connected, CallState::CallRemoteMultiline]
    );
    assert_eq!(lab.screen(anna).tone, None);
}

#[test]
fn a_private_call_is_in_use_and_nothing_more() {
    let (mut lab, [anna, bert, carl, _]) = in_a_talk();
    lab.wish(anna, soft_key("Private"));
    assert_eq!(lab.screen(bert).calls, []);
    assert_eq!(lamp(&lab, bert), Lamp::On);
    // It cannot be taken over either.
    lab.wish(anna, soft_key("Hold"));
    lab.wish(bert, Intent::LineKey(1));
    assert!(!lab.talk(bert, carl));
    lab.wish(bert, Intent::HangUp);
    lab.wish(anna, soft_key("Resume"));
    lab.wish(anna, soft_key("Private"));
    assert_eq!(lab.screen(bert).calls[0].remote_number, "1003");
    assert!(lab.talk(anna, carl));
}

#[test]
fn the_privacy_button_hides_all_calls_of_a_phone() {
    let (mut lab, [anna, bert, carl, _]) = lab();
    lab.wish(anna, Intent::LineKey(3));
    assert_eq!(lab.screen(anna).line_keys[2].lamp, Lamp::On);
    lab.wish(carl, dial("1100"));
    lab.wish(anna, Intent::Answer);
    assert_eq!(lab.screen(bert).calls, []);
    assert_eq!(lamp(&lab, bert), Lamp::On);
    lab.wish(anna, Intent::LineKey(3));
    assert_eq!(lab.screen(bert).calls[0].remote_number, "1003");
}

#[test]
fn another_phone_of_the_line_barges_into_the_talk() {
    for key in ["Barge", "cBarge"] {
        let (mut lab, [anna, bert, carl, _]) = in_a_talk();
        lab.wish(bert, Intent::LineKey(1));
        lab.wish(bert, soft_key(key));
        assert!(matches!(
            lab.sources()[..],
            [
                Source::Conference(_),
                Source::Conference(_),
                Source::Conference(_)
            ]
        ));
        for phone in [anna, bert, carl] {
            assert_eq!(
                lab.phones[phone].state(),
                Some(CallState::Connected),
                "{key}"
            );
            assert_eq!(lab.screen(phone).calls.len(), 1, "phone {phone}, {key}");
            assert_eq!(lab.screen(phone).calls[0].remote_name, "Conference");
        }
        lab.run(std::time::Duration::from_secs(2));
        assert_eq!(lab.screen(anna).tone, None);
        // Who barged in leaves: the two go on, and it is in use elsewhere again.
        lab.wish(bert, Intent::HangUp);
        assert!(lab.talk(anna, carl), "{key}");
        assert_eq!(
            lab.phones[bert].state(),
            Some(CallState::CallRemoteMultiline)
        );
        lab.wish(anna, Intent::HangUp);
        for phone in [anna, bert, carl] {
            assert_eq!(lab.screen(phone).calls, []);
        }
        assert_eq!(lab.sources(), []);
    }
}

#[test]
fn the_talk_goes_on_with_who_barged_in_when_the_first_leaves() {
    let (mut lab, [anna, bert, carl, _]) = in_a_talk();
    lab.wish(bert, Intent::LineKey(1));
    lab.wish(bert, soft_key("cBarge"));
    lab.wish(anna, Intent::HangUp);
    assert!(lab.talk(bert, carl));
    assert_eq!(
        lab.phones[anna].state(),
        Some(CallState::CallRemoteMultiline)
    );
    lab.wish(bert, Intent::HangUp);
    assert_eq!(lab.screen(anna).calls, []);
}

#[test]
fn a_phone_that_registers_later_sees_what_is_on_its_line() {
    let mut lab = Lab::new(Config::from_toml(CONFIG).expect("it is right"));
    let anna = lab.phone("SEP000000000001");
    let carl = lab.phone("SEP000000000003");
    lab.wish(carl, dial("1100"));
    lab.wish(anna, Intent::Answer);
    let bert = lab.phone("SEP000000000002");
    assert_eq!(
        lab.phones[bert].state(),
        Some(CallState::CallRemoteMultiline)
    );
    lab.wish(bert, Intent::Quit);
    assert!(lab.talk(anna, carl));
}

#[test]
fn a_phone_that_leaves_ends_its_call_on_all_phones_of_the_line() {
    let (mut lab, [anna, bert, carl, _]) = in_a_talk();
    lab.wish(anna, Intent::Quit);
    lab.run(std::time::Duration::from_secs(3));
    assert_eq!(
        (lab.screen(bert).calls.len(), lab.screen(carl).calls.len()),
        (0, 0)
    );
}

#[test]
fn a_call_is_forwarded_for_all_phones_of_the_line() {
    let (mut lab, [anna, bert, carl, dora]) = lab();
    lab.wish(anna, soft_key("CFwdAll"));
    for key in "1004".chars() {
        lab.wish(anna, Intent::Key(key));
    }
    lab.run(std::time::Duration::from_secs(2));
    for phone in [anna, bert] {
        let forwarded = lab.screen(phone).line_keys[0].forwarded_to.as_deref();
        assert_eq!(forwarded, Some("1004"));
        assert_eq!(lab.screen(phone).prompt, "Forwarded to 1004");
    }
    lab.wish(carl, dial("1100"));
    assert_eq!(lab.screen(dora).ring, Ring::Inside);
    lab.wish(carl, Intent::HangUp);
    // Any of them takes it back.
    lab.wish(bert, soft_key("CFwdAll"));
    for phone in [anna, bert] {
        assert_eq!(lab.screen(phone).line_keys[0].forwarded_to, None);
    }
}

#[test]
fn calls_on_two_lines_are_swapped() {
    let (mut lab, [anna, _, carl, dora]) = in_a_talk();
    lab.wish(dora, dial("1001"));
    assert_eq!(lab.screen(anna).tone.as_deref(), Some("CallWaitingTone"));
    lab.wish(anna, Intent::LineKey(2));
    assert!(lab.talk(anna, dora));
    assert_eq!(lab.sources(), [Source::Music]);
    lab.wish(anna, Intent::LineKey(1));
    assert!(lab.talk(anna, carl));
    let lamps: Vec<Lamp> = lab
        .screen(anna)
        .line_keys
        .iter()
        .map(|key| key.lamp)
        .collect();
    assert_eq!(lamps[..2], [Lamp::On, Lamp::Wink]);
    lab.wish(carl, Intent::HangUp);
    lab.wish(anna, Intent::LineKey(2));
    assert!(lab.talk(anna, dora));
}
