//! The media thread: waits for datagrams, requests and the next packet's time.
//!
//! It sleeps without waking up while nothing is sent. Packets follow an absolute timer:
//! each is due a packet time after the one before, however late that one was.

mod receiving;
mod sounds;
mod streams;

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::sync::mpsc::Receiver as RequestReceiver;
use std::time::{Duration, Instant};

use media::volume::gain;
use media::{Region, TonePlayer};
use mio::{Events, Poll, Token};
use station::{AudioPath, VoiceCommand, VoiceReport};

use super::Request;
use super::faults::{Datagram, Faults};
use super::reports::Reports;
use super::sockets::{Port, Ports};
use super::sound_devices::{RATE_HZ, SoundDevices};
use super::stream::Stream;
use crate::rtp_tap::RtpTap;
use sounds::mix_tone;

/// The waker's name in the poll; sockets have the following ones.
pub(super) const WAKE: Token = Token(0);

/// Streams at once: a phone announces five, a held call of each of its calls may leave one.
const MAX_STREAMS: usize = 64;

/// Longest packet, samples: 60 ms.
const MAX_SAMPLES: usize = 480;

/// What an engine is made of.
pub(super) struct Parts {
    pub(super) poll: Poll,
    pub(super) requests: RequestReceiver<Request>,
    pub(super) reports: Reports,
    pub(super) devices: SoundDevices,
    pub(super) local_ip: IpAddr,
    pub(super) ports: RangeInclusive<u16>,
    pub(super) region: Region,
    pub(super) seed: u64,
    pub(super) faults: Option<Faults>,
}

/// The thread's state.
pub(super) struct Engine {
    poll: Poll,
    requests: RequestReceiver<Request>,
    reports: Reports,
    /// Where sent and received packets are written, if they are.
    tap: Option<RtpTap>,
    devices: SoundDevices,
    ports: Ports,
    /// A bad network, when one is asked for.
    faults: Option<Faults>,
    region: Region,
    chance: u64,
    start: Instant,
    streams: BTreeMap<u32, Stream>,
    /// Sockets that had more datagrams than one turn takes.
    unread: Vec<Token>,
    /// What the ear calls the next stream.
    next_place: u32,
    microphone: Option<u32>,
    path: Option<AudioPath>,
    path_volumes: [u8; 3],
    /// Until when a tone or the ringer sounds, for which the output is needed.
    tone_until: Option<Instant>,
    ring_until: Option<Instant>,
    /// What both sides hear, and what only the other side hears.
    network_tone: TonePlayer,
    network_only: TonePlayer,
}

impl Engine {
    pub(super) fn new(parts: Parts) -> Self {
        let mut chance = parts.seed;
        let first_port = draw(&mut chance);
        Self {
            poll: parts.poll,
            requests: parts.requests,
            reports: parts.reports,
            tap: None,
            devices: parts.devices,
            ports: Ports::new(parts.local_ip, parts.ports, WAKE.0 + 1, first_port),
            faults: parts.faults,
            region: parts.region,
            chance,
            start: Instant::now(),
            streams: BTreeMap::new(),
            unread: Vec::new(),
            next_place: 0,
            microphone: None,
            path: None,
            path_volumes: [media::volume::NEUTRAL_VOLUME; 3],
            tone_until: None,
            ring_until: None,
            network_tone: TonePlayer::silent(RATE_HZ),
            network_only: TonePlayer::silent(RATE_HZ),
        }
    }

    /// Runs until told to quit.
    pub(super) fn run(mut self) {
        let mut events = Events::with_capacity(MAX_STREAMS);
        loop {
            let rest = self.tend_devices();
            self.wait(&mut events, rest);
            let mut readable: Vec<Token> = std::mem::take(&mut self.unread);
            for event in &events {
                if event.token() != WAKE && !readable.contains(&event.token()) {
                    readable.push(event.token());
                }
            }
            for token in readable {
                self.receive(token);
            }
            self.receive_late();
            while let Ok(request) = self.requests.try_recv() {
                match request {
                    Request::Command(command) => self.obey(command),
                    Request::LocalIp(ip) => self.ports.local_ip = ip,
                    Request::TraceRtp(tap) => self.tap = Some(tap),
                    Request::Quit => return,
                }
            }
            self.send_due();
            self.send_late();
        }
    }

    /// Waits for whatever is first: a datagram, a request, a packet's time, a device's rest.
    fn wait(&mut self, events: &mut Events, rest: Option<Instant>) {
        let due = self
            .streams
            .values()
            .filter_map(|stream| stream.transmit.as_ref());
        let late = self.faults.as_ref().and_then(Faults::deadline);
        let late = late.map(|late| self.start + late);
        let due = due
            .map(|transmit| transmit.next)
            .chain(rest)
            .chain(late)
            .min();
        let left = due.map(|due| due.saturating_duration_since(Instant::now()));
        let left = if self.unread.is_empty() {
            left
        } else {
            Some(Duration::ZERO)
        };
        // The poll counts whole milliseconds and rounds up: it gets the whole ones, and
        // a precise sleep the rest.
        let whole = left
            .map(|left| Duration::from_millis(u64::try_from(left.as_millis()).unwrap_or(u64::MAX)));
        if let Err(error) = self.poll.poll(events, whole)
            && error.kind() != io::ErrorKind::Interrupted
        {
            tracing::error!(%error, "waiting for sockets failed");
            std::thread::sleep(Duration::from_millis(10));
        }
        if events.is_empty()
            && self.unread.is_empty()
            && let Some(due) = due
        {
            let left = due.saturating_duration_since(Instant::now());
            if left < Duration::from_millis(1) {
                std::thread::sleep(left);
            }
        }
    }

    fn tend_devices(&mut self) -> Option<Instant> {
        let now = Instant::now();
        let receiving = self.streams.values().any(|stream| stream.receive.is_some());
        let sounding = self
            .tone_until
            .max(self.ring_until)
            .filter(|&until| until > now);
        let hear = receiving || sounding.is_some() || self.path.is_some();
        let rest = self.devices.tend(hear, self.path.is_some(), now);
        [rest, sounding].into_iter().flatten().min()
    }

    /// Sends every packet that is due.
    fn send_due(&mut self) {
        let now = Instant::now();
        for (&name, stream) in &mut self.streams {
            let (Some(transmit), Some(port)) = (&mut stream.transmit, &stream.port) else {
                continue;
            };
            let samples = transmit.transmitter.samples_per_packet();
            for _ in 0..transmit.packets_due(now) {
                let mut said = [0; MAX_SAMPLES];
                let said = &mut said[..samples];
                if self.microphone == Some(name) {
                    self.devices.mouth.read(said);
                    mix_tone(&mut self.network_tone, said);
                    mix_tone(&mut self.network_only, said);
                }
                transmit.sounds.replace(said);
                let packet = transmit.transmitter.packet(said);
                if let Some(faults) = &mut self.faults
                    && !transmit.remote.ip().is_multicast()
                {
                    let datagram = Datagram {
                        stream: name,
                        peer: transmit.remote,
                        bytes: packet.to_vec(),
                    };
                    faults.leaves(datagram, now.duration_since(self.start));
                    continue;
                }
                let to = transmit.remote;
                let sent = send(port, self.ports.local_ip, self.tap.as_ref(), to, packet);
                transmit.note(sent.err());
            }
        }
    }

    /// Sends what a bad network let through by now.
    fn send_late(&mut self) {
        let now = self.start.elapsed();
        while let Some(datagram) = self.faults.as_mut().and_then(|faults| faults.next_out(now)) {
            let Some(stream) = self.streams.get_mut(&datagram.stream) else {
                continue;
            };
            let (Some(transmit), Some(port)) = (&mut stream.transmit, &stream.port) else {
                continue;
            };
            let (to, bytes) = (datagram.peer, &datagram.bytes);
            let sent = send(port, self.ports.local_ip, self.tap.as_ref(), to, bytes);
            transmit.note(sent.err());
        }
    }

    fn obey(&mut self, command: VoiceCommand) {
        match command {
            VoiceCommand::OpenReceive {
                stream,
                codec,
                ptime_ms,
                dtmf_payload_type,
                source,
            } => {
                let opened = self.open_receive(stream, codec, ptime_ms, dtmf_payload_type, source);
                self.reports.send(match opened {
                    Ok(port) => VoiceReport::ReceiveOpened { stream, port },
                    Err(reason) => VoiceReport::ReceiveFailed { stream, reason },
                });
            }
            VoiceCommand::CloseReceive { stream, keep_port } => {
                self.close_receive(stream, keep_port)
            }
            VoiceCommand::AcceptFrom { stream, sender } => self.accept_from(stream, sender),
            VoiceCommand::JoinGroup {
                stream,
                group,
                codec,
                ptime_ms,
            } => {
                let joined = self.join_group(stream, group, codec, ptime_ms);
                self.reports.send(match joined {
                    Ok(()) => VoiceReport::GroupJoined { stream },
                    Err(reason) => VoiceReport::GroupFailed { stream, reason },
                });
            }
            VoiceCommand::LeaveGroup { stream } => self.close_receive(stream, false),
            VoiceCommand::ReservePort { stream } => {
                let reserved = self.reserve_port(stream);
                self.reports.send(match reserved {
                    Ok(port) => VoiceReport::PortReserved { stream, port },
                    Err(reason) => VoiceReport::PortFailed { stream, reason },
                });
            }
            VoiceCommand::ReleasePort { stream } => self.release_port(stream),
            VoiceCommand::StartTransmit {
                stream,
                remote,
                codec,
                ptime_ms,
                dtmf_payload_type,
                tos,
            } => {
                let started =
                    self.start_transmit(stream, remote, codec, ptime_ms, dtmf_payload_type, tos);
                self.reports.send(match started {
                    Ok(port) => VoiceReport::TransmitStarted { stream, port },
                    Err(reason) => VoiceReport::TransmitFailed { stream, reason },
                });
            }
            VoiceCommand::StopTransmit { stream } => {
                if let Some(stopped) = self.streams.get_mut(&stream) {
                    stopped.end_sending();
                }
                self.settle(stream);
            }
            VoiceCommand::SetTos { stream, tos } => {
                if let Some(port) = self
                    .streams
                    .get(&stream)
                    .and_then(|stream| stream.port.as_ref())
                {
                    port.set_tos(tos);
                }
            }
            VoiceCommand::Microphone { stream } => {
                if self.microphone != stream {
                    // What was said to nobody, or to the other one, is not said now.
                    self.devices.mouth.forget();
                }
                self.microphone = stream;
            }
            VoiceCommand::Mute(muted) => self.devices.mouth.mute(muted),
            VoiceCommand::SendDigit { stream, digit } => self.send_digit(stream, digit),
            VoiceCommand::PlayDigit { digit } => self.play_digit(digit),
            VoiceCommand::ReportDigits {
                stream,
                payload_type,
            } => self.report_digits(stream, payload_type),
            VoiceCommand::StartTone { tone, to_network } => self.start_tone(tone, to_network),
            VoiceCommand::StopTone => {
                self.tone_until = None;
                self.devices.ear.play_tone(None);
                self.network_tone.stop();
            }
            VoiceCommand::StartNetworkTone { tone } => self.start_network_tone(tone),
            VoiceCommand::StopNetworkTone => self.network_only.stop(),
            VoiceCommand::Ring { ring, once } => self.ring(ring, once),
            VoiceCommand::Path(path) => {
                self.path = path;
                self.show_volume();
            }
            VoiceCommand::PathVolume { path, volume } => {
                self.path_volumes[path as usize] = volume;
                self.show_volume();
            }
            VoiceCommand::RingerVolume(volume) => self.devices.ear.set_ring_gain(gain(volume)),
            VoiceCommand::QueryStatistics { stream, clear } => {
                let statistics = self
                    .streams
                    .get(&stream)
                    .map(Stream::statistics)
                    .unwrap_or_default();
                if let Some(asked) = self.streams.get_mut(&stream).filter(|_| clear) {
                    asked.clear_statistics();
                }
                self.reports
                    .send(VoiceReport::Statistics { stream, statistics });
            }
        }
    }
}

/// Sends a packet from a port, and into the trace what was sent.
fn send(
    port: &Port,
    local_ip: IpAddr,
    tap: Option<&RtpTap>,
    to: SocketAddr,
    packet: &[u8],
) -> io::Result<()> {
    port.socket.send_to(packet, to)?;
    if let Some(tap) = tap {
        tap.sent(SocketAddr::new(local_ip, port.number), to, packet);
    }
    Ok(())
}

/// The next number of a reproducible row (splitmix64).
fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
