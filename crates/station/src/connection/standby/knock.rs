//! Servers that answer nobody who is not registered (section 6, wazo).
//!
//! On a standby connection they look like frozen ones: they take it and say nothing. So
//! the phone does not leave its own server for them. It registers with the better one
//! first, seldom, and leaves the lower when that has worked. A server that has answered
//! a keepalive on a standby connection once is none of these.

use std::time::Duration;

use sccp::Packet;

use crate::connection::{Link, REGISTER_TIMEOUT, Reason};
use crate::{Moment, Output, Station};

/// Connections in a row without an answer that make a server look like one of these.
const SILENT_LOOKS: u32 = 3;

/// How long such a server is left in peace after it was tried in vain.
const KNOCK_AGAIN: (Duration, Duration) = (Duration::from_secs(600), Duration::from_secs(1200));

/// What is known of a server's silence towards strangers.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::connection) struct Silence {
    /// It has answered a keepalive on a standby connection.
    answers_strangers: bool,
    /// Connections in a row that it took and said nothing on.
    looks: u32,
    /// Since then it has taken every connection.
    connects_since: Option<Moment>,
    /// It is not registered with before.
    not_before: Moment,
}

impl Silence {
    /// It has answered a stranger.
    pub(in crate::connection) const fn broken(&mut self) {
        self.answers_strangers = true;
        self.looks = 0;
    }

    /// It takes a connection.
    pub(super) fn connected(&mut self, now: Moment) {
        self.connects_since.get_or_insert(now);
        self.looks += 1;
    }

    /// It takes none.
    pub(super) const fn not_connected(&mut self) {
        self.connects_since = None;
        self.looks = 0;
    }
}

impl Station {
    /// The server that has just taken a connection is to be registered with, in place of a
    /// keepalive that it would not answer.
    pub(super) fn may_knock(&self, server: usize) -> bool {
        let silence = &self.connection.servers[server].silence;
        let monitor = self.connection.monitor;
        self.connection.link == Link::Registered
            && server < self.connection.current
            && !silence.answers_strangers
            && silence.looks > SILENT_LOOKS
            && silence.not_before <= self.now
            && silence
                .connects_since
                .is_some_and(|since| since + monitor <= self.now)
            && self.may_go_home()
    }

    /// Register on the connection that is being tried; the phone stays registered where it is.
    pub(super) fn knock(&mut self) {
        let until = self.now + REGISTER_TIMEOUT;
        let pause = self.random.between(KNOCK_AGAIN.0, KNOCK_AGAIN.1);
        let Some(attempt) = &mut self.connection.standbys.attempt else {
            return;
        };
        let (id, Some(local)) = (attempt.id, attempt.local) else {
            return;
        };
        attempt.until = until;
        attempt.knocks = true;
        self.connection.servers[attempt.server].silence.not_before = self.now + pause;
        let (alarm, register) = self.registration(local, Reason::GoingHome);
        self.send_standby(id, alarm);
        self.send_standby_as(id, register, self.version.offered());
    }

    /// The better server has registered the phone: the lower one is left, without waiting.
    pub(super) fn enter(&mut self, acknowledgement: Packet) {
        if !self.may_go_home() || self.connection.link != Link::Registered {
            // A call has come in between; the server sees the connection close.
            self.drop_attempt();
            return;
        }
        let Some(attempt) = self.connection.standbys.attempt.take() else {
            return;
        };
        let Some(local) = attempt.local else { return };
        self.send_unregister();
        self.put(Output::Disconnect);
        self.connection.link = Link::Off;
        self.forget_registration();
        self.connection.current = attempt.server;
        self.read_on(attempt.reader);
        self.put(Output::TakeOver {
            standby: attempt.id,
        });
        self.await_registration(local);
        self.on_packet(acknowledgement);
        self.on_received(&[]);
    }
}
