//! Starting a phone.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use station::{Station, VoiceReport};
use thiserror::Error;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

use crate::SoftphoneConfig;
use crate::changes::{self, CHANGE_QUEUE, Changes};
use crate::driver::{Driver, Progress, VoicePath};
use crate::figures::Figures;
use crate::handle::{INTENT_QUEUE, PhoneHandle};
use crate::recorder::Recorder;

/// How many reports of the voice path wait for the phone at most: each answers a
/// command, and a phone has a handful of streams.
pub const REPORT_QUEUE: usize = 256;

/// Starts phones.
#[derive(Debug)]
pub struct Softphone;

impl Softphone {
    /// Starts a phone on this runtime.
    pub fn start(
        config: SoftphoneConfig,
        runtime: &Handle,
    ) -> Result<(PhoneHandle, Changes), StartError> {
        let (_reports_sender, reports) = mpsc::channel(REPORT_QUEUE);
        Self::start_with(config, Box::new(NoVoice), reports, runtime)
    }

    /// Starts a phone on this runtime with this voice path, whose reports come by `reports`.
    pub fn start_with(
        config: SoftphoneConfig,
        voice: Box<dyn VoicePath>,
        reports: mpsc::Receiver<VoiceReport>,
        runtime: &Handle,
    ) -> Result<(PhoneHandle, Changes), StartError> {
        let recorder = match config.record {
            Some(path) => Some(
                Recorder::create(&path, &config.station)
                    .map_err(|source| StartError::Record { path, source })?,
            ),
            None => None,
        };
        let station = Station::new(config.station);
        let (change_sender, changes) = changes::queue(CHANGE_QUEUE);
        let (screen_sender, screens) = watch::channel(Arc::clone(station.screen()));
        let (finished_sender, finished) = watch::channel(false);
        let (request_sender, requests) = mpsc::channel(INTENT_QUEUE);
        let start = Instant::now();
        let driver = Driver {
            station,
            start,
            connect_limit: config.connect_limit,
            connection: None,
            closing: None,
            requests,
            voice,
            reports,
            screens: screen_sender,
            changes: change_sender,
            recorder,
            figures: Figures::default(),
            finished: finished_sender,
            progress: Progress::Running,
        };
        runtime.spawn(driver.run());
        Ok((
            PhoneHandle {
                requests: request_sender,
                screens,
                finished,
                start,
            },
            changes,
        ))
    }
}

/// Why a phone could not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The recording cannot be written.
    #[error("the recording {path} cannot be written: {source}")]
    Record {
        /// Where it was to be.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// XXX until the voice is there.
struct NoVoice;
impl VoicePath for NoVoice {
    fn command(&mut self, _: station::VoiceCommand) {}
}
