//! A call between two ends: answered, connected, held and resumed.
//!
//! The order of the messages is that of a CallManager 4.1 (reference, sections
//! 5.6 to 5.9). Sound is the matter of `path`.

use sccp::CallStateCode;

use crate::CallManager;
use crate::calls::dialling::OffHookBy;
use crate::calls::{Far, LegState};
use crate::directory::numbers::Service;
use crate::display::phrase;
use crate::manager::Deadline;

impl CallManager {
    /// Answers a call that rings.
    pub(crate) fn answer(&mut self, reference: u32, by: OffHookBy) {
        let Some(leg) = self
            .legs
            .get(&reference)
            .filter(|leg| leg.state == LegState::RingingIn)
        else {
            return;
        };
        let (phone, line_instance, far) = (leg.phone, leg.line_instance, leg.far);
        self.make_way(phone);
        // A phone that rings itself has just ended the call it calls with.
        let (true, Far::Leg(caller)) = (self.legs.contains_key(&reference), far) else {
            return;
        };
        self.connected(reference);
        self.unpark(caller);
        if let Some(leg) = self.legs.get_mut(&caller) {
            leg.far = Far::Leg(reference);
        }
        // Whoever was parked may have called somebody else meanwhile.
        let waits = self.leg_state(caller) == Some(LegState::Held);
        if !waits {
            self.connected(caller);
        }

        self.ring_off(reference);
        if by == OffHookBy::Key {
            self.speaker(phone, true);
        }
        self.light(phone, line_instance);
        self.call_state(reference, CallStateCode::OFF_HOOK);
        self.activate(phone, line_instance);
        self.ring_off(reference);
        self.stop_tone(reference);
        self.clear_caller_notice(phone);
        self.settle(reference);
        self.show_connected(reference);

        self.stop_tone(caller);
        self.settle(caller);
        let answered = self.party_at(reference);
        if let Some(leg) = self.legs.get_mut(&caller) {
            leg.show_other(answered);
        }
        if waits {
            self.call_info(caller);
        } else {
            self.show_connected(caller);
        }
        self.answered_elsewhere(caller, reference);
        self.alert_again(phone);
    }

    pub(crate) fn connected(&mut self, reference: u32) {
        self.timers.clear(Deadline::Leg(reference));
        let now = self.now;
        if let Some(leg) = self.legs.get_mut(&reference) {
            leg.state = LegState::Connected;
            leg.connected_at = leg.connected_at.or(Some(now));
        }
    }

    pub(crate) fn show_connected(&mut self, reference: u32) {
        self.call_state(reference, CallStateCode::CONNECTED);
        self.call_info(reference);
        self.prompt(reference, phrase::CONNECTED);
        self.select_keys(reference);
        self.show_recording(reference);
    }

    /// Connects a leg with the server itself.
    pub(crate) fn connect_service(&mut self, reference: u32, service: Service) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.far = Far::Service(service);
        self.connected(reference);
        self.settle(reference);
        self.show_connected(reference);
    }

    /// Holds a talk; the far end hears music.
    pub(crate) fn hold(&mut self, reference: u32, speaker_off: bool) {
        let Some(leg) = self
            .legs
            .get_mut(&reference)
            .filter(|leg| leg.state == LegState::Connected)
        else {
            return;
        };
        leg.state = LegState::Held;
        let (phone, line_instance) = (leg.phone, leg.line_instance);
        // What the talk waited for is not what the held call waits for.
        self.timers.clear(Deadline::Leg(reference));
        self.stop_any_tone(reference);
        self.settle(reference);
        self.light(phone, line_instance);
        self.call_state(reference, CallStateCode::HOLD);
        self.select_keys(reference);
        self.prompt(reference, phrase::HOLD);
        self.await_reversion(reference);
        if speaker_off {
            self.speaker(phone, false);
            self.alert_again(phone);
        }
        self.settle_far(reference);
    }

    /// Takes a held call back; another talk is held for it.
    pub(crate) fn resume(&mut self, reference: u32) {
        let Some((phone, _)) = self.place(reference) else {
            return;
        };
        if self.leg_state(reference) != Some(LegState::Held) {
            return;
        }
        self.make_way(phone);
        self.take_back(reference);
    }

    /// Talks again in a call that was held.
    pub(crate) fn take_back(&mut self, reference: u32) {
        let Some((phone, line_instance)) = self.place(reference) else {
            return;
        };
        self.drop_intent(phone, reference);
        self.connected(reference);
        self.speaker(phone, true);
        self.light(phone, line_instance);
        self.activate(phone, line_instance);
        self.settle(reference);
        self.show_connected(reference);
        self.settle_far(reference);
        self.script_resumed(reference);
    }

    /// Connects two legs with each other that were connected with nobody, or with others
    /// who have been told.
    pub(crate) fn connect(&mut self, one: u32, other: u32) {
        for (reference, far) in [(one, other), (other, one)] {
            let party = self.party_at(far);
            if let Some(leg) = self.legs.get_mut(&reference) {
                leg.show_other(party);
                leg.far = Far::Leg(far);
            }
            self.timers.clear(Deadline::Leg(reference));
        }
        for reference in [one, other] {
            self.stop_any_tone(reference);
            if self.leg_state(reference) != Some(LegState::Held) {
                self.connected(reference);
            }
        }
        for reference in [one, other] {
            self.settle(reference);
            if self.leg_state(reference) == Some(LegState::Connected) {
                self.show_connected(reference);
            } else {
                self.call_info(reference);
            }
        }
    }
}
