//! Calls: dialling, answering, holding, ending, several at once.

mod rig;

use std::time::Duration;

use rig::{Rig, ServerKind, config, outbound, ringer, select, tone};
use sccp::Message;
use station::{
    AudioPath, CallState, Direction, Input, Intent, Lamp, Moment, Output, Ring, Station,
    StationConfig, VoiceCommand,
};

const SECOND: Duration = Duration::from_secs(1);

fn registered() -> Rig {
    Rig::registered(config(), ServerKind::default())
}

/// A phone in a talk, dialled by hand: line 1, call 101, stream 501.
fn talking() -> Rig {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.clear();
    rig
}

#[test]
fn a_state_that_is_none_begins_no_call_and_changes_none() {
    let mut rig = talking();
    rig.call_state(0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF);
    rig.call_state(4711, 1, 101);
    assert_eq!(rig.station.anomalies(), 2);
    let states: Vec<_> = rig.screen().calls.iter().map(|call| call.state).collect();
    assert_eq!(states, [CallState::Connected]);
    rig.call_state(2, 1, 101);
    assert!(rig.screen().calls.is_empty(), "the phone is idle again");
}

#[test]
fn dials_digit_by_digit_off_hook() {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    assert_eq!(rig.sent_names(), ["OffHook", "MediaPathEvent"]);
    rig.dial_tone(1, 101);
    assert_eq!(rig.screen().tone.as_deref(), Some("InsideDialTone"));
    assert_eq!(rig.screen().prompt, "Enter number");
    for key in ['6', '0', '0'] {
        rig.intent(Intent::Key(key));
    }
    assert_eq!(rig.keypad_digits(), "600");
    assert_eq!(rig.screen().dialled, "600");
    rig.says(sccp::StopTone {
        line_instance: 1,
        call_reference: 101,
        ..Default::default()
    });
    assert_eq!(rig.screen().tone, None);
    rig.says(sccp::DialedNumber {
        dialed_number: "600".into(),
        line_instance: 1,
        call_reference: 101,
    });
    rig.call_state(12, 1, 101);
    rig.says(outbound(1, 101, "600"));
    rig.media(501, 101, 0);
    rig.call_state(5, 1, 101);
    rig.says(select(1, 101, 1));
    let call = &rig.screen().calls[0];
    assert_eq!(
        (call.state, call.direction),
        (CallState::Connected, Direction::Outbound)
    );
    assert_eq!(call.remote_number, "600");
    assert!(call.receiving && call.transmitting);
    rig.intent(Intent::HangUp);
    assert_eq!(rig.soft_keys_sent(), [(9, 1, 101)]);
    rig.ends(1, 101, 501);
    let screen = rig.screen();
    assert!(screen.calls.is_empty() && !screen.off_hook && screen.audio_path.is_none());
    assert_eq!(
        rig.states_of(101),
        [
            CallState::OffHook,
            CallState::Proceed,
            CallState::Connected,
            CallState::OnHook
        ]
    );
}

#[test]
fn dials_en_bloc_from_on_hook() {
    let mut rig = registered();
    rig.intent(Intent::Dial("6 0-0".into()));
    let Message::EnblocCall(enbloc) = &rig.sent[0] else {
        panic!("{:?}", rig.sent_names())
    };
    assert_eq!(enbloc.called_party, "600");
    assert_eq!(enbloc.line_instance.instance, 1);
    assert_eq!(rig.screen().audio_path, Some(AudioPath::Headset));
}

#[test]
fn a_number_that_the_server_says_nothing_to_is_given_up() {
    let mut rig = registered();
    rig.intent(Intent::Dial("999".into()));
    assert!(rig.screen().off_hook);
    rig.pass(Duration::from_secs(6));
    let screen = rig.screen();
    assert!(!screen.off_hook && screen.audio_path.is_none());
    let notify = screen.notify.expect("it says why");
    assert!(notify.text.contains("999"), "{}", notify.text);
    assert!(
        rig.sent_names().contains(&"OnHook"),
        "{:?}",
        rig.sent_names()
    );
}

#[test]
fn a_number_dialled_while_a_call_ends_is_dialled_when_it_has_ended() {
    let mut rig = registered();
    rig.talks(1, 101, 501);
    rig.clear();
    rig.intent(Intent::HangUp);
    rig.intent(Intent::Dial("600".into()));
    assert_eq!(
        rig.keypad_digits(),
        "",
        "the call that ends takes no digits"
    );
    rig.ends(1, 101, 501);
    rig.pass(Duration::from_secs(2));
    assert!(
        rig.sent_of(|sent| match sent {
            Message::EnblocCall(call) => Some(call.called_party.to_string()),
            _ => None,
        })
        .contains(&"600".to_owned()),
        "{:?}",
        rig.sent_names()
    );
}

#[test]
fn a_number_dialled_before_the_registration_is_kept_with_a_word() {
    let mut rig = Rig::new(config(), ServerKind::asterisk());
    rig.intent(Intent::Dial("600".into()));
    assert_eq!(rig.screen().dialled, "600");
    assert!(rig.screen().notify.is_some());
}

#[test]
fn dials_with_paced_digits_when_told_not_to_dial_en_bloc() {
    let mut rig = Rig::registered(
        StationConfig {
            enbloc_dialling: false,
            ..config()
        },
        ServerKind::default(),
    );
    rig.intent(Intent::Dial("600".into()));
    assert_eq!(rig.sent_names()[0], "OffHook");
    assert_eq!(rig.keypad_digits(), "", "the call is not there yet");
    rig.pass(Duration::from_millis(200));
    rig.dial_tone(1, 101);
    assert_eq!(rig.keypad_digits(), "6");
    rig.pass(Duration::from_millis(59));
    assert_eq!(rig.keypad_digits(), "6");
    rig.pass(Duration::from_millis(1));
    assert_eq!(rig.keypad_digits(), "60");
    rig.pass(Duration::from_millis(60));
    assert_eq!(rig.keypad_digits(), "600");
    let Some(Message::KeypadButton(key)) = rig.sent.last() else {
        panic!("{:?}", rig.sent_names())
    };
    assert_eq!((key.line_instance, key.call_reference), (1, 101));
}

#[test]
fn a_number_typed_on_hook_is_dialled_by_enter() {
    let mut rig = registered();
    for key in ['6', '0', '1'] {
        rig.intent(Intent::Key(key));
    }
    rig.intent(Intent::Backspace);
    rig.intent(Intent::Key('0'));
    assert!(rig.sent.is_empty(), "nobody hears of it before");
    let screen = rig.screen();
    assert_eq!(screen.dialled, "600");
    let labels: Vec<_> = screen
        .soft_keys
        .keys
        .iter()
        .map(|key| (key.label.as_str(), key.event))
        .collect();
    assert_eq!(labels, [("Dial", 0), ("<<", 0), ("Cancel", 0)]);
    rig.intent(Intent::Enter);
    assert!(matches!(&rig.sent[0], Message::EnblocCall(enbloc) if enbloc.called_party == "600"));
    assert_eq!(rig.screen().dialled, "");
}

#[test]
fn a_number_typed_on_hook_is_dialled_by_lifting() {
    for lift in [
        Intent::Hook,
        Intent::Path(AudioPath::Speaker),
        Intent::LineKey(1),
        Intent::SoftKey("dial".into()),
    ] {
        let mut rig = registered();
        rig.intent(Intent::Paste("600".into()));
        rig.intent(lift.clone());
        assert!(
            matches!(&rig.sent[0], Message::EnblocCall(enbloc) if enbloc.called_party == "600"),
            "{lift:?}"
        );
    }
}

#[test]
fn escape_forgets_what_was_typed() {
    let mut rig = registered();
    rig.intent(Intent::Key('6'));
    rig.intent(Intent::Escape);
    assert_eq!(rig.screen().dialled, "");
    rig.intent(Intent::Enter);
    assert!(rig.sent.is_empty());
}

#[test]
fn takes_back_a_digit_by_the_servers_key() {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.intent(Intent::Key('6'));
    rig.intent(Intent::Key('1'));
    rig.says(select(1, 101, 6));
    rig.intent(Intent::Backspace);
    assert_eq!(rig.soft_keys_sent(), [(8, 1, 101)]);
    assert_eq!(rig.screen().dialled, "61", "the server decides");
    rig.says(sccp::BackSpaceRes {
        line_instance: 1,
        call_reference: 101,
    });
    assert_eq!(rig.screen().dialled, "6");
}

#[test]
fn an_incoming_call_rings_and_is_answered_by_the_soft_key() {
    let mut rig = registered();
    rig.incoming(1, 101, "1003");
    let screen = rig.screen();
    assert_eq!(
        (screen.ring, screen.prompt.as_str()),
        (Ring::Inside, "From 1003")
    );
    assert_eq!(
        (
            screen.calls[0].remote_name.as_str(),
            screen.calls[0].remote_number.as_str()
        ),
        ("Bob", "1003")
    );
    assert_eq!(screen.calls[0].direction, Direction::Inbound);
    assert_eq!(screen.line_keys[0].lamp, Lamp::Blink);
    assert!(rig.voice.contains(&VoiceCommand::Ring {
        ring: Ring::Inside,
        once: false
    }));
    rig.intent(Intent::Answer);
    assert_eq!(rig.soft_keys_sent(), [(11, 1, 101)]);
    rig.talks(1, 101, 501);
    let screen = rig.screen();
    assert_eq!(
        (screen.ring, screen.calls[0].state),
        (Ring::Off, CallState::Connected)
    );
    assert!(screen.off_hook);
    assert!(rig.voice.contains(&VoiceCommand::Ring {
        ring: Ring::Off,
        once: false
    }));
}

#[test]
fn without_an_answer_key_the_call_is_answered_off_hook() {
    let mut rig = registered();
    rig.incoming(1, 101, "1003");
    rig.says(select(1, 101, 5));
    rig.intent(Intent::Answer);
    assert!(
        matches!(&rig.sent[0], Message::OffHook(off) if off.call_reference == 101 && off.line_instance == 1)
    );
}

#[test]
fn a_caller_who_gives_up_is_missed() {
    let mut rig = registered();
    rig.incoming(1, 101, "1003");
    rig.call_state(2, 1, 101);
    assert_eq!(
        rig.screen().ring,
        Ring::Off,
        "though the server forgot to say so"
    );
    rig.intent(Intent::HardKey(station::HardKey::Directories));
    rig.intent(Intent::Key('1'));
    let menu = rig.screen().menu.expect("the list is open");
    assert_eq!(
        (menu.title.as_str(), menu.items[0].label.as_str()),
        ("Missed calls", "Bob")
    );
    rig.intent(Intent::Enter);
    assert!(rig.screen().off_hook);
    assert!(
        rig.sent
            .iter()
            .any(|sent| matches!(sent, Message::EnblocCall(call) if call.called_party == "1003"))
    );
}

#[test]
fn a_ringing_call_is_refused() {
    let mut rig = registered();
    rig.incoming(1, 101, "1003");
    rig.intent(Intent::HangUp);
    assert_eq!(rig.soft_keys_sent(), [(9, 1, 101)]);
}

#[test]
fn an_automatic_answer_needs_nobody() {
    let mut rig = registered();
    rig.incoming(1, 101, "1003");
    rig.talks(1, 101, 501);
    let screen = rig.screen();
    assert!(screen.off_hook && screen.calls[0].state == CallState::Connected);
    assert_eq!(screen.audio_path, Some(AudioPath::Headset));
    assert!(!rig.sent_names().contains(&"OffHook"));
}

#[test]
fn hold_keeps_the_connection_moment() {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.pass(SECOND * 3);
    rig.talks(1, 101, 501);
    rig.pass(SECOND * 10);
    rig.intent(Intent::SoftKey("hold".into()));
    assert_eq!(rig.soft_keys_sent(), [(3, 1, 101)]);
    rig.says(sccp::CloseReceiveChannel {
        pass_through_party_id: 501,
        ..Default::default()
    });
    rig.says(sccp::StopMediaTransmission {
        pass_through_party_id: 501,
        ..Default::default()
    });
    rig.call_state(8, 1, 101);
    rig.says(select(1, 101, 2));
    rig.says(sccp::SetSpeakerMode {
        speaker_mode: 2.into(),
    });
    let call = rig.screen().calls[0].clone();
    assert_eq!(
        (call.state, call.connected_at),
        (CallState::Hold, Some(Moment::from_secs(3)))
    );
    assert!(!rig.screen().off_hook);
    rig.pass(SECOND * 5);
    assert!(
        !rig.sent_names().contains(&"OnHook"),
        "a held call is not hung up"
    );
    rig.intent(Intent::SoftKey("Resume".into()));
    assert_eq!(rig.soft_keys_sent(), [(3, 1, 101), (10, 1, 101)]);
    rig.talks(1, 101, 501);
    let call = rig.screen().calls[0].clone();
    assert_eq!(
        (call.state, call.connected_at),
        (CallState::Connected, Some(Moment::from_secs(3)))
    );
    assert_eq!(call.state_since, Moment::from_secs(18));
    assert!(rig.screen().off_hook);
}

#[test]
fn beside_a_held_call_a_new_one_is_dialled() {
    // As Asterisk: the hold leaves the phone off hook.
    let mut rig = talking();
    rig.call_state(8, 1, 101);
    rig.says(select(1, 101, 2));
    assert!(rig.screen().off_hook);
    rig.intent(Intent::Key('6'));
    assert_eq!(rig.screen().dialled, "6", "nobody is there to take it yet");
    rig.intent(Intent::Escape);
    rig.intent(Intent::Dial("600".into()));
    assert_eq!(rig.soft_keys_sent(), [(2, 1, 0)], "NewCall");
    assert_eq!(rig.keypad_digits(), "");
    rig.dial_tone(1, 102);
    rig.pass(SECOND);
    assert_eq!(rig.keypad_digits(), "600");
    assert_eq!(rig.screen().focused_call, Some(102));
}

#[test]
fn digits_typed_before_the_dial_tone_are_not_lost() {
    for key in [
        Intent::SoftKey("NewCall".into()),
        Intent::LineKey(1),
        Intent::Hook,
    ] {
        let mut rig = registered();
        rig.intent(key.clone());
        rig.intent(Intent::Key('6'));
        rig.intent(Intent::Key('0'));
        rig.says(sccp::SetSpeakerMode {
            speaker_mode: 1.into(),
        });
        rig.dial_tone(1, 101);
        rig.pass(SECOND);
        assert_eq!(rig.keypad_digits(), "60", "{key:?}");
    }
}

#[test]
fn after_a_call_on_another_line_the_first_is_named() {
    let mut rig = Rig::registered(
        config(),
        ServerKind {
            buttons: vec![(1, 9), (2, 9)],
            ..ServerKind::default()
        },
    );
    rig.intent(Intent::LineKey(2));
    rig.dial_tone(2, 101);
    rig.ends(2, 101, 0);
    rig.clear();
    rig.intent(Intent::Dial("600".into()));
    assert!(
        matches!(&rig.sent[0], Message::Stimulus(key) if key.line_instance == 1),
        "{:?}",
        rig.sent
    );
    rig.intent(Intent::HangUp);
    rig.clear();
    rig.intent(Intent::SoftKey("NewCall".into()));
    assert!(matches!(&rig.sent[0], Message::Stimulus(key) if key.line_instance == 1));
    rig.dial_tone(1, 102);
    rig.ends(1, 102, 0);
    rig.clear();
    rig.intent(Intent::Dial("600".into()));
    assert!(matches!(&rig.sent[0], Message::EnblocCall(_)));
}

#[test]
fn an_old_server_holds_by_lamp_and_media_alone() {
    let mut rig = Rig::registered(config(), ServerKind::callmanager2());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.says(sccp::CloseReceiveChannel {
        pass_through_party_id: 501,
        ..Default::default()
    });
    rig.says(sccp::StopMediaTransmission {
        pass_through_party_id: 501,
        ..Default::default()
    });
    assert_eq!(rig.screen().calls[0].state, CallState::Connected);
    for (mode, state) in [(2, CallState::Connected), (3, CallState::Hold)] {
        rig.says(sccp::SetLamp {
            stimulus: 9.into(),
            stimulus_instance: 1,
            lamp_mode: mode.into(),
        });
        assert_eq!(rig.screen().calls[0].state, state);
    }
    rig.media(502, 0, 0);
    assert_eq!(rig.screen().calls[0].state, CallState::Connected);
}

#[test]
fn a_second_call_is_answered_while_the_first_is_held() {
    let mut rig = talking();
    rig.incoming(1, 102, "1003");
    let screen = rig.screen();
    assert_eq!(screen.focused_call, Some(101), "the talk stays in front");
    assert_eq!(screen.calls.len(), 2);
    rig.intent(Intent::SoftKey("Answer".into()));
    assert_eq!(rig.soft_keys_sent(), [(3, 1, 101), (11, 1, 102)]);
    rig.says(sccp::StopMediaTransmission {
        pass_through_party_id: 501,
        ..Default::default()
    });
    rig.call_state(8, 1, 101);
    rig.says(select(1, 101, 2));
    rig.talks(1, 102, 502);
    let screen = rig.screen();
    assert_eq!(screen.focused_call, Some(102));
    let labels: Vec<_> = screen
        .soft_keys
        .keys
        .iter()
        .map(|key| key.label.as_str())
        .collect();
    assert_eq!(
        labels[..2],
        ["Hold", "EndCall"],
        "the keys are those of the call in front"
    );
    rig.ends(1, 102, 502);
    let screen = rig.screen();
    assert_eq!(screen.focused_call, Some(101));
    assert_eq!(screen.soft_keys.keys[0].label, "Resume");
}

#[test]
fn answering_a_second_call_puts_the_first_on_hold_before() {
    let mut rig = talking();
    rig.incoming(1, 102, "1003");
    rig.intent(Intent::Answer);
    assert_eq!(rig.soft_keys_sent(), [(3, 1, 101), (11, 1, 102)]);
}

#[test]
fn arrows_go_from_call_to_call() {
    let mut rig = talking();
    rig.incoming(1, 102, "1003");
    rig.intent(Intent::Navigate(station::Navigate::Down));
    assert_eq!(rig.screen().focused_call, Some(102));
    assert_eq!(rig.screen().prompt, "From 1003");
    assert_eq!(rig.screen().soft_keys.keys[0].label, "Answer");
    rig.intent(Intent::Navigate(station::Navigate::Down));
    assert_eq!(
        rig.screen().focused_call,
        Some(102),
        "there is no further call"
    );
    rig.intent(Intent::Navigate(station::Navigate::Up));
    assert_eq!(rig.screen().focused_call, Some(101));
    rig.intent(Intent::Focus(102));
    assert_eq!(rig.screen().focused_call, Some(102));
}

#[test]
fn the_far_end_hangs_up() {
    let mut rig = talking();
    rig.ends(1, 101, 501);
    let screen = rig.screen();
    assert!(screen.calls.is_empty() && !screen.off_hook);
    assert_eq!(screen.soft_keys.keys[0].label, "Redial");
    rig.pass(SECOND * 2);
    assert_eq!(
        rig.sent_names()
            .iter()
            .filter(|name| **name == "OnHook")
            .count(),
        1,
        "the server was told of the lifting, so of the replacing too"
    );
}

#[test]
fn goes_on_hook_by_itself_when_the_server_does_not_say_so() {
    let mut rig = talking();
    rig.call_state(2, 1, 101);
    rig.says(tone(0x25, 1, 101));
    assert!(rig.screen().off_hook);
    rig.pass(SECOND * 2);
    assert!(!rig.screen().off_hook);
    assert!(
        matches!(rig.sent.iter().find(|sent| sent.name() == "OnHook"),
        Some(Message::OnHook(on)) if on.call_reference == 101)
    );
}

#[test]
fn an_end_call_key_without_effect_is_followed_by_the_hook() {
    let mut rig = talking();
    rig.intent(Intent::HangUp);
    assert_eq!(rig.sent_names(), ["SoftKeyEvent"]);
    rig.pass(SECOND * 3);
    assert!(rig.sent_names().contains(&"OnHook"));
    assert!(!rig.screen().off_hook);
}

#[test]
fn a_lit_path_key_hangs_up_and_another_one_changes_the_path() {
    let mut rig = talking();
    rig.intent(Intent::Path(AudioPath::Speaker));
    assert_eq!(rig.screen().audio_path, Some(AudioPath::Speaker));
    assert!(!rig.sent_names().contains(&"OnHook"));
    assert_eq!(rig.voice, [VoiceCommand::Path(Some(AudioPath::Speaker))]);
    rig.intent(Intent::Path(AudioPath::Speaker));
    assert!(
        matches!(rig.sent.iter().find(|sent| sent.name() == "OnHook"),
        Some(Message::OnHook(on)) if on.call_reference == 101 && on.line_instance == 1)
    );
    let screen = rig.screen();
    assert_eq!(
        (screen.audio_path, screen.preferred_path),
        (None, AudioPath::Speaker)
    );
}

#[test]
fn the_speaker_key_answers() {
    let mut rig = registered();
    rig.incoming(1, 101, "1003");
    rig.intent(Intent::Path(AudioPath::Speaker));
    assert_eq!(rig.soft_keys_sent(), [(11, 1, 101)]);
    assert_eq!(rig.screen().audio_path, Some(AudioPath::Speaker));
}

#[test]
fn busy_and_unknown_numbers_are_told_by_state_and_tone() {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.call_state(6, 1, 101);
    rig.says(tone(0x23, 1, 101));
    let screen = rig.screen();
    assert_eq!(
        (screen.calls[0].state, screen.tone.as_deref()),
        (CallState::Busy, Some("LineBusyTone"))
    );
    rig.intent(Intent::HangUp);
    rig.call_state(2, 1, 101);
    assert_eq!(rig.screen().tone, None, "the tone goes with its call");
}

#[test]
fn redials_by_the_servers_key_or_from_memory() {
    let mut rig = registered();
    rig.intent(Intent::Redial);
    assert_eq!(rig.soft_keys_sent(), [(1, 0, 0)]);
    let mut rig = Rig::registered(
        config(),
        ServerKind {
            sets: vec![vec![2]],
            ..ServerKind::default()
        },
    );
    rig.intent(Intent::Redial);
    assert!(rig.sent.is_empty(), "nothing was dialled yet");
    rig.intent(Intent::Dial("600".into()));
    rig.call_state(1, 1, 101);
    rig.ends(1, 101, 0);
    rig.clear();
    rig.intent(Intent::Redial);
    assert!(matches!(&rig.sent[0], Message::EnblocCall(enbloc) if enbloc.called_party == "600"));
}

#[test]
fn the_other_line_is_seized_by_its_key() {
    let mut rig = Rig::registered(
        config(),
        ServerKind {
            buttons: vec![(1, 9), (2, 9), (1, 2)],
            ..ServerKind::default()
        },
    );
    rig.intent(Intent::LineKey(2));
    assert!(
        matches!(&rig.sent[0], Message::Stimulus(key) if key.stimulus.code() == 9 && key.line_instance == 2)
    );
    assert_eq!(rig.screen().active_line, 2);
    rig.says(sccp::SetSpeakerMode {
        speaker_mode: 1.into(),
    });
    rig.dial_tone(2, 101);
    assert_eq!(rig.screen().active_line, 2);
    rig.ends(2, 101, 0);
    assert_eq!(rig.screen().active_line, 1);
    rig.clear();
    rig.intent(Intent::LineKey(3));
    assert!(
        matches!(&rig.sent[0], Message::Stimulus(key) if key.stimulus.code() == 2 && key.line_instance == 1)
    );
}

#[test]
fn a_number_for_the_second_line_is_dialled_by_digits() {
    let mut rig = Rig::registered(
        config(),
        ServerKind {
            buttons: vec![(1, 9), (2, 9)],
            ..ServerKind::default()
        },
    );
    rig.intent(Intent::Paste("600".into()));
    rig.intent(Intent::LineKey(2));
    assert!(matches!(&rig.sent[0], Message::Stimulus(key) if key.line_instance == 2));
    rig.dial_tone(2, 101);
    rig.pass(SECOND);
    assert_eq!(rig.keypad_digits(), "600");
}

#[test]
fn a_late_message_makes_no_ghost_of_an_ended_call() {
    let mut rig = talking();
    rig.ends(1, 101, 501);
    rig.says(rig::prompt(b"Late", 0, 1, 101));
    rig.says(outbound(1, 101, "600"));
    rig.says(select(1, 101, 1));
    let screen = rig.screen();
    assert!(screen.calls.is_empty());
    assert_eq!(screen.prompt, "");
}

#[test]
fn a_reference_may_be_used_again() {
    let mut rig = talking();
    rig.ends(1, 101, 501);
    rig.incoming(1, 101, "1003");
    assert_eq!(rig.screen().calls.len(), 1);
    assert_eq!(rig.screen().calls[0].connected_at, None);
}

#[test]
fn a_shared_line_in_use_elsewhere_is_shown_but_not_ours() {
    let mut rig = registered();
    rig.call_state(13, 1, 101);
    let screen = rig.screen();
    assert_eq!(screen.calls[0].state, CallState::CallRemoteMultiline);
    assert!(!screen.off_hook);
    rig.says(select(1, 101, 5));
    rig.call_state(2, 1, 101);
    assert!(rig.screen().calls.is_empty());
}

#[test]
fn mute_follows_person_and_server_and_ends_with_the_call() {
    let mut rig = registered();
    rig.intent(Intent::Mute);
    assert!(!rig.screen().muted, "there is nothing to mute on hook");
    let mut rig = talking();
    rig.intent(Intent::Mute);
    assert!(rig.screen().muted);
    rig.says(sccp::SetMicroMode { mic_mode: 1.into() });
    assert!(!rig.screen().muted);
    rig.says(sccp::SetMicroMode { mic_mode: 2.into() });
    assert!(rig.screen().muted);
    rig.ends(1, 101, 501);
    assert!(!rig.screen().muted);
    let mutes: Vec<_> = rig
        .voice
        .iter()
        .filter(|command| matches!(command, VoiceCommand::Mute(_)))
        .collect();
    assert_eq!(mutes.len(), 4);
}

#[test]
fn the_volume_keys_change_the_path_in_use_or_the_ringer() {
    let mut rig = registered();
    rig.intent(Intent::VolumeUp);
    assert_eq!(rig.voice, [VoiceCommand::RingerVolume(80)]);
    let mut rig = talking();
    rig.intent(Intent::VolumeDown);
    assert_eq!(
        rig.voice,
        [VoiceCommand::PathVolume {
            path: AudioPath::Headset,
            volume: 60
        }]
    );
    rig.intent(Intent::Volume(200));
    assert_eq!(rig.screen().volume, 100);
}

#[test]
fn the_volume_of_every_path_can_be_set_and_is_kept_from_start_to_start() {
    let mut rig = talking();
    rig.intent(Intent::VolumeOf(Some(AudioPath::Speaker), 30));
    rig.intent(Intent::VolumeOf(None, 10));
    assert_eq!(
        rig.voice,
        [
            VoiceCommand::PathVolume {
                path: AudioPath::Speaker,
                volume: 30
            },
            VoiceCommand::RingerVolume(10)
        ]
    );
    let volumes = rig.screen().volumes;
    assert_eq!((volumes.speaker, volumes.ringer), (30, 10));
    assert_eq!(rig.screen().volume, 70, "the path in use is the headset");
    let mut next = Station::new(StationConfig {
        volumes,
        ..StationConfig::default()
    });
    next.handle(Input::Tick, Moment::START);
    let mut told = Vec::new();
    while let Some(output) = next.poll_output() {
        if let Output::Voice(command) = output {
            told.push(command);
        }
    }
    assert!(told.contains(&VoiceCommand::RingerVolume(10)), "{told:?}");
    let speaker = VoiceCommand::PathVolume {
        path: AudioPath::Speaker,
        volume: 30,
    };
    assert!(told.contains(&speaker), "{told:?}");
}

#[test]
fn another_path_is_taken_in_the_call_and_the_server_is_told() {
    let mut rig = talking();
    rig.intent(Intent::Path(AudioPath::Speaker));
    assert_eq!(
        rig.voice,
        [VoiceCommand::Path(Some(AudioPath::Speaker))],
        "streams and microphone stay as they are"
    );
    rig.intent(Intent::Path(AudioPath::Handset));
    assert_eq!(rig.screen().audio_path, Some(AudioPath::Handset));
    assert!(rig.screen().off_hook);
    assert!(!rig.screen().calls.is_empty());
}

#[test]
fn a_flash_only_ring_is_shown_and_not_heard_as_another() {
    let mut rig = registered();
    rig.incoming(1, 101, "1003");
    rig.says(ringer(5));
    assert_eq!(rig.screen().ring, Ring::FlashOnly);
    assert!(rig.voice.contains(&VoiceCommand::Ring {
        ring: Ring::FlashOnly,
        once: false
    }));
}

#[test]
fn the_number_dialled_en_bloc_is_known_though_the_server_does_not_say_it() {
    let mut rig = registered();
    rig.intent(Intent::Dial("600".into()));
    rig.call_state(1, 1, 101);
    rig.call_state(5, 1, 101);
    let told = rig.events.iter().filter(
        |event| matches!(event, station::Event::CallState { number, .. } if number == "600"),
    );
    assert_eq!(told.count(), 2);
    assert_eq!(rig.screen().dialled, "600");
}

#[test]
fn a_hidden_call_is_in_no_list() {
    let mut rig = registered();
    rig.says(sccp::CallState {
        call_state: 4.into(),
        line_instance: 1,
        call_reference: 101,
        privacy: 2.into(),
        ..Default::default()
    });
    rig.says(rig::inbound(1, 101, "1003"));
    rig.call_state(2, 1, 101);
    rig.intent(Intent::HardKey(station::HardKey::Directories));
    let menu = rig.screen().menu.expect("the lists");
    assert_eq!(menu.items[0].detail, "0");
}
