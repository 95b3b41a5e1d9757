//! Who is on the other side of a call: both forms of CallInfo as one.

use super::CallEntry;
use crate::{Direction, Security};

/// Name and number of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) name: String,
    pub(crate) number: String,
}

impl Party {
    fn is_nobody(&self) -> bool {
        self.name.is_empty() && self.number.is_empty()
    }

    /// As one text.
    fn text(&self) -> String {
        match (self.name.is_empty(), self.number.is_empty()) {
            (true, _) => self.number.clone(),
            (false, true) => self.name.clone(),
            (false, false) => format!("{} ({})", self.name, self.number),
        }
    }

    /// Hide what the far end does not want shown.
    fn restricted(mut self, name: bool, number: bool) -> Self {
        if name {
            self.name.clear();
        }
        if number {
            self.number.clear();
        }
        self
    }
}

/// Both forms of CallInfo as one.
#[derive(Clone, Debug)]
pub(crate) struct CallFacts {
    pub(crate) line_instance: u32,
    pub(crate) call_reference: u32,
    call_type: u32,
    calling: Party,
    called: Party,
    original: Party,
    redirecting: Party,
    /// The number of the hunt group that the call was for; told in the dynamic form only.
    hunt_pilot: Party,
    security: u32,
}

/// Make the facts of a message; the fields have the same names in both forms.
macro_rules! facts {
    ($info:expr, $locale:expr) => {{
        let info = $info;
        let hide = |bit: u32| info.party_pi_restriction_bits.has(bit);
        let party =
            |name: std::borrow::Cow<'_, str>, number: std::borrow::Cow<'_, str>, bit: u32| {
                let party = Party {
                    name: name.trim().to_owned(),
                    number: number.trim().to_owned(),
                };
                party.restricted(hide(bit), hide(bit << 1))
            };
        Self {
            line_instance: info.line_instance,
            call_reference: info.call_reference,
            call_type: info.call_type.code(),
            calling: party(
                info.calling_party_name.shown($locale),
                info.calling_party.shown($locale),
                0x01,
            ),
            called: party(
                info.called_party_name.shown($locale),
                info.called_party.shown($locale),
                0x04,
            ),
            original: party(
                info.original_called_party_name.shown($locale),
                info.original_called_party.shown($locale),
                0x10,
            ),
            redirecting: party(
                info.last_redirecting_party_name.shown($locale),
                info.last_redirecting_party.shown($locale),
                0x40,
            ),
            hunt_pilot: Party::default(),
            security: info.call_security_status.code(),
        }
    }};
}

impl CallFacts {
    /// Of the fixed form.
    pub(crate) fn of(info: &sccp::CallInfo, locale: sccp::Locale) -> Self {
        facts!(info, locale)
    }

    /// Of the dynamic form.
    pub(crate) fn of_v2(info: &sccp::CallInfoV2, locale: sccp::Locale) -> Self {
        let facts: Self = facts!(info, locale);
        let hunt_pilot = Party {
            name: info.hunt_pilot_name.shown(locale).trim().to_owned(),
            number: info.hunt_pilot_number.shown(locale).trim().to_owned(),
        };
        Self {
            hunt_pilot,
            ..facts
        }
    }

    /// Of this call, where the message named none.
    pub(super) fn of_call(self, line: u32, reference: u32, direction: Direction) -> Self {
        Self {
            line_instance: line,
            call_reference: reference,
            call_type: match direction {
                Direction::Inbound => 1,
                Direction::Outbound => 2,
                Direction::Forwarded => 3,
                Direction::Unknown => 0,
            },
            ..self
        }
    }

    /// This number calls.
    pub(super) fn calls_from(&self, number: &str) -> bool {
        self.calling.number == number
    }

    /// Who it was forwarded by or first meant for, when that is somebody else.
    fn via(&self) -> String {
        let direct = |party: &Party| {
            party.is_nobody() || *party == self.calling || party.number == self.called.number
        };
        let via = [&self.redirecting, &self.original, &self.hunt_pilot]
            .into_iter()
            .find(|party| !direct(party));
        via.map(Party::text).unwrap_or_default()
    }

    /// Put the facts into the call.
    pub(super) fn put_into(self, call: &mut CallEntry) {
        call.direction = match self.call_type {
            1 => Direction::Inbound,
            2 => Direction::Outbound,
            3 => Direction::Forwarded,
            _ => call.direction,
        };
        call.via = self.via();
        call.security = match self.security {
            1 => Security::NotAuthenticated,
            2 => Security::Authenticated,
            3 => Security::Encrypted,
            _ => Security::Unknown,
        };
        let remote = if call.direction == Direction::Outbound {
            self.called
        } else {
            self.calling
        };
        call.remote_name = remote.name;
        call.remote_number = remote.number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info() -> sccp::CallInfo {
        sccp::CallInfo {
            calling_party: "1001".into(),
            calling_party_name: "Alice".into(),
            called_party: "1002".into(),
            original_called_party: "1002".into(),
            call_type: sccp::CallType::IN_BOUND,
            ..Default::default()
        }
    }

    #[test]
    fn a_direct_call_came_by_nobody() {
        assert_eq!(CallFacts::of(&info(), sccp::Locale::default()).via(), "");
    }

    #[test]
    fn a_forwarded_call_says_by_whom() {
        let forwarded = sccp::CallInfo {
            last_redirecting_party: "1005".into(),
            last_redirecting_party_name: "Eve".into(),
            ..info()
        };
        assert_eq!(
            CallFacts::of(&forwarded, sccp::Locale::default()).via(),
            "Eve (1005)"
        );
    }

    #[test]
    fn a_call_of_a_hunt_group_says_of_which() {
        let hunted = sccp::CallInfoV2 {
            calling_party: "1003".into(),
            called_party: "1001".into(),
            hunt_pilot_number: "1500".into(),
            hunt_pilot_name: "Support".into(),
            ..Default::default()
        };
        let facts = CallFacts::of_v2(&hunted, sccp::Locale::default());
        assert_eq!(facts.via(), "Support (1500)");
    }

    #[test]
    fn what_the_far_end_hides_is_not_shown() {
        let hidden = sccp::CallInfo {
            party_pi_restriction_bits: 3.into(),
            ..info()
        };
        assert_eq!(
            CallFacts::of(&hidden, sccp::Locale::default()).calling,
            Party::default()
        );
    }
}
