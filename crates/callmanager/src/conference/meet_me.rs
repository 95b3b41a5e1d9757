//! Meet-me conferences: the host opens a number with the MeetMe key, others dial it.
//!
//! A number that nobody has opened is refused, and is free again when the last has left.

use sccp::DeviceTone;

use crate::calls::dialling::OffHookBy;
use crate::calls::{DialsFor, Failure, LegState};
use crate::conference::Kind;
use crate::directory::PhoneIndex;
use crate::display::phrase;
use crate::{CallManager, ConferenceId};

impl CallManager {
    /// The MeetMe key: the number dialled next is opened.
    pub(crate) fn meet_me_key(
        &mut self,
        phone: PhoneIndex,
        line_instance: u32,
        meant: Option<u32>,
    ) {
        if meant.is_none() {
            self.off_hook(phone, line_instance, OffHookBy::Key);
        }
        let dials = meant.or_else(|| self.active_leg(phone)).filter(|meant| {
            self.legs
                .get(meant)
                .is_some_and(|leg| leg.state == LegState::Dialling && leg.dialled.is_empty())
        });
        let Some(reference) = dials else {
            return self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE);
        };
        if let Some(leg) = self.legs.get_mut(&reference) {
            leg.dials_for = DialsFor::MeetMe;
        }
        self.start_tone(reference, DeviceTone::ZIP_ZIP);
        self.select_keys(reference);
        self.prompt(reference, phrase::MEET_ME);
    }

    /// What a number of a meet-me conference leads to for a leg; none for other numbers.
    pub(crate) fn meet_me(&self, reference: u32, number: &str) -> Option<Result<(), Failure>> {
        let opens = self.legs.get(&reference)?.dials_for == DialsFor::MeetMe;
        if !self.config.meet_me.contains(number) {
            return opens.then_some(Err(Failure::MeetMe));
        }
        Some(match self.meet_me_open(number) {
            _ if self.agree(reference, None).is_none() => Err(Failure::Media),
            None if !opens => Err(Failure::MeetMe),
            Some(conference) if !self.has_room(conference, 1) => Err(Failure::ConferenceFull),
            _ => Ok(()),
        })
    }

    /// The conference that is open under a number.
    fn meet_me_open(&self, number: &str) -> Option<ConferenceId> {
        let mut open = self.conferences.iter();
        let kind = Kind::MeetMe(number.to_owned());
        open.find_map(|(conference, entry)| (entry.kind == kind).then_some(*conference))
    }

    /// Connects a leg with the conference of a number.
    pub(crate) fn connect_meet_me(&mut self, reference: u32, number: &str) {
        let conference = self.meet_me_open(number).unwrap_or_else(|| {
            self.open_conference(Kind::MeetMe(number.to_owned()), Some(reference))
        });
        self.connected(reference);
        self.enter_conference(conference, reference);
        self.show_connected(reference);
    }
}
