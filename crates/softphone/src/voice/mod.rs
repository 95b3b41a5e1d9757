//! Voice paths: what moves packets between sockets and sound, on a thread for one phone or for many.
//!
//! It carries out the station's [`VoiceCommand`]s and answers by [`VoiceReport`]s. The
//! codecs, the playout and the mixing are the `media` crate's, the devices are the
//! `sound` crate's; here are sockets, the packet timer and the order of things.
//! Nothing here knows a protocol message.

mod clips;
mod control;
mod digit_sounds;
mod engine;
mod enhancement;
mod faults;
mod groups;
mod host;
mod modes;
mod outlet;
mod pacing;
mod pauses;
mod recording;
mod reports;
mod rings;
mod sockets;
mod sound_devices;
mod stream;
mod tuning;
mod worker;

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use media::Region;
use netem::Impairment;
use sound::{DeviceChoice, OpenError, Pacer, SampleSink, SampleSource};
use station::{Language, VoiceCommand, VoiceReport};
use thiserror::Error;
use tokio::sync::mpsc;

use crate::rtp_tap::RtpTap;
use crate::voice_path::VoicePath;

pub use enhance::{NoiseSuppression, NoiseSuppressionError};
pub use enhancement::{EnhanceChoice, EnhanceSettings};

use engine::Parts;
use faults::Faults;
use reports::Reports;
use rings::Rings;
use sound_devices::{Begin, SoundDevices};
use tuning::spoken_sample;
use worker::{Order, Worker};

pub use control::Rtcp;
pub use host::VoiceHost;
pub use modes::{ModeDevices, SoundModes};
pub use pacing::PacingFigures;
pub use recording::{CallRecording, RecordingFormat, RecordingNotice};
pub use rings::{OwnRing, SILENT_RING, USUAL_RING, ring_names};
pub use tuning::{RECORDED, Tune, Tuning};

/// Requests of a phone that wait for its thread at most: a call takes about twenty, and the
/// thread looks at them within milliseconds.
const REQUEST_QUEUE: usize = 256;

/// RTP ports by default: those SCCP phones have always used.
pub const DEFAULT_PORTS: RangeInclusive<u16> = 16384..=32766;

/// Where the sound of the call goes.
pub enum Speaker {
    /// To a device, a file or nowhere.
    Device(DeviceChoice),
    /// To the program itself.
    Custom {
        /// What messages call it.
        name: String,
        /// Takes the samples, [`VoiceConfig::rate_hz`] a second.
        sink: Box<dyn SampleSink>,
    },
}

/// Where the sound for the call comes from.
pub enum Microphone {
    /// From a device, a file, a tone or silence.
    Device(DeviceChoice),
    /// From the program itself.
    Custom {
        /// What messages call it.
        name: String,
        /// Gives the samples, [`VoiceConfig::rate_hz`] a second.
        source: Box<dyn SampleSource>,
    },
}

/// What a voice path is told at the start.
pub struct VoiceConfig {
    /// Address that RTP ports are bound to until [`VoicePath::set_local_ip`] names another one.
    pub local_ip: IpAddr,
    /// RTP ports: the even ones for sound, the odd one above each for reports.
    pub ports: RangeInclusive<u16>,
    /// Whose call progress tones.
    pub region: Region,
    /// Rate of the sound between codecs and devices, Hz: 16000 where a wideband codec is
    /// offered, else 8000. Streams of the other rate are brought to it.
    pub rate_hz: u32,
    /// What is played on. Real devices are opened when they are needed, all others at the start.
    pub speaker: Speaker,
    /// What is recorded from; likewise.
    pub microphone: Microphone,
    /// Audio modes with devices of their own, and the ringer.
    pub modes: SoundModes,
    /// What is done to the recorded sound in each audio mode.
    pub enhance: EnhanceSettings,
    /// What goes wrong with the packets of voice, both ways; nothing: what the network does.
    pub impairment: Option<Impairment>,
    /// Whether reports of the streams are sent and taken.
    pub rtcp: Rtcp,
    /// Where calls are recorded; nothing: they are not.
    pub record_calls: Option<CallRecording>,
    /// The rings of the person's own, besides those built in.
    pub rings: Vec<OwnRing>,
    /// Seed of source, sequence and timestamp numbers; random for a real phone.
    pub seed: u64,
}

impl Default for VoiceConfig {
    fn default() -> Self {
        Self {
            local_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            ports: DEFAULT_PORTS,
            region: Region::default(),
            rate_hz: 8000,
            speaker: Speaker::Device(DeviceChoice::Default),
            microphone: Microphone::Device(DeviceChoice::Default),
            modes: SoundModes::default(),
            enhance: EnhanceSettings::default(),
            impairment: None,
            rtcp: Rtcp::default(),
            record_calls: None,
            rings: Vec::new(),
            seed: 0,
        }
    }
}

/// Why the voice path could not start.
#[derive(Debug, Error)]
pub enum VoiceError {
    /// The system gives no thread or no way to wait for sockets.
    #[error("the media thread cannot be started: {0}")]
    System(#[from] io::Error),
    /// The chosen device, mostly a file, cannot be used.
    #[error(transparent)]
    Device(#[from] OpenError),
    /// A thread has as many phones as it can.
    #[error("the media thread has {} phones already", sockets::Tokens::PLACES)]
    Full,
}

/// A running voice path; dropping it closes sockets, devices and files.
pub struct Voice {
    worker: Arc<Worker>,
    place: usize,
    rings: Rings,
    rate_hz: u32,
    /// What is heard as a sample, once it has been asked for.
    sample: Option<(Language, Arc<[i16]>)>,
}

impl Voice {
    /// Starts a voice path with a thread of its own. Reports go to `reports`; one that finds no
    /// room is dropped and logged.
    pub fn start(
        config: VoiceConfig,
        reports: mpsc::Sender<VoiceReport>,
    ) -> Result<Self, VoiceError> {
        let worker = Worker::start(REQUEST_QUEUE, Duration::ZERO)?;
        Self::enter(Arc::new(worker), None, config, reports)
    }

    /// Starts a voice path on this thread, and its virtual devices on that one.
    fn enter(
        worker: Arc<Worker>,
        pacer: Option<&Pacer>,
        config: VoiceConfig,
        reports: mpsc::Sender<VoiceReport>,
    ) -> Result<Self, VoiceError> {
        let reports = Reports::new(reports);
        let rings = Rings::new(config.rings, config.rate_hz, reports.clone());
        let devices = SoundDevices::start(Begin {
            speaker: config.speaker,
            microphone: config.microphone,
            modes: config.modes,
            rate_hz: config.rate_hz,
            enhance: config.enhance,
            reports: reports.clone(),
            pacer,
        })?;
        let place = worker.enter(Parts {
            reports,
            devices,
            local_ip: config.local_ip,
            ports: config.ports,
            region: config.region,
            rate_hz: config.rate_hz,
            rtcp: config.rtcp,
            record_calls: config.record_calls,
            seed: config.seed,
            faults: config.impairment.map(Faults::new),
        })?;
        Ok(Self {
            worker,
            place,
            rings,
            rate_hz: config.rate_hz,
            sample: None,
        })
    }
}

impl VoicePath for Voice {
    fn command(&mut self, command: VoiceCommand) {
        // A ring is made or found here, where there is time.
        let order = match command {
            VoiceCommand::RingSound { ring } => Order::RingSound(self.rings.sound(&ring)),
            VoiceCommand::PreviewRing { ring } => Order::PreviewRing(self.rings.sound(&ring)),
            command => Order::Command(command),
        };
        self.worker.order(self.place, order);
    }

    /// Ports opened from now on are bound to this address.
    fn set_local_ip(&mut self, ip: IpAddr) {
        self.worker.order(self.place, Order::LocalIp(ip));
    }

    fn choose_sound(&mut self, modes: SoundModes) {
        self.worker.order(self.place, Order::Sound(Box::new(modes)));
    }

    fn enhance(&mut self, settings: EnhanceSettings) {
        self.worker.order(self.place, Order::Enhance(settings));
    }

    fn tune(&mut self, tune: Tune, shows: Tuning) {
        // It is made here, where there is time.
        let rate_hz = self.rate_hz;
        let sample = match tune {
            Tune::Sample(_, language) => match &self.sample {
                Some((of, sample)) if *of == language => Arc::clone(sample),
                _ => {
                    let sample = spoken_sample(language, rate_hz);
                    self.sample = Some((language, Arc::clone(&sample)));
                    sample
                }
            },
            _ => Arc::default(),
        };
        self.worker
            .order(self.place, Order::Tune(tune, shows, sample));
    }

    fn trace_rtp(&mut self, tap: RtpTap) {
        self.worker.order(self.place, Order::TraceRtp(tap));
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.worker.leave(self.place);
    }
}

#[cfg(test)]
mod tests;
