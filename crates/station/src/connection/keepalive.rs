//! Keepalives: often enough for the server, and a silent server is given up (section 5.4).

use std::time::Duration;

use crate::{Moment, Station};

/// Unanswered keepalives that end a connection (section 5.4).
pub(super) const LOST_AFTER: u32 = 3;

/// Longest wait for the answer to the last of them.
const LAST_ANSWER: Duration = Duration::from_secs(10);

/// How long a server may take to answer after the machine has slept.
const AWAKE_ANSWER: Duration = Duration::from_secs(3);

/// What the screen says meanwhile.
pub(crate) const AWAKE: &str = "Awake again, asking the call server …";
pub(super) const NETWORK_BACK: &str = "The network is back, asking the call server …";

/// Keepalive interval when the server gives none, and the bounds of what it may give.
const DEFAULT_KEEPALIVE: u32 = 30;
const MOST_KEEPALIVE: u32 = 3600;

/// Keepalives of a registration.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeepAlive {
    interval: Duration,
    pub(super) due: Moment,
    unanswered: u32,
    /// The machine has slept or was without a network, and the server is asked whether it is
    /// still there.
    asks_whether_there: bool,
}

impl Station {
    /// Begin to send keepalives; `seconds` is the server's interval.
    pub(crate) fn start_keepalives(&mut self, seconds: u32) {
        let seconds = if seconds == 0 {
            DEFAULT_KEEPALIVE
        } else {
            seconds.min(MOST_KEEPALIVE)
        };
        let interval = Duration::from_secs(u64::from(seconds));
        // Phones that came up together must not stay together.
        let first = self
            .random
            .between(interval.mul_f32(0.3), interval.mul_f32(0.9));
        self.connection.keepalive = Some(KeepAlive {
            interval,
            due: self.now + first,
            unanswered: 0,
            asks_whether_there: false,
        });
    }

    /// At `now` the clock is so far beyond what was due that the machine must have slept.
    pub(crate) fn has_slept(&self, now: Moment) -> bool {
        self.connection.keepalive.is_some_and(|keepalive| {
            // What was waited for longer than that was not waited for by the clock.
            self.deadline()
                .is_some_and(|due| now.since(due.max(self.now)) > keepalive.interval)
        })
    }

    /// The machine has slept, or was without a network: a server that gave the phone up
    /// meanwhile is found out at once. `words` are shown until it answers.
    pub(crate) fn ask_whether_there(&mut self, words: &str) {
        let words = self.words(words).to_owned();
        self.drop_standbys();
        self.settle_before_standby();
        let now = self.now;
        let answers = self.version.acknowledges_keepalives();
        let Some(keepalive) = &mut self.connection.keepalive else {
            return;
        };
        if answers {
            keepalive.asks_whether_there = true;
            keepalive.due = now + AWAKE_ANSWER;
            self.display.say(words, Some(keepalive.due));
        } else {
            keepalive.due = now + keepalive.interval * 82 / 100;
        }
        self.send(sccp::KeepAlive::default());
    }

    /// The server has answered a keepalive.
    pub(crate) fn on_keepalive_ack(&mut self) {
        let Some(keepalive) = &mut self.connection.keepalive else {
            return;
        };
        // A late answer says that the server lives, whichever keepalive it is for.
        keepalive.unanswered = 0;
        // The wait for the last answer may have drawn it nearer.
        keepalive.due = keepalive.due.max(self.now + keepalive.interval / 2);
        if std::mem::take(&mut keepalive.asks_whether_there) {
            self.display.unsay();
        }
    }

    /// Send the keepalive that is due, or give the server up.
    pub(super) fn expire_keepalive(&mut self) {
        let now = self.now;
        let counts = self.version.acknowledges_keepalives();
        let Some(keepalive) = self
            .connection
            .keepalive
            .as_mut()
            .filter(|keepalive| keepalive.due <= now)
        else {
            return;
        };
        if self.connection.network_lost {
            // The server is not to blame.
            keepalive.unanswered = 0;
            keepalive.due = now + keepalive.interval;
            return;
        }
        if keepalive.asks_whether_there {
            self.connection.last_reason = super::Reason::KeepaliveTimeout;
            self.connection.not_reached(self.connection.current);
            let reason = "the server does not answer after the computer slept or had no network";
            self.lose(reason, true);
            return;
        }
        if counts && keepalive.unanswered >= LOST_AFTER {
            self.connection.last_reason = super::Reason::KeepaliveTimeout;
            self.connection.not_reached(self.connection.current);
            self.connection.lock_out(self.connection.current, now);
            self.lose("the server does not answer any more", true);
            return;
        }
        keepalive.unanswered += 1;
        // Servers end a session from 1.05 times the interval on (section 5.4).
        let wait = self
            .random
            .between(keepalive.interval * 82 / 100, keepalive.interval * 9 / 10);
        let last = counts && keepalive.unanswered == LOST_AFTER;
        keepalive.due = now + if last { wait.min(LAST_ANSWER) } else { wait };
        self.send(sccp::KeepAlive::default());
    }
}
