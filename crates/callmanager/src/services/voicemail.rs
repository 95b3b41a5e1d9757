//! Voice mail: who leaves a message for whom, who hears it, and which lamps are lit.
//!
//! The sound is recorded and kept by `server::mailboxes`; here is what stands on
//! each message, and what the keys do. A call that was sent on to the number of
//! voice mail leaves a message for the line that was called first; one that was
//! dialled hears the messages of its own line.

use std::collections::BTreeMap;
use std::time::Duration;

use sccp::{ButtonType, DeviceTone, LampMode, SetLamp};
use tracing::info;

use crate::calls::dialling::OffHookBy;
use crate::calls::leg::{Far, LegState};
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::display::texts::Text;
use crate::manager::Deadline;
use crate::port::{Envelope, MessageId};
use crate::{CallManager, Clip, MediaCommand, StreamId};

/// The pause after a message before the next one plays by itself.
const PAUSE: Duration = Duration::from_secs(4);

/// Why a call goes to voice mail by its key (reference, section 4.5).
const IMMEDIATE_DIVERT: u32 = 50;

/// Digits of a number that the greeting says; longer ones are cut.
const MAX_SPOKEN: usize = 12;

/// A message that was left.
#[derive(Clone, Debug)]
struct Letter {
    message: MessageId,
    from: String,
    heard: bool,
}

/// All mailboxes.
#[derive(Debug, Default)]
pub(crate) struct Voicemail {
    /// The messages of each line, oldest first.
    boxes: BTreeMap<String, Vec<Letter>>,
    /// What is being recorded.
    recording: BTreeMap<MessageId, Envelope>,
    last_message: u32,
}

impl Voicemail {
    /// Messages that were not heard yet.
    fn waiting(&self, mailbox: &str) -> usize {
        let letters = self.boxes.get(mailbox).map_or(&[][..], Vec::as_slice);
        letters.iter().filter(|letter| !letter.heard).count()
    }

    /// Messages of a line, with those being recorded.
    fn count(&self, mailbox: &str) -> usize {
        let kept = self.boxes.get(mailbox).map_or(0, Vec::len);
        let recording = self.recording.values();
        kept + recording
            .filter(|envelope| envelope.mailbox == mailbox)
            .count()
    }

    /// The messages in the order they are played: new ones first.
    fn order(&self, mailbox: &str) -> Vec<MessageId> {
        let letters = self.boxes.get(mailbox).map_or(&[][..], Vec::as_slice);
        let (heard, new): (Vec<_>, Vec<_>) = letters.iter().partition(|letter| letter.heard);
        let all = new.into_iter().chain(heard);
        all.map(|letter| letter.message).collect()
    }

    fn letter(&mut self, mailbox: &str, message: MessageId) -> Option<&mut Letter> {
        let letters = self.boxes.get_mut(mailbox)?;
        letters.iter_mut().find(|letter| letter.message == message)
    }
}

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
        self.voicemail.last_message = self.voicemail.last_message.max(message.0);
        let letters = self.voicemail.boxes.entry(envelope.mailbox).or_default();
        letters.push(Letter {
            message,
            from: envelope.from,
            heard,
        });
    }

    /// Whether a line has messages that were not heard.
    pub(crate) fn has_mail(&self, phone: PhoneIndex, line_instance: u32) -> bool {
        let number = self.directory.get(phone).buttons.line(line_instance);
        number.is_some_and(|number| self.voicemail.waiting(number) > 0)
    }

    /// The dial tone of a leg's line: another one while there are messages.
    pub(crate) fn dial_tone(&self, reference: u32) -> DeviceTone {
        match self.place(reference) {
            Some((phone, line_instance)) if self.has_mail(phone, line_instance) => {
                DeviceTone::MESSAGE_WAITING_DIAL_TONE
            }
            _ => DeviceTone::INSIDE_DIAL_TONE,
        }
    }

    /// Whether any line of a phone has messages.
    pub(crate) fn has_any_mail(&self, phone: PhoneIndex) -> bool {
        let mut numbers = self.directory.get(phone).buttons.line_numbers();
        numbers.any(|(_, number)| self.voicemail.waiting(number) > 0)
    }

    /// The Messages key: calls voice mail, on the line that has messages.
    pub(crate) fn messages_key(&mut self, phone: PhoneIndex, line_instance: u32) {
        let number = self.config.voicemail.number.clone();
        if number.is_empty() {
            let text = self.own_text(phone, Text::NoVoicemail);
            return self.notify(phone, 5, &text);
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
        if self.voicemail.count(&mailbox) >= self.config.voicemail.messages {
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
        self.voicemail.last_message += 1;
        let message = MessageId(self.voicemail.last_message);
        let longest = self.config.voicemail.longest;
        self.voicemail.recording.insert(message, envelope.clone());
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
        let Some(envelope) = self.voicemail.recording.remove(&message) else {
            return;
        };
        if length.is_zero() {
            return;
        }
        let Envelope { mailbox, from, .. } = envelope;
        info!(%mailbox, seconds = length.as_secs(), "a message was left");
        let letters = self.voicemail.boxes.entry(mailbox.clone()).or_default();
        letters.push(Letter {
            message,
            from,
            heard: false,
        });
        self.show_mail(&mailbox);
    }

    /// Begins to play the messages of a line.
    fn read_mail(&mut self, reference: u32, mailbox: String) {
        let order = self.voicemail.order(&mailbox);
        let waiting = self.voicemail.waiting(&mailbox);
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
        let letter = self.voicemail.letter(&mailbox, message);
        let from = letter.map(|letter| letter.from.clone()).unwrap_or_default();
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
        let Some(letter) = self.voicemail.letter(mailbox, message) else {
            return;
        };
        if !std::mem::replace(&mut letter.heard, true) {
            self.media(MediaCommand::Heard { message });
            self.show_mail(mailbox);
        }
    }

    fn delete(&mut self, mailbox: &str, message: MessageId) {
        if let Some(letters) = self.voicemail.boxes.get_mut(mailbox) {
            letters.retain(|letter| letter.message != message);
        }
        self.media(MediaCommand::Forget { message });
        self.show_mail(mailbox);
    }

    /// The iDivert key: sends the caller of a leg to the voice mail of its line.
    pub(crate) fn divert(&mut self, reference: u32) {
        let Some(leg) = self.legs.get(&reference) else {
            return;
        };
        let (phone, line_instance, far) = (leg.phone, leg.line_instance, leg.far);
        let number = self.directory.get(phone).line_number(line_instance);
        let to = number.and_then(|number| self.voicemail_of(&number));
        let (Some(to), Far::Leg(caller)) = (to, far) else {
            return self.notify(phone, 5, phrase::KEY_IS_NOT_ACTIVE);
        };
        let by = self.party_at(reference);
        self.withdraw(caller);
        self.release(reference);
        self.send_on(caller, by, &to, IMMEDIATE_DIVERT);
    }

    /// Whether iDivert does something for a leg.
    pub(crate) fn can_divert(&self, reference: u32) -> bool {
        self.legs.get(&reference).is_some_and(|leg| {
            let number = self
                .directory
                .get(leg.phone)
                .buttons
                .line(leg.line_instance);
            !leg.outbound
                && matches!(leg.far, Far::Leg(_))
                && number.is_some_and(|number| self.voicemail_of(number).is_some())
        })
    }

    /// Shows on all phones of a line whether it has messages.
    fn show_mail(&mut self, mailbox: &str) {
        for (phone, line_instance) in self.directory.places(mailbox).to_vec() {
            self.light_mail(phone, line_instance);
            if self.active_leg(phone).is_none() {
                self.show_idle(phone);
            }
        }
    }

    /// Lights the message lamp of a line, or puts it out.
    pub(crate) fn light_mail(&mut self, phone: PhoneIndex, line_instance: u32) {
        let lamp_mode = if self.has_mail(phone, line_instance) {
            LampMode::ON
        } else {
            LampMode::OFF
        };
        self.tell(
            phone,
            SetLamp {
                stimulus: ButtonType::VOICEMAIL,
                stimulus_instance: line_instance,
                lamp_mode,
            },
        );
    }
}
