//! TCP packets made up around the bytes of a connection, with numbers that fit.
//!
//! For captures of what a phone itself gave to TCP and got from it; nothing is sent.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use etherparse::{PacketBuilder, PacketBuilderStep, TcpHeader};

/// Most payload of a packet, bytes: what fits below the length field of IP.
pub(crate) const MAX_PAYLOAD: usize = 65_000;

/// What the made-up ends call themselves: locally administered addresses.
pub(crate) const PHONE_MAC: [u8; 6] = [2, 0, 0, 0, 0, 1];
pub(crate) const SERVER_MAC: [u8; 6] = [2, 0, 0, 0, 0, 2];

/// An open connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    phone: SocketAddr,
    server: SocketAddr,
    /// Next sequence numbers of the phone and the server.
    phone_next: u32,
    server_next: u32,
}

/// Who sends a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    Phone,
    Server,
}

/// What a packet does besides carrying bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Open,
    Data,
    Close,
}

impl Link {
    /// A connection of which nothing was sent yet.
    pub(crate) const fn new(phone: SocketAddr, server: SocketAddr) -> Self {
        Self {
            phone,
            server,
            phone_next: 0,
            server_next: 0,
        }
    }

    /// The next packet from one end, from its Ethernet header on.
    pub(crate) fn packet(&mut self, sender: Sender, kind: Kind, payload: &[u8]) -> Option<Vec<u8>> {
        let (from, to, macs) = match sender {
            Sender::Phone => (self.phone, self.server, (PHONE_MAC, SERVER_MAC)),
            Sender::Server => (self.server, self.phone, (SERVER_MAC, PHONE_MAC)),
        };
        let (next, acknowledged) = match sender {
            Sender::Phone => (&mut self.phone_next, self.server_next),
            Sender::Server => (&mut self.server_next, self.phone_next),
        };
        let mut header = TcpHeader::new(from.port(), to.port(), *next, u16::MAX);
        header.syn = kind == Kind::Open;
        header.fin = kind == Kind::Close;
        header.psh = !payload.is_empty();
        // Only the very first packet has nothing to acknowledge.
        header.ack = !(header.syn && sender == Sender::Phone);
        header.acknowledgment_number = acknowledged;
        // SYN and FIN count as a byte each; a payload is at most MAX_PAYLOAD.
        let counted = payload.len() as u32 + u32::from(kind != Kind::Data);
        *next = next.wrapping_add(counted);

        let ethernet = PacketBuilder::ethernet2(macs.0, macs.1);
        let builder: PacketBuilderStep<TcpHeader> = match (from.ip(), to.ip()) {
            (IpAddr::V4(from), IpAddr::V4(to)) => ethernet
                .ipv4(from.octets(), to.octets(), 64)
                .tcp_header(header),
            (from, to) => ethernet
                .ipv6(v6(from).octets(), v6(to).octets(), 64)
                .tcp_header(header),
        };
        let mut packet = Vec::with_capacity(builder.size(payload.len()));
        builder.write(&mut packet, payload).ok()?;
        Some(packet)
    }
}

pub(crate) fn v6(ip: IpAddr) -> Ipv6Addr {
    match ip {
        IpAddr::V4(ip) => ip.to_ipv6_mapped(),
        IpAddr::V6(ip) => ip,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: &str = "192.0.2.10:50000";
    const SERVER: &str = "192.0.2.20:2000";

    #[test]
    fn numbers_count_on_as_tcp_counts_them() {
        for (phone, server) in [
            (PHONE, SERVER),
            ("[2001:db8::1]:50000", "[2001:db8::2]:2000"),
        ] {
            let (phone, server) = (phone.parse(), server.parse());
            let mut link = Link::new(phone.expect("an address"), server.expect("an address"));
            let mut told = Vec::new();
            for (sender, kind, payload) in [
                (Sender::Phone, Kind::Open, &b""[..]),
                (Sender::Server, Kind::Open, b""),
                (Sender::Phone, Kind::Data, b""),
                (Sender::Phone, Kind::Data, b"abcd"),
                (Sender::Server, Kind::Data, b"ef"),
                (Sender::Phone, Kind::Close, b""),
            ] {
                let packet = link.packet(sender, kind, payload).expect("it fits");
                let read = etherparse::SlicedPacket::from_ethernet(&packet).expect("a packet");
                let Some(etherparse::TransportSlice::Tcp(tcp)) = read.transport else {
                    panic!("{read:?}");
                };
                assert_eq!(tcp.payload(), payload);
                told.push((
                    tcp.sequence_number(),
                    tcp.acknowledgment_number(),
                    tcp.ack(),
                ));
            }
            assert_eq!(
                told,
                [
                    (0, 0, false),
                    (0, 1, true),
                    (1, 1, true),
                    (1, 1, true),
                    (1, 5, true),
                    (5, 3, true)
                ]
            );
        }
    }
}
