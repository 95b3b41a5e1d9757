//! Which soft keys do something now; the others stay off the screen.

use crate::CallManager;
use crate::calls::{Far, LegState};
use crate::directory::PhoneIndex;
use crate::display::soft_keys::{self as keys, Key};

impl CallManager {
    /// Whether a key does something at a phone, in the call with that reference (0: none).
    pub(crate) fn is_usable(&self, phone: PhoneIndex, call_reference: u32, key: Key) -> bool {
        let leg = self.legs.get(&call_reference);
        match key {
            keys::REDIAL => self.directory.get(phone).last_number.is_some(),
            keys::NEW_CALL
            | keys::HOLD
            | keys::BACKSPACE
            | keys::END_CALL
            | keys::RESUME
            | keys::ANSWER
            | keys::FORWARD_ALL
            | keys::PICK_UP
            | keys::GROUP_PICK_UP
            | keys::OTHER_PICK_UP
            | keys::DO_NOT_DISTURB
            | keys::QUALITY_REPORT => true,
            keys::HUNT_LOG => self.is_hunted(phone),
            keys::CALL_BACK => self.can_call_back(phone, call_reference),
            keys::BARGE | keys::CONFERENCE_BARGE => self.can_barge(call_reference),
            keys::MALICIOUS_CALL => leg.is_some_and(|leg| leg.state == LegState::Connected),
            keys::TRANSFER => leg
                .is_some_and(|leg| matches!(leg.state, LegState::Connected | LegState::RingingOut)),
            keys::CONFERENCE => leg.is_some_and(|leg| {
                leg.state == LegState::Connected && matches!(leg.far, Far::Leg(_))
                    || self.is_controller(call_reference)
            }),
            keys::CONFERENCE_LIST => self.conference_of(call_reference).is_some(),
            keys::REMOVE_LAST => self.is_controller(call_reference),
            keys::SELECT | keys::JOIN | keys::DIRECT_TRANSFER => self.can_be_joined(call_reference),
            keys::MEET_ME => leg.is_some_and(|leg| leg.state == LegState::Dialling),
            keys::PARK => leg.is_some_and(|leg| {
                leg.state == LegState::Connected && matches!(leg.far, Far::Leg(_))
            }),
            keys::IMMEDIATE_DIVERT => self.can_divert(call_reference),
            keys::PRIVATE => leg.is_some_and(|leg| self.is_shared(leg.phone, leg.line_instance)),
            _ => false,
        }
    }
}
