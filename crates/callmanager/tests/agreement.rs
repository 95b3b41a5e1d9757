//! Whatever people do on real stations, station and server agree on the calls.

mod lab;

use std::time::Duration;

use callmanager::Config;
use lab::Lab;
use proptest::prelude::*;
use station::{CallState, Intent};

/// Something a person does, and how long until the next thing, ms.
fn wish() -> impl Strategy<Value = (usize, Intent, u64)> {
    let soft_key = |label: &str| Intent::SoftKey(label.to_owned());
    let dial = |number: &str| Intent::Dial(number.to_owned());
    let intent = prop_oneof![
        4 => prop::sample::select(vec!["1001", "1002", "1003", "7001", "600", "602", "603", "605", "9"])
            .prop_map(dial),
        6 => prop::sample::select(vec!["Hold", "Resume", "NewCall", "EndCall", "Redial", "Answer", "<<"])
            .prop_map(soft_key),
        3 => prop::sample::select("1006#".chars().collect::<Vec<_>>()).prop_map(Intent::Key),
        3 => Just(Intent::Answer),
        2 => Just(Intent::HangUp),
        2 => Just(Intent::Hook),
        2 => (1_usize..5).prop_map(Intent::LineKey),
    ];
    // Less than a message takes, about as much, a moment, and longer than any time-out.
    let pause = prop::sample::select(vec![0, 1, 2, 3, 500, 1_000, 3_000, 35_000]);
    (0_usize..3, intent, pause)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn station_and_server_agree_on_the_calls(wishes in prop::collection::vec(wish(), 1..40)) {
        let mut lab = Lab::new(Config::default());
        for number in 1..=3 {
            lab.phone(&format!("SEP00000000000{number}"));
        }
        for (phone, intent, pause) in wishes {
            lab.give(phone, station::Input::Intent(intent));
            lab.run(Duration::from_millis(pause));
        }
        // All that is on its way arrives.
        lab.run(Duration::from_millis(100));
        let held: Vec<usize> = lab.core.phones().map(|phone| phone.calls).collect();
        for (place, phone) in lab.phones.iter().enumerate() {
            let screen = phone.station.screen();
            prop_assert_eq!(screen.calls.len(), held[place], "phone {}: {:?}", place, &screen.calls);
            prop_assert_eq!(&phone.anomalies, &Vec::<String>::new());
            let talking = screen.calls.iter().filter(|call| call.state == CallState::Connected).count();
            prop_assert!(talking <= 1);
            prop_assert_eq!(phone.receives.len(), talking, "{:?}", &phone.receives);
            prop_assert_eq!(phone.sends.len(), talking, "{:?}", &phone.sends);
        }
        // Who talks with whom hears the other, and nobody else.
        for phone in 0..3 {
            let Some(call) = lab.screen(phone).calls.iter().find(|call| call.state == CallState::Connected) else {
                continue;
            };
            let partner = ["1001", "1002", "1003"].iter().position(|number| *number == call.remote_number);
            let Some(partner) = partner else { continue };
            let partner_talks = lab.screen(partner).calls.iter().any(|call| {
                call.state == CallState::Connected && call.remote_number.ends_with(&format!("00{}", phone + 1))
            });
            if partner_talks {
                prop_assert!(lab.talk(phone, partner));
            }
        }
    }
}
