//! What the meter has seen lately, and what that means in words.

use std::collections::VecDeque;

use egui::Visuals;
use station::SoundLevel;

/// The scale of the meter begins here, dBov, and ends at 0.
pub(super) const LOWEST: f32 = -66.0;

/// Measurements that count: speech has pauses, and is judged by its words. A second and a half.
const KEPT: usize = 30;

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
}

impl Verdict {
    /// Of somebody who speaks at this level.
    pub(super) fn of(loudest: SoundLevel) -> Self {
        let SoundLevel {
            peak_dbov,
            rms_dbov,
            ..
        } = loudest;
        if rms_dbov < NOBODY {
            Self::Silence
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
            Self::TooLoud => "Too loud",
        }
    }

    /// What a person can do about it.
    pub(super) const fn advice(self) -> Option<&'static str> {
        match self {
            Self::Nothing => Some("Is it plugged in? Choose another one, or go on without."),
            Self::Muted => Some("Is it switched off at its cable, or in the system's settings?"),
            Self::TooQuiet => Some(
                "Come closer, raise it in the system's settings, or switch the automatic level on.",
            ),
            Self::TooLoud => Some("Move it away from the mouth, or lower it in the system."),
            Self::Opening | Self::Silence | Self::Good => None,
        }
    }

    /// Somebody spoke.
    pub(super) const fn is_of_speech(self) -> bool {
        matches!(self, Self::TooQuiet | Self::Good | Self::TooLoud)
    }

    /// Its colour; the word says the same.
    pub(super) fn colour(self, visuals: &Visuals) -> egui::Color32 {
        match self {
            Self::Good => visuals.hyperlink_color,
            Self::TooQuiet | Self::Nothing | Self::Muted => visuals.warn_fg_color,
            Self::TooLoud => visuals.error_fg_color,
            Self::Opening | Self::Silence => visuals.text_color(),
        }
    }
}

/// The last measurements of one microphone.
#[derive(Default)]
pub(super) struct Heard {
    levels: VecDeque<SoundLevel>,
    /// When the last one came, or when it was first waited for; seconds of the window's clock.
    last: Option<f64>,
    /// What was said of somebody who spoke, last.
    spoken: Option<Verdict>,
}

impl Heard {
    /// Takes the newest measurement, if it is one.
    pub(super) fn take(&mut self, level: Option<SoundLevel>, now: f64) {
        self.last.get_or_insert(now);
        let Some(level) = level.filter(|level| self.newest() != Some(*level)) else {
            return;
        };
        self.last = Some(now);
        if self.levels.len() == KEPT {
            self.levels.pop_front();
        }
        self.levels.push_back(level);
        let verdict = self.verdict(now);
        if verdict.is_of_speech() {
            self.spoken = Some(verdict);
        }
    }

    pub(super) fn newest(&self) -> Option<SoundLevel> {
        self.levels.back().copied()
    }

    /// The highest peak, and the loudest moment, of what counts.
    pub(super) fn loudest(&self) -> Option<SoundLevel> {
        self.levels.iter().copied().reduce(|one, other| SoundLevel {
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
            Some(loudest) if loudest.peak_dbov <= -90.0 && self.levels.len() == KEPT => {
                Verdict::Muted
            }
            Some(loudest) => Verdict::of(loudest),
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
            assert_eq!(Verdict::of(level(1, rms_dbov)).word(), word, "{rms_dbov}");
        }
        let cut = SoundLevel {
            number: 1,
            peak_dbov: 0.0,
            rms_dbov: -20.0,
        };
        assert_eq!(Verdict::of(cut), Verdict::TooLoud);
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
