//! How a call ends: hung up, failed, or over because it lasted as long as it may.

use sccp::{CallStateCode, ConnectionStatisticsReq, DeviceTone, StatsProcessing};
use tracing::debug;

use crate::CallManager;
use crate::calls::routing::Place;
use crate::calls::{Failure, Far, LegState};
use crate::display::{call_state, ring_off, stop_tone};
use crate::manager::Deadline;

impl CallManager {
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
            self.ask_statistics((phone, line_instance), reference, StatsProcessing::CLEAR);
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

    /// Asks a phone for the figures of the sound of a call on that line.
    pub(crate) fn ask_statistics(
        &mut self,
        (phone, line_instance): Place,
        call_reference: u32,
        stats_processing_mode: StatsProcessing,
    ) {
        let number = self.directory.get(phone).buttons.line(line_instance);
        let directory_num = sccp::StatisticsNumber(number.unwrap_or_default().into());
        self.tell(
            phone,
            ConnectionStatisticsReq {
                directory_num,
                call_reference,
                stats_processing_mode,
            },
        );
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
