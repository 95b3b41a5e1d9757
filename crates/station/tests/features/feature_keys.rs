//! Feature keys: DND, hunt group, privacy, malicious call, quality report, record, multi-blink.

use std::time::Duration;

use sccp::Message;
use station::{CallState, Intent, Lamp, LampColour, LineKeyKind, Ring, VoiceCommand};

use crate::bench::{
    Says, button, call, event, lamp, notify, offered, phone, press, priority_notify, stimuli,
    talking, with_buttons,
};
use crate::rig::{Rig, ringer, tone};

const FEATURE: u32 = 0x13;
const MULTI_BLINK: u32 = 0x26;
const DND: u32 = 0x82;
const HLOG: u32 = 0x8b;

/// The dynamic form, as chan-sccp and CallManager send it to phones of version 15 and more.
fn feature(index: u32, id: u32, status: u32, label: &str) -> Message {
    sccp::FeatureStatV2 {
        feature_index: index,
        feature_id: id.into(),
        feature_status: status,
        feature_text_label: label.into(),
    }
    .into()
}

/// The fixed form.
fn old_feature(index: u32, id: u32, status: u32, label: &str) -> Message {
    sccp::FeatureStat {
        feature_index: index,
        feature_id: id.into(),
        feature_text_label: label.into(),
        feature_status: status,
    }
    .into()
}

#[test]
fn every_feature_button_is_asked_for() {
    let mut rig = Rig::new(
        crate::rig::config(),
        crate::bench::callmanager(&[
            (1, 9),
            (1, 0x13),
            (2, 0x15),
            (3, 0x26),
            (4, 0x82),
            (5, 0x8b),
            (1, 2),
            (1, 0x14),
        ]),
    );
    rig.start();
    rig.connected();
    let asked = rig.sent_of(|message| match message {
        Message::FeatureStatReq(req) => Some((req.feature_index, req.feature_capabilities)),
        _ => None,
    });
    assert_eq!(asked, [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]);
}

#[test]
fn do_not_disturb_is_shown_by_key_notice_and_silent_ring() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x82)]);
    rig.says(feature(1, DND, 0, "Do Not Disturb"));
    assert_eq!(button(&rig, 2).kind, LineKeyKind::Other(DND));
    assert_eq!(press(&mut rig, "DND"), [(event("DND"), 0, 0)]);
    rig.says(feature(1, DND, 1, "Do Not Disturb"));
    rig.says(priority_notify(&[0x1e, 0x39], 2, 0));
    let key = button(&rig, 2);
    assert_eq!(
        (key.label.as_str(), key.lamp, key.colour),
        ("Do Not Disturb", Lamp::On, LampColour::Amber)
    );
    assert_eq!(
        rig.screen().notify.map(|notify| notify.text),
        Some("Do Not Disturb is active".into())
    );
    // A call comes in without a sound.
    rig.incoming(1, 101, "1003");
    rig.says(ringer(5));
    assert_eq!(rig.screen().ring, Ring::FlashOnly);
    rig.gives_up(1, 101);
    // The button does what the key does.
    rig.clear();
    rig.intent(Intent::LineKey(2));
    assert_eq!(stimuli(&rig), [(DND, 1, 0)]);
    rig.says(feature(1, DND, 0, "Do Not Disturb"));
    rig.says(sccp::ClearPriNotify { priority: 2 });
    assert_eq!(button(&rig, 2).lamp, Lamp::Off);
    assert_eq!(rig.screen().notify, None);
}

#[test]
fn a_do_not_disturb_button_of_three_states_changes_colour() {
    // chan-sccp tells its feature button as a multi-blink one, in these very words.
    let mut rig = with_buttons(&[(1, 9), (2, 0x13)]);
    for (status, lamp, colour, icon) in [
        (0x01_00_00, Lamp::Off, LampColour::None, 1),
        (0x02_02_02, Lamp::Wink, LampColour::Red, 2),
        (0x03_03_02, Lamp::Wink, LampColour::Amber, 3),
        (0x03_02_03, Lamp::Blink, LampColour::Red, 3),
        (0x03_02_05, Lamp::Flash, LampColour::Red, 3),
        (0x00_01_01, Lamp::On, LampColour::Green, 0),
    ] {
        rig.says(feature(2, MULTI_BLINK, status, "DND"));
        let key = button(&rig, 2);
        assert_eq!(
            (key.lamp, key.colour, key.icon),
            (lamp, colour, icon),
            "{status:06x}"
        );
        assert_eq!(key.kind, LineKeyKind::Feature, "it stays what it is");
    }
    rig.intent(Intent::LineKey(2));
    assert_eq!(stimuli(&rig), [(FEATURE, 2, 0)]);
}

#[test]
fn both_forms_of_a_feature_say_the_same() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x13)]);
    for form in [old_feature, feature] {
        rig.says(form(1, FEATURE, 1, "Privacy"));
        assert_eq!(button(&rig, 2).lamp, Lamp::On);
        assert_eq!(button(&rig, 2).label, "Privacy");
        rig.says(form(1, FEATURE, 0, "Privacy"));
        assert_eq!(button(&rig, 2).lamp, Lamp::Off);
    }
}

#[test]
fn what_is_told_last_of_a_lamp_counts() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x13)]);
    rig.says(feature(1, FEATURE, 0, "Privacy"));
    rig.says(lamp(FEATURE, 1, 2));
    assert_eq!(button(&rig, 2).lamp, Lamp::On);
    rig.says(feature(1, FEATURE, 0, "Privacy"));
    assert_eq!(button(&rig, 2).lamp, Lamp::Off);
}

#[test]
fn privacy_is_switched_by_its_button() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x13)]);
    rig.says(feature(1, FEATURE, 0, "Privacy"));
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.intent(Intent::LineKey(2));
    assert_eq!(stimuli(&rig), [(FEATURE, 1, 101)], "for the call in front");
    rig.says(feature(1, FEATURE, 1, "Privacy"));
    rig.says(priority_notify(&[0x80, 0x36], 3, 0));
    assert_eq!(button(&rig, 2).colour, LampColour::Amber);
    assert_eq!(
        rig.screen().notify.map(|notify| notify.text),
        Some("Private".into())
    );
}

#[test]
fn logging_out_of_the_hunt_group_is_shown() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x8b)]);
    rig.says(feature(1, HLOG, 1, ""));
    assert_eq!(button(&rig, 2).label, "Hunt Group", "its phrase");
    assert_eq!(press(&mut rig, "HLog"), [(event("HLog"), 0, 0)]);
    rig.says(feature(1, HLOG, 0, ""));
    rig.says(priority_notify(&[0x80, 0x5d], 2, 0));
    assert_eq!(
        rig.screen().notify.map(|notify| notify.text),
        Some("Logged out of Hunt Group".into())
    );
    assert_eq!(button(&rig, 2).lamp, Lamp::Off);
}

#[test]
fn a_button_without_a_label_has_the_phrase_of_its_type_in_the_language_of_the_phone() {
    let server = crate::rig::ServerKind {
        silent_about: vec![0x0034],
        ..crate::bench::callmanager(&[(1, 9), (1, 3), (1, 0x82)])
    };
    let config = station::StationConfig {
        language: sccp::Language::German,
        ..crate::rig::config()
    };
    let mut rig = Rig::registered(config, server);
    rig.pass(Duration::from_secs(5));
    let english = ["Hold", "Do Not Disturb"];
    for (position, english) in [2, 3].into_iter().zip(english) {
        let label = button(&rig, position).label;
        assert!(!label.is_empty() && label != english, "{label}");
        assert_eq!(sccp::phrases::in_english(&label), Some(english));
    }
}

#[test]
fn a_malicious_call_is_marked() {
    let mut rig = talking();
    assert_eq!(press(&mut rig, "MCID"), [(event("MCID"), 1, 101)]);
    rig.says(notify(&[0x80, 0x54], 10));
    rig.says(tone(0x2e, 1, 101));
    let screen = rig.screen();
    assert_eq!(
        screen.notify.map(|notify| notify.text),
        Some("MCID Successful".into())
    );
    assert_eq!(screen.tone.as_deref(), Some("ConfirmationTone"));
    assert_eq!(call(&rig.screen(), 101).state, CallState::Connected);
}

#[test]
fn the_quality_report_is_asked_for_in_a_call_and_without_one() {
    let mut rig = talking();
    assert_eq!(press(&mut rig, "QRT"), [(event("QRT"), 1, 101)]);
    let mut rig = phone();
    assert_eq!(press(&mut rig, "QRT"), [(event("QRT"), 0, 0)]);
}

#[test]
fn a_recorded_call_says_so_and_its_tone_goes_both_ways() {
    let mut rig = talking();
    assert_eq!(press(&mut rig, "Record"), [(event("Record"), 1, 101)]);
    rig.says(sccp::RecordingStatus {
        call_reference: 101,
        recording_status: sccp::RecordingState::ON,
    });
    rig.says(sccp::StartTone {
        tone: 0x26.into(),
        tone_output_direction: 2.into(),
        line_instance: 1,
        call_reference: 101,
    });
    let screen = rig.screen();
    assert!(call(&screen, 101).recorded);
    assert_eq!(screen.tone.as_deref(), Some("RecorderWarningTone"));
    assert!(rig.voice.contains(&VoiceCommand::StartTone {
        tone: 0x26,
        to_network: true
    }));
    rig.says(sccp::RecordingStatus {
        call_reference: 101,
        recording_status: sccp::RecordingState::OFF,
    });
    assert!(!call(&rig.screen(), 101).recorded);
}

#[test]
fn a_monitored_call_has_the_monitor_tone() {
    let mut rig = talking();
    rig.says(tone(0x38, 1, 101));
    assert_eq!(rig.screen().tone.as_deref(), Some("MonitorWarningTone"));
    rig.ends(1, 101, 501);
    assert_eq!(rig.screen().tone, None);
}

#[test]
fn a_record_button_says_what_recording_does() {
    // chan-sccp: requested, then active.
    let mut rig = with_buttons(&[(1, 9), (3, 0x13)]);
    rig.says(feature(3, MULTI_BLINK, 0x02_03_02, "Record"));
    assert_eq!(button(&rig, 2).colour, LampColour::Amber);
    rig.says(feature(3, MULTI_BLINK, 0x03_02_03, "Record (Recording)"));
    let key = button(&rig, 2);
    assert_eq!(
        (key.label.as_str(), key.colour, key.lamp),
        ("Record (Recording)", LampColour::Red, Lamp::Blink)
    );
}

#[test]
fn a_key_that_is_not_active_is_told_by_the_server() {
    let mut rig = talking();
    press(&mut rig, "Park");
    rig.says(crate::rig::prompt(&[0x80, 0x2d], 5, 1, 101));
    assert_eq!(rig.screen().prompt, "Key is Not Active");
    rig.pass(Duration::from_secs(5));
    assert_eq!(rig.screen().prompt, "Connected");
}

#[test]
fn buttons_go_on_beyond_the_eighth() {
    // A phone with two expansion modules: 56 buttons, of which 40 are told in a second part.
    let mut buttons: Vec<(u8, u8)> = (1..=12).map(|line| (line, 9)).collect();
    buttons.extend((1..=44).map(|dial| (dial, 2)));
    let mut rig = Rig::new(crate::rig::config(), crate::bench::callmanager(&buttons));
    rig.start();
    rig.connected();
    let lines = rig.sent_of(|message| match message {
        Message::LineStatReq(req) => Some(req.line_number),
        _ => None,
    });
    assert_eq!(lines, (1..=12).collect::<Vec<_>>());
    let available = rig.sent_of(|message| match message {
        Message::RegisterAvailableLines(lines) => Some(lines.max_num_of_avail_lines),
        _ => None,
    });
    assert_eq!(available, [12]);
    let screen = rig.screen();
    assert_eq!(screen.line_keys.len(), 56);
    assert_eq!(screen.line_keys[55].number, "600");
    rig.clear();
    rig.intent(Intent::LineKey(56));
    rig.intent(Intent::LineKey(12));
    assert_eq!(stimuli(&rig), [(2, 44, 0), (9, 12, 0)]);
    rig.dial_tone(12, 101);
    assert_eq!(rig.screen().active_line, 12);
    assert!(!offered(&rig).is_empty());
}
