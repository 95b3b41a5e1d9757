//! Buttons that are pressed: line keys, speed dials and features.

use sccp::Stimulus;

use crate::CallManager;
use crate::calls::LegState;
use crate::calls::dialling::OffHookBy;
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::features::pickup::PickUp;

impl CallManager {
    /// A button of the phone.
    pub(super) fn stimulus(&mut self, phone: PhoneIndex, message: &Stimulus) {
        use sccp::ButtonType as Button;

        let meant = self.leg_meant(phone, message.call_reference);
        match message.stimulus {
            Button::LINE => self.line_key(phone, message.line_instance),
            Button::SPEED_DIAL | Button::BLF_SPEED_DIAL => {
                self.speed_dial(phone, message.line_instance)
            }
            Button::LAST_NUMBER_REDIAL => {
                self.redial(phone, self.line_meant(phone, message.line_instance))
            }
            Button::NEW_CALL => {
                let line_instance = self.line_meant(phone, message.line_instance);
                self.off_hook(phone, line_instance, OffHookBy::Key);
            }
            Button::HOLD => match (meant, self.held(phone, None)) {
                (Some(active), _) if self.leg_state(active) == Some(LegState::Connected) => {
                    self.hold(active, true)
                }
                (_, Some(held)) => self.resume(held),
                _ => {}
            },
            Button::END_CALL | Button::ANSWER_RELEASE => {
                if let Some(reference) = meant {
                    self.hang_up(reference);
                }
            }
            // The instance is that of the button.
            Button::FORWARD_ALL => self.forward_key(phone, 1, meant),
            Button::TRANSFER => self.transfer_key(phone, meant),
            Button::CONFERENCE => self.conference_key(phone, meant),
            Button::CONF_LIST => self.conference_list_key(phone, meant),
            Button::REMOVE_LAST_PARTICIPANT => self.remove_last_key(phone, meant),
            Button::SELECT => self.select_key(phone, meant),
            Button::MEET_ME_CONFERENCE => self.meet_me_key(phone, 1, meant),
            Button::CALL_PARK => {
                if let Some(reference) = meant {
                    self.park(reference);
                }
            }
            Button::CALL_PICKUP => self.pick_up_key(phone, 1, meant, PickUp::Own),
            Button::GROUP_CALL_PICKUP => self.pick_up_key(phone, 1, meant, PickUp::Group),
            Button::OTHER_PICKUP => self.pick_up_key(phone, 1, meant, PickUp::Other),
            Button::FEATURE => self.toggle_feature(phone, Button::FEATURE),
            Button::DO_NOT_DISTURB => self.do_not_disturb_key(phone),
            Button::HLOG => self.hunt_log_key(phone),
            Button::CALL_BACK => self.call_back_key(phone, meant),
            Button::MALICIOUS_CALL => {
                if let Some(reference) = meant {
                    self.report_malicious_call(reference);
                }
            }
            Button::QRT => self.report_quality(phone, meant),
            // The phone fetches it by itself.
            Button::SERVICE_URL => {}
            Button::VOICEMAIL | Button::MESSAGES => {
                let line_instance = self.line_meant(phone, message.line_instance);
                self.messages_key(phone, line_instance);
            }
            _ => self.notify(phone, 5, phrase::KEY_IS_NOT_ACTIVE),
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
