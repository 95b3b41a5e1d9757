//! The window of past calls.

use contacts::{Book, Contact, Number};
use desk::Start;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use numbers::{Dialling, Rule};
use station::{CallList, CallLogEntry, Clock, DateOrder, Intent, Language, Moment, Screen};

use crate::beside::Beside;
use crate::fake::{Fake, click, idle, open};
use crate::screens::in_language;

/// 2026-06-05 12:00.
const NOON: i64 = 1_780_660_800;

fn call(list: CallList, name: &str, number: &str, began: i64) -> CallLogEntry {
    CallLogEntry {
        list,
        name: name.to_owned(),
        number: number.to_owned(),
        via: String::new(),
        line_instance: 1,
        began: Some(began),
        duration_secs: (list != CallList::Missed).then_some(65),
        new: false,
    }
}

fn calls() -> Vec<CallLogEntry> {
    vec![
        call(CallList::Missed, "Bob", "1003", NOON - 600),
        call(CallList::Placed, "", "90305551234", NOON - 86_400),
        call(CallList::Received, "Eve", "+49 40 1", NOON - 5 * 86_400),
    ]
}

fn book() -> Book {
    Book::of(vec![Contact {
        uid: "1".to_owned(),
        name: "Zoë Müller".to_owned(),
        numbers: vec![Number {
            number: "+49 30 555-1234".to_owned(),
            ..Number::default()
        }],
        ..Contact::default()
    }])
}

fn at_noon() -> Screen {
    Screen {
        clock: Some(Clock {
            set_at: Moment::from_secs(100),
            local_seconds: NOON,
            order: DateOrder::DayMonthYear,
            separator: '.',
            twelve_hours: false,
        }),
        ..idle()
    }
}

/// The window of past calls, opened by its key.
fn history(screen: Screen) -> (Harness<'static>, Fake) {
    let phone = Fake::showing(screen);
    phone.logged(calls());
    phone.knows(book());
    let mut window = open(Start::Phone(Box::new(phone.clone())));
    window.key_press_modifiers(Modifiers::ALT, Key::H);
    window.run_ok();
    (window, phone)
}

const MISSED: &str = "Missed call, Bob, 1003, 11:50";
const PLACED: &str = "Placed call, Zoë Müller, 90305551234, yesterday 12:00, 1:05";
const RECEIVED: &str = "Received call, Eve, +49 40 1, 31.05.26 12:00, 1:05";

#[test]
fn calls_are_listed_with_name_number_time_and_duration() {
    let (window, _) = history(at_noon());
    for told in [MISSED, PLACED, RECEIVED] {
        assert!(window.query_by_label(told).is_some(), "{told}");
    }
    assert!(window.query_by_label("All calls (3)").is_some());
}

#[test]
fn a_list_is_chosen_and_a_name_or_number_looked_for() {
    let (mut window, _) = history(at_noon());
    click(&mut window, "Missed (1)");
    assert!(window.query_by_label(MISSED).is_some());
    assert!(window.query_by_label(PLACED).is_none());
    click(&mut window, "All calls (3)");
    let field = window.get_by_label("Look for a name or number");
    field.focus();
    field.type_text("zoë");
    window.run_ok();
    assert!(window.query_by_label(PLACED).is_some());
    assert!(window.query_by_label(MISSED).is_none());
}

#[test]
fn placed_calls_are_dialled_as_they_were_and_callers_by_the_rules() {
    let (mut window, phone) = history(at_noon());
    let rule = Rule::prefixing("+49", None, 3, "900").expect("a rule");
    let outside = Rule::prefixing("9", None, 0, "9").expect("a rule");
    phone.dials_by(Dialling::default().with_rules([rule, outside]));
    click(&mut window, PLACED);
    click(&mut window, "Dial");
    assert_eq!(phone.intents(), [Intent::Dial("90305551234".to_owned())]);
    click(&mut window, RECEIVED);
    click(&mut window, "Dial");
    assert_eq!(phone.intents(), [Intent::Dial("900401".to_owned())]);
    click(&mut window, "Edit, then dial");
    assert_eq!(phone.intents(), [Intent::Offer("900401".to_owned())]);
}

#[test]
fn keys_move_dial_and_delete() {
    let (mut window, phone) = history(at_noon());
    window.key_press(Key::ArrowDown);
    window.run_ok();
    window.key_press(Key::ArrowDown);
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Dial("90305551234".to_owned())]);
    window.key_press(Key::Delete);
    window.run_ok();
    assert_eq!(
        phone.intents(),
        [Intent::ForgetCalls(vec![calls()[1].clone()])]
    );
}

/// The same in a window of its own, which shares no keys with the phone.
fn history_beside() -> (Beside, Fake) {
    let phone = Fake::showing(at_noon());
    phone.logged(calls());
    phone.knows(book());
    let mut beside = Beside::of(&phone, 1.0, vec2(1920.0, 1080.0));
    beside.open(Modifiers::ALT, Key::H);
    (beside, phone)
}

#[test]
fn enter_on_a_button_presses_that_button_and_dials_nobody() {
    let (mut beside, phone) = history_beside();
    beside.press(Modifiers::NONE, Key::ArrowDown);
    beside.tab_to("Delete all…");
    beside.press(Modifiers::NONE, Key::Enter);
    assert_eq!(beside.focused(), "Keep them", "which is asked");
    beside.press(Modifiers::NONE, Key::Enter);
    assert_eq!(phone.intents(), []);
}

#[test]
fn the_keyboard_goes_with_the_mark_from_row_to_row() {
    let (mut beside, phone) = history_beside();
    beside.tab_to("Placed (1)");
    beside.press(Modifiers::NONE, Key::Tab);
    assert_eq!(beside.focused(), MISSED, "Tab enters the list");
    beside.press(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(beside.focused(), PLACED);
    beside.press(Modifiers::NONE, Key::Enter);
    assert_eq!(phone.intents(), [Intent::Dial("90305551234".to_owned())]);
    beside.press(Modifiers::NONE, Key::Tab);
    assert_eq!(beside.focused(), "Dial", "Tab leaves it");
}

#[test]
fn what_is_asked_has_the_keyboard_and_gives_it_back() {
    let (mut window, phone) = history(at_noon());
    click(&mut window, "Export…");
    assert!(window.get_by_label("File").is_focused());
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(phone.exported().len(), 1);
    let search = "Look for a name or number";
    assert!(window.get_by_label(search).is_focused());
    click(&mut window, "Delete all…");
    assert!(window.get_by_label("Keep them").is_focused());
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(window.get_by_label(search).is_focused());
    assert_eq!(phone.intents(), []);
}

#[test]
fn several_calls_are_deleted_when_that_is_confirmed() {
    let (mut window, phone) = history(at_noon());
    click(&mut window, "Delete all…");
    assert!(window.query_by_label("Delete 3 calls for good?").is_some());
    click(&mut window, "Keep them");
    assert_eq!(phone.intents(), []);
    click(&mut window, "Delete all…");
    click(&mut window, "Delete them");
    assert_eq!(phone.intents(), [Intent::ForgetCalls(calls())]);
}

#[test]
fn calls_are_written_into_a_file_in_the_words_of_the_phone() {
    let (mut window, phone) = history(in_language(at_noon(), Language::German));
    click(&mut window, "Exportieren…");
    click(&mut window, "Schreiben");
    let exported = phone.exported();
    let (path, lines) = &exported[0];
    assert_eq!(path, "/home/bob/calls.csv");
    assert_eq!(lines.len(), 4);
    assert_eq!(
        lines[0],
        [
            "Liste", "Name", "Nummer", "Über", "Leitung", "Beginn", "Sekunden"
        ]
    );
    assert_eq!(
        lines[2],
        [
            "Gewählt",
            "Zoë Müller",
            "90305551234",
            "",
            "1",
            "2026-06-04 12:00:00",
            "65"
        ]
    );
}

#[test]
fn missed_calls_are_seen_when_they_are_shown() {
    let screen = Screen {
        missed_calls: 1,
        ..at_noon()
    };
    let (_, phone) = history(screen);
    assert!(phone.intents().contains(&Intent::SeeMissedCalls));
}

#[test]
fn a_caller_becomes_a_contact() {
    let (mut window, phone) = history(at_noon());
    click(&mut window, MISSED);
    click(&mut window, "Add to contacts…");
    assert!(window.query_by_label("New contact").is_some());
    click(&mut window, "Save");
    let asked = phone.asked_of_book();
    let [crate::fake::Asked::Put(contact)] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    assert_eq!(contact.name, "Bob");
    assert_eq!(contact.numbers[0].number, "1003");
}
