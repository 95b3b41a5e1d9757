//! Barging into a talk that another phone of the line has, by a conference of all three.

use sccp::DeviceTone;

use crate::calls::{Far, Leg, LegState};
use crate::conference::Kind;
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::{CallManager, ConferenceId};

impl Leg {
    /// Whether it is a talk that others can join.
    pub(crate) fn takes_barges(&self) -> bool {
        self.state == LegState::Connected && matches!(self.far, Far::Leg(_) | Far::Conference(_))
    }
}

impl CallManager {
    /// Whether a person may barge into a call of another phone.
    pub(crate) fn can_barge(&self, shadow: u32) -> bool {
        let Some(leg) = self.legs.get(&shadow) else {
            return false;
        };
        let owner = leg.shadow_of.and_then(|owner| self.legs.get(&owner));
        !leg.is_hidden() && owner.is_some_and(Leg::takes_barges)
    }

    /// The Barge keys.
    pub(crate) fn barge(&mut self, shadow: u32) {
        let Some((phone, line_instance)) = self.place(shadow) else {
            return;
        };
        if !self.can_barge(shadow) {
            return self.notify_briefly(phone, phrase::BARGE_FAILED);
        }
        self.make_way(phone);
        let Some((owner, far)) = self
            .legs
            .get(&shadow)
            .and_then(|leg| leg.shadow_of)
            .and_then(|owner| Some((owner, self.legs.get(&owner)?.far)))
        else {
            return;
        };
        let conference = match far {
            Far::Conference(conference) if self.has_room(conference, 1) => conference,
            Far::Leg(far) if self.config.conference_size >= 3 => {
                let conference = self.open_conference(Kind::AdHoc, Some(owner));
                self.enter_conference(conference, owner);
                self.enter_conference(conference, far);
                conference
            }
            _ => return self.notify_briefly(phone, phrase::BARGE_FAILED),
        };
        if let Some(leg) = self.legs.get_mut(&shadow) {
            leg.shadow_of = None;
            leg.shown = None;
            leg.outbound = true;
        }
        self.connected(shadow);
        self.speaker(phone, true);
        self.light(phone, line_instance);
        self.activate(phone, line_instance);
        self.enter_conference(conference, shadow);
        self.show_connected(shadow);
        let members = self.conferences.get(&conference);
        for member in members.map_or_else(Vec::new, |entry| entry.members.clone()) {
            if self.leg_state(member) == Some(LegState::Connected) {
                self.beep(member, DeviceTone::BARGE_IN);
            }
        }
    }

    /// Whether a phone has a leg in a conference.
    pub(crate) fn is_phone_in(&self, conference: ConferenceId, phone: PhoneIndex) -> bool {
        let legs = &self.directory.get(phone).legs;
        legs.iter()
            .any(|reference| self.conference_of(*reference) == Some(conference))
    }

    /// Whether another phone of the same line came into a leg's conference before it.
    pub(crate) fn has_barged(&self, reference: u32) -> bool {
        let Some(conference) = self.conference_of(reference) else {
            return false;
        };
        let number = self.party_at(reference).number;
        self.conferences.get(&conference).is_some_and(|entry| {
            let mut before = entry
                .members
                .iter()
                .take_while(|member| **member != reference);
            before.any(|member| self.party_at(*member).number == number)
        })
    }
}
