//! Where a number leads, with the forwards on the way, and where a call goes then.
//!
//! Where a call goes that finds a line busy, or that nobody takes, is asked of
//! `features::forward`.

use crate::CallManager;
use crate::calls::{Failure, Far, Party, Redirect};
use crate::directory::PhoneIndex;
use crate::directory::numbers::Service;
use crate::display::phrase;

/// How often a call is sent on before it counts as going in circles; a CallManager allows 12 too.
pub(crate) const MAX_HOPS: u32 = 12;

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
                _ => Service::Paging.name(self.config.language).to_owned(),
            },
            Target::Service(Service::Script) => self
                .script(number)
                .and_then(|script| self.config.scripts.get(script))
                .map(|script| script.name.clone())
                .unwrap_or_default(),
            Target::Service(service) => service.name(self.config.language).to_owned(),
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
}
