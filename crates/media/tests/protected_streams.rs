//! What reaches the receiver of a protected stream, as the phone puts the two together.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use media::protect::Refused;
use media::{
    Codec, Incoming, MasterKey, Outgoing, Received, Receiver, ReceiverConfig, Senders, Suite,
    Transmitter, TransmitterConfig, receiver,
};

const PEER: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 40000);
const STRANGER: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 40002);

/// A sender that protects, and the receiving end.
struct Line {
    transmitter: Transmitter,
    outgoing: Outgoing,
    incoming: Incoming,
    receiver: Receiver,
    at: Duration,
}

fn key(suite: Suite) -> MasterKey {
    MasterKey::new(suite, &[3; 16], &[5; 14][..suite.salt_len()]).expect("lengths of the suite")
}

fn transmitter(ssrc: u32, first_sequence: u16, first_timestamp: u32) -> Transmitter {
    Transmitter::new(TransmitterConfig {
        event_payload_type: Some(101),
        ssrc,
        first_sequence,
        first_timestamp,
        ..TransmitterConfig::new(Codec::Pcmu, 20)
    })
    .expect("a packet length")
}

impl Line {
    fn new(suite: Suite, senders: Senders) -> Self {
        let (receiver, playout) = receiver(ReceiverConfig {
            event_payload_type: Some(101),
            senders,
            ..ReceiverConfig::new(Codec::Pcmu)
        });
        // Nothing is played here: what finds no room is dropped after it was counted.
        drop(playout);
        Self {
            transmitter: transmitter(1, 100, 5000),
            outgoing: Outgoing::new(&key(suite)),
            incoming: Incoming::new(&key(suite)),
            receiver,
            at: Duration::ZERO,
        }
    }

    /// The next packet of the sender.
    fn next(&mut self) -> Vec<u8> {
        let packet = self.transmitter.packet(&[0; 160]);
        self.outgoing.protect(packet).expect("a packet").to_vec()
    }

    fn comes(&mut self, datagram: &[u8], from: SocketAddr) -> Result<Received, Refused> {
        self.at += Duration::from_millis(20);
        if !self.receiver.expects(from) {
            return Ok(self.receiver.handle(datagram, from, self.at));
        }
        let packet = self.incoming.unprotect(datagram)?;
        Ok(self.receiver.handle(packet, from, self.at))
    }
}

fn is_taken(received: Result<Received, Refused>) -> bool {
    matches!(received, Ok(Received::Sound | Received::Overflow))
}

#[test]
fn strangers_are_strangers_even_with_the_key() {
    for suite in Suite::ALL {
        let mut line = Line::new(suite, Senders::Peer(PEER));
        let first = line.next();
        assert_eq!(line.comes(&first, STRANGER), Ok(Received::Stranger));
        assert!(is_taken(line.comes(&first, PEER)), "and take nothing away");
        assert_eq!(line.receiver.statistics().strangers, 1);
        assert_eq!(line.incoming.statistics().unauthentic, 0);
    }
}

#[test]
fn where_nobody_is_announced_only_who_has_the_key_is_locked_onto() {
    let mut line = Line::new(Suite::AesCm128HmacSha1_80, Senders::First(None));
    let plain = transmitter(9, 1, 1).packet(&[0; 160]).to_vec();
    assert_eq!(line.comes(&plain, STRANGER), Err(Refused::Unauthentic));
    assert_eq!(line.receiver.found_sender(), None);
    let first = line.next();
    assert!(is_taken(line.comes(&first, PEER)));
    assert_eq!(line.receiver.found_sender(), Some(PEER));
}

#[test]
fn late_packets_are_taken_and_doubles_are_not() {
    for suite in Suite::ALL {
        let mut line = Line::new(suite, Senders::Peer(PEER));
        let packets: Vec<Vec<u8>> = (0..6).map(|_| line.next()).collect();
        for at in [0, 2, 1, 5, 3] {
            assert!(is_taken(line.comes(&packets[at], PEER)), "{at}");
            assert_eq!(line.comes(&packets[at], PEER), Err(Refused::Replayed));
        }
        let statistics = line.receiver.statistics();
        assert_eq!((statistics.packets, statistics.lost), (5, 1));
        assert_eq!(statistics.duplicates, 0, "they do not come that far");
        assert_eq!(line.incoming.statistics().replayed, 5);
    }
}

#[test]
fn sequence_and_timestamp_wrap_without_a_loss() {
    for suite in Suite::ALL {
        let mut line = Line::new(suite, Senders::Peer(PEER));
        line.transmitter = transmitter(1, 65_400, u32::MAX - 20_000);
        for _ in 0..400 {
            let datagram = line.next();
            assert!(is_taken(line.comes(&datagram, PEER)));
        }
        let statistics = line.receiver.statistics();
        assert_eq!((statistics.packets, statistics.lost), (400, 0));
        assert!(statistics.max_jitter_ms < 0.1, "{statistics:?}");
    }
}

#[test]
fn a_sender_that_starts_anew_with_another_source_is_heard_at_once() {
    for suite in Suite::ALL {
        let mut line = Line::new(suite, Senders::Peer(PEER));
        for ssrc in 1..5 {
            line.transmitter = transmitter(ssrc, 30_000, 77);
            for _ in 0..10 {
                let datagram = line.next();
                assert!(is_taken(line.comes(&datagram, PEER)));
            }
        }
        let statistics = line.receiver.statistics();
        assert_eq!((statistics.packets, statistics.lost), (40, 0));
    }
}

#[test]
fn timestamps_that_jump_are_no_loss_and_no_forgery() {
    for suite in Suite::ALL {
        let mut line = Line::new(suite, Senders::Peer(PEER));
        for jump in [0, 80_000, u32::MAX / 2, 5] {
            for n in 0..5_u32 {
                let mut packet = line.transmitter.packet(&[0; 160]).to_vec();
                packet[4..8].copy_from_slice(&jump.wrapping_add(n * 160).to_be_bytes());
                let datagram = line.outgoing.protect(&packet).expect("a packet").to_vec();
                assert!(is_taken(line.comes(&datagram, PEER)));
            }
        }
        let statistics = line.receiver.statistics();
        assert_eq!((statistics.packets, statistics.lost), (20, 0));
        assert_eq!(line.incoming.statistics(), Default::default());
    }
}

#[test]
fn forged_and_plain_packets_leave_no_trace_in_the_figures_of_the_true_ones() {
    for suite in Suite::ALL {
        let mut line = Line::new(suite, Senders::Peer(PEER));
        for n in 0..50 {
            let datagram = line.next();
            let mut forged = datagram.clone();
            forged[2] ^= 0x40;
            assert_eq!(line.comes(&forged, PEER), Err(Refused::Unauthentic));
            let plain = transmitter(7, n, 1).packet(&[0; 160]).to_vec();
            assert_eq!(line.comes(&plain, PEER), Err(Refused::Unauthentic));
            assert!(is_taken(line.comes(&datagram, PEER)));
        }
        let statistics = line.receiver.statistics();
        assert_eq!((statistics.packets, statistics.lost), (50, 0));
        assert_eq!(statistics.discarded(), statistics.overflowed);
        assert_eq!(line.incoming.statistics().unauthentic, 100);
    }
}

#[test]
fn digits_are_protected_as_sound_is() {
    let mut line = Line::new(Suite::AeadAes128Gcm, Senders::Peer(PEER));
    line.transmitter.push_digit('7').expect("a digit");
    let mut heard = Vec::new();
    for _ in 0..10 {
        let datagram = line.next();
        heard.push(line.comes(&datagram, PEER));
    }
    assert!(heard.contains(&Ok(Received::Digit('7'))), "{heard:?}");
}
