//! Rings in their kinds and lengths, precedence, security.

use station::{Precedence, Ring, Security, VoiceCommand};

use crate::bench::{RING_IN, Says, call, phone, state};
use crate::rig::{Rig, ServerKind, config, inbound, ringer, select, tone};

fn rings(rig: &mut Rig, mode: u32, duration: u32) {
    rig.says(sccp::SetRinger {
        ring_mode: mode.into(),
        ring_duration: duration.into(),
        line_instance: 1,
        call_reference: 101,
    });
}

#[test]
fn every_ring_of_the_server_is_rung_and_shown() {
    let mut rig = phone();
    rig.incoming(1, 101, "1003");
    for (mode, ring) in [
        (3, Ring::Outside),
        (4, Ring::Feature),
        (5, Ring::FlashOnly),
        (6, Ring::Precedence),
        (2, Ring::Inside),
    ] {
        rig.clear();
        rings(&mut rig, mode, 1);
        assert_eq!(rig.screen().ring, ring);
        assert!(
            rig.voice
                .contains(&VoiceCommand::Ring { ring, once: false }),
            "{mode}: {:?}",
            rig.voice
        );
    }
    rings(&mut rig, 1, 1);
    assert_eq!(rig.screen().ring, Ring::Off);
}

#[test]
fn a_single_ring_is_rung_once() {
    let mut rig = phone();
    rig.incoming(1, 101, "1003");
    rig.clear();
    rings(&mut rig, 3, 2);
    assert_eq!(
        rig.voice,
        [VoiceCommand::Ring {
            ring: Ring::Outside,
            once: true
        }]
    );
}

#[test]
fn distinctive_rings_are_told_apart() {
    let mut rig = phone();
    rig.incoming(1, 101, "1003");
    let mut seen = Vec::new();
    for mode in 7..=11 {
        rings(&mut rig, mode, 1);
        let ring = rig.screen().ring;
        assert!(!seen.contains(&ring), "{ring:?}");
        assert!(
            rig.voice
                .contains(&VoiceCommand::Ring { ring, once: false })
        );
        seen.push(ring);
    }
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn precedence_levels_have_their_names() {
    for (level, precedence, name) in [
        (0, Precedence::FlashOverride, "Flash override"),
        (1, Precedence::Flash, "Flash"),
        (2, Precedence::Immediate, "Immediate"),
        (3, Precedence::Priority, "Priority"),
        (4, Precedence::Routine, ""),
    ] {
        let mut rig = phone();
        rig.says(state(4, 1, 101, 0, level));
        rig.says(inbound(1, 101, "1003"));
        rig.says(ringer(if level == 4 { 2 } else { 6 }));
        rig.says(select(1, 101, RING_IN));
        let screen = rig.screen();
        assert_eq!(call(&screen, 101).precedence, precedence);
        assert_eq!(precedence.name(), name);
        rig.says(state(5, 1, 101, 0, level));
        assert_eq!(
            call(&rig.screen(), 101).precedence,
            precedence,
            "in the talk"
        );
    }
}

#[test]
fn a_call_dialled_with_precedence_is_known_by_its_ring_back() {
    let mut rig = phone();
    rig.intent(station::Intent::LineKey(1));
    rig.dial_tone(1, 101);
    rig.says(state(3, 1, 101, 0, 3));
    assert_eq!(call(&rig.screen(), 101).precedence, Precedence::Routine);
    rig.says(tone(0x47, 1, 101));
    assert_eq!(call(&rig.screen(), 101).precedence, Precedence::Priority);
    rig.gives_up(1, 101);
}

#[test]
fn levels_that_servers_leave_there_are_no_precedence() {
    // Asterisk and FreeSWITCH leave 0, chan-sccp writes 3 for every call.
    for level in [0, 3] {
        let mut rig = Rig::registered(config(), ServerKind::default());
        rig.says(state(4, 1, 101, 0, level));
        rig.says(inbound(1, 101, "1003"));
        rig.says(ringer(2));
        assert_eq!(call(&rig.screen(), 101).precedence, Precedence::Routine);
    }
}

#[test]
fn a_preempted_call_ends_with_its_tone() {
    let mut rig = crate::bench::talking();
    rig.says(tone(0x48, 1, 101));
    assert_eq!(rig.screen().tone.as_deref(), Some("PreemptionTone"));
    rig.ends(1, 101, 501);
    assert_eq!(rig.screen().tone, None);
    rig.says(state(4, 1, 102, 0, 1));
    rig.says(ringer(6));
    let screen = rig.screen();
    assert_eq!(call(&screen, 102).precedence, Precedence::Flash);
    assert_eq!(screen.ring, Ring::Precedence);
}

#[test]
fn the_security_of_a_call_is_shown_as_it_changes() {
    let mut rig = phone();
    rig.incoming(1, 101, "1003");
    for (status, security) in [
        (1, Security::NotAuthenticated),
        (2, Security::Authenticated),
        (3, Security::Encrypted),
        (0, Security::Unknown),
    ] {
        rig.says(sccp::CallInfo {
            calling_party: "1003".into(),
            line_instance: 1,
            call_reference: 101,
            call_type: 1.into(),
            call_security_status: status.into(),
            ..Default::default()
        });
        assert_eq!(call(&rig.screen(), 101).security, security);
        rig.says(sccp::CallInfoV2 {
            calling_party: "1003".into(),
            line_instance: 1,
            call_reference: 101,
            call_type: 1.into(),
            call_security_status: status.into(),
            ..Default::default()
        });
        assert_eq!(call(&rig.screen(), 101).security, security, "either form");
    }
}
