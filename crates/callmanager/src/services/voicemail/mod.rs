//! Voice mail: who leaves a message for whom, who hears it, and which lamps are lit.
//!
//! The sound is recorded and kept by `server::mailboxes`; here is what stands on
//! each message, and what the keys do. A call that was sent on to the number of
//! voice mail leaves a message for the line that was called first; one that was
//! dialled hears the messages of its own line.

mod mailboxes;
mod waiting;

pub(crate) use mailboxes::Mailboxes;

use std::time::Duration;

use tracing::info;

use crate::calls::LegState;
use crate::calls::dialling::OffHookBy;
use crate::directory::PhoneIndex;
use crate::display::texts::Text;
use crate::manager::Deadline;
use crate::port::{Envelope, MessageId};
use crate::{CallManager, Clip, MediaCommand, StreamId};

/// The pause after a message before the next one plays by itself.
const PAUSE: Duration = Duration::from_secs(4);

/// Digits of a number that the greeting says; longer ones are cut.
const MAX_SPOKEN: usize = 12;

/// What a leg does at voice mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mail {
    /// Hears the greeting of a line, and will be recorded.
    Greeting { mailbox: String },
    /// Is recorded.
    Recording,
    /// Hears the messages of a line: the order, and the place in it.
    Listening {
        mailbox: String,
        order: Vec<MessageId>,
        at: usize,
    },
    /// Hears a last sound.
    Ending,
}

impl CallManager {
    /// A message that was kept from before the start.
    pub(crate) fn stored(&mut self, message: MessageId, envelope: Envelope, heard: bool) {
        self.mailboxes.take_in(message, envelope, heard);
    }

    /// The Messages key: calls voice mail, on the line that has messages.
    pub(crate) fn messages_key(&mut self, phone: PhoneIndex, line_instance: u32) {
        let number = self.config.voicemail.number.clone();
        if number.is_empty() {
            let text = self.own_text(phone, Text::NoVoicemail);
            return self.notify_briefly(phone, &text);
        }
        let mut lines = 1..=self.directory.get(phone).buttons.lines();
        let line_instance = if self.has_mail(phone, line_instance) {
            line_instance
        } else {
            let with_mail = lines.find(|line| self.has_mail(phone, *line));
            with_mail.unwrap_or(line_instance)
        };
        self.call(phone, line_instance, OffHookBy::Key, &number);
    }

    /// The server's stream to a leg at voice mail has begun.
    pub(crate) fn mail_started(&mut self, reference: u32) {
        let Some(leg) = self.legs.get(&reference) else {
            return;
        };
        match leg.redirect.as_ref().map(|by| by.original.number.clone()) {
            Some(mailbox) => self.greet(reference, mailbox),
            None => {
                let (phone, line_instance) = (leg.phone, leg.line_instance);
                let number = self.directory.get(phone).line_number(line_instance);
                self.read_mail(reference, number.unwrap_or_default());
            }
        }
    }

    /// Says whose voice mail it is.
    fn greet(&mut self, reference: u32, mailbox: String) {
        if self.mailboxes.count(&mailbox) >= self.config.voicemail.messages {
            self.say(reference, Text::MailboxFull);
            return self.end_mail(reference, vec![Clip::Beep, Clip::Beep]);
        }
        let spoken = mailbox.chars().take(MAX_SPOKEN).map(Clip::Key);
        let clips = spoken.chain([Clip::Beep]).collect();
        self.say(reference, Text::LeaveMessage);
        self.set_mail(reference, Mail::Greeting { mailbox });
        self.play(reference, clips);
    }

    /// Records after the greeting.
    fn record(&mut self, reference: u32, mailbox: String) {
        let Some(leg) = self.legs.get(&reference) else {
            return;
        };
        let Some(stream) = leg.channel.stream() else {
            return;
        };
        let envelope = Envelope {
            mailbox,
            from: leg.calling.number.clone(),
            unix_ms: self.clock().unix_ms,
        };
        let message = self.mailboxes.begin(envelope.clone());
        let longest = self.config.voicemail.longest;
        self.set_mail(reference, Mail::Recording);
        self.timers
            .set(Deadline::Leg(reference), self.now + longest);
        self.media(MediaCommand::Record {
            stream,
            message,
            envelope,
            longest,
        });
    }

    /// A recording has ended.
    pub(crate) fn recorded(&mut self, message: MessageId, length: Duration) {
        let envelope = self.mailboxes.end(message);
        let Some(envelope) = envelope.filter(|_| !length.is_zero()) else {
            return;
        };
        let mailbox = envelope.mailbox.clone();
        info!(%mailbox, seconds = length.as_secs(), "a message was left");
        self.mailboxes.add(message, envelope, false);
        self.show_mail(&mailbox);
    }

    /// Begins to play the messages of a line.
    fn read_mail(&mut self, reference: u32, mailbox: String) {
        let order = self.mailboxes.order(&mailbox);
        let waiting = self.mailboxes.waiting(&mailbox);
        let count = waiting.to_string().chars().map(Clip::Key).collect();
        if order.is_empty() {
            self.say(reference, Text::NoMessages);
            return self.end_mail(reference, count);
        }
        let mail = Mail::Listening {
            mailbox,
            order,
            at: 0,
        };
        self.set_mail(reference, mail);
        self.play_message(reference, count);
    }

    /// Plays the message a leg is at, with other sounds before it; ends after the last.
    fn play_message(&mut self, reference: u32, mut before: Vec<Clip>) {
        self.timers.clear(Deadline::Leg(reference));
        let Some(Mail::Listening { mailbox, order, at }) = self.mail(reference) else {
            return;
        };
        let Some(message) = order.get(at).copied() else {
            self.say(reference, Text::NoMoreMessages);
            return self.end_mail(reference, vec![Clip::Beep]);
        };
        let from = self.mailboxes.from(&mailbox, message);
        let from = from.unwrap_or_default().to_owned();
        let text = Text::Message {
            number: at + 1,
            of: order.len(),
            from: &from,
        };
        self.say(reference, text);
        before.extend([Clip::Beep, Clip::Message(message)]);
        self.play(reference, before);
    }

    /// Goes on to another message: the place is moved by so many, and never before the first.
    fn move_on(&mut self, reference: u32, steps: usize) {
        if let Some(Mail::Listening { at, .. }) = self
            .legs
            .get_mut(&reference)
            .and_then(|leg| leg.mail.as_mut())
        {
            *at += steps;
        }
        self.play_message(reference, Vec::new());
    }

    /// All sounds that were ordered for a stream have been played.
    pub(crate) fn clips_finished(&mut self, stream: StreamId) {
        let Some(reference) = self.leg_of_stream(stream) else {
            return;
        };
        match self.mail(reference) {
            Some(Mail::Greeting { mailbox }) => self.record(reference, mailbox),
            Some(Mail::Listening { mailbox, order, at }) => {
                if let Some(message) = order.get(at) {
                    self.heard(&mailbox, *message);
                }
                self.timers.set(Deadline::Leg(reference), self.now + PAUSE);
            }
            Some(Mail::Ending) => self.release(reference),
            Some(Mail::Recording) | None => {}
        }
    }

    /// A key is pressed at voice mail.
    pub(crate) fn mail_key(&mut self, reference: u32, key: char) {
        match (self.mail(reference), key) {
            (Some(Mail::Recording), '#') => self.stop_recording(reference),
            (Some(Mail::Listening { .. }), '#') => self.move_on(reference, 1),
            (Some(Mail::Listening { .. }), '*') => self.move_on(reference, 0),
            (Some(Mail::Listening { mailbox, order, at }), '7') => {
                if let Some(message) = order.get(at) {
                    self.delete(&mailbox, *message);
                }
                self.move_on(reference, 1);
            }
            _ => {}
        }
    }

    /// A leg at voice mail has done the same for as long as it may.
    pub(crate) fn mail_expired(&mut self, reference: u32) {
        match self.mail(reference) {
            Some(Mail::Recording) => self.stop_recording(reference),
            Some(Mail::Listening { .. }) => self.move_on(reference, 1),
            _ => {}
        }
    }

    fn stop_recording(&mut self, reference: u32) {
        let stream = self
            .legs
            .get(&reference)
            .and_then(|leg| leg.channel.stream());
        if let Some(stream) = stream {
            self.media(MediaCommand::StopRecording { stream });
        }
        self.end_mail(reference, vec![Clip::Beep]);
    }

    /// Plays a last sound; the call ends after it.
    fn end_mail(&mut self, reference: u32, clips: Vec<Clip>) {
        self.timers.clear(Deadline::Leg(reference));
        self.set_mail(reference, Mail::Ending);
        self.play(reference, clips);
    }

    fn mail(&self, reference: u32) -> Option<Mail> {
        let leg = self.legs.get(&reference)?;
        let at_voicemail = leg.state == LegState::Connected;
        leg.mail.clone().filter(|_| at_voicemail)
    }

    fn set_mail(&mut self, reference: u32, mail: Mail) {
        if let Some(leg) = self.legs.get_mut(&reference) {
            leg.mail = Some(mail);
        }
    }

    fn heard(&mut self, mailbox: &str, message: MessageId) {
        if self.mailboxes.hear(mailbox, message) {
            self.media(MediaCommand::Heard { message });
            self.show_mail(mailbox);
        }
    }

    fn delete(&mut self, mailbox: &str, message: MessageId) {
        self.mailboxes.remove(mailbox, message);
        self.media(MediaCommand::Forget { message });
        self.show_mail(mailbox);
    }
}
