//! Between the bus rate and a device's rate, inside the sound callback.
//!
//! A short windowed sinc by rubato, fed with exactly as many samples as each
//! call needs, so that no sample waits anywhere but in the filter itself:
//! [`TAPS`] / 2 samples at the lower of the two rates, which is 2 ms between
//! 8 kHz and any device (measured: 2.0 to 2.2 ms each way, 1.0 ms at 16 kHz).
//! Nothing here allocates after construction.

use std::time::Duration;

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{
    Async, FixedAsync, Resampler, Resizable, SincInterpolationParameters, SincInterpolationType,
    WindowFunction,
};

/// Length of the filter in samples at the lower rate. Half of it is the delay.
///
/// 32 keeps 3.4 kHz within 0.5 dB on an 8 kHz bus and its images 50 dB down; longer
/// filters sharpen the edge between 3.4 and 4 kHz and cost delay.
const TAPS: usize = 32;

/// Where the filter is 6 dB down, as a part of half the lower rate: 3.7 of 4 kHz.
///
/// Measured with [`TAPS`] and a Hann window: 0.88 (rubato's own choice) loses 1.7 dB at 3.4 kHz,
/// 1.0 lets its images up to −40 dB.
const EDGE: f32 = 0.93;

/// Precomputed filter phases between which is interpolated; more cost memory, not time.
const PHASES: usize = 64;

/// The largest piece resampled in one go, frames at the device's rate; larger callbacks take several.
pub(crate) const PIECE: usize = 1024;

/// Full scale of a 16-bit sample.
const FULL_SCALE: f32 = 32_768.0;

/// Fills device frames from samples at the bus rate.
pub(crate) struct PullResampler {
    inner: Option<Async<f32>>,
    bus: Box<[i16]>,
    wave: Box<[f32]>,
}

/// Turns device frames into samples at the bus rate.
pub(crate) struct PushResampler {
    inner: Option<Async<f32>>,
    wave: Box<[f32]>,
    bus: Box<[i16]>,
}

/// The rates cannot be converted into each other.
#[derive(Debug, thiserror::Error)]
#[error("cannot convert between {from_hz} Hz and {to_hz} Hz: {source}")]
pub(crate) struct RateError {
    from_hz: u32,
    to_hz: u32,
    source: rubato::ResamplerConstructionError,
}

/// `None` for equal rates.
fn sinc(from_hz: u32, to_hz: u32, fixed: FixedAsync) -> Result<Option<Async<f32>>, RateError> {
    if from_hz == to_hz {
        return Ok(None);
    }
    let ratio = f64::from(to_hz) / f64::from(from_hz);
    // The filter runs at the rate it reads from; going down it must be longer
    // by the ratio to have the same edge.
    let length = (TAPS as f64 * (1.0 / ratio).max(1.0)).ceil() as usize;
    // Of rates that divide each other, only as many phases are ever met as one is times the
    // other, and a quarter of the work is enough.
    let (phases, interpolation) = if to_hz.is_multiple_of(from_hz) {
        ((to_hz / from_hz) as usize, SincInterpolationType::Nearest)
    } else if from_hz.is_multiple_of(to_hz) {
        (1, SincInterpolationType::Nearest)
    } else {
        (PHASES, SincInterpolationType::Cubic)
    };
    let parameters = SincInterpolationParameters::new(length, WindowFunction::Hann)
        .f_cutoff(EDGE)
        .oversampling_factor(phases)
        .interpolation(interpolation);
    Async::new_sinc(ratio, 1.0, &parameters, PIECE, 1, fixed)
        .map(Some)
        .map_err(|source| RateError {
            from_hz,
            to_hz,
            source,
        })
}

/// What the filter between the two rates adds.
pub(crate) fn filter_delay(one_hz: u32, other_hz: u32) -> Duration {
    if one_hz == other_hz {
        return Duration::ZERO;
    }
    Duration::from_secs_f64(TAPS as f64 / 2.0 / f64::from(one_hz.min(other_hz).max(1)))
}

impl PullResampler {
    pub(crate) fn new(bus_hz: u32, device_hz: u32) -> Result<Self, RateError> {
        let inner = sinc(bus_hz, device_hz, FixedAsync::Output)?;
        // Beyond its maximum for a full piece the resampler never asks.
        let room = inner
            .as_ref()
            .map_or(PIECE, |inner| inner.input_frames_max());
        Ok(Self {
            inner,
            bus: vec![0; room].into(),
            wave: vec![0.0; room].into(),
        })
    }

    /// Fills `out` (at most [`PIECE`] frames), asking `pull` once for the bus samples it takes.
    pub(crate) fn fill(&mut self, out: &mut [f32], pull: impl FnOnce(&mut [i16])) {
        let Some(inner) = &mut self.inner else {
            let bus = &mut self.bus[..out.len()];
            pull(bus);
            for (wave, &sample) in out.iter_mut().zip(bus.iter()) {
                *wave = to_float(sample);
            }
            return;
        };
        if inner.set_chunk_size(out.len()).is_err() {
            out.fill(0.0);
            return;
        }
        let needed = inner.input_frames_next().min(self.bus.len());
        let bus = &mut self.bus[..needed];
        pull(bus);
        let wave = &mut self.wave[..needed];
        for (wave, &sample) in wave.iter_mut().zip(bus.iter()) {
            *wave = to_float(sample);
        }
        let frames = out.len();
        let done = match (
            InterleavedSlice::new(&*wave, 1, needed),
            InterleavedSlice::new_mut(&mut *out, 1, frames),
        ) {
            (Ok(from), Ok(mut to)) => inner.process_into_buffer(&from, &mut to, None).is_ok(),
            _ => false,
        };
        if !done {
            out.fill(0.0);
        }
    }
}

impl PushResampler {
    pub(crate) fn new(device_hz: u32, bus_hz: u32) -> Result<Self, RateError> {
        let inner = sinc(device_hz, bus_hz, FixedAsync::Input)?;
        let room = inner
            .as_ref()
            .map_or(PIECE, |inner| inner.output_frames_max());
        Ok(Self {
            inner,
            wave: vec![0.0; room].into(),
            bus: vec![0; room].into(),
        })
    }

    /// Takes device frames (at most [`PIECE`]) and gives the bus samples they make, possibly none.
    pub(crate) fn take(&mut self, frames: &[f32]) -> &[i16] {
        let Some(inner) = &mut self.inner else {
            let bus = &mut self.bus[..frames.len()];
            for (sample, &wave) in bus.iter_mut().zip(frames) {
                *sample = to_sample(wave);
            }
            return bus;
        };
        if inner.set_chunk_size(frames.len()).is_err() {
            return &[];
        }
        let room = self.wave.len();
        let made = match (
            InterleavedSlice::new(frames, 1, frames.len()),
            InterleavedSlice::new_mut(&mut self.wave, 1, room),
        ) {
            (Ok(from), Ok(mut to)) => inner
                .process_into_buffer(&from, &mut to, None)
                .map_or(0, |(_, made)| made),
            _ => 0,
        };
        for (sample, &wave) in self.bus.iter_mut().zip(&self.wave[..made]) {
            *sample = to_sample(wave);
        }
        &self.bus[..made]
    }
}

fn to_float(sample: i16) -> f32 {
    f32::from(sample) / FULL_SCALE
}

/// Saturates, since the filter overshoots at steep edges.
fn to_sample(wave: f32) -> i16 {
    (wave * FULL_SCALE).round() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One second of a sine at the bus rate, through the resampler in odd pieces, to device frames.
    fn play(hz: f64, bus_hz: u32, device_hz: u32) -> Vec<f32> {
        let mut resampler = PullResampler::new(bus_hz, device_hz).unwrap();
        let mut time = 0;
        let mut played = Vec::new();
        let mut piece = [0.0; PIECE];
        for length in [320, 1, 333, 640, 1024, 7].into_iter().cycle() {
            resampler.fill(&mut piece[..length], |bus| {
                for sample in bus {
                    *sample = sine(hz, time, bus_hz);
                    time += 1;
                }
            });
            played.extend_from_slice(&piece[..length]);
            if played.len() >= device_hz as usize {
                return played;
            }
        }
        unreachable!("the lengths are cycled")
    }

    fn sine(hz: f64, time: u32, rate_hz: u32) -> i16 {
        ((hz * f64::from(time) / f64::from(rate_hz) * std::f64::consts::TAU).sin() * 16_384.0)
            as i16
    }

    /// Strength of a frequency in dB over that of a full-scale sine.
    fn level(wave: &[f32], hz: f64, rate_hz: u32) -> f64 {
        let (mut re, mut im) = (0.0, 0.0);
        for (time, &sample) in wave.iter().enumerate() {
            // A Hann window, so that a strong frequency does not leak into a weak one.
            let place = time as f64 / wave.len() as f64;
            let window = 1.0 - (place * std::f64::consts::TAU).cos();
            let (sin, cos) =
                (hz * time as f64 / f64::from(rate_hz) * std::f64::consts::TAU).sin_cos();
            re += f64::from(sample) * window * cos;
            im += f64::from(sample) * window * sin;
        }
        20.0 * (2.0 * re.hypot(im) / wave.len() as f64).log10()
    }

    #[test]
    fn keeps_the_voice_band_and_suppresses_its_images() {
        for device_hz in [44_100, 48_000] {
            for hz in [300.0, 1000.0, 2000.0, 3000.0, 3400.0] {
                let played = play(hz, 8000, device_hz);
                let voice = level(&played, hz, device_hz);
                assert!(
                    (voice + 6.02).abs() < 0.5,
                    "{hz} Hz at {device_hz}: {voice:.1} dB"
                );
                let image = level(&played, 8000.0 - hz, device_hz);
                assert!(
                    image < -50.0,
                    "image of {hz} Hz at {device_hz}: {image:.1} dB"
                );
            }
        }
    }

    #[test]
    fn suppresses_what_would_fold_into_the_voice_band() {
        for device_hz in [44_100u32, 48_000] {
            for hz in [1000.0, 3400.0, 4800.0, 7000.0, 15_000.0] {
                let mut resampler = PushResampler::new(device_hz, 8000).unwrap();
                let mut bus = Vec::new();
                let wave: Vec<f32> = (0..device_hz)
                    .map(|time| to_float(sine(hz, time, device_hz)))
                    .collect();
                for piece in wave.chunks(441) {
                    bus.extend(resampler.take(piece).iter().map(|&sample| to_float(sample)));
                }
                let folded = (hz - (hz / 8000.0).round() * 8000.0).abs();
                let level = level(&bus, folded, 8000);
                if hz < 3500.0 {
                    assert!(
                        (level + 6.02).abs() < 0.5,
                        "{hz} Hz at {device_hz}: {level:.1} dB"
                    );
                } else {
                    assert!(level < -50.0, "{hz} Hz folds to {folded}: {level:.1} dB");
                }
            }
        }
    }

    /// Where an impulse put in at `at` comes out, in seconds later.
    fn place(wave: &[f32], rate_hz: u32, at_s: f64) -> f64 {
        let peak = (0..wave.len())
            .max_by(|&a, &b| wave[a].abs().total_cmp(&wave[b].abs()))
            .unwrap();
        peak as f64 / f64::from(rate_hz) - at_s
    }

    #[test]
    fn delays_by_half_the_filter_and_no_more() {
        for (bus_hz, device_hz) in [(8000, 48_000), (8000, 44_100), (16_000, 48_000)] {
            let filter = filter_delay(bus_hz, device_hz).as_secs_f64();
            let (bus, device) = (f64::from(bus_hz), f64::from(device_hz));

            let mut playing = PullResampler::new(bus_hz, device_hz).unwrap();
            let (mut pulled, mut played) = (0, Vec::new());
            let mut piece = [0.0; 320];
            while played.len() < 9600 {
                playing.fill(&mut piece, |bus| {
                    for sample in bus {
                        *sample = if pulled == 400 { 16_384 } else { 0 };
                        pulled += 1;
                    }
                });
                played.extend_from_slice(&piece);
            }
            let ahead = f64::from(pulled) / bus - played.len() as f64 / device;
            let delay = ahead + place(&played, device_hz, 400.0 / bus);
            assert!(
                delay < filter + 0.0003,
                "playing at {bus_hz}/{device_hz}: {delay:.5} s"
            );

            let mut recording = PushResampler::new(device_hz, bus_hz).unwrap();
            let mut frames = vec![0.0; 9600];
            frames[4800] = 1.0;
            let mut pushed = Vec::new();
            for piece in frames.chunks(320) {
                pushed.extend(recording.take(piece).iter().map(|&sample| to_float(sample)));
            }
            let behind = frames.len() as f64 / device - pushed.len() as f64 / bus;
            let delay = behind + place(&pushed, bus_hz, 4800.0 / device);
            assert!(
                delay < filter + 0.0003,
                "recording at {device_hz}/{bus_hz}: {delay:.5} s"
            );
        }
    }

    #[test]
    fn saturates_where_the_filter_overshoots() {
        assert_eq!(to_sample(1.2), i16::MAX);
        assert_eq!(to_sample(-1.2), i16::MIN);
    }
}
