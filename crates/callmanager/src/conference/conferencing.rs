//! The keys that make a conference and change it: Confrn, Join and RmLstC.
//!
//! Who is in a conference, and what remains of one, is in the module above; the
//! list of participants in `list`. Source: the reference, section 5.9.

use crate::calls::{Far, LegState};
use crate::conference::Kind;
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::features::consultation::Purpose;
use crate::{CallManager, ConferenceId};

/// Why calls cannot be joined: a phrase for the phone.
type Refusal = &'static [u8];

impl CallManager {
    /// The Confrn key: asks somebody, or brings the one asked in.
    pub(crate) fn conference_key(&mut self, phone: PhoneIndex, meant: Option<u32>) {
        let refusal = match meant.map(|meant| (meant, self.consulting(meant))) {
            Some((_, Some((original, second, Purpose::Conference)))) => {
                if self.leg_state(second) == Some(LegState::Connected) {
                    self.join(original, &[original, second]).err()
                } else {
                    Some(phrase::CANNOT_CONFERENCE)
                }
            }
            Some((reference, None)) if self.is_talking(reference) => {
                match self.conference_of(reference) {
                    Some(_) if !self.is_controller(reference) => Some(phrase::CANNOT_CONFERENCE),
                    Some(conference) if !self.has_room(conference, 1) => {
                        Some(phrase::TOO_MANY_PARTIES)
                    }
                    _ => {
                        self.consult(reference, Purpose::Conference);
                        None
                    }
                }
            }
            _ => Some(phrase::KEY_IS_NOT_ACTIVE),
        };
        if let Some(refusal) = refusal {
            self.notify_briefly(phone, refusal);
        }
    }

    /// The Join key: the call in front and all selected ones become one conference.
    pub(crate) fn join_key(&mut self, phone: PhoneIndex, meant: Option<u32>) {
        let calls = self.selected_with(phone, meant);
        let refusal = match calls.first() {
            Some(first) if calls.len() > 1 => self.join(*first, &calls).err(),
            _ => Some(phrase::CANNOT_JOIN),
        };
        if let Some(refusal) = refusal {
            self.notify_briefly(phone, refusal);
        }
    }

    /// Makes calls of a phone one conference. The phone stays in it with the call that
    /// was a conference already, or else with `stays`; its other calls end.
    fn join(&mut self, stays: u32, calls: &[u32]) -> Result<(), Refusal> {
        let mut conference = None;
        let mut stays = stays;
        let mut newcomers = Vec::new();
        for call in calls {
            match self.legs.get(call).map(|leg| leg.far) {
                Some(Far::Conference(of)) if conference.is_some_and(|known| known != of) => {
                    return Err(phrase::IN_CONFERENCE_ALREADY);
                }
                Some(Far::Conference(of)) => {
                    conference = Some(of);
                    stays = *call;
                }
                Some(Far::Leg(far)) if self.can_be_joined(far) => newcomers.push(far),
                _ => return Err(phrase::INVALID_PARTICIPANT),
            }
        }
        match conference {
            Some(conference) => self.may_enter(conference, stays, &newcomers)?,
            None if newcomers.len() + 1 > self.config.conference_size => {
                return Err(phrase::TOO_MANY_PARTIES);
            }
            None => {}
        }
        let conference =
            conference.unwrap_or_else(|| self.open_conference(Kind::AdHoc, Some(stays)));
        for call in calls {
            if let Some(leg) = self.legs.get_mut(call) {
                leg.selected = false;
                leg.consults = None;
                if *call != stays {
                    leg.far = Far::Nobody;
                }
            }
        }
        self.enter_conference(conference, stays);
        for newcomer in newcomers {
            self.enter_conference(conference, newcomer);
        }
        for call in calls.iter().filter(|call| **call != stays) {
            self.release(*call);
        }
        self.resume(stays);
        Ok(())
    }

    /// Whether somebody may bring others into a conference that is there.
    fn may_enter(
        &self,
        conference: ConferenceId,
        by: u32,
        newcomers: &[u32],
    ) -> Result<(), Refusal> {
        if !self.is_controller(by) {
            return Err(phrase::CANNOT_CONFERENCE);
        }
        if !self.has_room(conference, newcomers.len()) {
            return Err(phrase::TOO_MANY_PARTIES);
        }
        if newcomers.iter().any(|leg| self.is_in(conference, *leg)) {
            return Err(phrase::IN_CONFERENCE_ALREADY);
        }
        Ok(())
    }

    /// The RmLstC key: who came last has to go.
    pub(crate) fn remove_last_key(&mut self, phone: PhoneIndex, meant: Option<u32>) {
        let last = meant
            .filter(|meant| self.is_controller(*meant))
            .and_then(|controller| {
                let conference = self.conferences.get(&self.conference_of(controller)?)?;
                let mut others = conference.members.iter().rev();
                others.find(|member| **member != controller).copied()
            });
        match last {
            Some(last) => self.hang_up(last),
            None => self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE),
        }
    }
}
