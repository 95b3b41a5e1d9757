//! Going home: a phone on a lower server is with the better one again when that has been
//! back for long enough, and never in a call.

mod rig;

use std::time::Duration;

use rig::{Other, Rig, ServerKind, Token, config};
use sccp::Message;
use station::{Input, Intent, Moment, RegistrationState, StationConfig};

const SECOND: Duration = Duration::from_secs(1);
const MONITOR: Duration = Duration::from_secs(120);
const PRIMARY: &str = "192.0.2.1:2000";
const SECONDARY: &str = "192.0.2.2:2000";
const TERTIARY: &str = "192.0.2.3:2000";

fn with_seed(seed: u64) -> StationConfig {
    let servers = [PRIMARY, SECONDARY, TERTIARY];
    StationConfig {
        servers: servers.map(str::to_owned).to_vec(),
        standby: true,
        seed,
        ..config()
    }
}

/// Registered with the secondary, since the primary is gone.
fn away_with(config: StationConfig) -> Rig {
    let mut rig = Rig::registered(config, ServerKind::default());
    rig.pass(SECOND * 15);
    rig.other(PRIMARY, Other::GONE);
    rig.input(Input::Disconnected {
        reason: "the server closed the connection".into(),
    });
    rig.pass(SECOND * 120);
    assert_eq!(rig.screen().registration.server, SECONDARY);
    assert_eq!(rig.screen().registration.standby, TERTIARY);
    rig.clear();
    rig.taken_over.clear();
    rig.aside.clear();
    rig
}

fn away() -> Rig {
    away_with(with_seed(7))
}

fn is_home(rig: &Rig) -> bool {
    rig.screen().registration.server == PRIMARY && rig.state() == RegistrationState::Registered
}

/// Lets time pass until the phone is home, and gives how long it took.
fn until_home(rig: &mut Rig) -> Duration {
    let start = rig.now;
    while !is_home(rig) {
        rig.pass(Duration::from_millis(100));
        assert!(rig.now.since(start) < SECOND * 1000, "it never goes home");
    }
    rig.now.since(start)
}

/// When tokens were asked for.
fn requests(rig: &Rig) -> Vec<Moment> {
    let all = rig.aside.iter();
    all.filter(|(_, _, message)| matches!(message, Message::RegisterTokenReq(_)))
        .map(|(at, _, _)| *at)
        .collect()
}

/// Since when the better server has answered.
fn back_since(rig: &Rig) -> Moment {
    let answered = rig
        .aside
        .iter()
        .find(|(_, to, _)| to == PRIMARY)
        .expect("it was looked at");
    answered.0
}

#[test]
fn the_phone_asks_for_a_token_when_the_better_server_was_there_for_long_enough() {
    let mut rig = away();
    rig.other(PRIMARY, Other::GOOD);
    until_home(&mut rig);
    assert_eq!(requests(&rig), [back_since(&rig) + MONITOR]);
    assert!(rig.names_to(SECONDARY).is_empty());
    let Some((_, _, Message::RegisterTokenReq(request))) = rig
        .aside
        .iter()
        .find(|(_, _, message)| matches!(message, Message::RegisterTokenReq(_)))
    else {
        panic!("it was asked for");
    };
    assert_eq!(request.sid.device_name.to_string(), rig::DEVICE);
    assert_eq!(
        request.station_ip_addr,
        std::net::Ipv4Addr::new(192, 0, 2, 10).into()
    );
}

#[test]
fn it_leaves_the_lower_server_in_good_order_and_registers_on_the_standby() {
    let mut rig = away();
    rig.other(PRIMARY, Other::GOOD);
    until_home(&mut rig);
    assert_eq!(rig.taken_over.len(), 1);
    assert_eq!(rig.connects.len(), 1, "no connection is opened for it");
    let names = rig.sent_names();
    let left = names.iter().position(|name| *name == "Unregister");
    let came = names.iter().position(|name| *name == "Register");
    assert!(left.is_some() && left < came, "{names:?}");
    assert_eq!(rig.disconnects.len(), 1, "the lower connection is closed");
    let alarm = rig.sent_of(|message| match message {
        Message::Alarm(alarm) => Some(alarm.text.to_string()),
        _ => None,
    });
    assert!(alarm[0].contains("Last=Failback"), "{alarm:?}");
    let told = rig.screens.iter().any(|screen| {
        let text = &screen.registration.text;
        text.contains(PRIMARY) && text.contains("is back") && text.contains(SECONDARY)
    });
    assert!(told, "what it does is seen");
    rig.pass(SECOND * 15);
    assert_eq!(rig.screen().registration.standby, SECONDARY);
}

#[test]
fn a_server_that_comes_and_goes_has_to_wait_anew() {
    let mut rig = away();
    for _ in 0..5 {
        rig.other(PRIMARY, Other::GOOD);
        rig.pass(SECOND * 100);
        rig.other(PRIMARY, Other::GONE);
        rig.pass(SECOND * 100);
    }
    // It was seen for less than the monitor time each time, or asked for once at the most.
    assert!(!is_home(&rig));
    assert!(requests(&rig).is_empty());
}

#[test]
fn a_frozen_server_is_not_back() {
    let mut rig = away();
    rig.other(PRIMARY, Other::FROZEN);
    rig.pass(SECOND * 3600);
    assert!(requests(&rig).is_empty());
    assert_eq!(rig.screen().registration.server, SECONDARY);
    assert_eq!(rig.screen().registration.standby, TERTIARY, "nor a standby");
}

#[test]
fn nobody_goes_home_in_a_call() {
    let mut rig = away();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.other(PRIMARY, Other::GOOD);
    rig.pass(SECOND * 1800);
    assert!(requests(&rig).is_empty());
    assert_eq!(rig.screen().calls.len(), 1);
    // On hold it is a call too.
    rig.call_state(8, 1, 101);
    rig.pass(SECOND * 600);
    assert!(requests(&rig).is_empty());
    rig.intent(Intent::HangUp);
    rig.ends(1, 101, 501);
    let took = until_home(&mut rig);
    assert!(took <= SECOND * 3, "at once when it ends: {took:?}");
    assert!(
        rig.screens.iter().all(|screen| screen
            .notify
            .as_ref()
            .is_none_or(|notice| !notice.text.contains("Awake"))),
        "nobody has slept"
    );
}

#[test]
fn a_call_that_comes_between_request_and_token_keeps_the_phone() {
    let mut rig = away();
    rig.other(
        PRIMARY,
        Other {
            token: Token::Ignores,
            ..Other::GOOD
        },
    );
    while requests(&rig).is_empty() {
        rig.pass(Duration::from_millis(100));
    }
    rig.incoming(1, 101, "1003");
    rig.says_aside(PRIMARY, sccp::RegisterTokenAck::default());
    rig.other(PRIMARY, Other::GOOD);
    rig.pass(SECOND * 60);
    assert_eq!(rig.screen().registration.server, SECONDARY);
    assert_eq!(rig.screen().calls.len(), 1);
    rig.call_state(2, 1, 101);
    let took = until_home(&mut rig);
    assert!(took <= SECOND, "{took:?}");
    assert_eq!(requests(&rig).len(), 2, "the old token may have run out");
}

#[test]
fn who_types_a_number_is_not_interrupted() {
    let mut rig = away();
    rig.other(PRIMARY, Other::GOOD);
    rig.pass(SECOND * 60);
    rig.intent(Intent::Key('6'));
    rig.pass(SECOND * 600);
    assert_eq!(rig.screen().dialled, "6");
    rig.intent(Intent::Backspace);
    until_home(&mut rig);
}

#[test]
fn a_refused_token_is_asked_for_again_when_the_server_says() {
    for (told, waited) in [(45, 45), (0, 60)] {
        let mut rig = away();
        rig.other(
            PRIMARY,
            Other {
                token: Token::Rejects(told),
                ..Other::GOOD
            },
        );
        rig.pass(SECOND * 600);
        let asked = requests(&rig);
        assert!(asked.len() >= 3);
        assert!(
            asked
                .windows(2)
                .all(|pair| pair[1].since(pair[0]) == SECOND * waited),
            "{asked:?}"
        );
        assert_eq!(rig.screen().registration.server, SECONDARY);
        rig.other(PRIMARY, Other::GOOD);
        until_home(&mut rig);
    }
}

#[test]
fn a_server_that_ignores_tokens_is_asked_three_times_and_then_registered_with() {
    let mut rig = away();
    let ignores = Other {
        token: Token::Ignores,
        ..Other::GOOD
    };
    rig.other(PRIMARY, ignores);
    until_home(&mut rig);
    let asked = requests(&rig);
    let pauses: Vec<_> = asked
        .windows(2)
        .map(|pair| pair[1].since(pair[0]))
        .collect();
    assert_eq!(pauses, [SECOND * 5; 2]);
    // Known by now: it is not asked again.
    rig.pass(SECOND * 200);
    rig.other(PRIMARY, Other::GONE);
    rig.input(Input::Disconnected {
        reason: "gone".into(),
    });
    rig.pass(SECOND * 60);
    rig.other(PRIMARY, ignores);
    until_home(&mut rig);
    assert_eq!(requests(&rig).len(), 3);
}

#[test]
fn a_server_that_closes_on_a_token_is_registered_with_without_one() {
    let mut rig = away();
    rig.other(
        PRIMARY,
        Other {
            token: Token::Closes,
            ..Other::GOOD
        },
    );
    until_home(&mut rig);
    assert_eq!(requests(&rig).len(), 1);
    assert_eq!(rig.taken_over.len(), 1);
}

#[test]
fn phones_without_tokens_do_not_come_together() {
    let mut came: Vec<Duration> = (0..40)
        .map(|seed| {
            let mut rig = away_with(with_seed(seed));
            rig.other(
                PRIMARY,
                Other {
                    token: Token::Closes,
                    ..Other::GOOD
                },
            );
            until_home(&mut rig)
        })
        .collect();
    came.sort();
    let spread = came[came.len() - 1] - came[0];
    assert!(came[0] >= MONITOR + MONITOR / 4);
    assert!(spread >= MONITOR * 2, "{spread:?}");
}

#[test]
fn a_phone_on_the_tertiary_goes_to_the_secondary_first_when_only_that_is_back() {
    let mut rig = away();
    rig.other(SECONDARY, Other::GONE);
    rig.input(Input::Disconnected {
        reason: "gone".into(),
    });
    assert_eq!(rig.screen().registration.server, TERTIARY);
    rig.pass(SECOND * 60);
    rig.other(SECONDARY, Other::GOOD);
    rig.pass(SECOND * 240);
    assert_eq!(rig.screen().registration.server, SECONDARY);
    rig.other(PRIMARY, Other::GOOD);
    until_home(&mut rig);
}

#[test]
fn a_home_that_refuses_is_left_alone_and_the_lower_server_serves_again() {
    let mut rig = away();
    rig.other(PRIMARY, Other::GOOD);
    while requests(&rig).is_empty() {
        // From the request on the scripted server says nothing by itself.
        rig.answers = rig.aside.iter().all(|(_, to, _)| to != PRIMARY)
            || rig.now.since(back_since(&rig)) < MONITOR - SECOND;
        rig.pass(Duration::from_millis(100));
    }
    rig.pass(SECOND * 3);
    assert_eq!(rig.state(), RegistrationState::Registering);
    rig.says(sccp::RegisterReject {
        text: "Device Unknown".into(),
    });
    rig.answers = true;
    assert_eq!(
        rig.connects.last().map(|(_, server)| server.as_str()),
        Some(SECONDARY)
    );
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
    let before = requests(&rig).len();
    rig.pass(MONITOR);
    assert_eq!(requests(&rig).len(), before, "not again so soon");
}

#[test]
fn a_short_monitor_time_is_kept_too() {
    let mut rig = away_with(StationConfig {
        connection_monitor: SECOND * 2,
        ..with_seed(7)
    });
    rig.other(PRIMARY, Other::GOOD);
    until_home(&mut rig);
    assert_eq!(requests(&rig), [back_since(&rig) + SECOND * 2]);
}

#[test]
fn quitting_on_the_way_home_quits() {
    let mut rig = away();
    rig.server.acknowledges_unregister = false;
    rig.other(PRIMARY, Other::GOOD);
    while rig.state() != RegistrationState::Unregistering {
        rig.pass(Duration::from_millis(100));
    }
    rig.intent(Intent::Quit);
    rig.pass(SECOND * 5);
    assert!(rig.finished.is_some());
    assert!(rig.taken_over.is_empty() && rig.open_standbys().is_empty());
}

#[test]
fn a_server_that_closes_on_strangers_and_knows_no_tokens_is_gone_home_to_all_the_same() {
    // Section 6: unregistered connections end after 30 s, and tokens are ignored.
    for seed in 0..20 {
        let mut rig = away_with(with_seed(seed));
        let impatient = Other {
            token: Token::Ignores,
            ..Other::GOOD
        };
        rig.other(PRIMARY, impatient);
        let start = rig.now;
        let mut open_since = None;
        while !is_home(&rig) {
            rig.pass(Duration::from_millis(200));
            let open = rig.open_standbys().contains(&PRIMARY);
            let since = *open_since.get_or_insert(rig.now);
            if !open {
                open_since = None;
            } else if rig.now.since(since) >= SECOND * 30 {
                rig.close_standby_to(PRIMARY);
                open_since = None;
            }
            assert!(rig.now.since(start) < SECOND * 1000, "seed {seed}");
        }
        assert!(rig.now.since(start) >= MONITOR + MONITOR / 4);
    }
}

#[test]
fn a_server_that_answers_no_strangers_is_registered_with_before_the_lower_one_is_left() {
    let config = with_seed(7);
    let mut rig = Rig::new(config, ServerKind::default());
    rig.other(PRIMARY, Other::GONE);
    rig.start();
    rig.input(Input::ConnectFailed {
        reason: "nothing listens there".into(),
    });
    rig.connected();
    rig.pass(SECOND * 60);
    assert_eq!(rig.screen().registration.server, SECONDARY);
    rig.clear();
    rig.other(PRIMARY, Other::MUTE);
    until_home(&mut rig);
    let names = rig.names_to(PRIMARY);
    assert_eq!(names[names.len() - 2..], ["Alarm", "Register"]);
    assert!(
        names[..names.len() - 2]
            .iter()
            .all(|name| *name == "KeepAlive")
    );
    let sent = rig.sent_names();
    let left = sent.into_iter().find(|name| *name != "KeepAlive");
    assert_eq!(left, Some("Unregister"));
    assert_eq!(
        rig.screen().own_number,
        "1001",
        "the rest is asked for there"
    );
}

#[test]
fn a_frozen_server_that_never_answered_a_stranger_costs_no_registration() {
    let mut rig = Rig::new(with_seed(7), ServerKind::default());
    rig.other(PRIMARY, Other::GONE);
    rig.start();
    rig.input(Input::ConnectFailed {
        reason: "nothing listens there".into(),
    });
    rig.connected();
    rig.pass(SECOND * 60);
    rig.clear();
    rig.other(PRIMARY, Other::FROZEN);
    rig.pass(SECOND * 3600);
    let tried = rig.names_to(PRIMARY);
    let tried = tried.iter().filter(|name| **name == "Register").count();
    assert!((3..=6).contains(&tried), "{tried} times in an hour");
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert!(rig.sent_names().iter().all(|name| *name == "KeepAlive"));
    assert_eq!(rig.screen().registration.server, SECONDARY);
}
