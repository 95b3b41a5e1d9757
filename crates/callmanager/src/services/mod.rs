//! What the server itself does in a call: number 602 collects keys and reads them back.
//! Voice mail, paging and scripts have files of their own.

pub(crate) mod paging;
pub(crate) mod presses;
pub(crate) mod script;
pub(crate) mod voicemail;

use tracing::trace;

use crate::calls::{Far, LegState, Path};
use crate::directory::numbers::Service;
use crate::manager::Deadline;
use crate::services::presses::Told;
use crate::{CallManager, Clip, MediaCommand, Source, StreamId};

/// Keys read back at once; more are read back before the pause.
const MAX_COLLECTED: usize = 24;

/// The most clips a [`MediaCommand::Play`] has: the words before the keys, and the keys.
pub const MAX_CLIPS: usize = 1 + MAX_COLLECTED;

impl CallManager {
    /// A key heard in a server stream.
    pub(crate) fn stream_digit(&mut self, stream: StreamId, digit: char) {
        if let Some(reference) = self.leg_of_stream(stream) {
            self.press(reference, digit, Told::Event);
        }
    }

    /// A key pressed in a talk.
    pub(crate) fn press(&mut self, reference: u32, digit: char, told: Told) {
        let now = self.now;
        let Some(leg) = self
            .legs
            .get_mut(&reference)
            .filter(|leg| leg.state == LegState::Connected)
        else {
            return;
        };
        if leg.script.is_some() {
            // A script that waits for a key takes any.
            self.script_key(reference);
            return;
        }
        let Far::Service(service @ (Service::Announcement | Service::Voicemail)) = leg.far else {
            return;
        };
        if !matches!(digit, '0'..='9' | '*' | '#') || !leg.presses.is_new(digit, told, now) {
            return;
        }
        trace!(call_reference = reference, "a key is pressed");
        if service == Service::Voicemail {
            return self.mail_key(reference, digit);
        }
        let is_first = leg.collected.is_empty();
        leg.collected.push(digit);
        if digit == '#' || leg.collected.len() >= MAX_COLLECTED {
            return self.read_back(reference);
        }
        if is_first {
            // Who presses has heard enough.
            self.play(reference, Vec::new());
        }
        self.timers
            .set(Deadline::Leg(reference), now + self.config.read_back_pause);
    }

    /// A call with the server itself has been as it is for as long as it may.
    pub(crate) fn service_expired(&mut self, reference: u32) {
        match self.legs.get(&reference).map(|leg| leg.far) {
            Some(Far::Service(Service::Voicemail)) => self.mail_expired(reference),
            Some(Far::Service(Service::Paging)) => self.release(reference),
            Some(Far::Service(Service::Script)) => self.go_on(reference),
            Some(Far::Page(_)) => self.without_group(reference),
            _ => self.read_back(reference),
        }
    }

    /// Reads back the keys pressed so far. A closing `#` is read only when it is alone.
    fn read_back(&mut self, reference: u32) {
        self.timers.clear(Deadline::Leg(reference));
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        let collected = std::mem::take(&mut leg.collected);
        if collected.is_empty() {
            return;
        }
        let keys = collected
            .strip_suffix('#')
            .filter(|keys| !keys.is_empty())
            .unwrap_or(&collected);
        let clips = std::iter::once(Clip::YouPressed)
            .chain(keys.chars().map(Clip::Key))
            .collect();
        self.play(reference, clips);
    }

    /// Plays clips to a leg in place of what plays.
    pub(crate) fn play(&mut self, reference: u32, clips: Vec<Clip>) {
        let Some(channel) = self.legs.get(&reference).map(|leg| &leg.channel) else {
            return;
        };
        let speaks = [Source::Announcement, Source::Voicemail].map(Path::Stream);
        if speaks.contains(&channel.path)
            && channel.stream_started
            && let Some(stream) = channel.stream()
        {
            self.media(MediaCommand::Play { stream, clips });
        }
    }
}
