//! The quick search and the redial list.

use contacts::{Book, Contact, Kind};
use desk::{Face, Look, Options, Start};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use numbers::{Dialling, Rule};
use station::{CallList, CallLogEntry, Intent, Language, Screen};

use crate::fake::{Fake, click, idle, open_with};

fn book() -> Book {
    let own = vec![
        Contact::new(
            "Bob Smith",
            &[(Kind::Work, "1003"), (Kind::Mobile, "+49 171 1234567")],
        ),
        Contact::new("Zoë Müller", &[(Kind::Home, "0301234567")]),
    ];
    let firm = vec![Contact::new("Eve Bobcat", &[(Kind::Work, "1004")])];
    Book::of_all(own, vec![("firm".to_owned(), firm)])
}

fn call(list: CallList, name: &str, number: &str) -> CallLogEntry {
    CallLogEntry {
        list,
        name: name.to_owned(),
        number: number.to_owned(),
        via: String::new(),
        line_instance: 1,
        began: None,
        duration_secs: None,
        new: false,
    }
}

/// A phone that knows people and has called some.
fn phone(screen: Screen) -> Fake {
    let phone = Fake::showing(screen);
    phone.knows(book());
    phone.logged(vec![
        call(CallList::Missed, "Boris Call", "0402222222"),
        call(CallList::Placed, "", "1004"),
        call(CallList::Placed, "Read-back", "602"),
        call(CallList::Placed, "", "1004"),
        call(CallList::Received, "", "0305555555"),
    ]);
    let rule = Rule::prefixing("+", None, 1, "00").expect("a rule");
    let town = Rule::prefixing("", Some(10), 0, "9").expect("a rule");
    phone.dials_by(Dialling::default().with_rules([rule, town]));
    phone
}

fn press(window: &mut Harness<'_>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_ok();
}

fn write(window: &mut Harness<'_>, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run_ok();
}

fn window_of(phone: &Fake, face: Face) -> Harness<'static> {
    let options = Options {
        look: Look {
            face,
            ..Look::default()
        },
        ..Options::default()
    };
    open_with(Start::Phone(Box::new(phone.clone())), options)
}

/// The card, opened by its key.
fn searching(phone: &Fake) -> Harness<'static> {
    let mut window = window_of(phone, Face::Full);
    press(&mut window, Modifiers::ALT, Key::K);
    window
}

#[test]
fn a_few_letters_find_a_person_and_enter_calls_in_both_faces() {
    for face in [Face::Full, Face::Compact] {
        let phone = phone(idle());
        let mut window = window_of(&phone, face);
        press(&mut window, Modifiers::ALT, Key::K);
        write(&mut window, "zoe");
        window.get_by_label("Zoë Müller, 0301234567  ·  At home");
        assert!(window.query_by_label("Bob Smith, 1003  ·  Work").is_none());
        press(&mut window, Modifiers::NONE, Key::Enter);
        // By the rules.
        assert_eq!(phone.intents(), [Intent::Dial("90301234567".to_owned())]);
        assert!(window.query_by_label("Look for a name or number").is_none());
    }
}

#[test]
fn every_number_of_a_person_can_be_reached_by_the_arrows() {
    let phone = phone(idle());
    let mut window = searching(&phone);
    write(&mut window, "bob sm");
    window.get_by_label("1 of 2: Bob Smith, 1003  ·  Work");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    window.get_by_label("2 of 2: Bob Smith, +49 171 1234567  ·  Mobile");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(phone.intents(), [Intent::Dial("00491711234567".to_owned())]);
}

#[test]
fn people_of_other_books_and_of_past_calls_are_found_too_each_number_once() {
    let phone = phone(idle());
    let mut window = searching(&phone);
    write(&mut window, "bo");
    window.get_by_label("Bob Smith, 1003  ·  Work");
    window.get_by_label("Eve Bobcat, 1004  ·  Work");
    window.get_by_label("Boris Call, 0402222222  ·  Missed call");
    assert!(
        window
            .query_by_label("Eve Bobcat, 1004  ·  Placed call")
            .is_none()
    );
}

#[test]
fn digits_find_numbers_and_names_on_the_keys_and_can_be_dialled_as_they_are() {
    let phone = phone(idle());
    let mut window = searching(&phone);
    write(&mut window, "262");
    window.get_by_label("1 of 4: Eve Bobcat, 1004  ·  Work");
    window.get_by_label("Dial 262, As it was typed");
    for _ in 0..9 {
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
    }
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(phone.intents(), [Intent::Dial("262".to_owned())]);

    let mut window = searching(&phone);
    write(&mut window, "55555");
    window.get_by_label("0305555555, Received call");
}

#[test]
fn an_emergency_number_is_in_front_of_whoever_has_its_digits() {
    let phone = phone(idle());
    phone.knows(Book::of(vec![Contact::new(
        "Pizza",
        &[(Kind::Work, "0112112")],
    )]));
    let mut window = searching(&phone);
    write(&mut window, "112");
    window.get_by_label("Pizza, 0112112  ·  Work");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(phone.intents(), [Intent::Dial("112".to_owned())]);
}

#[test]
fn a_number_can_be_changed_before_it_is_dialled() {
    let phone = phone(idle());
    let mut window = searching(&phone);
    write(&mut window, "zoe");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(phone.intents(), [Intent::Offer("90301234567".to_owned())]);
    let mut window = searching(&phone);
    write(&mut window, "bob sm");
    click(&mut window, "Edit, then dial");
    assert_eq!(phone.intents(), [Intent::Offer("1003".to_owned())]);
}

#[test]
fn escape_and_the_key_that_opened_it_close_it_and_keys_are_the_phones_again() {
    let phone = phone(idle());
    let mut window = searching(&phone);
    write(&mut window, "1");
    assert_eq!(phone.intents(), [], "what is typed is looked for");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Quick search").is_none());
    press(&mut window, Modifiers::ALT, Key::K);
    window.get_by_label("Quick search");
    press(&mut window, Modifiers::ALT, Key::K);
    assert!(window.query_by_label("Quick search").is_none());
    write(&mut window, "1");
    assert_eq!(phone.intents(), [Intent::Key('1')]);
}

#[test]
fn when_nobody_is_meant_that_is_said_and_nothing_dialled() {
    let phone = phone(idle());
    let mut window = searching(&phone);
    write(&mut window, "xaver");
    window.get_by_label("Nobody is called so");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(phone.intents(), []);
    window.get_by_label("Nobody is called so");
}

#[test]
fn the_redial_list_has_each_number_that_was_placed_once_and_dials_it_as_it_was() {
    let phone = phone(idle());
    phone.logged(vec![
        call(CallList::Missed, "Boris Call", "0402222222"),
        call(CallList::Placed, "", "1004"),
        call(CallList::Placed, "", "0301234567"),
        call(CallList::Placed, "", "1004"),
    ]);
    let mut window = window_of(&phone, Face::Full);
    press(&mut window, Modifiers::ALT, Key::D);
    window.get_by_label("Redial list");
    window.get_by_label("1 of 2: Eve Bobcat, 1004  ·  Placed call");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(phone.intents(), [Intent::Dial("0301234567".to_owned())]);

    press(&mut window, Modifiers::ALT, Key::D);
    write(&mut window, "eve");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(phone.intents(), [Intent::Offer("1004".to_owned())]);
}

#[test]
fn it_speaks_the_language_of_the_phone() {
    for (language, title, field) in [
        (Language::German, "Schnellsuche", "Name oder Nummer suchen"),
        (Language::French, "Recherche rapide", ""),
        (Language::Spanish, "Búsqueda rápida", ""),
    ] {
        let screen = Screen { language, ..idle() };
        let phone = phone(screen);
        let mut window = searching(&phone);
        window.get_by_label(title);
        write(&mut window, "zoe");
        assert!(field.is_empty() || window.query_by_label(field).is_some());
    }
}

fn typed(digits: &str) -> Screen {
    Screen {
        dialled: digits.to_owned(),
        ..idle()
    }
}

#[test]
fn under_a_number_that_is_typed_stand_those_who_may_be_meant() {
    let phone = phone(typed("10"));
    let mut window = window_of(&phone, Face::Full);
    window.get_by_label("Bob Smith, 1003  ·  Work");
    window.get_by_label("Eve Bobcat, 1004  ·  Work");
    // Typing goes on, and Enter dials what was typed.
    write(&mut window, "0");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(phone.intents(), [Intent::Key('0'), Intent::Enter]);
    phone.show(typed("1"));
    window.run_ok();
    assert!(window.query_by_label("Bob Smith, 1003  ·  Work").is_none());
}

#[test]
fn the_arrows_go_to_them_and_back_and_enter_calls_who_is_marked() {
    let phone = phone(typed("262"));
    let mut window = window_of(&phone, Face::Compact);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    window.get_by_label("2 of 3: Bob Smith, 1003  ·  Work");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(phone.intents(), [Intent::Dial("1003".to_owned())]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(phone.intents(), [Intent::Enter], "back at the number");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    phone.show(typed("26"));
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(
        phone.intents(),
        [Intent::Enter],
        "who changes the number means it"
    );
    click(&mut window, "Bob Smith, 1003  ·  Work");
    assert_eq!(phone.intents(), [Intent::Dial("1003".to_owned())]);
}

#[test]
fn off_hook_and_in_menus_nobody_stands_in_the_way_of_digits() {
    let off_hook = Screen {
        off_hook: true,
        ..typed("10")
    };
    let phone = phone(off_hook);
    let mut window = window_of(&phone, Face::Full);
    assert!(window.query_by_label("Bob Smith, 1003  ·  Work").is_none());
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    let down = Intent::Navigate(station::Navigate::Down);
    assert_eq!(phone.intents(), [down]);
}

#[test]
fn letters_look_for_a_name_where_that_is_preferred_and_only_on_the_idle_phone() {
    let phone = phone(idle());
    let mut window = window_of(&phone, Face::Full);
    write(&mut window, "z");
    assert_eq!(phone.intents(), [Intent::Key('9')]);
    phone.letters_begin_names();
    write(&mut window, "1");
    assert_eq!(phone.intents(), [Intent::Key('1')], "digits dial");
    // Typed fast: several letters come before the card is there.
    window.event(Event::Text("z".to_owned()));
    window.event(Event::Text("o".to_owned()));
    window.step();
    window.event(Event::Text("e".to_owned()));
    window.run_ok();
    window.get_by_label("1 of 1: Zoë Müller, 0301234567  ·  At home");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(phone.intents(), []);
    for screen in [
        typed("0800"),
        Screen {
            off_hook: true,
            ..idle()
        },
    ] {
        phone.show(screen);
        window.run_ok();
        write(&mut window, "z");
        assert_eq!(phone.intents(), [Intent::Key('9')]);
    }
}
