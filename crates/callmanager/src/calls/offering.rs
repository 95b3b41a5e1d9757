//! Who rings: from a number to the phones that have it, and what comes after them.
//!
//! Several phones may ring for one caller; the first answer wins. Where a call
//! goes that nobody takes is asked of `forward`.

use std::time::Duration;

use sccp::{CallHistoryDisposition, CallHistoryInfo, CallStateCode};

use crate::CallManager;
use crate::calls::leg::{Failure, Far, Leg, LegState, Party, Redirect};
use crate::directory::PhoneIndex;
use crate::directory::numbers::Service;
use crate::display::phrase;
use crate::manager::Deadline;

/// How often a call is sent on before it counts as going in circles; a CallManager allows 12 too.
pub(crate) const MAX_HOPS: u32 = 12;

/// First version that is told into which list a call goes (reference, section 5.10).
const FIRST_CALL_HISTORY: u8 = 17;

/// A phone, and one of its lines.
pub(crate) type Place = (PhoneIndex, u32);

/// What a number leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The server itself.
    Service(Service),
    /// These lines ring.
    Lines(Vec<Place>),
    /// The call parked in that slot.
    Parked(u32),
    /// The members of that hunt group.
    Hunt(usize),
    /// The meeting of that number.
    MeetMe(String),
    /// Nothing.
    Failure(Failure),
}

/// Where a call goes, forwards followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) called: Party,
    pub(crate) redirect: Option<Redirect>,
    pub(crate) target: Target,
}

impl Redirect {
    /// A call to that party is sent on, for the first time or once more.
    pub(crate) fn again(before: Option<Self>, by: Party, reason: u32) -> Self {
        match before {
            Some(before) => Self {
                last: by,
                last_reason: reason,
                hops: before.hops.saturating_add(1),
                ..before
            },
            None => Self {
                original: by.clone(),
                original_reason: reason,
                last: by,
                last_reason: reason,
                hops: 1,
            },
        }
    }
}

impl CallManager {
    /// Where a number leads for the phone of a leg, with the forwards on the way.
    pub(crate) fn route(
        &self,
        reference: u32,
        number: &str,
        mut redirect: Option<Redirect>,
    ) -> Route {
        let mut number = number.to_owned();
        loop {
            let target = self.target(reference, &number);
            let called = Party {
                name: self.name_behind(&number, &target),
                number: number.clone(),
            };
            let hops = redirect.as_ref().map_or(0, |redirect| redirect.hops);
            let Some((to, reason)) = self.forward_at_once(&number, &target) else {
                return Route {
                    called,
                    redirect,
                    target,
                };
            };
            if hops >= MAX_HOPS {
                return Route {
                    called,
                    redirect,
                    target: Target::Failure(Failure::ForwardLoop),
                };
            }
            redirect = Some(Redirect::again(redirect, called, reason));
            number = to;
        }
    }

    /// What a number itself leads to for the phone of a leg.
    pub(crate) fn target(&self, reference: u32, number: &str) -> Target {
        if let Some(meeting) = self.meet_me(reference, number) {
            return match meeting {
                Ok(()) => Target::MeetMe(number.to_owned()),
                Err(failure) => Target::Failure(failure),
            };
        }
        if let Some(service) = self.service(number) {
            return if self.agree(reference, None).is_some() {
                Target::Service(service)
            } else {
                Target::Failure(Failure::Media)
            };
        }
        if let Some(slot) = self.park_slot(number) {
            return if self.is_parked(slot) {
                Target::Parked(slot)
            } else {
                Target::Failure(Failure::NotParked)
            };
        }
        if let Some(group) = self.hunt_group(number) {
            return Target::Hunt(group);
        }
        self.lines_behind(reference, self.directory.places(number))
    }

    /// What the server itself does behind a number.
    fn service(&self, number: &str) -> Option<Service> {
        if let Some(service) = Service::from_number(number) {
            return Some(service);
        }
        let is = |configured: &String| !number.is_empty() && number == configured;
        if is(&self.config.voicemail.number) {
            Some(Service::Voicemail)
        } else if is(&self.config.paging.number) || self.page_group(number).is_some() {
            Some(Service::Paging)
        } else if self.script(number).is_some() {
            Some(Service::Script)
        } else {
            None
        }
    }

    /// Which of the lines with one number can ring for the phone of a leg.
    pub(crate) fn lines_behind(&self, reference: u32, places: &[Place]) -> Target {
        let caller = self.place(reference);
        let failure = |failure| Target::Failure(failure);
        if places.is_empty() {
            return failure(Failure::Unknown);
        }
        let mut places = places.to_vec();
        places.retain(|(phone, _)| self.directory.get(*phone).connection.is_some());
        if places.is_empty() {
            return failure(Failure::Unavailable);
        }
        places.retain(|place| {
            caller != Some(*place) && self.takes_more(*place) && !self.rejects_calls(place.0)
        });
        if places.is_empty() {
            return failure(Failure::Busy);
        }
        places.retain(|(phone, _)| self.agree(reference, Some(*phone)).is_some());
        if places.is_empty() {
            return failure(Failure::Media);
        }
        Target::Lines(places)
    }

    /// Whether one more call may come to a line of a phone.
    fn takes_more(&self, (phone, line_instance): Place) -> bool {
        let own = self
            .directory
            .settings_at(phone, line_instance)
            .busy_trigger;
        self.calls_on(phone, line_instance) < own.unwrap_or(self.config.busy_trigger)
    }

    /// The name that is shown for a number.
    fn name_behind(&self, number: &str, target: &Target) -> String {
        match target {
            Target::Service(Service::Paging) => match self.page_group(number) {
                Some(group) if !group.name.is_empty() => group.name.clone(),
                _ => Service::Paging.name().to_owned(),
            },
            Target::Service(Service::Script) => self
                .script(number)
                .and_then(|script| self.config.scripts.get(script))
                .map(|script| script.name.clone())
                .unwrap_or_default(),
            Target::Service(service) => service.name().to_owned(),
            Target::Hunt(group) => {
                let groups = &self.config.hunt_groups;
                groups
                    .get(*group)
                    .map_or_else(String::new, |group| group.name.clone())
            }
            Target::MeetMe(_) => phrase::CONFERENCE.to_owned(),
            _ => match self.directory.places(number) {
                [] => String::new(),
                [(phone, line_instance), ..] => {
                    self.directory.name_at(*phone, *line_instance).to_owned()
                }
            },
        }
    }

    /// Goes where a route leads.
    pub(crate) fn follow(&mut self, reference: u32, target: Target) {
        match target {
            Target::Failure(failure) => self.fail(reference, failure),
            Target::Service(Service::Busy) => self.fail(reference, Failure::Busy),
            Target::Service(Service::NoAnswer) => {
                self.ring_out(reference, Far::Service(Service::NoAnswer))
            }
            Target::Service(Service::Script) => self.start_script(reference),
            Target::Service(service) => self.connect_service(reference, service),
            Target::Lines(places) => self.offer(reference, &places),
            Target::Parked(slot) => self.retrieve(reference, slot),
            Target::Hunt(group) => self.hunt(reference, group),
            Target::MeetMe(number) => self.connect_meet_me(reference, &number),
        }
    }

    /// Who is called by a caller now.
    pub(crate) fn called_by(&self, caller: u32) -> Party {
        self.legs
            .get(&caller)
            .map_or_else(Party::default, |leg| leg.called.clone())
    }

    /// How long it may ring for a caller.
    pub(crate) fn ring_time(&self, caller: u32) -> Duration {
        let own = self.hunt_time(caller).or_else(|| {
            let called = &self.legs.get(&caller)?.called.number;
            self.directory.settings(called).no_answer
        });
        own.unwrap_or(self.config.no_answer)
    }

    /// Sends a caller on to another number, by the wish of that party.
    pub(crate) fn send_on(&mut self, caller: u32, by: Party, number: &str, reason: u32) {
        let Some(leg) = self.legs.get_mut(&caller) else {
            return;
        };
        leg.hunt = None;
        let before = leg.redirect.clone();
        if before
            .as_ref()
            .is_some_and(|before| before.hops >= MAX_HOPS)
        {
            return self.fail(caller, Failure::ForwardLoop);
        }
        let redirect = Redirect::again(before, by, reason);
        let route = self.route(caller, number, Some(redirect));
        let Some(leg) = self.legs.get_mut(&caller) else {
            return;
        };
        leg.show_other(route.called);
        leg.redirect = route.redirect;
        self.call_info(caller);
        let goes_on_ringing = matches!(
            route.target,
            Target::Lines(_) | Target::Hunt(_) | Target::Service(Service::NoAnswer)
        );
        if !goes_on_ringing {
            self.stop_any_tone(caller);
        }
        self.follow(caller, route.target);
    }

    /// Rings lines for a caller.
    pub(crate) fn offer(&mut self, caller: u32, places: &[Place]) {
        let mut ringing = Vec::new();
        for (phone, line_instance) in places {
            let Some(calling_leg) = self.legs.get(&caller) else {
                return;
            };
            let mut leg = Leg::new(*phone, *line_instance, false, LegState::RingingIn);
            leg.far = Far::Leg(caller);
            leg.calling = calling_leg.calling.clone();
            leg.called = calling_leg.called.clone();
            leg.redirect = calling_leg.redirect.clone();
            let is_hunted = calling_leg.hunt.is_some();
            leg.precedence = calling_leg.precedence;
            leg.pilot = is_hunted.then(|| calling_leg.called.clone());
            ringing.push(self.add_leg(leg));
        }
        if let Some(first) = ringing.first() {
            self.ring_out(caller, Far::Leg(*first));
        }
        for reference in &ringing {
            self.ring_in(*reference);
        }
        for reference in ringing {
            self.answer_by_itself(reference);
        }
    }

    /// Lets a phone ring for a leg that was just added.
    pub(crate) fn ring_in(&mut self, reference: u32) {
        let Some((phone, line_instance)) = self.place(reference) else {
            return;
        };
        self.call_state(reference, CallStateCode::RING_IN);
        self.call_info(reference);
        self.light(phone, line_instance);
        self.alert(reference);
        self.select_keys(reference);
        self.prompt_caller(reference);
        self.notify_caller(reference);
    }

    /// Nobody has answered a caller for as long as it may ring.
    pub(crate) fn unanswered(&mut self, caller: u32) {
        self.withdraw(caller);
        if self.is_hunting(caller) {
            return self.hunt_next(caller);
        }
        let by = self.called_by(caller);
        match self.forward_unanswered(&by.number) {
            Some((to, reason)) => self.send_on(caller, by, &to, reason),
            None => self.fail(caller, Failure::NoAnswer),
        }
    }

    /// Stops everything that rings for a caller.
    pub(crate) fn withdraw(&mut self, caller: u32) {
        for reference in self.offers(caller) {
            self.release(reference);
        }
    }

    /// A phone that rang for a caller does not any more, by its person's wish or because it is gone.
    pub(crate) fn refused(&mut self, caller: u32) {
        let Some(leg) = self.legs.get(&caller) else {
            return;
        };
        let (far, rings_out) = (leg.far, leg.state == LegState::RingingOut);
        match (self.offers(caller).first(), far) {
            (Some(other), Far::Leg(_)) => {
                if let Some(leg) = self.legs.get_mut(&caller) {
                    leg.far = Far::Leg(*other);
                }
            }
            (None, Far::Leg(_)) if rings_out && self.is_hunting(caller) => self.hunt_next(caller),
            (None, Far::Leg(_)) if rings_out => self.fail(caller, Failure::Busy),
            _ => {}
        }
    }

    /// One of the phones that rang for a caller has answered: the others stop.
    pub(crate) fn answered_elsewhere(&mut self, caller: u32, winner: u32) {
        let number = |manager: &Self, reference| manager.party_at(reference).number;
        let answered = number(self, winner);
        for reference in self.offers(caller) {
            if number(self, reference) == answered {
                self.becomes_shadow(reference, winner);
            } else {
                self.keep_from_lists(reference);
                self.release(reference);
            }
        }
    }

    /// Keeps a call that another phone took out of the list of missed ones.
    pub(crate) fn keep_from_lists(&mut self, reference: u32) {
        let Some((phone, _)) = self.place(reference) else {
            return;
        };
        let knows = self
            .session_of(phone)
            .is_some_and(|session| session.version.number() >= FIRST_CALL_HISTORY);
        if knows {
            self.tell_leg(reference, |line_instance| CallHistoryInfo {
                call_history_disposition: CallHistoryDisposition::IGNORE,
                line_instance,
                call_reference: reference,
            });
        }
    }

    /// Connects two legs with each other that were connected with nobody, or with others
    /// who have been told.
    pub(crate) fn connect(&mut self, one: u32, other: u32) {
        for (reference, far) in [(one, other), (other, one)] {
            let party = self.party_at(far);
            if let Some(leg) = self.legs.get_mut(&reference) {
                leg.show_other(party);
                leg.far = Far::Leg(far);
            }
            self.timers.clear(Deadline::Leg(reference));
        }
        for reference in [one, other] {
            self.stop_any_tone(reference);
            if self.leg_state(reference) != Some(LegState::Held) {
                self.connected(reference);
            }
        }
        for reference in [one, other] {
            self.settle(reference);
            if self.leg_state(reference) == Some(LegState::Connected) {
                self.show_connected(reference);
            } else {
                self.call_info(reference);
            }
        }
    }
}
