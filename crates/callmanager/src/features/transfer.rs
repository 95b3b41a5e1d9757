//! Transfer: two far ends are connected and the one between them is out.
//!
//! With a consultation (the Transfer key), or of two calls that are there already
//! (Select and DirTrfr). Source: the reference, section 5.9.

use sccp::CallStateCode;

use crate::CallManager;
use crate::calls::{Far, LegState, Party};
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::features::consultation::Purpose;
use crate::manager::Deadline;

impl CallManager {
    /// The Transfer key: asks for somebody, or completes.
    pub(crate) fn transfer_key(&mut self, phone: PhoneIndex, meant: Option<u32>) {
        let Some(reference) = meant else {
            return self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE);
        };
        match self.consulting(reference) {
            Some((original, second, Purpose::Transfer)) => {
                if !self.transfer(original, second) {
                    self.notify_briefly(phone, phrase::CANNOT_TRANSFER);
                }
            }
            None if self.is_talking(reference) => self.consult(reference, Purpose::Transfer),
            _ => self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE),
        }
    }

    /// The DirTrfr key: connects the far ends of two calls, the one in front and the selected one.
    pub(crate) fn direct_transfer_key(&mut self, phone: PhoneIndex, meant: Option<u32>) {
        let calls = self.selected_with(phone, meant);
        let done = match calls.as_slice() {
            &[one, other] => {
                let both = [one, other].map(|leg| self.leg_state(leg));
                both.iter()
                    .all(|state| matches!(state, Some(LegState::Connected | LegState::Held)))
                    && self.transfer(one, other)
            }
            _ => false,
        };
        if !done {
            self.notify_briefly(phone, phrase::CANNOT_TRANSFER);
        }
    }

    /// Whether a leg talks with somebody.
    pub(crate) fn is_talking(&self, reference: u32) -> bool {
        let leg = self.connected_leg(reference);
        leg.is_some_and(|leg| leg.far != Far::Nobody)
    }

    /// Connects the far ends of two legs of a phone and ends the legs; false when that cannot be.
    ///
    /// The second may still ring at its far end: then the first far end hears it ring.
    pub(crate) fn transfer(&mut self, first: u32, second: u32) -> bool {
        let (Some(one), Some(other)) = (self.legs.get(&first), self.legs.get(&second)) else {
            return false;
        };
        let rings = other.state == LegState::RingingOut;
        let (far_one, far_other) = (one.far, other.far);
        let (shown_one, shown_other) = (one.other().clone(), other.other().clone());
        if !self.can_be_connected(far_one, far_other, other.state) {
            return false;
        }
        let (offers, hunt) = (self.offers(second), other.hunt.clone());
        for leg in [first, second] {
            if let Some(leg) = self.legs.get_mut(&leg) {
                leg.far = Far::Nobody;
            }
        }
        self.call_state(second, CallStateCode::CALL_TRANSFER);
        self.hand_over(far_one, first, far_other, shown_other);
        self.hand_over(far_other, second, far_one, shown_one.clone());
        for offer in offers {
            if let (Some(leg), Far::Leg(waiting)) = (self.legs.get_mut(&offer), far_one) {
                leg.far = Far::Leg(waiting);
                leg.show_other(shown_one.clone());
                self.call_info(offer);
                self.prompt_caller(offer);
                self.notify_caller(offer);
            }
        }
        self.release(second);
        self.release(first);
        match far_one {
            Far::Leg(waiting) if rings => {
                self.becomes_caller(waiting);
                if let Some(leg) = self.legs.get_mut(&waiting) {
                    leg.hunt = hunt;
                }
                self.ring_out(waiting, far_other);
                self.settle(waiting);
                self.call_info(waiting);
            }
            _ => {
                for far in [far_one, far_other] {
                    if let Far::Leg(far) = far {
                        self.settle(far);
                        self.show_change(far);
                    }
                }
            }
        }
        true
    }

    /// Whether two far ends can talk with each other; the second leg stands in that state.
    fn can_be_connected(&self, one: Far, other: Far, second: LegState) -> bool {
        let rings = second == LegState::RingingOut;
        match (one, other) {
            // Whoever waits has to be able to hear it ring.
            (Far::Leg(waiting), Far::Leg(_) | Far::Service(_)) if rings => {
                self.leg_state(waiting) == Some(LegState::Connected)
            }
            _ if rings => false,
            (Far::Leg(_), Far::Leg(_) | Far::Service(_) | Far::Conference(_))
            | (Far::Service(_) | Far::Conference(_), Far::Leg(_)) => {
                matches!(second, LegState::Connected | LegState::Held)
            }
            _ => false,
        }
    }

    /// Who was called is the caller of what rings now.
    fn becomes_caller(&mut self, reference: u32) {
        let own = self.party_at(reference);
        if let Some(leg) = self.legs.get_mut(&reference).filter(|leg| !leg.outbound) {
            leg.outbound = true;
            leg.called = std::mem::replace(&mut leg.calling, own);
        }
    }

    /// A second call that is dialled to a free park slot parks the first one there.
    pub(crate) fn park_at(&mut self, second: u32, number: &str) -> bool {
        let Some((original, _, Purpose::Transfer)) = self.consulting(second) else {
            return false;
        };
        let slot = self.park_slot(number).filter(|slot| !self.is_parked(*slot));
        let (Some(slot), Some(Far::Leg(far))) = (slot, self.legs.get(&original).map(|leg| leg.far))
        else {
            return false;
        };
        self.release(second);
        self.park_in(original, far, slot);
        true
    }

    /// Gives the far end of a leg that goes another far end.
    fn hand_over(&mut self, of: Far, gone: u32, to: Far, shown: Party) {
        match of {
            Far::Leg(leg) => {
                self.timers.clear(Deadline::Leg(leg));
                if let Some(leg) = self.legs.get_mut(&leg) {
                    leg.far = to;
                    leg.show_other(shown);
                }
            }
            // Whoever is sent into a conference takes the place of who sent it.
            Far::Conference(conference) => {
                let Far::Leg(newcomer) = to else { return };
                self.replace_member(conference, gone, newcomer);
                // Who was sent here has no say over the others.
                if let Some(entry) = self.conferences.get_mut(&conference) {
                    entry
                        .controller
                        .take_if(|controller| *controller == newcomer);
                }
            }
            Far::Nobody | Far::Service(_) | Far::Parked(_) | Far::Page(_) => {}
        }
    }
}
