//! The bodies of the sound callbacks: device frames in and out of the object on loan.
//!
//! Everything is made on opening. Nothing here locks, allocates, logs or waits;
//! a test with a checking allocator holds it to that.

use std::sync::Arc;
use std::time::Duration;

use cpal::{FromSample, Sample};
use media::{Capture, Playback};

use crate::device::Gauge;
use crate::loan::Loan;
use crate::resample::{PIECE, PullResampler, PushResampler, RateError};

/// A voice goes to the first two channels only: the others of a surround set are not ears.
const VOICED_CHANNELS: usize = 2;

/// The largest value all sample formats hold.
const LARGEST: f32 = 1.0 - 1.0 / 32_768.0;

/// Body of a playing device's callback.
pub(crate) struct PlaybackBody {
    loan: Loan<dyn Playback>,
    resampler: PullResampler,
    channels: usize,
    mono: Box<[f32]>,
    rhythm: Rhythm,
}

/// Body of a recording device's callback.
pub(crate) struct CaptureBody {
    loan: Loan<dyn Capture>,
    resampler: PushResampler,
    channels: usize,
    mono: Box<[f32]>,
    rhythm: Rhythm,
}

/// When the callback came, and whether that was in time.
struct Rhythm {
    gauge: Arc<Gauge>,
    /// A longer pause than this means the device ran dry or over.
    patience: Duration,
    last: Option<Duration>,
}

/// What the device runs at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Samples a second of the object on loan.
    pub(crate) bus_hz: u32,
    /// Frames a second of the device.
    pub(crate) device_hz: u32,
    /// Samples a frame of the device.
    pub(crate) channels: usize,
    /// What the device holds between two callbacks.
    pub(crate) patience: Duration,
}

impl Rhythm {
    fn new(gauge: Arc<Gauge>, patience: Duration) -> Self {
        Self {
            gauge,
            patience,
            last: None,
        }
    }

    /// `at` is on any steady clock, `delay` what now lies between the callback and the ear or mouth.
    fn beat(&mut self, at: Duration, delay: Duration) {
        self.gauge.pulse();
        self.gauge.delay(delay);
        let late = self
            .last
            .is_some_and(|last| at.saturating_sub(last) > self.patience);
        if late {
            self.gauge.underrun();
        }
        self.last = Some(at);
    }
}

impl PlaybackBody {
    pub(crate) fn new(
        shape: Shape,
        loan: Loan<dyn Playback>,
        gauge: Arc<Gauge>,
    ) -> Result<Self, RateError> {
        Ok(Self {
            loan,
            resampler: PullResampler::new(shape.bus_hz, shape.device_hz)?,
            channels: shape.channels.max(1),
            mono: vec![0.0; PIECE].into(),
            rhythm: Rhythm::new(gauge, shape.patience),
        })
    }

    /// Fills interleaved device frames; silence until an object has been lent.
    pub(crate) fn fill<S: Sample + FromSample<f32>>(
        &mut self,
        out: &mut [S],
        at: Duration,
        delay: Duration,
    ) {
        self.rhythm.beat(at, delay);
        let Some(object) = self.loan.get() else {
            out.fill(S::EQUILIBRIUM);
            return;
        };
        for piece in out.chunks_mut(PIECE * self.channels) {
            let mono = &mut self.mono[..piece.len() / self.channels];
            if !mono.is_empty() {
                self.resampler.fill(mono, |bus| object.pull(bus));
            }
            let mut frames = piece.chunks_exact_mut(self.channels);
            for (frame, &wave) in frames.by_ref().zip(mono.iter()) {
                let (voiced, rest) = frame.split_at_mut(self.channels.min(VOICED_CHANNELS));
                voiced.fill(S::from_sample(wave.clamp(-1.0, LARGEST)));
                rest.fill(S::EQUILIBRIUM);
            }
            frames.into_remainder().fill(S::EQUILIBRIUM);
        }
    }
}

impl CaptureBody {
    pub(crate) fn new(
        shape: Shape,
        loan: Loan<dyn Capture>,
        gauge: Arc<Gauge>,
    ) -> Result<Self, RateError> {
        Ok(Self {
            loan,
            resampler: PushResampler::new(shape.device_hz, shape.bus_hz)?,
            channels: shape.channels.max(1),
            mono: vec![0.0; PIECE].into(),
            rhythm: Rhythm::new(gauge, shape.patience),
        })
    }

    /// Takes interleaved device frames; they are lost until an object has been lent.
    pub(crate) fn take<S>(&mut self, frames: &[S], at: Duration, delay: Duration)
    where
        S: Sample,
        f32: FromSample<S>,
    {
        self.rhythm.beat(at, delay);
        let Some(object) = self.loan.get() else {
            return;
        };
        let share = 1.0 / self.channels as f32;
        for piece in frames.chunks(PIECE * self.channels) {
            let mono = &mut self.mono[..piece.len() / self.channels];
            for (wave, frame) in mono.iter_mut().zip(piece.chunks_exact(self.channels)) {
                *wave = share
                    * frame
                        .iter()
                        .map(|&sample| f32::from_sample(sample))
                        .sum::<f32>();
            }
            if mono.is_empty() {
                continue;
            }
            let bus = self.resampler.take(mono);
            if !bus.is_empty() {
                object.push(bus);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::loan::{Lender, loan};

    /// Counts upwards, so that every lost or doubled sample shows.
    struct Ramp(i16);

    impl Playback for Ramp {
        fn pull(&mut self, out: &mut [i16]) {
            for sample in out {
                *sample = self.0;
                self.0 = self.0.wrapping_add(1);
            }
        }
    }

    struct Tape(Arc<Mutex<Vec<i16>>>);

    impl Capture for Tape {
        fn push(&mut self, samples: &[i16]) {
            self.0.lock().unwrap().extend_from_slice(samples);
        }
    }

    fn shape(device_hz: u32, channels: usize) -> Shape {
        Shape {
            bus_hz: 8000,
            device_hz,
            channels,
            patience: Duration::from_millis(40),
        }
    }

    fn player(
        shape: Shape,
        object: impl Playback + 'static,
    ) -> (PlaybackBody, Lender<dyn Playback>) {
        let (mut lender, loan) = loan::<dyn Playback>();
        assert!(lender.lend(Box::new(object)).is_ok());
        (
            PlaybackBody::new(shape, loan, Arc::default()).unwrap(),
            lender,
        )
    }

    #[test]
    fn plays_every_sample_on_both_channels_at_the_same_rate() {
        let (mut body, _lender) = player(shape(8000, 2), Ramp(0));
        let mut out = [0i16; 2 * 1500];
        body.fill(&mut out, Duration::ZERO, Duration::ZERO);
        for (index, frame) in out.chunks(2).enumerate() {
            assert_eq!(frame, [index as i16; 2]);
        }
    }

    #[test]
    fn leaves_the_other_channels_of_a_surround_set_silent() {
        let (mut body, _lender) = player(shape(8000, 6), Ramp(1000));
        let mut out = [9u8; 6 * 4];
        body.fill(&mut out, Duration::ZERO, Duration::ZERO);
        for frame in out.chunks(6) {
            assert!(frame[0] > 128 && frame[0] == frame[1]);
            assert_eq!(frame[2..], [128; 4]);
        }
    }

    #[test]
    fn plays_silence_until_an_object_is_lent() {
        let (mut lender, loan) = loan::<dyn Playback>();
        let mut body = PlaybackBody::new(shape(8000, 1), loan, Arc::default()).unwrap();
        let mut out = [9i16; 4];
        body.fill(&mut out, Duration::ZERO, Duration::ZERO);
        assert_eq!(out, [0; 4]);
        assert!(lender.lend(Box::new(Ramp(5))).is_ok());
        body.fill(&mut out, Duration::ZERO, Duration::ZERO);
        assert_eq!(out, [5, 6, 7, 8]);
    }

    #[test]
    fn records_the_mean_of_the_channels() {
        let tape = Arc::<Mutex<Vec<i16>>>::default();
        let (mut lender, loan) = loan::<dyn Capture>();
        assert!(lender.lend(Box::new(Tape(tape.clone()))).is_ok());
        let mut body = CaptureBody::new(shape(8000, 2), loan, Arc::default()).unwrap();
        body.take(&[100i16, 300, -100, -300], Duration::ZERO, Duration::ZERO);
        assert_eq!(*tape.lock().unwrap(), [200, -200]);
    }

    /// Takes the samples without keeping them.
    struct Peak(i16);

    impl Capture for Peak {
        fn push(&mut self, samples: &[i16]) {
            self.0 = samples
                .iter()
                .fold(self.0, |most, &sample| most.max(sample));
        }
    }

    #[test]
    fn neither_callback_allocates_or_frees() {
        // From the first call on, which takes the object, over a change of its length and a
        // pause that counts as run dry, in every pair of rates and several sample formats.
        for device_hz in [8000, 16_000, 44_100, 48_000, 96_000] {
            let (mut playing, lender) = player(shape(device_hz, 2), Ramp(0));
            let (mut into, loan) = loan::<dyn Capture>();
            assert!(into.lend(Box::new(Peak(0))).is_ok());
            let mut recording =
                CaptureBody::new(shape(device_hz, 2), loan, Arc::default()).unwrap();
            let mut floats = [0.0f32; 2 * 3000];
            let mut words = [0i16; 2 * 3000];
            let mut bytes = [0u8; 2 * 3000];
            assert_no_alloc::assert_no_alloc(|| {
                let mut at = Duration::ZERO;
                for frames in [640, 1, 2999, 640, 7, 1024, 1025, 0, 960, 333] {
                    at += Duration::from_millis(30);
                    let delay = Duration::from_millis(20);
                    playing.fill(&mut floats[..2 * frames], at, delay);
                    recording.take(&floats[..2 * frames], at, delay);
                    playing.fill(&mut words[..2 * frames], at, delay);
                    recording.take(&words[..2 * frames], at, delay);
                    at += Duration::from_secs(1);
                    playing.fill(&mut bytes[..2 * frames], at, delay);
                    recording.take(&bytes[..2 * frames], at, delay);
                }
            });
            drop((playing, recording));
            assert!(lender.reclaim(Duration::ZERO).is_ok());
            assert!(floats.iter().any(|&wave| wave != 0.0));
        }
    }

    #[test]
    fn counts_a_pause_longer_than_the_buffer_as_run_dry() {
        let (_lender, loan) = loan::<dyn Playback>();
        let gauge = Arc::<Gauge>::default();
        let mut body = PlaybackBody::new(shape(8000, 1), loan, gauge.clone()).unwrap();
        for at in [0, 20, 40, 90, 110] {
            body.fill(
                &mut [0i16; 4],
                Duration::from_millis(at),
                Duration::from_millis(3),
            );
        }
        let health = gauge.health(Duration::from_millis(2));
        assert_eq!((health.pulses, health.underruns), (5, 1));
        assert_eq!(health.delay, Duration::from_millis(5));
    }
}
