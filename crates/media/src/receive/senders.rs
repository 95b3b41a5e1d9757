//! Whose packets a receiver takes.
//!
//! Normally those of the announced peer and nobody else's. Where nobody is announced, or
//! anyone may send (a multicast group), one sender is heard at a time: sounds of two
//! sources in turn would be neither.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use crate::packet::Packet;

/// How long the one who is heard may pause before another one is: longer than any loss that
/// concealment bridges, shorter than a pause that a listener waits through.
const FLOOR: Duration = Duration::from_secs(1);

/// Whose packets are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Senders {
    /// Nobody's: the peer is not announced yet.
    #[default]
    Nobody,
    /// Those of this peer.
    Peer(SocketAddr),
    /// Those of either: the peer is announced with two addresses, one that it sends from and
    /// one that it listens at.
    Peers(SocketAddr, SocketAddr),
    /// Those of the first who sends the agreed codec, from this machine if one is given, and
    /// of nobody else afterwards.
    First(Option<IpAddr>),
    /// Anyone's, one sender at a time.
    Anyone,
}

/// Whether a datagram is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Admission {
    Welcome,
    Stranger,
    Unannounced,
}

/// Stands before the receiver.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gate {
    senders: Senders,
    heard: Option<Heard>,
}

/// Who is heard where that is not announced.
#[derive(Clone, Copy, Debug)]
struct Heard {
    from: SocketAddr,
    ssrc: u32,
    last: Duration,
}

impl Gate {
    pub(super) fn new(senders: Senders) -> Self {
        Self {
            senders,
            heard: None,
        }
    }

    /// The sender that was found, where none is announced.
    pub(super) fn found(&self) -> Option<SocketAddr> {
        self.heard.map(|heard| heard.from)
    }

    /// Decides about a datagram; `packet` is what it holds, if it is RTP, and `sounds` whether
    /// that is sound of the agreed codec.
    pub(super) fn admit(
        &mut self,
        from: SocketAddr,
        packet: Option<&Packet<'_>>,
        sounds: bool,
        at: Duration,
    ) -> Admission {
        let speaker = packet.map(|packet| (from, packet.ssrc));
        let welcome = match self.senders {
            Senders::Nobody => return Admission::Unannounced,
            Senders::Peer(peer) => peer == from,
            Senders::Peers(one, other) => one == from || other == from,
            Senders::First(machine) => {
                machine.is_none_or(|machine| machine == from.ip())
                    && speaker.is_some_and(|speaker| self.has_floor(speaker, sounds, at, true))
            }
            Senders::Anyone => {
                speaker.is_some_and(|speaker| self.has_floor(speaker, sounds, at, false))
            }
        };
        if welcome {
            Admission::Welcome
        } else {
            Admission::Stranger
        }
    }

    /// Whether this sender is the one who is heard, or becomes it; `locked`: the address stays.
    fn has_floor(
        &mut self,
        (from, ssrc): (SocketAddr, u32),
        sounds: bool,
        at: Duration,
        locked: bool,
    ) -> bool {
        let has = match self.heard {
            None => sounds,
            Some(heard) if (heard.from, heard.ssrc) == (from, ssrc) => true,
            Some(heard) => {
                let silent = at.saturating_sub(heard.last) > FLOOR;
                silent && sounds && (!locked || heard.from == from)
            }
        };
        if has {
            self.heard = Some(Heard {
                from,
                ssrc,
                last: at,
            });
        }
        has
    }
}
