//! What the meter has seen lately, and what that means in words.

use std::collections::VecDeque;

use egui::Visuals;
use station::SoundLevel;

use crate::preferences::MICROPHONE_GAIN_DB;

/// The scale of the meter begins here, dBov, and ends at 0.
pub(super) const LOWEST: f32 = -66.0;

/// Measurements that count: speech has pauses, and is judged by its words. A second and a half.
const COUNTED: usize = 30;

/// Measurements that a gain is picked by: five seconds, some words.
const KEPT: usize = 100;

/// So many of them have to be of somebody who speaks: half a second.
const SPOKEN: usize = 10;

/// So many louder ones are passed over: a knock at the microphone is no speech.
const KNOCKS: usize = 2;

/// Speech differs by this and more from its pauses, dB; a fan does not.
const SPREAD: f32 = 6.0;

/// Measurements of the old gain may come for so long after a new one, s.
const SETTLES: f64 = 0.3;

/// The loudest twentieth of a second of speech that is heard well, dBov: about 6 dB above the mean
/// level of talking, for which networks are made to be at −26 dBov (ITU-T P.56, G.100.1).
pub(super) const BAND: (f32, f32) = (-34.0, -12.0);

/// Below this nobody speaks, dBov.
const NOBODY: f32 = -56.0;

/// Peaks above this are cut off, dBov.
const CUT: f32 = -1.0;

/// A microphone that gives nothing for so long gives nothing, s.
const PATIENCE: f64 = 3.0;

/// The level of something spoken, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The microphone is being opened.
    Opening,
    /// No sound comes at all.
    Nothing,
    /// It gives digital silence: it is switched off somewhere.
    Muted,
    /// Nobody speaks.
    Silence,
    /// Too quiet.
    TooQuiet,
    /// In the band.
    Good,
    /// Too loud.
    TooLoud,
    /// The microphone itself gives more than it can: no gain helps.
    Overdriven,
}

impl Verdict {
    /// Of somebody who speaks at this level, which has this gain in it, dB.
    pub(super) fn of(loudest: SoundLevel, gain: i64) -> Self {
        let SoundLevel {
            peak_dbov,
            rms_dbov,
            ..
        } = loudest;
        if rms_dbov < NOBODY {
            Self::Silence
        } else if gain <= 0 && peak_dbov > CUT + gain as f32 {
            Self::Overdriven
        } else if rms_dbov > BAND.1 || peak_dbov > CUT {
            Self::TooLoud
        } else if rms_dbov < BAND.0 {
            Self::TooQuiet
        } else {
            Self::Good
        }
    }

    /// The word.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Opening => "The microphone is being opened…",
            Self::Nothing => "No sound comes from this microphone",
            Self::Muted => "The microphone gives silence",
            Self::Silence => "Say something: count to five",
            Self::TooQuiet => "Too quiet",
            Self::Good => "Good",
            Self::TooLoud | Self::Overdriven => "Too loud",
        }
    }

    /// What a person can do about it, with this gain.
    pub(super) fn advice(self, gain: i64) -> Option<&'static str> {
        match self {
            Self::Nothing => Some("Is it plugged in? Choose another one, or go on without."),
            Self::Muted => Some("Is it switched off at its cable, or in the system's settings?"),
            Self::TooQuiet if gain < *MICROPHONE_GAIN_DB.end() => {
                Some("Come closer, raise its gain, or switch the automatic level on.")
            }
            Self::TooQuiet => Some(
                "Come closer, raise it in the system's settings, or switch the automatic level on.",
            ),
            Self::TooLoud if gain > *MICROPHONE_GAIN_DB.start() => {
                Some("Move it away from the mouth, or lower its gain.")
            }
            Self::TooLoud | Self::Overdriven => {
                Some("Move it away from the mouth, or lower it in the system.")
            }
            Self::Opening | Self::Silence | Self::Good => None,
        }
    }

    /// Somebody spoke.
    pub(super) const fn is_of_speech(self) -> bool {
        matches!(
            self,
            Self::TooQuiet | Self::Good | Self::TooLoud | Self::Overdriven
        )
    }

    /// Its colour; the word says the same.
    pub(super) fn colour(self, visuals: &Visuals) -> egui::Color32 {
        match self {
            Self::Good => visuals.hyperlink_color,
            Self::TooQuiet | Self::Nothing | Self::Muted => visuals.warn_fg_color,
            Self::TooLoud | Self::Overdriven => visuals.error_fg_color,
            Self::Opening | Self::Silence => visuals.text_color(),
        }
    }
}

/// The last measurements of one microphone.
#[derive(Default)]
pub(super) struct Heard {
    /// As they would be with the gain that is set.
    levels: VecDeque<SoundLevel>,
    newest: Option<SoundLevel>,
    /// The gain that is set, dB, and from when on it is in what is measured.
    gain: i64,
    settled: f64,
    /// When the last one came, or when it was first waited for; seconds of the window's clock.
    last: Option<f64>,
    /// What was said of somebody who spoke, last.
    spoken: Option<Verdict>,
}

impl Heard {
    /// Takes the newest measurement, if it is one.
    pub(super) fn take(&mut self, level: Option<SoundLevel>, now: f64) {
        self.last.get_or_insert(now);
        let Some(level) = level.filter(|level| self.newest != Some(*level)) else {
            return;
        };
        self.newest = Some(level);
        self.last = Some(now);
        if now < self.settled {
            return;
        }
        if self.levels.len() == KEPT {
            self.levels.pop_front();
        }
        self.levels.push_back(level);
        self.judge(now);
    }

    fn judge(&mut self, now: f64) {
        let verdict = self.verdict(now);
        if verdict.is_of_speech() {
            self.spoken = Some(verdict);
        }
    }

    /// The microphone has this gain, dB: what was heard before counts as it would be now.
    pub(super) fn has_gain(&mut self, gain: i64, now: f64) {
        // Some tens of decibels.
        let more = (gain - self.gain) as f32;
        self.gain = gain;
        if more == 0.0 || self.levels.is_empty() {
            return;
        }
        for level in &mut self.levels {
            level.rms_dbov = (level.rms_dbov + more).min(0.0);
            level.peak_dbov = (level.peak_dbov + more).min(0.0);
        }
        self.settled = now + SETTLES;
        self.judge(now);
    }

    /// The gain that the microphone has, dB.
    pub(super) const fn gain(&self) -> i64 {
        self.gain
    }

    /// The gain that brings what was spoken lately into the middle of the band; nothing: nobody
    /// has spoken for long enough.
    pub(super) fn fitting_gain(&self) -> Option<i64> {
        let mut levels: Vec<f32> = self.levels.iter().map(|level| level.rms_dbov).collect();
        levels.sort_by(f32::total_cmp);
        let loudest = *levels.iter().rev().nth(KNOCKS)?;
        let spoken = levels.iter().filter(|level| **level >= NOBODY).count();
        if spoken < SPOKEN || loudest - levels.first()? < SPREAD {
            return None;
        }
        let more = f32::midpoint(BAND.0, BAND.1) - loudest;
        // At most some tens.
        let gain = self.gain + more.round() as i64;
        Some(gain.clamp(*MICROPHONE_GAIN_DB.start(), *MICROPHONE_GAIN_DB.end()))
    }

    pub(super) const fn newest(&self) -> Option<SoundLevel> {
        self.newest
    }

    /// The highest peak, and the loudest moment, of what counts.
    pub(super) fn loudest(&self) -> Option<SoundLevel> {
        let counted = self.levels.iter().rev().take(COUNTED).copied();
        counted.reduce(|one, other| SoundLevel {
            number: other.number,
            peak_dbov: one.peak_dbov.max(other.peak_dbov),
            rms_dbov: one.rms_dbov.max(other.rms_dbov),
        })
    }

    /// What is to be said now.
    pub(super) fn verdict(&self, now: f64) -> Verdict {
        let waits = self.last.is_some_and(|last| now - last > PATIENCE);
        match self.loudest() {
            _ if waits => Verdict::Nothing,
            None => Verdict::Opening,
            Some(loudest) if loudest.peak_dbov <= -90.0 && self.levels.len() >= COUNTED => {
                Verdict::Muted
            }
            Some(loudest) => Verdict::of(loudest, self.gain),
        }
    }

    /// What was said of somebody who spoke, last; nothing: nobody has.
    pub(super) const fn spoken(&self) -> Option<Verdict> {
        self.spoken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(number: u16, rms_dbov: f32) -> SoundLevel {
        SoundLevel {
            number,
            rms_dbov,
            peak_dbov: rms_dbov + 6.0,
        }
    }

    #[test]
    fn levels_have_their_words() {
        for (rms_dbov, word) in [
            (-70.0, "Say something: count to five"),
            (-45.0, "Too quiet"),
            (-30.0, "Good"),
            (-15.0, "Good"),
            (-10.0, "Too loud"),
        ] {
            assert_eq!(
                Verdict::of(level(1, rms_dbov), 0).word(),
                word,
                "{rms_dbov}"
            );
        }
        let cut = SoundLevel {
            number: 1,
            peak_dbov: 0.0,
            rms_dbov: -20.0,
        };
        assert_eq!(Verdict::of(cut, 0), Verdict::Overdriven);
        assert_eq!(Verdict::of(cut, 6), Verdict::TooLoud, "its gain did it");
        let lowered = SoundLevel {
            peak_dbov: -6.0,
            ..cut
        };
        assert_eq!(
            Verdict::of(lowered, -6),
            Verdict::Overdriven,
            "cut off before"
        );
        assert_eq!(Verdict::of(lowered, 0), Verdict::Good);
    }

    #[test]
    fn the_advice_is_the_gain_as_long_as_it_goes_further() {
        for (verdict, gain, part) in [
            (Verdict::TooQuiet, 0, "raise its gain"),
            (Verdict::TooQuiet, 20, "the system's settings"),
            (Verdict::TooLoud, 0, "lower its gain"),
            (Verdict::TooLoud, -20, "in the system"),
            (Verdict::Overdriven, 0, "in the system"),
        ] {
            let advice = verdict.advice(gain).expect("there is something to do");
            assert!(advice.contains(part), "{advice}");
        }
    }

    /// Two seconds of words with pauses between them, from this moment on.
    fn speak(heard: &mut Heard, from: f64, rms_dbov: f32) {
        for n in 0..40_u16 {
            let rms_dbov = match n % 8 {
                0..3 => -75.0,
                3..5 => rms_dbov - 9.0,
                _ => rms_dbov,
            };
            heard.take(Some(level(n + 1, rms_dbov)), from + f64::from(n) * 0.05);
        }
    }

    #[test]
    fn a_gain_brings_what_was_spoken_into_the_middle_of_the_band() {
        for (spoken, gain) in [
            (-37.0, 14),
            (-23.0, 0),
            (-11.0, -12),
            (-54.0, 20),
            (0.0, -20),
        ] {
            let mut heard = Heard::default();
            assert_eq!(heard.fitting_gain(), None, "nobody has spoken");
            speak(&mut heard, 0.0, spoken);
            assert_eq!(heard.fitting_gain(), Some(gain), "{spoken} dBov");
            heard.has_gain(gain, 2.0);
            assert_eq!(heard.fitting_gain(), Some(gain), "it fits already");
        }
    }

    #[test]
    fn a_knock_and_a_fan_pick_no_gain() {
        let mut heard = Heard::default();
        for n in 0..60 {
            let rms_dbov = -48.0 - f32::from(n % 3);
            heard.take(Some(level(n + 1, rms_dbov)), f64::from(n) * 0.05);
        }
        assert_eq!(heard.fitting_gain(), None, "a fan");
        let mut heard = Heard::default();
        speak(&mut heard, 0.0, -33.0);
        heard.take(Some(level(90, -5.0)), 2.1);
        assert_eq!(heard.fitting_gain(), Some(10), "the knock is passed over");
    }

    #[test]
    fn a_new_gain_counts_at_once_and_what_was_on_its_way_does_not() {
        let mut heard = Heard::default();
        heard.has_gain(0, 0.0);
        heard.take(Some(level(1, -40.0)), 0.0);
        assert_eq!(heard.verdict(0.0), Verdict::TooQuiet);
        heard.has_gain(15, 0.1);
        assert_eq!(heard.verdict(0.1), Verdict::Good);
        assert_eq!(heard.spoken(), Some(Verdict::Good));
        heard.has_gain(-3, 0.5);
        heard.take(Some(level(2, -20.0)), 0.6);
        assert_eq!(heard.newest().map(|level| level.number), Some(2));
        assert_eq!(heard.verdict(0.6), Verdict::TooQuiet, "it has the old gain");
        heard.take(Some(level(3, -20.0)), 1.0);
        assert_eq!(heard.verdict(1.0), Verdict::Good);
    }

    #[test]
    fn a_pause_between_two_words_changes_nothing_and_a_long_one_does() {
        let mut heard = Heard::default();
        heard.take(Some(level(1, -20.0)), 0.0);
        for number in 2..20 {
            heard.take(Some(level(number, -70.0)), f64::from(number) * 0.05);
        }
        assert_eq!(heard.verdict(1.0), Verdict::Good);
        for number in 20..50 {
            heard.take(Some(level(number, -70.0)), f64::from(number) * 0.05);
        }
        assert_eq!(heard.verdict(2.5), Verdict::Silence);
        assert_eq!(heard.spoken(), Some(Verdict::Good), "it is remembered");
    }

    #[test]
    fn a_microphone_that_gives_nothing_is_told_from_one_that_is_switched_off() {
        let mut heard = Heard::default();
        heard.take(None, 10.0);
        assert_eq!(heard.verdict(11.0), Verdict::Opening);
        heard.take(None, 14.0);
        assert_eq!(heard.verdict(14.0), Verdict::Nothing);
        for number in 1..40 {
            heard.take(Some(level(number, -96.0)), 14.0 + f64::from(number) * 0.05);
        }
        assert_eq!(heard.verdict(16.0), Verdict::Muted);
        // It stands still: no new measurement comes.
        heard.take(Some(level(39, -96.0)), 20.0);
        assert_eq!(heard.verdict(20.0), Verdict::Nothing);
    }
}
