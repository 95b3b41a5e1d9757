//! Prompts and notices: words on the screen of a phone, in its language and characters.

use std::borrow::Cow;

use sccp::phrases;
use sccp::{
    ClearPriNotify, DisplayNotify, DisplayNotifyV2, DisplayPriNotify, DisplayPriNotifyV2,
    DisplayPromptStatus, DisplayPromptStatusV2, Message,
};

use crate::CallManager;
use crate::calls::Party;
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::display::texts::Text;

/// Seconds that a notice stands which tells what came of a key.
const BRIEF_SECONDS: u32 = 5;

/// Priority of the "From …" notice, as a CallManager 4.1 has it.
const FROM_PRIORITY: u32 = 5;

/// Seconds it stands.
const FROM_SECONDS: u32 = 10;

impl CallManager {
    /// Prompts one of the server's own texts, in the language of the leg's phone.
    pub(crate) fn say(&mut self, reference: u32, text: Text<'_>) {
        if let Some((phone, line_instance)) = self.place(reference) {
            let text = self.own_text(phone, text);
            self.prompt_at(phone, line_instance, reference, &text);
        }
    }

    /// A text as the phone is told it: the server's own ones in its language.
    fn translated<'a>(&self, phone: PhoneIndex, text: &'a [u8]) -> Cow<'a, [u8]> {
        if let Some(own) = Text::of_english(text) {
            return self.own_text(phone, own).into();
        }
        // Old phones show these tokens as they are (reference, section 4.2).
        if let (&[phrases::EXTENDED, number], Some(session)) = (text, self.session_of(phone))
            && !session.is_dynamic()
            && let Some(phrase) = self
                .directory
                .get(phone)
                .language
                .phrase(phrases::EXTENDED, number)
        {
            return session.text(phrase).into();
        }
        text.into()
    }

    /// One of the server's own texts in the language and the characters of a phone.
    pub(crate) fn own_text(&self, phone: PhoneIndex, text: Text<'_>) -> Vec<u8> {
        let text = text.in_language(self.directory.get(phone).language);
        match self.session_of(phone) {
            Some(session) => session.text(&text),
            None => Vec::new(),
        }
    }

    /// Shows a prompt for a leg; `text` is in the phones' tokens and ASCII.
    pub(crate) fn prompt(&mut self, reference: u32, text: &[u8]) {
        if let Some((phone, line_instance)) = self.place(reference) {
            self.prompt_at(phone, line_instance, reference, text);
        }
    }

    /// Shows a prompt; line and reference 0: that of the idle phone.
    pub(crate) fn prompt_at(
        &mut self,
        phone: PhoneIndex,
        line_instance: u32,
        call_reference: u32,
        text: &[u8],
    ) {
        let Some(session) = self.session_of(phone) else {
            return;
        };
        let text = &*self.translated(phone, text);
        let message: Message = if session.is_dynamic() {
            DisplayPromptStatusV2 {
                line_instance,
                call_reference,
                prompt_status: text.into(),
                ..Default::default()
            }
            .into()
        } else {
            DisplayPromptStatus {
                line_instance,
                call_reference,
                prompt_status: text.into(),
                ..Default::default()
            }
            .into()
        };
        self.tell(phone, message);
    }

    /// Shows a notice for some seconds.
    pub(crate) fn notify(&mut self, phone: PhoneIndex, seconds: u32, text: &[u8]) {
        let Some(session) = self.session_of(phone) else {
            return;
        };
        let text = &*self.translated(phone, text);
        let message: Message = if session.is_dynamic() {
            DisplayNotifyV2 {
                time_out_value: seconds,
                notify: text.into(),
            }
            .into()
        } else {
            DisplayNotify {
                time_out_value: seconds,
                notify: text.into(),
            }
            .into()
        };
        self.tell(phone, message);
    }

    /// Shows for a moment what came of a key.
    pub(crate) fn notify_briefly(&mut self, phone: PhoneIndex, text: &[u8]) {
        self.notify(phone, BRIEF_SECONDS, text);
    }

    /// Shows "From …" over everything else for a while.
    pub(crate) fn notify_caller(&mut self, reference: u32) {
        let Some(leg) = self.legs.get(&reference) else {
            return;
        };
        let (phone, text) = (leg.phone, from(&leg.calling));
        self.priority_notify(phone, FROM_PRIORITY, FROM_SECONDS, &text);
    }

    /// Shows a notice over those of lower priority, for some seconds (0: until it is cleared).
    pub(crate) fn priority_notify(
        &mut self,
        phone: PhoneIndex,
        priority: u32,
        time_out_value: u32,
        text: &[u8],
    ) {
        let Some(session) = self.session_of(phone) else {
            return;
        };
        let message: Message = if session.is_dynamic() {
            DisplayPriNotifyV2 {
                time_out_value,
                priority,
                notify: text.into(),
            }
            .into()
        } else {
            DisplayPriNotify {
                time_out_value,
                priority,
                notify: text.into(),
            }
            .into()
        };
        self.tell(phone, message);
    }

    pub(crate) fn clear_caller_notice(&mut self, phone: PhoneIndex) {
        self.tell(
            phone,
            ClearPriNotify {
                priority: FROM_PRIORITY,
            },
        );
    }

    /// Prompts "From …".
    pub(crate) fn prompt_caller(&mut self, reference: u32) {
        if let Some(leg) = self.legs.get(&reference) {
            let text = from(&leg.calling);
            self.prompt(reference, &text);
        }
    }
}

/// "From 1001".
fn from(caller: &Party) -> Vec<u8> {
    [phrase::FROM, caller.number.as_bytes()].concat()
}
