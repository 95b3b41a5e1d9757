//! One stream: a port, a direction in, a direction out, and its figures.

use std::net::SocketAddr;
use std::time::Instant;

use media::{Codec, Receiver, Transmitter};
use station::StreamStatistics;

use super::sockets::Port;

/// A stream as the server named it (`passThroughPartyId`).
#[derive(Default)]
pub(super) struct Stream {
    pub(super) port: Option<Port>,
    /// The server will reopen it and expects the same port.
    pub(super) keep_port: bool,
    pub(super) receive: Option<Receive>,
    pub(super) transmit: Option<Transmit>,
    /// Figures of the directions that have ended, until they begin again.
    received: StreamStatistics,
    sent: (u32, u32),
    /// When it came to rest; the oldest is forgotten first.
    pub(super) ended: Option<Instant>,
}

/// The receiving direction.
pub(super) struct Receive {
    pub(super) receiver: Receiver,
    pub(super) codec: Codec,
    pub(super) ptime_ms: u32,
    /// The peer was given with the opening, not with the sending.
    pub(super) source_given: bool,
}

/// The sending direction.
pub(super) struct Transmit {
    pub(super) transmitter: Transmitter,
    pub(super) remote: SocketAddr,
    /// When the next packet is due.
    pub(super) next: Instant,
    /// The last packet could not be sent; said once.
    pub(super) failing: bool,
}

impl Stream {
    /// Neither direction is on.
    pub(super) fn is_idle(&self) -> bool {
        self.receive.is_none() && self.transmit.is_none()
    }

    /// Ends receiving; the figures stay.
    pub(super) fn end_receiving(&mut self) {
        self.received = self.statistics();
        self.receive = None;
    }

    /// Ends sending; the figures stay.
    pub(super) fn end_sending(&mut self) {
        if let Some(transmit) = self.transmit.take() {
            self.sent = counts(&transmit.transmitter);
        }
    }

    /// Begins to receive: figures of an earlier time are forgotten.
    pub(super) fn begin_receiving(&mut self, receive: Receive) {
        self.received = StreamStatistics::default();
        self.receive = Some(receive);
        self.ended = None;
    }

    /// Begins to send: likewise.
    pub(super) fn begin_sending(&mut self, transmit: Transmit) {
        self.sent = (0, 0);
        self.transmit = Some(transmit);
        self.ended = None;
    }

    /// The figures of both directions.
    pub(super) fn statistics(&self) -> StreamStatistics {
        let (packets_sent, octets_sent) = self
            .transmit
            .as_ref()
            .map_or(self.sent, |transmit| counts(&transmit.transmitter));
        let Some(receive) = &self.receive else {
            return StreamStatistics {
                packets_sent,
                octets_sent,
                ..self.received.clone()
            };
        };
        let figures = receive.receiver.statistics();
        StreamStatistics {
            codec: receive.codec.sccp(),
            ptime_ms: receive.ptime_ms,
            packets_sent,
            octets_sent,
            packets_received: count(figures.packets),
            octets_received: count(figures.octets),
            packets_lost: count(figures.lost),
            packets_discarded: count(figures.discarded()),
            jitter_ms: figures.jitter_ms,
            max_jitter_ms: figures.max_jitter_ms,
            playout_delay_ms: figures.playout_delay_ms,
            concealed_ms: count(figures.concealed_ms),
            played_ms: count(figures.played_ms),
        }
    }

    /// Starts counting afresh.
    pub(super) fn clear_statistics(&mut self) {
        self.received = StreamStatistics::default();
        self.sent = (0, 0);
        if let Some(receive) = &mut self.receive {
            receive.receiver.clear_statistics();
        }
        if let Some(transmit) = &mut self.transmit {
            transmit.transmitter.clear_statistics();
        }
    }
}

fn counts(transmitter: &Transmitter) -> (u32, u32) {
    let statistics = transmitter.statistics();
    (count(statistics.packets), count(statistics.octets))
}

/// The wire has 32 bits for a figure.
fn count(figure: u64) -> u32 {
    u32::try_from(figure).unwrap_or(u32::MAX)
}
