use assert_no_alloc::assert_no_alloc;

use super::*;

const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));
const EPOCH: Duration = Duration::from_secs(1_790_000_000);

fn session(ssrc: u32, seed: u64, extended: ExtendedReports) -> ControlSession {
    ControlSession::new(ControlConfig {
        ssrc,
        cname: format!("{ssrc:08x}"),
        epoch: EPOCH,
        seed,
        extended,
    })
}

fn sent(now: Duration) -> Option<Sent> {
    let packets = now.as_millis() as u64 / 20;
    Some(Sent {
        packets,
        octets: packets * 160,
        timestamp: packets as u32 * 160,
        clock_hz: 8000,
    })
}

fn heard(ssrc: u32, now: Duration) -> Option<Heard> {
    let expected = now.as_millis() as u64 / 20;
    Some(Heard {
        ssrc,
        highest: expected as u32,
        expected,
        lost: expected / 10,
        jitter: 24,
        ptime_ms: 20,
        mos_lq: 4.1,
        ..Heard::default()
    })
}

/// Two sessions that report to each other for so long over a way that takes `way` in each
/// direction, and the datagrams of the first.
fn talk(
    one: &mut ControlSession,
    two: &mut ControlSession,
    way: Duration,
    length: Duration,
) -> Vec<(Duration, Vec<u8>)> {
    one.set_peer(Some(THERE), Duration::ZERO);
    two.set_peer(Some(HERE), Duration::ZERO);
    let (mut to_two, mut to_one) = (Vec::new(), Vec::new());
    let mut all = Vec::new();
    let (ssrc_one, ssrc_two) = (one.ssrc(), two.ssrc());
    for ms in 0..length.as_millis() as u64 {
        let now = Duration::from_millis(ms);
        if one.is_due(now) {
            let report = one.report(now, sent(now), heard(ssrc_two, now)).to_vec();
            to_two.push((now + way, report.clone()));
            all.push((now, report));
        }
        if two.is_due(now) {
            let report = two.report(now, sent(now), heard(ssrc_one, now)).to_vec();
            to_one.push((now + way, report));
        }
        for (_, report) in to_two.extract_if(.., |(at, _)| *at <= now) {
            assert_eq!(two.handle(&report, HERE, now), ControlReceived::Report);
        }
        for (_, report) in to_one.extract_if(.., |(at, _)| *at <= now) {
            assert_eq!(one.handle(&report, THERE, now), ControlReceived::Report);
        }
    }
    all
}

#[test]
fn both_sides_learn_the_round_trip_and_what_the_other_loses() {
    let mut one = session(0x11, 1, ExtendedReports::Answered);
    let mut two = session(0x22, 2, ExtendedReports::Answered);
    let minute = Duration::from_secs(60);
    let reports = talk(&mut one, &mut two, Duration::from_millis(35), minute);
    assert!((9..=25).contains(&reports.len()), "{}", reports.len());
    for session in [&one, &two] {
        let figures = session.figures();
        let round_trip = figures.round_trip.expect("both report").as_secs_f64();
        assert!((round_trip - 0.070).abs() < 0.002, "{round_trip}");
        let mean = figures.mean_round_trip.expect("several").as_secs_f64();
        assert!((mean - 0.070).abs() < 0.002, "{mean}");
        let peer = figures.peer.expect("it reports");
        assert!((peer.fraction_lost - 0.1).abs() < 0.01, "{peer:?}");
        assert!((200..300).contains(&peer.lost), "{peer:?}");
        assert_eq!(peer.jitter_ms, 3.0);
        assert_eq!(peer.mos_lq, None, "nobody began with extended reports");
    }
}

#[test]
fn extended_reports_go_where_the_peer_sends_them() {
    let mut one = session(0x11, 1, ExtendedReports::Always);
    let mut two = session(0x22, 2, ExtendedReports::Answered);
    let way = Duration::from_millis(5);
    talk(&mut one, &mut two, way, Duration::from_secs(30));
    for session in [&one, &two] {
        let peer = session.figures().peer.expect("it reports");
        assert_eq!(peer.mos_lq, Some(4.1));
        assert_eq!(peer.mos_cq, None, "nobody knows it");
    }
}

#[test]
fn a_report_of_a_stranger_or_a_broken_one_changes_only_its_count() {
    let mut one = session(0x11, 1, ExtendedReports::Answered);
    let now = Duration::from_secs(10);
    let report = one.report(now, sent(now), None).to_vec();
    one.set_peer(Some(THERE), Duration::ZERO);
    assert_eq!(one.handle(&report, HERE, now), ControlReceived::Stranger);
    for broken in [&report[..report.len() - 4], b"", b"no RTCP at all"] {
        assert_eq!(one.handle(broken, THERE, now), ControlReceived::Broken);
    }
    let figures = one.figures();
    assert_eq!((figures.strangers, figures.broken), (1, 3));
    assert_eq!((figures.received, figures.peer), (0, None));
}

#[test]
fn nobody_is_told_before_there_is_a_peer_and_another_peer_begins_anew() {
    let mut one = session(0x11, 1, ExtendedReports::Answered);
    assert_eq!(one.deadline(), None);
    assert!(!one.is_due(Duration::from_secs(100)));
    let mut two = session(0x22, 2, ExtendedReports::Answered);
    talk(&mut one, &mut two, Duration::ZERO, Duration::from_secs(20));
    assert!(one.figures().round_trip.is_some());
    let now = Duration::from_secs(20);
    one.set_peer(Some(HERE), now);
    assert_eq!(one.figures().round_trip, None);
    assert_eq!(one.figures().peer, None);
    assert!(one.deadline().is_some_and(|due| due > now));
}

#[test]
fn says_goodbye_to_who_has_heard_of_it() {
    let mut one = session(0x11, 1, ExtendedReports::Answered);
    let now = Duration::from_secs(1);
    one.set_peer(Some(THERE), now);
    assert_eq!(one.goodbye(now, None, None), None, "nobody knows it");
    one.report(now, None, None);
    let goodbye = one.goodbye(now, None, None).expect("it was heard of");
    assert_eq!(
        goodbye[goodbye.len() - 8..],
        [0x81, 203, 0, 1, 0, 0, 0, 0x11]
    );
    // An empty receiver report and the canonical name come before it.
    assert_eq!(goodbye[..8], [0x80, 201, 0, 1, 0, 0, 0, 0x11]);
    assert_eq!(goodbye[8..10], [0x81, 202]);
}

#[test]
fn answers_a_reference_time_with_the_delay_since() {
    let mut one = session(0x11, 1, ExtendedReports::Answered);
    one.set_peer(Some(THERE), Duration::ZERO);
    let reference = [
        &[0x80, 201, 0, 1, 0, 0, 0, 0x22][..],
        &[0x80, 207, 0, 4, 0, 0, 0, 0x22],
        &[4, 0, 0, 2, 0, 0, 0xab, 0xcd, 0x12, 0x34, 0, 0],
    ]
    .concat();
    let at = Duration::from_secs(1);
    assert_eq!(one.handle(&reference, THERE, at), ControlReceived::Report);
    let report = one.report(at + Duration::from_millis(500), None, None);
    let block = [
        &[5, 0, 0, 3, 0, 0, 0, 0x22][..],
        &[0xab, 0xcd, 0x12, 0x34, 0, 0, 0x80, 0],
    ]
    .concat();
    assert!(report.ends_with(&block), "{report:02x?}");
}

#[test]
fn reports_are_made_and_taken_without_allocating() {
    let mut one = session(0x11, 1, ExtendedReports::Always);
    let mut two = session(0x22, 2, ExtendedReports::Always);
    one.set_peer(Some(THERE), Duration::ZERO);
    two.set_peer(Some(HERE), Duration::ZERO);
    let now = Duration::from_secs(4);
    assert_no_alloc(|| {
        let report = one.report(now, sent(now), heard(0x22, now));
        two.handle(report, HERE, now);
        two.is_due(now);
        let report = two.report(now, sent(now), heard(0x11, now));
        one.handle(report, THERE, now);
    });
    assert!(one.figures().round_trip.is_some());
}
