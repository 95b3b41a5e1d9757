//! Calls between plain SCCP phones, on a virtual clock and with media noted down.

mod bench;

use std::time::Duration;

use bench::{
    ANSWER, BACKSPACE, END_CALL, Exchange, HOLD, NEW_CALL, REDIAL, RESUME, phone_address,
    stream_address,
};
use callmanager::{Clip, Config, MediaCommand, MediaReport, Source};
use sccp::{CallStateCode, EnblocCall, Message, OffHook, OnHook, Stimulus};

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// Two phones in a talk; the caller's and the called phone's references.
fn talk(exchange: &mut Exchange, a: bench::Phone, b: bench::Phone, number: &str) -> (u32, u32) {
    let calling = exchange.dial(a, number);
    let called = exchange.call(b, CallStateCode::RING_IN);
    exchange.soft_key(b, ANSWER, called);
    (calling, called)
}

fn sources(exchange: &Exchange) -> Vec<Source> {
    let sources = exchange.media.iter().filter_map(|command| match command {
        MediaCommand::Start { source, .. } => Some(*source),
        _ => None,
    });
    sources.collect()
}

fn clips(exchange: &Exchange) -> Vec<Vec<Clip>> {
    let clips = exchange.media.iter().filter_map(|command| match command {
        MediaCommand::Play { clips, .. } => Some(clips.clone()),
        _ => None,
    });
    clips.collect()
}

#[test]
fn two_phones_talk_and_hang_up() {
    let mut exchange = Exchange::new(Config::default());
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    exchange.forget();

    let (calling, called) = talk(&mut exchange, a, b, "1002");
    assert_eq!(
        exchange.states(a),
        ["OffHook", "Proceed", "RingOut", "Connected"]
    );
    assert_eq!(exchange.states(b), ["RingIn", "OffHook", "Connected"]);
    assert_ne!(calling, called);
    // The sound goes from phone to phone.
    assert_eq!(
        exchange.sends_to(a).map(|to| to.ip()),
        Some(phone_address(b, 0).ip())
    );
    assert_eq!(
        exchange.sends_to(b).map(|to| to.ip()),
        Some(phone_address(a, 0).ip())
    );
    assert_eq!(exchange.media, []);

    exchange.soft_key(a, END_CALL, calling);
    assert_eq!(exchange.states(a).last(), Some(&"OnHook"));
    assert_eq!(exchange.states(b).last(), Some(&"OnHook"));
    for phone in [a, b] {
        let names = exchange.names(phone);
        for name in [
            "CloseReceiveChannel",
            "StopMediaTransmission",
            "ConnectionStatisticsReq",
            "DefineTimeDate",
        ] {
            assert_eq!(
                names.iter().filter(|told| **told == name).count(),
                1,
                "{name}"
            );
        }
    }
    assert!(exchange.core.phones().all(|phone| phone.calls == 0));
    assert_eq!(exchange.prompt(b), "Your current options");
}

#[test]
fn a_new_call_is_told_in_the_order_of_a_callmanager() {
    let mut exchange = Exchange::new(Config::default());
    let a = exchange.phone("SEP000000000001");
    exchange.forget();
    exchange.soft_key(a, NEW_CALL, 0);
    assert_eq!(
        exchange.names(a),
        [
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
    assert_eq!(exchange.prompt(a), "Enter number");
    let call = exchange.call(a, CallStateCode::OFF_HOOK);

    exchange.forget();
    exchange.keys(a, call, "6");
    assert_eq!(exchange.names(a), ["StopTone", "SelectSoftKeys"]);
    exchange.forget();
    exchange.keys(a, call, "00");
    assert_eq!(
        exchange.names(a),
        [
            "DialedNumber",
            "CallState",
            "CallInfoV2",
            "OpenReceiveChannel",
            "CallState",
            "CallInfoV2",
            "DisplayPromptStatusV2",
            "SelectSoftKeys",
            "StartMediaTransmission"
        ]
    );
}

#[test]
fn an_answer_is_told_in_the_order_of_a_callmanager() {
    let mut exchange = Exchange::new(Config::default());
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    exchange.forget();
    exchange.dial(a, "1002");
    assert_eq!(
        exchange.names(b),
        [
            "CallState",
            "CallInfoV2",
            "SetLamp",
            "SetRinger",
            "SelectSoftKeys",
            "DisplayPromptStatusV2",
            "DisplayPriNotifyV2"
        ]
    );
    assert_eq!(exchange.prompt(b), "From 1001");
    exchange.forget();
    exchange.soft_key(b, ANSWER, 0);
    assert_eq!(
        exchange.names(b),
        [
            "SetRinger",
            "SetSpeakerMode",
            "SetLamp",
            "CallState",
            "ActivateCallPlane",
            "SetRinger",
            "StopTone",
            "ClearPriNotify",
            "OpenReceiveChannel",
            "CallState",
            "CallInfoV2",
            "DisplayPromptStatusV2",
            "SelectSoftKeys",
            "StartMediaTransmission"
        ]
    );
}

#[test]
fn the_echo_is_connected_with_a_stream_of_the_server() {
    let mut exchange = Exchange::new(Config::default());
    let a = exchange.phone("SEP000000000001");
    exchange.forget();
    let call = exchange.dial(a, "600");
    assert_eq!(exchange.states(a), ["OffHook", "Proceed", "Connected"]);
    let Some(MediaCommand::Start {
        stream,
        remote,
        codec,
        ptime_ms,
        dtmf_payload_type,
        source,
        keys: None,
    }) = exchange.media.get(1).cloned()
    else {
        panic!("the stream is started: {:?}", exchange.media);
    };
    assert_eq!(remote, phone_address(a, stream.0));
    assert_eq!(
        (codec, ptime_ms, dtmf_payload_type, source),
        (4, 20, Some(101), Source::Echo)
    );
    assert_eq!(exchange.sends_to(a), Some(stream_address(stream)));
    exchange.soft_key(a, END_CALL, call);
    assert_eq!(exchange.media.last(), Some(&MediaCommand::Close { stream }));
}

#[test]
fn held_caller_hears_music() {
    let mut exchange = Exchange::new(Config::default());
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    let (_, called) = talk(&mut exchange, a, b, "1002");
    exchange.forget();
    exchange.soft_key(b, HOLD, called);
    assert_eq!(exchange.states(b), ["Hold"]);
    assert_eq!(exchange.states(a), [] as [&str; 0]);
    assert_eq!(sources(&exchange), [Source::Music]);
    assert_eq!(
        exchange.sends_to(a).map(|to| to.port() >= 50_000),
        Some(false)
    );
    assert_eq!(exchange.prompt(b), "Hold");

    exchange.forget();
    exchange.soft_key(b, RESUME, called);
    assert!(matches!(
        exchange.media.as_slice(),
        [MediaCommand::Close { .. }]
    ));
    assert_eq!(exchange.states(b), ["Connected"]);
    assert_eq!(
        exchange.sends_to(a).map(|to| to.ip()),
        Some(phone_address(b, 0).ip())
    );
    assert_eq!(
        exchange.sends_to(b).map(|to| to.ip()),
        Some(phone_address(a, 0).ip())
    );
}

#[test]
fn replacing_the_receiver_keeps_a_held_call() {
    let mut exchange = Exchange::new(Config::default());
    let a = exchange.phone("SEP000000000001");
    let call = exchange.dial(a, "600");
    exchange.soft_key(a, HOLD, call);
    exchange.forget();
    exchange.say(
        a,
        OnHook {
            line_instance: 1,
            call_reference: call,
        },
    );
    exchange.say(a, OnHook::default());
    assert_eq!(exchange.states(a), [] as [&str; 0]);
    exchange.soft_key(a, RESUME, call);
    assert_eq!(exchange.states(a), ["Connected"]);
    exchange.say(a, OnHook::default());
    assert_eq!(exchange.states(a), ["Connected", "OnHook"]);
}

#[test]
fn a_second_caller_knocks_and_answering_holds_the_first() {
    let mut exchange = Exchange::new(Config::default());
    let [a, b, c] = [1, 2, 3].map(|n| exchange.phone(&format!("SEP00000000000{n}")));
    let (_, first) = talk(&mut exchange, a, b, "1002");
    exchange.forget();
    exchange.dial(c, "1002");
    assert_eq!(exchange.tones(b), ["CallWaitingTone"]);
    let second = exchange.call(b, CallStateCode::RING_IN);
    exchange.forget();
    exchange.soft_key(b, ANSWER, second);
    assert_eq!(exchange.states(b), ["Hold", "OffHook", "Connected"]);
    assert_eq!(sources(&exchange), [Source::Music]);

    // A third caller is one too many.
    let d = exchange.phone("SEP000000000004");
    exchange.dial(d, "1002");
    assert_eq!(exchange.states(d).last(), Some(&"Busy"));

    // Back to the first: the second waits now.
    exchange.forget();
    exchange.soft_key(b, RESUME, first);
    assert_eq!(exchange.states(b), ["Hold", "Connected"]);
    exchange.soft_key(b, END_CALL, second);
    assert_eq!(exchange.states(c), ["OnHook"]);
    assert_eq!(exchange.states(b).last(), Some(&"OnHook"));
}

#[test]
fn the_knocking_stops_when_the_second_caller_gives_up() {
    let mut exchange = Exchange::new(Config::default());
    let [a, b, c] = [1, 2, 3].map(|n| exchange.phone(&format!("SEP00000000000{n}")));
    let (_, talking) = talk(&mut exchange, a, b, "1002");
    let knocking = exchange.dial(c, "1002");
    exchange.forget();
    exchange.soft_key(c, END_CALL, knocking);
    let stopped = exchange.told(b).iter().any(
        |message| matches!(message, Message::StopTone(stop) if stop.call_reference == talking),
    );
    assert!(stopped, "{:?}", exchange.names(b));
    assert_eq!(exchange.states(b), ["OnHook"]);
}

#[test]
fn callers_learn_why_nothing_came_of_a_call() {
    let mut exchange = Exchange::new(Config::default());
    let a = exchange.phone("SEP000000000001");
    for (number, states, tone, prompt) in [
        (
            "603",
            &["OffHook", "Proceed", "Busy"][..],
            "LineBusyTone",
            "Busy",
        ),
        (
            "604",
            &["OffHook", "InvalidNumber"],
            "ReorderTone",
            "Unknown Number",
        ),
        (
            "1999",
            &["OffHook", "InvalidNumber"],
            "ReorderTone",
            "Unknown Number",
        ),
        (
            "9",
            &["OffHook", "InvalidNumber"],
            "ReorderTone",
            "Unknown Number",
        ),
        (
            "1001",
            &["OffHook", "Proceed", "Busy"],
            "LineBusyTone",
            "Busy",
        ),
    ] {
        exchange.forget();
        let call = exchange.dial(a, number);
        assert_eq!(exchange.states(a), states, "{number}");
        assert_eq!(exchange.tones(a), ["InsideDialTone", tone], "{number}");
        assert_eq!(exchange.prompt(a), prompt, "{number}");
        exchange.soft_key(a, END_CALL, call);
        assert_eq!(exchange.states(a).last(), Some(&"OnHook"));
    }
}

#[test]
fn a_phone_that_left_cannot_be_reached() {
    let mut exchange = Exchange::new(Config::default());
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    exchange.say(b, sccp::Unregister::default());
    exchange.dial(a, "1002");
    assert_eq!(exchange.states(a), ["OffHook", "Proceed", "Congestion"]);
    assert_eq!(exchange.prompt(a), "Temp Fail");
}

#[test]
fn a_caller_is_told_after_a_while_that_nobody_answers() {
    let mut exchange = Exchange::new(Config::default());
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    for number in ["1002", "605"] {
        exchange.forget();
        let call = exchange.dial(a, number);
        exchange.wait(seconds(29));
        assert_eq!(exchange.states(a), ["OffHook", "Proceed", "RingOut"]);
        exchange.wait(seconds(2));
        assert_eq!(exchange.states(a).last(), Some(&"Congestion"));
        assert_eq!(exchange.prompt(a), "No answer");
        exchange.soft_key(a, END_CALL, call);
    }
    assert_eq!(exchange.states(b), [] as [&str; 0]);
    assert!(exchange.core.phones().all(|phone| phone.calls == 0));
}

#[test]
fn a_refused_caller_hears_busy() {
    let mut exchange = Exchange::new(Config::default());
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    exchange.dial(a, "1002");
    let ringing = exchange.call(b, CallStateCode::RING_IN);
    exchange.soft_key(b, END_CALL, ringing);
    assert_eq!(exchange.states(a).last(), Some(&"Busy"));
    assert_eq!(exchange.states(b).last(), Some(&"OnHook"));
}

#[test]
fn a_caller_who_gives_up_stops_the_ringing() {
    let mut exchange = Exchange::new(Config::default());
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    let call = exchange.dial(a, "1002");
    exchange.forget();
    exchange.say(
        a,
        OnHook {
            line_instance: 1,
            call_reference: call,
        },
    );
    let off = exchange.told(b).iter().any(|message| {
        matches!(message, Message::SetRinger(ring) if ring.ring_mode == sccp::RingMode::OFF)
    });
    assert!(off);
    assert_eq!(exchange.states(b), ["OnHook"]);
}

#[test]
fn lifting_the_receiver_answers_what_rings() {
    let mut exchange = Exchange::new(Config::default());
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    exchange.dial(a, "1002");
    exchange.forget();
    exchange.say(b, OffHook::default());
    assert_eq!(exchange.states(b), ["OffHook", "Connected"]);
    // The receiver is the path; the server leaves the speaker alone.
    assert!(!exchange.names(b).contains(&"SetSpeakerMode"));
}

#[test]
fn a_number_is_dialled_after_a_pause_or_a_hash() {
    let mut exchange = Exchange::new(Config::default());
    let a = exchange.phone("SEP000000000001");
    let call = exchange.dial(a, "60");
    exchange.wait(seconds(11));
    assert_eq!(exchange.states(a), ["OffHook", "InvalidNumber"]);
    exchange.soft_key(a, END_CALL, call);
    exchange.forget();
    exchange.dial(a, "100#");
    assert_eq!(exchange.states(a), ["OffHook", "InvalidNumber"]);
}

#[test]
fn a_digit_taken_back_is_not_dialled() {
    let mut exchange = Exchange::new(Config::default());
    let a = exchange.phone("SEP000000000001");
    let call = exchange.dial(a, "61");
    exchange.soft_key(a, BACKSPACE, call);
    assert!(exchange.names(a).contains(&"BackSpaceRes"));
    exchange.keys(a, call, "00");
    assert_eq!(exchange.states(a), ["OffHook", "Proceed", "Connected"]);
    exchange.soft_key(a, END_CALL, call);

    // Without any digit the dial tone is back.
    exchange.forget();
    let call = exchange.dial(a, "6");
    exchange.soft_key(a, BACKSPACE, call);
    assert_eq!(exchange.tones(a), ["InsideDialTone", "InsideDialTone"]);
}

#[test]
fn who_leaves_the_receiver_off_is_reminded_and_put_on_hook_at_last() {
    let mut exchange = Exchange::new(Config::default());
    let a = exchange.phone("SEP000000000001");
    exchange.forget();
    exchange.say(a, OffHook::default());
    exchange.wait(seconds(16));
    exchange.say(a, sccp::KeepAlive::default());
    exchange.wait(seconds(20));
    assert_eq!(
        exchange.tones(a),
        ["InsideDialTone", "ReorderTone", "ReceiverOffHookTone"]
    );
    exchange.say(a, sccp::KeepAlive::default());
    exchange.wait(seconds(60));
    assert_eq!(exchange.states(a), ["OffHook", "OnHook"]);
}

#[test]
fn a_number_goes_out_en_bloc_by_speed_dial_and_by_redial() {
    let mut exchange = Exchange::new(Config::default());
    let a = exchange.phone("SEP000000000001");
    exchange.forget();
    exchange.say(
        a,
        EnblocCall {
            called_party: "606".into(),
            ..Default::default()
        },
    );
    assert_eq!(exchange.states(a), ["OffHook", "Proceed", "Connected"]);
    assert_eq!(exchange.tones(a), [] as [&str; 0]);
    assert_eq!(sources(&exchange), [Source::Music]);
    exchange.say(a, OnHook::default());

    exchange.forget();
    exchange.say(
        a,
        Stimulus {
            stimulus: sccp::ButtonType::SPEED_DIAL,
            line_instance: 2,
            ..Default::default()
        },
    );
    assert_eq!(sources(&exchange), [Source::Tone]);
    exchange.say(a, OnHook::default());

    exchange.forget();
    exchange.soft_key(a, REDIAL, 0);
    assert_eq!(sources(&exchange), [Source::Tone]);
}

#[test]
fn a_line_key_goes_off_hook_on_its_line_and_answers_and_resumes_there() {
    let mut exchange = Exchange::new(Config::default());
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    let line = |line_instance| Stimulus {
        stimulus: sccp::ButtonType::LINE,
        line_instance,
        ..Default::default()
    };
    exchange.say(a, line(2));
    exchange.keys(a, 0, "7002");
    assert_eq!(exchange.prompt(b), "From 7001");
    exchange.say(b, line(2));
    assert_eq!(exchange.states(b).last(), Some(&"Connected"));
    let call = exchange.call(b, CallStateCode::CONNECTED);
    exchange.soft_key(b, HOLD, call);
    exchange.forget();
    exchange.say(b, line(2));
    assert_eq!(exchange.states(b), ["Connected"]);
    // Another line: the talk is held for it.
    exchange.forget();
    exchange.say(b, line(1));
    assert_eq!(exchange.states(b), ["Hold", "OffHook"]);
}

#[test]
fn pressed_keys_are_read_back_once_however_they_were_told() {
    let mut exchange = Exchange::new(Config::default());
    let a = exchange.phone("SEP000000000001");
    let call = exchange.dial(a, "602");
    assert_eq!(clips(&exchange), [[Clip::EnterDigits]]);
    let Some(MediaCommand::Start { stream, .. }) = exchange.media.get(1).cloned() else {
        panic!("a stream")
    };
    exchange.forget();
    for digit in ['1', '2'] {
        exchange.input(callmanager::Input::Media(MediaReport::Digit {
            stream,
            digit,
        }));
        exchange.keys(a, call, &digit.to_string());
    }
    exchange.keys(a, call, "*");
    assert_eq!(clips(&exchange), [[]], "pressing cuts the announcement off");
    exchange.wait(seconds(3));
    assert_eq!(
        clips(&exchange)[1..],
        [[
            Clip::YouPressed,
            Clip::Key('1'),
            Clip::Key('2'),
            Clip::Key('*')
        ]]
    );

    exchange.forget();
    exchange.keys(a, call, "7#");
    assert_eq!(clips(&exchange)[1..], [[Clip::YouPressed, Clip::Key('7')]]);
}

#[test]
fn a_phone_that_cannot_receive_ends_the_call_for_both() {
    let mut exchange = Exchange::new(Config::default());
    exchange.acknowledge = false;
    let (a, b) = (
        exchange.phone("SEP000000000001"),
        exchange.phone("SEP000000000002"),
    );
    talk(&mut exchange, a, b, "1002");
    let open = exchange
        .told(b)
        .iter()
        .rev()
        .find_map(|message| match message {
            Message::OpenReceiveChannel(open) => Some(open.clone()),
            _ => None,
        });
    let open = open.expect("the channel is opened");
    let mut answer = bench::acknowledgement(b, open.pass_through_party_id, open.call_reference);
    answer.media_reception_status = sccp::MediaStatus::OUT_OF_SOCKETS;
    exchange.say(b, answer);
    assert_eq!(exchange.states(a).last(), Some(&"Congestion"));
    assert_eq!(exchange.states(b).last(), Some(&"Congestion"));
}

#[test]
fn a_late_acknowledgement_of_a_former_path_changes_nothing() {
    let mut exchange = Exchange::new(Config::default());
    let a = exchange.phone("SEP000000000001");
    exchange.acknowledge = false;
    let call = exchange.dial(a, "600");
    exchange.soft_key(a, HOLD, call);
    exchange.soft_key(a, RESUME, call);
    let parties: Vec<u32> = exchange
        .told(a)
        .iter()
        .filter_map(|message| match message {
            Message::OpenReceiveChannel(open) => Some(open.pass_through_party_id),
            _ => None,
        })
        .collect();
    assert_eq!(parties.len(), 2);
    exchange.say(a, bench::acknowledgement(a, parties[0], call));
    assert_eq!(exchange.sends_to(a), None);
    exchange.say(a, bench::acknowledgement(a, parties[1], call));
    assert_eq!(
        exchange.sends_to(a),
        Some(stream_address(callmanager::StreamId(parties[1])))
    );
}

/// A configuration where the first two phones share 1100.
fn sharing() -> Config {
    let phone = |device: &str, line: &str| callmanager::PhoneConfig {
        device: device.to_owned(),
        buttons: vec![callmanager::ButtonConfig::Line(line.to_owned())],
        ..Default::default()
    };
    Config {
        phones: vec![
            phone("SEP000000000001", "1100"),
            phone("SEP000000000002", "1100"),
            phone("SEP000000000003", "1003"),
        ],
        ..Config::default()
    }
}

#[test]
fn an_answer_elsewhere_is_told_in_the_order_of_a_callmanager() {
    let mut exchange = Exchange::new(sharing());
    let [a, b, c] = [1, 2, 3].map(|n| exchange.phone(&format!("SEP00000000000{n}")));
    let calling = exchange.dial(c, "1100");
    exchange.forget();
    exchange.soft_key(b, ANSWER, 0);
    assert_eq!(
        exchange.names(a),
        [
            "SetRinger",
            "ClearPriNotify",
            "CallState",
            "CallInfoV2",
            "SetLamp",
            "SelectSoftKeys",
            "DisplayPromptStatusV2"
        ]
    );
    assert_eq!(exchange.states(a), ["CallRemoteMultiline"]);

    exchange.forget();
    exchange.soft_key(b, HOLD, 0);
    assert_eq!(exchange.states(a), ["RemoteHold"]);
    let held = exchange.call(a, CallStateCode::REMOTE_HOLD);
    exchange.forget();
    exchange.soft_key(a, RESUME, held);
    assert_eq!(exchange.states(a), ["Connected"]);
    assert_eq!(exchange.states(b), ["CallRemoteMultiline"]);
    assert_eq!(exchange.states(c), [] as [&str; 0]);
    assert_eq!(
        exchange.sends_to(c).map(|to| to.ip()),
        Some(phone_address(a, 0).ip())
    );
    exchange.forget();
    exchange.soft_key(c, END_CALL, calling);
    assert_eq!(exchange.states(b), ["OnHook"]);
}

#[test]
fn parking_is_told_in_the_order_of_a_callmanager() {
    let mut exchange = Exchange::new(Config::default());
    let [a, b] = [1, 2].map(|n| exchange.phone(&format!("SEP00000000000{n}")));
    let (_, called) = talk(&mut exchange, a, b, "1002");
    exchange.forget();
    exchange.soft_key(b, bench::PARK, called);
    assert_eq!(
        exchange.names(b),
        [
            "DisplayNotifyV2",
            "CloseReceiveChannel",
            "StopMediaTransmission",
            "ConnectionStatisticsReq",
            "StopTone",
            "SetLamp",
            "ClearPromptStatus",
            "CallState",
            "SelectSoftKeys",
            "DisplayPromptStatusV2",
            "DefineTimeDate",
            "SetSpeakerMode"
        ]
    );
    assert_eq!(exchange.states(a), [] as [&str; 0]);
}

#[test]
fn forwarding_is_told_in_the_order_of_a_callmanager() {
    let mut exchange = Exchange::new(Config::default());
    let [_, b] = [1, 2].map(|n| exchange.phone(&format!("SEP00000000000{n}")));
    exchange.forget();
    exchange.soft_key(b, bench::FORWARD_ALL, 0);
    let call = exchange.call(b, CallStateCode::OFF_HOOK);
    assert_eq!(exchange.tones(b), ["ZipZip"]);
    exchange.keys(b, call, "100");
    exchange.forget();
    exchange.keys(b, call, "1");
    let names = exchange.names(b);
    assert_eq!(names.first(), Some(&"ForwardStat"), "{names:?}");
    assert_eq!(exchange.tones(b), ["ZipZip"]);
    exchange.wait(seconds(2));
    assert_eq!(exchange.states(b), ["OnHook"]);
    assert_eq!(exchange.prompt(b), "Forwarded to 1001");
}
