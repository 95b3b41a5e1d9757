//! Playing through ALSA without cpal, on a device that cpal has no name for.
//!
//! The counterpart of [`alsa_capture`](crate::alsa_capture): the same callback body as a cpal
//! stream has, served by a thread of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use alsa::pcm::{Access, Format, Frames, HwParams, IO, PCM, State};
use alsa::{Direction, ValueOr};
use cpal::ErrorKind;
use media::Playback;

use crate::alsa_capture::Wish;
use crate::callback::{PlaybackBody, Shape};
use crate::device::Gauge;
use crate::event::Trouble;
use crate::hardware::trouble;
use crate::loan::{Lender, loan};
use crate::platform::Hush;
use crate::resample::filter_delay;
use crate::threaded::ThreadedDevice;

/// Periods in the buffer: one that plays, one that is written.
const PERIODS: Frames = 2;

/// How long the thread waits for room before it looks whether it is still wanted.
const WAIT_MS: u32 = 50;

/// Rest after an error, which may not become a spin.
const REST: Duration = Duration::from_millis(2);

/// Opens the device and starts its thread.
pub(crate) fn play(wish: Wish<'_>) -> Result<(ThreadedDevice, Lender<dyn Playback>), Trouble> {
    let failed = |error: alsa::Error| trouble(error.into());
    let pcm = PCM::new(wish.id, Direction::Playback, true).map_err(failed)?;
    let (period, device_hz) = configure(&pcm, wish).map_err(failed)?;
    let gauge = Arc::<Gauge>::default();
    let (lender, loan) = loan();
    let behind = period as u64 * PERIODS.unsigned_abs() * 1_000_000 / u64::from(device_hz.max(1));
    let shape = Shape {
        bus_hz: wish.bus_hz,
        device_hz,
        channels: wish.channels.into(),
        patience: Duration::from_micros(behind),
    };
    let body = PlaybackBody::new(shape, loan, gauge.clone())
        .map_err(|error| Trouble::Unsupported(error.to_string()))?;
    let playing = Playing {
        pcm,
        body,
        gauge: gauge.clone(),
        device_hz,
        period,
        block: vec![0; period * usize::from(wish.channels)],
    };
    let filter = filter_delay(wish.bus_hz, device_hz);
    let device = ThreadedDevice::start(wish.name, "alsa playback", gauge, filter, move |wanted| {
        playing.run(wanted)
    })?;
    Ok((device, lender))
}

/// Chooses sizes and rate; gives the frames of a period and the rate.
fn configure(pcm: &PCM, wish: Wish<'_>) -> alsa::Result<(usize, u32)> {
    let period = Frames::from(wish.device_hz) * Frames::from(wish.period_ms) / 1000;
    let params = HwParams::any(pcm)?;
    params.set_access(Access::RWInterleaved)?;
    params.set_format(Format::s16())?;
    params.set_channels(wish.channels.into())?;
    params.set_rate(wish.device_hz, ValueOr::Nearest)?;
    params.set_buffer_size_near(PERIODS * period)?;
    params.set_period_size_near(period, ValueOr::Nearest)?;
    pcm.hw_params(&params)?;
    let (period, rate) = (params.get_period_size()?.max(1), params.get_rate()?);
    let params = pcm.sw_params_current()?;
    params.set_start_threshold(PERIODS * period)?;
    params.set_avail_min(period)?;
    pcm.sw_params(&params)?;
    pcm.prepare()?;
    tracing::debug!(device = wish.id, rate, period, "sound device opened");
    Ok((usize::try_from(period).unwrap_or(1), rate))
}

/// What the thread has.
struct Playing {
    pcm: PCM,
    body: PlaybackBody,
    gauge: Arc<Gauge>,
    device_hz: u32,
    /// Frames written at a time.
    period: usize,
    block: Vec<i16>,
}

impl Playing {
    /// Plays until nobody wants it any more, or the device is gone.
    fn run(self, wanted: &AtomicBool) {
        let _quiet = Hush::new();
        let Self {
            pcm,
            mut body,
            gauge,
            device_hz,
            period,
            mut block,
        } = self;
        let started = Instant::now();
        let Ok(io) = pcm.io_i16() else {
            return gauge.end(Trouble::Unsupported("its samples changed".to_owned()));
        };
        while wanted.load(Ordering::Acquire) {
            let turn = room(&pcm, period).and_then(|behind| {
                let Some(behind) = behind else { return Ok(()) };
                let micros = behind.unsigned_abs().saturating_mul(1_000_000);
                let delay = Duration::from_micros(micros / u64::from(device_hz.max(1)));
                body.fill(&mut block, started.elapsed(), delay);
                write(&io, &block)
            });
            let Err(error) = turn else { continue };
            match cpal::Error::from(error).kind() {
                ErrorKind::Xrun => {
                    gauge.underrun();
                    begin_again(&pcm, &gauge);
                }
                ErrorKind::DeviceNotAvailable => return gauge.end(Trouble::Gone),
                _ if pcm.state() == State::Suspended => begin_again(&pcm, &gauge),
                // Whether it is the end is the supervisor's to judge, by how many there are.
                _ => fail(&gauge),
            }
        }
    }
}

/// Waits for room for a period; gives the frames that play before it, nothing without room.
fn room(pcm: &PCM, period: usize) -> alsa::Result<Option<Frames>> {
    if !pcm.wait(Some(WAIT_MS))? {
        return Ok(None);
    }
    let (free, behind) = pcm.avail_delay()?;
    if usize::try_from(free).is_ok_and(|free| free >= period) {
        return Ok(Some(behind.max(0)));
    }
    thread::sleep(REST);
    Ok(None)
}

fn write(io: &IO<'_, i16>, mut block: &[i16]) -> alsa::Result<()> {
    while !block.is_empty() {
        let written = io.writei(block)?;
        block = &block[written.min(block.len())..];
    }
    Ok(())
}

/// Gets ready after it ran dry or the machine slept; it starts when the buffer is full.
fn begin_again(pcm: &PCM, gauge: &Gauge) {
    if pcm.prepare().is_err() {
        fail(gauge);
    }
}

fn fail(gauge: &Gauge) {
    gauge.error();
    thread::sleep(REST);
}
