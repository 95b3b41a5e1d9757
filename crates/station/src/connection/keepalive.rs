//! Keepalives: often enough for the server, and a silent server is given up (section 5.4).

use std::time::Duration;

use crate::{Moment, Station};

/// Unanswered keepalives that end a connection (section 5.4).
const LOST_AFTER: u32 = 3;

/// Longest wait for the answer to the last of them.
const LAST_ANSWER: Duration = Duration::from_secs(10);

/// Keepalive interval when the server gives none, and the bounds of what it may give.
const DEFAULT_KEEPALIVE: u32 = 30;
const MOST_KEEPALIVE: u32 = 3600;

/// Keepalives of a registration.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeepAlive {
    interval: Duration,
    pub(super) due: Moment,
    unanswered: u32,
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
        });
    }

    /// The server has answered a keepalive.
    pub(crate) fn on_keepalive_ack(&mut self) {
        if let Some(keepalive) = &mut self.connection.keepalive {
            keepalive.unanswered = 0;
            // The wait for the last answer may have drawn it nearer.
            keepalive.due = keepalive.due.max(self.now + keepalive.interval / 2);
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
        if counts && keepalive.unanswered >= LOST_AFTER {
            self.connection.last_reason = super::Reason::KeepaliveTimeout;
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
