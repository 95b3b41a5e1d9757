//! Datagrams on their way in: from the sockets, or through a bad network.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::ops::ControlFlow;
use std::time::Duration;

use mio::Token;
use station::VoiceReport;

use super::super::faults::{Datagram, MAX_DATAGRAM};
use super::super::sockets::Port;
use super::Engine;

/// Datagrams taken from one socket before the others and the timer have their turn.
const MAX_BURST: usize = 64;

/// Which of a stream's sockets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Socket {
    Own,
    Group,
    Reports,
}

impl Engine {
    /// Takes what came in at a socket; breaks when there may be more of it.
    pub(in super::super) fn receive(&mut self, token: Token) -> ControlFlow<()> {
        let Some((name, socket)) = self.owner_of(token) else {
            return ControlFlow::Continue(());
        };
        if socket == Socket::Group {
            self.note_pages();
        }
        let mut datagram = [0; MAX_DATAGRAM];
        for _ in 0..MAX_BURST {
            let received = match socket {
                Socket::Reports => self.receive_report(name, &mut datagram),
                _ => self.receive_from(name, socket, &mut datagram),
            };
            match received {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    return ControlFlow::Continue(());
                }
                // The system tells here that nobody listened to what was sent, which may change.
                Err(error) => tracing::debug!(%error, "receiving"),
            }
        }
        ControlFlow::Break(())
    }

    /// Takes what a bad network let through by now.
    pub(super) fn receive_late(&mut self) {
        let now = self.start.elapsed();
        while let Some(datagram) = self.faults.as_mut().and_then(|faults| faults.next_in(now)) {
            let (stream, bytes, peer) = (datagram.stream, datagram.bytes(), datagram.peer);
            if datagram.control {
                self.take_report(stream, bytes, peer.ip(), now);
            } else {
                self.hear(stream, bytes, peer, now);
            }
        }
    }

    /// The stream that a socket belongs to.
    fn owner_of(&self, token: Token) -> Option<(u32, Socket)> {
        let has = |port: &Option<Port>| port.as_ref().is_some_and(|port| port.token == token);
        let reports = |port: &Option<Port>| {
            let control = port.as_ref().and_then(|port| port.control.as_ref());
            control.is_some_and(|control| control.token == token)
        };
        self.streams.iter().find_map(|(&name, stream)| {
            if has(&stream.port) {
                Some((name, Socket::Own))
            } else if reports(&stream.port) {
                Some((name, Socket::Reports))
            } else {
                has(&stream.group).then_some((name, Socket::Group))
            }
        })
    }

    /// Notes the ports from which this phone sends to groups.
    fn note_pages(&mut self) {
        let pages = self.streams.values().filter_map(|stream| {
            let remote = stream.transmit.as_ref()?.remote;
            let port = stream.port.as_ref()?.number;
            remote.ip().is_multicast().then_some(port)
        });
        self.pages.clear();
        self.pages.extend(pages);
    }

    /// Takes one datagram.
    fn receive_from(&mut self, name: u32, socket: Socket, datagram: &mut [u8]) -> io::Result<()> {
        let gone = || io::Error::from(ErrorKind::WouldBlock);
        let stream = self.streams.get(&name).ok_or_else(gone)?;
        let port = match socket {
            Socket::Own | Socket::Reports => &stream.port,
            Socket::Group => &stream.group,
        };
        let port = port.as_ref().ok_or_else(gone)?;
        let (length, from) = port.socket.recv_from(datagram)?;
        let datagram = &datagram[..length];
        let is_group = socket == Socket::Group;
        let local_ip = self.ports.local_ip;
        // What this phone sends to the group comes back to it.
        if is_group && from.ip() == local_ip && self.pages.contains(&from.port()) {
            return Ok(());
        }
        if let Some(tap) = &self.tap {
            tap.received(from, port.address(local_ip), datagram);
        }
        // While it hears a group, its own port only sends; and the other way round.
        if stream.receive.is_none() || is_group != stream.group.is_some() {
            return Ok(());
        }
        let at = self.start.elapsed();
        match self.faults.as_mut().filter(|_| !is_group) {
            Some(faults) => faults.came(Datagram::new(name, from, datagram), at),
            None => self.hear(name, datagram, from, at),
        }
        Ok(())
    }

    /// Gives a datagram to the stream that it is for.
    fn hear(&mut self, name: u32, datagram: &[u8], from: SocketAddr, at: Duration) {
        let stream = self.streams.get_mut(&name);
        let Some(receive) = stream.and_then(|stream| stream.receive.as_mut()) else {
            return;
        };
        if let Some(digit) = receive.take(datagram, from, at) {
            let stream = name;
            self.reports.send(VoiceReport::DigitHeard { stream, digit });
        }
    }
}
