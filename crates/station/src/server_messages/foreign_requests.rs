//! What is asked of devices that this phone is not: video phones, conference bridges,
//! announcers, and reservations of bandwidth.
//!
//! Where an answer is due, it is the refusal that the message has; the rest is shown in
//! traces and leaves no mark.

use sccp::{
    AnnouncementAck, AnnouncementStatus, AuditParticipantResult, CreateConferenceResult,
    DeleteConferenceResult, MediaStatus, Message, ModifyConferenceResult, QosErrorCode,
};

use crate::Station;

impl Station {
    /// Requests to other kinds of devices.
    pub(super) fn on_foreign_request(&mut self, message: Message) {
        match message {
            // Video and data channels: no such codec.
            Message::OpenMultiMediaReceiveChannel(open) => {
                self.send(sccp::OpenMultiMediaReceiveChannelAck {
                    multimedia_reception_status: MediaStatus::INVALID_CODEC,
                    pass_through_party_id: open.pass_through_party_id,
                    call_reference: open.call_reference,
                    ..Default::default()
                });
            }
            Message::StartMultiMediaTransmission(start) => {
                // As with voice, older servers know no such answer.
                if self.version.is_at_least(11) {
                    self.send(sccp::StartMultiMediaTransmissionAck {
                        conference_id: start.conference_id,
                        pass_through_party_id: start.pass_through_party_id,
                        call_reference: start.call_reference,
                        multimedia_transmission_status: MediaStatus::INVALID_CODEC,
                        ..Default::default()
                    });
                }
            }
            // An announcer tells when it has finished, if it is asked to.
            Message::StartAnnouncement(start) => {
                if start.ann_ack_req == AnnouncementAck::REQUIRED {
                    self.send(sccp::AnnouncementFinish {
                        conference_id: start.conference_id,
                        ann_status: AnnouncementStatus::ERROR,
                    });
                }
            }
            Message::QosListen(listen) => self.refuse_reservation(
                &sccp::QosErrorNotify {
                    conference_id: listen.conference_id,
                    call_reference: listen.call_reference,
                    pass_through_party_id: listen.pass_through_party_id,
                    remote_ip_addr: listen.remote_ip_addr,
                    remote_port_number: listen.remote_port_number,
                    direction: sccp::RsvpDirection::RECEIVE,
                    ..Default::default()
                },
                QosErrorCode::LISTEN_FAIL,
            ),
            Message::QosPath(path) => self.refuse_reservation(
                &sccp::QosErrorNotify {
                    conference_id: path.conference_id,
                    call_reference: path.call_reference,
                    pass_through_party_id: path.pass_through_party_id,
                    remote_ip_addr: path.remote_ip_addr,
                    remote_port_number: path.remote_port_number,
                    direction: sccp::RsvpDirection::SEND,
                    ..Default::default()
                },
                QosErrorCode::PATH_FAIL,
            ),
            Message::QosModify(modify) => self.refuse_reservation(
                &sccp::QosErrorNotify {
                    conference_id: modify.conference_id,
                    call_reference: modify.call_reference,
                    pass_through_party_id: modify.pass_through_party_id,
                    remote_ip_addr: modify.remote_ip_addr,
                    remote_port_number: modify.remote_port_number,
                    direction: modify.direction,
                    ..Default::default()
                },
                QosErrorCode::RESV_MODIFY_FAIL,
            ),
            other => self.on_bridge_request(other),
        }
    }

    fn refuse_reservation(&mut self, about: &sccp::QosErrorNotify, error_code: QosErrorCode) {
        self.send(sccp::QosErrorNotify {
            error_code,
            ..about.clone()
        });
    }

    /// Requests to a conference bridge, which has no conferences and makes none.
    fn on_bridge_request(&mut self, message: Message) {
        match message {
            Message::CreateConferenceReq(req) => self.send(sccp::CreateConferenceRes {
                conference_id: req.conference_id,
                result: CreateConferenceResult::RESOURCE_NOT_AVAILABLE,
                ..Default::default()
            }),
            Message::DeleteConferenceReq(req) => self.send(sccp::DeleteConferenceRes {
                conference_id: req.conference_id,
                delete_conf_result: DeleteConferenceResult::CONFERENCE_DOES_NOT_EXIST,
            }),
            Message::ModifyConferenceReq(req) => self.send(sccp::ModifyConferenceRes {
                conference_id: req.conference_id,
                modify_conf_result: ModifyConferenceResult::CONFERENCE_DOES_NOT_EXIST,
                ..Default::default()
            }),
            Message::AddParticipantReq(req) => self.send(sccp::AddParticipantRes {
                conference_id: req.conference_id,
                call_reference: req.call_reference,
                add_participant_result: sccp::AddParticipantResult::CONFERENCE_DOES_NOT_EXIST,
                ..Default::default()
            }),
            Message::AuditConferenceReq(_) => self.send(sccp::AuditConferenceRes {
                last: 1,
                ..Default::default()
            }),
            Message::AuditParticipantReq(req) => self.send(sccp::AuditParticipantRes {
                audit_participant_result: AuditParticipantResult::CONFERENCE_DOES_NOT_EXIST,
                last: 1,
                conference_id: req.conference_id,
                ..Default::default()
            }),
            other => self.on_unexpected_message(other),
        }
    }
}
