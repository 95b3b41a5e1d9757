//! Standby: a connection to the server that the phone would need next (section 5.2).
//!
//! A registered phone keeps one connection more, to the first of the other servers
//! that answers, and lives there of keepalives alone. When its own server is lost, it
//! registers on that connection at once. A better server than the one held is looked
//! for again and again; what comes of it when it is better than the phone's own is the
//! matter of [`super::going_home`].

mod attempt;
mod held;
mod knock;

use std::time::Duration;

use sccp::{Message, Packet, ProtocolVersion};

use super::{Connection, Link};
use crate::{Moment, Output, StandbyId, StandbyNews, StandbyOrder, Station};
use attempt::Attempt;
use held::Held;
pub(super) use knock::Silence;

/// Keepalive interval on standby connections when the server gives none (section 5.2), and
/// the bounds of what it may give.
const DEFAULT_INTERVAL: Duration = Duration::from_secs(60);
const LEAST_INTERVAL: Duration = Duration::from_secs(2);
const MOST_INTERVAL: Duration = Duration::from_secs(3600);

/// How long a phone that has registered waits before it looks at the other servers: phones
/// that lost a server together must not come to the next one together.
const SETTLE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(10));

/// How long a server that cannot be reached is left in peace, by failures in a row; the last
/// counts for all further ones.
const LOOK_AGAIN: [(Duration, Duration); 4] = [
    (Duration::from_secs(2), Duration::from_secs(5)),
    (Duration::from_secs(5), Duration::from_secs(10)),
    (Duration::from_secs(10), Duration::from_secs(30)),
    (Duration::from_secs(30), Duration::from_secs(60)),
];

/// The standby connections: one that is held, and one that is being opened to a better server.
#[derive(Clone, Debug)]
pub(super) struct Standbys {
    last: u32,
    interval: Duration,
    /// Nothing is opened before.
    not_before: Moment,
    pub(super) held: Option<Held>,
    attempt: Option<Attempt>,
}

impl Standbys {
    pub(super) const fn new() -> Self {
        Self {
            last: 0,
            interval: DEFAULT_INTERVAL,
            not_before: Moment::START,
            held: None,
            attempt: None,
        }
    }
}

impl Connection {
    /// `host:port` of the server that a standby connection is held to; empty without one.
    pub(crate) fn standby_server(&self) -> &str {
        let held = self.standbys.held.as_ref();
        held.map_or("", |held| self.address(held.server))
    }

    /// A standby connection to this server is open and answers.
    pub(super) fn is_held(&self, server: usize) -> bool {
        self.standbys
            .held
            .as_ref()
            .is_some_and(|held| held.server == server)
    }

    /// The place to look for a standby in: servers that are better than the one held, each with
    /// the moment it may be tried.
    fn candidates(&self) -> impl Iterator<Item = (usize, Moment)> {
        let held = self.standbys.held.as_ref().map(|held| held.server);
        let free = matches!(self.link, Link::Registered | Link::Preserving { .. })
            && self.looks_for_standby
            && !self.network_lost
            && self.standbys.attempt.is_none();
        let not_before = self.standbys.not_before;
        self.servers
            .iter()
            .enumerate()
            .filter(move |_| free)
            .filter(move |(at, _)| *at != self.current && held.is_none_or(|held| *at < held))
            .map(move |(at, server)| (at, server.look_at.max(not_before)))
    }

    /// When something of the standby connections is due.
    pub(super) fn standby_deadline(&self) -> Option<Moment> {
        let attempt = self.standbys.attempt.as_ref().map(|attempt| attempt.until);
        let held = self.standbys.held.as_ref().map(|held| held.due);
        let candidate = self.candidates().map(|(_, moment)| moment).min();
        attempt.into_iter().chain(held).chain(candidate).min()
    }
}

impl Station {
    /// Registered: the other servers are looked at soon. `seconds` is what the server gives as
    /// the interval of standby keepalives, if it does.
    pub(super) fn set_standby_interval(&mut self, seconds: u32) {
        let given = Duration::from_secs(u64::from(seconds));
        self.connection.standbys.interval = if seconds == 0 {
            DEFAULT_INTERVAL
        } else {
            given.clamp(LEAST_INTERVAL, MOST_INTERVAL)
        };
    }

    /// Look for a standby from soon on.
    pub(super) fn settle_before_standby(&mut self) {
        // Without another server nothing is drawn.
        if self.connection.looks_for_standby && self.connection.servers.len() > 1 {
            let pause = self.random.between(SETTLE.0, SETTLE.1);
            self.connection.standbys.not_before = self.now + pause;
        }
    }

    /// What is due of the standby connections.
    pub(super) fn expire_standbys(&mut self) {
        let now = self.now;
        let attempt = self.connection.standbys.attempt.as_ref();
        if let Some(attempt) = attempt.filter(|attempt| attempt.until <= now) {
            let server = attempt.server;
            if attempt.local.is_none() {
                self.connection.not_reached(server);
            }
            self.drop_attempt();
            self.standby_failed(server);
        }
        self.expire_standby_keepalive();
        self.look_for_standby();
    }

    /// Open a connection to a better standby than there is, when one may be tried now.
    fn look_for_standby(&mut self) {
        let now = self.now;
        let due = self.connection.candidates();
        let next = due.filter(|(_, moment)| *moment <= now).map(|(at, _)| at);
        let locked = |at: &usize| self.connection.servers[*at].locked_until > now;
        // Places come from the list itself.
        if let Some(server) = next.min_by_key(|at| (locked(at), *at)) {
            self.open_standby(server);
        }
    }

    /// News of a standby connection; what comes from one that was closed is nothing.
    pub(crate) fn on_standby(&mut self, id: StandbyId, news: StandbyNews) {
        let standbys = &self.connection.standbys;
        if standbys.attempt.as_ref().is_some_and(|it| it.id == id) {
            self.on_attempt(news);
        } else if standbys.held.as_ref().is_some_and(|it| it.id == id) {
            match news {
                StandbyNews::Received(bytes) => self.on_standby_bytes(&bytes),
                StandbyNews::Disconnected { .. } => self.on_standby_closed(),
                StandbyNews::Connected { .. } | StandbyNews::ConnectFailed { .. } => {}
            }
        }
        // After one that failed comes the next, and a better one may have been waited for.
        self.look_for_standby();
        self.expire_going_home();
    }

    /// This server cannot be reached, or does not answer: the others come before it.
    fn standby_failed(&mut self, server: usize) {
        let server = &mut self.connection.servers[server];
        let (least, most) = LOOK_AGAIN[server.looks_failed.min(LOOK_AGAIN.len() - 1)];
        server.looks_failed = server.looks_failed.saturating_add(1);
        server.look_at = self.now + self.random.between(least, most);
        server.forget_answers();
        server.tried = true;
    }

    /// Register on the standby connection, which is to this server.
    pub(super) fn take_over(&mut self) {
        let Some(held) = self.connection.standbys.held.take() else {
            return;
        };
        self.connection.current = held.server;
        self.connection.local = Some(held.local);
        self.version.forget();
        self.read_on(held.reader);
        self.put(Output::TakeOver { standby: held.id });
        self.begin_registration(held.local);
    }

    /// No standby connection any more. Servers are not to blame, but whether they are there is
    /// to be seen anew.
    pub(super) fn drop_standbys(&mut self) {
        self.drop_attempt();
        self.drop_held();
        for server in &mut self.connection.servers {
            server.forget_answers();
        }
    }

    /// Send on a standby connection, in the oldest form: nothing is agreed on there.
    fn send_standby(&mut self, id: StandbyId, message: impl Into<Message>) {
        self.send_standby_as(id, message, ProtocolVersion::OLDEST);
    }

    /// Send on a standby connection in the layout of this version.
    pub(super) fn send_standby_as(
        &mut self,
        id: StandbyId,
        message: impl Into<Message>,
        version: ProtocolVersion,
    ) {
        let frame = Packet::new(message, version).encode();
        self.order(id, StandbyOrder::Send(frame));
    }

    fn order(&mut self, standby: StandbyId, order: StandbyOrder) {
        self.put(Output::Standby { standby, order });
    }
}
