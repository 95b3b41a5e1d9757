//! Call forward: all, busy, no answer, with key, prompt, tones and what the line shows.

use std::time::Duration;

use station::{Intent, StationConfig};

use crate::bench::{
    OFF_HOOK_FEATURE, Says, button, callmanager, event, lamp, notify, phone, press, stimuli,
    stop_tone,
};
use crate::rig::{Rig, ServerKind, config, prompt, select, tone};

fn forwarded(line: u32, all: &str, busy: &str, no_answer: &str) -> sccp::Message {
    let active = |number: &str| u32::from(!number.is_empty()) * 2;
    sccp::ForwardStat {
        active_forward: active(all) | active(busy) | active(no_answer),
        line_number: line,
        forward_all_active: active(all),
        forward_all_dirnum: all.into(),
        forward_busy_active: active(busy),
        forward_busy_dirnum: busy.into(),
        forward_no_answer_active: active(no_answer),
        forward_no_answer_dirnum: no_answer.into(),
    }
    .into()
}

#[test]
fn all_calls_are_forwarded_by_key_and_number() {
    let mut rig = phone();
    assert_eq!(press(&mut rig, "CFwdALL"), [(event("CFwdALL"), 0, 0)]);
    rig.dial_tone(1, 101);
    rig.says(select(1, 101, OFF_HOOK_FEATURE));
    rig.says(tone(0x31, 1, 101));
    assert!(rig.screen().off_hook);
    assert_eq!(rig.screen().tone.as_deref(), Some("ZipZip"));
    for digit in "1005#".chars() {
        rig.intent(Intent::Key(digit));
    }
    assert_eq!(rig.keypad_digits(), "1005#");
    rig.says(stop_tone(1, 101));
    rig.says(forwarded(1, "1005", "", ""));
    rig.says(tone(0x2e, 1, 101));
    rig.gives_up(1, 101);
    rig.says(notify(b"\x80\x25 1005", 0));
    rig.pass(Duration::from_secs(2));
    let screen = rig.screen();
    assert!(!screen.off_hook && screen.calls.is_empty());
    assert_eq!(button(&rig, 1).forwarded_to.as_deref(), Some("1005"));
    assert_eq!(button(&rig, 2).forwarded_to, None);
    assert_eq!(
        screen.notify.map(|notify| notify.text),
        Some("Forwarded to 1005".into())
    );
    // The key again takes it back.
    press(&mut rig, "CFwdALL");
    rig.says(forwarded(1, "", "", ""));
    rig.says(notify(b"", 0));
    assert_eq!(button(&rig, 1).forwarded_to, None);
    assert_eq!(rig.screen().notify, None);
}

#[test]
fn a_number_that_was_never_dialled_is_not_redialled() {
    let mut rig = phone();
    press(&mut rig, "CFwdALL");
    rig.dial_tone(1, 101);
    rig.says(select(1, 101, OFF_HOOK_FEATURE));
    rig.intent(Intent::Key('5'));
    rig.gives_up(1, 101);
    assert_eq!(rig.screen().calls.len(), 0);
    rig.intent(Intent::SoftKey("Redial".into()));
    assert_eq!(
        rig.soft_keys_sent().last(),
        Some(&(event("Redial"), 0, 0)),
        "the server knows what to redial"
    );
}

#[test]
fn each_kind_of_forward_stands_by_itself() {
    let mut rig = phone();
    rig.says(forwarded(1, "", "1006", ""));
    rig.says(forwarded(2, "1005", "", "1007"));
    let (first, second) = (button(&rig, 1), button(&rig, 2));
    assert_eq!(first.forwarded_to, None);
    assert_eq!(first.forwarded_busy_to.as_deref(), Some("1006"));
    assert_eq!(first.forwarded_no_answer_to, None);
    assert_eq!(second.forwarded_to.as_deref(), Some("1005"));
    assert_eq!(second.forwarded_busy_to, None);
    assert_eq!(second.forwarded_no_answer_to.as_deref(), Some("1007"));
}

#[test]
fn busy_and_no_answer_have_keys_of_their_own() {
    let mut rig = phone();
    assert_eq!(press(&mut rig, "CFwdBusy"), [(event("CFwdBusy"), 0, 0)]);
    rig.dial_tone(1, 101);
    rig.gives_up(1, 101);
    assert_eq!(
        press(&mut rig, "CFwdNoAnswer"),
        [(event("CFwdNoAnswer"), 0, 0)]
    );
}

#[test]
fn forward_buttons_send_their_stimuli_and_have_lamps() {
    let server = ServerKind {
        silent_about: vec![0x0034],
        ..callmanager(&[(1, 9), (1, 5), (1, 6), (1, 7)])
    };
    let mut rig = Rig::registered(config(), server);
    for position in 2..=4 {
        rig.intent(Intent::LineKey(position));
    }
    assert_eq!(stimuli(&rig), [(5, 1, 0), (6, 1, 0), (7, 1, 0)]);
    // chan-sccp flashes it while the number is typed, and lets it shine then.
    rig.says(lamp(5, 1, 4));
    assert_eq!(button(&rig, 2).lamp, station::Lamp::Flash);
    rig.says(lamp(5, 1, 2));
    assert_eq!(button(&rig, 2).lamp, station::Lamp::On);
    assert_eq!(button(&rig, 2).label, "CFwdALL");
}

#[test]
fn the_forward_of_the_layout_of_every_version_is_read() {
    for version in [3, 11, 17, 18, 22] {
        let server = ServerKind {
            version_byte: Some(version),
            ..callmanager(&[(1, 9)])
        };
        let config = StationConfig {
            protocol_version: version,
            ..config()
        };
        let mut rig = Rig::registered(config, server);
        rig.says(forwarded(1, "1005", "1006", "1007"));
        let key = button(&rig, 1);
        assert_eq!(
            (
                key.forwarded_to.as_deref(),
                key.forwarded_busy_to.as_deref(),
                key.forwarded_no_answer_to.as_deref()
            ),
            (Some("1005"), Some("1006"), Some("1007")),
            "version {version}"
        );
    }
}

#[test]
fn a_forward_that_cannot_be_says_why() {
    let mut rig = phone();
    press(&mut rig, "CFwdALL");
    rig.dial_tone(1, 101);
    rig.says(prompt(&[0x1e, 0x3a], 5, 1, 101));
    assert_eq!(rig.screen().prompt, "CFwdAll Loop Detected");
    rig.says(tone(0x25, 1, 101));
    rig.gives_up(1, 101);
    assert_eq!(button(&rig, 1).forwarded_to, None);
    assert_eq!(rig.screen().tone, None);
}
