//! Multicast on loopback.

use super::*;

const GROUP: Ipv4Addr = Ipv4Addr::new(239, 255, 78, 1);

impl Phone {
    fn join(&mut self, stream: u32, port: u16) -> VoiceReport {
        self.voice.command(VoiceCommand::JoinGroup {
            stream,
            group: SocketAddr::new(GROUP.into(), port),
            codec: 4,
            ptime_ms: 20,
        });
        self.report()
    }

    fn page(&mut self, stream: u32, port: u16) {
        let group = SocketAddr::new(GROUP.into(), port);
        self.talk_by(stream, transmit(stream, group, None));
    }
}

#[test]
fn a_page_is_heard_by_all_who_joined_and_not_by_who_speaks() {
    let mut speaker = Phone::start(44_000..=44_019);
    let mut anna = Phone::start(44_020..=44_039);
    let mut bert = Phone::start(44_040..=44_059);
    for phone in [&mut anna, &mut bert, &mut speaker] {
        assert_eq!(
            phone.join(5, 44_900),
            VoiceReport::GroupJoined { stream: 5 }
        );
    }
    speaker.page(6, 44_900);
    for phone in [&mut anna, &mut bert] {
        phone.statistics_when(5, |now| now.packets_received >= 20 && now.played_ms > 300);
    }
    assert_eq!(speaker.statistics(5).packets_received, 0);
    anna.voice.command(VoiceCommand::LeaveGroup { stream: 5 });
    let left = anna.statistics(5).packets_received;
    let heard = bert.statistics(5).packets_received;
    bert.statistics_when(5, |now| now.packets_received >= heard + 10);
    assert_eq!(anna.statistics(5).packets_received, left);
}

#[test]
fn one_speaker_at_a_time_is_heard_in_a_group() {
    let mut anna = Phone::start(44_060..=44_079);
    anna.join(5, 44_902);
    let mut first = Phone::start(44_080..=44_099);
    first.page(1, 44_902);
    anna.statistics_when(5, |now| now.packets_received >= 5);
    let mut second = Phone::start(44_100..=44_119);
    second.page(1, 44_902);
    anna.statistics_when(5, |now| now.packets_discarded >= 10);
    first
        .voice
        .command(VoiceCommand::StopTransmit { stream: 1 });
    // The floor is free after a pause.
    let before = anna.statistics(5).packets_received;
    anna.statistics_when(5, |now| now.packets_received >= before + 10);
}

#[test]
fn a_stream_goes_from_its_port_to_a_group_and_back() {
    let (mut anna, mut bert) = call(44_150);
    anna.statistics_when(1, |now| now.packets_received >= 5);
    anna.voice.command(VoiceCommand::CloseReceive {
        stream: 1,
        keep_port: false,
    });
    assert!(matches!(
        anna.join(1, 44_904),
        VoiceReport::GroupJoined { .. }
    ));
    let mut music = Phone::start(44_190..=44_209);
    music.page(9, 44_904);
    // Bert talks on, into nowhere.
    let in_group = anna.statistics_when(1, |now| now.packets_received >= 10);
    assert_eq!(in_group.packets_discarded, 0);
    anna.voice.command(VoiceCommand::LeaveGroup { stream: 1 });
    let port = anna.open(1);
    bert.talk_to(2, port);
    anna.statistics_when(1, |now| now.packets_received >= 10);
}

#[test]
fn what_is_no_group_is_not_joined() {
    let mut anna = Phone::start(44_210..=44_229);
    anna.voice.command(VoiceCommand::JoinGroup {
        stream: 5,
        group: SocketAddr::from(([198, 51, 100, 1], 44_906)),
        codec: 4,
        ptime_ms: 20,
    });
    assert!(matches!(
        anna.report(),
        VoiceReport::GroupFailed {
            stream: 5,
            reason: VoiceFailure::Group(_)
        }
    ));
}
