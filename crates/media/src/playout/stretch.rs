//! Playing a little faster or slower without changing the pitch.
//!
//! A pitch period is taken out of the sound or played once more, faded where the sound
//! is most like itself. That is how the playout delay follows its target and how the
//! drift between the sender's clock and the device's is made up for.

use super::line::Line;
use crate::pitch::{best_lag, energy};
use crate::speech_level::SpeechLevel;

/// Shortest and longest piece that is taken out or repeated in sound, ms × 10.
const PIECE_TENTH_MS: (usize, usize) = (25, 150);

/// Length of sound that is compared and faded, ms.
const FADE_MS: usize = 5;

/// Too much delay that is borne while somebody speaks, ms: above the longest pitch
/// period, so that a repetition never calls for a cut.
const BORNE_MS: i64 = 16;

/// Too much delay that is borne in a pause, where any length can be cut, ms.
const BORNE_IN_PAUSE_MS: i64 = 3;

/// Too little delay that is borne, ms; half of the schedule's margin.
const SHORT_MS: i64 = 1;

/// So far from the target, ms, a cut may be heard.
const URGENT_MS: i64 = 40;

/// How alike two pieces must be, and when it is urgent.
const ALIKE: f32 = 0.6;
const ALIKE_URGENT: f32 = 0.2;

/// Samples between two cuts in sound, ms: a quarter faster at most.
const REST_MS: i64 = 60;

/// What was done to the sound that is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretched {
    /// Nothing.
    Not,
    /// So many samples were added.
    Longer(usize),
    /// So many samples were taken out.
    Shorter(usize),
}

/// Decides when to stretch, and does.
pub(super) struct Stretch {
    per_ms: i64,
    speech: SpeechLevel,
    /// Device clock at the last cut.
    last_cut: i64,
}

impl Stretch {
    pub(super) fn new(rate_hz: u32) -> Self {
        Self {
            per_ms: i64::from(rate_hz / 1000).max(1),
            speech: SpeechLevel::default(),
            last_cut: i64::MIN / 2,
        }
    }

    /// Samples of past and future that stretching needs at most.
    pub(super) fn needed(rate_hz: u32) -> usize {
        let per_ms = (rate_hz / 1000).max(1) as usize;
        PIECE_TENTH_MS.1 * per_ms / 10 + FADE_MS * per_ms
    }

    /// Brings the delay `excess` samples nearer to its target, when the sound allows it now.
    pub(super) fn adapt(&mut self, line: &mut Line, excess: i64, now: i64) -> Stretched {
        let pause = self.is_pause(line.future());
        let borne = if pause { BORNE_IN_PAUSE_MS } else { BORNE_MS };
        if excess < -SHORT_MS * self.per_ms {
            self.lengthen(line, -excess, pause)
        } else if excess > borne * self.per_ms {
            self.shorten(line, excess, pause, now)
        } else {
            Stretched::Not
        }
    }

    fn is_pause(&mut self, sound: &[i16]) -> bool {
        !sound.is_empty() && self.speech.is_pause(energy(sound) / sound.len() as f32)
    }

    fn fade(&self) -> usize {
        FADE_MS * self.per_ms as usize
    }

    fn piece(&self) -> (usize, usize) {
        let per_ms = self.per_ms as usize;
        (
            PIECE_TENTH_MS.0 * per_ms / 10,
            PIECE_TENTH_MS.1 * per_ms / 10,
        )
    }

    fn alike(&self, distance: i64) -> f32 {
        if distance > URGENT_MS * self.per_ms {
            ALIKE_URGENT
        } else {
            ALIKE
        }
    }

    fn lengthen(&self, line: &mut Line, short: i64, pause: bool) -> Stretched {
        let fade = self.fade();
        let (least, most) = self.piece();
        if line.ahead() < fade {
            return Stretched::Not;
        }
        let lag = if pause {
            // The margin was half eaten: fill it up.
            Some((short as usize + self.per_ms as usize).clamp(fade, most))
        } else {
            let at = line.known().len() - line.ahead();
            best_lag(line.known(), at, fade, least..=most)
                .filter(|found| found.correlation > self.alike(short))
                .map(|found| found.lag)
        };
        let Some(lag) = lag else {
            return Stretched::Not;
        };
        line.repeat(lag, fade.min(lag));
        Stretched::Longer(lag)
    }

    fn shorten(&mut self, line: &mut Line, excess: i64, pause: bool, now: i64) -> Stretched {
        let fade = self.fade();
        let (least, most) = self.piece();
        let room = line.ahead().saturating_sub(fade);
        let rest = if pause { 0 } else { REST_MS * self.per_ms };
        if room < least || now - self.last_cut < rest {
            return Stretched::Not;
        }
        let lag = if pause {
            // Down to the middle of what is borne in a pause.
            let surplus = excess - BORNE_IN_PAUSE_MS * self.per_ms / 2;
            Some((surplus as usize).min(room))
        } else {
            // The later piece is the one compared: looking back from it at every lag would
            // move the target, so the lags are walked from the front.
            best_cut(
                line.future(),
                fade,
                least..=most.min(room).min(excess as usize),
            )
            .filter(|&(_, correlation)| correlation > self.alike(excess))
            .map(|(lag, _)| lag)
        };
        let Some(lag) = lag.filter(|&lag| lag > 0) else {
            return Stretched::Not;
        };
        line.cut(lag, fade);
        self.last_cut = now;
        Stretched::Shorter(lag)
    }
}

/// The lag at which the sound goes on most like its beginning, and how alike they are.
fn best_cut(
    sound: &[i16],
    length: usize,
    lags: std::ops::RangeInclusive<usize>,
) -> Option<(usize, f32)> {
    lags.filter_map(|lag| best_lag(sound, lag, length, lag..=lag))
        .map(|found| (found.lag, found.correlation))
        .max_by(|a, b| a.1.total_cmp(&b.1))
}
