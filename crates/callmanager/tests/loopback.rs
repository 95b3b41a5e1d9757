//! The server on real loopback sockets, with a plain SCCP client.

mod client;

use std::f64::consts::TAU;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, UdpSocket};

use callmanager::{Server, ServerConfig};
use client::{Client, LONG, call, encoded, transmitter};
use media::packet::Packet as RtpPacket;
use media::{Codec, Decoder, Transmitter, TransmitterConfig};
use sccp::{Packet, SoftKeyEvent};

#[test]
fn the_echo_gives_back_the_sound_of_its_caller_and_of_nobody_else() {
    let server = Server::start(ServerConfig::default()).expect("loopback is there");
    let mut client = Client::connect(server.local_addr());
    client.register("SEP0000000000E1");
    let (socket, remote) = call(&mut client, "600");
    assert_eq!(remote.port() % 2, 0);

    let stranger = UdpSocket::bind("127.0.0.1:0").expect("a port");
    stranger.send_to(&[0x80; 172], remote).expect("it leaves");
    let mut transmitter = transmitter(None, 1_000);
    let mut before = None;
    for round in 1..=3_i16 {
        let sent = transmitter.packet(&[round * 1_000; 160]).to_vec();
        socket.send_to(&sent, remote).expect("it leaves");
        let mut buffer = [0; 2_048];
        let (count, from) = socket.recv_from(&mut buffer).expect("the echo");
        assert_eq!(from, remote);
        let echo = RtpPacket::parse(&buffer[..count]).expect("RTP");
        let sent = RtpPacket::parse(&sent).expect("RTP");
        assert_eq!((echo.payload, echo.payload_type), (sent.payload, 0));
        assert_ne!(echo.ssrc, sent.ssrc);
        if let Some((sequence, timestamp)) = before.replace((echo.sequence, echo.timestamp)) {
            assert_eq!(echo.sequence.wrapping_sub(sequence), 1);
            assert_eq!(echo.timestamp.wrapping_sub(timestamp), 160);
        }
    }
    server.stop();
}

#[test]
fn the_tone_comes_in_packets_of_twenty_milliseconds() {
    let server = Server::start(ServerConfig::default()).expect("loopback is there");
    let mut client = Client::connect(server.local_addr());
    client.register("SEP0000000000E2");
    let (socket, _) = call(&mut client, "601");
    let mut sound = Vec::new();
    for _ in 0..10 {
        let mut buffer = [0; 2_048];
        let (count, _) = socket.recv_from(&mut buffer).expect("the tone");
        let packet = RtpPacket::parse(&buffer[..count]).expect("RTP");
        let mut samples = [0; 160];
        assert_eq!(
            Decoder::new(Codec::Pcmu).decode(packet.payload, &mut samples),
            160
        );
        sound.extend_from_slice(&samples);
    }
    // 1600 samples are 0.2 s: 200.8 periods of 1004 Hz.
    let rising = sound
        .windows(2)
        .filter(|pair| pair[0] < 0 && pair[1] >= 0)
        .count();
    assert!((200..=201).contains(&rising), "{rising} periods");
    assert_eq!(server.phones().len(), 1);
}

/// The peak of one frequency in a sound (Goertzel).
fn peak_at(sound: &[i16], hz: f64) -> f64 {
    let (mut re, mut im) = (0.0, 0.0);
    for (n, sample) in sound.iter().enumerate() {
        let angle = TAU * hz * n as f64 / 8_000.0;
        re += f64::from(*sample) * angle.cos();
        im += f64::from(*sample) * angle.sin();
    }
    2.0 * f64::hypot(re, im) / sound.len() as f64
}

/// Sends a tone for a while at its pace, and gives what is heard in the second half of it.
fn sing(socket: &UdpSocket, remote: SocketAddr, hz: f64, packets: usize) -> Vec<i16> {
    let config = TransmitterConfig {
        ssrc: hz as u32,
        first_sequence: 10,
        first_timestamp: 1_000,
        ..TransmitterConfig::new(Codec::Pcmu, 20)
    };
    let mut transmitter = Transmitter::new(config).expect("20 ms is a packet length");
    let mut heard = Vec::new();
    let mut before = [0; 2_048];
    socket.set_nonblocking(true).expect("a mode");
    while socket.recv_from(&mut before).is_ok() {}
    socket.set_nonblocking(false).expect("a mode");
    // The server's packets come every 20 ms: its pace is ours.
    for packet in 0..packets {
        let samples: Vec<i16> = (160 * packet..160 * (packet + 1))
            .map(|n| (5_000.0 * (TAU * hz * n as f64 / 8_000.0).sin()) as i16)
            .collect();
        socket
            .send_to(transmitter.packet(&samples), remote)
            .expect("it leaves");
        let mut buffer = [0; 2_048];
        let (count, from) = socket.recv_from(&mut buffer).expect("the conference");
        assert_eq!(from, remote);
        let mixed = RtpPacket::parse(&buffer[..count]).expect("RTP");
        let mut samples = [0; 160];
        assert_eq!(
            Decoder::new(Codec::Pcmu).decode(mixed.payload, &mut samples),
            160
        );
        if packet >= packets / 2 {
            heard.extend_from_slice(&samples);
        }
    }
    heard
}

#[test]
fn each_of_three_in_a_conference_hears_the_two_others_and_not_himself() {
    const TONES: [f64; 3] = [400.0, 700.0, 1_100.0];
    let server = Server::start(ServerConfig::default()).expect("loopback is there");
    let mut clients = ["A1", "A2", "A3"].map(|device| {
        let mut client = Client::connect(server.local_addr());
        client.register(&format!("SEP0000000000{device}"));
        client
    });
    let host = &mut clients[0];
    for soft_key_event in [2, 16] {
        // NewCall and MeetMe.
        host.say(SoftKeyEvent {
            soft_key_event,
            ..Default::default()
        });
    }
    let mut paths = Vec::new();
    for client in &mut clients {
        paths.push(call(client, "630"));
    }
    let heard: Vec<Vec<i16>> = std::thread::scope(|scope| {
        let singers: Vec<_> = paths
            .iter()
            .zip(TONES)
            .map(|((socket, remote), hz)| scope.spawn(move || sing(socket, *remote, hz, 100)))
            .collect();
        let heard = singers.into_iter().map(|singer| singer.join());
        heard.map(|heard| heard.expect("it sang")).collect()
    });
    for (place, heard) in heard.iter().enumerate() {
        for (other, hz) in TONES.into_iter().enumerate() {
            let peak = peak_at(heard, hz);
            if other == place {
                assert!(peak < 250.0, "{place} hears itself: {peak}");
            } else {
                assert!(peak > 2_500.0, "{place} hears {other} with {peak} only");
            }
        }
    }
    server.stop();
}

#[test]
fn keys_pressed_as_telephone_events_are_spoken_by_602() {
    let server = Server::start(ServerConfig::default()).expect("loopback is there");
    let mut client = Client::connect(server.local_addr());
    client.register("SEP0000000000E6");
    let (socket, remote) = call(&mut client, "602");
    let mut transmitter = transmitter(Some(101), 1_000);
    for digit in ['4', '7', '#'] {
        transmitter.push_digit(digit).expect("a digit");
    }
    // A packet goes out for each that comes in: the server's pace is ours.
    let mut heard = Vec::new();
    let wanted = ["you_pressed", "4", "7"].map(encoded);
    for _ in 0..170 {
        socket
            .send_to(transmitter.packet(&[0; 160]), remote)
            .expect("it leaves");
        let mut buffer = [0; 2_048];
        let (count, _) = socket.recv_from(&mut buffer).expect("the announcement");
        let packet = RtpPacket::parse(&buffer[..count]).expect("RTP");
        heard.extend_from_slice(packet.payload);
    }
    let mut rest = heard.as_slice();
    for recording in &wanted {
        let at = rest
            .windows(recording.len())
            .position(|window| window == recording);
        let at = at.expect("the recording is spoken, in order");
        rest = &rest[at + recording.len()..];
    }
}

#[test]
fn a_killed_phone_is_back_at_once_under_its_number() {
    let server = Server::start(ServerConfig::default()).expect("loopback is there");
    let mut first = Client::connect(server.local_addr());
    first.register("SEP0000000000E3");
    let mut second = Client::connect(server.local_addr());
    second.register("SEP0000000000E3");
    assert_eq!(server.phones().len(), 1);
    // The old connection is closed by the server.
    let mut rest = Vec::new();
    first
        .stream
        .read_to_end(&mut rest)
        .expect("closed in good order");
    call(&mut second, "600");
}

#[test]
fn a_phone_that_does_not_read_is_closed_and_others_are_served() {
    let server = Server::start(ServerConfig::default()).expect("loopback is there");
    let mut deaf = Client::connect(server.local_addr());
    deaf.register("SEP0000000000E4");
    deaf.stream
        .set_write_timeout(Some(LONG))
        .expect("a time-out");
    let request = Packet::new(sccp::SoftKeySetReq::default(), deaf.version).encode();
    let requests = request.repeat(1_000);
    let refused = (0..1_000).find_map(|_| deaf.stream.write_all(&requests).err());
    let refused = refused.expect("the server closes the connection").kind();
    let closed = [
        ErrorKind::ConnectionReset,
        ErrorKind::BrokenPipe,
        ErrorKind::ConnectionAborted,
    ];
    assert!(closed.contains(&refused), "{refused}");

    let mut other = Client::connect(server.local_addr());
    other.register("SEP0000000000E5");
    let registered: Vec<bool> = server
        .phones()
        .iter()
        .map(|phone| phone.registered)
        .collect();
    assert_eq!(registered, [false, true]);
}

#[test]
fn what_is_not_sccp_is_closed() {
    let server = Server::start(ServerConfig::default()).expect("loopback is there");
    let mut stream = TcpStream::connect(server.local_addr()).expect("the server listens");
    stream.set_read_timeout(Some(LONG)).expect("a time-out");
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: phone\r\n\r\n")
        .expect("it takes bytes");
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).expect("closed in good order");
    assert_eq!(rest, b"");
}

#[test]
fn a_taken_port_is_named_in_the_error() {
    let first = Server::start(ServerConfig::default()).expect("loopback is there");
    let listen = first.local_addr();
    let second = Server::start(ServerConfig {
        listen,
        ..ServerConfig::default()
    });
    let error = second.expect_err("the port is taken").to_string();
    assert!(error.contains(&listen.to_string()), "{error}");
}
