//! Which soft keys do something now; the others stay off the screen.

use crate::CallManager;
use crate::keys::{self, Key};
use crate::leg::{Far, LegState};
use crate::phone::PhoneIndex;

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
            | keys::OTHER_PICK_UP => true,
            keys::PARK => leg.is_some_and(|leg| {
                leg.state == LegState::Connected && matches!(leg.far, Far::Leg(_))
            }),
            keys::PRIVATE => leg.is_some_and(|leg| self.is_shared(leg.phone, leg.line_instance)),
            _ => false,
        }
    }
}
