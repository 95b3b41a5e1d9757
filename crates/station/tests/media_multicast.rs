//! Multicast: hold music and pages from a group, a page to one.

mod rig;

use std::net::SocketAddr;
use std::time::Duration;

use rig::{
    GROUP, Rig, ServerKind, config, open_receive, start_multicast_reception,
    start_multicast_transmission,
};
use sccp::{Message, MulticastStatus};
use station::{Event, Intent, VoiceCommand, VoiceFailure, VoiceReport};

fn registered() -> Rig {
    Rig::registered(config(), ServerKind::default())
}

fn talking() -> Rig {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.media(501, 101, 0);
    rig.call_state(5, 1, 101);
    rig.clear();
    rig
}

fn group(port: u16) -> SocketAddr {
    SocketAddr::new(GROUP.into(), port)
}

fn acks(rig: &Rig) -> Vec<sccp::MulticastMediaReceptionAck> {
    rig.sent_of(|message| match message {
        Message::MulticastMediaReceptionAck(ack) => Some(ack.clone()),
        _ => None,
    })
}

fn join(stream: u32) -> VoiceCommand {
    VoiceCommand::JoinGroup {
        stream,
        group: group(16_384),
        codec: 4,
        ptime_ms: 20,
    }
}

#[test]
fn joins_the_group_of_hold_music_and_acknowledges_it() {
    for version in [3, 11, 17, 22] {
        let server = ServerKind {
            version_byte: Some(version),
            ..ServerKind::default()
        };
        let mut rig = Rig::registered(config(), server);
        rig.says(start_multicast_reception(777, 101));
        assert_eq!(rig.voice[0], join(777), "version {version}");
        let acks = acks(&rig);
        assert_eq!(acks.len(), 1);
        assert_eq!(acks[0].multicast_reception_status, MulticastStatus::OK);
        assert_eq!(
            (acks[0].pass_through_party_id, acks[0].call_reference),
            (777, 101)
        );
    }
}

#[test]
fn held_by_the_far_end_the_call_hears_music_until_it_is_resumed() {
    let mut rig = talking();
    // As CallManager: the talk's media end, the music begins, under another name.
    rig.says(sccp::CloseReceiveChannel {
        conference_id: 101,
        pass_through_party_id: 501,
        call_reference: 101,
        ..Default::default()
    });
    rig.says(sccp::StopMediaTransmission {
        conference_id: 101,
        pass_through_party_id: 501,
        call_reference: 101,
        ..Default::default()
    });
    rig.says(start_multicast_reception(502, 101));
    let call = rig.screen().calls[0].clone();
    assert!(call.receiving && !call.transmitting);
    assert!(rig.events.iter().any(|event| matches!(event,
        Event::Media { stream: 502, started: true, transmit: false, group: Some(address), .. }
            if *address == group(16_384))));
    rig.clear();
    rig.says(sccp::StopMulticastMediaReception {
        conference_id: 101,
        pass_through_party_id: 502,
        call_reference: 101,
    });
    assert!(
        rig.voice
            .contains(&VoiceCommand::LeaveGroup { stream: 502 })
    );
    assert!(!rig.screen().calls[0].receiving);
    rig.media(503, 101, 0);
    assert!(rig.screen().calls[0].transmitting);
}

#[test]
fn a_page_is_heard_without_a_call() {
    let mut rig = registered();
    rig.says(start_multicast_reception(900, 0));
    assert_eq!(rig.voice[0], join(900));
    assert_eq!(rig.screen().calls, []);
    rig.says(sccp::StopMulticastMediaReception {
        pass_through_party_id: 900,
        ..Default::default()
    });
    assert!(
        rig.voice
            .contains(&VoiceCommand::LeaveGroup { stream: 900 })
    );
}

#[test]
fn several_groups_are_heard_at_once_and_left_one_by_one() {
    let mut rig = talking();
    rig.says(start_multicast_reception(701, 0));
    rig.says(start_multicast_reception(702, 0));
    assert_eq!(rig.voice[..2], [join(701), join(702)]);
    assert_eq!(acks(&rig).len(), 2);
    rig.clear();
    rig.says(sccp::StopMulticastMediaReception {
        pass_through_party_id: 701,
        ..Default::default()
    });
    let left: Vec<_> = rig
        .voice
        .iter()
        .filter(|command| matches!(command, VoiceCommand::LeaveGroup { .. }))
        .collect();
    assert_eq!(left, [&VoiceCommand::LeaveGroup { stream: 701 }]);
    assert!(rig.screen().calls[0].transmitting, "the talk goes on");
}

#[test]
fn what_is_no_group_and_what_cannot_be_joined_is_an_error() {
    let mut rig = registered();
    let Message::StartMulticastMediaReception(mut start) = start_multicast_reception(900, 0) else {
        unreachable!("just made")
    };
    start.multicast_ip_addr = std::net::Ipv4Addr::new(192, 0, 2, 99).into();
    rig.says(start.clone());
    start.multicast_ip_addr = GROUP.into();
    start.multicast_port_number = 0;
    rig.says(start);
    assert!(rig.voice.is_empty());
    rig.voice_obeys = false;
    rig.says(start_multicast_reception(900, 0));
    rig.input(station::Input::Voice(VoiceReport::GroupFailed {
        stream: 900,
        reason: VoiceFailure::Group("no such device".into()),
    }));
    let statuses: Vec<_> = acks(&rig)
        .iter()
        .map(|ack| ack.multicast_reception_status)
        .collect();
    assert_eq!(statuses, [MulticastStatus::ERROR; 3]);
    assert_eq!(rig.station.anomalies(), 3, "the reasons are told");
}

#[test]
fn the_end_of_the_call_leaves_its_group() {
    let mut rig = talking();
    rig.says(start_multicast_reception(502, 101));
    rig.call_state(2, 1, 101);
    assert!(
        rig.voice
            .contains(&VoiceCommand::LeaveGroup { stream: 502 })
    );
}

#[test]
fn the_later_order_counts_when_a_stream_gets_a_group_and_a_port() {
    let mut rig = talking();
    rig.says(start_multicast_reception(501, 101));
    let close = VoiceCommand::CloseReceive {
        stream: 501,
        keep_port: false,
    };
    assert_eq!(rig.voice[..2], [close, join(501)]);
    rig.clear();
    rig.says(sccp::CloseReceiveChannel {
        pass_through_party_id: 501,
        ..Default::default()
    });
    assert!(
        rig.voice.is_empty(),
        "the port's end is not the group's end"
    );
    rig.says(open_receive(501, 101, 0));
    assert_eq!(rig.voice[0], VoiceCommand::LeaveGroup { stream: 501 });
    assert!(matches!(
        rig.voice[1],
        VoiceCommand::OpenReceive { stream: 501, .. }
    ));
}

#[test]
fn a_page_goes_to_the_group_with_the_microphone() {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.call_state(5, 1, 101);
    rig.clear();
    rig.says(start_multicast_transmission(601, 101));
    assert_eq!(
        rig.voice,
        [
            VoiceCommand::StartTransmit {
                stream: 601,
                remote: group(20_480),
                codec: 4,
                ptime_ms: 20,
                dtmf_payload_type: None,
                tos: 184,
                protection: None,
                payload_type: None,
                silence_suppression: false,
            },
            VoiceCommand::Microphone { stream: Some(601) },
        ]
    );
    assert!(rig.sent.is_empty(), "no message answers it");
    rig.clear();
    rig.says(sccp::StopMulticastMediaTransmission {
        pass_through_party_id: 601,
        ..Default::default()
    });
    assert!(
        rig.voice
            .contains(&VoiceCommand::StopTransmit { stream: 601 })
    );
}

#[test]
fn a_group_is_never_taken_for_a_channel_without_a_peer() {
    let mut rig = registered();
    rig.says(start_multicast_reception(900, 0));
    rig.pass(Duration::from_secs(5));
    assert!(
        !rig.voice
            .iter()
            .any(|command| matches!(command, VoiceCommand::AcceptFrom { .. }))
    );
}
