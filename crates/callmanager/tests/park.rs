//! Parking calls and taking them out again, on real stations.

mod lab;

use std::time::Duration;

use callmanager::{Config, Source};
use lab::{Lab, dial, notice, soft_key};
use station::{CallState, Intent, Ring};

/// Three phones; the first has called the second, which parks the call.
fn parked() -> (Lab, [usize; 3]) {
    let mut lab = Lab::new(Config::default());
    let phones = [1, 2, 3].map(|n| lab.phone(&format!("SEP00000000000{n}")));
    lab.wish(phones[0], dial("1002"));
    lab.wish(phones[1], Intent::Answer);
    lab.wish(phones[1], soft_key("Park"));
    (lab, phones)
}

#[test]
fn a_parked_call_waits_with_music_and_any_phone_takes_it_out() {
    let (mut lab, [a, b, c]) = parked();
    assert_eq!(lab.screen(b).calls, []);
    assert_eq!(notice(&lab, b), "Call Park At 620");
    assert_eq!(lab.phones[a].state(), Some(CallState::Connected));
    assert_eq!(lab.screen(a).calls[0].remote_number, "620");
    assert_eq!(lab.sources(), [Source::Music]);

    lab.wish(c, dial("620"));
    assert!(lab.talk(a, c));
    assert_eq!(lab.screen(c).calls[0].remote_number, "1001");
    assert_eq!(lab.screen(a).calls[0].remote_number, "1003");
    assert_eq!(lab.sources(), []);
    lab.run(Duration::from_secs(120));
    assert_eq!(lab.screen(b).calls, [], "nobody is reminded of it");

    lab.wish(c, Intent::HangUp);
    assert_eq!(lab.screen(a).calls, []);
}

#[test]
fn a_parked_call_comes_back_to_who_parked_it() {
    let (mut lab, [a, b, _]) = parked();
    lab.run(Duration::from_secs(62));
    assert_eq!(lab.screen(b).ring, Ring::Inside);
    assert_eq!(lab.screen(b).calls[0].prompt, "Call Park Reversion");
    assert_eq!(lab.screen(b).calls[0].remote_number, "1001");
    assert_eq!(
        lab.sources(),
        [Source::Music],
        "the caller waits with music"
    );
    lab.wish(b, Intent::Answer);
    assert!(lab.talk(a, b));
    assert_eq!(lab.sources(), []);
}

#[test]
fn a_call_that_is_taken_out_reminds_nobody_any_more() {
    let (mut lab, [a, b, c]) = parked();
    lab.run(Duration::from_secs(62));
    assert_eq!(lab.screen(b).ring, Ring::Inside);
    lab.wish(c, dial("620"));
    assert!(lab.talk(a, c));
    assert_eq!(
        (lab.screen(b).ring, lab.screen(b).calls.len()),
        (Ring::Off, 0)
    );
}

#[test]
fn a_parked_caller_who_hangs_up_frees_the_slot() {
    let (mut lab, [a, b, c]) = parked();
    lab.wish(a, Intent::HangUp);
    assert_eq!(lab.sources(), []);
    lab.wish(c, dial("620"));
    assert_eq!(lab.screen(c).prompt, "Cannot Retrieve Parked Call");
    lab.wish(c, Intent::HangUp);
    lab.run(Duration::from_secs(120));
    assert_eq!(lab.screen(b).ring, Ring::Off);
}

#[test]
fn each_parked_call_has_a_slot_of_its_own() {
    let (mut lab, [a, b, c]) = parked();
    lab.wish(c, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(b, soft_key("Park"));
    assert_eq!(notice(&lab, b), "Call Park At 621");
    lab.wish(b, dial("621"));
    assert!(lab.talk(b, c));
    lab.wish(b, Intent::HangUp);
    lab.wish(b, dial("620"));
    assert!(lab.talk(a, b));
}

#[test]
fn a_parker_who_refuses_is_reminded_again() {
    let (mut lab, [a, b, _]) = parked();
    lab.run(Duration::from_secs(62));
    lab.wish(b, Intent::HangUp);
    assert_eq!(lab.screen(b).calls, []);
    assert_eq!(lab.phones[a].state(), Some(CallState::Connected));
    lab.run(Duration::from_secs(60));
    assert_eq!(lab.screen(b).ring, Ring::Inside);
}
