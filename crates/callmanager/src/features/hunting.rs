//! Hunt groups: one number, several lines that ring one after the other or at once.

use sccp::ButtonType;
use tracing::debug;

use crate::CallManager;
use crate::calls::Failure;
use crate::calls::routing::{Place, Target};
use crate::config::HuntOrder;
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::features::forward::reason;

/// A caller's way through a hunt group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hunt {
    /// Which of the groups.
    pub(crate) group: usize,
    /// Numbers of the members that have not rung yet, the last first.
    left: Vec<String>,
    /// Whether a member has rung.
    has_rung: bool,
}

impl CallManager {
    /// The hunt group behind a number.
    pub(crate) fn hunt_group(&self, number: &str) -> Option<usize> {
        let mut groups = self.config.hunt_groups.iter();
        groups.position(|group| group.number == number)
    }

    /// Lets a caller ring the members of a group.
    pub(crate) fn hunt(&mut self, caller: u32, group: usize) {
        let Some(entry) = self.config.hunt_groups.get(group) else {
            return;
        };
        let at_once = entry.order == HuntOrder::Broadcast;
        let mut left = self.members_in_order(group);
        left.reverse();
        if let Some(leg) = self.legs.get_mut(&caller) {
            leg.hunt = Some(Hunt {
                group,
                left: if at_once { Vec::new() } else { left.clone() },
                has_rung: at_once,
            });
        }
        if at_once {
            let places = left.iter().flat_map(|number| self.members(number));
            let places: Vec<Place> = places.collect();
            match self.lines_behind(caller, &places) {
                Target::Lines(places) => self.offer(caller, &places),
                _ => self.hunted_in_vain(caller, group, Failure::Busy),
            }
        } else {
            self.hunt_next(caller);
        }
    }

    /// Rings the next member for a caller.
    pub(crate) fn hunt_next(&mut self, caller: u32) {
        while let Some(hunt) = self.legs.get_mut(&caller).and_then(|leg| leg.hunt.as_mut()) {
            let group = hunt.group;
            let Some(member) = hunt.left.pop() else {
                let failure = if hunt.has_rung {
                    Failure::NoAnswer
                } else {
                    Failure::Busy
                };
                return self.hunted_in_vain(caller, group, failure);
            };
            let places = self.members(&member);
            if let Target::Lines(places) = self.lines_behind(caller, &places) {
                debug!(group, member, "hunting");
                if let Some(hunt) = self.legs.get_mut(&caller).and_then(|leg| leg.hunt.as_mut()) {
                    hunt.has_rung = true;
                }
                self.last_hunted.insert(group, member);
                return self.offer(caller, &places);
            }
        }
    }

    /// No member has taken a call.
    fn hunted_in_vain(&mut self, caller: u32, group: usize, failure: Failure) {
        if let Some(leg) = self.legs.get_mut(&caller) {
            leg.hunt = None;
        }
        let groups = &self.config.hunt_groups;
        let to = groups
            .get(group)
            .and_then(|group| group.forward_no_answer.clone());
        match to {
            Some(to) => {
                let by = self.called_by(caller);
                self.send_on(caller, by, &to, reason::NO_ANSWER);
            }
            None => self.fail(caller, failure),
        }
    }

    /// The numbers of a group's members, the one to try first at the front.
    fn members_in_order(&self, group: usize) -> Vec<String> {
        let Some(entry) = self.config.hunt_groups.get(group) else {
            return Vec::new();
        };
        let mut members = entry.members.clone();
        match entry.order {
            HuntOrder::TopDown | HuntOrder::Broadcast => {}
            HuntOrder::Circular => {
                let last = self.last_hunted.get(&group);
                let place = members.iter().position(|member| Some(member) == last);
                members.rotate_left(place.map_or(0, |place| place + 1));
            }
            HuntOrder::LongestIdle => {
                members.sort_by_key(|member| self.last_used.get(member).copied());
            }
        }
        members
    }

    /// The phones that ring for a member: those that have not logged out.
    fn members(&self, number: &str) -> Vec<Place> {
        let mut places = self.directory.places(number).to_vec();
        places.retain(|(phone, _)| !self.is_logged_out(*phone));
        places
    }

    /// Whether a caller goes through a hunt group.
    pub(crate) fn is_hunting(&self, caller: u32) -> bool {
        self.legs.get(&caller).is_some_and(|leg| leg.hunt.is_some())
    }

    /// How long a member of the group that a caller hunts in rings.
    pub(crate) fn hunt_time(&self, caller: u32) -> Option<std::time::Duration> {
        let hunt = self.legs.get(&caller)?.hunt.as_ref()?;
        self.config.hunt_groups.get(hunt.group)?.no_answer
    }

    /// Notes that a line was in use until now.
    pub(crate) fn note_use(&mut self, phone: PhoneIndex, line_instance: u32) {
        if let Some(number) = self.directory.get(phone).line_number(line_instance) {
            self.last_used.insert(number, self.now);
        }
    }

    /// Whether the person of a phone takes no calls of hunt groups.
    fn is_logged_out(&self, phone: PhoneIndex) -> bool {
        self.feature(phone, ButtonType::HLOG) != 0
    }

    /// Whether a phone has a line that is in a hunt group.
    pub(crate) fn is_hunted(&self, phone: PhoneIndex) -> bool {
        let mut lines = self.directory.get(phone).buttons.line_numbers();
        lines.any(|(_, number)| {
            let groups = &self.config.hunt_groups;
            groups
                .iter()
                .any(|group| group.members.iter().any(|member| member == number))
        })
    }

    /// The HLog key: logs out of all hunt groups, or in again.
    pub(crate) fn hunt_log_key(&mut self, phone: PhoneIndex) {
        self.toggle_feature(phone, ButtonType::HLOG);
        if self.active_leg(phone).is_none() {
            self.show_idle(phone);
        }
    }

    /// What the idle phone says about hunt groups.
    pub(crate) fn hunt_prompt(&self, phone: PhoneIndex) -> Option<Vec<u8>> {
        self.is_logged_out(phone)
            .then(|| phrase::LOGGED_OUT.to_vec())
    }
}
