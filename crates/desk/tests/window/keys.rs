//! Which key of the computer does what, and where it is told.

use desk::{HotKeyChoice, HotKeyState, Options, Start};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use keymap::{Action, Chord, KeyMap};
use station::{HardKey, Intent, Language, Screen};

use crate::fake::{Fake, click, idle, open_with};
use crate::screens::in_language;

/// A window with these keys.
fn window_with(screen: Screen, keys: KeyMap) -> (Harness<'static>, Fake) {
    let phone = Fake::showing(screen);
    let options = Options {
        keys,
        ..Options::default()
    };
    let window = open_with(Start::Phone(Box::new(phone.clone())), options);
    (window, phone)
}

fn changed(entries: &[(&'static str, &[&'static str])]) -> KeyMap {
    let entries = entries.iter().map(|(id, chords)| (*id, chords.to_vec()));
    KeyMap::read(entries).expect("they are right")
}

fn shortcut(window: &Harness<'_>, name: &str) -> Option<String> {
    let control = window.get_by_label(name);
    control
        .accesskit_node()
        .data()
        .keyboard_shortcut()
        .map(str::to_owned)
}

#[test]
fn keys_of_ones_own_do_what_they_are_given() {
    let keys = changed(&[
        ("messages", &["F9"]),
        ("mute", &["Ctrl+M"]),
        ("redial", &["Ctrl+C"]),
        ("hang_up", &["Ctrl+V"]),
    ]);
    let (mut window, phone) = window_with(idle(), keys);
    window.key_press(Key::F9);
    window.key_press_modifiers(Modifiers::COMMAND, Key::M);
    window.key_press_modifiers(Modifiers::COMMAND, Key::L);
    // The window system tells copying and pasting by name.
    window.event(Event::Copy);
    window.event(Event::Paste("600".to_owned()));
    window.run_ok();
    assert_eq!(
        phone.intents(),
        [
            Intent::HardKey(HardKey::Messages),
            Intent::Mute,
            Intent::Redial,
            Intent::HangUp,
        ]
    );
}

#[test]
fn controls_tell_the_keys_that_are_in_force_in_their_language() {
    let keys = changed(&[("mute", &["Ctrl+Shift+Delete"]), ("headset", &[])]);
    let (window, _) = window_with(in_language(idle(), Language::German), keys);
    assert_eq!(shortcut(&window, "Nachrichten").as_deref(), Some("Strg+M"));
    assert_eq!(
        shortcut(&window, "Stumm").as_deref(),
        Some("Strg+Umschalt+Entf")
    );
    assert_eq!(shortcut(&window, "Headset"), None);
    assert_eq!(shortcut(&window, "Lauter").as_deref(), Some("Bild auf"));
    assert_eq!(shortcut(&window, "OK").as_deref(), Some("Eingabe"));
}

#[test]
fn the_menu_of_the_window_tells_them_too() {
    let (mut window, _) = window_with(idle(), changed(&[("quit", &["F12"])]));
    window.get_by_label("Key 5").click_secondary();
    window.run_ok();
    let entry = window.get_by_label_contains("Quit");
    let told = entry.accesskit_node().label().unwrap_or_default();
    assert!(told.contains("F12"), "{told}");
}

/// A window with its list of keys open.
fn list() -> (Harness<'static>, Fake) {
    let (mut window, phone) = window_with(idle(), KeyMap::default());
    window.key_press(Key::F1);
    window.run_ok();
    (window, phone)
}

/// Have the list shorter, so that all of it is in sight.
fn look_for(window: &mut Harness<'_>, words: &str) {
    let field = window.get_by_label("Look for a key or what it does");
    field.type_text(words);
    window.run_ok();
}

/// Press this key of the computer while the list waits for it.
fn press(window: &mut Harness<'_>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_ok();
}

fn chord(text: &str) -> Chord {
    text.parse().expect(text)
}

#[test]
fn the_list_of_keys_tells_what_each_does() {
    let (window, phone) = list();
    for name in [
        "Messages: Ctrl+M",
        "Soft key 1: F2",
        "Help: Ctrl+I",
        "Help: ?",
    ] {
        window.get_by_label(name);
    }
    assert_eq!(phone.intents(), []);
}

#[test]
fn a_key_of_the_list_is_found_by_its_name_and_by_what_it_does() {
    for (typed, there, not_there) in [
        ("mess", "Messages: Ctrl+M", "Mute: Ctrl+T"),
        ("ctrl+t", "Mute: Ctrl+T", "Messages: Ctrl+M"),
    ] {
        let (mut window, _) = list();
        look_for(&mut window, typed);
        window.get_by_label(there);
        assert!(window.query_by_label(not_there).is_none(), "{typed}");
    }
}

#[test]
fn the_next_key_does_it_and_is_kept() {
    let (mut window, phone) = list();
    look_for(&mut window, "mute");
    click(&mut window, "Mute: Ctrl+T");
    press(&mut window, Modifiers::CTRL | Modifiers::SHIFT, Key::M);
    window.get_by_label("Mute: Ctrl+Shift+M");
    let kept = phone.kept_keys().expect("kept");
    assert_eq!(kept.chords(Action::Mute), [chord("Ctrl+Shift+M")]);

    click(&mut window, "Mute: one more key");
    press(&mut window, Modifiers::NONE, Key::F9);
    window.get_by_label("Mute: F9");
    assert_eq!(phone.intents(), []);

    click(&mut window, "Mute: as at the start");
    window.get_by_label("Mute: Ctrl+T");
    assert_eq!(phone.kept_keys(), Some(KeyMap::default()));
}

#[test]
fn a_key_that_does_something_else_is_taken_only_when_one_says_so() {
    let (mut window, phone) = list();
    look_for(&mut window, "mute");
    click(&mut window, "Mute: Ctrl+T");
    press(&mut window, Modifiers::CTRL, Key::M);
    window.get_by_label("Ctrl+M is for: Messages; pressed again, it is taken from that");
    assert_eq!(phone.kept_keys(), None);

    click(&mut window, "Take it all the same");
    window.get_by_label("Mute: Ctrl+M");
    let kept = phone.kept_keys().expect("kept");
    assert_eq!(kept.action(chord("Ctrl+M")), Some(Action::Mute));
    assert_eq!(kept.chords(Action::Messages), []);

    click(&mut window, "All as at the start");
    assert_eq!(phone.kept_keys(), Some(KeyMap::default()));
}

#[test]
fn all_of_it_is_answered_by_keys_as_well() {
    let (mut window, phone) = list();
    look_for(&mut window, "mute");
    click(&mut window, "Mute: Ctrl+T");
    for _ in 0..2 {
        assert_eq!(phone.kept_keys(), None);
        press(&mut window, Modifiers::CTRL, Key::M);
    }
    let kept = phone.kept_keys().expect("kept");
    assert_eq!(kept.action(chord("Ctrl+M")), Some(Action::Mute));

    click(&mut window, "Mute: Ctrl+M");
    press(&mut window, Modifiers::NONE, Key::Delete);
    let kept = phone.kept_keys().expect("kept");
    assert_eq!(kept.chords(Action::Mute), []);
    assert_eq!(phone.intents(), []);
}

#[test]
fn a_key_that_dials_is_refused_and_escape_leaves_all_as_it_is() {
    let (mut window, phone) = list();
    click(&mut window, "Redial: Ctrl+L");
    press(&mut window, Modifiers::NONE, Key::Num7);
    window.get_by_label("7 dials, or works the controls: hold Ctrl or Alt with it");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.get_by_label("Redial: Ctrl+L");
    assert_eq!(phone.kept_keys(), None);

    click(&mut window, "Redial: Ctrl+L");
    click(&mut window, "No key");
    let kept = phone.kept_keys().expect("kept");
    assert_eq!(kept.chords(Action::Redial), []);
    assert_eq!(phone.intents(), []);
}

#[test]
fn a_key_is_chosen_that_works_everywhere() {
    let (mut window, phone) = list();
    look_for(&mut window, "mute");
    click(&mut window, "Mute everywhere: no key");
    press(&mut window, Modifiers::NONE, Key::PageUp);
    window.get_by_label_contains("Page Up is needed by other programs");
    press(&mut window, Modifiers::CTRL | Modifiers::ALT, Key::M);
    window.get_by_label("Mute everywhere: Ctrl+Alt+M");
    let chosen = HotKeyChoice::chosen(&phone);
    assert_eq!(chosen.chord(Action::Mute), Some(chord("Ctrl+Alt+M")));
    assert_eq!(phone.kept_keys(), None);

    click(&mut window, "Mute everywhere: Ctrl+Alt+M");
    click(&mut window, "No key");
    window.get_by_label("Mute everywhere: no key");
    assert!(HotKeyChoice::chosen(&phone).is_empty());
}

#[test]
fn a_desktop_without_keys_for_everywhere_is_said_to_have_none() {
    for (state, said) in [
        (HotKeyState::Wayland, "offhook answer, offhook hangup"),
        (
            HotKeyState::ByDesktop(vec![(Action::Answer, "Press Ctrl+Alt+A".to_owned())]),
            "The desktop gives these keys: Answer: Press Ctrl+Alt+A",
        ),
        (
            HotKeyState::ByDesktop(Vec::new()),
            "The desktop gives none of these keys",
        ),
        (
            HotKeyState::Unsupported,
            "This system gives programs no keys",
        ),
        (
            HotKeyState::Working {
                taken: vec![chord("F9")],
            },
            "F9 belongs to another program",
        ),
        (HotKeyState::Failed("it is gone".to_owned()), "it is gone"),
    ] {
        let (mut window, phone) = list();
        look_for(&mut window, "everywhere");
        assert!(window.query_by_label_contains(said).is_none(), "{said}");
        phone.hot_keys_are(state);
        window.run_ok();
        window.step();
        window.get_by_label_contains(said);
    }
}
