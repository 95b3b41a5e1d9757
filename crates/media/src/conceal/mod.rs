//! Sound for packets that are missing, out of what was before them and what comes after.
//!
//! The waveform substitution of ITU-T G.711 Appendix I, without its delay of 3.75 ms:
//! since the tail of the sound before the gap is played already, the first period is
//! joined by letting the step between tail and period die away. When the packet behind
//! the gap is there already, the rest of the gap is made up from both sides: the same
//! runs backwards from that packet, and one fades into the other. So the gap ends where
//! the real sound begins, without a merge.
//!
//! Where numbers differ from the Appendix they were found by PESQ (`scripts/quality`): a
//! shorter comparison follows a gliding pitch, and a long gap is better filled softly
//! than left silent. Shifting the two sides into phase, or keeping the loudness where
//! they meet out of phase, made nothing better.

mod wave;

use wave::Wave;

/// Shortest and longest pitch period, ms (250 to 63 Hz; higher voices repeat by twos).
const PITCH_MS: (usize, usize) = (4, 16);

/// Length of sound compared to find the pitch, ms.
const COMPARED_MS: usize = 10;

/// The same behind the gap, where only the sound of one packet is known, ms.
const COMPARED_BEHIND_MS: usize = 5;

/// Periods that are repeated at most, to keep a long gap from buzzing.
const MAX_PERIODS: usize = 2;

/// Made-up sound gets softer down to this …
const SOFT: f32 = 0.6;

/// … in so long, ms: the guess gets worse, and what is too much is heard more than what is missing.
const SOFT_MS: usize = 22;

/// Silence is reached after so long, ms.
const SILENT_MS: usize = 140;

/// Longest fade from made-up to real sound, ms.
const MAX_MERGE_MS: usize = 10;

/// Longest part of a gap that is made up from both sides, ms.
const MAX_BETWEEN_MS: usize = 60;

/// Shortest sound behind a gap that is worth going back from, ms.
const LEAST_BEHIND_MS: usize = 10;

/// Makes up sound that goes on where the known sound ends.
pub(crate) struct Concealment {
    per_ms: usize,
    active: bool,
    /// Samples made up in this gap.
    made: usize,
    /// From the sound before the gap on.
    forward: Wave,
    /// From the sound behind the gap back.
    backward: Wave,
    /// What the latter gave, in the order of playing.
    behind: Box<[f32]>,
    /// Samples of it for the gap, and how many of them are used; none: nothing is known.
    between: usize,
    passed: usize,
    /// The sound behind the gap, last sample first.
    reversed: Box<[i16]>,
}

impl Concealment {
    pub(crate) fn new(rate_hz: u32) -> Self {
        let per_ms = (rate_hz / 1000).max(1) as usize;
        Self {
            per_ms,
            active: false,
            made: 0,
            forward: Wave::new(per_ms),
            backward: Wave::new(per_ms),
            behind: vec![0.0; MAX_BETWEEN_MS * per_ms].into_boxed_slice(),
            between: 0,
            passed: 0,
            reversed: vec![0; Self::needed(rate_hz)].into_boxed_slice(),
        }
    }

    /// Samples of known sound that a gap needs before it.
    pub(crate) fn needed(rate_hz: u32) -> usize {
        let per_ms = (rate_hz / 1000).max(1) as usize;
        MAX_PERIODS * PITCH_MS.1 * per_ms + COMPARED_MS * per_ms
    }

    /// In a gap: made-up sound was the last that was given.
    pub(crate) fn is_active(&self) -> bool {
        self.active
    }

    /// Samples made up in this gap so far.
    pub(crate) fn made(&self) -> usize {
        self.made
    }

    /// Begins a gap after `known`, unless one has begun.
    pub(crate) fn begin(&mut self, known: &[i16]) {
        if self.active {
            return;
        }
        self.active = true;
        self.made = 0;
        self.expect_nothing();
        self.forward.begin(known, COMPARED_MS * self.per_ms);
    }

    /// The gap ends in `distance` samples, whether or not this is [expected](Self::expect) already.
    pub(crate) fn may_expect(&self, distance: usize) -> bool {
        (1..=self.behind.len()).contains(&distance)
    }

    /// The gap ends in `distance` samples, and `future` is what comes then.
    ///
    /// May be told again and again; a gap too long or a future too short changes nothing.
    pub(crate) fn expect(&mut self, future: &[i16], distance: usize) {
        let known = self.between > 0 && self.between - self.passed == distance;
        if !self.active || known {
            return;
        }
        self.expect_nothing();
        if !self.may_expect(distance) || future.len() < LEAST_BEHIND_MS * self.per_ms {
            return;
        }
        let count = future.len().min(self.reversed.len());
        let reversed = &mut self.reversed[..count];
        reversed.copy_from_slice(&future[..count]);
        reversed.reverse();
        self.backward
            .begin(reversed, COMPARED_BEHIND_MS * self.per_ms);
        for n in 0..distance {
            let sample = self.backward.next() * self.loudness(n);
            self.behind[distance - 1 - n] = sample;
        }
        self.between = distance;
    }

    /// Makes up the next samples.
    pub(crate) fn fill(&mut self, out: &mut [i16]) {
        for sample in out {
            *sample = self.next();
        }
    }

    /// Ends the gap: fades from made-up sound to `real` at its front.
    pub(crate) fn merge(&mut self, real: &mut [i16]) {
        self.active = false;
        if self.between > 0 && self.passed == self.between {
            // It has arrived at the real sound already.
            return;
        }
        // A quarter period, and 1 ms more for every 10 ms of gap.
        let wanted = self.forward.quarter() + self.made / 10;
        let fade = wanted.min(MAX_MERGE_MS * self.per_ms).min(real.len());
        for (n, sample) in real[..fade].iter_mut().enumerate() {
            let made_up = self.next();
            *sample = crate::volume::crossfade(made_up, *sample, n, fade);
        }
    }

    fn expect_nothing(&mut self) {
        self.between = 0;
        self.passed = 0;
    }

    fn next(&mut self) -> i16 {
        let mut value = self.forward.next() * self.loudness(self.made);
        if self.passed < self.between {
            let weight = (self.passed + 1) as f32 / (self.between + 1) as f32;
            value = value * (1.0 - weight) + self.behind[self.passed] * weight;
            self.passed += 1;
        }
        self.made += 1;
        // Saturates by itself; the step may carry a loud sound past full scale.
        value as i16
    }

    /// Loudness so many samples away from real sound, 0 to 1.
    fn loudness(&self, away: usize) -> f32 {
        let ms = away as f32 / self.per_ms as f32;
        let (soft, silent) = (SOFT_MS as f32, SILENT_MS as f32);
        if ms < soft {
            1.0 - (1.0 - SOFT) * ms / soft
        } else {
            (SOFT * (silent - ms) / (silent - soft)).max(0.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::largest_step;

    fn voice(from: usize, count: usize) -> Vec<i16> {
        (from..from + count)
            .map(|n| {
                let phase = std::f32::consts::TAU * n as f32 / 63.0;
                (4000.0 * (phase.sin() + 0.5 * (2.0 * phase).sin() + 0.3 * (5.0 * phase).cos()))
                    as i16
            })
            .collect()
    }

    #[test]
    fn goes_on_like_the_voice_before() {
        let mut concealment = Concealment::new(8000);
        concealment.begin(&voice(0, 800));
        let mut made = [0; 40];
        concealment.fill(&mut made);
        let real = voice(800, 40);
        let product = |a: &[i16], b: &[i16]| -> f32 {
            a.iter()
                .zip(b)
                .map(|(&a, &b)| f32::from(a) * f32::from(b))
                .sum()
        };
        let (own, other) = (product(&made, &made), product(&real, &real));
        let alike = product(&made, &real) / (own * other).sqrt();
        assert!(alike > 0.999, "{alike}");
        assert!(own > other * 0.75, "{own} beside {other}");
    }

    #[test]
    fn a_long_gap_gets_softer_and_falls_silent() {
        let mut concealment = Concealment::new(8000);
        concealment.begin(&voice(0, 800));
        let mut made = [0; 1600];
        concealment.fill(&mut made);
        let peak = |ms: std::ops::Range<usize>| {
            let piece = &made[ms.start * 8..ms.end * 8];
            piece.iter().map(|sample| sample.unsigned_abs()).max()
        };
        let peaks = [0..20, 30..50, 70..90, 110..130].map(peak);
        assert!(peaks.windows(2).all(|pair| pair[0] > pair[1]), "{peaks:?}");
        assert!(peaks[1] > Some(2000), "{peaks:?}");
        assert_eq!(peak(140..200), Some(0));
    }

    /// Sound that gets louder and higher across a gap, and the gap as made up.
    fn glide(rate_hz: u32, gap_ms: usize, told: bool) -> (Vec<i16>, Vec<i16>) {
        let per_ms = rate_hz as usize / 1000;
        let mut phase = 0.0f32;
        let real: Vec<i16> = (0..200 * per_ms)
            .map(|n| {
                let ms = n as f32 / per_ms as f32;
                phase += (120.0 + 0.15 * ms) / rate_hz as f32;
                let turn = std::f32::consts::TAU * phase;
                let loud = 1000.0 + 25.0 * ms;
                (loud * (turn.sin() + 0.5 * (2.0 * turn).sin() + 0.3 * (5.0 * turn).cos())) as i16
            })
            .collect();
        let gap = 100 * per_ms..(100 + gap_ms) * per_ms;
        let mut concealment = Concealment::new(rate_hz);
        concealment.begin(&real[..gap.start]);
        let mut heard = real.clone();
        for block in heard[gap.clone()].chunks_mut(10 * per_ms).enumerate() {
            let left = gap.len() - block.0 * 10 * per_ms;
            if told {
                concealment.expect(&real[gap.end..gap.end + 20 * per_ms], left);
            }
            concealment.fill(block.1);
        }
        concealment.merge(&mut heard[gap.end..gap.end + 20 * per_ms]);
        (real, heard)
    }

    fn error(real: &[i16], heard: &[i16]) -> f32 {
        let square = |(&a, &b): (&i16, &i16)| (f32::from(a) - f32::from(b)).powi(2);
        real.iter().zip(heard).map(square).sum()
    }

    #[test]
    fn what_comes_behind_the_gap_makes_it_better_at_either_rate() {
        for rate_hz in [8000, 16_000] {
            for gap_ms in [20, 40, 60] {
                let (real, blind) = glide(rate_hz, gap_ms, false);
                let (_, seeing) = glide(rate_hz, gap_ms, true);
                let (blind, seeing) = (error(&real, &blind), error(&real, &seeing));
                assert!(
                    seeing < blind * 0.6,
                    "{rate_hz} Hz, {gap_ms} ms: {seeing} with, {blind} without"
                );
            }
        }
    }

    #[test]
    fn a_gap_with_a_known_end_leaves_the_real_sound_untouched_and_joins_it_without_a_click() {
        let (real, heard) = glide(8000, 40, true);
        assert_eq!(real[1120..], heard[1120..]);
        let step = largest_step(&heard[790..1200]);
        let usual = largest_step(&real[790..1200]);
        assert!(step <= usual * 5 / 4, "step {step}, usual {usual}");
    }

    #[test]
    fn a_packet_nearer_than_the_one_expected_is_joined_without_a_click() {
        let real = voice(0, 1600);
        let usual = largest_step(&real);
        let mut concealment = Concealment::new(8000);
        concealment.begin(&real[..800]);
        let mut heard = real.clone();
        concealment.expect(&real[1120..1280], 320);
        concealment.fill(&mut heard[800..880]);
        // The one in between has come after all.
        concealment.expect(&real[960..1120], 80);
        concealment.fill(&mut heard[880..960]);
        concealment.merge(&mut heard[960..1120]);
        assert_eq!(real[960..], heard[960..]);
        let step = largest_step(&heard);
        assert!(step <= usual * 3 / 2, "step {step}, usual {usual}");
    }

    #[test]
    fn an_end_too_far_away_changes_nothing_yet() {
        let real = voice(0, 1600);
        let mut blind = Concealment::new(8000);
        blind.begin(&real[..800]);
        let mut seeing = Concealment::new(8000);
        seeing.begin(&real[..800]);
        seeing.expect(&real[1400..1560], 600);
        let (mut a, mut b) = ([0; 400], [0; 400]);
        blind.fill(&mut a);
        seeing.fill(&mut b);
        assert_eq!(a, b);
    }

    #[test]
    fn joins_and_merges_without_a_click() {
        for gap in [80, 160, 333, 480, 900] {
            let mut sound = voice(0, 800);
            let usual = largest_step(&sound);
            let mut concealment = Concealment::new(8000);
            concealment.begin(&sound);
            let mut made = vec![0; gap];
            concealment.fill(&mut made);
            sound.extend(made);
            // Goes on at an unlucky phase.
            let mut real = voice(800 + gap + 31, 160);
            concealment.merge(&mut real);
            sound.extend(real);
            let step = largest_step(&sound[790..]);
            assert!(
                step <= usual * 5 / 4,
                "gap {gap}: step {step}, usual {usual}"
            );
        }
    }

    #[test]
    fn silence_stays_silence() {
        let mut concealment = Concealment::new(8000);
        concealment.begin(&[0; 600]);
        let mut made = [1; 200];
        concealment.fill(&mut made);
        assert_eq!(made, [0; 200]);
    }
}
