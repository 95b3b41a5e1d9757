//! Dialling: digits typed on hook, digits sent off hook, numbers dialled at once.
//!
//! Off hook every digit goes to the server, which alone knows when a number is
//! complete. On hook they are collected, as a 7970 does, until somebody dials.

use std::collections::VecDeque;
use std::time::Duration;

use sccp::KeypadKey;

use crate::display::until;
use crate::keys::Wanted;
use crate::keys::stimulus_of;
use crate::{CallList, CallLog, CallState, Direction, LineKeyKind, Moment, Station, VoiceCommand};

/// Digits of a number typed on hook. The longest on the wire is 24 (section 3.1).
const MAX_TYPED: usize = 32;

/// Longest number sent en bloc: a field of 24 bytes with its NUL.
const MAX_ENBLOC: usize = 23;

/// Digits that may wait to be sent: two long numbers.
const MAX_QUEUE: usize = 64;

/// Digits kept of a call's dialling, for the screen and for redialling.
const MAX_DIALLED: usize = 64;

/// Pause between digits that nobody types (section 5.5: 50 to 100 ms).
const PACE: Duration = Duration::from_millis(60);

/// How long queued digits wait for the server to make a call. Old servers may never name one.
const CALL_WAIT: Duration = Duration::from_secs(3);

/// Seconds that a number which the server said nothing to is told.
const UNANSWERED_FOR: u32 = 10;

/// What is being dialled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dialling {
    /// Typed on hook.
    pub(crate) typed: String,
    /// To be sent, one by one.
    queue: VecDeque<char>,
    /// When the next of them is sent; nothing while the call is awaited.
    next_at: Option<Moment>,
    /// Until when the call is awaited.
    call_until: Option<Moment>,
    /// The number sent en bloc, until its call is here.
    enbloc: Option<String>,
    /// Dialled while the call before was still ending.
    pub(crate) next_number: Option<String>,
    /// The last number dialled from this phone.
    pub(crate) last_number: String,
}

impl Dialling {
    /// Nothing is dialled; the newest placed call of the last time can be dialled again.
    pub(crate) fn after(lists: &CallLog) -> Self {
        let placed = lists.list(CallList::Placed).next();
        Self {
            last_number: placed.map(|call| call.number.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// When a digit is due.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        self.next_at.into_iter().chain(self.call_until).min()
    }

    /// Nothing is to be sent any more.
    pub(crate) fn forget_queue(&mut self) {
        self.enbloc = None;
        self.queue.clear();
        self.next_at = None;
        self.call_until = None;
    }
}

/// A key of the keypad, in the writing of the wire.
fn key_of(key: char) -> Option<char> {
    let key = key.to_ascii_uppercase();
    KeypadKey::of_digit(key).map(|_| key)
}

/// The number in a text: keys stay, letters become the digits they stand on, the rest goes.
pub(crate) fn number_in(text: &str) -> String {
    const LETTERS: &[u8; 26] = b"22233344455566677778889999";
    let digit = |c: char| match c {
        'a'..='z' => Some(char::from(LETTERS[usize::from(c as u8 - b'a')])),
        '0'..='9' | '*' | '#' | '+' => Some(c),
        _ => None,
    };
    text.chars()
        .filter_map(|c| digit(c.to_ascii_lowercase()))
        .take(MAX_TYPED)
        .collect()
}

impl Station {
    /// A key of the keypad.
    pub(crate) fn press_key(&mut self, key: char) {
        let Some(key) = key_of(key) else { return };
        if self.menu.is_some() {
            self.press_menu_digit(key);
        } else if self.takes_digits() {
            self.send_digit(key);
        } else if self.dialling.typed.len() < MAX_TYPED {
            self.dialling.typed.push(key);
        }
    }

    /// Text pasted: its digits go where typed ones would.
    pub(crate) fn paste(&mut self, text: &str) {
        if self.paste_in_page(text) {
            return;
        }
        let number = number_in(text);
        if self.takes_digits() {
            self.queue_digits(&number);
        } else {
            self.menu = None;
            let room = MAX_TYPED.saturating_sub(self.dialling.typed.len());
            self.dialling.typed.extend(number.chars().take(room));
        }
    }

    /// Dial this number now.
    pub(crate) fn dial(&mut self, number: &str) {
        if self.connection.is_preserving() {
            self.say_features_disabled();
            return;
        }
        let number = number_in(number);
        if number.is_empty() {
            return;
        }
        if !self.connection.is_registered() {
            // Kept, so that it can be dialled when the server is there.
            self.dialling.typed = number;
            self.say_features_disabled();
            return;
        }
        self.menu = None;
        self.dialling.typed.clear();
        if self.ends_active_call() {
            self.dialling.next_number = Some(number);
            return;
        }
        if self.takes_digits() {
            self.queue_digits(&number);
            return;
        }
        self.dialling.last_number.clone_from(&number);
        // En bloc says no line to most servers, and not every key fits into it.
        let enbloc = self.config.enbloc_dialling
            && !self.needs_line_key()
            && !self.version.is_callmanager_2()
            && !self.hook.off
            && number.len() <= MAX_ENBLOC
            && number
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '*' | '#'));
        if enbloc {
            let line_instance = self.active_line.max(1).into();
            self.send(sccp::EnblocCall {
                called_party: number.as_str().into(),
                line_instance,
            });
            self.dialling.enbloc = Some(number);
            self.await_call();
            self.lift(self.audio.preferred);
        } else {
            self.seize(self.audio.preferred);
            self.queue_digits(&number);
        }
    }

    /// The call that was ending is over, and the phone on hook: dial what waited for that.
    pub(crate) fn dial_what_waited(&mut self) {
        if self.hook.off || self.calls.active().is_some() {
            return;
        }
        if let Some(number) = self.dialling.next_number.take() {
            self.dial(&number);
        }
    }

    /// The index of the speed dial that was typed: one or two digits, as on a 7970.
    pub(crate) fn abbreviated_number(&self) -> Option<u32> {
        let typed = &self.dialling.typed;
        let index = (typed.len() <= 2).then(|| typed.parse().ok()).flatten();
        index.filter(|index| *index > 0)
    }

    /// Dial the speed dial of the index that was typed, button or not.
    pub(crate) fn dial_abbreviated(&mut self) {
        if let Some(index) = self.abbreviated_number() {
            self.dialling.typed.clear();
            self.send_stimulus(stimulus_of(LineKeyKind::SpeedDial), index, 0);
        }
    }

    /// Dial what was typed on hook.
    pub(crate) fn dial_typed(&mut self) {
        let typed = self.dialling.typed.clone();
        self.dial(&typed);
    }

    /// Call the last number again: by the server's key when it offers one, else the last one known here.
    pub(crate) fn redial(&mut self) {
        let (line, reference, keys) = match self.calls.active().filter(|_| self.takes_digits()) {
            Some(call) => (call.line_instance, call.call_reference, call.keys),
            None => (0, 0, self.idle_keys),
        };
        if let Some(event) = self.soft_keys.offered(keys, Wanted::Redial) {
            self.menu = None;
            self.send_soft_key(event, line, reference);
        } else {
            let number = self.dialling.last_number.clone();
            self.dial(&number);
        }
    }

    /// Take back the last digit.
    pub(crate) fn press_backspace(&mut self) {
        if self.take_back_in_page() {
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

    /// Digits one after the other, as a person types them.
    fn queue_digits(&mut self, digits: &str) {
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

    /// A call of ours begins: it is the one that was dialled en bloc.
    pub(crate) fn name_enbloc(&mut self, call_reference: u32) {
        let Some(number) = self.dialling.enbloc.take() else {
            return;
        };
        if let Some(call) = self.calls.get_mut(call_reference)
            && call.direction == Direction::Outbound
            && call.dialled.is_empty()
        {
            call.dialled = number;
        }
    }

    /// The server made no call of what was dialled en bloc: some say nothing at all to a
    /// number that they do not know (Asterisk).
    pub(crate) fn give_up_enbloc(&mut self) {
        let Some(number) = self.dialling.enbloc.take() else {
            return;
        };
        if self.calls.active().is_none() {
            self.hang_up_by_hook();
            let until = until(self.now, UNANSWERED_FOR);
            let words = self.words_with("The server does not put {} through", &[&number]);
            self.display.say(words, until);
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
    fn send_digit(&mut self, digit: char) {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_a_text() {
        assert_eq!(number_in("+49 (30) 123-45 67"), "+49301234567");
        assert_eq!(number_in("1-800-FLOWERS"), "18003569377");
        assert_eq!(number_in("*21#"), "*21#");
        assert_eq!(number_in("\u{1F600}"), "");
        assert_eq!(number_in(&"1".repeat(1000)).len(), MAX_TYPED);
    }

    #[test]
    fn keys_are_those_of_the_keypad() {
        assert_eq!(key_of('a'), Some('A'));
        assert_eq!(key_of('#'), Some('#'));
        assert_eq!(key_of('x'), None);
    }
}
