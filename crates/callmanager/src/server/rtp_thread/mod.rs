//! The thread of all RTP streams: waits for packets, and for the time the next one is due.
//!
//! By a plan that starts with each stream: packets leave evenly whatever else goes on.

mod conferences;
mod pages;
mod ports;

use std::collections::HashMap;
use std::hash::RandomState;
use std::net::IpAddr;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant, SystemTime};

use media::Codec;
use mio::{Events, Interest, Poll, Token};
use tokio::sync::mpsc;
use tracing::{debug, error, warn};

use crate::server::instant;
use crate::server::mailboxes::Mailboxes;
use crate::server::mixer::Mixer;
use crate::server::sounds::Sounds;
use crate::server::stream::{Heard, Order, Stream};
use crate::timers::Timers;
use crate::{Clip, ConferenceId, MediaCommand, MediaReport, StreamId};

/// Packets taken from one stream before others have their turn.
const MAX_BURST: usize = 64;

/// Events of one poll.
const MAX_EVENTS: usize = 256;

/// Largest datagram that is looked at: far above RTP of G.711.
const MAX_DATAGRAM: usize = 2_048;

/// The event that tells of a command.
pub(super) const WAKE: Token = Token(usize::MAX);

/// What is due at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    /// The next packet of a stream.
    Packet(StreamId),
    /// The next block of a conference.
    Block(ConferenceId),
    /// The next report to a phone.
    Report(StreamId),
}

/// What the thread works with.
pub(super) struct Worker {
    ip: IpAddr,
    poll: Poll,
    queue: Receiver<MediaCommand>,
    reports: mpsc::Sender<MediaReport>,
    sounds: Sounds,
    mailboxes: Mailboxes,
    streams: HashMap<StreamId, Stream>,
    /// The streams that send on what comes in at another.
    paged: HashMap<StreamId, Vec<StreamId>>,
    /// The conferences, each with the time of its next block.
    mixers: HashMap<ConferenceId, (Mixer, Duration)>,
    due: Timers<Due>,
    start: Instant,
    /// The time of day at the start, since 1970.
    epoch: Duration,
    random: RandomState,
}

impl Worker {
    pub(super) fn new(
        ip: IpAddr,
        poll: Poll,
        queue: Receiver<MediaCommand>,
        reports: mpsc::Sender<MediaReport>,
        sounds: Sounds,
        mailboxes: Mailboxes,
    ) -> Self {
        Self {
            ip,
            poll,
            queue,
            reports,
            sounds,
            mailboxes,
            streams: HashMap::new(),
            paged: HashMap::new(),
            mixers: HashMap::new(),
            due: Timers::new(),
            start: instant(),
            epoch: time_of_day(),
            random: chance(),
        }
    }

    /// Works until nobody can command any more.
    pub(super) fn run(mut self) {
        let mut events = Events::with_capacity(MAX_EVENTS);
        let mut buffer = vec![0; MAX_DATAGRAM];
        loop {
            let wait = self.due.next().map(|due| due.saturating_sub(self.now()));
            if let Err(error) = self.poll.poll(&mut events, wait)
                && error.kind() != std::io::ErrorKind::Interrupted
            {
                return error!(%error, "the RTP thread cannot wait for packets");
            }
            loop {
                match self.queue.try_recv() {
                    Ok(command) => self.command(command),
                    Err(TryRecvError::Empty) => break,
                    Err(TryRecvError::Disconnected) => return,
                }
            }
            for event in events.iter().filter(|event| event.token() != WAKE) {
                match Socket::of(event.token()) {
                    Some(Socket::Sound(stream)) => self.receive(stream, &mut buffer),
                    Some(Socket::Reports(stream)) => self.receive_reports(stream, &mut buffer),
                    None => {}
                }
            }
            let now = self.now();
            while let Some(due) = self.due.take_due(now) {
                match due {
                    Due::Packet(stream) => self.transmit(stream, now),
                    Due::Block(conference) => self.mix(conference, now),
                    Due::Report(stream) => self.send_report(stream, now),
                }
            }
        }
    }

    fn now(&self) -> Duration {
        instant() - self.start
    }

    fn command(&mut self, command: MediaCommand) {
        match command {
            MediaCommand::Open { stream } => {
                let report = match self.open(stream) {
                    Ok(address) => MediaReport::Opened { stream, address },
                    Err(error) => MediaReport::Failed {
                        stream,
                        reason: error.to_string(),
                    },
                };
                self.report(report);
            }
            MediaCommand::Start {
                stream,
                remote,
                codec,
                ptime_ms,
                dtmf_payload_type,
                source,
                keys,
            } => match Codec::from_sccp(codec).filter(|codec| codec.is_available()) {
                Some(codec) => {
                    let order = Order {
                        remote,
                        codec,
                        ptime_ms,
                        dtmf_payload_type,
                        source,
                        keys,
                    };
                    self.start(stream, order);
                }
                None => self.report(MediaReport::Failed {
                    stream,
                    reason: "the server lacks the codec".to_owned(),
                }),
            },
            MediaCommand::Play { stream, clips } => {
                let sound = |clip: &Clip| match clip {
                    Clip::Message(message) => self.mailboxes.samples(*message),
                    clip => self.sounds.clip(*clip),
                };
                if let Some(entry) = self.streams.get_mut(&stream) {
                    entry.play(clips.iter().map(sound).collect());
                }
            }
            MediaCommand::Record {
                stream,
                message,
                envelope,
                longest,
            } => {
                if let Some(entry) = self.streams.get_mut(&stream) {
                    entry.record(message, envelope, longest);
                }
            }
            MediaCommand::StopRecording { stream } => self.keep_recording(stream),
            MediaCommand::Heard { message } => self.mailboxes.heard(message),
            MediaCommand::Forget { message } => self.mailboxes.forget(message),
            MediaCommand::SendToGroup {
                stream,
                group,
                interface,
                ttl,
            } => self.send_to_group(stream, group, interface, ttl),
            MediaCommand::Close { stream } => self.close(stream),
        }
    }

    /// Lets a stream send, from now on.
    fn start(&mut self, stream: StreamId, order: Order) {
        let now = self.now();
        let Some(entry) = self.streams.get_mut(&stream) else {
            return;
        };
        if let Some(due) = entry.start(order, &self.sounds, now) {
            self.due.set(Due::Packet(stream), due);
        }
        if let Some(due) = entry.start_reports(now) {
            self.due.set(Due::Report(stream), due);
        }
        if let Some(pager) = entry.paged_by() {
            self.paged.entry(pager).or_default().push(stream);
        }
        self.join(stream, now);
    }

    /// Ends a stream and frees its port.
    fn close(&mut self, stream: StreamId) {
        self.paged.remove(&stream);
        let pager = self.streams.get(&stream).and_then(Stream::paged_by);
        if let Some(paged) = pager.and_then(|pager| self.paged.get_mut(&pager)) {
            paged.retain(|other| *other != stream);
        }
        self.keep_recording(stream);
        self.due.clear(Due::Packet(stream));
        self.due.clear(Due::Report(stream));
        self.leave(stream);
        let now = self.now();
        if let Some(mut entry) = self.streams.remove(&stream) {
            entry.end_reports(now);
            debug!(
                stream = stream.0,
                sent = entry.sent(),
                discarded = entry.discarded(),
                "a stream ends"
            );
            // Closing the socket takes it from the poll as well.
            let _ = self.poll.registry().deregister(&mut entry.socket);
            if let Some(reports) = &mut entry.reports {
                let _ = self.poll.registry().deregister(&mut reports.socket);
            }
        }
    }

    /// Ends the recording of a stream, if there is one, and keeps it.
    fn keep_recording(&mut self, stream: StreamId) {
        let recording = self.streams.get_mut(&stream);
        let Some(recording) = recording.and_then(Stream::stop_recording) else {
            return;
        };
        let (message, envelope) = (recording.message, recording.envelope.clone());
        let length = self
            .mailboxes
            .keep(message, &envelope, recording.into_samples());
        self.report(MediaReport::Recorded { message, length });
    }

    fn receive(&mut self, stream: StreamId, buffer: &mut [u8]) {
        let now = self.now();
        for _ in 0..MAX_BURST {
            let Some(entry) = self.streams.get_mut(&stream) else {
                return;
            };
            match entry.socket.recv_from(buffer) {
                Ok((count, from)) => {
                    let datagram = buffer.get(..count).unwrap_or_default();
                    match entry.receive(datagram, from, now) {
                        Some(Heard::Digit(digit)) => {
                            self.report(MediaReport::Digit { stream, digit });
                        }
                        Some(Heard::Page(datagram)) => self.page(stream, &datagram),
                        Some(Heard::Finished) | None => {}
                    }
                }
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => return,
                // A closed port of the peer shows up here; the next packet may come all the same.
                Err(error) => debug!(stream = stream.0, %error, "cannot receive"),
            }
        }
        // There may be more: asking anew makes the poll tell of it again.
        if let Some(entry) = self.streams.get_mut(&stream) {
            let token = Socket::Sound(stream).token();
            let again =
                self.poll
                    .registry()
                    .reregister(&mut entry.socket, token, Interest::READABLE);
            if let Err(error) = again {
                warn!(stream = stream.0, %error, "a stream can receive no more");
            }
        }
    }

    fn receive_reports(&mut self, stream: StreamId, buffer: &mut [u8]) {
        let now = self.now();
        let Some(entry) = self.streams.get_mut(&stream) else {
            return;
        };
        entry.receive_reports(buffer, now);
        let Some(reports) = &mut entry.reports else {
            return;
        };
        // There may be more, as above.
        let token = Socket::Reports(stream).token();
        let socket = &mut reports.socket;
        if let Err(error) = self
            .poll
            .registry()
            .reregister(socket, token, Interest::READABLE)
        {
            warn!(stream = stream.0, %error, "a stream can receive no more reports");
        }
    }

    fn send_report(&mut self, stream: StreamId, now: Duration) {
        let entry = self.streams.get_mut(&stream);
        if let Some(due) = entry.and_then(|entry| entry.report(now)) {
            self.due.set(Due::Report(stream), due);
        }
    }

    fn transmit(&mut self, stream: StreamId, now: Duration) {
        let Some(entry) = self.streams.get_mut(&stream) else {
            return;
        };
        let (due, heard) = entry.transmit(now);
        if let Some(due) = due {
            self.due.set(Due::Packet(stream), due);
        }
        if heard == Some(Heard::Finished) {
            self.report(MediaReport::Finished { stream });
        }
    }

    fn report(&self, report: MediaReport) {
        if self.reports.try_send(report).is_err() {
            warn!("the core does not take the reports of the RTP thread");
        }
    }
}

/// A socket of a stream, as the poll names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Socket {
    Sound(StreamId),
    Reports(StreamId),
}

impl Socket {
    fn token(self) -> Token {
        // A number of 32 bits doubled fits all but the last half of a 32-bit machine's streams,
        // which it has no memory for.
        match self {
            Self::Sound(stream) => Token((stream.0 as usize).wrapping_mul(2)),
            Self::Reports(stream) => Token((stream.0 as usize).wrapping_mul(2) | 1),
        }
    }

    fn of(token: Token) -> Option<Self> {
        let stream = StreamId(u32::try_from(token.0 / 2).ok()?);
        Some(match token.0 % 2 {
            0 => Self::Sound(stream),
            _ => Self::Reports(stream),
        })
    }
}

/// The time of day, since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "the server does I/O; reports tell the time of day"
)]
fn time_of_day() -> Duration {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
}

/// Where the first numbers of RTP streams come from.
#[expect(
    clippy::disallowed_methods,
    reason = "the server does I/O; its core has no chance in it"
)]
fn chance() -> RandomState {
    RandomState::new()
}
