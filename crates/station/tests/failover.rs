//! The standby connection: held to the next server, and registered on when the first is lost.

mod rig;

use std::time::Duration;

use rig::{Other, Rig, ServerKind, config};
use station::{
    Input, Intent, Moment, RegistrationState, StandbyId, StandbyNews, StationConfig, recording,
};

const SECOND: Duration = Duration::from_secs(1);
const PRIMARY: &str = "192.0.2.1:2000";
const SECONDARY: &str = "192.0.2.2:2000";
const TERTIARY: &str = "192.0.2.3:2000";

fn standing_by(servers: &[&str]) -> StationConfig {
    StationConfig {
        servers: servers.iter().map(|server| (*server).to_owned()).collect(),
        standby: true,
        ..config()
    }
}

/// Registered with the primary of three servers, for so long that a standby may be there.
fn registered() -> Rig {
    let mut rig = Rig::registered(
        standing_by(&[PRIMARY, SECONDARY, TERTIARY]),
        ServerKind::default(),
    );
    rig.pass(SECOND * 15);
    rig
}

fn loses_server(rig: &mut Rig) {
    rig.input(Input::Disconnected {
        reason: "the server closed the connection".into(),
    });
}

#[test]
fn a_registered_phone_holds_a_connection_to_the_next_server() {
    let mut rig = registered();
    assert_eq!(rig.open_standbys(), [SECONDARY]);
    assert_eq!(rig.screen().registration.standby, SECONDARY);
    assert_eq!(rig.screen().registration.server, PRIMARY);
    rig.pass(SECOND * 3600);
    assert_eq!(rig.looks.len(), 1, "one connection is enough");
    let names = rig.names_to(SECONDARY);
    assert!(
        names.iter().all(|name| *name == "KeepAlive"),
        "it lives of keepalives alone: {names:?}"
    );
    // The server's interval is 60 s, and servers end a session from 1.05 times it on.
    let at: Vec<Moment> = rig.aside.iter().map(|(at, _, _)| *at).collect();
    assert!(at.windows(2).all(|pair| {
        let pause = pair[1].since(pair[0]);
        (SECOND * 49..=SECOND * 54).contains(&pause)
    }));
}

#[test]
fn a_phone_with_one_server_has_no_standby() {
    let mut rig = Rig::registered(standing_by(&[PRIMARY]), ServerKind::default());
    rig.pass(SECOND * 3600);
    assert!(rig.looks.is_empty());
}

#[test]
fn a_closed_connection_means_register_at_once_on_the_standby() {
    let mut rig = registered();
    rig.clear();
    loses_server(&mut rig);
    assert_eq!(rig.taken_over, [(rig.now, SECONDARY.to_owned())]);
    assert_eq!(rig.connects.len(), 1, "nothing is opened for it");
    assert_eq!(rig.sent_names()[..2], ["Alarm", "Register"]);
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(rig.screen().registration.server, SECONDARY);
    assert_eq!(rig.screen().registration.standby, "");
    let told = rig.screens.iter().any(|screen| {
        let text = &screen.registration.text;
        text.contains(PRIMARY) && text.contains("closed the connection")
    });
    assert!(told, "why is seen");
}

#[test]
fn a_silent_server_is_left_for_the_standby_after_three_keepalives() {
    let mut rig = registered();
    rig.server.silent_about = vec![0x0000];
    rig.other(PRIMARY, Other::FROZEN);
    rig.clear();
    let start = rig.now;
    while rig.taken_over.is_empty() {
        rig.pass(Duration::from_millis(100));
        assert!(rig.now.since(start) < SECOND * 100);
    }
    let keepalives = rig.sent_names().into_iter();
    assert_eq!(
        keepalives.take_while(|name| *name == "KeepAlive").count(),
        3
    );
    assert_eq!(rig.disconnects.len(), 1, "the silent connection is closed");
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(rig.screen().registration.server, SECONDARY);
}

#[test]
fn what_came_half_on_the_standby_is_read_to_its_end() {
    let mut rig = registered();
    let (standby, _) = rig.standbys.first_key_value().expect("it is open");
    let standby = *standby;
    // Half a KeepAliveAck before, the other half after it is the connection.
    let ack: [u8; 12] = [4, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
    rig.news(standby, StandbyNews::Received(ack[..5].to_vec()));
    rig.answers = false;
    loses_server(&mut rig);
    rig.input(Input::Received(ack[5..].to_vec()));
    assert_eq!(rig.state(), RegistrationState::Registering);
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn the_next_server_that_answers_is_the_standby() {
    for unfit in [Other::GONE, Other::FROZEN] {
        let mut rig = Rig::registered(
            standing_by(&[PRIMARY, SECONDARY, TERTIARY]),
            ServerKind::default(),
        );
        rig.other(SECONDARY, unfit);
        rig.pass(SECOND * 60);
        assert_eq!(rig.screen().registration.standby, TERTIARY, "{unfit:?}");
        loses_server(&mut rig);
        assert_eq!(rig.taken_over, [(rig.now, TERTIARY.to_owned())]);
        assert_eq!(rig.state(), RegistrationState::Registered);
    }
}

#[test]
fn a_better_standby_takes_the_place_of_the_other() {
    let mut rig = registered();
    rig.other(SECONDARY, Other::GONE);
    rig.pass(SECOND * 30);
    assert_eq!(rig.open_standbys(), [TERTIARY]);
    rig.other(SECONDARY, Other::GOOD);
    rig.pass(SECOND * 90);
    assert_eq!(rig.open_standbys(), [SECONDARY]);
    assert_eq!(rig.screen().registration.server, PRIMARY);
}

#[test]
fn looks_at_a_server_that_is_gone_are_spread_and_grow_rare() {
    let pauses = |seed| {
        let config = StationConfig {
            seed,
            ..standing_by(&[PRIMARY, SECONDARY])
        };
        let mut rig = Rig::registered(config, ServerKind::default());
        rig.other(SECONDARY, Other::GONE);
        rig.pass(SECOND * 3600);
        let looks: Vec<Moment> = rig.looks.iter().map(|(at, _)| *at).collect();
        assert!(looks[0] >= Moment::from_secs(1), "not at once");
        let pauses = looks.windows(2).map(|pair| pair[1].since(pair[0]));
        pauses.collect::<Vec<_>>()
    };
    let one = pauses(1);
    assert!(one[0] <= SECOND * 5);
    assert!(
        one[4..]
            .iter()
            .all(|pause| (SECOND * 30..=SECOND * 60).contains(pause))
    );
    assert_ne!(one, pauses(2));
}

#[test]
fn a_standby_that_falls_silent_is_given_up_and_locked_out() {
    let mut rig = registered();
    rig.other(SECONDARY, Other::FROZEN);
    rig.pass(SECOND * 240);
    assert_eq!(rig.open_standbys(), [TERTIARY]);
    loses_server(&mut rig);
    assert_eq!(rig.screen().registration.server, TERTIARY);
}

#[test]
fn an_answer_unlocks_a_server_that_was_locked_out() {
    let mut rig = registered();
    rig.other(SECONDARY, Other::FROZEN);
    rig.pass(SECOND * 240);
    assert_eq!(rig.open_standbys(), [TERTIARY]);
    // Long before the ten minutes are over.
    rig.other(SECONDARY, Other::GOOD);
    rig.pass(SECOND * 120);
    assert_eq!(rig.open_standbys(), [SECONDARY]);
    loses_server(&mut rig);
    assert_eq!(rig.screen().registration.server, SECONDARY);
}

#[test]
fn a_server_that_closes_on_strangers_is_looked_at_now_and_then() {
    let mut rig = Rig::registered(standing_by(&[PRIMARY, SECONDARY]), ServerKind::default());
    while rig.now < Moment::from_secs(1800) {
        rig.pass(SECOND * 30);
        // Section 6: unregistered connections end after 30 s.
        rig.close_standby_to(SECONDARY);
    }
    assert!((10..=60).contains(&rig.looks.len()), "{}", rig.looks.len());
    loses_server(&mut rig);
    assert_eq!(rig.connects.last(), Some(&(rig.now, SECONDARY.to_owned())));
}

#[test]
fn the_phone_is_on_the_standby_as_soon_as_a_preserved_call_ends() {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.packets_come = 200;
    loses_server(&mut rig);
    assert_eq!(rig.screen().prompt, "CM down, features disabled");
    rig.pass(SECOND * 600);
    assert!(rig.taken_over.is_empty(), "not in the call");
    assert_eq!(rig.open_standbys(), [SECONDARY], "it is held all the while");
    rig.intent(Intent::HangUp);
    assert_eq!(rig.taken_over, [(rig.now, SECONDARY.to_owned())]);
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn a_standby_that_is_lost_in_a_preserved_call_is_replaced() {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.packets_come = 200;
    loses_server(&mut rig);
    rig.other(SECONDARY, Other::GONE);
    rig.pass(SECOND * 60);
    assert_eq!(rig.open_standbys(), [TERTIARY]);
    rig.intent(Intent::HangUp);
    assert_eq!(rig.screen().registration.server, TERTIARY);
}

#[test]
fn a_refusal_on_the_standby_leads_to_the_one_after_it() {
    let mut rig = registered();
    rig.answers = false;
    loses_server(&mut rig);
    assert_eq!(rig.state(), RegistrationState::Registering);
    rig.says(sccp::RegisterReject {
        text: "Device Unknown".into(),
    });
    assert_eq!(rig.connects.last(), Some(&(rig.now, TERTIARY.to_owned())));
}

#[test]
fn a_reset_brings_the_phone_back_to_its_own_server() {
    let mut rig = registered();
    rig.says(sccp::Reset {
        reset_type: 2.into(),
    });
    rig.pass(SECOND * 2);
    assert_eq!(
        rig.connects.last().map(|(_, server)| server.as_str()),
        Some(PRIMARY)
    );
    assert!(rig.taken_over.is_empty());
}

#[test]
fn quitting_closes_the_standby_too() {
    let mut rig = registered();
    rig.intent(Intent::Quit);
    rig.pass(SECOND * 5);
    assert!(rig.finished.is_some());
    assert!(rig.open_standbys().is_empty());
}

#[test]
fn a_machine_that_slept_opens_its_standby_anew() {
    let mut rig = registered();
    rig.now = Moment::from_secs(7200);
    rig.input(Input::Tick);
    assert!(rig.open_standbys().is_empty(), "it is dead for long");
    rig.pass(SECOND * 15);
    assert_eq!(rig.open_standbys(), [SECONDARY]);
}

#[test]
fn the_last_resort_comes_after_all_others_and_says_what_it_is() {
    const GATEWAY: &str = "192.0.2.254:2000";
    let config = StationConfig {
        last_resort: vec![GATEWAY.to_owned()],
        ..standing_by(&[PRIMARY, SECONDARY])
    };
    let mut rig = Rig::registered(config, ServerKind::default());
    assert_ne!(rig.screen().prompt, "CM Fallback Service Operating");
    rig.other(SECONDARY, Other::GONE);
    rig.other(PRIMARY, Other::GONE);
    rig.pass(SECOND * 30);
    loses_server(&mut rig);
    assert_eq!(rig.screen().registration.server, GATEWAY);
    assert_eq!(rig.screen().prompt, "CM Fallback Service Operating");
}

#[test]
fn a_server_list_is_asked_for_only_on_request_and_comes_after_the_own_one() {
    let told = || {
        let mut told = sccp::ServerRes::default();
        for (at, host) in [1, 7].into_iter().enumerate() {
            told.server_name[at] = format!("cm{host}").as_str().into();
            told.server_tcp_listen_port[at] = 2000;
            told.server_ip_addr[at] = std::net::Ipv4Addr::new(192, 0, 2, host).into();
        }
        told
    };
    for asks in [false, true] {
        let config = StationConfig {
            ask_for_servers: asks,
            ..standing_by(&[PRIMARY])
        };
        let mut rig = Rig::new(config, ServerKind::default());
        rig.start();
        rig.connected();
        assert_eq!(rig.sent_names().contains(&"ServerReq"), asks);
        rig.says(told());
        rig.says(told());
        rig.pass(SECOND * 60);
        let looks: Vec<_> = rig.looks.iter().map(|(_, to)| to.as_str()).collect();
        assert_eq!(looks, if asks { vec!["192.0.2.7:2000"] } else { vec![] });
    }
}

#[test]
fn odd_news_of_standbys_are_survived() {
    let mut rig = registered();
    let standby = *rig.standbys.first_key_value().expect("it is open").0;
    for id in [standby, StandbyId(0), StandbyId(999)] {
        for news in [
            StandbyNews::Connected {
                local: rig::local(),
                peer: rig::local(),
            },
            StandbyNews::ConnectFailed {
                reason: String::new(),
            },
        ] {
            rig.news(id, news);
        }
    }
    rig.says_aside(SECONDARY, sccp::RegisterTokenAck::default());
    rig.says_aside(SECONDARY, sccp::RegisterTokenReject::default());
    rig.says_aside(SECONDARY, sccp::CapabilitiesReq::default());
    rig.says_aside(SECONDARY, sccp::KeepAlive::default());
    assert_eq!(rig.names_to(SECONDARY).last(), Some(&"KeepAliveAck"));
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(rig.open_standbys(), [SECONDARY]);
    // No SCCP: this standby is none.
    rig.news(standby, StandbyNews::Received(vec![0xff; 64]));
    assert_eq!(rig.open_standbys(), [TERTIARY]);
    assert_eq!(rig.screen().registration.server, PRIMARY);
}

#[test]
fn a_recording_with_standbys_replays_and_one_from_before_them_does_without() {
    let config = standing_by(&[PRIMARY, SECONDARY]);
    let mut rig = Rig::registered(config.clone(), ServerKind::default());
    rig.pass(SECOND * 15);
    loses_server(&mut rig);
    rig.pass(SECOND * 300);
    let mut recorder = recording::Recorder::new(Vec::new(), &config).expect("memory takes it");
    for input in &rig.inputs {
        recorder.record(input).expect("memory takes it");
    }
    let recording = recorder.finish().expect("memory takes it");
    let outputs = recording::replay(recording.as_slice()).expect("it was just recorded");
    assert!(
        outputs
            .iter()
            .any(|(_, output)| matches!(output, station::Output::TakeOver { .. }))
    );
    let old: StationConfig = serde_json::from_str("{}").expect("all has a default");
    assert!(!old.standby && StationConfig::default().standby);
}

#[test]
fn a_standby_is_no_way_around_the_pause_after_short_registrations() {
    let mut rig = registered();
    let mut ended_by: Vec<String> = Vec::new();
    for _ in 0..8 {
        let server = rig.screen().registration.server;
        rig.clear();
        loses_server(&mut rig);
        let servers = rig.taken_over.len() + rig.connects.len();
        let again = ended_by.contains(&server);
        ended_by.push(server);
        assert_eq!(
            rig.state() == RegistrationState::Waiting,
            again,
            "a pause when a server has ended it again: {ended_by:?}"
        );
        assert_eq!(speaks_of_another_phone(&rig), again, "{ended_by:?}");
        while rig.state() != RegistrationState::Registered {
            if rig.state() == RegistrationState::Connecting {
                rig.connected();
            } else {
                rig.pass(SECOND);
            }
        }
        assert!(rig.taken_over.len() + rig.connects.len() <= servers + 1);
        rig.pass(SECOND * 15);
    }
}

/// Any screen since the last clear did.
fn speaks_of_another_phone(rig: &Rig) -> bool {
    let mut screens = rig.screens.iter();
    screens.any(|screen| screen.registration.text.contains("Another phone seems"))
}

#[test]
fn servers_killed_one_after_the_other_are_lost_servers() {
    let mut rig = registered();
    rig.clear();
    let killed = [PRIMARY, SECONDARY, PRIMARY, SECONDARY];
    let next = [SECONDARY, PRIMARY, SECONDARY, PRIMARY];
    rig.other(TERTIARY, Other::GONE);
    for (killed, next) in killed.into_iter().zip(next) {
        assert_eq!(rig.screen().registration.server, killed);
        loses_server(&mut rig);
        rig.other(killed, Other::GONE);
        if rig.state() == RegistrationState::Connecting {
            rig.connected();
        }
        assert_eq!(rig.state(), RegistrationState::Registered, "at once");
        assert_eq!(rig.screen().registration.server, next);
        // The phone sees that the killed one is down, which then comes back.
        rig.pass(SECOND * 12);
        rig.other(killed, Other::GOOD);
        rig.pass(SECOND * 40);
    }
    assert!(!speaks_of_another_phone(&rig));
}
