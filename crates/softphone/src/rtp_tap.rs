//! The way of RTP packets into a trace: from the voice thread, which never waits for it.
//!
//! Of the trace's queue they get half at most, so that voice never displaces signalling.
//! What finds no room is left out and counted; the next packet that is written says so.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{SendError, SyncSender, TrySendError};
use std::time::SystemTime;

use etherparse::PacketBuilder;

use crate::made_up_tcp::{PHONE_MAC, SERVER_MAC, v6};
use crate::pcapng::packet_block;
use crate::trace_file::{Block, PACKET_QUEUE};

/// RTP packets that wait for the disk at most: twenty seconds of a call in both directions.
const RTP_QUEUE: usize = PACKET_QUEUE / 2;

/// Takes RTP packets into a trace; clones write to the same file.
#[derive(Clone, Debug)]
pub struct RtpTap {
    blocks: SyncSender<Block>,
    queue: Arc<RtpQueue>,
}

/// What both ends of the queue know.
#[derive(Debug, Default)]
pub(crate) struct RtpQueue {
    waiting: AtomicUsize,
    /// Left out since the last packet that found room.
    dropped: AtomicU64,
    dropped_in_all: AtomicU64,
}

// Relaxed throughout: each number stands for itself.
impl RtpQueue {
    /// A packet has left the queue.
    pub(crate) fn written(&self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }

    /// Packets that are not in the file.
    pub(crate) fn dropped_in_all(&self) -> u64 {
        self.dropped_in_all.load(Ordering::Relaxed)
    }
}

impl RtpTap {
    pub(crate) fn new(blocks: SyncSender<Block>) -> Self {
        Self {
            blocks,
            queue: Arc::default(),
        }
    }

    pub(crate) fn queue(&self) -> Arc<RtpQueue> {
        Arc::clone(&self.queue)
    }

    /// The trace ends, whoever still has a tap.
    pub(crate) fn end(&self) -> Result<(), SendError<Block>> {
        self.blocks.send(Block::End)
    }

    /// The phone sends a datagram now; never waits.
    pub fn sent(&self, from: SocketAddr, to: SocketAddr, datagram: &[u8]) {
        self.packet((from, PHONE_MAC), (to, destination_mac(to.ip())), datagram);
    }

    /// The phone gets a datagram now; never waits.
    pub fn received(&self, from: SocketAddr, to: SocketAddr, datagram: &[u8]) {
        let mac = if to.ip().is_multicast() {
            destination_mac(to.ip())
        } else {
            PHONE_MAC
        };
        self.packet((from, SERVER_MAC), (to, mac), datagram);
    }

    fn packet(&self, from: (SocketAddr, [u8; 6]), to: (SocketAddr, [u8; 6]), datagram: &[u8]) {
        let queue = &self.queue;
        if queue.waiting.load(Ordering::Relaxed) >= RTP_QUEUE {
            self.leave_out(1);
            return;
        }
        let Some(packet) = udp_packet(from, to, datagram) else {
            return;
        };
        let missing = queue.dropped.swap(0, Ordering::Relaxed);
        let comment =
            (missing > 0).then(|| format!("{missing} RTP packets are missing before this one"));
        let block = packet_block(&packet, SystemTime::now(), comment.as_deref());
        queue.waiting.fetch_add(1, Ordering::Relaxed);
        match self.blocks.try_send(Block::Rtp(block)) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => {
                queue.written();
                queue.dropped.fetch_add(missing, Ordering::Relaxed);
                self.leave_out(1);
            }
            // The trace has ended.
            Err(TrySendError::Disconnected(_)) => queue.written(),
        }
    }

    fn leave_out(&self, packets: u64) {
        self.queue.dropped.fetch_add(packets, Ordering::Relaxed);
        self.queue
            .dropped_in_all
            .fetch_add(packets, Ordering::Relaxed);
    }
}

/// The datagram from its Ethernet header on.
fn udp_packet(
    (from, from_mac): (SocketAddr, [u8; 6]),
    (to, to_mac): (SocketAddr, [u8; 6]),
    datagram: &[u8],
) -> Option<Vec<u8>> {
    let ethernet = PacketBuilder::ethernet2(from_mac, to_mac);
    let builder = match (from.ip(), to.ip()) {
        (IpAddr::V4(from), IpAddr::V4(to)) => ethernet.ipv4(from.octets(), to.octets(), 64),
        (from, to) => ethernet.ipv6(v6(from).octets(), v6(to).octets(), 64),
    };
    let builder = builder.udp(from.port(), to.port());
    let mut packet = Vec::with_capacity(builder.size(datagram.len()));
    builder.write(&mut packet, datagram).ok()?;
    Some(packet)
}

/// Groups have addresses of their own on Ethernet (RFC 1112, 6.4).
fn destination_mac(to: IpAddr) -> [u8; 6] {
    match to {
        IpAddr::V4(group) if group.is_multicast() => {
            let [_, b, c, d] = group.octets();
            [0x01, 0x00, 0x5e, b & 0x7f, c, d]
        }
        _ => SERVER_MAC,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;

    use super::*;

    const PHONE: &str = "192.0.2.10:16384";

    fn address(text: &str) -> SocketAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn packets_are_udp_that_others_read() {
        for (from, to) in [
            (PHONE, "192.0.2.30:20000"),
            (PHONE, "239.1.1.1:20480"),
            ("[2001:db8::1]:16384", "[2001:db8::2]:20000"),
        ] {
            let (blocks, waiting) = sync_channel(2);
            let tap = RtpTap::new(blocks);
            tap.sent(address(from), address(to), b"sound");
            tap.received(address(from), address(to), b"sound");
            for block in waiting.try_iter() {
                assert!(
                    matches!(&block, Block::Rtp(block) if block.len() > 60),
                    "{block:?}"
                );
            }
            let (from, to) = (address(from), address(to));
            let packet = udp_packet((from, PHONE_MAC), (to, SERVER_MAC), b"sound");
            let packet = packet.expect("it fits");
            let read = etherparse::SlicedPacket::from_ethernet(&packet).expect("a packet");
            let Some(etherparse::TransportSlice::Udp(udp)) = read.transport else {
                panic!("{read:?}");
            };
            assert_eq!(udp.payload(), b"sound");
            assert_eq!(udp.source_port(), 16_384);
            assert_eq!(udp.destination_port(), to.port());
        }
    }

    #[test]
    fn voice_leaves_room_for_signalling_and_says_what_is_missing() {
        let (blocks, waiting) = sync_channel(PACKET_QUEUE);
        let tap = RtpTap::new(blocks);
        let send = || tap.sent(address(PHONE), address("192.0.2.30:20000"), &[0x80; 12]);
        for _ in 0..RTP_QUEUE + 7 {
            send();
        }
        assert_eq!(waiting.try_iter().count(), RTP_QUEUE);
        assert_eq!(tap.queue.dropped_in_all(), 7);
        for _ in 0..RTP_QUEUE {
            tap.queue.written();
        }
        send();
        send();
        let mut texts = waiting.try_iter().map(|block| match block {
            Block::Rtp(block) => String::from_utf8_lossy(&block).into_owned(),
            other => panic!("{other:?}"),
        });
        let first = texts.next().expect("a packet");
        assert!(first.contains("7 RTP packets are missing"), "{first:?}");
        assert!(!texts.next().expect("another").contains("missing"));
    }

    #[test]
    fn a_trace_that_has_ended_takes_nothing_and_blocks_nobody() {
        let (blocks, waiting) = sync_channel(1);
        drop(waiting);
        let tap = RtpTap::new(blocks);
        for _ in 0..2 * RTP_QUEUE {
            tap.sent(address(PHONE), address("192.0.2.30:20000"), &[0x80; 12]);
        }
        assert_eq!(tap.queue.dropped_in_all(), 0);
        assert_eq!(tap.queue.waiting.load(Ordering::Relaxed), 0);
    }
}
