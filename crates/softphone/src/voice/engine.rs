//! The media thread: waits for datagrams, requests and the next packet's time.
//!
//! It sleeps without waking up while nothing is sent. Packets follow an absolute timer:
//! each is due a packet time after the one before, however late that one was.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::sync::mpsc::Receiver as RequestReceiver;
use std::time::{Duration, Instant};

use media::volume::gain;
use media::{
    Codec, ReceiverConfig, Region, RingMode, Tone, TonePlayer, Transmitter, TransmitterConfig,
    packet_samples, receiver,
};
use mio::{Events, Poll, Token};
use station::{AudioPath, Ring, VoiceCommand, VoiceFailure, VoiceReport};

use super::Request;
use super::reports::Reports;
use super::sockets::Ports;
use super::sound_devices::{RATE_HZ, SoundDevices};
use super::stream::{Receive, Stream, Transmit};

/// The waker's name in the poll; sockets have the following ones.
pub(super) const WAKE: Token = Token(0);

/// Streams at once: a phone announces five, a held call of each of its calls may leave one.
const MAX_STREAMS: usize = 64;

/// Ended streams whose figures are kept: a server may ask after the end (section 5.8).
const MAX_ENDED: usize = 16;

/// Longest datagram that is looked at, bytes; an Ethernet frame's.
const MAX_DATAGRAM: usize = 1500;

/// Datagrams taken from one socket before the others and the timer have their turn.
const MAX_BURST: usize = 64;

/// Packets sent at once after the thread was kept away; older ones are left out.
const MAX_CATCH_UP: u32 = 3;

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
}

/// The thread's state.
pub(super) struct Engine {
    poll: Poll,
    requests: RequestReceiver<Request>,
    reports: Reports,
    devices: SoundDevices,
    ports: Ports,
    region: Region,
    chance: u64,
    start: Instant,
    streams: BTreeMap<u32, Stream>,
    /// Sockets that had more datagrams than one turn takes.
    unread: Vec<Token>,
    microphone: Option<u32>,
    path: Option<AudioPath>,
    path_volumes: [u8; 3],
    /// Until when a tone or the ringer sounds, for which the output is needed.
    tone_until: Option<Instant>,
    ring_until: Option<Instant>,
    network_tone: TonePlayer,
}

impl Engine {
    pub(super) fn new(parts: Parts) -> Self {
        let mut chance = parts.seed;
        let first_port = draw(&mut chance);
        Self {
            poll: parts.poll,
            requests: parts.requests,
            reports: parts.reports,
            devices: parts.devices,
            ports: Ports::new(parts.local_ip, parts.ports, WAKE.0 + 1, first_port),
            region: parts.region,
            chance,
            start: Instant::now(),
            streams: BTreeMap::new(),
            unread: Vec::new(),
            microphone: None,
            path: None,
            path_volumes: [media::volume::NEUTRAL_VOLUME; 3],
            tone_until: None,
            ring_until: None,
            network_tone: TonePlayer::silent(RATE_HZ),
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
            while let Ok(request) = self.requests.try_recv() {
                match request {
                    Request::Command(command) => self.obey(command),
                    Request::LocalIp(ip) => self.ports.local_ip = ip,
                    Request::Quit => return,
                }
            }
            self.send_due();
        }
    }

    /// Waits for whatever is first: a datagram, a request, a packet's time, a device's rest.
    fn wait(&mut self, events: &mut Events, rest: Option<Instant>) {
        let due = self
            .streams
            .values()
            .filter_map(|stream| stream.transmit.as_ref());
        let due = due.map(|transmit| transmit.next).chain(rest).min();
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

    /// Takes what came in at a socket.
    fn receive(&mut self, token: Token) {
        let found =
            |stream: &&mut Stream| stream.port.as_ref().is_some_and(|port| port.token == token);
        let Some(stream) = self.streams.values_mut().find(found) else {
            return;
        };
        let Some(port) = &stream.port else {
            return;
        };
        let mut datagram = [0; MAX_DATAGRAM];
        for _ in 0..MAX_BURST {
            match port.socket.recv_from(&mut datagram) {
                Ok((length, from)) => {
                    if let Some(receive) = &mut stream.receive {
                        receive
                            .receiver
                            .handle(&datagram[..length], from, self.start.elapsed());
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                // The system tells here that nobody listened to what was sent, which may change.
                Err(error) => tracing::debug!(%error, "receiving"),
            }
        }
        self.unread.push(token);
    }

    /// Sends every packet that is due.
    fn send_due(&mut self) {
        let now = Instant::now();
        for (&name, stream) in &mut self.streams {
            let (Some(transmit), Some(port)) = (&mut stream.transmit, &stream.port) else {
                continue;
            };
            let samples = transmit.transmitter.samples_per_packet();
            let packet_time = Duration::from_secs(1) * samples as u32 / RATE_HZ;
            let late = now.saturating_duration_since(transmit.next);
            let missed =
                u32::try_from(late.as_nanos() / packet_time.as_nanos()).unwrap_or(u32::MAX);
            for _ in MAX_CATCH_UP..=missed.min(1000) {
                transmit.transmitter.skip();
            }
            if missed > 1000 {
                transmit.next = now;
            } else if missed >= MAX_CATCH_UP {
                transmit.next += packet_time * (missed + 1 - MAX_CATCH_UP);
            }
            while transmit.next <= now {
                transmit.next += packet_time;
                let mut said = [0; MAX_SAMPLES];
                let said = &mut said[..samples];
                if self.microphone == Some(name) {
                    self.devices.mouth.read(said);
                    mix_tone(&mut self.network_tone, said);
                }
                let sent = port
                    .socket
                    .send_to(transmit.transmitter.packet(said), transmit.remote);
                transmit.note(sent.err());
            }
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
            VoiceCommand::Microphone { stream } => {
                if self.microphone != stream {
                    // What was said to nobody, or to the other one, is not said now.
                    self.devices.mouth.forget();
                }
                self.microphone = stream;
            }
            VoiceCommand::Mute(muted) => self.devices.mouth.mute(muted),
            VoiceCommand::SendDigit { stream, digit } => self.send_digit(stream, digit),
            VoiceCommand::StartTone { tone, to_network } => self.start_tone(tone, to_network),
            VoiceCommand::StopTone => {
                self.tone_until = None;
                self.devices.ear.play_tone(None);
                self.network_tone.stop();
            }
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

    fn open_receive(
        &mut self,
        name: u32,
        codec: u32,
        ptime_ms: u32,
        event_payload_type: Option<u8>,
        source: Option<SocketAddr>,
    ) -> Result<u16, VoiceFailure> {
        let codec = Codec::from_sccp(codec).ok_or(VoiceFailure::Codec)?;
        packet_samples(codec, ptime_ms).map_err(|_| VoiceFailure::PacketSize)?;
        let port = self.port_of(name)?;
        let source = source.filter(|source| source.port() != 0 && !source.ip().is_unspecified());
        // Opened again without a close between: the new one counts.
        self.devices.ear.remove(name);
        let Some(stream) = self.streams.get_mut(&name) else {
            return Err(VoiceFailure::Socket("the stream is gone".to_owned()));
        };
        let remote = stream.transmit.as_ref().map(|transmit| transmit.remote);
        let (receiver, playout) = receiver(ReceiverConfig {
            codec,
            event_payload_type,
            source: source.or(remote),
            rate_hz: RATE_HZ,
        });
        if let Err(full) = self.devices.ear.add(name, playout) {
            self.settle(name);
            return Err(VoiceFailure::Socket(full.to_string()));
        }
        stream.begin_receiving(Receive {
            receiver,
            codec,
            ptime_ms,
            source_given: source.is_some(),
        });
        Ok(port)
    }

    fn close_receive(&mut self, name: u32, keep_port: bool) {
        self.devices.ear.remove(name);
        if let Some(stream) = self.streams.get_mut(&name) {
            stream.end_receiving();
            stream.keep_port = keep_port;
        }
        self.settle(name);
    }

    fn start_transmit(
        &mut self,
        name: u32,
        remote: SocketAddr,
        codec: u32,
        ptime_ms: u32,
        event_payload_type: Option<u8>,
        tos: u8,
    ) -> Result<u16, VoiceFailure> {
        let codec = Codec::from_sccp(codec).ok_or(VoiceFailure::Codec)?;
        packet_samples(codec, ptime_ms).map_err(|_| VoiceFailure::PacketSize)?;
        let number = self.port_of(name)?;
        let config = TransmitterConfig {
            codec,
            ptime_ms,
            event_payload_type,
            // The casts keep some of the random bits, as wanted.
            ssrc: draw(&mut self.chance) as u32,
            first_sequence: draw(&mut self.chance) as u16,
            first_timestamp: draw(&mut self.chance) as u32,
        };
        let fresh = self
            .streams
            .get(&name)
            .is_none_or(|stream| stream.transmit.is_none());
        if fresh && self.microphone == Some(name) {
            self.devices.mouth.forget();
        }
        let Some(stream) = self.streams.get_mut(&name) else {
            return Err(VoiceFailure::Socket("the stream is gone".to_owned()));
        };
        if let Some(port) = &stream.port {
            port.set_tos(tos);
        }
        match &mut stream.transmit {
            Some(transmit) => {
                transmit.remote = remote;
                transmit.failing = false;
                transmit
                    .transmitter
                    .change(codec, ptime_ms, event_payload_type)
                    .map_err(|_| VoiceFailure::PacketSize)?;
            }
            None => {
                let transmitter = Transmitter::new(config).map_err(|_| VoiceFailure::PacketSize)?;
                stream.begin_sending(Transmit {
                    transmitter,
                    remote,
                    next: Instant::now(),
                    failing: false,
                });
            }
        }
        if let Some(receive) = stream
            .receive
            .as_mut()
            .filter(|receive| !receive.source_given)
        {
            receive.receiver.set_source(Some(remote));
        }
        // "Nowhere" is how some servers hold: the stream stands, and nothing is sent.
        if remote.port() == 0 || remote.ip().is_unspecified() {
            stream.end_sending();
            self.settle(name);
        }
        Ok(number)
    }

    /// The stream's port, opened if need be.
    fn port_of(&mut self, name: u32) -> Result<u16, VoiceFailure> {
        if let Some(port) = self
            .streams
            .get(&name)
            .and_then(|stream| stream.port.as_ref())
        {
            return Ok(port.number);
        }
        let live = self
            .streams
            .values()
            .filter(|stream| stream.port.is_some())
            .count();
        if live >= MAX_STREAMS {
            return Err(VoiceFailure::Socket(format!(
                "{MAX_STREAMS} streams are open already"
            )));
        }
        let port = self.ports.open(self.poll.registry());
        let port = port.map_err(|error| VoiceFailure::Socket(error.to_string()))?;
        let number = port.number;
        self.streams.entry(name).or_default().port = Some(port);
        Ok(number)
    }

    /// Frees the port of a stream that has ended, and forgets the oldest figures.
    fn settle(&mut self, name: u32) {
        let Some(stream) = self
            .streams
            .get_mut(&name)
            .filter(|stream| stream.is_idle())
        else {
            return;
        };
        stream.ended = Some(Instant::now());
        if !stream.keep_port
            && let Some(port) = stream.port.take()
        {
            port.close(self.poll.registry());
        }
        let ended = self
            .streams
            .iter()
            .filter(|(_, stream)| stream.port.is_none());
        let mut ended: Vec<_> = ended
            .filter_map(|(&name, stream)| Some((stream.ended?, name)))
            .collect();
        ended.sort_unstable();
        for &(_, name) in &ended[..ended.len().saturating_sub(MAX_ENDED)] {
            self.streams.remove(&name);
        }
    }

    fn send_digit(&mut self, name: u32, digit: char) {
        let transmit = self
            .streams
            .get_mut(&name)
            .and_then(|stream| stream.transmit.as_mut());
        let Some(transmit) = transmit else {
            // The digit itself stays out of the log.
            tracing::debug!(stream = name, "a digit for a stream that does not send");
            return;
        };
        if let Err(error) = transmit.transmitter.push_digit(digit) {
            tracing::warn!(%error, "a digit was not sent");
        }
    }

    fn start_tone(&mut self, number: u32, to_network: bool) {
        let tone = Tone::of(number, self.region);
        self.tone_until = tone.map(|tone| until(tone.length_ms()));
        self.devices.ear.play_tone(tone);
        match tone.filter(|_| to_network) {
            Some(tone) => self.network_tone = TonePlayer::new(tone, RATE_HZ),
            None => self.network_tone.stop(),
        }
    }

    fn ring(&mut self, ring: Ring, once: bool) {
        let mode = match ring {
            Ring::Off | Ring::FlashOnly => None,
            Ring::Inside => Some(RingMode::Inside),
            Ring::Outside => Some(RingMode::Outside),
            Ring::Feature => Some(RingMode::Feature),
            Ring::Precedence => Some(RingMode::Precedence),
        };
        self.ring_until = mode.map(|mode| until(once.then(|| mode.period_ms())));
        match mode {
            Some(mode) => self.devices.ear.start_ring(mode, once),
            None => self.devices.ear.stop_ring(),
        }
    }

    fn show_volume(&mut self) {
        if let Some(path) = self.path {
            self.devices
                .ear
                .set_speech_gain(gain(self.path_volumes[path as usize]));
        }
    }
}

impl Transmit {
    /// Says once that sending fails, and once that it works again.
    fn note(&mut self, error: Option<io::Error>) {
        match error {
            Some(error) if !self.failing => {
                self.failing = true;
                tracing::warn!(%error, remote = %self.remote, "sound cannot be sent");
            }
            None if self.failing => {
                self.failing = false;
                tracing::info!(remote = %self.remote, "sound is sent again");
            }
            _ => {}
        }
    }
}

fn mix_tone(tone: &mut TonePlayer, said: &mut [i16]) {
    if tone.is_over() {
        return;
    }
    let mut sum = [0; MAX_SAMPLES];
    let sum = &mut sum[..said.len()];
    for (sum, &sample) in sum.iter_mut().zip(&*said) {
        *sum = i32::from(sample);
    }
    tone.mix(sum);
    for (sample, &sum) in said.iter_mut().zip(&*sum) {
        // Exact after the clamp.
        *sample = sum.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
    }
}

/// When something of this length that begins now is over; `None`: not within a lifetime.
fn until(length_ms: Option<u32>) -> Instant {
    const LIFETIME: Duration = Duration::from_secs(100 * 365 * 24 * 3600);
    Instant::now() + length_ms.map_or(LIFETIME, |ms| Duration::from_millis(u64::from(ms)))
}

/// The next number of a reproducible row (splitmix64).
fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
