//! Calls that ring at one phone and are answered at another.
//!
//! The call is connected at once, as a CallManager does with automatic pickup.
//! PickUp takes what rings in the own group, GPickUp asks for the group's number,
//! OPickUp goes through the groups that the own one names.

use crate::CallManager;
use crate::calls::dialling::OffHookBy;
use crate::calls::routing::Place;
use crate::calls::{DialsFor, Failure, Far, LegState, Redirect};
use crate::directory::PhoneIndex;
use crate::directory::numbers::Progress;
use crate::features::forward::reason;

/// Name and number of the group that all lines are in while no groups are configured.
const EVERYBODY: &str = "1";

/// Which of the pickup keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PickUp {
    /// The own group.
    Own,
    /// The group whose number is dialled.
    Group,
    /// The groups that the own one names.
    Other,
}

impl CallManager {
    /// A pickup key, idle or off hook.
    pub(crate) fn pick_up_key(
        &mut self,
        phone: PhoneIndex,
        line_instance: u32,
        meant: Option<u32>,
        key: PickUp,
    ) {
        let dialling =
            meant.filter(|reference| self.leg_state(*reference) == Some(LegState::Dialling));
        let Some(reference) = dialling.or_else(|| self.seize(phone, line_instance, OffHookBy::Key))
        else {
            return;
        };
        let own = self.pick_up_group(reference);
        match key {
            PickUp::Group => self.ask_number(reference, DialsFor::GroupPickUp),
            PickUp::Own => self.pick_up(reference, own.as_slice()),
            PickUp::Other => {
                let others = self.other_groups(&own);
                self.pick_up(reference, &others);
            }
        }
    }

    /// The number of a group is complete: takes what rings there.
    pub(crate) fn pick_up_group_number(&mut self, reference: u32, number: &str) {
        let numbers = self.group_numbers().into_iter();
        let groups: Vec<String> = numbers
            .filter(|(known, _)| *known == number)
            .map(|(_, name)| name.to_owned())
            .collect();
        self.pick_up(reference, &groups);
    }

    /// Takes the oldest call that rings in the first of those groups where one does.
    fn pick_up(&mut self, reference: u32, groups: &[String]) {
        let place = self.place(reference);
        let ringing = groups.iter().find_map(|group| self.rings_in(group, place));
        match ringing {
            Some(ringing) => self.take(reference, ringing),
            None => self.fail(reference, Failure::NoPickUp),
        }
    }

    /// The oldest call that rings at another phone in a group.
    fn rings_in(&self, group: &str, not_at: Option<Place>) -> Option<u32> {
        let references = self.legs.iter().filter(|(_, leg)| {
            leg.state == LegState::RingingIn && Some((leg.phone, leg.line_instance)) != not_at
        });
        references
            .map(|(reference, _)| *reference)
            .find(|reference| self.pick_up_group(*reference).as_deref() == Some(group))
    }

    /// Answers a call that rings elsewhere with a leg that is off hook.
    fn take(&mut self, reference: u32, ringing: u32) {
        let Some((Far::Leg(caller), called, before)) = self
            .legs
            .get(&ringing)
            .map(|leg| (leg.far, leg.called.clone(), leg.redirect.clone()))
        else {
            return;
        };
        for other in self.offers(caller) {
            self.keep_from_lists(other);
        }
        self.withdraw(caller);
        self.unpark(caller);
        let redirect = Redirect::again(before, called, reason::PICK_UP);
        let own = self.party_at(reference);
        if let Some(leg) = self.legs.get_mut(&reference) {
            leg.outbound = false;
            leg.called = own;
            leg.redirect = Some(redirect.clone());
        }
        if let Some(leg) = self.legs.get_mut(&caller) {
            leg.redirect = Some(redirect);
        }
        self.connect(reference, caller);
    }

    /// The name of the group of a leg's line.
    fn pick_up_group(&self, reference: u32) -> Option<String> {
        if self.config.pickup_groups.is_empty() {
            return Some(EVERYBODY.to_owned());
        }
        let (phone, line_instance) = self.place(reference)?;
        let settings = self.directory.settings_at(phone, line_instance);
        settings.pickup_group.clone()
    }

    /// The groups that OPickUp goes through.
    fn other_groups(&self, own: &Option<String>) -> Vec<String> {
        let groups = self.config.pickup_groups.iter();
        groups
            .filter(|group| Some(&group.name) == own.as_ref())
            .flat_map(|group| group.others.iter().cloned())
            .collect()
    }

    /// The numbers of groups, with their names.
    fn group_numbers(&self) -> Vec<(&str, &str)> {
        if self.config.pickup_groups.is_empty() {
            return vec![(EVERYBODY, EVERYBODY)];
        }
        let groups = self.config.pickup_groups.iter();
        groups
            .filter_map(|group| Some((group.number.as_deref()?, group.name.as_str())))
            .collect()
    }

    /// How far the digits of a group number have come.
    pub(crate) fn group_progress(&self, digits: &str) -> Progress {
        let numbers = self.group_numbers();
        let mut begin_so = numbers
            .iter()
            .map(|(number, _)| *number)
            .filter(|number| number.starts_with(digits))
            .peekable();
        if begin_so.peek().is_none() {
            Progress::Hopeless
        } else if begin_so.all(|number| number == digits) {
            Progress::Complete
        } else {
            Progress::Open
        }
    }
}
