//! The figures of a call's streams, gathered for its summary.

use std::collections::BTreeSet;

use serde::Serialize;
use softphone::{StreamStatistics, codec_name};

/// The figures of a call's streams.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct RtpSummary {
    /// Name of the codec.
    pub(crate) codec: String,
    /// Milliseconds of sound in a packet.
    pub(crate) ptime_ms: u32,
    /// RTP packets sent.
    pub(crate) sent: u64,
    /// RTP packets received from the announced peer.
    pub(crate) received: u64,
    /// Packets that never came.
    pub(crate) lost: u64,
    /// Packets that came too late, twice, from a stranger or broken.
    pub(crate) discarded: u64,
    /// Interarrival jitter (RFC 3550) at the end, ms.
    pub(crate) jitter_ms: f64,
    /// Playout delay at the end, ms.
    pub(crate) playout_delay_ms: u32,
    /// Mean time to the peer and back, ms; none when the peer does not report.
    pub(crate) latency_ms: Option<f64>,
}

/// The streams of a call. A call that was held has had several, one after the other;
/// their figures are counted together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CallFigures {
    /// Directions that run now: of which stream, and whether it is sent.
    running: BTreeSet<(u32, bool)>,
    /// A new stream has begun, and its first figures are yet to come.
    begun: bool,
    /// Figures of streams that ended.
    ended: Vec<StreamStatistics>,
    /// The newest figures of the present stream.
    present: Option<StreamStatistics>,
}

impl RtpSummary {
    /// The figures of one stream.
    pub(crate) fn of(statistics: &StreamStatistics) -> Self {
        Self {
            codec: codec_name(statistics.codec),
            ptime_ms: statistics.ptime_ms,
            sent: statistics.packets_sent.into(),
            received: statistics.packets_received.into(),
            lost: statistics.packets_lost.into(),
            discarded: statistics.packets_discarded.into(),
            jitter_ms: tenths(statistics.jitter_ms),
            playout_delay_ms: statistics.playout_delay_ms,
            latency_ms: statistics.rtcp.latency_ms.map(tenths),
        }
    }

    /// The figures in words.
    pub(crate) fn in_words(&self) -> String {
        let latency = match self.latency_ms {
            Some(latency) => format!(", to the peer and back {latency} ms"),
            None => String::new(),
        };
        format!(
            "{}, {} ms packets: {} sent, {} received, {} lost, {} discarded; jitter {} ms, playout delay {} ms{latency}.",
            self.codec,
            self.ptime_ms,
            self.sent,
            self.received,
            self.lost,
            self.discarded,
            self.jitter_ms,
            self.playout_delay_ms
        )
    }
}

/// A figure as people read it: to a tenth.
fn tenths(figure: f32) -> f64 {
    (f64::from(figure) * 10.0).round() / 10.0
}

impl CallFigures {
    /// A direction of a stream started, goes on with another codec, or stopped.
    pub(crate) fn turn(&mut self, stream: u32, transmit: bool, started: bool) {
        if started {
            self.begun |= self.running.is_empty();
            self.running.insert((stream, transmit));
        } else {
            self.running.remove(&(stream, transmit));
        }
    }

    /// Figures came: of the present stream, newer than those before.
    pub(crate) fn report(&mut self, statistics: &StreamStatistics) {
        if self.begun {
            self.begun = false;
            self.ended.extend(self.present.take());
        }
        self.present = Some(statistics.clone());
    }

    /// All streams together; none when no figures came.
    pub(crate) fn summary(&self) -> Option<RtpSummary> {
        let mut summary = RtpSummary::of(self.present.as_ref()?);
        for ended in self.ended.iter().map(RtpSummary::of) {
            summary.sent += ended.sent;
            summary.received += ended.received;
            summary.lost += ended.lost;
            summary.discarded += ended.discarded;
        }
        Some(summary)
    }
}
