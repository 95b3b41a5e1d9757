//! Encrypted media: keys that come with the messages, what is refused, what nobody gets to see.

mod rig;

use rig::{Rig, ServerKind, config, open_receive, start_transmission};
use sccp::{EncryptionInfo, MediaEncryption, Message};
use station::{Event, Intent, ProtectionSuite, StreamProtection, VoiceCommand};

/// A key that would be seen in any text.
const KEY: [u8; 16] = [171; 16];
const SALT: [u8; 16] = [205; 16];

fn off_hook(server: ServerKind) -> Rig {
    let mut rig = Rig::registered(config(), server);
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.clear();
    rig
}

fn info(algorithm_id: MediaEncryption, salt_len: u16) -> EncryptionInfo {
    EncryptionInfo {
        algorithm_id,
        key_len: 16,
        salt_len,
        key: KEY,
        salt: SALT,
        ..EncryptionInfo::default()
    }
}

fn open(info: EncryptionInfo) -> Message {
    let Message::OpenReceiveChannel(mut open) = open_receive(501, 101, 0) else {
        unreachable!("just made")
    };
    open.m_rx_media_encryption_key_info = info;
    Message::OpenReceiveChannel(open)
}

fn start(info: EncryptionInfo) -> Message {
    let Message::StartMediaTransmission(mut start) = start_transmission(501, 101, 0) else {
        unreachable!("just made")
    };
    start.m_tx_media_encryption_key_info = info;
    Message::StartMediaTransmission(start)
}

fn protections(rig: &Rig) -> Vec<Option<StreamProtection>> {
    let commands = rig.voice.iter().filter_map(|command| match command {
        VoiceCommand::OpenReceive { protection, .. }
        | VoiceCommand::StartTransmit { protection, .. } => Some(protection.clone()),
        _ => None,
    });
    commands.collect()
}

fn statuses(rig: &Rig) -> Vec<u32> {
    rig.sent_of(|message| match message {
        Message::OpenReceiveChannelAck(ack) => Some(ack.media_reception_status.code()),
        Message::StartMediaTransmissionAck(ack) => Some(ack.media_transmission_status.code()),
        _ => None,
    })
}

#[test]
fn the_voice_path_gets_the_key_of_each_direction() {
    for (algorithm, suite, salt_len) in [
        (1, ProtectionSuite::AesCm128HmacSha1_32, 14_u16),
        (2, ProtectionSuite::AesCm128HmacSha1_80, 14),
        (5, ProtectionSuite::AeadAes128Gcm, 12),
    ] {
        // The block of the key is 40 bytes in old messages, 48 in newer ones.
        for version in [5, 11, 17, 22] {
            let mut rig = off_hook(ServerKind {
                version_byte: Some(version),
                ..ServerKind::default()
            });
            rig.says(open(info(algorithm.into(), salt_len)));
            let mut sending = info(algorithm.into(), salt_len);
            sending.key = [7; 16];
            rig.says(start(sending));
            let salt = &SALT[..usize::from(salt_len)];
            let (rx, tx) = (
                StreamProtection::new(suite, &KEY, salt),
                StreamProtection::new(suite, &[7; 16], salt),
            );
            assert_eq!(protections(&rig), [rx, tx], "version {version}");
            assert!(statuses(&rig).iter().all(|status| *status == 0));
            let told = rig.events.iter().filter(|event| {
                matches!(event, Event::Media { started: true, protection: Some(told), .. }
                    if *told == suite)
            });
            assert_eq!(told.count(), 2, "version {version}");
        }
    }
}

#[test]
fn a_stream_without_a_key_is_open_and_says_nothing_of_encryption() {
    let mut rig = off_hook(ServerKind::default());
    rig.media(501, 101, 0);
    assert_eq!(protections(&rig), [None, None]);
    let media = rig
        .events
        .iter()
        .find(|event| matches!(event, Event::Media { .. }));
    let json = serde_json::to_string(media.expect("it began")).expect("plain data");
    assert!(!json.contains("protection"), "{json}");
}

#[test]
fn what_cannot_be_encrypted_as_wanted_is_refused_and_the_person_is_told_why() {
    let short = EncryptionInfo {
        key_len: 8,
        ..info(2.into(), 14)
    };
    let identified = EncryptionInfo {
        is_mki_present: 1,
        ..info(2.into(), 14)
    };
    for (info, told) in [
        (
            info(MediaEncryption::AEAD_AES_256_GCM, 12),
            "encrypted by AEAD_AES_256_GCM, which",
        ),
        (
            info(MediaEncryption::F8_128_HMAC_SHA1_80, 14),
            "encrypted by F8_128_HMAC_SHA1_80, which",
        ),
        (info(99.into(), 14), "encrypted by algorithm 99, which"),
        (info(2.into(), 12), "does not fit (16 and 12 bytes)"),
        (short, "does not fit (8 and 14 bytes)"),
        (identified, "changing keys"),
    ] {
        let mut rig = off_hook(ServerKind::default());
        rig.says(open(info));
        let notify = rig.screen().notify.clone().expect("it is on the screen");
        assert!(notify.text.contains(told), "{}", notify.text);
        assert!(notify.until.is_some(), "it goes by itself");
        rig.says(start(info));
        assert_eq!(statuses(&rig), [9, 9]);
        assert_eq!(
            protections(&rig),
            [],
            "nothing is opened in the clear instead"
        );
        assert_eq!(rig.station.anomalies(), 2);
    }
}

#[test]
fn an_older_server_is_told_that_sending_failed() {
    let mut rig = off_hook(ServerKind {
        version_byte: Some(8),
        ..ServerKind::default()
    });
    rig.says(start(info(MediaEncryption::AEAD_AES_256_GCM, 12)));
    assert_eq!(rig.sent_names(), ["MediaTransmissionFailure"]);
}

#[test]
fn a_stream_in_the_clear_ends_when_the_server_wants_it_encrypted_and_this_phone_cannot() {
    let mut rig = off_hook(ServerKind::default());
    rig.media(501, 101, 0);
    rig.clear();
    rig.says(start(info(MediaEncryption::AEAD_AES_256_GCM, 12)));
    assert!(
        rig.voice
            .contains(&VoiceCommand::StopTransmit { stream: 501 })
    );
    rig.says(open(info(MediaEncryption::AEAD_AES_256_GCM, 12)));
    assert!(rig.voice.contains(&VoiceCommand::CloseReceive {
        stream: 501,
        keep_port: false
    }));
    let call = rig.screen().calls[0].clone();
    assert!(!call.receiving && !call.transmitting);
}

#[test]
fn no_event_no_command_and_no_screen_has_the_key() {
    let mut rig = off_hook(ServerKind::default());
    rig.says(open(info(2.into(), 14)));
    rig.says(start(info(2.into(), 14)));
    let texts = [
        format!("{:?}", rig.voice),
        format!("{:?}", rig.events),
        format!("{:?}", rig.screen()),
        serde_json::to_string(&rig.events).expect("plain data"),
        serde_json::to_string(&rig.screen()).expect("plain data"),
        serde_json::to_string(&rig.voice).expect("plain data"),
    ];
    for text in texts {
        let lower = text.to_lowercase();
        assert!(
            !lower.contains("171, 171") && !lower.contains("171,171"),
            "{text}"
        );
        assert!(!lower.contains("abab") && !lower.contains("cdcd"), "{text}");
    }
}
