//! What the phone offers and how it is told: codecs, packet lengths, payload types, silence.

mod rig;

use rig::{Rig, ServerKind, config, open_receive, start_transmission};
use sccp::{CodecParams, MediaCapability, Message, PayloadType};
use station::{Intent, SilenceSuppression, StationConfig, VoiceCommand};

/// The codecs told in CapabilitiesRes, and those in the layout of newer phones with its name.
fn told(
    config: StationConfig,
    version: u8,
) -> (
    Vec<MediaCapability>,
    Option<(&'static str, Vec<MediaCapability>)>,
) {
    let kind = ServerKind {
        version_byte: Some(version),
        ..ServerKind::default()
    };
    let rig = registering(config, kind);
    let first = rig.sent_of(|message| match message {
        Message::CapabilitiesRes(told) => Some(told.caps.used(told.cap_count).to_vec()),
        _ => None,
    });
    let mut newer = rig.sent_of(|message| match message {
        Message::UpdateCapabilities(told) => {
            Some(("V1", told.audio_caps.used(told.audio_cap_count).to_vec()))
        }
        Message::UpdateCapabilitiesV2(told) => {
            Some(("V2", told.audio_caps.used(told.audio_cap_count).to_vec()))
        }
        Message::UpdateCapabilitiesV3(told) => {
            Some(("V3", told.audio_caps.used(told.audio_cap_count).to_vec()))
        }
        _ => None,
    });
    assert_eq!(first.len(), 1, "one CapabilitiesRes");
    assert!(newer.len() <= 1, "one of the others at most");
    (first[0].clone(), newer.pop())
}

/// A rig that still holds what was sent to register.
fn registering(config: StationConfig, kind: ServerKind) -> Rig {
    let mut rig = Rig::new(config, kind);
    rig.start();
    rig.connected();
    rig
}

fn codecs(told: &[MediaCapability]) -> Vec<u32> {
    told.iter()
        .map(|cap| cap.payload_capability.code())
        .collect()
}

fn all_codecs() -> StationConfig {
    StationConfig {
        codecs: vec![6, 4, 2, 90, 25, 12, 11],
        ..config()
    }
}

#[test]
fn capabilities_are_told_in_the_layout_that_the_version_has() {
    for (version, layout) in [
        (3, None),
        (11, Some("V1")),
        (17, Some("V1")),
        (19, Some("V2")),
        (20, Some("V3")),
        (22, Some("V3")),
    ] {
        let (first, newer) = told(all_codecs(), version);
        assert_eq!(
            codecs(&first),
            [6, 4, 2, 90, 25, 12, 11, 0x101],
            "version {version}"
        );
        assert_eq!(
            newer.as_ref().map(|newer| newer.0),
            layout,
            "version {version}"
        );
        if let Some((_, newer)) = newer {
            assert_eq!(newer, first, "version {version}");
        }
    }
}

#[test]
fn no_server_that_is_short_of_room_gets_a_long_message() {
    let of_version = |version| ServerKind {
        version_byte: Some(version),
        ..ServerKind::default()
    };
    // Asterisk and FreeSWITCH name no version, so that the phone stays at the one it offers, 22.
    let unnamed = [ServerKind::asterisk(), ServerKind::freeswitch()];
    for kind in [3, 11, 17].map(of_version).into_iter().chain(unnamed) {
        let version = kind.version_byte;
        let rig = registering(all_codecs(), kind);
        let longest = rig.sent_bytes.iter().map(Vec::len).max().unwrap_or(0);
        assert!(
            (296..=1988).contains(&longest),
            "version {version:?}: {longest} bytes"
        );
    }
}

#[test]
fn packets_up_to_60_ms_are_offered_but_of_l16_what_a_frame_holds() {
    let (first, _) = told(all_codecs(), 22);
    for cap in &first {
        let expected = match cap.payload_capability {
            PayloadType::WIDE_BAND_256K => 40,
            PayloadType::RFC2833_DYNAMIC => 1,
            _ => 60,
        };
        assert_eq!(
            cap.max_frames_per_packet, expected,
            "{:?}",
            cap.payload_capability
        );
    }
}

#[test]
fn codecs_without_a_payload_type_of_their_own_propose_one() {
    let (first, _) = told(all_codecs(), 22);
    let proposed: Vec<u8> = first
        .iter()
        .map(|cap| cap.payloads.codec_params().dynamic_payload())
        .collect();
    assert_eq!(proposed, [0, 0, 0, 107, 0, 0, 0, 101]);
}

#[test]
fn the_order_is_the_persons_unless_bandwidth_is_to_be_saved() {
    let order = |low_bandwidth| {
        let config = StationConfig {
            low_bandwidth,
            ..all_codecs()
        };
        codecs(&told(config, 22).0)
    };
    assert_eq!(order(false), [6, 4, 2, 90, 25, 12, 11, 0x101]);
    assert_eq!(order(true), [12, 11, 90, 6, 4, 2, 25, 0x101]);
}

#[test]
fn more_codecs_than_fit_are_cut_off_at_the_least_wanted() {
    let config = StationConfig {
        codecs: (1..40).collect(),
        ..config()
    };
    let (first, _) = told(config, 22);
    assert_eq!(first.len(), 18);
    assert_eq!(codecs(&first)[17], 0x101);
}

fn opening() -> sccp::OpenReceiveChannel {
    match open_receive(501, 101, 0) {
        Message::OpenReceiveChannel(open) => *open,
        other => panic!("{other:?}"),
    }
}

fn start() -> sccp::StartMediaTransmission {
    match start_transmission(501, 101, 0) {
        Message::StartMediaTransmission(start) => *start,
        other => panic!("{other:?}"),
    }
}

fn off_hook(config: StationConfig) -> Rig {
    let mut rig = Rig::registered(config, ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.clear();
    rig
}

#[test]
fn pauses_are_left_out_as_the_server_says_or_as_the_person_wants() {
    for (wanted, told, expected) in [
        (
            SilenceSuppression::Server,
            sccp::SilenceSuppression::OFF,
            false,
        ),
        (
            SilenceSuppression::Server,
            sccp::SilenceSuppression::ON,
            true,
        ),
        (SilenceSuppression::Off, sccp::SilenceSuppression::ON, false),
        (SilenceSuppression::On, sccp::SilenceSuppression::OFF, true),
    ] {
        let mut rig = off_hook(StationConfig {
            silence_suppression: wanted,
            ..config()
        });
        rig.says(open_receive(501, 101, 0));
        rig.says(sccp::StartMediaTransmission {
            ss_value: told,
            ..start()
        });
        let starts = rig.voice.iter().filter_map(|command| match command {
            VoiceCommand::StartTransmit {
                silence_suppression,
                ..
            } => Some(*silence_suppression),
            _ => None,
        });
        assert_eq!(
            starts.collect::<Vec<_>>(),
            [expected],
            "{wanted:?}, {told:?}"
        );
    }
}

#[test]
fn the_payload_type_is_the_servers_where_the_codec_has_none_of_its_own() {
    for (codec, told, expected) in [
        (PayloadType::OPUS, 114, Some(114)),
        (PayloadType::OPUS, 0, None),
        (PayloadType::OPUS, 200, None),
        (PayloadType::WIDE_BAND_256K, 25, Some(25)),
        (PayloadType::G711_ULAW_64K, 114, None),
        (PayloadType::G723_1, 2, None),
    ] {
        let mut rig = off_hook(all_codecs());
        rig.says(sccp::OpenReceiveChannel {
            compression_type: codec,
            codec_params: CodecParams::with_dynamic_payload(told),
            ..opening()
        });
        rig.says(sccp::StartMediaTransmission {
            compression_type: codec,
            codec_params: CodecParams::with_dynamic_payload(told),
            ..start()
        });
        let types: Vec<_> = rig
            .voice
            .iter()
            .filter_map(|command| match command {
                VoiceCommand::OpenReceive { payload_type, .. }
                | VoiceCommand::StartTransmit { payload_type, .. } => Some(*payload_type),
                _ => None,
            })
            .collect();
        assert_eq!(types, [expected; 2], "{codec:?}, {told}");
    }
}
