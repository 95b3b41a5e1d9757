//! A bad network between this phone and the others, when somebody asks for one: what is
//! sent and what comes in is lost, late, twice or out of order as `netem` has it.
//!
//! Groups (multicast) are left alone.

use std::net::SocketAddr;
use std::time::Duration;

use netem::{Impairment, Network};

/// The sending direction draws its chance from a seed of its own.
const OTHER_SEED: u64 = 0x5e_7d;

/// Datagrams on their way in either direction for which there is memory from the start: a
/// second and more of a call.
const UNDER_WAY: usize = 64;

/// Longest datagram that is looked at, bytes; an Ethernet frame's.
pub(super) const MAX_DATAGRAM: usize = 1500;

/// A datagram on its way; it holds its bytes itself, since the media thread does not allocate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Datagram {
    /// The stream it belongs to.
    pub(super) stream: u32,
    /// A report (RTCP) instead of sound.
    pub(super) control: bool,
    /// Where it came from, or goes to.
    pub(super) peer: SocketAddr,
    length: usize,
    bytes: [u8; MAX_DATAGRAM],
}

impl Datagram {
    /// A copy of these bytes, of the first [`MAX_DATAGRAM`] at most.
    pub(super) fn new(stream: u32, peer: SocketAddr, datagram: &[u8]) -> Self {
        let length = datagram.len().min(MAX_DATAGRAM);
        let mut bytes = [0; MAX_DATAGRAM];
        bytes[..length].copy_from_slice(&datagram[..length]);
        Self {
            stream,
            control: false,
            peer,
            length,
            bytes,
        }
    }

    /// A copy of this report.
    pub(super) fn report(stream: u32, peer: SocketAddr, report: &[u8]) -> Self {
        Self {
            control: true,
            ..Self::new(stream, peer, report)
        }
    }

    /// What it carries.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Both directions. Times are since the start of the media thread.
pub(super) struct Faults {
    incoming: Network<Datagram>,
    outgoing: Network<Datagram>,
}

impl Faults {
    /// A network that does this in either direction.
    pub(super) fn new(impairment: Impairment) -> Self {
        let other = Impairment {
            seed: impairment.seed ^ OTHER_SEED,
            ..impairment.clone()
        };
        Self {
            incoming: Network::with_capacity(impairment, UNDER_WAY),
            outgoing: Network::with_capacity(other, UNDER_WAY),
        }
    }

    /// A datagram came in at a socket.
    pub(super) fn came(&mut self, datagram: Datagram, now: Duration) {
        let length = datagram.length;
        self.incoming.send(datagram, length, now);
    }

    /// A datagram is to be sent.
    pub(super) fn leaves(&mut self, datagram: Datagram, now: Duration) {
        let length = datagram.length;
        self.outgoing.send(datagram, length, now);
    }

    /// The next datagram that has come in by now.
    pub(super) fn next_in(&mut self, now: Duration) -> Option<Datagram> {
        self.incoming.poll(now)
    }

    /// The next datagram to send by now.
    pub(super) fn next_out(&mut self, now: Duration) -> Option<Datagram> {
        self.outgoing.poll(now)
    }

    /// When the next datagram of either direction is through.
    pub(super) fn deadline(&self) -> Option<Duration> {
        let both = [self.incoming.deadline(), self.outgoing.deadline()];
        both.into_iter().flatten().min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_are_late_and_lose_packets_of_their_own() {
        let impairment: Impairment = "loss=50%,delay=30ms".parse().expect("a good impairment");
        let mut faults = Faults::new(impairment);
        let peer = SocketAddr::from(([127, 0, 0, 1], 4000));
        let packet = |stream| Datagram::new(stream, peer, &[0; 172]);
        for stream in 0..200 {
            faults.came(packet(stream), Duration::ZERO);
            faults.leaves(packet(stream), Duration::ZERO);
        }
        let through = Duration::from_millis(30);
        assert_eq!(faults.deadline(), Some(through));
        assert_eq!(faults.next_in(Duration::from_millis(29)), None);
        let streams = |next: &mut dyn FnMut() -> Option<Datagram>| {
            std::iter::from_fn(next)
                .map(|datagram| datagram.stream)
                .collect::<Vec<u32>>()
        };
        let came = streams(&mut || faults.next_in(through));
        let left = streams(&mut || faults.next_out(through));
        assert!((60..140).contains(&came.len()), "{}", came.len());
        assert_ne!(came, left, "each direction has its own fate");
        assert_eq!(faults.deadline(), None);
    }
}
