//! Which key of the computer does what, and where it is told.

use desk::{Options, Start};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use keymap::KeyMap;
use station::{HardKey, Intent, Language, Screen};

use crate::fake::{Fake, idle, open_with};
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
