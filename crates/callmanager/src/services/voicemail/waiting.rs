//! What phones show and play while messages wait for them.

use sccp::{ButtonType, DeviceTone, LampMode, SetLamp};

use crate::CallManager;
use crate::directory::PhoneIndex;

impl CallManager {
    /// Whether a line has messages that were not heard.
    pub(crate) fn has_mail(&self, phone: PhoneIndex, line_instance: u32) -> bool {
        let number = self.directory.get(phone).buttons.line(line_instance);
        number.is_some_and(|number| self.mailboxes.waiting(number) > 0)
    }

    /// Whether any line of a phone has messages.
    pub(crate) fn has_any_mail(&self, phone: PhoneIndex) -> bool {
        let mut numbers = self.directory.get(phone).buttons.line_numbers();
        numbers.any(|(_, number)| self.mailboxes.waiting(number) > 0)
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

    /// Shows on all phones of a line whether it has messages.
    pub(super) fn show_mail(&mut self, mailbox: &str) {
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
