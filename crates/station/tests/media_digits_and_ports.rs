//! Digits by every way, reserved ports, network tones, and what is refused.

mod rig;

use rig::{Rig, ServerKind, config, local, open_receive};
use sccp::{DeviceTone, MediaStatus, MediaType, Message};
use station::{Intent, VoiceCommand, VoiceReport};

fn talking(dtmf: u32) -> Rig {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.says(sccp::StopTone::default());
    rig.media(501, 101, dtmf);
    rig.call_state(5, 1, 101);
    rig.clear();
    rig
}

#[test]
fn sends_the_digit_that_the_server_asks_for() {
    for dtmf in [0, 101] {
        let mut rig = talking(dtmf);
        rig.says(sccp::SendDtmfTone {
            tone: DeviceTone::DTMF0,
            pass_through_party_id: 501,
            conference_id: 101,
        });
        // As event or as sound: the voice path knows which.
        let send = VoiceCommand::SendDigit {
            stream: 501,
            digit: '0',
        };
        assert_eq!(rig.voice, [send], "payload type {dtmf}");
        assert!(rig.sent.is_empty());
    }
    let mut rig = talking(101);
    rig.says(sccp::SendDtmfTone {
        tone: DeviceTone::DTMF0,
        pass_through_party_id: 999,
        conference_id: 998,
    });
    assert!(rig.voice.is_empty(), "no such stream");
}

#[test]
fn a_digit_of_the_far_end_is_heard() {
    let mut rig = talking(0);
    let notify = sccp::NotifyDtmfTone {
        tone: DeviceTone::DTMF_STAR,
        pass_through_party_id: 501,
        conference_id: 101,
    };
    rig.says(notify.clone());
    assert_eq!(rig.voice, [VoiceCommand::PlayDigit { digit: '*' }]);
    assert!(!format!("{:?}", rig.voice).contains('*'), "not in logs");
    rig.says(rig::tone(0x2d, 1, 101));
    rig.clear();
    rig.says(notify);
    assert!(rig.voice.is_empty(), "a tone is not covered");
}

#[test]
fn reports_digits_while_the_server_subscribes_to_them() {
    let mut rig = talking(101);
    let heard = VoiceReport::DigitHeard {
        stream: 501,
        digit: '7',
    };
    assert!(!format!("{heard:?}").contains('7'), "not in logs");
    rig.input(station::Input::Voice(heard.clone()));
    assert!(rig.sent.is_empty());
    rig.says(sccp::SubscribeDtmfPayloadReq {
        payload_dtmf: 101,
        conference_id: 101,
        pass_through_party_id: 501,
        dtmf_type: 10,
    });
    assert_eq!(rig.sent_names(), ["SubscribeDtmfPayloadRes"]);
    assert_eq!(
        rig.voice,
        [VoiceCommand::ReportDigits {
            stream: 501,
            payload_type: Some(101)
        }]
    );
    rig.clear();
    rig.input(station::Input::Voice(heard.clone()));
    assert!(matches!(&rig.sent[0], Message::NotifyDtmfTone(notify)
        if notify.tone == DeviceTone::DTMF7 && notify.pass_through_party_id == 501));
    rig.clear();
    let unsubscribe = sccp::UnsubscribeDtmfPayloadReq {
        payload_dtmf: 101,
        conference_id: 101,
        pass_through_party_id: 501,
        dtmf_type: 10,
    };
    rig.says(unsubscribe.clone());
    rig.input(station::Input::Voice(heard));
    assert_eq!(rig.sent_names(), ["UnsubscribeDtmfPayloadRes"]);
    rig.clear();
    rig.says(unsubscribe);
    assert_eq!(rig.sent_names(), ["UnsubscribeDtmfPayloadErr"]);
}

#[test]
fn a_subscription_without_stream_or_payload_type_is_an_error() {
    for (party, payload_dtmf) in [(999, 101), (501, 0), (501, 8)] {
        let mut rig = talking(0);
        rig.says(sccp::SubscribeDtmfPayloadReq {
            payload_dtmf,
            conference_id: 777,
            pass_through_party_id: party,
            dtmf_type: 10,
        });
        assert_eq!(rig.sent_names(), ["SubscribeDtmfPayloadErr"]);
        assert!(rig.voice.is_empty());
    }
}

fn port_req(party: u32) -> sccp::PortReq {
    sccp::PortReq {
        conference_id: 103,
        call_reference: 102,
        pass_through_party_id: party,
        media_transport_type: 1.into(),
        media_type: MediaType::AUDIO,
        ..Default::default()
    }
}

fn port_answers(rig: &Rig) -> Vec<sccp::PortRes> {
    rig.sent_of(|message| match message {
        Message::PortRes(res) => Some(res.clone()),
        _ => None,
    })
}

#[test]
fn reserves_a_port_before_the_channel_opens() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.says(port_req(600));
    let answers = port_answers(&rig);
    assert_eq!(rig.voice, [VoiceCommand::ReservePort { stream: 600 }]);
    assert_eq!(answers[0].ip_addr.ip(), Some(local().ip()));
    assert_ne!(answers[0].port_number, 0);
    assert_eq!(answers[0].rtcp_port_number, answers[0].port_number + 1);
    assert_eq!(
        (
            answers[0].conference_id,
            answers[0].call_reference,
            answers[0].pass_through_party_id
        ),
        (103, 102, 600)
    );
    rig.says(open_receive(600, 102, 0));
    rig.says(sccp::PortClose {
        call_reference: 102,
        pass_through_party_id: 600,
        ..Default::default()
    });
    assert_eq!(
        rig.voice.last(),
        Some(&VoiceCommand::ReleasePort { stream: 600 })
    );
}

#[test]
fn a_port_is_closed_by_the_name_it_was_asked_for_under() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    for (party, call_reference, stream) in [(600, 102, 600), (0, 102, 102), (0, 0, 103)] {
        rig.says(sccp::PortReq {
            call_reference,
            ..port_req(party)
        });
        rig.clear();
        rig.says(sccp::PortClose {
            conference_id: 103,
            call_reference,
            pass_through_party_id: party,
            ..Default::default()
        });
        assert_eq!(rig.voice, [VoiceCommand::ReleasePort { stream }]);
    }
}

#[test]
fn there_is_no_port_for_video_nor_when_none_is_free() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.says(sccp::PortReq {
        media_type: MediaType::MAIN_VIDEO,
        ..port_req(600)
    });
    assert!(rig.voice.is_empty());
    rig.voice_obeys = false;
    rig.says(port_req(601));
    rig.input(station::Input::Voice(VoiceReport::PortFailed {
        stream: 601,
        reason: station::VoiceFailure::Socket("none".into()),
    }));
    let ports: Vec<u32> = port_answers(&rig)
        .iter()
        .map(|answer| answer.port_number)
        .collect();
    assert_eq!(ports, [0, 0]);
}

#[test]
fn a_reserved_port_is_given_back_when_its_call_ends() {
    let mut rig = talking(0);
    rig.says(sccp::PortReq {
        call_reference: 101,
        ..port_req(600)
    });
    rig.call_state(2, 1, 101);
    assert!(
        rig.voice
            .contains(&VoiceCommand::ReleasePort { stream: 600 })
    );
}

#[test]
fn a_channel_that_took_its_port_gives_it_back_itself() {
    let mut rig = talking(0);
    rig.says(sccp::PortReq {
        call_reference: 101,
        ..port_req(600)
    });
    rig.says(open_receive(600, 101, 0));
    rig.clear();
    rig.call_state(2, 1, 101);
    let is_release = |command: &VoiceCommand| matches!(command, VoiceCommand::ReleasePort { .. });
    assert!(!rig.voice.iter().any(is_release), "{:?}", rig.voice);
}

#[test]
fn a_tone_for_the_network_is_not_played_to_the_person() {
    let mut rig = talking(0);
    let tone = |direction: u32| sccp::StartTone {
        tone: DeviceTone::RECORDER_WARNING_TONE,
        tone_output_direction: direction.into(),
        line_instance: 1,
        call_reference: 101,
    };
    rig.says(tone(1));
    assert_eq!(rig.voice, [VoiceCommand::StartNetworkTone { tone: 0x26 }]);
    assert_eq!(rig.screen().tone, None);
    rig.says(tone(0));
    rig.says(sccp::StopTone {
        line_instance: 1,
        call_reference: 101,
        ..Default::default()
    });
    assert_eq!(
        rig.voice[1..],
        [
            VoiceCommand::StartTone {
                tone: 0x26,
                to_network: false
            },
            VoiceCommand::StopTone,
            VoiceCommand::StopNetworkTone,
        ]
    );
}

#[test]
fn packets_are_marked_anew_when_the_server_says_so() {
    for (value, tos) in [(46, 184), (184, 184), (0, 0)] {
        let mut rig = talking(0);
        rig.says(sccp::UpdateDscp {
            pass_through_party_id: 501,
            dscp_value: value,
            ..Default::default()
        });
        assert_eq!(rig.voice, [VoiceCommand::SetTos { stream: 501, tos }]);
    }
}

#[test]
fn video_is_refused_politely() {
    let mut rig = talking(0);
    rig.says(sccp::OpenMultiMediaReceiveChannel {
        conference_id: 101,
        pass_through_party_id: 800,
        call_reference: 101,
        compression_type: 103.into(),
        ..Default::default()
    });
    rig.says(sccp::StartMultiMediaTransmission {
        conference_id: 101,
        pass_through_party_id: 801,
        call_reference: 101,
        compression_type: 103.into(),
        ..Default::default()
    });
    assert!(
        matches!(&rig.sent[0], Message::OpenMultiMediaReceiveChannelAck(ack)
        if ack.multimedia_reception_status == MediaStatus::INVALID_CODEC
            && (ack.pass_through_party_id, ack.call_reference, ack.port_number) == (800, 101, 0))
    );
    assert!(
        matches!(&rig.sent[1], Message::StartMultiMediaTransmissionAck(ack)
        if ack.multimedia_transmission_status == MediaStatus::INVALID_CODEC
            && ack.pass_through_party_id == 801)
    );
    // What follows needs no answer.
    rig.clear();
    rig.says(sccp::MiscellaneousCommand::default());
    rig.says(sccp::FlowControlCommand::default());
    rig.says(sccp::StopMultiMediaTransmission::default());
    rig.says(sccp::CloseMultiMediaReceiveChannel::default());
    rig.says(sccp::VideoDisplayCommand::default());
    assert!(rig.sent.is_empty() && rig.voice.is_empty());
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn what_is_asked_of_bridges_announcers_and_reservations_is_refused() {
    let mut rig = talking(0);
    rig.says(sccp::CreateConferenceReq::default());
    rig.says(sccp::DeleteConferenceReq::default());
    rig.says(sccp::ModifyConferenceReq::default());
    rig.says(sccp::AddParticipantReq::default());
    rig.says(sccp::DropParticipantReq::default());
    rig.says(sccp::ChangeParticipantReq::default());
    rig.says(sccp::AuditConferenceReq::default());
    rig.says(sccp::AuditParticipantReq::default());
    rig.says(sccp::QosListen::default());
    rig.says(sccp::QosPath::default());
    rig.says(sccp::QosModify::default());
    rig.says(sccp::QosTeardown::default());
    assert_eq!(
        rig.sent_names(),
        [
            "CreateConferenceRes",
            "DeleteConferenceRes",
            "ModifyConferenceRes",
            "AddParticipantRes",
            "AuditConferenceRes",
            "AuditParticipantRes",
            "QosErrorNotify",
            "QosErrorNotify",
            "QosErrorNotify",
        ]
    );
    assert!(rig.voice.is_empty());
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn an_announcement_for_an_announcer_is_not_played() {
    let mut rig = talking(0);
    let start = sccp::StartAnnouncement {
        conference_id: 5,
        ..Default::default()
    };
    rig.says(start.clone());
    assert!(rig.sent.is_empty());
    rig.says(sccp::StartAnnouncement {
        ann_ack_req: sccp::AnnouncementAck::REQUIRED,
        ..start
    });
    assert!(matches!(&rig.sent[0], Message::AnnouncementFinish(finish)
        if finish.ann_status == sccp::AnnouncementStatus::ERROR && finish.conference_id == 5));
    rig.says(sccp::StopAnnouncement::default());
    assert!(rig.voice.is_empty());
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn every_ring_mode_rings_in_its_way_and_once_when_told_so() {
    use station::Ring::{Distinctive, Feature, FlashOnly, Inside, Off, Outside, Precedence};
    for (mode, ring) in [
        (2, Inside),
        (3, Outside),
        (4, Feature),
        (5, FlashOnly),
        (6, Precedence),
        // The distinctive rings of one server.
        (7, Distinctive(1)),
        (11, Distinctive(5)),
    ] {
        for (duration, once) in [(1, false), (2, true)] {
            let mut rig = Rig::registered(config(), ServerKind::default());
            rig.incoming(1, 102, "1003");
            rig.clear();
            let set = |mode: u32| sccp::SetRinger {
                ring_mode: mode.into(),
                ring_duration: duration.into(),
                line_instance: 1,
                call_reference: 102,
            };
            rig.says(set(mode));
            assert_eq!(
                rig.voice,
                [VoiceCommand::Ring { ring, once }],
                "mode {mode}"
            );
            assert_eq!(rig.screen().ring, ring);
            rig.says(set(1));
            assert_eq!(rig.screen().ring, Off);
        }
    }
}
