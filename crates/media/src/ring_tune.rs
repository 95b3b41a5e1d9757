//! Rings to choose from besides the phone's own melody: short sounds that are repeated in the
//! rhythm of the way to ring, built in or from a person's file.
//!
//! A tune is made outside the sound callback, as samples at the rate of the ear.

use std::f32::consts::TAU;

use crate::ring::RingMode;

/// Peak of a built-in tune in 16-bit samples.
const PEAK: f32 = 19_000.0;

/// The highest partial that a tune has, as a part of the sampling rate.
const HIGHEST: f32 = 0.45;

/// A tune of a person's own that is longer is music: it is played whole, with a pause after it,
/// where the way to ring has no rhythm of its own to be told by.
const MUSIC_MS: u32 = 2000;

/// The pause after a whole tune, ms.
const PAUSE_MS: u32 = 1500;

/// Length of the fade where a tune is cut by its rhythm, ms.
const FADE_MS: u32 = 40;

/// Longest tune, s: what is more of a file is left out.
pub const MAX_TUNE_S: u32 = 30;

/// The tunes that are built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BuiltInTune {
    /// Two rising chirps by turns, bright.
    Chirp1,
    /// A falling chirp and its octave, darker.
    Chirp2,
    /// The two gongs of a mechanical bell.
    Classic,
    /// Two swelling notes.
    Soft,
    /// Three bells, one after the other.
    Bells,
    /// Short pulses in groups of three.
    Pulse,
}

/// A sound that rings.
#[derive(Clone, Debug, PartialEq)]
pub struct RingTune {
    samples: Vec<i16>,
    rate_hz: u32,
    /// It may be longer than a ring, and is played whole.
    is_music: bool,
}

/// Part of a ring in which it sounds: its beginning and length, ms.
type Burst = (u32, u32);

/// When a tune sounds, and how long until it begins again.
#[derive(Clone, Copy, Debug)]
struct Rhythm {
    bursts: &'static [Burst],
    period_ms: u32,
}

/// The rhythm of each way to ring: that of the phone's own melody.
const fn rhythm(mode: RingMode) -> Rhythm {
    let (bursts, period_ms): (&[Burst], u32) = match mode {
        RingMode::Inside => (&[(0, 1600)], 5000),
        RingMode::Outside => (&[(0, 600), (900, 600)], 5000),
        RingMode::Feature => (&[(0, 480)], 3000),
        RingMode::Precedence => (&[(0, 1500)], 2000),
        RingMode::Distinctive(2) => (&[(0, 800), (1200, 800)], 6000),
        RingMode::Distinctive(3) => (&[(0, 400), (600, 400), (1200, 800)], 6000),
        RingMode::Distinctive(4) => (&[(0, 300), (500, 1000), (1700, 300)], 6000),
        RingMode::Distinctive(5) => (&[(0, 500)], 4500),
        RingMode::Distinctive(_) => (&[(0, 2000)], 6000),
    };
    Rhythm { bursts, period_ms }
}

impl BuiltInTune {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Chirp1,
        Self::Chirp2,
        Self::Classic,
        Self::Soft,
        Self::Bells,
        Self::Pulse,
    ];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chirp1 => "Chirp 1",
            Self::Chirp2 => "Chirp 2",
            Self::Classic => "Classic",
            Self::Soft => "Soft",
            Self::Bells => "Bells",
            Self::Pulse => "Pulse",
        }
    }

    /// The tune at this rate.
    pub fn tune(self, rate_hz: u32) -> RingTune {
        let mut sound = Canvas::new(rate_hz);
        match self {
            Self::Chirp1 => {
                for (at, from, to) in [(0, 880.0, 1320.0), (60, 1320.0, 1760.0)] {
                    sound.sweep(at, 60, from, to, 1.0);
                }
                sound.lasts(120);
            }
            Self::Chirp2 => {
                for (at, from, to) in [(0, 1046.5, 698.5), (90, 1396.9, 932.3)] {
                    sound.sweep(at, 90, from, to, 1.0);
                    sound.sweep(at, 90, 2.0 * from, 2.0 * to, 0.3);
                }
                sound.lasts(180);
            }
            Self::Classic => {
                // The clapper goes to and fro 20 times a second.
                for stroke in 0..20 {
                    let gong = if stroke % 2 == 0 { 1050.0 } else { 1250.0 };
                    for (ratio, strength) in [(1.0, 1.0), (2.76, 0.4), (5.4, 0.15)] {
                        sound.strike(50 * stroke, gong * ratio, strength, 150.0 / ratio);
                    }
                }
                sound.lasts(1000);
            }
            Self::Soft => {
                for (at, hz) in [(0, 523.25), (400, 659.26)] {
                    sound.swell(at, 400, hz, 1.0);
                    sound.swell(at, 400, 2.0 * hz, 0.15);
                }
                sound.lasts(800);
            }
            Self::Bells => {
                for (at, hz) in [(0, 783.99), (300, 987.77), (600, 659.26)] {
                    for (ratio, strength) in [(1.0, 1.0), (2.0, 0.5), (2.4, 0.35), (3.0, 0.25)] {
                        sound.strike(at, hz * ratio, strength, 330.0 / ratio);
                    }
                }
                sound.lasts(1600);
            }
            Self::Pulse => {
                for at in [0, 120, 240] {
                    sound.swell(at, 80, 880.0, 1.0);
                    sound.swell(at, 80, 1760.0, 0.35);
                }
                sound.lasts(480);
            }
        }
        RingTune {
            samples: sound.levelled(),
            rate_hz,
            is_music: false,
        }
    }
}

impl RingTune {
    /// A tune of these samples (mono, at this rate), to be pulled at the same rate; what is more
    /// than [`MAX_TUNE_S`] is left out.
    pub fn of_samples(mut samples: Vec<i16>, rate_hz: u32) -> Self {
        samples.truncate((rate_hz * MAX_TUNE_S) as usize);
        let music = rate_hz * (MUSIC_MS / 1000);
        Self {
            is_music: samples.len() > music as usize,
            samples,
            rate_hz,
        }
    }

    /// Its samples.
    pub fn samples(&self) -> &[i16] {
        &self.samples
    }

    /// Time from the beginning of a ring to the next, ms.
    pub fn period_ms(&self, mode: RingMode) -> u32 {
        self.period(mode) / (self.rate_hz / 1000).max(1)
    }

    /// Samples from the beginning of a ring to the next.
    pub(crate) fn period(&self, mode: RingMode) -> u32 {
        let usual = self.samples_of(rhythm(mode).period_ms);
        if self.is_whole(mode) {
            let length = u32::try_from(self.samples.len()).unwrap_or(u32::MAX);
            usual.max(length.saturating_add(self.samples_of(PAUSE_MS)))
        } else {
            usual
        }
    }

    /// The sample at this place of a ring, −32768 to 32767.
    pub(crate) fn sample(&self, mode: RingMode, at: u32) -> f32 {
        if self.is_whole(mode) {
            return self.samples.get(at as usize).map_or(0.0, |&it| it.into());
        }
        let burst = rhythm(mode).bursts.iter().find_map(|&(begin, length)| {
            let passed = at.checked_sub(self.samples_of(begin))?;
            let left = self.samples_of(length).checked_sub(passed)?;
            Some((passed, left))
        });
        let (Some((passed, left)), true) = (burst, !self.samples.is_empty()) else {
            return 0.0;
        };
        let sample = self.samples[passed as usize % self.samples.len()];
        let fade = left as f32 / self.samples_of(FADE_MS) as f32;
        f32::from(sample) * fade.min(1.0)
    }

    /// It is played from its beginning to its end: the rhythm says nothing that its length does
    /// not say as well.
    fn is_whole(&self, mode: RingMode) -> bool {
        self.is_music && matches!(mode, RingMode::Inside | RingMode::Outside)
    }

    fn samples_of(&self, ms: u32) -> u32 {
        // Rates are far below what would overflow with the few seconds of a rhythm.
        self.rate_hz / 1000 * ms
    }
}

/// A tune in the making, as a loop: what sounds beyond its end sounds at its beginning.
struct Canvas {
    rate_hz: f32,
    waves: Vec<f32>,
    length: usize,
}

impl Canvas {
    fn new(rate_hz: u32) -> Self {
        Self {
            rate_hz: rate_hz as f32,
            waves: Vec::new(),
            length: 0,
        }
    }

    fn at(&self, ms: f32) -> usize {
        (self.rate_hz * ms / 1000.0) as usize
    }

    /// Adds a wave of this length: `value` of the time since its beginning, s.
    fn add(&mut self, at_ms: u32, length_ms: f32, value: impl Fn(f32) -> f32) {
        let (begin, length) = (self.at(at_ms as f32), self.at(length_ms));
        if self.waves.len() < begin + length {
            self.waves.resize(begin + length, 0.0);
        }
        for (place, wave) in self.waves[begin..begin + length].iter_mut().enumerate() {
            *wave += value(place as f32 / self.rate_hz);
        }
    }

    fn is_heard(&self, hz: f32) -> bool {
        hz < self.rate_hz * HIGHEST
    }

    /// A stroke that falls to a third in this time.
    fn strike(&mut self, at_ms: u32, hz: f32, strength: f32, decay_ms: f32) {
        if self.is_heard(hz) {
            self.add(at_ms, 7.0 * decay_ms, |time| {
                let attack = (time / 0.002).min(1.0);
                strength * attack * (-time * 1000.0 / decay_ms).exp() * (TAU * hz * time).sin()
            });
        }
    }

    /// A note that comes and goes softly.
    fn swell(&mut self, at_ms: u32, length_ms: u32, hz: f32, strength: f32) {
        if self.is_heard(hz) {
            let length = length_ms as f32 / 1000.0;
            self.add(at_ms, length_ms as f32, |time| {
                let swell = (std::f32::consts::PI * time / length).sin();
                strength * swell * swell * (TAU * hz * time).sin()
            });
        }
    }

    /// A note that goes from one pitch to another.
    fn sweep(&mut self, at_ms: u32, length_ms: u32, from_hz: f32, to_hz: f32, strength: f32) {
        if self.is_heard(from_hz.max(to_hz)) {
            let length = length_ms as f32 / 1000.0;
            self.add(at_ms, length_ms as f32, |time| {
                let turns = from_hz * time + (to_hz - from_hz) * time * time / (2.0 * length);
                let swell = (std::f32::consts::PI * time / length).sin();
                strength * swell * (TAU * turns).sin()
            });
        }
    }

    /// The loop is so long.
    fn lasts(&mut self, ms: u32) {
        self.length = self.at(ms as f32);
    }

    /// The loop as samples, as loud as all others.
    fn levelled(self) -> Vec<i16> {
        let length = self.length.max(1);
        let mut sum = vec![0.0; length];
        for (place, wave) in self.waves.iter().enumerate() {
            sum[place % length] += wave;
        }
        let peak = sum.iter().fold(0.0_f32, |peak, wave| peak.max(wave.abs()));
        let gain = if peak > 0.0 { PEAK / peak } else { 0.0 };
        sum.into_iter().map(|wave| (wave * gain) as i16).collect()
    }
}
