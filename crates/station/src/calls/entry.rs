//! One call: what the server said about it.

use std::time::Duration;

use crate::display::Prompt;
use crate::keys::KeySelection;
use crate::{Call, CallState, Direction, Moment, Precedence, Privacy, Security};

/// A connection that is shorter before the call is elsewhere was none: no person does it.
const NEVER_TALKED: Duration = Duration::from_millis(200);

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
    /// It was dialled, answered or resumed here.
    pub(crate) ours: bool,
    /// It was at some time on another phone of a shared line.
    pub(crate) elsewhere: bool,
    /// What the server wants in the call lists (`CallHistoryInfo`).
    pub(crate) disposition: Option<u32>,
    /// The state was derived from lamp and media, not told by the server.
    pub(crate) hold_derived: bool,
    /// It is recorded (`RecordingStatus`).
    pub(crate) recorded: bool,
    /// What of it the server lets be seen.
    pub(crate) privacy: Privacy,
    /// Level of precedence on the wire.
    pub(crate) precedence_level: u32,
    /// A ring or tone of precedence came with it.
    pub(crate) precedence_proved: bool,
    /// When it came: when it rang, or was dialled.
    pub(crate) began_at: Moment,
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
            recorded: self.recorded,
            privacy: self.privacy,
            precedence: self.precedence(),
        }
        .without_what_is_private()
    }

    /// How urgent it is.
    pub(crate) const fn precedence(&self) -> Precedence {
        Precedence::of_level(self.precedence_level, self.precedence_proved)
    }

    /// It is on this phone, not on another one of the line. Old phones are told as held what
    /// another phone holds.
    pub(crate) const fn is_here(&self) -> bool {
        !(self.state.is_elsewhere() || self.state.is_held() && !self.ours)
    }

    /// It is on another phone of the line, and whoever talks there wants nothing of it seen.
    pub(crate) fn is_hidden(&self) -> bool {
        self.state.is_elsewhere() && self.privacy == Privacy::Hidden
    }

    /// Take a new state.
    pub(crate) fn change(&mut self, state: CallState, now: Moment) {
        // Some servers say that a call which another phone has answered is connected, for no
        // longer than it takes to say that it is in use elsewhere: so it is not missed.
        if state == CallState::CallRemoteMultiline
            && self.state == CallState::Connected
            && self.connected_at == Some(self.state_since)
            && now.since(self.state_since) < NEVER_TALKED
        {
            self.connected_at = None;
            self.ours = false;
        }
        if self.state == CallState::Idle {
            self.began_at = now;
        }
        self.state_since = now;
        self.state = state;
        self.hold_derived = false;
        self.rang |= state.is_ringing();
        self.ours |= state.is_active();
        self.elsewhere |= state.is_elsewhere();
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

impl Call {
    /// Without the names and numbers that are not for this phone.
    fn without_what_is_private(mut self) -> Self {
        if self.state.is_elsewhere() && self.privacy != Privacy::Open {
            self.remote_name.clear();
            self.remote_number.clear();
            self.via.clear();
        }
        self
    }
}
