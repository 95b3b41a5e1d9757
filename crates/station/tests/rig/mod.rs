//! A station on a bench: a virtual clock, a scripted server and a voice path that obeys.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "every test file uses a part of the bench"
)]

mod others;

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::time::Duration;

use sccp::{FrameReader, Message, Packet, ProtocolVersion};
use station::{
    CallState, Event, Input, Intent, Moment, Output, Screen, StandbyId, Station, StationConfig,
    VoiceCommand, VoiceReport,
};

pub use others::{Other, Token};

pub const DEVICE: &str = "SEP001122334455";
pub const SERVER: &str = "192.0.2.1:2000";

/// Buttons in one message of the template; more come in further ones.
const BUTTONS_IN_PART: usize = 42;

/// How the scripted server answers.
#[derive(Clone, Debug)]
pub struct ServerKind {
    /// Version byte of RegisterAck; `None`: the 12-byte form.
    pub version_byte: Option<u8>,
    pub keepalive: u32,
    /// Ids of requests that are never answered.
    pub silent_about: Vec<u32>,
    pub buttons: Vec<(u8, u8)>,
    /// Soft key labels with their events.
    pub soft_keys: Vec<(Vec<u8>, u32)>,
    /// Sets: template indexes, 1 the first.
    pub sets: Vec<Vec<u8>>,
    pub acknowledges_unregister: bool,
}

/// A label of the phrase dictionary.
pub fn token(phrase: u8) -> Vec<u8> {
    vec![0x80, phrase]
}

impl Default for ServerKind {
    /// A modern server of one line and one speed dial.
    fn default() -> Self {
        Self {
            version_byte: Some(22),
            keepalive: 30,
            silent_about: Vec::new(),
            buttons: vec![(1, 9), (1, 2)],
            soft_keys: vec![
                (token(1), 1),
                (token(2), 2),
                (token(3), 3),
                (token(9), 9),
                (token(10), 10),
                (token(11), 11),
                (token(8), 8),
                (b"Trnsfer".to_vec(), 4),
                (b"Park".to_vec(), 14),
                (b"Confrn".to_vec(), 13),
            ],
            sets: vec![
                vec![1, 2],
                vec![3, 4, 8, 9, 10],
                vec![5, 2],
                vec![6, 4],
                vec![1, 4],
                vec![4],
                vec![7, 4],
                vec![4],
                vec![4],
            ],
            acknowledges_unregister: true,
        }
    }
}

impl ServerKind {
    /// Asterisk 16 as seen on the wire: 48 as version, and silent about much.
    pub fn asterisk() -> Self {
        Self {
            version_byte: Some(48),
            silent_about: vec![0x000c, 0x0009, 0x0034],
            acknowledges_unregister: false,
            ..Self::default()
        }
    }

    /// FreeSWITCH: version byte 0.
    pub fn freeswitch() -> Self {
        Self {
            version_byte: Some(0),
            ..Self::default()
        }
    }

    /// wazo: never more than 11.
    pub fn wazo() -> Self {
        Self {
            version_byte: Some(11),
            silent_about: vec![0x0033, 0x0012, 0x002b],
            ..Self::default()
        }
    }

    /// CallManager 2: the 12-byte acknowledgement, no keepalive is answered.
    pub fn callmanager2() -> Self {
        Self {
            version_byte: None,
            silent_about: vec![0x0000],
            ..Self::default()
        }
    }
}

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

    /// The port of a stream: the one it has, or the next.
    fn port_of(&mut self, stream: u32) -> u16 {
        *self.ports.entry(stream).or_insert_with(|| {
            self.next_port += 2;
            self.next_port
        })
    }

    fn obey(&mut self, command: &VoiceCommand) -> Option<VoiceReport> {
        match command {
            VoiceCommand::OpenReceive { stream, .. } => {
                let port = self.port_of(*stream);
                Some(VoiceReport::ReceiveOpened {
                    stream: *stream,
                    port,
                })
            }
            VoiceCommand::JoinGroup { stream, .. } => {
                Some(VoiceReport::GroupJoined { stream: *stream })
            }
            VoiceCommand::ReservePort { stream } => {
                let port = self.port_of(*stream);
                Some(VoiceReport::PortReserved {
                    stream: *stream,
                    port,
                })
            }
            VoiceCommand::ReleasePort { stream }
            | VoiceCommand::CloseReceive {
                stream,
                keep_port: false,
            } => {
                self.ports.remove(stream);
                None
            }
            VoiceCommand::StartTransmit { stream, .. } => Some(VoiceReport::TransmitStarted {
                stream: *stream,
                port: self.next_port,
            }),
            VoiceCommand::QueryStatistics { stream, .. } => {
                let packets_received = self.packets_received;
                self.packets_received += self.packets_come;
                Some(VoiceReport::Statistics {
                    stream: *stream,
                    statistics: station::StreamStatistics {
                        codec: 4,
                        ptime_ms: 20,
                        packets_sent: 100,
                        packets_received,
                        packets_lost: 1,
                        jitter_ms: 2.4,
                        ..Default::default()
                    },
                })
            }
            _ => None,
        }
    }

    /// RegisterAck and what follows it.
    fn accepted(&mut self, register: &sccp::Register) -> [Vec<u8>; 2] {
        let offered = ProtocolVersion::new(register.protocol_ver);
        self.version = ProtocolVersion::negotiate(offered, self.server.version_byte);
        let ack = sccp::RegisterAck {
            keep_alive_interval: self.server.keepalive,
            date_template: "D.M.Y".into(),
            secondary_keep_alive_interval: 60,
            max_protocol_ver: self.server.version_byte.unwrap_or(0),
            ..Default::default()
        };
        let mut ack = Packet::new(ack, self.version).encode();
        if self.server.version_byte.is_none() {
            ack.truncate(24);
            ack[0] = 16;
        }
        let capabilities = Packet::new(sccp::CapabilitiesReq::default(), self.version);
        [ack, capabilities.encode()]
    }

    fn answer(&mut self, message: &Message, waiting: &mut VecDeque<Input>) {
        let replies: Vec<Message> = match message {
            Message::Register(register) => {
                waiting.extend(self.accepted(register).map(Input::Received));
                Vec::new()
            }
            Message::KeepAlive(_) => vec![sccp::KeepAliveAck::default().into()],
            Message::ButtonTemplateReq(_) => {
                let count = |buttons: usize| u32::try_from(buttons).expect("few buttons");
                let button = |(instance, kind): &(u8, u8)| sccp::ButtonDefinition {
                    instance_number: *instance,
                    button_definition: u32::from(*kind).into(),
                };
                let all = &self.server.buttons;
                let parts = all.chunks(BUTTONS_IN_PART).enumerate();
                let part = |(at, part): (usize, &[(u8, u8)])| sccp::ButtonTemplate {
                    button_offset: count(at * BUTTONS_IN_PART),
                    button_count: count(part.len()),
                    total_button_count: count(all.len()),
                    definition: part.iter().map(button).collect(),
                };
                parts.map(|each| part(each).into()).collect()
            }
            Message::SoftKeyTemplateReq(_) => {
                let count = u32::try_from(self.server.soft_keys.len()).expect("few keys");
                let definition = self
                    .server
                    .soft_keys
                    .iter()
                    .map(|(label, event)| sccp::SoftKeyDefinition {
                        soft_key_label: label.as_slice().into(),
                        soft_key_event: *event,
                    })
                    .collect();
                vec![
                    sccp::SoftKeyTemplateRes {
                        soft_key_offset: 0,
                        soft_key_count: count,
                        total_soft_key_count: count,
                        definition,
                    }
                    .into(),
                ]
            }
            Message::SoftKeySetReq(_) => {
                let count = u32::try_from(self.server.sets.len()).expect("few sets");
                let definition = self
                    .server
                    .sets
                    .iter()
                    .map(|set| {
                        let mut places = [0; 16];
                        places[..set.len()].copy_from_slice(set);
                        sccp::SoftKeySetDefinition {
                            soft_key_template_index: places,
                            ..Default::default()
                        }
                    })
                    .collect();
                vec![
                    sccp::SoftKeySetRes {
                        soft_key_set_offset: 0,
                        soft_key_set_count: count,
                        total_soft_key_set_count: count,
                        definition,
                    }
                    .into(),
                    select(0, 0, 0),
                ]
            }
            Message::ConfigStatReq(_) => vec![sccp::ConfigStat::default().into()],
            Message::LineStatReq(req) => vec![
                sccp::LineStat {
                    line_number: req.line_number,
                    line_dir_number: format!("100{}", req.line_number).into(),
                    line_fully_qualified_display_name: "Alice".into(),
                    ..Default::default()
                }
                .into(),
            ],
            Message::ForwardStatReq(req) => {
                vec![
                    sccp::ForwardStat {
                        line_number: req.line_number,
                        ..Default::default()
                    }
                    .into(),
                ]
            }
            Message::SpeedDialStatReq(req) => vec![
                sccp::SpeedDialStat {
                    speed_dial_number: req.speed_dial_number,
                    speed_dial_dir_number: "600".into(),
                    speed_dial_display_name: "Echo".into(),
                }
                .into(),
            ],
            Message::FeatureStatReq(req) => vec![
                sccp::FeatureStat {
                    feature_index: req.feature_index,
                    feature_text_label: "Privacy".into(),
                    ..Default::default()
                }
                .into(),
            ],
            Message::TimeDateReq(_) => {
                vec![
                    sccp::DefineTimeDate {
                        year: 2026,
                        month: 6,
                        day: 5,
                        hour: 12,
                        ..Default::default()
                    }
                    .into(),
                ]
            }
            Message::Unregister(_) if self.server.acknowledges_unregister => {
                vec![sccp::UnregisterAck::default().into()]
            }
            _ => Vec::new(),
        };
        for reply in replies {
            waiting.push_back(Input::Received(Packet::new(reply, self.version).encode()));
        }
    }

    /// Messages sent of the kind that `pick` takes.
    pub fn sent_of<T>(&self, pick: impl Fn(&Message) -> Option<T>) -> Vec<T> {
        self.sent.iter().filter_map(pick).collect()
    }

    /// Body lengths of what was sent, by message id.
    pub fn sent_lengths(&self) -> Vec<(u32, usize)> {
        let number = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().expect("four bytes"));
        self.sent_bytes
            .iter()
            .map(|frame| (number(&frame[8..12]), frame.len() - 12))
            .collect()
    }

    /// Header versions of what was sent.
    pub fn sent_headers(&self) -> Vec<u32> {
        self.sent_bytes
            .iter()
            .map(|frame| u32::from_le_bytes(frame[4..8].try_into().expect("four bytes")))
            .collect()
    }

    /// Names of what was sent.
    pub fn sent_names(&self) -> Vec<&'static str> {
        self.sent.iter().map(Message::name).collect()
    }

    /// Digits sent as KeypadButton.
    pub fn keypad_digits(&self) -> String {
        self.sent
            .iter()
            .filter_map(|message| match message {
                Message::KeypadButton(key) => key.kp_button.digit(),
                _ => None,
            })
            .collect()
    }

    /// Soft keys sent: event, line, call.
    pub fn soft_keys_sent(&self) -> Vec<(u32, u32, u32)> {
        self.sent_of(|message| match message {
            Message::SoftKeyEvent(key) => {
                Some((key.soft_key_event, key.line_instance, key.call_reference))
            }
            _ => None,
        })
    }

    /// States of a call as events told them.
    pub fn states_of(&self, reference: u32) -> Vec<CallState> {
        self.events
            .iter()
            .filter_map(|event| match event {
                Event::CallState {
                    call_reference,
                    state,
                    ..
                } if *call_reference == reference => Some(*state),
                _ => None,
            })
            .collect()
    }

    /// The server gives a new call dial tone, as in section 5.5.
    pub fn dial_tone(&mut self, line: u32, reference: u32) {
        self.says(sccp::SetLamp {
            stimulus: 9.into(),
            stimulus_instance: line,
            lamp_mode: 2.into(),
        });
        self.call_state(1, line, reference);
        self.says(select(line, reference, 4));
        self.says(prompt(&[0x80, 0x20], 0, line, reference));
        self.says(sccp::ActivateCallPlane {
            line_instance: line,
        });
        self.says(tone(0x21, line, reference));
    }

    pub fn call_state(&mut self, state: u32, line: u32, reference: u32) {
        self.says(sccp::CallState {
            call_state: state.into(),
            line_instance: line,
            call_reference: reference,
            ..Default::default()
        });
    }

    /// The server opens media in both directions.
    pub fn media(&mut self, party: u32, reference: u32, dtmf: u32) {
        self.says(open_receive(party, reference, dtmf));
        self.says(start_transmission(party, reference, dtmf));
    }

    /// A call comes in, as in section 5.6.
    pub fn incoming(&mut self, line: u32, reference: u32, number: &str) {
        self.call_state(4, line, reference);
        self.says(inbound(line, reference, number));
        self.says(sccp::SetLamp {
            stimulus: 9.into(),
            stimulus_instance: line,
            lamp_mode: 5.into(),
        });
        self.says(ringer(2));
        self.says(select(line, reference, 3));
        let mut text = vec![0x80, 0x17];
        text.extend_from_slice(number.as_bytes());
        self.says(prompt(&text, 0, line, reference));
    }

    /// The call is answered and talks.
    pub fn talks(&mut self, line: u32, reference: u32, party: u32) {
        self.says(ringer(1));
        self.says(sccp::SetSpeakerMode {
            speaker_mode: 1.into(),
        });
        self.media(party, reference, 0);
        self.call_state(5, line, reference);
        self.says(select(line, reference, 1));
        self.says(prompt(&[0x80, 0x18], 0, line, reference));
    }

    /// The server closes both directions of a stream.
    pub fn closes(&mut self, reference: u32, party: u32) {
        self.says(sccp::CloseReceiveChannel {
            pass_through_party_id: party,
            call_reference: reference,
            ..Default::default()
        });
        self.says(sccp::StopMediaTransmission {
            pass_through_party_id: party,
            call_reference: reference,
            ..Default::default()
        });
    }

    /// The server ends a call, as in section 5.8.
    pub fn ends(&mut self, line: u32, reference: u32, party: u32) {
        self.closes(reference, party);
        self.says(sccp::StopTone {
            line_instance: line,
            call_reference: reference,
            ..Default::default()
        });
        self.says(sccp::SetLamp {
            stimulus: 9.into(),
            stimulus_instance: line,
            lamp_mode: 1.into(),
        });
        self.says(sccp::ClearPromptStatus {
            line_instance: line,
            call_reference: reference,
        });
        self.call_state(2, line, reference);
        self.says(select(0, 0, 0));
        self.says(sccp::SetSpeakerMode {
            speaker_mode: 2.into(),
        });
    }
}

pub fn select(line: u32, reference: u32, set: u32) -> Message {
    sccp::SelectSoftKeys {
        line_instance: line,
        call_reference: reference,
        soft_key_set_index: set.into(),
        valid_key_mask: u32::MAX.into(),
    }
    .into()
}

pub fn prompt(text: &[u8], seconds: u32, line: u32, reference: u32) -> Message {
    sccp::DisplayPromptStatus {
        time_out_value: seconds,
        prompt_status: text.into(),
        line_instance: line,
        call_reference: reference,
    }
    .into()
}

pub fn tone(tone: u32, line: u32, reference: u32) -> Message {
    sccp::StartTone {
        tone: tone.into(),
        line_instance: line,
        call_reference: reference,
        ..Default::default()
    }
    .into()
}

pub fn ringer(mode: u32) -> Message {
    sccp::SetRinger {
        ring_mode: mode.into(),
        ring_duration: 1.into(),
        ..Default::default()
    }
    .into()
}

pub fn inbound(line: u32, reference: u32, number: &str) -> Message {
    sccp::CallInfo {
        calling_party: number.into(),
        calling_party_name: "Bob".into(),
        called_party: "1001".into(),
        line_instance: line,
        call_reference: reference,
        call_type: 1.into(),
        ..Default::default()
    }
    .into()
}

pub fn outbound(line: u32, reference: u32, number: &str) -> Message {
    sccp::CallInfo {
        calling_party: "1001".into(),
        called_party: number.into(),
        line_instance: line,
        call_reference: reference,
        call_type: 2.into(),
        ..Default::default()
    }
    .into()
}

pub fn open_receive(party: u32, reference: u32, dtmf: u32) -> Message {
    sccp::OpenReceiveChannel {
        conference_id: reference,
        pass_through_party_id: party,
        milli_second_packet_size: 20,
        compression_type: 4.into(),
        call_reference: reference,
        rfc2833_payload_type: dtmf,
        ..Default::default()
    }
    .into()
}

pub fn start_transmission(party: u32, reference: u32, dtmf: u32) -> Message {
    sccp::StartMediaTransmission {
        conference_id: reference,
        pass_through_party_id: party,
        remote_ip_addr: std::net::Ipv4Addr::new(192, 0, 2, 20).into(),
        remote_port_number: 18_000,
        milli_second_packet_size: 20,
        compression_type: 4.into(),
        precedence_value: 184,
        call_reference: reference,
        rfc2833_payload_type: dtmf,
        ..Default::default()
    }
    .into()
}

/// The group of hold music and pages.
pub const GROUP: std::net::Ipv4Addr = std::net::Ipv4Addr::new(239, 1, 1, 1);

pub fn start_multicast_reception(party: u32, reference: u32) -> Message {
    sccp::StartMulticastMediaReception {
        conference_id: reference,
        pass_through_party_id: party,
        multicast_ip_addr: GROUP.into(),
        multicast_port_number: 16_384,
        milli_second_packet_size: 20,
        compression_type: 4.into(),
        call_reference: reference,
        ..Default::default()
    }
    .into()
}

pub fn start_multicast_transmission(party: u32, reference: u32) -> Message {
    sccp::StartMulticastMediaTransmission {
        conference_id: reference,
        pass_through_party_id: party,
        multicast_ip_addr: GROUP.into(),
        multicast_port_number: 20_480,
        milli_second_packet_size: 20,
        compression_type: 4.into(),
        precedence_value: 184,
        call_reference: reference,
        ..Default::default()
    }
    .into()
}
