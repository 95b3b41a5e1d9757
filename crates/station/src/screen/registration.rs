//! Where the phone stands with its call server, as the screen says it.

use serde::{Deserialize, Serialize};

/// Where the phone stands with its call server.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    /// The state as a machine reads it.
    pub state: RegistrationState,
    /// The state as a person reads it: what is being done, with whom, what failed and why.
    pub text: String,
    /// Why the last attempt failed, while the next one is waited for: the server's own words where
    /// it refused, and empty when it gave none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// `host:port` of the server in use or next in turn; empty when none is set.
    pub server: String,
    /// `host:port` of the server that a standby connection is open to; empty without one.
    #[serde(default)]
    pub standby: String,
    /// The protocol version agreed on; 0 before registration.
    pub protocol_version: u8,
}

/// The steps from nothing to a registered phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationState {
    /// Not started, or left.
    #[default]
    Offline,
    /// The TCP connection is being opened.
    Connecting,
    /// Register is sent, the answer is awaited.
    Registering,
    /// Registered; templates and lines are being asked for.
    Configuring,
    /// Ready for calls.
    Registered,
    /// The server refused; the next attempt is scheduled.
    Rejected,
    /// The connection failed or was lost; the next attempt is scheduled, or comes when the
    /// call that goes on without a server has ended.
    Waiting,
    /// Calls are being ended, or Unregister is sent.
    Unregistering,
}
