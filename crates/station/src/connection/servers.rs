//! The servers: whose turn it is, and how long a failed one is left alone (section 5.2).

use std::net::SocketAddr;
use std::time::Duration;

use super::Connection;
use super::standby::Silence;
use crate::Moment;
use crate::random::Random;

/// Least time before a server that failed is tried again.
const LEAST_BACK_OFF: Duration = Duration::from_secs(1);

/// Most time, by failures in a row; the last counts for all further ones (section 5.2: 1 to 10 s).
const MOST_BACK_OFF: [Duration; 4] = [
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(7),
    Duration::from_secs(10),
];

/// How long a server is the last to be tried after its keepalives were missed
/// (what phones of the field do).
const LOCK_OUT: Duration = Duration::from_secs(600);

/// Servers in the list: primary, secondary, tertiary, last resorts, and what a server tells more.
pub(super) const MAX_SERVERS: usize = 10;

/// One of the servers.
#[derive(Clone, Debug)]
pub(super) struct Server {
    /// `host:port`.
    pub(super) address: String,
    /// It is for the time when no other can be reached.
    pub(super) is_last_resort: bool,
    /// Its address when it was connected to last.
    pub(super) peer: Option<SocketAddr>,
    /// It is left alone until then.
    not_before: Moment,
    /// Failures in a row.
    failures: usize,
    /// Registrations in a row that it has ended soon after they began.
    pub(super) short_lived: usize,
    /// It has failed since the phone was registered last.
    pub(super) tried: bool,
    /// Until then it comes after the others.
    pub(super) locked_until: Moment,
    /// It is not looked at as a standby before.
    pub(super) look_at: Moment,
    /// Looks in a row that failed.
    pub(super) looks_failed: usize,
    /// Since then it has answered on every standby connection.
    pub(super) answering_since: Option<Moment>,
    /// It knows no tokens, and the phone goes home to it then.
    pub(super) come_at: Option<Moment>,
    /// How it treats who is not registered.
    pub(super) silence: Silence,
    /// It answers keepalives at all.
    pub(super) acknowledges: bool,
    /// It knows token requests, as far as known.
    pub(super) takes_tokens: bool,
}

impl Server {
    /// A server that has not been tried.
    pub(super) fn new(address: String) -> Self {
        Self {
            address,
            is_last_resort: false,
            peer: None,
            not_before: Moment::START,
            failures: 0,
            short_lived: 0,
            tried: false,
            locked_until: Moment::START,
            look_at: Moment::START,
            looks_failed: 0,
            answering_since: None,
            come_at: None,
            silence: Silence::default(),
            acknowledges: true,
            takes_tokens: true,
        }
    }

    /// Whether it is there is to be seen anew.
    pub(super) const fn forget_answers(&mut self) {
        self.answering_since = None;
        self.come_at = None;
    }

    /// A server for the time when no other can be reached.
    pub(super) fn last_resort(address: String) -> Self {
        let mut server = Self::new(address);
        server.is_last_resort = true;
        server
    }
}

impl Connection {
    /// Address of the server at this place of the list, `host:port`.
    pub(super) fn address(&self, at: usize) -> &str {
        self.servers.get(at).map_or("", |server| &server.address)
    }

    /// Leave the present server alone until then; the others come first.
    pub(crate) fn leave_alone_until(&mut self, moment: Moment) {
        if let Some(server) = self.servers.get_mut(self.current) {
            server.not_before = moment;
            server.look_at = moment;
            server.tried = true;
            server.forget_answers();
        }
    }

    /// The present server has not failed: it is tried again in its turn, not before that moment.
    pub(super) fn come_back_at(&mut self, moment: Moment) {
        self.leave_alone_until(moment);
        if let Some(server) = self.servers.get_mut(self.current) {
            server.tried = false;
        }
    }

    /// The present server is connected to at this address.
    pub(super) fn reached(&mut self, peer: SocketAddr) {
        if let Some(server) = self.servers.get_mut(self.current) {
            server.peer = Some(peer);
        }
    }

    /// The present server answers keepalives, or never does.
    pub(super) fn acknowledges(&mut self, acknowledges: bool) {
        if let Some(server) = self.servers.get_mut(self.current) {
            server.acknowledges = acknowledges;
        }
    }

    /// This server answers on a standby connection.
    pub(super) fn answers(&mut self, server: usize, now: Moment) {
        if let Some(server) = self.servers.get_mut(server) {
            server.tried = false;
            server.looks_failed = 0;
            server.locked_until = Moment::START;
            server.answering_since.get_or_insert(now);
            server.silence.broken();
        }
    }

    /// Whatever has failed may have failed for the machine's own network: all is forgiven.
    pub(super) fn forgive_all(&mut self) {
        for server in &mut self.servers {
            server.not_before = Moment::START;
            server.look_at = Moment::START;
            server.looks_failed = 0;
            server.tried = false;
        }
    }

    /// The phone is registered with a server of last resort.
    pub(crate) fn is_last_resort(&self) -> bool {
        self.is_registered()
            && self
                .servers
                .get(self.current)
                .is_some_and(|server| server.is_last_resort)
    }

    /// The servers in their order (`host:port`), each with how the phone stands with it.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.servers.iter().enumerate().map(|(at, server)| {
            let standing = if at == self.current && self.is_registered() {
                "active"
            } else if at == self.current && self.is_open() {
                "registering"
            } else if self.is_held(at) {
                "standby"
            } else if server.failures > 0 || server.tried {
                "not reached"
            } else if server.is_last_resort {
                "last resort"
            } else {
                "in reserve"
            };
            (server.address.as_str(), standing)
        })
    }

    /// The present server works.
    pub(crate) fn succeeded(&mut self) {
        self.refusals = 0;
        for server in &mut self.servers {
            server.tried = false;
        }
        if let Some(server) = self.servers.get_mut(self.current) {
            server.failures = 0;
            server.locked_until = Moment::START;
            server.come_at = None;
        }
    }

    /// The present server failed: leave it alone for a while that grows.
    pub(super) fn back_off(&mut self, now: Moment, random: &mut Random) {
        let Some(server) = self.servers.get(self.current) else {
            return;
        };
        let most = MOST_BACK_OFF[server.failures.min(MOST_BACK_OFF.len() - 1)];
        let until = now + random.between(LEAST_BACK_OFF, most);
        self.leave_alone_until(until);
        if let Some(server) = self.servers.get_mut(self.current) {
            server.failures = server.failures.saturating_add(1);
        }
    }

    /// This server stays silent: the others come first for a while.
    pub(super) fn lock_out(&mut self, server: usize, now: Moment) {
        if let Some(server) = self.servers.get_mut(server) {
            server.locked_until = now + LOCK_OUT;
        }
    }

    /// The server whose turn it is, and from when on.
    ///
    /// The first in the list that has not failed yet is tried at once, one that is locked out
    /// after the others. When all have failed, the one that has been left alone for longest.
    pub(super) fn next(&self, now: Moment) -> Option<(usize, Moment)> {
        let untried = |server: &&(usize, &Server)| !server.1.tried && server.1.not_before <= now;
        let servers: Vec<_> = self.servers.iter().enumerate().collect();
        let in_order = servers
            .iter()
            .filter(untried)
            .min_by_key(|(at, server)| (server.locked_until > now, *at));
        let (at, server) =
            in_order.or_else(|| servers.iter().min_by_key(|(_, server)| server.not_before))?;
        Some((*at, self.short_lived.earliest(server.not_before.max(now))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StationConfig;

    fn to(servers: &[&str]) -> Connection {
        Connection::new(&StationConfig {
            servers: servers.iter().map(|server| (*server).to_owned()).collect(),
            ..StationConfig::default()
        })
    }

    #[test]
    fn a_failed_server_gives_way_to_the_next() {
        let mut random = Random::new(1);
        let mut connection = to(&["a:2000", "b:2000"]);
        assert_eq!(connection.next(Moment::START).map(|(at, _)| at), Some(0));
        connection.back_off(Moment::START, &mut random);
        assert_eq!(connection.next(Moment::START), Some((1, Moment::START)));
        connection.current = 1;
        connection.back_off(Moment::START, &mut random);
        let (_, moment) = connection.next(Moment::START).expect("there are servers");
        assert!(moment >= Moment::from_secs(1));
    }

    #[test]
    fn the_list_is_gone_through_in_its_order_before_any_waits() {
        let mut random = Random::new(1);
        let mut connection = to(&["a:2000", "b:2000", "c:2000"]);
        let mut now = Moment::START;
        let mut order = Vec::new();
        for _ in 0..3 {
            let (at, moment) = connection.next(now).expect("there are servers");
            assert_eq!(moment, now, "at once");
            connection.current = at;
            order.push(at);
            // No answer: the first has been left alone for long enough by now.
            now = now + Duration::from_secs(10);
            connection.back_off(now, &mut random);
        }
        assert_eq!(order, [0, 1, 2]);
        connection.current = 2;
        connection.succeeded();
        connection.back_off(now, &mut random);
        assert_eq!(connection.next(now), Some((0, now)), "the primary first");
    }

    #[test]
    fn a_locked_out_server_comes_after_the_others() {
        let mut random = Random::new(1);
        let mut connection = to(&["a:2000", "b:2000", "c:2000"]);
        let mut now = Moment::START;
        connection.lock_out(0, now);
        connection.back_off(now, &mut random);
        connection.current = 1;
        connection.succeeded();
        now = now + LOCK_OUT / 2;
        connection.back_off(now, &mut random);
        assert_eq!(
            connection.next(now),
            Some((2, now)),
            "not the locked out one"
        );
        connection.current = 2;
        connection.back_off(now, &mut random);
        assert_eq!(
            connection.next(now),
            Some((0, now)),
            "there is no other left"
        );
        connection.current = 1;
        connection.succeeded();
        now = now + LOCK_OUT;
        connection.back_off(now, &mut random);
        assert_eq!(connection.next(now), Some((0, now)), "it is forgiven");
    }

    #[test]
    fn the_wait_grows_up_to_ten_seconds() {
        let mut random = Random::new(1);
        let mut connection = to(&["a:2000"]);
        let waits: Vec<Duration> = (0..50)
            .map(|_| {
                connection.back_off(Moment::START, &mut random);
                connection
                    .next(Moment::START)
                    .expect("there is a server")
                    .1
                    .since_start()
            })
            .collect();
        assert!(waits[0] <= Duration::from_secs(2));
        assert!(
            waits
                .iter()
                .all(|wait| (LEAST_BACK_OFF..=Duration::from_secs(10)).contains(wait))
        );
        assert!(waits.iter().any(|wait| *wait > Duration::from_secs(7)));
    }
}
