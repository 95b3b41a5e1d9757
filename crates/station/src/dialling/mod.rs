//! Dialling: digits typed on hook, digits sent off hook, numbers dialled at once.
//!
//! Off hook every digit goes to the server, which alone knows when a number is
//! complete. On hook they are collected, as a 7970 does, until somebody dials.

use std::collections::{BTreeMap, VecDeque};

use crate::display::until;
use crate::keys::{Wanted, stimulus_of};
use crate::{CallList, CallLog, DialAs, Direction, LineKeyKind, Moment, Station};

mod digits;
mod number;

use number::key_of;
pub(crate) use number::number_in;

/// Digits of a number typed on hook. The longest on the wire is 24 (section 3.1).
const MAX_TYPED: usize = 32;

/// Longest number sent en bloc: a field of 24 bytes with its NUL.
const MAX_ENBLOC: usize = 23;

/// Seconds that a number which the server said nothing to is told.
const UNANSWERED_FOR: u32 = 10;

/// Seconds that a number which cannot be typed yet is told.
const OFFERED_FOR: u32 = 10;

/// Numbers that are dialled otherwise than they are shown, at most: those of the personal
/// directory with several each, and of callers.
const MAX_DIALLED_AS: usize = 5000;

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
    /// Offered while the phone was off hook.
    offered: Option<String>,
    /// The last number dialled from this phone.
    pub(crate) last_number: String,
    /// What is dialled for numbers that are shown otherwise.
    dialled_as: BTreeMap<String, String>,
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

    /// These numbers are dialled otherwise than they are shown.
    pub(crate) fn dial_as(&mut self, numbers: Vec<DialAs>) {
        let numbers = numbers.into_iter().take(MAX_DIALLED_AS);
        let numbers = numbers.map(|number| (number.shown, number.dialled));
        self.dialled_as = numbers.collect();
    }

    /// What is dialled for a number that is shown in a list.
    pub(crate) fn dialled_for(&self, shown: &str) -> String {
        let dialled = self.dialled_as.get(shown);
        dialled.map_or_else(|| shown.to_owned(), Clone::clone)
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

    /// A number from elsewhere: it stands as if typed, to be dialled by whoever sees it.
    pub(crate) fn offer(&mut self, text: &str) {
        let number = number_in(text);
        if number.is_empty() {
            return;
        }
        if self.is_at_rest() {
            self.menu = None;
        } else {
            let words = self.words_with("{} can be dialled after this call", &[&number]);
            let until = until(self.now, OFFERED_FOR);
            self.display.say(words, until);
        }
        self.dialling.offered = Some(number);
    }

    /// The phone is on hook: what was offered meanwhile stands as if typed.
    pub(crate) fn type_what_was_offered(&mut self) {
        if self.dialling.offered.is_some()
            && self.is_at_rest()
            && let Some(number) = self.dialling.offered.take()
        {
            self.dialling.typed = number;
        }
    }

    /// On hook, and no call that digits would go to.
    fn is_at_rest(&self) -> bool {
        !self.hook.off && self.calls.active().is_none() && !self.takes_digits()
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
            self.note_status(words.clone());
            self.display.say(words, until);
        }
    }
}
