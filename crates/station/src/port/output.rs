//! What goes out, to be carried out in order.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{CallLog, Event, Screen, StandbyId, VoiceCommand};
#[cfg(doc)]
use crate::{Input, Intent, StationConfig};

/// Something to carry out, in this order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// Open a TCP connection to this server (`host:port`); answer with `Connected` or `ConnectFailed`.
    Connect {
        /// `host:port`.
        server: String,
    },
    /// Send one whole frame, with one write.
    Send(#[serde(with = "crate::port::hexadecimal")] Vec<u8>),
    /// Close the connection, after what was sent. No `Disconnected` follows.
    Disconnect,
    /// Something for a standby connection; answered by [`Input::Standby`].
    Standby {
        /// Which one; a new one with [`StandbyOrder::Connect`].
        standby: StandbyId,
        /// What to do with it.
        order: StandbyOrder,
    },
    /// An open standby connection becomes the connection: what comes on it is
    /// [`Input::Received`] from now on. There is no other connection at that time.
    TakeOver {
        /// Which one.
        standby: StandbyId,
    },
    /// Something for the voice path.
    Voice(VoiceCommand),
    /// The screen changed; every change is given, in order.
    Screen(Arc<Screen>),
    /// Something worth telling that a screen does not say.
    Event(Event),
    /// The call lists changed; given to [`StationConfig::call_log`] they are there again at the
    /// next start.
    CallLog(Arc<CallLog>),
    /// Write what goes over the network into a file from now on, or stop that; answer with
    /// [`Input::Trace`].
    Trace(bool),
    /// The phone has left: unregistered and disconnected after [`Intent::Quit`].
    Finished,
}

/// What to do with a standby connection; the same as with the connection itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandbyOrder {
    /// Open it to this server; answer with `Connected` or `ConnectFailed`.
    Connect {
        /// `host:port`.
        server: String,
    },
    /// Send one whole frame, with one write.
    Send(#[serde(with = "crate::port::hexadecimal")] Vec<u8>),
    /// Close it, after what was sent. No `Disconnected` follows.
    Disconnect,
}
