//! On hook and off hook, by whoever wants it.
//!
//! There is no cradle: as with a 7970's speaker or headset key, a lit path is off
//! hook and the same key again hangs up. The server may lift and replace by itself
//! (`SetSpeakerMode`).

use std::time::Duration;

use crate::keys::{Wanted, stimulus_of};
use crate::{AudioPath, CallState, LineKeyKind, Moment, Privacy, Station};

mod answer_and_hang_up;

/// How long after the last call has ended the phone goes on hook by itself, when
/// the server does not say so. A person with a handset needs longer to replace it.
const REPLACE_AFTER: Duration = Duration::from_secs(1);

/// How long a new call that was asked for may take to come. Digits wait for it.
const NEW_CALL_WITHIN: Duration = Duration::from_secs(5);

/// The hook.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hook {
    /// The phone is off hook.
    pub(crate) off: bool,
    /// The server was told so by OffHook, and not yet the contrary.
    told: bool,
    /// A new call was asked for and may come until then.
    awaits_call: Option<Moment>,
    /// When to see whether the phone should go on hook.
    check: Option<Moment>,
    /// Line and reference of the call that the last check is about.
    last: (u32, u32),
}

impl Hook {
    /// When a check is due.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        self.check.into_iter().chain(self.awaits_call).min()
    }
}

impl Station {
    /// Off hook here, whoever wanted it.
    pub(crate) fn lift(&mut self, path: AudioPath) {
        self.hook.off = true;
        self.hook.check = None;
        self.take_path(Some(path));
    }

    /// On hook here.
    pub(crate) fn replace(&mut self) {
        self.hook.off = false;
        self.hook.awaits_call = None;
        self.hook.check = None;
        self.take_path(None);
        self.unmute();
        self.dialling.forget_queue();
    }

    /// Tell the server that the phone is off hook: for this call, or (0, 0) for a new one.
    pub(crate) fn send_off_hook(&mut self, line_instance: u32, call_reference: u32) {
        self.hook.told = true;
        self.send(sccp::OffHook {
            line_instance,
            call_reference,
        });
    }

    fn send_on_hook(&mut self, line_instance: u32, call_reference: u32) {
        self.hook.told = false;
        self.send(sccp::OnHook {
            line_instance,
            call_reference,
        });
    }

    /// Go off hook for a new call on the line in front.
    pub(crate) fn seize(&mut self, path: AudioPath) {
        if !self.connection.is_registered() {
            return;
        }
        let line = self.active_line;
        let stimulus = stimulus_of(LineKeyKind::Line);
        if self.hook.told || self.hook.off {
            // The server already holds the phone for off hook (a call was put on hold): OffHook would say nothing.
            match self.soft_keys.anywhere(Wanted::NewCall) {
                Some(event) => self.send_soft_key(event, line, 0),
                None => self.send_stimulus(stimulus, line, 0),
            }
        } else if self.needs_line_key() {
            // OffHook takes the line used last.
            self.send_stimulus(stimulus, line, 0);
        } else {
            self.send_off_hook(0, 0);
        }
        self.await_call();
        self.lift(path);
    }

    /// Digits go to the server: a call takes them, or is about to.
    pub(crate) fn takes_digits(&self) -> bool {
        self.hook.awaits_call.is_some() || (self.hook.off && self.calls.active().is_some())
    }

    /// A new call was asked for.
    pub(crate) fn await_call(&mut self) {
        if self.connection.is_registered() {
            self.hook.awaits_call = Some(self.now + NEW_CALL_WITHIN);
        }
    }

    /// A call has taken another state: the hook follows.
    pub(crate) fn hook_follows(
        &mut self,
        line: u32,
        reference: u32,
        before: CallState,
        state: CallState,
    ) {
        if state.is_active() {
            self.hook.awaits_call = None;
        }
        let on_hook_for_it = !self.hook.off && self.is_told_only(reference, before, state);
        // Diverted calls proceed without us; one that is answered all the same is ours.
        let begins = !before.is_active()
            || (before == CallState::Proceed && state == CallState::Connected && !self.hook.off);
        if state.is_elsewhere() && self.hook.off && self.calls.active().is_none() {
            if self.hook.told {
                self.hook.check = Some(self.now + REPLACE_AFTER);
                self.hook.last = (line, reference);
            } else {
                self.replace();
            }
        } else if state.is_active() && begins && !on_hook_for_it {
            // Dialled en bloc, answered by the server, resumed: nobody pressed a path key.
            let path = self.audio.path.unwrap_or(self.audio.preferred);
            self.lift(path);
        } else if state.is_over()
            && (self.hook.off || self.hook.told)
            && self.calls.active().is_none()
        {
            self.hook.check = Some(self.now + REPLACE_AFTER);
            self.hook.last = (line, reference);
        }
    }

    /// A call that rang here goes on elsewhere, and is told as active for the lists only: so that
    /// nobody takes it for missed.
    fn is_told_only(&self, reference: u32, before: CallState, state: CallState) -> bool {
        let private = |reference| {
            let call = self.calls.get(reference);
            call.is_some_and(|call| call.privacy != Privacy::Open)
        };
        before.is_ringing() && (state == CallState::Proceed || private(reference))
    }

    /// The server lifts (1) or replaces (2).
    pub(crate) fn on_speaker_mode(&mut self, mode: u32) {
        match mode {
            1 => {
                let path = self.audio.path.unwrap_or(self.audio.preferred);
                self.lift(path);
            }
            2 if self.hook.off => {
                self.replace();
                if self.hook.told && self.calls.active().is_none() && !self.holds_a_call() {
                    let (line, reference) = self.hook.last;
                    self.send_on_hook(line, reference);
                }
            }
            2 => {}
            other => self.anomaly(format!("SetSpeakerMode with the unknown mode {other}")),
        }
    }

    fn holds_a_call(&self) -> bool {
        self.calls
            .in_order()
            .iter()
            .any(|call| call.state.is_held())
    }

    /// A check is due: is the phone off hook for nothing?
    pub(crate) fn expire_hook(&mut self) {
        if self
            .hook
            .awaits_call
            .take_if(|until| *until <= self.now)
            .is_some()
        {
            self.give_up_enbloc();
            // The key of what looks like a line, but is none, brings no call for ever.
            self.active_line = self.last_line.max(1);
        }
        if self.hook.check.is_none_or(|check| check > self.now) {
            return;
        }
        self.hook.check = None;
        let (line, reference) = self.hook.last;
        match self
            .calls
            .active()
            .map(|call| (call.line_instance, call.call_reference))
        {
            // EndCall did nothing.
            Some(active) if active == (line, reference) => self.hang_up_by_hook(),
            Some(_) => {}
            None => {
                if self.hook.told {
                    self.send_on_hook(line, reference);
                }
                if self.hook.off {
                    self.replace();
                }
            }
        }
    }

    /// No server is there to hear of the hook; the phone stays off hook.
    pub(crate) fn hold_hook_alone(&mut self) {
        self.hook.told = false;
        self.hook.awaits_call = None;
        self.hook.check = None;
    }

    /// The registration is gone: so is the server's idea of the hook.
    pub(crate) fn forget_hook(&mut self) {
        if self.hook.off {
            self.replace();
        }
        self.unmute();
        self.hook = Hook::default();
    }
}
