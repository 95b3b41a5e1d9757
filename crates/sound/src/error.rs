//! Why no sound could be opened at all.

use crate::choice::ChoiceError;
use crate::wav::FileError;

/// Bus rates accepted, Hz: below there is no telephone voice, above no ear hears the difference.
const BUS_HZ: std::ops::RangeInclusive<u32> = 8_000..=48_000;

/// Why an input or output cannot be opened as asked.
///
/// A device of the machine that does not work is none of these: it is told by an event, and the
/// sound goes on elsewhere.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The sound file.
    #[error(transparent)]
    File(#[from] FileError),
    /// Something only an input can be.
    #[error(transparent)]
    Choice(#[from] ChoiceError),
    /// The rate of the samples.
    #[error("samples at {0} Hz are not handled: use 8000 to 48000")]
    Rate(u32),
    /// The system gives no thread.
    #[error("the system gives no thread for sound: {0}; close other programs")]
    Thread(std::io::Error),
    /// The sound driver does not answer, and commands pile up.
    #[error("the sound system does not answer: restart its service, then choose the device again")]
    Behind,
}

impl OpenError {
    pub(crate) fn check_rate(rate_hz: u32) -> Result<(), Self> {
        if BUS_HZ.contains(&rate_hz) {
            Ok(())
        } else {
            Err(Self::Rate(rate_hz))
        }
    }
}
