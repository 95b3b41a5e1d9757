//! Calls that are sent on, on real stations.

mod lab;

use std::time::Duration;

use callmanager::Config;
use lab::{Lab, dial, soft_key};
use station::{CallState, Direction, Intent, Ring};

fn phones<const COUNT: usize>() -> (Lab, [usize; COUNT]) {
    let mut lab = Lab::new(Config::default());
    let phones = std::array::from_fn(|n| lab.phone(&format!("SEP00000000000{}", n + 1)));
    (lab, phones)
}

fn forward(lab: &mut Lab, phone: usize, number: &str) {
    lab.wish(phone, soft_key("CFwdAll"));
    for key in number.chars() {
        lab.wish(phone, Intent::Key(key));
    }
}

fn forwarded_to(lab: &Lab, phone: usize) -> Option<&str> {
    lab.screen(phone).line_keys[0].forwarded_to.as_deref()
}

#[test]
fn all_calls_go_where_the_key_and_the_number_say() {
    let (mut lab, [a, b, c]) = phones();
    lab.wish(b, soft_key("CFwdAll"));
    assert_eq!(lab.screen(b).prompt, "Enter number");
    assert_eq!(lab.screen(b).tone.as_deref(), Some("ZipZip"));
    for key in "1003".chars() {
        lab.wish(b, Intent::Key(key));
    }
    assert_eq!(forwarded_to(&lab, b), Some("1003"));
    lab.run(Duration::from_secs(2));
    assert_eq!(lab.screen(b).calls, []);
    assert!(!lab.screen(b).off_hook);
    assert_eq!(lab.screen(b).tone, None);
    assert_eq!(lab.screen(b).prompt, "Forwarded to 1003");

    lab.wish(a, dial("1002"));
    assert_eq!(
        (lab.screen(b).ring, lab.screen(c).ring),
        (Ring::Off, Ring::Inside)
    );
    let call = &lab.screen(c).calls[0];
    assert_eq!(call.remote_number, "1001");
    assert_eq!(call.via, "Phone 1002 (1002)");
    assert_eq!(call.direction, Direction::Forwarded);
    assert_eq!(lab.screen(a).calls[0].remote_number, "1003");
    assert_eq!(lab.screen(a).calls[0].via, "Phone 1002 (1002)");
    lab.wish(c, Intent::Answer);
    assert!(lab.talk(a, c));
}

#[test]
fn the_key_takes_the_forward_back() {
    let (mut lab, [a, b, _]) = phones();
    forward(&mut lab, b, "1003");
    lab.run(Duration::from_secs(2));
    lab.wish(b, soft_key("CFwdAll"));
    assert_eq!(forwarded_to(&lab, b), None);
    assert_eq!(lab.screen(b).prompt, "Your current options");
    assert_eq!(lab.screen(b).calls, []);
    lab.wish(a, dial("1002"));
    assert_eq!(lab.screen(b).ring, Ring::Inside);
}

#[test]
fn a_forwarded_phone_can_still_call_and_is_told_again_when_it_registers() {
    let (mut lab, [a, b, _]) = phones();
    forward(&mut lab, b, "1003");
    lab.run(Duration::from_secs(2));
    lab.wish(b, dial("1001"));
    assert_eq!(lab.screen(a).ring, Ring::Inside);
    lab.wish(b, Intent::HangUp);
    lab.serve(callmanager::Input::Reset {
        device: "SEP000000000002".to_owned(),
        reset_type: sccp::ResetType::RESTART,
    });
    lab.run(Duration::from_secs(20));
    assert_eq!(forwarded_to(&lab, b), Some("1003"));
    assert_eq!(lab.screen(b).prompt, "Forwarded to 1003");
}

#[test]
fn forwards_may_follow_each_other_and_the_first_called_is_shown() {
    let (mut lab, [a, b, c, d]) = phones();
    forward(&mut lab, b, "1003");
    forward(&mut lab, c, "1004");
    lab.run(Duration::from_secs(2));
    lab.wish(a, dial("1002"));
    assert_eq!(lab.screen(d).ring, Ring::Inside);
    assert_eq!(lab.screen(d).calls[0].via, "Phone 1003 (1003)");
}

#[test]
fn a_circle_of_forwards_is_refused() {
    let (mut lab, [_, b, c]) = phones();
    forward(&mut lab, b, "1003");
    forward(&mut lab, c, "1002");
    assert_eq!(lab.phones[c].state(), Some(CallState::Congestion));
    assert_eq!(lab.screen(c).prompt, "CFwdAll Loop Detected");
    assert_eq!(forwarded_to(&lab, c), None);
}

#[test]
fn a_number_that_is_none_is_no_place_to_forward_to() {
    let (mut lab, [_, b]) = phones();
    forward(&mut lab, b, "1999");
    assert_eq!(lab.phones[b].state(), Some(CallState::InvalidNumber));
    assert_eq!(forwarded_to(&lab, b), None);
    lab.wish(b, Intent::HangUp);
    assert_eq!(lab.screen(b).prompt, "Your current options");
}

#[test]
fn hanging_up_before_the_number_is_complete_forwards_nothing() {
    let (mut lab, [_, b]) = phones();
    lab.wish(b, soft_key("CFwdAll"));
    lab.wish(b, Intent::Key('1'));
    lab.wish(b, Intent::HangUp);
    assert_eq!(
        (lab.screen(b).calls.len(), forwarded_to(&lab, b)),
        (0, None)
    );
}

fn configured<const COUNT: usize>(lines: &str) -> (Lab, [usize; COUNT]) {
    let mut lab = Lab::new(Config::from_toml(lines).expect("it is right"));
    let phones = std::array::from_fn(|n| lab.phone(&format!("SEP00000000000{}", n + 1)));
    (lab, phones)
}

#[test]
fn a_busy_line_sends_callers_on() {
    let (mut lab, [a, b, c]) =
        configured("[[line]]\nnumber = \"1002\"\nbusy_trigger = 1\nforward_busy = \"1003\"\n");
    lab.wish(b, dial("600"));
    lab.wish(a, dial("1002"));
    assert_eq!(lab.screen(c).ring, Ring::Inside);
    assert_eq!(lab.screen(c).calls[0].via, "Phone 1002 (1002)");
    assert_eq!(lab.screen(b).calls.len(), 1);
}

#[test]
fn a_line_that_nobody_answers_sends_callers_on() {
    let (mut lab, [a, b, c]) = configured(
        "[[line]]\nnumber = \"1002\"\nno_answer_seconds = 12\nforward_no_answer = \"1003\"\n",
    );
    lab.wish(a, dial("1002"));
    assert_eq!(lab.screen(b).ring, Ring::Inside);
    lab.run(Duration::from_secs(12));
    assert_eq!(
        (lab.screen(b).ring, lab.screen(c).ring),
        (Ring::Off, Ring::Inside)
    );
    assert_eq!(lab.screen(b).calls, []);
    assert_eq!(lab.screen(a).calls[0].remote_number, "1003");
    assert_eq!(lab.phones[a].state(), Some(CallState::RingOut));
    assert_eq!(lab.screen(a).tone.as_deref(), Some("AlertingTone"));
    lab.wish(c, Intent::Answer);
    assert!(lab.talk(a, c));
}

#[test]
fn a_phone_that_is_not_there_answers_as_little() {
    let (mut lab, [a, b, c]) =
        configured("[[line]]\nnumber = \"1002\"\nforward_no_answer = \"1003\"\n");
    lab.wish(b, Intent::Quit);
    lab.run(Duration::from_secs(5));
    lab.wish(a, dial("1002"));
    assert_eq!(lab.screen(c).ring, Ring::Inside);
}

#[test]
fn forwards_that_go_in_circles_end() {
    let (mut lab, [a, _, _]) = configured(
        "[[line]]\nnumber = \"1002\"\nforward_all = \"1003\"\n\
         [[line]]\nnumber = \"1003\"\nforward_all = \"1002\"\n",
    );
    lab.wish(a, dial("1002"));
    assert_eq!(lab.phones[a].state(), Some(CallState::Congestion));
    assert_eq!(lab.screen(a).prompt, "CFwdAll Loop Detected");
}

#[test]
fn the_button_of_forwarding_is_lit_on_all_phones_of_the_line() {
    let phone = |n: usize| {
        format!(
            "[[phone]]\ndevice = \"SEP00000000000{n}\"\n\
             buttons = [\"line 1100\", \"line 100{n}\", \"feature forward_all\"]\n"
        )
    };
    let (mut lab, [a, b]) = configured(&[phone(1), phone(2)].concat());
    let lamp = |lab: &Lab, phone: usize| lab.screen(phone).line_keys[2].lamp;
    lab.wish(a, Intent::LineKey(3));
    assert_eq!(lab.screen(a).prompt, "Enter number");
    for key in "1002".chars() {
        lab.wish(a, Intent::Key(key));
    }
    lab.run(Duration::from_secs(2));
    for phone in [a, b] {
        assert_eq!(lamp(&lab, phone), station::Lamp::On);
        assert_eq!(forwarded_to(&lab, phone), Some("1002"));
    }
    lab.wish(b, Intent::LineKey(3));
    for phone in [a, b] {
        assert_eq!(lamp(&lab, phone), station::Lamp::Off);
        assert_eq!(forwarded_to(&lab, phone), None);
    }
}
