//! Real stations against the call server, on one virtual clock; media are faked.
//!
//! For what a person sees and hears. What stands on the wire is looked at with `bench`, real
//! sockets and sound with `client`.

#![allow(dead_code, reason = "every test file uses a part of it")]

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::time::Duration;

use callmanager::{
    CallManager, Clip, Config, ConnectionId, Envelope, MediaCommand, MediaReport, MessageId,
    Source, StreamId, StreamKeys, WallClock,
};
use station::{
    CallState, Event, Input, Intent, Moment, Output, RegistrationState, Screen, Station,
    StationConfig, StreamProtection, VoiceCommand, VoiceFailure, VoiceReport,
};

/// How long a message is on its way.
pub(crate) const TRANSIT: Duration = Duration::from_millis(1);

/// Where a phone is told to send, or a server stream sends to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sending {
    pub(crate) stream: u32,
    pub(crate) remote: SocketAddr,
}

pub(crate) struct Phone {
    pub(crate) station: Station,
    pub(crate) connection: Option<ConnectionId>,
    /// Bytes on their way to the station, with when they arrive.
    pub(crate) inbox: VecDeque<(Duration, Input)>,
    pub(crate) address: Ipv4Addr,
    /// Streams the station receives, with their ports.
    pub(crate) receives: Vec<(u32, u16)>,
    /// The keys of the streams that were opened and started last.
    pub(crate) receives_with: Option<StreamProtection>,
    pub(crate) sends_with: Option<StreamProtection>,
    /// Its voice path cannot do with keys.
    pub(crate) refuses_keys: bool,
    pub(crate) sends: Vec<Sending>,
    /// What it was asked to receive and to send, in order.
    pub(crate) asked: Vec<VoiceCommand>,
    /// Multicast groups the station hears, with their streams.
    pub(crate) groups: Vec<(u32, SocketAddr)>,
    pub(crate) sent_digits: String,
    pub(crate) screens: usize,
    pub(crate) finished: bool,
    /// What the station found odd about the server.
    pub(crate) anomalies: Vec<String>,
}

impl Phone {
    pub(crate) fn screen(&self) -> &Screen {
        self.station.screen()
    }

    pub(crate) fn registered(&self) -> bool {
        self.screen().registration.state == RegistrationState::Registered
    }

    /// State of the call in front, or of the only one.
    pub(crate) fn state(&self) -> Option<CallState> {
        let screen = self.screen();
        let front = screen
            .calls
            .iter()
            .find(|call| Some(call.call_reference) == screen.focused_call);
        front.or(screen.calls.last()).map(|call| call.state)
    }
}

/// Stations and a call server.
pub(crate) struct Lab {
    pub(crate) core: CallManager,
    pub(crate) phones: Vec<Phone>,
    pub(crate) now: Duration,
    /// Inputs on their way to the server.
    pub(crate) inbox: VecDeque<(Duration, callmanager::Input)>,
    /// Streams of the server: what they send, and to whom.
    pub(crate) streams: Vec<(StreamId, Source, SocketAddr)>,
    /// The keys of the one that was started last.
    pub(crate) keys: Option<StreamKeys>,
    pub(crate) plays: Vec<usize>,
    /// Multicast groups that pages were sent to.
    pub(crate) groups: Vec<SocketAddrV4>,
    /// News of media that are still to come.
    pub(crate) reports: Vec<(Duration, MediaReport)>,
    /// What was ordered to be played last.
    pub(crate) clips: Vec<Clip>,
    /// What is being recorded, and since when.
    pub(crate) recordings: Vec<(StreamId, MessageId, Envelope, Duration)>,
    /// What was recorded.
    pub(crate) recorded: Vec<Envelope>,
    pub(crate) heard: Vec<MessageId>,
    pub(crate) forgotten: Vec<MessageId>,
    pub(crate) connections: u64,
}

/// The wish to dial a number.
pub(crate) fn dial(number: &str) -> Intent {
    Intent::Dial(number.to_owned())
}

/// The wish to press the soft key with that label.
pub(crate) fn soft_key(label: &str) -> Intent {
    Intent::SoftKey(label.to_owned())
}

/// Labels of the soft keys that a phone shows.
pub(crate) fn keys(lab: &Lab, phone: usize) -> Vec<&str> {
    let keys = &lab.screen(phone).soft_keys.keys;
    keys.iter().map(|key| key.label.as_str()).collect()
}

/// States of the calls that a phone shows.
pub(crate) fn states(lab: &Lab, phone: usize) -> Vec<CallState> {
    let calls = &lab.screen(phone).calls;
    calls.iter().map(|call| call.state).collect()
}

/// The notice that a phone shows.
pub(crate) fn notice(lab: &Lab, phone: usize) -> &str {
    let notify = lab.screen(phone).notify.as_ref();
    notify.map_or("", |notify| notify.text.as_str())
}

/// No phone has a call or a stream any more, and none found anything odd.
pub(crate) fn nothing_is_left_of_it(lab: &Lab) {
    assert_eq!(lab.streams, []);
    for (place, phone) in lab.phones.iter().enumerate() {
        assert_eq!(phone.screen().calls, [], "phone {place}");
        assert!(
            phone.sends.is_empty() && phone.receives.is_empty(),
            "phone {place} keeps streams"
        );
        assert_eq!(phone.anomalies, [""; 0], "phone {place}");
    }
    assert!(lab.core.phones().all(|phone| phone.calls == 0));
}

/// How long clips of voice mail last, however many.
pub(crate) const CLIPS: Duration = Duration::from_secs(2);

pub(crate) const SERVER: &str = "192.0.2.1:2000";

impl Lab {
    pub(crate) fn new(config: Config) -> Self {
        let mut core = CallManager::new(config);
        let clock = WallClock {
            unix_ms: 1_780_662_896_000,
            utc_offset_s: 0,
        };
        core.handle(callmanager::Input::Clock(clock), Duration::ZERO);
        Self {
            core,
            phones: Vec::new(),
            now: Duration::ZERO,
            inbox: VecDeque::new(),
            streams: Vec::new(),
            keys: None,
            plays: Vec::new(),
            groups: Vec::new(),
            reports: Vec::new(),
            clips: Vec::new(),
            recordings: Vec::new(),
            recorded: Vec::new(),
            heard: Vec::new(),
            forgotten: Vec::new(),
            connections: 0,
        }
    }

    /// Starts a station; it registers when time passes.
    pub(crate) fn start(&mut self, device: &str, protocol_version: u8) -> usize {
        self.start_as(StationConfig {
            device: device.to_owned(),
            protocol_version,
            ..StationConfig::default()
        })
    }

    /// Starts a station with this configuration, but the server and the seed.
    pub(crate) fn start_as(&mut self, config: StationConfig) -> usize {
        let place = self.phones.len();
        let config = StationConfig {
            servers: vec![SERVER.to_owned()],
            seed: 7 + u64::try_from(place).expect("few phones"),
            ..config
        };
        self.phones.push(Phone {
            station: Station::new(config),
            connection: None,
            inbox: VecDeque::new(),
            address: Ipv4Addr::new(192, 0, 2, 10 + u8::try_from(place).expect("few phones")),
            receives: Vec::new(),
            receives_with: None,
            sends_with: None,
            refuses_keys: false,
            sends: Vec::new(),
            asked: Vec::new(),
            groups: Vec::new(),
            sent_digits: String::new(),
            screens: 0,
            finished: false,
            anomalies: Vec::new(),
        });
        self.give(place, Input::Tick);
        place
    }

    /// A station that is registered.
    pub(crate) fn phone(&mut self, device: &str) -> usize {
        let phone = self.start(device, 22);
        self.run(Duration::from_secs(3));
        assert!(
            self.phones[phone].registered(),
            "{:?}",
            self.screen(phone).registration
        );
        phone
    }

    pub(crate) fn screen(&self, phone: usize) -> &Screen {
        self.phones[phone].screen()
    }

    pub(crate) fn wish(&mut self, phone: usize, intent: Intent) {
        self.give(phone, Input::Intent(intent));
        self.run(Duration::from_secs(1));
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment::START + self.now
    }

    pub(crate) fn give(&mut self, place: usize, input: Input) {
        let now = self.moment();
        self.phones[place].station.handle(input, now);
        while let Some(output) = self.phones[place].station.poll_output() {
            self.carry_out(place, output);
        }
    }

    pub(crate) fn carry_out(&mut self, place: usize, output: Output) {
        let arrives = self.now + TRANSIT;
        match output {
            Output::Connect { server } => {
                assert_eq!(server, SERVER);
                self.connections += 1;
                let connection = ConnectionId(self.connections);
                let phone = &mut self.phones[place];
                phone.connection = Some(connection);
                let local = SocketAddr::from((phone.address, 50_000));
                let peer: SocketAddr = SERVER.parse().expect("an address");
                phone
                    .inbox
                    .push_back((arrives, Input::Connected { local, peer }));
                let opened = callmanager::Input::Opened {
                    connection,
                    peer: local,
                    local: peer,
                };
                self.inbox.push_back((arrives, opened));
            }
            Output::Send(bytes) => {
                if let Some(connection) = self.phones[place].connection {
                    self.inbox
                        .push_back((arrives, callmanager::Input::Received { connection, bytes }));
                }
            }
            Output::Disconnect => {
                if let Some(connection) = self.phones[place].connection.take() {
                    self.inbox
                        .push_back((arrives, callmanager::Input::Closed { connection }));
                }
            }
            Output::Standby { .. } | Output::TakeOver { .. } => {
                unreachable!("there is one server")
            }
            Output::Voice(command) => self.voice(place, command),
            Output::Screen(_) => self.phones[place].screens += 1,
            Output::Event(Event::Anomaly { text }) => self.phones[place].anomalies.push(text),
            Output::Event(_) => {}
            Output::CallLog(_) | Output::Trace(_) => {}
            Output::Finished => self.phones[place].finished = true,
        }
    }

    /// The voice path of a station: ports are opened at once, sound is not made.
    pub(crate) fn voice(&mut self, place: usize, command: VoiceCommand) {
        let arrives = self.now;
        let phone = &mut self.phones[place];
        if matches!(
            command,
            VoiceCommand::OpenReceive { .. } | VoiceCommand::StartTransmit { .. }
        ) {
            phone.asked.push(command.clone());
        }
        let report = match command {
            VoiceCommand::OpenReceive {
                stream, protection, ..
            } if phone.refuses_keys && protection.is_some() => {
                let reason = VoiceFailure::Protection("not today".to_owned());
                VoiceReport::ReceiveFailed { stream, reason }
            }
            VoiceCommand::OpenReceive {
                stream, protection, ..
            } => {
                phone.receives_with = protection;
                let port = 16_384 + 2 * u16::try_from(stream).expect("few streams");
                phone.receives.push((stream, port));
                VoiceReport::ReceiveOpened { stream, port }
            }
            VoiceCommand::CloseReceive { stream, .. } => {
                phone.receives.retain(|(open, _)| *open != stream);
                return;
            }
            VoiceCommand::StartTransmit {
                stream,
                remote,
                protection,
                ..
            } => {
                phone.sends_with = protection;
                phone.sends.retain(|sending| sending.stream != stream);
                phone.sends.push(Sending { stream, remote });
                VoiceReport::TransmitStarted {
                    stream,
                    port: 16_384,
                }
            }
            VoiceCommand::JoinGroup { stream, group, .. } => {
                phone.groups.push((stream, group));
                VoiceReport::GroupJoined { stream }
            }
            VoiceCommand::LeaveGroup { stream } => {
                phone.groups.retain(|(open, _)| *open != stream);
                return;
            }
            VoiceCommand::StopTransmit { stream } => {
                phone.sends.retain(|sending| sending.stream != stream);
                return;
            }
            VoiceCommand::SendDigit { stream, digit } => {
                phone.sent_digits.push(digit);
                // The server's stream hears it, if that is where it goes.
                let report = MediaReport::Digit {
                    stream: StreamId(stream),
                    digit,
                };
                self.inbox
                    .push_back((arrives, callmanager::Input::Media(report)));
                return;
            }
            _ => return,
        };
        phone.inbox.push_back((arrives, Input::Voice(report)));
    }

    pub(crate) fn serve(&mut self, input: callmanager::Input) {
        self.core.handle(input, self.now);
        let arrives = self.now + TRANSIT;
        while let Some(output) = self.core.poll_output() {
            match output {
                callmanager::Output::Send { connection, bytes } => {
                    if let Some(phone) = self.by_connection(connection) {
                        phone.inbox.push_back((arrives, Input::Received(bytes)));
                    }
                }
                callmanager::Output::Close { connection, reason } => {
                    if let Some(phone) = self.by_connection(connection) {
                        phone.connection = None;
                        phone
                            .inbox
                            .push_back((arrives, Input::Disconnected { reason }));
                    }
                }
                callmanager::Output::Media(command) => self.media(command),
            }
        }
    }

    pub(crate) fn media(&mut self, command: MediaCommand) {
        match command {
            MediaCommand::Open { stream } => {
                let port = 30_000 + 2 * u16::try_from(stream.0).expect("few streams");
                let address = SocketAddr::from(([192, 0, 2, 1], port));
                let report = MediaReport::Opened { stream, address };
                self.inbox
                    .push_back((self.now, callmanager::Input::Media(report)));
            }
            MediaCommand::Start {
                stream,
                source,
                remote,
                keys,
                ..
            } => {
                self.streams.push((stream, source, remote));
                self.keys = keys;
            }
            MediaCommand::Play { stream, clips } => {
                self.plays.push(clips.len());
                self.cut_off(stream);
                let is_mail = |(open, source, _): &(StreamId, Source, SocketAddr)| {
                    *open == stream && *source == Source::Voicemail
                };
                if !clips.is_empty() && self.streams.iter().any(is_mail) {
                    self.later(CLIPS, MediaReport::Finished { stream });
                }
                self.clips = clips;
            }
            MediaCommand::Record {
                stream,
                message,
                envelope,
                ..
            } => self.recordings.push((stream, message, envelope, self.now)),
            MediaCommand::StopRecording { stream } => self.stop_recording(stream),
            MediaCommand::SendToGroup { group, .. } => self.groups.push(group),
            MediaCommand::Heard { message } => self.heard.push(message),
            MediaCommand::Forget { message } => self.forgotten.push(message),
            MediaCommand::Close { stream } => {
                self.stop_recording(stream);
                self.cut_off(stream);
                self.streams.retain(|(open, ..)| *open != stream);
            }
        }
    }

    /// A report of the media that comes after a while.
    fn later(&mut self, after: Duration, report: MediaReport) {
        let at = self.now + after;
        self.reports.push((at, report));
    }

    /// The end of what a stream played is not told.
    fn cut_off(&mut self, stream: StreamId) {
        let finished = MediaReport::Finished { stream };
        self.reports.retain(|(_, report)| *report != finished);
    }

    fn stop_recording(&mut self, stream: StreamId) {
        let place = self
            .recordings
            .iter()
            .position(|(open, ..)| *open == stream);
        if let Some(place) = place {
            let (_, message, envelope, since) = self.recordings.remove(place);
            self.recorded.push(envelope);
            let length = self.now - since;
            self.later(Duration::ZERO, MediaReport::Recorded { message, length });
        }
    }

    pub(crate) fn by_connection(&mut self, connection: ConnectionId) -> Option<&mut Phone> {
        self.phones
            .iter_mut()
            .find(|phone| phone.connection == Some(connection))
    }

    /// Lets time pass: everything that arrives or is due happens in its order.
    pub(crate) fn run(&mut self, duration: Duration) {
        let end = self.now + duration;
        for _ in 0..100_000 {
            let server = self.inbox.front().map(|(at, _)| *at);
            let arrivals = self
                .phones
                .iter()
                .filter_map(|phone| phone.inbox.front().map(|(at, _)| *at));
            let deadlines = self
                .phones
                .iter()
                .filter_map(|phone| phone.station.deadline());
            let next = arrivals
                .chain(deadlines.map(Moment::since_start))
                .chain(server)
                .chain(self.reports.iter().map(|(at, _)| *at))
                .chain(self.core.deadline())
                .min();
            let Some(next) = next.filter(|next| *next <= end) else {
                self.now = end;
                return;
            };
            self.now = self.now.max(next);
            self.step();
        }
        panic!("the stations and the server keep each other busy without end");
    }

    pub(crate) fn step(&mut self) {
        if let Some(place) = self.reports.iter().position(|(at, _)| *at <= self.now) {
            let (_, report) = self.reports.remove(place);
            return self.serve(callmanager::Input::Media(report));
        }
        if self.inbox.front().is_some_and(|(at, _)| *at <= self.now)
            && let Some((_, input)) = self.inbox.pop_front()
        {
            return self.serve(input);
        }
        for place in 0..self.phones.len() {
            let phone = &mut self.phones[place];
            if phone.inbox.front().is_some_and(|(at, _)| *at <= self.now)
                && let Some((_, input)) = phone.inbox.pop_front()
            {
                return self.give(place, input);
            }
            if phone
                .station
                .deadline()
                .is_some_and(|at| at.since_start() <= self.now)
            {
                return self.give(place, Input::Tick);
            }
        }
        self.serve(callmanager::Input::Tick);
    }

    /// What the server's streams send now.
    pub(crate) fn sources(&self) -> Vec<Source> {
        self.streams.iter().map(|(_, source, _)| *source).collect()
    }

    /// Sends a soft key as a phone would that shows it though it should not.
    pub(crate) fn send_soft_key(&mut self, place: usize, event: u32, call_reference: u32) {
        let phone = &self.phones[place];
        let connection = phone.connection.expect("it is connected");
        let version = phone.screen().registration.protocol_version;
        let message = sccp::SoftKeyEvent {
            soft_key_event: event,
            line_instance: 1,
            call_reference,
        };
        let version = sccp::ProtocolVersion::new(version);
        let bytes = sccp::Packet::new(message, version).encode();
        self.serve(callmanager::Input::Received { connection, bytes });
        self.run(Duration::from_secs(1));
    }

    /// Whether two phones send their sound to each other's open ports.
    pub(crate) fn talk(&self, a: usize, b: usize) -> bool {
        let hears = |from: usize, to: usize| {
            let to = &self.phones[to];
            self.phones[from].sends.iter().any(|sending| {
                sending.remote.ip() == to.address
                    && to
                        .receives
                        .iter()
                        .any(|(_, port)| *port == sending.remote.port())
            })
        };
        hears(a, b) && hears(b, a)
    }
}
