//! Playing by the sound server's own protocol.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use media::Playback;
use pulseaudio::protocol::stream::{BufferAttr, StreamFlags};
use pulseaudio::protocol::{
    ChannelMap, ChannelVolume, Command, CreatePlaybackStreamReply, PlaybackLatency,
    PlaybackStreamParams,
};

use super::server::Connection;
use super::wire::{News, Wire, answer, bytes, spec, trouble};
use super::wish::{Wish, props};
use crate::callback::PlaybackBody;
use crate::device::Gauge;
use crate::event::Trouble;
use crate::loan::{Lender, loan};
use crate::resample::filter_delay;
use crate::threaded::ThreadedDevice;

/// What the server holds of the stream, periods: one that plays, one that is written.
const PERIODS: u32 = 2;

/// Makes the stream and starts its thread.
pub(super) fn play(wish: Wish<'_>) -> Result<(ThreadedDevice, Lender<dyn Playback>), Trouble> {
    let mut connection = Connection::connect().map_err(trouble)?;
    let period = bytes(wish.device_hz, wish.period_ms * 2 / 3);
    let stream: CreatePlaybackStreamReply = connection
        .ask(Command::CreatePlaybackStream(PlaybackStreamParams {
            sample_spec: spec(wish.device_hz, 1),
            channel_map: ChannelMap::mono(),
            sink_name: wish.device()?,
            buffer_attr: BufferAttr {
                max_length: u32::MAX,
                target_length: period * PERIODS,
                pre_buffering: period * PERIODS,
                minimum_request_length: period,
                ..BufferAttr::default()
            },
            cvolume: Some(ChannelVolume::norm(1)),
            props: props(),
            flags: StreamFlags {
                // Sound is made for each request at the last moment, as for a sound card.
                early_requests: true,
                ..StreamFlags::default()
            },
            ..PlaybackStreamParams::default()
        }))
        .map_err(trouble)?;
    let target = stream.buffer_attr.target_length;
    tracing::debug!(
        device = wish.name,
        rate_hz = wish.device_hz,
        target_bytes = target,
        period_bytes = stream.buffer_attr.minimum_request_length,
        "sound device opened"
    );
    let wire = Wire::new(connection, stream.channel).map_err(|_| Trouble::Gone)?;
    let gauge = Arc::<Gauge>::default();
    let (lender, loan) = loan();
    let body = PlaybackBody::new(wish.shape(), loan, gauge.clone())
        .map_err(|error| Trouble::Unsupported(error.to_string()))?;
    let playing = Playing {
        wire,
        body,
        gauge: gauge.clone(),
        owed: stream.requested_bytes,
        target,
        device_hz: wish.device_hz,
        behind: Duration::ZERO,
        block: wish.block(),
    };
    let filter = filter_delay(wish.bus_hz, wish.device_hz);
    let device =
        ThreadedDevice::start(wish.name, "sound playback", gauge, filter, move |wanted| {
            playing.run(wanted)
        })?;
    Ok((device, lender))
}

/// What the thread has.
struct Playing {
    wire: Wire,
    body: PlaybackBody,
    gauge: Arc<Gauge>,
    /// Bytes that the server waits for.
    owed: u32,
    /// Bytes that it holds when it waits for none.
    target: u32,
    device_hz: u32,
    /// Delay of the device behind the stream.
    behind: Duration,
    /// To write from; what is owed beyond it goes in pieces.
    block: Vec<i16>,
}

impl Playing {
    /// Plays until nobody wants it any more, or the device is gone.
    fn run(mut self, wanted: &AtomicBool) {
        let started = Instant::now();
        while wanted.load(Ordering::Acquire) {
            let turn = self.pay(started).and_then(|()| self.hear());
            if let Err(trouble) = turn {
                return self.gauge.end(trouble);
            }
        }
    }

    /// Writes what is owed.
    fn pay(&mut self, started: Instant) -> Result<(), Trouble> {
        while self.owed >= 2 {
            let samples = (self.owed as usize / 2).min(self.block.len());
            let held = self.target.saturating_sub(self.owed);
            let delay = self.behind + self.length(held);
            let block = &mut self.block[..samples];
            self.body.fill(block, started.elapsed(), delay);
            self.wire.write(block)?;
            // At most what is owed.
            self.owed -= samples as u32 * 2;
        }
        self.wire.ask_delay(Command::GetPlaybackLatency)
    }

    fn hear(&mut self) -> Result<(), Trouble> {
        let version = self.wire.version();
        let (owed, behind, gauge) = (&mut self.owed, &mut self.behind, &self.gauge);
        self.wire.read(|news| {
            match news {
                News::Wanted(bytes) => *owed = owed.saturating_add(bytes),
                News::Dry => gauge.underrun(),
                News::Answer(content) => {
                    if let Some(latency) = answer::<PlaybackLatency>(content, version) {
                        *behind = Duration::from_micros(latency.sink_usec);
                    }
                }
                News::Sound(_) | News::Other => {}
            }
            Ok(())
        })
    }

    fn length(&self, bytes: u32) -> Duration {
        let micros = u64::from(bytes / 2) * 1_000_000 / u64::from(self.device_hz.max(1));
        Duration::from_micros(micros)
    }
}
