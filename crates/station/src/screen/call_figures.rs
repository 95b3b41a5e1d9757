//! The figures of the call in front over the last minutes, for a person to look at.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::{Moment, StreamStatistics};

/// Samples that are kept, one a second: five minutes of a talk.
pub const MAX_FIGURE_SAMPLES: usize = 300;

/// The figures of a call's sound, newest and over time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CallFigures {
    /// The server's number for the call.
    pub call_reference: u32,
    /// The newest figures; those at its end when the call is over.
    pub newest: StreamStatistics,
    /// The last minutes, oldest first; [`MAX_FIGURE_SAMPLES`] at most.
    pub samples: VecDeque<FigureSample>,
}

/// What was measured in one second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureSample {
    /// When.
    pub at: Moment,
    /// MOS LQK then; 0 before any sound.
    pub mos_lqk: f32,
    /// Interarrival jitter, ms.
    pub jitter_ms: f32,
    /// Lost of the packets that should have come since the sample before, 0 to 1.
    pub loss_ratio: f32,
    /// Made up of the sound played since the sample before, 0 to 1.
    pub conceal_ratio: f32,
    /// Playout delay, ms.
    pub playout_delay_ms: u32,
    /// Time to the peer and back, ms; nothing before its reports tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_trip_ms: Option<f32>,
    /// How the peer hears this phone, by its last report; nothing before one came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peer: Option<PeerSample>,
}

/// How the peer hears this phone, by its reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PeerSample {
    /// MOS LQK; nothing where the peer does not tell it.
    pub mos_lqk: Option<f32>,
    /// Interarrival jitter, ms.
    pub jitter_ms: f32,
    /// Lost between its last two reports, 0 to 1.
    pub loss_ratio: f32,
}

impl CallFigures {
    /// A call without figures yet.
    pub fn of(call_reference: u32) -> Self {
        Self {
            call_reference,
            ..Self::default()
        }
    }

    /// Takes the figures of this moment; the oldest sample gives its place.
    pub fn take(&mut self, at: Moment, figures: &StreamStatistics) {
        let before = &self.newest;
        // A hold begins the counting afresh.
        let since = |now: u32, before: u32| now.checked_sub(before).unwrap_or(now);
        let lost = since(figures.packets_lost, before.packets_lost);
        let received = since(figures.packets_received, before.packets_received);
        let concealed = since(figures.concealed_ms, before.concealed_ms);
        let played = since(figures.played_ms, before.played_ms);
        if self.samples.len() == MAX_FIGURE_SAMPLES {
            self.samples.pop_front();
        }
        self.samples.push_back(FigureSample {
            at,
            mos_lqk: figures.quality.mos_lqk,
            jitter_ms: figures.jitter_ms,
            loss_ratio: ratio(lost, lost.saturating_add(received)),
            conceal_ratio: ratio(concealed, played),
            playout_delay_ms: figures.playout_delay_ms,
            round_trip_ms: figures.rtcp.round_trip_ms,
            peer: figures.rtcp.peer.map(|peer| PeerSample {
                mos_lqk: peer.mos_lq,
                jitter_ms: peer.jitter_ms,
                loss_ratio: peer.loss_ratio,
            }),
        });
        self.newest = figures.clone();
    }
}

/// A part of a whole; nothing of nothing is 0.
fn ratio(part: u32, whole: u32) -> f32 {
    // Counts of a second are far below what f32 holds exactly.
    (part as f32 / whole.max(1) as f32).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(seconds: u32) -> StreamStatistics {
        StreamStatistics {
            packets_received: seconds * 48,
            packets_lost: seconds * 2,
            concealed_ms: seconds * 40,
            played_ms: seconds * 1000,
            jitter_ms: 3.0,
            ..StreamStatistics::default()
        }
    }

    #[test]
    fn a_sample_tells_of_its_own_second() {
        let mut figures = CallFigures::of(7);
        for second in 1..=10 {
            let at = Moment::from_micros(u64::from(second) * 1_000_000);
            figures.take(at, &counted(second));
        }
        let last = figures.samples.back().expect("ten samples");
        assert!((last.loss_ratio - 0.04).abs() < 1e-6, "{last:?}");
        assert!((last.conceal_ratio - 0.04).abs() < 1e-6, "{last:?}");
        figures.take(Moment::START, &counted(1));
        let last = figures.samples.back().expect("eleven samples");
        assert!(
            (last.loss_ratio - 0.04).abs() < 1e-6,
            "counting began afresh"
        );
    }

    #[test]
    fn only_the_last_minutes_are_kept() {
        let mut figures = CallFigures::of(7);
        for second in 0..2000 {
            figures.take(
                Moment::from_micros(u64::from(second) * 1_000_000),
                &counted(second),
            );
        }
        assert_eq!(figures.samples.len(), MAX_FIGURE_SAMPLES);
        let first = figures.samples.front().expect("samples").at;
        assert_eq!(first, Moment::from_micros(1_700_000_000));
    }
}
