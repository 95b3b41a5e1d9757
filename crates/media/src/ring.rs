//! The ringer: short melodies of struck notes, one for each way to ring.
//!
//! Synthesised, so that nothing has to be loaded, in the range that small speakers and
//! old ears do best (500 to 2500 Hz). The cadence is part of the melody.

use std::f32::consts::TAU;
use std::sync::Arc;

use crate::ring_tune::RingTune;

/// How to ring (`SetRinger` modes of the reference, section 4.5, that sound).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RingMode {
    /// A call from inside: one long trill.
    Inside,
    /// A call from outside: two trills.
    Outside,
    /// A feature's ring: three notes.
    Feature,
    /// A call with precedence: hurried, hardly a pause.
    Precedence,
    /// A distinctive ring, by the rhythm of Bellcore's (GR-506-CORE) pattern 1 to 5; any other
    /// number rings as 1.
    Distinctive(u8),
}

impl RingMode {
    /// Time from the beginning of the melody to its next beginning, ms.
    pub fn period_ms(self) -> u32 {
        self.melody().period_ms
    }

    fn melody(self) -> Melody {
        match self {
            Self::Inside => INSIDE,
            Self::Outside => OUTSIDE,
            Self::Feature => FEATURE,
            Self::Precedence => PRECEDENCE,
            Self::Distinctive(2) => LONG_LONG,
            Self::Distinctive(3) => SHORT_SHORT_LONG,
            Self::Distinctive(4) => SHORT_LONG_SHORT,
            Self::Distinctive(5) => SPLASH,
            Self::Distinctive(_) => LONG,
        }
    }
}

/// A struck note: when in the melody, ms, and its pitch, Hz.
#[derive(Clone, Copy, Debug)]
struct Note {
    at_ms: u32,
    hz: f32,
}

/// Notes, and the time until they begin again.
#[derive(Clone, Copy, Debug)]
struct Melody {
    notes: &'static [Note],
    period_ms: u32,
}

/// Notes of a melody at most.
const MAX_NOTES: usize = 24;

/// Time for a note to fall to a third, ms.
const DECAY_MS: f32 = 90.0;

/// A note counts as gone after so long, ms: −60 dB.
const GONE_MS: u32 = 620;

/// Softness of the stroke, ms.
const ATTACK_MS: f32 = 3.0;

/// Peak of one note in 16-bit samples; notes overlap.
const PEAK: f32 = 9000.0;

/// Length of the fade when ringing stops, ms.
const STOP_MS: f32 = 20.0;

const fn note(at_ms: u32, hz: f32) -> Note {
    Note { at_ms, hz }
}

const E5: f32 = 659.26;
const G5: f32 = 783.99;
const B5: f32 = 987.77;
const D6: f32 = 1174.66;
const E6: f32 = 1318.51;
const G6: f32 = 1567.98;

const INSIDE: Melody = Melody {
    notes: &[
        note(0, E5),
        note(100, G5),
        note(200, B5),
        note(300, E6),
        note(500, B5),
        note(600, E6),
        note(800, E5),
        note(900, G5),
        note(1000, B5),
        note(1100, E6),
        note(1300, B5),
        note(1400, E6),
    ],
    period_ms: 5000,
};
const OUTSIDE: Melody = Melody {
    notes: &[
        note(0, G5),
        note(80, D6),
        note(160, G5),
        note(240, D6),
        note(320, G5),
        note(400, D6),
        note(900, G5),
        note(980, D6),
        note(1060, G5),
        note(1140, D6),
        note(1220, G5),
        note(1300, D6),
    ],
    period_ms: 5000,
};
const FEATURE: Melody = Melody {
    notes: &[note(0, B5), note(150, E6), note(300, G6)],
    period_ms: 3000,
};
const PRECEDENCE: Melody = Melody {
    notes: &[
        note(0, E6),
        note(90, B5),
        note(180, E6),
        note(270, B5),
        note(360, E6),
        note(450, B5),
        note(540, E6),
        note(630, B5),
        note(720, E6),
        note(810, B5),
        note(900, E6),
        note(990, B5),
        note(1080, E6),
        note(1170, B5),
        note(1260, E6),
        note(1350, B5),
    ],
    period_ms: 2000,
};

/// Time from note to note of a trill, ms.
const TRILL_MS: u32 = 100;

/// Notes of trills, each given by its beginning and length, ms; `N` is how many notes they make.
const fn trills<const N: usize>(trills: &[(u32, u32)]) -> [Note; N] {
    let mut notes = [note(0, G5); N];
    let mut at = 0;
    let mut trill = 0;
    while trill < trills.len() {
        let (begins, length) = trills[trill];
        let mut passed = 0;
        while passed < length {
            let hz = if passed % (2 * TRILL_MS) == 0 { G5 } else { D6 };
            notes[at] = note(begins + passed, hz);
            at += 1;
            passed += TRILL_MS;
        }
        trill += 1;
    }
    assert!(at == N, "as many notes as the trills make");
    notes
}

/// Bellcore's distinctive rings: 2 s.
const LONG: Melody = Melody {
    notes: &trills::<20>(&[(0, 2000)]),
    period_ms: 6000,
};
/// 0.8 s, 0.4 s of pause, 0.8 s.
const LONG_LONG: Melody = Melody {
    notes: &trills::<16>(&[(0, 800), (1200, 800)]),
    period_ms: 6000,
};
/// 0.4 s twice and 0.8 s, 0.2 s of pause between.
const SHORT_SHORT_LONG: Melody = Melody {
    notes: &trills::<16>(&[(0, 400), (600, 400), (1200, 800)]),
    period_ms: 6000,
};
/// 0.3 s, 1 s and 0.3 s, 0.2 s of pause between.
const SHORT_LONG_SHORT: Melody = Melody {
    notes: &trills::<16>(&[(0, 300), (500, 1000), (1700, 300)]),
    period_ms: 6000,
};
/// 0.5 s.
const SPLASH: Melody = Melody {
    notes: &trills::<5>(&[(0, 500)]),
    period_ms: 4500,
};

/// What a ring plays.
#[derive(Clone, Debug)]
enum Sounding {
    Melody(Melody),
    Tune(Arc<RingTune>, RingMode),
}

/// Plays a ring.
#[derive(Clone, Debug)]
pub struct RingPlayer {
    sounding: Option<Sounding>,
    once: bool,
    rate_hz: f32,
    /// Samples since the melody began.
    clock: u32,
    /// Phase of each note, in turns.
    phases: [f32; MAX_NOTES],
    loudness: f32,
    stopping: bool,
}

impl RingPlayer {
    /// Plays nothing.
    pub fn silent(rate_hz: u32) -> Self {
        Self {
            sounding: None,
            once: false,
            rate_hz: rate_hz as f32,
            clock: 0,
            phases: [0.0; MAX_NOTES],
            loudness: 1.0,
            stopping: false,
        }
    }

    /// Rings from the beginning, once or on and on, at this sampling rate.
    pub fn new(mode: RingMode, once: bool, rate_hz: u32) -> Self {
        Self {
            sounding: Some(Sounding::Melody(mode.melody())),
            once,
            ..Self::silent(rate_hz)
        }
    }

    /// The same with this tune, made for the same rate, in place of the melody.
    pub fn with_tune(tune: Arc<RingTune>, mode: RingMode, once: bool, rate_hz: u32) -> Self {
        Self {
            sounding: Some(Sounding::Tune(tune, mode)),
            once,
            ..Self::silent(rate_hz)
        }
    }

    /// Fades out and ends.
    pub fn stop(&mut self) {
        self.stopping = true;
    }

    /// Nothing will sound any more.
    pub fn is_over(&self) -> bool {
        self.sounding.is_none()
    }

    /// Adds the next samples to `out`, `gain` times as loud.
    pub fn mix(&mut self, out: &mut [i32], gain: f32) {
        for sample in out {
            let (wave, period) = match &self.sounding {
                None => return,
                Some(Sounding::Melody(melody)) => {
                    let melody = *melody;
                    let period = self.rate_hz * melody.period_ms as f32 / 1000.0;
                    (self.stroke(melody) * PEAK, period as u32)
                }
                Some(Sounding::Tune(tune, mode)) => {
                    (tune.sample(*mode, self.clock), tune.period(*mode))
                }
            };
            // Saturates by itself.
            *sample += (wave * self.loudness * gain) as i32;
            self.go_on(period);
        }
    }

    fn stroke(&mut self, melody: Melody) -> f32 {
        let mut sum = 0.0;
        for (phase, note) in self.phases.iter_mut().zip(melody.notes) {
            let begin = (self.rate_hz * note.at_ms as f32 / 1000.0) as u32;
            let Some(age) = self.clock.checked_sub(begin) else {
                continue;
            };
            let age_ms = age as f32 * 1000.0 / self.rate_hz;
            if age_ms > GONE_MS as f32 {
                *phase = 0.0;
                continue;
            }
            let strength = (-age_ms / DECAY_MS).exp() * (age_ms / ATTACK_MS).min(1.0);
            // Two partials over the fundamental give the stroke of a bar of wood.
            let tone =
                (TAU * *phase).sin() + 0.35 * (TAU * 2.0 * *phase).sin() * (-age_ms / 40.0).exp();
            sum += tone * strength;
            *phase = (*phase + note.hz / self.rate_hz).fract();
        }
        sum
    }

    /// A sample has passed, of so many of a period.
    fn go_on(&mut self, period: u32) {
        self.clock += 1;
        if self.clock >= period {
            self.clock = 0;
            self.phases = [0.0; MAX_NOTES];
            if self.once {
                self.sounding = None;
            }
        }
        if self.stopping {
            self.loudness -= 1000.0 / (STOP_MS * self.rate_hz);
            if self.loudness <= 0.0 {
                self.sounding = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODES: [RingMode; 9] = [
        RingMode::Inside,
        RingMode::Outside,
        RingMode::Feature,
        RingMode::Precedence,
        RingMode::Distinctive(1),
        RingMode::Distinctive(2),
        RingMode::Distinctive(3),
        RingMode::Distinctive(4),
        RingMode::Distinctive(5),
    ];

    #[test]
    fn every_ring_sounds_again_after_its_period_and_never_overloads() {
        for mode in MODES {
            let mut player = RingPlayer::new(mode, false, 8000);
            let mut out = vec![0; 8000 * 7];
            player.mix(&mut out, 1.0);
            let peak = out.iter().map(|sample| sample.abs()).max();
            assert!(
                peak.is_some_and(|peak| (6000..=32_767).contains(&peak)),
                "{mode:?}: {peak:?}"
            );
            let again = 8 * mode.period_ms() as usize;
            let pause = &out[again - 1600..again];
            assert!(pause.iter().all(|sample| sample.abs() < 200), "{mode:?}");
            assert!(
                out[again..again + 2000]
                    .iter()
                    .any(|sample| sample.abs() > 2000),
                "{mode:?}"
            );
        }
    }

    #[test]
    fn rings_once_when_told_so() {
        let mut player = RingPlayer::new(RingMode::Feature, true, 8000);
        let mut out = vec![0; 8000 * 7];
        player.mix(&mut out, 1.0);
        assert!(player.is_over());
        assert!(out[8000 * 3..].iter().all(|&sample| sample == 0));
    }

    #[test]
    fn no_melody_has_more_notes_than_phases_or_a_note_cut_by_its_end() {
        for melody in MODES.map(RingMode::melody) {
            assert!(melody.notes.len() <= MAX_NOTES);
            assert!(
                melody
                    .notes
                    .iter()
                    .all(|note| note.at_ms + GONE_MS <= melody.period_ms)
            );
        }
    }

    #[test]
    fn stops_without_a_click() {
        let mut player = RingPlayer::new(RingMode::Inside, false, 8000);
        let mut out = [0; 2400];
        player.mix(&mut out[..2000], 1.0);
        let usual = out[..2000]
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).abs())
            .max();
        player.stop();
        player.mix(&mut out[2000..], 1.0);
        let largest = out[1990..]
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).abs())
            .max();
        assert!(player.is_over());
        assert!(largest <= usual);
    }
}
