//! Ringing: what the caller hears, and how a phone tells of a call that comes.

use sccp::{CallStateCode, RingDuration, RingMode};

use crate::CallManager;
use crate::calls::{Far, LegState};
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::features::precedence::is_knock;
use crate::manager::Deadline;

impl CallManager {
    /// Lets a leg hear that the far end rings.
    pub(crate) fn ring_out(&mut self, reference: u32, far: Far) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.far = far;
        // A call that is sent on rings out already.
        if std::mem::replace(&mut leg.state, LegState::RingingOut) != LegState::RingingOut {
            self.call_state(reference, CallStateCode::RING_OUT);
            let tone = self.ring_back(reference);
            self.start_tone(reference, tone);
            self.select_keys(reference);
            self.prompt(reference, phrase::RING_OUT);
        }
        self.timers.set(
            Deadline::Leg(reference),
            self.now + self.ring_time(reference),
        );
    }

    /// Makes a phone ring for a leg, or knock when it is in use.
    pub(crate) fn alert(&mut self, reference: u32) {
        let Some((phone, line_instance)) = self.place(reference) else {
            return;
        };
        let mode = self
            .precedence_ring(reference)
            .unwrap_or_else(|| self.ring_mode(phone, line_instance));
        let active = self.active_leg(phone);
        match active.and_then(|active| Some((active, self.leg_state(active)?))) {
            None => self.ring(reference, mode, RingDuration::NORMAL),
            Some((active, LegState::Connected)) if mode != RingMode::FLASH_ONLY => {
                let tone = self.knock(reference);
                self.start_tone(active, tone);
            }
            Some(_) => self.ring(reference, mode, RingDuration::SINGLE),
        }
    }

    /// Lets calls that still ring at a phone be heard after something else ended or began.
    pub(crate) fn alert_again(&mut self, phone: PhoneIndex) {
        if let Some(reference) = self.leg_in(phone, 0, LegState::RingingIn) {
            self.alert(reference);
        }
    }

    /// Stops the knocking at a phone when nobody knocks any more.
    pub(crate) fn stop_knocking(&mut self, phone: PhoneIndex) {
        let Some(active) = self.active_leg(phone) else {
            return;
        };
        let knocks = self
            .legs
            .get(&active)
            .is_some_and(|leg| leg.tone.is_some_and(is_knock));
        if knocks && self.leg_in(phone, 0, LegState::RingingIn).is_none() {
            self.stop_tone(active);
        }
    }
}
