//! Watching what others do by subscription: SubscriptionStatReq and its notifications.
//!
//! Busy lamp fields are told without asking (see [`super::features`]). This is the other form: the
//! phone names a number, the server tells its state. Phones ask so for the numbers of a call
//! list while it is shown; whoever wants it gets it for plain speed dials too.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::{LineKeyKind, Moment, Presence, RegistrationState, Station};

/// Numbers watched at once: the speed dials of the largest phone, or a long call list.
const MAX_WATCHED: usize = 64;

/// How long a number is asked to be watched. Some servers tell its state once only, so this is
/// also how old a state may be.
const WATCH_FOR: Duration = Duration::from_secs(60);

/// Longest a server's own time for it is believed.
const LONGEST: Duration = Duration::from_secs(3600);

/// A number that is watched.
#[derive(Clone, Debug)]
struct Watched {
    number: String,
    presence: Option<Presence>,
    /// When to ask again; never when the server does not want to.
    again_at: Option<Moment>,
}

/// The numbers that are watched, by `transactionId`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Watching {
    by_transaction: BTreeMap<u32, Watched>,
    last_transaction: u32,
}

impl Watching {
    /// What the one of a number is doing.
    pub(crate) fn presence(&self, number: &str) -> Option<Presence> {
        self.by_transaction
            .values()
            .find(|watched| watched.number == number)
            .and_then(|watched| watched.presence)
    }

    /// When a number is to be asked for again.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        self.by_transaction
            .values()
            .filter_map(|watched| watched.again_at)
            .min()
    }
}

impl Station {
    /// Watch what is shown and leave off what no longer is: after every input.
    pub(crate) fn watch_what_is_shown(&mut self) {
        if self.connection.state() != RegistrationState::Registered {
            return;
        }
        let wanted = self.numbers_to_watch();
        if wanted.is_empty() && self.watching.by_transaction.is_empty() {
            return;
        }
        let ended: Vec<u32> = self
            .watching
            .by_transaction
            .iter()
            .filter(|(_, watched)| !wanted.contains(&watched.number))
            .map(|(transaction, _)| *transaction)
            .collect();
        for transaction in ended {
            if let Some(watched) = self.watching.by_transaction.remove(&transaction)
                && watched.again_at.is_some()
            {
                self.subscribe(transaction, &watched.number, Duration::ZERO);
            }
        }
        for number in wanted {
            let known = |watched: &Watched| watched.number == number;
            if self.watching.by_transaction.values().any(known) {
                continue;
            }
            self.watching.last_transaction = self.watching.last_transaction.wrapping_add(1);
            let transaction = self.watching.last_transaction;
            self.subscribe(transaction, &number, WATCH_FOR);
            let watched = Watched {
                number,
                presence: None,
                again_at: Some(self.now + WATCH_FOR),
            };
            self.watching.by_transaction.insert(transaction, watched);
        }
    }

    /// The numbers of the call list that is open, and of the speed dials when that is wanted.
    fn numbers_to_watch(&self) -> Vec<String> {
        let speed_dials = self
            .buttons
            .instances(|kind| kind == LineKeyKind::SpeedDial)
            .into_iter()
            .filter_map(|index| self.lines.speed_dial(index))
            .filter(|_| self.config.watch_speed_dials)
            .map(|dial| dial.number.clone());
        // Phones of older versions know no such request, and servers of theirs are not asked.
        let listed = match self.version.is_at_least(11) {
            true => self.listed_numbers(),
            false => Vec::new(),
        };
        let mut numbers = Vec::new();
        for number in speed_dials.chain(listed) {
            if !number.is_empty() && !numbers.contains(&number) && numbers.len() < MAX_WATCHED {
                numbers.push(number);
            }
        }
        numbers
    }

    /// Ask to be told about a number for so long; no time at all: not any more.
    fn subscribe(&mut self, transaction_id: u32, number: &str, time: Duration) {
        self.send(sccp::SubscriptionStatReq {
            transaction_id,
            subscription_feature_id: sccp::SubscriptionFeature::BLF,
            timer: u32::try_from(time.as_secs()).unwrap_or(u32::MAX),
            subscription_id: number.into(),
        });
    }

    /// Ask again for what was watched long enough.
    pub(crate) fn expire_watching(&mut self) {
        let now = self.now;
        let due: Vec<(u32, String)> = self
            .watching
            .by_transaction
            .iter_mut()
            .filter(|(_, watched)| watched.again_at.is_some_and(|at| at <= now))
            .map(|(transaction, watched)| {
                watched.again_at = Some(now + WATCH_FOR);
                (*transaction, watched.number.clone())
            })
            .collect();
        for (transaction, number) in due {
            self.subscribe(transaction, &number, WATCH_FOR);
        }
    }

    /// The server takes a subscription, or does not.
    pub(crate) fn on_subscription(&mut self, told: &sccp::SubscriptionStat) {
        let now = self.now;
        let Some(watched) = self.watching.by_transaction.get_mut(&told.transaction_id) else {
            return;
        };
        if told.cause != sccp::SubscriptionCause::OK {
            watched.presence = None;
            watched.again_at = None;
        } else if told.timer > 0 {
            let time = Duration::from_secs(told.timer.into());
            watched.again_at = Some(now + time.min(LONGEST));
        }
    }

    /// What somebody watched is doing now.
    pub(crate) fn on_presence(&mut self, transaction_id: u32, status: u32) {
        if let Some(watched) = self.watching.by_transaction.get_mut(&transaction_id) {
            watched.presence = Some(Presence::from_status(status));
        }
    }

    /// The registration is gone, and what was subscribed to with it.
    pub(crate) fn forget_watching(&mut self) {
        self.watching = Watching::default();
    }
}
