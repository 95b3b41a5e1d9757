//! The RTP ports of one phone.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;

use mio::net::UdpSocket;
use mio::{Interest, Registry, Token};
use socket2::SockRef;

/// Ports tried for one stream before giving up: a range that full is another program's.
const MAX_TRIES: usize = 256;

/// A socket of one stream: its own for both directions, or that of its group.
pub(super) struct Port {
    pub(super) socket: UdpSocket,
    pub(super) number: u16,
    pub(super) token: Token,
    /// The port above, for reports (RTCP), where there are any.
    pub(super) control: Option<ControlPort>,
}

/// The socket of a stream's reports.
pub(super) struct ControlPort {
    pub(super) socket: UdpSocket,
    pub(super) token: Token,
}

/// Hands out ports, each time the next one, so that a late packet finds nobody.
pub(super) struct Ports {
    pub(super) local_ip: IpAddr,
    range: RangeInclusive<u16>,
    next: u16,
    tokens: Tokens,
    /// Each port has one for reports above it.
    with_control: bool,
}

/// Names for the sockets of one phone: its place at the worker, and a number of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens {
    place: usize,
    next: usize,
}

impl Tokens {
    /// Sockets that have names of their own; then the first name comes again, long after its
    /// socket was closed.
    const NUMBERS: usize = 1 << 16;

    /// Phones a worker can have.
    pub(super) const PLACES: usize = 1 << 14;

    /// For the phone at this place.
    pub(super) fn of(place: usize) -> Self {
        Self { place, next: 0 }
    }

    /// The place of the phone that a socket belongs to.
    pub(super) fn place(token: Token) -> usize {
        token.0 / Self::NUMBERS
    }

    /// A name that no socket has had.
    fn next(&mut self) -> Token {
        let token = Token(self.place * Self::NUMBERS + self.next);
        self.next = (self.next + 1) % Self::NUMBERS;
        token
    }
}

impl Ports {
    /// `tokens` name the sockets; `start` says where in the range to begin.
    pub(super) fn new(
        local_ip: IpAddr,
        range: RangeInclusive<u16>,
        tokens: Tokens,
        start: u64,
    ) -> Self {
        let span = u64::from(range.end().saturating_sub(*range.start())) + 1;
        // The cast is exact: the remainder is below 65,536.
        let next = range.start().saturating_add((start % span) as u16);
        Self {
            local_ip,
            range,
            next,
            tokens,
            with_control: false,
        }
    }

    /// Opens ports for reports as well.
    pub(super) fn with_control(mut self, wanted: bool) -> Self {
        self.with_control = wanted;
        self
    }

    /// Opens a socket on the next free even port; with one on the odd port above it, unless every
    /// such port is taken by others: sound without reports is better than none.
    pub(super) fn open(&mut self, registry: &Registry) -> io::Result<Port> {
        let mut last = io::Error::new(io::ErrorKind::AddrInUse, "no even port in the range");
        let mut unpaired = None;
        for _ in 0..self.tries() {
            let number = self.next_even();
            let socket = match UdpSocket::bind(SocketAddr::new(self.local_ip, number)) {
                Ok(socket) => socket,
                Err(error) => {
                    last = error;
                    continue;
                }
            };
            // Bound to port 0, as tests do, the system has chosen.
            let number = socket.local_addr()?.port();
            if !self.with_control {
                return self.register(socket, number, None, registry);
            }
            let above = number.checked_add(1);
            let control = above.map(|above| UdpSocket::bind(SocketAddr::new(self.local_ip, above)));
            match control {
                Some(Ok(control)) => {
                    return self.register(socket, number, Some(control), registry);
                }
                _ => unpaired = Some((socket, number)),
            }
        }
        match unpaired {
            Some((socket, number)) => {
                tracing::debug!(number, "no port for reports is free beside the stream's");
                self.register(socket, number, None, registry)
            }
            None => Err(last),
        }
    }

    /// Each port once, and not too many.
    fn tries(&self) -> usize {
        let span = usize::from(self.range.end().saturating_sub(*self.range.start()));
        (span / 2 + 1).min(MAX_TRIES)
    }

    fn register(
        &mut self,
        mut socket: UdpSocket,
        number: u16,
        control: Option<UdpSocket>,
        registry: &Registry,
    ) -> io::Result<Port> {
        let token = self.next_token();
        registry.register(&mut socket, token, Interest::READABLE)?;
        let control = match control {
            Some(mut socket) => {
                let token = self.next_token();
                registry.register(&mut socket, token, Interest::READABLE)?;
                Some(ControlPort { socket, token })
            }
            None => None,
        };
        Ok(Port {
            socket,
            number,
            token,
            control,
        })
    }

    /// A name that no socket has had.
    pub(super) fn next_token(&mut self) -> Token {
        self.tokens.next()
    }

    fn next_even(&mut self) -> u16 {
        let (start, end) = (*self.range.start(), *self.range.end());
        let even = self
            .next
            .checked_add(self.next & 1)
            .filter(|even| (start..=end).contains(even));
        let even = even.unwrap_or(start.saturating_add(start & 1));
        self.next = even
            .checked_add(2)
            .filter(|next| *next <= end)
            .unwrap_or(start);
        even
    }
}

impl Port {
    /// Sets the TOS byte (the DSCP in its upper six bits) of what is sent.
    pub(super) fn set_tos(&self, tos: u8) {
        let reports = self.control.as_ref().map(|control| &control.socket);
        for socket in std::iter::once(&self.socket).chain(reports) {
            if let Err(error) = set_tos(socket, tos) {
                tracing::debug!(%error, tos, "packets go without a TOS byte");
            }
        }
    }

    /// Its address; bound to all, the one that the phone goes by.
    pub(super) fn address(&self, local_ip: IpAddr) -> SocketAddr {
        match self.socket.local_addr() {
            Ok(bound) if !bound.ip().is_unspecified() => bound,
            _ => SocketAddr::new(local_ip, self.number),
        }
    }

    /// Gives the socket back to the system.
    pub(super) fn close(mut self, registry: &Registry) {
        let reports = self.control.as_mut().map(|control| &mut control.socket);
        for socket in std::iter::once(&mut self.socket).chain(reports) {
            if let Err(error) = registry.deregister(socket) {
                tracing::debug!(%error, "a socket was not registered");
            }
        }
    }
}

fn set_tos(socket: &UdpSocket, tos: u8) -> io::Result<()> {
    let options = SockRef::from(socket);
    match socket.local_addr()? {
        SocketAddr::V4(_) => options.set_tos_v4(u32::from(tos)),
        SocketAddr::V6(_) => set_traffic_class(&options, tos),
    }
}

#[cfg(unix)]
fn set_traffic_class(socket: &SockRef<'_>, tos: u8) -> io::Result<()> {
    socket.set_tclass_v6(u32::from(tos))
}

#[cfg(not(unix))]
fn set_traffic_class(_socket: &SockRef<'_>, _tos: u8) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use mio::Poll;

    use super::*;

    const LOCALHOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn ports_are_even_within_the_range_and_not_reused_at_once() {
        let poll = Poll::new().expect("a poll");
        let mut ports = Ports::new(LOCALHOST, 41_001..=41_021, Tokens::of(1), 5);
        let mut seen = Vec::new();
        for _ in 0..5 {
            let port = ports.open(poll.registry()).expect("a free port");
            seen.push(port.number);
            port.close(poll.registry());
        }
        assert!(
            seen.iter()
                .all(|number| number % 2 == 0 && (41_001..=41_021).contains(number))
        );
        let mut distinct = seen.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), seen.len());
    }

    #[test]
    fn reports_have_the_port_above_and_sound_does_without_when_it_is_taken() {
        let poll = Poll::new().expect("a poll");
        let taken = std::net::UdpSocket::bind((LOCALHOST, 41_043)).expect("a free port");
        let ports = Ports::new(LOCALHOST, 41_042..=41_045, Tokens::of(1), 0);
        let mut ports = ports.with_control(true);
        let first = ports.open(poll.registry()).expect("a free pair");
        assert_eq!(first.number, 41_044);
        let control = first.control.as_ref().expect("the port above");
        let above = control.socket.local_addr().map(|own| own.port());
        assert_eq!(above.ok(), Some(41_045));
        let second = ports.open(poll.registry()).expect("a free port");
        assert_eq!(second.number, 41_042);
        assert!(second.control.is_none());
        drop(taken);
    }

    #[test]
    fn both_sockets_of_a_stream_are_marked_in_either_family() {
        let poll = Poll::new().expect("a poll");
        for ip in [LOCALHOST, IpAddr::V6(std::net::Ipv6Addr::LOCALHOST)] {
            let ports = Ports::new(ip, 41_050..=41_069, Tokens::of(1), 0);
            let mut ports = ports.with_control(true);
            let port = ports.open(poll.registry()).expect("a free pair");
            port.set_tos(184);
            let control = port.control.as_ref().expect("the port above");
            for socket in [&port.socket, &control.socket] {
                let options = SockRef::from(socket);
                let marked = match ip {
                    IpAddr::V4(_) => options.tos_v4(),
                    IpAddr::V6(_) => options.tclass_v6(),
                };
                assert_eq!(marked.ok(), Some(184), "{ip}");
            }
        }
    }

    #[test]
    fn a_full_range_is_an_error_and_not_a_hang() {
        let poll = Poll::new().expect("a poll");
        let mut ports = Ports::new(LOCALHOST, 41_031..=41_034, Tokens::of(1), 0);
        let first = ports.open(poll.registry());
        let second = ports.open(poll.registry());
        assert!(first.is_ok() && second.is_ok());
        assert!(ports.open(poll.registry()).is_err());
    }
}
