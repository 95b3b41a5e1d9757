//! Starting a phone.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use station::{Station, StationConfig, VoiceReport};
use thiserror::Error;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, watch};

use crate::SoftphoneConfig;
use crate::call_log_file::CallLogFile;
use crate::changes::{self, CHANGE_QUEUE, Changes};
use crate::clock::PhoneClock;
use crate::courses::Courses;
use crate::driver::{Driver, Progress};
use crate::figures::Figures;
use crate::handle::{INTENT_QUEUE, PhoneHandle};
use crate::journal::JournalKeeper;
use crate::names::{Names, People};
use crate::network;
use crate::recorder::Recorder;
use crate::standbys::Standbys;
use crate::trace_file::TraceFile;
use crate::voice::{Tuning, Voice, VoiceConfig, VoiceError};
use crate::voice_path::VoicePath;
use crate::witnesses::Witnesses;

/// How many reports of the voice path wait for the phone at most: each answers a
/// command, and a phone has a handful of streams.
pub const REPORT_QUEUE: usize = 256;

/// Starts phones.
#[derive(Debug)]
pub struct Softphone;

impl Softphone {
    /// Starts a phone on this runtime. It registers at once.
    ///
    /// # Errors
    /// A sound file, the recording or the trace cannot be used, or the system gives no
    /// thread. What is wrong with the server is no error here: the screen tells it.
    pub fn start(
        config: SoftphoneConfig,
        voice: VoiceConfig,
        runtime: &Handle,
    ) -> Result<(PhoneHandle, Changes), StartError> {
        let (report_sender, reports) = mpsc::channel(REPORT_QUEUE);
        let voice = Box::new(Voice::start(voice, report_sender)?);
        Self::start_with(config, voice, reports, runtime)
    }

    /// Starts a phone on this runtime with this voice path, whose reports come by `reports`.
    ///
    /// # Errors
    /// The recording or the trace cannot be written.
    pub fn start_with(
        config: SoftphoneConfig,
        mut voice: Box<dyn VoicePath>,
        reports: mpsc::Receiver<VoiceReport>,
        runtime: &Handle,
    ) -> Result<(PhoneHandle, Changes), StartError> {
        let Files {
            call_log,
            station,
            recorder,
            trace,
        } = Files::open(&config, None)?;
        if let Some(trace) = trace.as_ref().filter(|_| config.trace_rtp) {
            voice.trace_rtp(trace.rtp_tap());
        }
        let (log_sender, call_logs) = watch::channel(Arc::new(station.call_log.clone()));
        let station = Station::new(station);
        let (change_sender, changes) = changes::queue(CHANGE_QUEUE);
        let (screen_sender, screens) = watch::channel(Arc::clone(station.screen()));
        let (finished_sender, finished) = watch::channel(false);
        let (request_sender, requests) = mpsc::channel(INTENT_QUEUE);
        let clock = PhoneClock::start();
        let looks = {
            // Timers belong to a runtime.
            let _inside = runtime.enter();
            network::looks()
        };
        let journal_keeper = JournalKeeper::default();
        let journal = journal_keeper.journal();
        let courses = Courses::default();
        let driver = Driver {
            station,
            clock: clock.clone(),
            connect_limit: config.connect_limit,
            connection: None,
            standbys: Standbys::default(),
            network: None,
            network_looks: looks,
            closing: None,
            requests,
            voice,
            reports,
            screens: screen_sender,
            names: Names::default(),
            people: People::default(),
            changes: change_sender,
            witnesses: Witnesses::new(
                recorder,
                trace,
                config.journal.then_some(journal_keeper),
                config.trace_folder.is_some(),
            ),
            courses: courses.clone(),
            ends: None,
            call_log,
            call_logs: log_sender,
            figures: Figures::default(),
            finished: finished_sender,
            progress: Progress::Running,
            running: config,
            restart: None,
            next: None,
        };
        runtime.spawn(driver.run());
        Ok((
            PhoneHandle {
                requests: request_sender,
                screens,
                call_log: call_logs,
                finished,
                clock,
                journal,
                courses,
                tuning: Tuning::default(),
            },
            changes,
        ))
    }
}

/// The files of a phone, open.
pub(crate) struct Files {
    pub(crate) call_log: Option<CallLogFile>,
    /// Who it is, with the call lists of their file.
    pub(crate) station: StationConfig,
    pub(crate) recorder: Option<Recorder>,
    pub(crate) trace: Option<TraceFile>,
}

impl Files {
    /// Opens what the configuration names; what `running` names as well is in use and goes on.
    pub(crate) fn open(
        config: &SoftphoneConfig,
        running: Option<&SoftphoneConfig>,
    ) -> Result<Self, StartError> {
        let is_new = |path: &&PathBuf, of: fn(&SoftphoneConfig) -> &Option<PathBuf>| {
            running.is_none_or(|running| of(running).as_ref() != Some(*path))
        };
        let mut station = config.station.clone();
        let trace = config
            .trace
            .as_ref()
            .filter(|path| is_new(path, |config| &config.trace));
        let trace = trace.map(|path| {
            TraceFile::create(path).map_err(|source| StartError::Trace {
                path: path.clone(),
                source,
            })
        });
        let trace = trace.transpose()?;
        let record = config
            .record
            .as_ref()
            .filter(|path| is_new(path, |config| &config.record));
        // A phone that begins anew gets its lists when the file of the old one is closed.
        let call_log = config.call_log.clone().filter(|_| running.is_none());
        let call_log = call_log.map(CallLogFile::open).map(|(file, lists)| {
            station.call_log = lists;
            file
        });
        let recorder = record.map(|path| {
            Recorder::create(path, &station).map_err(|source| StartError::Record {
                path: path.clone(),
                source,
            })
        });
        Ok(Self {
            call_log,
            recorder: recorder.transpose()?,
            station,
            trace,
        })
    }
}

/// Why a phone could not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The voice path cannot start, mostly because of a sound file.
    #[error(transparent)]
    Voice(#[from] VoiceError),
    /// The trace cannot be written.
    #[error("the trace {path} cannot be written: {source}")]
    Trace {
        /// Where it was to be.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The recording cannot be written.
    #[error("the recording {path} cannot be written: {source}")]
    Record {
        /// Where it was to be.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}
