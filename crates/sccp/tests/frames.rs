//! Recorded frames: read to the right fields, written to the same bytes.

mod recorded;

use std::net::Ipv4Addr;

use sccp::*;

fn decode(name: &str) -> Packet {
    let recorded = recorded::named(name);
    let frame = recorded.frame();
    // What the peers of that frame would have agreed on.
    let version = match frame.header_version {
        0 => ProtocolVersion::new(if name.contains("CM 3/4") || name.contains("CM 4") {
            5
        } else {
            3
        }),
        number => ProtocolVersion::new(number as u8),
    };
    Packet::decode(&frame, version).expect("long enough")
}

/// The message of a recorded frame.
macro_rules! message {
    ($kind:ident, $name:expr) => {
        match decode($name).message {
            Message::$kind(message) => message,
            other => panic!("{} is no {}: {other:?}", $name, stringify!($kind)),
        }
    };
}

#[test]
fn every_frame_comes_back_as_the_same_bytes_whatever_was_agreed() {
    for recorded in recorded::all() {
        for version in [3, 5, 8, 11, 15, 16, 17, 18, 20, 22] {
            let packet = Packet::decode(&recorded.frame(), ProtocolVersion::new(version))
                .expect("long enough");
            assert!(
                !matches!(packet.message, Message::Unknown(_)),
                "{} has a declaration",
                recorded.name
            );
            assert_eq!(
                packet.encode(),
                recorded.bytes,
                "{} {version}",
                recorded.name
            );
        }
    }
}

#[test]
fn leftovers_behind_a_text_belong_to_no_field() {
    for recorded in recorded::leftovers() {
        for version in [3, 5, 8, 11] {
            let version = ProtocolVersion::new(version);
            let packet = Packet::decode(&recorded.frame(), version).expect("long enough");
            let written = packet.encode();
            assert_eq!(written.len(), recorded.bytes.len(), "{}", recorded.name);
            let mut reader = FrameReader::new();
            reader.push(&written);
            let frame = reader.next().expect("a whole frame").expect("a good frame");
            let again = Packet::decode(&frame, version).expect("long enough");
            assert_eq!(again.message, packet.message, "{}", recorded.name);
        }
    }
}

#[test]
fn old_call_managers_are_read_through_their_leftovers() {
    let line = message!(LineStat, "LineStat CM 3.1");
    assert_eq!(line.line_dir_number, "1003");
    assert_eq!(line.line_fully_qualified_display_name, "8165551003");
    assert_eq!(line.line_text_label, "");
    let line = message!(LineStat, "LineStat CM 3.3");
    assert_eq!(line.line_fully_qualified_display_name, "8165551003");
    assert_eq!(line.line_text_label, "Line 1003");
    let keys = message!(SoftKeyTemplateRes, "SoftKeyTemplateRes CM 3.1");
    let labels: Vec<_> = keys
        .definition
        .used(4)
        .iter()
        .map(|key| {
            (
                key.soft_key_label.to_display(Charset::Latin1).into_owned(),
                key.soft_key_event,
            )
        })
        .collect();
    assert_eq!(
        labels,
        [("Redial", 1), ("NewCall", 2), ("Hold", 3), ("Trnsfer", 4)]
            .map(|(label, event)| (label.to_owned(), event))
    );
    let prompt = message!(DisplayPromptStatus, "Prompt CM 3.1");
    assert_eq!(prompt.prompt_status, "Your current options");
    let feature = message!(FeatureStat, "FeatureStat CM 4.1");
    assert_eq!((feature.feature_index, feature.feature_status), (1, 0));
    assert_eq!(feature.feature_id.code(), 3);
    let refusal = message!(RegisterReject, "RegisterReject CM 2");
    assert_eq!(refusal.text, "Error: No License");
}

#[test]
fn call_manager_2_names_no_call_and_no_channel() {
    let info = message!(CallInfo, "CallInfo CM 2");
    assert_eq!(info.calling_party_name, "Line 1091");
    assert_eq!(info.calling_party, "1091");
    assert_eq!(info.called_party_name, "Line 1092");
    assert_eq!(info.called_party, "1092");
    assert_eq!((info.line_instance, info.call_reference), (0, 0));
    let start = message!(StartMediaTransmission, "StartMediaTransmission CM 2");
    assert_eq!(
        start.remote_ip_addr.ip(),
        Some(Ipv4Addr::new(10, 102, 172, 11).into())
    );
    assert_eq!(start.remote_port_number, 5001);
    assert_eq!(start.milli_second_packet_size, 30);
    assert_eq!(start.compression_type, PayloadType::G711_ULAW_64K);
    assert_eq!((start.conference_id, start.pass_through_party_id), (0, 0));
    let listen = message!(StartMediaReception, "StartMediaReception CM 2");
    assert_eq!(listen.milli_second_packet_size, 30);
    assert_eq!(listen.compression_type, PayloadType::G711_ULAW_64K);
    let stop = message!(StopMediaTransmission, "StopMediaTransmission CM 2");
    assert_eq!((stop.conference_id, stop.pass_through_party_id), (0, 0));
    let stop = message!(StopMediaReception, "StopMediaReception CM 2");
    assert_eq!((stop.conference_id, stop.pass_through_party_id), (0, 0));
    let line = message!(LineStat, "LineStat CM 2");
    assert_eq!(line.line_dir_number, "1092");
    let tone = message!(StartTone, "StartTone CM 2 0x24");
    assert_eq!(tone.tone.code(), 0x24);
}

#[test]
fn nothing_but_padding_is_left_over() {
    for recorded in recorded::built() {
        let frame = recorded.frame();
        let version =
            ProtocolVersion::from_header(frame.header_version).unwrap_or(ProtocolVersion::new(11));
        let packet = Packet::decode(&frame, version).expect("long enough");
        if let Tail::Surplus(surplus) = &packet.tail {
            assert!(
                surplus.len() < 4 && surplus.iter().all(|byte| *byte == 0),
                "{packet}"
            );
        }
    }
}

#[test]
fn capture_is_cut_into_the_same_frames_in_any_pieces() {
    let stream = recorded::payloads(include_bytes!("data/examples.pcap")).concat();
    let expected: Vec<RawFrame> = recorded::built()
        .iter()
        .map(recorded::Recorded::frame)
        .collect();
    for size in [1, 7, 12, 500, stream.len()] {
        let mut reader = FrameReader::new();
        let mut frames = Vec::new();
        for piece in stream.chunks(size) {
            reader.push(piece);
            frames.extend(reader.by_ref().map(|frame| frame.expect("a good frame")));
        }
        assert_eq!(frames, expected, "in pieces of {size}");
    }
}

#[test]
fn sizes_are_those_of_the_reference() {
    // Where what we send differs from the dissector's full form, and why.
    let ours = |id: u32, version: u8| match id {
        // 68 bytes as 79xx phones send, 124 without configVersionStamp.
        0x0001 => Some(if version < 17 { 68 } else { 124 }),
        // The line came with version 17.
        0x0004 if version < 17 => Some(24),
        // The reason came later.
        0x0027 if version < 15 => Some(0),
        0x0034 if version < 11 => Some(4),
        // Two servers want 256 characters.
        0x0048 => Some(268),
        _ => None,
    };
    let mut checked = 0;
    for line in include_str!("data/sizes.csv").lines().skip(1) {
        let columns: Vec<&str> = line.split(',').collect();
        let id = u32::from_str_radix(&columns[0][2..], 16).expect("an id");
        let [since, until, bytes] =
            [1, 2, 3].map(|column| columns[column].parse::<usize>().expect("a number"));
        let kind = MessageKind::find(id).expect("every message is declared");
        // Header version 0 in full is the form of versions 8 to 10.
        for version in since.max(8)..=until {
            let version = version as u8;
            let size = kind.size(ProtocolVersion::new(version));
            assert_eq!(
                size,
                Some(ours(id, version).unwrap_or(bytes)),
                "{} {version}",
                kind.name
            );
            checked += 1;
        }
    }
    assert!(checked > 2000, "{checked} sizes are a table");
}

#[test]
fn old_servers_have_the_short_forms_they_were_captured_with() {
    let size = |kind: u32, version| {
        MessageKind::find(kind).and_then(|kind| kind.size(ProtocolVersion::new(version)))
    };
    // Version 3, CallManager 3; version 5, CallManager 4; version 8.
    for (id, sizes) in [
        (0x0003, [4, 12, 12]),
        (0x0006, [0, 8, 8]),
        (0x0007, [0, 8, 8]),
        (0x0022, [16, 20, 20]),
        (0x008A, [40, 84, 112]),
        (0x008B, [8, 12, 16]),
        (0x0092, [108, 112, 112]),
        (0x0105, [24, 68, 92]),
        (0x0106, [8, 12, 16]),
    ] {
        assert_eq!(
            [3, 5, 8].map(|version| size(id, version)),
            sizes.map(Some),
            "0x{id:04X}"
        );
    }
}

#[test]
fn register_tells_device_and_version() {
    let register = message!(Register, "Register, protocol 17");
    assert_eq!(register.sid.device_name, "SEP001122334455");
    assert_eq!(register.sid.instance, 1);
    assert_eq!(register.station_ip_addr.0, Ipv4Addr::new(192, 0, 2, 10));
    assert_eq!(register.device_type, DeviceType::IP_COMMUNICATOR);
    assert_eq!(register.max_streams, 5);
    assert_eq!(register.protocol_ver, 17);
    assert_eq!(register.features, Features([0x00, 0x70, 0x85]));
    assert_eq!(register.max_conferences, 1);
    assert_eq!(
        register.mac_address,
        MacAddress::raw([0, 0x11, 0x22, 0x33, 0x44, 0x55])
    );
    assert_eq!(register.ip_v4_address_scope, 3);
    assert_eq!(register.max_number_of_lines, 8);
    assert_eq!(register.firmware_load_name, "CIPC-8-6-6-0");
    assert_eq!(register.config_version_stamp, Trailing(None));
}

#[test]
fn register_ack_tells_interval_and_version() {
    let ack = message!(RegisterAck, "RegisterAck, keepalive 30");
    assert_eq!(ack.keep_alive_interval, 30);
    assert_eq!(ack.date_template, "D/M/YA");
    assert!(ack.date_template.twelve_hours());
    assert_eq!(ack.secondary_keep_alive_interval, 60);
    assert_eq!(ack.max_protocol_ver, 17);
    assert_eq!(ack.features, Features::SERVER);
}

#[test]
fn register_ack_of_call_manager_2_ends_before_the_version() {
    let packet = decode("RegisterAck CM 2");
    let Message::RegisterAck(ack) = &packet.message else {
        panic!("{packet}");
    };
    assert_eq!(ack.keep_alive_interval, 30);
    assert_eq!(ack.date_template, "M/D/YA");
    assert_eq!(ack.max_protocol_ver, 0);
    assert_eq!(packet.tail, Tail::Short(12));
}

#[test]
fn capabilities_may_leave_out_the_unused_room() {
    let capabilities = message!(CapabilitiesRes, "CapabilitiesRes, PCMU");
    assert_eq!(capabilities.cap_count, 3);
    let codecs: Vec<_> = capabilities
        .caps
        .used(capabilities.cap_count)
        .iter()
        .map(|capability| {
            (
                capability.payload_capability,
                capability.max_frames_per_packet,
            )
        })
        .collect();
    assert_eq!(
        codecs,
        [
            (PayloadType::G711_ULAW_64K, 40),
            (PayloadType::G711_ALAW_64K, 40),
            (PayloadType::G729_ANNEX_A, 60)
        ]
    );
}

#[test]
fn button_template_names_each_button() {
    let template = message!(ButtonTemplate, "ButtonTemplate");
    assert_eq!((template.button_offset, template.button_count), (0, 3));
    let buttons: Vec<_> = template
        .definition
        .used(template.total_button_count)
        .iter()
        .map(|button| (button.button_definition, button.instance_number))
        .collect();
    assert_eq!(
        buttons,
        [
            (ButtonType::LINE, 1),
            (ButtonType::SPEED_DIAL, 1),
            (ButtonType::UNDEFINED, 0)
        ]
    );
    assert_eq!(template.definition.len(), 42);
}

#[test]
fn soft_key_labels_are_tokens_or_text() {
    let template = message!(SoftKeyTemplateRes, "SoftKeyTemplateRes");
    let keys: Vec<_> = template
        .definition
        .used(template.total_soft_key_count)
        .iter()
        .map(|key| {
            (
                key.soft_key_label.to_display(Charset::Latin1).into_owned(),
                key.soft_key_event,
            )
        })
        .collect();
    assert_eq!(
        keys,
        [
            ("Redial".into(), 1),
            ("NewCall".into(), 2),
            ("Dial".into(), 19)
        ]
    );
}

#[test]
fn soft_key_sets_point_into_the_template() {
    let sets = message!(SoftKeySetRes, "SoftKeySetRes");
    let [on_hook, connected] = sets.definition.used(sets.total_soft_key_set_count) else {
        panic!("two sets");
    };
    assert_eq!(on_hook.soft_key_template_index[..3], [1, 2, 0]);
    assert_eq!(on_hook.soft_key_info_index[..3], [301, 302, 0]);
    assert_eq!(connected.soft_key_template_index[0], 3);
}

#[test]
fn selected_keys_and_call_state_belong_to_a_call() {
    let keys = message!(SelectSoftKeys, "SelectSoftKeys(1,");
    assert_eq!((keys.line_instance, keys.call_reference), (1, 0x1001));
    assert_eq!(keys.soft_key_set_index, SoftKeySet::CONNECTED);
    assert_eq!(keys.valid_key_mask, Bits(u32::MAX));

    let state = message!(CallState, "CallState RingIn");
    assert_eq!(state.call_state, CallStateCode::RING_IN);
    assert_eq!((state.line_instance, state.call_reference), (1, 0x1001));
    assert_eq!(
        (state.privacy, state.precedence_level),
        (CallPrivacy::NONE, 4)
    );

    let captured = message!(CallState, "CallState OffHook");
    assert_eq!(captured.call_state, CallStateCode::OFF_HOOK);
    assert_eq!(
        (captured.line_instance, captured.call_reference),
        (1, 0x0100_001A)
    );

    let captured = message!(SelectSoftKeys, "SelectSoftKeys set 4");
    assert_eq!(captured.soft_key_set_index, SoftKeySet::OFF_HOOK);
}

#[test]
fn call_info_names_both_parties() {
    let info = message!(CallInfo, "CallInfo (static");
    assert_eq!(info.calling_party_name, "Alice");
    assert_eq!(info.calling_party, "1001");
    assert_eq!(info.called_party_name, "Bob");
    assert_eq!(info.called_party, "1002");
    assert_eq!((info.line_instance, info.call_reference), (1, 0x1001));
    assert_eq!(info.call_type, CallType::IN_BOUND);
    assert_eq!(info.original_called_party, "");
    assert_eq!(info.last_redirecting_party, "");
    assert_eq!(info.call_instance, 1);
    assert_eq!(
        info.call_security_status,
        CallSecurityStatus::NOT_AUTHENTICATED
    );
}

#[test]
fn dynamic_call_info_counts_its_texts_by_version() {
    let info = message!(CallInfoV2, "CallInfoV2, v17");
    assert_eq!((info.line_instance, info.call_reference), (1, 0x1001));
    assert_eq!(info.call_type, CallType::IN_BOUND);
    assert_eq!(info.calling_party, "1001");
    assert_eq!(info.alternate_calling_party, "");
    assert_eq!(info.called_party, "1002");
    assert_eq!(info.calling_party_name, "Alice");
    assert_eq!(info.called_party_name, "Bob");
}

#[test]
fn receive_channel_is_opened_with_telephone_events() {
    let open = message!(OpenReceiveChannel, "OpenReceiveChannel, v17");
    assert_eq!(
        (open.conference_id, open.pass_through_party_id),
        (0x1001, 0x2001)
    );
    assert_eq!(open.milli_second_packet_size, 20);
    assert_eq!(open.compression_type, PayloadType::G711_ULAW_64K);
    assert_eq!(open.call_reference, 0x1001);
    assert_eq!(
        open.m_rx_media_encryption_key_info.algorithm_id,
        MediaEncryption::NONE
    );
    assert_eq!((open.rfc2833_payload_type, open.dtmf_type), (101, 10));
    assert_eq!(open.requested_ip_addr_type, IpAddrType::V4);
}

#[test]
fn receive_channel_of_call_manager_4_is_read_with_its_call() {
    let packet = decode("OpenReceiveChannel");
    assert_eq!(packet.header_version, 17, "the built one comes first");
    let captured = recorded::captured();
    let frame = captured
        .iter()
        .find(|recorded| recorded.name == "OpenReceiveChannel")
        .expect("the captured one")
        .frame();
    for agreed in [3, 5, 11] {
        let packet = Packet::decode(&frame, ProtocolVersion::new(agreed)).expect("long enough");
        let Message::OpenReceiveChannel(open) = &packet.message else {
            panic!("{packet}");
        };
        assert_eq!(open.conference_id, 0x0100_001F);
        assert_eq!(open.pass_through_party_id, 0x0100_0101);
        assert_eq!(open.call_reference, 0x0100_001F, "agreed on {agreed}");
        assert!((5..8).contains(&packet.layout.number()));
        assert_eq!(packet.tail, Tail::Exact);
    }
}

#[test]
fn acknowledged_channel_has_the_address_of_its_form() {
    let ack = message!(OpenReceiveChannelAck, "OpenReceiveChannelAck, v17");
    assert_eq!(ack.media_reception_status, MediaStatus::OK);
    assert_eq!(ack.ip_addr.ip(), Some(Ipv4Addr::new(192, 0, 2, 10).into()));
    assert_eq!(ack.port_number, 0x4000);
    assert_eq!(
        (ack.pass_through_party_id, ack.call_reference),
        (0x2001, 0x1001)
    );

    // The old form, even from a peer that agreed on a new version.
    for agreed in [3, 5, 11, 17, 22] {
        let frame = recorded::named("OpenReceiveChannelAck, old form").frame();
        let packet = Packet::decode(&frame, ProtocolVersion::new(agreed)).expect("long enough");
        let Message::OpenReceiveChannelAck(ack) = &packet.message else {
            panic!("{packet}");
        };
        assert_eq!(
            ack.ip_addr.ip(),
            Some(Ipv4Addr::new(192, 0, 2, 10).into()),
            "{agreed}"
        );
        assert_eq!(
            (ack.port_number, ack.pass_through_party_id),
            (0x4000, 0x2001)
        );
    }
}

#[test]
fn transmission_is_started_with_its_key() {
    let start = message!(StartMediaTransmission, "StartMediaTransmission, v17");
    assert_eq!(start.pass_through_party_id, 0x2001);
    assert_eq!(
        start.remote_ip_addr.ip(),
        Some(Ipv4Addr::new(192, 0, 2, 20).into())
    );
    assert_eq!(start.remote_port_number, 20000);
    assert_eq!(start.precedence_value, 0xB8);
    let key = start.m_tx_media_encryption_key_info;
    assert_eq!(key.algorithm_id, MediaEncryption::AES_CM_128_HMAC_SHA1_32);
    assert_eq!((key.key().len(), key.salt().len()), (16, 14));

    let old = message!(StartMediaTransmission, "StartMediaTransmission, CM 3/4");
    assert_eq!(
        old.remote_ip_addr.ip(),
        Some(Ipv4Addr::new(192, 0, 2, 20).into())
    );
    assert_eq!(
        (old.remote_port_number, old.call_reference),
        (20000, 0x1001)
    );

    let ack = message!(StartMediaTransmissionAck, "StartMediaTransmissionAck");
    assert_eq!(
        ack.transmit_ip_addr.ip(),
        Some(Ipv4Addr::new(192, 0, 2, 10).into())
    );
    assert_eq!(
        (ack.port_number, ack.media_transmission_status),
        (0x4000, MediaStatus::OK)
    );
}

#[test]
fn keys_belong_to_a_call() {
    let key = message!(KeypadButton, "KeypadButton");
    assert_eq!(key.kp_button, KeypadKey::POUND);
    assert_eq!((key.line_instance, key.call_reference), (1, 0x1001));

    let key = message!(SoftKeyEvent, "SoftKeyEvent EndCall");
    assert_eq!(
        (key.soft_key_event, key.line_instance, key.call_reference),
        (9, 1, 0x1001)
    );

    let call = message!(EnblocCall, "EnblocCall, v22 packed");
    assert_eq!(call.called_party, "1002");
    assert_eq!(call.line_instance, EnblocLine::from(1));
}

#[test]
fn prompts_mix_tokens_and_text() {
    let prompt = message!(DisplayPromptStatus, "DisplayPromptStatus");
    assert_eq!(prompt.prompt_status.to_display(Charset::Utf8), "From 1001");
    assert_eq!((prompt.line_instance, prompt.call_reference), (1, 0x1001));

    let prompt = message!(DisplayPromptStatusV2, "DisplayPromptStatusV2");
    assert_eq!(prompt.prompt_status.to_display(Charset::Utf8), "Connected");

    let prompt = message!(DisplayPromptStatus, "Prompt Enter number");
    assert_eq!(
        prompt.prompt_status.to_display(Charset::Latin1),
        "Enter number"
    );

    let notice = message!(DisplayPriNotify, "DisplayPriNotify");
    assert_eq!((notice.time_out_value, notice.priority), (10, 5));
    assert_eq!(notice.notify.to_display(Charset::Latin1), "From 1003");
}

#[test]
fn lines_and_dialled_numbers_are_read() {
    let line = message!(LineStatV2, "LineStatV2");
    assert_eq!((line.line_number, line.line_type), (1, Bits(15)));
    assert_eq!(line.line_dir_number, "1001");
    assert_eq!(line.line_fully_qualified_display_name, "Alice");
    assert_eq!(line.line_text_label, "Line 1001");

    let dialled = message!(DialedNumber, "DialedNumber, v18");
    assert_eq!(dialled.dialed_number, "1002");
    assert_eq!((dialled.line_instance, dialled.call_reference), (1, 0x1001));
}

#[test]
fn tones_lamps_and_time_are_read() {
    let tone = message!(StartTone, "StartTone");
    assert_eq!(tone.tone, DeviceTone::INSIDE_DIAL_TONE);
    assert_eq!(tone.tone_output_direction, ToneOutputDirection::USER);

    let lamp = message!(SetLamp, "SetLamp MWI");
    assert_eq!(
        (lamp.stimulus, lamp.lamp_mode),
        (ButtonType::VOICEMAIL, LampMode::ON)
    );

    let time = message!(DefineTimeDate, "DefineTimeDate");
    assert_eq!((time.year, time.month, time.day), (2026, 6, 5));
    assert_eq!((time.hour, time.minute, time.second), (12, 34, 56));
    assert_eq!((time.day_of_week, time.system_time), (5, 0x6A22_C270));
}

#[test]
fn statistics_are_read_in_each_form() {
    let request = message!(ConnectionStatisticsReq, "ConnectionStatisticsReq, v17");
    assert_eq!(request.directory_num.0, "1001");
    assert_eq!(request.call_reference, 0x1001);
    assert_eq!(request.stats_processing_mode, StatsProcessing::CLEAR);

    for (name, quality) in [
        (
            "ConnectionStatisticsRes, v22",
            "MLQK=4.5000;MLQKav=4.4000;CCR=0.0000;CS=0",
        ),
        ("ConnectionStatisticsRes, v11", ""),
    ] {
        // Whatever was agreed, the arithmetic tells the form.
        for agreed in [3, 11, 17, 20, 22] {
            let mut frame = recorded::named(name).frame();
            frame.header_version = 0;
            let packet = Packet::decode(&frame, ProtocolVersion::new(agreed)).expect("long enough");
            let Message::ConnectionStatisticsRes(statistics) = &packet.message else {
                panic!("{packet}");
            };
            assert_eq!(statistics.directory_num.0, "1001");
            assert_eq!(statistics.call_reference, 0x1001);
            assert_eq!(
                (
                    statistics.number_packets_sent,
                    statistics.number_octets_sent
                ),
                (100, 16000)
            );
            assert_eq!(statistics.number_packets_received, 99);
            assert_eq!(statistics.number_packets_lost, 1);
            assert_eq!((statistics.jitter, statistics.latency), (3, 5));
            assert_eq!(
                statistics.data.as_bytes(),
                quality.as_bytes(),
                "{name} {agreed}"
            );
        }
    }
}

#[test]
fn services_reset_and_refusal_are_read() {
    let data = message!(UserToDeviceDataVersion1, "UserToDeviceDataVersion1").user_to_device_data;
    assert_eq!((data.application_id, data.transaction_id), (9089, 7));
    assert_eq!(data.sequence_flag, SequenceFlag::LAST);
    assert_eq!((data.app_instance_id, data.routing_id), (9089, 1));
    assert!(data.data.as_bytes().starts_with(b"<CiscoIPPhoneText>"));
    assert!(data.data.as_bytes().ends_with(b"</CiscoIPPhoneText>"));

    assert_eq!(
        message!(Reset, "Reset (restart)").reset_type,
        ResetType::RESTART
    );
    assert_eq!(
        message!(RegisterReject, "RegisterReject").text,
        "Device Unknown"
    );
}
