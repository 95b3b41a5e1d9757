//! What is to be seen while a mode's sound is tried without a call: a running phone fills it in, a
//! front end shows it. The station itself knows nothing of it.

/// What is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TuningDoing {
    /// Nothing; the microphone is not open for it.
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
