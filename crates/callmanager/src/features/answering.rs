//! Phones that answer by themselves: auto answer, and intercom lines.
//!
//! An intercom line calls the other end as soon as it goes off hook. There the
//! caller is heard at once and hears nothing (whisper) until the person presses
//! the line's key. Source: the reference, sections 4.5 and 5.11.

use std::time::Duration;

use sccp::{CallStateCode, DeviceTone};

use crate::CallManager;
use crate::calls::dialling::OffHookBy;
use crate::calls::{Far, LegState};
use crate::config::AutoAnswer;
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::features::precedence::is_knock;
use crate::manager::Deadline;

/// How long a tone lasts that only tells of something.
const BEEP: Duration = Duration::from_secs(1);

impl CallManager {
    /// A leg that was just offered is answered, if its line does so and the phone is free.
    pub(crate) fn answer_by_itself(&mut self, reference: u32) {
        let Some((phone, line_instance)) = self.place(reference) else {
            return;
        };
        let settings = self.directory.settings_at(phone, line_instance);
        let (is_intercom, answers) = (settings.intercom.is_some(), settings.auto_answer);
        let is_free = self.active_leg(phone).is_none() && !self.is_not_disturbed(phone);
        if self.leg_state(reference) != Some(LegState::RingingIn) || !is_free {
            return;
        }
        if is_intercom {
            self.whisper(reference);
        } else if answers != AutoAnswer::Off {
            // The phone chooses headset or speaker; there is one message for both.
            self.answer(reference, OffHookBy::Key);
            self.beep(reference, DeviceTone::ZIP);
        }
    }

    /// Plays a short tone in a talk.
    pub(crate) fn beep(&mut self, reference: u32, tone: DeviceTone) {
        self.start_tone(reference, tone);
        self.timers.set(Deadline::Beep(reference), self.now + BEEP);
    }

    /// A short tone is over.
    pub(crate) fn beep_expired(&mut self, reference: u32) {
        let tone = self.legs.get(&reference).and_then(|leg| leg.tone);
        // A caller may knock by now.
        if tone.is_some_and(|tone| !is_knock(tone)) {
            self.stop_tone(reference);
        }
    }

    /// The number at the other end of an intercom line, or that of a hot line: what
    /// going off hook dials.
    pub(crate) fn dialled_by_off_hook(
        &self,
        phone: PhoneIndex,
        line_instance: u32,
    ) -> Option<String> {
        let settings = self.directory.settings_at(phone, line_instance);
        settings
            .hotline
            .clone()
            .or_else(|| settings.intercom.clone())
    }

    /// Lets a caller be heard who does not hear.
    fn whisper(&mut self, reference: u32) {
        let Some((phone, line_instance)) = self.place(reference) else {
            return;
        };
        let Some(Far::Leg(caller)) = self.legs.get(&reference).map(|leg| leg.far) else {
            return;
        };
        if let Some(leg) = self.legs.get_mut(&reference) {
            leg.state = LegState::Whispered;
        }
        self.connected(caller);
        self.ring_off(reference);
        self.speaker(phone, true);
        self.microphone(phone, false);
        self.light(phone, line_instance);
        self.call_state(reference, CallStateCode::WHISPER);
        self.activate(phone, line_instance);
        self.clear_caller_notice(phone);
        self.settle(reference);
        self.call_info(reference);
        self.prompt(reference, phrase::WHISPER);
        self.select_keys(reference);
        self.beep(reference, DeviceTone::ZIP);
        self.stop_tone(caller);
        self.settle(caller);
        self.show_connected(caller);
        self.prompt(caller, phrase::WHISPER);
    }

    /// The person who was whispered to talks back.
    pub(crate) fn talk_back(&mut self, reference: u32) {
        let Some((phone, _)) = self.place(reference) else {
            return;
        };
        self.stop_any_tone(reference);
        self.microphone(phone, true);
        self.connected(reference);
        self.settle(reference);
        self.show_connected(reference);
        if let Some(Far::Leg(caller)) = self.legs.get(&reference).map(|leg| leg.far) {
            self.show_connected(caller);
        }
    }
}
