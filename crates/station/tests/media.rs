//! Media: opening, acknowledging, retargeting, pairing, DTMF, figures.

mod rig;

use std::time::Duration;

use rig::{Rig, ServerKind, config, local, open_receive, start_transmission};
use sccp::Message;
use station::{Event, Intent, StationConfig, VoiceCommand, VoiceFailure, VoiceReport};

fn off_hook() -> Rig {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.clear();
    rig
}

fn talking(dtmf: u32) -> Rig {
    let mut rig = off_hook();
    rig.media(501, 101, dtmf);
    rig.call_state(5, 1, 101);
    rig.clear();
    rig
}

fn receive_acks(rig: &Rig) -> Vec<sccp::OpenReceiveChannelAck> {
    rig.sent_of(|message| match message {
        Message::OpenReceiveChannelAck(ack) => Some(ack.clone()),
        _ => None,
    })
}

fn transmit_acks(rig: &Rig) -> Vec<sccp::StartMediaTransmissionAck> {
    rig.sent_of(|message| match message {
        Message::StartMediaTransmissionAck(ack) => Some(ack.clone()),
        _ => None,
    })
}

#[test]
fn answers_open_receive_channel_at_once() {
    let mut rig = off_hook();
    rig.says(open_receive(501, 101, 101));
    let acks = receive_acks(&rig);
    assert_eq!(acks.len(), 1);
    assert_eq!(acks[0].media_reception_status.code(), 0);
    assert_eq!(acks[0].ip_addr.ip(), Some(local().ip()));
    assert_eq!(
        (acks[0].pass_through_party_id, acks[0].call_reference),
        (501, 101)
    );
    assert_ne!(acks[0].port_number, 0);
    assert!(rig.voice.contains(&VoiceCommand::OpenReceive {
        stream: 501,
        codec: 4,
        ptime_ms: 20,
        dtmf_payload_type: Some(101),
        source: None,
        protection: None,
        payload_type: None,
    }));
}

#[test]
fn says_why_a_channel_cannot_be_opened() {
    for (reason, status) in [
        (VoiceFailure::Codec, 6),
        (VoiceFailure::PacketSize, 7),
        (VoiceFailure::Socket("none left".into()), 8),
    ] {
        let mut rig = off_hook();
        rig.voice_obeys = false;
        rig.says(open_receive(501, 101, 0));
        assert!(receive_acks(&rig).is_empty());
        rig.input(station::Input::Voice(VoiceReport::ReceiveFailed {
            stream: 501,
            reason,
        }));
        let acks = receive_acks(&rig);
        assert_eq!(
            (acks[0].media_reception_status.code(), acks[0].port_number),
            (status, 0)
        );
    }
}

#[test]
fn a_range_without_a_free_port_is_told() {
    let mut rig = off_hook();
    rig.voice_obeys = false;
    rig.says(open_receive(501, 101, 0));
    rig.input(station::Input::Voice(VoiceReport::ReceiveFailed {
        stream: 501,
        reason: VoiceFailure::Socket("no even port in the range".into()),
    }));
    let notice = rig.screen().notify.map(|notice| notice.text);
    assert_eq!(notice.as_deref(), Some("No port is free for the voice"));
    assert_eq!(rig.station.anomalies(), 1);
    rig.pass(Duration::from_secs(11));
    assert_eq!(rig.screen().notify, None, "it passes");
}

#[test]
fn streams_over_ipv6_are_answered_with_the_ipv6_address() {
    let here: std::net::Ipv6Addr = "2001:db8::10".parse().expect("an address");
    let there: std::net::Ipv6Addr = "2001:db8::20".parse().expect("an address");
    for version in [17, 22] {
        let server = ServerKind {
            version_byte: Some(version),
            ..ServerKind::default()
        };
        let mut rig = Rig::new(config(), server);
        rig.start();
        rig.connected_from((here, 40_000).into(), (there, 2000).into());
        rig.dial_tone(1, 101);
        rig.clear();
        let Message::OpenReceiveChannel(mut open) = open_receive(501, 101, 0) else {
            unreachable!("just made")
        };
        open.source_ip_addr = there.into();
        open.source_port_number = 18_000;
        rig.says(Message::OpenReceiveChannel(open));
        let Message::StartMediaTransmission(mut start) = start_transmission(501, 101, 0) else {
            unreachable!("just made")
        };
        start.remote_ip_addr = there.into();
        rig.says(Message::StartMediaTransmission(start));
        let peer = std::net::SocketAddr::from((there, 18_000));
        assert!(rig.voice.iter().any(|command| matches!(command,
            VoiceCommand::OpenReceive { source, .. } if *source == Some(peer))));
        assert!(rig.voice.iter().any(|command| matches!(command,
            VoiceCommand::StartTransmit { remote, .. } if *remote == peer)));
        let own = Some(std::net::IpAddr::V6(here));
        assert_eq!(receive_acks(&rig)[0].ip_addr.ip(), own, "version {version}");
        assert_eq!(transmit_acks(&rig)[0].transmit_ip_addr.ip(), own);
    }
}

#[test]
fn voice_is_marked_by_the_phone_where_the_server_has_no_opinion() {
    let own_mark = StationConfig {
        audio_dscp: 32,
        ..config()
    };
    for (config, told, marked) in [
        (config(), 127, 184),
        (config(), 0, 184),
        (own_mark, 127, 128),
    ] {
        let mut rig = Rig::registered(config, ServerKind::default());
        let Message::StartMediaTransmission(mut start) = start_transmission(501, 0, 0) else {
            unreachable!("just made")
        };
        start.precedence_value = told;
        rig.says(Message::StartMediaTransmission(start));
        assert!(rig.voice.iter().any(|command| matches!(command,
            VoiceCommand::StartTransmit { tos, .. } if *tos == marked)));
    }
}

#[test]
fn starts_sending_and_acknowledges_it_from_version_11_on() {
    for (version, acks) in [(22, 1), (17, 1), (11, 1), (8, 0), (3, 0)] {
        let server = ServerKind {
            version_byte: Some(version),
            ..ServerKind::default()
        };
        let mut rig = Rig::registered(config(), server);
        rig.says(start_transmission(501, 0, 0));
        assert_eq!(transmit_acks(&rig).len(), acks, "version {version}");
        assert!(rig.voice.iter().any(|command| matches!(command,
            VoiceCommand::StartTransmit { stream: 501, tos: 184, remote, .. } if remote.port() == 18_000)));
    }
}

#[test]
fn sends_somewhere_else_when_told_again() {
    let mut rig = talking(0);
    let Message::StartMediaTransmission(mut start) = start_transmission(501, 101, 0) else {
        unreachable!("just made")
    };
    start.remote_port_number = 19_000;
    rig.says(Message::StartMediaTransmission(start.clone()));
    assert!(
        matches!(&rig.voice[0], VoiceCommand::StartTransmit { remote, .. } if remote.port() == 19_000)
    );
    assert!(
        !rig.events
            .iter()
            .any(|event| matches!(event, Event::Media { .. })),
        "it goes on, it does not begin"
    );
    start.remote_port_number = 0;
    rig.says(Message::StartMediaTransmission(start));
    assert!(
        rig.voice
            .contains(&VoiceCommand::StopTransmit { stream: 501 }),
        "port 0: nowhere"
    );
    assert!(!rig.screen().calls[0].transmitting);
}

#[test]
fn sending_may_start_before_receiving() {
    let mut rig = off_hook();
    rig.says(start_transmission(501, 101, 0));
    rig.says(open_receive(501, 101, 0));
    let call = rig.screen().calls[0].clone();
    assert!(call.receiving && call.transmitting);
}

#[test]
fn streams_without_a_reference_belong_to_the_call() {
    // As Asterisk: the party's number is the call's, everything else is 0.
    let mut rig = off_hook();
    rig.media(101, 0, 0);
    assert!(rig.screen().calls[0].transmitting);
    assert_eq!(receive_acks(&rig)[0].call_reference, 0, "echoed as it came");
    rig.says(sccp::CloseReceiveChannel {
        pass_through_party_id: 101,
        ..Default::default()
    });
    rig.says(sccp::StopMediaTransmission {
        pass_through_party_id: 101,
        ..Default::default()
    });
    let call = rig.screen().calls[0].clone();
    assert!(!call.receiving && !call.transmitting);
    // As wazo: the party's number says nothing.
    rig.media(!101, 0, 0);
    assert!(rig.screen().calls[0].transmitting);
    // Closed by reference alone.
    rig.says(sccp::StopMediaTransmission {
        call_reference: 101,
        ..Default::default()
    });
    assert!(!rig.screen().calls[0].transmitting);
}

#[test]
fn the_end_of_the_call_closes_what_the_server_forgot() {
    let mut rig = talking(0);
    rig.call_state(2, 1, 101);
    assert!(
        rig.voice
            .contains(&VoiceCommand::StopTransmit { stream: 501 })
    );
    assert!(rig.voice.contains(&VoiceCommand::CloseReceive {
        stream: 501,
        keep_port: false
    }));
    assert_eq!(
        rig.voice.last(),
        Some(&VoiceCommand::Microphone { stream: None })
    );
}

#[test]
fn a_port_may_be_kept() {
    let mut rig = talking(0);
    rig.says(sccp::CloseReceiveChannel {
        pass_through_party_id: 501,
        port_handling_flag: 1.into(),
        ..Default::default()
    });
    assert!(rig.voice.contains(&VoiceCommand::CloseReceive {
        stream: 501,
        keep_port: true
    }));
}

#[test]
fn the_microphone_follows_the_connected_call_in_front() {
    let mut rig = talking(0);
    rig.incoming(1, 102, "1003");
    rig.intent(Intent::Focus(102));
    assert!(
        !rig.voice
            .iter()
            .any(|command| matches!(command, VoiceCommand::Microphone { .. })),
        "it only rings"
    );
    rig.media(502, 102, 0);
    rig.call_state(8, 1, 101);
    rig.call_state(5, 1, 102);
    let microphone = rig
        .voice
        .iter()
        .rev()
        .find(|command| matches!(command, VoiceCommand::Microphone { .. }));
    assert_eq!(
        microphone,
        Some(&VoiceCommand::Microphone { stream: Some(502) })
    );
}

#[test]
fn digits_go_as_events_when_the_server_gives_a_payload_type() {
    let mut rig = talking(101);
    rig.intent(Intent::Key('5'));
    rig.intent(Intent::Key('#'));
    assert_eq!(rig.keypad_digits(), "", "never both");
    assert_eq!(
        rig.voice,
        [
            VoiceCommand::SendDigit {
                stream: 501,
                digit: '5'
            },
            VoiceCommand::SendDigit {
                stream: 501,
                digit: '#'
            }
        ]
    );
}

#[test]
fn digits_go_by_sccp_when_it_does_not() {
    for dtmf in [0, 10] {
        let mut rig = talking(dtmf);
        for key in ['5', '#', '*'] {
            rig.intent(Intent::Key(key));
        }
        assert_eq!(rig.keypad_digits(), "5#*", "payload type {dtmf}");
        assert!(rig.voice.is_empty());
        assert_eq!(
            rig.screen().dialled,
            "",
            "what is said to a machine is not shown"
        );
    }
}

#[test]
fn a_number_dialled_in_a_call_is_paced() {
    let mut rig = talking(101);
    rig.intent(Intent::Dial("42".into()));
    assert_eq!(rig.voice.len(), 1);
    rig.pass(Duration::from_millis(60));
    assert_eq!(rig.voice.len(), 2);
}

#[test]
fn figures_are_told_at_the_end_and_kept_for_the_server() {
    let mut rig = talking(0);
    rig.ends(1, 101, 501);
    let told = rig.events.iter().filter(|event| {
        matches!(event, Event::Statistics { call_reference: 101, statistics } if statistics.packets_sent == 100)
    });
    assert_eq!(told.count(), 1);
    rig.pass(Duration::from_secs(10));
    rig.clear();
    rig.says(statistics_req(101));
    let Message::ConnectionStatisticsRes(res) = &rig.sent[0] else {
        panic!("{:?}", rig.sent_names())
    };
    assert_eq!(
        (
            res.call_reference,
            res.number_packets_sent,
            res.number_packets_received
        ),
        (101, 100, 99)
    );
    assert_eq!((res.number_packets_lost, res.jitter), (1, 2));
    assert_eq!(res.directory_num.0, "1001");
    rig.clear();
    rig.says(statistics_req(999));
    assert!(
        matches!(&rig.sent[0], Message::ConnectionStatisticsRes(res) if res.number_packets_sent == 0)
    );
}

#[test]
fn figures_of_a_running_call_are_asked_of_the_voice_path() {
    let mut rig = talking(0);
    rig.voice_obeys = false;
    rig.says(statistics_req(101));
    assert!(rig.sent.is_empty());
    assert_eq!(
        rig.voice,
        [VoiceCommand::QueryStatistics {
            stream: 501,
            clear: true
        }]
    );
    rig.pass(Duration::from_secs(1));
    assert_eq!(
        rig.sent_names(),
        ["ConnectionStatisticsRes"],
        "the server does not wait for ever"
    );
}

#[test]
fn figures_that_the_server_waits_for_are_told_before_the_phone_leaves() {
    let mut rig = talking(0);
    rig.voice_obeys = false;
    rig.ends(1, 101, 501);
    rig.says(statistics_req(101));
    rig.clear();
    rig.intent(Intent::Quit);
    assert!(rig.sent.is_empty(), "{:?}", rig.sent_names());
    for _ in 0..2 {
        rig.input(station::Input::Voice(VoiceReport::Statistics {
            stream: 501,
            statistics: station::StreamStatistics {
                packets_sent: 77,
                ..Default::default()
            },
        }));
    }
    assert!(
        matches!(&rig.sent[0], Message::ConnectionStatisticsRes(res) if res.number_packets_sent == 77)
    );
    assert_eq!(rig.sent_names(), ["ConnectionStatisticsRes", "Unregister"]);
    // A voice path that says nothing holds nobody up.
    let mut rig = talking(0);
    rig.voice_obeys = false;
    rig.ends(1, 101, 501);
    rig.says(statistics_req(101));
    rig.clear();
    rig.intent(Intent::Quit);
    rig.pass(Duration::from_secs(2));
    assert_eq!(rig.sent_names(), ["ConnectionStatisticsRes", "Unregister"]);
}

#[test]
fn figures_go_out_in_the_form_of_the_version() {
    for (version, length) in [(3, 72), (11, 676), (17, 676), (20, 680), (22, 188)] {
        let server = ServerKind {
            version_byte: Some(version),
            ..ServerKind::default()
        };
        let mut rig = Rig::registered(
            StationConfig {
                protocol_version: 22,
                ..config()
            },
            server,
        );
        rig.says(statistics_req(1));
        assert_eq!(rig.sent_bytes[0].len(), length, "version {version}");
    }
}

fn statistics_req(reference: u32) -> sccp::ConnectionStatisticsReq {
    sccp::ConnectionStatisticsReq {
        directory_num: "1001".into(),
        call_reference: reference,
        ..Default::default()
    }
}

#[test]
fn help_pressed_twice_shows_the_figures_of_the_call_live_and_after_its_end() {
    let sampling = StationConfig {
        sample_figures: true,
        tell_figures_every: Some(Duration::from_secs(5)),
        ..config()
    };
    let mut rig = Rig::registered(sampling, ServerKind::default());
    rig.packets_come = 50;
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.media(501, 101, 0);
    rig.call_state(5, 1, 101);
    rig.pass(Duration::from_secs(3));
    rig.clear();
    rig.pass(Duration::from_secs(10));
    assert!(rig.screens.is_empty(), "nobody looks: nothing is drawn");
    let told = |rig: &Rig| {
        let statistics = |event: &&Event| matches!(event, Event::Statistics { .. });
        rig.events.iter().filter(statistics).count()
    };
    assert_eq!(told(&rig), 2, "every five seconds");

    let help = || Intent::HardKey(station::HardKey::Help);
    rig.intent(help());
    rig.intent(help());
    let received = |rig: &Rig| {
        let screen = rig.screen();
        let menu = screen.menu.expect("the page");
        let item = menu.items.into_iter().find(|item| item.label == "Received");
        item.expect("packets received").detail
    };
    let before = received(&rig);
    rig.clear();
    rig.pass(Duration::from_secs(3));
    assert_ne!(received(&rig), before, "it is live");
    assert_eq!(rig.screens.len(), 3, "once a second");
    let figures = rig.screen().figures.expect("they are drawn");
    assert_eq!(figures.call_reference, 101);
    assert!(
        (15..=16).contains(&figures.samples.len()),
        "{}",
        figures.samples.len()
    );

    rig.ends(1, 101, 501);
    rig.clear();
    rig.pass(Duration::from_secs(60));
    assert!(rig.screens.iter().all(|screen| screen.figures.is_some()));
    let asked = |command: &VoiceCommand| matches!(command, VoiceCommand::QueryStatistics { .. });
    assert!(
        !rig.voice.iter().any(asked),
        "an idle phone measures nothing"
    );
    rig.intent(help());
    assert_eq!(rig.screen().menu, None, "a third time leaves");
    assert_eq!(rig.screen().figures, None);
}

#[test]
fn a_recording_that_is_asked_for_outlives_a_hold_and_is_of_that_call_alone() {
    const NONE: [bool; 0] = [];
    let record = |rig: &Rig| -> Vec<bool> {
        let asked = rig.voice.iter().filter_map(|command| match command {
            VoiceCommand::Record(wanted) => Some(*wanted),
            _ => None,
        });
        asked.collect()
    };
    let mut rig = talking(0);
    rig.intent(Intent::Record(true));
    assert_eq!(record(&rig), [true]);
    rig.closes(101, 501);
    rig.call_state(8, 1, 101);
    rig.clear();

    // Another call in between is not meant.
    rig.incoming(1, 102, "1003");
    rig.talks(1, 102, 502);
    rig.ends(1, 102, 502);
    assert_eq!(record(&rig), NONE);

    rig.media(503, 101, 0);
    rig.call_state(5, 1, 101);
    assert_eq!(record(&rig), [true], "the held call goes on");
    rig.ends(1, 101, 503);
    rig.clear();
    rig.incoming(1, 104, "1003");
    rig.talks(1, 104, 504);
    assert_eq!(record(&rig), NONE, "the call is over");

    rig.intent(Intent::Record(true));
    rig.intent(Intent::Record(false));
    rig.closes(104, 504);
    rig.media(505, 104, 0);
    assert_eq!(record(&rig), [true, false], "stopped is stopped");
}

#[test]
fn a_recording_that_is_asked_for_before_the_talk_begins_with_it() {
    let mut rig = off_hook();
    rig.intent(Intent::Record(true));
    let record = VoiceCommand::Record(true);
    assert!(!rig.voice.contains(&record), "another call may talk first");
    rig.media(501, 101, 0);
    assert!(rig.voice.contains(&record));
}
