//! The Select key: marks calls of a phone that Join and DirTrfr then take together.

use sccp::CallSelectStat;

use crate::CallManager;
use crate::calls::LegState;
use crate::directory::PhoneIndex;
use crate::display::phrase;

impl CallManager {
    /// The Select key: marks a call, or takes the mark away.
    pub(crate) fn select_key(&mut self, phone: PhoneIndex, meant: Option<u32>) {
        let Some(reference) = meant.filter(|meant| self.can_be_joined(*meant)) else {
            return self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE);
        };
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.selected = !leg.selected;
        let message = CallSelectStat {
            call_select_stat: u32::from(leg.selected),
            call_reference: reference,
            line_instance: leg.line_instance,
        };
        self.tell(phone, message);
    }

    /// Whether a call can be taken together with another one: it is connected or held.
    pub(crate) fn can_be_joined(&self, reference: u32) -> bool {
        matches!(
            self.leg_state(reference),
            Some(LegState::Connected | LegState::Held)
        )
    }

    /// The call that is meant, and all others of the phone that are marked.
    pub(crate) fn selected_with(&self, phone: PhoneIndex, meant: Option<u32>) -> Vec<u32> {
        let legs = &self.directory.get(phone).legs;
        let marked = legs.iter().copied().filter(|reference| {
            Some(*reference) != meant
                && self.legs.get(reference).is_some_and(|leg| leg.selected)
                && self.can_be_joined(*reference)
        });
        meant
            .filter(|meant| self.can_be_joined(*meant))
            .into_iter()
            .chain(marked)
            .collect()
    }
}
