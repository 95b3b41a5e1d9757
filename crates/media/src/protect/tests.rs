//! Protection against published vectors, forgers and time. Against libsrtp itself it stands in the
//! workspace's `tests`.

use super::*;

/// The keys of RFC 3711, B.3, with which libsrtp tests itself.
const KEY: [u8; 16] = [
    0xe1, 0xf9, 0x7a, 0x0d, 0x3e, 0x01, 0x8b, 0xe0, 0xd6, 0x4f, 0xa3, 0x2c, 0x06, 0xde, 0x41, 0x39,
];
const SALT: [u8; 14] = [
    0x0e, 0xc6, 0x75, 0xad, 0x49, 0x8a, 0xfe, 0xeb, 0xb6, 0x96, 0x0b, 0x3a, 0xab, 0xe6,
];

fn key(suite: Suite) -> MasterKey {
    MasterKey::new(suite, &KEY, &SALT[..suite.salt_len()]).expect("lengths of the suite")
}

fn both(suite: Suite) -> (Outgoing, Incoming) {
    (Outgoing::new(&key(suite)), Incoming::new(&key(suite)))
}

/// A packet of 20 ms of µ-law.
fn packet(ssrc: u32, sequence: u16) -> Vec<u8> {
    let mut packet = vec![0x80, 0];
    packet.extend(sequence.to_be_bytes());
    packet.extend((u32::from(sequence) * 160).to_be_bytes());
    packet.extend(ssrc.to_be_bytes());
    packet.extend([sequence as u8; 160]);
    packet
}

fn sender_report(ssrc: u32) -> Vec<u8> {
    let mut report = vec![0x80, 200, 0, 6];
    report.extend(ssrc.to_be_bytes());
    report.extend(1..=20);
    report
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<u8> = hexadecimal
        .chars()
        .filter_map(|digit| u8::try_from(digit.to_digit(16)?).ok())
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair[1])
        .collect()
}

const PLAIN: &str = "800f1234 decafbad cafebabe abababab abababab abababab abababab";
const PLAIN_CONTROL: &str = "81c8000b cafebabe abababab abababab abababab abababab";

#[test]
fn packets_are_those_of_libsrtps_own_vectors() {
    let mut counter_mode = Outgoing::new(&key(Suite::AesCm128HmacSha1_80));
    let sealed = "800f1234 decafbad cafebabe 4e55dc4c e79978d8 8ca4d215 949d2402 \
                  b78d6acc 99ea179b 8dbb";
    assert_eq!(counter_mode.protect(&bytes(PLAIN)), Ok(&*bytes(sealed)));
    // Its first report has the number 1.
    assert!(counter_mode.protect_control(&bytes(PLAIN_CONTROL)).is_ok());
    let sealed = "81c8000b cafebabe 7128035b e487b9bd bef89041 f977a5a8 80000001 \
                  993e08cd 54d6c123 0798";
    let control = bytes(PLAIN_CONTROL);
    assert_eq!(counter_mode.protect_control(&control), Ok(&*bytes(sealed)));

    let (ramp, salt): (Vec<u8>, Vec<u8>) = ((0..16).collect(), (0xa0..0xac).collect());
    let key = MasterKey::new(Suite::AeadAes128Gcm, &ramp, &salt).expect("lengths of the suite");
    let mut galois = Outgoing::new(&key);
    let sealed = "800f1234 decafbad cafebabe c5002ede 04cfdd2e b91159e0 880aa06e \
                  d2976826 f796b201 df3131a1 27e8a392";
    assert_eq!(galois.protect(&bytes(PLAIN)), Ok(&*bytes(sealed)));
    assert!(galois.protect_control(&control).is_ok());
    let sealed = "81c8000b cafebabe c98b8b5d f0392a55 852b6c21 ac8e7025 c52c6fbe \
                  a2b3b446 ea31123b a88ce61e 80000001";
    assert_eq!(galois.protect_control(&control), Ok(&*bytes(sealed)));
}

#[test]
fn what_is_protected_comes_out_as_it_went_in() {
    for suite in Suite::ALL {
        let (mut outgoing, mut incoming) = both(suite);
        for sequence in 0..10 {
            let plain = packet(7, sequence);
            let sealed = outgoing.protect(&plain).expect("a packet").to_vec();
            assert_eq!(sealed.len(), plain.len() + suite.tag_len());
            assert_eq!(sealed[..12], plain[..12], "the header is readable");
            assert_ne!(sealed[12..172], plain[12..], "the sound is not");
            assert_eq!(incoming.unprotect(&sealed), Ok(&*plain), "{suite:?}");

            let plain = sender_report(7);
            let sealed = outgoing.protect_control(&plain).expect("a report").to_vec();
            assert_ne!(sealed[8..28], plain[8..]);
            assert_eq!(
                incoming.unprotect_control(&sealed),
                Ok(&*plain),
                "{suite:?}"
            );
        }
        assert_eq!(incoming.statistics(), ProtectionStatistics::default());
    }
}

#[test]
fn contributing_sources_and_extensions_are_authenticated_and_stay_readable() {
    for suite in Suite::ALL {
        let (mut outgoing, mut incoming) = both(suite);
        let mut plain = packet(7, 1);
        plain[0] |= 0x10 | 1;
        plain.splice(12..12, [9, 9, 9, 9, 0xbe, 0xde, 0, 1, 0x1f, 0, 0, 0]);
        let mut sealed = outgoing.protect(&plain).expect("a packet").to_vec();
        assert_eq!(sealed[..24], plain[..24]);
        assert_eq!(incoming.unprotect(&sealed), Ok(&*plain));
        sealed = outgoing.protect(&packet(7, 2)).expect("a packet").to_vec();
        sealed[0] |= 1;
        assert_eq!(incoming.unprotect(&sealed), Err(Refused::Unauthentic));
    }
}

#[test]
fn not_one_changed_bit_is_taken() {
    for suite in Suite::ALL {
        let (mut outgoing, mut incoming) = both(suite);
        let sealed = outgoing.protect(&packet(7, 1)).expect("a packet").to_vec();
        for bit in 0..sealed.len() * 8 {
            let mut forged = sealed.clone();
            forged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(
                incoming.unprotect(&forged),
                Err(Refused::Unauthentic),
                "bit {bit}"
            );
        }
        let report = outgoing
            .protect_control(&sender_report(7))
            .expect("a report")
            .to_vec();
        for bit in 0..report.len() * 8 {
            let mut forged = report.clone();
            forged[bit / 8] ^= 1 << (bit % 8);
            assert!(
                incoming.unprotect_control(&forged).is_err(),
                "bit {bit} of the report"
            );
        }
        for short in 0..sealed.len() {
            assert!(
                incoming.unprotect(&sealed[..short]).is_err(),
                "{short} bytes"
            );
        }
        let refused = (sealed.len() * 9 + report.len() * 8) as u64;
        assert_eq!(incoming.statistics().unauthentic, refused);
        assert!(
            incoming.unprotect(&sealed).is_ok(),
            "the true one still comes"
        );
        assert!(incoming.unprotect_control(&report).is_ok());
    }
}

#[test]
fn what_is_not_protected_or_with_another_key_is_refused_and_counted() {
    for suite in Suite::ALL {
        let mut incoming = Incoming::new(&key(suite));
        assert_eq!(incoming.unprotect(&packet(7, 1)), Err(Refused::Unauthentic));
        assert_eq!(
            incoming.unprotect_control(&sender_report(7)),
            Err(Refused::Unauthentic)
        );
        let other = MasterKey::new(suite, &[1; 16], &SALT[..suite.salt_len()]);
        let mut other = Outgoing::new(&other.expect("lengths of the suite"));
        let sealed = other.protect(&packet(7, 1)).expect("a packet");
        assert_eq!(incoming.unprotect(sealed), Err(Refused::Unauthentic));
        assert_eq!(incoming.statistics().unauthentic, 3);
    }
}

#[test]
fn a_packet_is_taken_once_even_when_it_comes_late() {
    for suite in Suite::ALL {
        let (mut outgoing, mut incoming) = both(suite);
        let sealed: Vec<Vec<u8>> = (0..200)
            .map(|sequence| {
                outgoing
                    .protect(&packet(7, sequence))
                    .expect("a packet")
                    .to_vec()
            })
            .collect();
        for at in [0, 3, 2, 1, 150] {
            assert!(incoming.unprotect(&sealed[at]).is_ok(), "{at}");
        }
        for at in [0, 1, 2, 3, 150] {
            assert_eq!(
                incoming.unprotect(&sealed[at]),
                Err(Refused::Replayed),
                "{at}"
            );
        }
        assert!(incoming.unprotect(&sealed[23]).is_ok(), "127 packets late");
        assert_eq!(
            incoming.unprotect(&sealed[22]),
            Err(Refused::Replayed),
            "too late"
        );
        assert_eq!(incoming.statistics().replayed, 6);

        let report = outgoing
            .protect_control(&sender_report(7))
            .expect("a report")
            .to_vec();
        assert!(incoming.unprotect_control(&report).is_ok());
        assert_eq!(incoming.unprotect_control(&report), Err(Refused::Replayed));
    }
}

#[test]
fn sequence_numbers_wrap_again_and_again_with_losses_and_disorder() {
    for suite in Suite::ALL {
        let (mut outgoing, mut incoming) = both(suite);
        let mut kept = Vec::new();
        for number in 32_000..200_000_u32 {
            let near_wrap = number % 65_536 > 65_500 || number % 65_536 < 40;
            if !near_wrap && number % 997 != 0 {
                continue;
            }
            // The cast keeps the low bits, as a sender does.
            let plain = packet(7, number as u16);
            let sealed = outgoing.protect(&plain).expect("a packet");
            if near_wrap && number % 3 == 0 {
                kept.push((plain, sealed.to_vec()));
                continue;
            }
            assert_eq!(incoming.unprotect(sealed), Ok(&*plain), "{number}");
            if let Some((plain, sealed)) = kept.pop().filter(|_| near_wrap) {
                assert_eq!(incoming.unprotect(&sealed), Ok(&*plain), "before {number}");
            }
        }
        assert_eq!(incoming.statistics(), ProtectionStatistics::default());
    }
}

#[test]
fn a_packet_of_an_earlier_round_is_not_taken_for_one_of_this_round() {
    let (mut outgoing, mut incoming) = both(Suite::AesCm128HmacSha1_80);
    let old = outgoing
        .protect(&packet(7, 1000))
        .expect("a packet")
        .to_vec();
    for number in (1001..66_400_u32).step_by(20) {
        let sealed = outgoing
            .protect(&packet(7, number as u16))
            .expect("a packet");
        assert!(incoming.unprotect(sealed).is_ok());
    }
    assert_eq!(incoming.unprotect(&old), Err(Refused::Unauthentic));
}

#[test]
fn a_sender_that_starts_anew_is_heard_and_its_past_is_not() {
    for suite in Suite::ALL {
        let (mut outgoing, mut incoming) = both(suite);
        let first = outgoing
            .protect(&packet(7, 500))
            .expect("a packet")
            .to_vec();
        assert!(incoming.unprotect(&first).is_ok());
        let second = outgoing.protect(&packet(8, 9)).expect("a packet").to_vec();
        assert!(incoming.unprotect(&second).is_ok());
        assert_eq!(incoming.unprotect(&first), Err(Refused::Replayed));
        let again = outgoing
            .protect(&packet(7, 501))
            .expect("a packet")
            .to_vec();
        assert!(incoming.unprotect(&again).is_ok());
    }
}

#[test]
fn sources_are_bounded_and_forgers_make_none() {
    let (mut outgoing, mut incoming) = both(Suite::AesCm128HmacSha1_80);
    for ssrc in 0..1000 {
        assert!(incoming.unprotect(&packet(ssrc, 1)).is_err());
    }
    let mut taken = 0;
    for ssrc in 0..100 {
        let sealed = outgoing.protect(&packet(ssrc, 1)).expect("a packet");
        taken += u32::from(incoming.unprotect(sealed).is_ok());
    }
    assert_eq!(taken, 64);
}

#[test]
fn only_keys_of_the_right_length_are_keys() {
    for suite in Suite::ALL {
        for (key, salt) in [(15, suite.salt_len()), (32, suite.salt_len()), (0, 0)] {
            let error = MasterKey::new(suite, &vec![1; key], &vec![1; salt]);
            assert_eq!(error, Err(KeyError::KeyLength { suite, given: key }));
        }
        for salt in [0, suite.salt_len() - 1, suite.salt_len() + 1, 16] {
            let error = MasterKey::new(suite, &[1; 16], &vec![1; salt]);
            assert_eq!(error, Err(KeyError::SaltLength { suite, given: salt }));
        }
    }
    let error = MasterKey::new(Suite::AeadAes128Gcm, &[1; 32], &[1; 12]).expect_err("256 bits");
    let told = "the key for AEAD_AES_128_GCM has 32 bytes instead of 16";
    assert_eq!(error.to_string(), told);
}

#[test]
fn a_key_is_known_again_and_never_shown() {
    let one = MasterKey::new(Suite::AeadAes128Gcm, &[171; 16], &[205; 12]).expect("a key");
    let other = MasterKey::new(Suite::AeadAes128Gcm, &[171; 16], &[204; 12]).expect("a key");
    assert!(Outgoing::new(&one).is_keyed_by(&one) && !Outgoing::new(&one).is_keyed_by(&other));
    assert!(Incoming::new(&one).is_keyed_by(&one) && !Incoming::new(&one).is_keyed_by(&other));
    let shown = format!("{one:?}");
    assert!(shown.contains("AeadAes128Gcm"), "{shown}");
    assert!(!shown.contains("171") && !shown.contains("205"), "{shown}");
}

#[test]
fn what_is_no_packet_or_too_long_is_not_sent() {
    let (mut outgoing, _) = both(Suite::AesCm128HmacSha1_32);
    assert!(matches!(
        outgoing.protect(&[0x80; 11]),
        Err(ProtectError::NoPacket(_))
    ));
    assert!(matches!(
        outgoing.protect(&[0; 20]),
        Err(ProtectError::NoPacket(_))
    ));
    let long = [&packet(7, 1)[..], &[0; MAX_PACKET]].concat();
    let len = long.len();
    assert_eq!(outgoing.protect(&long), Err(ProtectError::TooLong(len)));
    assert_eq!(
        outgoing.protect_control(&[0x80, 200]),
        Err(ProtectError::NoControlPacket(2))
    );
}

mod whatever_comes {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn never_panics(mut bytes in proptest::collection::vec(any::<u8>(), 0..90), fix in 0..3) {
            if let Some(first) = bytes.first_mut().filter(|_| fix > 0) {
                *first = 0x80 | (*first & 0x3f);
            }
            if let Some(second) = bytes.get_mut(1).filter(|_| fix > 1) {
                *second = 200;
            }
            for suite in Suite::ALL {
                let (mut outgoing, mut incoming) = both(suite);
                prop_assert!(incoming.unprotect(&bytes).is_err());
                prop_assert!(incoming.unprotect_control(&bytes).is_err());
                let _ = outgoing.protect(&bytes);
                let _ = outgoing.protect_control(&bytes);
            }
        }
    }
}
