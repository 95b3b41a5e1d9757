//! What phones send: questions are answered here, the rest is handed on.

use std::net::SocketAddr;

use sccp::{Address, Message, SoftKeyEvent, Stimulus};
use tracing::{debug, trace};

use crate::calls::dialling::OffHookBy;
use crate::calls::leg::LegState;
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::display::soft_keys as keys;
use crate::features::pickup::PickUp;
use crate::services::presses::Told;
use crate::{CallManager, ConnectionId};

impl CallManager {
    pub(crate) fn message(&mut self, connection: ConnectionId, message: Message) {
        trace!(connection = connection.0, id = message.id(), "received");
        match message {
            Message::KeepAlive(_) => {
                self.keep_alive(connection);
                self.send(connection, sccp::KeepAliveAck::default());
            }
            Message::Register(message) => self.register(connection, &message),
            Message::Unregister(_) => self.leave(connection),
            Message::RegisterTokenReq(message) => self.token(connection, &message),
            Message::Alarm(message) => {
                debug!(connection = connection.0, text = %message.text, "alarm of a phone")
            }
            message => match self.registered(connection) {
                Some(phone) => self.phone_message(connection, phone, message),
                None => debug!(
                    connection = connection.0,
                    id = message.id(),
                    "a phone that is not registered sends"
                ),
            },
        }
    }

    fn phone_message(&mut self, connection: ConnectionId, phone: PhoneIndex, message: Message) {
        match message {
            Message::CapabilitiesRes(message) => {
                let Some(session) = self.sessions.get_mut(&connection) else {
                    return;
                };
                let listed = message.caps.used(message.cap_count).iter();
                session.capabilities = listed
                    .map(|cap| (cap.payload_capability.0, cap.max_frames_per_packet))
                    .collect();
            }
            Message::VersionReq(_) => self.answer_version(connection),
            Message::ButtonTemplateReq(_) => self.answer_button_template(connection, phone),
            Message::SoftKeyTemplateReq(_) => self.answer_soft_key_template(connection),
            Message::SoftKeySetReq(_) => {
                self.answer_soft_key_sets(connection);
                self.select_keys_at(phone, 0, 0, keys::KeySet::OnHook);
            }
            Message::ConfigStatReq(_) => self.answer_config(connection, phone),
            Message::LineStatReq(message) => {
                self.answer_line(connection, phone, message.line_number)
            }
            Message::ForwardStatReq(message) => {
                self.answer_forward(connection, phone, message.line_number)
            }
            Message::SpeedDialStatReq(message) => {
                self.answer_speed_dial(connection, phone, message.speed_dial_number)
            }
            Message::FeatureStatReq(message) => self.tell_feature(phone, message.feature_index),
            Message::ServiceUrlStatReq(message) => {
                self.answer_service_url(connection, phone, message.service_url_index)
            }
            Message::SubscriptionStatReq(message) => self.subscribe(connection, &message),
            Message::ServerReq(_) => self.answer_server(connection),
            Message::TimeDateReq(_) => {
                self.tell_time(phone);
                self.welcome(connection);
            }

            Message::OffHook(message) => {
                self.off_hook_told(phone, message.line_instance, message.call_reference)
            }
            Message::OnHook(message) => self.on_hook_told(phone, message.call_reference),
            Message::KeypadButton(message) => {
                if let Some(digit) = message.kp_button.digit()
                    && let Some(reference) = self.leg_meant(phone, message.call_reference)
                {
                    self.key(reference, digit);
                }
            }
            Message::EnblocCall(message) => {
                let line_instance = self.line_meant(phone, message.line_instance.instance);
                let number = message
                    .called_party
                    .to_display(sccp::Charset::Utf8)
                    .into_owned();
                self.call(phone, line_instance, OffHookBy::Key, &number);
            }
            Message::SoftKeyEvent(message) => self.soft_key(phone, &message),
            Message::Stimulus(message) => self.stimulus(phone, &message),
            Message::OpenReceiveChannelAck(message) => {
                let address = self.address_meant(connection, &message.ip_addr, message.port_number);
                self.receive_opened(
                    message.pass_through_party_id,
                    message.media_reception_status,
                    address,
                );
            }
            Message::MulticastMediaReceptionAck(message) => self.group_joined(
                message.pass_through_party_id,
                message.multicast_reception_status,
            ),
            Message::StartMediaTransmissionAck(message) => {
                if message.media_transmission_status != sccp::MediaStatus::OK {
                    self.transmission_failed(message.pass_through_party_id);
                }
            }
            Message::MediaTransmissionFailure(message) => {
                self.transmission_failed(message.pass_through_party_id)
            }
            Message::DeviceToUserData(message) => {
                let data = message.device_to_user_data;
                let answer = sccp::UserDataVersion1 {
                    application_id: data.application_id,
                    transaction_id: data.transaction_id,
                    data: data.data,
                    ..Default::default()
                };
                self.list_answered(phone, &answer);
            }
            Message::DeviceToUserDataVersion1(message) => {
                self.list_answered(phone, &message.device_to_user_data)
            }
            Message::ConnectionStatisticsRes(message) => debug!(
                call_reference = message.call_reference,
                sent = message.number_packets_sent,
                received = message.number_packets_received,
                lost = message.number_packets_lost,
                jitter_ms = message.jitter,
                latency_ms = message.latency,
                "statistics of a phone"
            ),
            message => trace!(
                connection = connection.0,
                id = message.id(),
                "taken note of"
            ),
        }
    }

    /// The line a phone means; 0, and lines it does not have, stand for the first.
    fn line_meant(&self, phone: PhoneIndex, line_instance: u32) -> u32 {
        let lines = self.directory.get(phone).buttons.lines();
        if (1..=lines).contains(&line_instance) {
            line_instance
        } else {
            1
        }
    }

    /// The leg a phone means: the one it names, if that is its own; with no name the active one.
    fn leg_meant(&self, phone: PhoneIndex, call_reference: u32) -> Option<u32> {
        if call_reference == 0 {
            self.active_leg(phone)
        } else {
            self.legs
                .get(&call_reference)
                .filter(|leg| leg.phone == phone)
                .map(|_| call_reference)
        }
    }

    /// Where a phone says it receives; no address stands for the one it connected from.
    fn address_meant(
        &self,
        connection: ConnectionId,
        address: &Address,
        port: u32,
    ) -> Option<SocketAddr> {
        let port = u16::try_from(port).ok()?;
        let ip = match address.ip()? {
            ip if ip.is_unspecified() => self.sessions.get(&connection)?.peer.ip(),
            ip => ip,
        };
        Some(SocketAddr::new(ip, port))
    }

    /// The receiver is lifted, or the phone chose a path: answers what rings, or waits for a number.
    fn off_hook_told(&mut self, phone: PhoneIndex, line_instance: u32, call_reference: u32) {
        let named = (call_reference != 0)
            .then(|| self.leg_meant(phone, call_reference))
            .flatten();
        match named.and_then(|reference| Some((reference, self.leg_state(reference)?))) {
            Some((reference, LegState::RingingIn)) => {
                return self.answer(reference, OffHookBy::Hook);
            }
            Some((reference, LegState::Held)) => return self.resume(reference),
            // Another path for the same talk.
            Some((reference, _)) => {
                self.script_key(reference);
                return;
            }
            None => {}
        }
        if let Some(active) = self.active_leg(phone) {
            self.script_key(active);
            return;
        }
        match self.leg_in(phone, line_instance, LegState::RingingIn) {
            Some(ringing) => self.answer(ringing, OffHookBy::Hook),
            None => {
                let line_instance = self.line_meant(phone, line_instance);
                self.off_hook(phone, line_instance, OffHookBy::Hook);
            }
        }
    }

    /// The receiver is replaced: ends what the phone is active in, never what is held or rings.
    fn on_hook_told(&mut self, phone: PhoneIndex, call_reference: u32) {
        let reference = self.leg_meant(phone, call_reference);
        if let Some(reference) = reference
            .filter(|reference| self.leg_state(*reference).is_some_and(LegState::is_active))
        {
            self.hang_up(reference);
        }
    }

    /// A key of the keypad.
    fn key(&mut self, reference: u32, digit: char) {
        match self.leg_state(reference) {
            Some(LegState::Dialling) => self.dial_digit(reference, digit),
            Some(LegState::Connected) => self.press(reference, digit, Told::Message),
            _ => {}
        }
    }

    fn soft_key(&mut self, phone: PhoneIndex, message: &SoftKeyEvent) {
        let Some(key) = keys::TEMPLATE
            .iter()
            .copied()
            .find(|key| key.event == message.soft_key_event)
        else {
            return debug!(
                event = message.soft_key_event,
                "a soft key that was never given"
            );
        };
        let line_instance = self.line_meant(phone, message.line_instance);
        let meant = self.leg_meant(phone, message.call_reference);
        if key != keys::END_CALL && meant.is_some_and(|reference| self.script_key(reference)) {
            return;
        }
        match (key, meant) {
            (keys::REDIAL, _) => self.redial(phone, line_instance),
            (keys::NEW_CALL, _) => self.off_hook(phone, line_instance, OffHookBy::Key),
            (keys::HOLD, Some(reference)) => self.hold(reference, true),
            (keys::RESUME, meant) => {
                let own = self.held(phone, meant);
                let stealable = self.stealable(phone, line_instance, meant);
                match (own, stealable) {
                    (own, Some(shadow)) if own.is_none() || meant == Some(shadow) => {
                        self.steal(shadow)
                    }
                    (Some(reference), _) => self.resume(reference),
                    _ => {}
                }
            }
            (keys::ANSWER, meant) => {
                if let Some(reference) = self.ringing(phone, meant) {
                    self.answer(reference, OffHookBy::Key);
                }
            }
            (keys::END_CALL, Some(reference)) => self.hang_up(reference),
            (keys::BACKSPACE, Some(reference)) => self.backspace(reference),
            (keys::FORWARD_ALL, meant) => self.forward_key(phone, line_instance, meant),
            (keys::TRANSFER, meant) => self.transfer_key(phone, meant),
            (keys::DIRECT_TRANSFER, meant) => self.direct_transfer_key(phone, meant),
            (keys::CONFERENCE, meant) => self.conference_key(phone, meant),
            (keys::JOIN, meant) => self.join_key(phone, meant),
            (keys::REMOVE_LAST, meant) => self.remove_last_key(phone, meant),
            (keys::CONFERENCE_LIST, meant) => self.conference_list_key(phone, meant),
            (keys::SELECT, meant) => self.select_key(phone, meant),
            (keys::MEET_ME, meant) => self.meet_me_key(phone, line_instance, meant),
            (keys::IMMEDIATE_DIVERT, Some(reference)) => self.divert(reference),
            (keys::PARK, Some(reference)) => self.park(reference),
            (keys::PICK_UP, meant) => self.pick_up_key(phone, line_instance, meant, PickUp::Own),
            (keys::GROUP_PICK_UP, meant) => {
                self.pick_up_key(phone, line_instance, meant, PickUp::Group)
            }
            (keys::OTHER_PICK_UP, meant) => {
                self.pick_up_key(phone, line_instance, meant, PickUp::Other)
            }
            (keys::PRIVATE, Some(reference)) => self.toggle_privacy(reference),
            (keys::BARGE | keys::CONFERENCE_BARGE, Some(shadow)) => self.barge(shadow),
            (keys::CALL_BACK, meant) => self.call_back_key(phone, meant),
            (keys::DO_NOT_DISTURB, _) => self.do_not_disturb_key(phone),
            (keys::HUNT_LOG, _) => self.hunt_log_key(phone),
            (keys::MALICIOUS_CALL, Some(reference)) => self.report_malicious_call(reference),
            (keys::QUALITY_REPORT, meant) => self.report_quality(phone, meant),
            _ => self.notify(phone, 5, phrase::KEY_IS_NOT_ACTIVE),
        }
    }

    /// The leg named, if it is held; otherwise any held leg of the phone.
    fn held(&self, phone: PhoneIndex, meant: Option<u32>) -> Option<u32> {
        meant
            .filter(|reference| self.leg_state(*reference) == Some(LegState::Held))
            .or_else(|| self.leg_in(phone, 0, LegState::Held))
    }

    /// The leg named, if it rings; otherwise any that rings at the phone.
    fn ringing(&self, phone: PhoneIndex, meant: Option<u32>) -> Option<u32> {
        meant
            .filter(|reference| self.leg_state(*reference) == Some(LegState::RingingIn))
            .or_else(|| self.leg_in(phone, 0, LegState::RingingIn))
    }

    /// A button of the phone.
    fn stimulus(&mut self, phone: PhoneIndex, message: &Stimulus) {
        use sccp::ButtonType as Button;

        let meant = self.leg_meant(phone, message.call_reference);
        match message.stimulus {
            Button::LINE => self.line_key(phone, message.line_instance),
            Button::SPEED_DIAL | Button::BLF_SPEED_DIAL => {
                self.speed_dial(phone, message.line_instance)
            }
            Button::LAST_NUMBER_REDIAL => {
                self.redial(phone, self.line_meant(phone, message.line_instance))
            }
            Button::NEW_CALL => {
                let line_instance = self.line_meant(phone, message.line_instance);
                self.off_hook(phone, line_instance, OffHookBy::Key);
            }
            Button::HOLD => match (meant, self.held(phone, None)) {
                (Some(active), _) if self.leg_state(active) == Some(LegState::Connected) => {
                    self.hold(active, true)
                }
                (_, Some(held)) => self.resume(held),
                _ => {}
            },
            Button::END_CALL | Button::ANSWER_RELEASE => {
                if let Some(reference) = meant {
                    self.hang_up(reference);
                }
            }
            // The instance is that of the button.
            Button::FORWARD_ALL => self.forward_key(phone, 1, meant),
            Button::TRANSFER => self.transfer_key(phone, meant),
            Button::CONFERENCE => self.conference_key(phone, meant),
            Button::CONF_LIST => self.conference_list_key(phone, meant),
            Button::REMOVE_LAST_PARTICIPANT => self.remove_last_key(phone, meant),
            Button::SELECT => self.select_key(phone, meant),
            Button::MEET_ME_CONFERENCE => self.meet_me_key(phone, 1, meant),
            Button::CALL_PARK => {
                if let Some(reference) = meant {
                    self.park(reference);
                }
            }
            Button::CALL_PICKUP => self.pick_up_key(phone, 1, meant, PickUp::Own),
            Button::GROUP_CALL_PICKUP => self.pick_up_key(phone, 1, meant, PickUp::Group),
            Button::OTHER_PICKUP => self.pick_up_key(phone, 1, meant, PickUp::Other),
            Button::FEATURE => self.toggle_feature(phone, Button::FEATURE),
            Button::DO_NOT_DISTURB => self.do_not_disturb_key(phone),
            Button::HLOG => self.hunt_log_key(phone),
            Button::CALL_BACK => self.call_back_key(phone, meant),
            Button::MALICIOUS_CALL => {
                if let Some(reference) = meant {
                    self.report_malicious_call(reference);
                }
            }
            Button::QRT => self.report_quality(phone, meant),
            // The phone fetches it by itself.
            Button::SERVICE_URL => {}
            Button::VOICEMAIL | Button::MESSAGES => {
                let line_instance = self.line_meant(phone, message.line_instance);
                self.messages_key(phone, line_instance);
            }
            _ => self.notify(phone, 5, phrase::KEY_IS_NOT_ACTIVE),
        }
    }

    /// A line key: answers, resumes, or goes off hook on that line.
    fn line_key(&mut self, phone: PhoneIndex, line_instance: u32) {
        let line_instance = self.line_meant(phone, line_instance);
        if let Some(ringing) = self.leg_in(phone, line_instance, LegState::RingingIn) {
            return self.answer(ringing, OffHookBy::Key);
        }
        let active = self.active_leg(phone);
        if let Some(active) = active
            && self.place(active) == Some((phone, line_instance))
        {
            if self.leg_state(active) == Some(LegState::Whispered) {
                self.talk_back(active);
            }
            return;
        }
        let held = self.leg_in(phone, line_instance, LegState::Held);
        match (held, self.stealable(phone, line_instance, None)) {
            (Some(held), _) => self.resume(held),
            (None, Some(shadow)) => self.steal(shadow),
            (None, None) => self.off_hook(phone, line_instance, OffHookBy::Key),
        }
    }
}
