//! Peers that nobody announced, ports that are reserved, digits by every way.

use station::ExpectedSender;

use super::*;

/// A packet of loud noise.
fn packet(sequence: u16, ssrc: u8) -> Vec<u8> {
    let mut packet = vec![0x80, 0];
    packet.extend_from_slice(&sequence.to_be_bytes());
    packet.extend_from_slice(&(u32::from(sequence) * 160).to_be_bytes());
    packet.extend_from_slice(&[ssrc; 4]);
    packet.extend([0x90; 160]);
    packet
}

fn socket() -> UdpSocket {
    UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket")
}

#[test]
fn the_first_sender_is_heard_once_the_station_allows_it_and_nobody_else() {
    let mut anna = Phone::start(45_000..=45_019);
    let port = anna.open(1);
    let (music, intruder) = (socket(), socket());
    let send = |socket: &UdpSocket, sequence, ssrc| {
        let sent = socket.send_to(&packet(sequence, ssrc), (Ipv4Addr::LOCALHOST, port));
        sent.expect("loopback takes it");
    };
    for sequence in 0..10 {
        send(&music, sequence, 1);
    }
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(
        anna.statistics(1).packets_received,
        0,
        "nobody is announced"
    );
    anna.voice.command(VoiceCommand::AcceptFrom {
        stream: 1,
        sender: ExpectedSender::First(None),
    });
    anna.statistics(1);
    for sequence in 10..20 {
        send(&music, sequence, 1);
    }
    anna.statistics_when(1, |now| now.packets_received == 10);
    for sequence in 0..10 {
        send(&intruder, sequence, 2);
    }
    let now = anna.statistics_when(1, |now| now.packets_discarded == 10);
    assert_eq!(now.packets_received, 10);
    // The announced peer wins.
    let announced = socket();
    anna.start_sending(transmit(1, announced.local_addr().expect("bound"), None));
    for sequence in 0..10 {
        send(&announced, sequence, 3);
        send(&music, 20 + sequence, 1);
    }
    let now = anna.statistics_when(1, |now| now.packets_discarded == 20);
    assert_eq!(now.packets_received, 20);
}

#[test]
fn a_redirected_stream_hears_its_new_peer_though_another_was_named_at_its_opening() {
    let mut anna = Phone::start(45_020..=45_039);
    let (named, first, second) = (socket(), socket(), socket());
    let address = |socket: &UdpSocket| socket.local_addr().expect("bound");
    let port = anna.open_as(receive(1, Some(address(&named)), None));
    let mut heard = 0;
    for (refused, remote, welcome, strange) in [
        // Both are announced until the stream is redirected.
        (1, &first, vec![&named, &first], &second),
        (2, &second, vec![&second], &first),
    ] {
        anna.start_sending(transmit(1, address(remote), None));
        for socket in welcome {
            socket
                .send_to(&packet(heard, heard as u8), (Ipv4Addr::LOCALHOST, port))
                .expect("loopback takes it");
            heard += 1;
        }
        strange
            .send_to(&packet(0, 99), (Ipv4Addr::LOCALHOST, port))
            .expect("loopback takes it");
        anna.statistics_when(1, |now| {
            now.packets_received == u32::from(heard) && now.packets_discarded == refused
        });
    }
}

#[test]
fn a_reserved_port_is_the_one_that_opens() {
    let mut anna = Phone::start(45_040..=45_059);
    anna.voice.command(VoiceCommand::ReservePort { stream: 1 });
    let VoiceReport::PortReserved { port, .. } = anna.report() else {
        panic!("a port is free")
    };
    assert!(
        UdpSocket::bind((Ipv4Addr::LOCALHOST, port)).is_err(),
        "it is taken already"
    );
    assert_eq!(anna.open(1), port);
    anna.voice.command(VoiceCommand::ReleasePort { stream: 1 });
    anna.statistics(1);
    assert!(
        UdpSocket::bind((Ipv4Addr::LOCALHOST, port)).is_err(),
        "the stream is on"
    );
    anna.voice.command(VoiceCommand::CloseReceive {
        stream: 1,
        keep_port: false,
    });
    anna.statistics(1);
    assert!(UdpSocket::bind((Ipv4Addr::LOCALHOST, port)).is_ok());
    anna.voice.command(VoiceCommand::ReservePort { stream: 2 });
    let VoiceReport::PortReserved { port, .. } = anna.report() else {
        panic!("a port is free")
    };
    anna.voice.command(VoiceCommand::ReleasePort { stream: 2 });
    anna.statistics(2);
    assert!(UdpSocket::bind((Ipv4Addr::LOCALHOST, port)).is_ok());
}

#[test]
fn a_digit_goes_as_sound_where_the_server_takes_no_events() {
    let ear = socket();
    ear.set_read_timeout(Some(Duration::from_secs(5)))
        .expect("a time-out");
    let mut anna = Phone::start(45_060..=45_079);
    anna.start_sending(VoiceCommand::StartTransmit {
        stream: 1,
        remote: ear.local_addr().expect("bound"),
        codec: 4,
        ptime_ms: 20,
        dtmf_payload_type: None,
        tos: 0,
        protection: None,
        payload_type: None,
        silence_suppression: false,
    });
    anna.voice.command(VoiceCommand::SendDigit {
        stream: 1,
        digit: '5',
    });
    let mut loud = 0;
    let mut datagram = [0; 1500];
    for _ in 0..30 {
        let (length, _) = ear.recv_from(&mut datagram).expect("packets keep coming");
        assert_eq!(length, 172);
        // 0xff and 0x7f are silence.
        let quiet = datagram[12..length]
            .iter()
            .filter(|byte| **byte | 0x80 > 0xf0);
        loud += usize::from(quiet.count() < 80);
    }
    assert!((5..=6).contains(&loud), "{loud} packets of 20 ms are loud");
}

#[test]
fn digits_that_come_as_events_are_reported_when_asked() {
    let (anna, mut bert) = call(45_100);
    bert.voice.command(VoiceCommand::ReportDigits {
        stream: 2,
        payload_type: Some(101),
    });
    bert.statistics(2);
    let mut anna = anna;
    for digit in "42".chars() {
        anna.voice
            .command(VoiceCommand::SendDigit { stream: 1, digit });
    }
    for digit in "42".chars() {
        assert_eq!(bert.report(), VoiceReport::DigitHeard { stream: 2, digit });
    }
    bert.voice.command(VoiceCommand::ReportDigits {
        stream: 2,
        payload_type: None,
    });
    let before = anna.statistics(1).packets_sent;
    anna.voice.command(VoiceCommand::SendDigit {
        stream: 1,
        digit: '1',
    });
    anna.statistics_when(1, |now| now.packets_sent > before + 10);
    bert.statistics_when(2, |now| now.packets_received > before + 8);
}

#[test]
fn codec_and_packet_length_change_in_mid_call_without_a_close() {
    let (mut anna, mut bert) = call(45_150);
    bert.statistics_when(2, |now| now.packets_received >= 5);
    let port = bert.open_as(VoiceCommand::OpenReceive {
        stream: 2,
        codec: 2,
        ptime_ms: 30,
        dtmf_payload_type: None,
        source: None,
        protection: None,
        payload_type: None,
    });
    anna.start_sending(VoiceCommand::StartTransmit {
        stream: 1,
        remote: SocketAddr::new(LOCALHOST, port),
        codec: 2,
        ptime_ms: 30,
        dtmf_payload_type: None,
        tos: 184,
        protection: None,
        payload_type: None,
        silence_suppression: false,
    });
    let now = bert.statistics_when(2, |now| {
        now.packets_received >= 20 && now.octets_received >= 19 * 240 && now.played_ms > 500
    });
    assert_eq!((now.codec, now.ptime_ms), (2, 30));
    assert!(now.quality.mos_lqk > 1.0, "{now:?}");
}
