//! Calls that nobody answers: automatic answer, intercom one way and both.

use station::{AudioPath, CallState, Intent, LampColour, VoiceCommand};

use crate::bench::{
    CONNECTED, Says, button, call, microphone, phone, select_connected, speaker, stimuli,
    with_buttons,
};
use crate::rig::{Rig, inbound, open_receive, prompt, ringer, select, tone};

/// The server answers a call that rings, as chan-sccp's auto-answer thread does.
fn answers_itself(rig: &mut Rig, one_way: bool) {
    rig.says(ringer(1));
    rig.call_state(1, 1, 101);
    rig.says(sccp::ActivateCallPlane { line_instance: 1 });
    rig.call_state(5, 1, 101);
    rig.says(open_receive(501, 101, 0));
    rig.says(tone(0x32, 1, 101));
    rig.says(speaker(1));
    if one_way {
        rig.says(microphone(2));
    } else {
        rig.media(501, 101, 0);
    }
    rig.says(select(1, 101, CONNECTED));
    rig.says(prompt(&[0x80, 0x18], 0, 1, 101));
}

#[test]
fn a_call_is_answered_by_the_server_with_a_zip_tone() {
    for path in [AudioPath::Headset, AudioPath::Speaker] {
        let mut rig = phone();
        rig.intent(Intent::Path(path));
        rig.intent(Intent::Path(path));
        rig.clear();
        rig.incoming(1, 101, "1003");
        answers_itself(&mut rig, false);
        let screen = rig.screen();
        assert!(screen.off_hook && !screen.muted);
        assert_eq!(screen.audio_path, Some(path), "the path used last");
        assert_eq!(screen.tone.as_deref(), Some("Zip"));
        let answered = call(&screen, 101);
        assert_eq!(answered.state, CallState::Connected);
        assert!(answered.receiving && answered.transmitting);
        assert!(
            !rig.sent_names()
                .iter()
                .any(|name| ["OffHook", "SoftKeyEvent"].contains(name)),
            "nobody pressed a key: {:?}",
            rig.sent_names()
        );
        rig.ends(1, 101, 501);
        assert!(!rig.screen().off_hook);
    }
}

#[test]
fn a_page_is_heard_with_a_closed_microphone() {
    let mut rig = phone();
    rig.incoming(1, 101, "1003");
    answers_itself(&mut rig, true);
    let screen = rig.screen();
    assert!(screen.muted && screen.off_hook);
    let heard = call(&screen, 101);
    assert!(heard.receiving && !heard.transmitting);
    assert!(rig.voice.contains(&VoiceCommand::Mute(true)));
    rig.ends(1, 101, 501);
    assert!(!rig.screen().muted, "the next call is not muted");
}

#[test]
fn a_whispered_intercom_call_becomes_two_way_by_its_button() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x17)]);
    rig.says(sccp::FeatureStatV2 {
        feature_index: 1,
        feature_id: 0x17.into(),
        feature_status: 0,
        feature_text_label: "Boss".into(),
    });
    assert_eq!(button(&rig, 2).label, "Boss");
    rig.call_state(4, 1, 101);
    rig.says(inbound(1, 101, "1003"));
    rig.call_state(16, 1, 101);
    rig.says(speaker(1));
    rig.says(microphone(2));
    rig.says(open_receive(501, 101, 0));
    rig.says(tone(0x32, 1, 101));
    rig.says(prompt(&[0x1e, 0x2c], 0, 1, 101));
    let screen = rig.screen();
    assert_eq!(call(&screen, 101).state, CallState::Whisper);
    assert!(screen.muted && screen.off_hook && call(&screen, 101).receiving);
    assert_eq!(screen.prompt, "Whisper");
    assert_eq!(button(&rig, 1).colour, LampColour::Amber);
    // The button lets the caller hear us.
    rig.clear();
    rig.intent(Intent::LineKey(2));
    assert_eq!(stimuli(&rig), [(0x17, 1, 101)]);
    rig.says(microphone(1));
    rig.call_state(5, 1, 101);
    rig.media(501, 101, 0);
    select_connected(&mut rig, 1, 101);
    let screen = rig.screen();
    assert!(!screen.muted);
    assert_eq!(call(&screen, 101).state, CallState::Connected);
    assert!(call(&screen, 101).transmitting);
    assert_eq!(button(&rig, 1).colour, LampColour::Green);
}

#[test]
fn an_intercom_button_calls_its_other_end() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x17)]);
    rig.intent(Intent::LineKey(2));
    assert_eq!(stimuli(&rig), [(0x17, 1, 0)]);
    rig.says(speaker(1));
    rig.call_state(1, 1, 101);
    rig.rings_out(1, 101, "1003");
    rig.talks(1, 101, 501);
    assert!(rig.screen().off_hook);
    assert_eq!(call(&rig.screen(), 101).state, CallState::Connected);
}

#[test]
fn a_talk_goes_on_when_a_call_answers_itself_beside_it() {
    let mut rig = crate::bench::talking();
    rig.call_state(4, 1, 102);
    rig.says(inbound(1, 102, "1004"));
    rig.says(ringer(5));
    let screen = rig.screen();
    assert_eq!(screen.focused_call, Some(101));
    assert_eq!(call(&screen, 101).state, CallState::Connected);
    assert!(call(&screen, 101).transmitting);
}
