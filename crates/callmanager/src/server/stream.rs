//! One RTP stream of the server: its port, its peer, and what it sends.
//!
//! Not a thread: `streams` calls it when a packet has come or is due.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::sync::Arc;
use std::time::Duration;

use media::control::{Heard as HeardSource, Sent};
use media::event::{TelephoneEvent, digit_of};
use media::packet::{HEADER_LEN, Packet};
use media::protect::MAX_PACKET;
use media::receive::Received;
use media::{
    Codec, Incoming, Outgoing, Playout, Receiver, ReceiverConfig, Senders, Transmitter,
    TransmitterConfig, receiver,
};
use mio::net::UdpSocket;
use socket2::SockRef;
use tracing::debug;

use super::player::Player;
use super::recording::Recording;
use super::reports::Reports;
use super::sounds::{RATE_HZ, Sounds};
use crate::{ConferenceId, Envelope, MessageId, Source, StreamId, StreamKeys};

/// A stream that is this late was not run at all for a while: it goes on from
/// now instead of sending what is missing in a burst.
pub(super) const LATE: Duration = Duration::from_millis(200);

/// Random numbers a stream begins with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance {
    pub(super) ssrc: u32,
    pub(super) sequence: u16,
    pub(super) timestamp: u32,
}

/// What a stream was told to send.
pub(super) struct Order {
    pub(super) remote: SocketAddr,
    pub(super) codec: Codec,
    pub(super) ptime_ms: u32,
    pub(super) dtmf_payload_type: Option<u8>,
    pub(super) source: Source,
    /// The keys of both directions, when it is encrypted.
    pub(super) keys: Option<StreamKeys>,
}

/// What stands before and behind the socket of an encrypted stream.
pub(super) struct Protection {
    pub(super) outgoing: Outgoing,
    pub(super) incoming: Incoming,
}

impl Protection {
    fn new(keys: &StreamKeys) -> Self {
        Self {
            outgoing: Outgoing::new(&keys.outgoing),
            incoming: Incoming::new(&keys.incoming),
        }
    }
}

/// The part of an echo or a page that makes it a stream of its own.
#[derive(Clone, Copy)]
struct Echo {
    sequence_offset: u16,
    timestamp_offset: u32,
}

/// Something to report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    Digit(char),
    Finished,
    /// A packet for those who are paged.
    Page(Vec<u8>),
}

/// One stream with an open port.
pub(super) struct Stream {
    pub(super) socket: UdpSocket,
    /// RTCP, where the port above was free.
    pub(super) reports: Option<Reports>,
    protection: Option<Protection>,
    chance: Chance,
    order: Option<Order>,
    transmitter: Option<Transmitter>,
    /// The network's half of what comes in, when it is mixed with others.
    receiver: Option<Receiver>,
    player: Player,
    recording: Option<Recording>,
    /// Where what comes in goes, too.
    group: Option<SocketAddr>,
    echo: Option<Echo>,
    last_event: Option<(u32, u32)>,
    samples: Vec<i16>,
    next: Duration,
    /// Packets of others than the announced peer, and broken ones.
    discarded: u64,
    echoed: u64,
}

impl Stream {
    pub(super) fn new(socket: UdpSocket, reports: Option<Reports>, chance: Chance) -> Self {
        Self {
            socket,
            reports,
            protection: None,
            chance,
            order: None,
            transmitter: None,
            receiver: None,
            player: Player::Nothing,
            recording: None,
            group: None,
            echo: None,
            last_event: None,
            samples: Vec::new(),
            next: Duration::ZERO,
            discarded: 0,
            echoed: 0,
        }
    }

    /// Starts sending; gives when the first packet is due, if packets are sent by the clock.
    pub(super) fn start(
        &mut self,
        order: Order,
        sounds: &Sounds,
        now: Duration,
    ) -> Option<Duration> {
        self.player = Player::of(order.source, sounds);
        if order.source != Source::Echo {
            let config = TransmitterConfig {
                rate_hz: RATE_HZ,
                ssrc: self.chance.ssrc,
                first_sequence: self.chance.sequence,
                first_timestamp: self.chance.timestamp,
                ..TransmitterConfig::new(order.codec, order.ptime_ms)
            };
            match Transmitter::new(config) {
                Ok(transmitter) => {
                    self.samples = vec![0; transmitter.samples_per_packet()];
                    self.transmitter = Some(transmitter);
                }
                Err(error) => {
                    debug!(%error, "a stream cannot send");
                    return None;
                }
            }
        }
        self.protection = order.keys.as_ref().map(Protection::new);
        // An echo and a page wait for packets, a conference for its mixer.
        let by_the_clock = !matches!(
            order.source,
            Source::Echo | Source::Conference(_) | Source::Page | Source::Paged(_)
        );
        self.order = Some(order);
        self.next = now;
        by_the_clock.then_some(now)
    }

    /// Starts to report to the phone; gives when the first report is due.
    pub(super) fn start_reports(&mut self, now: Duration) -> Option<Duration> {
        let order = self.order.as_ref()?;
        let clock_hz = order.codec.clock_hz();
        self.reports.as_mut()?.start(order.remote, clock_hz, now)
    }

    /// Sends a report if one is due; gives when the next one is.
    pub(super) fn report(&mut self, now: Duration) -> Option<Duration> {
        let (sent, heard) = self.facts(now);
        let protection = self.protection.as_mut();
        self.reports.as_mut()?.report(sent, heard, now, protection)
    }

    /// Tells the phone that the stream ends.
    pub(super) fn end_reports(&mut self, now: Duration) {
        let (sent, heard) = self.facts(now);
        if let Some(reports) = &mut self.reports {
            reports.end(sent, heard, now, self.protection.as_mut());
        }
    }

    /// Takes the reports that have come.
    pub(super) fn receive_reports(&mut self, buffer: &mut [u8], now: Duration) {
        if let Some(reports) = &mut self.reports {
            reports.receive(buffer, now, self.protection.as_mut());
        }
    }

    /// What a report says of a stream with a transmitter, and of one with a receiver.
    fn facts(&self, now: Duration) -> (Option<Sent>, Option<HeardSource>) {
        let transmitter = self.transmitter.as_ref();
        let sent = transmitter.map(|transmitter| transmitter.sent(self.next.saturating_sub(now)));
        let ptime_ms = self.order.as_ref().map_or(0, |order| order.ptime_ms);
        let receiver = self.receiver.as_ref();
        (sent, receiver.and_then(|receiver| receiver.heard(ptime_ms)))
    }

    /// The conference this stream belongs to, if it does.
    pub(super) fn conference(&self) -> Option<ConferenceId> {
        match self.order.as_ref()?.source {
            Source::Conference(conference) => Some(conference),
            _ => None,
        }
    }

    /// Starts keeping what comes in for a mixer; gives what that pulls, and the samples
    /// of a packet to the phone.
    pub(super) fn listen(&mut self) -> Option<(Playout, usize)> {
        let (order, transmitter) = (self.order.as_ref()?, self.transmitter.as_ref()?);
        let (network, playout) = receiver(ReceiverConfig {
            event_payload_type: order.dtmf_payload_type,
            senders: Senders::Peer(order.remote),
            rate_hz: RATE_HZ,
            ..ReceiverConfig::new(order.codec)
        });
        self.receiver = Some(network);
        Some((playout, transmitter.samples_per_packet()))
    }

    /// Sends a packet of sound that a mixer made.
    pub(super) fn send_mixed(&mut self, samples: &[i16]) {
        if let (Some(order), Some(transmitter)) = (&self.order, &mut self.transmitter) {
            let packet = transmitter.packet(samples);
            send(&self.socket, &mut self.protection, packet, order.remote);
        }
    }

    /// Plays clips in place of what plays.
    pub(super) fn play(&mut self, clips: VecDeque<Arc<[i16]>>) {
        self.player.play(clips);
    }

    /// Starts recording what comes in.
    pub(super) fn record(&mut self, message: MessageId, envelope: Envelope, longest: Duration) {
        if let Some(order) = &self.order {
            self.recording = Some(Recording::new(message, envelope, order.codec, longest));
        }
    }

    /// Ends the recording; gives what was recorded.
    pub(super) fn stop_recording(&mut self) -> Option<Recording> {
        self.recording.take()
    }

    /// Takes a datagram; an echo goes back at once.
    pub(super) fn receive(
        &mut self,
        datagram: &[u8],
        from: SocketAddr,
        now: Duration,
    ) -> Option<Heard> {
        let expected = self
            .order
            .as_ref()
            .is_some_and(|order| order.remote == from);
        let mut plain = [0; MAX_PACKET];
        let datagram = match self.protection.as_mut().filter(|_| expected) {
            None => datagram,
            Some(protection) => match protection.incoming.unprotect(datagram) {
                Ok(packet) => {
                    let plain = &mut plain[..packet.len()];
                    plain.copy_from_slice(packet);
                    plain
                }
                Err(_) => {
                    self.discarded += 1;
                    return None;
                }
            },
        };
        if let Some(receiver) = &mut self.receiver {
            return match receiver.handle(datagram, from, now) {
                Received::Digit(digit) => Some(Heard::Digit(digit)),
                _ => None,
            };
        }
        let Some(order) = self.order.as_ref().filter(|order| order.remote == from) else {
            self.discarded += 1;
            return None;
        };
        let Ok(packet) = Packet::parse(datagram) else {
            self.discarded += 1;
            return None;
        };
        if let Some(reports) = &mut self.reports {
            reports.came(&packet, now);
        }
        match order.source {
            Source::Echo => {
                let remote = order.remote;
                let datagram = self.anew(&packet, now);
                self.echoed += 1;
                send(&self.socket, &mut self.protection, &datagram, remote);
                return None;
            }
            Source::Page if packet.payload_type == order.codec.payload_type() => {
                let datagram = self.anew(&packet, now);
                if let Some(group) = self.group {
                    // A group has no key.
                    send(&self.socket, &mut None, &datagram, group);
                }
                return Some(Heard::Page(datagram));
            }
            _ => {}
        }
        if packet.payload_type == order.codec.payload_type()
            && let Some(recording) = &mut self.recording
        {
            recording.push(packet.timestamp, packet.payload);
            return None;
        }
        if order.dtmf_payload_type != Some(packet.payload_type) {
            return None;
        }
        // All packets of a press carry one timestamp (RFC 4733, 2.5.1.2).
        let press = (packet.ssrc, packet.timestamp);
        let event = TelephoneEvent::parse(packet.payload)?;
        if self.last_event.replace(press) == Some(press) {
            return None;
        }
        digit_of(event.code).map(Heard::Digit)
    }

    /// A packet as it came, in a stream of our own: gaps stay gaps.
    fn anew(&mut self, packet: &Packet<'_>, now: Duration) -> Vec<u8> {
        let chance = self.chance;
        let echo = *self.echo.get_or_insert_with(|| Echo {
            sequence_offset: chance.sequence.wrapping_sub(packet.sequence),
            timestamp_offset: chance.timestamp.wrapping_sub(packet.timestamp),
        });
        let sequence = packet.sequence.wrapping_add(echo.sequence_offset);
        let timestamp = packet.timestamp.wrapping_add(echo.timestamp_offset);
        if let Some(reports) = &mut self.reports {
            reports.passed_on(timestamp, packet.payload.len(), now);
        }
        let marker = if packet.marker { 0x80 } else { 0 };
        let mut datagram = Vec::with_capacity(HEADER_LEN + packet.payload.len());
        datagram.extend_from_slice(&[0x80, marker | packet.payload_type]);
        datagram.extend_from_slice(&sequence.to_be_bytes());
        datagram.extend_from_slice(&timestamp.to_be_bytes());
        datagram.extend_from_slice(&chance.ssrc.to_be_bytes());
        datagram.extend_from_slice(packet.payload);
        datagram
    }

    /// Sends what comes in to a multicast group, too.
    pub(super) fn send_to_group(
        &mut self,
        group: SocketAddrV4,
        interface: Ipv4Addr,
        ttl: u8,
    ) -> std::io::Result<()> {
        let socket = SockRef::from(&self.socket);
        socket.set_multicast_if_v4(&interface)?;
        socket.set_multicast_ttl_v4(ttl.into())?;
        // Phones on this machine hear it as well.
        socket.set_multicast_loop_v4(true)?;
        self.group = Some(group.into());
        Ok(())
    }

    /// Whose page this stream sends on, if it does.
    pub(super) fn paged_by(&self) -> Option<StreamId> {
        match self.order.as_ref()?.source {
            Source::Paged(pager) => Some(pager),
            _ => None,
        }
    }

    /// Sends a packet of a page.
    pub(super) fn send_page(&mut self, datagram: &[u8]) {
        if let Some(order) = &self.order {
            self.echoed += 1;
            send(&self.socket, &mut self.protection, datagram, order.remote);
        }
    }

    /// Sends the packet that is due; gives when the next one is, and what to report.
    pub(super) fn transmit(&mut self, now: Duration) -> (Option<Duration>, Option<Heard>) {
        let (Some(order), Some(transmitter)) = (&self.order, &mut self.transmitter) else {
            return (None, None);
        };
        let ptime = Duration::from_millis(u64::from(order.ptime_ms));
        let finished = self.player.fill(&mut self.samples);
        let packet = transmitter.packet(&self.samples);
        send(&self.socket, &mut self.protection, packet, order.remote);
        // By the plan and not by when this ran, so that the pace does not drift.
        self.next += ptime;
        if self.next + LATE < now {
            self.next = now + ptime;
        }
        (Some(self.next), finished.then_some(Heard::Finished))
    }

    /// Packets from strangers, and broken ones.
    pub(super) fn discarded(&self) -> u64 {
        let mixed = self.receiver.as_ref().map_or(0, |receiver| {
            let figures = receiver.statistics();
            figures.strangers + figures.broken
        });
        self.discarded + mixed
    }

    /// Packets sent in all.
    pub(super) fn sent(&self) -> u64 {
        let sent = self
            .transmitter
            .as_ref()
            .map_or(0, |transmitter| transmitter.statistics().packets);
        self.echoed + sent
    }
}

/// Sends a datagram, protected if there is a key; one that cannot leave is lost, as datagrams are.
fn send(
    socket: &UdpSocket,
    protection: &mut Option<Protection>,
    datagram: &[u8],
    remote: SocketAddr,
) {
    let datagram = match protection {
        None => datagram,
        Some(protection) => match protection.outgoing.protect(datagram) {
            Ok(datagram) => datagram,
            Err(error) => return debug!(%remote, %error, "an RTP packet is lost"),
        },
    };
    if let Err(error) = socket.send_to(datagram, remote) {
        debug!(%remote, %error, "an RTP packet is lost");
    }
}
