//! Transfers and conferences message by message, and the list of participants.

mod bench;

use bench::{ANSWER, Exchange, HOLD, Phone};
use callmanager::{Config, MediaCommand, Source};
use sccp::{
    CallStateCode, Data, DeviceToUserDataVersion1, Message, SequenceFlag, UserDataVersion1,
};

const TRANSFER: u32 = 4;
const CONFERENCE: u32 = 13;
const SELECT: u32 = 29;
const CONFERENCE_LIST: u32 = 30;

/// `softKeySetIndex` of the keys while a second call is made, and when it is connected.
const OFF_HOOK_FEATURE: u32 = 9;
const CONNECTED_TRANSFER: u32 = 5;
const CONNECTED_CONFERENCE: u32 = 7;

fn phones<const N: usize>(exchange: &mut Exchange) -> [Phone; N] {
    let mut number = 0;
    [(); N].map(|()| {
        number += 1;
        exchange.phone(&format!("SEP0000000000{number:02}"))
    })
}

/// A talk; the caller's and the called phone's references.
fn talk(exchange: &mut Exchange, from: Phone, to: Phone, number: &str) -> (u32, u32) {
    let calling = exchange.dial(from, number);
    let called = exchange.call(to, CallStateCode::RING_IN);
    exchange.soft_key(to, ANSWER, called);
    (calling, called)
}

/// The first of three talks with the second and asks the third; its two references.
fn consultation(exchange: &mut Exchange, [a, b, c]: [Phone; 3], key: u32) -> (u32, u32) {
    let (first, _) = talk(exchange, a, b, "1002");
    exchange.soft_key(a, key, first);
    let second = exchange.call(a, CallStateCode::OFF_HOOK);
    exchange.keys(a, second, "1003");
    let asked = exchange.call(c, CallStateCode::RING_IN);
    exchange.soft_key(c, ANSWER, asked);
    (first, second)
}

/// Soft key sets a phone was told for a call.
fn sets(exchange: &Exchange, phone: Phone, call: u32) -> Vec<u32> {
    let told = exchange.told(phone).iter();
    let sets = told.filter_map(|message| match message {
        Message::SelectSoftKeys(select) if select.call_reference == call => {
            Some(select.soft_key_set_index.code())
        }
        _ => None,
    });
    sets.collect()
}

/// The last list that was pushed to a phone, put together from its parts.
fn list(exchange: &Exchange, phone: Phone) -> (UserDataVersion1, String) {
    let mut text = String::new();
    let mut last = None;
    for message in exchange.told(phone) {
        if let Message::UserToDeviceDataVersion1(message) = message {
            let data = &message.user_to_device_data;
            assert!(data.data.as_bytes().len() <= 2_000);
            if last
                .as_ref()
                .is_none_or(|last: &UserDataVersion1| last.transaction_id != data.transaction_id)
            {
                text.clear();
            }
            text.push_str(std::str::from_utf8(data.data.as_bytes()).expect("ASCII"));
            last = Some(data.clone());
        }
    }
    (last.expect("a list"), text)
}

/// Names and data of the participants in a list.
fn items(xml: &str) -> Vec<(String, String)> {
    xml.split("<MenuItem>")
        .skip(1)
        .map(|item| {
            let between = |from: &str, to: &str| {
                let (_, rest) = item.split_once(from).expect("it begins");
                rest.split_once(to).expect("it ends").0.to_owned()
            };
            let url = between("<URL>", "</URL>");
            let data = url.rsplit_once(':').expect("data").1.to_owned();
            (between("<Name>", "</Name>"), data)
        })
        .collect()
}

fn answer(exchange: &mut Exchange, phone: Phone, to: &UserDataVersion1, data: &str) {
    let answer = UserDataVersion1 {
        sequence_flag: SequenceFlag::LAST,
        data: Data::from(data),
        ..to.clone()
    };
    exchange.say(
        phone,
        DeviceToUserDataVersion1 {
            device_to_user_data: answer,
        },
    );
}

#[test]
fn a_second_call_begins_like_that_of_a_callmanager() {
    for key in [TRANSFER, CONFERENCE] {
        let mut exchange = Exchange::new(Config::default());
        let [a, b] = phones(&mut exchange);
        let (first, _) = talk(&mut exchange, a, b, "1002");
        exchange.forget();
        exchange.soft_key(a, key, first);
        assert_eq!(
            exchange.names(a),
            [
                "CloseReceiveChannel",
                "StopMediaTransmission",
                "SetLamp",
                "CallState",
                "SelectSoftKeys",
                "DisplayPromptStatusV2",
                "SetRinger",
                "SetSpeakerMode",
                "SetLamp",
                "CallState",
                "SelectSoftKeys",
                "DisplayPromptStatusV2",
                "ActivateCallPlane",
                "StartTone"
            ]
        );
        assert_eq!(exchange.states(a), ["Hold", "OffHook"]);
        let second = exchange.call(a, CallStateCode::OFF_HOOK);
        assert_ne!(first, second);
        assert_eq!(sets(&exchange, a, second), [OFF_HOOK_FEATURE]);
    }
}

#[test]
fn a_transfer_ends_both_calls_and_moves_the_sound() {
    let mut exchange = Exchange::new(Config::default());
    let [a, b, c] = phones(&mut exchange);
    let (first, second) = consultation(&mut exchange, [a, b, c], TRANSFER);
    assert_eq!(sets(&exchange, a, second).last(), Some(&CONNECTED_TRANSFER));
    exchange.forget();
    exchange.soft_key(a, TRANSFER, second);
    assert_eq!(exchange.states(a), ["CallTransfer", "OnHook", "OnHook"]);
    assert_eq!(
        exchange.states(b),
        [""; 0],
        "for the others the call goes on"
    );
    assert_eq!(exchange.states(c), [""; 0]);
    for phone in [b, c] {
        let names = exchange.names(phone);
        for name in [
            "CloseReceiveChannel",
            "StopMediaTransmission",
            "OpenReceiveChannel",
            "StartMediaTransmission",
            "CallInfoV2",
        ] {
            let told = names.iter().filter(|told| **told == name).count();
            assert_eq!(told, 1, "{name}: {names:?}");
        }
    }
    assert_eq!(
        exchange.sends_to(b).map(|to| to.ip()),
        Some(bench::phone_address(c, 0).ip())
    );
    assert_eq!(
        exchange.sends_to(c).map(|to| to.ip()),
        Some(bench::phone_address(b, 0).ip())
    );
    // Either of the two calls may be named, and the key may come too late.
    exchange.soft_key(a, TRANSFER, first);
    assert_eq!(exchange.prompt(a), "Your current options");
}

#[test]
fn the_key_may_name_either_of_the_two_calls() {
    for name_first in [true, false] {
        for key in [TRANSFER, CONFERENCE] {
            let mut exchange = Exchange::new(Config::default());
            let [a, b, c] = phones(&mut exchange);
            let (first, second) = consultation(&mut exchange, [a, b, c], key);
            exchange.forget();
            let named = if name_first { first } else { second };
            exchange.soft_key(a, key, named);
            assert!(
                exchange.states(a).contains(&"OnHook"),
                "{key}, {name_first}"
            );
        }
    }
}

#[test]
fn a_conference_keeps_the_first_call_and_mixes_three_streams() {
    let mut exchange = Exchange::new(Config::default());
    let [a, b, c] = phones(&mut exchange);
    let (first, second) = consultation(&mut exchange, [a, b, c], CONFERENCE);
    assert_eq!(
        sets(&exchange, a, second).last(),
        Some(&CONNECTED_CONFERENCE)
    );
    exchange.forget();
    exchange.soft_key(a, CONFERENCE, second);
    assert_eq!(exchange.call(a, CallStateCode::ON_HOOK), second);
    assert_eq!(exchange.call(a, CallStateCode::CONNECTED), first);
    let mixed: Vec<Source> = exchange
        .media
        .iter()
        .filter_map(|command| match command {
            MediaCommand::Start { source, .. } => Some(*source),
            _ => None,
        })
        .collect();
    assert_eq!(mixed.len(), 3, "{mixed:?}");
    assert!(matches!(mixed[0], Source::Conference(_)));
    assert!(mixed.iter().all(|source| *source == mixed[0]));
}

#[test]
fn buttons_of_the_features_do_what_the_keys_do() {
    use sccp::{ButtonType, Stimulus};

    for (button, state) in [
        (ButtonType::TRANSFER, "CallTransfer"),
        (ButtonType::CONFERENCE, "Connected"),
    ] {
        let mut exchange = Exchange::new(Config::default());
        let [a, b, c] = phones(&mut exchange);
        let press = |exchange: &mut Exchange| {
            exchange.say(
                a,
                Stimulus {
                    stimulus: button,
                    ..Default::default()
                },
            );
        };
        talk(&mut exchange, a, b, "1002");
        exchange.forget();
        press(&mut exchange);
        assert_eq!(exchange.states(a), ["Hold", "OffHook"], "{button}");
        exchange.keys(a, 0, "1003");
        let asked = exchange.call(c, CallStateCode::RING_IN);
        exchange.soft_key(c, ANSWER, asked);
        exchange.forget();
        press(&mut exchange);
        assert!(
            exchange.states(a).contains(&state),
            "{button}: {:?}",
            exchange.states(a)
        );
        assert!(exchange.states(a).contains(&"OnHook"), "{button}");
    }
}

#[test]
fn select_is_answered_with_what_is_selected_now() {
    let mut exchange = Exchange::new(Config::default());
    let [a, b] = phones(&mut exchange);
    let (call, _) = talk(&mut exchange, a, b, "1002");
    let mut told = Vec::new();
    for key in [SELECT, HOLD, SELECT] {
        exchange.forget();
        exchange.soft_key(a, key, call);
        told.extend(exchange.told(a).iter().find_map(|message| match message {
            Message::CallSelectStat(select) => {
                assert_eq!((select.call_reference, select.line_instance), (call, 1));
                Some(select.call_select_stat)
            }
            _ => None,
        }));
    }
    assert_eq!(told, [1, 0], "a held call can be selected as well");
}

#[test]
fn the_list_names_everybody_and_lets_its_owner_remove_one() {
    let mut exchange = Exchange::new(Config::default());
    let [a, b, c, d] = phones(&mut exchange);
    let (first, second) = consultation(&mut exchange, [a, b, c], CONFERENCE);
    exchange.soft_key(a, CONFERENCE, second);
    exchange.soft_key(a, CONFERENCE, first);
    let third = exchange.call(a, CallStateCode::OFF_HOOK);
    exchange.keys(a, third, "1004");
    let asked = exchange.call(d, CallStateCode::RING_IN);
    exchange.soft_key(d, ANSWER, asked);
    exchange.soft_key(a, CONFERENCE, third);

    exchange.forget();
    exchange.soft_key(a, CONFERENCE_LIST, first);
    let (head, xml) = list(&exchange, a);
    assert_eq!((head.application_id, head.line_instance), (9_081, 1));
    assert_eq!(head.call_reference, first);
    assert_eq!(head.sequence_flag, SequenceFlag::LAST);
    assert!(
        xml.starts_with("<CiscoIPPhoneMenu><Title>Conference</Title>"),
        "{xml}"
    );
    assert!(xml.contains("<Name>Remove</Name>") && xml.contains("<Name>Update</Name>"));
    let url = format!("UserCallData:9081:1:{first}:{}:", head.transaction_id);
    // Everybody, and the key that updates the list.
    assert_eq!(xml.matches(&url).count(), 5, "{xml}");
    let names: Vec<String> = items(&xml).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "* 1001 Phone 1001",
            "1002 Phone 1002",
            "1003 Phone 1003",
            "1004 Phone 1004"
        ]
    );

    // Remove, then the participant; the list comes anew.
    let (_, target) = items(&xml)[2].clone();
    answer(&mut exchange, a, &head, "REMOVE");
    assert_eq!(exchange.states(c), [""; 0]);
    answer(&mut exchange, a, &head, &target);
    assert_eq!(exchange.states(c), ["OnHook"]);
    let (head, xml) = list(&exchange, a);
    assert_eq!(items(&xml).len(), 3);
    // Both in one, as a phone may put it.
    let (_, target) = items(&xml)[1].clone();
    answer(&mut exchange, a, &head, &format!("REMOVE/{target}"));
    assert_eq!(exchange.states(b), ["OnHook"]);
    // Two remain in a direct talk: there is no list of them.
    exchange.forget();
    answer(&mut exchange, a, &head, "UPDATE");
    exchange.soft_key(a, CONFERENCE_LIST, first);
    assert!(!exchange.names(a).contains(&"UserToDeviceDataVersion1"));
}

#[test]
fn who_does_not_own_the_conference_may_read_its_list_and_no_more() {
    let mut exchange = Exchange::new(Config::default());
    let [a, b, c] = phones(&mut exchange);
    let (_, second) = consultation(&mut exchange, [a, b, c], CONFERENCE);
    exchange.soft_key(a, CONFERENCE, second);
    let own = exchange.call(b, CallStateCode::CONNECTED);
    exchange.forget();
    exchange.soft_key(b, CONFERENCE_LIST, own);
    let (head, xml) = list(&exchange, b);
    assert!(!xml.contains("Remove"));
    let (_, target) = items(&xml)[0].clone();
    for data in [
        "REMOVE",
        &target,
        &format!("REMOVE/{target}"),
        "REMOVE/x",
        "",
        "<>",
    ] {
        answer(&mut exchange, b, &head, data);
    }
    for phone in [a, b, c] {
        assert!(!exchange.states(phone).contains(&"OnHook"), "phone {phone}");
    }
    let (before, _) = list(&exchange, b);
    answer(&mut exchange, b, &before, "UPDATE");
    assert_ne!(list(&exchange, b).0.transaction_id, before.transaction_id);
}

#[test]
fn a_long_list_comes_in_parts() {
    let config = Config {
        conference_size: 40,
        max_calls: 50,
        ..Config::default()
    };
    let mut exchange = Exchange::new(config);
    let phones: [Phone; 30] = phones(&mut exchange);
    exchange.soft_key(phones[0], bench::NEW_CALL, 0);
    exchange.soft_key(phones[0], 16, 0);
    exchange.keys(phones[0], 0, "630");
    for phone in &phones[1..] {
        exchange.dial(*phone, "630");
    }
    exchange.forget();
    exchange.soft_key(phones[0], CONFERENCE_LIST, 0);
    let flags: Vec<SequenceFlag> = exchange
        .told(phones[0])
        .iter()
        .filter_map(|message| match message {
            Message::UserToDeviceDataVersion1(message) => {
                Some(message.user_to_device_data.sequence_flag)
            }
            _ => None,
        })
        .collect();
    assert_eq!(flags, [SequenceFlag::FIRST, SequenceFlag::LAST]);
    let (_, xml) = list(&exchange, phones[0]);
    assert_eq!(items(&xml).len(), 30);
    assert!(xml.ends_with("</CiscoIPPhoneMenu>"));
}
