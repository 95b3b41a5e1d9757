//! Registration: who a phone is, which version is spoken, and when it is gone.
//!
//! Source: the reference, sections 2.1, 5.3, 5.4 and 5.12.

mod answers;
pub(crate) mod session;

use std::time::Duration;

use sccp::{
    CapabilitiesReq, Features, ProtocolVersion, Register, RegisterAck, RegisterReject,
    RegisterTokenAck, RegisterTokenReject, RegisterTokenReq, UnregisterAck,
};
use tracing::{info, warn};

use crate::directory::PhoneIndex;
use crate::display::lamp;
use crate::manager::{Deadline, SETTLING, UNREGISTERED};
use crate::{CallManager, ConnectionId, SecondRegistration, Tokens};

/// The longest device name (reference, 0x0001).
const MAX_DEVICE_NAME: usize = 15;

impl CallManager {
    pub(crate) fn register(&mut self, connection: ConnectionId, message: &Register) {
        let Some(device) = device_name(message.sid.device_name.as_bytes()) else {
            warn!(
                connection = connection.0,
                "a phone registers without a usable device name"
            );
            return self.reject(connection, "Device name is not usable");
        };
        let known = self.directory.find(&device);
        if let Some(phone) = known
            && let Some(before) = self.directory.get(phone).connection
            && before != connection
        {
            match self.config.second_registration {
                SecondRegistration::Takeover => {
                    self.close(before, "the same device has registered anew")
                }
                SecondRegistration::Reject => {
                    return self.reject(connection, "Device already registered");
                }
            }
        }
        // A phone may register anew on its connection; its calls are then over.
        self.unregister(connection);
        let phone = match self.directory.admit(&device, message.device_type.0) {
            Ok(phone) => phone,
            Err(refusal) => return self.reject(connection, refusal.text()),
        };
        let entry = self.directory.get_mut(phone);
        entry.connection = Some(connection);
        entry.lamps.clear();
        let number = entry.number.clone();
        self.lines_changed(phone);

        // A phone that offers nothing is older than the version byte.
        let version = ProtocolVersion::new(message.protocol_ver);
        let Some(session) = self.sessions.get_mut(&connection) else {
            return;
        };
        session.phone = Some(phone);
        session.version = version;
        session.features = message.features;
        session.device_type = message.device_type.0;
        session.capabilities.clear();
        session.welcomed = false;
        info!(%device, %number, peer = %session.peer, version = version.number(), "registered");

        self.await_sign_of_life(connection);
        self.timers
            .set(Deadline::Settled(connection), self.now + SETTLING);
        let ack = RegisterAck {
            keep_alive_interval: seconds(self.config.keep_alive),
            date_template: self.config.date_template.as_str().into(),
            secondary_keep_alive_interval: seconds(self.config.standby_keep_alive),
            max_protocol_ver: version.number(),
            features: acknowledged_features(version),
        };
        self.send(connection, ack);
        self.send(connection, CapabilitiesReq::default());
    }

    /// A phone of a lower server asks whether it may come (reference, 5.2).
    pub(crate) fn token(&mut self, connection: ConnectionId, message: &RegisterTokenReq) {
        match self.config.tokens {
            Tokens::Grant if self.would_take(connection, message) => {
                self.send(connection, RegisterTokenAck::default());
            }
            Tokens::Grant | Tokens::Reject => {
                let wait_time_before_next_req = seconds(self.config.token_wait);
                let reject = RegisterTokenReject {
                    wait_time_before_next_req,
                };
                self.send(connection, reject);
            }
            Tokens::Ignore => {}
            Tokens::Close => self.close(connection, "a token request before it registered"),
        }
    }

    /// A phone that asks for a token could register, as far as can be said now.
    fn would_take(&self, connection: ConnectionId, message: &RegisterTokenReq) -> bool {
        let Some(device) = device_name(message.sid.device_name.as_bytes()) else {
            return false;
        };
        let other = self
            .directory
            .find(&device)
            .and_then(|phone| self.directory.get(phone).connection)
            .is_some_and(|registered| registered != connection);
        let refuses = self.config.second_registration == SecondRegistration::Reject;
        self.directory.would_admit(&device) && !(other && refuses)
    }

    fn reject(&mut self, connection: ConnectionId, text: &str) {
        self.send(connection, RegisterReject { text: text.into() });
        self.close(connection, text);
    }

    /// A phone leaves in good order: its calls end, and it is told so.
    pub(crate) fn leave(&mut self, connection: ConnectionId) {
        if let Some(phone) = self.registered(connection) {
            for reference in self.directory.get(phone).legs.clone() {
                self.hang_up(reference);
            }
        }
        self.send(connection, UnregisterAck::default());
        self.unregister(connection);
        // It may go or register again, but not stay.
        self.timers
            .set(Deadline::Silence(connection), self.now + UNREGISTERED);
    }

    /// Takes the registration from a connection; far ends of its calls are told.
    pub(crate) fn unregister(&mut self, connection: ConnectionId) {
        let Some(phone) = self
            .sessions
            .get_mut(&connection)
            .and_then(|session| session.phone.take())
        else {
            return;
        };
        self.timers.clear(Deadline::Settled(connection));
        let entry = self.directory.get_mut(phone);
        entry.connection = None;
        info!(device = %entry.device, number = %entry.number, "unregistered");
        for reference in entry.legs.clone() {
            self.hang_up(reference);
        }
        self.lines_changed(phone);
        self.end_subscriptions(connection);
    }

    /// The phone of a connection, if it is registered.
    pub(crate) fn registered(&self, connection: ConnectionId) -> Option<PhoneIndex> {
        self.sessions
            .get(&connection)
            .and_then(|session| session.phone)
    }

    /// A sign of life. Standby connections live of these alone.
    pub(crate) fn keep_alive(&mut self, connection: ConnectionId) {
        if self.registered(connection).is_none() {
            // Never less than a connection may last without a word.
            let interval = self.config.standby_keep_alive;
            let silence = interval.saturating_mul(3).max(UNREGISTERED);
            self.timers
                .set(Deadline::Silence(connection), self.now + silence);
        }
    }

    /// The phone has asked for what it wants to know: shows it as it is idle. Once.
    pub(crate) fn welcome(&mut self, connection: ConnectionId) {
        self.timers.clear(Deadline::Settled(connection));
        let Some(phone) = self.registered(connection) else {
            return;
        };
        let Some(session) = self.sessions.get_mut(&connection) else {
            return;
        };
        if std::mem::replace(&mut session.welcomed, true) {
            return;
        }
        self.send(
            connection,
            sccp::SetLamp {
                stimulus: sccp::ButtonType::VOICEMAIL,
                lamp_mode: sccp::LampMode::OFF,
                ..Default::default()
            },
        );
        for line_instance in 1..=self.directory.get(phone).buttons.lines() {
            self.send(connection, lamp(line_instance, sccp::LampMode::OFF));
            if self.has_mail(phone, line_instance) {
                self.light_mail(phone, line_instance);
            }
        }
        self.show_features(phone);
        self.show_busy_lamps(phone);
        self.show_idle(phone);
    }
}

/// A device name as text; none if it is empty, too long or not printable ASCII.
fn device_name(bytes: &[u8]) -> Option<String> {
    let is_usable =
        (1..=MAX_DEVICE_NAME).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
    is_usable.then(|| bytes.iter().copied().map(char::from).collect())
}

/// Feature bytes of RegisterAck as servers send them (reference, section 2.1).
fn acknowledged_features(version: ProtocolVersion) -> Features {
    match version.number() {
        ..=3 => Features([0, 0, 0]),
        4..=10 => Features([0x20, 0xF1, 0xFE]),
        _ => Features::SERVER,
    }
}

/// Whole seconds, at least one.
fn seconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX).max(1)
}
