//! What goes over the wire between a phone and its server: a registration, then
//! calls, then keepalives, as chan-sccp and CallManager send them to a 7970.

use std::net::Ipv4Addr;

use sccp::*;

/// Whole frames of at least `count` messages: a phone registers, makes and takes
/// ten calls, and begins anew.
pub(crate) fn frames(count: usize, version: ProtocolVersion) -> Vec<Vec<u8>> {
    let mut frames = Vec::with_capacity(count);
    let mut call_reference = 0;
    while frames.len() < count {
        let mut session = registration(version);
        for call in 0..10 {
            call_reference += 1;
            if call % 2 == 0 {
                session.extend(outgoing(call_reference));
            } else {
                session.extend(incoming(call_reference));
            }
            session.push(KeepAlive {}.into());
            session.push(KeepAliveAck {}.into());
        }
        let encoded = session
            .into_iter()
            .map(|message| Packet::new(message, version).encode());
        frames.extend(encoded);
    }
    frames.truncate(count);
    frames
}

fn registration(version: ProtocolVersion) -> Vec<Message> {
    let mut messages: Vec<Message> = vec![
        Alarm {
            alarm_severity: AlarmSeverity::INFORMATIONAL,
            text: Alarm::registering(25, "SEP001122334455", "SCCP70.9-4-2", "Initialized").into(),
            ..Default::default()
        }
        .into(),
        Register {
            sid: StationIdentifier {
                device_name: "SEP001122334455".into(),
                instance: 1,
                ..Default::default()
            },
            station_ip_addr: Ipv4Addr::new(192, 0, 2, 10).into(),
            device_type: DeviceType::IP_COMMUNICATOR,
            max_streams: 5,
            protocol_ver: version.number(),
            mac_address: MacAddress::raw([0, 0x11, 0x22, 0x33, 0x44, 0x55]),
            firmware_load_name: "SCCP70.9-4-2".into(),
            ..Default::default()
        }
        .into(),
        RegisterAck {
            keep_alive_interval: 30,
            date_template: "D/M/YA".into(),
            secondary_keep_alive_interval: 60,
            max_protocol_ver: version.number(),
            ..Default::default()
        }
        .into(),
        CapabilitiesReq {}.into(),
        CapabilitiesRes::new(
            [PayloadType::G711_ULAW_64K, PayloadType::G711_ALAW_64K].map(|codec| MediaCapability {
                payload_capability: codec,
                max_frames_per_packet: 40,
                ..Default::default()
            }),
        )
        .into(),
        ButtonTemplateReq {}.into(),
        ButtonTemplate {
            button_count: 8,
            total_button_count: 8,
            definition: (1..=8)
                .map(|number| ButtonDefinition {
                    instance_number: number,
                    button_definition: ButtonType::LINE,
                })
                .collect(),
            ..Default::default()
        }
        .into(),
        SoftKeyTemplateReq {}.into(),
        SoftKeyTemplateRes {
            soft_key_count: 20,
            total_soft_key_count: 20,
            definition: (1..=20)
                .map(|event| SoftKeyDefinition {
                    soft_key_label: [0x80, event as u8].as_slice().into(),
                    soft_key_event: event,
                })
                .collect(),
            ..Default::default()
        }
        .into(),
        SoftKeySetReq {}.into(),
        SoftKeySetRes {
            soft_key_set_count: 16,
            total_soft_key_set_count: 16,
            definition: vec![SoftKeySetDefinition::default(); 16].into(),
            ..Default::default()
        }
        .into(),
    ];
    for line in 1..=2 {
        messages.push(LineStatReq { line_number: line }.into());
        messages.push(
            LineStatV2 {
                line_number: line,
                line_dir_number: "1001".into(),
                line_fully_qualified_display_name: "Alice Example".into(),
                line_text_label: "1001".into(),
                ..Default::default()
            }
            .into(),
        );
        messages.push(ForwardStatReq { line_number: line }.into());
        messages.push(
            ForwardStat {
                line_number: line,
                ..Default::default()
            }
            .into(),
        );
    }
    messages.push(TimeDateReq {}.into());
    messages.push(
        DefineTimeDate {
            year: 2026,
            month: 11,
            day: 22,
            system_time: 1_795_000_000,
            ..Default::default()
        }
        .into(),
    );
    messages
}

/// Off hook, four digits, ringing, answered, hung up.
fn outgoing(call_reference: u32) -> Vec<Message> {
    let mut messages = vec![
        OffHook::default().into(),
        state(CallStateCode::OFF_HOOK, call_reference),
        keys(call_reference),
        prompt("\u{80}0", call_reference),
        StartTone {
            tone: DeviceTone::INSIDE_DIAL_TONE,
            line_instance: 1,
            call_reference,
            ..Default::default()
        }
        .into(),
    ];
    for key in [
        KeypadKey::ONE,
        KeypadKey::ZERO,
        KeypadKey::ZERO,
        KeypadKey::TWO,
    ] {
        messages.push(
            KeypadButton {
                kp_button: key,
                line_instance: 1,
                call_reference,
            }
            .into(),
        );
    }
    messages.push(
        StopTone {
            line_instance: 1,
            call_reference,
            ..Default::default()
        }
        .into(),
    );
    messages.push(
        DialedNumber {
            dialed_number: "1002".into(),
            line_instance: 1,
            call_reference,
        }
        .into(),
    );
    messages.push(state(CallStateCode::PROCEED, call_reference));
    messages.push(information(CallType::OUT_BOUND, call_reference));
    messages.push(state(CallStateCode::RING_OUT, call_reference));
    messages.extend(talk(call_reference));
    messages
}

/// Rings, is answered, hung up.
fn incoming(call_reference: u32) -> Vec<Message> {
    let mut messages = vec![
        state(CallStateCode::RING_IN, call_reference),
        keys(call_reference),
        prompt("From 1002", call_reference),
        information(CallType::IN_BOUND, call_reference),
        SetRinger {
            ring_mode: RingMode::INSIDE,
            ring_duration: RingDuration::NORMAL,
            line_instance: 1,
            call_reference,
        }
        .into(),
        SetLamp {
            stimulus: ButtonType::LINE,
            stimulus_instance: 1,
            lamp_mode: LampMode::BLINK,
        }
        .into(),
        OffHook {
            line_instance: 1,
            call_reference,
        }
        .into(),
        SetRinger {
            ring_mode: RingMode::OFF,
            ring_duration: RingDuration::NORMAL,
            line_instance: 1,
            call_reference,
        }
        .into(),
    ];
    messages.extend(talk(call_reference));
    messages
}

fn talk(call_reference: u32) -> Vec<Message> {
    let (conference_id, pass_through_party_id) = (call_reference, call_reference + 1_000_000);
    vec![
        OpenReceiveChannel {
            conference_id,
            pass_through_party_id,
            milli_second_packet_size: 20,
            compression_type: PayloadType::G711_ULAW_64K,
            call_reference,
            rfc2833_payload_type: 101,
            ..Default::default()
        }
        .into(),
        OpenReceiveChannelAck {
            ip_addr: Ipv4Addr::new(192, 0, 2, 10).into(),
            port_number: 20_000,
            pass_through_party_id,
            call_reference,
            ..Default::default()
        }
        .into(),
        StartMediaTransmission {
            conference_id,
            pass_through_party_id,
            remote_ip_addr: Ipv4Addr::new(192, 0, 2, 20).into(),
            remote_port_number: 20_002,
            milli_second_packet_size: 20,
            compression_type: PayloadType::G711_ULAW_64K,
            precedence_value: 184,
            call_reference,
            rfc2833_payload_type: 101,
            ..Default::default()
        }
        .into(),
        StartMediaTransmissionAck {
            conference_id,
            pass_through_party_id,
            call_reference,
            transmit_ip_addr: Ipv4Addr::new(192, 0, 2, 10).into(),
            port_number: 20_000,
            ..Default::default()
        }
        .into(),
        state(CallStateCode::CONNECTED, call_reference),
        keys(call_reference),
        prompt("Connected", call_reference),
        information(CallType::OUT_BOUND, call_reference),
        SoftKeyEvent {
            soft_key_event: 9,
            line_instance: 1,
            call_reference,
        }
        .into(),
        CloseReceiveChannel {
            conference_id,
            pass_through_party_id,
            call_reference,
            ..Default::default()
        }
        .into(),
        StopMediaTransmission {
            conference_id,
            pass_through_party_id,
            call_reference,
            ..Default::default()
        }
        .into(),
        ConnectionStatisticsReq {
            directory_num: "1002".into(),
            call_reference,
            ..Default::default()
        }
        .into(),
        ConnectionStatisticsRes {
            directory_num: "1002".into(),
            call_reference,
            number_packets_sent: 1500,
            number_octets_sent: 240_000,
            number_packets_received: 1499,
            number_octets_received: 239_840,
            data: "MLQK=4.5000;MLQKav=4.5000;MLQKmn=4.5000;MLQKmx=4.5000;ICR=0.0000;CCR=0.0000"
                .into(),
            ..Default::default()
        }
        .into(),
        state(CallStateCode::ON_HOOK, call_reference),
        ClearPromptStatus {
            line_instance: 1,
            call_reference,
        }
        .into(),
        DefineTimeDate::default().into(),
    ]
}

fn state(call_state: CallStateCode, call_reference: u32) -> Message {
    CallState {
        call_state,
        line_instance: 1,
        call_reference,
        ..Default::default()
    }
    .into()
}

fn keys(call_reference: u32) -> Message {
    SelectSoftKeys {
        line_instance: 1,
        call_reference,
        valid_key_mask: 0xFFFF.into(),
        ..Default::default()
    }
    .into()
}

fn prompt(text: &str, call_reference: u32) -> Message {
    DisplayPromptStatusV2 {
        prompt_status: text.into(),
        line_instance: 1,
        call_reference,
        ..Default::default()
    }
    .into()
}

fn information(call_type: CallType, call_reference: u32) -> Message {
    CallInfoV2 {
        line_instance: 1,
        call_reference,
        call_type,
        calling_party: "1001".into(),
        called_party: "1002".into(),
        original_called_party: "1002".into(),
        calling_party_name: "Alice Example".into(),
        called_party_name: "Bob Example".into(),
        ..Default::default()
    }
    .into()
}
