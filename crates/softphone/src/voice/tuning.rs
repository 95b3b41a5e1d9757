//! Trying a mode's sound without a call: how loud the microphone is, a spoken sample, three
//! seconds recorded and played back.
//!
//! What a person does comes as [`Tune`]; what is to be seen of it stands in a [`Tuning`], which the
//! phone's front end looks into as often as it draws. The microphone is open only while somebody
//! looks: nobody has looked for [`LEASE`], and it is closed.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use media::{Level, LevelMeter};
use station::{AudioPath, Language, SoundLevel, TuningDoing, TuningNow};

use super::clips::{announcement, at_rate, samples_of};

/// What is recorded to be played back.
pub const RECORDED: Duration = Duration::from_secs(3);

/// How long the microphone stays open for somebody who does not look.
pub(super) const LEASE: Duration = Duration::from_secs(3);

/// The pause before the first spoken word and between two, samples at 8000 Hz.
const PAUSE: usize = 800;

/// What a person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tune {
    /// Looks at the microphone of this mode; in a call at that of the call.
    Look(AudioPath),
    /// Hears a sample spoken in this language on the speaker of this mode.
    Sample(AudioPath, Language),
    /// Hears the ring where it rings.
    Ring,
    /// Records [`RECORDED`] in this mode.
    Record(AudioPath),
    /// Hears what was recorded, in this mode.
    PlayBack(AudioPath),
    /// No more of what is played or recorded.
    Stop,
    /// Nobody looks any more.
    End,
}

/// What is to be seen; clones show the same.
#[derive(Clone, Debug, Default)]
pub struct Tuning(Arc<Shown>);

#[derive(Debug, Default)]
struct Shown {
    /// The meter of the voice path that tries; another one after the phone began anew.
    meter: Mutex<Option<LevelMeter>>,
    doing: AtomicU8,
    busy: AtomicBool,
    recorded_ms: AtomicU32,
    recorded: AtomicU64,
    looked: AtomicBool,
}

const DOING: [TuningDoing; 5] = [
    TuningDoing::Nothing,
    TuningDoing::Looking,
    TuningDoing::Sampling,
    TuningDoing::Recording,
    TuningDoing::PlayingBack,
];

impl Tuning {
    /// What is to be seen now; whoever asks is looking.
    pub fn now(&self) -> TuningNow {
        self.0.looked.store(true, Ordering::Relaxed);
        self.peek()
    }

    /// The same, without looking.
    pub(super) fn peek(&self) -> TuningNow {
        let shown = &self.0;
        let meter = shown.meter.lock().unwrap_or_else(PoisonError::into_inner);
        let recorded = Level::unpacked(shown.recorded.load(Ordering::Relaxed));
        let doing = usize::from(shown.doing.load(Ordering::Relaxed));
        TuningNow {
            doing: DOING.get(doing).copied().unwrap_or_default(),
            busy: shown.busy.load(Ordering::Relaxed),
            level: meter.as_ref().and_then(LevelMeter::level).map(shown_level),
            recorded_ms: shown.recorded_ms.load(Ordering::Relaxed),
            recorded: (recorded.number != 0).then(|| shown_level(recorded)),
        }
    }

    /// Shows what this meter measures; nothing: nobody measures.
    pub(super) fn measure_by(&self, meter: Option<LevelMeter>) {
        *self.0.meter.lock().unwrap_or_else(PoisonError::into_inner) = meter;
    }

    pub(super) fn show_doing(&self, doing: TuningDoing) {
        self.0.doing.store(doing as u8, Ordering::Relaxed);
    }

    pub(super) fn show_busy(&self, busy: bool) {
        self.0.busy.store(busy, Ordering::Relaxed);
    }

    pub(super) fn show_recorded(&self, ms: u32, level: Option<Level>) {
        let level = level.map_or(0, |level| Level { number: 1, ..level }.packed());
        self.0.recorded_ms.store(ms, Ordering::Relaxed);
        self.0.recorded.store(level, Ordering::Relaxed);
    }

    /// Whether somebody has looked since this was last asked.
    pub(super) fn was_looked_at(&self) -> bool {
        self.0.looked.swap(false, Ordering::Relaxed)
    }
}

/// A measurement as people read it.
fn shown_level(level: Level) -> SoundLevel {
    SoundLevel {
        number: level.number,
        peak_dbov: level.peak_dbov(),
        rms_dbov: level.rms_dbov(),
    }
}

/// What is heard as a sample: somebody who counts, as everybody does at a microphone.
pub(super) fn spoken_sample(language: Language, rate_hz: u32) -> Arc<[i16]> {
    let words: &[&[u8]] = match language {
        Language::English => &[
            announcement!("1"),
            announcement!("2"),
            announcement!("3"),
            announcement!("4"),
            announcement!("5"),
        ],
        Language::German => &[announcement!("count_de")],
        Language::French => &[announcement!("count_fr")],
        Language::Spanish => &[announcement!("count_es")],
    };
    let mut spoken = Vec::new();
    for word in words {
        spoken.resize(spoken.len() + PAUSE, 0);
        spoken.extend(samples_of(word));
    }
    at_rate(&spoken, rate_hz).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_some_seconds_of_speech_in_each_language_at_the_level_of_a_call() {
        let mut heard = Vec::new();
        for language in Language::ALL {
            for rate_hz in [8000, 16_000] {
                let sample = spoken_sample(language, rate_hz);
                let seconds = sample.len() as f32 / rate_hz as f32;
                assert!((2.0..5.0).contains(&seconds), "{language}: {seconds} s");
                let level = Level::of(&sample).rms_dbov();
                assert!((-32.0..-14.0).contains(&level), "{language}: {level} dBov");
                assert!(!heard.contains(&sample), "{language} has words of its own");
                heard.push(sample);
            }
        }
    }

    #[test]
    fn what_is_done_is_seen_as_it_was_shown() {
        let tuning = Tuning::default();
        for doing in DOING {
            tuning.show_doing(doing);
            assert_eq!(tuning.now().doing, doing);
        }
        let level = Level::of(&[1000; 10]);
        tuning.show_recorded(3000, Some(level));
        let now = tuning.now();
        let peak_dbov = now.recorded.map(|level| level.peak_dbov);
        assert_eq!(peak_dbov, Some(level.peak_dbov()));
        tuning.show_recorded(0, None);
        assert_eq!(tuning.now().recorded, None);
        assert!(tuning.was_looked_at());
        assert!(!tuning.was_looked_at());
    }
}
