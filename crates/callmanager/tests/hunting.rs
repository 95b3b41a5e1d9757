//! Hunt groups on real stations.

mod lab;

use std::time::Duration;

use callmanager::Config;
use lab::{Lab, dial, soft_key};
use station::{CallState, Intent, Ring};

/// Four phones; 650 hunts through the second, third and fourth.
fn lab(settings: &str) -> (Lab, [usize; 4]) {
    let config = format!(
        "[[hunt_group]]\nnumber = \"650\"\nname = \"Support\"\nno_answer_seconds = 10\n\
         members = [\"1002\", \"1003\", \"1004\"]\n{settings}\n"
    );
    let mut lab = Lab::new(Config::from_toml(&config).expect("it is right"));
    let phones = std::array::from_fn(|n| lab.phone(&format!("SEP00000000000{}", n + 1)));
    (lab, phones)
}

fn ringing(lab: &Lab) -> Vec<usize> {
    let phones = 0..lab.phones.len();
    phones
        .filter(|phone| lab.screen(*phone).ring == Ring::Inside)
        .collect()
}

#[test]
fn members_ring_one_after_the_other() {
    let (mut lab, [a, b, c, d]) = lab("");
    lab.wish(a, dial("650"));
    assert_eq!(ringing(&lab), [b]);
    assert_eq!(lab.screen(a).calls[0].remote_name, "Support");
    lab.run(Duration::from_secs(10));
    assert_eq!(ringing(&lab), [c]);
    lab.run(Duration::from_secs(10));
    assert_eq!(ringing(&lab), [d]);
    lab.wish(d, Intent::Answer);
    assert!(lab.talk(a, d));
    assert_eq!(lab.screen(a).calls[0].remote_number, "1004");
    assert_eq!(lab.screen(d).calls[0].remote_number, "1001");
}

#[test]
fn a_member_who_refuses_or_is_in_a_talk_is_passed_over() {
    let (mut lab, [a, b, c, d]) = lab("[[line]]\nnumber = \"1003\"\nbusy_trigger = 1");
    lab.wish(c, dial("600"));
    lab.wish(a, dial("650"));
    assert_eq!(ringing(&lab), [b]);
    lab.wish(b, Intent::HangUp);
    assert_eq!(ringing(&lab), [d]);
    lab.wish(d, Intent::HangUp);
    assert_eq!(lab.screen(a).prompt, "No answer");
}

#[test]
fn a_call_that_no_member_takes_goes_where_the_group_says() {
    let (mut lab, [a, ..]) = lab("forward_no_answer = \"606\"");
    lab.wish(a, dial("650"));
    lab.run(Duration::from_secs(31));
    assert_eq!(lab.phones[a].state(), Some(CallState::Connected));
    assert_eq!(lab.sources(), [callmanager::Source::Music]);
    assert_eq!(lab.screen(a).calls[0].via, "Support (650)");
}

#[test]
fn who_has_logged_out_is_not_rung() {
    let (mut lab, [a, b, c, _]) = lab("");
    lab.wish(b, soft_key("HLog"));
    assert_eq!(lab.screen(b).prompt, "Logged out of Hunt Group");
    lab.wish(a, dial("650"));
    assert_eq!(ringing(&lab), [c]);
    lab.wish(a, Intent::HangUp);
    // Calls to the own number still ring.
    lab.wish(a, dial("1002"));
    assert_eq!(ringing(&lab), [b]);
    lab.wish(a, Intent::HangUp);
    lab.wish(b, soft_key("HLog"));
    assert_eq!(lab.screen(b).prompt, "Your current options");
    lab.wish(a, dial("650"));
    assert_eq!(ringing(&lab), [b]);
}

#[test]
fn a_circular_group_goes_on_after_the_last_member() {
    let (mut lab, [a, b, c, d]) = lab("order = \"circular\"");
    for expected in [b, c, d, b] {
        lab.wish(a, dial("650"));
        assert_eq!(ringing(&lab), [expected]);
        lab.wish(a, Intent::HangUp);
    }
}

#[test]
fn the_longest_idle_member_is_tried_first() {
    let (mut lab, [a, b, c, d]) = lab("order = \"longest_idle\"");
    for phone in [b, d, c] {
        lab.wish(phone, dial("600"));
        lab.wish(phone, Intent::HangUp);
    }
    lab.wish(a, dial("650"));
    assert_eq!(ringing(&lab), [b]);
    lab.run(Duration::from_secs(10));
    assert_eq!(ringing(&lab), [d]);
}

#[test]
fn a_broadcast_group_rings_all_at_once() {
    let (mut lab, [a, b, c, d]) = lab("order = \"broadcast\"");
    lab.wish(a, dial("650"));
    assert_eq!(ringing(&lab), [b, c, d]);
    lab.wish(c, Intent::Answer);
    assert!(lab.talk(a, c));
    for phone in [b, d] {
        assert_eq!(lab.screen(phone).calls, []);
        assert_eq!(lab.screen(phone).ring, Ring::Off);
    }
}

#[test]
fn a_caller_who_gives_up_ends_the_hunt() {
    let (mut lab, [a, ..]) = lab("");
    lab.wish(a, dial("650"));
    lab.wish(a, Intent::HangUp);
    assert_eq!(ringing(&lab), [] as [usize; 0]);
    lab.run(Duration::from_secs(30));
    assert_eq!(ringing(&lab), [] as [usize; 0]);
}

#[test]
fn a_caller_who_is_sent_into_a_hunt_goes_on_with_it() {
    let (mut lab, [a, b, c, d]) = lab("");
    lab.wish(d, dial("1001"));
    lab.wish(a, Intent::Answer);
    lab.wish(a, soft_key("Transfer"));
    lab.wish(a, dial("650"));
    assert_eq!(ringing(&lab), [b]);
    lab.wish(a, soft_key("Transfer"));
    assert_eq!(lab.screen(a).calls, []);
    lab.run(Duration::from_secs(11));
    assert_eq!(ringing(&lab), [c]);
    lab.wish(c, Intent::Answer);
    assert!(lab.talk(c, d));
}
