//! Whatever is pressed on four phones, in whatever order: nobody is stuck, and when
//! all have hung up nothing is left.

mod lab;

use std::time::Duration;

use callmanager::Config;
use lab::Lab;
use proptest::prelude::*;
use station::Intent;

/// Something a person does.
#[derive(Clone, Debug)]
enum Deed {
    Dial(&'static str),
    SoftKey(&'static str),
    Answer,
    HangUp,
    /// Calls one of the phones, which answers.
    Talk(usize),
    /// Presses a key, calls one of the phones, which answers or not, and presses it again.
    Consult(&'static str, usize, bool),
    /// Puts one of the calls in front.
    Focus(usize),
    LineKey(usize),
    Wait(u64),
    /// A soft key that is not shown, for one of the calls.
    Unshown(u32, usize),
}

const NUMBERS: [&str; 15] = [
    "1001", "1002", "1003", "1004", "1100", "1100", "1200", "7002", "600", "603", "605", "606",
    "625", "631", "999",
];

const KEYS: [&str; 26] = [
    "Transfer", "Transfer", "Confrn", "Confrn", "Join", "Select", "DirTrfr", "RmLstC", "ConfList",
    "MeetMe", "Hold", "Hold", "Resume", "Resume", "NewCall", "Park", "PickUp", "OPickUp",
    "CFwdAll", "Barge", "cBarge", "Private", "DND", "CallBack", "iDivert", "HLog",
];

/// Phones that share a line, and one in a hunt group.
const SHARED: &str = r#"
[[phone]]
device = "SEP000000000001"
buttons = ["line 1001", "line 1100"]
[[phone]]
device = "SEP000000000002"
buttons = ["line 1002", "line 1100"]
[[phone]]
device = "SEP000000000003"
buttons = ["line 1003"]
[[phone]]
device = "SEP000000000004"
buttons = ["line 1004", "line 1100"]
[[hunt_group]]
number = "1200"
name = "All"
members = ["1001", "1100", "1003"]
"#;

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => prop::sample::select(&NUMBERS[..]).prop_map(Deed::Dial),
        6 => prop::sample::select(&KEYS[..]).prop_map(Deed::SoftKey),
        3 => Just(Deed::Answer),
        5 => (0..4_usize).prop_map(Deed::Talk),
        5 => (prop::sample::select(&["Confrn", "Transfer"][..]), 0..4_usize, any::<bool>())
            .prop_map(|(key, phone, answers)| Deed::Consult(key, phone, answers)),
        2 => Just(Deed::HangUp),
        2 => (0..4_usize).prop_map(Deed::Focus),
        1 => (1..3_usize).prop_map(Deed::LineKey),
        1 => prop::sample::select(&[3, 31, 70][..]).prop_map(Deed::Wait),
        1 => (1..38_u32, 0..4_usize).prop_map(|(key, call)| Deed::Unshown(key, call)),
    ]
}

fn call_at(lab: &Lab, phone: usize, place: usize) -> u32 {
    let calls = &lab.screen(phone).calls;
    calls.get(place).map_or(0, |call| call.call_reference)
}

fn talk(lab: &mut Lab, phone: usize, other: usize, answers: bool) {
    lab.wish(phone, Intent::Dial(format!("{}", 1_001 + other)));
    if answers {
        lab.wish(other, Intent::Answer);
    }
}

fn carry_out(lab: &mut Lab, phone: usize, deed: &Deed) {
    match *deed {
        Deed::Dial(number) => lab.wish(phone, Intent::Dial(number.to_owned())),
        Deed::SoftKey(label) => lab.wish(phone, Intent::SoftKey(label.to_owned())),
        Deed::Talk(other) => talk(lab, phone, other, true),
        Deed::Consult(key, other, answers) => {
            lab.wish(phone, Intent::SoftKey(key.to_owned()));
            talk(lab, phone, other, answers);
            lab.wish(phone, Intent::SoftKey(key.to_owned()));
        }
        Deed::Answer => lab.wish(phone, Intent::Answer),
        Deed::HangUp => lab.wish(phone, Intent::HangUp),
        Deed::Focus(place) => {
            let call = call_at(lab, phone, place);
            lab.wish(phone, Intent::Focus(call));
        }
        Deed::LineKey(place) => lab.wish(phone, Intent::LineKey(place)),
        Deed::Wait(seconds) => lab.run(Duration::from_secs(seconds)),
        Deed::Unshown(key, place) => {
            let call = call_at(lab, phone, place);
            lab.send_soft_key(phone, key, call);
        }
    }
}

/// Every phone ends all its calls: takes back what it holds and hangs up.
fn all_hang_up(lab: &mut Lab) {
    for _ in 0..20 {
        for phone in 0..lab.phones.len() {
            if lab.screen(phone).calls.is_empty() {
                continue;
            }
            lab.wish(phone, Intent::HangUp);
            lab.wish(phone, Intent::SoftKey("Resume".to_owned()));
            lab.wish(phone, Intent::HangUp);
        }
    }
}

/// Sound goes where somebody takes it: to an open port of a phone, or to the server.
fn nobody_sends_into_the_void(lab: &Lab) {
    for (place, phone) in lab.phones.iter().enumerate() {
        for sending in &phone.sends {
            let heard = lab.phones.iter().any(|other| {
                sending.remote.ip() == other.address
                    && other
                        .receives
                        .iter()
                        .any(|(_, port)| *port == sending.remote.port())
            });
            let server: std::net::SocketAddr = lab::SERVER.parse().expect("an address");
            assert!(
                heard || sending.remote.ip() == server.ip(),
                "phone {place} sends to {}",
                sending.remote
            );
        }
        assert!(phone.receives.len() <= 1, "phone {place} has one ear");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_left_when_all_have_hung_up(
        deeds in prop::collection::vec((0..4_usize, deed()), 1..30),
        versions in prop::sample::select(&[[22, 22, 22, 22], [3, 22, 11, 17]][..]),
        shared in any::<bool>(),
    ) {
        let config = if shared {
            Config::from_toml(SHARED).expect("it is right")
        } else {
            Config::default()
        };
        let mut lab = Lab::new(config);
        for (number, version) in (1..).zip(versions) {
            lab.start(&format!("SEP00000000000{number}"), version);
        }
        lab.run(Duration::from_secs(5));
        for (phone, deed) in &deeds {
            carry_out(&mut lab, *phone, deed);
            nobody_sends_into_the_void(&lab);
        }
        all_hang_up(&mut lab);
        // What is parked comes back, rings and goes.
        for (place, phone) in lab.phones.iter().enumerate() {
            prop_assert!(phone.registered(), "phone {} is still registered", place);
            prop_assert!(phone.screen().calls.is_empty(), "phone {}: {:?}", place, phone.screen().calls);
            prop_assert!(phone.sends.is_empty() && phone.receives.is_empty(), "phone {}", place);
        }
        prop_assert!(lab.streams.is_empty(), "{:?}", lab.streams);
        prop_assert!(lab.core.phones().all(|phone| phone.calls == 0));
    }
}
