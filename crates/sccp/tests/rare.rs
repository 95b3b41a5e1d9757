//! Messages that few installations send, from bytes laid out by hand after the
//! offsets in the reference's tables (3.1). Wireshark reads most of them too,
//! but it loses its place in multimedia channels and lacks some ids.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use sccp::*;

/// A body of that size with numbers at those offsets.
fn body<const N: usize>(size: usize, numbers: [(usize, u32); N]) -> Vec<u8> {
    let mut body = vec![0; size];
    for (at, number) in numbers {
        body[at..at + 4].copy_from_slice(&number.to_le_bytes());
    }
    body
}

fn put(body: &mut [u8], at: usize, bytes: &[u8]) {
    body[at..at + bytes.len()].copy_from_slice(bytes);
}

fn read(id: u32, version: u32, body: Vec<u8>) -> Packet {
    let frame = RawFrame {
        header_version: version,
        message_id: id,
        body,
    };
    let packet = Packet::decode(&frame, ProtocolVersion::OLDEST).expect("long enough");
    assert_eq!(packet.to_frame(), frame, "the same bytes again");
    assert!(
        matches!(&packet.tail, Tail::Exact),
        "nothing is missing or left over: {:?}",
        packet.tail
    );
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

#[test]
fn video_channel_of_version_17_has_its_key_behind_the_codec() {
    let mut bytes = body(
        192,
        [
            (0, 1),
            (4, 2),
            (8, 0x67),
            (12, 3),
            (16, 4),
            (24, 97),
            (32, 3840),
            (36, 1),
            (40, 3),
            (44, 2),
            (80, 9),
            (84, 64),
            (88, 0x2A),
            (104, 77),
            (108, 1),
            (156, 5),
            (160, 6),
            (164, 0),
            (184, 4000),
            (188, 2),
        ],
    );
    put(&mut bytes, 112, &[16, 0, 14, 0]);
    put(&mut bytes, 116, &[0xAB; 16]);
    put(&mut bytes, 132, &[0xCD; 14]);
    put(&mut bytes, 168, &[192, 0, 2, 7]);
    let packet = read(0x0131, 17, bytes);
    let text = packet.trace().with_digits().to_string();
    assert!(text.contains("compressionType=H264"), "{text}");
    assert!(text.contains("profile=64 level=42"), "{text}");
    assert!(text.contains("key=<16 bytes>"), "{text}");
    assert!(!text.contains("abab") && !text.contains("cdcd"), "{text}");

    let open = message!(OpenMultiMediaReceiveChannel, packet);
    assert_eq!((open.line_instance, open.call_reference), (3, 4));
    assert_eq!(open.payload_type, 97);
    let video = open.capability.video();
    assert_eq!((video.bit_rate, video.conf_service_num), (3840, 9));
    assert_eq!(video.picture_format[0].format, VideoFormat::CIF);
    assert_eq!(video.capability.h264().custom_max_br_and_cpb, 77);
    assert_eq!(open.m_rx_media_encryption_key_info.key(), [0xAB; 16]);
    assert_eq!(open.m_rx_media_encryption_key_info.salt(), [0xCD; 14]);
    assert_eq!(
        (open.stream_pass_through_id, open.associated_stream_id),
        (5, 6)
    );
    assert_eq!(
        open.source_ip_addr.ip(),
        Some(Ipv4Addr::new(192, 0, 2, 7).into())
    );
    assert_eq!(open.source_port_number, 4000);
    assert_eq!(open.requested_ip_addr_type, IpAddrType::V4_V6);
}

#[test]
fn multimedia_channel_grows_with_the_version() {
    for (version, size) in [(10, 164), (11, 172), (15, 172), (16, 176), (17, 192)] {
        let bytes = body(size, [(8, 4), (32, 20), (36, 1), (160, 6)]);
        let open = message!(OpenMultiMediaReceiveChannel, read(0x0131, version, bytes));
        let audio = open.capability.audio();
        assert_eq!(audio.milli_second_packet_size, 20, "version {version}");
        assert_eq!(audio.ec_value, EchoCancellation::ON);
        assert_eq!(open.associated_stream_id, 6);
    }
    for (version, size, capability) in [(10, 168, 36), (16, 168, 36), (17, 184, 52)] {
        let bytes = body(
            size,
            [
                (8, 0x6A),
                (capability, 7),
                (capability + 4, 8),
                (size - 4, 9),
            ],
        );
        let start = message!(StartMultiMediaTransmission, read(0x0132, version, bytes));
        assert_eq!(start.capability.video().bit_rate, 7, "version {version}");
        assert_eq!(start.associated_stream_id, 9);
    }
}

#[test]
fn answers_of_video_stations_have_either_address() {
    let refusal = body(20, [(0, 6), (12, 11), (16, 12)]);
    let refusal = message!(OpenMultiMediaReceiveChannelAck, read(0x0031, 11, refusal));
    assert_eq!(
        refusal.multimedia_reception_status,
        MediaStatus::INVALID_CODEC
    );
    assert_eq!(
        (refusal.pass_through_party_id, refusal.call_reference),
        (11, 12)
    );

    let mut started = body(40, [(0, 1), (4, 2), (8, 3), (12, 1), (32, 5000), (36, 10)]);
    let address = Ipv6Addr::new(0x2001, 0xDB8, 0, 0, 0, 0, 0, 1);
    put(&mut started, 16, &address.octets());
    let started = message!(StartMultiMediaTransmissionAck, read(0x0155, 17, started));
    assert_eq!(started.transmit_ip_addr.ip(), Some(IpAddr::V6(address)));
    assert_eq!(started.port_number, 5000);
    assert_eq!(
        started.multimedia_transmission_status,
        MediaStatus::INVALID_DYNAMIC_PAYLOAD_TYPE
    );
}

#[test]
fn commands_to_an_encoder_say_what_they_are_about() {
    let text = |numbers: [(usize, u32); 5]| read(0x0134, 17, body(52, numbers)).to_string();
    assert_eq!(
        text([(0, 1), (12, 3), (16, 4), (20, 5), (24, 6)]),
        "MiscellaneousCommand conferenceId=1 command=videoFastUpdateMB \
         u={firstGOB=4 firstMB=5 numberOfMBs=6}"
    );
    assert_eq!(
        text([(8, 2), (12, 6), (16, 1), (20, 30), (24, 31)]),
        "MiscellaneousCommand callReference=2 command=recoveryReferencePicture \
         u={recoveryReferencePictureCount=1 \
         recoveryReferencePicture=[{pictureNumber=30 longTermPictureIndex=31}]}"
    );
}

#[test]
fn reservations_fail_with_two_reasons() {
    let mut old = body(
        44,
        [(0, 1), (16, 4000), (20, 2), (24, 8), (32, 12), (40, 7)],
    );
    put(&mut old, 12, &[192, 0, 2, 9]);
    let mut new = body(
        60,
        [(0, 1), (32, 4000), (36, 2), (40, 8), (48, 12), (56, 7)],
    );
    put(&mut new, 16, &[192, 0, 2, 9]);
    for (version, bytes) in [(16, old), (17, new)] {
        let error = message!(QosErrorNotify, read(0x0047, version, bytes));
        assert_eq!(error.remote_ip_addr, Ipv4Addr::new(192, 0, 2, 9).into());
        assert_eq!(error.remote_port_number, 4000);
        assert_eq!(error.direction, RsvpDirection::RECEIVE);
        assert_eq!(error.error_code, QosErrorCode::RESV_PREEMPTION);
        assert_eq!(error.rsvp_error_code, RsvpErrorCode::SERVICE_PREEMPTED);
        assert_eq!(error.rsvp_error_flag, 7);
    }
    let mut listen = body(188, [(36, 3), (60, 0x0B), (72, 64_000)]);
    put(&mut listen, 76, b"vendor");
    put(&mut listen, 108, b"1.0");
    put(&mut listen, 156, b"part");
    let listen = message!(QosListen, read(0x014D, 17, listen));
    assert_eq!(listen.resv_style, ReservationStyle::WILDCARD_FILTER);
    assert_eq!(listen.compression_type, PayloadType::G729);
    assert_eq!(listen.peak_rate, 64_000);
    assert_eq!(listen.application_id.vendor_id, "vendor");
    assert_eq!(listen.application_id.version, "1.0");
    assert_eq!(listen.application_id.sub_app_id, "part");
}

#[test]
fn bridges_list_their_conferences() {
    let mut bytes = body(2440, [(0, 1), (4, 2), (8, 70), (84, 71), (88, 1), (100, 5)]);
    put(&mut bytes, 8 + 20, b"first");
    put(&mut bytes, 84 + 52, b"data");
    let audit = message!(AuditConferenceRes, read(0x0039, 11, bytes));
    let [first, second] = audit.conference_entry.used(audit.number_of_entries) else {
        panic!("two are used");
    };
    assert_eq!((first.conference_id, second.conference_id), (70, 71));
    assert_eq!(first.app_conf_id, "first");
    assert_eq!(second.resource_type, ConferenceResource::IVR);
    assert_eq!(second.app_data, "data");

    let mut create = body(80, [(0, 9), (4, 3), (12, 8), (72, 4)]);
    put(&mut create, 16, b"conference");
    put(&mut create, 76, b"pass");
    let create = message!(CreateConferenceReq, read(0x0137, 11, create));
    assert_eq!(create.number_of_reserved_participants, 3);
    assert_eq!(create.app_conf_id, "conference");
    assert_eq!(create.pass_thru_data.as_bytes(), b"pass");
}

#[test]
fn announcers_get_a_list_and_the_parties() {
    let bytes = body(
        464,
        [
            (0, 1),
            (8, 0x25),
            (380, 0x26),
            (384, 1),
            (388, 5),
            (392, 6),
            (456, 3),
            (460, 2),
        ],
    );
    let start = message!(StartAnnouncement, read(0x0122, 17, bytes));
    assert_eq!(start.ann_list[0].tone_announcement.code(), 0x25);
    assert_eq!(start.ann_list[31].tone_announcement.code(), 0x26);
    assert_eq!(start.ann_ack_req, AnnouncementAck::REQUIRED);
    assert_eq!((start.conference_id, start.matrix_conf_party_id[0]), (5, 6));
    assert_eq!(start.hearing_conf_party_mask, 3);
    assert_eq!(start.ann_play_mode, AnnouncementPlayMode::CONTINUOUS);
}

#[test]
fn message_counts_stand_unaligned_behind_two_numbers() {
    let mut bytes = body(86, [(50, 1), (54, 2), (58, 3), (82, 4)]);
    put(&mut bytes, 0, b"1001");
    put(&mut bytes, 25, b"8000");
    let waiting = message!(MwiNotification, read(0x004C, 11, bytes));
    assert_eq!(waiting.mwi_target_number, "1001");
    assert_eq!(waiting.mwi_control_number, "8000");
    assert_eq!(waiting.are_messages_waiting, 1);
    assert_eq!(waiting.total_vm_counts.num_new_msgs, 2);
    assert_eq!(waiting.total_vm_counts.num_old_msgs, 3);
    assert_eq!(waiting.priority_fax_counts.num_old_msgs, 4);
}

#[test]
fn numbers_before_off_hook_have_a_byte_more_from_version_18_on() {
    for (version, size, mailbox, line) in [(17, 52, 24, 48), (18, 54, 25, 50)] {
        let mut bytes = body(size, [(line, 2)]);
        put(&mut bytes, 0, b"1001");
        put(&mut bytes, mailbox, b"8000");
        let off_hook = message!(OffHookWithCallingParty, read(0x0024, version, bytes));
        assert_eq!(off_hook.calling_party_number, "1001");
        assert_eq!(off_hook.cgpn_voice_mailbox, "8000");
        assert_eq!(off_hook.line_instance, 2);
    }
}

#[test]
fn ids_that_wireshark_lacks_are_read() {
    let ports = body(68, [(0, 2), (4, 4000), (8, 4002)]);
    let ports = message!(MediaPortList, read(0x0011, 0, ports));
    assert_eq!(ports.rtp_media_port.used(ports.port_count), [4000, 4002]);
    let stop = message!(
        StopMediaReception,
        read(0x008D, 0, body(8, [(0, 1), (4, 2)]))
    );
    assert_eq!((stop.conference_id, stop.pass_through_party_id), (1, 2));
}

#[test]
fn ids_without_a_known_layout_have_a_name_and_keep_their_bytes() {
    for (id, text) in [
        (0x009C, "EnunciatorCommand body=01020304"),
        (0xFF00, "Vg224Unknown body=01020304"),
    ] {
        assert_eq!(read(id, 0, vec![1, 2, 3, 4]).to_string(), text);
        assert_eq!(read(id, 0, vec![]).message.id(), id);
    }
}

#[test]
fn small_phones_and_modules_are_read() {
    let mut token = body(36, [(20, 1), (28, 0x75), (32, 2)]);
    put(&mut token, 0, b"SEP001122334455");
    put(&mut token, 24, &[192, 0, 2, 3]);
    let token = message!(SpcpRegisterTokenReq, read(0x8000, 0, token));
    assert_eq!(token.sid.device_name, "SEP001122334455");
    assert_eq!(token.station_ip_addr.0, Ipv4Addr::new(192, 0, 2, 3));
    assert_eq!(token.max_streams, 2);

    let mut counts = body(180, [(0, 2), (4, 1), (8, 2)]);
    put(&mut counts, 12, &[4, 0, 2, 0, 6, 0, 3, 0]);
    let counts = message!(CallCountResp, read(0x015F, 11, counts));
    let lines = counts.line_data.used(counts.line_data_entries);
    assert_eq!((lines[0].max_num_calls, lines[1].busy_trigger), (4, 3));

    // The largest frame of all: 2408 in its length field, padding included.
    let mut place = vec![0; 2404];
    put(&mut place, 0, b"<location/>");
    let frame = RawFrame {
        header_version: 20,
        message_id: 0x0157,
        body: place,
    };
    let packet = Packet::decode(&frame, ProtocolVersion::OLDEST).expect("long enough");
    assert_eq!(packet.to_frame(), frame);
    assert_eq!(message!(LocationInfo, packet).location_info, "<location/>");
}
