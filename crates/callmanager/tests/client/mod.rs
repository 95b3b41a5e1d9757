//! A plain SCCP client on real loopback sockets, with RTP of its own: for the server's I/O.

#![allow(dead_code, reason = "every test file uses a part of it")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::time::Duration;

use media::{Codec, Encoder, Transmitter, TransmitterConfig};
use sccp::{
    EnblocCall, EncryptionInfo, Features, FrameReader, Message, OpenReceiveChannelAck, Packet,
    ProtocolVersion, Register, StationIdentifier,
};

/// The longest wait for anything; only reached when something is wrong.
pub(crate) const LONG: Duration = Duration::from_secs(10);

pub(crate) struct Client {
    pub(crate) stream: TcpStream,
    reader: FrameReader,
    pub(crate) version: ProtocolVersion,
}

impl Client {
    pub(crate) fn connect(server: SocketAddr) -> Self {
        let stream = TcpStream::connect(server).expect("the server listens");
        stream.set_read_timeout(Some(LONG)).expect("a time-out");
        Self {
            stream,
            reader: FrameReader::new(),
            version: ProtocolVersion::NEWEST,
        }
    }

    pub(crate) fn say(&mut self, message: impl Into<Message>) {
        let frame = Packet::new(message, self.version).encode();
        self.stream.write_all(&frame).expect("the server reads");
    }

    /// The next message that `wanted` wants; others are let go.
    pub(crate) fn hear<T>(&mut self, wanted: impl Fn(&Message) -> Option<T>) -> T {
        loop {
            for frame in self.reader.by_ref() {
                let frame = frame.expect("a whole frame");
                let packet = Packet::decode(&frame, self.version).expect("a whole message");
                if let Some(found) = wanted(&packet.message) {
                    return found;
                }
            }
            let mut buffer = [0; 4_096];
            let count = self.stream.read(&mut buffer).expect("the server answers");
            assert_ne!(count, 0, "the server closed the connection");
            self.reader.push(&buffer[..count]);
        }
    }

    pub(crate) fn register(&mut self, device: &str) {
        self.say(Register {
            sid: StationIdentifier {
                device_name: device.into(),
                ..Default::default()
            },
            device_type: sccp::DeviceType(30_016),
            protocol_ver: 22,
            features: Features::STATION,
            ..Default::default()
        });
        self.hear(|message| matches!(message, Message::CapabilitiesReq(_)).then_some(()));
    }
}

/// Calls a number; the socket of the phone and the server's RTP address.
pub(crate) fn call(client: &mut Client, number: &str) -> (UdpSocket, SocketAddr) {
    let (socket, remote, _) = call_with_keys(client, number);
    (socket, remote)
}

/// As [`call`], with the keys of what comes in and what goes out.
pub(crate) fn call_with_keys(
    client: &mut Client,
    number: &str,
) -> (UdpSocket, SocketAddr, [EncryptionInfo; 2]) {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
    socket.set_read_timeout(Some(LONG)).expect("a time-out");
    let own = socket.local_addr().expect("an address");
    client.say(EnblocCall {
        called_party: number.into(),
        ..Default::default()
    });
    let open = client.hear(|message| match message {
        Message::OpenReceiveChannel(open) => Some(open.clone()),
        _ => None,
    });
    client.say(OpenReceiveChannelAck {
        ip_addr: own.ip().into(),
        port_number: own.port().into(),
        pass_through_party_id: open.pass_through_party_id,
        call_reference: open.call_reference,
        ..Default::default()
    });
    let (remote, key) = client.hear(|message| match message {
        Message::StartMediaTransmission(start) => {
            let port = u16::try_from(start.remote_port_number).expect("a port");
            let ip = start.remote_ip_addr.ip().expect("an address");
            let key = start.m_tx_media_encryption_key_info;
            Some((SocketAddr::new(ip, port), key))
        }
        _ => None,
    });
    (socket, remote, [open.m_rx_media_encryption_key_info, key])
}

/// Packets of 20 ms of µ-law as a phone sends them.
pub(crate) fn transmitter(event_payload_type: Option<u8>, first_timestamp: u32) -> Transmitter {
    let config = TransmitterConfig {
        event_payload_type,
        ssrc: 7,
        first_sequence: 10,
        first_timestamp,
        ..TransmitterConfig::new(Codec::Pcmu, 20)
    };
    Transmitter::new(config).expect("20 ms is a packet length")
}

/// A recording as its samples come out of the RTP stream.
pub(crate) fn encoded(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../../assets/announcements/{name}.wav",
        env!("CARGO_MANIFEST_DIR")
    );
    let reader = hound::WavReader::open(path).expect("the recording is there");
    let samples: Vec<i16> = reader
        .into_samples()
        .map(|sample| sample.expect("16 bit"))
        .collect();
    let mut bytes = vec![0; samples.len()];
    assert_eq!(
        Encoder::new(Codec::Pcmu).encode(&samples, &mut bytes),
        samples.len()
    );
    bytes
}
