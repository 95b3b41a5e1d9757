//! Encrypted sound: who is given which keys, and what becomes of phones that take none.

mod lab;

use std::time::Duration;

use callmanager::{Config, Encryption, EncryptionSuite, PhoneConfig};
use lab::{Lab, dial, soft_key};
use media::{MasterKey, Suite};
use station::{CallState, Intent, ProtectionSuite, Security, StreamProtection};

fn lab(srtp: Encryption) -> Lab {
    configured(Config {
        srtp,
        ..Config::default()
    })
}

fn configured(config: Config) -> Lab {
    let mut lab = Lab::new(config);
    lab.core.seed_keys([7; 32]);
    lab
}

fn two_phones(lab: &mut Lab) -> (usize, usize) {
    (lab.phone("SEP000000000001"), lab.phone("SEP000000000002"))
}

fn talk(lab: &mut Lab, caller: usize, called: usize) {
    lab.wish(caller, dial("1002"));
    lab.wish(called, Intent::Answer);
    assert_eq!(lab.phones[caller].state(), Some(CallState::Connected));
}

fn keys(lab: &Lab, phone: usize) -> (Option<StreamProtection>, Option<StreamProtection>) {
    let phone = &lab.phones[phone];
    (phone.receives_with.clone(), phone.sends_with.clone())
}

fn security(lab: &Lab, phone: usize) -> Security {
    lab.screen(phone).calls[0].security
}

fn master(protection: &StreamProtection) -> MasterKey {
    let suite = Suite::AesCm128HmacSha1_80;
    MasterKey::new(suite, protection.key(), protection.salt()).expect("its lengths")
}

#[test]
fn each_phone_sends_with_the_key_that_the_other_receives_with() {
    for (suite, wanted) in [
        (
            EncryptionSuite::AesCm128HmacSha1_32,
            ProtectionSuite::AesCm128HmacSha1_32,
        ),
        (
            EncryptionSuite::AesCm128HmacSha1_80,
            ProtectionSuite::AesCm128HmacSha1_80,
        ),
        (
            EncryptionSuite::AeadAes128Gcm,
            ProtectionSuite::AeadAes128Gcm,
        ),
    ] {
        let mut lab = configured(Config {
            srtp: Encryption::Offered,
            srtp_suite: suite,
            ..Config::default()
        });
        let (a, b) = two_phones(&mut lab);
        talk(&mut lab, a, b);
        let (a_receives, a_sends) = keys(&lab, a);
        let (b_receives, b_sends) = keys(&lab, b);
        assert!(a_receives.is_some() && b_receives.is_some());
        assert_eq!((&a_sends, &b_sends), (&b_receives, &a_receives));
        assert_ne!(a_sends, b_sends, "a key for each direction");
        assert_eq!(a_sends.map(|key| key.suite()), Some(wanted));
        assert_eq!(
            (security(&lab, a), security(&lab, b)),
            (Security::Encrypted, Security::Encrypted)
        );
        lab.wish(a, Intent::HangUp);
        lab.run(Duration::from_secs(1));
        lab::nothing_is_left_of_it(&lab);
    }
}

#[test]
fn every_call_has_keys_of_its_own() {
    let mut lab = lab(Encryption::Offered);
    let (a, b) = two_phones(&mut lab);
    talk(&mut lab, a, b);
    let first = keys(&lab, a);
    lab.wish(a, Intent::HangUp);
    lab.run(Duration::from_secs(1));
    talk(&mut lab, a, b);
    let second = keys(&lab, a);
    assert!(first.0 != second.0 && first.1 != second.1);
}

#[test]
fn nothing_is_encrypted_unless_it_is_configured() {
    let mut lab = lab(Encryption::Off);
    let (a, b) = two_phones(&mut lab);
    talk(&mut lab, a, b);
    assert_eq!(keys(&lab, a), (None, None));
    assert_eq!(security(&lab, a), Security::NotAuthenticated);
}

#[test]
fn the_servers_own_streams_have_the_same_keys_the_other_way_round() {
    let mut lab = lab(Encryption::Required);
    let phone = lab.phone("SEP000000000001");
    lab.wish(phone, dial("600"));
    let (receives, sends) = keys(&lab, phone);
    let stream = lab.keys.clone().expect("the echo is encrypted");
    assert_eq!(stream.outgoing, master(&receives.expect("a key")));
    assert_eq!(stream.incoming, master(&sends.expect("a key")));
    assert_eq!(security(&lab, phone), Security::Encrypted);
}

#[test]
fn a_held_call_hears_encrypted_music_and_is_encrypted_again() {
    let mut lab = lab(Encryption::Offered);
    let (a, b) = two_phones(&mut lab);
    talk(&mut lab, a, b);
    let before = keys(&lab, b);
    lab.wish(a, soft_key("Hold"));
    lab.run(Duration::from_secs(1));
    assert!(lab.keys.is_some(), "the music");
    lab.wish(a, soft_key("Resume"));
    lab.run(Duration::from_secs(1));
    let after = keys(&lab, b);
    assert!(after.0.is_some() && after.0 != before.0, "new keys");
    assert_eq!(keys(&lab, a), (after.1, after.0));
    assert_eq!(
        (security(&lab, a), security(&lab, b)),
        (Security::Encrypted, Security::Encrypted)
    );
}

#[test]
fn a_phone_that_may_have_no_keys_talks_in_the_clear() {
    let config = |srtp| Config {
        srtp,
        phones: vec![PhoneConfig {
            device: "SEP000000000002".to_owned(),
            srtp: Some(false),
            buttons: vec!["line 1002".parse().expect("a button")],
            ..PhoneConfig::default()
        }],
        ..Config::default()
    };
    let mut lab = configured(config(Encryption::Offered));
    let (a, b) = two_phones(&mut lab);
    talk(&mut lab, a, b);
    assert_eq!((keys(&lab, a), keys(&lab, b)), ((None, None), (None, None)));
    assert_eq!(security(&lab, a), Security::NotAuthenticated);

    let mut lab = configured(config(Encryption::Required));
    let (a, b) = two_phones(&mut lab);
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.run(Duration::from_secs(1));
    assert!(lab.phones[a].sends.is_empty() && lab.phones[b].sends.is_empty());
    assert_ne!(lab.phones[a].state(), Some(CallState::Connected));
}

#[test]
fn a_phone_that_refuses_keys_is_not_asked_again() {
    let mut lab = lab(Encryption::Offered);
    let (a, b) = two_phones(&mut lab);
    lab.phones[b].refuses_keys = true;
    for _ in 0..2 {
        talk(&mut lab, a, b);
        lab.run(Duration::from_secs(1));
        assert_eq!((keys(&lab, a), keys(&lab, b)), ((None, None), (None, None)));
        assert_eq!(
            (lab.phones[a].sends.len(), lab.phones[b].sends.len()),
            (1, 1)
        );
        assert_eq!(security(&lab, b), Security::NotAuthenticated);
        lab.wish(a, Intent::HangUp);
        lab.run(Duration::from_secs(1));
        lab::nothing_is_left_of_it(&lab);
    }
}

#[test]
fn a_phone_whose_messages_have_no_room_for_keys_talks_in_the_clear() {
    let mut lab = lab(Encryption::Offered);
    let (a, b) = (
        lab.start("SEP000000000001", 3),
        lab.start("SEP000000000002", 22),
    );
    lab.run(Duration::from_secs(3));
    talk(&mut lab, a, b);
    assert_eq!((keys(&lab, a), keys(&lab, b)), ((None, None), (None, None)));
}
