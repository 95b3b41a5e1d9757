//! Which layout a body is read with, when servers send old forms under new
//! versions and phones pad in their own way.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use sccp::*;

fn read(id: u32, header_version: u32, body: &[u8], agreed: u8) -> Packet {
    let frame = RawFrame {
        header_version,
        message_id: id,
        body: body.to_vec(),
    };
    let packet = Packet::decode(&frame, ProtocolVersion::new(agreed)).expect("long enough");
    assert_eq!(packet.to_frame(), frame, "the same bytes again");
    packet
}

macro_rules! message {
    ($kind:ident, $packet:expr) => {{
        let packet = $packet;
        match packet.message {
            Message::$kind(message) => message,
            other => panic!("no {}: {other:?}", stringify!($kind)),
        }
    }};
}

/// The body of a message as a peer of that version lays it out, unpadded.
fn body(message: impl Into<Message>, version: u8) -> Vec<u8> {
    let message = message.into();
    let size = MessageKind::find(message.id())
        .and_then(|kind| kind.size(ProtocolVersion::new(version)))
        .expect("a fixed size");
    let mut body = Packet::new(message, ProtocolVersion::new(version))
        .to_frame()
        .body;
    body.truncate(size);
    body
}

#[test]
fn old_numbers_under_a_new_version_are_told_by_the_length() {
    let dialled = DialedNumber {
        dialed_number: "5551234".into(),
        line_instance: 1,
        call_reference: 77,
    };
    let forward = ForwardStat {
        active_forward: 1,
        line_number: 2,
        forward_all_active: 3,
        forward_all_dirnum: "1001".into(),
        forward_busy_active: 4,
        forward_busy_dirnum: "1002".into(),
        forward_no_answer_active: 5,
        forward_no_answer_dirnum: "1003".into(),
    };
    for agreed in [3, 11, 17, 18, 22] {
        for form in [11, 22] {
            let packet = read(0x011D, 0, &body(dialled.clone(), form), agreed);
            assert_eq!(
                message!(DialedNumber, packet),
                dialled,
                "form {form} under {agreed}"
            );
            let packet = read(0x0090, 0, &body(forward.clone(), form), agreed);
            assert_eq!(
                message!(ForwardStat, packet),
                forward,
                "form {form} under {agreed}"
            );
        }
    }
}

#[test]
fn addresses_of_either_form_are_told_by_the_length() {
    let address: Address = Ipv4Addr::new(192, 0, 2, 7).into();
    let ack = OpenReceiveChannelAck {
        ip_addr: address,
        port_number: 4000,
        pass_through_party_id: 5,
        call_reference: 6,
        ..Default::default()
    };
    let started = StartMediaTransmissionAck {
        conference_id: 1,
        pass_through_party_id: 2,
        call_reference: 3,
        transmit_ip_addr: address,
        port_number: 4002,
        ..Default::default()
    };
    let servers = ServerRes {
        server_name: ["a", "b", "c", "d", "e"].map(Into::into),
        server_tcp_listen_port: [2000; 5],
        server_ip_addr: [address; 5],
    };
    for agreed in [3, 5, 11, 17, 22] {
        for form in [11, 17] {
            assert_eq!(
                message!(
                    OpenReceiveChannelAck,
                    read(0x22, 0, &body(ack.clone(), form), agreed)
                ),
                ack
            );
            assert_eq!(
                message!(
                    ServerRes,
                    read(0x9E, 0, &body(servers.clone(), form), agreed)
                ),
                servers.clone().into()
            );
            // Some phones append numbers of their own.
            for appended in [0, 4, 8] {
                let mut body = body(started.clone(), form);
                body.resize(body.len() + appended, 0);
                let packet = read(0x0154, 0, &body, agreed);
                assert_eq!(
                    message!(StartMediaTransmissionAck, packet),
                    started,
                    "{form} {appended} {agreed}"
                );
            }
        }
    }
}

#[test]
fn media_of_any_age_are_read_under_any_version() {
    let open = OpenReceiveChannel {
        conference_id: 1,
        pass_through_party_id: 2,
        milli_second_packet_size: 20,
        compression_type: PayloadType::G711_ULAW_64K,
        ..Default::default()
    };
    let start = StartMediaTransmission {
        pass_through_party_id: 2,
        remote_ip_addr: Ipv4Addr::new(192, 0, 2, 7).into(),
        remote_port_number: 4000,
        compression_type: PayloadType::G711_ULAW_64K,
        ..Default::default()
    };
    for agreed in [3, 5, 8, 11, 15, 17, 22] {
        for form in [3, 5, 8, 11, 15, 16, 17, 21] {
            let packet = read(0x0105, 0, &body(open.clone(), form), agreed);
            assert_eq!(
                *message!(OpenReceiveChannel, packet),
                open,
                "form {form} under {agreed}"
            );
            let packet = read(0x008A, 0, &body(start.clone(), form), agreed);
            assert_eq!(
                *message!(StartMediaTransmission, packet),
                start,
                "form {form} under {agreed}"
            );
        }
    }
    // Asterisk sends 168 bytes at every version, wazo 120.
    for size in [120, 168] {
        let mut long = body(open.clone(), 3);
        long.resize(size, 0);
        let packet = read(0x0105, 0, &long, 11);
        assert_eq!(*message!(OpenReceiveChannel, packet), open);
    }
    // CUCM 8 leaves audioLevelAdjustment out.
    let mut short = body(
        OpenReceiveChannel {
            source_port_number: 4000,
            ..open
        },
        17,
    );
    short.truncate(128);
    assert_eq!(
        message!(OpenReceiveChannel, read(0x0105, 17, &short, 17)).source_port_number,
        4000
    );
}

#[test]
fn line_of_a_dialled_number_may_be_packed_or_aligned() {
    let mut packed = b"5551234".to_vec();
    packed.resize(36, 0);
    let mut aligned = packed.clone();
    packed[25] = 3;
    aligned[28] = 3;
    packed.truncate(32);
    aligned.truncate(32);
    for (body, is_aligned) in [(packed, false), (aligned, true)] {
        let call = message!(EnblocCall, read(0x0004, 22, &body, 3));
        assert_eq!(call.called_party, "5551234");
        assert_eq!(
            call.line_instance,
            EnblocLine {
                instance: 3,
                aligned: is_aligned
            }
        );
    }
    // The old forms.
    let mut old = b"5551234".to_vec();
    old.resize(24, 0);
    for agreed in [3, 17, 22] {
        assert_eq!(
            message!(EnblocCall, read(0x0004, 0, &old, agreed)).line_instance,
            0.into()
        );
    }
    old.extend([4, 0, 0, 0]);
    for agreed in [3, 17, 22] {
        assert_eq!(
            message!(EnblocCall, read(0x0004, 0, &old, agreed)).line_instance,
            4.into()
        );
    }
}

#[test]
fn statistics_of_version_20_phones_are_aligned() {
    let statistics = ConnectionStatisticsRes {
        directory_num: "1001".into(),
        call_reference: 9,
        stats_processing_mode: StatsProcessing::DO_NOT_CLEAR.into(),
        number_packets_sent: 100,
        jitter: 3,
        latency: 4,
        data: "MLQK=4.5".into(),
        ..Default::default()
    };
    for form in [11, 17, 18, 20, 22] {
        let frame = Packet::new(statistics.clone(), ProtocolVersion::new(form)).to_frame();
        // Old phones give the text its full room.
        let mut roomy = frame.body.clone();
        roomy.resize(frame.body.len() - "MLQK=4.5".len() + 600, 0);
        for body in [frame.body, roomy] {
            for agreed in [3, 8, 11, 17, 18, 20, 22] {
                let packet = read(0x0023, 0, &body, agreed);
                let read = message!(ConnectionStatisticsRes, packet);
                assert_eq!(read, statistics, "form {form} under {agreed}");
            }
        }
    }
}

#[test]
fn header_goes_before_what_was_agreed() {
    let info = CallInfoV2 {
        calling_party: "1".into(),
        called_party: "2".into(),
        last_redirecting_party_name: "Dave".into(),
        ..Default::default()
    };
    for (form, texts) in [(8, 12), (11, 12), (16, 15), (22, 15)] {
        let frame = Packet::new(info.clone(), ProtocolVersion::new(form)).to_frame();
        let nuls = frame.body[32..].iter().filter(|byte| **byte == 0).count();
        assert!(
            (texts..texts + 4).contains(&nuls),
            "{texts} texts and padding"
        );
        let agreed = if frame.header_version == 0 { form } else { 3 };
        let packet = Packet::decode(&frame, ProtocolVersion::new(agreed)).expect("long enough");
        assert_eq!(*message!(CallInfoV2, packet), info, "{form}");
    }
}

#[test]
fn hunt_pilot_may_be_missing() {
    // Thirteen texts, as Asterisk sends them.
    let mut body = vec![0; 32];
    for number in 1..=13 {
        body.extend(format!("{number}\0").bytes());
    }
    let info = message!(CallInfoV2, read(0x014A, 17, &body, 17));
    assert_eq!(info.alternate_calling_party, "2");
    assert_eq!(info.last_redirecting_party_name, "13");
    assert_eq!(info.hunt_pilot_number, "");
}

#[test]
fn typed_addresses_hold_either_kind_and_keep_any() {
    let v6: Ipv6Addr = "2001:db8::7".parse().expect("an address");
    let ack = OpenReceiveChannelAck {
        ip_addr: v6.into(),
        ..Default::default()
    };
    let packet = read(0x0022, 17, &body(ack.clone(), 17), 17);
    assert_eq!(
        message!(OpenReceiveChannelAck, packet).ip_addr.ip(),
        Some(IpAddr::V6(v6))
    );
    // The old form has no room for it and says so by zero.
    let packet = read(0x0022, 11, &body(ack, 11), 11);
    assert_eq!(
        message!(OpenReceiveChannelAck, packet).ip_addr.ip(),
        Some(Ipv4Addr::UNSPECIFIED.into())
    );

    let both = Address {
        kind: IpAddrType::V4_V6,
        ..Ipv4Addr::new(192, 0, 2, 7).into()
    };
    assert_eq!(both.ip(), Some(Ipv4Addr::new(192, 0, 2, 7).into()));
    let both = Address {
        kind: IpAddrType::V4_V6,
        ..v6.into()
    };
    assert_eq!(both.ip(), Some(v6.into()));
    let none = Address {
        kind: IpAddrType::INVALID,
        ..v6.into()
    };
    assert_eq!(none.ip(), None);
    let ack = OpenReceiveChannelAck {
        ip_addr: none,
        ..Default::default()
    };
    let packet = read(0x0022, 17, &body(ack, 17), 17);
    assert_eq!(message!(OpenReceiveChannelAck, packet).ip_addr, none);
}

#[test]
fn register_is_read_in_every_length_phones_send() {
    let register = Register {
        sid: StationIdentifier {
            device_name: "SEP001122334455".into(),
            ..Default::default()
        },
        device_type: DeviceType::CISCO_7970,
        protocol_ver: 22,
        features: Features::STATION,
        mac_address: MacAddress::raw([1, 2, 3, 4, 5, 6]),
        max_number_of_lines: 8,
        firmware_load_name: "SCCP70.9-4-2".into(),
        config_version_stamp: Trailing(Some("1234".into())),
        ..Default::default()
    };
    let frame = Packet::new(register, ProtocolVersion::NEWEST).to_frame();
    assert_eq!((frame.body.len(), frame.header_version), (172, 0));
    // The server knows no version yet. 188 bytes come from phones of CUCM 11.5.
    for (size, version, load) in [
        (36, 0, ""),
        (44, 22, ""),
        (64, 22, ""),
        (68, 22, ""),
        (124, 22, "SCCP70.9-4-2"),
        (188, 22, "SCCP70.9-4-2"),
    ] {
        let mut body = frame.body.clone();
        body.resize(size, 0);
        let read = message!(Register, read(0x0001, 0, &body, 3));
        assert_eq!(read.sid.device_name, "SEP001122334455", "{size}");
        assert_eq!(read.device_type, DeviceType::CISCO_7970);
        assert_eq!(
            (read.protocol_ver, read.firmware_load_name),
            (version, load.into()),
            "{size}"
        );
    }
    // What we send ourselves.
    for (version, size) in [(3, 68), (11, 68), (16, 68), (17, 124), (22, 124)] {
        let ours = Packet::new(Register::default(), ProtocolVersion::new(version)).to_frame();
        assert_eq!(ours.body.len(), size, "{version}");
    }
}

#[test]
fn longer_texts_of_some_servers_are_read_whole() {
    // RegisterReject of 33 bytes without padding, as Asterisk sends it.
    let mut body = b"No Authority: SEP001122334455".to_vec();
    body.resize(33, 0);
    assert_eq!(
        message!(RegisterReject, read(0x009D, 0, &body, 3)).text,
        "No Authority: SEP001122334455"
    );
    // DisplayText of 40, DisplayNotify of 100 bytes.
    let long = "This text has more than thirty-two bytes";
    assert_eq!(
        message!(DisplayText, read(0x0099, 0, long.as_bytes(), 3)).text,
        long
    );
    let mut body = vec![9, 0, 0, 0];
    body.extend(long.bytes());
    body.resize(104, 0);
    assert_eq!(
        message!(DisplayNotify, read(0x0114, 0, &body, 3)).notify,
        long
    );
    // An empty refusal.
    assert_eq!(message!(RegisterReject, read(0x009D, 0, &[], 3)).text, "");
}

#[test]
fn missing_mask_of_soft_keys_is_told_by_the_tail() {
    let body = [1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0];
    let packet = read(0x0110, 0, &body, 3);
    assert_eq!(packet.tail, Tail::Short(12));
    assert_eq!(
        message!(SelectSoftKeys, packet).soft_key_set_index,
        SoftKeySet::CONNECTED
    );
}

#[test]
fn counts_may_say_anything() {
    let mut body = vec![0xFF; 4];
    body.extend([0; 16 * 2]);
    let capabilities = message!(CapabilitiesRes, read(0x0010, 0, &body, 3));
    assert_eq!(capabilities.cap_count, u32::MAX);
    assert_eq!(capabilities.caps.used(capabilities.cap_count).len(), 2);
    let many = CapabilitiesRes::new(vec![MediaCapability::default(); 40]);
    assert_eq!((many.cap_count, many.caps.len()), (18, 18));
}

#[test]
fn several_packets_go_into_one_buffer() {
    let version = ProtocolVersion::new(17);
    let mut bytes = Vec::new();
    Packet::new(KeepAlive {}, version).encode_into(&mut bytes);
    Packet::new(
        OffHook {
            line_instance: 1,
            call_reference: 2,
        },
        version,
    )
    .encode_into(&mut bytes);
    let mut reader = FrameReader::new();
    reader.push(&bytes);
    let ids: Vec<u32> = reader
        .map(|frame| frame.expect("a good frame").message_id)
        .collect();
    assert_eq!(ids, [0x0000, 0x0006]);
}

#[test]
fn lengths_of_unified_cm_8_are_those_of_version_20() {
    // Body lengths of a published capture of a call under header version 20.
    for (id, length) in [
        (0x0006, 8),
        (0x0022, 36),
        (0x0026, 12),
        (0x0049, 8),
        (0x0082, 16),
        (0x0083, 12),
        (0x0085, 16),
        (0x0086, 12),
        (0x0088, 4),
        (0x008A, 132),
        (0x0105, 128),
        (0x0110, 16),
        (0x0111, 24),
        (0x0116, 4),
        (0x011D, 36),
        (0x0154, 40),
    ] {
        let packet = read(id, 20, &vec![0; length], 22);
        let complete = match &packet.tail {
            Tail::Exact => true,
            // A number of 25 characters leaves three bytes to the next multiple of four.
            Tail::Surplus(surplus) => id == 0x011D && surplus.len() == 3,
            // Without the level, which came later.
            Tail::Short(came) => id == 0x0105 && *came == 128,
            _ => false,
        };
        assert!(complete, "0x{id:04X}: {:?}", packet.tail);
    }
}
