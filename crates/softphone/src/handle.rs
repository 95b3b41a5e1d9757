//! What a front end holds of a running phone: intents in, the newest screen out.

use std::sync::Arc;

use station::{CallCourse, CallLog, Intent, Moment, Screen, StatusMessage, TuningNow};
use tokio::sync::{mpsc, oneshot, watch};

use crate::clock::PhoneClock;
use crate::courses::Courses;
use crate::journal::Journal;
use crate::names::Names;
use crate::restart::Restart;
use crate::voice::{EnhanceSettings, SoundModes, Tune, Tuning, VoiceConfig};
use crate::{SoftphoneConfig, StartError};

/// How many intents wait for the phone at most: more than a person presses in the
/// time that one takes, and enough for a pasted script.
pub(crate) const INTENT_QUEUE: usize = 256;

/// What a front end asks for.
#[derive(Debug)]
pub(crate) enum Request {
    /// A wish, and who wants to know when the phone has dealt with it.
    Intent {
        intent: Intent,
        done: Option<oneshot::Sender<()>>,
    },
    /// Devices of the audio modes.
    Sound(Box<SoundModes>),
    /// Whose the numbers on the screen are.
    Names(Names),
    /// What is done to the recorded sound.
    Enhance(EnhanceSettings),
    /// The sound of a mode is tried.
    Tune(Tune, Tuning),
    /// Be another phone, as soon as no call would be cut.
    Restart(Box<Restart>),
    /// Leave at once, without the server's consent.
    Leave,
    /// The figures of the streams, and who wants to know when all are told.
    Statistics { done: oneshot::Sender<()> },
    /// The status messages.
    StatusMessages {
        answer: oneshot::Sender<Vec<StatusMessage>>,
    },
}

/// A running phone, as a front end holds it. Clones are the same phone.
///
/// The phone leaves in good order when the last one is dropped.
#[derive(Clone, Debug)]
pub struct PhoneHandle {
    pub(crate) requests: mpsc::Sender<Request>,
    pub(crate) screens: watch::Receiver<Arc<Screen>>,
    pub(crate) call_log: watch::Receiver<Arc<CallLog>>,
    pub(crate) finished: watch::Receiver<bool>,
    pub(crate) clock: PhoneClock,
    pub(crate) journal: Journal,
    pub(crate) courses: Courses,
    pub(crate) tuning: Tuning,
}

impl PhoneHandle {
    /// Gives the phone a wish, without waiting. `false`: it has ended, or
    /// takes no more at the moment, and the wish is dropped.
    pub fn send(&self, intent: Intent) -> bool {
        let taken = self
            .requests
            .try_send(Request::Intent { intent, done: None })
            .is_ok();
        if !taken {
            tracing::warn!("the phone took no more intents; one was dropped");
        }
        taken
    }

    /// The audio modes have these devices from now on, in a call as well. `false`: the phone has
    /// ended, or takes no more at the moment.
    pub fn choose_sound(&self, modes: SoundModes) -> bool {
        let taken = self
            .requests
            .try_send(Request::Sound(Box::new(modes)))
            .is_ok();
        if !taken {
            tracing::warn!("the phone took no more requests; the sound devices stay as they are");
        }
        taken
    }

    /// Numbers without a name on the screen get these names from now on, those that are on it
    /// already as well. `false`: the phone has ended, or takes no more at the moment.
    pub fn name_numbers(&self, names: Names) -> bool {
        self.requests.try_send(Request::Names(names)).is_ok()
    }

    /// The recorded sound is cleaned like this from now on, in a call as well. `false`: the phone
    /// has ended, or takes no more at the moment.
    pub fn enhance(&self, settings: EnhanceSettings) -> bool {
        self.requests.try_send(Request::Enhance(settings)).is_ok()
    }

    /// The sound of a mode is tried without a call; [`tuning`](Self::tuning) shows what comes of
    /// it. `false`: the phone has ended, or takes no more at the moment.
    pub fn tune(&self, tune: Tune) -> bool {
        let shows = self.tuning.clone();
        self.requests.try_send(Request::Tune(tune, shows)).is_ok()
    }

    /// What is to be seen of what is tried. The microphone stays open for it only while this is
    /// asked, every second at least.
    pub fn tuning(&self) -> TuningNow {
        self.tuning.now()
    }

    /// Has the phone leave its server and begin anew as this says, once there is no call; whoever
    /// holds it goes on holding the same phone. Waits until it has begun: a call may last.
    ///
    /// `false`: a later wish of this kind has overtaken this one, or the phone has ended. A trace
    /// to the same file goes on; a recording of inputs ends, unless it is to another file.
    ///
    /// # Errors
    /// As [`Softphone::start`](crate::Softphone::start); the phone goes on as it was.
    pub async fn restart(
        &self,
        config: SoftphoneConfig,
        voice: VoiceConfig,
    ) -> Result<bool, StartError> {
        let (sender, done) = oneshot::channel();
        let restart = Box::new(Restart {
            config,
            voice,
            done: sender,
        });
        if self.requests.send(Request::Restart(restart)).await.is_err() {
            return Ok(false);
        }
        done.await.unwrap_or(Ok(false))
    }

    /// Gives the phone a wish and waits until it has dealt with it: all screens and
    /// events that follow at once are then in [`Changes`](crate::Changes).
    /// `false`: the phone has ended.
    pub async fn perform(&self, intent: Intent) -> bool {
        let (sender, done) = oneshot::channel();
        self.requests
            .send(Request::Intent {
                intent,
                done: Some(sender),
            })
            .await
            .is_ok()
            && done.await.is_ok()
    }

    /// Ends the phone at once: no call is ended and nothing is unregistered, but files
    /// are closed. For a person who asks twice.
    pub fn leave_at_once(&self) {
        if self.requests.try_send(Request::Leave).is_err() {
            tracing::debug!("the phone has ended already, or is behind");
        }
    }

    /// Has the figures of all streams told as [`Event::Statistics`](crate::Event::Statistics) in
    /// [`Changes`](crate::Changes), and waits until they are there. `false`: no stream is open.
    pub async fn tell_statistics(&self) -> bool {
        let (sender, done) = oneshot::channel();
        self.requests
            .send(Request::Statistics { done: sender })
            .await
            .is_ok()
            && done.await.is_ok()
    }

    /// How the sound of the last calls was, that of the newest first. Empty before the first call,
    /// and where [`sample_figures`](station::StationConfig::sample_figures) is off.
    pub fn courses(&self) -> Vec<Arc<CallCourse>> {
        self.courses.newest_first()
    }

    /// The status messages, newest first; none when the phone has ended.
    pub async fn status_messages(&self) -> Vec<StatusMessage> {
        let (answer, answered) = oneshot::channel();
        let request = Request::StatusMessages { answer };
        if self.requests.send(request).await.is_err() {
            return Vec::new();
        }
        answered.await.unwrap_or_default()
    }

    /// What the phone said lately; stays empty where
    /// [`journal`](crate::SoftphoneConfig::journal) is off.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// What the phone shows now.
    pub fn screen(&self) -> Arc<Screen> {
        Arc::clone(&self.screens.borrow())
    }

    /// The newest screen, and a wake-up when there is a newer one.
    pub fn screens(&self) -> watch::Receiver<Arc<Screen>> {
        self.screens.clone()
    }

    /// The call lists as they are now, newest call first.
    pub fn call_log(&self) -> Arc<CallLog> {
        Arc::clone(&self.call_log.borrow())
    }

    /// The call lists, and a wake-up when they change.
    pub fn call_logs(&self) -> watch::Receiver<Arc<CallLog>> {
        self.call_log.clone()
    }

    /// The present moment on the phone's clock, which all its moments are on.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Whether the phone has left: unregistered, disconnected, sound files closed.
    pub fn is_finished(&self) -> bool {
        *self.finished.borrow() || self.finished.has_changed().is_err()
    }

    /// Waits until the phone has left.
    pub async fn finished(&self) {
        let mut finished = self.finished.clone();
        // An error means that its task is gone, which is finished too.
        let _task_gone = finished.wait_for(|finished| *finished).await;
    }
}
