//! A call within a call: the first is held while somebody else is asked.
//!
//! Transfer and Confrn both begin like this; how they end is in `transfer` and
//! `conferencing`. Ending the second call, or resuming the first, drops the intent
//! and nothing else (reference, section 5.9).

use crate::CallManager;
use crate::calls::dialling::OffHookBy;
use crate::calls::{Leg, LegState};
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::display::soft_keys::KeySet;

/// What a second call is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The far ends shall talk with each other.
    Transfer,
    /// All shall talk with each other.
    Conference,
}

/// The first call of a second one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Consultation {
    /// The leg that is held for it, of the same phone.
    pub(crate) original: u32,
    pub(crate) purpose: Purpose,
}

impl Leg {
    /// The soft keys of a second call, where they differ from those of others.
    pub(crate) fn consultation_keys(&self) -> Option<KeySet> {
        let purpose = self.consults?.purpose;
        match (self.state, purpose) {
            (LegState::Dialling, _) => Some(KeySet::OffHookFeature),
            (LegState::RingingOut | LegState::Connected, Purpose::Transfer) => {
                Some(KeySet::ConnectedTransfer)
            }
            (LegState::Connected, Purpose::Conference) => Some(KeySet::ConnectedConference),
            _ => None,
        }
    }
}

impl CallManager {
    /// Holds a talk and goes off hook for a second call.
    pub(crate) fn consult(&mut self, original: u32, purpose: Purpose) {
        let Some((phone, line_instance)) = self.place(original) else {
            return;
        };
        if !self.has_room_on_line(phone, line_instance) {
            return self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE);
        }
        self.hold(original, false);
        let consultation = Consultation { original, purpose };
        let second = self.seize_for(phone, line_instance, OffHookBy::Key, Some(consultation));
        self.await_digits(second);
    }

    /// The first and the second call, whichever of the two is meant.
    ///
    /// Phones name the call whose keys are shown, which may be either.
    pub(crate) fn consulting(&self, meant: u32) -> Option<(u32, u32, Purpose)> {
        if let Some(consultation) = self.legs.get(&meant)?.consults {
            return Some((consultation.original, meant, consultation.purpose));
        }
        let phone = self.legs.get(&meant)?.phone;
        let legs = &self.directory.get(phone).legs;
        legs.iter().find_map(|second| {
            let consultation = self.legs.get(second)?.consults?;
            (consultation.original == meant).then_some((meant, *second, consultation.purpose))
        })
    }

    /// A call is resumed or over: what was intended with it is not intended any more.
    pub(crate) fn drop_intent(&mut self, phone: PhoneIndex, original: u32) {
        for second in self.directory.get(phone).legs.clone() {
            let Some(leg) = self.legs.get_mut(&second) else {
                continue;
            };
            if leg
                .consults
                .take_if(|consultation| consultation.original == original)
                .is_some()
                && !matches!(leg.state, LegState::Held)
            {
                self.select_keys(second);
            }
        }
    }
}
