//! Real stations against the call server, on one virtual clock; media are faked.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use callmanager::{
    CallManager, Config, ConnectionId, MediaCommand, MediaReport, Source, StreamId, WallClock,
};
use station::{
    CallState, Input, Intent, Moment, Output, RegistrationState, Ring, Screen, Station,
    StationConfig, VoiceCommand, VoiceReport,
};

/// How long a message is on its way.
const TRANSIT: Duration = Duration::from_millis(1);

/// Where a phone is told to send, or a server stream sends to.
#[derive(Clone, Debug, PartialEq)]
struct Sending {
    stream: u32,
    remote: SocketAddr,
}

struct Phone {
    station: Station,
    connection: Option<ConnectionId>,
    /// Bytes on their way to the station, with when they arrive.
    inbox: VecDeque<(Duration, Input)>,
    address: Ipv4Addr,
    /// Streams the station receives, with their ports.
    receives: Vec<(u32, u16)>,
    sends: Vec<Sending>,
    sent_digits: String,
    screens: usize,
    finished: bool,
}

impl Phone {
    fn screen(&self) -> &Screen {
        self.station.screen()
    }

    fn registered(&self) -> bool {
        self.screen().registration.state == RegistrationState::Registered
    }

    /// State of the call in front, or of the only one.
    fn state(&self) -> Option<CallState> {
        let screen = self.screen();
        let front = screen
            .calls
            .iter()
            .find(|call| Some(call.call_reference) == screen.focused_call);
        front.or(screen.calls.last()).map(|call| call.state)
    }
}

/// Stations and a call server.
struct Lab {
    core: CallManager,
    phones: Vec<Phone>,
    now: Duration,
    /// Inputs on their way to the server.
    inbox: VecDeque<(Duration, callmanager::Input)>,
    /// Streams of the server: what they send, and to whom.
    streams: Vec<(StreamId, Source, SocketAddr)>,
    plays: Vec<usize>,
    connections: u64,
}

const SERVER: &str = "192.0.2.1:2000";

impl Lab {
    fn new(config: Config) -> Self {
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
            plays: Vec::new(),
            connections: 0,
        }
    }

    /// Starts a station; it registers when time passes.
    fn start(&mut self, device: &str, protocol_version: u8) -> usize {
        let place = self.phones.len();
        let config = StationConfig {
            device: device.to_owned(),
            servers: vec![SERVER.to_owned()],
            protocol_version,
            seed: 7 + u64::try_from(place).expect("few phones"),
            ..StationConfig::default()
        };
        self.phones.push(Phone {
            station: Station::new(config),
            connection: None,
            inbox: VecDeque::new(),
            address: Ipv4Addr::new(192, 0, 2, 10 + u8::try_from(place).expect("few phones")),
            receives: Vec::new(),
            sends: Vec::new(),
            sent_digits: String::new(),
            screens: 0,
            finished: false,
        });
        self.give(place, Input::Tick);
        place
    }

    /// A station that is registered.
    fn phone(&mut self, device: &str) -> usize {
        let phone = self.start(device, 22);
        self.run(Duration::from_secs(3));
        assert!(
            self.phones[phone].registered(),
            "{:?}",
            self.screen(phone).registration
        );
        phone
    }

    fn screen(&self, phone: usize) -> &Screen {
        self.phones[phone].screen()
    }

    fn wish(&mut self, phone: usize, intent: Intent) {
        self.give(phone, Input::Intent(intent));
        self.run(Duration::from_secs(1));
    }

    fn moment(&self) -> Moment {
        Moment::START + self.now
    }

    fn give(&mut self, place: usize, input: Input) {
        let now = self.moment();
        self.phones[place].station.handle(input, now);
        while let Some(output) = self.phones[place].station.poll_output() {
            self.carry_out(place, output);
        }
    }

    fn carry_out(&mut self, place: usize, output: Output) {
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
            Output::Voice(command) => self.voice(place, command),
            Output::Screen(_) => self.phones[place].screens += 1,
            Output::Event(_) => {}
            Output::Finished => self.phones[place].finished = true,
        }
    }

    /// The voice path of a station: ports are opened at once, sound is not made.
    fn voice(&mut self, place: usize, command: VoiceCommand) {
        let arrives = self.now;
        let phone = &mut self.phones[place];
        let report = match command {
            VoiceCommand::OpenReceive { stream, .. } => {
                let port = 16_384 + 2 * u16::try_from(stream).expect("few streams");
                phone.receives.push((stream, port));
                VoiceReport::ReceiveOpened { stream, port }
            }
            VoiceCommand::CloseReceive { stream, .. } => {
                phone.receives.retain(|(open, _)| *open != stream);
                return;
            }
            VoiceCommand::StartTransmit { stream, remote, .. } => {
                phone.sends.retain(|sending| sending.stream != stream);
                phone.sends.push(Sending { stream, remote });
                VoiceReport::TransmitStarted {
                    stream,
                    port: 16_384,
                }
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

    fn serve(&mut self, input: callmanager::Input) {
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

    fn media(&mut self, command: MediaCommand) {
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
                ..
            } => self.streams.push((stream, source, remote)),
            MediaCommand::Play { clips, .. } => self.plays.push(clips.len()),
            MediaCommand::Close { stream } => self.streams.retain(|(open, ..)| *open != stream),
        }
    }

    fn by_connection(&mut self, connection: ConnectionId) -> Option<&mut Phone> {
        self.phones
            .iter_mut()
            .find(|phone| phone.connection == Some(connection))
    }

    /// Lets time pass: everything that arrives or is due happens in its order.
    fn run(&mut self, duration: Duration) {
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

    fn step(&mut self) {
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

    /// Whether two phones send their sound to each other's open ports.
    fn talk(&self, a: usize, b: usize) -> bool {
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

fn dial(number: &str) -> Intent {
    Intent::Dial(number.to_owned())
}

fn soft_key(label: &str) -> Intent {
    Intent::SoftKey(label.to_owned())
}

#[test]
fn every_version_from_3_to_22_registers() {
    for version in 3..=22 {
        let mut lab = Lab::new(Config::default());
        let phone = lab.start("SEP000000000001", version);
        lab.run(Duration::from_secs(5));
        let screen = lab.screen(phone);
        assert_eq!(
            screen.registration.state,
            RegistrationState::Registered,
            "version {version}: {:?}",
            screen.registration
        );
        assert_eq!(screen.registration.protocol_version, version);
        assert_eq!(screen.own_number, "1001", "version {version}");
        assert_eq!(screen.prompt, "Your current options", "version {version}");
        let labels: Vec<&str> = screen
            .line_keys
            .iter()
            .map(|key| key.label.as_str())
            .take(5)
            .collect();
        assert_eq!(
            labels,
            ["1001", "7001", "Echo", "Tone 1004 Hz", "Read-back"],
            "version {version}"
        );
        assert!(screen.clock.is_some());
    }
}

#[test]
fn two_phones_talk_and_hang_up_at_every_pair_of_versions() {
    for (one, two) in [(22, 22), (3, 22), (22, 5), (8, 11), (17, 16), (18, 15)] {
        let mut lab = Lab::new(Config::default());
        let (a, b) = (
            lab.start("SEP000000000001", one),
            lab.start("SEP000000000002", two),
        );
        lab.run(Duration::from_secs(5));
        lab.wish(a, dial("1002"));
        assert_eq!(
            lab.phones[a].state(),
            Some(CallState::RingOut),
            "versions {one}, {two}"
        );
        assert_eq!(lab.phones[b].state(), Some(CallState::RingIn));
        assert_eq!(lab.screen(b).ring, Ring::Inside);
        assert_eq!(lab.screen(b).calls[0].remote_number, "1001");
        lab.wish(b, Intent::Answer);
        assert_eq!(lab.phones[a].state(), Some(CallState::Connected));
        assert_eq!(lab.phones[b].state(), Some(CallState::Connected));
        assert_eq!(lab.screen(b).ring, Ring::Off);
        assert!(lab.talk(a, b), "versions {one}, {two}");
        assert_eq!(lab.screen(a).calls[0].remote_name, "Phone 1002");
        lab.wish(a, Intent::HangUp);
        for phone in [a, b] {
            assert_eq!(lab.screen(phone).calls, []);
            assert!(lab.phones[phone].sends.is_empty() && lab.phones[phone].receives.is_empty());
        }
    }
}

#[test]
fn held_caller_hears_music() {
    let mut lab = Lab::new(Config::default());
    let (a, b) = (lab.phone("SEP000000000001"), lab.phone("SEP000000000002"));
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(b, soft_key("Hold"));
    assert_eq!(lab.phones[b].state(), Some(CallState::Hold));
    assert_eq!(lab.phones[a].state(), Some(CallState::Connected));
    let ports: Vec<u16> = lab.phones[a]
        .receives
        .iter()
        .map(|(_, port)| *port)
        .collect();
    let music: Vec<_> = lab
        .streams
        .iter()
        .map(|(_, source, remote)| (*source, remote.ip(), remote.port()))
        .collect();
    assert_eq!(
        music,
        [(Source::Music, lab.phones[a].address.into(), ports[0])]
    );
    assert!(lab.phones[b].sends.is_empty());

    lab.wish(b, soft_key("Resume"));
    assert_eq!(lab.phones[b].state(), Some(CallState::Connected));
    assert_eq!(lab.streams, []);
    assert!(lab.talk(a, b));
}

#[test]
fn the_far_end_hangs_up_and_the_phone_is_idle() {
    let mut lab = Lab::new(Config::default());
    let (a, b) = (lab.phone("SEP000000000001"), lab.phone("SEP000000000002"));
    for by in [Intent::Answer, Intent::Hook, Intent::LineKey(1)] {
        lab.wish(a, dial("1002"));
        lab.wish(b, by);
        assert!(lab.talk(a, b));
        lab.wish(b, Intent::HangUp);
        for phone in [a, b] {
            assert_eq!(lab.screen(phone).calls, []);
            assert!(!lab.screen(phone).off_hook, "phone {phone}");
            assert_eq!(lab.screen(phone).prompt, "Your current options");
        }
    }
}

#[test]
fn a_second_caller_is_answered_and_the_first_is_held() {
    let mut lab = Lab::new(Config::default());
    let [a, b, c] = [1, 2, 3].map(|number| lab.phone(&format!("SEP00000000000{number}")));
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(c, dial("1002"));
    assert_eq!(lab.screen(b).tone.as_deref(), Some("CallWaitingTone"));
    lab.wish(b, Intent::Answer);
    assert!(lab.talk(b, c));
    let states: Vec<CallState> = lab.screen(b).calls.iter().map(|call| call.state).collect();
    assert_eq!(states, [CallState::Hold, CallState::Connected]);
    assert_eq!(lab.streams.len(), 1);
    lab.wish(c, Intent::HangUp);
    lab.wish(b, soft_key("Resume"));
    assert!(lab.talk(a, b));
}

#[test]
fn keys_pressed_in_a_call_to_602_are_read_back_once() {
    for version in [22, 5] {
        let mut lab = Lab::new(Config::default());
        let phone = lab.start("SEP000000000001", version);
        lab.run(Duration::from_secs(5));
        lab.wish(phone, dial("602"));
        assert_eq!(lab.plays, [1]);
        for key in ['4', '2', '2'] {
            lab.wish(phone, Intent::Key(key));
        }
        lab.run(Duration::from_secs(4));
        assert_eq!(
            lab.plays,
            [1, 0, 4],
            "version {version}, events {:?}",
            lab.phones[phone].sent_digits
        );
    }
}

#[test]
fn what_went_wrong_with_a_call_stands_on_the_screen() {
    for (number, prompt, state) in [
        ("603", "Busy", CallState::Busy),
        ("604", "Unknown Number", CallState::InvalidNumber),
        ("1500", "Unknown Number", CallState::InvalidNumber),
    ] {
        let mut lab = Lab::new(Config::default());
        let phone = lab.phone("SEP000000000001");
        lab.wish(phone, dial(number));
        assert_eq!(lab.phones[phone].state(), Some(state), "{number}");
        assert_eq!(lab.screen(phone).prompt, prompt);
        assert!(lab.screen(phone).tone.is_some());
        lab.wish(phone, Intent::HangUp);
        assert_eq!(lab.screen(phone).calls, []);
        assert_eq!(lab.screen(phone).tone, None);
    }
}

#[test]
fn digits_one_by_one_reach_the_number() {
    let mut lab = Lab::new(Config::default());
    let phone = lab.phone("SEP000000000001");
    lab.wish(phone, Intent::Hook);
    assert_eq!(lab.screen(phone).tone.as_deref(), Some("InsideDialTone"));
    assert_eq!(lab.screen(phone).prompt, "Enter number");
    for key in "600".chars() {
        lab.wish(phone, Intent::Key(key));
    }
    assert_eq!(lab.phones[phone].state(), Some(CallState::Connected));
    assert_eq!(lab.screen(phone).tone, None);
    assert_eq!(
        lab.streams
            .iter()
            .map(|(_, source, _)| *source)
            .collect::<Vec<_>>(),
        [Source::Echo]
    );
    lab.wish(phone, Intent::Hook);
    assert_eq!(lab.streams, []);
}

#[test]
fn redial_calls_the_last_number_again() {
    let mut lab = Lab::new(Config::default());
    let phone = lab.phone("SEP000000000001");
    lab.wish(phone, dial("606"));
    lab.wish(phone, Intent::HangUp);
    lab.wish(phone, soft_key("Redial"));
    assert_eq!(
        lab.streams
            .iter()
            .map(|(_, source, _)| *source)
            .collect::<Vec<_>>(),
        [Source::Music]
    );
}

#[test]
fn a_phone_that_quits_is_unregistered_and_its_partner_is_told() {
    let mut lab = Lab::new(Config::default());
    let (a, b) = (lab.phone("SEP000000000001"), lab.phone("SEP000000000002"));
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(a, Intent::Quit);
    lab.run(Duration::from_secs(5));
    assert!(lab.phones[a].finished);
    assert_eq!(lab.screen(b).calls, []);
    let registered: Vec<bool> = lab.core.phones().map(|phone| phone.registered).collect();
    assert_eq!(registered, [false, true]);
}

#[test]
fn a_phone_that_is_told_to_restart_registers_again() {
    let mut lab = Lab::new(Config::default());
    let phone = lab.phone("SEP000000000001");
    for reset_type in [sccp::ResetType::RESTART, sccp::ResetType::RESET] {
        let before = lab.connections;
        let device = "SEP000000000001".to_owned();
        lab.serve(callmanager::Input::Reset { device, reset_type });
        lab.run(Duration::from_secs(30));
        assert_eq!(lab.connections, before + 1, "{reset_type}");
        assert!(lab.phones[phone].registered());
        assert_eq!(lab.screen(phone).own_number, "1001");
    }
}

#[test]
fn registrations_last_for_hours_of_keepalives() {
    let mut lab = Lab::new(Config::default());
    let phone = lab.phone("SEP000000000001");
    lab.run(Duration::from_secs(4 * 3_600));
    assert!(lab.phones[phone].registered());
    assert_eq!(lab.connections, 1);
}
