//! The machine's own network: lost, back, or with another address.

mod rig;

use std::net::IpAddr;
use std::time::Duration;

use rig::{Rig, ServerKind, config};
use station::{
    CallState, Input, Intent, Moment, NetworkNews, RegistrationState, StationConfig, VoiceCommand,
};

const SECOND: Duration = Duration::from_secs(1);
const PRIMARY: &str = "192.0.2.1:2000";
const SECONDARY: &str = "192.0.2.2:2000";

fn registered() -> Rig {
    let config = StationConfig {
        servers: vec![PRIMARY.to_owned(), SECONDARY.to_owned()],
        standby: true,
        ..config()
    };
    let mut rig = Rig::registered(config, ServerKind::default());
    rig.pass(SECOND * 200);
    rig.clear();
    rig
}

fn talking() -> Rig {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.clear();
    rig
}

fn network(rig: &mut Rig, news: NetworkNews) {
    rig.input(Input::Network(news));
}

fn changed() -> NetworkNews {
    NetworkNews::AddressChanged {
        from: IpAddr::from([192, 0, 2, 10]),
        to: IpAddr::from([198, 51, 100, 7]),
    }
}

fn notice(rig: &Rig) -> String {
    rig.screen().notify.map_or(String::new(), |it| it.text)
}

#[test]
fn a_changed_address_means_registering_anew_at_once_and_saying_why() {
    let mut rig = registered();
    network(&mut rig, changed());
    assert_eq!(rig.disconnects.len(), 1, "the old connection leads nowhere");
    assert_eq!(rig.connects.last(), Some(&(rig.now, PRIMARY.to_owned())));
    assert!(rig.taken_over.is_empty() && rig.open_standbys().is_empty());
    let told = rig.screens.iter().any(|screen| {
        let text = &screen.registration.text;
        text.contains("192.0.2.10") && text.contains("198.51.100.7")
    });
    assert!(told, "why is seen");
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
    let alarms = rig.sent_of(|message| match message {
        sccp::Message::Alarm(alarm) => Some(alarm.text.to_string()),
        _ => None,
    });
    assert!(alarms[0].contains("Last=Phone-Re-IP"), "{alarms:?}");
    rig.pass(SECOND * 15);
    assert_eq!(rig.open_standbys(), [SECONDARY]);
}

#[test]
fn a_talk_ends_with_the_address_its_sound_came_to() {
    let mut rig = talking();
    network(&mut rig, changed());
    assert!(rig.screen().calls.is_empty() && !rig.screen().off_hook);
    assert_eq!(rig.states_of(101), [CallState::OnHook]);
    assert!(
        rig.voice
            .contains(&VoiceCommand::StopTransmit { stream: 501 })
    );
    assert_eq!(rig.connects.last(), Some(&(rig.now, PRIMARY.to_owned())));
}

#[test]
fn a_talk_without_a_server_ends_with_the_address_too() {
    let mut rig = talking();
    rig.input(Input::Disconnected {
        reason: "gone".into(),
    });
    assert_eq!(rig.screen().calls.len(), 1);
    network(&mut rig, changed());
    assert!(rig.screen().calls.is_empty());
    assert_eq!(rig.state(), RegistrationState::Connecting);
}

#[test]
fn a_lost_network_is_told_and_no_server_is_given_up_for_it() {
    let mut rig = registered();
    rig.server.silent_about = vec![0x0000];
    network(&mut rig, NetworkNews::Lost);
    assert_eq!(notice(&rig), "No network. Waiting for it …");
    assert!(rig.open_standbys().is_empty());
    rig.pass(SECOND * 600);
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert!(rig.disconnects.is_empty() && rig.looks.len() == 1);
    // Back within the time that the server keeps the registration.
    rig.server.silent_about.clear();
    rig.clear();
    network(&mut rig, NetworkNews::Back);
    assert_eq!(rig.sent_names(), ["KeepAlive"]);
    assert_eq!(notice(&rig), "", "the server has answered");
    rig.pass(SECOND * 15);
    assert_eq!(rig.open_standbys(), [SECONDARY]);
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn a_server_that_gave_the_phone_up_meanwhile_is_found_out_within_seconds() {
    let mut rig = registered();
    network(&mut rig, NetworkNews::Lost);
    rig.pass(SECOND * 600);
    rig.server.silent_about = vec![0x0000];
    network(&mut rig, NetworkNews::Back);
    assert!(
        notice(&rig).contains("The network is back"),
        "{}",
        notice(&rig)
    );
    rig.pass(SECOND * 3);
    assert_eq!(rig.disconnects.len(), 1);
    assert_eq!(rig.state(), RegistrationState::Connecting);
}

#[test]
fn a_talk_goes_on_when_the_network_comes_back_with_the_same_address() {
    let mut rig = talking();
    network(&mut rig, NetworkNews::Lost);
    rig.pass(SECOND * 20);
    network(&mut rig, NetworkNews::Back);
    rig.pass(SECOND * 20);
    assert_eq!(rig.screen().calls.len(), 1);
    assert_eq!(rig.screen().prompt, "Connected");
    assert!(rig.voice.is_empty(), "{:?}", rig.voice);
}

#[test]
fn a_phone_that_waits_tries_again_within_a_second_when_the_network_is_back() {
    let mut moments = Vec::new();
    for seed in 0..20 {
        let config = StationConfig { seed, ..config() };
        let mut rig = Rig::new(config, ServerKind::default());
        rig.start();
        for _ in 0..6 {
            rig.input(Input::ConnectFailed {
                reason: "the network is unreachable".into(),
            });
            let due = rig.station.deadline().expect("it tries again");
            rig.pass(due.since(rig.now));
        }
        rig.input(Input::ConnectFailed {
            reason: "the network is unreachable".into(),
        });
        let attempts = rig.connects.len();
        let back = rig.now;
        network(&mut rig, NetworkNews::Back);
        assert!(rig.screen().prompt.contains("network is back"));
        rig.pass(SECOND);
        assert_eq!(rig.connects.len(), attempts + 1);
        moments.push(rig.connects[attempts].0.since(back));
    }
    moments.sort();
    moments.dedup();
    assert!(moments.len() > 15, "they are spread");
}

#[test]
fn a_connection_that_is_lost_without_a_network_is_found_again_with_it() {
    let mut rig = registered();
    network(&mut rig, NetworkNews::Lost);
    rig.input(Input::Disconnected {
        reason: "the network is unreachable".into(),
    });
    for _ in 0..10 {
        rig.input(Input::ConnectFailed {
            reason: "the network is unreachable".into(),
        });
        rig.pass(SECOND * 5);
        assert_eq!(notice(&rig), "No network. Waiting for it …");
    }
    rig.input(Input::ConnectFailed {
        reason: "the network is unreachable".into(),
    });
    network(&mut rig, NetworkNews::Back);
    rig.pass(SECOND);
    assert_eq!(
        rig.connects.last().map(|(_, to)| to.as_str()),
        Some(PRIMARY)
    );
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(notice(&rig), "");
}

#[test]
fn news_of_the_network_at_any_time_are_survived() {
    let all = [NetworkNews::Lost, NetworkNews::Back, changed()];
    for first in all {
        for second in all {
            let mut rig = Rig::new(config(), ServerKind::default());
            network(&mut rig, first);
            rig.start();
            network(&mut rig, second);
            rig.pass(SECOND * 30);
            assert!(rig.now > Moment::START);
            rig.connected();
            network(&mut rig, first);
            network(&mut rig, second);
            rig.intent(Intent::Quit);
            network(&mut rig, first);
            rig.pass(SECOND * 6);
            assert!(rig.finished.is_some(), "{first:?}, {second:?}");
            network(&mut rig, second);
            assert_eq!(rig.state(), RegistrationState::Offline);
        }
    }
}
