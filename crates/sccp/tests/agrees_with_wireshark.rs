//! Frames of our encoder, read by Wireshark's dissector field by field.
//!
//! The dissector knows the header versions 0 (which it takes for the full form
//! of versions 8 to 10), 11 and 15 to 22. What it reads otherwise than the
//! captures of real phones is left out, each with its reason.

mod dissector;

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use dissector::Dissector;
use sccp::*;

/// Versions whose forms the dissector knows; 8 is sent with header version 0.
const VERSIONS: [u8; 7] = [8, 11, 15, 16, 17, 18, 22];

/// Fields of ours that the dissector shows under no name, or in parts.
const WITHOUT_A_NAME: [&str; 9] = [
    // Shown bit by bit.
    "validKeyMask",
    "partyPIRestrictionBits",
    "lineType",
    "phoneFeatures",
    // Shown by the parameters of the codec.
    "codecParams",
    "PAYLOADS",
    "capability",
    // In another format.
    "macAddress",
    // The text is shown as a separate tree of XML.
    "xmldata",
];

/// Names and values, in the order of the wire.
type Fields = Vec<(String, String)>;

#[test]
fn reads_the_fields_we_wrote() {
    let Some(dissector) = Dissector::find() else {
        return;
    };
    let mut packets = Vec::new();
    for version in VERSIONS.map(ProtocolVersion::new) {
        for message in conversation(version)
            .into_iter()
            .chain(full_capabilities(version))
        {
            packets.push(Packet::new(message, version));
        }
        for kind in MESSAGES.iter().filter(|kind| is_plain(kind.id, version)) {
            packets.push(Packet::new(patterned(kind), version));
        }
    }
    let expected: Vec<Fields> = packets.iter().map(fields_of).collect();
    let names: BTreeSet<&str> = expected
        .iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect();
    let names: Vec<&str> = names.into_iter().collect();
    let frames: Vec<Vec<u8>> = packets.iter().map(Packet::encode).collect();
    let rows = dissector.read("every_message", &frames, &names);
    assert_eq!(rows.len(), packets.len());

    let mut compared = 0;
    let mut different = Vec::new();
    for ((packet, expected), row) in packets.iter().zip(&expected).zip(&rows) {
        assert_eq!(row.message_id, packet.message.id(), "{packet}");
        let about = format!("version {}: {}", packet.layout, packet.message.name());
        if !row.malformed.is_empty() {
            different.push(format!("{about} is malformed"));
        }
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, value) in expected {
            // The dissector leaves empty texts out.
            if !value.is_empty() {
                by_name.entry(name).or_default().push(value);
            }
        }
        for (name, written) in by_name {
            let read: Vec<_> = row
                .values(name)
                .into_iter()
                .filter(|value| !value.is_empty())
                .collect();
            if read != written {
                different.push(format!(
                    "{about}: {name} was {written:?}, is read as {read:?}"
                ));
            }
            compared += 1;
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
    assert!(compared > 3000, "{compared} fields are many");
}

#[test]
fn reads_the_key_we_wrote() {
    let Some(dissector) = Dissector::find() else {
        return;
    };
    let key = EncryptionInfo {
        algorithm_id: MediaEncryption::AES_CM_128_HMAC_SHA1_32,
        key_len: 16,
        salt_len: 14,
        key: std::array::from_fn(|at| at as u8 + 1),
        salt: std::array::from_fn(|at| at as u8 + 101),
        ..Default::default()
    };
    let start = StartMediaTransmission {
        m_tx_media_encryption_key_info: key,
        ..Default::default()
    };
    let open = OpenReceiveChannel {
        compression_type: PayloadType::ILBC,
        codec_params: CodecParams([1, 97, 3, 4]),
        m_rx_media_encryption_key_info: key,
        ..Default::default()
    };
    let version = ProtocolVersion::new(17);
    let frames = [
        Packet::new(start, version).encode(),
        Packet::new(open, version).encode(),
    ];
    let names = [
        "skinny.keylen",
        "skinny.saltlen",
        "skinny.key",
        "skinny.salt",
        "skinny.dynamicPayload",
    ];
    for row in dissector.read("keys", &frames, &names) {
        assert_eq!(row.malformed, "");
        assert_eq!(row.values("skinny.keylen"), ["16"]);
        assert_eq!(row.values("skinny.saltlen"), ["14"]);
        let numbers =
            |range: std::ops::Range<u32>| range.map(|n| n.to_string()).collect::<Vec<_>>();
        assert_eq!(row.values("skinny.key"), numbers(1..17));
        assert_eq!(row.values("skinny.salt"), numbers(101..115));
        let payload = if row.message_id == 0x0105 { "97" } else { "0" };
        assert_eq!(row.values("skinny.dynamicPayload"), [payload]);
    }
}

#[test]
fn reads_features_and_hardware_address_we_wrote() {
    let Some(dissector) = Dissector::find() else {
        return;
    };
    let version = ProtocolVersion::NEWEST;
    let register = Register {
        features: Features([0x20, 0x12, 0x81]),
        mac_address: MacAddress::raw([0, 0x11, 0x22, 0x33, 0x44, 0x55]),
        ..Default::default()
    };
    let names = [
        "skinny.unknown",
        "skinny.PhoneFeatures.UTF8",
        "skinny.PhoneFeatures.Bit1",
        "skinny.PhoneFeatures.Bit9",
        "skinny.PhoneFeatures.Abbreviated.Dial",
        "skinny.macAddress",
    ];
    let rows = dissector.read(
        "features",
        &[Packet::new(register, version).encode()],
        &names,
    );
    let values: Vec<_> = names
        .iter()
        .map(|name| rows[0].values(name).concat())
        .collect();
    assert_eq!(values[0], "32");
    // Bit n of the dissector is bit n-1 of the last two bytes.
    assert_eq!(values[1], "1", "UTF-8 is bit 5");
    assert_eq!(values[2], "0");
    assert_eq!(values[3], "1", "dynamic messages are bit 9");
    assert_eq!(values[4], "1", "abbreviated dialling is bit 16");
    assert_eq!(values[5], "00:11:22:33:44:55");
}

/// One of each message with counted or variable parts, and those of a call.
fn conversation(version: ProtocolVersion) -> Vec<Message> {
    let capability = |codec, milliseconds| MediaCapability {
        payload_capability: codec,
        max_frames_per_packet: milliseconds,
        ..Default::default()
    };
    let address = Ipv4Addr::new(192, 0, 2, 20);
    let mut messages: Vec<Message> = vec![
        Register {
            sid: StationIdentifier {
                device_name: "SEP001122334455".into(),
                reserved_for_future_use: 3,
                instance: 1,
            },
            station_ip_addr: Ipv4Addr::new(192, 0, 2, 10).into(),
            device_type: DeviceType::IP_COMMUNICATOR,
            max_streams: 5,
            active_streams: 1,
            protocol_ver: version.number(),
            max_conferences: 2,
            active_conferences: 1,
            ip_v4_address_scope: 3,
            max_number_of_lines: 8,
            ip_v6_address_scope: 1,
            firmware_load_name: "SCCP70.9-4-2".into(),
            ..Default::default()
        }
        .into(),
        RegisterAck {
            keep_alive_interval: 30,
            date_template: "D/M/YA".into(),
            secondary_keep_alive_interval: 60,
            max_protocol_ver: 22,
            ..Default::default()
        }
        .into(),
        CapabilitiesRes::new([
            capability(PayloadType::G711_ULAW_64K, 40),
            capability(PayloadType::G711_ALAW_64K, 41),
            capability(PayloadType::RFC2833_DYNAMIC, 1),
        ])
        .into(),
        ButtonTemplate {
            button_offset: 0,
            button_count: 2,
            total_button_count: 2,
            definition: vec![
                ButtonDefinition {
                    instance_number: 1,
                    button_definition: ButtonType::LINE,
                },
                ButtonDefinition {
                    instance_number: 2,
                    button_definition: ButtonType::SPEED_DIAL,
                },
            ]
            .into(),
        }
        .into(),
        SoftKeyTemplateRes {
            soft_key_offset: 0,
            soft_key_count: 2,
            total_soft_key_count: 2,
            definition: vec![
                SoftKeyDefinition {
                    soft_key_label: "Redial".into(),
                    soft_key_event: 1,
                },
                SoftKeyDefinition {
                    soft_key_label: "NewCall".into(),
                    soft_key_event: 2,
                },
            ]
            .into(),
        }
        .into(),
        SoftKeySetRes {
            soft_key_set_offset: 0,
            soft_key_set_count: 2,
            total_soft_key_set_count: 2,
            definition: [1, 17]
                .map(|first: u8| SoftKeySetDefinition {
                    soft_key_template_index: std::array::from_fn(|at| first + at as u8),
                    soft_key_info_index: std::array::from_fn(|at| {
                        u16::from(first) + 300 + at as u16
                    }),
                })
                .into_iter()
                .collect(),
        }
        .into(),
        OpenReceiveChannel {
            conference_id: 1,
            pass_through_party_id: 2,
            milli_second_packet_size: 20,
            compression_type: PayloadType::G711_ULAW_64K,
            ec_value: EchoCancellation::ON,
            call_reference: 3,
            stream_pass_through_id: 4,
            associated_stream_id: 5,
            rfc2833_payload_type: 101,
            dtmf_type: 10,
            mixing_mode: 6,
            party_direction: 7,
            source_ip_addr: address.into(),
            source_port_number: 4000,
            requested_ip_addr_type: IpAddrType::V4_V6,
            audio_level_adjustment: 9,
            ..Default::default()
        }
        .into(),
        OpenReceiveChannelAck {
            media_reception_status: MediaStatus::OUT_OF_SOCKETS,
            ip_addr: address.into(),
            port_number: 20000,
            pass_through_party_id: 2,
            call_reference: 3,
        }
        .into(),
        StartMediaTransmission {
            conference_id: 1,
            pass_through_party_id: 2,
            remote_ip_addr: address.into(),
            remote_port_number: 20002,
            milli_second_packet_size: 30,
            compression_type: PayloadType::G711_ALAW_64K,
            precedence_value: 184,
            ss_value: SilenceSuppression::ON,
            max_frames_per_packet: 11,
            call_reference: 3,
            stream_pass_through_id: 4,
            associated_stream_id: 5,
            rfc2833_payload_type: 101,
            dtmf_type: 10,
            mixing_mode: 6,
            party_direction: 7,
            ..Default::default()
        }
        .into(),
        CallInfo {
            calling_party_name: "Alice".into(),
            calling_party: "1001".into(),
            called_party_name: "Bob".into(),
            called_party: "1002".into(),
            line_instance: 1,
            call_reference: 3,
            call_type: CallType::OUT_BOUND,
            original_called_party_name: "Carol".into(),
            original_called_party: "1003".into(),
            last_redirecting_party_name: "Dave".into(),
            last_redirecting_party: "1004".into(),
            original_cdpn_redirect_reason: 2,
            last_redirecting_reason: 15,
            cgpn_voice_mailbox: "2001".into(),
            cdpn_voice_mailbox: "2002".into(),
            original_cdpn_voice_mailbox: "2003".into(),
            last_redirecting_voice_mailbox: "2004".into(),
            call_instance: 1,
            call_security_status: CallSecurityStatus::ENCRYPTED,
            ..Default::default()
        }
        .into(),
        SoftKeyEvent {
            soft_key_event: 9,
            line_instance: 1,
            call_reference: 3,
        }
        .into(),
        KeypadButton {
            kp_button: KeypadKey::POUND,
            line_instance: 1,
            call_reference: 3,
        }
        .into(),
        EnblocCall {
            called_party: "5551234".into(),
            line_instance: 2.into(),
        }
        .into(),
        DeviceToUserDataVersion1 {
            device_to_user_data: UserDataVersion1 {
                application_id: 1,
                line_instance: 2,
                call_reference: 3,
                transaction_id: 4,
                sequence_flag: SequenceFlag::LAST,
                display_priority: 5,
                conference_id: 6,
                app_instance_id: 7,
                routing_id: 8,
                data: "<a/>".into(),
            },
        }
        .into(),
    ];
    // The dissector expects the texts of version 16 on at every version.
    if version.number() >= 17 {
        messages.push(
            CallInfoV2 {
                line_instance: 1,
                call_reference: 3,
                call_type: CallType::IN_BOUND,
                call_instance: 2,
                calling_party: "1001".into(),
                alternate_calling_party: "9001".into(),
                called_party: "1002".into(),
                original_called_party: "1003".into(),
                last_redirecting_party: "1004".into(),
                cgpn_voice_mailbox: "2001".into(),
                cdpn_voice_mailbox: "2002".into(),
                original_cdpn_voice_mailbox: "2003".into(),
                last_redirecting_voice_mailbox: "2004".into(),
                calling_party_name: "Alice".into(),
                called_party_name: "Bob".into(),
                original_called_party_name: "Carol".into(),
                last_redirecting_party_name: "Dave".into(),
                hunt_pilot_number: "3000".into(),
                hunt_pilot_name: "Hunters".into(),
                ..Default::default()
            }
            .into(),
        );
    }
    // Phones of version 20 are read otherwise; see the reference.
    messages.push(
        ConnectionStatisticsRes {
            directory_num: "1001".into(),
            call_reference: 3,
            stats_processing_mode: StatsProcessing::DO_NOT_CLEAR.into(),
            number_packets_sent: 100,
            number_octets_sent: 16000,
            number_packets_received: 99,
            number_octets_received: 15840,
            number_packets_lost: 1,
            jitter: 3,
            latency: 5,
            data: if version.number() >= 11 {
                "MLQK=4.5;CCR=0.0".into()
            } else {
                Data::default()
            },
        }
        .into(),
    );
    messages
}

/// Whether a message is compared with all its fields filled from a pattern.
fn is_plain(id: u32, version: ProtocolVersion) -> bool {
    match id {
        // Counted parts: in the conversation instead.
        0x0010 | 0x0023 | 0x0030 | 0x0043 | 0x0044 | 0x0097 | 0x0108 | 0x0109 => false,
        0x002E | 0x002F | 0x0041 | 0x0042 | 0x011E | 0x013F => false,
        // Read only when the length is more than the fields need.
        0x0027 | 0x0034 => false,
        // 64 characters expected, 256 sent: two servers want them.
        0x0048 => false,
        // Only the index is read.
        0x0148 => false,
        // The texts of version 16 on are expected at every version.
        0x014A => version.number() >= 17,
        // 97 bytes of text, padded.
        _ => true,
    }
}

/// A message whose numbers and texts are all different from zero where that can
/// be: every aligned four bytes are one printable letter and zeroes.
fn patterned(kind: &MessageKind) -> Message {
    let body: Vec<u8> = (0..2600)
        .map(|at| {
            if at % 4 == 0 {
                b'0' + (at / 4 % 60) as u8
            } else {
                0
            }
        })
        .collect();
    // Addresses are IPv4 up to version 16, which every form can hold.
    kind.read(&mut Reader::new(&body, ProtocolVersion::new(16)))
}

/// Capabilities with all their room used: the dissector loses its place behind
/// an array that is used in part.
fn full_capabilities(version: ProtocolVersion) -> Vec<Message> {
    macro_rules! full {
        ($kind:ident, $codec:ident) => {{
            let kind = MessageKind::find(<$kind as Body>::ID).expect("a declared message");
            let Message::$kind(mut capabilities) = patterned(kind) else {
                panic!("of its own kind");
            };
            capabilities.custom_picture_format_count = 6;
            capabilities.conf_resources.service_resource_count = 4;
            for service in capabilities.conf_resources.service_resource.iter_mut() {
                service.layout_count = 5;
            }
            capabilities.audio_cap_count = 18;
            capabilities.video_cap_count = 10;
            for video in capabilities.video_caps.iter_mut() {
                video.level_preference_count = 4;
                // It also knows the size of these codecs' parameters only.
                video.payload_capability = PayloadType::$codec;
            }
            capabilities.data_cap_count = 5;
            capabilities.into()
        }};
    }
    let mut messages = vec![
        full!(UpdateCapabilities, H263),
        full!(UpdateCapabilitiesV2, H264),
    ];
    // Below 16 each video codec is shorter by a field, which `Value` cannot say.
    if version.number() >= 16 {
        messages.push(full!(UpdateCapabilitiesV3, H264));
    }
    messages
}

/// The fields of a packet under the dissector's names.
fn fields_of(packet: &Packet) -> Fields {
    let Value::Struct(values) = packet.message.value() else {
        panic!("a message is a struct: {packet}");
    };
    let kind = MessageKind::find(packet.message.id()).expect("a declared message");
    let mut fields = Vec::new();
    for (declared, (name, value)) in kind.fields.iter().zip(values) {
        if (declared.since..=declared.until).contains(&packet.layout.number())
            && let Some(name) = dissector_name(packet, name)
        {
            flatten(&name, &value, &mut fields);
        }
    }
    fields
}

/// The dissector's name of a field, where it is not the reference's; `None` if
/// it does not read the field, or not as phones write it.
fn dissector_name(packet: &Packet, name: &str) -> Option<String> {
    let typed = packet.layout.number() >= 17;
    let name = match (packet.message.id(), name) {
        // Read only where the length is above 100.
        (0x0001, "activeConferences" | "ipV4AddressScope") if !typed => return None,
        // Read as a number in host order.
        (0x0029, "stationIpAddr") => return None,
        (0x0001, "stationIpAddr" | "stationIpV6Addr") => name,
        (0x009E, "serverName") => "ServerName",
        (0x009E, "serverIpAddr") if typed => "stationIpAddr.ipv4",
        (0x009E, "serverIpAddr") => "stationIpAddr",
        // Addresses of either kind have the kind in their name.
        _ if name.ends_with("Addr") => return Some(format!("{name}.ipv4")),
        _ => name,
    };
    Some(name.to_owned())
}

/// Appends a value, and what is inside it, under the dissector's names.
fn flatten(name: &str, value: &Value, fields: &mut Fields) {
    if WITHOUT_A_NAME.contains(&name) {
        return;
    }
    let wire = format!("skinny.{}", name.replace('_', "."));
    match value {
        Value::Number(number) => fields.push((wire, number.to_string())),
        Value::Named(number, _) | Value::Bits(number) => fields.push((wire, number.to_string())),
        Value::Text(text) => fields.push((wire, text.clone())),
        Value::Address(address) => fields.push((wire, address.to_string())),
        Value::Digits(value) => flatten(name, value, fields),
        Value::List(values) => values.iter().for_each(|value| flatten(name, value, fields)),
        // Parts of a structure have names of their own.
        Value::Struct(parts) => parts
            .iter()
            .for_each(|(name, value)| flatten(name, value, fields)),
        Value::Bytes(_) | Value::Hidden(_) => {}
    }
}
