//! Parked calls: put into a slot, taken out by dialling it from anywhere.
//!
//! Source: the reference, section 5.11. A call that nobody takes comes back to
//! who parked it.

use std::collections::BTreeMap;

use tracing::debug;

use crate::CallManager;
use crate::calls::routing::Place;
use crate::calls::{Far, Leg, LegState, Party, Redirect};
use crate::display::phrase;
use crate::features::forward::reason;
use crate::manager::Deadline;

/// Seconds that the parker reads where the call is.
const NOTICE_SECONDS: u32 = 10;

/// The parked calls by slot.
pub(crate) type Parked = BTreeMap<u32, ParkedCall>;

/// A call in a slot.
#[derive(Clone, Debug)]
pub(crate) struct ParkedCall {
    /// The leg that waits.
    reference: u32,
    /// Who parked it.
    parker: Place,
}

impl CallManager {
    /// The slot that a number stands for.
    pub(crate) fn park_slot(&self, number: &str) -> Option<u32> {
        let slot: u32 = number.parse().ok()?;
        self.config.park.contains(number).then_some(slot)
    }

    /// Whether a call waits in a slot.
    pub(crate) fn is_parked(&self, slot: u32) -> bool {
        self.parked.get(&slot).is_some_and(|call| {
            self.legs
                .get(&call.reference)
                .is_some_and(|leg| leg.far == Far::Parked(slot))
        })
    }

    /// The Park key: puts the far end of a talk into a free slot.
    pub(crate) fn park(&mut self, reference: u32) {
        let Some(leg) = self.connected_leg(reference) else {
            return;
        };
        let (phone, far) = (leg.phone, leg.far);
        let Far::Leg(far) = far else {
            return self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE);
        };
        let Some(slot) =
            (self.config.park.first..=self.config.park.last).find(|slot| !self.is_parked(*slot))
        else {
            return self.notify_briefly(phone, phrase::NO_PARK_NUMBER);
        };
        self.park_in(reference, far, slot);
    }

    /// Puts the far end of a leg into a slot that is free, and ends the leg.
    pub(crate) fn park_in(&mut self, parker: u32, far: u32, slot: u32) {
        let Some(place) = self.place(parker) else {
            return;
        };
        let text = [phrase::CALL_PARK_AT, b" ", slot.to_string().as_bytes()].concat();
        self.notify(place.0, NOTICE_SECONDS, &text);
        if let Some(leg) = self.legs.get_mut(&parker) {
            leg.far = Far::Nobody;
        }
        self.release(parker);
        debug!(slot, "a call is parked");
        self.parked.insert(
            slot,
            ParkedCall {
                reference: far,
                parker: place,
            },
        );
        if let Some(leg) = self.legs.get_mut(&far) {
            leg.far = Far::Parked(slot);
            leg.show_other(slot_party(slot));
        }
        self.timers
            .set(Deadline::Park(slot), self.now + self.config.park_reversion);
        self.settle(far);
        self.call_info(far);
    }

    /// Takes the call out of a slot.
    pub(crate) fn retrieve(&mut self, reference: u32, slot: u32) {
        let Some(parked) = self.empty_slot(slot) else {
            return;
        };
        self.withdraw(parked);
        self.connect(reference, parked);
    }

    /// Empties a slot; gives the leg that waited.
    fn empty_slot(&mut self, slot: u32) -> Option<u32> {
        self.timers.clear(Deadline::Park(slot));
        self.parked.remove(&slot).map(|call| call.reference)
    }

    /// A parked leg leaves its slot: it has hung up, or the parker took it back.
    pub(crate) fn unpark(&mut self, reference: u32) {
        if let Some(Far::Parked(slot)) = self.legs.get(&reference).map(|leg| leg.far) {
            self.empty_slot(slot);
        }
    }

    /// A call has waited for long: reminds who parked it.
    pub(crate) fn park_expired(&mut self, slot: u32) {
        if !self.is_parked(slot) {
            self.parked.remove(&slot);
            return;
        }
        let Some(call) = self.parked.get(&slot).cloned() else {
            return;
        };
        self.timers
            .set(Deadline::Park(slot), self.now + self.config.park_reversion);
        let (phone, line_instance) = call.parker;
        let rings = !self.offers(call.reference).is_empty();
        if rings || self.session_of(phone).is_none() {
            return;
        }
        let mut leg = Leg::new(phone, line_instance, false, LegState::RingingIn);
        leg.far = Far::Leg(call.reference);
        leg.calling = self.party_at(call.reference);
        let reference = self.add_leg(leg);
        let own = self.party_at(reference);
        if let Some(leg) = self.legs.get_mut(&reference) {
            leg.called = own;
            leg.redirect = Some(Redirect::again(
                None,
                slot_party(slot),
                reason::PARK_REVERSION,
            ));
        }
        self.ring_in(reference);
        self.prompt(reference, phrase::PARK_REVERSION);
    }
}

/// Who a parked caller is with, as its phone shows it.
fn slot_party(slot: u32) -> Party {
    Party {
        number: slot.to_string(),
        name: phrase::CALL_PARK.to_owned(),
    }
}
