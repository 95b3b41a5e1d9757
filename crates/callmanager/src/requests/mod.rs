//! What phones send: questions are answered here, the rest is handed on.

mod buttons;
mod soft_keys;

use std::net::SocketAddr;

use sccp::{Address, Message};
use tracing::{debug, trace};

use crate::calls::LegState;
use crate::calls::dialling::OffHookBy;
use crate::directory::PhoneIndex;
use crate::display::soft_keys as keys;
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

    /// What a phone asks while it registers, and later for its buttons.
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
            message => self.person_message(connection, phone, message),
        }
    }

    /// What a person does at a phone.
    fn person_message(&mut self, connection: ConnectionId, phone: PhoneIndex, message: Message) {
        match message {
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
            message => self.media_message(connection, message),
        }
    }

    /// What becomes of the sound of a call.
    fn media_message(&mut self, connection: ConnectionId, message: Message) {
        match message {
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
}
