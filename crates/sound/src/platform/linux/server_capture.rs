//! Recording by the sound server's own protocol.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use media::Capture;
use pulseaudio::protocol::stream::{BufferAttr, StreamFlags};
use pulseaudio::protocol::{
    ChannelMap, ChannelVolume, Command, CreateRecordStreamReply, RecordLatency, RecordStreamParams,
};

use super::server::Connection;
use super::wire::{News, Wire, answer, bytes, spec, trouble};
use super::wish::{Wish, props};
use crate::callback::CaptureBody;
use crate::device::Gauge;
use crate::event::Trouble;
use crate::loan::{Lender, loan};
use crate::resample::filter_delay;
use crate::threaded::ThreadedDevice;

/// Makes the stream and starts its thread.
pub(super) fn record(wish: Wish<'_>) -> Result<(ThreadedDevice, Lender<dyn Capture>), Trouble> {
    let mut connection = Connection::connect().map_err(trouble)?;
    let stream: CreateRecordStreamReply = connection
        .ask(Command::CreateRecordStream(RecordStreamParams {
            sample_spec: spec(wish.device_hz, 1),
            channel_map: ChannelMap::mono(),
            source_name: wish.device()?,
            buffer_attr: BufferAttr {
                max_length: u32::MAX,
                fragment_size: bytes(wish.device_hz, wish.period_ms / 3),
                ..BufferAttr::default()
            },
            cvolume: Some(ChannelVolume::norm(1)),
            props: props(),
            flags: StreamFlags {
                early_requests: true,
                ..StreamFlags::default()
            },
            ..RecordStreamParams::default()
        }))
        .map_err(trouble)?;
    tracing::debug!(
        device = wish.name,
        rate_hz = wish.device_hz,
        fragment_bytes = stream.buffer_attr.fragment_size,
        "sound device opened"
    );
    let wire = Wire::new(connection, stream.channel).map_err(|_| Trouble::Gone)?;
    let gauge = Arc::<Gauge>::default();
    let (lender, loan) = loan();
    let body = CaptureBody::new(wish.shape(), loan, gauge.clone())
        .map_err(|error| Trouble::Unsupported(error.to_string()))?;
    let recording = Recording {
        wire,
        body,
        device_hz: wish.device_hz,
        behind: Duration::ZERO,
        block: wish.block(),
    };
    let its = gauge.clone();
    let filter = filter_delay(wish.bus_hz, wish.device_hz);
    let device = ThreadedDevice::start(wish.name, "sound capture", gauge, filter, move |wanted| {
        recording.run(wanted, &its)
    })?;
    Ok((device, lender))
}

/// What the thread has.
struct Recording {
    wire: Wire,
    body: CaptureBody,
    device_hz: u32,
    /// Delay of the device before the stream.
    behind: Duration,
    /// To read into; what comes at once beyond it goes in pieces.
    block: Vec<i16>,
}

impl Recording {
    /// Records until nobody wants it any more, or the device is gone.
    fn run(mut self, wanted: &AtomicBool, gauge: &Gauge) {
        let started = Instant::now();
        while wanted.load(Ordering::Acquire) {
            if let Err(trouble) = self.turn(started) {
                return gauge.end(trouble);
            }
        }
    }

    fn turn(&mut self, started: Instant) -> Result<(), Trouble> {
        self.wire.ask_delay(Command::GetRecordLatency)?;
        let Self {
            wire,
            body,
            device_hz,
            behind,
            block,
        } = self;
        let version = wire.version();
        wire.read(|news| {
            match news {
                News::Sound(sound) => {
                    for sound in sound.chunks(block.len() * 2) {
                        let block = &mut block[..sound.len() / 2];
                        for (sample, bytes) in block.iter_mut().zip(sound.chunks_exact(2)) {
                            *sample = i16::from_le_bytes([bytes[0], bytes[1]]);
                        }
                        let length = block.len() as u64 * 1_000_000 / u64::from(*device_hz).max(1);
                        let delay = *behind + Duration::from_micros(length);
                        body.take(block, started.elapsed(), delay);
                    }
                }
                News::Answer(content) => {
                    if let Some(latency) = answer::<RecordLatency>(content, version) {
                        *behind = Duration::from_micros(latency.source_usec);
                    }
                }
                News::Wanted(_) | News::Dry | News::Other => {}
            }
            Ok(())
        })
    }
}
