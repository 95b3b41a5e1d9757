//! Calls that are sent on: all of a line, those that find it busy, those nobody answers.
//!
//! A line is a number: all phones that have it are told. The keys follow a
//! CallManager (reference, section 5.11): CFwdAll, the number, a tone; and CFwdAll
//! again to take it back.

use sccp::{ButtonType, DeviceTone, ForwardStat};
use tracing::info;

use crate::CallManager;
use crate::calls::dialling::OffHookBy;
use crate::calls::routing::{MAX_HOPS, Target};
use crate::calls::{DialsFor, Failure, LegState};
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::display::soft_keys::KeySet;
use crate::manager::Deadline;

/// Why a call was sent on (reference, section 4.5).
pub(crate) mod reason {
    pub(crate) const BUSY: u32 = 1;
    pub(crate) const NO_ANSWER: u32 = 2;
    pub(crate) const PICK_UP: u32 = 5;
    pub(crate) const PARK_REVERSION: u32 = 11;
    pub(crate) const ALL: u32 = 15;
    pub(crate) const IMMEDIATE_DIVERT: u32 = 50;
}

/// What ForwardStat has for a forward that is on: a CallManager's 2.
const ACTIVE: u32 = 2;

/// How long the tone is heard which says that something is done.
const CONFIRMATION: std::time::Duration = std::time::Duration::from_secs(1);

impl CallManager {
    /// Where all calls of a number go.
    pub(crate) fn forward_all(&self, number: &str) -> Option<&str> {
        match self.forwards.get(number) {
            Some(set) => set.as_deref(),
            None => self.directory.settings(number).forward_all.as_deref(),
        }
    }

    /// Where a call to a number goes before anybody rings, and why.
    pub(crate) fn forward_at_once(&self, number: &str, target: &Target) -> Option<(String, u32)> {
        if let Some(all) = self.forward_all(number) {
            return Some((all.to_owned(), reason::ALL));
        }
        let settings = self.directory.settings(number);
        match target {
            Target::Failure(Failure::Busy) => {
                let to = settings.forward_busy.clone();
                Some((to.or_else(|| self.voicemail_of(number))?, reason::BUSY))
            }
            // A phone that is not there answers as little as one whose person is away.
            Target::Failure(Failure::Unavailable) => self.forward_unanswered(number),
            _ => None,
        }
    }

    /// Where a call to a number goes that nobody has answered, and why.
    pub(crate) fn forward_unanswered(&self, number: &str) -> Option<(String, u32)> {
        let to = self.directory.settings(number).forward_no_answer.clone();
        Some((to.or_else(|| self.voicemail_of(number))?, reason::NO_ANSWER))
    }

    /// The voice mail that takes calls to a number.
    pub(crate) fn voicemail_of(&self, number: &str) -> Option<String> {
        let pilot = &self.config.voicemail.number;
        let has_one = self.directory.settings(number).voicemail
            && !pilot.is_empty()
            && !self.directory.places(number).is_empty();
        has_one.then(|| pilot.clone())
    }

    /// The CFwdAll key: asks for a number, or ends the forward that is on.
    pub(crate) fn forward_key(
        &mut self,
        phone: PhoneIndex,
        line_instance: u32,
        meant: Option<u32>,
    ) {
        let dialling = meant.filter(|reference| {
            self.legs.get(reference).is_some_and(|leg| {
                leg.state == LegState::Dialling && leg.dials_for == DialsFor::Call
            })
        });
        let line_instance = dialling
            .and_then(|reference| self.place(reference))
            .map_or(line_instance, |(_, line_instance)| line_instance);
        let Some(number) = self.directory.get(phone).line_number(line_instance) else {
            return;
        };
        if self.forward_all(&number).is_some() {
            if let Some(dialling) = dialling {
                self.release(dialling);
            }
            return self.set_forward(&number, None);
        }
        let Some(reference) = dialling.or_else(|| self.seize(phone, line_instance, OffHookBy::Key))
        else {
            return;
        };
        self.ask_number(reference, DialsFor::ForwardAll);
    }

    /// Asks for a number that is not called.
    pub(crate) fn ask_number(&mut self, reference: u32, dials_for: DialsFor) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.dials_for = dials_for;
        leg.dialled.clear();
        let (phone, line_instance) = (leg.phone, leg.line_instance);
        self.select_keys_at(phone, line_instance, reference, KeySet::OffHookFeature);
        self.prompt(reference, phrase::ENTER_NUMBER);
        self.start_tone(reference, DeviceTone::ZIP_ZIP);
        self.timers
            .set(Deadline::Leg(reference), self.now + self.config.first_digit);
    }

    /// The number is complete that all calls of a leg's line are to go to.
    pub(crate) fn forward_to(&mut self, reference: u32, number: &str) {
        let own = self.party_at(reference).number;
        if self.leads_back(number, &own) {
            return self.fail(reference, Failure::ForwardLoop);
        }
        if self.target(reference, number) == Target::Failure(Failure::Unknown) {
            return self.fail(reference, Failure::Unknown);
        }
        self.set_forward(&own, Some(number));
        self.done(
            reference,
            &[phrase::FORWARDED_TO, b" ", number.as_bytes()].concat(),
        );
    }

    /// What the person wanted is done: lets it be heard, and ends the leg.
    pub(crate) fn done(&mut self, reference: u32, text: &[u8]) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.state = LegState::Done;
        self.stop_any_tone(reference);
        self.start_tone(reference, DeviceTone::ZIP_ZIP);
        self.select_keys(reference);
        self.prompt(reference, text);
        self.timers
            .set(Deadline::Leg(reference), self.now + CONFIRMATION);
    }

    /// Whether calls to a number would come back to another.
    fn leads_back(&self, number: &str, own: &str) -> bool {
        let mut number = number;
        for _ in 0..MAX_HOPS {
            if number == own {
                return true;
            }
            match self.forward_all(number) {
                Some(next) => number = next,
                None => return false,
            }
        }
        true
    }

    /// Sends all calls of a number on, or no longer, and tells all phones that have it.
    fn set_forward(&mut self, number: &str, to: Option<&str>) {
        info!(number, active = to.is_some(), "all calls are forwarded");
        self.forwards
            .insert(number.to_owned(), to.map(str::to_owned));
        for (phone, line_instance) in self.directory.places(number).to_vec() {
            let status = self.forward_status(phone, line_instance);
            self.tell(phone, status);
            self.show_feature(phone, ButtonType::FORWARD_ALL);
            if self.active_leg(phone).is_none() {
                self.show_idle(phone);
            }
        }
    }

    /// How the forwards of a line stand.
    pub(crate) fn forward_status(&self, phone: PhoneIndex, line_instance: u32) -> ForwardStat {
        let number = self.directory.get(phone).buttons.line(line_instance);
        let number = number.unwrap_or_default();
        let all = self.forward_all(number).unwrap_or_default();
        let settings = self.directory.settings(number);
        let busy = settings.forward_busy.as_deref().unwrap_or_default();
        let no_answer = settings.forward_no_answer.as_deref().unwrap_or_default();
        let on = |to: &str| if to.is_empty() { 0 } else { ACTIVE };
        ForwardStat {
            active_forward: on(all),
            line_number: line_instance,
            forward_all_active: on(all),
            forward_all_dirnum: all.into(),
            forward_busy_active: on(busy),
            forward_busy_dirnum: busy.into(),
            forward_no_answer_active: on(no_answer),
            forward_no_answer_dirnum: no_answer.into(),
        }
    }

    /// What the idle phone says about forwards: where calls of its first forwarded line go.
    pub(crate) fn forward_prompt(&self, phone: PhoneIndex) -> Option<Vec<u8>> {
        let entry = self.directory.get(phone);
        let to = (1..=entry.buttons.lines())
            .filter_map(|line_instance| entry.line_number(line_instance))
            .find_map(|number| self.forward_all(&number))?;
        Some([phrase::FORWARDED_TO, b" ", to.as_bytes()].concat())
    }
}
