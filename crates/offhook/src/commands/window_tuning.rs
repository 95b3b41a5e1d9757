//! The tuning of sound as the window has it: what a person does goes to the phone, and what the
//! phone shows of it comes back.

use std::sync::{Mutex, MutexGuard, PoisonError};

use desk::Tuning;
use softphone::voice::Tune;
use softphone::{AudioPath, PhoneHandle, TuningNow};

/// That of a running phone.
pub(crate) struct WindowTuning {
    handle: PhoneHandle,
    echo_number: Mutex<String>,
}

impl WindowTuning {
    /// That of this phone; the echo has this number.
    pub(crate) const fn new(handle: PhoneHandle, echo_number: String) -> Self {
        Self {
            handle,
            echo_number: Mutex::new(echo_number),
        }
    }

    /// The echo has this number from now on.
    pub(crate) fn set(&self, echo_number: String) {
        *self.echo() = echo_number;
    }

    fn echo(&self) -> MutexGuard<'_, String> {
        self.echo_number
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
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
        let language = self.handle.screen().language;
        self.tune(Tune::Sample(mode, language));
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
        self.handle.tuning()
    }

    fn echo_number(&self) -> String {
        self.echo().clone()
    }
}
