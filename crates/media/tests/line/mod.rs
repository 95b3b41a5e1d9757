//! A line on a virtual clock: a speaker, a network with faults, a device that pulls.

#![allow(dead_code, reason = "each test file uses its own part of it")]

pub(crate) mod spectrum;
/// The crate's own tests know a click by the same.
#[path = "../../src/steps.rs"]
pub(crate) mod steps;

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use media::{
    Codec, Playback, Playout, ReceiveStatistics, Receiver, ReceiverConfig, Senders,
    SilenceSuppressor, Transmitter, TransmitterConfig, Verdict, receiver,
};
use netem::{Impairment, Network};

pub(crate) const RATE: u32 = 8000;
pub(crate) const PEER: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 40000);

/// Reproducible chance (splitmix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Something like speech: voiced syllables with a gliding pitch, hisses, pauses.
pub(crate) fn speech(samples: usize) -> Vec<i16> {
    speech_at(RATE, samples)
}

/// The same at another rate.
pub(crate) fn speech_at(rate_hz: u32, samples: usize) -> Vec<i16> {
    let mut chance = Chance(7);
    let mut phase = 0.0f64;
    let mut low = 0.0f64;
    (0..samples)
        .map(|n| {
            let t = n as f64 / f64::from(rate_hz);
            let syllable = (t * 3.1).fract();
            let word = (t * 0.45).fract();
            let pitch = 118.0 + 25.0 * (t * 2.0).sin() + 10.0 * (t * 5.3).sin();
            phase = (phase + pitch / f64::from(rate_hz)).fract();
            let noise = chance.next() * 2.0 - 1.0;
            low += 0.3 * (noise - low);
            if word > 0.78 {
                return (noise * 12.0) as i16;
            }
            let rise = (syllable / 0.12).min(1.0) * ((1.0 - syllable) / 0.2).min(1.0);
            if syllable > 0.82 {
                return ((noise - low) * 2500.0 * rise) as i16;
            }
            let vowel = 1.0 + (t * 3.1).floor() % 3.0;
            let sum: f64 = (1..=18)
                .map(|k| {
                    let hz = f64::from(k) * pitch;
                    let near =
                        |centre: f64, width: f64| 1.0 / (1.0 + ((hz - centre) / width).powi(2));
                    let strength = near(250.0 + 200.0 * vowel, 120.0)
                        + 0.4 * near(900.0 + 400.0 * vowel, 200.0);
                    strength * (std::f64::consts::TAU * f64::from(k) * phase).sin()
                })
                .sum();
            ((sum * 5200.0 + noise * 60.0) * rise) as i16
        })
        .collect()
}

/// What the network does, as `netem` reads it; "" is a good one.
pub(crate) const CLEAN: &str = "";

/// What every packet takes, whatever else the network does.
const DELAY: Duration = Duration::from_millis(5);

/// What the device does.
#[derive(Clone, Copy)]
pub(crate) struct Device {
    /// Samples in a pull.
    pub(crate) period: usize,
    /// Its clock is so much faster than the sender's, ppm.
    pub(crate) drift_ppm: f64,
}

pub(crate) const DEVICE: Device = Device {
    period: 80,
    drift_ppm: 0.0,
};

/// A whole line from a speaker to an ear.
pub(crate) struct Line {
    pub(crate) receiver: Receiver,
    pub(crate) playout: Playout,
    pub(crate) transmitter: Transmitter,
    suppressor: Option<SilenceSuppressor>,
    codec: Codec,
    rate_hz: u32,
    said: Vec<i16>,
    packet: usize,
    sent: usize,
    network: Network<Vec<u8>>,
    now_ms: f64,
    pub(crate) heard: Vec<i16>,
}

impl Line {
    pub(crate) fn new(said: Vec<i16>, ptime_ms: u32) -> Self {
        Self::of(Codec::Pcmu, said, ptime_ms)
    }

    /// A line of this codec, at its rate.
    pub(crate) fn of(codec: Codec, said: Vec<i16>, ptime_ms: u32) -> Self {
        let (receiver, playout) = receiver(ReceiverConfig {
            senders: Senders::Peer(PEER),
            ..ReceiverConfig::new(codec)
        });
        let transmitter = Transmitter::new(TransmitterConfig {
            ssrc: 1,
            first_sequence: 65500,
            first_timestamp: u32::MAX - 5000,
            ..TransmitterConfig::new(codec, ptime_ms)
        })
        .expect("a packet length");
        Self {
            receiver,
            playout,
            packet: transmitter.samples_per_packet(),
            transmitter,
            suppressor: None,
            codec,
            rate_hz: codec.rate_hz(),
            said,
            sent: 0,
            network: Network::new(Impairment::default()),
            now_ms: 0.0,
            heard: Vec::new(),
        }
    }

    /// Lets `ms` pass.
    pub(crate) fn run(&mut self, ms: f64, network: &str, device: Device) {
        let end = self.now_ms + ms;
        self.impair(network);
        let pull_ms = device.period as f64 * 1000.0
            / f64::from(self.rate_hz)
            / (1.0 + device.drift_ppm * 1e-6);
        let mut out = vec![0; device.period];
        while self.now_ms < end {
            self.now_ms += pull_ms;
            self.send_until(self.now_ms);
            self.deliver();
            self.playout.pull(&mut out);
            self.heard.extend(&out);
        }
    }

    /// The speaker sends no pauses.
    pub(crate) fn suppress_silence(&mut self) {
        self.suppressor = Some(SilenceSuppressor::new(self.rate_hz, self.codec));
    }

    /// The speaker's device is replaced: another source with other numbers.
    pub(crate) fn replace_source(&mut self) {
        let config = self.transmitter.config();
        self.transmitter = Transmitter::new(TransmitterConfig {
            ssrc: config.ssrc + 1,
            first_sequence: config.first_sequence.wrapping_mul(31),
            first_timestamp: config.first_timestamp.wrapping_mul(31),
            ..*config
        })
        .expect("a packet length");
    }

    /// The device does not pull for so long.
    pub(crate) fn stall(&mut self, ms: f64, network: &str) {
        self.impair(network);
        self.now_ms += ms;
        self.send_until(self.now_ms);
        self.deliver();
    }

    pub(crate) fn statistics(&self) -> ReceiveStatistics {
        self.receiver.statistics()
    }

    /// The network is like this from now on.
    fn impair(&mut self, network: &str) {
        let mut impairment: Impairment = network.parse().expect("words of netem");
        impairment.delay += DELAY;
        if *self.network.impairment() != impairment {
            self.network.impair(impairment);
        }
    }

    fn send_until(&mut self, now_ms: f64) {
        loop {
            let at = (self.sent + 1) as f64 * self.packet as f64 * 1000.0 / f64::from(self.rate_hz);
            if at > now_ms {
                return;
            }
            let from = (self.sent * self.packet) % self.said.len();
            let block = &self.said[from..(from + self.packet).min(self.said.len())];
            self.sent += 1;
            let verdict = self
                .suppressor
                .as_mut()
                .map_or(Verdict::Sound, |suppressor| suppressor.judge(block));
            let datagram = match verdict {
                Verdict::Sound => self.transmitter.packet(block).to_vec(),
                Verdict::Noise(noise) => self.transmitter.comfort_noise(&noise).to_vec(),
                Verdict::Nothing => {
                    self.transmitter.skip();
                    continue;
                }
            };
            let bytes = datagram.len();
            self.network.send(datagram, bytes, moment(at));
        }
    }

    fn deliver(&mut self) {
        while let Some(at) = self.network.deadline()
            && let Some(datagram) = self.network.poll(moment(self.now_ms))
        {
            self.receiver.handle(&datagram, PEER, at);
        }
    }
}

fn moment(ms: f64) -> Duration {
    Duration::from_secs_f64(ms / 1000.0)
}
