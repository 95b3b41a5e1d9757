//! One-way media, unannounced peers, redirection, several streams, odd names.

mod rig;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use rig::{Rig, ServerKind, config, open_receive, start_transmission};
use sccp::Message;
use station::{Event, ExpectedSender, Intent, VoiceCommand};

fn in_call() -> Rig {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.call_state(5, 1, 101);
    rig.clear();
    rig
}

fn accepted(rig: &Rig) -> Vec<VoiceCommand> {
    let is_accept = |command: &&VoiceCommand| matches!(command, VoiceCommand::AcceptFrom { .. });
    rig.voice.iter().filter(is_accept).cloned().collect()
}

fn open(change: impl FnOnce(&mut sccp::OpenReceiveChannel)) -> Message {
    let Message::OpenReceiveChannel(mut open) = open_receive(501, 101, 0) else {
        unreachable!("just made")
    };
    change(&mut open);
    Message::OpenReceiveChannel(open)
}

fn start(change: impl FnOnce(&mut sccp::StartMediaTransmission)) -> Message {
    let Message::StartMediaTransmission(mut start) = start_transmission(501, 101, 0) else {
        unreachable!("just made")
    };
    change(&mut start);
    Message::StartMediaTransmission(start)
}

#[test]
fn music_whose_sender_nobody_announces_is_heard_from_the_first_one() {
    // As CallManager's unicast hold music: a channel is opened, nothing is to be sent.
    let mut rig = in_call();
    rig.says(open_receive(501, 101, 0));
    assert_eq!(accepted(&rig), [], "the announcement may still come");
    rig.pass(Duration::from_secs(1));
    assert_eq!(
        accepted(&rig),
        [VoiceCommand::AcceptFrom {
            stream: 501,
            sender: ExpectedSender::First(None)
        }]
    );
    rig.pass(Duration::from_secs(60));
    assert_eq!(accepted(&rig).len(), 1, "once");
    let call = rig.screen().calls[0].clone();
    assert!(call.receiving && !call.transmitting);
}

#[test]
fn an_announced_peer_is_the_only_one() {
    let mut rig = in_call();
    rig.says(open_receive(501, 101, 0));
    rig.pass(Duration::from_millis(200));
    rig.says(start_transmission(501, 101, 0));
    rig.pass(Duration::from_secs(60));
    assert_eq!(accepted(&rig), []);
    // The sending ends; who was announced stays announced.
    rig.says(sccp::StopMediaTransmission {
        pass_through_party_id: 501,
        ..Default::default()
    });
    rig.pass(Duration::from_secs(60));
    assert_eq!(accepted(&rig), []);
    // Sending first, as some servers do.
    let mut rig = in_call();
    rig.says(start_transmission(501, 101, 0));
    rig.says(open_receive(501, 101, 0));
    rig.pass(Duration::from_secs(60));
    assert_eq!(accepted(&rig), []);
}

#[test]
fn a_source_named_with_the_opening_is_the_only_one() {
    let mut rig = in_call();
    rig.says(open(|open| {
        open.source_ip_addr = Ipv4Addr::new(192, 0, 2, 77).into();
        open.source_port_number = 24_000;
    }));
    assert!(matches!(rig.voice[0],
        VoiceCommand::OpenReceive { source: Some(source), .. } if source.port() == 24_000));
    rig.pass(Duration::from_secs(60));
    assert_eq!(accepted(&rig), []);
}

#[test]
fn a_source_without_a_port_limits_the_first_sender_to_that_machine() {
    let mut rig = in_call();
    let machine = Ipv4Addr::new(192, 0, 2, 77);
    rig.says(open(|open| open.source_ip_addr = machine.into()));
    rig.pass(Duration::from_secs(60));
    assert_eq!(
        accepted(&rig),
        [VoiceCommand::AcceptFrom {
            stream: 501,
            sender: ExpectedSender::First(Some(IpAddr::V4(machine)))
        }]
    );
}

#[test]
fn a_port_without_an_address_names_nobody() {
    let mut rig = in_call();
    rig.says(open(|open| open.source_port_number = 4000));
    assert!(matches!(
        rig.voice[0],
        VoiceCommand::OpenReceive { source: None, .. }
    ));
    rig.pass(Duration::from_secs(1));
    assert_eq!(accepted(&rig).len(), 1);
}

#[test]
fn a_channel_closed_in_time_takes_nobody() {
    let mut rig = in_call();
    rig.says(open_receive(501, 101, 0));
    rig.says(sccp::CloseReceiveChannel {
        pass_through_party_id: 501,
        ..Default::default()
    });
    rig.pass(Duration::from_secs(60));
    assert_eq!(accepted(&rig), []);
}

#[test]
fn directions_under_different_names_belong_together_by_their_call() {
    for opens_first in [true, false] {
        let mut rig = in_call();
        if opens_first {
            rig.says(open_receive(501, 101, 0));
        }
        rig.says(start_transmission(777, 101, 0));
        if !opens_first {
            rig.says(open_receive(501, 101, 0));
        }
        rig.pass(Duration::from_secs(60));
        let peer = SocketAddr::from(([192, 0, 2, 20], 18_000));
        assert_eq!(
            accepted(&rig),
            [VoiceCommand::AcceptFrom {
                stream: 501,
                sender: ExpectedSender::Peer(peer)
            }]
        );
    }
}

#[test]
fn a_call_may_only_send() {
    let mut rig = in_call();
    rig.says(start_transmission(501, 101, 0));
    let call = rig.screen().calls[0].clone();
    assert!(call.transmitting && !call.receiving);
    assert!(
        rig.voice
            .contains(&VoiceCommand::Microphone { stream: Some(501) })
    );
}

#[test]
fn redirected_with_another_codec_it_goes_on_and_says_so() {
    let mut rig = in_call();
    rig.media(501, 101, 0);
    rig.clear();
    rig.says(start(|start| {
        start.remote_port_number = 19_000;
        start.compression_type = 2.into();
        start.milli_second_packet_size = 30;
    }));
    assert!(matches!(rig.voice[0],
        VoiceCommand::StartTransmit { stream: 501, codec: 2, ptime_ms: 30, remote, .. }
            if remote.port() == 19_000));
    assert!(rig.events.iter().any(|event| matches!(
        event,
        Event::Media {
            transmit: true,
            started: true,
            codec: 2,
            ptime_ms: 30,
            ..
        }
    )));
}

#[test]
fn a_channel_opened_again_without_a_close_takes_the_new_codec() {
    let mut rig = in_call();
    rig.media(501, 101, 0);
    rig.clear();
    rig.says(open(|open| {
        open.compression_type = 2.into();
        open.milli_second_packet_size = 30;
    }));
    assert!(matches!(
        rig.voice[0],
        VoiceCommand::OpenReceive {
            stream: 501,
            codec: 2,
            ptime_ms: 30,
            ..
        }
    ));
    assert_eq!(rig.sent_names(), ["OpenReceiveChannelAck"]);
    assert!(rig.events.iter().any(|event| matches!(
        event,
        Event::Media {
            transmit: false,
            started: true,
            codec: 2,
            ..
        }
    )));
    rig.pass(Duration::from_secs(60));
    assert_eq!(accepted(&rig), [], "its peer is known");
}

#[test]
fn streams_without_a_party_are_kept_apart_by_their_calls() {
    let mut rig = in_call();
    rig.says(open_receive(0, 101, 0));
    rig.says(start_transmission(0, 101, 0));
    rig.says(open_receive(0, 102, 0));
    let opened: Vec<u32> = rig
        .voice
        .iter()
        .filter_map(|command| match command {
            VoiceCommand::OpenReceive { stream, .. } => Some(*stream),
            _ => None,
        })
        .collect();
    assert_eq!(opened, [101, 102]);
    let parties = rig.sent_of(|message| match message {
        Message::OpenReceiveChannelAck(ack) => {
            Some((ack.pass_through_party_id, ack.call_reference))
        }
        _ => None,
    });
    assert_eq!(parties, [(0, 101), (0, 102)], "answered as they were named");
    rig.clear();
    rig.says(sccp::CloseReceiveChannel {
        call_reference: 102,
        ..Default::default()
    });
    assert!(
        rig.voice
            .iter()
            .any(|command| matches!(command, VoiceCommand::CloseReceive { stream: 102, .. }))
    );
    assert!(rig.screen().calls[0].receiving);
}

#[test]
fn a_wrong_conference_does_not_hide_the_party() {
    let mut rig = in_call();
    rig.media(501, 101, 0);
    rig.clear();
    rig.says(sccp::CloseReceiveChannel {
        conference_id: 4711,
        pass_through_party_id: 501,
        call_reference: 4712,
        ..Default::default()
    });
    assert!(!rig.screen().calls[0].receiving);
    assert!(rig.screen().calls[0].transmitting);
}

#[test]
fn a_stream_id_used_again_belongs_to_the_later_call() {
    let mut rig = in_call();
    rig.media(501, 101, 0);
    rig.call_state(8, 1, 101);
    rig.incoming(1, 102, "1003");
    rig.media(501, 102, 0);
    rig.call_state(5, 1, 102);
    let calls = rig.screen().calls;
    let flows = |reference: u32| {
        let call = calls.iter().find(|call| call.call_reference == reference);
        call.map(|call| (call.receiving, call.transmitting))
    };
    assert_eq!(flows(101), Some((false, false)));
    assert_eq!(flows(102), Some((true, true)));
    rig.clear();
    rig.call_state(2, 1, 101);
    assert!(
        !rig.voice
            .iter()
            .any(|command| matches!(command, VoiceCommand::CloseReceive { .. })),
        "the first call's end is not its end"
    );
}

#[test]
fn several_calls_are_heard_while_one_has_the_microphone() {
    let mut rig = in_call();
    rig.media(501, 101, 0);
    rig.incoming(1, 102, "1003");
    rig.media(502, 102, 0);
    rig.call_state(5, 1, 102);
    assert!(
        rig.screen()
            .calls
            .iter()
            .all(|call| call.receiving && call.transmitting)
    );
    rig.intent(Intent::Focus(102));
    rig.intent(Intent::Focus(101));
    let microphones: Vec<_> = rig
        .voice
        .iter()
        .filter_map(|command| match command {
            VoiceCommand::Microphone { stream } => *stream,
            _ => None,
        })
        .collect();
    assert_eq!(microphones.last(), Some(&501));
    assert!(microphones.contains(&502));
}
