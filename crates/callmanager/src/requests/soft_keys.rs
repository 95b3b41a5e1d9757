//! Soft keys that are pressed: what each asks for, in the call that is meant.

use sccp::SoftKeyEvent;
use tracing::debug;

use crate::CallManager;
use crate::calls::LegState;
use crate::calls::dialling::OffHookBy;
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::display::soft_keys::{self as keys, Key};
use crate::features::pickup::PickUp;

impl CallManager {
    /// A soft key of the phone.
    pub(super) fn soft_key(&mut self, phone: PhoneIndex, message: &SoftKeyEvent) {
        let Some(key) = keys::TEMPLATE
            .iter()
            .copied()
            .find(|key| key.event == message.soft_key_event)
        else {
            return debug!(
                event = message.soft_key_event,
                "a soft key that was never given"
            );
        };
        let line_instance = self.line_meant(phone, message.line_instance);
        let meant = self.leg_meant(phone, message.call_reference);
        if key != keys::END_CALL && meant.is_some_and(|reference| self.script_key(reference)) {
            return;
        }
        match (key, meant) {
            (keys::REDIAL, _) => self.redial(phone, line_instance),
            (keys::NEW_CALL, _) => self.off_hook(phone, line_instance, OffHookBy::Key),
            (keys::HOLD, Some(reference)) => self.hold(reference, true),
            (keys::RESUME, meant) => {
                let own = self.held(phone, meant);
                let stealable = self.stealable(phone, line_instance, meant);
                match (own, stealable) {
                    (own, Some(shadow)) if own.is_none() || meant == Some(shadow) => {
                        self.steal(shadow)
                    }
                    (Some(reference), _) => self.resume(reference),
                    _ => {}
                }
            }
            (keys::ANSWER, meant) => {
                if let Some(reference) = self.ringing(phone, meant) {
                    self.answer(reference, OffHookBy::Key);
                }
            }
            (keys::END_CALL, Some(reference)) => self.hang_up(reference),
            (keys::BACKSPACE, Some(reference)) => self.backspace(reference),
            (keys::IMMEDIATE_DIVERT, Some(reference)) => self.divert(reference),
            (keys::PARK, Some(reference)) => self.park(reference),
            (keys::PRIVATE, Some(reference)) => self.toggle_privacy(reference),
            (keys::BARGE | keys::CONFERENCE_BARGE, Some(shadow)) => self.barge(shadow),
            (keys::MALICIOUS_CALL, Some(reference)) => self.report_malicious_call(reference),
            (key, meant) => self.feature_key(phone, line_instance, meant, key),
        }
    }

    /// A soft key, or the button for the same, of a feature that makes out by itself
    /// what call it is for.
    pub(super) fn feature_key(
        &mut self,
        phone: PhoneIndex,
        line_instance: u32,
        meant: Option<u32>,
        key: Key,
    ) {
        match key {
            keys::FORWARD_ALL => self.forward_key(phone, line_instance, meant),
            keys::TRANSFER => self.transfer_key(phone, meant),
            keys::DIRECT_TRANSFER => self.direct_transfer_key(phone, meant),
            keys::CONFERENCE => self.conference_key(phone, meant),
            keys::JOIN => self.join_key(phone, meant),
            keys::REMOVE_LAST => self.remove_last_key(phone, meant),
            keys::CONFERENCE_LIST => self.conference_list_key(phone, meant),
            keys::SELECT => self.select_key(phone, meant),
            keys::MEET_ME => self.meet_me_key(phone, line_instance, meant),
            keys::PICK_UP => self.pick_up_key(phone, line_instance, meant, PickUp::Own),
            keys::GROUP_PICK_UP => self.pick_up_key(phone, line_instance, meant, PickUp::Group),
            keys::OTHER_PICK_UP => self.pick_up_key(phone, line_instance, meant, PickUp::Other),
            keys::CALL_BACK => self.call_back_key(phone, meant),
            keys::DO_NOT_DISTURB => self.do_not_disturb_key(phone),
            keys::HUNT_LOG => self.hunt_log_key(phone),
            keys::QUALITY_REPORT => self.report_quality(phone, meant),
            _ => self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE),
        }
    }

    /// The leg named, if it is held; otherwise any held leg of the phone.
    pub(super) fn held(&self, phone: PhoneIndex, meant: Option<u32>) -> Option<u32> {
        meant
            .filter(|reference| self.leg_state(*reference) == Some(LegState::Held))
            .or_else(|| self.leg_in(phone, 0, LegState::Held))
    }

    /// The leg named, if it rings; otherwise any that rings at the phone.
    pub(super) fn ringing(&self, phone: PhoneIndex, meant: Option<u32>) -> Option<u32> {
        meant
            .filter(|reference| self.leg_state(*reference) == Some(LegState::RingingIn))
            .or_else(|| self.leg_in(phone, 0, LegState::RingingIn))
    }
}
