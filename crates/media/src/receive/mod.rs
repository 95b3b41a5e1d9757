//! The receiving half of a stream on the network's side: datagrams in, packets to the playout.
//!
//! It sorts out strangers, broken and repeated packets, keeps the figures of RFC 3550
//! and recognises digits. It does not reorder, decode or decide how long to wait: that
//! is the [`Playout`]'s, which stands at the other end of a bounded lock-free ring.

pub mod jitter;
mod senders;
pub mod sequence;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use ringbuf::traits::{Producer as _, Split as _};
use ringbuf::{HeapProd, HeapRb};

use crate::codec::{Codec, Decoder};
use crate::comfort_noise::{self, ComfortNoise};
use crate::control::{Bursts, Heard};
use crate::event::{TelephoneEvent, digit_of};
use crate::packet::Packet;
use crate::playout::{Figures, MAX_WAITING_PACKETS, Playout, Slot};
use crate::statistics::ReceiveStatistics;

pub use senders::Senders;

use jitter::Jitter;
use senders::{Admission, Gate};
use sequence::{Arrival, SequenceLog};

/// Payload types of comfort noise: RFC 3389's, and the one from before it that phones still send.
const COMFORT_NOISE: [u8; 2] = [comfort_noise::PAYLOAD_TYPE, comfort_noise::OLD_PAYLOAD_TYPE];

/// What a receiver has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiverConfig {
    /// The codec that was agreed on.
    pub codec: Codec,
    /// Payload type of its packets.
    pub payload_type: u8,
    /// Payload type of telephone events, when there is one.
    pub event_payload_type: Option<u8>,
    /// Whose packets are taken.
    pub senders: Senders,
    /// Rate at which the playout will be pulled, Hz: the codec's, the double or the half of it.
    pub rate_hz: u32,
}

impl ReceiverConfig {
    /// A stream of this codec, pulled at its own rate, without digits, from nobody yet.
    pub const fn new(codec: Codec) -> Self {
        Self {
            codec,
            payload_type: codec.payload_type(),
            event_payload_type: None,
            senders: Senders::Nobody,
            rate_hz: codec.rate_hz(),
        }
    }
}

/// What became of a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// Sound, on its way to the playout.
    Sound,
    /// The beginning of a digit (RFC 4733); its further packets are [`Received::Event`].
    Digit(char),
    /// A further packet of a digit, or an event that is no digit.
    Event,
    /// The sender says that it pauses, and what the playout is to play meanwhile.
    ComfortNoise,
    /// Seen before; dropped.
    Duplicate,
    /// From anyone but the announced peer; dropped.
    Stranger,
    /// Before any peer was announced; dropped.
    Unannounced,
    /// No RTP, of another codec, or of a length that its codec does not have; dropped.
    Broken,
    /// No room left, since nobody pulls; dropped.
    Overflow,
}

/// The network's half of a receiving stream.
pub struct Receiver {
    config: ReceiverConfig,
    gate: Gate,
    slots: HeapProd<Slot>,
    figures: Arc<Figures>,
    played_before: PlayedBefore,
    source: Option<Source>,
    epoch: u32,
    last_event: Option<u32>,
    jitter: Jitter,
    /// Losses of the sources before this one, and those of all when counting was started afresh.
    lost_past: u64,
    lost_before: u64,
    counts: ReceiveStatistics,
}

/// What is known of the synchronisation source that sends now.
#[derive(Clone, Copy, Debug)]
struct Source {
    ssrc: u32,
    log: SequenceLog,
    bursts: Bursts,
    /// Timestamp of the packet before, and its time since the first.
    timestamp: u32,
    ticks: i64,
}

/// The playout's counters at the moment counting was started afresh.
#[derive(Clone, Copy, Debug, Default)]
struct PlayedBefore {
    late: u64,
    undecodable: u64,
    recovered: u64,
    concealed: u64,
    played: u64,
}

/// Makes the two halves of a receiving stream.
///
/// The [`Receiver`] stays with the network, the [`Playout`] goes to the sound device.
pub fn receiver(config: ReceiverConfig) -> (Receiver, Playout) {
    let (slots, waiting) = HeapRb::new(MAX_WAITING_PACKETS).split();
    let figures = Arc::new(Figures::default());
    let playout = Playout::new(
        waiting,
        Arc::clone(&figures),
        Decoder::new(config.codec),
        config.rate_hz,
    );
    let receiver = Receiver {
        config,
        gate: Gate::new(config.senders),
        slots,
        figures,
        played_before: PlayedBefore::default(),
        source: None,
        epoch: 0,
        last_event: None,
        jitter: Jitter::default(),
        lost_past: 0,
        lost_before: 0,
        counts: ReceiveStatistics::default(),
    };
    (receiver, playout)
}

impl Receiver {
    /// Takes a datagram that came from `from` at `at`.
    pub fn handle(&mut self, datagram: &[u8], from: SocketAddr, at: Duration) -> Received {
        let packet = Packet::parse(datagram);
        let known = packet.as_ref().ok();
        let sounds = known.is_some_and(|packet| {
            packet.payload_type == self.config.payload_type && !packet.payload.is_empty()
        });
        match self.gate.admit(from, known, sounds, at) {
            Admission::Welcome => {}
            Admission::Stranger => {
                self.counts.strangers += 1;
                return Received::Stranger;
            }
            Admission::Unannounced => {
                self.counts.unannounced += 1;
                return Received::Unannounced;
            }
        }
        let Ok(packet) = packet else {
            return self.broken();
        };
        let is_event = Some(packet.payload_type) == self.config.event_payload_type;
        let codec = self.codec_of(packet.payload_type);
        let fits = codec.is_some_and(|codec| Slot::holds(codec, packet.payload));
        let is_noise = COMFORT_NOISE.contains(&packet.payload_type);
        if !is_event && !is_noise && !fits {
            return self.broken();
        }
        if self.log(&packet) == Arrival::Duplicate {
            self.counts.duplicates += 1;
            return Received::Duplicate;
        }
        self.counts.packets += 1;
        self.counts.octets += packet.payload.len() as u64;
        match codec {
            Some(codec) if !is_event => self.sound(codec, &packet, at),
            _ if is_event => self.event(&packet),
            _ => self.pause(&packet),
        }
    }

    /// Takes these packets from now on.
    pub fn set_senders(&mut self, senders: Senders) {
        if self.config.senders != senders {
            self.config.senders = senders;
            self.gate = Gate::new(senders);
        }
    }

    /// Whether a packet from this address may be one that is taken.
    ///
    /// What is protected is looked into only then: strangers cost nothing, and are counted as
    /// such.
    pub fn expects(&self, from: SocketAddr) -> bool {
        match self.config.senders {
            Senders::Nobody => false,
            Senders::Peer(peer) => peer == from,
            Senders::Peers(one, other) => one == from || other == from,
            Senders::First(machine) => machine.is_none_or(|machine| machine == from.ip()),
            Senders::Anyone => true,
        }
    }

    /// The sender that is heard where none was announced.
    pub fn found_sender(&self) -> Option<SocketAddr> {
        self.gate.found()
    }

    /// Takes telephone events of this payload type from now on.
    pub fn set_event_payload_type(&mut self, payload_type: Option<u8>) {
        self.config.event_payload_type = payload_type;
    }

    /// Starts counting afresh.
    pub fn clear_statistics(&mut self) {
        let now = self.figures.played();
        self.played_before = PlayedBefore {
            late: now.late,
            undecodable: now.undecodable,
            recovered: now.recovered,
            concealed: now.concealed,
            played: now.played,
        };
        self.figures.begin_quality_afresh();
        self.lost_before = self.lost_in_all();
        self.counts = ReceiveStatistics::default();
        self.jitter = Jitter::default();
    }

    /// The configuration as it is now.
    pub fn config(&self) -> &ReceiverConfig {
        &self.config
    }

    /// The figures so far.
    pub fn statistics(&self) -> ReceiveStatistics {
        let now = self.figures.played();
        let per_ms = u64::from(self.config.codec.rate_hz() / 1000);
        let concealed = now.concealed.saturating_sub(self.played_before.concealed);
        let played = now.played.saturating_sub(self.played_before.played);
        // Samples of some years are below what f64 holds exactly.
        let conceal_ratio = (concealed as f64 / played.max(1) as f64).min(1.0) as f32;
        ReceiveStatistics {
            lost: self.lost_in_all().saturating_sub(self.lost_before),
            broken: self.counts.broken
                + now
                    .undecodable
                    .saturating_sub(self.played_before.undecodable),
            recovered: now.recovered.saturating_sub(self.played_before.recovered),
            late: now.late.saturating_sub(self.played_before.late),
            jitter_ms: self.jitter.now_ms(),
            max_jitter_ms: self.jitter.max_ms(),
            playout_delay_ms: now.delay / u32::try_from(per_ms).unwrap_or(u32::MAX),
            concealed_ms: concealed / per_ms,
            played_ms: played / per_ms,
            quality: self.figures.quality(conceal_ratio),
            ..self.counts
        }
    }

    /// What a report to the peer says of the source that sends now; nothing before its first
    /// packet. `ptime_ms` is the length of its packets.
    pub fn heard(&self, ptime_ms: u32) -> Option<Heard> {
        let source = self.source.as_ref()?;
        let figures = self.statistics();
        let ticks = f64::from(figures.jitter_ms) * f64::from(self.config.codec.clock_hz()) / 1000.0;
        Some(Heard {
            ssrc: source.ssrc,
            highest: source.log.highest(),
            expected: source.log.expected(),
            lost: source.log.lost(),
            discarded: figures.late + figures.overflowed,
            // Far below 2^32 for any jitter there is.
            jitter: ticks.round() as u32,
            ptime_ms,
            bursts: source.bursts.figures(),
            playout_delay_ms: figures.playout_delay_ms,
            mos_lq: figures.quality.mos_lqk,
        })
    }

    /// What packets of a type are decoded by: the agreed codec, or either law of G.711 in a
    /// stream of its rate, between which some senders change without a word.
    fn codec_of(&self, payload_type: u8) -> Option<Codec> {
        let agreed = self.config.codec;
        if payload_type == self.config.payload_type {
            return Some(agreed);
        }
        Codec::from_payload_type(payload_type).filter(|&codec| {
            codec == agreed
                || matches!(codec, Codec::Pcmu | Codec::Pcma) && codec.rate_hz() == agreed.rate_hz()
        })
    }

    fn broken(&mut self) -> Received {
        self.counts.broken += 1;
        Received::Broken
    }

    /// Losses of the sources before and of the one that sends now.
    fn lost_in_all(&self) -> u64 {
        self.lost_past + self.source.map_or(0, |source| source.log.lost())
    }

    /// Enters a packet into the log of its source; another source begins a new log.
    fn log(&mut self, packet: &Packet<'_>) -> Arrival {
        let arrival = match &mut self.source {
            Some(source) if source.ssrc == packet.ssrc => {
                let before = source.log.highest();
                let arrival = source.log.take(packet.sequence);
                // What comes after a later one has been counted as missing.
                let ahead = source.log.highest().wrapping_sub(before);
                if arrival == Arrival::New && ahead > 0 {
                    source.bursts.take(u64::from(ahead) - 1);
                }
                arrival
            }
            _ => Arrival::Restart,
        };
        if arrival == Arrival::Restart {
            self.lost_past += self.source.map_or(0, |source| source.log.lost());
            self.last_event = None;
            self.source = Some(Source {
                ssrc: packet.ssrc,
                log: SequenceLog::new(packet.sequence),
                bursts: Bursts::default(),
                timestamp: packet.timestamp,
                ticks: 0,
            });
            self.epoch = self.epoch.wrapping_add(1);
            self.jitter.restart();
        }
        arrival
    }

    fn sound(&mut self, codec: Codec, packet: &Packet<'_>, at: Duration) -> Received {
        if let Some(source) = &mut self.source {
            let step = packet
                .timestamp
                .wrapping_sub(source.timestamp)
                .cast_signed();
            source.timestamp = packet.timestamp;
            // Offset by a day, so that packets from before the first stay positive.
            // Whatever timestamps a peer invents: it wraps, and the product has room.
            source.ticks = source.ticks.wrapping_add(i64::from(step));
            let clock = i128::from(codec.clock_hz());
            let micros = (i128::from(source.ticks) + 86_400 * clock) * 1_000_000 / clock;
            let media_time = Duration::from_micros(u64::try_from(micros).unwrap_or(0));
            self.jitter.take(at, media_time);
        }
        self.hand_on(Slot::new(self.epoch, packet, codec), Received::Sound)
    }

    fn pause(&mut self, packet: &Packet<'_>) -> Received {
        let noise = ComfortNoise::parse(packet.payload);
        // Told for a clock of 8 kHz, the spectrum is another at a higher rate.
        let noise = if self.config.codec.rate_hz() > 8000 {
            noise.without_spectrum()
        } else {
            noise
        };
        let slot = Slot::pause(self.epoch, packet, self.config.codec, &noise);
        self.hand_on(slot, Received::ComfortNoise)
    }

    fn hand_on(&mut self, slot: Slot, done: Received) -> Received {
        match self.slots.try_push(slot) {
            Ok(()) => done,
            Err(_) => {
                self.counts.overflowed += 1;
                Received::Overflow
            }
        }
    }

    fn event(&mut self, packet: &Packet<'_>) -> Received {
        let Some(event) = TelephoneEvent::parse(packet.payload) else {
            return self.broken();
        };
        // The timestamp names the event, since the packet that began it may be lost; an
        // older one is a straggler of the digit before.
        let newer = self
            .last_event
            .is_none_or(|last| packet.timestamp.wrapping_sub(last).cast_signed() > 0);
        if !newer {
            return Received::Event;
        }
        self.last_event = Some(packet.timestamp);
        match digit_of(event.code) {
            Some(digit) => {
                self.counts.digits += 1;
                Received::Digit(digit)
            }
            None => Received::Event,
        }
    }
}
