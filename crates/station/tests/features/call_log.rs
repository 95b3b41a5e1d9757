//! The call lists: what comes into which, with what, and what the Directories menu does.

use std::time::Duration;

use sccp::Message;
use station::{
    CallList, CallLog, CallLogEntry, Event, HardKey, Intent, Language, Menu, Navigate,
    StationConfig,
};

use crate::bench::{Says, callmanager, dialled, offered, phone, press};
use crate::rig::{Rig, config, outbound};

const SECOND: Duration = Duration::from_secs(1);

/// 2026-06-05 12:00, as the scripted server sets the clock.
const NOON: i64 = 1_780_660_800;

/// The list as it was given out last.
fn entries(rig: &Rig, list: CallList) -> Vec<CallLogEntry> {
    let log = rig.call_logs.last().expect("lists were given out");
    log.list(list).cloned().collect()
}

fn menu(rig: &Rig) -> Menu {
    rig.screen().menu.expect("a menu is open")
}

fn labels(rig: &Rig) -> Vec<String> {
    menu(rig).items.into_iter().map(|item| item.label).collect()
}

/// The list of missed calls: two of Bob's numbers.
fn with_two_missed() -> Rig {
    let (mut rig, _) = with_what_was_missed();
    rig.clear();
    rig
}

#[test]
fn a_missed_call_is_listed_with_name_number_and_time_and_counted_until_it_is_seen() {
    let mut rig = phone();
    rig.pass(SECOND * 125);
    rig.incoming(2, 101, "1003");
    rig.pass(SECOND * 20);
    rig.gives_up(2, 101);
    let missed = entries(&rig, CallList::Missed);
    let expected = CallLogEntry {
        list: CallList::Missed,
        name: "Bob".into(),
        number: "1003".into(),
        via: String::new(),
        line_instance: 2,
        began: Some(NOON + 125),
        duration_secs: None,
        new: true,
    };
    assert_eq!(missed, std::slice::from_ref(&expected));
    assert!(rig.events.contains(&Event::CallLogged(expected)));
    assert_eq!(rig.screen().missed_calls, 1);
    rig.intent(Intent::HardKey(HardKey::Directories));
    assert_eq!(menu(&rig).items[0].detail, "1 (1 new)");
    assert_eq!(rig.screen().missed_calls, 1, "not seen yet");
    rig.intent(Intent::Key('1'));
    let item = menu(&rig).items[0].clone();
    assert_eq!(
        (
            item.label.as_str(),
            item.detail.as_str(),
            item.time.as_str()
        ),
        ("Bob", "1003", "05.06.26 12:02")
    );
    assert_eq!(rig.screen().missed_calls, 0);
    assert!(!entries(&rig, CallList::Missed)[0].new, "and kept so");
}

#[test]
fn a_received_call_has_the_length_of_the_talk_and_who_sent_it_here() {
    let mut rig = phone();
    rig.call_state(4, 1, 101);
    rig.says(sccp::CallInfo {
        calling_party: "1003".into(),
        calling_party_name: "Bob".into(),
        called_party: "1001".into(),
        original_called_party: "1005".into(),
        original_called_party_name: "Eve".into(),
        line_instance: 1,
        call_reference: 101,
        call_type: 3.into(),
        ..Default::default()
    });
    rig.pass(SECOND * 4);
    rig.talks(1, 101, 501);
    rig.pass(SECOND * 65);
    rig.ends(1, 101, 501);
    let received = entries(&rig, CallList::Received);
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].duration_secs, Some(65));
    assert_eq!(received[0].began, Some(NOON), "when it rang");
    assert_eq!(received[0].via, "Eve (1005)");
    assert_eq!(rig.screen().missed_calls, 0);
}

#[test]
fn a_placed_call_is_listed_as_it_was_dialled() {
    let mut rig = phone();
    rig.intent(Intent::LineKey(1));
    rig.dial_tone(1, 101);
    rig.says(dialled("01004", 1, 101));
    rig.call_state(12, 1, 101);
    rig.says(outbound(1, 101, "1004"));
    rig.gives_up(1, 101);
    let placed = entries(&rig, CallList::Placed);
    assert_eq!(placed[0].number, "01004", "with the digit for the exchange");
    assert_eq!(placed[0].duration_secs, None, "nobody answered");
}

#[test]
fn the_server_has_the_last_word_on_the_list() {
    for (disposition, counts) in [
        (0, ["0", "0", "0"]),
        (1, ["0", "0", "1"]),
        (2, ["0", "1", "0"]),
        (3, ["1 (1 new)", "0", "0"]),
        (65535, ["1 (1 new)", "0", "0"]),
    ] {
        for late in [false, true] {
            let mut rig = phone();
            rig.incoming(1, 101, "1003");
            let history = sccp::CallHistoryInfo {
                call_history_disposition: disposition.into(),
                line_instance: 1,
                call_reference: 101,
            };
            if late {
                rig.gives_up(1, 101);
                rig.says(history);
            } else {
                rig.says(history);
                rig.gives_up(1, 101);
            }
            rig.intent(Intent::HardKey(HardKey::Directories));
            let details: Vec<_> = menu(&rig)
                .items
                .into_iter()
                .take(3)
                .map(|item| item.detail)
                .collect();
            assert_eq!(details, counts, "{disposition}, late: {late}");
        }
    }
}

#[test]
fn the_lists_of_the_last_start_are_there() {
    let mut rig = with_two_missed();
    rig.intent(Intent::SoftKey("Delete".into()));
    let kept = rig.call_logs.last().expect("given out").clone();
    let config = StationConfig {
        call_log: kept,
        ..config()
    };
    let mut rig = Rig::registered(config, callmanager(&[(1, 9)]));
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('1'));
    assert_eq!(menu(&rig).items[0].detail, "1003");
    rig.incoming(1, 101, "1005");
    rig.gives_up(1, 101);
    assert_eq!(entries(&rig, CallList::Missed).len(), 2, "it goes on");
}

#[test]
fn the_keys_of_a_list_dial_edit_and_show_more() {
    let mut rig = with_two_missed();
    assert_eq!(
        offered(&rig),
        ["Dial", "EditDial", "Details", "Delete", "Exit"]
    );
    assert_eq!(menu(&rig).items[0].detail, "1004", "the newest first");
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::SoftKey("Details".into()));
    let details = menu(&rig);
    let row = |label: &str| {
        let item = details.items.iter().find(|item| item.label == label);
        item.map(|item| item.detail.as_str())
    };
    assert_eq!(details.title, "Missed call");
    assert_eq!(row("Name"), Some("Bob"));
    assert_eq!(row("Number"), Some("1003"));
    assert_eq!(row("Time"), Some("05.06.26 12:00"));
    assert_eq!(row("Lasted"), None);
    assert!(details.items.iter().all(|item| item.owner_of.is_empty()));
    rig.intent(Intent::SoftKey("EditDial".into()));
    assert_eq!(rig.screen().menu, None);
    assert_eq!(rig.screen().dialled, "1003", "to be changed");
    rig.intent(Intent::Backspace);
    rig.intent(Intent::Key('9'));
    assert_eq!(rig.screen().dialled, "1009");
    rig.intent(Intent::Escape);
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('1'));
    rig.clear();
    rig.intent(Intent::SoftKey("Dial".into()));
    assert!(rig.screen().off_hook);
    assert_eq!(rig.screen().menu, None);
}

#[test]
fn a_call_without_a_name_asks_for_the_one_of_who_knows_it() {
    let mut rig = with_two_missed();
    rig.intent(Intent::SoftKey("Delete".into()));
    let mut lists = rig.call_logs.last().expect("given out").clone();
    lists.entries[0].name.clear();
    let config = StationConfig {
        call_log: lists,
        ..config()
    };
    let mut rig = Rig::registered(config, callmanager(&[(1, 9)]));
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('1'));
    rig.intent(Intent::SoftKey("Details".into()));
    let name = menu(&rig).items.remove(0);
    assert_eq!(
        (name.label.as_str(), name.detail.as_str()),
        ("Name", "not known")
    );
    assert_eq!(name.owner_of, "1003");
}

#[test]
fn going_back_leads_to_the_call_that_was_looked_at() {
    let mut rig = with_two_missed();
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::SoftKey("Details".into()));
    rig.intent(Intent::Escape);
    assert_eq!(menu(&rig).selected, 1);
    rig.intent(Intent::Escape);
    assert_eq!(menu(&rig).title, "Directories");
    rig.intent(Intent::Escape);
    assert_eq!(rig.screen().menu, None);
}

#[test]
fn a_call_that_comes_meanwhile_does_not_move_the_mark_to_another() {
    let mut rig = with_two_missed();
    assert_eq!(menu(&rig).items[menu(&rig).selected].detail, "1004");
    rig.incoming(1, 103, "1005");
    rig.gives_up(1, 103);
    assert_eq!(labels(&rig).len(), 3);
    assert_eq!(
        menu(&rig).items[menu(&rig).selected].detail,
        "1004",
        "who would be dialled stays the same"
    );
    rig.intent(Intent::SoftKey("Details".into()));
    rig.incoming(1, 104, "1006");
    rig.gives_up(1, 104);
    let number = menu(&rig)
        .items
        .into_iter()
        .find(|item| item.label == "Number")
        .expect("the number");
    assert_eq!(number.detail, "1004");
}

#[test]
fn calls_are_deleted_one_by_one_or_all_at_once() {
    let mut rig = with_two_missed();
    rig.intent(Intent::SoftKey("Delete".into()));
    assert_eq!(entries(&rig, CallList::Missed).len(), 1);
    assert_eq!(menu(&rig).items[0].detail, "1003");
    rig.intent(Intent::SoftKey("Delete".into()));
    assert_eq!(labels(&rig), ["No calls"]);
    assert_eq!(offered(&rig), ["Exit"]);
    let mut rig = with_two_missed();
    rig.intent(Intent::Escape);
    assert_eq!(offered(&rig), ["Select", "Clear", "Exit"]);
    rig.intent(Intent::SoftKey("Clear".into()));
    assert_eq!(rig.call_logs.last().map(|log| log.entries.len()), Some(0));
    assert_eq!(menu(&rig).items[0].detail, "0");
}

#[test]
fn a_list_holds_a_hundred_calls() {
    let mut rig = phone();
    for number in 0..120 {
        rig.incoming(1, 1000 + number, &format!("{}", 2000 + number));
        rig.gives_up(1, 1000 + number);
    }
    let missed = entries(&rig, CallList::Missed);
    assert_eq!(missed.len(), 100);
    assert_eq!(missed[0].number, "2119");
    assert_eq!(missed[99].number, "2020");
    assert_eq!(rig.screen().missed_calls, 100);
}

#[test]
fn a_caller_who_hides_is_listed_as_unknown_and_cannot_be_dialled() {
    let mut rig = phone();
    rig.call_state(4, 1, 101);
    rig.says(sccp::CallInfo {
        calling_party: "1003".into(),
        calling_party_name: "Bob".into(),
        line_instance: 1,
        call_reference: 101,
        call_type: 1.into(),
        party_pi_restriction_bits: 3.into(),
        ..Default::default()
    });
    rig.gives_up(1, 101);
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('1'));
    assert_eq!(labels(&rig), ["Unknown Number"]);
    rig.clear();
    rig.intent(Intent::Enter);
    assert!(rig.sent.is_empty());
}

#[test]
fn a_phone_that_was_off_hook_for_nothing_has_placed_no_call() {
    let mut rig = phone();
    rig.intent(Intent::LineKey(1));
    rig.dial_tone(1, 101);
    rig.gives_up(1, 101);
    assert_eq!(rig.call_logs, []);
}

#[test]
fn calls_that_end_with_the_server_are_listed_too() {
    let mut rig = phone();
    rig.incoming(1, 101, "1003");
    rig.talks(1, 101, 501);
    rig.pass(SECOND * 3);
    rig.input(station::Input::Disconnected {
        reason: "the cable".into(),
    });
    rig.intent(Intent::HangUp);
    let received = entries(&rig, CallList::Received);
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].duration_secs, Some(3));
}

#[test]
fn a_number_is_dialled_from_the_list_while_another_call_is_held() {
    let mut rig = crate::bench::talking();
    rig.holds(1, 101, 501);
    rig.incoming(1, 102, "1004");
    rig.gives_up(1, 102);
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('1'));
    rig.clear();
    press(&mut rig, "Dial");
    rig.dial_tone(1, 103);
    rig.pass(SECOND);
    let number = rig.keypad_digits();
    let enbloc = rig
        .sent
        .iter()
        .any(|sent| matches!(sent, Message::EnblocCall(call) if call.called_party == "1004"));
    assert!(number == "1004" || enbloc, "{:?}", rig.sent_names());
}

/// Their list is open, and this is what it holds.
fn with_what_was_missed() -> (Rig, Vec<CallLogEntry>) {
    let mut rig = phone();
    for (reference, number) in [(101, "1003"), (102, "1004")] {
        rig.incoming(1, reference, number);
        rig.pass(SECOND * 60);
        rig.gives_up(1, reference);
    }
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('1'));
    let missed = entries(&rig, CallList::Missed);
    (rig, missed)
}

#[test]
fn calls_are_forgotten_by_what_they_are_whether_or_not_they_were_seen_meanwhile() {
    let (mut rig, seen) = with_what_was_missed();
    let as_it_was = CallLogEntry {
        new: true,
        ..seen[1].clone()
    };
    rig.intent(Intent::ForgetCalls(vec![as_it_was.clone()]));
    let left = entries(&rig, CallList::Missed);
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].number, "1004");
    rig.call_logs.clear();
    rig.intent(Intent::ForgetCalls(vec![as_it_was]));
    assert_eq!(rig.call_logs, [], "it had gone already");
    rig.intent(Intent::ForgetCalls(seen));
    assert_eq!(rig.call_logs.last().map(|log| log.entries.len()), Some(0));
    assert_eq!(labels(&rig), ["No calls"]);
}

#[test]
fn the_mark_stays_on_its_call_when_others_are_forgotten() {
    let (mut rig, missed) = with_what_was_missed();
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::ForgetCalls(vec![missed[0].clone()]));
    assert_eq!(menu(&rig).items[menu(&rig).selected].detail, "1003");
    rig.intent(Intent::SoftKey("Details".into()));
    rig.intent(Intent::ForgetCalls(vec![missed[1].clone()]));
    assert_eq!(
        labels(&rig),
        ["No calls"],
        "the page of a call that has gone"
    );
}

#[test]
fn missed_calls_can_be_seen_elsewhere() {
    let mut rig = phone();
    rig.incoming(1, 101, "1003");
    rig.gives_up(1, 101);
    assert_eq!(rig.screen().missed_calls, 1);
    rig.intent(Intent::SeeMissedCalls);
    assert_eq!(rig.screen().missed_calls, 0);
    assert!(!entries(&rig, CallList::Missed)[0].new);
}

#[test]
fn what_is_forgotten_stands_in_no_log_of_intents() {
    let forget = Intent::ForgetCalls(with_what_was_missed().1);
    assert_eq!(format!("{forget:?}"), "ForgetCalls(2 of them)");
}

#[test]
fn the_details_of_a_call_are_titled_by_what_it_was_not_by_its_list() {
    let entry = |list| CallLogEntry {
        list,
        name: String::new(),
        number: "1003".to_owned(),
        via: String::new(),
        line_instance: 1,
        began: None,
        duration_secs: None,
        new: false,
    };
    let config = StationConfig {
        call_log: CallLog {
            entries: CallList::ALL.map(entry).into(),
        },
        language: Language::German,
        ..config()
    };
    let mut rig = Rig::registered(config, callmanager(&[(1, 9)]));
    for (digit, list, one) in [
        ('1', "Anrufe in Abwesenheit", "Anruf in Abwesenheit"),
        ('2', "Angenommene Anrufe", "Angenommener Anruf"),
        ('3', "Gewählte Nummern", "Gewählte Nummer"),
    ] {
        rig.intent(Intent::HardKey(HardKey::Directories));
        rig.intent(Intent::Key(digit));
        assert_eq!(menu(&rig).title, list);
        rig.intent(Intent::SoftKey("Details".into()));
        assert_eq!(menu(&rig).title, one);
        while rig.screen().menu.is_some() {
            rig.intent(Intent::SoftKey("Exit".into()));
        }
    }
}
