//! Messages of the server, one by one, to the rooms they belong to.

use sccp::{Message, Packet, Tail};

use crate::calls::{CallEntry, CallFacts};
use crate::connection::Request;
use crate::keys::KeySelection;
use crate::lines::LINE;
use crate::{Lamp, Station};

/// The text of the wire for people, in the phone's language.
macro_rules! shown {
    ($station:ident, $text:expr) => {
        $text.shown($station.locale()).into_owned()
    };
}

// Behind the macro, which they use.
mod display;
mod foreign_requests;
mod media;
mod templates_and_lines;

/// Length of the SelectSoftKeys body that has a mask.
const WITH_MASK: usize = 16;

/// Length of the RegisterAck body that has a version.
const WITH_VERSION: usize = 17;

impl Station {
    /// A packet of the server.
    pub(crate) fn on_packet(&mut self, packet: Packet) {
        let came = match packet.tail {
            Tail::Short(bytes) => bytes,
            _ => usize::MAX,
        };
        if self.infer_calls(&packet.message, came) {
            return;
        }
        match packet.message {
            // Registration.
            Message::RegisterAck(ack) => {
                let version = (came >= WITH_VERSION).then_some(ack.max_protocol_ver);
                self.on_register_ack(&ack, version);
            }
            Message::RegisterReject(reject) => self.on_register_reject(&shown!(self, reject.text)),
            Message::CapabilitiesReq(_) => self.on_capabilities_req(),
            Message::KeepAliveAck(_) => self.on_keepalive_ack(),
            Message::KeepAlive(_) => self.send(sccp::KeepAliveAck::default()),
            Message::UnregisterAck(_) => self.on_unregister_ack(),
            Message::Reset(reset) => self.on_reset(reset.reset_type.code()),
            Message::ConfigStat(_) | Message::ConfigStatV2(_) => self.answered(Request::ConfigStat),
            Message::ServerRes(servers) => self.on_told_servers(&servers),
            Message::DefineTimeDate(time) => self.on_time(&time),
            // Templates.
            Message::ButtonTemplate(part) => self.on_button_template(&part),
            Message::SoftKeyTemplateRes(part) => self.on_soft_key_template(&part),
            Message::SoftKeySetRes(part) => self.on_soft_key_sets(&part),
            Message::SelectSoftKeys(select) => self.on_select_soft_keys(
                select.line_instance,
                select.call_reference,
                KeySelection {
                    set: select.soft_key_set_index.code(),
                    mask: match came {
                        WITH_MASK.. => select.valid_key_mask.0,
                        _ => u32::MAX,
                    },
                },
            ),
            // Calls.
            Message::CallState(state) => self.on_call_state(&state),
            Message::CallInfo(info) => self.on_call_info(CallFacts::of(&info, self.locale())),
            Message::CallInfoV2(info) => self.on_call_info(CallFacts::of_v2(&info, self.locale())),
            Message::ActivateCallPlane(plane) => self.on_activate_call_plane(plane.line_instance),
            Message::DialedNumber(dialed) => {
                self.on_dialed_number(&shown!(self, dialed.dialed_number), dialed.call_reference)
            }
            Message::BackSpaceRes(back) => self.on_back_space(back.call_reference),
            Message::CallSelectStat(select) => {
                let selected = select.call_select_stat != 0;
                self.mark(select.call_reference, |call| call.selected = selected);
            }
            Message::CallHistoryInfo(history) => self.on_call_history(
                history.call_history_disposition.code(),
                history.call_reference,
            ),
            Message::RecordingStatus(recording) => {
                let recorded = recording.recording_status != sccp::RecordingState::OFF;
                self.mark(recording.call_reference, |call| call.recorded = recorded);
            }
            Message::SubscriptionStat(stat) => self.on_subscription(&stat),
            Message::Notification(told) => {
                self.on_presence(told.transaction_id, told.notification_status)
            }
            other => self.on_device_message(other),
        }
    }

    /// Sounds, lamps and hook.
    fn on_device_message(&mut self, message: Message) {
        match message {
            Message::StartTone(tone) => {
                self.on_start_tone(
                    tone.tone.code(),
                    tone.tone_output_direction.code(),
                    tone.call_reference,
                );
            }
            Message::StopTone(tone) => self.on_stop_tone(tone.call_reference),
            Message::SetRinger(ringer) => self.on_set_ringer(
                ringer.ring_mode.code(),
                ringer.ring_duration.code(),
                ringer.call_reference,
            ),
            Message::SetLamp(lamp) => {
                self.on_set_lamp(
                    lamp.stimulus.code(),
                    lamp.stimulus_instance,
                    lamp.lamp_mode.code(),
                );
            }
            Message::SetSpeakerMode(mode) => self.on_speaker_mode(mode.speaker_mode.code()),
            Message::SetMicroMode(mode) => self.on_micro_mode(mode.mic_mode.code()),
            other => self.on_display_message(other),
        }
    }

    /// What no phone expects is an anomaly; what this one merely has no use for is not.
    fn on_unexpected_message(&mut self, message: Message) {
        match message {
            Message::Unknown(unknown) => {
                self.anomaly(format!(
                    "unknown message 0x{:04X} with {} bytes",
                    unknown.id,
                    unknown.body.len()
                ));
            }
            other => {
                let kind = sccp::MessageKind::find(other.id());
                if kind.is_some_and(|kind| kind.direction == sccp::Direction::ToServer) {
                    self.anomaly(format!(
                        "the server sent {}, which only stations send",
                        other.name()
                    ));
                }
            }
        }
    }

    /// Mark a call, when it is known.
    fn mark(&mut self, call_reference: u32, mark: impl FnOnce(&mut CallEntry)) {
        self.calls.get_mut(call_reference).map(mark);
    }

    fn on_set_lamp(&mut self, stimulus: u32, instance: u32, mode: u32) {
        let Some(lamp) = Lamp::from_mode(mode) else {
            self.anomaly(format!("SetLamp with the unknown mode {mode}"));
            return;
        };
        self.lines.set_lamp(stimulus, instance, lamp);
        if stimulus == LINE {
            self.derive_hold(instance);
        }
    }
}
