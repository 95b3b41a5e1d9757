//! Registration: what is sent and in which order, and what happens when servers differ or fail.

mod rig;

use std::time::Duration;

use rig::{Rig, SERVER, ServerKind, config};
use sccp::Message;
use station::{
    Event, Input, Intent, LineKeyKind, Moment, RegistrationState, StationConfig, VoiceReport,
};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn says_who_it_is_and_nothing_else_before_the_acknowledgement() {
    let mut rig = Rig::new(config(), ServerKind::default());
    rig.answers = false;
    rig.start();
    assert_eq!(rig.connects, [(Moment::START, SERVER.to_owned())]);
    assert_eq!(rig.state(), RegistrationState::Connecting);
    rig.connected();
    rig.pass(SECOND * 5);
    assert_eq!(rig.sent_names(), ["Alarm", "Register"]);
    assert!(
        rig.sent_bytes.iter().all(|frame| frame[4..8] == [0; 4]),
        "header version 0"
    );
    let Message::Register(register) = &rig.sent[1] else {
        panic!("not a Register")
    };
    assert_eq!(register.sid.device_name, rig::DEVICE);
    assert_eq!(register.device_type, sccp::DeviceType::from(30016));
    assert_eq!(register.protocol_ver, 22);
    assert_eq!(register.station_ip_addr.0.octets(), [192, 0, 2, 10]);
    assert_eq!(
        rig.sent_bytes[1].len(),
        136,
        "the 124-byte body of version 17 and later"
    );
}

#[test]
fn asks_for_everything_and_for_the_time_last() {
    let mut rig = Rig::new(config(), ServerKind::default());
    rig.start();
    rig.connected();
    assert_eq!(
        rig.sent_names(),
        [
            "Alarm",
            "Register",
            "MediaPathCapability",
            "CapabilitiesRes",
            "UpdateCapabilitiesV3",
            "ButtonTemplateReq",
            "SoftKeyTemplateReq",
            "SoftKeySetReq",
            "ConfigStatReq",
            "LineStatReq",
            "ForwardStatReq",
            "SpeedDialStatReq",
            "RegisterAvailableLines",
            "TimeDateReq"
        ]
    );
    let screen = rig.screen();
    assert_eq!(screen.registration.state, RegistrationState::Registered);
    assert_eq!(screen.registration.protocol_version, 22);
    assert_eq!(screen.own_number, "1001");
    let keys: Vec<_> = screen
        .line_keys
        .iter()
        .map(|key| (key.kind, key.label.as_str(), key.number.as_str()))
        .collect();
    assert_eq!(
        keys,
        [
            (LineKeyKind::Line, "Alice", "1001"),
            (LineKeyKind::SpeedDial, "Echo", "600")
        ]
    );
    assert_eq!(
        screen.clock.map(|clock| clock.local_seconds),
        Some(1_780_660_800)
    );
    let labels: Vec<_> = screen
        .soft_keys
        .keys
        .iter()
        .map(|key| key.label.as_str())
        .collect();
    assert_eq!(labels, ["Redial", "NewCall"]);
}

#[test]
fn registers_although_config_stat_is_never_answered() {
    let rig = Rig::registered(config(), ServerKind::asterisk());
    assert_eq!(
        rig.screen().registration.protocol_version,
        22,
        "48 means the offer"
    );
    assert_eq!(rig.now, Moment::START, "nothing was waited for");
}

#[test]
fn a_missing_answer_is_waited_for_four_seconds_and_no_longer() {
    let mut rig = Rig::new(
        config(),
        ServerKind {
            silent_about: vec![0x000e, 0x000d],
            ..ServerKind::default()
        },
    );
    rig.start();
    rig.connected();
    rig.pass(SECOND * 3);
    assert!(!rig.sent_names().contains(&"LineStatReq"));
    rig.pass(SECOND * 2);
    assert!(
        rig.sent_names().contains(&"LineStatReq"),
        "without a template there is one line"
    );
    assert_eq!(rig.state(), RegistrationState::Configuring);
    rig.pass(SECOND * 4);
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(rig.screen().own_number, "1001");
}

#[test]
fn a_server_that_does_not_ask_for_capabilities_is_asked_all_the_same() {
    let mut rig = Rig::new(config(), ServerKind::default());
    rig.answers = false;
    rig.start();
    rig.connected();
    rig.says(sccp::RegisterAck {
        keep_alive_interval: 30,
        max_protocol_ver: 17,
        ..Default::default()
    });
    rig.answers = true;
    rig.pass(SECOND * 5);
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn each_server_gets_the_version_it_speaks() {
    for (server, version, acknowledgement) in [
        (ServerKind::freeswitch(), 3, 28),
        (ServerKind::wazo(), 11, 32),
        (ServerKind::callmanager2(), 3, 28),
        (
            ServerKind {
                version_byte: Some(5),
                ..ServerKind::default()
            },
            5,
            32,
        ),
        (
            ServerKind {
                version_byte: Some(17),
                ..ServerKind::default()
            },
            17,
            48,
        ),
        (ServerKind::asterisk(), 22, 48),
    ] {
        let name = format!("{:?}", server.version_byte);
        let mut rig = Rig::registered(config(), server);
        assert_eq!(
            rig.screen().registration.protocol_version,
            version,
            "{name}"
        );
        rig.says(rig::open_receive(7, 0, 0));
        let ack = rig
            .sent_bytes
            .iter()
            .find(|frame| frame[8] == 0x22)
            .expect("an acknowledgement");
        assert_eq!(ack.len(), acknowledgement, "{name}: {ack:02x?}");
        let header_version = if version < 10 { 0 } else { version };
        assert_eq!(ack[4], header_version, "{name}");
    }
}

#[test]
fn shows_the_reject_text_and_tries_again() {
    let mut rig = Rig::new(config(), ServerKind::default());
    rig.answers = false;
    rig.start();
    rig.connected();
    rig.says(sccp::RegisterReject {
        text: "Device Unknown".into(),
    });
    assert_eq!(rig.state(), RegistrationState::Rejected);
    let screen = rig.screen();
    assert!(
        screen.prompt.contains("Device Unknown") && screen.prompt.contains("60 s"),
        "{}",
        screen.prompt
    );
    assert_eq!(screen.registration.reason, "Device Unknown");
    assert_eq!(rig.disconnects.len(), 1);
    rig.pass(SECOND * 59);
    assert_eq!(rig.connects.len(), 1);
    rig.pass(SECOND * 2);
    assert_eq!(rig.connects.len(), 2);
    assert_eq!(rig.screen().registration.reason, "", "it is tried anew");
}

#[test]
fn a_lingering_session_is_no_reason_to_wait_a_minute() {
    for words in [
        "Crossover session",
        "No Authority: ",
        "A device is already registered",
    ] {
        let mut rig = Rig::new(config(), ServerKind::default());
        rig.answers = false;
        rig.start();
        for _ in 0..3 {
            rig.connected();
            rig.says(sccp::RegisterReject { text: words.into() });
            let attempts = rig.connects.len();
            rig.pass(SECOND * 5);
            assert_eq!(rig.connects.len(), attempts + 1, "{words}");
        }
        let first_wait = rig.connects[1].0.since(rig.connects[0].0);
        assert_eq!(first_wait, SECOND * 2, "{words}");
    }
}

#[test]
fn a_refused_phone_tries_the_next_server_at_once() {
    let servers = vec!["192.0.2.1:2000".to_owned(), "192.0.2.2:2000".to_owned()];
    let mut rig = Rig::new(
        StationConfig {
            servers,
            ..config()
        },
        ServerKind::default(),
    );
    rig.answers = false;
    rig.start();
    rig.connected();
    rig.says(sccp::RegisterReject {
        text: "Device Unknown".into(),
    });
    assert_eq!(
        rig.connects[1],
        (Moment::START, "192.0.2.2:2000".to_owned())
    );
    assert!(
        rig.screens
            .iter()
            .any(|screen| screen.prompt.contains("Device Unknown")),
        "the words are seen"
    );
    rig.input(Input::ConnectFailed {
        reason: "connection refused".into(),
    });
    rig.pass(SECOND * 10);
    assert_eq!(
        rig.connects[2].1, "192.0.2.2:2000",
        "the one that refused is left alone for longer"
    );
}

#[test]
fn an_unreachable_server_is_tried_again_and_again_without_haste() {
    let mut rig = Rig::new(config(), ServerKind::default());
    rig.start();
    for _ in 0..20 {
        rig.input(Input::ConnectFailed {
            reason: "connection refused".into(),
        });
        assert_eq!(rig.state(), RegistrationState::Waiting);
        assert!(
            rig.screen().prompt.contains("connection refused"),
            "{}",
            rig.screen().prompt
        );
        let attempts = rig.connects.len();
        rig.pass(Duration::from_millis(999));
        assert_eq!(rig.connects.len(), attempts, "not within a second");
        rig.pass(SECOND * 10);
        assert_eq!(rig.connects.len(), attempts + 1, "within ten seconds");
    }
}

#[test]
fn a_connection_that_does_not_open_is_given_up() {
    let mut rig = Rig::new(config(), ServerKind::default());
    rig.start();
    rig.pass(SECOND * 10);
    assert_eq!(
        (rig.state(), rig.disconnects.len()),
        (RegistrationState::Waiting, 1)
    );
    rig.pass(SECOND * 3);
    assert_eq!(rig.connects.len(), 2);
}

#[test]
fn keepalives_come_before_the_server_gets_impatient() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    let mut last = rig.now;
    for _ in 0..40 {
        let due = rig.station.deadline().expect("a keepalive is due");
        let before = rig
            .sent_names()
            .iter()
            .filter(|name| **name == "KeepAlive")
            .count();
        rig.pass(due.since(rig.now));
        let after = rig
            .sent_names()
            .iter()
            .filter(|name| **name == "KeepAlive")
            .count();
        if after > before {
            assert!(rig.now.since(last) <= SECOND * 27, "0.9 of 30 s");
            last = rig.now;
        }
    }
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert!(last > Moment::from_secs(600));
}

#[test]
fn gives_up_a_silent_server_after_three_keepalives() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.server.silent_about = vec![0x0000];
    while rig.state() == RegistrationState::Registered {
        rig.pass(SECOND);
        assert!(rig.now < Moment::from_secs(120));
    }
    assert_eq!(rig.sent_names(), ["KeepAlive"; 3]);
    assert_eq!(rig.disconnects.len(), 1);
    assert!(
        rig.screen().prompt.contains("does not answer"),
        "{}",
        rig.screen().prompt
    );
    rig.pass(SECOND * 3);
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn callmanager_2_never_answers_keepalives_and_is_kept() {
    let mut rig = Rig::registered(config(), ServerKind::callmanager2());
    rig.pass(SECOND * 300);
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert!(
        rig.sent_names()
            .iter()
            .filter(|name| **name == "KeepAlive")
            .count()
            >= 10
    );
}

#[test]
fn a_lost_connection_ends_what_is_no_talk_yet_and_comes_back() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.media(501, 101, 0);
    rig.call_state(3, 1, 101);
    rig.clear();
    rig.input(Input::Disconnected {
        reason: "the server closed the connection".into(),
    });
    assert!(rig.screen().calls.is_empty() && !rig.screen().off_hook);
    assert!(
        rig.voice
            .contains(&station::VoiceCommand::StopTransmit { stream: 501 })
    );
    assert!(rig.voice.contains(&station::VoiceCommand::CloseReceive {
        stream: 501,
        keep_port: false
    }));
    assert!(
        rig.sent.is_empty(),
        "nothing goes to a closed connection: {:?}",
        rig.sent_names()
    );
    rig.pass(SECOND * 3);
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn a_server_that_restarts_in_mid_registration_is_found_again() {
    let mut rig = Rig::new(
        config(),
        ServerKind {
            silent_about: vec![0x000b, 0x000d],
            ..ServerKind::default()
        },
    );
    rig.start();
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Configuring);
    rig.input(Input::Disconnected {
        reason: "connection reset".into(),
    });
    rig.server.silent_about.clear();
    rig.pass(SECOND * 3);
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(rig.screen().own_number, "1001");
}

#[test]
fn a_bad_frame_closes_the_connection_and_begins_anew() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.says_hex("03000000 00000000 00010000");
    assert_eq!(
        (rig.state(), rig.disconnects.len()),
        (RegistrationState::Waiting, 1)
    );
    assert_eq!(rig.station.anomalies(), 1);
    rig.pass(SECOND * 3);
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn odd_messages_are_counted_and_survived() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    // An id nobody knows, and a CallState that is too short.
    rig.says_hex("08000000 00000000 77770000 01020304");
    rig.says_hex("08000000 00000000 11010000 01000000");
    let anomalies = rig
        .events
        .iter()
        .filter(|event| matches!(event, Event::Anomaly { .. }))
        .count();
    assert_eq!((anomalies, rig.station.anomalies()), (2, 2));
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn frames_may_come_cut_anyhow() {
    let mut whole = Rig::new(config(), ServerKind::default());
    whole.start();
    whole.connected();
    let mut cut = Rig::new(config(), ServerKind::default());
    cut.answers = false;
    for timed in whole.inputs.clone() {
        match timed.input {
            Input::Received(bytes) => bytes
                .chunks(3)
                .for_each(|part| cut.input(Input::Received(part.to_vec()))),
            other => cut.input(other),
        }
    }
    assert_eq!(cut.screen(), whole.screen());
    assert_eq!(cut.sent, whole.sent);
}

#[test]
fn quits_politely() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Quit);
    assert_eq!(rig.sent_names(), ["Unregister"]);
    assert_eq!((rig.disconnects.len(), rig.finished), (1, Some(rig.now)));
    assert_eq!(rig.station.deadline(), None);
}

#[test]
fn a_close_answers_unregister_as_well() {
    let mut rig = Rig::registered(config(), ServerKind::asterisk());
    rig.intent(Intent::Quit);
    assert_eq!(rig.finished, None);
    rig.input(Input::Disconnected {
        reason: "closed".into(),
    });
    assert_eq!(rig.finished, Some(rig.now));
}

#[test]
fn quits_within_five_seconds_though_the_server_is_silent() {
    let mut rig = Rig::registered(config(), ServerKind::asterisk());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.incoming(1, 102, "1003");
    rig.clear();
    rig.intent(Intent::Quit);
    assert_eq!(
        rig.sent_names(),
        ["OnHook", "SoftKeyEvent"],
        "calls end first"
    );
    rig.pass(SECOND * 5);
    let finished = rig.finished.expect("it has left");
    assert!(finished.since_start() < SECOND * 5);
    assert_eq!(rig.sent_names().last(), Some(&"Unregister"));
    assert_eq!(rig.disconnects.len(), 1);
}

#[test]
fn waits_for_the_last_figures_before_it_is_gone() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.voice_obeys = false;
    rig.intent(Intent::Quit);
    rig.call_state(2, 1, 101);
    assert_eq!((rig.disconnects.len(), rig.finished), (1, None));
    for _ in 0..2 {
        let statistics = station::StreamStatistics {
            packets_sent: 9,
            ..Default::default()
        };
        rig.input(Input::Voice(VoiceReport::Statistics {
            stream: 501,
            statistics,
        }));
    }
    assert!(rig.finished.is_some());
    assert!(rig.events.iter().any(|event| {
        matches!(event, Event::Statistics { statistics, .. } if statistics.packets_sent == 9)
    }));
    rig.intent(Intent::Quit);
    assert_eq!(rig.station.deadline(), None, "leaving once is enough");
}

#[test]
fn unregisters_as_soon_as_the_calls_have_ended() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.intent(Intent::Quit);
    rig.call_state(2, 1, 101);
    assert_eq!(rig.finished, Some(Moment::START));
}

#[test]
fn quits_in_the_midst_of_the_registration_though_its_answers_come_late() {
    let mut rig = Rig::new(
        config(),
        ServerKind {
            silent_about: vec![0x000d],
            acknowledges_unregister: false,
            ..ServerKind::default()
        },
    );
    rig.start();
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Configuring);
    rig.intent(Intent::Quit);
    rig.says(sccp::DefineTimeDate::default());
    assert_eq!(rig.state(), RegistrationState::Unregistering);
    rig.pass(SECOND * 3);
    assert!(rig.finished.is_some());
}

#[test]
fn quitting_works_in_every_state() {
    let mut rig = Rig::new(config(), ServerKind::default());
    rig.intent(Intent::Quit);
    assert!(rig.finished.is_some(), "before a connection");
    let mut rig = Rig::new(config(), ServerKind::default());
    rig.start();
    rig.input(Input::ConnectFailed {
        reason: "refused".into(),
    });
    rig.intent(Intent::Quit);
    assert!(rig.finished.is_some(), "while waiting");
    rig.pass(SECOND * 60);
    assert_eq!(rig.connects.len(), 1, "it does not come back");
}

#[test]
fn restarts_at_once_when_told() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.says(sccp::Reset {
        reset_type: 2.into(),
    });
    assert!(rig.screen().calls.is_empty());
    assert_eq!(rig.disconnects.len(), 1);
    rig.pass(SECOND);
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn a_reset_waits_for_the_end_of_the_call() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.says(sccp::Reset {
        reset_type: 1.into(),
    });
    assert_eq!(rig.disconnects.len(), 0);
    rig.ends(1, 101, 501);
    assert_eq!(rig.disconnects.len(), 1);
    rig.pass(SECOND);
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn without_a_server_it_says_so() {
    let mut rig = Rig::new(
        StationConfig {
            servers: Vec::new(),
            ..config()
        },
        ServerKind::default(),
    );
    rig.start();
    assert_eq!(rig.screen().prompt, "No call server is set");
    assert_eq!(rig.station.deadline(), None);
}

#[test]
fn a_button_template_may_come_in_parts() {
    let mut rig = Rig::new(
        config(),
        ServerKind {
            silent_about: vec![0x000e],
            ..ServerKind::default()
        },
    );
    rig.start();
    rig.connected();
    for (offset, buttons) in [(0, [(1, 9), (2, 9)]), (2, [(1, 2), (0, 0xff)])] {
        let definition = buttons
            .iter()
            .map(|(instance, kind)| sccp::ButtonDefinition {
                instance_number: *instance,
                button_definition: (*kind).into(),
            })
            .collect();
        rig.says(sccp::ButtonTemplate {
            button_offset: offset,
            button_count: 2,
            total_button_count: 4,
            definition,
        });
    }
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(rig.screen().line_keys.len(), 3);
    assert_eq!(rig.screen().line_keys[1].number, "1002");
}

#[test]
fn what_is_wrong_with_the_sound_is_shown() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.input(Input::Voice(VoiceReport::SoundNotice(
        "The headset is gone".into(),
    )));
    assert_eq!(rig.screen().sound_notice, "The headset is gone");
    rig.input(Input::Voice(VoiceReport::SoundNotice(String::new())));
    assert_eq!(rig.screen().sound_notice, "");
}

/// A phone in this state.
fn in_state(state: RegistrationState) -> Rig {
    let mut rig = Rig::new(config(), ServerKind::default());
    rig.answers = false;
    match state {
        RegistrationState::Offline => return rig,
        RegistrationState::Connecting => rig.start(),
        RegistrationState::Registering => {
            rig.start();
            rig.connected();
        }
        RegistrationState::Configuring => {
            rig.start();
            rig.connected();
            rig.says(ack());
        }
        RegistrationState::Registered => rig = Rig::registered(config(), ServerKind::default()),
        RegistrationState::Rejected => {
            rig.start();
            rig.connected();
            rig.says(reject());
        }
        RegistrationState::Waiting => {
            rig.start();
            rig.input(Input::ConnectFailed {
                reason: "refused".into(),
            });
        }
        RegistrationState::Unregistering => {
            rig = Rig::registered(config(), ServerKind::asterisk());
            rig.intent(Intent::Quit);
        }
    }
    rig.answers = false;
    assert_eq!(rig.state(), state);
    rig
}

fn ack() -> sccp::RegisterAck {
    sccp::RegisterAck {
        keep_alive_interval: 30,
        max_protocol_ver: 22,
        ..Default::default()
    }
}

fn reject() -> sccp::RegisterReject {
    sccp::RegisterReject {
        text: "Device Unknown".into(),
    }
}

#[test]
fn what_does_not_belong_into_a_state_changes_nothing() {
    use RegistrationState::{
        Configuring, Connecting, Offline, Registered, Registering, Rejected, Unregistering, Waiting,
    };
    type Happening = (
        &'static str,
        fn(&mut Rig),
        &'static [(RegistrationState, RegistrationState)],
    );
    let happenings: [Happening; 8] = [
        (
            "connected",
            |rig| rig.connected(),
            &[(Connecting, Registering)],
        ),
        (
            "connection failed",
            |rig| {
                rig.input(Input::ConnectFailed {
                    reason: "refused".into(),
                })
            },
            &[(Connecting, Waiting)],
        ),
        (
            "disconnected",
            |rig| {
                rig.input(Input::Disconnected {
                    reason: "gone".into(),
                })
            },
            &[
                (Connecting, Waiting),
                (Registering, Waiting),
                (Configuring, Waiting),
                (Registered, Waiting),
                (Unregistering, Offline),
            ],
        ),
        (
            "acknowledged",
            |rig| rig.says(ack()),
            &[(Registering, Configuring)],
        ),
        (
            "rejected",
            |rig| rig.says(reject()),
            &[(Registering, Rejected)],
        ),
        (
            "unregistered",
            |rig| rig.says(sccp::UnregisterAck::default()),
            &[(Unregistering, Offline)],
        ),
        (
            "restart",
            |rig| {
                rig.says(sccp::Reset {
                    reset_type: 2.into(),
                })
            },
            &[(Configuring, Waiting), (Registered, Waiting)],
        ),
        (
            "a broken frame",
            |rig| rig.says_hex("00000000 00000000 00000000"),
            &[
                (Registering, Waiting),
                (Configuring, Waiting),
                (Registered, Waiting),
                (Unregistering, Offline),
            ],
        ),
    ];
    let states = [
        Connecting,
        Registering,
        Configuring,
        Registered,
        Rejected,
        Waiting,
        Unregistering,
    ];
    for (name, event, transitions) in happenings {
        for state in states {
            let mut rig = in_state(state);
            event(&mut rig);
            let next = transitions
                .iter()
                .find(|(from, _)| *from == state)
                .map_or(state, |(_, to)| *to);
            assert_eq!(rig.state(), next, "{name} while {state:?}");
        }
    }
}
