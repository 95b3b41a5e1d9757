//! A station on a bench: a virtual clock, a scripted server and a voice path that obeys.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "every test file uses a part of the bench"
)]

mod calls;
mod messages;
mod others;
mod seen;
mod server;
mod voice;

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::time::Duration;

use sccp::{FrameReader, Message, Packet, ProtocolVersion};
use station::{
    CallState, Event, Input, Intent, Moment, Output, Screen, StandbyId, Station, StationConfig,
    VoiceCommand, VoiceReport,
};

pub use messages::*;
pub use others::{Other, Token};
pub use server::{ServerKind, token};

pub const DEVICE: &str = "SEP001122334455";
pub const SERVER: &str = "192.0.2.1:2000";

pub struct Rig {
    pub station: Station,
    pub now: Moment,
    pub server: ServerKind,
    /// The server answers what a registering phone asks.
    pub answers: bool,
    /// The voice path opens what it is asked to.
    pub voice_obeys: bool,
    /// Packets that every stream has received, as the voice path counts them.
    pub packets_received: u32,
    /// How many more come between two questions for figures.
    pub packets_come: u32,
    pub sent: Vec<Message>,
    pub sent_bytes: Vec<Vec<u8>>,
    pub voice: Vec<VoiceCommand>,
    pub screens: Vec<Screen>,
    pub events: Vec<Event>,
    /// Outputs of other kinds.
    pub other_outputs: Vec<Output>,
    /// The call lists, as often as they were given out.
    pub call_logs: Vec<station::CallLog>,
    pub connects: Vec<(Moment, String)>,
    pub disconnects: Vec<Moment>,
    /// How servers behave on standby connections, by `host:port`; others answer everything.
    pub others: BTreeMap<String, Other>,
    /// The open standby connections.
    pub standbys: BTreeMap<StandbyId, String>,
    /// Standby connections that were asked for.
    pub looks: Vec<(Moment, String)>,
    /// What was sent on standby connections: when, to whom, what.
    pub aside: Vec<(Moment, String, Message)>,
    /// Standby connections that became the connection.
    pub taken_over: Vec<(Moment, String)>,
    pub finished: Option<Moment>,
    /// What came in, for recordings.
    pub inputs: Vec<station::TimedInput>,
    version: ProtocolVersion,
    next_port: u16,
    /// Ports of the streams, which may be kept.
    ports: BTreeMap<u32, u16>,
}

pub fn config() -> StationConfig {
    StationConfig {
        device: DEVICE.into(),
        servers: vec![SERVER.into()],
        // One connection, unless a test is about more.
        standby: false,
        seed: 7,
        ..StationConfig::default()
    }
}

pub fn local() -> SocketAddr {
    SocketAddr::from(([192, 0, 2, 10], 40_000))
}

impl Rig {
    pub fn new(config: StationConfig, server: ServerKind) -> Self {
        Self {
            station: Station::new(config),
            now: Moment::START,
            server,
            answers: true,
            voice_obeys: true,
            packets_received: 99,
            packets_come: 0,
            sent: Vec::new(),
            sent_bytes: Vec::new(),
            voice: Vec::new(),
            screens: Vec::new(),
            events: Vec::new(),
            other_outputs: Vec::new(),
            call_logs: Vec::new(),
            connects: Vec::new(),
            disconnects: Vec::new(),
            others: BTreeMap::new(),
            standbys: BTreeMap::new(),
            looks: Vec::new(),
            aside: Vec::new(),
            taken_over: Vec::new(),
            finished: None,
            inputs: Vec::new(),
            version: ProtocolVersion::OLDEST,
            next_port: 20_000,
            ports: BTreeMap::new(),
        }
    }

    /// A phone that has sent Register to a server that answers nothing by itself.
    pub fn registering(config: StationConfig) -> Self {
        let mut rig = Self::new(config, ServerKind::default());
        rig.answers = false;
        rig.start();
        rig.connected();
        rig
    }

    /// A phone registered with this server.
    pub fn registered(config: StationConfig, server: ServerKind) -> Self {
        let mut rig = Self::new(config, server);
        rig.start();
        rig.connected();
        assert_eq!(
            rig.state(),
            station::RegistrationState::Registered,
            "{:#?}",
            rig.events
        );
        rig.clear();
        rig
    }

    pub fn start(&mut self) {
        self.input(Input::Tick);
    }

    pub fn connected(&mut self) {
        let peer = SERVER.parse().expect("an address");
        self.connected_from(local(), peer);
    }

    pub fn connected_from(&mut self, local: SocketAddr, peer: SocketAddr) {
        self.input(Input::Connected { local, peer });
    }

    pub fn state(&self) -> station::RegistrationState {
        self.station.screen().registration.state
    }

    pub fn screen(&self) -> Screen {
        (**self.station.screen()).clone()
    }

    /// Forget what was seen so far.
    pub fn clear(&mut self) {
        self.sent.clear();
        self.sent_bytes.clear();
        self.voice.clear();
        self.screens.clear();
        self.events.clear();
        self.call_logs.clear();
    }

    pub fn intent(&mut self, intent: Intent) {
        self.input(Input::Intent(intent));
    }

    /// The server sends this.
    pub fn says(&mut self, message: impl Into<Message>) {
        let bytes = Packet::new(message, self.version).encode();
        self.input(Input::Received(bytes));
    }

    /// The server sends these bytes, written in hexadecimal.
    pub fn says_hex(&mut self, hex: &str) {
        let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
        let bytes = digits
            .chunks(2)
            .map(|pair| {
                u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("digits")
            })
            .collect();
        self.input(Input::Received(bytes));
    }

    /// Time passes, and the phone is woken whenever it asked to be.
    pub fn pass(&mut self, time: Duration) {
        let end = self.now + time;
        let mut rounds = 0;
        while let Some(deadline) = self.station.deadline().filter(|deadline| *deadline <= end) {
            self.now = self.now.max(deadline);
            self.input(Input::Tick);
            assert!(
                self.station.deadline().is_none_or(|next| next > self.now),
                "a deadline that never passes"
            );
            rounds += 1;
            assert!(rounds < 100_000, "the phone never rests");
        }
        self.now = end;
    }

    pub fn input(&mut self, input: Input) {
        let mut waiting = VecDeque::from([input]);
        while let Some(input) = waiting.pop_front() {
            self.inputs.push(station::TimedInput {
                at: self.now,
                input: input.clone(),
            });
            self.station.handle(input, self.now);
            while let Some(output) = self.station.poll_output() {
                self.carry_out(output, &mut waiting);
            }
        }
    }

    fn carry_out(&mut self, output: Output, waiting: &mut VecDeque<Input>) {
        match output {
            Output::Connect { server } => self.connects.push((self.now, server)),
            Output::Disconnect => self.disconnects.push(self.now),
            Output::Standby { standby, order } => self.carry_out_aside(standby, order, waiting),
            Output::TakeOver { standby } => {
                let server = self.standbys.remove(&standby).expect("it is open");
                self.taken_over.push((self.now, server));
            }
            Output::Send(bytes) => {
                let mut reader = FrameReader::new();
                reader.push(&bytes);
                let frame = reader.next().expect("a whole frame").expect("a frame");
                assert!(
                    reader.next().is_none() && reader.pending() == 0,
                    "one frame in one output"
                );
                let message = Packet::decode(&frame, self.version)
                    .expect("a message")
                    .message;
                self.sent_bytes.push(bytes);
                self.sent.push(message.clone());
                if self.answers && !self.server.silent_about.contains(&message.id()) {
                    self.answer(&message, waiting);
                }
            }
            Output::Voice(command) => {
                if self.voice_obeys {
                    waiting.extend(self.obey(&command).map(Input::Voice));
                }
                self.voice.push(command);
            }
            Output::Screen(screen) => self.screens.push((*screen).clone()),
            Output::Event(event) => self.events.push(event),
            Output::CallLog(log) => self.call_logs.push((*log).clone()),
            Output::Trace(_) => self.other_outputs.push(output),
            Output::Finished => self.finished = Some(self.now),
        }
    }
}
