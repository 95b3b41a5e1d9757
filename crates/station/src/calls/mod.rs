//! The call table: every call the server told of, by its `callReference`.
//!
//! The server owns the calls; this table only remembers what it said about each,
//! and which of them is in front (sections 5.5 to 5.10). What follows for the rest of the
//! phone when a call changes stands in `states`.

use std::collections::{BTreeMap, VecDeque};

use crate::display::Prompt;
use crate::{CallState, Direction, Moment, Privacy, Security};

mod entry;
mod facts;
mod focus;
mod inferred;
mod log;
mod states;

pub(crate) use entry::CallEntry;
pub(crate) use facts::CallFacts;
pub(crate) use inferred::Inferred;
pub(crate) use log::Log;
pub use log::{CallList, CallLog, CallLogEntry};

/// Calls kept at once: what a 7970 can hold.
const MAX_CALLS: usize = 200;

/// The precedence level of a routine call (section 4.5).
const ROUTINE: u32 = 4;

/// Ended calls whose late messages are known as such; servers send a handful at once.
const REMEMBERED_ENDS: usize = 32;

/// All calls.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calls {
    by_reference: BTreeMap<u32, CallEntry>,
    /// The call in front.
    focused: Option<u32>,
    ended: VecDeque<u32>,
    next_order: u64,
}

impl Calls {
    /// The call of this reference.
    pub(crate) fn get(&self, call_reference: u32) -> Option<&CallEntry> {
        self.by_reference.get(&call_reference)
    }

    /// The call of this reference, to change.
    pub(crate) fn get_mut(&mut self, call_reference: u32) -> Option<&mut CallEntry> {
        self.by_reference.get_mut(&call_reference)
    }

    /// The call of this reference; a new one in state [`CallState::Idle`] when it is not known.
    ///
    /// Nothing for a call that has just ended, and when the table is full.
    pub(crate) fn get_or_insert(
        &mut self,
        call_reference: u32,
        line_instance: u32,
        now: Moment,
    ) -> Option<&mut CallEntry> {
        let known = self.by_reference.contains_key(&call_reference);
        if !known && self.ended.contains(&call_reference) {
            return None;
        }
        if !known && self.by_reference.len() >= MAX_CALLS {
            // One that was named but never began gives its place.
            let unborn = self
                .by_reference
                .values()
                .find(|call| call.state == CallState::Idle)?;
            let unborn = unborn.call_reference;
            self.by_reference.remove(&unborn);
        }
        let order = self.next_order;
        self.next_order += u64::from(!known);
        let entry = self
            .by_reference
            .entry(call_reference)
            .or_insert_with(|| CallEntry {
                call_reference,
                line_instance,
                state: CallState::Idle,
                state_since: now,
                connected_at: None,
                direction: Direction::Unknown,
                remote_name: String::new(),
                remote_number: String::new(),
                via: String::new(),
                prompt: Prompt::default(),
                keys: None,
                dialled: String::new(),
                selected: false,
                security: Security::Unknown,
                rang: false,
                ours: false,
                elsewhere: false,
                disposition: None,
                hold_derived: false,
                recorded: false,
                privacy: Privacy::default(),
                precedence_level: ROUTINE,
                precedence_proved: false,
                began_at: now,
                order,
            });
        Some(entry)
    }

    /// A call begins or lives on: its reference may be used again.
    pub(crate) fn revive(&mut self, call_reference: u32) {
        self.ended.retain(|ended| *ended != call_reference);
    }

    /// Take a call that is over out of the table.
    pub(crate) fn remove(&mut self, call_reference: u32) -> Option<CallEntry> {
        let entry = self.by_reference.remove(&call_reference)?;
        if self.ended.len() == REMEMBERED_ENDS {
            self.ended.pop_front();
        }
        self.ended.push_back(call_reference);
        if self.focused == Some(call_reference) {
            self.focused = self.next_in_front();
        }
        Some(entry)
    }

    /// A call of this phone is on, not only some on other phones of its lines.
    pub(crate) fn has_own(&self) -> bool {
        self.by_reference
            .values()
            .any(|call| call.state != CallState::Idle && call.is_here())
    }

    /// All calls with a state, oldest first.
    pub(crate) fn in_order(&self) -> Vec<&CallEntry> {
        let mut calls: Vec<_> = self
            .by_reference
            .values()
            .filter(|call| call.state != CallState::Idle)
            .collect();
        calls.sort_by_key(|call| call.order);
        calls
    }

    /// The state that the button of a line shows: of its most urgent call.
    pub(crate) fn state_of_line(&self, line_instance: u32) -> CallState {
        let urgency = |state: CallState| match state {
            state if state.is_ringing() => 5,
            state if state.is_active() => 4,
            CallState::HoldRevert => 3,
            CallState::RemoteHold => 1,
            CallState::CallRemoteMultiline => 0,
            _ => 2,
        };
        self.by_reference
            .values()
            .filter(|call| call.line_instance == line_instance && call.state != CallState::Idle)
            .max_by_key(|call| urgency(call.state))
            .map_or(CallState::Idle, |call| call.state)
    }

    /// The newest call on a line that is in use elsewhere and may be seen.
    pub(crate) fn in_use_elsewhere(&self, line_instance: u32) -> Option<u32> {
        self.in_order()
            .into_iter()
            .rev()
            .find(|call| {
                call.line_instance == line_instance
                    && call.state == CallState::CallRemoteMultiline
                    && !call.is_hidden()
            })
            .map(|call| call.call_reference)
    }

    /// When a prompt changes by itself.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        self.by_reference
            .values()
            .filter_map(|call| call.prompt.deadline())
            .min()
    }

    /// Take away the prompts that have passed.
    pub(crate) fn expire(&mut self, now: Moment) {
        for call in self.by_reference.values_mut() {
            call.prompt.expire(now);
        }
    }

    /// Take away every prompt.
    pub(crate) fn clear_prompts(&mut self) {
        for call in self.by_reference.values_mut() {
            call.prompt.clear();
        }
    }

    /// Forget that any call was there.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moment_of_connection_outlives_a_hold() {
        let mut calls = Calls::default();
        let call = calls
            .get_or_insert(1, 1, Moment::START)
            .expect("the table has room");
        call.change(CallState::OffHook, Moment::START);
        call.change(CallState::Connected, Moment::from_secs(5));
        call.change(CallState::Hold, Moment::from_secs(9));
        call.change(CallState::Connected, Moment::from_secs(12));
        assert_eq!(call.connected_at, Some(Moment::from_secs(5)));
        assert_eq!(call.state_since, Moment::from_secs(12));
    }

    #[test]
    fn the_table_is_bounded() {
        let mut calls = Calls::default();
        for reference in 0..1000 {
            calls.get_or_insert(reference, 1, Moment::START);
        }
        assert_eq!(calls.by_reference.len(), MAX_CALLS);
        assert!(calls.get(999).is_some(), "what never began gives its place");
        for call in calls.by_reference.values_mut() {
            call.change(CallState::Hold, Moment::START);
        }
        assert!(calls.get_or_insert(1000, 1, Moment::START).is_none());
    }
}
