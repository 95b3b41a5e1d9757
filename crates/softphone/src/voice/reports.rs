//! The way back: answers and the state of the sound devices, as reports.

use std::sync::{Arc, Mutex, PoisonError};

use sound::{Direction, SoundEvent};
use station::VoiceReport;
use tokio::sync::mpsc;

/// Sends reports; clones send to the same place.
#[derive(Clone)]
pub(super) struct Reports {
    sender: mpsc::Sender<VoiceReport>,
    /// What is wrong with speaker and microphone, in words; empty when nothing is.
    notices: Arc<Mutex<Notices>>,
}

#[derive(Default)]
struct Notices {
    output: String,
    input: String,
    told: String,
}

impl Notices {
    /// What the screen shall say; the same trouble on both sides is said once.
    fn text(&self) -> String {
        match (self.output.as_str(), self.input.as_str()) {
            (output, "") => output.to_owned(),
            ("", input) => input.to_owned(),
            (output, input) => format!("{output}; {input}"),
        }
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
        if let Err(error) = self.sender.try_send(report) {
            tracing::warn!(%error, "a report of the voice path was dropped");
        }
    }

    /// Tells what a sound event means, unless that was told last.
    pub(super) fn sound_event(&self, event: &SoundEvent) {
        tracing::info!(%event, "sound device");
        if let Some(notice) = event.notice() {
            self.notice(event.direction(), notice);
        }
    }

    /// The device is closed on purpose: nothing is wrong with it.
    pub(super) fn forget(&self, direction: Direction) {
        self.notice(direction, String::new());
    }

    /// Says what is wrong with one side.
    pub(super) fn notice(&self, direction: Direction, text: String) {
        // Held for a moment, and never in a sound callback: events come on a thread of their own.
        let mut notices = self.notices.lock().unwrap_or_else(PoisonError::into_inner);
        match direction {
            Direction::Output => notices.output = text,
            Direction::Input => notices.input = text,
        }
        let text = notices.text();
        if text != notices.told {
            notices.told.clone_from(&text);
            self.send(VoiceReport::SoundNotice(text));
        }
    }
}
