//! Traces of captures: what is told of a connection, whatever the network did to it.

mod capture;

use capture::{Flags, Made, PHONE, SERVER, frame, lines, read, written};
use lab::{JsonWriter, LineWriter, TraceFilter};
use sccp::{
    CallState, CallStateCode, DialedNumber, EncryptionInfo, KeypadButton, KeypadKey, Register,
    RegisterAck, SetLamp, StartMediaTransmission, StationIdentifier,
};

fn register() -> Register {
    Register {
        sid: StationIdentifier {
            device_name: "SEP001122334455".into(),
            ..Default::default()
        },
        protocol_ver: 17,
        ..Default::default()
    }
}

fn call_state(call_reference: u32) -> CallState {
    CallState {
        call_state: CallStateCode::RING_IN,
        line_instance: 1,
        call_reference,
        ..Default::default()
    }
}

/// A connection with a registration at version 17 and some calls: what the phone
/// sends, and what the server does, each frame by itself.
fn conversation() -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let ack = RegisterAck {
        keep_alive_interval: 30,
        max_protocol_ver: 17,
        ..Default::default()
    };
    let digit = KeypadButton {
        kp_button: KeypadKey::SEVEN,
        line_instance: 1,
        ..Default::default()
    };
    let phone = vec![frame(register(), 17), frame(digit, 17)];
    let mut server = vec![frame(ack, 17)];
    server.extend((1..=4).map(|call| frame(call_state(call), 17)));
    (phone, server)
}

/// The conversation captured from its start, a frame a segment.
fn whole() -> Made {
    let (phone, server) = conversation();
    let mut made = Made::default();
    made.tcp(0, PHONE, SERVER, (Flags::Syn, 100), &[]);
    made.tcp(1, SERVER, PHONE, (Flags::SynAck, 900), &[]);
    let mut sequence = 101;
    for (n, frame) in phone.iter().enumerate() {
        let at = if n == 0 { 10 } else { 1000 };
        made.tcp(at, PHONE, SERVER, (Flags::Ack, sequence), frame);
        sequence += frame.len() as u32;
    }
    for at in [9000, 9200] {
        made.tcp(at, PHONE, SERVER, (Flags::Fin, sequence), &[]);
    }
    let mut sequence = 901;
    for (n, frame) in server.iter().enumerate() {
        let at = 20 + n as u64 * 100;
        made.tcp(at, SERVER, PHONE, (Flags::Ack, sequence), frame);
        sequence += frame.len() as u32;
    }
    made.packets.sort_by_key(|(time, _)| *time);
    made
}

const WHOLE: [&str; 9] = [
    "2026-05-28 20:26:40.000000 StationInit: (192.0.2.10:50000) -- 192.0.2.10:50000 connects to 192.0.2.20:2000",
    "2026-05-28 20:26:40.010000 StationInit: (SEP001122334455) Register sid={DeviceName=\"SEP001122334455\"} protocolVer=17",
    "2026-05-28 20:26:40.020000 StationD: (SEP001122334455) RegisterAck keepAliveInterval=30 maxProtocolVer=17",
    "2026-05-28 20:26:40.120000 StationD: (SEP001122334455, call 1) CallState callState=RingIn lineInstance=1 callReference=1",
    "2026-05-28 20:26:40.220000 StationD: (SEP001122334455, call 2) CallState callState=RingIn lineInstance=1 callReference=2",
    "2026-05-28 20:26:40.320000 StationD: (SEP001122334455, call 3) CallState callState=RingIn lineInstance=1 callReference=3",
    "2026-05-28 20:26:40.420000 StationD: (SEP001122334455, call 4) CallState callState=RingIn lineInstance=1 callReference=4",
    "2026-05-28 20:26:41.000000 StationInit: (SEP001122334455) KeypadButton kpButton=<digits> lineInstance=1",
    "2026-05-28 20:26:49.000000 StationInit: (SEP001122334455) -- the phone closes the connection",
];

#[test]
fn a_line_has_time_side_device_call_and_fields() {
    for file in [whole().pcap(), whole().pcapng()] {
        let (events, counts, end) = read(&file);
        assert!(end.is_ok());
        assert_eq!(lines(&events), WHOLE);
        assert_eq!(
            (counts.messages, counts.connections, counts.gaps),
            (7, 1, 0)
        );
    }
}

#[test]
fn order_and_repetition_of_segments_change_no_message() {
    let mut made = whole();
    // The server's second and fourth CallState change places, the third comes three times.
    let at = |made: &Made, ms| {
        made.packets
            .iter()
            .position(|(time, _)| time.as_millis() == ms)
            .expect("a packet of that time")
    };
    let (second, third, fourth) = (at(&made, 220), at(&made, 320), at(&made, 420));
    made.packets.swap(second, fourth);
    let again = made.packets[third].clone();
    made.packets.insert(third, again.clone());
    made.packets.push(again);
    let (events, counts, _) = read(&made.pcap());
    let without_times = |lines: Vec<String>| -> Vec<String> {
        lines.iter().map(|line| line[27..].to_owned()).collect()
    };
    assert_eq!(
        without_times(lines(&events)),
        without_times(WHOLE.map(str::to_owned).to_vec())
    );
    assert_eq!((counts.messages, counts.gaps), (7, 0));
}

#[test]
fn frames_do_not_care_how_segments_cut_them() {
    let (_, server) = conversation();
    let bytes = server.concat();
    for size in [1, 3, 7, 16, 1000] {
        let mut made = Made::default();
        made.tcp(0, PHONE, SERVER, (Flags::Syn, 0), &[]);
        made.tcp(0, SERVER, PHONE, (Flags::SynAck, u32::MAX - 20), &[]);
        let mut sequence = u32::MAX - 19;
        for piece in bytes.chunks(size) {
            made.tcp(1, SERVER, PHONE, (Flags::Ack, sequence), piece);
            sequence = sequence.wrapping_add(piece.len() as u32);
        }
        let (_, counts, _) = read(&made.pcap());
        assert_eq!((counts.messages, counts.gaps), (5, 0), "pieces of {size}");
    }
}

#[test]
fn a_missing_segment_is_told_and_reading_goes_on_after_it() {
    let mut made = whole();
    made.packets.retain(|(time, _)| time.as_millis() != 220);
    let (events, counts, _) = read(&made.pcap());
    assert_eq!((counts.messages, counts.gaps), (6, 1));
    let lines = lines(&events);
    let gap = lines
        .iter()
        .position(|line| line.contains("36 bytes are missing"));
    let gap = gap.unwrap_or_else(|| panic!("{lines:#?}"));
    assert!(lines[gap + 1].contains("call 3"), "{lines:#?}");
    assert!(lines[gap + 2].contains("call 4"), "{lines:#?}");
}

#[test]
fn a_capture_that_begins_in_the_middle_finds_the_next_message() {
    let (_, server) = conversation();
    let bytes = server[1..].concat();
    for cut in 1..bytes.len() - 40 {
        let mut made = Made::default();
        made.tcp(0, SERVER, PHONE, (Flags::Ack, 77), &bytes[cut..]);
        let (events, counts, _) = read(&made.pcap());
        let whole = (bytes.len() - cut) / 36;
        assert_eq!(counts.messages as usize, whole, "cut off {cut}");
        let last = lines(&events).pop().unwrap_or_default();
        assert!(last.contains("callReference=4"), "{last}");
    }
}

#[test]
fn the_version_is_that_of_the_registration() {
    // Below version 10 no header names it: SetLamp, then a frame of version 8 or 3
    // with the same length would be ambiguous, so the layout is looked at.
    let mut made = Made::default();
    let mut offer = register();
    offer.protocol_ver = 9;
    let ack = RegisterAck {
        max_protocol_ver: 5,
        ..Default::default()
    };
    made.tcp(0, PHONE, SERVER, (Flags::Syn, 0), &[]);
    made.tcp(1, PHONE, SERVER, (Flags::Ack, 1), &frame(offer, 9));
    let server = [frame(ack, 9), frame(SetLamp::default(), 5)].concat();
    made.tcp(2, SERVER, PHONE, (Flags::Ack, 1), &server);
    let (events, ..) = read(&made.pcap());
    let json = written(&events, |event, out| {
        JsonWriter::default().write(event, out)
    });
    let last: serde_json::Value = serde_json::from_str(&json[2]).expect("it is JSON");
    assert_eq!(last["message"], "SetLamp");
    assert_eq!(last["header_version"], 0);
    assert_eq!(last["layout"], 5);
}

#[test]
fn ports_used_again_are_a_new_connection() {
    let mut made = whole();
    let (phone, _) = conversation();
    made.tcp(60_000, PHONE, SERVER, (Flags::Syn, 5_000_000), &[]);
    made.tcp(60_001, PHONE, SERVER, (Flags::Syn, 5_000_000), &[]);
    made.tcp(60_002, PHONE, SERVER, (Flags::Ack, 5_000_001), &phone[0]);
    let (_, counts, _) = read(&made.pcap());
    assert_eq!((counts.messages, counts.connections), (8, 2));
}

#[test]
fn filters_choose_by_device_call_and_message() {
    let (events, ..) = read(&whole().pcap());
    let chosen = |filter: &TraceFilter| events.iter().filter(|event| filter.wants(event)).count();
    let mut filter = TraceFilter {
        devices: vec!["sep001122334455".to_owned()],
        ..Default::default()
    };
    assert_eq!(
        chosen(&filter),
        8,
        "all but the opening, which had no name yet"
    );
    filter.calls = vec![2, 3];
    assert_eq!(chosen(&filter), 2);
    filter.calls = Vec::new();
    filter.messages = vec!["CallState".parse().expect("a message")];
    assert_eq!(chosen(&filter), 4);
    filter.devices = vec!["SEP000000000000".to_owned()];
    assert_eq!(chosen(&filter), 0);
}

#[test]
fn digits_are_shown_only_when_asked_for_and_keys_never() {
    let key = EncryptionInfo {
        key_len: 16,
        salt_len: 14,
        key: [0xAB; 16],
        salt: [0xCD; 14 + 2],
        ..Default::default()
    };
    let start = StartMediaTransmission {
        pass_through_party_id: 5,
        m_tx_media_encryption_key_info: key,
        ..Default::default()
    };
    let unused = StartMediaTransmission {
        m_tx_media_encryption_key_info: EncryptionInfo {
            key_len: 0,
            salt_len: 0,
            ..key
        },
        ..Default::default()
    };
    let dialled = DialedNumber {
        dialed_number: "5551234".into(),
        ..Default::default()
    };
    let mut made = Made::default();
    let bytes = [frame(start, 17), frame(unused, 17), frame(dialled, 17)].concat();
    made.tcp(0, SERVER, PHONE, (Flags::Ack, 1), &bytes);
    let (events, counts, _) = read(&made.pcap());
    assert_eq!(counts.messages, 3);
    for digits in [false, true] {
        let mut text = String::new();
        for fields in [false, true] {
            let line = LineWriter {
                digits,
                fields,
                hex: true,
            };
            text += &written(&events, |event, out| line.write(event, out)).join("\n");
        }
        let json = JsonWriter { digits, hex: true };
        text += &written(&events, |event, out| json.write(event, out)).join("\n");
        for key in ["abab", "cdcd", "ab ab", "cd cd", "171", "205"] {
            assert!(!text.contains(key), "{key} is in\n{text}");
        }
        assert_eq!(text.contains("5551234"), digits, "{text}");
        assert_eq!(text.contains("35 35 35 31"), digits, "{text}");
        assert_eq!(text.contains("35353531323334"), digits, "{text}");
    }
}

#[test]
fn fields_and_bytes_stand_below_their_message() {
    let mut made = Made::default();
    made.tcp(0, SERVER, PHONE, (Flags::Ack, 1), &frame(call_state(9), 3));
    let (events, ..) = read(&made.pcap());
    let writer = LineWriter {
        fields: true,
        hex: true,
        digits: false,
    };
    let lines = written(&events, |event, out| writer.write(event, out));
    assert!(
        lines[0].ends_with("(192.0.2.10:50000, call 9) CallState"),
        "{lines:#?}"
    );
    assert!(
        lines.contains(&"    callState = 4 (RingIn)".to_owned()),
        "{lines:#?}"
    );
    assert!(
        lines.contains(&"    lineInstance = 1".to_owned()),
        "{lines:#?}"
    );
    let bytes = lines
        .iter()
        .find(|line| line.starts_with("    0000  "))
        .expect("bytes");
    assert!(
        bytes.contains("00 00 00 00 11 01 00 00 04 00 00 00"),
        "{bytes}"
    );
}

#[test]
fn a_server_on_any_port_is_recognised_by_how_a_phone_begins() {
    let (phone, server) = conversation();
    let elsewhere = (SERVER.0, 40_127);
    let mut made = Made::default();
    // Another protocol's bytes are none.
    made.tcp(
        0,
        PHONE,
        (SERVER.0, 80),
        (Flags::Ack, 1),
        b"GET / HTTP/1.1\r\n",
    );
    made.tcp(1, PHONE, elsewhere, (Flags::Syn, 100), &[]);
    made.tcp(2, elsewhere, PHONE, (Flags::SynAck, 900), &[]);
    made.tcp(3, PHONE, elsewhere, (Flags::Ack, 101), &phone[0]);
    made.tcp(4, elsewhere, PHONE, (Flags::Ack, 901), &server[0]);
    let (events, counts, _) = read(&made.pcap());
    let told = lines(&events);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].ends_with("protocolVer=17"), "{told:?}");
    assert!(told[1].contains("RegisterAck"), "{told:?}");
    assert_eq!((counts.messages, counts.connections), (2, 1));
    assert_eq!((counts.other_tcp, counts.gaps), (1, 0));
}
