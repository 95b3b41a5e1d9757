//! The buttons beside the screen: lines, speed dials, features, services.

use super::stimulus_of;
use crate::{CallState, LineKeyKind, Station};

impl Station {
    /// A button beside the screen, 1 at the top.
    pub(crate) fn press_line_key(&mut self, position: usize) {
        let Some((kind, instance)) = position
            .checked_sub(1)
            .and_then(|at| self.buttons.buttons().get(at).copied())
        else {
            return;
        };
        match kind {
            LineKeyKind::Unused => {}
            LineKeyKind::Service => self.press_service(instance),
            LineKeyKind::Line => self.press_line(instance),
            LineKeyKind::SpeedDial => {
                self.dialling.typed.clear();
                self.send_stimulus(stimulus_of(kind), instance, 0);
            }
            kind => {
                // Hold, transfer, park and the like are meant for the call in front.
                let call = self.calls.focused().map_or(0, |call| call.call_reference);
                self.send_stimulus(stimulus_of(kind), instance, call);
            }
        }
    }

    fn press_line(&mut self, line: u32) {
        if self.look_at_line_in_use(line) {
            return;
        }
        self.active_line = line;
        let typed = std::mem::take(&mut self.dialling.typed);
        if !typed.is_empty() && !self.takes_digits() {
            self.dial(&typed);
            return;
        }
        let rings = self
            .calls
            .in_order()
            .into_iter()
            .find(|call| call.line_instance == line && call.state.is_ringing())
            .map(|call| call.call_reference);
        if let Some(reference) = rings {
            self.calls.focus(reference);
            self.lift(self.audio.preferred);
        } else if !self.calls.has_own() {
            self.await_call();
        }
        // What it means (answer, resume, a new call) is the server's decision.
        self.send_stimulus(stimulus_of(LineKeyKind::Line), line, 0);
    }

    /// The button of a line in use on another phone puts its call in front first, whose keys
    /// (barge, new call) are to be had then; the same button again is a new call.
    fn look_at_line_in_use(&mut self, line: u32) -> bool {
        let typed = !self.dialling.typed.is_empty();
        let ours = self.calls.state_of_line(line);
        if self.hook.off
            || typed
            || !matches!(ours, CallState::Idle | CallState::CallRemoteMultiline)
        {
            return false;
        }
        let looked_at = self.active_line == line;
        match self.calls.in_use_elsewhere(line) {
            Some(call) if self.calls.focused().map(|call| call.call_reference) != Some(call) => {
                self.calls.focus(call);
            }
            None if self.lines.keys_in_use(line).is_some() && !looked_at => {}
            _ => return false,
        }
        self.active_line = line;
        self.soft_key_page = 0;
        true
    }

    /// The line in front is not the one that a server takes when none is named.
    pub(crate) const fn needs_line_key(&self) -> bool {
        self.active_line > 1 || self.last_line != self.active_line
    }

    /// Tell the server of a button, and of the call it is meant for.
    pub(crate) fn send_stimulus(&mut self, stimulus: u32, instance: u32, call_reference: u32) {
        self.send(sccp::Stimulus {
            stimulus: stimulus.into(),
            line_instance: instance,
            call_reference,
            ..Default::default()
        });
    }
}
