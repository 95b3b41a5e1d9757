//! What happened to the phone and is worth reading later: the status messages, and the traffic
//! with servers in figures.

use std::collections::VecDeque;

use crate::{Moment, Station};

/// Messages kept, as on a 7970.
const MAX_MESSAGES: usize = 50;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMessage {
    /// When, the last time.
    pub at: Moment,
    /// What, in words.
    pub text: String,
    /// How often in a row.
    pub times: u32,
}

/// What happened, newest first; the oldest is forgotten.
#[derive(Clone, Debug, Default)]
pub(crate) struct StatusMessages {
    messages: VecDeque<StatusMessage>,
}

impl StatusMessages {
    /// Newest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &StatusMessage> {
        self.messages.iter()
    }

    /// Nothing has happened.
    pub(crate) fn clear(&mut self) {
        self.messages.clear();
    }

    /// This happens now. The same again is counted, not listed.
    fn note(&mut self, at: Moment, text: String) {
        if text.is_empty() {
            return;
        }
        if let Some(newest) = self.messages.front_mut()
            && newest.text == text
        {
            newest.at = at;
            newest.times = newest.times.saturating_add(1);
            return;
        }
        self.messages.truncate(MAX_MESSAGES - 1);
        self.messages
            .push_front(StatusMessage { at, text, times: 1 });
    }
}

/// What has gone to servers and come from them since the phone started.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traffic {
    /// Since when the connection is open.
    pub(crate) since: Option<Moment>,
    pub(crate) messages_sent: u64,
    pub(crate) messages_received: u64,
    pub(crate) bytes_sent: u64,
    pub(crate) bytes_received: u64,
    pub(crate) registrations: u64,
    pub(crate) losses: u64,
}

impl Station {
    /// The status messages, newest first.
    pub fn status_messages(&self) -> impl Iterator<Item = &StatusMessage> {
        self.status_messages.iter()
    }

    /// Something happened that a person may want to read later.
    pub(crate) fn note_status(&mut self, text: impl Into<String>) {
        self.status_messages.note(self.now, text.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_bounded_and_the_same_again_is_counted() {
        let mut messages = StatusMessages::default();
        for number in 0..200 {
            messages.note(Moment::START, format!("message {number}"));
            messages.note(Moment::START, format!("message {number}"));
        }
        assert_eq!(messages.iter().count(), MAX_MESSAGES);
        let newest = messages.iter().next().expect("there are some");
        assert_eq!((newest.text.as_str(), newest.times), ("message 199", 2));
    }
}
