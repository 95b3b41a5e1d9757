//! CallBack: tells a caller when a line that was busy, or did not answer, is free.
//!
//! A line that did not answer counts as free when it was used and is idle again.

use std::collections::BTreeMap;
use std::time::Duration;

use sccp::{ButtonType, RingDuration, RingMode, SetRinger};

use crate::CallManager;
use crate::calls::dialling::OffHookBy;
use crate::calls::{Failure, LegState};
use crate::directory::PhoneIndex;
use crate::display::texts::Text;
use crate::display::{phrase, ring_off};
use crate::features::presence::Presence;
use crate::manager::Deadline;

/// Seconds that the number stands on the screen which is waited for.
const WISH_SECONDS: u32 = 10;

/// Seconds that the news of a free line stands on the screen.
const NEWS_SECONDS: u32 = 30;

/// How long a ring is left on that tells of something.
const RING: Duration = Duration::from_secs(3);

/// The lines that phones want to hear of: one each.
pub(crate) type CallBacks = BTreeMap<PhoneIndex, CallBack>;

/// A line that somebody wants to reach.
#[derive(Clone, Debug)]
pub(crate) struct CallBack {
    line_instance: u32,
    number: String,
    /// Whether the line has been in use since; a busy one is.
    was_used: bool,
    /// Whether the phone was told that it is free.
    is_told: bool,
}

impl CallManager {
    /// The CallBack key: in a call that reaches nobody it asks to be told; afterwards
    /// it calls the line when that is free, and before takes the wish back.
    pub(crate) fn call_back_key(&mut self, phone: PhoneIndex, meant: Option<u32>) {
        let wish = meant.and_then(|reference| self.call_back_wish(reference));
        if let Some(wish) = wish {
            let text = [phrase::CALL_BACK, b" ", wish.number.as_bytes()].concat();
            self.notify(phone, WISH_SECONDS, &text);
            self.call_backs.insert(phone, wish);
            return self.show_feature(phone, ButtonType::CALL_BACK);
        }
        let before = self.call_backs.remove(&phone);
        self.show_feature(phone, ButtonType::CALL_BACK);
        match before {
            Some(call_back) if call_back.is_told => {
                self.quiet(phone);
                let line_instance = call_back.line_instance;
                self.call(phone, line_instance, OffHookBy::Key, &call_back.number);
            }
            Some(_) => {
                let text = self.own_text(phone, Text::CallBackCancelled);
                self.notify_briefly(phone, &text);
                if self.active_leg(phone).is_none() {
                    self.show_idle(phone);
                }
            }
            None => self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE),
        }
    }

    /// What a person would wait for who presses the key in that call.
    fn call_back_wish(&self, reference: u32) -> Option<CallBack> {
        let leg = self.legs.get(&reference)?;
        let was_used = match leg.state {
            LegState::RingingOut | LegState::Failed(Failure::NoAnswer) => false,
            LegState::Failed(Failure::Busy) => true,
            _ => return None,
        };
        let number = leg.called.number.clone();
        (!self.directory.places(&number).is_empty()).then_some(CallBack {
            line_instance: leg.line_instance,
            number,
            was_used,
            is_told: false,
        })
    }

    /// Whether the CallBack key does something in that call, or without one.
    pub(crate) fn can_call_back(&self, phone: PhoneIndex, call_reference: u32) -> bool {
        if call_reference == 0 {
            self.call_backs.contains_key(&phone)
        } else {
            self.call_back_wish(call_reference).is_some()
        }
    }

    /// Tells those whose wait is over.
    pub(crate) fn tell_call_backs(&mut self) {
        let mut free = Vec::new();
        let waits = self.call_backs.iter().filter(|(_, wait)| !wait.is_told);
        for (phone, wait) in waits {
            let presence = self.presence(&wait.number);
            let is_idle = self.directory.get(*phone).legs.is_empty();
            match presence {
                Presence::InUse => free.push((*phone, false)),
                Presence::Idle if wait.was_used && is_idle => free.push((*phone, true)),
                _ => {}
            }
        }
        for (phone, is_free) in free {
            let Some(wait) = self.call_backs.get_mut(&phone) else {
                continue;
            };
            wait.was_used = true;
            wait.is_told = is_free;
            if is_free {
                self.tell_call_back(phone);
            }
        }
    }

    fn tell_call_back(&mut self, phone: PhoneIndex) {
        let Some(wait) = self.call_backs.get(&phone).cloned() else {
            return;
        };
        let number = &wait.number;
        let text = self.own_text(phone, Text::Available { number });
        self.notify(phone, NEWS_SECONDS, &text);
        self.show_idle(phone);
        self.ring_once(phone, wait.line_instance);
    }

    /// Rings once to tell of something that is no call.
    pub(crate) fn ring_once(&mut self, phone: PhoneIndex, line_instance: u32) {
        self.tell(
            phone,
            SetRinger {
                ring_mode: RingMode::FEATURE,
                ring_duration: RingDuration::SINGLE,
                line_instance,
                call_reference: 0,
            },
        );
        self.timers.set(Deadline::Quiet(phone), self.now + RING);
    }

    /// A ring that told of something ends.
    pub(crate) fn quiet(&mut self, phone: PhoneIndex) {
        self.timers.clear(Deadline::Quiet(phone));
        // A call that came meanwhile has the ring now.
        if self.leg_in(phone, 0, LegState::RingingIn).is_none() {
            self.tell(phone, ring_off(0, 0));
        }
    }
}
