//! The ladder: arrows between phone and server, and the voice between them.

mod capture;

use std::net::Ipv4Addr;

use capture::{Flags, Made, PHONE, SERVER, frame, read, written};
use lab::{LadderWriter, TraceEvent};
use sccp::{
    CloseReceiveChannel, OpenReceiveChannel, OpenReceiveChannelAck, PayloadType, Register,
    StartMediaTransmission, StartMulticastMediaReception, StationIdentifier, StopMediaTransmission,
    StopMulticastMediaReception,
};

const PHONE_RTP: (Ipv4Addr, u16) = (PHONE.0, 16384);
const FAR_RTP: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 30), 20000);

fn rtp(sequence: u16) -> Vec<u8> {
    let mut packet = vec![0x80, 0];
    packet.extend_from_slice(&sequence.to_be_bytes());
    packet.extend_from_slice(&(u32::from(sequence) * 160).to_be_bytes());
    packet.extend_from_slice(&[0xDE, 0xAD, 0xBE, 0xEF]);
    packet.resize(172, 0xFF);
    packet
}

/// A call with a second of voice each way; what comes to the phone has its 5th and
/// 6th packets lost, and every second one 4 ms late.
fn call() -> Made {
    let mut made = Made::default();
    let mut sequence = [1; 2];
    let mut send = |made: &mut Made, at_ms, to_server: bool, bytes: Vec<u8>| {
        let (from, to) = if to_server {
            (PHONE, SERVER)
        } else {
            (SERVER, PHONE)
        };
        let sequence = &mut sequence[usize::from(to_server)];
        made.tcp(at_ms, from, to, (Flags::Ack, *sequence), &bytes);
        *sequence += bytes.len() as u32;
    };
    let register = Register {
        sid: StationIdentifier {
            device_name: "SEP001122334455".into(),
            ..Default::default()
        },
        protocol_ver: 17,
        ..Default::default()
    };
    let open = OpenReceiveChannel {
        pass_through_party_id: 77,
        call_reference: 9,
        milli_second_packet_size: 20,
        compression_type: PayloadType::G711_ULAW_64K,
        ..Default::default()
    };
    let ack = OpenReceiveChannelAck {
        ip_addr: PHONE_RTP.0.into(),
        port_number: PHONE_RTP.1.into(),
        pass_through_party_id: 77,
        ..Default::default()
    };
    let start = StartMediaTransmission {
        pass_through_party_id: 77,
        call_reference: 9,
        remote_ip_addr: FAR_RTP.0.into(),
        remote_port_number: FAR_RTP.1.into(),
        compression_type: PayloadType::G711_ULAW_64K,
        ..Default::default()
    };
    send(&mut made, 0, true, frame(register, 17));
    send(&mut made, 10, false, frame(open, 17));
    send(&mut made, 11, true, frame(ack, 17));
    send(&mut made, 12, false, frame(start, 17));
    // Someone else on the network.
    made.udp(13, FAR_RTP, (PHONE_RTP.0, 5060), &rtp(0));
    for n in 0..50u16 {
        let at = 100 + u64::from(n) * 20;
        made.udp(at, PHONE_RTP, FAR_RTP, &rtp(n));
        if !(4..6).contains(&n) {
            made.udp(at + 1 + u64::from(n % 2) * 4, FAR_RTP, PHONE_RTP, &rtp(n));
        }
    }
    let close = CloseReceiveChannel {
        pass_through_party_id: 77,
        call_reference: 9,
        ..Default::default()
    };
    let stop = StopMediaTransmission {
        pass_through_party_id: 77,
        call_reference: 9,
        ..Default::default()
    };
    send(&mut made, 2000, false, frame(close, 17));
    send(&mut made, 2001, false, frame(stop, 17));
    made
}

#[test]
fn voice_stands_between_the_messages_with_its_figures() {
    let (events, ..) = read(&call().pcap());
    let mut ladder = LadderWriter::new();
    let lines = written(&events, |event, out| ladder.write(event, out));
    let expected = "\
2026-05-28 (UTC)
20:26:40.000000        SEP001122334455 |- Register -------------------------------------------------------->| 192.0.2.20:2000
";
    assert_eq!(lines[..2].join("\n"), expected.trim_end(), "{lines:#?}");
    let find = |part: &str| {
        let at = lines.iter().position(|line| line.contains(part));
        at.unwrap_or_else(|| panic!("{part} is not in\n{}", lines.join("\n")))
    };
    let order = [
        find("OpenReceiveChannelAck"),
        find("StartMediaTransmission"),
        find("|= RTP G711Ulaw64k begins ="),
        find("= RTP G711Ulaw64k begins =|"),
        find("= RTP 48 packets 1.0 s 2 lost (4.0 %)"),
        find("CloseReceiveChannel"),
        find("|= RTP 50 packets 1.0 s 0 lost jitter 0.0/0.0 ms ="),
        find("StopMediaTransmission"),
    ];
    assert!(order.is_sorted(), "{}", lines.join("\n"));
    let widths: Vec<_> = lines[1..]
        .iter()
        .filter_map(|line| line.chars().enumerate().filter(|(_, c)| *c == '|').nth(1))
        .collect();
    assert!(
        widths.windows(2).all(|pair| pair[0] == pair[1]),
        "{}",
        lines.join("\n")
    );
}

#[test]
fn streams_know_their_call_and_count_as_rfc_3550_does() {
    let (events, ..) = read(&call().pcap());
    let mut ended = events.iter().filter_map(|event| match event {
        TraceEvent::RtpEnds(stream) => Some(stream),
        _ => None,
    });
    let to_phone = ended.next().expect("the stream to the phone");
    assert!(to_phone.to_phone);
    assert_eq!(to_phone.call_reference, Some(9));
    assert_eq!(to_phone.device.as_deref(), Some("SEP001122334455"));
    assert_eq!((to_phone.packets, to_phone.lost()), (48, 2));
    assert!(
        (3.0..4.0).contains(&to_phone.jitter_ms()),
        "{}",
        to_phone.jitter_ms()
    );
    let from_phone = ended.next().expect("the stream from the phone");
    assert!(!from_phone.to_phone);
    assert_eq!((from_phone.packets, from_phone.lost()), (50, 0));
    assert!(ended.next().is_none(), "what nobody announced is no stream");
}

#[test]
fn streams_that_still_run_end_with_the_capture() {
    let mut made = call();
    made.packets.truncate(made.packets.len() - 2);
    let (events, ..) = read(&made.pcap());
    let ends = events
        .iter()
        .filter(|event| matches!(event, TraceEvent::RtpEnds(_)))
        .count();
    assert_eq!(ends, 2);
}

#[test]
fn a_multicast_stream_is_one_of_the_phone_that_joined_its_group() {
    const GROUP: (Ipv4Addr, u16) = (Ipv4Addr::new(239, 1, 1, 1), 16_384);
    let mut made = Made::default();
    let join = StartMulticastMediaReception {
        pass_through_party_id: 78,
        call_reference: 9,
        multicast_ip_addr: GROUP.0.into(),
        multicast_port_number: GROUP.1.into(),
        compression_type: PayloadType::G711_ULAW_64K,
        ..Default::default()
    };
    let joined = frame(join, 17);
    made.tcp(0, SERVER, PHONE, (Flags::Ack, 1), &joined);
    for n in 0..10u16 {
        made.udp(100 + u64::from(n) * 20, FAR_RTP, GROUP, &rtp(n));
    }
    let leave = StopMulticastMediaReception {
        pass_through_party_id: 78,
        call_reference: 9,
        ..Default::default()
    };
    let next = 1 + joined.len() as u32;
    made.tcp(500, SERVER, PHONE, (Flags::Ack, next), &frame(leave, 17));
    made.udp(600, FAR_RTP, GROUP, &rtp(10));
    let (events, ..) = read(&made.pcap());
    let mut ladder = LadderWriter::new();
    let lines = written(&events, |event, out| ladder.write(event, out));
    let ends: Vec<_> = lines
        .iter()
        .filter(|line| line.contains("RTP 10 packets 0.2 s 0 lost"))
        .collect();
    assert_eq!(ends.len(), 1, "{}", lines.join("\n"));
    assert!(
        ends[0].ends_with("192.0.2.30:20000"),
        "from whom: {}",
        ends[0]
    );
    let (end, stop) = (
        lines
            .iter()
            .position(|line| line.contains("RTP 10 packets")),
        lines
            .iter()
            .position(|line| line.contains("StopMulticastMediaReception")),
    );
    assert!(end < stop);
}
