//! Answering at one phone what rings at another, on real stations.

mod lab;

use callmanager::Config;
use lab::{Lab, dial, soft_key};
use station::{Intent, Ring};

/// The first phone calls the second; the third is idle.
fn ringing() -> (Lab, [usize; 3]) {
    let mut lab = Lab::new(Config::default());
    let phones = [1, 2, 3].map(|n| lab.phone(&format!("SEP00000000000{n}")));
    lab.wish(phones[0], dial("1002"));
    (lab, phones)
}

#[test]
fn the_pickup_key_takes_what_rings_in_the_own_group() {
    let (mut lab, [a, b, c]) = ringing();
    lab.wish(c, soft_key("PickUp"));
    assert!(lab.talk(a, c));
    assert_eq!(
        (lab.screen(b).ring, lab.screen(b).calls.len()),
        (Ring::Off, 0)
    );
    assert_eq!(lab.screen(c).calls[0].remote_number, "1001");
    assert_eq!(lab.screen(c).calls[0].via, "Phone 1002 (1002)");
    assert_eq!(lab.screen(a).calls[0].remote_number, "1003");
    lab.wish(a, Intent::HangUp);
    assert_eq!(lab.screen(c).calls, []);
}

#[test]
fn the_pickup_key_works_off_hook_too() {
    let (mut lab, [a, _, c]) = ringing();
    lab.wish(c, Intent::Hook);
    lab.wish(c, soft_key("PickUp"));
    assert!(lab.talk(a, c));
    assert_eq!(lab.screen(c).tone, None);
}

#[test]
fn the_group_key_asks_for_the_number_of_the_group() {
    let (mut lab, [a, _, c]) = ringing();
    lab.wish(c, soft_key("GPickUp"));
    assert_eq!(lab.screen(c).prompt, "Enter number");
    lab.wish(c, Intent::Key('1'));
    assert!(lab.talk(a, c));
}

#[test]
fn nothing_to_pick_up_is_told() {
    let (mut lab, [a, b, c]) = ringing();
    lab.wish(b, Intent::Answer);
    lab.wish(c, soft_key("PickUp"));
    assert_eq!(lab.screen(c).prompt, "No Call Available for Pickup");
    assert_eq!(lab.screen(c).tone.as_deref(), Some("ReorderTone"));
    assert!(lab.talk(a, b));
    lab.wish(c, Intent::HangUp);
    assert_eq!(lab.screen(c).calls, []);
}

/// Two groups: the second phone is in one, the third in the other.
const GROUPS: &str = r#"
[[pickup_group]]
name = "sales"
number = "651"
[[pickup_group]]
name = "support"
number = "652"
others = ["sales"]
[[line]]
number = "1002"
pickup_group = "sales"
[[line]]
number = "1003"
pickup_group = "support"
"#;

#[test]
fn calls_of_other_groups_are_picked_up_by_other_keys() {
    let mut lab = Lab::new(Config::from_toml(GROUPS).expect("it is right"));
    let [a, b, c] = [1, 2, 3].map(|n| lab.phone(&format!("SEP00000000000{n}")));
    lab.wish(a, dial("1002"));
    lab.wish(c, soft_key("PickUp"));
    assert_eq!(lab.screen(c).prompt, "No Call Available for Pickup");
    assert_eq!(lab.screen(b).ring, Ring::Inside);
    lab.wish(c, Intent::HangUp);
    lab.wish(c, soft_key("OPickUp"));
    assert!(lab.talk(a, c));
    lab.wish(c, Intent::HangUp);

    lab.wish(a, dial("1002"));
    lab.wish(c, soft_key("GPickUp"));
    for key in "651".chars() {
        lab.wish(c, Intent::Key(key));
    }
    assert!(lab.talk(a, c));
}
