//! The last pitch periods of a sound, again and again.

use super::{MAX_PERIODS, PITCH_MS};
use crate::pitch::best_lag;

/// A further period is used after so long, ms.
const PERIOD_STEP_MS: usize = 10;

/// Goes on with a sound where it ended.
pub(super) struct Wave {
    /// The sound before, newest last.
    before: Box<[i16]>,
    pitch: usize,
    per_ms: usize,
    /// Samples made so far.
    made: usize,
    /// What is repeated now, and what was until a moment ago.
    now: Loop,
    fading: Option<(Loop, usize)>,
    /// Step between the tail and the first period.
    step: f32,
}

/// A repetition of the last periods: how many, and how far in.
#[derive(Clone, Copy)]
struct Loop {
    periods: usize,
    offset: usize,
}

impl Wave {
    pub(super) fn new(per_ms: usize) -> Self {
        let longest = PITCH_MS.1 * per_ms;
        let kept = MAX_PERIODS * longest + longest / 4;
        Self {
            before: vec![0; kept].into_boxed_slice(),
            pitch: longest,
            per_ms,
            made: 0,
            now: Loop {
                periods: 1,
                offset: 0,
            },
            fading: None,
            step: 0.0,
        }
    }

    /// Begins behind `known`, whose period is looked for in its last `compared` samples.
    pub(super) fn begin(&mut self, known: &[i16], compared: usize) {
        self.made = 0;
        self.now = Loop {
            periods: 1,
            offset: 0,
        };
        self.fading = None;

        let at = known.len().saturating_sub(compared);
        let longest = PITCH_MS.1 * self.per_ms;
        let lags = PITCH_MS.0 * self.per_ms..=longest.min(at);
        self.pitch = best_lag(known, at, compared, lags).map_or(longest, |found| found.lag);

        let count = self.before.len().min(known.len());
        let place = self.before.len() - count;
        self.before[..place].fill(0);
        self.before[place..].copy_from_slice(&known[known.len() - count..]);
        let end = self.before.len();
        self.step = f32::from(self.before[end - 1]) - f32::from(self.before[end - 1 - self.pitch]);
    }

    /// A quarter of the period, samples.
    pub(super) fn quarter(&self) -> usize {
        self.pitch / 4
    }

    /// The next sample, as loud as before.
    pub(super) fn next(&mut self) -> f32 {
        let step = PERIOD_STEP_MS * self.per_ms;
        if self.made > 0 && self.made.is_multiple_of(step) && self.now.periods < MAX_PERIODS {
            let offset = self.now.offset % self.pitch;
            self.fading = Some((self.now, 0));
            self.now = Loop {
                periods: self.now.periods + 1,
                offset,
            };
        }

        let mut value = self.sample(self.now);
        self.now = self.advance(self.now);
        let quarter = self.quarter();
        if let Some((old, n)) = self.fading {
            let weight = n as f32 / quarter as f32;
            value = self.sample(old) * (1.0 - weight) + value * weight;
            self.fading = (n + 1 < quarter).then(|| (self.advance(old), n + 1));
        }
        if self.made < quarter {
            value += self.step * (1.0 - self.made as f32 / quarter as f32);
        }
        self.made += 1;
        value
    }

    /// A sample of a loop, whose end is faded into what comes before its beginning.
    fn sample(&self, part: Loop) -> f32 {
        let end = self.before.len();
        let length = part.periods * self.pitch;
        let place = end - length + part.offset;
        let value = f32::from(self.before[place]);
        let quarter = self.quarter();
        let Some(into) = place.checked_sub(end - quarter) else {
            return value;
        };
        let weight = (into + 1) as f32 / (quarter + 1) as f32;
        value * (1.0 - weight) + f32::from(self.before[place - length]) * weight
    }

    fn advance(&self, part: Loop) -> Loop {
        let offset = (part.offset + 1) % (part.periods * self.pitch);
        Loop { offset, ..part }
    }
}
