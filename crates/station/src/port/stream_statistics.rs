//! Figures of streams: what was sent, what came, how good it sounded.

use serde::{Deserialize, Serialize};

/// Figures of a stream, both directions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StreamStatistics {
    /// Codec number (`compressionType`) of the received sound.
    pub codec: u32,
    /// Milliseconds of sound in a received packet.
    pub ptime_ms: u32,
    /// RTP packets sent.
    pub packets_sent: u32,
    /// Payload octets sent.
    pub octets_sent: u32,
    /// RTP packets received from the announced peer.
    pub packets_received: u32,
    /// Payload octets received.
    pub octets_received: u32,
    /// Packets that never came (RFC 3550 A.3).
    pub packets_lost: u32,
    /// Packets that came too late, twice, from a stranger or broken.
    pub packets_discarded: u32,
    /// Of an encrypted stream: packets that were changed on the way, encrypted with another key
    /// or not at all. Among the discarded.
    #[serde(skip_serializing_if = "is_none")]
    pub packets_unauthentic: u32,
    /// Of an encrypted stream: packets that came again, or too late to tell. Among the discarded.
    #[serde(skip_serializing_if = "is_none")]
    pub packets_replayed: u32,
    /// Interarrival jitter (RFC 3550 A.8), ms.
    pub jitter_ms: f32,
    /// Largest interarrival jitter seen, ms.
    pub max_jitter_ms: f32,
    /// Playout delay now, ms.
    pub playout_delay_ms: u32,
    /// Sound made up for what was missing, ms.
    pub concealed_ms: u32,
    /// Sound played, ms (concealed included).
    pub played_ms: u32,
    /// How good it sounded.
    pub quality: StreamQuality,
    /// What the reports of both sides (RTCP) say.
    pub rtcp: RtcpStatistics,
}

/// What sender and receiver reports say of a stream (RFC 3550, 6).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RtcpStatistics {
    /// Reports sent to the peer.
    pub reports_sent: u32,
    /// Reports received from the peer.
    pub reports_received: u32,
    /// Datagrams on the port of reports from anyone else, or that are none.
    pub reports_discarded: u32,
    /// Time to the peer and back by its last report, ms; nothing before one answers ours.
    pub round_trip_ms: Option<f32>,
    /// Mean of these times, ms: the latency of the call.
    pub latency_ms: Option<f32>,
    /// Longest of these times, ms.
    pub max_round_trip_ms: Option<f32>,
    /// How the peer receives what is sent from here; nothing before it says so.
    pub peer: Option<PeerStatistics>,
}

/// How the peer receives what is sent to it, by its last report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PeerStatistics {
    /// Packets lost in all; below 0 when more came than were sent.
    pub packets_lost: i32,
    /// Lost of those since its report before, 0 to 1.
    pub loss_ratio: f32,
    /// Interarrival jitter, ms.
    pub jitter_ms: f32,
    /// Its listening quality, 1 to 5, where it sends extended reports (RFC 3611).
    pub mos_lq: Option<f32>,
}

/// A figure of encrypted streams is not written for others.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
const fn is_none(packets: &u32) -> bool {
    *packets == 0
}

/// How good the received sound was, by what had to be made up for what was missing.
///
/// Ratios are of sound played, 0 to 1. MOS LQK is a listening quality from 1 to about 4.4,
/// by the E-model (ITU-T G.107) over windows of 8 s of sound; 0 before there was any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StreamQuality {
    /// MOS LQK of the last whole window, or of what there is of the first.
    pub mos_lqk: f32,
    /// Mean over all windows.
    pub mos_lqk_average: f32,
    /// The worst window.
    pub mos_lqk_min: f32,
    /// The best window.
    pub mos_lqk_max: f32,
    /// Made up, of all that was played.
    pub conceal_ratio: f32,
    /// Made up in the last whole interval of 3 s.
    pub interval_conceal_ratio: f32,
    /// Made up in the worst interval.
    pub max_conceal_ratio: f32,
    /// Seconds in which anything was made up.
    pub concealed_seconds: u32,
    /// Seconds of which more than 5 % were made up.
    pub severely_concealed_seconds: u32,
}
