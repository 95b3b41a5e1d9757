//! A call between two ends: offer, answer, hold, resume, failure and end.
//!
//! The order of the messages is that of a CallManager 4.1 (reference, sections
//! 5.5 to 5.10). Sound is the matter of `path`.

use sccp::{CallStateCode, ConnectionStatisticsReq, DeviceTone, RingDuration, RingMode};
use tracing::debug;

use crate::CallManager;
use crate::calls::dialling::OffHookBy;
use crate::calls::leg::{Failure, Far, LegState};
use crate::directory::PhoneIndex;
use crate::directory::numbers::Service;
use crate::display::{call_state, phrase, ring_off, stop_tone};
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

    /// The person of this leg ends or refuses the call.
    pub(crate) fn hang_up(&mut self, reference: u32) {
        let Some(leg) = self.legs.get(&reference) else {
            return;
        };
        let (far, state) = (leg.far, leg.state);
        self.unpark(reference);
        self.withdraw(reference);
        self.release(reference);
        match (far, state) {
            (Far::Leg(caller), LegState::RingingIn) => self.refused(caller),
            (Far::Leg(far), _) => self.release(far),
            _ => {}
        }
    }

    /// Nothing came of a call: lets the caller hear and read why.
    pub(crate) fn fail(&mut self, reference: u32, failure: Failure) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        let far = std::mem::replace(&mut leg.far, Far::Nobody);
        leg.state = LegState::Failed(failure);
        self.stop_any_tone(reference);
        self.settle(reference);
        if let Some(state) = failure.call_state() {
            self.call_state(reference, state);
        }
        self.start_tone(reference, failure.tone());
        self.select_keys(reference);
        self.prompt(reference, failure.prompt());
        self.timers.set(
            Deadline::Leg(reference),
            self.now + self.config.failure_tone,
        );
        if let Far::Conference(conference) = far {
            self.left_conference(conference, reference);
        }
    }

    /// Ends a leg at its phone and forgets it.
    pub(crate) fn release(&mut self, reference: u32) {
        self.close_channel(reference);
        self.timers.clear(Deadline::Leg(reference));
        self.timers.clear(Deadline::Beep(reference));
        let Some(leg) = self.legs.remove(&reference) else {
            return;
        };
        let (phone, line_instance) = (leg.phone, leg.line_instance);
        self.directory
            .get_mut(phone)
            .legs
            .retain(|other| *other != reference);
        debug!(
            call_reference = reference,
            connected = leg.connected_at.is_some(),
            "a call ends"
        );

        if leg.had_media {
            let number = self
                .directory
                .get(phone)
                .line_number(line_instance)
                .unwrap_or_default();
            self.tell(
                phone,
                ConnectionStatisticsReq {
                    directory_num: sccp::StatisticsNumber(number.as_str().into()),
                    call_reference: reference,
                    ..Default::default()
                },
            );
        }
        if leg.state == LegState::RingingIn {
            self.tell(phone, ring_off(line_instance, reference));
            self.clear_caller_notice(phone);
            self.stop_knocking(phone);
        }
        self.tell(phone, stop_tone(line_instance, reference));
        self.light(phone, line_instance);
        self.tell(phone, clear_prompt(line_instance, reference));
        self.tell(
            phone,
            call_state(CallStateCode::ON_HOOK, line_instance, reference),
        );
        self.show_idle(phone);
        self.tell_time(phone);
        if leg.state.is_active() {
            self.note_use(phone, line_instance);
            self.speaker(phone, false);
            self.alert_again(phone);
        }
        self.drop_intent(phone, reference);
        self.close_list(reference, phone);
        match leg.far {
            Far::Conference(conference) => self.left_conference(conference, reference),
            Far::Page(_) => self.left_page(phone),
            _ => {}
        }
    }

    /// A leg's state has lasted as long as it may.
    pub(crate) fn leg_expired(&mut self, reference: u32) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        match leg.state {
            LegState::Dialling if leg.dialled.is_empty() => self.fail(reference, Failure::NoDigits),
            LegState::Dialling => {
                let number = leg.dialled.clone();
                self.dial(reference, &number);
            }
            LegState::RingingOut => self.unanswered(reference),
            LegState::Failed(_) => {
                leg.state = LegState::LeftOffHook;
                self.stop_tone(reference);
                self.start_tone(reference, DeviceTone::RECEIVER_OFF_HOOK_TONE);
                self.prompt(reference, Failure::NoDigits.prompt());
                self.timers.set(
                    Deadline::Leg(reference),
                    self.now + self.config.off_hook_tone,
                );
            }
            LegState::LeftOffHook | LegState::Done => self.release(reference),
            LegState::Connected => self.service_expired(reference),
            LegState::Held => self.hold_reverts(reference),
            LegState::RingingIn | LegState::Whispered | LegState::Remote => {}
        }
    }
}

fn clear_prompt(line_instance: u32, call_reference: u32) -> sccp::ClearPromptStatus {
    sccp::ClearPromptStatus {
        line_instance,
        call_reference,
    }
}
