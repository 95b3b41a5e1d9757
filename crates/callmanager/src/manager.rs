//! The core: takes inputs with their time, gives outputs and its next deadline.
//!
//! It opens no socket, reads no clock and has no chance in it: the same inputs
//! give the same outputs. Law: after every [`CallManager::handle`], drain
//! [`CallManager::poll_output`], then arm a timer at [`CallManager::deadline`]
//! for an [`Input::Tick`].

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddrV4;
use std::time::Duration;

use sccp::{Message, Packet};
use tracing::{debug, info, warn};

use crate::calls::{KeySource, Leg};
use crate::conference::Conference;
use crate::directory::Directory;
use crate::directory::PhoneIndex;
use crate::features::call_back::CallBacks;
use crate::features::park::Parked;
use crate::features::presence::Watch;
use crate::registration::session::Session;
use crate::services::voicemail::Mailboxes;
use crate::timers::Timers;
use crate::{
    ConferenceId, Config, ConnectionId, Input, MediaCommand, MediaReport, Output, StreamId,
    WallClock,
};

/// How long a connection may stay without registering, and be silent meanwhile.
pub(crate) const UNREGISTERED: Duration = Duration::from_secs(30);

/// Phones are told their keepalive interval in whole seconds.
const SHORTEST_KEEP_ALIVE: Duration = Duration::from_secs(1);

/// Requests after RegisterAck that a phone has left out are not waited for longer.
pub(crate) const SETTLING: Duration = Duration::from_secs(10);

/// Frames of a phone that may be too short before its connection is closed: an
/// odd firmware is borne with, another protocol is not.
const MAX_MALFORMED: u32 = 16;

/// What a deadline is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deadline {
    /// Nothing was heard of a connection for too long.
    Silence(ConnectionId),
    /// A phone that registered asks no further.
    Settled(ConnectionId),
    /// A leg's state has lasted as long as it may.
    Leg(u32),
    /// A subscription of a connection, by its transaction, has lasted as long as was asked for.
    Subscription(ConnectionId, u32),
    /// The call in that slot has waited for long.
    Park(u32),
    /// A short tone in that leg is over.
    Beep(u32),
    /// A ring that told a phone of something is over.
    Quiet(PhoneIndex),
}

/// A phone as others see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneStatus {
    /// Its device name.
    pub device: String,
    /// The number of its first line.
    pub number: String,
    /// Whether it is registered now.
    pub registered: bool,
    /// How many calls it has.
    pub calls: usize,
}

/// An SCCP call server without I/O.
#[derive(Debug)]
pub struct CallManager {
    pub(crate) config: Config,
    pub(crate) now: Duration,
    pub(crate) sessions: BTreeMap<ConnectionId, Session>,
    pub(crate) directory: Directory,
    pub(crate) legs: BTreeMap<u32, Leg>,
    pub(crate) conferences: BTreeMap<ConferenceId, Conference>,
    /// The leg of each open path, by `passThroughPartyId`.
    pub(crate) parties: BTreeMap<u32, u32>,
    /// The calls in park slots.
    pub(crate) parked: Parked,
    /// Where all calls of a number go, or that they go nowhere else, as phones have set it.
    pub(crate) forwards: BTreeMap<String, Option<String>>,
    /// The lines that phones want to hear of when they are free.
    pub(crate) call_backs: CallBacks,
    /// The member of each hunt group that rang last.
    pub(crate) last_hunted: BTreeMap<usize, String>,
    /// When each line was in use last.
    pub(crate) last_used: BTreeMap<String, Duration>,
    pub(crate) timers: Timers<Deadline>,
    pub(crate) watch: Watch,
    pub(crate) mailboxes: Mailboxes,
    /// The multicast group of each page, by the leg of who pages.
    pub(crate) pages: BTreeMap<u32, SocketAddrV4>,
    clock: (WallClock, Duration),
    last_identifier: u32,
    /// Where keys of encrypted calls come from, once it is seeded.
    pub(crate) key_source: Option<KeySource>,
    /// Legs whose sound would have to be encrypted and cannot be; empty after every input.
    pub(crate) unencrypted: Vec<u32>,
    /// Drained after every input, so never longer than what one of these brings.
    outputs: VecDeque<Output>,
}

impl CallManager {
    /// A server whose phones are not there yet.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let directory = Directory::new(&config);
        Self {
            config,
            now: Duration::ZERO,
            sessions: BTreeMap::new(),
            directory,
            legs: BTreeMap::new(),
            conferences: BTreeMap::new(),
            parties: BTreeMap::new(),
            parked: Parked::new(),
            forwards: BTreeMap::new(),
            call_backs: CallBacks::new(),
            last_hunted: BTreeMap::new(),
            last_used: BTreeMap::new(),
            timers: Timers::new(),
            watch: Watch::default(),
            mailboxes: Mailboxes::default(),
            pages: BTreeMap::new(),
            clock: (
                WallClock {
                    unix_ms: 0,
                    utc_offset_s: 0,
                },
                Duration::ZERO,
            ),
            last_identifier: 0,
            key_source: None,
            unencrypted: Vec::new(),
            outputs: VecDeque::new(),
        }
    }

    /// Takes an input. `now` is the time since any fixed moment; it does not go back.
    pub fn handle(&mut self, input: Input, now: Duration) {
        self.now = self.now.max(now);
        while let Some(deadline) = self.timers.take_due(self.now) {
            self.expire(deadline);
        }
        match input {
            Input::Tick => {}
            Input::Clock(clock) => self.clock = (clock, self.now),
            Input::Opened {
                connection,
                peer,
                local,
            } => {
                self.sessions.insert(connection, Session::new(peer, local));
                self.timers
                    .set(Deadline::Silence(connection), self.now + UNREGISTERED);
            }
            Input::Received { connection, bytes } => self.received(connection, &bytes),
            Input::Closed { connection } => {
                if self.forget(connection).is_some() {
                    debug!(connection = connection.0, "the phone closed its connection");
                }
            }
            Input::Media(report) => self.media_report(report),
            Input::Stored {
                message,
                envelope,
                heard,
            } => self.stored(message, envelope, heard),
            Input::Reset { device, reset_type } => {
                if let Some(phone) = self.directory.find(&device) {
                    self.tell(phone, sccp::Reset { reset_type });
                }
            }
        }
        self.end_unencrypted();
        self.mirror();
        self.tell_call_backs();
        self.tell_watchers();
    }

    /// The next thing to carry out.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When the next [`Input::Tick`] is due.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        self.timers.next()
    }

    /// All phones that are configured, then those that have registered besides.
    pub fn phones(&self) -> impl Iterator<Item = PhoneStatus> {
        self.directory.iter().map(|(_, phone)| PhoneStatus {
            device: phone.device.clone(),
            number: phone.number.clone(),
            registered: phone.connection.is_some(),
            calls: self.own_legs(phone).count(),
        })
    }

    /// The time of day now.
    pub(crate) fn clock(&self) -> WallClock {
        let (clock, at) = self.clock;
        clock.after(self.now.saturating_sub(at))
    }

    /// A number for a call or a stream that no other has.
    pub(crate) fn next_identifier(&mut self) -> u32 {
        // 0 stands for "no call" on the wire; after 2^32 of them the first are long over.
        self.last_identifier = self.last_identifier.checked_add(1).unwrap_or(1);
        self.last_identifier
    }

    pub(crate) fn output(&mut self, output: Output) {
        self.outputs.push_back(output);
    }

    pub(crate) fn media(&mut self, command: MediaCommand) {
        self.output(Output::Media(command));
    }

    /// Sends a message in the layout agreed on the connection.
    pub(crate) fn send(&mut self, connection: ConnectionId, message: impl Into<Message>) {
        let Some(session) = self.sessions.get(&connection) else {
            return;
        };
        let bytes = Packet::new(message, session.version).encode();
        self.output(Output::Send { connection, bytes });
    }

    /// Sends a message to a phone, if it is registered.
    pub(crate) fn tell(&mut self, phone: PhoneIndex, message: impl Into<Message>) {
        if let Some(connection) = self.directory.get(phone).connection {
            self.send(connection, message);
        }
    }

    /// Closes a connection from this side.
    pub(crate) fn close(&mut self, connection: ConnectionId, reason: &str) {
        if let Some(session) = self.forget(connection) {
            info!(connection = connection.0, peer = %session.peer, reason, "closing a connection");
            self.output(Output::Close {
                connection,
                reason: reason.to_owned(),
            });
        }
    }

    /// Drops a connection with its registration and its calls.
    fn forget(&mut self, connection: ConnectionId) -> Option<Session> {
        self.unregister(connection);
        self.timers.clear(Deadline::Silence(connection));
        self.timers.clear(Deadline::Settled(connection));
        self.end_subscriptions(connection);
        self.sessions.remove(&connection)
    }

    fn received(&mut self, connection: ConnectionId, bytes: &[u8]) {
        let Some(session) = self.sessions.get_mut(&connection) else {
            return;
        };
        session.reader.push(bytes);
        self.await_sign_of_life(connection);
        // The session may go away by what it says.
        while let Some(session) = self.sessions.get_mut(&connection) {
            let packet = match session.reader.next() {
                None => return,
                Some(Err(error)) => {
                    warn!(connection = connection.0, peer = %session.peer, %error, "this is not SCCP");
                    return self.close(connection, "what it sent is not SCCP");
                }
                Some(Ok(frame)) => Packet::decode(&frame, session.version),
            };
            match packet {
                Ok(packet) => self.message(connection, packet.message),
                Err(error) => {
                    session.malformed += 1;
                    warn!(connection = connection.0, peer = %session.peer, %error, "skipping a frame");
                    if session.malformed >= MAX_MALFORMED {
                        return self
                            .close(connection, "too many of its frames cannot be understood");
                    }
                }
            }
        }
    }

    /// Starts waiting anew for a sign of life.
    pub(crate) fn await_sign_of_life(&mut self, connection: ConnectionId) {
        let Some(session) = self.sessions.get(&connection) else {
            return;
        };
        // Before registering the time is counted from the opening: chatter does not prolong it.
        if session.phone.is_some() {
            let silence = self
                .config
                .keep_alive
                .max(SHORTEST_KEEP_ALIVE)
                .saturating_mul(3);
            self.timers
                .set(Deadline::Silence(connection), self.now + silence);
        }
    }

    fn expire(&mut self, deadline: Deadline) {
        match deadline {
            Deadline::Silence(connection) => {
                let registered = self
                    .sessions
                    .get(&connection)
                    .is_some_and(|session| session.phone.is_some());
                let reason = if registered {
                    "no keepalive for three intervals"
                } else {
                    "it did not register"
                };
                self.close(connection, reason);
            }
            Deadline::Settled(connection) => self.welcome(connection),
            Deadline::Leg(reference) => self.leg_expired(reference),
            Deadline::Subscription(connection, transaction) => {
                self.subscription_expired(connection, transaction);
            }
            Deadline::Park(slot) => self.park_expired(slot),
            Deadline::Beep(reference) => self.beep_expired(reference),
            Deadline::Quiet(phone) => self.quiet(phone),
        }
    }

    fn media_report(&mut self, report: MediaReport) {
        match report {
            MediaReport::Opened { stream, address } => self.stream_opened(stream, address),
            MediaReport::Failed { stream, reason } => self.stream_failed(stream, &reason),
            MediaReport::Digit { stream, digit } => self.stream_digit(stream, digit),
            MediaReport::NoGroup { stream } => self.no_group(stream),
            MediaReport::Recorded { message, length } => self.recorded(message, length),
            MediaReport::Finished { stream } => self.clips_finished(stream),
        }
    }

    /// The leg whose path is that server stream now.
    pub(crate) fn leg_of_stream(&self, stream: StreamId) -> Option<u32> {
        let reference = *self.parties.get(&stream.0)?;
        let leg = self.legs.get(&reference)?;
        (leg.channel.stream() == Some(stream)).then_some(reference)
    }
}
