//! Registration of plain SCCP phones, on a virtual clock.

mod bench;

use std::time::Duration;

use bench::{Exchange, NEW_CALL, register};
use callmanager::{Config, ConnectionId, Input, PhoneConfig, SecondRegistration};
use sccp::{ButtonType, Features, KeepAlive, Message, ProtocolVersion};

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

fn ack(exchange: &Exchange, phone: bench::Phone) -> sccp::RegisterAck {
    let ack = exchange
        .told(phone)
        .iter()
        .find_map(|message| match message {
            Message::RegisterAck(ack) => Some(ack.clone()),
            _ => None,
        });
    ack.expect("the phone is registered")
}

/// The line's number as a phone was told it, by either form.
fn line_number(exchange: &Exchange, phone: bench::Phone) -> Option<String> {
    exchange
        .told(phone)
        .iter()
        .find_map(|message| match message {
            Message::LineStat(line) => Some(line.line_dir_number.to_string()),
            Message::LineStatV2(line) => Some(line.line_dir_number.to_string()),
            _ => None,
        })
}

#[test]
fn every_version_from_3_to_22_registers_and_calls() {
    for version in 3..=22 {
        let mut exchange = Exchange::new(Config::default());
        let a = exchange.phone_of("SEP000000000001", version, 30_016);
        let b = exchange.phone_of("SEP000000000002", version, 7);
        assert_eq!(ack(&exchange, a).max_protocol_ver, version);
        assert_eq!(line_number(&exchange, a).as_deref(), Some("1001"));
        assert_eq!(line_number(&exchange, b).as_deref(), Some("1002"));
        exchange.dial(a, "1002");
        exchange.soft_key(b, bench::ANSWER, 0);
        assert_eq!(
            exchange.states(a),
            ["OffHook", "Proceed", "RingOut", "Connected"],
            "version {version}"
        );
        assert_eq!(
            exchange
                .sends_to(b)
                .map(|to| to.ip().to_string())
                .as_deref(),
            Some("127.0.1.1")
        );

        let names = exchange.names(b);
        assert_eq!(
            names.contains(&"CallInfoV2"),
            version >= 8,
            "version {version}"
        );
        assert_eq!(
            names.contains(&"CallInfo"),
            version < 8,
            "version {version}"
        );
        assert_eq!(
            names.contains(&"DisplayPromptStatusV2"),
            version >= 8,
            "version {version}"
        );
        assert_eq!(
            names.contains(&"LineStatV2"),
            version >= 17,
            "version {version}"
        );
        // The acknowledgement is outside of the negotiation.
        let header_versions = &exchange.phones[&a].header_versions;
        assert_eq!(header_versions[0], 0);
        let expected = if version < 10 { 0 } else { u32::from(version) };
        assert!(
            header_versions[1..]
                .iter()
                .all(|header| *header == expected),
            "version {version}"
        );
    }
}

#[test]
fn an_offer_out_of_range_comes_to_the_nearest_version() {
    let mut exchange = Exchange::new(Config::default());
    let new = exchange.phone_of("SEP000000000001", 33, 12);
    assert_eq!(ack(&exchange, new).max_protocol_ver, 22);
    let old = exchange.phone_of("SEP000000000002", 0, 5);
    let ack = ack(&exchange, old);
    assert_eq!(
        (ack.max_protocol_ver, ack.features),
        (3, Features([0, 0, 0]))
    );
}

#[test]
fn dynamic_messages_go_only_to_phones_that_announce_them() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.connect();
    exchange
        .phones
        .get_mut(&phone)
        .expect("it connected")
        .version = ProtocolVersion::new(17);
    let mut message = register("SEP000000000001", 17, 7);
    message.features = Features([0, 0x60, 0x84]);
    exchange.say(phone, message);
    exchange.say(phone, sccp::LineStatReq { line_number: 1 });
    exchange.say(
        phone,
        sccp::SpeedDialStatReq {
            speed_dial_number: 1,
        },
    );
    exchange.say(phone, sccp::TimeDateReq::default());
    let names = exchange.names(phone);
    for name in ["LineStat", "SpeedDialStat", "DisplayPromptStatus"] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
}

#[test]
fn names_are_sent_in_the_characters_a_phone_knows() {
    let config = Config {
        phones: vec![PhoneConfig {
            device: "SEP000000000001".to_owned(),
            name: "Jürgen".to_owned(),
            ..PhoneConfig::default()
        }],
        ..Config::default()
    };
    for (features, expected) in [
        (Features([0, 0x60, 0x85]), "J\u{fc}rgen"),
        (Features::STATION, "Jürgen"),
    ] {
        let mut exchange = Exchange::new(config.clone());
        let phone = exchange.connect();
        let mut message = register("SEP000000000001", 11, 7);
        message.features = features;
        exchange.say(phone, message);
        exchange.say(phone, sccp::LineStatReq { line_number: 1 });
        let name = exchange
            .told(phone)
            .iter()
            .find_map(|message| match message {
                Message::LineStat(line) => {
                    Some(line.line_fully_qualified_display_name.as_bytes().to_vec())
                }
                _ => None,
            });
        let bytes = if features.utf8() {
            expected.as_bytes().to_vec()
        } else {
            b"J\xfcrgen".to_vec()
        };
        assert_eq!(name, Some(bytes));
    }
}

#[test]
fn a_phone_is_told_its_idle_state_when_it_has_asked_for_all() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.phone("SEP000000000001");
    assert_eq!(exchange.prompt(phone), "Your current options");
    let names = exchange.names(phone);
    let time = names.iter().position(|name| *name == "DefineTimeDate");
    let lamp = names.iter().position(|name| *name == "SetLamp");
    assert!(time < lamp, "{names:?}");
    let Some(Message::DefineTimeDate(time)) = time.map(|place| &exchange.told(phone)[place]) else {
        panic!("the time is told");
    };
    assert_eq!(
        (time.year, time.month, time.day, time.hour, time.minute),
        (2026, 6, 5, 14, 34)
    );

    // A phone that never asks for the time is shown it after a while.
    let silent = exchange.connect();
    exchange.say(silent, register("SEP000000000002", 11, 7));
    assert_eq!(exchange.prompt(silent), "");
    exchange.wait(seconds(10));
    assert_eq!(exchange.prompt(silent), "Your current options");
}

#[test]
fn every_request_is_answered() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.phone("SEP000000000001");
    let requests: [(Message, &str); 13] = [
        (sccp::VersionReq::default().into(), "Version"),
        (sccp::ButtonTemplateReq::default().into(), "ButtonTemplate"),
        (
            sccp::SoftKeyTemplateReq::default().into(),
            "SoftKeyTemplateRes",
        ),
        (sccp::SoftKeySetReq::default().into(), "SoftKeySetRes"),
        (sccp::ConfigStatReq::default().into(), "ConfigStat"),
        (sccp::LineStatReq { line_number: 9 }.into(), "LineStatV2"),
        (
            sccp::ForwardStatReq { line_number: 1 }.into(),
            "ForwardStat",
        ),
        (
            sccp::SpeedDialStatReq {
                speed_dial_number: 9,
            }
            .into(),
            "SpeedDialStatV2",
        ),
        (sccp::FeatureStatReq::default().into(), "FeatureStatV2"),
        (
            sccp::ServiceUrlStatReq::default().into(),
            "ServiceUrlStatV2",
        ),
        (sccp::ServerReq::default().into(), "ServerRes"),
        (
            sccp::RegisterTokenReq::default().into(),
            "RegisterTokenReject",
        ),
        (KeepAlive::default().into(), "KeepAliveAck"),
    ];
    for (request, answer) in requests {
        exchange.forget();
        exchange.say(phone, request);
        assert_eq!(exchange.names(phone).first(), Some(&answer));
    }
}

#[test]
fn buttons_and_soft_keys_come_as_from_a_callmanager() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.phone("SEP000000000001");
    let told = exchange.told(phone);
    let Some(Message::ButtonTemplate(buttons)) = told
        .iter()
        .find(|message| message.name() == "ButtonTemplate")
    else {
        panic!("the buttons are told");
    };
    assert_eq!(buttons.total_button_count, 8);
    let kinds: Vec<_> = buttons
        .definition
        .used(6)
        .iter()
        .map(|button| button.button_definition)
        .collect();
    assert_eq!(
        kinds,
        [
            ButtonType::LINE,
            ButtonType::LINE,
            ButtonType::SPEED_DIAL,
            ButtonType::SPEED_DIAL,
            ButtonType::SPEED_DIAL,
            ButtonType::UNUSED
        ]
    );
    let Some(Message::SoftKeyTemplateRes(keys)) = told
        .iter()
        .find(|message| message.name() == "SoftKeyTemplateRes")
    else {
        panic!("the soft keys are told");
    };
    let label = |place: usize| keys.definition[place].soft_key_label.to_string();
    assert_eq!(
        (label(0).as_str(), label(6).as_str()),
        ("Redial", "EndCall")
    );
    let Some(Message::SoftKeySetRes(sets)) = told
        .iter()
        .find(|message| message.name() == "SoftKeySetRes")
    else {
        panic!("the sets are told");
    };
    assert_eq!(sets.total_soft_key_set_count, 12);
    assert_eq!(sets.definition[1].soft_key_template_index[..2], [3, 7]);
    assert_eq!(sets.definition[1].soft_key_info_index[..2], [303, 309]);
}

#[test]
fn redial_is_shown_only_when_there_is_a_number() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.phone("SEP000000000001");
    let mask = |exchange: &Exchange| {
        exchange
            .told(phone)
            .iter()
            .rev()
            .find_map(|message| match message {
                Message::SelectSoftKeys(keys) => Some(keys.valid_key_mask.0 & 0b11),
                _ => None,
            })
    };
    assert_eq!(mask(&exchange), Some(0b10));
    let call = exchange.dial(phone, "603");
    exchange.soft_key(phone, bench::END_CALL, call);
    assert_eq!(mask(&exchange), Some(0b11));
}

#[test]
fn a_phone_keeps_its_number_for_the_life_of_the_server() {
    let mut exchange = Exchange::new(Config::default());
    let first = exchange.phone("SEP000000000001");
    exchange.phone("SEP000000000002");
    exchange.say(first, sccp::Unregister::default());
    assert_eq!(exchange.names(first).last(), Some(&"UnregisterAck"));
    exchange.input(Input::Closed {
        connection: ConnectionId(first),
    });
    let third = exchange.phone("SEP000000000003");
    let again = exchange.phone("SEP000000000001");
    assert_eq!(line_number(&exchange, again).as_deref(), Some("1001"));
    assert_eq!(line_number(&exchange, third).as_deref(), Some("1003"));
}

#[test]
fn a_second_registration_wins_and_ends_the_calls_of_the_first() {
    let mut exchange = Exchange::new(Config::default());
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    exchange.dial(a, "1002");
    exchange.soft_key(b, bench::ANSWER, 0);
    let again = exchange.phone("SEP000000000001");
    assert!(exchange.phones[&a].closed.is_some());
    assert_eq!(exchange.states(b).last(), Some(&"OnHook"));
    exchange.soft_key(again, NEW_CALL, 0);
    assert_eq!(exchange.states(again), ["OffHook"]);
}

#[test]
fn a_second_registration_is_refused_where_that_is_configured() {
    let config = Config {
        second_registration: SecondRegistration::Reject,
        ..Config::default()
    };
    let mut exchange = Exchange::new(config);
    let first = exchange.phone("SEP000000000001");
    let second = exchange.phone("SEP000000000001");
    assert!(exchange.names(second).contains(&"RegisterReject"));
    assert!(exchange.phones[&second].closed.is_some());
    assert!(exchange.phones[&first].closed.is_none());
}

#[test]
fn a_phone_without_keepalives_is_gone_after_three_intervals() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.phone("SEP000000000001");
    assert_eq!(ack(&exchange, phone).keep_alive_interval, 30);
    for _ in 0..6 {
        exchange.wait(seconds(27));
        exchange.say(phone, KeepAlive::default());
    }
    assert!(exchange.phones[&phone].closed.is_none());
    exchange.wait(seconds(89));
    assert!(exchange.phones[&phone].closed.is_none());
    exchange.wait(seconds(2));
    assert!(exchange.phones[&phone].closed.is_some());
    assert!(exchange.core.phones().all(|phone| !phone.registered));
}

#[test]
fn a_connection_that_does_not_register_is_closed_but_a_standby_one_lives() {
    let mut exchange = Exchange::new(Config::default());
    let (idle, standby) = (exchange.connect(), exchange.connect());
    exchange.say(standby, KeepAlive::default());
    exchange.wait(seconds(31));
    assert!(exchange.phones[&idle].closed.is_some());
    exchange.wait(seconds(29));
    exchange.say(standby, KeepAlive::default());
    exchange.wait(seconds(60));
    assert!(exchange.phones[&standby].closed.is_none());
    assert_eq!(exchange.names(standby), ["KeepAliveAck", "KeepAliveAck"]);
}

#[test]
fn a_device_without_a_name_is_refused() {
    for name in ["", "SEP 0001", "SEP\u{1}"] {
        let mut exchange = Exchange::new(Config::default());
        let phone = exchange.phone(name);
        assert_eq!(exchange.names(phone), ["RegisterReject"]);
        assert!(exchange.phones[&phone].closed.is_some());
    }
}

#[test]
fn frames_that_are_too_short_are_skipped_and_nonsense_is_closed() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.phone("SEP000000000001");
    exchange.forget();
    // A Stimulus without a body, then a KeepAlive.
    let mut bytes = vec![4, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0];
    bytes.extend([4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    exchange.input(Input::Received {
        connection: ConnectionId(phone),
        bytes,
    });
    assert_eq!(exchange.names(phone), ["KeepAliveAck"]);
    exchange.input(Input::Received {
        connection: ConnectionId(phone),
        bytes: vec![0; 64],
    });
    assert!(exchange.phones[&phone].closed.is_some());
}
