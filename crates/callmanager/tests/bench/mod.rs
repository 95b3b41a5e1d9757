//! A virtual exchange: phones that speak plain SCCP to a `CallManager` on a
//! virtual clock, and media that are only noted down.
//!
//! For the messages themselves: their order, their form in each version, what odd phones send.

#![allow(dead_code, reason = "every test file uses a part of it")]

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use callmanager::{
    CallManager, Config, ConnectionId, Input, MediaCommand, MediaReport, Output, StreamId,
    WallClock,
};
use sccp::{
    CallStateCode, CapabilitiesRes, Charset, FrameReader, KeypadButton, KeypadKey, MediaCapability,
    Message, OpenReceiveChannelAck, Packet, PayloadType, ProtocolVersion, Register, SoftKeyEvent,
    StationIdentifier,
};

/// A phone by its connection.
pub(crate) type Phone = u64;

/// What one phone was told, and how to read it.
pub(crate) struct Line {
    pub(crate) reader: FrameReader,
    pub(crate) version: ProtocolVersion,
    pub(crate) told: Vec<Message>,
    pub(crate) closed: Option<String>,
    /// Header versions seen.
    pub(crate) header_versions: Vec<u32>,
}

/// A `CallManager` with phones on it.
pub(crate) struct Exchange {
    pub(crate) core: CallManager,
    pub(crate) now: Duration,
    pub(crate) phones: BTreeMap<Phone, Line>,
    pub(crate) media: Vec<MediaCommand>,
    /// Answer OpenReceiveChannel at once, as phones do.
    pub(crate) acknowledge: bool,
    next: Phone,
}

impl Exchange {
    pub(crate) fn new(config: Config) -> Self {
        let mut core = CallManager::new(config);
        core.handle(
            Input::Clock(WallClock {
                unix_ms: 1_780_662_896_000,
                utc_offset_s: 7_200,
            }),
            Duration::ZERO,
        );
        Self {
            core,
            now: Duration::ZERO,
            phones: BTreeMap::new(),
            media: Vec::new(),
            acknowledge: true,
            next: 0,
        }
    }

    /// Opens a connection.
    pub(crate) fn connect(&mut self) -> Phone {
        self.next += 1;
        let phone = self.next;
        let peer = SocketAddr::from((
            [127, 0, 0, 1],
            40_000 + u16::try_from(phone).expect("few phones"),
        ));
        let local = SocketAddr::from(([127, 0, 0, 1], 2000));
        self.phones.insert(
            phone,
            Line {
                reader: FrameReader::new(),
                version: ProtocolVersion::OLDEST,
                told: Vec::new(),
                closed: None,
                header_versions: Vec::new(),
            },
        );
        self.input(Input::Opened {
            connection: ConnectionId(phone),
            peer,
            local,
        });
        phone
    }

    /// Gives an input and carries out what comes of it.
    pub(crate) fn input(&mut self, input: Input) {
        self.core.handle(input, self.now);
        self.drain();
    }

    pub(crate) fn drain(&mut self) {
        while let Some(output) = self.core.poll_output() {
            match output {
                Output::Send { connection, bytes } => self.deliver(connection.0, &bytes),
                Output::Close { connection, reason } => {
                    if let Some(line) = self.phones.get_mut(&connection.0) {
                        line.closed = Some(reason);
                    }
                }
                Output::Media(command) => {
                    if let MediaCommand::Open { stream } = command {
                        let address = stream_address(stream);
                        self.media.push(command);
                        self.core.handle(
                            Input::Media(MediaReport::Opened { stream, address }),
                            self.now,
                        );
                    } else {
                        self.media.push(command);
                    }
                }
            }
        }
    }

    fn deliver(&mut self, phone: Phone, bytes: &[u8]) {
        let acknowledge = self.acknowledge;
        let Some(line) = self.phones.get_mut(&phone) else {
            return;
        };
        assert_eq!(bytes.len() % 4, 0, "frames are padded");
        line.reader.push(bytes);
        let mut answers = Vec::new();
        for frame in line.reader.by_ref() {
            let frame = frame.expect("the server sends whole frames");
            let packet =
                Packet::decode(&frame, line.version).expect("the server sends whole messages");
            line.header_versions.push(frame.header_version);
            if let Message::RegisterAck(ack) = &packet.message {
                line.version = ProtocolVersion::new(ack.max_protocol_ver);
            }
            if let Message::OpenReceiveChannel(open) = &packet.message
                && acknowledge
            {
                answers.push(acknowledgement(
                    phone,
                    open.pass_through_party_id,
                    open.call_reference,
                ));
            }
            line.told.push(packet.message);
        }
        for answer in answers {
            self.say(phone, answer);
        }
    }

    /// Sends a message from a phone.
    pub(crate) fn say(&mut self, phone: Phone, message: impl Into<Message>) {
        let version = self.phones[&phone].version;
        let bytes = Packet::new(message, version).encode();
        self.input(Input::Received {
            connection: ConnectionId(phone),
            bytes,
        });
    }

    /// Lets time pass, with every deadline on the way.
    pub(crate) fn wait(&mut self, duration: Duration) {
        let end = self.now + duration;
        while let Some(deadline) = self.core.deadline().filter(|deadline| *deadline <= end) {
            self.now = deadline.max(self.now);
            self.input(Input::Tick);
        }
        self.now = end;
        self.input(Input::Tick);
    }

    /// A registered phone with that device name, speaking version 22.
    pub(crate) fn phone(&mut self, device: &str) -> Phone {
        self.phone_of(device, 22, 30_006)
    }

    /// A registered phone of a version and a device type.
    pub(crate) fn phone_of(&mut self, device: &str, version: u8, device_type: u32) -> Phone {
        let phone = self.connect();
        self.register(phone, device, version, device_type);
        phone
    }

    /// Registers a phone as a real one does.
    pub(crate) fn register(&mut self, phone: Phone, device: &str, version: u8, device_type: u32) {
        self.phones.get_mut(&phone).expect("it connected").version = ProtocolVersion::new(version);
        self.say(phone, register(device, version, device_type));
        let caps = [4, 2].map(|codec| MediaCapability {
            payload_capability: PayloadType(codec),
            max_frames_per_packet: 40,
            ..Default::default()
        });
        self.say(
            phone,
            CapabilitiesRes {
                cap_count: 2,
                caps: caps.into_iter().collect(),
            },
        );
        self.say(phone, sccp::ButtonTemplateReq::default());
        self.say(phone, sccp::SoftKeyTemplateReq::default());
        self.say(phone, sccp::SoftKeySetReq::default());
        self.say(phone, sccp::LineStatReq { line_number: 1 });
        self.say(phone, sccp::TimeDateReq::default());
    }

    /// Forgets what a phone was told so far.
    pub(crate) fn forget(&mut self) {
        for line in self.phones.values_mut() {
            line.told.clear();
        }
        self.media.clear();
    }

    pub(crate) fn told(&self, phone: Phone) -> &[Message] {
        &self.phones[&phone].told
    }

    /// Names of the messages a phone was told.
    pub(crate) fn names(&self, phone: Phone) -> Vec<&'static str> {
        self.told(phone).iter().map(Message::name).collect()
    }

    /// States of calls as a phone was told them.
    pub(crate) fn states(&self, phone: Phone) -> Vec<&'static str> {
        let states = self.told(phone).iter().filter_map(|message| match message {
            Message::CallState(state) => state.call_state.name(),
            _ => None,
        });
        states.collect()
    }

    /// The reference of the last call a phone was told of in that state.
    pub(crate) fn call(&self, phone: Phone, state: CallStateCode) -> u32 {
        let call = self
            .told(phone)
            .iter()
            .rev()
            .find_map(|message| match message {
                Message::CallState(told) if told.call_state == state => Some(told.call_reference),
                _ => None,
            });
        call.unwrap_or_else(|| panic!("no call in state {state}: {:?}", self.states(phone)))
    }

    /// The last prompt of a phone.
    pub(crate) fn prompt(&self, phone: Phone) -> String {
        let prompt = self
            .told(phone)
            .iter()
            .rev()
            .find_map(|message| match message {
                Message::DisplayPromptStatus(prompt) => {
                    Some(prompt.prompt_status.to_display(Charset::Utf8).into_owned())
                }
                Message::DisplayPromptStatusV2(prompt) => {
                    Some(prompt.prompt_status.to_display(Charset::Utf8).into_owned())
                }
                _ => None,
            });
        prompt.unwrap_or_default()
    }

    /// Tones a phone was told to start.
    pub(crate) fn tones(&self, phone: Phone) -> Vec<&'static str> {
        let tones = self.told(phone).iter().filter_map(|message| match message {
            Message::StartTone(tone) => tone.tone.name(),
            _ => None,
        });
        tones.collect()
    }

    /// Where a phone was last told to send its sound.
    pub(crate) fn sends_to(&self, phone: Phone) -> Option<SocketAddr> {
        self.told(phone)
            .iter()
            .rev()
            .find_map(|message| match message {
                Message::StartMediaTransmission(start) => {
                    let port = u16::try_from(start.remote_port_number).expect("a port");
                    Some(SocketAddr::new(
                        start.remote_ip_addr.ip().expect("an address"),
                        port,
                    ))
                }
                _ => None,
            })
    }

    /// Presses keys one by one in the call with that reference (0: the active one).
    pub(crate) fn keys(&mut self, phone: Phone, call_reference: u32, keys: &str) {
        for key in keys.chars() {
            let kp_button = KeypadKey::of_digit(key).expect("a key");
            self.say(
                phone,
                KeypadButton {
                    kp_button,
                    line_instance: 1,
                    call_reference,
                },
            );
        }
    }

    pub(crate) fn soft_key(&mut self, phone: Phone, soft_key_event: u32, call_reference: u32) {
        self.say(
            phone,
            SoftKeyEvent {
                soft_key_event,
                line_instance: 1,
                call_reference,
            },
        );
    }

    /// Goes off hook by NewCall and dials.
    pub(crate) fn dial(&mut self, phone: Phone, number: &str) -> u32 {
        self.soft_key(phone, NEW_CALL, 0);
        let call = self.call(phone, CallStateCode::OFF_HOOK);
        self.keys(phone, call, number);
        call
    }
}

pub(crate) const REDIAL: u32 = 1;
pub(crate) const NEW_CALL: u32 = 2;
pub(crate) const HOLD: u32 = 3;
pub(crate) const FORWARD_ALL: u32 = 5;
pub(crate) const BACKSPACE: u32 = 8;
pub(crate) const END_CALL: u32 = 9;
pub(crate) const RESUME: u32 = 10;
pub(crate) const ANSWER: u32 = 11;
pub(crate) const PARK: u32 = 14;

/// Where the exchange says a server stream receives.
pub(crate) fn stream_address(stream: StreamId) -> SocketAddr {
    SocketAddr::from((
        [127, 0, 0, 1],
        20_000 + 2 * u16::try_from(stream.0 % 10_000).expect("below 10000"),
    ))
}

/// Where a phone receives; a new port for each channel.
pub(crate) fn phone_address(phone: Phone, party: u32) -> SocketAddr {
    let port = 50_000 + 2 * u16::try_from(party % 1_000).expect("below 1000");
    SocketAddr::new(
        IpAddr::V4(Ipv4Addr::new(
            127,
            0,
            1,
            u8::try_from(phone).expect("few phones"),
        )),
        port,
    )
}

pub(crate) fn acknowledgement(
    phone: Phone,
    party: u32,
    call_reference: u32,
) -> OpenReceiveChannelAck {
    let address = phone_address(phone, party);
    OpenReceiveChannelAck {
        ip_addr: address.ip().into(),
        port_number: address.port().into(),
        pass_through_party_id: party,
        call_reference,
        ..Default::default()
    }
}

pub(crate) fn register(device: &str, version: u8, device_type: u32) -> Register {
    Register {
        sid: StationIdentifier {
            device_name: device.into(),
            instance: 1,
            ..Default::default()
        },
        device_type: sccp::DeviceType(device_type),
        protocol_ver: version,
        features: sccp::Features::STATION,
        ..Default::default()
    }
}
