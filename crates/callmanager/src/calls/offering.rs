//! Who rings for a caller, and what becomes of those who do not answer.
//!
//! Several phones may ring for one caller; the first answer wins.

use std::time::Duration;

use sccp::{CallHistoryDisposition, CallHistoryInfo, CallStateCode};

use crate::CallManager;
use crate::calls::routing::Place;
use crate::calls::{Failure, Far, Leg, LegState};

/// First version that is told into which list a call goes (reference, section 5.10).
const FIRST_CALL_HISTORY: u8 = 17;

impl CallManager {
    /// How long it may ring for a caller.
    pub(crate) fn ring_time(&self, caller: u32) -> Duration {
        let own = self.hunt_time(caller).or_else(|| {
            let called = &self.legs.get(&caller)?.called.number;
            self.directory.settings(called).no_answer
        });
        own.unwrap_or(self.config.no_answer)
    }

    /// Rings lines for a caller.
    pub(crate) fn offer(&mut self, caller: u32, places: &[Place]) {
        let mut ringing = Vec::new();
        for (phone, line_instance) in places {
            let Some(calling_leg) = self.legs.get(&caller) else {
                return;
            };
            let mut leg = Leg::new(*phone, *line_instance, false, LegState::RingingIn);
            leg.far = Far::Leg(caller);
            leg.calling = calling_leg.calling.clone();
            leg.called = calling_leg.called.clone();
            leg.redirect = calling_leg.redirect.clone();
            let is_hunted = calling_leg.hunt.is_some();
            leg.precedence = calling_leg.precedence;
            leg.pilot = is_hunted.then(|| calling_leg.called.clone());
            ringing.push(self.add_leg(leg));
        }
        if let Some(first) = ringing.first() {
            self.ring_out(caller, Far::Leg(*first));
        }
        for reference in &ringing {
            self.ring_in(*reference);
        }
        for reference in ringing {
            self.answer_by_itself(reference);
        }
    }

    /// Lets a phone ring for a leg that was just added.
    pub(crate) fn ring_in(&mut self, reference: u32) {
        let Some((phone, line_instance)) = self.place(reference) else {
            return;
        };
        self.call_state(reference, CallStateCode::RING_IN);
        self.call_info(reference);
        self.light(phone, line_instance);
        self.alert(reference);
        self.select_keys(reference);
        self.prompt_caller(reference);
        self.notify_caller(reference);
    }

    /// Nobody has answered a caller for as long as it may ring.
    pub(crate) fn unanswered(&mut self, caller: u32) {
        self.withdraw(caller);
        if self.is_hunting(caller) {
            return self.hunt_next(caller);
        }
        let by = self.called_by(caller);
        match self.forward_unanswered(&by.number) {
            Some((to, reason)) => self.send_on(caller, by, &to, reason),
            None => self.fail(caller, Failure::NoAnswer),
        }
    }

    /// Stops everything that rings for a caller.
    pub(crate) fn withdraw(&mut self, caller: u32) {
        for reference in self.offers(caller) {
            self.release(reference);
        }
    }

    /// A phone that rang for a caller does not any more, by its person's wish or because it is gone.
    pub(crate) fn refused(&mut self, caller: u32) {
        let Some(leg) = self.legs.get(&caller) else {
            return;
        };
        let (far, rings_out) = (leg.far, leg.state == LegState::RingingOut);
        match (self.offers(caller).first(), far) {
            (Some(other), Far::Leg(_)) => {
                if let Some(leg) = self.legs.get_mut(&caller) {
                    leg.far = Far::Leg(*other);
                }
            }
            (None, Far::Leg(_)) if rings_out && self.is_hunting(caller) => self.hunt_next(caller),
            (None, Far::Leg(_)) if rings_out => self.fail(caller, Failure::Busy),
            _ => {}
        }
    }

    /// One of the phones that rang for a caller has answered: the others stop.
    pub(crate) fn answered_elsewhere(&mut self, caller: u32, winner: u32) {
        let number = |manager: &Self, reference| manager.party_at(reference).number;
        let answered = number(self, winner);
        for reference in self.offers(caller) {
            if number(self, reference) == answered {
                self.becomes_shadow(reference, winner);
            } else {
                self.keep_from_lists(reference);
                self.release(reference);
            }
        }
    }

    /// Keeps a call that another phone took out of the list of missed ones.
    pub(crate) fn keep_from_lists(&mut self, reference: u32) {
        let Some((phone, _)) = self.place(reference) else {
            return;
        };
        let knows = self
            .session_of(phone)
            .is_some_and(|session| session.version.number() >= FIRST_CALL_HISTORY);
        if knows {
            self.tell_leg(reference, |line_instance| CallHistoryInfo {
                call_history_disposition: CallHistoryDisposition::IGNORE,
                line_instance,
                call_reference: reference,
            });
        }
    }
}
