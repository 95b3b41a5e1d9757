//! Whose sound a stream takes that the server announces nobody for.
//!
//! A stream takes packets from the announced peer only: the one that OpenReceiveChannel
//! or StartMediaTransmission names. Hold music and announcements of a CallManager
//! come from a peer that no message names: the channel is opened and nothing is to be
//! sent. Such a stream takes the first sender that has the right codec, and locks onto it.

use std::net::SocketAddr;
use std::time::Duration;

use super::{Receive, Stream};
use crate::{ExpectedSender, Moment, Station, VoiceCommand};

/// How long a stream waits for its peer to be announced before it takes the first sender.
///
/// Servers answer the acknowledgement of a talk with StartMediaTransmission at once, or when
/// the far end has acknowledged too; so the first sender is taken only where nobody is ever
/// announced. Longer, and announcements would lose their first word.
const LATCH_AFTER: Duration = Duration::from_millis(250);

impl Stream {
    /// The stream is open: somebody should be announced for it soon, or never.
    pub(super) fn await_announcement(&mut self, now: Moment) {
        if self.waits_for_announcement() {
            self.latch_at = Some(now + LATCH_AFTER);
        }
    }

    fn waits_for_announcement(&self) -> bool {
        self.receive == Receive::Open
            && self.group.is_none()
            && self.source.is_none()
            && self.transmit.is_none()
    }
}

impl super::Streams {
    /// When a stream stops waiting for its peer to be announced.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        self.by_party
            .values()
            .filter_map(|stream| stream.latch_at)
            .min()
    }

    /// The peer of a call whose two directions have different names: where another stream
    /// of the call, which itself receives nothing, sends to.
    fn peer_of_call(&self, party: u32) -> Option<SocketAddr> {
        let call_reference = self.call_of_party(party).filter(|call| *call != 0)?;
        let other = self.by_party.iter().find(|(other, stream)| {
            **other != party
                && stream.call_reference == call_reference
                && stream.receive == Receive::Closed
                && stream.transmit.is_some()
        });
        let remote = other?.1.transmit?.remote;
        (!remote.ip().is_multicast()).then_some(remote)
    }
}

impl Station {
    /// The voice path takes these packets from now on.
    pub(super) fn accept_from(&mut self, party: u32, sender: ExpectedSender) {
        self.voice(VoiceCommand::AcceptFrom {
            stream: party,
            sender,
        });
    }

    /// A call sends somewhere: a stream of the same call that only receives hears that peer.
    pub(super) fn expect_peer_of_call(&mut self, sending: u32) {
        let call_reference = self.streams.call_of_party(sending);
        let streams = self.streams.by_party.iter();
        let waiting: Vec<u32> = streams
            .filter(|(_, stream)| Some(stream.call_reference) == call_reference)
            .filter(|(_, stream)| stream.waits_for_announcement())
            .map(|(party, _)| *party)
            .collect();
        for party in waiting {
            let Some(peer) = self.streams.peer_of_call(party) else {
                continue;
            };
            if let Some(stream) = self.streams.by_party.get_mut(&party) {
                stream.latch_at = None;
            }
            self.accept_from(party, ExpectedSender::Peer(peer));
        }
    }

    /// Streams that nobody was announced for in time.
    pub(crate) fn expire_streams(&mut self) {
        let now = self.now;
        let streams = self.streams.by_party.iter_mut();
        let late: Vec<u32> = streams
            .filter(|(_, stream)| stream.latch_at.is_some_and(|at| at <= now))
            .map(|(party, stream)| {
                stream.latch_at = None;
                *party
            })
            .collect();
        for party in late {
            let sender = match self.streams.peer_of_call(party) {
                Some(peer) => ExpectedSender::Peer(peer),
                None => ExpectedSender::First(None),
            };
            self.accept_from(party, sender);
        }
    }
}
