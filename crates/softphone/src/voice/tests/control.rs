//! Reports of streams (RTCP), over loopback with a peer of sockets.

use super::*;
use crate::voice::Rtcp;

/// How long a report may take: the first comes within 3.2 s, the others within 6.2 s.
const REPORT_LIMIT: Duration = Duration::from_secs(20);

/// The sockets of a peer: an even port and the one above.
pub(super) fn peer() -> (UdpSocket, UdpSocket) {
    for _ in 0..64 {
        let sound = UdpSocket::bind((LOCALHOST, 0)).expect("a free port");
        let port = sound.local_addr().expect("it is bound").port();
        if let Some(above) = port.checked_add(1).filter(|_| port.is_multiple_of(2))
            && let Ok(reports) = UdpSocket::bind((LOCALHOST, above))
        {
            let limit = Some(REPORT_LIMIT);
            reports.set_read_timeout(limit).expect("a limit");
            return (sound, reports);
        }
    }
    panic!("no pair of ports is free");
}

/// What a peer says that has received the source: lost 3 of it, a tenth of late, jitter 10 ms.
pub(super) fn receiver_report(of: &[u8]) -> Vec<u8> {
    let (ssrc, middle) = (&of[4..8], &of[10..14]);
    let own = [0x81, 201, 0, 7, 0, 0, 0, 9];
    let rest = [26, 0, 0, 3, 0, 0, 1, 0, 0, 0, 0, 80];
    [&own, ssrc, &rest, middle, &[0; 4]].concat()
}

#[test]
fn reports_to_the_announced_peer_and_takes_its_reports_only() {
    let mut phone = Phone::start(43_300..=43_399);
    let (sound, reports) = peer();
    let port = phone.open(1);
    phone.talk_to(1, sound.local_addr().expect("it is bound").port());
    let mut report = [0; 1500];
    let (length, from) = reports.recv_from(&mut report).expect("a report");
    assert_eq!(from, SocketAddr::new(LOCALHOST, port + 1));
    assert_eq!(report[1], 200, "a sender report");
    let answer = receiver_report(&report[..length]);
    let stranger = UdpSocket::bind("127.0.0.2:0").expect("all of 127.0.0.0/8 is this machine");
    stranger.send_to(&answer, from).expect("it is sent");
    reports.send_to(&answer, from).expect("it is sent");
    let figures = phone.statistics_when(1, |figures| {
        figures.rtcp.reports_received > 0 && figures.rtcp.reports_discarded > 0
    });
    let rtcp = figures.rtcp;
    assert_eq!((rtcp.reports_received, rtcp.reports_discarded), (1, 1));
    assert!(rtcp.latency_ms.is_some(), "{rtcp:?}");
    let heard = rtcp.peer.expect("it says how it hears");
    assert_eq!((heard.packets_lost, heard.jitter_ms), (3, 10.0));

    phone
        .voice
        .command(VoiceCommand::StopTransmit { stream: 1 });
    let goodbye = loop {
        let (length, _) = reports.recv_from(&mut report).expect("a goodbye");
        if report[..length].ends_with(&[&[0x81, 203, 0, 1], &report[4..8]].concat()) {
            break length;
        }
    };
    assert!(goodbye > 8);
    let after = phone.statistics(1).rtcp;
    assert_eq!(after.latency_ms, rtcp.latency_ms, "the figures stay");
}

#[test]
fn after_a_hold_by_an_address_that_is_none_reports_name_the_source_that_is_sent() {
    let mut phone = Phone::start(43_500..=43_599);
    let (sound, reports) = peer();
    let port = sound.local_addr().expect("it is bound").port();
    phone.open(1);
    phone.talk_to(1, port);
    let mut report = [0; 1500];
    reports.recv_from(&mut report).expect("a report");
    phone.talk_to(1, 0);
    // The goodbye, and perhaps a report before it.
    let before = report[4..8].to_vec();
    loop {
        let (length, _) = reports.recv_from(&mut report).expect("a goodbye");
        if report[..length].ends_with(&[&[0x81, 203, 0, 1], &before[..]].concat()) {
            break;
        }
    }
    sound.set_nonblocking(true).expect("it does not wait");
    while sound.recv_from(&mut report).is_ok() {}
    sound.set_nonblocking(false).expect("it waits");
    phone.talk_to(1, port);
    let mut packet = [0; 1500];
    sound.recv_from(&mut packet).expect("sound again");
    loop {
        reports.recv_from(&mut report).expect("a report");
        if report[1] == 200 {
            break;
        }
    }
    assert_eq!(report[4..8], packet[8..12], "one source");
    assert_ne!(report[4..8], before[..], "another than before");
}

#[test]
fn without_reports_the_port_above_stays_closed() {
    let (sender, reports) = mpsc::channel(64);
    let config = VoiceConfig {
        local_ip: LOCALHOST,
        ports: 43_400..=43_401,
        speaker: Speaker::Device(DeviceChoice::Silence),
        microphone: Microphone::Device(DeviceChoice::Silence),
        rtcp: Rtcp::Off,
        ..VoiceConfig::default()
    };
    let voice = Voice::start(config, sender).expect("a voice path");
    let mut phone = Phone {
        voice,
        reports,
        tape: Tape::default(),
        began: Arc::default(),
    };
    assert_eq!(phone.open(1), 43_400);
    assert!(UdpSocket::bind((LOCALHOST, 43_401)).is_ok());
}
