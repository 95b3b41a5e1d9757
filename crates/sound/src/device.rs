//! A running sound device, as the supervisor sees it: one small trait.
//!
//! A device gets a [`Loan`](crate::loan::Loan) when it is opened, moves samples
//! between the world and the object on loan until it is dropped, and shows its
//! pulse meanwhile. A cpal stream, a file and a test's stand-in are all this.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use crate::event::Trouble;

/// A running device; dropping it ends it and sends the loan home.
pub(crate) trait Device: Send {
    /// Its name, as people know it.
    fn name(&self) -> &str;

    /// How it is doing.
    fn health(&self) -> Health;

    /// Its id in the sound server's list, when it was found there: it is gone when that is.
    fn listed_as(&self) -> Option<&str> {
        None
    }
}

/// How a device is doing. The counters run from its opening and wrap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Health {
    /// Calls of its callback.
    pub(crate) pulses: u32,
    /// Errors it reported that need not be its end.
    pub(crate) errors: u32,
    /// Times it ran dry (output) or over (input).
    pub(crate) underruns: u32,
    /// It has ended by itself.
    pub(crate) ended: Option<Trouble>,
    /// Its input has come to its end; it goes on in silence.
    pub(crate) exhausted: bool,
    /// Delay it adds at the moment: its buffers and the resampler.
    pub(crate) delay: Duration,
    /// What of that is the resampler's.
    pub(crate) resampling: Duration,
}

/// What a callback writes and the supervisor reads, without either waiting.
#[derive(Debug, Default)]
pub(crate) struct Gauge {
    pulses: AtomicU32,
    errors: AtomicU32,
    underruns: AtomicU32,
    delay_us: AtomicU32,
    exhausted: AtomicBool,
    // Written once, when the device ends; never by a sound callback.
    ended: Mutex<Option<Trouble>>,
}

impl Gauge {
    /// The callback ran.
    pub(crate) fn pulse(&self) {
        self.pulses.fetch_add(1, Ordering::Release);
    }

    /// An error that need not be the end.
    pub(crate) fn error(&self) {
        self.errors.fetch_add(1, Ordering::Relaxed);
    }

    /// The device ran dry or over.
    pub(crate) fn underrun(&self) {
        self.underruns.fetch_add(1, Ordering::Relaxed);
    }

    /// The delay at the moment.
    pub(crate) fn delay(&self, delay: Duration) {
        let micros = u32::try_from(delay.as_micros()).unwrap_or(u32::MAX);
        self.delay_us.store(micros, Ordering::Relaxed);
    }

    /// The input has come to its end.
    pub(crate) fn exhausted(&self) {
        self.exhausted.store(true, Ordering::Relaxed);
    }

    /// Whether its input has come to its end.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.exhausted.load(Ordering::Relaxed)
    }

    /// The device has ended by itself; the first reason given counts.
    pub(crate) fn end(&self, trouble: Trouble) {
        self.ended
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .get_or_insert(trouble);
    }

    /// All of it, the resampler's delay added to the one measured.
    pub(crate) fn health(&self, resampling: Duration) -> Health {
        let ended = self
            .ended
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        Health {
            pulses: self.pulses.load(Ordering::Acquire),
            errors: self.errors.load(Ordering::Relaxed),
            underruns: self.underruns.load(Ordering::Relaxed),
            ended: ended.clone(),
            exhausted: self.exhausted.load(Ordering::Relaxed),
            delay: resampling + Duration::from_micros(self.delay_us.load(Ordering::Relaxed).into()),
            resampling,
        }
    }
}
