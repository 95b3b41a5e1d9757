//! Pauses that are not sent.

use std::net::UdpSocket;
use std::time::Duration;

use media::packet::Packet;

use super::*;

/// Who listens, and asked Anna for silence suppression.
fn listen(anna: &mut Phone, codec: u32, silence_suppression: bool) -> UdpSocket {
    let bert = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket");
    bert.set_read_timeout(Some(Duration::from_secs(20)))
        .expect("a timeout");
    anna.talk_by(
        1,
        VoiceCommand::StartTransmit {
            stream: 1,
            remote: bert.local_addr().expect("it is bound"),
            codec,
            ptime_ms: 20,
            dtmf_payload_type: Some(101),
            tos: 0,
            payload_type: None,
            silence_suppression,
            protection: None,
        },
    );
    bert
}

/// Payload types of the next packets, in runs, until `so`.
fn heard(bert: &UdpSocket, so: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut types = Vec::new();
    let mut sequence = None;
    let mut datagram = [0; 1500];
    while !so(&types) {
        let length = bert.recv(&mut datagram).expect("packets go on");
        let packet = Packet::parse(&datagram[..length]).expect("RTP");
        let expected = sequence.map_or(packet.sequence, |before: u16| before.wrapping_add(1));
        assert_eq!(packet.sequence, expected, "one stream");
        sequence = Some(packet.sequence);
        types.push(packet.payload_type);
    }
    types
}

#[test]
fn a_muted_phone_tells_comfort_noise_and_sends_digits_all_the_same() {
    let mut anna = Phone::start(43_300..=43_319);
    anna.voice.command(VoiceCommand::Mute(true));
    let bert = listen(&mut anna, 4, true);
    let types = heard(&bert, |types| types.ends_with(&[13, 13]));
    assert!(
        types.iter().all(|known| [0, 13].contains(known)),
        "{types:?}"
    );
    anna.voice.command(VoiceCommand::SendDigit {
        stream: 1,
        digit: '5',
    });
    // The digit, sound to keep it apart from the next one, and the pause again.
    let types = heard(&bert, |types| {
        types.contains(&101) && types.ends_with(&[0, 13])
    });
    assert_eq!(
        types.iter().filter(|&&known| known == 101).count(),
        7,
        "{types:?}"
    );
}

#[test]
fn without_being_asked_a_muted_phone_sends_every_packet() {
    let mut anna = Phone::start(43_320..=43_339);
    anna.voice.command(VoiceCommand::Mute(true));
    let bert = listen(&mut anna, 4, false);
    let types = heard(&bert, |types| types.len() == 60);
    assert_eq!(types, [0; 60]);
}

#[test]
fn opus_leaves_pauses_out_by_itself() {
    let mut anna = Phone::start(43_340..=43_359);
    anna.voice.command(VoiceCommand::Mute(true));
    let bert = listen(&mut anna, 90, true);
    let start = Instant::now();
    let types = heard(&bert, |types| types.len() == 14);
    assert_eq!(types, [107; 14], "no comfort noise of another type");
    // Ten packets until it is sure, and then a reminder every 400 ms.
    assert!(start.elapsed() > Duration::from_millis(600));
}
