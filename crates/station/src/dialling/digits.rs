//! Digits off hook: sent one by one, at a pace, and taken back.

use std::time::Duration;

use sccp::KeypadKey;

use crate::keys::Wanted;
use crate::{CallState, Station, VoiceCommand};

/// Digits that may wait to be sent: two long numbers.
const MAX_QUEUE: usize = 64;

/// Digits kept of a call's dialling, for the screen and for redialling.
const MAX_DIALLED: usize = 64;

/// Pause between digits that nobody types (section 5.5: 50 to 100 ms).
const PACE: Duration = Duration::from_millis(60);

/// How long queued digits wait for the server to make a call. Old servers may never name one.
const CALL_WAIT: Duration = Duration::from_secs(3);

impl Station {
    /// Digits one after the other, as a person types them.
    pub(super) fn queue_digits(&mut self, digits: &str) {
        let room = MAX_QUEUE.saturating_sub(self.dialling.queue.len());
        self.dialling.queue.extend(digits.chars().take(room));
        if self.calls.active().is_some() {
            self.pace_digits();
        } else if !self.dialling.queue.is_empty() {
            self.dialling.call_until.get_or_insert(self.now + CALL_WAIT);
        }
    }

    /// The call that digits wait for may be here.
    pub(crate) fn pace_digits(&mut self) {
        if !self.dialling.queue.is_empty() && self.calls.active().is_some() {
            self.dialling.call_until = None;
            self.dialling.next_at.get_or_insert(self.now);
            self.expire_dialling();
        }
    }

    /// A digit is due.
    pub(crate) fn expire_dialling(&mut self) {
        if self
            .dialling
            .call_until
            .is_some_and(|until| until <= self.now)
        {
            self.dialling.call_until = None;
            self.dialling.next_at = Some(self.now);
        }
        if self.dialling.next_at.is_none_or(|next| next > self.now) {
            return;
        }
        if let Some(digit) = self.dialling.queue.pop_front() {
            self.send_digit_now(digit);
        }
        self.dialling.next_at = (!self.dialling.queue.is_empty()).then(|| self.now + PACE);
    }

    /// A digit off hook; it waits its turn behind those that are queued.
    pub(super) fn send_digit(&mut self, digit: char) {
        if self.dialling.queue.is_empty() && self.calls.active().is_some() {
            self.send_digit_now(digit);
        } else {
            self.queue_digits(digit.encode_utf8(&mut [0; 4]));
        }
    }

    /// A digit to the call: as telephone event when the server gave a payload type, else by SCCP, never both.
    fn send_digit_now(&mut self, digit: char) {
        let Some(kp_button) = KeypadKey::of_digit(digit) else {
            return;
        };
        let (line_instance, call_reference, state) = match self.calls.active() {
            Some(call) => (call.line_instance, call.call_reference, call.state),
            None => (self.active_line, 0, CallState::OffHook),
        };
        let events = (state == CallState::Connected)
            .then(|| self.streams.telephone_events(call_reference))
            .flatten();
        // There is no event for "+" (RFC 4733).
        if let Some(stream) = events.filter(|_| digit != '+') {
            self.voice(VoiceCommand::SendDigit { stream, digit });
            return;
        }
        self.send(sccp::KeypadButton {
            kp_button,
            line_instance,
            call_reference,
        });
        if let Some(call) = self.calls.get_mut(call_reference)
            && state == CallState::OffHook
            && call.dialled.len() < MAX_DIALLED
        {
            call.dialled.push(digit);
        }
    }

    /// The server says what was dialled.
    pub(crate) fn on_dialed_number(&mut self, number: &str, call_reference: u32) {
        if number.is_empty() {
            return;
        }
        number.clone_into(&mut self.dialling.last_number);
        if let Some(call) = self.calls.get_mut(call_reference) {
            number.clone_into(&mut call.dialled);
            if call.remote_number.is_empty() {
                number.clone_into(&mut call.remote_number);
            }
        }
    }

    /// The server takes the last digit back.
    pub(crate) fn on_back_space(&mut self, call_reference: u32) {
        let call = if call_reference == 0 {
            self.calls.focused_mut()
        } else {
            self.calls.get_mut(call_reference)
        };
        if let Some(call) = call {
            call.dialled.pop();
        }
    }

    /// A call leaves the dialling state: what was typed is the number to redial.
    pub(crate) fn remember_dialled(&mut self, call_reference: u32) {
        let Some(call) = self.calls.get(call_reference) else {
            return;
        };
        if !call.dialled.is_empty() && call.connected_at.is_none() {
            self.dialling.last_number = call.dialled.trim_end_matches('#').to_owned();
        }
    }

    /// Take back the last digit.
    pub(crate) fn press_backspace(&mut self) {
        if self.take_back_in_page() || self.take_back_in_directory() {
            return;
        }
        if !self.takes_digits() {
            self.dialling.typed.pop();
            return;
        }
        if self.dialling.queue.pop_back().is_some() {
            return;
        }
        let Some(call) = self.calls.active() else {
            return;
        };
        let (line, reference) = (call.line_instance, call.call_reference);
        if let Some(event) = self.soft_keys.offered(call.keys, Wanted::Backspace) {
            self.send_soft_key(event, line, reference);
        }
    }
}
