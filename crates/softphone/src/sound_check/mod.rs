//! Measures the sound of this machine: a signal goes out of the speaker, back into the
//! microphone, and through all that a call's sound goes through.
//!
//! The way is that from one mouth to another ear, walked round once: speaker, air or cable,
//! microphone, packet, UDP on loopback, playout buffer, and the ear again. Said and heard are
//! counted in samples of the same device, so no clocks are compared. The ear's sound is
//! listened to but not played, so nothing howls.

mod network;
mod prober;

use std::io;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use media::{
    Capture, Codec, Playback, ProbeHeard, ProbeListener, ReceiverConfig, TransmitError,
    Transmitter, TransmitterConfig, ear, mouth, receiver,
};
use sound::{Input, OpenError, Output, SoundEvent};
use thiserror::Error;

use crate::voice::{Microphone, Speaker};
use network::Loopback;
use prober::Prober;

/// Until devices have started and the playout delay has settled; what is heard before is not judged.
const SETTLING: Duration = Duration::from_secs(3);

/// Words about devices that are kept at most.
const MOST_EVENTS: usize = 32;

/// Below this peak a microphone gives nothing at all: the noise of the quietest one is louder.
const NOTHING: u16 = 4;

/// What is measured.
pub struct SoundCheckConfig {
    /// What the signal is played on.
    pub speaker: Speaker,
    /// What it is heard by.
    pub microphone: Microphone,
    /// The codec of the packets; sound is at its rate.
    pub codec: Codec,
    /// Milliseconds of sound in a packet.
    pub ptime_ms: u32,
    /// For how long the signal is listened to, after some seconds of settling.
    pub time: Duration,
}

/// Why nothing could be measured.
#[derive(Debug, Error)]
pub enum SoundCheckError {
    /// A file cannot be used, or the choice is not for this direction.
    #[error(transparent)]
    Device(#[from] OpenError),
    /// Not a packet length.
    #[error(transparent)]
    Packet(#[from] TransmitError),
    /// The system gives no socket on loopback, or no thread.
    #[error("packets cannot be sent on this machine's loopback: {0}")]
    Network(#[from] io::Error),
}

/// What was measured.
#[derive(Clone, Debug)]
pub struct SoundCheck {
    /// The signal, if it came back.
    pub heard: Option<ProbeHeard>,
    /// Where the milliseconds go, in the order of the way from the microphone to the ear.
    pub parts: Vec<DelayPart>,
    /// The speaker, as it was at the end.
    pub speaker: sound::Figures,
    /// The microphone, likewise.
    pub microphone: sound::Figures,
    /// Peak of what was recorded, in 16-bit samples.
    pub loudest: u16,
    /// Packets sent, and those that came.
    pub packets: (u64, u64),
    /// What happened to the devices, in the order of events.
    pub events: Vec<SoundEvent>,
}

/// A part of the delay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DelayPart {
    /// Its name for programs.
    pub name: &'static str,
    /// What it is, in words.
    pub what: &'static str,
    /// Mean delay, ms.
    pub ms: f64,
}

/// What a check comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The signal came back.
    Heard,
    /// The microphone gave silence.
    Silent,
    /// The microphone gave something else.
    SomethingElse,
}

impl SoundCheck {
    /// What it comes to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.heard {
            Some(_) => Verdict::Heard,
            None if self.loudest < NOTHING => Verdict::Silent,
            None => Verdict::SomethingElse,
        }
    }

    /// Peak of what was recorded against full scale, dB; `None` for digital silence.
    #[must_use]
    pub fn peak_db(&self) -> Option<f64> {
        (self.loudest > 0).then(|| 20.0 * (f64::from(self.loudest) / 32_768.0).log10())
    }

    /// What the parts do not explain of the round trip, ms: air or cable, buffers that a sound
    /// server does not tell of. Negative where a part is told too long.
    #[must_use]
    pub fn unexplained_ms(&self) -> Option<f64> {
        let parts: f64 = self.parts.iter().map(|part| part.ms).sum();
        self.heard.map(|heard| heard.round_trip_ms - parts)
    }
}

/// Measures; returns after the time of settling and listening.
///
/// A device that does not work is no error: the events say so, and nothing is heard.
///
/// # Errors
/// Nothing could be opened, or the packet length is none.
pub fn check_sound(config: SoundCheckConfig) -> Result<SoundCheck, SoundCheckError> {
    let rate_hz = config.codec.rate_hz();
    let listening = SETTLING + config.time;
    let (mut transmitter, (receiver, playout)) = halves(&config)?;
    let (ear, mut control) = ear(rate_hz);
    // An empty ear has room.
    let _room = control.add(0, playout);
    let (mouth, mut reader) = mouth(rate_hz);
    let (prober, mut heard) = Prober::new(ear, rate_hz, listening);
    let (tell, told) = sync_channel(MOST_EVENTS);
    let also_tell = tell.clone();
    let events = move |event| drop(tell.try_send(event));
    let output = play(config.speaker, rate_hz, Box::new(prober), events)?;
    let events = move |event| drop(also_tell.try_send(event));
    let input = record(config.microphone, rate_hz, Box::new(mouth), events)?;
    let network = Loopback::start(receiver)?;

    let mut check = Measuring::new(&config.codec, config.ptime_ms);
    let mut said = vec![0; transmitter.samples_per_packet()];
    let packet_time = Duration::from_millis(config.ptime_ms.into());
    let start = Instant::now();
    let mut next = start;
    while next.duration_since(start) < listening {
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
        next += packet_time;
        reader.read(&mut said);
        network.send(transmitter.packet(&said))?;
        control.tend();
        let settled = next.duration_since(start) > SETTLING;
        check.listen(&mut heard, settled);
        if settled {
            check.note(&output, &input, &network, &reader, &said);
        }
    }
    Ok(check.end(&output, &input, &network, &told))
}

type Halves = (Transmitter, (media::Receiver, media::Playout));

/// Both ends of a stream on loopback.
fn halves(config: &SoundCheckConfig) -> Result<Halves, TransmitError> {
    let transmitter = Transmitter::new(TransmitterConfig::new(config.codec, config.ptime_ms))?;
    let receiver = receiver(ReceiverConfig {
        senders: media::Senders::Anyone,
        ..ReceiverConfig::new(config.codec)
    });
    Ok((transmitter, receiver))
}

fn play(
    speaker: Speaker,
    rate_hz: u32,
    playback: Box<dyn Playback>,
    events: impl Fn(SoundEvent) + Send + 'static,
) -> Result<Output, OpenError> {
    match speaker {
        Speaker::Device(choice) => Output::open(&choice, rate_hz, playback, events),
        Speaker::Custom { name, sink } => {
            Output::open_custom(&name, sink, rate_hz, playback, events)
        }
    }
}

fn record(
    microphone: Microphone,
    rate_hz: u32,
    capture: Box<dyn Capture>,
    events: impl Fn(SoundEvent) + Send + 'static,
) -> Result<Input, OpenError> {
    match microphone {
        Microphone::Device(choice) => Input::open(&choice, rate_hz, capture, events),
        Microphone::Custom { name, source } => {
            Input::open_custom(&name, source, rate_hz, capture, events)
        }
    }
}

/// Sums and counts while it is measured.
struct Measuring {
    rate_hz: u32,
    ptime_ms: u32,
    listener: Option<ProbeListener>,
    /// Samples heard so far, those of the settling too.
    heard: usize,
    /// Sums of seconds, over the packets that were noted.
    sums: [f64; 5],
    noted: u32,
    loudest: u16,
}

impl Measuring {
    fn new(codec: &Codec, ptime_ms: u32) -> Self {
        Self {
            rate_hz: codec.rate_hz(),
            ptime_ms,
            listener: None,
            heard: 0,
            sums: [0.0; 5],
            noted: 0,
            loudest: 0,
        }
    }

    /// Takes what the ear has made, and listens to it when all has settled.
    fn listen(&mut self, heard: &mut prober::Heard, settled: bool) {
        let samples = heard.take();
        if settled {
            // A listener counts from the source's first sample.
            let origin = i64::try_from(self.heard).unwrap_or(i64::MAX);
            let rate_hz = self.rate_hz;
            self.listener
                .get_or_insert_with(|| ProbeListener::new(rate_hz, origin))
                .take(samples);
        }
        self.heard += samples.len();
    }

    fn note(
        &mut self,
        output: &Output,
        input: &Input,
        network: &Loopback,
        mouth: &media::MouthReader,
        said: &[i16],
    ) {
        let (output, input) = (output.figures(), input.figures());
        let waiting = mouth.waiting() as f64 / f64::from(self.rate_hz);
        let seconds = [
            input.delay.saturating_sub(input.resampling).as_secs_f64(),
            waiting,
            f64::from(network.playout_delay_ms()) / 1000.0,
            output.delay.saturating_sub(output.resampling).as_secs_f64(),
            (input.resampling + output.resampling).as_secs_f64(),
        ];
        for (sum, seconds) in self.sums.iter_mut().zip(seconds) {
            *sum += seconds;
        }
        self.noted += 1;
        let peak = said.iter().map(|sample| sample.unsigned_abs()).max();
        self.loudest = self.loudest.max(peak.unwrap_or(0));
    }

    fn end(
        self,
        output: &Output,
        input: &Input,
        network: &Loopback,
        told: &Receiver<SoundEvent>,
    ) -> SoundCheck {
        let mean = |sum: f64| sum * 1000.0 / f64::from(self.noted.max(1));
        let [capture, waiting, playout, playing, resampling] = self.sums.map(mean);
        let part = |name, what, ms| DelayPart { name, what, ms };
        let packet = f64::from(self.ptime_ms);
        let network_ms = network.mean_time().as_secs_f64() * 1000.0;
        SoundCheck {
            heard: self.listener.and_then(|listener| listener.heard()),
            parts: vec![
                part("input_device", "microphone device", capture),
                part("input_queue", "waiting for the packet's time", waiting),
                part("packet", "filling a packet", packet),
                part("network", "network (loopback)", network_ms),
                part("playout_buffer", "playout buffer", playout),
                part("output_device", "speaker device", playing),
                part("resampling", "resampling, both ways", resampling),
            ],
            speaker: output.figures(),
            microphone: input.figures(),
            loudest: self.loudest,
            packets: network.packets(),
            events: told.try_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests;
