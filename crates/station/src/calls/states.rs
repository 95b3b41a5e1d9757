//! Calls begin, take another state and end, as the server says.

use crate::calls::{CallEntry, CallFacts};
use crate::{CallState, Direction, Event, Privacy, Station};

impl Station {
    /// Who is on the other side.
    pub(crate) fn on_call_info(&mut self, facts: CallFacts) {
        let now = self.now;
        if let Some(call) = self
            .calls
            .get_or_insert(facts.call_reference, facts.line_instance, now)
        {
            facts.put_into(call);
        }
    }

    /// A call has this state now.
    pub(crate) fn on_call_state(&mut self, told: &sccp::CallState) {
        let now = self.now;
        let (line, reference) = (told.line_instance, told.call_reference);
        let state = CallState::from_code(told.call_state.code());
        let privacy = Privacy::from_code(told.privacy.code());
        if let CallState::Other(code) = state {
            self.anomaly(format!("CallState with the unknown state {code}"));
            // It says nothing of a call that is there, and begins none: nobody could end it.
            return;
        }
        if reference == 0 {
            self.on_line_state(line, state, privacy);
            return;
        }
        if privacy == Privacy::Hidden
            && let Some(call) = self.calls.get_mut(reference)
        {
            // A hidden call belongs into no list (section 3.1, CallState).
            call.disposition.get_or_insert(0);
        }
        if state.is_over() {
            self.end_call(reference, state);
            return;
        }
        self.calls.revive(reference);
        let Some(call) = self.calls.get_or_insert(reference, line, now) else {
            self.anomaly("more calls at once than a phone can hold");
            return;
        };
        if line != 0 {
            call.line_instance = line;
        }
        call.privacy = privacy;
        call.precedence_level = told.precedence_level;
        if privacy == Privacy::Hidden {
            call.disposition.get_or_insert(0);
        }
        let before = call.state;
        let line = call.line_instance;
        if before == state {
            return;
        }
        call.change(state, now);
        if state.is_active() {
            self.name_enbloc(reference);
        }
        self.calls.focus_after_change(reference, before);
        if state.is_active() && line != 0 {
            self.active_line = line;
            self.last_line = line;
        }
        if before == CallState::OffHook {
            self.remember_dialled(reference);
        }
        if before.is_ringing() && !state.is_ringing() {
            self.silence_ring_without_call();
        }
        if state.is_held() {
            // What knocked in the talk has been heard.
            self.stop_tone_of(reference);
        }
        self.hook_follows(line, reference, before, state);
        self.tell_call_state(reference);
        self.pace_digits();
        self.soft_key_page = 0;
    }

    /// A state without a call is that of a line button which stands for somebody else's number:
    /// so Asterisk and chan-sccp tell what somebody does who is watched.
    fn on_line_state(&mut self, line: u32, state: CallState, privacy: Privacy) {
        match state {
            state if state.is_over() => self.lines.clear_elsewhere(line),
            // Only so that phones which took the ringing for a call do not list it as missed.
            CallState::Congestion if privacy == Privacy::Hidden => {}
            state if state.is_ringing() => self.lines.set_elsewhere(line, CallState::RingIn),
            state if state.is_held() || state == CallState::RemoteHold => {
                self.lines.set_elsewhere(line, CallState::RemoteHold);
            }
            _ => self
                .lines
                .set_elsewhere(line, CallState::CallRemoteMultiline),
        }
    }

    /// A call is over.
    pub(crate) fn end_call(&mut self, reference: u32, state: CallState) {
        let now = self.now;
        if self
            .calls
            .get(reference)
            .is_some_and(|call| call.state == CallState::OffHook)
        {
            self.remember_dialled(reference);
        }
        self.stop_streams_of(reference);
        let Some(mut call) = self.calls.remove(reference) else {
            return;
        };
        self.forget_record_wish(reference);
        self.note_call(&call);
        let before = call.state;
        call.change(state, now);
        self.tell_state_of(&call);
        self.stop_sounds_of(reference);
        if !self.calls.has_own() {
            // The next call begins on the first line again, as on a 7970.
            self.active_line = self.buttons.first_line().unwrap_or(1);
        }
        self.soft_key_page = 0;
        self.hook_follows(call.line_instance, reference, before, state);
        self.leave_when_idle();
        self.reset_when_idle();
    }

    /// The line comes to the front.
    pub(crate) fn on_activate_call_plane(&mut self, line: u32) {
        if line != 0 {
            self.active_line = line;
        }
    }

    /// Tell what state a call has.
    pub(crate) fn tell_call_state(&mut self, reference: u32) {
        if let Some(call) = self.calls.get(reference).cloned() {
            self.tell_state_of(&call);
        }
    }

    fn tell_state_of(&mut self, call: &CallEntry) {
        let number = if call.remote_number.is_empty() && call.direction == Direction::Outbound {
            call.dialled.clone()
        } else {
            call.remote_number.clone()
        };
        self.tell(Event::CallState {
            call_reference: call.call_reference,
            line_instance: call.line_instance,
            state: call.state,
            direction: call.direction,
            number,
        });
    }

    /// Calls, media, sounds and the hook end, since the registration is gone.
    pub(crate) fn end_everything(&mut self) {
        self.end_all_but(&[]);
        self.calls.clear();
        self.forget_hook();
        self.forget_questions();
        self.dialling.forget_queue();
    }

    /// All sounds end, and all calls and media but those of these calls.
    pub(crate) fn end_all_but(&mut self, kept: &[u32]) {
        self.stop_streams_but(kept);
        self.stop_sounds();
        self.forget_watching();
        let references: Vec<u32> = self
            .calls
            .in_order()
            .iter()
            .map(|call| call.call_reference)
            .filter(|reference| !kept.contains(reference))
            .collect();
        for reference in references {
            let Some(mut call) = self.calls.remove(reference) else {
                continue;
            };
            self.forget_record_wish(reference);
            self.note_call(&call);
            call.change(CallState::OnHook, self.now);
            self.tell_state_of(&call);
        }
    }
}
