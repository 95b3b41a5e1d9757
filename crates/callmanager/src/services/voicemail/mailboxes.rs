//! The mailboxes of the lines: which messages there are, and which were heard.
//!
//! Their sound is kept by `server::mailboxes`.

use std::collections::BTreeMap;

use crate::port::{Envelope, MessageId};

/// A message that was left.
#[derive(Clone, Debug)]
struct Message {
    id: MessageId,
    from: String,
    heard: bool,
}

/// All mailboxes.
#[derive(Debug, Default)]
pub(crate) struct Mailboxes {
    /// The messages of each line, oldest first.
    boxes: BTreeMap<String, Vec<Message>>,
    /// What is being recorded.
    recording: BTreeMap<MessageId, Envelope>,
    last_message: u32,
}

impl Mailboxes {
    /// Takes in a message that was kept from before the start.
    pub(super) fn take_in(&mut self, message: MessageId, envelope: Envelope, heard: bool) {
        self.last_message = self.last_message.max(message.0);
        self.add(message, envelope, heard);
    }

    /// Notes what is being recorded; gives the number of the message.
    pub(super) fn begin(&mut self, envelope: Envelope) -> MessageId {
        self.last_message += 1;
        let message = MessageId(self.last_message);
        self.recording.insert(message, envelope);
        message
    }

    /// What was recorded as that message, which is recorded no more.
    pub(super) fn end(&mut self, message: MessageId) -> Option<Envelope> {
        self.recording.remove(&message)
    }

    /// Adds a message to those of its line.
    pub(super) fn add(&mut self, message: MessageId, envelope: Envelope, heard: bool) {
        self.boxes
            .entry(envelope.mailbox)
            .or_default()
            .push(Message {
                id: message,
                from: envelope.from,
                heard,
            });
    }

    /// How many messages of a line were not heard yet.
    pub(super) fn waiting(&self, mailbox: &str) -> usize {
        let messages = self.messages(mailbox).iter();
        messages.filter(|message| !message.heard).count()
    }

    /// How many messages a line has, with those being recorded.
    pub(super) fn count(&self, mailbox: &str) -> usize {
        let recording = self.recording.values();
        let recording = recording.filter(|envelope| envelope.mailbox == mailbox);
        self.messages(mailbox).len() + recording.count()
    }

    /// The messages of a line in the order they are played: new ones first.
    pub(super) fn order(&self, mailbox: &str) -> Vec<MessageId> {
        let messages = self.messages(mailbox).iter();
        let (heard, new): (Vec<_>, Vec<_>) = messages.partition(|message| message.heard);
        let all = new.into_iter().chain(heard);
        all.map(|message| message.id).collect()
    }

    /// Who left a message; nobody if it is gone.
    pub(super) fn from(&self, mailbox: &str, message: MessageId) -> Option<&str> {
        let mut messages = self.messages(mailbox).iter();
        let found = messages.find(|known| known.id == message)?;
        Some(&found.from)
    }

    /// Notes that a message was heard; whether that is new.
    pub(super) fn hear(&mut self, mailbox: &str, message: MessageId) -> bool {
        let messages = self.boxes.get_mut(mailbox).into_iter().flatten();
        let mut unheard = messages.filter(|known| known.id == message && !known.heard);
        unheard.next().is_some_and(|known| {
            known.heard = true;
            true
        })
    }

    /// Drops a message.
    pub(super) fn remove(&mut self, mailbox: &str, message: MessageId) {
        if let Some(messages) = self.boxes.get_mut(mailbox) {
            messages.retain(|known| known.id != message);
        }
    }

    fn messages(&self, mailbox: &str) -> &[Message] {
        self.boxes.get(mailbox).map_or(&[], Vec::as_slice)
    }
}
