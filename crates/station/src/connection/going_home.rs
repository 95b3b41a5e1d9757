//! Going home: back to a better server when it has answered for long enough (section 5.2).
//!
//! The phone asks the better server on its standby connection whether it may come
//! (RegisterTokenReq), so that a server that has just come up is not overrun. It then
//! leaves the lower server in good order and registers on that connection. A server
//! that knows no tokens is registered with without one, after a pause that spreads the
//! phones. Nobody goes home in a call.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use sccp::ProtocolVersion;

use super::registration::ipv4_of;
use super::{After, Connection, Link};
use crate::{Moment, Station};

/// How long the answer to a token request may take, and how often it is asked for before
/// the server is taken for one that knows no tokens.
const TOKEN_ANSWER: Duration = Duration::from_secs(5);
const TOKEN_REQUESTS: u32 = 3;

/// How long to wait after a refusal that names no time, and the most that is waited.
const REFUSED_AGAIN: Duration = Duration::from_secs(60);
const MOST_REFUSED_AGAIN: Duration = Duration::from_secs(3600);

/// When a server that has closed its connection on a token is connected to again.
const CLOSED_AGAIN: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(3));

/// How far the phone has come with going home to the server of its standby connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Home {
    /// The server has to answer for long enough first.
    #[default]
    Watching,
    /// The token was asked for so many times; the answer may come until then.
    Asking { until: Moment, times: u32 },
    /// The server wants to be asked again then.
    Refused { until: Moment },
}

impl Home {
    pub(super) const fn is_asking(self) -> bool {
        matches!(self, Self::Asking { .. })
    }
}

impl Connection {
    /// When the next step towards a better server is due, if there is one.
    fn home_due(&self) -> Option<Moment> {
        let held = self.standbys.held.as_ref()?;
        if held.server >= self.current || self.link != Link::Registered {
            return None;
        }
        let server = self.servers.get(held.server)?;
        match held.home {
            Home::Watching => {
                let watched = server.answering_since? + self.monitor;
                Some(server.come_at.unwrap_or(watched))
            }
            Home::Asking { until, .. } | Home::Refused { until } => Some(until),
        }
    }
}

impl Station {
    /// When the next step home is due; nothing while it has to wait for a call's end.
    pub(crate) fn home_deadline(&self) -> Option<Moment> {
        let due = self.connection.home_due()?;
        // What waited for the end of a call is due now, not long ago.
        (due > self.now || self.may_go_home()).then_some(due.max(self.now))
    }

    /// Nothing is going on that would end with the registration.
    pub(super) fn may_go_home(&self) -> bool {
        !self.is_busy() && !self.hook.off && self.dialling.typed.is_empty()
    }

    /// The next step home, when it is due.
    pub(super) fn expire_going_home(&mut self) {
        let now = self.now;
        if self.connection.home_due().is_none_or(|due| due > now) || !self.may_go_home() {
            return;
        }
        let Some(held) = &self.connection.standbys.held else {
            return;
        };
        let (at, server) = (held.server, &self.connection.servers[held.server]);
        match held.home {
            Home::Watching if server.come_at.is_some() => self.go_home(),
            Home::Watching if !server.takes_tokens => self.go_without_token(at),
            Home::Asking { times, .. } if times >= TOKEN_REQUESTS => self.go_without_token(at),
            Home::Asking { times, .. } => self.ask_for_token(times + 1),
            Home::Watching | Home::Refused { .. } => self.ask_for_token(1),
        }
    }

    fn ask_for_token(&mut self, times: u32) {
        let until = self.now + TOKEN_ANSWER;
        let Some(held) = &mut self.connection.standbys.held else {
            return;
        };
        held.home = Home::Asking { until, times };
        let (id, local) = (held.id, held.local);
        // The oldest form, which every server reads, unless it has no room for the own address.
        let version = match local.ip().to_canonical() {
            IpAddr::V4(_) => ProtocolVersion::OLDEST,
            IpAddr::V6(_) => self.version.offered(),
        };
        let request = self.token_request(local);
        self.send_standby_as(id, request, version);
    }

    /// The better server lets the phone come.
    pub(super) fn on_token_granted(&mut self) {
        let now = self.now;
        let may_go = self.may_go_home();
        let Some(held) = &mut self.connection.standbys.held else {
            return;
        };
        if !held.home.is_asking() {
            self.anomaly("RegisterTokenAck, though nothing was asked");
            return;
        }
        if may_go && self.connection.link == Link::Registered {
            self.go_home();
        } else {
            // A call has come in between: asked again when it has ended.
            held.home = Home::Refused { until: now };
        }
    }

    /// The better server wants the phone to wait.
    pub(super) fn on_token_refused(&mut self, seconds: u32) {
        let wait = match seconds {
            0 => REFUSED_AGAIN,
            seconds => Duration::from_secs(u64::from(seconds)).min(MOST_REFUSED_AGAIN),
        };
        let until = self.now + wait;
        let held = self.connection.standbys.held.as_mut();
        match held.filter(|held| held.home.is_asking()) {
            Some(held) => held.home = Home::Refused { until },
            None => self.anomaly("RegisterTokenReject, though nothing was asked"),
        }
    }

    /// The server has closed its connection on a token: it is connected to again, soon.
    pub(super) fn token_closed(&mut self, server: usize) {
        let pause = self.random.between(CLOSED_AGAIN.0, CLOSED_AGAIN.1);
        self.connection.servers[server].look_at = self.now + pause;
        self.go_without_token(server);
    }

    /// Without tokens it is the phones that have to see that they do not come together. The
    /// moment outlasts the connection: such servers close what does not register.
    fn go_without_token(&mut self, server: usize) {
        let monitor = self.connection.monitor;
        let pause = self.random.between(monitor / 4, monitor * 11 / 4);
        let server = &mut self.connection.servers[server];
        server.takes_tokens = false;
        server.come_at = Some(self.now + pause);
        if let Some(held) = &mut self.connection.standbys.held {
            held.home = Home::Watching;
        }
    }

    fn go_home(&mut self) {
        self.connection.last_reason = super::Reason::GoingHome;
        self.leave(After::GoHome);
    }

    fn token_request(&self, local: SocketAddr) -> sccp::RegisterTokenReq {
        let address = ipv4_of(local).unwrap_or(Ipv4Addr::UNSPECIFIED);
        sccp::RegisterTokenReq {
            sid: self.identifier(),
            station_ip_addr: address.into(),
            device_type: self.config.device_type.into(),
            station_ip_v6_addr: local.ip().to_canonical().into(),
        }
    }
}
