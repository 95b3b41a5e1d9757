//! Calls as the screen lists them.

use serde::{Deserialize, Serialize};

use crate::{Moment, Precedence, Privacy};

/// A call as shown in the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The server's number for the call.
    pub call_reference: u32,
    /// The line it is on, 1 the first; 0 when the server did not say.
    pub line_instance: u32,
    /// Its state, by the server's word.
    pub state: CallState,
    /// Who called whom.
    pub direction: Direction,
    /// Name of the other side; empty when unknown.
    pub remote_name: String,
    /// Number of the other side; empty when unknown.
    pub remote_number: String,
    /// Who it was first meant for, or was forwarded by; empty when nobody.
    pub via: String,
    /// When it was connected first; a hold does not change it, nothing before.
    pub connected_at: Option<Moment>,
    /// When the present state began.
    pub state_since: Moment,
    /// Its prompt; empty when the server gave none.
    pub prompt: String,
    /// Marked by the Select key.
    pub selected: bool,
    /// Signalling and media security as the server says.
    pub security: Security,
    /// Sound is received.
    pub receiving: bool,
    /// Sound is sent.
    pub transmitting: bool,
    /// It is recorded, as the server says.
    #[serde(default)]
    pub recorded: bool,
    /// What of it the server lets be seen.
    #[serde(default)]
    pub privacy: Privacy,
    /// How urgent it is.
    #[serde(default)]
    pub precedence: Precedence,
}

/// State of a call (section 4.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CallState {
    /// No call.
    #[default]
    Idle,
    /// Off hook, dialling.
    OffHook,
    /// Over.
    OnHook,
    /// The far end rings.
    RingOut,
    /// It rings here.
    RingIn,
    /// Talking.
    Connected,
    /// The far end is busy.
    Busy,
    /// No way through.
    Congestion,
    /// Held by this phone.
    Hold,
    /// It knocks while another call is on.
    CallWaiting,
    /// Being transferred.
    CallTransfer,
    /// Parked.
    CallPark,
    /// Number complete, being routed.
    Proceed,
    /// The line is in use on another phone.
    CallRemoteMultiline,
    /// No such number.
    InvalidNumber,
    /// Held for long: reminds.
    HoldRevert,
    /// Intercom, one way.
    Whisper,
    /// Held on another phone.
    RemoteHold,
    /// A state this phone has no name for.
    Other(u32),
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

    /// It is on another phone of the line.
    pub const fn is_elsewhere(self) -> bool {
        matches!(self, Self::CallRemoteMultiline | Self::RemoteHold)
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

/// Who called whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Not told yet.
    #[default]
    Unknown,
    /// They called.
    Inbound,
    /// This phone called.
    Outbound,
    /// Forwarded here.
    Forwarded,
}

/// Security of a call (`callSecurityStatus`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// Not told.
    #[default]
    Unknown,
    /// Open.
    NotAuthenticated,
    /// Signalling is authenticated.
    Authenticated,
    /// Signalling and media are encrypted.
    Encrypted,
}
