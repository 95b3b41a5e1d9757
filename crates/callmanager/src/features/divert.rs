//! The iDivert key: sends a caller to voice mail.

use crate::CallManager;
use crate::calls::Far;
use crate::display::phrase;
use crate::features::forward::reason;

impl CallManager {
    /// The iDivert key: sends the caller of a leg to the voice mail of its line.
    pub(crate) fn divert(&mut self, reference: u32) {
        let Some(leg) = self.legs.get(&reference) else {
            return;
        };
        let (phone, line_instance, far) = (leg.phone, leg.line_instance, leg.far);
        let number = self.directory.get(phone).line_number(line_instance);
        let to = number.and_then(|number| self.voicemail_of(&number));
        let (Some(to), Far::Leg(caller)) = (to, far) else {
            return self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE);
        };
        let by = self.party_at(reference);
        self.withdraw(caller);
        self.release(reference);
        self.send_on(caller, by, &to, reason::IMMEDIATE_DIVERT);
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
}
