//! What a session of reports is told, and what it tells.

use std::time::Duration;

use super::BurstFigures;

/// Whether extended reports (RFC 3611) are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExtendedReports {
    /// When the peer sends such ones, too.
    #[default]
    Answered,
    /// From the beginning.
    Always,
}

/// What a session is told at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlConfig {
    /// The synchronisation source that the stream sends as.
    pub ssrc: u32,
    /// Canonical name (RFC 7022 asks for one that tells nothing of the person or the machine).
    pub cname: String,
    /// Time since 1970 at the zero of the clock whose times are given to the session.
    pub epoch: Duration,
    /// Seed of the spread of intervals.
    pub seed: u64,
    /// Whether extended reports are sent.
    pub extended: ExtendedReports,
}

/// What the stream has sent, now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// RTP packets since the source began.
    pub packets: u64,
    /// Octets of their payload.
    pub octets: u64,
    /// The RTP timestamp of this moment.
    pub timestamp: u32,
    /// Ticks of that a second.
    pub clock_hz: u32,
}

/// What the stream has received, now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Heard {
    /// The source.
    pub ssrc: u32,
    /// Highest sequence number, with the count of its cycles in the upper half.
    pub highest: u32,
    /// Packets that should have come.
    pub expected: u64,
    /// Packets that did not come.
    pub lost: u64,
    /// Packets that came and were not used.
    pub discarded: u64,
    /// Interarrival jitter in ticks of the source's clock.
    pub jitter: u32,
    /// Milliseconds in a packet.
    pub ptime_ms: u32,
    /// Losses by bursts and gaps.
    pub bursts: BurstFigures,
    /// Playout delay now, ms.
    pub playout_delay_ms: u32,
    /// Listening quality, 1 to 5; 0 when not known.
    pub mos_lq: f32,
}

/// What became of a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlReceived {
    /// A report of the peer.
    Report,
    /// From anyone but the peer; dropped.
    Stranger,
    /// No RTCP; dropped.
    Broken,
}

/// What a session knows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ControlFigures {
    /// Reports sent.
    pub sent: u64,
    /// Reports received from the peer.
    pub received: u64,
    /// Datagrams from anyone else.
    pub strangers: u64,
    /// Datagrams that are no RTCP.
    pub broken: u64,
    /// Last time to the peer and back.
    pub round_trip: Option<Duration>,
    /// Mean of these times.
    pub mean_round_trip: Option<Duration>,
    /// Longest of these times.
    pub longest_round_trip: Duration,
    /// What the peer says of what it receives from here.
    pub peer: Option<PeerFigures>,
}

/// What the peer says of what it receives from here.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PeerFigures {
    /// Packets lost in all; below 0 when more came than were sent.
    pub lost: i32,
    /// Lost of those since the report before, 0 to 1.
    pub fraction_lost: f32,
    /// Interarrival jitter, ms.
    pub jitter_ms: f32,
    /// Listening quality, 1 to 5, where the peer tells it.
    pub mos_lq: Option<f32>,
    /// Conversational quality, likewise.
    pub mos_cq: Option<f32>,
}
