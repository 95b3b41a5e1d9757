//! RTCP of one stream: its session, and where its reports go.
//!
//! What is in a report is the `media` crate's; the sockets are the engine's. Reports go to the
//! announced peer only: nobody is told anything who just sent something.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use media::control::{ControlFigures, ControlSession, ExtendedReports, Heard, Sent};
use station::{PeerStatistics, RtcpStatistics};

use super::stream::Stream;

/// Whether reports of the streams (RTCP) are sent and taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rtcp {
    /// Neither; the odd ports stay closed.
    Off,
    /// Sender and receiver reports; extended ones (RFC 3611) where the peer sends such.
    #[default]
    On,
    /// Extended ones to every peer.
    Extended,
}

impl Rtcp {
    /// When extended reports are sent; nothing: none at all.
    pub(super) const fn extended(self) -> Option<ExtendedReports> {
        match self {
            Self::Off => None,
            Self::On => Some(ExtendedReports::Answered),
            Self::Extended => Some(ExtendedReports::Always),
        }
    }
}

/// RTCP of one stream.
pub(super) struct Control {
    pub(super) session: ControlSession,
    /// The odd port beside the peer's.
    pub(super) remote: SocketAddr,
    /// Sound was sent under its source.
    pub(super) spoke: bool,
}

impl Stream {
    /// Where reports go: to the announced peer, and nowhere in a group.
    pub(super) fn control_peer(&self) -> Option<SocketAddr> {
        let sent_to = self.transmit.as_ref().map(|transmit| transmit.remote);
        let source = self.receive.as_ref().and_then(|receive| receive.source);
        let peer = sent_to.or(source).filter(|peer| {
            self.group.is_none() && !peer.ip().is_multicast() && !peer.ip().is_unspecified()
        })?;
        Some(SocketAddr::new(peer.ip(), peer.port().checked_add(1)?))
    }

    /// What a report says of what was sent and heard.
    pub(super) fn control_facts(&self, now: Instant) -> (Option<Sent>, Option<Heard>) {
        let sent = self.transmit.as_ref().map(|transmit| {
            let until_next = transmit.next.saturating_duration_since(now);
            transmit.transmitter.sent(until_next)
        });
        let receive = self.receive.as_ref();
        let heard = receive.and_then(|receive| receive.receiver.heard(receive.ptime_ms));
        (sent, heard)
    }
}

/// The figures of a session as the station has them.
pub(super) fn statistics(figures: &ControlFigures) -> RtcpStatistics {
    let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let ms = |time: Duration| time.as_secs_f32() * 1000.0;
    RtcpStatistics {
        reports_sent: count(figures.sent),
        reports_received: count(figures.received),
        reports_discarded: count(figures.strangers + figures.broken),
        round_trip_ms: figures.round_trip.map(ms),
        latency_ms: figures.mean_round_trip.map(ms),
        max_round_trip_ms: figures.round_trip.map(|_| ms(figures.longest_round_trip)),
        peer: figures.peer.map(|peer| PeerStatistics {
            packets_lost: peer.lost,
            loss_ratio: peer.fraction_lost,
            jitter_ms: peer.jitter_ms,
            mos_lq: peer.mos_lq,
        }),
    }
}
