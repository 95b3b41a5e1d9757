//! What comes in: from the network, the person, the voice path, and time itself.

use std::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

#[cfg(doc)]
use crate::Output;
use crate::{Intent, Moment, VoiceReport};

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// Nothing but time: the deadline has come (or the phone starts).
    Tick,
    /// The connection that [`Output::Connect`] asked for is open.
    Connected {
        /// Own address of the connection: the one to announce for media.
        local: SocketAddr,
        /// The server's address.
        peer: SocketAddr,
    },
    /// The connection could not be opened.
    ConnectFailed {
        /// Why, in words.
        reason: String,
    },
    /// The connection is gone.
    Disconnected {
        /// Why, in words.
        reason: String,
    },
    /// Bytes from the server, cut anyhow.
    Received(#[serde(with = "crate::port::hexadecimal")] Vec<u8>),
    /// A wish of the person.
    Intent(Intent),
    /// News from the voice path.
    Voice(VoiceReport),
    /// News of a standby connection, which [`Output::Standby`] asked for.
    Standby {
        /// Which one.
        standby: StandbyId,
        /// What happened to it.
        news: StandbyNews,
    },
    /// News of the machine's own network.
    Network(NetworkNews),
    /// News of the trace, which [`Output::Trace`] asked for, or which was there from the start.
    Trace(TraceNews),
}

/// A connection beside the one of the registration, to a server that the phone may need next
/// or go home to. A number is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StandbyId(pub u32);

/// What happens to a standby connection; the same as to the connection itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandbyNews {
    /// It is open.
    Connected {
        /// Own address of the connection.
        local: SocketAddr,
        /// The server's address.
        peer: SocketAddr,
    },
    /// It could not be opened.
    ConnectFailed {
        /// Why, in words.
        reason: String,
    },
    /// It is gone.
    Disconnected {
        /// Why, in words.
        reason: String,
    },
    /// Bytes from the server, cut anyhow.
    Received(#[serde(with = "crate::port::hexadecimal")] Vec<u8>),
}

/// What happens to the machine's own network, seen from the open connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetworkNews {
    /// The interface of the connection is down, or its address is gone and no other leads to
    /// the server.
    Lost,
    /// After [`NetworkNews::Lost`]: there is a way to the server again, from the same address
    /// or without a connection that would have had another.
    Back,
    /// The address of the connection is gone; the server is reached from another one now.
    AddressChanged {
        /// Own address of the connection.
        from: IpAddr,
        /// The one that leads to the server now.
        to: IpAddr,
    },
}

/// What becomes of a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TraceNews {
    /// It is written.
    Began {
        /// Into this file.
        file: String,
    },
    /// It is whole.
    Ended,
    /// It cannot be written, or not any longer.
    Failed {
        /// Why, in words.
        reason: String,
    },
}

/// An input with its time: a line of a recording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimedInput {
    /// When it came.
    pub at: Moment,
    /// What came.
    pub input: Input,
}
