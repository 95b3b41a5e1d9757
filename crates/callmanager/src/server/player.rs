//! What a stream plays: the test tone, music, or clips one after the other.

use std::collections::VecDeque;
use std::f64::consts::TAU;
use std::sync::Arc;

use super::sounds::{RATE_HZ, Sounds};
use crate::Source;

/// The test tone of the field: 1004 Hz at about −10 dBm0.
const TONE_HZ: f64 = 1_004.0;

/// Its loudest sample, of 32767.
const TONE_PEAK: f64 = 9_000.0;

/// Milliseconds of silence before the first clip, so that the phone's playout has settled.
const LEAD_MS: u32 = 250;

/// Milliseconds of silence between clips.
const GAP_MS: u32 = 90;

/// What is played.
pub(super) enum Player {
    Nothing,
    Tone { sample: u64 },
    Music { samples: Arc<[i16]>, at: usize },
    Clips(Clips),
}

/// Clips one after the other.
#[derive(Default)]
pub(super) struct Clips {
    waiting: VecDeque<Arc<[i16]>>,
    now: Arc<[i16]>,
    at: usize,
    silence: usize,
    /// Whether the end of what was ordered is still to be reported.
    ordered: bool,
}

impl Player {
    /// What a stream with that source plays.
    pub(super) fn of(source: Source, sounds: &Sounds) -> Self {
        match source {
            Source::Echo | Source::Conference(_) | Source::Page | Source::Paged(_) => Self::Nothing,
            Source::Tone => Self::Tone { sample: 0 },
            Source::Music => Self::Music {
                samples: sounds.music(),
                at: 0,
            },
            Source::Announcement | Source::Voicemail => Self::Clips(Clips {
                silence: samples_in(LEAD_MS),
                ..Clips::default()
            }),
        }
    }

    /// Plays clips in place of what plays.
    pub(super) fn play(&mut self, clips: VecDeque<Arc<[i16]>>) {
        if let Self::Clips(player) = self {
            player.ordered = !clips.is_empty();
            player.waiting = clips;
            player.now = Arc::default();
            player.at = 0;
        }
    }

    /// Fills a packet; whether what was ordered is at its end.
    pub(super) fn fill(&mut self, out: &mut [i16]) -> bool {
        match self {
            Self::Nothing => out.fill(0),
            Self::Tone { sample } => {
                for slot in out {
                    let phase = TAU * TONE_HZ * (*sample as f64) / f64::from(RATE_HZ);
                    // In range: TONE_PEAK is far below full scale.
                    *slot = (TONE_PEAK * phase.sin()) as i16;
                    // 1004 Hz comes round after 2000 samples exactly.
                    *sample = (*sample + 1) % 2_000;
                }
            }
            Self::Music { samples, at } => {
                for slot in out {
                    *slot = samples.get(*at).copied().unwrap_or(0);
                    *at = (*at + 1) % samples.len().max(1);
                }
            }
            Self::Clips(clips) => return clips.fill(out),
        }
        false
    }
}

impl Clips {
    fn fill(&mut self, out: &mut [i16]) -> bool {
        let mut finished = false;
        for slot in out {
            *slot = 0;
            if self.silence > 0 {
                self.silence -= 1;
                continue;
            }
            if self.at >= self.now.len() {
                match self.waiting.pop_front() {
                    Some(clip) => {
                        self.now = clip;
                        self.at = 0;
                        self.silence = samples_in(GAP_MS);
                    }
                    None => finished |= std::mem::take(&mut self.ordered),
                }
                continue;
            }
            *slot = self.now.get(self.at).copied().unwrap_or(0);
            self.at += 1;
        }
        finished
    }
}

/// Samples in so many ms.
fn samples_in(ms: u32) -> usize {
    // At most a few thousand.
    (RATE_HZ / 1_000 * ms) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(player: &mut Player, packets: usize) -> (Vec<i16>, usize) {
        let mut heard = Vec::new();
        let mut ends = 0;
        for _ in 0..packets {
            let mut packet = [0; 160];
            ends += usize::from(player.fill(&mut packet));
            heard.extend_from_slice(&packet);
        }
        (heard, ends)
    }

    #[test]
    fn the_tone_goes_round_without_a_step() {
        let (tone, _) = played(&mut Player::Tone { sample: 0 }, 30);
        assert_eq!(tone[..2_000], tone[2_000..4_000]);
        let rising = tone[..2_000]
            .windows(2)
            .filter(|pair| pair[0] < 0 && pair[1] >= 0)
            .count();
        assert!(
            (250..=251).contains(&rising),
            "{rising} periods in a quarter of a second"
        );
    }

    #[test]
    fn clips_play_in_order_and_their_end_is_told_once() {
        let clips = Clips {
            waiting: [[1; 100].as_slice().into(), [2; 100].as_slice().into()].into(),
            ordered: true,
            ..Clips::default()
        };
        let (heard, ends) = played(&mut Player::Clips(clips), 20);
        assert_eq!(ends, 1);
        let mut order: Vec<i16> = heard
            .iter()
            .copied()
            .filter(|sample| *sample != 0)
            .collect();
        assert_eq!(order.len(), 200);
        order.dedup();
        assert_eq!(order, [1, 2]);
    }
}
