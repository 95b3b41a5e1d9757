//! What the network's half takes, refuses and counts.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use media::{
    Codec, Received, Receiver, ReceiverConfig, Senders, Transmitter, TransmitterConfig, receiver,
};

const PEER: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 40000);
const STRANGER: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 40002);

const CONFIG: ReceiverConfig = ReceiverConfig {
    event_payload_type: Some(101),
    senders: Senders::Peer(PEER),
    ..ReceiverConfig::new(Codec::Pcmu)
};

fn sender(ssrc: u32) -> Transmitter {
    Transmitter::new(TransmitterConfig {
        event_payload_type: Some(101),
        ssrc,
        first_sequence: 100,
        first_timestamp: 5000,
        ..TransmitterConfig::new(Codec::Pcmu, 20)
    })
    .expect("a packet length")
}

fn hear(receiver: &mut Receiver, datagram: &[u8]) -> Received {
    receiver.handle(datagram, PEER, Duration::ZERO)
}

#[test]
fn strangers_are_counted_and_not_heard() {
    let (mut receiver, _playout) = receiver(CONFIG);
    let datagram = sender(1).packet(&[0; 160]).to_vec();
    assert_eq!(
        receiver.handle(&datagram, STRANGER, Duration::ZERO),
        Received::Stranger
    );
    assert_eq!(hear(&mut receiver, &datagram), Received::Sound);
    let statistics = receiver.statistics();
    assert_eq!((statistics.packets, statistics.strangers), (1, 1));
    assert_eq!(statistics.discarded(), 1);
}

#[test]
fn nobody_is_heard_before_a_peer_is_announced() {
    let (mut receiver, _playout) = receiver(ReceiverConfig {
        senders: Senders::Nobody,
        ..CONFIG
    });
    let datagram = sender(1).packet(&[0; 160]).to_vec();
    assert_eq!(hear(&mut receiver, &datagram), Received::Unannounced);
    assert_eq!(receiver.statistics().unannounced, 1);
    assert_eq!(receiver.statistics().discarded(), 0);
    receiver.set_senders(Senders::Peer(PEER));
    assert_eq!(hear(&mut receiver, &datagram), Received::Sound);
}

fn hear_from(receiver: &mut Receiver, datagram: &[u8], from: SocketAddr, at_ms: u64) -> Received {
    receiver.handle(datagram, from, Duration::from_millis(at_ms))
}

#[test]
fn the_first_sender_is_the_only_one_where_nobody_is_announced() {
    let (mut receiver, _playout) = receiver(ReceiverConfig {
        senders: Senders::First(None),
        ..CONFIG
    });
    // What is not the agreed sound is no claim.
    let mut other_codec = sender(9).packet(&[0; 160]).to_vec();
    other_codec[1] = 8;
    let noise = [0x80, 13, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 40];
    for rubbish in [&b"hello"[..], &other_codec, &noise] {
        assert_eq!(
            hear_from(&mut receiver, rubbish, STRANGER, 0),
            Received::Stranger
        );
    }
    assert_eq!(receiver.found_sender(), None);
    let mut music = sender(1);
    for n in 0..5 {
        let datagram = music.packet(&[0; 160]).to_vec();
        assert_eq!(
            hear_from(&mut receiver, &datagram, PEER, 20 * n),
            Received::Sound
        );
    }
    assert_eq!(receiver.found_sender(), Some(PEER));
    // Another address never, another source of the same address only after a pause.
    let (mut intruder, mut restarted) = (sender(2), sender(3));
    let datagram = intruder.packet(&[0; 160]).to_vec();
    assert_eq!(
        hear_from(&mut receiver, &datagram, STRANGER, 100),
        Received::Stranger
    );
    assert_eq!(
        hear_from(&mut receiver, &datagram, STRANGER, 90_000),
        Received::Stranger
    );
    let datagram = restarted.packet(&[0; 160]).to_vec();
    assert_eq!(
        hear_from(&mut receiver, &datagram, PEER, 120),
        Received::Stranger
    );
    assert_eq!(
        hear_from(&mut receiver, &datagram, PEER, 90_020),
        Received::Sound
    );
    // Its comfort noise is welcome now.
    let mut noise = noise.to_vec();
    noise[11] = 3;
    assert_eq!(
        hear_from(&mut receiver, &noise, PEER, 90_040),
        Received::ComfortNoise
    );
    assert_eq!(receiver.statistics().strangers, 6);
    // Who is announced wins at once.
    receiver.set_senders(Senders::Peer(STRANGER));
    let datagram = intruder.packet(&[0; 160]).to_vec();
    assert_eq!(
        hear_from(&mut receiver, &datagram, STRANGER, 90_060),
        Received::Sound
    );
    let datagram = restarted.packet(&[0; 160]).to_vec();
    assert_eq!(
        hear_from(&mut receiver, &datagram, PEER, 90_060),
        Received::Stranger
    );
}

#[test]
fn the_first_sender_may_be_limited_to_a_machine() {
    let machine: std::net::IpAddr = Ipv4Addr::new(192, 0, 2, 1).into();
    let (mut receiver, _playout) = receiver(ReceiverConfig {
        senders: Senders::First(Some(machine)),
        ..CONFIG
    });
    let datagram = sender(1).packet(&[0; 160]).to_vec();
    assert_eq!(
        hear_from(&mut receiver, &datagram, PEER, 0),
        Received::Stranger
    );
    let there = SocketAddr::new(machine, 4711);
    assert_eq!(
        hear_from(&mut receiver, &datagram, there, 0),
        Received::Sound
    );
}

#[test]
fn in_a_group_one_sender_is_heard_at_a_time() {
    let (mut receiver, _playout) = receiver(ReceiverConfig {
        senders: Senders::Anyone,
        ..CONFIG
    });
    let (mut first, mut second) = (sender(1), sender(2));
    for n in 0..10 {
        let (one, two) = (
            first.packet(&[0; 160]).to_vec(),
            second.packet(&[0; 160]).to_vec(),
        );
        assert_eq!(
            hear_from(&mut receiver, &one, PEER, 20 * n),
            Received::Sound
        );
        assert_eq!(
            hear_from(&mut receiver, &two, STRANGER, 20 * n),
            Received::Stranger
        );
    }
    let two = second.packet(&[0; 160]).to_vec();
    assert_eq!(
        hear_from(&mut receiver, &two, STRANGER, 1100),
        Received::Stranger
    );
    let two = second.packet(&[0; 160]).to_vec();
    assert_eq!(
        hear_from(&mut receiver, &two, STRANGER, 1200),
        Received::Sound
    );
    assert_eq!(receiver.statistics().strangers, 11);
    assert_eq!(receiver.statistics().lost, 0);
}

#[test]
fn a_peer_announced_with_two_addresses_is_heard_from_both() {
    let (mut receiver, _playout) = receiver(ReceiverConfig {
        senders: Senders::Peers(PEER, STRANGER),
        ..CONFIG
    });
    let datagram = sender(1).packet(&[0; 160]).to_vec();
    assert_eq!(
        hear_from(&mut receiver, &datagram, STRANGER, 0),
        Received::Sound
    );
    let elsewhere = SocketAddr::from(([192, 0, 2, 1], 40_000));
    assert_eq!(
        hear_from(&mut receiver, &datagram, elsewhere, 0),
        Received::Stranger
    );
}

#[test]
fn losses_doubles_and_rubbish_are_told_apart() {
    let (mut receiver, _playout) = receiver(CONFIG);
    let mut sender = sender(1);
    for n in 0..20 {
        let datagram = sender.packet(&[0; 160]).to_vec();
        match n {
            3 | 7 => {}
            5 => {
                assert_eq!(hear(&mut receiver, &datagram), Received::Sound);
                assert_eq!(hear(&mut receiver, &datagram), Received::Duplicate);
            }
            9 => {
                assert_eq!(hear(&mut receiver, &datagram[..8]), Received::Broken);
                assert_eq!(hear(&mut receiver, &datagram), Received::Sound);
            }
            _ => assert_eq!(hear(&mut receiver, &datagram), Received::Sound),
        }
    }
    let statistics = receiver.statistics();
    assert_eq!((statistics.packets, statistics.lost), (18, 2));
    assert_eq!((statistics.duplicates, statistics.broken), (1, 1));
    assert_eq!(statistics.octets, 18 * 160);
}

#[test]
fn another_source_of_the_same_peer_is_no_loss() {
    let (mut receiver, _playout) = receiver(CONFIG);
    for ssrc in [1, 2] {
        let mut sender = sender(ssrc);
        for _ in 0..10 {
            assert_eq!(
                hear(&mut receiver, sender.packet(&[0; 160])),
                Received::Sound
            );
        }
    }
    let statistics = receiver.statistics();
    assert_eq!((statistics.packets, statistics.lost), (20, 0));
}

#[test]
fn a_digit_is_told_once_even_when_its_first_packets_are_lost() {
    let (mut receiver, _playout) = receiver(CONFIG);
    let mut sender = sender(1);
    let mut digits = String::new();
    for digit in "1#".chars() {
        sender.push_digit(digit).expect("a digit");
    }
    for n in 0..24 {
        let datagram = sender.packet(&[0; 160]).to_vec();
        if n < 3 {
            continue;
        }
        if let Received::Digit(digit) = hear(&mut receiver, &datagram) {
            digits.push(digit);
        }
    }
    assert_eq!(digits, "1#");
    assert_eq!(receiver.statistics().digits, 2);
}

#[test]
fn counting_afresh_begins_at_nought() {
    let (mut receiver, _playout) = receiver(CONFIG);
    let mut sender = sender(1);
    for n in 0..20 {
        let datagram = sender.packet(&[0; 160]).to_vec();
        if n % 4 != 1 {
            hear(&mut receiver, &datagram);
        }
    }
    assert_eq!(receiver.statistics().lost, 5);
    receiver.clear_statistics();
    assert_eq!(receiver.statistics(), media::ReceiveStatistics::default());
    sender.packet(&[0; 160]);
    hear(&mut receiver, sender.packet(&[0; 160]));
    let statistics = receiver.statistics();
    assert_eq!((statistics.packets, statistics.lost), (1, 1));
}

#[test]
fn what_nobody_pulls_is_counted_and_bounded() {
    let (mut receiver, _playout) = receiver(CONFIG);
    let mut sender = sender(1);
    for _ in 0..100 {
        hear(&mut receiver, sender.packet(&[0; 160]));
    }
    assert_eq!(receiver.statistics().overflowed, 36);
}

#[test]
fn comfort_noise_is_neither_sound_nor_broken() {
    let (mut receiver, _playout) = receiver(CONFIG);
    let mut datagram = sender(1).packet(&[0; 160]).to_vec();
    datagram.truncate(13);
    datagram[1] = 13;
    assert_eq!(hear(&mut receiver, &datagram), Received::ComfortNoise);
    assert_eq!(
        (receiver.statistics().packets, receiver.statistics().broken),
        (1, 0)
    );
}

#[test]
fn other_payloads_are_not_played() {
    let (mut receiver, _playout) = receiver(CONFIG);
    let mut datagram = sender(1).packet(&[0; 160]).to_vec();
    datagram[1] = 18;
    assert_eq!(hear(&mut receiver, &datagram), Received::Broken);
    let mut long = sender(1).packet(&[0; 160]).to_vec();
    long.resize(1500, 0);
    assert_eq!(hear(&mut receiver, &long), Received::Broken);
}
