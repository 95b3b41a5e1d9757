//! The connection: which server, when, and what when it fails.
//!
//! Sections 5.2 to 5.4: servers in their order, a failed one left alone for a
//! while that grows, keepalives, and the loss of a server that stays silent.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use crate::leaving::After;
use crate::random::Random;
use crate::{Event, Moment, Output, RegistrationState, Station};

/// How long opening a connection may take (section 5.2).
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long the answer to Register may take; Asterisk itself waits 2 s for an old session to answer.
const REGISTER_TIMEOUT: Duration = Duration::from_secs(10);

/// Least time before a server that failed is tried again.
const LEAST_BACK_OFF: Duration = Duration::from_secs(1);

/// Most time, by failures in a row; the last counts for all further ones (section 5.2: 1 to 10 s).
const MOST_BACK_OFF: [Duration; 4] = [
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(7),
    Duration::from_secs(10),
];

/// Unanswered keepalives that end a connection (section 5.4).
const LOST_AFTER: u32 = 3;

/// Longest wait for the answer to the last of them.
const LAST_ANSWER: Duration = Duration::from_secs(10);

/// Keepalive interval when the server gives none, and the bounds of what it may give.
const DEFAULT_KEEPALIVE: u32 = 30;
const MOST_KEEPALIVE: u32 = 3600;

/// Where the connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Not started.
    New,
    /// Nothing to connect to, or left for good.
    Off,
    /// A connection is being opened.
    Connecting { until: Moment },
    /// Register is sent.
    Registering { until: Moment },
    /// RegisterAck has come; [`crate::registration`] asks for the rest.
    Configuring,
    /// Ready for calls.
    Registered,
    /// The next attempt is at that moment.
    Waiting { until: Moment, refused: bool },
    /// Calls are ended before leaving.
    EndingCalls { until: Moment, after: After },
    /// Unregister is sent.
    Unregistering { until: Moment, after: After },
}

/// One of the servers.
#[derive(Clone, Debug)]
struct Server {
    /// `host:port`.
    address: String,
    /// It is left alone until then.
    not_before: Moment,
    /// Failures in a row.
    failures: usize,
}

/// Keepalives of a registration.
#[derive(Clone, Copy, Debug)]
struct KeepAlive {
    interval: Duration,
    due: Moment,
    unanswered: u32,
}

/// The connection to the servers.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    pub(crate) link: Link,
    servers: Vec<Server>,
    current: usize,
    /// In words for the person.
    pub(crate) text: String,
    /// Why the last attempt failed, in words.
    failure: String,
    local: Option<SocketAddr>,
    keepalive: Option<KeepAlive>,
    /// Why the last connection ended, for the alarm of the next.
    pub(crate) last_reason: &'static str,
    /// Refusals in a row, by whichever server.
    pub(crate) refusals: u32,
    /// The server wants a reset as soon as no call is on.
    pub(crate) reset_wanted: bool,
}

impl Connection {
    /// To one of these servers.
    pub(crate) fn new(servers: &[String]) -> Self {
        let servers = servers
            .iter()
            .map(|address| Server {
                address: address.clone(),
                not_before: Moment::START,
                failures: 0,
            })
            .collect();
        Self {
            link: Link::New,
            servers,
            current: 0,
            text: String::new(),
            failure: String::new(),
            local: None,
            keepalive: None,
            last_reason: "Initialized",
            refusals: 0,
            reset_wanted: false,
        }
    }

    /// The server in use or next in turn, `host:port`.
    pub(crate) fn server(&self) -> &str {
        self.servers
            .get(self.current)
            .map_or("", |server| &server.address)
    }

    /// Own address on this connection: the one to announce for media.
    pub(crate) fn local_ip(&self) -> Option<IpAddr> {
        self.local.map(|local| local.ip().to_canonical())
    }

    /// There is a TCP connection.
    pub(crate) const fn is_open(&self) -> bool {
        matches!(
            self.link,
            Link::Registering { .. }
                | Link::Configuring
                | Link::Registered
                | Link::EndingCalls { .. }
                | Link::Unregistering { .. }
        )
    }

    /// The server knows this phone: it takes key presses.
    pub(crate) const fn is_registered(&self) -> bool {
        matches!(self.link, Link::Configuring | Link::Registered)
    }

    /// The state as the screen shows it.
    pub(crate) const fn state(&self) -> RegistrationState {
        match self.link {
            Link::New | Link::Off => RegistrationState::Offline,
            Link::Connecting { .. } => RegistrationState::Connecting,
            Link::Registering { .. } => RegistrationState::Registering,
            Link::Configuring => RegistrationState::Configuring,
            Link::Registered => RegistrationState::Registered,
            Link::Waiting { refused: true, .. } => RegistrationState::Rejected,
            Link::Waiting { refused: false, .. } => RegistrationState::Waiting,
            Link::EndingCalls { .. } | Link::Unregistering { .. } => {
                RegistrationState::Unregistering
            }
        }
    }

    /// When something is due.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        let link = match self.link {
            Link::New => Some(Moment::START),
            Link::Off | Link::Configuring | Link::Registered => None,
            Link::Connecting { until }
            | Link::Registering { until }
            | Link::Waiting { until, .. }
            | Link::EndingCalls { until, .. }
            | Link::Unregistering { until, .. } => Some(until),
        };
        link.into_iter()
            .chain(self.keepalive.map(|keepalive| keepalive.due))
            .min()
    }

    /// Leave the present server alone until then.
    pub(crate) fn not_before(&mut self, moment: Moment) {
        if let Some(server) = self.servers.get_mut(self.current) {
            server.not_before = moment;
        }
    }

    /// The present server works.
    pub(crate) fn succeeded(&mut self) {
        self.refusals = 0;
        if let Some(server) = self.servers.get_mut(self.current) {
            server.failures = 0;
        }
    }

    /// The present server failed: leave it alone for a while that grows.
    fn back_off(&mut self, now: Moment, random: &mut Random) {
        let Some(server) = self.servers.get_mut(self.current) else {
            return;
        };
        let most = MOST_BACK_OFF[server.failures.min(MOST_BACK_OFF.len() - 1)];
        server.failures += 1;
        server.not_before = now + random.between(LEAST_BACK_OFF, most);
    }

    /// The server whose turn it is, and from when on: the next in the list that may be tried now,
    /// else the one that may be tried first.
    fn next(&self, now: Moment) -> Option<(usize, Moment)> {
        let count = self.servers.len();
        let first = if self.link == Link::New {
            0
        } else {
            self.current + 1
        };
        let in_turn = (first..first + count).map(|at| at % count);
        in_turn
            .map(|at| (at, self.servers[at].not_before.max(now)))
            .min_by_key(|(_, moment)| *moment)
    }
}

impl Station {
    /// What is due of the connection.
    pub(crate) fn expire_connection(&mut self) {
        let now = self.now;
        match self.connection.link {
            Link::New => {
                self.announce_volumes();
                self.connect();
            }
            Link::Waiting { until, .. } if until <= now => self.connect(),
            Link::Connecting { until } if until <= now => {
                self.lose("no answer to the connection", true)
            }
            Link::Registering { until } if until <= now => {
                self.lose("no answer to the registration", true)
            }
            Link::EndingCalls { until, after } if until <= now => self.unregister(after),
            Link::Unregistering { until, after } if until <= now => self.left(after, true),
            _ => {}
        }
        self.expire_keepalive();
    }

    /// Say where the connection stands.
    pub(crate) fn step(&mut self, link: Link, text: String) {
        self.connection.link = link;
        self.connection.text = text;
        let state = self.connection.state();
        self.tell(Event::Registration {
            state,
            text: self.connection.text.clone(),
        });
    }

    /// Try the server whose turn it is, now or when it may be tried.
    pub(crate) fn connect(&mut self) {
        let Some((at, moment)) = self.connection.next(self.now) else {
            self.step(Link::Off, "No call server is set".to_owned());
            return;
        };
        self.connection.current = at;
        if moment > self.now {
            let seconds = moment.since(self.now).as_secs().max(1);
            let text = format!("{}. Trying again in {seconds} s", self.connection.failure);
            let refused = self.connection.refusals > 0;
            self.step(
                Link::Waiting {
                    until: moment,
                    refused,
                },
                text,
            );
            return;
        }
        let server = self.connection.server().to_owned();
        self.forget_bytes();
        self.version.forget();
        self.step(
            Link::Connecting {
                until: self.now + CONNECT_TIMEOUT,
            },
            format!("Connecting to {server} …"),
        );
        self.put(Output::Connect { server });
    }

    /// The connection is open: say who we are.
    pub(crate) fn on_connected(&mut self, local: SocketAddr, _peer: SocketAddr) {
        if !matches!(self.connection.link, Link::Connecting { .. }) {
            return;
        }
        self.connection.local = Some(local);
        let text = format!("Registering with {} …", self.connection.server());
        self.step(
            Link::Registering {
                until: self.now + REGISTER_TIMEOUT,
            },
            text,
        );
        self.send_registration(local);
    }

    /// The connection could not be opened.
    pub(crate) fn on_connect_failed(&mut self, reason: &str) {
        if matches!(self.connection.link, Link::Connecting { .. }) {
            self.lose(reason, false);
        }
    }

    /// The connection is gone.
    pub(crate) fn on_disconnected(&mut self, reason: &str) {
        match self.connection.link {
            Link::EndingCalls { after, .. } | Link::Unregistering { after, .. } => {
                self.left(after, false)
            }
            _ if self.connection.is_open()
                || matches!(self.connection.link, Link::Connecting { .. }) =>
            {
                self.connection.last_reason = "CM-closed-TCP";
                self.lose(reason, false);
            }
            _ => {}
        }
    }

    /// The server is lost: clean up, and on to the next.
    pub(crate) fn lose(&mut self, reason: &str, close: bool) {
        if close {
            self.put(Output::Disconnect);
        }
        let failure = format!("{}: {reason}", self.connection.server());
        self.connection.refusals = 0;
        self.connection.back_off(self.now, &mut self.random);
        self.try_again(failure);
    }

    /// The attempt failed for this reason: clean up, show it, and on to the next.
    pub(crate) fn try_again(&mut self, failure: String) {
        self.connection.link = Link::Off;
        self.forget_registration();
        let refused = self.connection.refusals > 0;
        self.step(
            Link::Waiting {
                until: self.now,
                refused,
            },
            failure.clone(),
        );
        self.connection.failure = failure;
        // It is seen even when the next server is tried at once.
        self.settle();
        self.connect();
    }

    /// Everything that holds only while registered.
    pub(crate) fn forget_registration(&mut self) {
        self.connection.keepalive = None;
        self.connection.local = None;
        self.connection.reset_wanted = false;
        self.registering = Default::default();
        self.version.forget();
        self.end_everything();
        self.forget_bytes();
        self.buttons = crate::templates::ButtonTemplate::new();
        self.soft_keys = crate::templates::SoftKeyTemplate::new();
        self.lines = Default::default();
        self.display = Default::default();
        self.idle_keys = None;
        self.soft_key_page = 0;
        self.active_line = 1;
        self.last_line = 1;
    }

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
    fn expire_keepalive(&mut self) {
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
            self.connection.last_reason = "KeepaliveTO";
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_server_gives_way_to_the_next() {
        let mut random = Random::new(1);
        let mut connection = Connection::new(&["a:2000".into(), "b:2000".into()]);
        assert_eq!(connection.next(Moment::START).map(|(at, _)| at), Some(0));
        connection.link = Link::Off;
        connection.back_off(Moment::START, &mut random);
        assert_eq!(connection.next(Moment::START), Some((1, Moment::START)));
        connection.current = 1;
        connection.back_off(Moment::START, &mut random);
        let (_, moment) = connection.next(Moment::START).expect("there are servers");
        assert!(moment >= Moment::from_secs(1));
    }

    #[test]
    fn the_wait_grows_up_to_ten_seconds() {
        let mut random = Random::new(1);
        let mut connection = Connection::new(&["a:2000".into()]);
        connection.link = Link::Off;
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
