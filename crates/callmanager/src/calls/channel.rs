//! The channel of a leg: where its sound goes, and what was agreed with the phone about that.

use std::net::{SocketAddr, SocketAddrV4};

use crate::calls::Keys;
use crate::port::{Source, StreamId};

/// Where a leg's sound comes from and goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Path {
    /// Nowhere.
    #[default]
    None,
    /// The phone of that leg, directly.
    Direct(u32),
    /// A stream of the server.
    Stream(Source),
    /// A multicast group, to listen only.
    Group(SocketAddrV4),
}

/// The phone's side of receiving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Receive {
    /// Not asked for.
    #[default]
    Closed,
    /// OpenReceiveChannel is sent, its acknowledgement is awaited.
    Opening,
    /// The phone receives there.
    Open(SocketAddr),
}

/// What was agreed with the phone about one path.
#[derive(Clone, Debug, Default)]
pub(crate) struct Channel {
    pub(crate) path: Path,
    /// `passThroughPartyId`, a new one for each path.
    pub(crate) party: u32,
    pub(crate) codec: u32,
    pub(crate) ptime_ms: u32,
    pub(crate) receive: Receive,
    /// With which keys, when it is encrypted.
    pub(crate) keys: Option<Keys>,
    /// Where the phone was told to send.
    pub(crate) sending: Option<SocketAddr>,
    /// Where the server's stream of this path receives, once its port is open.
    pub(crate) stream_address: Option<SocketAddr>,
    /// Whether the server's stream was started.
    pub(crate) stream_started: bool,
}

impl Channel {
    /// The server's stream of this path.
    pub(crate) fn stream(&self) -> Option<StreamId> {
        matches!(self.path, Path::Stream(_)).then_some(StreamId(self.party))
    }
}
