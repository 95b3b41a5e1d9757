//! The tuning of sound as the window has it: what a person does goes to the phone, and what the
//! phone measures comes back as levels.

use desk::{SoundLevel, Tuning, TuningDoing, TuningNow};
use softphone::voice::{Tune, TuningDoing as Doing};
use softphone::{AudioPath, PhoneHandle};

/// That of a running phone.
pub(crate) struct WindowTuning {
    handle: PhoneHandle,
    echo_number: String,
}

impl WindowTuning {
    /// That of this phone; the echo has this number.
    pub(crate) const fn new(handle: PhoneHandle, echo_number: String) -> Self {
        Self {
            handle,
            echo_number,
        }
    }

    fn tune(&self, tune: Tune) {
        if !self.handle.tune(tune) {
            tracing::debug!(?tune, "the phone takes nothing to try at the moment");
        }
    }
}

impl Tuning for WindowTuning {
    fn look(&self, mode: AudioPath) {
        self.tune(Tune::Look(mode));
    }

    fn sample(&self, mode: AudioPath) {
        self.tune(Tune::Sample(mode));
    }

    fn ring(&self) {
        self.tune(Tune::Ring);
    }

    fn record(&self, mode: AudioPath) {
        self.tune(Tune::Record(mode));
    }

    fn play_back(&self, mode: AudioPath) {
        self.tune(Tune::PlayBack(mode));
    }

    fn stop(&self) {
        self.tune(Tune::Stop);
    }

    fn end(&self) {
        self.tune(Tune::End);
    }

    fn now(&self) -> TuningNow {
        let now = self.handle.tuning();
        let level = |level: media::Level| SoundLevel {
            number: level.number,
            peak_dbov: level.peak_dbov(),
            rms_dbov: level.rms_dbov(),
        };
        TuningNow {
            doing: match now.doing {
                Doing::Nothing => TuningDoing::Nothing,
                Doing::Looking => TuningDoing::Looking,
                Doing::Sampling => TuningDoing::Sampling,
                Doing::Recording => TuningDoing::Recording,
                Doing::PlayingBack => TuningDoing::PlayingBack,
            },
            busy: now.busy,
            level: now.level.map(level),
            recorded_ms: now.recorded_ms,
            recorded: now.recorded.map(level),
        }
    }

    fn echo_number(&self) -> String {
        self.echo_number.clone()
    }
}
