//! Whatever comes, in whatever order: the phone lives on.

mod rig;

use std::collections::BTreeSet;
use std::net::SocketAddr;

use rig::{SERVER, config};
use sccp::{Direction, FrameReader, MESSAGES, Message, Packet, ProtocolVersion};
use station::{
    AudioPath, HardKey, Input, Intent, Moment, Navigate, Output, Station, StreamStatistics,
    VoiceCommand, VoiceFailure, VoiceReport,
};

/// Numbers that the test draws (SplitMix64): the same in every run.
struct Dice(u64);

impl Dice {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.draw() % u64::try_from(limit).expect("small")).expect("small")
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

/// A body of plausible small numbers, with some wild ones.
fn body(dice: &mut Dice, size: usize) -> Vec<u8> {
    let mut body = Vec::with_capacity(size + 4);
    while body.len() < size {
        let word = match dice.below(12) {
            0 => u32::try_from(dice.draw() & 0xffff_ffff).expect("32 bits"),
            1 => u32::MAX,
            2 => u32::from_le_bytes(*b"1003"),
            3 => 0x0000_0980,
            _ => u32::try_from(dice.below(10)).expect("small"),
        };
        body.extend_from_slice(&word.to_le_bytes());
    }
    body.truncate(size);
    body
}

/// A message that makes sense by itself, about one of a few calls and streams.
fn sensible(dice: &mut Dice, version: u8) -> Vec<u8> {
    let mut small = |limit: usize| u32::try_from(dice.below(limit)).expect("small");
    let (line, call, party) = (1 + small(2), 1 + small(4), 501 + small(4));
    let message: Message = match small(16) {
        0..=2 => sccp::CallState {
            call_state: small(18).into(),
            line_instance: line,
            call_reference: call,
            ..Default::default()
        }
        .into(),
        3 => rig::open_receive(party, call, small(2) * 101),
        4 => rig::start_transmission(party, call, small(2) * 101),
        5 => sccp::CloseReceiveChannel {
            pass_through_party_id: party,
            ..Default::default()
        }
        .into(),
        6 => sccp::StopMediaTransmission {
            pass_through_party_id: party,
            ..Default::default()
        }
        .into(),
        7 => rig::ringer(1 + small(6)),
        8 => rig::tone(small(0x40), line, call),
        9 => sccp::SetSpeakerMode {
            speaker_mode: (1 + small(2)).into(),
        }
        .into(),
        10 => rig::start_multicast_reception(party, call),
        11 => sccp::StopMulticastMediaReception {
            pass_through_party_id: party,
            ..Default::default()
        }
        .into(),
        12 => rig::start_multicast_transmission(party, call),
        13 => sccp::StartTone {
            tone: small(0x40).into(),
            tone_output_direction: small(3).into(),
            call_reference: call,
            ..Default::default()
        }
        .into(),
        14 => sccp::SetMicroMode {
            mic_mode: (1 + small(2)).into(),
        }
        .into(),
        _ => rig::select(line, call, small(12)),
    };
    Packet::new(message, ProtocolVersion::new(version)).encode()
}

/// A message of CallManager 2, which names neither calls nor channels.
fn nameless(dice: &mut Dice) -> Vec<u8> {
    let mut small = |limit: usize| u32::try_from(dice.below(limit)).expect("small");
    let numbers = |numbers: &[u32]| -> Vec<u8> {
        numbers
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect()
    };
    let (id, body): (u32, Vec<u8>) = match small(8) {
        0 => (0x0082, numbers(&[0x21 + small(5)])),
        1 => (0x0085, numbers(&[1 + small(6)])),
        2 | 3 => (0x0086, numbers(&[9, 1 + small(3), 1 + small(5)])),
        4 => {
            let peer = [0x1402_00c0, 18_000, 20, 4];
            (0x008a, numbers(&[&peer[..], &[0; 5]].concat()))
        }
        5 => (0x008c, numbers(&[0x1402_00c0, 20, 4, 0, 0, 0])),
        6 => (0x008b + 2 * small(2), numbers(&[7])),
        _ => (0x008f, vec![b'1'; 128]),
    };
    let length = u32::try_from(body.len() + 4).expect("small");
    [&length.to_le_bytes()[..], &[0; 4], &id.to_le_bytes(), &body].concat()
}

fn message(dice: &mut Dice, version: u8, old: bool) -> Vec<u8> {
    if old && dice.below(2) == 0 {
        return nameless(dice);
    }
    if dice.below(2) == 0 {
        return sensible(dice, version);
    }
    let kinds: Vec<_> = MESSAGES
        .iter()
        .filter(|kind| kind.direction != Direction::ToServer)
        .collect();
    let kind = dice.pick(&kinds);
    let size = kind.size(ProtocolVersion::new(version)).unwrap_or(60);
    let size = if dice.below(5) == 0 {
        dice.below(size + 8)
    } else {
        size
    };
    let body = body(dice, size);
    let length = u32::try_from(body.len() + 4).expect("small");
    let id = if dice.below(40) == 0 { 0x7777 } else { kind.id };
    [&length.to_le_bytes()[..], &[0; 4], &id.to_le_bytes(), &body].concat()
}

fn intent(dice: &mut Dice) -> Intent {
    let paths = AudioPath::ALL;
    let hard = [
        HardKey::Messages,
        HardKey::Directories,
        HardKey::Services,
        HardKey::Settings,
        HardKey::Help,
    ];
    let arrows = [
        Navigate::Up,
        Navigate::Down,
        Navigate::Left,
        Navigate::Right,
    ];
    match dice.below(22) {
        0 => Intent::Dial("600".into()),
        1 => Intent::Paste("+1 (555) 123".into()),
        2 => Intent::SoftKeyPlace(dice.below(6)),
        3 => Intent::SoftKey(
            dice.pick(&["Answer", "EndCall", "more", "<<", "Select", "Exit"])
                .into(),
        ),
        4 => Intent::LineKey(dice.below(10)),
        5 => Intent::Focus(u32::try_from(dice.below(10)).expect("small")),
        6 => Intent::Navigate(dice.pick(&arrows)),
        7 => Intent::Enter,
        8 => Intent::Escape,
        9 => Intent::Backspace,
        10 => Intent::Answer,
        11 => Intent::HangUp,
        12 => Intent::Hook,
        13 => Intent::Path(dice.pick(&paths)),
        14 => Intent::Mute,
        15 => Intent::VolumeUp,
        16 => Intent::Volume(u8::try_from(dice.below(256)).expect("a byte")),
        17 => Intent::HardKey(dice.pick(&hard)),
        18 => Intent::Redial,
        _ => Intent::Key(dice.pick(&['1', '5', '0', '*', '#', 'A', 'x'])),
    }
}

fn voice(dice: &mut Dice, fails: bool) -> VoiceReport {
    let stream = 501 + u32::try_from(dice.below(4)).expect("small");
    match dice.below(6) {
        0 | 1 => VoiceReport::ReceiveOpened {
            stream,
            port: 20_000,
        },
        2 if fails => VoiceReport::ReceiveFailed {
            stream,
            reason: VoiceFailure::Codec,
        },
        3 => VoiceReport::TransmitStarted {
            stream,
            port: 20_000,
        },
        4 if fails => VoiceReport::TransmitFailed {
            stream,
            reason: VoiceFailure::Socket("none".into()),
        },
        _ => VoiceReport::Statistics {
            stream,
            statistics: StreamStatistics::default(),
        },
    }
}

fn run(seed: u64, fails: bool) -> (Station, Vec<Output>) {
    let mut dice = Dice(seed);
    let mut config = config();
    config.protocol_version = dice.pick(&[3, 5, 8, 11, 15, 16, 17, 18, 20, 22]);
    let version = config.protocol_version;
    // The short acknowledgement, of CallManager 2.
    let old = version == 3 && seed.is_multiple_of(2);
    let mut station = Station::new(config);
    let mut now = Moment::START;
    let mut outputs = Vec::new();
    let mut open = false;
    for round in 0..400 {
        now = now + std::time::Duration::from_millis(dice.draw() % 700);
        let input = match dice.below(10) {
            _ if round == 0 => Input::Tick,
            0 if dice.below(20) == 0 => Input::Disconnected {
                reason: "gone".into(),
            },
            0 => Input::Tick,
            1 | 2 => Input::Intent(intent(&mut dice)),
            3 => Input::Voice(voice(&mut dice, fails)),
            _ => Input::Received(
                (0..=dice.below(3))
                    .flat_map(|_| message(&mut dice, version, old))
                    .collect(),
            ),
        };
        let lost = matches!(input, Input::Disconnected { .. });
        if lost {
            // What was due goes out before the loss is known.
            station.handle(Input::Tick, now);
            outputs.extend(std::iter::from_fn(|| station.poll_output()));
        }
        open &= !lost;
        station.handle(input, now);
        if station.deadline().is_some_and(|deadline| deadline <= now) {
            station.handle(Input::Tick, now);
            assert!(
                station.deadline().is_none_or(|deadline| deadline > now),
                "seed {seed}: a deadline that stays"
            );
        }
        while let Some(output) = station.poll_output() {
            match &output {
                Output::Connect { .. } => open = true,
                Output::Disconnect => open = false,
                Output::Send(_) => assert!(open, "seed {seed}: sent to nobody"),
                _ => {}
            }
            if let Output::Connect { .. } = &output {
                let local = SocketAddr::from(([192, 0, 2, 10], 40_000));
                let peer = SERVER.parse().expect("an address");
                station.handle(Input::Connected { local, peer }, now);
                let ack = sccp::RegisterAck {
                    keep_alive_interval: 30,
                    max_protocol_ver: version,
                    ..Default::default()
                };
                let mut ack = Packet::new(ack, ProtocolVersion::OLDEST).encode();
                if old {
                    ack.truncate(24);
                    ack[0] = 16;
                }
                station.handle(Input::Received(ack), now);
            }
            outputs.push(output);
        }
    }
    (station, outputs)
}

#[test]
fn any_order_of_messages_and_keys_is_survived() {
    for seed in 0..120 {
        let (station, outputs) = run(seed, true);
        let screen = station.screen();
        assert!(screen.focused_call.is_none_or(|focused| {
            screen
                .calls
                .iter()
                .any(|call| call.call_reference == focused)
        }));
        for output in outputs {
            if let Output::Send(bytes) = output {
                let mut reader = FrameReader::new();
                reader.push(&bytes);
                assert!(matches!(reader.next(), Some(Ok(_))), "seed {seed}");
                assert!(
                    reader.next().is_none() && reader.pending() == 0,
                    "one whole frame, seed {seed}"
                );
            }
        }
    }
}

#[test]
fn the_same_inputs_give_the_same_outputs() {
    for seed in [1, 22, 333] {
        assert_eq!(run(seed, true).1, run(seed, true).1);
    }
}

#[test]
fn random_bytes_are_survived() {
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let mut station = Station::new(config());
        station.handle(Input::Tick, Moment::START);
        let local = SocketAddr::from(([192, 0, 2, 10], 40_000));
        let peer = SERVER.parse().expect("an address");
        station.handle(Input::Connected { local, peer }, Moment::START);
        for _ in 0..20 {
            let bytes = (0..dice.below(200))
                .map(|_| dice.draw().to_le_bytes()[0])
                .collect();
            station.handle(Input::Received(bytes), Moment::START);
        }
        assert_eq!(station.screen().device, rig::DEVICE);
    }
}

/// What the voice path still does after these commands.
#[derive(Debug, Default, PartialEq)]
struct Sounding {
    receiving: BTreeSet<u32>,
    sending: BTreeSet<u32>,
    tone: bool,
    network_tone: bool,
    ring: bool,
    path: bool,
    microphone: bool,
    muted: bool,
}

impl Sounding {
    fn after(outputs: &[Output]) -> Self {
        let mut sounding = Self::default();
        for output in outputs {
            let Output::Voice(command) = output else {
                continue;
            };
            match command {
                VoiceCommand::OpenReceive { stream, .. } => {
                    sounding.receiving.insert(*stream);
                }
                VoiceCommand::CloseReceive { stream, .. } => {
                    assert!(sounding.receiving.remove(stream), "what is closed was open");
                }
                VoiceCommand::JoinGroup { stream, .. } => {
                    sounding.receiving.insert(*stream);
                }
                VoiceCommand::LeaveGroup { stream } => {
                    assert!(sounding.receiving.remove(stream), "what is left was joined");
                }
                VoiceCommand::StartTransmit { stream, .. } => {
                    sounding.sending.insert(*stream);
                }
                VoiceCommand::StopTransmit { stream } => {
                    assert!(sounding.sending.remove(stream), "what is stopped was sent");
                }
                VoiceCommand::StartTone { .. } => sounding.tone = true,
                VoiceCommand::StopTone => sounding.tone = false,
                VoiceCommand::StartNetworkTone { .. } => sounding.network_tone = true,
                VoiceCommand::StopNetworkTone => sounding.network_tone = false,
                VoiceCommand::Ring { ring, .. } => sounding.ring = *ring != station::Ring::Off,
                VoiceCommand::Path(path) => sounding.path = path.is_some(),
                VoiceCommand::Microphone { stream } => sounding.microphone = stream.is_some(),
                VoiceCommand::Mute(muted) => sounding.muted = *muted,
                _ => {}
            }
        }
        sounding
    }
}

#[test]
fn nothing_sounds_any_more_when_the_connection_is_gone_and_the_talks_are_hung_up() {
    let mut went_on = 0;
    for seed in 0..120 {
        let (mut station, mut outputs) = run(seed, false);
        let now = Moment::from_secs(300);
        let lost = Input::Disconnected {
            reason: "gone".into(),
        };
        station.handle(lost, now);
        went_on += usize::from(!station.screen().calls.is_empty());
        while !station.screen().calls.is_empty() {
            let calls = station.screen().calls.len();
            station.handle(Input::Intent(Intent::HangUp), now);
            assert_eq!(station.screen().calls.len(), calls - 1, "seed {seed}");
        }
        outputs.extend(std::iter::from_fn(|| station.poll_output()));
        assert_eq!(
            Sounding::after(&outputs),
            Sounding::default(),
            "seed {seed}"
        );
    }
    // How many depends on how many messages the dice pick from.
    assert!(went_on > 3, "talks went on in {went_on} runs");
}
