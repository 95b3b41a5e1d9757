//! Multicast groups: a socket that hears one, and what sending to one needs.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use mio::net::UdpSocket;
use mio::{Interest, Registry, Token};
use socket2::{Domain, Protocol, SockRef, Socket, Type};

use super::sockets::Port;

/// Routers that a packet to a group may pass: those of a large site, and not the world's.
const HOPS: u32 = 16;

/// Opens a socket that hears what is sent to the group on the network of this address.
pub(super) fn join(
    group: SocketAddr,
    local_ip: IpAddr,
    token: Token,
    registry: &Registry,
) -> io::Result<Port> {
    let socket = Socket::new(Domain::for_address(group), Type::DGRAM, Some(Protocol::UDP))?;
    // Other phones of this machine may hear the same group.
    socket.set_reuse_address(true)?;
    #[cfg(all(unix, not(target_os = "linux"), not(target_os = "android")))]
    socket.set_reuse_port(true)?;
    socket.set_nonblocking(true)?;
    socket.bind(&bind_address(group).into())?;
    match (group.ip(), local_ip) {
        (IpAddr::V4(group), IpAddr::V4(local)) => {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            socket.set_multicast_all_v4(false)?;
            socket.join_multicast_v4(&group, &local)?;
        }
        (IpAddr::V4(group), IpAddr::V6(_)) => {
            socket.join_multicast_v4(&group, &Ipv4Addr::UNSPECIFIED)?;
        }
        // The address does not say which interface it is of; the system's choice.
        (IpAddr::V6(group), _) => socket.join_multicast_v6(&group, 0)?,
    }
    let mut socket = UdpSocket::from_std(socket.into());
    registry.register(&mut socket, token, Interest::READABLE)?;
    Ok(Port {
        socket,
        number: group.port(),
        token,
        control: None,
    })
}

/// Bound to the group itself, the socket hears nothing else that comes to the port.
#[cfg(unix)]
fn bind_address(group: SocketAddr) -> SocketAddr {
    group
}

/// Windows binds to own addresses only.
#[cfg(not(unix))]
fn bind_address(group: SocketAddr) -> SocketAddr {
    let any = match group.ip() {
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        IpAddr::V6(_) => IpAddr::V6(std::net::Ipv6Addr::UNSPECIFIED),
    };
    SocketAddr::new(any, group.port())
}

impl Port {
    /// What is sent to a group goes out on the network of this address, and no further than
    /// the site; other phones of this machine hear it too.
    pub(super) fn send_to_groups(&self, local_ip: IpAddr) -> io::Result<()> {
        let socket = SockRef::from(&self.socket);
        match local_ip {
            IpAddr::V4(local) => {
                socket.set_multicast_if_v4(&local)?;
                socket.set_multicast_ttl_v4(HOPS)?;
                socket.set_multicast_loop_v4(true)
            }
            IpAddr::V6(_) => {
                socket.set_multicast_hops_v6(HOPS)?;
                socket.set_multicast_loop_v6(true)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use mio::{Events, Poll};

    use super::super::sockets::{Ports, Tokens};
    use super::*;

    const LOCALHOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    /// What comes to the port within a while.
    fn next(port: &Port, poll: &mut Poll) -> Option<(Vec<u8>, SocketAddr)> {
        let deadline = Instant::now() + Duration::from_secs(5);
        let mut events = Events::with_capacity(4);
        let mut datagram = [0; 64];
        while Instant::now() < deadline {
            if let Ok((length, from)) = port.socket.recv_from(&mut datagram) {
                return Some((datagram[..length].to_vec(), from));
            }
            poll.poll(&mut events, Some(Duration::from_millis(100)))
                .expect("a poll");
        }
        None
    }

    #[test]
    fn what_is_sent_to_a_group_is_heard_by_all_who_joined_it_on_loopback() {
        let mut poll = Poll::new().expect("a poll");
        let group = SocketAddr::from(([239, 255, 77, 1], 43_000));
        let other = SocketAddr::from(([239, 255, 77, 2], 43_000));
        let join = |group, token| join(group, LOCALHOST, Token(token), poll.registry());
        let one = join(group, 1).expect("loopback can be joined");
        let two = join(group, 2).expect("twice");
        let elsewhere = join(other, 3).expect("another group on the same port");
        let mut ports = Ports::new(LOCALHOST, 43_002..=43_020, Tokens::of(1), 0);
        let sender = ports.open(poll.registry()).expect("a port");
        sender.send_to_groups(LOCALHOST).expect("options");
        sender.socket.send_to(b"page", group).expect("it goes out");
        let from = SocketAddr::new(LOCALHOST, sender.number);
        for port in [&one, &two] {
            assert_eq!(next(port, &mut poll), Some((b"page".to_vec(), from)));
        }
        let mut datagram = [0; 64];
        assert!(
            elsewhere.socket.recv_from(&mut datagram).is_err(),
            "another group hears nothing"
        );
    }
}
