//! Transfers as people see them on real stations, on a virtual clock.

mod lab;

use std::time::Duration;

use callmanager::{Config, Source};
use lab::{Lab, dial, keys, nothing_is_left_of_it, notice, soft_key, states};
use station::{CallState, Intent, Ring};

/// Three phones; the first talks with the second, 1001 with 1002.
fn talk_of_two() -> (Lab, [usize; 3]) {
    let mut lab = Lab::new(Config::default());
    let phones = [1, 2, 3].map(|number| lab.phone(&format!("SEP00000000000{number}")));
    lab.wish(phones[0], dial("1002"));
    lab.wish(phones[1], Intent::Answer);
    assert!(lab.talk(phones[0], phones[1]));
    (lab, phones)
}

/// Number and name of the other side of the last call of a phone.
fn remote(lab: &Lab, phone: usize) -> (&str, &str) {
    let call = lab.screen(phone).calls.last().expect("a call");
    (&call.remote_number, &call.remote_name)
}

fn sources(lab: &Lab) -> Vec<Source> {
    lab.streams.iter().map(|(_, source, _)| *source).collect()
}

#[test]
fn who_was_asked_takes_the_caller_over() {
    let (mut lab, [a, b, c]) = talk_of_two();
    lab.wish(b, soft_key("Transfer"));
    assert_eq!(states(&lab, b), [CallState::Hold, CallState::OffHook]);
    assert_eq!(lab.screen(b).prompt, "Enter number");
    assert_eq!(lab.screen(b).tone.as_deref(), Some("InsideDialTone"));
    assert!(
        !keys(&lab, b).contains(&"Transfer"),
        "nobody to transfer to"
    );
    assert_eq!(sources(&lab), [Source::Music], "the caller hears music");
    assert_eq!(states(&lab, a), [CallState::Connected]);

    lab.wish(b, dial("1003"));
    assert_eq!(states(&lab, b), [CallState::Hold, CallState::RingOut]);
    assert_eq!(keys(&lab, b), ["EndCall", "Transfer"]);
    lab.wish(c, Intent::Answer);
    assert!(lab.talk(b, c));
    assert_eq!(remote(&lab, c), ("1002", "Phone 1002"));
    assert_eq!(keys(&lab, b), ["EndCall", "Transfer"]);
    assert_eq!(lab.screen(b).prompt, "Connected");

    lab.wish(b, soft_key("Transfer"));
    assert_eq!(states(&lab, b), []);
    assert_eq!(lab.screen(b).prompt, "Your current options");
    assert!(!lab.screen(b).off_hook);
    assert!(lab.talk(a, c));
    assert_eq!(lab.streams, []);
    assert_eq!(remote(&lab, a), ("1003", "Phone 1003"));
    assert_eq!(remote(&lab, c), ("1001", "Phone 1001"));
    for phone in [a, c] {
        assert_eq!(states(&lab, phone), [CallState::Connected]);
        assert_eq!(lab.screen(phone).prompt, "Connected");
        assert!(keys(&lab, phone).contains(&"Hold"));
        assert!(keys(&lab, phone).contains(&"Transfer"));
    }
    lab.wish(c, Intent::HangUp);
    nothing_is_left_of_it(&lab);
}

#[test]
fn a_transfer_works_between_all_kinds_of_versions() {
    for versions in [[3, 22, 11], [22, 3, 17], [17, 11, 3], [5, 8, 15]] {
        let mut lab = Lab::new(Config::default());
        let mut number = 0;
        let [a, b, c] = versions.map(|version| {
            number += 1;
            let phone = lab.start(&format!("SEP00000000000{number}"), version);
            lab.run(Duration::from_secs(5));
            phone
        });
        lab.wish(a, dial("1002"));
        lab.wish(b, Intent::Answer);
        lab.wish(b, soft_key("Transfer"));
        lab.wish(b, dial("1003"));
        lab.wish(c, Intent::Answer);
        lab.wish(b, soft_key("Transfer"));
        assert!(lab.talk(a, c), "versions {versions:?}");
        assert_eq!(remote(&lab, a).0, "1003", "versions {versions:?}");
        lab.wish(a, Intent::HangUp);
        nothing_is_left_of_it(&lab);
    }
}

#[test]
fn a_caller_is_sent_to_a_phone_that_still_rings() {
    let (mut lab, [a, b, c]) = talk_of_two();
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("1003"));
    lab.wish(b, soft_key("Transfer"));
    assert_eq!(states(&lab, b), []);
    assert_eq!(states(&lab, a), [CallState::RingOut]);
    assert_eq!(lab.screen(a).tone.as_deref(), Some("AlertingTone"));
    assert_eq!(remote(&lab, a), ("1003", "Phone 1003"));
    assert_eq!(lab.streams, [], "the music has ended");
    assert_eq!(states(&lab, c), [CallState::RingIn]);
    assert_eq!(lab.screen(c).ring, Ring::Inside);
    assert_eq!(remote(&lab, c), ("1001", "Phone 1001"));
    assert_eq!(lab.screen(c).calls[0].prompt, "From 1001");

    lab.wish(c, Intent::Answer);
    assert!(lab.talk(a, c));
    assert_eq!(lab.screen(a).tone, None);
    lab.wish(a, Intent::HangUp);
    nothing_is_left_of_it(&lab);
}

#[test]
fn a_caller_who_was_sent_on_in_vain_reads_that_nobody_answers() {
    let (mut lab, [a, b, c]) = talk_of_two();
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("1003"));
    lab.wish(b, soft_key("Transfer"));
    lab.run(Duration::from_secs(31));
    assert_eq!(lab.screen(a).prompt, "No answer");
    assert_eq!(states(&lab, c), []);
    lab.wish(a, Intent::HangUp);
    nothing_is_left_of_it(&lab);
}

#[test]
fn a_caller_who_hangs_up_leaves_an_ordinary_second_call() {
    let (mut lab, [a, b, c]) = talk_of_two();
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("1003"));
    lab.wish(c, Intent::Answer);
    lab.wish(a, Intent::HangUp);
    assert!(lab.talk(b, c));
    assert_eq!(states(&lab, b), [CallState::Connected]);
    assert!(keys(&lab, b).contains(&"Hold"));
    lab.wish(c, Intent::HangUp);
    nothing_is_left_of_it(&lab);
}

#[test]
fn who_is_asked_may_refuse_and_the_caller_is_taken_back() {
    let (mut lab, [a, b, c]) = talk_of_two();
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("1003"));
    lab.wish(c, Intent::HangUp);
    assert_eq!(states(&lab, b), [CallState::Hold, CallState::Busy]);
    assert!(!keys(&lab, b).contains(&"Transfer"));
    lab.wish(b, Intent::HangUp);
    assert_eq!(states(&lab, b), [CallState::Hold]);
    assert_eq!(sources(&lab), [Source::Music]);
    lab.wish(b, soft_key("Resume"));
    assert!(lab.talk(a, b));
    lab.wish(b, Intent::HangUp);
    nothing_is_left_of_it(&lab);
}

#[test]
fn who_is_asked_hangs_up_before_the_transfer_and_the_caller_still_waits() {
    let (mut lab, [a, b, c]) = talk_of_two();
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("1003"));
    lab.wish(c, Intent::Answer);
    lab.wish(c, Intent::HangUp);
    assert_eq!(states(&lab, b), [CallState::Hold]);
    lab.wish(b, soft_key("Resume"));
    assert!(lab.talk(a, b));
    // The talk can be transferred after all.
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("1003"));
    lab.wish(b, soft_key("Transfer"));
    lab.wish(c, Intent::Answer);
    assert!(lab.talk(a, c));
}

#[test]
fn taking_the_caller_back_drops_the_transfer() {
    let (mut lab, [a, b, c]) = talk_of_two();
    let first = lab.screen(b).calls[0].call_reference;
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("1003"));
    lab.wish(c, Intent::Answer);
    lab.wish(b, Intent::Focus(first));
    lab.wish(b, soft_key("Resume"));
    assert!(lab.talk(a, b));
    assert_eq!(states(&lab, b), [CallState::Connected, CallState::Hold]);
    assert!(keys(&lab, b).contains(&"Hold"), "{:?}", keys(&lab, b));
    // The key begins anew: somebody else can be asked.
    lab.wish(b, soft_key("Transfer"));
    assert_eq!(
        states(&lab, b),
        [CallState::Hold, CallState::Hold, CallState::OffHook]
    );
}

#[test]
fn a_transfer_to_nobody_or_to_somebody_busy_is_not_made() {
    for number in ["603", "604"] {
        let (mut lab, [a, b, _]) = talk_of_two();
        lab.wish(b, soft_key("Transfer"));
        lab.wish(b, dial(number));
        let second = lab.screen(b).calls[1].call_reference;
        assert!(!keys(&lab, b).contains(&"Transfer"), "{number}");
        // A phone that sends the key all the same is told so.
        lab.send_soft_key(b, TRANSFER, second);
        assert_eq!(notice(&lab, b), "Can Not Complete Transfer", "{number}");
        lab.wish(b, Intent::HangUp);
        lab.wish(b, soft_key("Resume"));
        assert!(lab.talk(a, b), "{number}");
    }
}

#[test]
fn a_caller_is_sent_to_the_music_and_to_the_echo() {
    for (number, name, source) in [
        ("606", "Music", Source::Music),
        ("600", "Echo", Source::Echo),
    ] {
        let (mut lab, [a, b, _]) = talk_of_two();
        lab.wish(b, soft_key("Transfer"));
        lab.wish(b, dial(number));
        lab.wish(b, soft_key("Transfer"));
        assert_eq!(states(&lab, b), [], "{number}");
        assert_eq!(remote(&lab, a), (number, name));
        assert_eq!(sources(&lab), [source], "{number}");
        assert_eq!(lab.screen(a).prompt, "Connected");
        lab.wish(a, Intent::HangUp);
        nothing_is_left_of_it(&lab);
    }
}

#[test]
fn two_selected_calls_are_connected_by_a_direct_transfer() {
    let (mut lab, [a, b, c]) = talk_of_two();
    let first = lab.screen(b).calls[0].call_reference;
    lab.wish(b, soft_key("Hold"));
    lab.wish(b, soft_key("NewCall"));
    lab.wish(b, dial("1003"));
    lab.wish(c, Intent::Answer);
    assert_eq!(states(&lab, b), [CallState::Hold, CallState::Connected]);

    lab.wish(b, soft_key("DirTrfr"));
    assert_eq!(notice(&lab, b), "Can Not Complete Transfer");
    lab.wish(b, Intent::Focus(first));
    lab.wish(b, soft_key("Select"));
    let selected = |lab: &Lab| -> Vec<bool> {
        let calls = &lab.screen(b).calls;
        calls.iter().map(|call| call.selected).collect()
    };
    assert_eq!(selected(&lab), [true, false]);
    lab.wish(b, soft_key("Select"));
    assert_eq!(selected(&lab), [false, false], "pressed again it is undone");
    lab.wish(b, soft_key("Select"));
    let second = lab.screen(b).calls[1].call_reference;
    lab.wish(b, Intent::Focus(second));
    lab.wish(b, soft_key("DirTrfr"));
    assert!(lab.talk(a, c));
    assert_eq!(states(&lab, b), []);
    assert_eq!(remote(&lab, a).0, "1003");
    assert_eq!(remote(&lab, c).0, "1001");
    lab.wish(a, Intent::HangUp);
    nothing_is_left_of_it(&lab);
}

#[test]
fn a_held_phone_that_is_transferred_stays_as_its_owner_left_it() {
    let (mut lab, [a, b, c]) = talk_of_two();
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("1003"));
    lab.wish(c, Intent::Answer);
    lab.wish(c, soft_key("Hold"));
    lab.wish(b, soft_key("Transfer"));
    assert_eq!(states(&lab, c), [CallState::Hold]);
    assert_eq!(remote(&lab, c).0, "1001");
    assert_eq!(sources(&lab), [Source::Music]);
    lab.wish(c, soft_key("Resume"));
    assert!(lab.talk(a, c));
}

#[test]
fn a_phone_that_quits_amid_a_transfer_leaves_nobody_waiting() {
    let (mut lab, [a, b, c]) = talk_of_two();
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("1003"));
    lab.wish(c, Intent::Answer);
    lab.wish(b, Intent::Quit);
    lab.run(Duration::from_secs(5));
    assert_eq!(states(&lab, a), []);
    assert_eq!(states(&lab, c), []);
    assert_eq!(lab.streams, []);
}

/// Event of the Transfer key in the server's template.
const TRANSFER: u32 = 4;

#[test]
fn a_caller_is_transferred_to_a_park_slot_and_fetched_there() {
    let (mut lab, [a, b, c]) = talk_of_two();
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("625"));
    assert_eq!(states(&lab, b), []);
    assert_eq!(notice(&lab, b), "Call Park At 625");
    assert_eq!(sources(&lab), [Source::Music]);
    assert_eq!(remote(&lab, a), ("625", "Call Park"));
    lab.wish(c, dial("625"));
    assert!(lab.talk(a, c));
    assert_eq!(remote(&lab, a).0, "1003");
    lab.wish(a, Intent::HangUp);
    nothing_is_left_of_it(&lab);
}

#[test]
fn a_parked_caller_is_given_to_somebody_else() {
    let (mut lab, [a, b, c]) = talk_of_two();
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("625"));
    lab.wish(c, dial("1002"));
    lab.wish(b, Intent::Answer);
    // The slot is taken: dialling it fetches who waits there.
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("625"));
    assert!(lab.talk(a, b));
    lab.wish(b, soft_key("Transfer"));
    assert!(lab.talk(a, c));
    lab.wish(c, Intent::HangUp);
    nothing_is_left_of_it(&lab);
}

#[test]
fn a_caller_is_sent_to_a_line_that_rings_on_two_phones() {
    let config = r#"
        [[phone]]
        device = "SEP000000000001"
        buttons = ["line 1001"]
        [[phone]]
        device = "SEP000000000002"
        buttons = ["line 1002"]
        [[phone]]
        device = "SEP000000000003"
        buttons = ["line 1100"]
        [[phone]]
        device = "SEP000000000004"
        buttons = ["line 1100"]
    "#;
    let mut lab = Lab::new(Config::from_toml(config).expect("it is right"));
    let [a, b, c, d] = [1, 2, 3, 4].map(|number| lab.phone(&format!("SEP00000000000{number}")));
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(b, soft_key("Transfer"));
    lab.wish(b, dial("1100"));
    lab.wish(b, soft_key("Transfer"));
    for phone in [c, d] {
        assert_eq!(states(&lab, phone), [CallState::RingIn]);
        assert_eq!(remote(&lab, phone).0, "1001");
    }
    lab.wish(d, Intent::Answer);
    assert!(lab.talk(a, d));
    assert_eq!(lab.screen(c).ring, Ring::Off);
    assert_eq!(states(&lab, c), [CallState::CallRemoteMultiline]);
    lab.wish(a, Intent::HangUp);
    nothing_is_left_of_it(&lab);
}
