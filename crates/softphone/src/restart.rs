//! A phone that becomes another one: it leaves its server, and begins anew under the same handle.

use std::sync::Arc;

use station::{Input, Intent, Station, VoiceReport};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::SoftphoneConfig;
use crate::call_log_file::CallLogFile;
use crate::connection::Connection;
use crate::driver::{CLOSE_LIMIT, Driver, Progress};
use crate::figures::Figures;
use crate::standbys::Standbys;
use crate::start::{Files, REPORT_QUEUE, StartError};
use crate::voice::{Voice, VoiceConfig};
use crate::voice_path::VoicePath;

/// What a phone is to be.
pub(crate) struct Restart {
    pub(crate) config: SoftphoneConfig,
    pub(crate) voice: VoiceConfig,
    /// Who wants to know what became of it.
    pub(crate) done: oneshot::Sender<Result<bool, StartError>>,
}

/// The same, with all that could have gone wrong behind it.
pub(crate) struct NextPhone {
    config: SoftphoneConfig,
    files: Files,
    voice: Box<dyn VoicePath>,
    reports: mpsc::Receiver<VoiceReport>,
    done: oneshot::Sender<Result<bool, StartError>>,
}

impl NextPhone {
    fn ready(
        config: SoftphoneConfig,
        voice: VoiceConfig,
        done: oneshot::Sender<Result<bool, StartError>>,
        running: &SoftphoneConfig,
    ) -> Option<Self> {
        let (report_sender, reports) = mpsc::channel(REPORT_QUEUE);
        let made = Voice::start(voice, report_sender)
            .map_err(StartError::from)
            .and_then(|voice| Ok((voice, Files::open(&config, Some(running))?)));
        match made {
            Ok((voice, files)) => Some(Self {
                config,
                files,
                voice: Box::new(voice),
                reports,
                done,
            }),
            Err(error) => {
                // An error means that the asker did not wait.
                let _asker_gone = done.send(Err(error));
                None
            }
        }
    }
}

impl Driver {
    /// Begins to leave for what the phone is to be, when there is no call to be cut.
    pub(crate) fn leave_for_restart(&mut self) {
        let is_free = self.progress == Progress::Running && self.station.screen().calls.is_empty();
        let Some(restart) = self.restart.take_if(|_| is_free) else {
            return;
        };
        let Restart {
            config,
            voice,
            done,
        } = *restart;
        let Some(next) = NextPhone::ready(config, voice, done, &self.running) else {
            return;
        };
        tracing::info!(device = next.config.station.device, "the phone begins anew");
        self.leave_in_time();
        self.next = Some(next);
        self.handle(Input::Intent(Intent::Quit));
    }

    /// The phone has left its server and is another one from now on.
    pub(crate) async fn begin_anew(&mut self, next: NextPhone) {
        let NextPhone {
            config,
            files,
            voice,
            reports,
            done,
        } = next;
        let Files {
            mut station,
            recorder,
            trace,
            ..
        } = files;
        let closing = self.connection.take().and_then(Connection::close);
        let closing = closing.or(self.closing.take());
        let sent = async {
            if let Some(closing) = closing {
                // An error means that it was cut off, which is closed too.
                let _cut_off = closing.await;
            }
        };
        let old_voice = std::mem::replace(&mut self.voice, voice);
        let old_log = self.call_log.take();
        let may_trace = config.trace_folder.is_some();
        let old_recorder = self.witnesses.begin_anew(recorder, may_trace);
        let path = config.call_log.clone();
        // They wait for their threads; the lists are read when they are written.
        let written = tokio::task::spawn_blocking(move || {
            drop(old_log);
            let opened = path.map(CallLogFile::open);
            drop(old_voice);
            drop(old_recorder);
            opened
        });
        let (written, _) = tokio::join!(timeout(CLOSE_LIMIT, written), timeout(CLOSE_LIMIT, sent));
        match written {
            Ok(Ok(Some((file, lists)))) => {
                station.call_log = lists;
                self.call_log = Some(file);
            }
            Ok(Ok(None)) => {}
            Ok(Err(_)) | Err(_) => {
                tracing::warn!(
                    "the sound devices did not close in time; the call lists are not kept"
                );
            }
        }
        if trace.is_some() || config.trace.is_none() {
            self.witnesses.set_trace(trace);
        }
        if let Some(tap) = self.witnesses.rtp_tap().filter(|_| config.trace_rtp) {
            self.voice.trace_rtp(tap);
        }
        self.reports = reports;
        self.standbys = Standbys::default();
        self.network = None;
        self.figures = Figures::default();
        self.connect_limit = config.connect_limit;
        self.running = config;
        self.station = Station::new(station);
        self.screens.send_replace(Arc::clone(self.station.screen()));
        self.progress = Progress::Running;
        self.handle(Input::Tick);
        for intent in self.people.intents() {
            self.handle(Input::Intent(intent));
        }
        // An error means that the asker did not wait.
        let _asker_gone = done.send(Ok(true));
    }
}

impl std::fmt::Debug for Restart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Restart").finish_non_exhaustive()
    }
}
