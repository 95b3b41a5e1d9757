//! A stream of the server that is encrypted, on real loopback sockets.

mod client;

use std::io::ErrorKind;
use std::time::Duration;

use callmanager::{Config, Encryption, EncryptionSuite, Server, ServerConfig};
use client::{Client, call_with_keys, transmitter};
use media::packet::Packet;
use media::{Incoming, MasterKey, Outgoing, Suite};
use sccp::EncryptionInfo;

#[test]
fn an_encrypted_echo_comes_back() {
    for (configured, suite) in [
        (
            EncryptionSuite::AesCm128HmacSha1_32,
            Suite::AesCm128HmacSha1_32,
        ),
        (
            EncryptionSuite::AesCm128HmacSha1_80,
            Suite::AesCm128HmacSha1_80,
        ),
        (EncryptionSuite::AeadAes128Gcm, Suite::AeadAes128Gcm),
    ] {
        let server = Server::start(ServerConfig {
            core: Config {
                srtp: Encryption::Required,
                srtp_suite: configured,
                ..Config::default()
            },
            ..ServerConfig::default()
        })
        .expect("loopback is there");
        let mut client = Client::connect(server.local_addr());
        client.register("SEP0000000000E1");
        let (socket, remote, [receiving, sending]) = call_with_keys(&mut client, "600");
        let key = |info: &EncryptionInfo| {
            MasterKey::new(suite, info.key(), info.salt()).expect("lengths of the suite")
        };
        let (mut incoming, mut outgoing) = (
            Incoming::new(&key(&receiving)),
            Outgoing::new(&key(&sending)),
        );
        let mut transmitter = transmitter(None, 1_000);
        let mut buffer = [0; 2_048];
        for round in 1..=3_i16 {
            let sent = transmitter.packet(&[round * 1_000; 160]).to_vec();
            // What is in the clear, or comes again, does not come back.
            let sealed = outgoing.protect(&sent).expect("a packet");
            for datagram in [&sent, sealed, sealed] {
                socket.send_to(datagram, remote).expect("it leaves");
            }
            let (count, _) = socket.recv_from(&mut buffer).expect("the echo");
            assert_eq!(count, 172 + suite.tag_len());
            let echo = incoming
                .unprotect(&buffer[..count])
                .expect("encrypted for the phone");
            let (echo, sent) = (Packet::parse(echo), Packet::parse(&sent));
            let payload =
                |packet: Result<Packet<'_>, _>| packet.map(|packet| packet.payload.to_vec());
            assert_eq!(payload(echo), payload(sent));
        }
        let brief = Some(Duration::from_millis(200));
        socket.set_read_timeout(brief).expect("a time-out");
        let nothing = socket.recv_from(&mut buffer).expect_err("three came back");
        assert!(matches!(
            nothing.kind(),
            ErrorKind::WouldBlock | ErrorKind::TimedOut
        ));
        server.stop();
    }
}
