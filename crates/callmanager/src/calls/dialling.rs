//! From on hook to a complete number, and who that number is.
//!
//! The order of the messages is that of a CallManager 4.1 (reference, section 5.5).

use sccp::{BackSpaceRes, CallStateCode, DeviceTone, DialedNumber};

use crate::CallManager;
use crate::calls::routing::Target;
use crate::calls::{DialsFor, Failure, Leg, LegState, Party};
use crate::directory::PhoneIndex;
use crate::directory::numbers::{MAX_NUMBER, Progress};
use crate::display::phrase;
use crate::display::soft_keys::KeySet;
use crate::features::consultation::Consultation;
use crate::features::precedence::{self, ROUTINE};
use crate::manager::Deadline;

/// How the person went off hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OffHookBy {
    /// The phone told of it: the handset is lifted, or the phone chose the path itself.
    Hook,
    /// By a key that leaves the hook alone: the server turns the speaker path on.
    Key,
}

impl CallManager {
    /// Puts away what the person does now: a talk is held, anything else ends.
    pub(crate) fn make_way(&mut self, phone: PhoneIndex) {
        if let Some(reference) = self.active_leg(phone) {
            if self.leg_state(reference) == Some(LegState::Connected) {
                self.hold(reference, false);
            } else {
                self.hang_up(reference);
            }
        }
    }

    /// Goes off hook on a line, without a dial tone yet. An own leg that waits for
    /// its first digit there is taken again. None when the line has no room.
    pub(crate) fn seize(
        &mut self,
        phone: PhoneIndex,
        line_instance: u32,
        by: OffHookBy,
    ) -> Option<u32> {
        self.seize_for(phone, line_instance, by, None)
    }

    /// The same for a second call of that kind.
    pub(crate) fn seize_for(
        &mut self,
        phone: PhoneIndex,
        line_instance: u32,
        by: OffHookBy,
        consults: Option<Consultation>,
    ) -> Option<u32> {
        let number = self.directory.get(phone).line_number(line_instance)?;
        if let Some(reference) = self.active_leg(phone)
            && let Some(leg) = self.legs.get(&reference)
            && leg.state == LegState::Dialling
            && leg.dialled.is_empty()
            && leg.line_instance == line_instance
        {
            return Some(reference);
        }
        self.make_way(phone);
        if !self.has_room_on_line(phone, line_instance) {
            self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE);
            return None;
        }
        let mut leg = Leg::new(phone, line_instance, true, LegState::Dialling);
        leg.calling = Party {
            number,
            name: self.directory.name_at(phone, line_instance).to_owned(),
        };
        leg.consults = consults;
        let reference = self.add_leg(leg);
        self.ring_off(reference);
        if by == OffHookBy::Key {
            self.speaker(phone, true);
        }
        self.light(phone, line_instance);
        self.call_state(reference, CallStateCode::OFF_HOOK);
        self.select_keys(reference);
        self.prompt(reference, phrase::ENTER_NUMBER);
        self.activate(phone, line_instance);
        Some(reference)
    }

    /// Goes off hook on a line and waits for digits.
    pub(crate) fn off_hook(&mut self, phone: PhoneIndex, line_instance: u32, by: OffHookBy) {
        if let Some(number) = self.dialled_by_off_hook(phone, line_instance) {
            return self.call(phone, line_instance, by, &number);
        }
        let reference = self.seize(phone, line_instance, by);
        self.await_digits(reference);
    }

    /// Plays the dial tone in a call that was just begun.
    pub(crate) fn await_digits(&mut self, reference: Option<u32>) {
        if let Some(reference) = reference
            && self
                .legs
                .get(&reference)
                .is_some_and(|leg| leg.tone.is_none())
        {
            let tone = self.dial_tone(reference);
            self.start_tone(reference, tone);
            self.timers
                .set(Deadline::Leg(reference), self.now + self.config.first_digit);
        }
    }

    /// Goes off hook on a line and dials.
    pub(crate) fn call(
        &mut self,
        phone: PhoneIndex,
        line_instance: u32,
        by: OffHookBy,
        number: &str,
    ) {
        if number.is_empty() {
            return self.off_hook(phone, line_instance, by);
        }
        if let Some(reference) = self.seize(phone, line_instance, by) {
            self.dial(reference, number);
        }
    }

    /// Dials the number behind a speed dial button.
    pub(crate) fn speed_dial(&mut self, phone: PhoneIndex, index: u32) {
        let dial = self.directory.get(phone).buttons.speed_dial(index);
        match dial.map(|(number, _)| number.to_owned()) {
            Some(number) => self.call(phone, 1, OffHookBy::Key, &number),
            None => self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE),
        }
    }

    /// Dials the last number again, or just goes off hook when there is none.
    pub(crate) fn redial(&mut self, phone: PhoneIndex, line_instance: u32) {
        let number = self
            .directory
            .get(phone)
            .last_number
            .clone()
            .unwrap_or_default();
        self.call(phone, line_instance, OffHookBy::Key, &number);
    }

    /// Takes a key of the keypad for a leg that is being dialled.
    pub(crate) fn dial_digit(&mut self, reference: u32, digit: char) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        if digit == '#' {
            let number = leg.dialled.clone();
            if !number.is_empty() {
                self.dial(reference, &number);
            }
            return;
        }
        if leg.dialled.len() >= MAX_NUMBER {
            return;
        }
        leg.dialled.push(digit);
        let (number, dials_for) = (leg.dialled.clone(), leg.dials_for);
        if number.len() == 1 {
            self.stop_tone(reference);
            if let Some((phone, line_instance)) = self.place(reference) {
                self.select_keys_at(phone, line_instance, reference, KeySet::DigitsFollowing);
            }
        }
        let progress = match dials_for {
            DialsFor::GroupPickUp => self.group_progress(&number),
            DialsFor::Call | DialsFor::ForwardAll | DialsFor::MeetMe => self.progress(&number),
        };
        match progress {
            Progress::Open => self
                .timers
                .set(Deadline::Leg(reference), self.now + self.config.inter_digit),
            Progress::Complete | Progress::Hopeless => self.dial(reference, &number),
        }
    }

    /// Takes back the last digit.
    pub(crate) fn backspace(&mut self, reference: u32) {
        let Some(leg) = self
            .legs
            .get_mut(&reference)
            .filter(|leg| leg.state == LegState::Dialling)
        else {
            return;
        };
        if leg.dialled.pop().is_none() {
            return;
        }
        let is_empty = leg.dialled.is_empty();
        self.tell_leg(reference, |line_instance| BackSpaceRes {
            line_instance,
            call_reference: reference,
        });
        if is_empty {
            self.select_keys(reference);
            self.start_tone(reference, DeviceTone::INSIDE_DIAL_TONE);
            self.timers
                .set(Deadline::Leg(reference), self.now + self.config.first_digit);
        } else {
            self.timers
                .set(Deadline::Leg(reference), self.now + self.config.inter_digit);
        }
    }

    /// The number is complete: calls it.
    pub(crate) fn dial(&mut self, reference: u32, number: &str) {
        let number: String = number.chars().take(MAX_NUMBER).collect();
        match self.legs.get(&reference).map(|leg| leg.dials_for) {
            Some(DialsFor::Call | DialsFor::MeetMe) => {}
            Some(DialsFor::ForwardAll) => return self.forward_to(reference, &number),
            Some(DialsFor::GroupPickUp) => return self.pick_up_group_number(reference, &number),
            None => return,
        }
        if self.park_at(reference, &number) {
            return;
        }
        let known = self.directory.progress(&number) != Progress::Hopeless;
        let precedence = precedence::split(&number).filter(|_| !known);
        let (precedence, called) = precedence.unwrap_or((ROUTINE, &number));
        let route = self.route(reference, called, None);
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.precedence = precedence;
        leg.dialled.clone_from(&number);
        leg.called = route.called;
        leg.redirect = route.redirect;
        let phone = leg.phone;
        self.directory.get_mut(phone).last_number = Some(number.clone());
        self.timers.clear(Deadline::Leg(reference));
        self.stop_any_tone(reference);
        self.tell_leg(reference, |line_instance| DialedNumber {
            dialed_number: number.as_str().into(),
            line_instance,
            call_reference: reference,
        });
        if let Target::Failure(failure @ Failure::Unknown) = route.target {
            return self.fail(reference, failure);
        }
        self.call_state(reference, CallStateCode::PROCEED);
        self.call_info(reference);
        self.follow(reference, route.target);
    }
}
