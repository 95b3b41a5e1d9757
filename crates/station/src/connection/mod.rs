//! The connection: which server, when, and what when it fails.
//!
//! Sections 5.2 to 5.4: servers in their order, a failed one left alone for a
//! while that grows, keepalives, the loss of a server that stays silent, the
//! calls that go on without one, the standby connection to the next, and the
//! way back to a better one.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use crate::{Event, Moment, Output, RegistrationState, Station, StationConfig};

pub(crate) mod capabilities;
mod going_home;
mod keepalive;
mod leaving;
mod link;
mod network;
mod preservation;
mod reason;
mod refusal;
mod registration;
mod servers;
mod short_lived;
mod standby;
mod told_servers;
mod version;

pub(crate) use keepalive::AWAKE;
use keepalive::KeepAlive;
pub(crate) use leaving::After;
pub(crate) use link::Link;
pub(crate) use preservation::FEATURES_DISABLED;
use reason::Reason;
pub use refusal::Refusal;
pub(crate) use registration::{Registering, Request};
use servers::{MAX_SERVERS, Server};
use short_lived::ShortLived;
use standby::Standbys;
pub(crate) use version::Version;

/// How long opening a connection may take (section 5.2).
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long the answer to Register may take; Asterisk itself waits 2 s for an old session to answer.
const REGISTER_TIMEOUT: Duration = Duration::from_secs(10);

/// Least time that a better server has to answer before the phone goes home to it.
const LEAST_MONITOR: Duration = Duration::from_secs(1);

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
    /// What the server said when it refused last.
    refusal: String,
    local: Option<SocketAddr>,
    keepalive: Option<KeepAlive>,
    /// Why the last connection ended, for the alarm of the next.
    pub(crate) last_reason: Reason,
    /// Refusals in a row, by whichever server.
    pub(crate) refusals: u32,
    /// The server wants a reset as soon as no call is on.
    pub(crate) reset_wanted: bool,
    /// Whether the present registration is ended soon after it began.
    short_lived: ShortLived,
    standbys: Standbys,
    /// Standby connections are held, and better servers looked for.
    looks_for_standby: bool,
    /// How long a better server has to answer before the phone goes home to it.
    monitor: Duration,
    /// The machine's own network is gone.
    network_lost: bool,
}

impl Connection {
    /// To one of the servers of this configuration.
    pub(crate) fn new(config: &StationConfig) -> Self {
        let servers = config.servers.iter().cloned().map(Server::new);
        let last_resort = config.last_resort.iter().cloned().map(Server::last_resort);
        let servers = servers.chain(last_resort).take(MAX_SERVERS).collect();
        Self {
            link: Link::New,
            servers,
            current: 0,
            text: String::new(),
            failure: String::new(),
            refusal: String::new(),
            local: None,
            keepalive: None,
            last_reason: Reason::Initialized,
            refusals: 0,
            reset_wanted: false,
            short_lived: ShortLived::default(),
            standbys: Standbys::new(),
            looks_for_standby: config.standby,
            monitor: config.connection_monitor.max(LEAST_MONITOR),
            network_lost: false,
        }
    }

    /// The server in use or next in turn, `host:port`.
    pub(crate) fn server(&self) -> &str {
        self.address(self.current)
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

    /// The server is gone, and calls go on without it.
    pub(crate) const fn is_preserving(&self) -> bool {
        matches!(self.link, Link::Preserving { .. })
    }

    /// The phone has left for good.
    pub(crate) const fn has_left(&self) -> bool {
        matches!(self.link, Link::Left)
    }

    /// The state as the screen shows it.
    pub(crate) const fn state(&self) -> RegistrationState {
        match self.link {
            Link::New | Link::Off | Link::LastFigures { .. } | Link::Left => {
                RegistrationState::Offline
            }
            Link::Connecting { .. } => RegistrationState::Connecting,
            Link::Registering { .. } => RegistrationState::Registering,
            Link::Configuring => RegistrationState::Configuring,
            Link::Registered => RegistrationState::Registered,
            Link::Waiting { refused: true, .. } => RegistrationState::Rejected,
            Link::Waiting { refused: false, .. } | Link::Preserving { .. } => {
                RegistrationState::Waiting
            }
            Link::EndingCalls { .. } | Link::Unregistering { .. } => {
                RegistrationState::Unregistering
            }
        }
    }

    /// Why the last attempt failed, as far as nothing has been tried since.
    pub(crate) fn reason(&self) -> &str {
        match self.state() {
            RegistrationState::Rejected => &self.refusal,
            RegistrationState::Waiting => &self.failure,
            _ => "",
        }
    }

    /// When something is due.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        let link = match self.link {
            Link::New => Some(Moment::START),
            Link::Off | Link::Left | Link::Configuring | Link::Registered => None,
            Link::Preserving { look_at } => Some(look_at),
            Link::Connecting { until }
            | Link::Registering { until }
            | Link::Waiting { until, .. }
            | Link::EndingCalls { until, .. }
            | Link::Unregistering { until, .. }
            | Link::LastFigures { until } => Some(until),
        };
        link.into_iter()
            .chain(self.keepalive.map(|keepalive| keepalive.due))
            .chain(self.standby_deadline())
            .min()
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
                self.connection.not_reached(self.connection.current);
                self.lose("no answer to the connection", true)
            }
            Link::Registering { until } if until <= now => {
                self.lose("no answer to the registration", true)
            }
            Link::EndingCalls { until, after } if until <= now => self.unregister(after),
            Link::Unregistering { until, after } if until <= now => self.left(after, true),
            Link::LastFigures { until } if until <= now => self.finish(),
            Link::Preserving { look_at } if look_at <= now => self.look_for_silence(),
            _ => {}
        }
        self.expire_keepalive();
        self.expire_standbys();
        self.expire_going_home();
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
            let text = self.words("No call server is set").to_owned();
            self.step(Link::Off, text);
            return;
        };
        self.connection.current = at;
        if moment > self.now {
            let seconds = moment.since(self.now).as_secs().max(1);
            let failure = &self.connection.failure;
            let stop = if failure.ends_with(['.', '?', '!']) {
                ""
            } else {
                "."
            };
            let text = self.words_with("{}{} Trying again in {} s", &[failure, &stop, &seconds]);
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
        if self.connection.is_held(at) {
            self.take_over();
            return;
        }
        self.drop_attempt_to(at);
        let server = self.connection.server().to_owned();
        self.forget_bytes();
        self.version.forget();
        self.step(
            Link::Connecting {
                until: self.now + CONNECT_TIMEOUT,
            },
            self.words_with("Connecting to {} …", &[&server]),
        );
        self.put(Output::Connect { server });
    }

    /// The connection is open: say who we are.
    pub(crate) fn on_connected(&mut self, local: SocketAddr, peer: SocketAddr) {
        if !matches!(self.connection.link, Link::Connecting { .. }) {
            return;
        }
        self.connection.reached(peer);
        self.begin_registration(local);
    }

    /// Register on the connection, which is open from this own address.
    fn begin_registration(&mut self, local: SocketAddr) {
        self.await_registration(local);
        self.send_registration(local);
    }

    /// Register was sent, or is sent now, on the connection that is open from this own address.
    fn await_registration(&mut self, local: SocketAddr) {
        self.connection.local = Some(local);
        self.traffic.since = Some(self.now);
        self.connection.network_lost = false;
        let text = self.words_with("Registering with {} …", &[&self.connection.server()]);
        self.step(
            Link::Registering {
                until: self.now + REGISTER_TIMEOUT,
            },
            text,
        );
    }

    /// The connection could not be opened.
    pub(crate) fn on_connect_failed(&mut self, reason: &str) {
        if matches!(self.connection.link, Link::Connecting { .. }) {
            self.connection.not_reached(self.connection.current);
            self.lose(reason, false);
        }
    }

    /// The connection is gone.
    pub(crate) fn on_disconnected(&mut self, reason: &str) {
        if self.connection.is_open() || matches!(self.connection.link, Link::Connecting { .. }) {
            self.connection.last_reason = Reason::Closed;
            if self.connection.is_registered() {
                self.note_end_by_server();
            }
            self.lose(reason, false);
        }
    }

    /// The server is lost: on to the next at once, or when the calls that can go on have ended.
    pub(crate) fn lose(&mut self, reason: &str, close: bool) {
        if let Link::EndingCalls { after, .. } | Link::Unregistering { after, .. } =
            self.connection.link
        {
            self.left(after, close);
            return;
        }
        if close {
            self.put(Output::Disconnect);
        }
        let reason = self.words(reason);
        let mut failure = format!("{}: {reason}", self.connection.server());
        if let Some(words) = self.words_on_a_taken_name() {
            failure = format!("{failure}. {words}");
        }
        self.traffic.losses += 1;
        self.note_status(failure.clone());
        self.connection.refusals = 0;
        self.connection.back_off(self.now, &mut self.random);
        if self.can_preserve() {
            self.preserve_calls(failure);
        } else {
            self.try_again(failure);
        }
    }

    /// The attempt failed for this reason: clean up, show it, and on to the next.
    pub(crate) fn try_again(&mut self, failure: String) {
        self.connection.link = Link::Off;
        self.forget_registration();
        self.connection.failure = failure;
        let at_once = self
            .connection
            .next(self.now)
            .is_some_and(|(_, moment)| moment <= self.now);
        if at_once {
            // The next server is tried at once; why this one was left is seen all the same.
            let refused = self.connection.refusals > 0;
            let text = self.connection.failure.clone();
            self.step(
                Link::Waiting {
                    until: self.now,
                    refused,
                },
                text,
            );
            self.settle();
        }
        self.connect();
    }

    /// Everything that holds only while connected.
    fn forget_connection(&mut self) {
        self.connection.keepalive = None;
        self.connection.local = None;
        self.traffic.since = None;
        self.connection.reset_wanted = false;
        self.registering = Default::default();
        self.release_told_port();
        self.version.forget();
        self.forget_bytes();
    }

    /// Everything that holds only while registered.
    pub(crate) fn forget_registration(&mut self) {
        self.forget_connection();
        self.end_everything();
        self.buttons = crate::keys::ButtonTemplate::new();
        self.soft_keys = crate::keys::SoftKeyTemplate::new();
        self.lines = Default::default();
        self.display = Default::default();
        self.idle_keys = None;
        self.soft_key_page = 0;
        self.active_line = 1;
        self.last_line = 1;
    }
}
