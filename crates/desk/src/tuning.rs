//! The seam to the tuning of sound: a mode's devices tried without a call.

use station::{AudioPath, TuningNow};

/// Tries the sound of a mode. Every call returns at once; what comes of it is in [`now`].
///
/// [`now`]: Tuning::now
pub trait Tuning {
    /// The microphone of this mode is measured from now on; in a call, that of the call.
    fn look(&self, mode: AudioPath);

    /// A spoken sample is heard on the output of this mode.
    fn sample(&self, mode: AudioPath);

    /// The ring is heard where it rings.
    fn ring(&self);

    /// Three seconds of the microphone of this mode are recorded …
    fn record(&self, mode: AudioPath);

    /// … and heard on its output.
    fn play_back(&self, mode: AudioPath);

    /// No more of what is played or recorded.
    fn stop(&self);

    /// Nobody looks any more: the microphone is let go.
    fn end(&self);

    /// What is to be seen now. Asked for some twenty times a second while it is shown.
    fn now(&self) -> TuningNow;

    /// Who gives back what is said to him.
    fn echo_number(&self) -> String;
}
