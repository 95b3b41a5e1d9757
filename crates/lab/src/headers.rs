//! Headers of a packet, from the link to TCP and UDP.

use std::net::{IpAddr, SocketAddr};

use etherparse::{EtherType, LaxNetSlice, LaxSlicedPacket, TransportSlice};

use crate::capture::{CapturedPacket, LinkType};

/// A TCP segment.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    /// From whom.
    pub source: SocketAddr,
    /// To whom.
    pub destination: SocketAddr,
    /// The sequence number of the first payload byte, or of the SYN.
    pub sequence: u32,
    /// Opens the connection.
    pub syn: bool,
    /// Answers the other end.
    pub ack: bool,
    /// Nothing comes after it.
    pub fin: bool,
    /// Breaks the connection off.
    pub rst: bool,
    /// The payload, as much of it as was captured.
    pub payload: &'a [u8],
}

/// A UDP datagram.
#[derive(Clone, Copy, Debug)]
pub struct Datagram<'a> {
    /// From whom.
    pub source: SocketAddr,
    /// To whom.
    pub destination: SocketAddr,
    /// The payload, as much of it as was captured.
    pub payload: &'a [u8],
}

/// What a packet carries.
#[derive(Clone, Copy, Debug)]
pub enum Carried<'a> {
    /// A TCP segment.
    Tcp(Segment<'a>),
    /// A UDP datagram.
    Udp(Datagram<'a>),
    /// A part of a larger IP packet; those are not put together.
    Fragment,
    /// The link type is not read here.
    UnknownLink(LinkType),
    /// Anything else.
    Other,
}

impl<'a> Carried<'a> {
    /// Reads the headers of a packet.
    #[must_use]
    pub fn of(packet: &CapturedPacket<'a>) -> Self {
        let data = packet.data;
        // Numbers of the registry at tcpdump.org.
        let sliced = match packet.link.0 {
            // Ethernet.
            1 => LaxSlicedPacket::from_ethernet(data).ok(),
            // BSD loopback: the address family, then IP.
            0 | 108 => data.get(4..).and_then(ip),
            // IP without anything before it.
            12 | 14 | 101 | 228 | 229 => ip(data),
            // Linux "any": the protocol stands at the end, or at the start.
            113 => ether(data, 14, 16),
            276 => ether(data, 0, 20),
            _ => return Self::UnknownLink(packet.link),
        };
        sliced.map_or(Self::Other, |sliced| Self::of_sliced(&sliced))
    }

    fn of_sliced(sliced: &LaxSlicedPacket<'a>) -> Self {
        let (source, destination, fragmented): (IpAddr, IpAddr, bool) = match &sliced.net {
            Some(LaxNetSlice::Ipv4(ip)) => (
                ip.header().source_addr().into(),
                ip.header().destination_addr().into(),
                ip.payload().fragmented,
            ),
            Some(LaxNetSlice::Ipv6(ip)) => (
                ip.header().source_addr().into(),
                ip.header().destination_addr().into(),
                ip.payload().fragmented,
            ),
            _ => return Self::Other,
        };
        match &sliced.transport {
            Some(TransportSlice::Tcp(tcp)) => Self::Tcp(Segment {
                source: (source, tcp.source_port()).into(),
                destination: (destination, tcp.destination_port()).into(),
                sequence: tcp.sequence_number(),
                syn: tcp.syn(),
                ack: tcp.ack(),
                fin: tcp.fin(),
                rst: tcp.rst(),
                payload: tcp.payload(),
            }),
            Some(TransportSlice::Udp(udp)) => Self::Udp(Datagram {
                source: (source, udp.source_port()).into(),
                destination: (destination, udp.destination_port()).into(),
                payload: udp.payload(),
            }),
            None if fragmented => Self::Fragment,
            _ => Self::Other,
        }
    }
}

fn ip(data: &[u8]) -> Option<LaxSlicedPacket<'_>> {
    LaxSlicedPacket::from_ip(data).ok()
}

/// A packet whose EtherType stands at `at`, and which goes on at `rest`.
fn ether(data: &[u8], at: usize, rest: usize) -> Option<LaxSlicedPacket<'_>> {
    let number = data.get(at..)?.first_chunk::<2>()?;
    let ether_type = EtherType(u16::from_be_bytes(*number));
    Some(LaxSlicedPacket::from_ether_type(
        ether_type,
        data.get(rest..)?,
    ))
}
