//! The ports of the streams, and the random numbers they begin with.

use std::hash::{BuildHasher, Hasher};
use std::net::SocketAddr;

use mio::net::UdpSocket;
use mio::{Interest, Token};

use super::Worker;
use crate::StreamId;
use crate::server::stream::{Chance, Stream};

/// Ports tried for an even one; every second one is.
const PORT_TRIES: usize = 32;

/// Streams at once: file descriptors are the limit of the system, this one is ours.
const MAX_STREAMS: usize = 2_048;

impl Worker {
    /// Opens the port of a stream; gives where it receives.
    pub(super) fn open(&mut self, stream: StreamId) -> std::io::Result<SocketAddr> {
        if self.streams.len() >= MAX_STREAMS {
            return Err(std::io::Error::other("too many streams"));
        }
        let mut socket = self.even_port()?;
        let address = socket.local_addr()?;
        // u32 fits usize on every platform this runs on.
        let token = Token(stream.0 as usize);
        self.poll
            .registry()
            .register(&mut socket, token, Interest::READABLE)?;
        let chance = Chance {
            ssrc: self.random(stream, 0),
            // Cut to size on purpose: any bits of it are random.
            sequence: self.random(stream, 1) as u16,
            timestamp: self.random(stream, 2),
        };
        self.streams.insert(stream, Stream::new(socket, chance));
        Ok(address)
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
