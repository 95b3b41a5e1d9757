//! Holding without a word: what CallManager 2 and 3 do (section 5.9).

use crate::lines::LINE;
use crate::{CallState, Lamp, Station};

impl Station {
    /// A lamp or the media of a call on the line have changed: a winking lamp over a silent
    /// call means that it is held.
    pub(crate) fn derive_hold(&mut self, line_instance: u32) {
        let now = self.now;
        let winks = matches!(
            self.lines.lamp(LINE, line_instance),
            Some(Lamp::Wink | Lamp::Flash)
        );
        if !winks || self.version.is_at_least(5) {
            return;
        }
        let rings = self
            .calls
            .in_order()
            .iter()
            .any(|call| call.line_instance == line_instance && call.state.is_ringing());
        let silent = self.calls.in_order().into_iter().find(|call| {
            call.line_instance == line_instance
                && call.state == CallState::Connected
                && self.streams.directions(call.call_reference) == (false, false)
        });
        let Some(reference) = silent.map(|call| call.call_reference).filter(|_| !rings) else {
            return;
        };
        if let Some(call) = self.calls.get_mut(reference) {
            call.change(CallState::Hold, now);
            call.hold_derived = true;
        }
        self.tell_call_state(reference);
    }

    /// A direction of the call's media has ended.
    pub(super) fn derive_hold_of_call(&mut self, call_reference: u32) {
        if let Some(line) = self
            .calls
            .get(call_reference)
            .map(|call| call.line_instance)
        {
            self.derive_hold(line);
        }
    }

    /// Media flow again: what only looked held is not.
    pub(super) fn undo_derived_hold(&mut self, party: u32) {
        let now = self.now;
        let Some(reference) = self.streams.call_of_party(party) else {
            return;
        };
        let Some(call) = self
            .calls
            .get_mut(reference)
            .filter(|call| call.hold_derived)
        else {
            return;
        };
        call.change(CallState::Connected, now);
        self.calls.focus_after_change(reference, CallState::Hold);
        self.tell_call_state(reference);
    }
}
