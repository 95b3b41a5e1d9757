//! The two small traits between the voice path and a sound device.
//!
//! Both are called from a sound callback: an implementation never locks, allocates,
//! frees, logs or waits. Neither knows devices, and neither reads a clock: the
//! device's own pulse is the clock.

/// What a playing device pulls its sound from.
pub trait Playback: Send {
    /// Fills all of `out` with the next samples (mono, at the rate the object was made for).
    ///
    /// `out` may be of any length and may differ from call to call.
    fn pull(&mut self, out: &mut [i16]);
}

/// What a recording device pushes its sound into.
pub trait Capture: Send {
    /// Takes the next samples (mono, at the rate the object was made for), any number of them.
    fn push(&mut self, samples: &[i16]);
}

impl<P: Playback + ?Sized> Playback for Box<P> {
    fn pull(&mut self, out: &mut [i16]) {
        (**self).pull(out);
    }
}

impl<C: Capture + ?Sized> Capture for Box<C> {
    fn push(&mut self, samples: &[i16]) {
        (**self).push(samples);
    }
}
