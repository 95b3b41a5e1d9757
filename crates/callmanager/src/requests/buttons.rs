//! Buttons that are pressed: line keys, speed dials and features.

use sccp::{ButtonType, Stimulus};

use crate::CallManager;
use crate::calls::LegState;
use crate::calls::dialling::OffHookBy;
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::display::soft_keys::{self as keys, Key};

/// The buttons that do what a soft key does.
const KEYS: [(ButtonType, Key); 14] = [
    (ButtonType::FORWARD_ALL, keys::FORWARD_ALL),
    (ButtonType::TRANSFER, keys::TRANSFER),
    (ButtonType::CONFERENCE, keys::CONFERENCE),
    (ButtonType::CONF_LIST, keys::CONFERENCE_LIST),
    (ButtonType::REMOVE_LAST_PARTICIPANT, keys::REMOVE_LAST),
    (ButtonType::SELECT, keys::SELECT),
    (ButtonType::MEET_ME_CONFERENCE, keys::MEET_ME),
    (ButtonType::CALL_PICKUP, keys::PICK_UP),
    (ButtonType::GROUP_CALL_PICKUP, keys::GROUP_PICK_UP),
    (ButtonType::OTHER_PICKUP, keys::OTHER_PICK_UP),
    (ButtonType::DO_NOT_DISTURB, keys::DO_NOT_DISTURB),
    (ButtonType::HLOG, keys::HUNT_LOG),
    (ButtonType::CALL_BACK, keys::CALL_BACK),
    (ButtonType::QRT, keys::QUALITY_REPORT),
];

impl CallManager {
    /// A button of the phone.
    pub(super) fn stimulus(&mut self, phone: PhoneIndex, message: &Stimulus) {
        let meant = self.leg_meant(phone, message.call_reference);
        match message.stimulus {
            ButtonType::LINE => self.line_key(phone, message.line_instance),
            ButtonType::SPEED_DIAL | ButtonType::BLF_SPEED_DIAL => {
                self.speed_dial(phone, message.line_instance)
            }
            ButtonType::LAST_NUMBER_REDIAL => {
                self.redial(phone, self.line_meant(phone, message.line_instance))
            }
            ButtonType::NEW_CALL => {
                let line_instance = self.line_meant(phone, message.line_instance);
                self.off_hook(phone, line_instance, OffHookBy::Key);
            }
            ButtonType::HOLD => match (meant, self.held(phone, None)) {
                (Some(active), _) if self.leg_state(active) == Some(LegState::Connected) => {
                    self.hold(active, true)
                }
                (_, Some(held)) => self.resume(held),
                _ => {}
            },
            ButtonType::END_CALL | ButtonType::ANSWER_RELEASE => {
                if let Some(reference) = meant {
                    self.hang_up(reference);
                }
            }
            ButtonType::CALL_PARK => {
                if let Some(reference) = meant {
                    self.park(reference);
                }
            }
            ButtonType::FEATURE => self.toggle_feature(phone, ButtonType::FEATURE),
            ButtonType::MALICIOUS_CALL => {
                if let Some(reference) = meant {
                    self.report_malicious_call(reference);
                }
            }
            // The phone fetches it by itself.
            ButtonType::SERVICE_URL => {}
            ButtonType::VOICEMAIL | ButtonType::MESSAGES => {
                let line_instance = self.line_meant(phone, message.line_instance);
                self.messages_key(phone, line_instance);
            }
            button => match KEYS.iter().find(|(known, _)| *known == button) {
                // The instance is that of the button.
                Some((_, key)) => self.feature_key(phone, 1, meant, *key),
                None => self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE),
            },
        }
    }

    /// A line key: answers, resumes, or goes off hook on that line.
    fn line_key(&mut self, phone: PhoneIndex, line_instance: u32) {
        let line_instance = self.line_meant(phone, line_instance);
        if let Some(ringing) = self.leg_in(phone, line_instance, LegState::RingingIn) {
            return self.answer(ringing, OffHookBy::Key);
        }
        let active = self.active_leg(phone);
        if let Some(active) = active
            && self.place(active) == Some((phone, line_instance))
        {
            if self.leg_state(active) == Some(LegState::Whispered) {
                self.talk_back(active);
            }
            return;
        }
        let held = self.leg_in(phone, line_instance, LegState::Held);
        match (held, self.stealable(phone, line_instance, None)) {
            (Some(held), _) => self.resume(held),
            (None, Some(shadow)) => self.steal(shadow),
            (None, None) => self.off_hook(phone, line_instance, OffHookBy::Key),
        }
    }
}
