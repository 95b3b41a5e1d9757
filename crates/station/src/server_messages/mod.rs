//! Messages of the server, one by one, to the rooms they belong to.

use sccp::{Message, Packet, Tail};

use crate::calls::CallFacts;
use crate::connection::Request;
use crate::display::until;
use crate::lines::Entry;
use crate::softkeys::KeySelection;
use crate::station::CHARSET;
use crate::streams::{NOWHERE, Wish};
use crate::{Lamp, Station};

mod templates_and_lines;

/// The text of the wire for people.
macro_rules! shown {
    ($text:expr) => {
        $text.to_display(CHARSET).into_owned()
    };
}

/// Length of the SelectSoftKeys body that has a mask.
const WITH_MASK: usize = 16;

/// Length of the RegisterAck body that has a version.
const WITH_VERSION: usize = 17;

/// Line buttons and their lamps (section 4.4).
const LINE: u32 = 0x09;

impl Station {
    /// A packet of the server.
    pub(crate) fn on_packet(&mut self, packet: Packet) {
        let came = match packet.tail {
            Tail::Short(bytes) => bytes,
            _ => usize::MAX,
        };
        match packet.message {
            // Registration.
            Message::RegisterAck(ack) => {
                let version = (came >= WITH_VERSION).then_some(ack.max_protocol_ver);
                self.on_register_ack(&ack, version);
            }
            Message::RegisterReject(reject) => self.on_register_reject(&shown!(reject.text)),
            Message::CapabilitiesReq(_) => self.on_capabilities_req(),
            Message::KeepAliveAck(_) => self.on_keepalive_ack(),
            Message::KeepAlive(_) => self.send(sccp::KeepAliveAck::default()),
            Message::UnregisterAck(_) => self.on_unregister_ack(),
            Message::Reset(reset) => self.on_reset(reset.reset_type.code()),
            Message::ConfigStat(_) | Message::ConfigStatV2(_) => self.answered(Request::ConfigStat),
            Message::DefineTimeDate(time) => self.on_time(&time),
            // Templates.
            Message::ButtonTemplate(part) => self.on_button_template(&part),
            Message::SoftKeyTemplateRes(part) => self.on_soft_key_template(&part),
            Message::SoftKeySetRes(part) => self.on_soft_key_sets(&part),
            Message::SelectSoftKeys(select) => {
                let mask = if came < WITH_MASK {
                    u32::MAX
                } else {
                    select.valid_key_mask.0
                };
                let selection = KeySelection {
                    set: select.soft_key_set_index.code(),
                    mask,
                };
                self.on_select_soft_keys(select.line_instance, select.call_reference, selection);
            }
            // Calls.
            Message::CallState(state) => {
                self.on_call_state(
                    state.call_state.code(),
                    state.line_instance,
                    state.call_reference,
                );
                // A hidden call belongs into no list (section 3.1, CallState).
                if state.privacy == sccp::CallPrivacy::FULL
                    && let Some(call) = self.calls.get_mut(state.call_reference)
                {
                    call.disposition.get_or_insert(0);
                }
            }
            Message::CallInfo(info) => self.on_call_info(CallFacts::of(&info)),
            Message::CallInfoV2(info) => self.on_call_info(CallFacts::of_v2(&info)),
            Message::ActivateCallPlane(plane) => self.on_activate_call_plane(plane.line_instance),
            Message::DialedNumber(dialed) => {
                self.on_dialed_number(&shown!(dialed.dialed_number), dialed.call_reference)
            }
            Message::BackSpaceRes(back) => self.on_back_space(back.call_reference),
            Message::CallSelectStat(select) => {
                if let Some(call) = self.calls.get_mut(select.call_reference) {
                    call.selected = select.call_select_stat != 0;
                }
            }
            Message::CallHistoryInfo(history) => {
                if let Some(call) = self.calls.get_mut(history.call_reference) {
                    call.disposition = Some(history.call_history_disposition.code());
                }
            }
            other => self.on_device_message(other),
        }
    }

    /// Lamps, sounds, texts, media and what belongs to no call.
    fn on_device_message(&mut self, message: Message) {
        match message {
            // Sounds, lamps, hook.
            Message::StartTone(tone) => {
                self.on_start_tone(
                    tone.tone.code(),
                    tone.tone_output_direction.code(),
                    tone.call_reference,
                );
            }
            Message::StopTone(tone) => self.on_stop_tone(tone.call_reference),
            Message::SetRinger(ringer) => {
                self.on_set_ringer(ringer.ring_mode.code(), ringer.ring_duration.code())
            }
            Message::SetLamp(lamp) => {
                self.on_set_lamp(
                    lamp.stimulus.code(),
                    lamp.stimulus_instance,
                    lamp.lamp_mode.code(),
                );
            }
            Message::SetSpeakerMode(mode) => self.on_speaker_mode(mode.speaker_mode.code()),
            Message::SetMicroMode(mode) => self.on_micro_mode(mode.mic_mode.code()),
            // Texts.
            Message::DisplayPromptStatus(prompt) => {
                let text = shown!(prompt.prompt_status);
                self.on_prompt(
                    text,
                    prompt.time_out_value,
                    prompt.line_instance,
                    prompt.call_reference,
                );
            }
            Message::DisplayPromptStatusV2(prompt) => {
                let text = shown!(prompt.prompt_status);
                self.on_prompt(
                    text,
                    prompt.time_out_value,
                    prompt.line_instance,
                    prompt.call_reference,
                );
            }
            Message::ClearPromptStatus(clear) => {
                self.on_clear_prompt(clear.line_instance, clear.call_reference)
            }
            Message::DisplayNotify(notify) => {
                self.display.notify(
                    shown!(notify.notify),
                    until(self.now, notify.time_out_value),
                );
            }
            Message::DisplayNotifyV2(notify) => {
                self.display.notify(
                    shown!(notify.notify),
                    until(self.now, notify.time_out_value),
                );
            }
            Message::ClearNotify(_) => self.display.clear_notify(),
            Message::DisplayPriNotify(notify) => {
                let until = until(self.now, notify.time_out_value);
                self.display
                    .priority_notify(shown!(notify.notify), notify.priority, until);
            }
            Message::DisplayPriNotifyV2(notify) => {
                let until = until(self.now, notify.time_out_value);
                self.display
                    .priority_notify(shown!(notify.notify), notify.priority, until);
            }
            Message::ClearPriNotify(clear) => self.display.clear_priority_notify(clear.priority),
            Message::DisplayText(display) => {
                let text = shown!(display.text);
                self.display.text = (!text.is_empty()).then_some(text);
            }
            Message::ClearDisplay(_) => self.display.text = None,
            other => self.on_line_or_media_message(other),
        }
    }

    /// What stands behind the buttons, and media.
    fn on_line_or_media_message(&mut self, message: Message) {
        match message {
            Message::LineStat(line) => {
                let entry = Entry {
                    number: shown!(line.line_dir_number),
                    name: shown!(line.line_fully_qualified_display_name),
                    label: shown!(line.line_text_label),
                    lamp: Lamp::Off,
                };
                self.lines.set_line(line.line_number, entry);
                self.answered(Request::LineStat(line.line_number));
            }
            Message::LineStatV2(line) => {
                let entry = Entry {
                    number: shown!(line.line_dir_number),
                    name: shown!(line.line_fully_qualified_display_name),
                    label: shown!(line.line_text_label),
                    lamp: Lamp::Off,
                };
                self.lines.set_line(line.line_number, entry);
                self.answered(Request::LineStat(line.line_number));
            }
            Message::ForwardStat(forward) => {
                let to =
                    (forward.forward_all_active != 0).then(|| shown!(forward.forward_all_dirnum));
                self.lines.set_forward(forward.line_number, to);
                self.answered(Request::ForwardStat(forward.line_number));
            }
            Message::SpeedDialStat(dial) => {
                let (number, label) = (
                    shown!(dial.speed_dial_dir_number),
                    shown!(dial.speed_dial_display_name),
                );
                self.on_speed_dial(dial.speed_dial_number, number, label);
            }
            Message::SpeedDialStatV2(dial) => {
                let (number, label) = (
                    shown!(dial.speed_dial_dir_number),
                    shown!(dial.speed_dial_display_name),
                );
                self.on_speed_dial(dial.speed_dial_number, number, label);
            }
            Message::FeatureStat(feature) => {
                let label = shown!(feature.feature_text_label);
                self.on_feature(
                    feature.feature_index,
                    feature.feature_id.code(),
                    feature.feature_status,
                    label,
                );
            }
            Message::FeatureStatV2(feature) => {
                let label = shown!(feature.feature_text_label);
                self.on_feature(
                    feature.feature_index,
                    feature.feature_id.code(),
                    feature.feature_status,
                    label,
                );
            }
            Message::ServiceUrlStat(service) => {
                let (url, label) = (
                    shown!(service.service_url),
                    shown!(service.service_url_display_name),
                );
                self.on_service(service.service_url_index, url, label);
            }
            Message::ServiceUrlStatV2(service) => {
                let (url, label) = (
                    shown!(service.service_url),
                    shown!(service.service_url_display_name),
                );
                self.on_service(service.service_url_index, url, label);
            }
            Message::OpenReceiveChannel(open) => {
                let source = open
                    .source_ip_addr
                    .ip()
                    .zip(u16::try_from(open.source_port_number).ok());
                self.open_receive(&Wish {
                    party: open.pass_through_party_id,
                    call_reference: open.call_reference,
                    conference_id: open.conference_id,
                    codec: open.compression_type.code(),
                    ptime_ms: open.milli_second_packet_size,
                    dtmf_payload_type: open.rfc2833_payload_type,
                    remote: source.map_or(NOWHERE, Into::into),
                    encryption: open.m_rx_media_encryption_key_info.algorithm_id.code(),
                    tos: 0,
                });
            }
            Message::CloseReceiveChannel(close) => {
                let keep_port = close.port_handling_flag.code() == 1;
                self.close_receive(
                    close.pass_through_party_id,
                    close.call_reference,
                    close.conference_id,
                    keep_port,
                );
            }
            Message::StartMediaTransmission(start) => {
                let remote = start
                    .remote_ip_addr
                    .ip()
                    .zip(u16::try_from(start.remote_port_number).ok());
                self.start_transmission(&Wish {
                    party: start.pass_through_party_id,
                    call_reference: start.call_reference,
                    conference_id: start.conference_id,
                    codec: start.compression_type.code(),
                    ptime_ms: start.milli_second_packet_size,
                    dtmf_payload_type: start.rfc2833_payload_type,
                    remote: remote.map_or(NOWHERE, Into::into),
                    encryption: start.m_tx_media_encryption_key_info.algorithm_id.code(),
                    tos: u8::try_from(start.precedence_value).unwrap_or(0),
                });
            }
            Message::StopMediaTransmission(stop) => {
                self.stop_transmission(
                    stop.pass_through_party_id,
                    stop.call_reference,
                    stop.conference_id,
                );
            }
            Message::ConnectionStatisticsReq(req) => {
                let number = shown!(req.directory_num.0);
                self.on_statistics_req(
                    number,
                    req.call_reference,
                    req.stats_processing_mode.code(),
                );
            }
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

    fn on_prompt(&mut self, text: String, seconds: u32, line: u32, reference: u32) {
        let now = self.now;
        if reference == 0 {
            self.display.idle.set(text, until(now, seconds));
        } else if let Some(call) = self.calls.get_or_insert(reference, line, now) {
            call.prompt.set(text, until(now, seconds));
        }
    }

    fn on_clear_prompt(&mut self, line: u32, reference: u32) {
        if reference != 0 {
            if let Some(call) = self.calls.get_mut(reference) {
                call.prompt.clear();
            }
            return;
        }
        self.display.idle.clear();
        if line == 0 {
            self.calls.clear_prompts();
        }
    }
}
