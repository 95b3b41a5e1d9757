//! What people see on real stations with this call server, on a virtual clock.

mod lab;

use std::time::Duration;

use callmanager::{Config, Source};
use lab::{Lab, dial, soft_key};
use station::{CallState, Intent, RegistrationState, Ring};

#[test]
fn every_version_from_3_to_22_registers() {
    for version in 3..=22 {
        let mut lab = Lab::new(Config::default());
        let phone = lab.start("SEP000000000001", version);
        lab.run(Duration::from_secs(5));
        let screen = lab.screen(phone);
        assert_eq!(
            screen.registration.state,
            RegistrationState::Registered,
            "version {version}: {:?}",
            screen.registration
        );
        assert_eq!(screen.registration.protocol_version, version);
        assert_eq!(screen.own_number, "1001", "version {version}");
        assert_eq!(screen.prompt, "Your current options", "version {version}");
        let labels: Vec<&str> = screen
            .line_keys
            .iter()
            .map(|key| key.label.as_str())
            .take(5)
            .collect();
        assert_eq!(
            labels,
            ["1001", "7001", "Echo", "Tone 1004 Hz", "Read-back"],
            "version {version}"
        );
        assert!(screen.clock.is_some());
    }
}

#[test]
fn two_phones_talk_and_hang_up_at_every_pair_of_versions() {
    for (one, two) in [(22, 22), (3, 22), (22, 5), (8, 11), (17, 16), (18, 15)] {
        let mut lab = Lab::new(Config::default());
        let (a, b) = (
            lab.start("SEP000000000001", one),
            lab.start("SEP000000000002", two),
        );
        lab.run(Duration::from_secs(5));
        lab.wish(a, dial("1002"));
        assert_eq!(
            lab.phones[a].state(),
            Some(CallState::RingOut),
            "versions {one}, {two}"
        );
        assert_eq!(lab.phones[b].state(), Some(CallState::RingIn));
        assert_eq!(lab.screen(b).ring, Ring::Inside);
        assert_eq!(lab.screen(b).calls[0].remote_number, "1001");
        lab.wish(b, Intent::Answer);
        assert_eq!(lab.phones[a].state(), Some(CallState::Connected));
        assert_eq!(lab.phones[b].state(), Some(CallState::Connected));
        assert_eq!(lab.screen(b).ring, Ring::Off);
        assert!(lab.talk(a, b), "versions {one}, {two}");
        assert_eq!(lab.screen(a).calls[0].remote_name, "Phone 1002");
        lab.wish(a, Intent::HangUp);
        for phone in [a, b] {
            assert_eq!(lab.screen(phone).calls, []);
            assert!(lab.phones[phone].sends.is_empty() && lab.phones[phone].receives.is_empty());
        }
    }
}

#[test]
fn held_caller_hears_music() {
    let mut lab = Lab::new(Config::default());
    let (a, b) = (lab.phone("SEP000000000001"), lab.phone("SEP000000000002"));
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(b, soft_key("Hold"));
    assert_eq!(lab.phones[b].state(), Some(CallState::Hold));
    assert_eq!(lab.phones[a].state(), Some(CallState::Connected));
    let ports: Vec<u16> = lab.phones[a]
        .receives
        .iter()
        .map(|(_, port)| *port)
        .collect();
    let music: Vec<_> = lab
        .streams
        .iter()
        .map(|(_, source, remote)| (*source, remote.ip(), remote.port()))
        .collect();
    assert_eq!(
        music,
        [(Source::Music, lab.phones[a].address.into(), ports[0])]
    );
    assert!(lab.phones[b].sends.is_empty());

    lab.wish(b, soft_key("Resume"));
    assert_eq!(lab.phones[b].state(), Some(CallState::Connected));
    assert_eq!(lab.streams, []);
    assert!(lab.talk(a, b));
}

#[test]
fn the_far_end_hangs_up_and_the_phone_is_idle() {
    let mut lab = Lab::new(Config::default());
    let (a, b) = (lab.phone("SEP000000000001"), lab.phone("SEP000000000002"));
    for by in [Intent::Answer, Intent::Hook, Intent::LineKey(1)] {
        lab.wish(a, dial("1002"));
        lab.wish(b, by);
        assert!(lab.talk(a, b));
        lab.wish(b, Intent::HangUp);
        for phone in [a, b] {
            assert_eq!(lab.screen(phone).calls, []);
            assert!(!lab.screen(phone).off_hook, "phone {phone}");
            assert_eq!(lab.screen(phone).prompt, "Your current options");
        }
    }
}

#[test]
fn a_second_caller_is_answered_and_the_first_is_held() {
    let mut lab = Lab::new(Config::default());
    let [a, b, c] = [1, 2, 3].map(|number| lab.phone(&format!("SEP00000000000{number}")));
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(c, dial("1002"));
    assert_eq!(lab.screen(b).tone.as_deref(), Some("CallWaitingTone"));
    lab.wish(b, Intent::Answer);
    assert!(lab.talk(b, c));
    let states: Vec<CallState> = lab.screen(b).calls.iter().map(|call| call.state).collect();
    assert_eq!(states, [CallState::Hold, CallState::Connected]);
    assert_eq!(lab.streams.len(), 1);
    lab.wish(c, Intent::HangUp);
    lab.wish(b, soft_key("Resume"));
    assert!(lab.talk(a, b));
}

#[test]
fn keys_pressed_in_a_call_to_602_are_read_back_once() {
    for version in [22, 5] {
        let mut lab = Lab::new(Config::default());
        let phone = lab.start("SEP000000000001", version);
        lab.run(Duration::from_secs(5));
        lab.wish(phone, dial("602"));
        assert_eq!(lab.plays, [1]);
        for key in ['4', '2', '2'] {
            lab.wish(phone, Intent::Key(key));
        }
        lab.run(Duration::from_secs(4));
        assert_eq!(
            lab.plays,
            [1, 0, 4],
            "version {version}, events {:?}",
            lab.phones[phone].sent_digits
        );
    }
}

#[test]
fn what_went_wrong_with_a_call_stands_on_the_screen() {
    for (number, prompt, state) in [
        ("603", "Busy", CallState::Busy),
        ("604", "Unknown Number", CallState::InvalidNumber),
        ("1500", "Unknown Number", CallState::InvalidNumber),
    ] {
        let mut lab = Lab::new(Config::default());
        let phone = lab.phone("SEP000000000001");
        lab.wish(phone, dial(number));
        assert_eq!(lab.phones[phone].state(), Some(state), "{number}");
        assert_eq!(lab.screen(phone).prompt, prompt);
        assert!(lab.screen(phone).tone.is_some());
        lab.wish(phone, Intent::HangUp);
        assert_eq!(lab.screen(phone).calls, []);
        assert_eq!(lab.screen(phone).tone, None);
    }
}

#[test]
fn digits_one_by_one_reach_the_number() {
    let mut lab = Lab::new(Config::default());
    let phone = lab.phone("SEP000000000001");
    lab.wish(phone, Intent::Hook);
    assert_eq!(lab.screen(phone).tone.as_deref(), Some("InsideDialTone"));
    assert_eq!(lab.screen(phone).prompt, "Enter number");
    for key in "600".chars() {
        lab.wish(phone, Intent::Key(key));
    }
    assert_eq!(lab.phones[phone].state(), Some(CallState::Connected));
    assert_eq!(lab.screen(phone).tone, None);
    assert_eq!(
        lab.streams
            .iter()
            .map(|(_, source, _)| *source)
            .collect::<Vec<_>>(),
        [Source::Echo]
    );
    lab.wish(phone, Intent::Hook);
    assert_eq!(lab.streams, []);
}

#[test]
fn redial_calls_the_last_number_again() {
    let mut lab = Lab::new(Config::default());
    let phone = lab.phone("SEP000000000001");
    lab.wish(phone, dial("606"));
    lab.wish(phone, Intent::HangUp);
    lab.wish(phone, soft_key("Redial"));
    assert_eq!(
        lab.streams
            .iter()
            .map(|(_, source, _)| *source)
            .collect::<Vec<_>>(),
        [Source::Music]
    );
}

#[test]
fn a_phone_that_quits_is_unregistered_and_its_partner_is_told() {
    let mut lab = Lab::new(Config::default());
    let (a, b) = (lab.phone("SEP000000000001"), lab.phone("SEP000000000002"));
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(a, Intent::Quit);
    lab.run(Duration::from_secs(5));
    assert!(lab.phones[a].finished);
    assert_eq!(lab.screen(b).calls, []);
    let registered: Vec<bool> = lab.core.phones().map(|phone| phone.registered).collect();
    assert_eq!(registered, [false, true]);
}

#[test]
fn a_phone_that_is_told_to_restart_registers_again() {
    let mut lab = Lab::new(Config::default());
    let phone = lab.phone("SEP000000000001");
    for reset_type in [sccp::ResetType::RESTART, sccp::ResetType::RESET] {
        let before = lab.connections;
        let device = "SEP000000000001".to_owned();
        lab.serve(callmanager::Input::Reset { device, reset_type });
        lab.run(Duration::from_secs(30));
        assert_eq!(lab.connections, before + 1, "{reset_type}");
        assert!(lab.phones[phone].registered());
        assert_eq!(lab.screen(phone).own_number, "1001");
    }
}

#[test]
fn registrations_last_for_hours_of_keepalives() {
    let mut lab = Lab::new(Config::default());
    let phone = lab.phone("SEP000000000001");
    lab.run(Duration::from_secs(4 * 3_600));
    assert!(lab.phones[phone].registered());
    assert_eq!(lab.connections, 1);
}

#[test]
fn two_phones_of_one_name_leave_each_other_more_and_more_time() {
    const DEVICE: &str = "SEP000000000001";
    let mut lab = Lab::new(Config::default());
    let phones = [lab.phone(DEVICE), lab.start(DEVICE, 22)];
    let mut told = [false; 2];
    for _ in 0..300 {
        lab.run(Duration::from_secs(1));
        for (told, phone) in told.iter_mut().zip(phones) {
            let text = &lab.screen(phone).registration.text;
            *told |= text.contains("Another phone seems to use the device name SEP000000000001");
        }
    }
    assert_eq!(told, [true; 2], "both say why they are thrown out");
    // Each pause is 30 to 60 s by now, and every pause ends one registration.
    let before = lab.connections;
    lab.run(Duration::from_secs(3_600));
    let registrations = lab.connections - before;
    assert!(
        (60..=240).contains(&registrations),
        "{registrations} registrations in an hour"
    );
}
