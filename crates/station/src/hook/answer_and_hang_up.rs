//! Answering and hanging up: what the hook key, the path keys and Enter come to.

use std::time::Duration;

use crate::keys::Wanted;
use crate::{AudioPath, CallState, Station};

/// How long the server may take to end a call by the EndCall key before the hook says it again.
const END_AGAIN_AFTER: Duration = Duration::from_secs(2);

impl Station {
    /// Answer the call that rings. The talk that is on is put on hold before: not every
    /// server does so by itself, and Asterisk's chan_skinny ends it.
    pub(crate) fn answer(&mut self) {
        let Some(call) = self.calls.ringing() else {
            return;
        };
        let (line, reference, keys) = (call.line_instance, call.call_reference, call.keys);
        self.hold_the_talk();
        self.calls.focus(reference);
        self.active_line = line;
        match self.soft_keys.offered(keys, Wanted::Answer) {
            Some(event) => self.send_soft_key(event, line, reference),
            None => self.send_off_hook(line, reference),
        }
        self.lift(self.audio.preferred);
    }

    fn hold_the_talk(&mut self) {
        let talk = self
            .calls
            .active()
            .filter(|call| call.state == CallState::Connected);
        let Some(talk) = talk else {
            return;
        };
        let (line, reference) = (talk.line_instance, talk.call_reference);
        if let Some(event) = self.soft_keys.offered(talk.keys, Wanted::Hold) {
            self.send_soft_key(event, line, reference);
        }
    }

    /// Refuse this call, if it rings.
    pub(crate) fn decline(&mut self, call_reference: u32) {
        let call = self.calls.get_mut(call_reference);
        if call.is_some_and(|call| call.state.is_ringing()) {
            self.calls.focus(call_reference);
            self.hang_up();
        }
    }

    /// End the call in front, or refuse the one that rings; on hook take back what was typed.
    pub(crate) fn hang_up(&mut self) {
        if self.connection.is_preserving() {
            self.end_preserved_call();
            return;
        }
        self.dialling.next_number = None;
        let call = self
            .calls
            .focused()
            .filter(|call| call.state.is_ringing())
            .or_else(|| self.calls.active())
            .or_else(|| self.calls.ringing())
            // What is on another phone is not ours to end.
            .or_else(|| {
                self.calls
                    .focused()
                    .filter(|call| !call.state.is_elsewhere())
            });
        let Some(call) = call else {
            if self.hook.off {
                self.hang_up_by_hook();
            } else {
                self.dialling.typed.clear();
            }
            return;
        };
        let (line, reference, state) = (call.line_instance, call.call_reference, call.state);
        let offered = self.soft_keys.offered(call.keys, Wanted::EndCall);
        // A call that is not active does not end by going on hook.
        let event = if state.is_active() {
            offered
        } else {
            offered.or_else(|| self.soft_keys.anywhere(Wanted::EndCall))
        };
        match event {
            Some(event) => {
                self.send_soft_key(event, line, reference);
                if state.is_active() {
                    self.hook.check = Some(self.now + END_AGAIN_AFTER);
                    self.hook.last = (line, reference);
                }
            }
            None if state.is_active() => self.hang_up_by_hook(),
            None => {
                self.send_on_hook(line, reference);
                self.silence_ring();
            }
        }
    }

    /// The active call was told to end, and has not yet.
    pub(crate) fn ends_active_call(&self) -> bool {
        self.hook.check.is_some()
            && self
                .calls
                .active()
                .is_some_and(|call| (call.line_instance, call.call_reference) == self.hook.last)
    }

    /// Replace: ends the active call, if there is one.
    pub(crate) fn hang_up_by_hook(&mut self) {
        if self.connection.is_preserving() {
            self.end_preserved_calls();
            return;
        }
        let (line, reference) = self
            .calls
            .active()
            .map_or((0, 0), |call| (call.line_instance, call.call_reference));
        self.send_on_hook(line, reference);
        self.replace();
        if reference != 0 {
            self.stop_sounds_of(reference);
        }
    }

    /// The hook key: answer, dial what was typed, begin a call, or hang up.
    pub(crate) fn press_hook(&mut self) {
        if self.hook.off {
            self.hang_up_by_hook();
        } else {
            self.lift_for(self.audio.preferred);
        }
    }

    /// The Speaker, Headset or Handset key.
    pub(crate) fn press_path(&mut self, path: AudioPath) {
        if !self.hook.off {
            self.audio.preferred = path;
            self.lift_for(path);
        } else if self.audio.path == Some(path) {
            self.hang_up_by_hook();
        } else {
            self.audio.preferred = path;
            self.take_path(Some(path));
        }
    }

    fn lift_for(&mut self, path: AudioPath) {
        if self.calls.ringing().is_some() {
            self.answer();
        } else if self.dialling.typed.is_empty() {
            self.seize(path);
        } else {
            self.dial_typed();
        }
    }
}
