//! One call: what the server said about it.

use crate::display::Prompt;
use crate::softkeys::KeySelection;
use crate::{Call, CallState, Direction, Moment, Security};

/// One call.
#[derive(Clone, Debug)]
pub(crate) struct CallEntry {
    pub(crate) call_reference: u32,
    pub(crate) line_instance: u32,
    pub(crate) state: CallState,
    pub(crate) state_since: Moment,
    pub(crate) connected_at: Option<Moment>,
    pub(crate) direction: Direction,
    pub(crate) remote_name: String,
    pub(crate) remote_number: String,
    pub(crate) via: String,
    pub(crate) prompt: Prompt,
    pub(crate) keys: Option<KeySelection>,
    /// Digits dialled, or the number the server says was dialled.
    pub(crate) dialled: String,
    pub(crate) selected: bool,
    pub(crate) security: Security,
    /// It rang here.
    pub(crate) rang: bool,
    /// It is in use on another phone of a shared line.
    pub(crate) elsewhere: bool,
    /// What the server wants in the call lists (`CallHistoryInfo`).
    pub(crate) disposition: Option<u32>,
    /// The state was derived from lamp and media, not told by the server.
    pub(crate) hold_derived: bool,
    /// Calls are listed in the order they came.
    pub(super) order: u64,
}

impl CallEntry {
    /// The call as the screen shows it.
    pub(crate) fn shown(&self, receiving: bool, transmitting: bool) -> Call {
        Call {
            call_reference: self.call_reference,
            line_instance: self.line_instance,
            state: self.state,
            direction: self.direction,
            remote_name: self.remote_name.clone(),
            remote_number: self.remote_number.clone(),
            via: self.via.clone(),
            connected_at: self.connected_at,
            state_since: self.state_since,
            prompt: self.prompt.text().to_owned(),
            selected: self.selected,
            security: self.security,
            receiving,
            transmitting,
        }
    }

    /// Take a new state.
    pub(crate) fn change(&mut self, state: CallState, now: Moment) {
        self.state_since = now;
        self.state = state;
        self.hold_derived = false;
        self.rang |= state.is_ringing();
        self.elsewhere |= state == CallState::CallRemoteMultiline;
        match state {
            CallState::Connected => {
                self.connected_at.get_or_insert(now);
            }
            CallState::OffHook if !self.rang && self.direction == Direction::Unknown => {
                self.direction = Direction::Outbound;
            }
            state if state.is_ringing() && self.direction == Direction::Unknown => {
                self.direction = Direction::Inbound;
            }
            _ => {}
        }
    }
}

impl CallState {
    /// The state of a number on the wire (section 4.5).
    pub const fn from_code(code: u32) -> Self {
        match code {
            0 => Self::Idle,
            1 => Self::OffHook,
            2 => Self::OnHook,
            3 => Self::RingOut,
            4 => Self::RingIn,
            5 => Self::Connected,
            6 => Self::Busy,
            7 => Self::Congestion,
            8 => Self::Hold,
            9 => Self::CallWaiting,
            10 => Self::CallTransfer,
            11 => Self::CallPark,
            12 => Self::Proceed,
            13 => Self::CallRemoteMultiline,
            14 => Self::InvalidNumber,
            15 => Self::HoldRevert,
            16 => Self::Whisper,
            17 => Self::RemoteHold,
            other => Self::Other(other),
        }
    }

    /// It rings here and can be answered.
    pub const fn is_ringing(self) -> bool {
        matches!(self, Self::RingIn | Self::CallWaiting)
    }

    /// The phone is off hook for it: it dials, is being put through, talks or hears why not.
    pub const fn is_active(self) -> bool {
        matches!(
            self,
            Self::OffHook
                | Self::RingOut
                | Self::Connected
                | Self::Busy
                | Self::Congestion
                | Self::CallTransfer
                | Self::Proceed
                | Self::InvalidNumber
                | Self::Whisper
        )
    }

    /// It is held on this phone.
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Hold | Self::HoldRevert)
    }

    /// The call is over.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Idle | Self::OnHook)
    }
}
