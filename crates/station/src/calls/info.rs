//! What the server says about a call: its state, and who is on the other side.

use crate::calls::CallEntry;
use crate::{CallState, Direction, Event, Privacy, Security, Station};

/// Name and number of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) name: String,
    pub(crate) number: String,
}

impl Party {
    fn is_nobody(&self) -> bool {
        self.name.is_empty() && self.number.is_empty()
    }

    /// As one text.
    fn text(&self) -> String {
        match (self.name.is_empty(), self.number.is_empty()) {
            (true, _) => self.number.clone(),
            (false, true) => self.name.clone(),
            (false, false) => format!("{} ({})", self.name, self.number),
        }
    }

    /// Hide what the far end does not want shown.
    fn restricted(mut self, name: bool, number: bool) -> Self {
        if name {
            self.name.clear();
        }
        if number {
            self.number.clear();
        }
        self
    }
}

/// Both forms of CallInfo as one.
#[derive(Clone, Debug)]
pub(crate) struct CallFacts {
    pub(crate) line_instance: u32,
    pub(crate) call_reference: u32,
    call_type: u32,
    calling: Party,
    called: Party,
    original: Party,
    redirecting: Party,
    /// The number of the hunt group that the call was for; told in the dynamic form only.
    hunt_pilot: Party,
    security: u32,
}

/// Make the facts of a message; the fields have the same names in both forms.
macro_rules! facts {
    ($info:expr, $locale:expr) => {{
        let info = $info;
        let hide = |bit: u32| info.party_pi_restriction_bits.has(bit);
        let party =
            |name: std::borrow::Cow<'_, str>, number: std::borrow::Cow<'_, str>, bit: u32| {
                let party = Party {
                    name: name.trim().to_owned(),
                    number: number.trim().to_owned(),
                };
                party.restricted(hide(bit), hide(bit << 1))
            };
        Self {
            line_instance: info.line_instance,
            call_reference: info.call_reference,
            call_type: info.call_type.code(),
            calling: party(
                info.calling_party_name.shown($locale),
                info.calling_party.shown($locale),
                0x01,
            ),
            called: party(
                info.called_party_name.shown($locale),
                info.called_party.shown($locale),
                0x04,
            ),
            original: party(
                info.original_called_party_name.shown($locale),
                info.original_called_party.shown($locale),
                0x10,
            ),
            redirecting: party(
                info.last_redirecting_party_name.shown($locale),
                info.last_redirecting_party.shown($locale),
                0x40,
            ),
            hunt_pilot: Party::default(),
            security: info.call_security_status.code(),
        }
    }};
}

impl CallFacts {
    /// Of the fixed form.
    pub(crate) fn of(info: &sccp::CallInfo, locale: sccp::Locale) -> Self {
        facts!(info, locale)
    }

    /// Of the dynamic form.
    pub(crate) fn of_v2(info: &sccp::CallInfoV2, locale: sccp::Locale) -> Self {
        let facts: Self = facts!(info, locale);
        let hunt_pilot = Party {
            name: info.hunt_pilot_name.shown(locale).trim().to_owned(),
            number: info.hunt_pilot_number.shown(locale).trim().to_owned(),
        };
        Self {
            hunt_pilot,
            ..facts
        }
    }

    /// Of this call, where the message named none.
    pub(super) fn of_call(self, line: u32, reference: u32, direction: Direction) -> Self {
        Self {
            line_instance: line,
            call_reference: reference,
            call_type: match direction {
                Direction::Inbound => 1,
                Direction::Outbound => 2,
                Direction::Forwarded => 3,
                Direction::Unknown => 0,
            },
            ..self
        }
    }

    /// This number calls.
    pub(super) fn calls_from(&self, number: &str) -> bool {
        self.calling.number == number
    }

    /// Who it was forwarded by or first meant for, when that is somebody else.
    fn via(&self) -> String {
        let direct = |party: &Party| {
            party.is_nobody() || *party == self.calling || party.number == self.called.number
        };
        let via = [&self.redirecting, &self.original, &self.hunt_pilot]
            .into_iter()
            .find(|party| !direct(party));
        via.map(Party::text).unwrap_or_default()
    }

    /// Put the facts into the call.
    fn put_into(self, call: &mut CallEntry) {
        call.direction = match self.call_type {
            1 => Direction::Inbound,
            2 => Direction::Outbound,
            3 => Direction::Forwarded,
            _ => call.direction,
        };
        call.via = self.via();
        call.security = match self.security {
            1 => Security::NotAuthenticated,
            2 => Security::Authenticated,
            3 => Security::Encrypted,
            _ => Security::Unknown,
        };
        let remote = if call.direction == Direction::Outbound {
            self.called
        } else {
            self.calling
        };
        call.remote_name = remote.name;
        call.remote_number = remote.number;
    }
}

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
            self.note_call(&call);
            call.change(CallState::OnHook, self.now);
            self.tell_state_of(&call);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info() -> sccp::CallInfo {
        sccp::CallInfo {
            calling_party: "1001".into(),
            calling_party_name: "Alice".into(),
            called_party: "1002".into(),
            original_called_party: "1002".into(),
            call_type: sccp::CallType::IN_BOUND,
            ..Default::default()
        }
    }

    #[test]
    fn a_direct_call_came_by_nobody() {
        assert_eq!(CallFacts::of(&info(), sccp::Locale::default()).via(), "");
    }

    #[test]
    fn a_forwarded_call_says_by_whom() {
        let forwarded = sccp::CallInfo {
            last_redirecting_party: "1005".into(),
            last_redirecting_party_name: "Eve".into(),
            ..info()
        };
        assert_eq!(
            CallFacts::of(&forwarded, sccp::Locale::default()).via(),
            "Eve (1005)"
        );
    }

    #[test]
    fn a_call_of_a_hunt_group_says_of_which() {
        let hunted = sccp::CallInfoV2 {
            calling_party: "1003".into(),
            called_party: "1001".into(),
            hunt_pilot_number: "1500".into(),
            hunt_pilot_name: "Support".into(),
            ..Default::default()
        };
        let facts = CallFacts::of_v2(&hunted, sccp::Locale::default());
        assert_eq!(facts.via(), "Support (1500)");
    }

    #[test]
    fn what_the_far_end_hides_is_not_shown() {
        let hidden = sccp::CallInfo {
            party_pi_restriction_bits: 3.into(),
            ..info()
        };
        assert_eq!(
            CallFacts::of(&hidden, sccp::Locale::default()).calling,
            Party::default()
        );
    }
}
