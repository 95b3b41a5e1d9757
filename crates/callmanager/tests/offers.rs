//! Which codec a call gets, of what two phones and the server have.

mod lab;

use callmanager::{Config, PhoneConfig};
use lab::{Lab, dial};
use media::Codec;
use station::{Intent, StationConfig, VoiceCommand};

const ULAW: u32 = 4;
const ALAW: u32 = 2;
const G722: u32 = 6;
const WIDEBAND: u32 = 25;
const OPUS: u32 = 90;
const G729: u32 = 11;

fn start(lab: &mut Lab, device: &str, codecs: &[u32]) -> usize {
    let phone = lab.start_as(StationConfig {
        device: device.to_owned(),
        codecs: codecs.to_vec(),
        ..StationConfig::default()
    });
    lab.run(std::time::Duration::from_secs(3));
    phone
}

/// Codec, packet length and payload type of all that a phone was asked to receive and send.
fn formats(lab: &Lab, phone: usize) -> Vec<(u32, u32, Option<u8>)> {
    let asked = lab.phones[phone].asked.iter();
    let formats = asked.filter_map(|command| match command {
        VoiceCommand::OpenReceive {
            codec,
            ptime_ms,
            payload_type,
            ..
        }
        | VoiceCommand::StartTransmit {
            codec,
            ptime_ms,
            payload_type,
            ..
        } => Some((*codec, *ptime_ms, *payload_type)),
        _ => None,
    });
    formats.collect()
}

/// The codec that two phones talk with, whoever of them calls.
fn talk(config: &Config, of_a: &[u32], of_b: &[u32]) -> Option<u32> {
    let mut codecs = Vec::new();
    for caller in [0, 1] {
        let mut lab = Lab::new(config.clone());
        start(&mut lab, "SEP000000000001", of_a);
        start(&mut lab, "SEP000000000002", of_b);
        lab.wish(caller, dial(["1002", "1001"][caller]));
        lab.wish(1 - caller, Intent::Answer);
        let both = [formats(&lab, 0), formats(&lab, 1)].concat();
        if both.is_empty() {
            codecs.push(None);
            continue;
        }
        assert_eq!(both.len(), 4, "two phones, two directions: {both:?}");
        assert!(both.iter().all(|format| format == &both[0]), "{both:?}");
        codecs.push(Some(both[0].0));
    }
    assert_eq!(codecs[0], codecs[1], "the same whoever calls");
    codecs[0]
}

fn with(codecs: &[u32]) -> Config {
    Config {
        codecs: codecs.to_vec(),
        ..Config::default()
    }
}

#[test]
fn two_phones_talk_with_the_first_codec_of_the_server_that_both_have() {
    let all = [G722, ULAW, ALAW, OPUS, WIDEBAND, 12, G729];
    for (server, of_a, of_b, expected) in [
        (&[G722, ULAW][..], &all[..], &all[..], Some(G722)),
        (&[G722, ULAW], &all, &[ULAW, ALAW], Some(ULAW)),
        (&[WIDEBAND, G722], &all, &[G722, WIDEBAND], Some(WIDEBAND)),
        (&[OPUS], &all, &[OPUS], Some(OPUS)),
        (&[G729, ULAW], &all, &[ULAW, 12, G729], Some(G729)),
        (&[ALAW], &all, &[ULAW], None),
    ] {
        assert_eq!(
            talk(&with(server), of_a, of_b),
            expected,
            "{server:?}, {of_b:?}"
        );
    }
}

#[test]
fn a_phone_with_codecs_of_its_own_gets_those_in_either_direction() {
    let own = |codecs: &[u32]| Some(codecs.to_vec());
    let all = [G722, ULAW, ALAW];
    for (first, second, expected) in [
        (own(&[ALAW]), None, Some(ALAW)),
        (None, own(&[G722, ULAW]), Some(G722)),
        (own(&[ULAW, G722]), own(&[G722, ULAW]), Some(ULAW)),
        (own(&[ALAW, G722]), own(&[G722, ULAW]), Some(G722)),
        (own(&[ALAW]), own(&[ULAW]), None),
    ] {
        let phone = |device: &str, codecs: &Option<Vec<u32>>| PhoneConfig {
            device: device.to_owned(),
            codecs: codecs.clone(),
            ..PhoneConfig::default()
        };
        let config = Config {
            phones: vec![
                phone("SEP000000000001", &first),
                phone("SEP000000000002", &second),
            ],
            ..with(&[ULAW, ALAW, G722])
        };
        assert_eq!(talk(&config, &all, &all), expected, "{first:?}, {second:?}");
    }
}

#[test]
fn services_speak_the_codec_where_the_server_can_and_g711_else() {
    for number in ["600", "601", "602", "610"] {
        for (codec, number_of) in [
            (Codec::G722, G722),
            (Codec::L16, WIDEBAND),
            (Codec::Opus, OPUS),
            (Codec::G729, G729),
        ] {
            let mut lab = Lab::new(with(&[number_of, ULAW]));
            start(&mut lab, "SEP000000000001", &[number_of, ULAW]);
            lab.wish(0, dial(number));
            let formats = formats(&lab, 0);
            let expected = if codec.is_available() {
                number_of
            } else {
                ULAW
            };
            assert_eq!(formats.len(), 2, "{number}, {codec:?}");
            assert!(
                formats.iter().all(|format| format.0 == expected),
                "{number}, {codec:?}: {formats:?}"
            );
        }
    }
}

#[test]
fn a_page_is_spoken_in_what_every_phone_has() {
    let mut lab = Lab::new(with(&[G722, ULAW]));
    start(&mut lab, "SEP000000000001", &[G722, ULAW]);
    start(&mut lab, "SEP000000000002", &[ULAW]);
    lab.wish(0, dial("640"));
    assert!(formats(&lab, 0).iter().all(|format| format.0 == ULAW));
    assert!(!formats(&lab, 0).is_empty());
}

#[test]
fn packet_length_payload_type_and_silence_are_told() {
    for (ptime_ms, silence_suppression) in [(10, false), (20, true), (40, true), (60, false)] {
        let config = Config {
            ptime_ms,
            silence_suppression,
            ..with(&[OPUS])
        };
        let mut lab = Lab::new(config);
        start(&mut lab, "SEP000000000001", &[OPUS]);
        start(&mut lab, "SEP000000000002", &[OPUS]);
        lab.wish(0, dial("1002"));
        lab.wish(1, Intent::Answer);
        for phone in [0, 1] {
            let told = (OPUS, ptime_ms, Some(Codec::Opus.payload_type()));
            assert_eq!(formats(&lab, phone), [told; 2]);
            let suppressed = lab.phones[phone].asked.iter().any(|command| {
                matches!(
                    command,
                    VoiceCommand::StartTransmit {
                        silence_suppression: true,
                        ..
                    }
                )
            });
            assert_eq!(suppressed, silence_suppression, "{ptime_ms} ms");
        }
    }
}
