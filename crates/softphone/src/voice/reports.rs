//! The way back: answers and the state of the sound devices, as reports.

use std::sync::{Arc, Mutex, PoisonError};

use sound::SoundEvent;
use station::VoiceReport;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

/// Sends reports; clones send to the same place.
#[derive(Clone)]
pub(super) struct Reports {
    sender: mpsc::Sender<VoiceReport>,
    /// What is wrong with the devices, in words; empty when nothing is.
    notices: Arc<Mutex<Notices>>,
}

#[derive(Default)]
struct Notices {
    /// By place.
    of: [String; 3],
    told: String,
}

/// Which of a phone's devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// What the call is heard on.
    Speaker,
    /// What it is spoken into.
    Microphone,
    /// What rings apart from the speaker.
    Ringer,
}

impl Notices {
    /// What the screen shall say: a line for each place.
    fn text(&self) -> String {
        if self.of.iter().all(String::is_empty) {
            return String::new();
        }
        self.of.join("\n")
    }
}

impl Reports {
    pub(super) fn new(sender: mpsc::Sender<VoiceReport>) -> Self {
        Self {
            sender,
            notices: Arc::default(),
        }
    }

    /// Sends a report; never waits.
    pub(super) fn send(&self, report: VoiceReport) {
        match self.sender.try_send(report) {
            Ok(()) => {}
            // The phone has left; its files are closed after it.
            Err(TrySendError::Closed(_)) => {
                tracing::debug!("a report of the voice path came after the phone had left");
            }
            Err(TrySendError::Full(_)) => {
                tracing::warn!("a report of the voice path was dropped: the phone takes none");
            }
        }
    }

    /// Tells what a sound event means, unless that was told last.
    pub(super) fn sound_event(&self, place: Place, event: &SoundEvent) {
        tracing::info!(%event, "sound device");
        if let Some(notice) = event.notice() {
            self.notice(place, notice);
        }
    }

    /// The device is closed on purpose: nothing is wrong with it.
    pub(super) fn forget(&self, place: Place) {
        self.notice(place, String::new());
    }

    /// Says what is wrong with one of them.
    pub(super) fn notice(&self, place: Place, text: String) {
        // Held for a moment, and never in a sound callback: events come on a thread of their own.
        let mut notices = self.notices.lock().unwrap_or_else(PoisonError::into_inner);
        notices.of[place as usize] = text;
        let text = notices.text();
        if text != notices.told {
            notices.told.clone_from(&text);
            self.send(VoiceReport::SoundNotice(text));
        }
    }
}
