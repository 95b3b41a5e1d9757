//! The ports of the streams, and the random numbers they begin with.

use std::hash::{BuildHasher, Hasher};
use std::net::SocketAddr;

use media::control::{ControlConfig, ExtendedReports};
use mio::Interest;
use mio::net::UdpSocket;

use super::{Socket, Worker};
use crate::StreamId;
use crate::server::reports::Reports;
use crate::server::stream::{Chance, Stream};

/// Ports tried for an even one; every second one is.
const PORT_TRIES: usize = 32;

/// Streams at once: file descriptors are the limit of the system, this one is ours.
const MAX_STREAMS: usize = 2_048;

/// Streams that have reports: the sockets of more are better spent on sound.
const MAX_REPORTED: usize = 256;

impl Worker {
    /// Opens the port of a stream; gives where it receives.
    pub(super) fn open(&mut self, stream: StreamId) -> std::io::Result<SocketAddr> {
        if self.streams.len() >= MAX_STREAMS {
            return Err(std::io::Error::other("too many streams"));
        }
        let mut socket = self.even_port()?;
        let address = socket.local_addr()?;
        let token = Socket::Sound(stream).token();
        self.poll
            .registry()
            .register(&mut socket, token, Interest::READABLE)?;
        let chance = Chance {
            ssrc: self.random(stream, 0),
            // Cut to size on purpose: any bits of it are random.
            // In the lower half, since who receives an encrypted stream takes it for its first round.
            sequence: self.random(stream, 1) as u16 >> 1,
            timestamp: self.random(stream, 2),
        };
        let reports = self.reports(stream, address, chance.ssrc);
        self.streams
            .insert(stream, Stream::new(socket, reports, chance));
        Ok(address)
    }

    /// The reports of a stream, if the port above its own is free.
    fn reports(&self, stream: StreamId, address: SocketAddr, ssrc: u32) -> Option<Reports> {
        if self.streams.len() >= MAX_REPORTED {
            return None;
        }
        let above = SocketAddr::new(address.ip(), address.port().checked_add(1)?);
        let mut socket = UdpSocket::bind(above).ok()?;
        let token = Socket::Reports(stream).token();
        self.poll
            .registry()
            .register(&mut socket, token, Interest::READABLE)
            .ok()?;
        let name = [self.random(stream, 3), self.random(stream, 4)];
        let config = ControlConfig {
            ssrc,
            // As RFC 7022 has it: chance, which tells nothing of the machine.
            cname: format!("{:08x}{:08x}", name[0], name[1]),
            epoch: self.epoch,
            seed: self.random(stream, 5).into(),
            extended: ExtendedReports::Answered,
        };
        Some(Reports::new(socket, config))
    }

    /// A socket on an even port (RFC 3550, section 11).
    fn even_port(&self) -> std::io::Result<UdpSocket> {
        let mut odd = Vec::new();
        for _ in 0..PORT_TRIES {
            let socket = UdpSocket::bind(SocketAddr::new(self.ip, 0))?;
            if socket.local_addr()?.port().is_multiple_of(2) {
                return Ok(socket);
            }
            // Kept until the end, or the system gives it again.
            odd.push(socket);
        }
        Err(std::io::Error::other("no even port is free"))
    }

    /// Bits nobody outside can foretell: keyed hashing by the standard library.
    fn random(&self, stream: StreamId, what: u8) -> u32 {
        let mut hasher = self.random.build_hasher();
        hasher.write_u32(stream.0);
        hasher.write_u8(what);
        // Cut to size on purpose.
        hasher.finish() as u32
    }
}
