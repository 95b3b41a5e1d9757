//! The machine's own network, watched from the address of the connection.
//!
//! TCP says nothing when a cable is pulled or an address taken away: it waits. So the
//! phone looks at the interfaces itself every so often, which costs little and works
//! on every system. It sends nothing for it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::time::Duration;

use if_addrs::get_if_addrs;
use station::NetworkNews;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often to look: nobody waits much longer than this for the phone to see what happened.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The times to look.
pub(crate) fn looks() -> Interval {
    let mut looks = interval(LOOK_EVERY);
    // One look is enough after a sleep.
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    looks
}

/// How the connection's own address is found at a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// On an interface that is up.
    Here,
    /// Gone, but this other one leads to the server.
    Other(IpAddr),
    /// Gone, or its interface is down, and nothing else leads to the server.
    NoWay,
}

/// Watches the network between the phone and its server.
#[derive(Debug)]
pub(crate) struct Network {
    /// Both ends of the connection that was open last.
    ends: (SocketAddr, SocketAddr),
    lost: bool,
}

impl Network {
    /// Watches the way of this connection; none when it does not leave the machine.
    pub(crate) fn of(local: SocketAddr, peer: SocketAddr) -> Option<Self> {
        let stays = local.ip().to_canonical().is_loopback();
        (!stays).then_some(Self {
            ends: (local, peer),
            lost: false,
        })
    }

    /// What has changed since the last look.
    pub(crate) fn look(&mut self) -> Option<NetworkNews> {
        let found = find(self.ends.0.ip().to_canonical(), self.ends.1);
        self.compare(found)
    }

    fn compare(&mut self, found: Found) -> Option<NetworkNews> {
        let from = self.ends.0.ip().to_canonical();
        match found {
            Found::Here => std::mem::take(&mut self.lost).then_some(NetworkNews::Back),
            Found::NoWay => (!std::mem::replace(&mut self.lost, true)).then_some(NetworkNews::Lost),
            Found::Other(to) => {
                self.lost = false;
                // Told once; the next connection is from there.
                self.ends.0.set_ip(to);
                Some(NetworkNews::AddressChanged { from, to })
            }
        }
    }
}

fn find(local: IpAddr, peer: SocketAddr) -> Found {
    let Ok(interfaces) = get_if_addrs() else {
        // Whoever cannot look sees no change.
        return Found::Here;
    };
    let mine = interfaces.iter().find(|interface| interface.ip() == local);
    if mine.is_some_and(|interface| interface.is_oper_up()) {
        return Found::Here;
    }
    match way_to(peer) {
        Some(way) if way != local && is_usable(way, &interfaces) => Found::Other(way),
        _ => Found::NoWay,
    }
}

/// An address on an interface that is up.
fn is_usable(address: IpAddr, interfaces: &[if_addrs::Interface]) -> bool {
    interfaces
        .iter()
        .any(|interface| interface.ip() == address && interface.is_oper_up())
}

/// The own address that packets to this peer would have, by the system's routes.
fn way_to(peer: SocketAddr) -> Option<IpAddr> {
    let any: IpAddr = match peer {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    // Connecting a datagram socket sends nothing.
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect(peer).ok()?;
    let way = socket.local_addr().ok()?.ip().to_canonical();
    (!way.is_unspecified() && !way.is_loopback()).then_some(way)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: [u8; 4] = [192, 0, 2, 10];

    fn network() -> Network {
        let local = SocketAddr::from((FROM, 50_000));
        let peer = SocketAddr::from(([192, 0, 2, 1], 2000));
        Network::of(local, peer).expect("it leaves the machine")
    }

    #[test]
    fn each_change_is_told_once() {
        let mut network = network();
        assert_eq!(network.compare(Found::Here), None);
        assert_eq!(network.compare(Found::NoWay), Some(NetworkNews::Lost));
        assert_eq!(network.compare(Found::NoWay), None);
        assert_eq!(network.compare(Found::Here), Some(NetworkNews::Back));
        assert_eq!(network.compare(Found::Here), None);
        let (from, to) = (IpAddr::from(FROM), IpAddr::from([198, 51, 100, 7]));
        let changed = NetworkNews::AddressChanged { from, to };
        assert_eq!(network.compare(Found::NoWay), Some(NetworkNews::Lost));
        assert_eq!(network.compare(Found::Other(to)), Some(changed));
        assert_eq!(network.compare(Found::Here), None);
    }

    #[test]
    fn what_stays_in_the_machine_needs_no_network() {
        let end = |port| SocketAddr::from(([127, 0, 0, 1], port));
        assert!(Network::of(end(1), end(2)).is_none());
    }

    #[test]
    fn an_address_that_no_interface_has_is_gone() {
        // From the block for documentation: nobody has it.
        let peer = SocketAddr::from(([127, 0, 0, 1], 2000));
        assert_eq!(find(IpAddr::from(FROM), peer), Found::NoWay);
        assert_eq!(find(IpAddr::from([127, 0, 0, 1]), peer), Found::Here);
    }
}
