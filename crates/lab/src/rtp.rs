//! RTP streams of a capture: those that messages announce, and their figures.
//!
//! A stream is known by where it goes: the address that a phone names in
//! OpenReceiveChannelAck or is told in StartMediaTransmission, or a multicast group that
//! it is told to hear or to send to. Other UDP is left alone.

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use media::packet::Packet;
use media::receive::jitter::Jitter;
use media::receive::sequence::{Arrival, SequenceLog};
use sccp::{MediaStatus, Message, PayloadType};

use crate::conversation::{Ends, TracedMessage};

/// Addresses that are listened to at a time: two for each phone of a large site.
const MAX_ADDRESSES: usize = 65_536;

/// Announcements of one address: the phone that listens and the one that sends, and for a
/// group all phones of a page that one capture sees.
const MAX_OWNERS: usize = 256;

/// Senders to one address: the announced one, and strangers.
const MAX_SENDERS: usize = 8;

/// Codecs of channels that are open but not yet answered.
const MAX_OPENING: usize = 4096;

/// A stream of RTP packets from one address to another.
#[derive(Clone, Debug)]
pub struct RtpStream {
    /// Who sends.
    pub source: SocketAddr,
    /// Who listens.
    pub destination: SocketAddr,
    /// The connection whose messages announced it.
    pub ends: Ends,
    /// That phone's device name.
    pub device: Option<Arc<str>>,
    /// Whether that phone listens; else it sends.
    pub to_phone: bool,
    /// The call, if the messages said it.
    pub call_reference: Option<u32>,
    /// The codec, if the messages said it.
    pub codec: Option<PayloadType>,
    /// When the first packet was captured.
    pub first: Duration,
    /// When the last packet was captured.
    pub last: Duration,
    /// Packets, each counted once.
    pub packets: u64,
    /// Bytes of payload.
    pub octets: u64,
    /// Packets that came twice.
    pub duplicates: u64,
    log: SequenceLog,
    /// Lost before the sender began anew.
    lost_before: u64,
    jitter: Jitter,
    ssrc: u32,
    payload_type: u8,
    /// The newest timestamp, as it counts on past 32 bits.
    media_time: u64,
}

impl RtpStream {
    /// Packets that never came (RFC 3550, A.3).
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.lost_before + self.log.lost()
    }

    /// Lost packets of a hundred sent.
    #[must_use]
    pub fn loss_percent(&self) -> f64 {
        let sent = self.packets + self.lost();
        // Counts of packets are far below what f64 holds exactly.
        self.lost() as f64 * 100.0 / sent.max(1) as f64
    }

    /// Interarrival jitter at the end (RFC 3550, A.8), ms.
    #[must_use]
    pub fn jitter_ms(&self) -> f32 {
        self.jitter.now_ms()
    }

    /// The largest interarrival jitter, ms.
    #[must_use]
    pub fn max_jitter_ms(&self) -> f32 {
        self.jitter.max_ms()
    }

    fn new(
        packet: &Packet<'_>,
        time: Duration,
        (source, destination): (SocketAddr, SocketAddr),
        address: &Address,
    ) -> Self {
        let first = address.owners.front();
        Self {
            source,
            destination,
            ends: address.ends,
            device: address.device.clone(),
            to_phone: first.is_some_and(|owner| owner.listens),
            call_reference: address.call_reference,
            codec: address.codec,
            first: time,
            last: time,
            packets: 1,
            octets: packet.payload.len() as u64,
            duplicates: 0,
            log: SequenceLog::new(packet.sequence),
            lost_before: 0,
            jitter: Jitter::default(),
            ssrc: packet.ssrc,
            payload_type: packet.payload_type,
            // One round up, so that reordered packets do not underflow.
            media_time: 1 << 32 | u64::from(packet.timestamp),
        }
    }

    fn take(&mut self, packet: &Packet<'_>, time: Duration) {
        self.last = self.last.max(time);
        let arrival = if packet.ssrc == self.ssrc {
            self.log.take(packet.sequence)
        } else {
            self.ssrc = packet.ssrc;
            Arrival::Restart
        };
        match arrival {
            Arrival::Duplicate => {
                self.duplicates += 1;
                return;
            }
            Arrival::Restart => {
                self.lost_before += self.log.lost();
                self.log = SequenceLog::new(packet.sequence);
                self.jitter.restart();
            }
            Arrival::New => {}
        }
        self.packets += 1;
        self.octets += packet.payload.len() as u64;
        // Telephone events keep the timestamp of their beginning: they say nothing
        // about jitter.
        if packet.payload_type == self.payload_type {
            // The lower half is what the wire has; the difference may be negative.
            let step = packet
                .timestamp
                .wrapping_sub(self.media_time as u32)
                .cast_signed();
            self.media_time = self.media_time.saturating_add_signed(step.into());
            let rate = clock_rate(self.codec);
            let media_time = Duration::from_secs(self.media_time / rate)
                + Duration::from_nanos(self.media_time % rate * 1_000_000_000 / rate);
            self.jitter.take(time, media_time);
        }
    }
}

/// Timestamps of a second (RFC 3551; G.722 counts 8000 too).
fn clock_rate(codec: Option<PayloadType>) -> u64 {
    match codec {
        Some(PayloadType::WIDE_BAND_256K | PayloadType::AMR_WB | PayloadType::G722_1_32K) => 16_000,
        Some(PayloadType::OPUS) => 48_000,
        _ => 8_000,
    }
}

/// An address that messages announced.
#[derive(Debug)]
struct Address {
    ends: Ends,
    device: Option<Arc<str>>,
    call_reference: Option<u32>,
    codec: Option<PayloadType>,
    /// Who announced it, oldest first; without any, it is listened to no more.
    owners: VecDeque<Owner>,
    streams: Vec<RtpStream>,
}

/// One announcement of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Owner {
    phone: SocketAddr,
    channel: u32,
    listens: bool,
}

/// Watches for announced streams.
#[derive(Debug, Default)]
pub struct RtpWatch {
    addresses: HashMap<SocketAddr, Address>,
    /// Codecs of channels by phone and passThroughPartyId.
    opening: HashMap<(SocketAddr, u32), PayloadType>,
}

impl RtpWatch {
    /// Takes note of a message; gives the streams that end with it.
    pub fn message(&mut self, message: &TracedMessage, ended: &mut Vec<RtpStream>) {
        let Ok(packet) = &message.packet else {
            return;
        };
        let phone = message.ends.phone;
        match &packet.message {
            Message::OpenReceiveChannel(open) => {
                if self.opening.len() >= MAX_OPENING {
                    self.opening.clear();
                }
                let channel = (phone, open.pass_through_party_id);
                self.opening.insert(channel, open.compression_type);
            }
            Message::OpenReceiveChannelAck(ack) => {
                let channel = ack.pass_through_party_id;
                let codec = self.opening.remove(&(phone, channel));
                if ack.media_reception_status == MediaStatus::OK {
                    let owner = Owner {
                        phone,
                        channel,
                        listens: true,
                    };
                    self.announce(message, owner, &ack.ip_addr, ack.port_number, codec, ended);
                }
            }
            Message::StartMediaTransmission(start) => {
                let owner = Owner {
                    phone,
                    channel: start.pass_through_party_id,
                    listens: false,
                };
                let codec = Some(start.compression_type);
                let (ip, port) = (&start.remote_ip_addr, start.remote_port_number);
                self.announce(message, owner, ip, port, codec, ended);
            }
            Message::StartMulticastMediaReception(start) => {
                let owner = Owner {
                    phone,
                    channel: start.pass_through_party_id,
                    listens: true,
                };
                let codec = Some(start.compression_type);
                let (ip, port) = (&start.multicast_ip_addr, start.multicast_port_number);
                self.announce(message, owner, ip, port, codec, ended);
            }
            Message::StartMulticastMediaTransmission(start) => {
                let owner = Owner {
                    phone,
                    channel: start.pass_through_party_id,
                    listens: false,
                };
                let codec = Some(start.compression_type);
                let (ip, port) = (&start.multicast_ip_addr, start.multicast_port_number);
                self.announce(message, owner, ip, port, codec, ended);
            }
            Message::StopMulticastMediaReception(stop) => {
                let channel = stop.pass_through_party_id;
                self.retract(ended, |owner| {
                    owner.phone == phone && owner.channel == channel && owner.listens
                });
            }
            Message::StopMulticastMediaTransmission(stop) => {
                let channel = stop.pass_through_party_id;
                self.retract(ended, |owner| {
                    owner.phone == phone && owner.channel == channel && !owner.listens
                });
            }
            Message::CloseReceiveChannel(close) => {
                let channel = close.pass_through_party_id;
                self.retract(ended, |owner| {
                    owner.phone == phone && owner.channel == channel && owner.listens
                });
            }
            Message::StopMediaTransmission(stop) => {
                let channel = stop.pass_through_party_id;
                self.retract(ended, |owner| {
                    owner.phone == phone && owner.channel == channel && !owner.listens
                });
            }
            // What was open before is not any more.
            Message::Register(_) => self.retract(ended, |owner| owner.phone == phone),
            _ => {}
        }
    }

    /// Takes a datagram; gives the stream if it is the first of one.
    pub fn datagram(
        &mut self,
        time: Duration,
        source: SocketAddr,
        destination: SocketAddr,
        payload: &[u8],
    ) -> Option<&RtpStream> {
        let address = self.addresses.get_mut(&destination)?;
        let packet = Packet::parse(payload).ok()?;
        let known = address
            .streams
            .iter()
            .position(|stream| stream.source == source);
        if let Some(stream) = known.and_then(|at| address.streams.get_mut(at)) {
            stream.take(&packet, time);
            return None;
        }
        if address.streams.len() == MAX_SENDERS {
            return None;
        }
        let stream = RtpStream::new(&packet, time, (source, destination), address);
        address.streams.push(stream);
        address.streams.last()
    }

    /// The capture ends: gives the streams that still ran, in the order in which
    /// they began.
    pub fn finish(&mut self, ended: &mut Vec<RtpStream>) {
        self.retract(ended, |_| true);
    }

    fn announce(
        &mut self,
        message: &TracedMessage,
        owner: Owner,
        ip: &sccp::Address,
        port: u32,
        codec: Option<PayloadType>,
        ended: &mut Vec<RtpStream>,
    ) {
        let (Some(ip), Ok(port)) = (ip.ip(), u16::try_from(port)) else {
            return;
        };
        if ip.is_unspecified() || port == 0 {
            return;
        }
        // A channel has one address: a new one takes the old one's place.
        self.retract(ended, |known| *known == owner);
        if self.addresses.len() >= MAX_ADDRESSES {
            return;
        }
        let address = self
            .addresses
            .entry((ip, port).into())
            .or_insert_with(|| Address {
                ends: message.ends,
                device: message.device.clone(),
                call_reference: message.call_reference,
                codec,
                owners: VecDeque::new(),
                streams: Vec::new(),
            });
        if address.owners.len() == MAX_OWNERS {
            address.owners.pop_front();
        }
        address.owners.push_back(owner);
        address.codec = address.codec.or(codec);
        address.call_reference = address.call_reference.or(message.call_reference);
    }

    fn retract(&mut self, ended: &mut Vec<RtpStream>, which: impl Fn(&Owner) -> bool) {
        let from = ended.len();
        self.addresses.retain(|_, address| {
            address.owners.retain(|owner| !which(owner));
            if address.owners.is_empty() {
                ended.append(&mut address.streams);
            }
            !address.owners.is_empty()
        });
        if let Some(new) = ended.get_mut(from..) {
            new.sort_by_key(|stream| (stream.first, stream.source));
        }
    }
}
