//! The recording side: what the mouth says.

use media::Capture;

use crate::backend::{Target, Wanted};
use crate::choice::DeviceChoice;
use crate::error::OpenError;
use crate::event::SoundEvent;
use crate::handle::Handle;
use crate::machine::{own, supervise};
use crate::supervisor::Figures;
use crate::timed::{FromSource, SampleSource, Silence, Tone};
use crate::wav::FileSource;

/// A supervised input; dropping it ends it.
pub struct Input {
    handle: Handle<dyn Capture>,
    rate_hz: u32,
}

impl Input {
    /// Records from the chosen device into `capture`, pushed at `rate_hz` samples a second.
    ///
    /// Returns before the device is open: what becomes of it is told to `events`, on a thread of
    /// its own. A device of the machine that does not work is no error, see [`SoundEvent`].
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open(
        choice: &DeviceChoice,
        rate_hz: u32,
        capture: Box<dyn Capture>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<Self, OpenError> {
        Self::start(wanted(choice, rate_hz)?, rate_hz, capture, events)
    }

    /// Takes the sound from `source` instead of a device; `name` is what events call it.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn open_custom(
        name: &str,
        source: Box<dyn SampleSource>,
        rate_hz: u32,
        capture: Box<dyn Capture>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<Self, OpenError> {
        Self::start(custom(name, source, rate_hz)?, rate_hz, capture, events)
    }

    fn start(
        wanted: Wanted<dyn Capture>,
        rate_hz: u32,
        capture: Box<dyn Capture>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<Self, OpenError> {
        let handle = supervise(wanted, rate_hz, capture, events)?;
        Ok(Self { handle, rate_hz })
    }

    /// Records from another device from now on; the one in use goes on until that works.
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

    /// Ends it and gives `capture` back; `None` if a hanging driver keeps it.
    #[must_use]
    pub fn close(mut self) -> Option<Box<dyn Capture>> {
        self.handle.close()
    }
}

impl DeviceChoice {
    /// The samples of a device that is none of the machine's, at `rate_hz`: a file, a tone,
    /// silence. `None` for a device of the machine.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn source(&self, rate_hz: u32) -> Result<Option<Box<dyn SampleSource>>, OpenError> {
        Ok(Some(match self {
            Self::Default | Self::Named(_) => return Ok(None),
            Self::File(path) => Box::new(FileSource::open(path, rate_hz, false)?),
            Self::Loop(path) => Box::new(FileSource::open(path, rate_hz, true)?),
            Self::Tone(hz) => Box::new(Tone::new(*hz, rate_hz)),
            Self::Silence => Box::new(Silence),
        }))
    }
}

fn wanted(choice: &DeviceChoice, rate_hz: u32) -> Result<Wanted<dyn Capture>, OpenError> {
    OpenError::check_rate(rate_hz)?;
    match choice.source(rate_hz)? {
        Some(source) => custom(&choice.to_string(), source, rate_hz),
        None => Ok(Wanted::Hardware(match choice {
            DeviceChoice::Named(name) => Target::Named(name.clone()),
            _ => Target::Default,
        })),
    }
}

fn custom(
    name: &str,
    source: Box<dyn SampleSource>,
    rate_hz: u32,
) -> Result<Wanted<dyn Capture>, OpenError> {
    own(name, rate_hz, Box::new(FromSource::new(source)))
}
