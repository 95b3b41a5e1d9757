//! The playing side: what the ear hears.

use media::Playback;

use crate::backend::{Target, Wanted};
use crate::choice::{ChoiceError, DeviceChoice};
use crate::error::OpenError;
use crate::event::SoundEvent;
use crate::handle::Handle;
use crate::machine::{own, supervise};
use crate::supervisor::Figures;
use crate::timed::{IntoSink, SampleSink, Silence};
use crate::wav::FileSink;

/// A supervised output; dropping it ends it and closes its file.
pub struct Output {
    handle: Handle<dyn Playback>,
    rate_hz: u32,
}

impl Output {
    /// Plays `playback`, pulled at `rate_hz` samples a second, on the chosen device.
    ///
    /// Returns before the device is open: what becomes of it is told to `events`, on a thread of
    /// its own. A device of the machine that does not work is no error, see [`SoundEvent`].
    ///
    /// # Errors
    /// The file cannot be made, or the choice is not for playing.
    pub fn open(
        choice: &DeviceChoice,
        rate_hz: u32,
        playback: Box<dyn Playback>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<Self, OpenError> {
        Self::start(wanted(choice, rate_hz)?, rate_hz, playback, events)
    }

    /// Plays into `sink` instead of a device; `name` is what events call it.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn open_custom(
        name: &str,
        sink: Box<dyn SampleSink>,
        rate_hz: u32,
        playback: Box<dyn Playback>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<Self, OpenError> {
        Self::start(custom(name, sink, rate_hz)?, rate_hz, playback, events)
    }

    fn start(
        wanted: Wanted<dyn Playback>,
        rate_hz: u32,
        playback: Box<dyn Playback>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<Self, OpenError> {
        let handle = supervise(wanted, rate_hz, playback, events)?;
        Ok(Self { handle, rate_hz })
    }

    /// Plays on another device from now on; the one in use goes on until that works.
    ///
    /// # Errors
    /// As [`open`](Self::open); then nothing changes.
    pub fn switch(&self, choice: &DeviceChoice) -> Result<(), OpenError> {
        self.handle
            .want(wanted(choice, self.rate_hz)?)
            .map_err(|_| OpenError::Behind)
    }

    /// The device in use and the delay it adds.
    #[must_use]
    pub fn figures(&self) -> Figures {
        self.handle.figures()
    }

    /// Ends it, closes its file and gives `playback` back; `None` if a hanging driver keeps it.
    #[must_use]
    pub fn close(mut self) -> Option<Box<dyn Playback>> {
        self.handle.close()
    }
}

impl DeviceChoice {
    /// Where samples at `rate_hz` go that are played on none of the machine's devices: to a
    /// file, nowhere. `None` for a device of the machine.
    ///
    /// # Errors
    /// The file cannot be made, or the choice is not for playing.
    pub fn sink(&self, rate_hz: u32) -> Result<Option<Box<dyn SampleSink>>, OpenError> {
        Ok(Some(match self {
            Self::Default | Self::Named(_) => return Ok(None),
            Self::File(path) => Box::new(FileSink::create(path, rate_hz)?),
            Self::Silence => Box::new(Silence),
            Self::Loop(_) | Self::Tone(_) => {
                return Err(ChoiceError::InputOnly(self.to_string()).into());
            }
        }))
    }
}

impl DeviceChoice {
    /// Whether this can be played on, as far as is seen without writing anything.
    ///
    /// # Errors
    /// As [`sink`](Self::sink) has.
    pub fn check_sink(&self) -> Result<(), OpenError> {
        match self {
            Self::Default | Self::Named(_) | Self::Silence => Ok(()),
            Self::File(path) => Ok(FileSink::check(path)?),
            Self::Loop(_) | Self::Tone(_) => Err(ChoiceError::InputOnly(self.to_string()).into()),
        }
    }
}

fn wanted(choice: &DeviceChoice, rate_hz: u32) -> Result<Wanted<dyn Playback>, OpenError> {
    OpenError::check_rate(rate_hz)?;
    match choice.sink(rate_hz)? {
        Some(sink) => custom(&choice.to_string(), sink, rate_hz),
        None => Ok(Wanted::Hardware(match choice {
            DeviceChoice::Named(name) => Target::Named(name.clone()),
            _ => Target::Default,
        })),
    }
}

fn custom(
    name: &str,
    sink: Box<dyn SampleSink>,
    rate_hz: u32,
) -> Result<Wanted<dyn Playback>, OpenError> {
    own(name, rate_hz, Box::new(IntoSink(sink)))
}
