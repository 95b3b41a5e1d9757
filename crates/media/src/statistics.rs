//! The figures of a stream: what was sent, what came, how it was played.
//!
//! Counters only; what they mean for a report is decided by whoever asks.

use crate::quality::Quality;

/// What a [`Transmitter`](crate::Transmitter) sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TransmitStatistics {
    /// RTP packets.
    pub packets: u64,
    /// Octets of payload.
    pub octets: u64,
    /// Digits begun as telephone events.
    pub digits: u64,
}

/// What a [`Receiver`](crate::Receiver) got and its [`Playout`](crate::Playout) played.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ReceiveStatistics {
    /// Packets from the announced peer, each counted once.
    pub packets: u64,
    /// Octets of their payload.
    pub octets: u64,
    /// Packets that never came (RFC 3550 A.3, without what came twice).
    pub lost: u64,
    /// Lost packets whose sound the next one repeated, so that nothing had to be made up.
    pub recovered: u64,
    /// Packets that came after their time to be played.
    pub late: u64,
    /// Packets that came a second time.
    pub duplicates: u64,
    /// Packets from anyone but the announced peer.
    pub strangers: u64,
    /// Datagrams that came before a peer was announced: a server may be quicker with its
    /// sound than with its message. Dropped, since anyone may have sent them.
    pub unannounced: u64,
    /// Datagrams that are no RTP, of another codec, of a length that it does not have, or that
    /// it could make nothing of.
    pub broken: u64,
    /// Packets for which the playout had no room: nobody was pulling.
    pub overflowed: u64,
    /// Digits received as telephone events.
    pub digits: u64,
    /// Interarrival jitter (RFC 3550 A.8), ms.
    pub jitter_ms: f32,
    /// Largest interarrival jitter seen, ms.
    pub max_jitter_ms: f32,
    /// How long a packet waits from its arrival to its first sample being played now, ms.
    pub playout_delay_ms: u32,
    /// Sound made up for what was missing, ms.
    pub concealed_ms: u64,
    /// Sound played, ms (concealed included).
    pub played_ms: u64,
    /// How good it sounded.
    pub quality: Quality,
}

impl ReceiveStatistics {
    /// Packets that came and were not used, but for those before the announcement.
    pub fn discarded(&self) -> u64 {
        self.late + self.duplicates + self.strangers + self.broken + self.overflowed
    }
}
