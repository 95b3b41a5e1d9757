//! Marks that the server puts on calls and buttons: precedence, privacy, presence, colours.
//!
//! Plain data of the [`Screen`](crate::Screen), with the numbers of the wire they come from.

use serde::{Deserialize, Serialize};

/// How urgent a call is, by the names of multilevel precedence and preemption (MLPP).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precedence {
    /// As any call.
    #[default]
    Routine,
    /// Above routine.
    Priority,
    /// Above priority.
    Immediate,
    /// Above immediate.
    Flash,
    /// Above all others.
    FlashOverride,
}

impl Precedence {
    /// The precedence of a level on the wire (section 4.5), 0 the highest and 4 a routine call.
    ///
    /// Only 1 and 2 speak for themselves: servers without precedence leave the field at 0
    /// (Asterisk, FreeSWITCH), and chan-sccp writes 3 for every call. Those two count when
    /// something else about the call says the same: `proved`.
    pub(crate) const fn of_level(level: u32, proved: bool) -> Self {
        match level {
            0 if proved => Self::FlashOverride,
            1 => Self::Flash,
            2 => Self::Immediate,
            3 if proved => Self::Priority,
            _ => Self::Routine,
        }
    }

    /// Its name for people; empty for a routine call.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Routine => "",
            Self::Priority => "Priority",
            Self::Immediate => "Immediate",
            Self::Flash => "Flash",
            Self::FlashOverride => "Flash override",
        }
    }
}

/// How much of a call the server lets others see (`privacy` of CallState, section 4.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// All.
    #[default]
    Open,
    /// That there is one, not with whom.
    Limited,
    /// Nothing: it is in no list, and not shown when it is on another phone.
    Hidden,
}

impl Privacy {
    /// The privacy of a number on the wire.
    pub(crate) const fn from_code(code: u32) -> Self {
        match code {
            1 => Self::Limited,
            2 => Self::Hidden,
            _ => Self::Open,
        }
    }
}

/// What somebody whose state is watched is doing (busy lamp field, section 4.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// The server does not know.
    #[default]
    Unknown,
    /// On hook.
    Idle,
    /// In a call.
    InUse,
    /// Wants no calls.
    DoNotDisturb,
    /// It rings there.
    Alerting,
}

impl Presence {
    /// It in a word or two of English; nothing where it is not known.
    pub const fn words(self) -> Option<&'static str> {
        match self {
            Self::Unknown => None,
            Self::Idle => Some("free"),
            Self::InUse => Some("in a call"),
            Self::DoNotDisturb => Some("do not disturb"),
            Self::Alerting => Some("ringing"),
        }
    }

    /// The presence of a status on the wire.
    pub(crate) const fn from_status(status: u32) -> Self {
        match status {
            1 => Self::Idle,
            2 => Self::InUse,
            3 => Self::DoNotDisturb,
            4 => Self::Alerting,
            _ => Self::Unknown,
        }
    }
}

/// The colour of a button's lamp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LampColour {
    /// None was told and none follows: dark, or the lamp's own.
    #[default]
    None,
    /// A call of this phone.
    Green,
    /// In use elsewhere.
    Red,
    /// It rings, reminds, or a feature is on.
    Amber,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_that_servers_leave_there_needs_proof() {
        assert_eq!(Precedence::of_level(0, false), Precedence::Routine);
        assert_eq!(Precedence::of_level(3, false), Precedence::Routine);
        assert_eq!(Precedence::of_level(0, true), Precedence::FlashOverride);
        assert_eq!(Precedence::of_level(3, true), Precedence::Priority);
        assert_eq!(Precedence::of_level(1, false), Precedence::Flash);
        assert_eq!(Precedence::of_level(4, true), Precedence::Routine);
    }
}
