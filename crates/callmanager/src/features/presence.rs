//! Who is told whether a line is in use: busy lamps of buttons, and subscriptions.
//!
//! Changes are noted as they happen and told once at the end of an input, so that a
//! call that goes through several states at once is not told of in all of them.
//! Source: the reference, 0x0048, 0x0146, 0x0152, 0x0153 and section 4.5.

use std::collections::{BTreeMap, BTreeSet};

use sccp::{
    ButtonType, LampMode, Notification, SetLamp, SubscriptionCause, SubscriptionFeature,
    SubscriptionStat, SubscriptionStatReq,
};

use crate::calls::LegState;
use crate::directory::PhoneIndex;
use crate::manager::Deadline;
use crate::registration::session::Session;
use crate::{CallManager, ConnectionId};

/// Subscriptions of one phone: more than the entries of its call lists.
const MAX_SUBSCRIPTIONS: usize = 512;

/// First version with buttons that show whether a line is in use (reference, section 2.2).
const FIRST_BUSY_LAMP: u8 = 15;

/// What a busy lamp shows (reference, section 4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// No such line, or none of its phones is there.
    Unknown = 0,
    Idle = 1,
    InUse = 2,
    DoNotDisturb = 3,
    Alerting = 4,
}

impl Presence {
    pub(crate) const fn status(self) -> u32 {
        self as u32
    }

    /// The lamp of a plain speed dial that stands for it.
    const fn lamp(self) -> LampMode {
        match self {
            Self::Unknown | Self::Idle => LampMode::OFF,
            Self::InUse | Self::DoNotDisturb => LampMode::ON,
            Self::Alerting => LampMode::FLASH,
        }
    }
}

/// Which lines have changed, and who subscribed to which.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    changed: BTreeSet<String>,
    /// By number: the connection and its transaction.
    subscribers: BTreeMap<String, BTreeSet<(ConnectionId, u32)>>,
    /// The numbers that a connection has subscribed to, by transaction.
    subscribed: BTreeMap<ConnectionId, BTreeMap<u32, String>>,
}

impl Watch {
    fn subscribe(&mut self, connection: ConnectionId, transaction: u32, number: &str) -> bool {
        let own = self.subscribed.entry(connection).or_default();
        if own.len() >= MAX_SUBSCRIPTIONS && !own.contains_key(&transaction) {
            return false;
        }
        self.end(connection, transaction);
        let own = self.subscribed.entry(connection).or_default();
        own.insert(transaction, number.to_owned());
        let subscribers = self.subscribers.entry(number.to_owned()).or_default();
        subscribers.insert((connection, transaction));
        true
    }

    fn end(&mut self, connection: ConnectionId, transaction: u32) {
        let own = self.subscribed.get_mut(&connection);
        let Some(number) = own.and_then(|own| own.remove(&transaction)) else {
            return;
        };
        self.forget(&number, connection, transaction);
    }

    /// Ends all subscriptions of a connection; gives their transactions.
    fn end_all(&mut self, connection: ConnectionId) -> Vec<u32> {
        let own = self.subscribed.remove(&connection).unwrap_or_default();
        for (transaction, number) in &own {
            self.forget(number, connection, *transaction);
        }
        own.into_keys().collect()
    }

    fn forget(&mut self, number: &str, connection: ConnectionId, transaction: u32) {
        if let Some(subscribers) = self.subscribers.get_mut(number) {
            subscribers.remove(&(connection, transaction));
            if subscribers.is_empty() {
                self.subscribers.remove(number);
            }
        }
    }
}

impl CallManager {
    /// Whether a line is in use, at any of its phones.
    pub(crate) fn presence(&self, number: &str) -> Presence {
        let places = self.directory.places(number);
        let is_there =
            |(phone, _): &&(PhoneIndex, u32)| self.directory.get(*phone).connection.is_some();
        if places.iter().find(is_there).is_none() {
            return Presence::Unknown;
        }
        let mut presence = Presence::Idle;
        let legs = places
            .iter()
            .flat_map(|(phone, line_instance)| self.legs_on(*phone, *line_instance));
        for leg in legs {
            match leg.state {
                LegState::RingingIn => presence = Presence::Alerting,
                _ if presence == Presence::Idle => presence = Presence::InUse,
                _ => {}
            }
        }
        if presence == Presence::Idle
            && places
                .iter()
                .filter(|(phone, _)| self.directory.get(*phone).connection.is_some())
                .all(|(phone, _)| self.feature(*phone, ButtonType::DO_NOT_DISTURB) != 0)
        {
            presence = Presence::DoNotDisturb;
        }
        presence
    }

    /// Notes that a line of a phone may be in use now, or no more.
    pub(crate) fn line_changed(&mut self, phone: PhoneIndex, line_instance: u32) {
        if let Some(number) = self.directory.get(phone).buttons.line(line_instance) {
            let number = number.to_owned();
            self.watch.changed.insert(number);
        }
    }

    /// The same for all lines of a phone.
    pub(crate) fn lines_changed(&mut self, phone: PhoneIndex) {
        for line_instance in 1..=self.directory.get(phone).buttons.lines() {
            self.line_changed(phone, line_instance);
        }
    }

    /// Tells those who watch of all lines that were noted.
    pub(crate) fn tell_watchers(&mut self) {
        while let Some(number) = self.watch.changed.pop_first() {
            let presence = self.presence(&number);
            for (phone, index) in self.directory.busy_lamps(&number).to_vec() {
                self.show_busy_lamp(phone, index, presence);
            }
            let subscribers = self.watch.subscribers.get(&number).cloned();
            for (connection, transaction_id) in subscribers.into_iter().flatten() {
                self.send(connection, notification(transaction_id, presence));
            }
        }
    }

    /// Shows on a button whether its line is in use, if that is new to the phone.
    fn show_busy_lamp(&mut self, phone: PhoneIndex, index: u32, presence: Presence) {
        let entry = self.directory.get_mut(phone);
        if entry.connection.is_none() || entry.busy_lamps.insert(index, presence) == Some(presence)
        {
            return;
        }
        match self.session_of(phone).map(Session::has_busy_lamps) {
            Some(true) => self.tell_feature(phone, index),
            _ => self.tell(
                phone,
                SetLamp {
                    stimulus: ButtonType::SPEED_DIAL,
                    stimulus_instance: index,
                    lamp_mode: presence.lamp(),
                },
            ),
        }
    }

    /// Shows on all buttons of a phone whether their lines are in use.
    pub(crate) fn show_busy_lamps(&mut self, phone: PhoneIndex) {
        let buttons = &self.directory.get(phone).buttons;
        let lamps: Vec<_> = buttons
            .busy_lamps()
            .map(|(index, number)| (index, self.presence(number)))
            .collect();
        self.directory.get_mut(phone).busy_lamps.clear();
        for (index, presence) in lamps {
            self.show_busy_lamp(phone, index, presence);
        }
    }

    /// A phone wants to be told about a line, for so many seconds; 0: while it is there.
    pub(crate) fn subscribe(&mut self, connection: ConnectionId, message: &SubscriptionStatReq) {
        let number = message.subscription_id.to_display(sccp::Charset::Utf8);
        let transaction = message.transaction_id;
        let cause = if message.subscription_feature_id != SubscriptionFeature::BLF
            || self.directory.places(&number).is_empty()
        {
            SubscriptionCause::ROUTE_FAIL
        } else if self.watch.subscribe(connection, transaction, &number) {
            SubscriptionCause::OK
        } else {
            SubscriptionCause::THROTTLE
        };
        self.send(
            connection,
            SubscriptionStat {
                transaction_id: transaction,
                subscription_feature_id: message.subscription_feature_id,
                timer: message.timer,
                cause,
            },
        );
        if cause != SubscriptionCause::OK {
            return;
        }
        let presence = self.presence(&number);
        self.send(connection, notification(transaction, presence));
        let deadline = Deadline::Subscription(connection, transaction);
        match message.timer {
            0 => self.timers.clear(deadline),
            seconds => {
                let end = std::time::Duration::from_secs(seconds.into());
                self.timers.set(deadline, self.now + end);
            }
        }
    }

    /// A subscription was not renewed in time.
    pub(crate) fn subscription_expired(&mut self, connection: ConnectionId, transaction: u32) {
        self.watch.end(connection, transaction);
    }

    /// Ends the subscriptions of a phone that is gone.
    pub(crate) fn end_subscriptions(&mut self, connection: ConnectionId) {
        for transaction in self.watch.end_all(connection) {
            self.timers
                .clear(Deadline::Subscription(connection, transaction));
        }
    }
}

impl Session {
    /// Whether its buttons can show whether a line is in use.
    pub(crate) fn has_busy_lamps(&self) -> bool {
        self.is_dynamic() && self.version.number() >= FIRST_BUSY_LAMP
    }
}

fn notification(transaction_id: u32, presence: Presence) -> Notification {
    Notification {
        transaction_id,
        subscription_feature_id: SubscriptionFeature::BLF,
        notification_status: presence.status(),
        ..Default::default()
    }
}
