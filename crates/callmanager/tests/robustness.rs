//! Whatever phones send, the core neither panics nor forgets what it holds.

mod bench;

use std::collections::BTreeMap;
use std::time::Duration;

use bench::Exchange;
use callmanager::{Config, ConnectionId, Input, MediaReport, StreamId};
use proptest::prelude::*;
use sccp::{
    CallStateCode, KeypadButton, KeypadKey, Message, OffHook, OnHook, SoftKeyEvent, Stimulus,
};

/// Something that happens to an exchange of three phones.
#[derive(Clone, Debug)]
enum Happening {
    Say(u64, Message),
    Frame(u64, u32, u32, Vec<u8>),
    Bytes(u64, Vec<u8>),
    Wait(u64),
    Acknowledge(bool),
    Stream(u32, Option<char>),
    Reconnect(u64),
}

fn message() -> impl Strategy<Value = Message> {
    let reference = 0_u32..40;
    prop_oneof![
        (0_u32..17, reference.clone()).prop_map(|(key, call_reference)| {
            KeypadButton {
                kp_button: KeypadKey(key),
                line_instance: 1,
                call_reference,
            }
            .into()
        }),
        (0_u32..34, 0_u32..3, reference.clone()).prop_map(
            |(soft_key_event, line_instance, call_reference)| {
                SoftKeyEvent {
                    soft_key_event,
                    line_instance,
                    call_reference,
                }
                .into()
            }
        ),
        // The keys that matter most, on whatever call is in front.
        prop_oneof![Just(2_u32), Just(3), Just(9), Just(10), Just(11)].prop_map(|soft_key_event| {
            SoftKeyEvent {
                soft_key_event,
                line_instance: 1,
                call_reference: 0,
            }
            .into()
        }),
        prop_oneof![
            Just("600"),
            Just("602"),
            Just("603"),
            Just("605"),
            Just("610"),
            Just("640"),
            Just("650"),
            Just("657"),
            Just("1001"),
            Just("1002"),
            Just("7003")
        ]
        .prop_map(|number| sccp::EnblocCall {
            called_party: number.into(),
            ..Default::default()
        }
        .into()),
        (reference.clone(), 0_u32..3).prop_map(|(call_reference, line_instance)| OffHook {
            line_instance,
            call_reference
        }
        .into()),
        reference.clone().prop_map(|call_reference| OnHook {
            line_instance: 1,
            call_reference
        }
        .into()),
        (0_u32..0x90, 0_u32..4).prop_map(|(stimulus, line_instance)| {
            Stimulus {
                stimulus: sccp::ButtonType(stimulus),
                line_instance,
                ..Default::default()
            }
            .into()
        }),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    let phone = 1_u64..4;
    prop_oneof![
        20 => (phone.clone(), message()).prop_map(|(phone, message)| Happening::Say(phone, message)),
        3 => (phone.clone(), prop_oneof![Just(0_u32), Just(11), Just(17), any::<u32>()], 0_u32..0x160,
            prop::collection::vec(any::<u8>(), 0..64))
            .prop_map(|(phone, header, id, body)| Happening::Frame(phone, header, id, body)),
        1 => (phone.clone(), prop::collection::vec(any::<u8>(), 0..64))
            .prop_map(|(phone, bytes)| Happening::Bytes(phone, bytes)),
        3 => (0_u64..40).prop_map(Happening::Wait),
        1 => any::<bool>().prop_map(Happening::Acknowledge),
        2 => (0_u32..40, prop::option::of(prop::char::range('0', '9')))
            .prop_map(|(stream, digit)| Happening::Stream(stream, digit)),
        1 => phone.prop_map(Happening::Reconnect),
    ]
}

/// Calls that a phone was told are its microphone's and speaker's.
fn active_calls(exchange: &Exchange, phone: u64) -> Vec<u32> {
    let mut states = BTreeMap::new();
    for message in exchange.told(phone) {
        if let Message::CallState(told) = message {
            states.insert(told.call_reference, told.call_state);
        }
    }
    let resting = [
        CallStateCode::ON_HOOK,
        CallStateCode::HOLD,
        CallStateCode::RING_IN,
    ];
    states
        .into_iter()
        .filter(|(_, state)| !resting.contains(state))
        .map(|(call, _)| call)
        .collect()
}

fn name(phone: u64) -> String {
    format!("SEP00000000000{phone}")
}

proptest! {
    #[test]
    fn nothing_that_phones_do_breaks_the_core(
        versions in prop::collection::vec(3_u8..23, 3),
        happenings in prop::collection::vec(happening(), 1..60),
    ) {
        let mut exchange = Exchange::new(Config::default());
        // Connections of the phones 1 to 3; they change when a phone comes anew.
        let mut connections: Vec<u64> = Vec::new();
        for (number, version) in (1..).zip(&versions) {
            connections.push(exchange.phone_of(&name(number), *version, 30_006));
        }
        let place = |phone: u64| usize::try_from(phone - 1).expect("three phones");
        for happening in happenings {
            match happening {
                Happening::Say(phone, message) => exchange.say(connections[place(phone)], message),
                Happening::Frame(phone, header_version, message_id, body) => {
                    let bytes = sccp::RawFrame { header_version, message_id, body }.to_bytes();
                    exchange.input(Input::Received { connection: ConnectionId(connections[place(phone)]), bytes });
                }
                Happening::Bytes(phone, bytes) => {
                    exchange.input(Input::Received { connection: ConnectionId(connections[place(phone)]), bytes });
                }
                Happening::Wait(seconds) => exchange.wait(Duration::from_secs(seconds)),
                Happening::Acknowledge(acknowledge) => exchange.acknowledge = acknowledge,
                Happening::Stream(stream, digit) => {
                    let stream = StreamId(stream);
                    let report = match digit {
                        Some(digit) => MediaReport::Digit { stream, digit },
                        None => MediaReport::Failed { stream, reason: "test".to_owned() },
                    };
                    exchange.input(Input::Media(report));
                }
                Happening::Reconnect(phone) => {
                    let version = versions[place(phone)];
                    connections[place(phone)] = exchange.phone_of(&name(phone), version, 30_006);
                }
            }
            prop_assert!(exchange.core.phones().all(|phone| phone.calls <= 12));
            for phone in &connections {
                let active = active_calls(&exchange, *phone);
                prop_assert!(active.len() <= 1, "{:?}", active);
            }
        }

        // When all have left, no call and no stream is left over.
        for number in 1..=3 {
            let phone = exchange.phone_of(&name(number), 22, 30_006);
            exchange.say(phone, sccp::Unregister::default());
        }
        prop_assert!(exchange.core.phones().all(|phone| phone.calls == 0));
        let count = |wanted: fn(&callmanager::MediaCommand) -> bool| exchange.media.iter().filter(|command| wanted(command)).count();
        let opened = count(|command| matches!(command, callmanager::MediaCommand::Open { .. }));
        let closed = count(|command| matches!(command, callmanager::MediaCommand::Close { .. }));
        prop_assert_eq!(opened, closed);
    }
}
