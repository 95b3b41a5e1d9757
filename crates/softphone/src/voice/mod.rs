//! The voice path of one phone: a thread that moves packets between sockets and sound.
//!
//! It carries out the station's [`VoiceCommand`]s and answers by [`VoiceReport`]s. The
//! codecs, the playout and the mixing are the `media` crate's, the devices are the
//! `sound` crate's; here are sockets, the packet timer and the order of things.
//! Nothing here knows a protocol message.

mod digit_sounds;
mod engine;
mod faults;
mod groups;
mod reports;
mod sockets;
mod sound_devices;
mod stream;

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use media::Region;
use mio::{Poll, Waker};
use netem::Impairment;
use sound::{DeviceChoice, OpenError, SampleSink, SampleSource};
use station::{VoiceCommand, VoiceReport};
use thiserror::Error;
use tokio::sync::mpsc;

use crate::driver::VoicePath;
use crate::rtp_tap::RtpTap;

use engine::{Engine, WAKE};
use faults::Faults;
use reports::Reports;
use sound_devices::SoundDevices;

/// Requests that wait for the thread at most: a call takes about twenty, and the thread
/// looks at them within milliseconds.
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
        /// Takes the samples, 8000 a second.
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
        /// Gives the samples, 8000 a second.
        source: Box<dyn SampleSource>,
    },
}

/// What a voice path is told at the start.
pub struct VoiceConfig {
    /// Address that RTP ports are bound to until [`VoicePath::set_local_ip`] names another one.
    pub local_ip: IpAddr,
    /// RTP ports; the even ones are used.
    pub ports: RangeInclusive<u16>,
    /// Whose call progress tones.
    pub region: Region,
    /// What is played on. Real devices are opened when they are needed, all others at the start.
    pub speaker: Speaker,
    /// What is recorded from; likewise.
    pub microphone: Microphone,
    /// What goes wrong with the packets of voice, both ways; nothing: what the network does.
    pub impairment: Option<Impairment>,
    /// Seed of source, sequence and timestamp numbers; random for a real phone.
    pub seed: u64,
}

impl Default for VoiceConfig {
    fn default() -> Self {
        Self {
            local_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            ports: DEFAULT_PORTS,
            region: Region::default(),
            speaker: Speaker::Device(DeviceChoice::Default),
            microphone: Microphone::Device(DeviceChoice::Default),
            impairment: None,
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
}

/// Something for the thread.
enum Request {
    Command(VoiceCommand),
    LocalIp(IpAddr),
    TraceRtp(RtpTap),
    Quit,
}

/// A running voice path; dropping it closes sockets, devices and files.
pub struct Voice {
    requests: SyncSender<Request>,
    waker: Arc<Waker>,
    thread: Option<JoinHandle<()>>,
}

impl Voice {
    /// Starts the thread. Reports go to `reports`; one that finds no room is dropped and logged.
    pub fn start(
        config: VoiceConfig,
        reports: mpsc::Sender<VoiceReport>,
    ) -> Result<Self, VoiceError> {
        let poll = Poll::new()?;
        let waker = Arc::new(Waker::new(poll.registry(), WAKE)?);
        let (requests, asked) = sync_channel(REQUEST_QUEUE);
        let reports = Reports::new(reports);
        let devices = SoundDevices::start(config.speaker, config.microphone, reports.clone())?;
        let engine = Engine::new(engine::Parts {
            poll,
            requests: asked,
            reports,
            devices,
            local_ip: config.local_ip,
            ports: config.ports,
            region: config.region,
            seed: config.seed,
            faults: config.impairment.map(Faults::new),
        });
        let thread = std::thread::Builder::new()
            .name("media".to_owned())
            .spawn(move || engine.run())?;
        Ok(Self {
            requests,
            waker,
            thread: Some(thread),
        })
    }

    fn ask(&self, request: Request) {
        match self.requests.try_send(request) {
            Ok(()) => {
                if let Err(error) = self.waker.wake() {
                    tracing::warn!(%error, "the media thread cannot be woken");
                }
            }
            Err(TrySendError::Full(_)) => {
                tracing::warn!("the media thread is behind: a request was dropped")
            }
            Err(TrySendError::Disconnected(_)) => tracing::warn!("the media thread has ended"),
        }
    }
}

impl VoicePath for Voice {
    fn command(&mut self, command: VoiceCommand) {
        self.ask(Request::Command(command));
    }

    /// Ports opened from now on are bound to this address.
    fn set_local_ip(&mut self, ip: IpAddr) {
        self.ask(Request::LocalIp(ip));
    }

    fn trace_rtp(&mut self, tap: RtpTap) {
        self.ask(Request::TraceRtp(tap));
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        // Waits when the queue is full: the thread empties it, or has ended.
        let _ended = self.requests.send(Request::Quit);
        let _awake = self.waker.wake();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the media thread panicked");
        }
    }
}

#[cfg(test)]
mod tests;
