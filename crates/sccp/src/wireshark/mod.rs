//! Frames of our encoder, read by Wireshark's dissector field by field: every
//! message, in every version that the dissector knows, with sample values.
//!
//! What it reads otherwise stands in `differences`, each with its reason.

mod differences;
mod dissector;

use std::collections::{BTreeMap, BTreeSet};

use differences::{Named, VIDEO_CODECS};
use dissector::Dissector;

use crate::sample::Chance;
use crate::*;

/// Versions whose forms the dissector knows. It takes header version 0 for the
/// full form of versions 8 to 10.
const VERSIONS: [u8; 11] = [8, 10, 11, 15, 16, 17, 18, 19, 20, 21, 22];

/// Samples of each message in each version.
const SAMPLES: u64 = 3;

#[test]
fn reads_what_we_wrote_in_every_message_and_version() {
    let Some(dissector) = Dissector::find() else {
        return;
    };
    let mut packets = Vec::new();
    for (at, version) in VERSIONS.map(ProtocolVersion::new).into_iter().enumerate() {
        for sample in 0..SAMPLES {
            let mut chance = Chance(1000 * at as u64 + sample);
            for mut message in Message::samples(&mut chance) {
                settle(&mut message);
                packets.push(Packet::new(message, version));
            }
        }
        if version.number() >= 17 {
            packets.push(Packet::new(to_an_ipv6_address(), version));
        }
    }
    let frames: Vec<Vec<u8>> = packets.iter().map(Packet::encode).collect();
    // What our decoder reads is compared, not what was put in.
    for packet in &mut packets {
        let again = Packet::decode(&packet.to_frame(), packet.layout).expect("long enough");
        packet.message = again.message;
    }
    let names: Vec<&str> = dissector
        .names()
        .filter(|name| !differences::OF_THE_FRAME.contains(name))
        .collect();
    let rows = dissector.read("every_message", &frames, &names);
    assert_eq!(rows.len(), packets.len());

    let mut compared = 0;
    let mut table: BTreeMap<(u32, &str), BTreeMap<u8, usize>> = BTreeMap::new();
    let mut reasons = BTreeSet::new();
    let mut unexplained: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (packet, row) in packets.iter().zip(&rows) {
        assert_eq!(row.message_id, packet.message.id(), "{packet}");
        let mut written: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for Named { name, value } in differences::names_of(packet) {
            written.entry(name).or_default().push(value);
        }
        let mut all: BTreeSet<&str> = written.keys().map(String::as_str).collect();
        all.extend(row.names());
        let mut differs = |name: &str, text: String| match differences::why(packet, name) {
            Some(reason) => {
                reasons.insert(reason);
            }
            None => {
                let about = format!(
                    "0x{:04X} {} {name}",
                    packet.message.id(),
                    packet.message.name()
                );
                unexplained
                    .entry(about)
                    .or_default()
                    .push(format!("{}: {text}", packet.layout));
            }
        };
        if !row.malformed.is_empty() {
            differs("(malformed)", row.malformed.clone());
        }
        for name in all {
            // The dissector leaves empty texts out.
            let filled = |values: &[String]| -> Vec<String> {
                values
                    .iter()
                    .filter(|value| !value.is_empty())
                    .cloned()
                    .collect()
            };
            let wrote = filled(written.get(name).map_or(&[], Vec::as_slice));
            let read = filled(&row.values(name));
            if wrote == read {
                compared += wrote.len();
                let message = (packet.message.id(), packet.message.name());
                let versions = table.entry(message).or_default();
                *versions.entry(packet.layout.number()).or_default() += wrote.len();
            } else {
                differs(name, format!("was {wrote:?}, is read as {read:?}"));
            }
        }
    }
    print_table(&table);
    let mut report = String::new();
    for (about, cases) in &unexplained {
        report += &format!("{about}: {} times, first {}\n", cases.len(), cases[0]);
    }
    assert!(unexplained.is_empty(), "{report}");
    assert_eq!(
        reasons,
        differences::reasons(),
        "each difference that is listed is there"
    );
    assert!(compared > 100_000, "{compared} values are many");
}

/// For people (`-- --nocapture`): how many values were the same, by message and version.
fn print_table(table: &BTreeMap<(u32, &str), BTreeMap<u8, usize>>) {
    println!(
        "| id | message | {} |",
        VERSIONS.map(|version| version.to_string()).join(" | ")
    );
    println!("| --- | --- |{}", " --- |".repeat(VERSIONS.len()));
    for ((id, name), versions) in table {
        let counts = VERSIONS.map(|version| {
            let count = versions.get(&version);
            count.map_or_else(String::new, ToString::to_string)
        });
        println!("| 0x{id:04X} | {name} | {} |", counts.join(" | "));
    }
}

/// Samples hold IPv4 only, which every version has.
fn to_an_ipv6_address() -> StartMediaTransmission {
    StartMediaTransmission {
        remote_ip_addr: std::net::Ipv6Addr::new(0x2001, 0xDB8, 1, 2, 3, 4, 5, 6).into(),
        remote_port_number: 20_002,
        ..Default::default()
    }
}

/// Makes the numbers that say what else is there tell the truth.
fn settle(message: &mut Message) {
    /// The fields of a capabilities message, which are the same in all three.
    macro_rules! capabilities {
        ($m:ident, $codecs:literal) => {{
            $m.audio_cap_count = count(&$m.audio_caps);
            $m.video_cap_count = count(&$m.video_caps);
            $m.data_cap_count = count(&$m.data_caps);
            $m.custom_picture_format_count = count(&$m.custom_picture_format);
            let resources = &mut $m.conf_resources;
            resources.service_resource_count = count(&resources.service_resource);
            for service in resources.service_resource.iter_mut() {
                service.layout_count = count(&service.layouts);
                // A list is shown up to the last one that says something.
                service.layouts[4] = VideoLayout::TWO_BY_TWO;
            }
            for (at, video) in $m.video_caps.iter_mut().enumerate() {
                video.level_preference_count = count(&video.level_preference);
                // It loses its place behind the parameters of any other codec.
                video.payload_capability = VIDEO_CODECS[at % $codecs];
            }
        }};
    }
    match message {
        Message::UpdateCapabilities(m) => capabilities!(m, 3),
        Message::UpdateCapabilitiesV2(m) => capabilities!(m, 4),
        Message::UpdateCapabilitiesV3(m) => capabilities!(m, 4),
        Message::CapabilitiesRes(m) => m.cap_count = count(&m.caps),
        Message::ButtonTemplate(m) => {
            m.button_count = count(&m.definition);
            m.total_button_count = m.button_count;
        }
        Message::SoftKeyTemplateRes(m) => {
            m.soft_key_count = count(&m.definition);
            m.total_soft_key_count = m.soft_key_count;
        }
        Message::SoftKeySetRes(m) => {
            m.soft_key_set_count = count(&m.definition);
            m.total_soft_key_set_count = m.soft_key_set_count;
            for set in m.definition.iter_mut() {
                set.soft_key_template_index[15] |= 1;
                set.soft_key_info_index[15] |= 1;
            }
        }
        Message::AuditConferenceRes(m) => m.number_of_entries = count(&m.conference_entry),
        Message::AuditParticipantRes(m) => m.number_of_entries = count(&m.participant_entry),
        Message::CallCountResp(m) => m.line_data_entries = count(&m.line_data),
        Message::MediaPortList(m) => m.port_count = count(&m.rtp_media_port),
        Message::OpenMultiMediaReceiveChannel(m) => {
            m.compression_type = video_or_any(m.compression_type);
            m.payload_type = m.compression_type.code();
            settle_video(&mut m.capability, m.compression_type);
        }
        Message::StartMultiMediaTransmission(m) => {
            m.compression_type = video_or_any(m.compression_type);
            m.payload_type = m.compression_type.code();
            settle_video(&mut m.capability, m.compression_type);
        }
        Message::MiscellaneousCommand(m)
            if m.command == MiscCommand::RECOVERY_REFERENCE_PICTURE =>
        {
            m.parameters.0[..4].copy_from_slice(&4u32.to_le_bytes());
        }
        _ => {}
    }
}

/// Half of the channels have a codec whose parameters the dissector knows.
fn video_or_any(codec: PayloadType) -> PayloadType {
    if codec.code().is_multiple_of(2) {
        codec
    } else {
        VIDEO_CODECS[(codec.code() / 2 % 4) as usize]
    }
}

/// A video channel has all its picture formats.
fn settle_video(params: &mut MultiMediaParams, codec: PayloadType) {
    if (PayloadType::H261..=PayloadType::H264_FEC).contains(&codec) {
        let mut video = params.video();
        video.picture_format_count = count(&video.picture_format);
        *params = video.into();
    }
}

/// How many there are.
fn count<T>(elements: &[T]) -> u32 {
    elements.len() as u32
}
