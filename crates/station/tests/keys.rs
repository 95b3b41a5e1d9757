//! Keys: soft keys by their words, masks and pages, menus, hard keys.

mod rig;

use rig::{Rig, ServerKind, config, token};
use sccp::Message;
use station::{HardKey, Intent, LineKeyKind, Navigate, Screen};

fn registered() -> Rig {
    Rig::registered(config(), ServerKind::default())
}

fn labels(screen: &Screen) -> Vec<&str> {
    screen
        .soft_keys
        .keys
        .iter()
        .map(|key| key.label.as_str())
        .collect()
}

fn talking(server: ServerKind) -> Rig {
    let mut rig = Rig::registered(config(), server);
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig.clear();
    rig
}

#[test]
fn soft_keys_are_matched_by_label_not_number() {
    // EndCall is event 77 here and text, and 9 is something else.
    let soft_keys = vec![
        (token(1), 1),
        (token(2), 2),
        (b"Hold".to_vec(), 9),
        (b"End Call".to_vec(), 77),
        (token(11), 3),
    ];
    let sets = vec![vec![1, 2], vec![3, 4], vec![2], vec![5], vec![4]];
    let server = ServerKind {
        soft_keys,
        sets,
        ..ServerKind::default()
    };
    let mut rig = talking(server.clone());
    rig.intent(Intent::HangUp);
    assert_eq!(rig.soft_keys_sent(), [(77, 1, 101)]);
    let mut rig = Rig::registered(config(), server);
    rig.incoming(1, 102, "1003");
    rig.intent(Intent::Answer);
    assert_eq!(rig.soft_keys_sent(), [(3, 1, 102)]);
}

#[test]
fn the_mask_takes_keys_away() {
    let mut rig = talking(ServerKind::default());
    assert_eq!(
        labels(&rig.screen()),
        ["Hold", "EndCall", "Trnsfer", "Park", "Confrn"]
    );
    rig.says(sccp::SelectSoftKeys {
        line_instance: 1,
        call_reference: 101,
        soft_key_set_index: 1.into(),
        valid_key_mask: 0xffff_fff5.into(),
    });
    assert_eq!(labels(&rig.screen()), ["Hold", "Trnsfer", "Confrn"]);
}

#[test]
fn a_missing_mask_enables_all() {
    let mut rig = talking(ServerKind::default());
    rig.says_hex("10000000 00000000 10010000 01000000 65000000 02000000");
    assert_eq!(labels(&rig.screen()), ["Resume", "NewCall"]);
}

#[test]
fn places_of_the_row_are_pressed_and_more_turns_the_page() {
    let keys: Vec<(Vec<u8>, u32)> = (1..=7u8)
        .map(|key| (vec![b'K', b'0' + key], u32::from(key)))
        .collect();
    let server = ServerKind {
        soft_keys: keys,
        sets: vec![vec![1, 2, 3, 4, 5, 6, 7]],
        ..ServerKind::default()
    };
    let mut rig = Rig::registered(config(), server);
    rig.intent(Intent::SoftKeyPlace(1));
    rig.intent(Intent::SoftKeyPlace(4));
    assert_eq!(rig.screen().soft_keys.page, 1);
    rig.intent(Intent::SoftKeyPlace(0));
    assert_eq!(rig.soft_keys_sent(), [(2, 0, 0), (5, 0, 0)]);
    rig.intent(Intent::SoftKey("k7".into()));
    rig.intent(Intent::SoftKey("K1".into()));
    assert_eq!(
        rig.soft_keys_sent()[2..],
        [(7, 0, 0), (1, 0, 0)],
        "on whichever page"
    );
    rig.intent(Intent::SoftKeyPlace(3));
    assert_eq!(rig.soft_keys_sent().len(), 4, "nothing is there");
    rig.intent(Intent::SoftKeyPlace(4));
    assert_eq!(rig.screen().soft_keys.page, 0, "more stays in its place");
    rig.intent(Intent::SoftKey("more".into()));
    assert_eq!(rig.screen().soft_keys.page, 1);
    rig.intent(Intent::SoftKeyPlace(17));
    assert_eq!(rig.soft_keys_sent().len(), 4, "there is no such place");
}

#[test]
fn a_key_that_is_not_offered_is_not_sent() {
    let mut rig = registered();
    rig.intent(Intent::SoftKey("Hold".into()));
    assert!(rig.sent.is_empty());
}

#[test]
fn messages_calls_the_mailbox() {
    let mut rig = registered();
    rig.intent(Intent::HardKey(HardKey::Messages));
    assert!(
        matches!(&rig.sent[0], Message::Stimulus(key) if key.stimulus.code() == 0x0f && key.line_instance == 1)
    );
}

#[test]
fn menus_open_move_and_close() {
    let mut rig = registered();
    rig.intent(Intent::HardKey(HardKey::Settings));
    let screen = rig.screen();
    let menu = screen.menu.clone().expect("settings");
    assert_eq!(menu.title, "Settings");
    assert_eq!(labels(&screen), ["Select", "Exit"]);
    assert!(
        screen.soft_keys.keys.iter().all(|key| key.event == 0),
        "nobody hears of them"
    );
    rig.intent(Intent::Navigate(Navigate::Down));
    assert_eq!(rig.screen().menu.map(|menu| menu.selected), Some(1));
    for _ in 0..50 {
        rig.intent(Intent::Navigate(Navigate::Down));
    }
    assert_eq!(
        rig.screen().menu.map(|menu| menu.selected),
        Some(menu.items.len() - 1)
    );
    rig.intent(Intent::SoftKey("Exit".into()));
    assert_eq!(rig.screen().menu, None);
    rig.intent(Intent::HardKey(HardKey::Services));
    assert_eq!(
        rig.screen().menu.map(|menu| menu.items[0].label.clone()),
        Some("No services".into())
    );
    rig.intent(Intent::HardKey(HardKey::Services));
    assert_eq!(rig.screen().menu, None, "the same key leaves");
    rig.intent(Intent::HardKey(HardKey::Help));
    assert!(rig.screen().menu.is_some());
    rig.intent(Intent::Escape);
    assert_eq!(rig.screen().menu, None);
    assert!(rig.sent.is_empty());
}

#[test]
fn placed_calls_are_listed_and_dialled_again() {
    let mut rig = registered();
    rig.intent(Intent::Dial("600".into()));
    rig.call_state(1, 1, 101);
    rig.says(rig::outbound(1, 101, "600"));
    rig.talks(1, 101, 501);
    rig.ends(1, 101, 501);
    rig.clear();
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::SoftKey("Select".into()));
    assert_eq!(
        rig.screen().menu.map(|menu| menu.title),
        Some("Placed calls".into())
    );
    rig.clear();
    rig.intent(Intent::Enter);
    assert!(matches!(&rig.sent[0], Message::EnblocCall(enbloc) if enbloc.called_party == "600"));
    assert_eq!(rig.screen().menu, None);
}

#[test]
fn what_the_server_says_goes_before_our_own_list() {
    let mut rig = registered();
    rig.incoming(1, 101, "1003");
    rig.says(sccp::CallHistoryInfo {
        call_history_disposition: 0.into(),
        line_instance: 1,
        call_reference: 101,
    });
    rig.call_state(2, 1, 101);
    rig.intent(Intent::HardKey(HardKey::Directories));
    assert_eq!(
        rig.screen().menu.map(|menu| menu.items[0].detail.clone()),
        Some("0".into())
    );
}

#[test]
fn service_buttons_show_their_address() {
    let server = ServerKind {
        buttons: vec![(1, 9), (1, 0x14)],
        ..ServerKind::default()
    };
    let mut rig = Rig::registered(config(), server);
    rig.says(sccp::ServiceUrlStat {
        service_url_index: 1,
        service_url: "http://192.0.2.1/menu".into(),
        service_url_display_name: "News".into(),
    });
    let key = rig.screen().line_keys[1].clone();
    assert_eq!(
        (key.kind, key.label.as_str()),
        (LineKeyKind::Service, "News")
    );
    rig.intent(Intent::LineKey(2));
    let menu = rig.screen().menu.expect("services");
    assert_eq!(
        (menu.items[0].label.as_str(), menu.items[0].detail.as_str()),
        ("News", "http://192.0.2.1/menu")
    );
}

#[test]
fn keys_do_nothing_before_the_registration() {
    let mut rig = Rig::new(config(), ServerKind::default());
    rig.start();
    for intent in [
        Intent::Dial("600".into()),
        Intent::Hook,
        Intent::Redial,
        Intent::Answer,
        Intent::HangUp,
        Intent::LineKey(1),
        Intent::SoftKeyPlace(0),
        Intent::HardKey(HardKey::Messages),
    ] {
        rig.intent(intent);
    }
    assert!(rig.sent.is_empty());
    assert!(!rig.screen().off_hook);
}

#[test]
fn logs_do_not_tell_what_was_dialled() {
    for intent in [
        Intent::Key('5'),
        Intent::Dial("5551".into()),
        Intent::Paste("5551".into()),
    ] {
        let text = format!("{intent:?}");
        assert!(!text.contains('5'), "{text}");
    }
    let command = station::VoiceCommand::SendDigit {
        stream: 1,
        digit: '5',
    };
    assert!(!format!("{command:?}").contains('5'));
}
