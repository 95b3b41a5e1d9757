//! Encrypted streams, on real sockets.

use std::net::UdpSocket;

use media::{Incoming, MasterKey, Outgoing, Suite};
use station::ProtectionSuite;

use super::*;

const SUITES: [(ProtectionSuite, Suite); 3] = [
    (
        ProtectionSuite::AesCm128HmacSha1_32,
        Suite::AesCm128HmacSha1_32,
    ),
    (
        ProtectionSuite::AesCm128HmacSha1_80,
        Suite::AesCm128HmacSha1_80,
    ),
    (ProtectionSuite::AeadAes128Gcm, Suite::AeadAes128Gcm),
];

fn protection(suite: ProtectionSuite, key: u8) -> Option<StreamProtection> {
    let protection = StreamProtection::new(suite, &[key; 16], &[9; 14][..suite.salt_len()]);
    assert!(protection.is_some(), "lengths of the suite");
    protection
}

impl Phone {
    fn open_protected(&mut self, protection: Option<StreamProtection>) -> u16 {
        self.open_as(receive(1, None, protection))
    }

    fn talk_protected(&mut self, port: u16, protection: Option<StreamProtection>) {
        self.talk_by(1, transmit(1, SocketAddr::new(LOCALHOST, port), protection));
    }
}

#[test]
fn two_phones_hear_each_other_through_every_suite() {
    for (place, (suite, _)) in (0..).zip(SUITES) {
        let mut anna = Phone::start(46_000 + 40 * place..=46_018 + 40 * place);
        let mut bert = Phone::start(46_020 + 40 * place..=46_038 + 40 * place);
        let to_anna = anna.open_protected(protection(suite, 1));
        let to_bert = bert.open_protected(protection(suite, 2));
        anna.talk_protected(to_bert, protection(suite, 2));
        bert.talk_protected(to_anna, protection(suite, 1));
        println!("{suite:?}: {:?}", bert.hears_unchanged(&anna));
        println!("{suite:?}: {:?}", anna.hears_unchanged(&bert));
        for here in [&mut anna, &mut bert] {
            let figures = here.statistics(1);
            assert_eq!(
                (figures.packets_unauthentic, figures.packets_replayed),
                (0, 0)
            );
            assert!(figures.packets_received > 20, "{figures:?}");
        }
    }
}

#[test]
fn plain_foreign_and_repeated_packets_are_dropped_and_counted() {
    for (place, (suite, media_suite)) in (0..).zip(SUITES) {
        let mut anna = Phone::start(46_200 + 20 * place..=46_218 + 20 * place);
        let port = anna.open_protected(protection(suite, 1));
        let peer = UdpSocket::bind((LOCALHOST, 0)).expect("a free port");
        let at = peer.local_addr().expect("it is bound").port();
        anna.talk_protected(at, protection(suite, 2));
        let to = SocketAddr::new(LOCALHOST, port);
        let sealed = |key: u8, sequence: u8| {
            let salt = &[9; 14][..media_suite.salt_len()];
            let key = MasterKey::new(media_suite, &[key; 16], salt).expect("lengths");
            let mut packet = vec![0x80, 0, 0, sequence, 0, 0, 0, 0, 1, 2, 3, 4];
            packet.resize(172, 0x55);
            let sealed = Outgoing::new(&key).protect(&packet).map(<[u8]>::to_vec);
            (packet, sealed.expect("a packet"))
        };
        let (plain, good) = sealed(1, 1);
        let (_, foreign) = sealed(3, 2);
        for datagram in [&plain, &foreign, &good, &good] {
            peer.send_to(datagram, to).expect("it can be sent");
        }
        let figures = anna.statistics_when(1, |figures| {
            figures.packets_received + figures.packets_discarded >= 4
        });
        assert_eq!(figures.packets_received, 1, "{figures:?}");
        assert_eq!(
            (figures.packets_unauthentic, figures.packets_replayed),
            (2, 1)
        );
        // What the phone sends is no plain sound either.
        let mut datagram = [0; 400];
        let (length, _) = peer.recv_from(&mut datagram).expect("it sends");
        assert_eq!(length, 172 + media_suite.tag_len());
    }
}

#[test]
fn a_new_key_is_a_new_stream_and_the_old_key_goes_on() {
    let suite = ProtectionSuite::AesCm128HmacSha1_80;
    let mut anna = Phone::start(46_300..=46_318);
    let peer = UdpSocket::bind((LOCALHOST, 0)).expect("a free port");
    let at = peer.local_addr().expect("it is bound").port();
    let next = || {
        let mut datagram = [0; 400];
        let (length, _) = peer.recv_from(&mut datagram).expect("it sends");
        let ssrc: [u8; 4] = datagram[8..12].try_into().expect("four bytes");
        (length, ssrc)
    };
    anna.talk_protected(at, protection(suite, 1));
    let (length, first) = next();
    assert_eq!(length, 182);
    anna.talk_protected(at, protection(suite, 1));
    assert!((0..5).all(|_| next() == (182, first)), "told again");
    anna.talk_protected(at, protection(suite, 2));
    let changed = (0..20).map(|_| next()).find(|(_, ssrc)| *ssrc != first);
    let (length, second) = changed.expect("another source");
    assert_eq!(length, 182);
    anna.talk_protected(at, None);
    let open = (0..20).map(|_| next()).find(|(length, _)| *length == 172);
    assert_ne!(open.expect("in the clear").1, second);
}

#[test]
fn reports_are_encrypted_as_the_sound_is_and_plain_ones_are_not_taken() {
    for (place, (suite, media_suite)) in (0..).zip(SUITES) {
        let mut anna = Phone::start(46_320 + 20 * place..=46_338 + 20 * place);
        let (sound, reports) = control::peer();
        anna.open_protected(protection(suite, 1));
        let at = sound.local_addr().expect("it is bound").port();
        anna.talk_protected(at, protection(suite, 2));
        let salt = &[9; 14][..media_suite.salt_len()];
        let key = |key: u8| MasterKey::new(media_suite, &[key; 16], salt).expect("lengths");
        let mut datagram = [0; 1500];
        let (length, from) = reports.recv_from(&mut datagram).expect("a report");
        let mut incoming = Incoming::new(&key(2));
        let report = incoming.unprotect_control(&datagram[..length]);
        let report = report.expect("protected with the key for sending");
        assert_eq!(report[1], 200, "a sender report");
        let answer = control::receiver_report(report);
        let mut outgoing = Outgoing::new(&key(1));
        let sealed = outgoing.protect_control(&answer).expect("a report");
        for datagram in [&answer, sealed] {
            reports.send_to(datagram, from).expect("it is sent");
        }
        let figures = anna.statistics_when(1, |figures| {
            figures.rtcp.reports_received > 0 && figures.packets_unauthentic > 0
        });
        assert_eq!(figures.rtcp.reports_received, 1);
        assert_eq!(figures.packets_unauthentic, 1);
    }
}
