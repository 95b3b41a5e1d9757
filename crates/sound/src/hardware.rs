//! Real sound devices, through cpal.
//!
//! A stream starts at once and plays silence until it is lent an object, so that
//! a device is seen to work before a call depends on it.

use std::sync::Arc;
use std::time::Duration;

use cpal::traits::{DeviceTrait, StreamTrait};
use cpal::{
    BufferSize, ErrorKind, FromSample, I24, SampleFormat, SizedSample, StreamConfig, StreamInstant,
    SupportedBufferSize, SupportedStreamConfig, U24,
};
use media::{Capture, Playback};

use crate::backend::Opened;
use crate::callback::{CaptureBody, PlaybackBody, Shape};
use crate::device::{Device, Gauge, Health};
use crate::devices::Found;
use crate::event::Trouble;
use crate::loan::{Lender, loan};
use crate::platform;
use crate::resample::filter_delay;

/// How long cpal's thread waits for the device before it looks whether it is still there.
const POLL_WITHIN: Duration = Duration::from_millis(200);

/// The buffer behind a device is this many times what is asked for: cpal asks ALSA for two periods.
const PERIODS_BEHIND: u32 = 2;

/// Channels taken for a device that cannot be served otherwise: more are a fault, not a device.
const MOST_CHANNELS: u16 = 64;

/// A running cpal stream.
pub(crate) struct HardwareDevice {
    name: String,
    gauge: Arc<Gauge>,
    filter: Duration,
    // Dropping it ends the stream and its callback, and sends the loan home.
    _stream: cpal::Stream,
}

/// How a device is about to be opened.
struct Plan {
    config: StreamConfig,
    bus_hz: u32,
    shape: Shape,
}

/// Calls a generic function with the sample type of a format.
macro_rules! with_sample_type {
    ($format:expr, $build:ident($($argument:expr),*)) => {
        match $format {
            SampleFormat::I8 => $build::<i8>($($argument),*),
            SampleFormat::I16 => $build::<i16>($($argument),*),
            SampleFormat::I24 => $build::<I24>($($argument),*),
            SampleFormat::I32 => $build::<i32>($($argument),*),
            SampleFormat::I64 => $build::<i64>($($argument),*),
            SampleFormat::U8 => $build::<u8>($($argument),*),
            SampleFormat::U16 => $build::<u16>($($argument),*),
            SampleFormat::U24 => $build::<U24>($($argument),*),
            SampleFormat::U32 => $build::<u32>($($argument),*),
            SampleFormat::U64 => $build::<u64>($($argument),*),
            SampleFormat::F32 => $build::<f32>($($argument),*),
            SampleFormat::F64 => $build::<f64>($($argument),*),
            other => Err(Trouble::Unsupported(format!("its sample format is {other}"))),
        }
    };
}

/// Opens a device for playing, with a buffer of about `period_ms` if it has one.
pub(crate) fn play(
    found: &Found,
    bus_hz: u32,
    period_ms: u32,
) -> Result<(HardwareDevice, Lender<dyn Playback>), Trouble> {
    let supported = found.device.default_output_config().map_err(trouble)?;
    try_buffers(&supported, bus_hz, period_ms, |plan| {
        with_sample_type!(supported.sample_format(), play_as(found, plan))
    })
}

/// Opens a device for recording, with a buffer of about `period_ms` if it has one.
pub(crate) fn record(
    found: &Found,
    bus_hz: u32,
    period_ms: u32,
) -> Result<Opened<dyn Capture>, Trouble> {
    let supported = found.device.default_input_config().map_err(trouble)?;
    let direct = platform::record(found, &supported, bus_hz, period_ms);
    match direct.unwrap_or_else(|| record_by_cpal(found, &supported, bus_hz, period_ms)) {
        Err(Trouble::Unsupported(_)) => record_by_cpal(found, &supported, bus_hz, period_ms),
        done => done,
    }
}

fn record_by_cpal(
    found: &Found,
    supported: &SupportedStreamConfig,
    bus_hz: u32,
    period_ms: u32,
) -> Result<Opened<dyn Capture>, Trouble> {
    let (device, lender) = try_buffers(supported, bus_hz, period_ms, |plan| {
        with_sample_type!(supported.sample_format(), record_as(found, plan))
    })?;
    Ok((Box::new(device), lender))
}

/// Tries the small buffer first, and what the device itself prefers if it will not have that.
fn try_buffers<R>(
    supported: &SupportedStreamConfig,
    bus_hz: u32,
    period_ms: u32,
    mut open: impl FnMut(&Plan) -> Result<R, Trouble>,
) -> Result<R, Trouble> {
    let device_hz = supported.sample_rate();
    if supported.channels() > MOST_CHANNELS {
        let words = format!("it has {} channels", supported.channels());
        return Err(Trouble::Unsupported(words));
    }
    let wanted = (u64::from(device_hz) * u64::from(period_ms) / 1000) as u32;
    let frames = match supported.buffer_size() {
        &SupportedBufferSize::Range { min, max } if min <= max => wanted.clamp(min, max),
        _ => wanted,
    };
    let mut plan = |buffer_size| {
        let behind_us =
            u64::from(frames * PERIODS_BEHIND) * 1_000_000 / u64::from(device_hz.max(1));
        open(&Plan {
            config: StreamConfig {
                channels: supported.channels(),
                sample_rate: device_hz,
                buffer_size,
            },
            bus_hz,
            shape: Shape {
                bus_hz,
                device_hz,
                channels: supported.channels().into(),
                patience: match buffer_size {
                    BufferSize::Fixed(_) => Duration::from_micros(behind_us),
                    // Unknown, so only the device's own word counts.
                    BufferSize::Default => Duration::MAX,
                },
            },
        })
    };
    match plan(BufferSize::Fixed(frames.max(1))) {
        Err(Trouble::Unsupported(_)) => plan(BufferSize::Default),
        done => done,
    }
}

fn play_as<S: SizedSample + FromSample<f32>>(
    found: &Found,
    plan: &Plan,
) -> Result<(HardwareDevice, Lender<dyn Playback>), Trouble> {
    let gauge = Arc::<Gauge>::default();
    let (lender, loan) = loan();
    let mut body = PlaybackBody::new(plan.shape, loan, gauge.clone()).map_err(unsupported)?;
    let on_data = move |out: &mut [S], info: &cpal::OutputCallbackInfo| {
        let stamp = info.timestamp();
        let delay = stamp.playback.saturating_duration_since(stamp.callback);
        body.fill(out, since_start(stamp.callback), delay);
    };
    let stream = found
        .device
        .build_output_stream(plan.config, on_data, on_error(&gauge), Some(POLL_WITHIN))
        .map_err(trouble)?;
    start(found, plan, gauge, stream).map(|device| (device, lender))
}

fn record_as<S: SizedSample>(
    found: &Found,
    plan: &Plan,
) -> Result<(HardwareDevice, Lender<dyn Capture>), Trouble>
where
    f32: FromSample<S>,
{
    let gauge = Arc::<Gauge>::default();
    let (lender, loan) = loan();
    let mut body = CaptureBody::new(plan.shape, loan, gauge.clone()).map_err(unsupported)?;
    let on_data = move |frames: &[S], info: &cpal::InputCallbackInfo| {
        let stamp = info.timestamp();
        let delay = stamp.callback.saturating_duration_since(stamp.capture);
        body.take(frames, since_start(stamp.callback), delay);
    };
    let stream = found
        .device
        .build_input_stream(plan.config, on_data, on_error(&gauge), Some(POLL_WITHIN))
        .map_err(trouble)?;
    start(found, plan, gauge, stream).map(|device| (device, lender))
}

fn start(
    found: &Found,
    plan: &Plan,
    gauge: Arc<Gauge>,
    stream: cpal::Stream,
) -> Result<HardwareDevice, Trouble> {
    stream.play().map_err(trouble)?;
    tracing::debug!(
        device = found.name,
        rate_hz = plan.shape.device_hz,
        channels = plan.shape.channels,
        period_frames = stream.buffer_size().ok(),
        "sound device opened"
    );
    Ok(HardwareDevice {
        name: found.name.clone(),
        gauge,
        filter: filter_delay(plan.bus_hz, plan.shape.device_hz),
        _stream: stream,
    })
}

/// Counts; the supervisor judges. A dying sound server calls this 25,000 times a second.
fn on_error(gauge: &Arc<Gauge>) -> impl FnMut(cpal::Error) + Send + 'static {
    let gauge = gauge.clone();
    move |error| match error.kind() {
        ErrorKind::Xrun => gauge.underrun(),
        // Told for information; the stream goes on.
        ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied => {}
        ErrorKind::DeviceNotAvailable
        | ErrorKind::HostUnavailable
        | ErrorKind::PermissionDenied
        | ErrorKind::StreamInvalidated => gauge.end(trouble(error)),
        // One of these is harmless (ALSA's EIO bursts), a stream of them is the end.
        _ => gauge.error(),
    }
}

pub(crate) fn trouble(error: cpal::Error) -> Trouble {
    match error.kind() {
        ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable => Trouble::Gone,
        ErrorKind::DeviceBusy => Trouble::Busy,
        ErrorKind::PermissionDenied => Trouble::Forbidden,
        ErrorKind::StreamInvalidated => Trouble::Stalled,
        ErrorKind::UnsupportedConfig
        | ErrorKind::UnsupportedOperation
        | ErrorKind::InvalidInput => Trouble::Unsupported(error.to_string()),
        _ => Trouble::Failed(error.to_string()),
    }
}

fn unsupported(error: impl std::fmt::Display) -> Trouble {
    Trouble::Unsupported(error.to_string())
}

fn since_start(instant: StreamInstant) -> Duration {
    instant.saturating_duration_since(StreamInstant::ZERO)
}

impl Device for HardwareDevice {
    fn name(&self) -> &str {
        &self.name
    }

    fn health(&self) -> Health {
        self.gauge.health(self.filter)
    }
}
