//! The legs of the phones: which there are, and which of them is meant.
//!
//! Only looked up and added here; what becomes of them is in `dialling`, `talking` and `ending`.

use crate::CallManager;
use crate::calls::{Far, Leg, LegState};
use crate::directory::{Phone, PhoneIndex};

impl CallManager {
    /// Phone and line of a leg.
    pub(crate) fn place(&self, reference: u32) -> Option<(PhoneIndex, u32)> {
        self.legs
            .get(&reference)
            .map(|leg| (leg.phone, leg.line_instance))
    }

    pub(crate) fn leg_state(&self, reference: u32) -> Option<LegState> {
        self.legs.get(&reference).map(|leg| leg.state)
    }

    /// A leg that is connected.
    pub(crate) fn connected_leg(&self, reference: u32) -> Option<&Leg> {
        let leg = self.legs.get(&reference);
        leg.filter(|leg| leg.state == LegState::Connected)
    }

    /// The leg that a phone's microphone and speaker belong to.
    pub(crate) fn active_leg(&self, phone: PhoneIndex) -> Option<u32> {
        let legs = &self.directory.get(phone).legs;
        legs.iter()
            .rev()
            .copied()
            .find(|reference| self.leg_state(*reference).is_some_and(LegState::is_active))
    }

    /// The oldest leg of a phone in that state, on one line or (0) on any.
    pub(crate) fn leg_in(
        &self,
        phone: PhoneIndex,
        line_instance: u32,
        state: LegState,
    ) -> Option<u32> {
        let legs = &self.directory.get(phone).legs;
        legs.iter().copied().find(|reference| {
            self.legs.get(reference).is_some_and(|leg| {
                leg.state == state && (line_instance == 0 || leg.line_instance == line_instance)
            })
        })
    }

    /// Adds a leg to a phone; gives its call reference.
    pub(crate) fn add_leg(&mut self, mut leg: Leg) -> u32 {
        let reference = self.next_identifier();
        let phone = leg.phone;
        let instances: Vec<u32> = self
            .legs_on(phone, leg.line_instance)
            .map(|other| other.call_instance)
            .collect();
        leg.call_instance = (1..).find(|free| !instances.contains(free)).unwrap_or(1);
        self.legs.insert(reference, leg);
        self.directory.get_mut(phone).legs.push(reference);
        reference
    }

    /// The legs of a line, oldest first.
    pub(crate) fn legs_on(
        &self,
        phone: PhoneIndex,
        line_instance: u32,
    ) -> impl Iterator<Item = &Leg> {
        let legs = &self.directory.get(phone).legs;
        legs.iter()
            .filter_map(|reference| self.legs.get(reference))
            .filter(move |leg| leg.line_instance == line_instance)
    }

    /// The legs of a phone that are no shadows of other phones' calls.
    pub(crate) fn own_legs<'a>(&'a self, phone: &'a Phone) -> impl Iterator<Item = &'a Leg> {
        let legs = phone
            .legs
            .iter()
            .filter_map(|reference| self.legs.get(reference));
        legs.filter(|leg| leg.state != LegState::Remote)
    }

    /// How many calls a phone has on a line, not counting those of other phones.
    pub(crate) fn calls_on(&self, phone: PhoneIndex, line_instance: u32) -> usize {
        self.legs_on(phone, line_instance)
            .filter(|leg| leg.state != LegState::Remote)
            .count()
    }

    /// Whether a line of a phone can have one more call.
    pub(crate) fn has_room_on_line(&self, phone: PhoneIndex, line_instance: u32) -> bool {
        let own = self.directory.settings_at(phone, line_instance).max_calls;
        self.calls_on(phone, line_instance) < own.unwrap_or(self.config.max_calls)
    }

    /// The legs that ring for a caller, oldest first.
    pub(crate) fn offers(&self, caller: u32) -> Vec<u32> {
        let legs = self.legs.iter();
        legs.filter(|(_, leg)| leg.state == LegState::RingingIn && leg.far == Far::Leg(caller))
            .map(|(reference, _)| *reference)
            .collect()
    }
}
