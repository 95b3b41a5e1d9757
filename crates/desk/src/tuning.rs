//! The seam to the tuning of sound: a mode's devices tried without a call.

use station::AudioPath;

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

/// What is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TuningDoing {
    /// Nothing; the microphone is not measured.
    #[default]
    Nothing,
    /// The microphone is measured.
    Looking,
    /// The spoken sample is heard.
    Sampling,
    /// The microphone is recorded.
    Recording,
    /// What was recorded is heard.
    PlayingBack,
}

/// All that is to be seen of the tuning at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TuningNow {
    /// What is being done.
    pub doing: TuningDoing,
    /// A call, or the ringer, has the devices: nothing is played or recorded.
    pub busy: bool,
    /// How loud the microphone was last; nothing: no sound has come yet.
    pub level: Option<SoundLevel>,
    /// How much of the three seconds is recorded, ms.
    pub recorded_ms: u32,
    /// How loud the recording is; nothing: there is none.
    pub recorded: Option<SoundLevel>,
}

/// How loud a piece of sound is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SoundLevel {
    /// Differs from that of the measurement before.
    pub number: u16,
    /// Its largest sample, dBov.
    pub peak_dbov: f32,
    /// The root of its mean square, dBov.
    pub rms_dbov: f32,
}
