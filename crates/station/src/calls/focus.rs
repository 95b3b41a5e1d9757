//! Which call is in front, which is active, and which rings.

use super::{CallEntry, Calls};
use crate::CallState;

impl Calls {
    /// The call in front.
    pub(crate) fn focused(&self) -> Option<&CallEntry> {
        self.get(self.focused?)
    }

    /// The call in front, to change.
    pub(crate) fn focused_mut(&mut self) -> Option<&mut CallEntry> {
        self.by_reference.get_mut(&self.focused?)
    }

    /// Put a call in front.
    pub(crate) fn focus(&mut self, call_reference: u32) {
        if self
            .get(call_reference)
            .is_some_and(|call| call.state != CallState::Idle)
        {
            self.focused = Some(call_reference);
        }
    }

    /// Take the call in front back from there.
    pub(crate) fn unfocus(&mut self) {
        self.focused = self.next_in_front();
    }

    /// Put the call before or after the one in front there, as listed.
    pub(crate) fn move_focus(&mut self, forward: bool) {
        let references: Vec<u32> = self
            .in_order()
            .iter()
            .filter(|call| !call.is_hidden())
            .map(|call| call.call_reference)
            .collect();
        let at = references
            .iter()
            .position(|reference| Some(*reference) == self.focused);
        let to = match (at, forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at.wrapping_sub(1),
            (None, _) => 0,
        };
        if let Some(reference) = references.get(to) {
            self.focused = Some(*reference);
        }
    }

    /// The call that the person is off hook for: the one in front when it is, else the newest.
    pub(crate) fn active(&self) -> Option<&CallEntry> {
        let focused = self.focused().filter(|call| call.state.is_active());
        focused.or_else(|| {
            self.in_order()
                .into_iter()
                .rev()
                .find(|call| call.state.is_active())
        })
    }

    /// The call to answer: the one in front when it rings, else the oldest that does.
    pub(crate) fn ringing(&self) -> Option<&CallEntry> {
        let focused = self.focused().filter(|call| call.state.is_ringing());
        focused.or_else(|| {
            self.in_order()
                .into_iter()
                .find(|call| call.state.is_ringing())
        })
    }

    /// Which call comes to the front when the one there has gone.
    pub(super) fn next_in_front(&self) -> Option<u32> {
        let calls = self.in_order();
        let newest =
            |wanted: fn(CallState) -> bool| calls.iter().rev().find(|call| wanted(call.state));
        newest(CallState::is_active)
            .or_else(|| newest(CallState::is_ringing))
            .or_else(|| newest(|state| state != CallState::CallRemoteMultiline))
            .map(|call| call.call_reference)
    }

    /// Focus after a call has changed its state from `before`.
    ///
    /// A call that was dialled, answered or resumed comes to the front; one that
    /// rings only when nobody is talking; one in use elsewhere only when somebody
    /// puts it there, so that the idle phone keeps its keys.
    pub(crate) fn focus_after_change(&mut self, call_reference: u32, before: CallState) {
        let Some(state) = self.get(call_reference).map(|call| call.state) else {
            return;
        };
        if state == CallState::CallRemoteMultiline {
            if self.focused == Some(call_reference) {
                self.focused = self.next_in_front();
            }
            return;
        }
        let began = state.is_active() && !before.is_active();
        let nobody_talks = self
            .focused()
            .is_none_or(|call| !call.state.is_active() && !call.state.is_ringing());
        if began || self.focused.is_none() || (state.is_ringing() && nobody_talks) {
            self.focused = Some(call_reference);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Moment;

    fn with(states: &[(u32, CallState)]) -> Calls {
        let mut calls = Calls::default();
        for (reference, state) in states {
            let call = calls
                .get_or_insert(*reference, 1, Moment::START)
                .expect("the table has room");
            let before = call.state;
            call.change(*state, Moment::START);
            calls.focus_after_change(*reference, before);
        }
        calls
    }

    fn front(calls: &Calls) -> Option<u32> {
        calls.focused().map(|call| call.call_reference)
    }

    #[test]
    fn a_ringing_call_does_not_push_a_talk_aside() {
        let calls = with(&[(1, CallState::Connected), (2, CallState::RingIn)]);
        assert_eq!(front(&calls), Some(1));
        assert_eq!(calls.ringing().map(|call| call.call_reference), Some(2));
    }

    #[test]
    fn an_answered_call_comes_to_the_front() {
        let calls = with(&[
            (1, CallState::Connected),
            (2, CallState::RingIn),
            (1, CallState::Hold),
            (2, CallState::Connected),
        ]);
        assert_eq!(front(&calls), Some(2));
    }

    #[test]
    fn a_ringing_call_comes_to_the_front_of_held_ones() {
        let calls = with(&[(1, CallState::Hold), (2, CallState::RingIn)]);
        assert_eq!(front(&calls), Some(2));
    }

    #[test]
    fn when_the_front_call_ends_the_next_comes_forward() {
        let mut calls = with(&[(1, CallState::Hold), (2, CallState::Connected)]);
        calls.remove(2);
        assert_eq!(front(&calls), Some(1));
        calls.remove(1);
        assert_eq!(front(&calls), None);
        assert!(
            calls.get_or_insert(1, 1, Moment::START).is_none(),
            "a late message makes no call"
        );
    }
}
