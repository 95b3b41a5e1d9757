//! Trying a mode's sound, with devices in memory.

use super::*;
use crate::voice::{EnhanceSettings, Tune, Tuning};
use station::{Language, SoundLevel, TuningDoing, TuningNow};

/// A steady tone of a known level: 1000 Hz, −20 dBov peak.
pub(super) struct Steady(pub(super) usize);

impl SampleSource for Steady {
    fn fill(&mut self, out: &mut [i16]) -> usize {
        for sample in &mut *out {
            let turn = std::f32::consts::TAU * self.0 as f32 / 8.0;
            *sample = (turn.sin() * 3276.8) as i16;
            self.0 = (self.0 + 1) % 8;
        }
        out.len()
    }
}

struct Trier {
    voice: Voice,
    _reports: mpsc::Receiver<VoiceReport>,
    tape: Tape,
    tuning: Tuning,
}

impl Trier {
    fn start(ports: std::ops::RangeInclusive<u16>) -> Self {
        let tape = Tape::default();
        let (sender, reports) = mpsc::channel(64);
        let config = VoiceConfig {
            local_ip: LOCALHOST,
            ports,
            speaker: Speaker::Custom {
                name: "tape".to_owned(),
                sink: Box::new(Recorder(Arc::clone(&tape))),
            },
            microphone: Microphone::Custom {
                name: "steady".to_owned(),
                source: Box::new(Steady(0)),
            },
            ..VoiceConfig::default()
        };
        Self {
            voice: Voice::start(config, sender).expect("a voice path"),
            _reports: reports,
            tape,
            tuning: Tuning::default(),
        }
    }

    fn tune(&mut self, tune: Tune) {
        self.voice.tune(tune, self.tuning.clone());
    }

    /// What is to be seen, as soon as it is so.
    fn when(&self, what: &str, so: impl Fn(&TuningNow) -> bool) -> TuningNow {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            let now = self.tuning.now();
            if so(&now) {
                return now;
            }
            assert!(Instant::now() < deadline, "{what}: {now:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Loud samples that were played so far.
    fn loud(&self) -> usize {
        let tape = self.tape.lock().expect("no panic elsewhere");
        let samples = tape.iter().flat_map(|(_, block)| block);
        samples.filter(|sample| sample.abs() > 1000).count()
    }
}

#[test]
fn the_meter_shows_the_level_of_the_microphone_while_somebody_looks() {
    let mut trier = Trier::start(42_900..=42_909);
    assert_eq!(trier.tuning.now(), TuningNow::default());
    trier.tune(Tune::Look(AudioPath::Headset));
    let now = trier.when("a level", |now| now.level.is_some());
    assert_eq!(now.doing, TuningDoing::Looking);
    let level = now.level.expect("it was waited for");
    assert!((level.peak_dbov + 20.0).abs() < 0.5, "{level:?}");
    assert!((level.rms_dbov + 23.0).abs() < 0.5, "{level:?}");
    let number = level.number;
    trier.when("the next level", |now| {
        now.level.is_some_and(|level| level.number != number)
    });
    trier.tune(Tune::End);
    trier.when("the end", |now| now.doing == TuningDoing::Nothing);
    assert_eq!(trier.tuning.now().level, None);
}

#[test]
fn the_meter_and_a_recording_have_the_gain_that_is_set() {
    let mut trier = Trier::start(42_950..=42_959);
    trier.tune(Tune::Look(AudioPath::Headset));
    trier.when("a level", |now| now.level.is_some());
    let mut settings = EnhanceSettings::default();
    settings.headset.gain_db = 10;
    trier.voice.enhance(settings);
    let at = |level: Option<SoundLevel>, rms_dbov: f32| {
        level.is_some_and(|level| (level.rms_dbov - rms_dbov).abs() < 0.5)
    };
    trier.when("ten decibels more", |now| at(now.level, -13.0));
    trier.tune(Tune::Record(AudioPath::Headset));
    let now = trier.when("a recording", |now| now.recorded.is_some());
    let level = now.recorded.expect("it was waited for");
    // A busy machine keeps the microphone's thread away for moments.
    assert!((level.rms_dbov + 13.0).abs() < 3.0, "{level:?}");
    trier.tune(Tune::Look(AudioPath::Speaker));
    trier.when("the other mode", |now| at(now.level, -23.0));
}

#[test]
fn three_seconds_are_recorded_and_come_back() {
    let mut trier = Trier::start(42_910..=42_919);
    trier.tune(Tune::PlayBack(AudioPath::Speaker));
    trier.tune(Tune::Record(AudioPath::Speaker));
    trier.when("recording", |now| now.doing == TuningDoing::Recording);
    let now = trier.when("a recording", |now| now.recorded.is_some());
    assert_eq!(now.recorded_ms, 3000);
    let level = now.recorded.expect("it was waited for");
    // A busy machine keeps the microphone's thread away for moments.
    assert!((level.rms_dbov + 23.0).abs() < 3.0, "{level:?}");
    assert_eq!(trier.loud(), 0, "nothing was played so far");
    trier.tune(Tune::PlayBack(AudioPath::Speaker));
    trier.when("playing", |now| now.doing == TuningDoing::PlayingBack);
    trier.when("its end", |now| now.doing == TuningDoing::Looking);
    // Of 24000 samples of the tone three of four are loud; a busy machine may lose some.
    let deadline = Instant::now() + Duration::from_secs(20);
    while trier.loud() < 12_000 {
        assert!(Instant::now() < deadline, "{} samples", trier.loud());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(trier.loud() <= 18_500, "{}", trier.loud());
}

#[test]
fn the_spoken_sample_is_heard_until_it_is_stopped() {
    let mut trier = Trier::start(42_920..=42_929);
    trier.tune(Tune::Sample(AudioPath::Handset, Language::German));
    trier.when("the sample", |now| now.doing == TuningDoing::Sampling);
    let deadline = Instant::now() + Duration::from_secs(20);
    while trier.loud() < 500 {
        assert!(Instant::now() < deadline, "it is not heard");
        std::thread::sleep(Duration::from_millis(20));
    }
    trier.tune(Tune::Stop);
    trier.when("silence", |now| now.doing == TuningDoing::Looking);
}

#[test]
fn a_call_is_measured_and_neither_recorded_nor_spoken_into() {
    let mut trier = Trier::start(42_930..=42_939);
    trier.tune(Tune::Record(AudioPath::Headset));
    trier.when("recording", |now| now.doing == TuningDoing::Recording);
    trier
        .voice
        .command(VoiceCommand::Path(Some(AudioPath::Handset)));
    let now = trier.when("the call", |now| now.busy);
    assert_eq!(now.doing, TuningDoing::Looking);
    assert_eq!(now.recorded, None, "what was begun is thrown away");
    trier.when("a level", |now| now.level.is_some());
    for tune in [
        Tune::Record(AudioPath::Headset),
        Tune::Sample(AudioPath::Headset, Language::English),
        Tune::Ring,
    ] {
        trier.tune(tune);
    }
    trier.voice.command(VoiceCommand::Path(None));
    let now = trier.when("the end of the call", |now| !now.busy);
    assert_eq!(now.doing, TuningDoing::Looking);
    assert_eq!(trier.loud(), 0, "nothing was played");
}

#[test]
fn nobody_looks_any_more_and_the_microphone_is_let_go() {
    let mut trier = Trier::start(42_940..=42_949);
    trier.tune(Tune::Look(AudioPath::Headset));
    trier.when("a level", |now| now.level.is_some());
    let deadline = Instant::now() + Duration::from_secs(60);
    while trier.tuning.peek().doing != TuningDoing::Nothing {
        assert!(Instant::now() < deadline, "it stays open");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(trier.tuning.peek().level, None);
}
