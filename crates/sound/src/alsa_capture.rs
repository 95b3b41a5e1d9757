//! Recording through ALSA without cpal.
//!
//! cpal reads whole periods and polls again while less than one is there. ALSA's PulseAudio
//! plugin counts a fragment as readable until all of it is taken, so with fragments that are no
//! multiple of the period (whenever another program records from the same source in other
//! pieces) that poll returns at once, over and over: a whole core is burnt and the sound of
//! every thread beside it breaks up. Here everything that is there is taken each time. It also
//! reaches the mouth earlier.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use alsa::pcm::{Access, Format, HwParams, IO, IoFormat, PCM, State};
use alsa::{Direction, ValueOr};
use cpal::{ErrorKind, FromSample, Sample};
use media::Capture;

use crate::callback::{CaptureBody, Shape};
use crate::device::Gauge;
use crate::event::Trouble;
use crate::hardware::trouble;
use crate::loan::{Lender, loan};
use crate::platform::Hush;
use crate::resample::filter_delay;
use crate::threaded::ThreadedDevice;

/// Buffer of the device, periods. What waits there is what was not taken in time, so a large one
/// adds no delay.
const PERIODS: u32 = 8;

/// A period is two thirds of what is asked for, as cpal has it for playing.
const PERIOD_US_PER_MS: u32 = 1000 * 2 / 3;

/// How long the thread waits for sound before it looks whether it is still wanted.
const WAIT_MS: u32 = 50;

/// Rest after an error, and after a wake-up without sound: neither may become a spin.
const REST: Duration = Duration::from_millis(2);

/// The delay is asked for once in so many turns: asking takes the sound server's lock.
const TURNS_A_DELAY: u32 = 10;

/// How to record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish<'a> {
    /// ALSA's name of the device.
    pub(crate) id: &'a str,
    /// What people call it.
    pub(crate) name: &'a str,
    /// Samples a second of the object on loan.
    pub(crate) bus_hz: u32,
    /// Frames a second of the device.
    pub(crate) device_hz: u32,
    /// Samples a frame.
    pub(crate) channels: u16,
    /// Buffer asked for, ms.
    pub(crate) period_ms: u32,
}

/// Opens the device and starts its thread.
///
/// [`Trouble::Unsupported`] means that it records in no way that is known here.
pub(crate) fn record(wish: Wish<'_>) -> Result<(ThreadedDevice, Lender<dyn Capture>), Trouble> {
    let pcm = PCM::new(wish.id, Direction::Capture, true).map_err(|error| trouble(error.into()))?;
    let (format, device_hz) = configure(&pcm, wish)?;
    let gauge = Arc::<Gauge>::default();
    let (lender, loan) = loan();
    let shape = Shape {
        bus_hz: wish.bus_hz,
        device_hz,
        channels: wish.channels.into(),
        // ALSA tells of an overrun itself.
        patience: Duration::MAX,
    };
    let body = CaptureBody::new(shape, loan, gauge.clone())
        .map_err(|error| Trouble::Unsupported(error.to_string()))?;
    let recording = Recording {
        pcm,
        body,
        gauge: gauge.clone(),
        device_hz,
        channels: wish.channels.into(),
        delay: Duration::ZERO,
        turns: 0,
    };
    let filter = filter_delay(wish.bus_hz, device_hz);
    let device =
        ThreadedDevice::start(
            wish.name,
            "alsa capture",
            gauge,
            filter,
            move |wanted| match format {
                Format::S16LE | Format::S16BE => recording.run::<i16>(wanted),
                Format::FloatLE | Format::FloatBE => recording.run::<f32>(wanted),
                _ => recording.run::<i32>(wanted),
            },
        )?;
    Ok((device, lender))
}

/// Chooses sample format, rate and sizes; gives the first two.
fn configure(pcm: &PCM, wish: Wish<'_>) -> Result<(Format, u32), Trouble> {
    let failed = |error: alsa::Error| trouble(error.into());
    let params = HwParams::any(pcm).map_err(failed)?;
    let format = [Format::s16(), Format::float(), Format::s32()]
        .into_iter()
        .find(|&format| params.set_format(format).is_ok())
        .ok_or_else(|| Trouble::Unsupported("it has no 16 or 32 bit samples".to_owned()))?;
    let period_us = wish.period_ms * PERIOD_US_PER_MS;
    let set = || {
        params.set_access(Access::RWInterleaved)?;
        params.set_channels(wish.channels.into())?;
        params.set_rate(wish.device_hz, ValueOr::Nearest)?;
        params.set_period_time_near(period_us, ValueOr::Nearest)?;
        params.set_buffer_time_near(period_us * PERIODS, ValueOr::Nearest)?;
        pcm.hw_params(&params)?;
        params.get_rate()
    };
    let rate = set().map_err(|error: alsa::Error| Trouble::Unsupported(error.to_string()))?;
    Ok((format, rate))
}

/// What the thread has.
struct Recording {
    pcm: PCM,
    body: CaptureBody,
    gauge: Arc<Gauge>,
    device_hz: u32,
    channels: usize,
    delay: Duration,
    turns: u32,
}

impl Recording {
    /// Records until nobody wants it any more, or the device is gone.
    fn run<S>(self, wanted: &AtomicBool)
    where
        S: Sample + IoFormat + Default,
        f32: FromSample<S>,
    {
        let _quiet = Hush::new();
        let Self {
            pcm,
            mut body,
            gauge,
            device_hz,
            channels,
            mut delay,
            mut turns,
        } = self;
        // A quarter of a second: what came while this thread was kept away is taken in pieces.
        let mut frames = vec![S::default(); device_hz as usize / 4 * channels];
        let started = Instant::now();
        let Ok(io) = pcm.io_checked::<S>() else {
            gauge.end(Trouble::Unsupported("its samples changed".to_owned()));
            return;
        };
        if let Err(error) = pcm.start() {
            gauge.end(trouble(error.into()));
            return;
        }
        while wanted.load(Ordering::Acquire) {
            match take(&pcm, &io, &mut frames) {
                Ok(0) => {}
                Ok(count) => {
                    if turns % TURNS_A_DELAY == 0 {
                        delay = delay_of(&pcm, device_hz, count);
                    }
                    turns = turns.wrapping_add(1);
                    body.take(&frames[..count * channels], started.elapsed(), delay);
                }
                Err(error) => match cpal::Error::from(error).kind() {
                    ErrorKind::Xrun => {
                        gauge.underrun();
                        begin_again(&pcm, &gauge);
                    }
                    ErrorKind::DeviceNotAvailable => {
                        gauge.end(Trouble::Gone);
                        return;
                    }
                    _ if pcm.state() == State::Suspended => begin_again(&pcm, &gauge),
                    // Whether it is the end is the supervisor's to judge, by how many there are.
                    _ => fail(&gauge),
                },
            }
        }
    }
}

/// Waits for sound and takes all that is there; gives the number of frames.
fn take<S: IoFormat>(pcm: &PCM, io: &IO<'_, S>, frames: &mut [S]) -> alsa::Result<usize> {
    if !pcm.wait(Some(WAIT_MS))? {
        return Ok(0);
    }
    match io.readi(frames) {
        Err(error) if cpal::Error::from(error).kind() == ErrorKind::DeviceBusy => {
            thread::sleep(REST);
            Ok(0)
        }
        taken => taken,
    }
}

/// Starts recording after an overrun or a sleep of the machine.
fn begin_again(pcm: &PCM, gauge: &Gauge) {
    if pcm.prepare().and_then(|()| pcm.start()).is_err() {
        fail(gauge);
    }
}

fn fail(gauge: &Gauge) {
    gauge.error();
    thread::sleep(REST);
}

/// How old the oldest sound is of so many frames that were just taken.
fn delay_of(pcm: &PCM, device_hz: u32, taken: usize) -> Duration {
    let behind = pcm.delay().unwrap_or_default().max(0);
    let frames = u64::try_from(behind).unwrap_or_default() + taken as u64;
    Duration::from_micros(frames.saturating_mul(1_000_000) / u64::from(device_hz.max(1)))
}
