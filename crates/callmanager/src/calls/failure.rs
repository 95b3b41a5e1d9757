//! Why a call came to nothing, and what the caller hears and reads of that.

use sccp::{CallStateCode, DeviceTone};

/// Why a call did not come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The far end is talking, or refused.
    Busy,
    /// No such number.
    Unknown,
    /// The number is a phone's which is not registered now.
    Unavailable,
    /// It rang in vain.
    NoAnswer,
    /// No codec in common, or a stream could not be opened.
    Media,
    /// Off hook without dialling.
    NoDigits,
    /// Nothing rings that could be picked up.
    NoPickUp,
    /// No call is parked there.
    NotParked,
    /// It was sent on too often, or in a circle.
    ForwardLoop,
    /// No meeting is open under the number, or it cannot be opened.
    MeetMe,
    /// The conference has no room.
    ConferenceFull,
}

impl Failure {
    pub(crate) const fn tone(self) -> DeviceTone {
        match self {
            Self::Busy => DeviceTone::LINE_BUSY_TONE,
            _ => DeviceTone::REORDER_TONE,
        }
    }

    /// The state shown for it; none when the call stays off hook.
    pub(crate) const fn call_state(self) -> Option<CallStateCode> {
        match self {
            Self::Busy => Some(CallStateCode::BUSY),
            Self::Unknown => Some(CallStateCode::INVALID_NUMBER),
            Self::Unavailable
            | Self::NoAnswer
            | Self::Media
            | Self::ForwardLoop
            | Self::MeetMe
            | Self::ConferenceFull => Some(CallStateCode::CONGESTION),
            Self::NoDigits | Self::NoPickUp | Self::NotParked => None,
        }
    }

    /// The prompt for it: phrases of the dictionary where there are some.
    pub(crate) const fn prompt(self) -> &'static [u8] {
        match self {
            Self::Busy => b"\x80\x19",
            Self::Unknown => b"\x80\x38",
            Self::Unavailable | Self::Media => b"\x80\x23",
            Self::NoAnswer => b"No answer",
            Self::NoDigits => b"\x80\x14",
            Self::NoPickUp => b"\x80\x5F",
            Self::NotParked => b"\x1E\x40",
            Self::ForwardLoop => b"\x1E\x3A",
            Self::MeetMe => b"\x1E\x3F",
            Self::ConferenceFull => b"\x80\x2C",
        }
    }
}
