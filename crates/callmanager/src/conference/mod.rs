//! Conferences: who is in one, who comes and goes, and what is left when few remain.
//!
//! The sound is mixed by `server::mixer`; here a member is a leg whose far end is
//! [`Far::Conference`]. A member that holds its call stays a member and is silent.
//! Which keys bring calls into a conference is in `conferencing`, `meet_me` and `barge`.

mod barge;
mod conferencing;
pub(crate) mod list;
mod meet_me;

use tracing::debug;

use crate::calls::{Far, LegState, Party};
use crate::display::phrase;
use crate::{CallManager, ConferenceId};

/// How a conference came about, which decides how it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Calls were joined: two that remain talk with each other directly.
    AdHoc,
    /// Opened under this number: stays until the last has left.
    MeetMe(String),
}

/// A conference.
#[derive(Clone, Debug)]
pub(crate) struct Conference {
    pub(crate) kind: Kind,
    /// The leg of who opened it, while that is a member: may add and remove others.
    pub(crate) controller: Option<u32>,
    /// The legs in it, in the order they came.
    pub(crate) members: Vec<u32>,
}

impl CallManager {
    /// Opens a conference without members.
    pub(crate) fn open_conference(&mut self, kind: Kind, controller: Option<u32>) -> ConferenceId {
        let conference = ConferenceId(self.next_identifier());
        debug!(conference = conference.0, "a conference opens");
        self.conferences.insert(
            conference,
            Conference {
                kind,
                controller,
                members: Vec::new(),
            },
        );
        conference
    }

    /// The conference a leg is in.
    pub(crate) fn conference_of(&self, reference: u32) -> Option<ConferenceId> {
        match self.legs.get(&reference)?.far {
            Far::Conference(conference) => Some(conference),
            _ => None,
        }
    }

    /// Whether a leg may add and remove others.
    pub(crate) fn is_controller(&self, reference: u32) -> bool {
        self.conference_of(reference)
            .and_then(|conference| self.conferences.get(&conference))
            .is_some_and(|conference| conference.controller == Some(reference))
    }

    /// Whether so many more have room in a conference.
    pub(crate) fn has_room(&self, conference: ConferenceId, more: usize) -> bool {
        self.conferences.get(&conference).is_some_and(|conference| {
            conference.members.len() + more <= self.config.conference_size
        })
    }

    /// Whether the phone of a leg is in a conference already.
    pub(crate) fn is_in(&self, conference: ConferenceId, reference: u32) -> bool {
        let phone_of = |leg: u32| self.legs.get(&leg).map(|leg| leg.phone);
        let Some(phone) = phone_of(reference) else {
            return false;
        };
        self.conferences.get(&conference).is_some_and(|conference| {
            conference
                .members
                .iter()
                .any(|member| phone_of(*member) == Some(phone))
        })
    }

    /// Brings a leg into a conference in place of whomever it was with.
    ///
    /// What that other end does is up to the caller. A leg that is held stays held.
    pub(crate) fn enter_conference(&mut self, conference: ConferenceId, reference: u32) {
        let Some(entry) = self.conferences.get_mut(&conference) else {
            return;
        };
        let number = match &entry.kind {
            Kind::AdHoc => String::new(),
            Kind::MeetMe(number) => number.clone(),
        };
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        if !entry.members.contains(&reference) {
            entry.members.push(reference);
        }
        leg.far = Far::Conference(conference);
        let party = Party {
            number,
            name: phrase::CONFERENCE.to_owned(),
        };
        leg.show_other(party);
        self.settle(reference);
        self.show_change(reference);
    }

    /// A leg is with nobody or with somebody else now: its conference goes on without it.
    ///
    /// To be called after the leg's far end has changed, or the leg is gone.
    pub(crate) fn left_conference(&mut self, conference: ConferenceId, reference: u32) {
        let Some(entry) = self.conferences.get_mut(&conference) else {
            return;
        };
        entry.members.retain(|member| *member != reference);
        if entry.controller == Some(reference) {
            entry.controller = None;
        }
        match (&entry.kind, entry.members.as_slice()) {
            (_, []) => {
                debug!(conference = conference.0, "a conference ends");
                self.conferences.remove(&conference);
            }
            (Kind::AdHoc, &[last]) => {
                self.conferences.remove(&conference);
                self.hang_up(last);
            }
            (Kind::AdHoc, &[one, other]) => {
                self.conferences.remove(&conference);
                self.talk_directly(one, other);
            }
            _ => {}
        }
    }

    /// A leg takes the place, with its rights, of another one that is, or was, in a conference.
    pub(crate) fn replace_member(&mut self, conference: ConferenceId, gone: u32, newcomer: u32) {
        let Some(entry) = self.conferences.get_mut(&conference) else {
            return;
        };
        for member in &mut entry.members {
            if *member == gone {
                *member = newcomer;
            }
        }
        if entry.controller == Some(gone) {
            entry.controller = Some(newcomer);
        }
    }

    /// The last two of a conference go on without it.
    fn talk_directly(&mut self, one: u32, other: u32) {
        debug!(one, other, "two remain of a conference");
        for (reference, far) in [(one, other), (other, one)] {
            let party = self.party_at(far);
            if let Some(leg) = self.legs.get_mut(&reference) {
                leg.far = Far::Leg(far);
                leg.show_other(party);
            }
        }
        for reference in [one, other] {
            self.settle(reference);
            self.show_change(reference);
            if let Some((phone, _)) = self.place(reference) {
                self.close_list(reference, phone);
            }
        }
    }

    /// Shows who is at the other end now, of a call that goes on.
    pub(crate) fn show_change(&mut self, reference: u32) {
        self.call_info(reference);
        if self.leg_state(reference) == Some(LegState::Connected) {
            self.select_keys(reference);
        }
    }

    /// Who the person of a leg is, as others are shown it.
    pub(crate) fn party_at(&self, reference: u32) -> Party {
        let Some((phone, line_instance)) = self.place(reference) else {
            return Party::default();
        };
        let phone = self.directory.get(phone);
        Party {
            number: phone.line_number(line_instance).unwrap_or_default(),
            name: phone.name.clone(),
        }
    }
}
