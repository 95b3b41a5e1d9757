//! The window of preferences.

use desk::{Outcome, Sound, SoundDevice, Value};
use egui::accesskit::Toggled;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use station::{Language, Screen};

use crate::beside::Beside;
use crate::fake::{Fake, click, idle, window_of};

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// The window with this set, open.
fn preferences(values: &[(&str, Value)], language: Language) -> (Harness<'static>, Fake) {
    let phone = Fake::showing(Screen { language, ..idle() });
    phone.has_set(values);
    phone.has(Sound {
        devices: vec![SoundDevice {
            id: "usb-1".to_owned(),
            name: "Jabra Evolve".to_owned(),
            input: true,
            output: true,
        }],
        ..Sound::default()
    });
    let mut window = window_of(&phone);
    window.key_press_modifiers(Modifiers::ALT, Key::S);
    window.run_ok();
    (window, phone)
}

/// Picks an entry of a list by their names.
pub(crate) fn pick(window: &mut Harness<'_>, list: &str, entry: &str) {
    press(window, list);
    let entries: Vec<_> = window.query_all_by_label(entry).collect();
    entries.last().expect("it is in the list").click();
    drop(entries);
    window.run_ok();
}

/// Presses the control of this name, wherever the tab has it.
pub(crate) fn press(window: &mut Harness<'_>, name: &str) {
    // The phone has keys of the same name, and comes first.
    let found = |window: &Harness<'_>, act: &dyn Fn(&egui_kittest::Node<'_>)| {
        let all: Vec<_> = window.query_all_by_label(name).collect();
        act(all.last().expect(name));
    };
    found(window, &|control| control.scroll_to_me());
    window.run_ok();
    found(window, &|control| control.click());
    window.run_ok();
}

/// Types into the field of this name and leaves it.
pub(crate) fn enter(window: &mut Harness<'_>, field: &str, typed: &str) {
    window.get_by_label(field).focus();
    window.run_ok();
    window.get_by_label(field).type_text(typed);
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
}

#[test]
fn a_choice_is_set_at_once_and_undone() {
    let (mut window, phone) = preferences(&[("region", text("europe"))], Language::English);
    assert!(window.get_by_label("Undo").accesskit_node().is_disabled());
    pick(&mut window, "Tones of", "United Kingdom");
    assert_eq!(phone.set("region"), Some(text("united-kingdom")));
    pick(&mut window, "Tones of", "North America");
    assert_eq!(phone.set("region"), None, "as is usual");
    click(&mut window, "Undo");
    assert_eq!(phone.set("region"), Some(text("europe")));
}

#[test]
fn the_buttons_of_headsets_are_switched_off_and_on() {
    let (mut window, phone) = preferences(&[], Language::English);
    click(&mut window, "Audio");
    press(&mut window, "The buttons of the headset control calls");
    assert_eq!(phone.set("headset_buttons"), Some(Value::Switch(false)));
    press(&mut window, "The buttons of the headset control calls");
    assert_eq!(phone.set("headset_buttons"), Some(Value::Switch(true)));
}

#[test]
fn the_keyboard_enters_a_list_chooses_and_is_on_its_button_again() {
    let (mut window, phone) = preferences(&[], Language::English);
    window.get_by_label("Tones of").focus();
    window.run_ok();
    for key in [Key::Space, Key::Tab, Key::Enter] {
        window.key_press(key);
        window.run_ok();
    }
    assert_eq!(phone.set("region"), Some(text("europe")));
    assert!(window.query_by_label("United Kingdom").is_none(), "closed");
    assert!(window.get_by_label("Tones of").is_focused());
    for key in [Key::Space, Key::Escape] {
        window.key_press(key);
        window.run_ok();
    }
    assert!(window.query_by_label("United Kingdom").is_none(), "closed");
    let button = window.get_by_label("Tones of");
    assert!(button.is_focused(), "and the window is open");
}

#[test]
fn what_is_typed_counts_when_the_field_is_left() {
    let (mut window, phone) = preferences(&[], Language::English);
    click(&mut window, "Network");
    enter(&mut window, "Port range", "20000-20100");
    assert_eq!(phone.set("rtp_ports"), Some(text("20000-20100")));
    enter(&mut window, "Protocol version", "17");
    assert_eq!(phone.set("protocol"), Some(Value::Number(17)));
    enter(&mut window, "Mark voice with (DSCP)", "64");
    assert_eq!(phone.set("audio_dscp"), None, "there is no such");
}

#[test]
fn a_field_keeps_the_keyboard_when_enter_is_pressed_in_it() {
    let (mut window, phone) = preferences(&[], Language::English);
    click(&mut window, "Network");
    enter(&mut window, "Port range", "20000-20100");
    assert!(window.get_by_label("Port range").is_focused());
    for server in ["one", "two"] {
        window.get_by_label("In the order to try").focus();
        enter(&mut window, "In the order to try", server);
        assert!(window.get_by_label("In the order to try").is_focused());
    }
    let servers = ["one", "two"].map(str::to_owned).to_vec();
    assert_eq!(phone.set("server"), Some(Value::List(servers)));
}

#[test]
fn the_tabs_are_gone_through_by_keys() {
    let phone = Fake::showing(idle());
    phone.has_set(&[]);
    let mut beside = Beside::of(&phone, 1.0, vec2(1920.0, 1080.0));
    beside.open(Modifiers::ALT, Key::S);
    beside.press(Modifiers::COMMAND, Key::Tab);
    assert_eq!(beside.focused(), "Audio");
    beside.press(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(beside.focused(), "Directories");
    let has_rules = |beside: &Beside| {
        let mut controls = beside.controls().into_iter();
        controls.any(|control| control.name == "Add a rule")
    };
    assert!(has_rules(&beside));
    beside.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab);
    beside.press(Modifiers::COMMAND, Key::PageUp);
    assert_eq!(beside.focused(), "User");
    beside.press(Modifiers::COMMAND, Key::PageUp);
    assert_eq!(beside.focused(), "Advanced", "around");
    assert!(!has_rules(&beside));
    assert_eq!(phone.intents(), []);
}

#[test]
fn servers_are_added_moved_and_removed() {
    let list = |servers: &[&str]| {
        let servers = servers.iter().map(|server| (*server).to_owned());
        Some(Value::List(servers.collect()))
    };
    let (mut window, phone) = preferences(&[("server", text("one"))], Language::English);
    click(&mut window, "Network");
    enter(&mut window, "In the order to try", "two");
    assert_eq!(phone.set("server"), list(&["one", "two"]));
    click(&mut window, "two: up");
    assert_eq!(phone.set("server"), list(&["two", "one"]));
    click(&mut window, "two: remove");
    assert_eq!(phone.set("server"), list(&["one"]));
}

#[test]
fn the_device_name_is_an_adapters_or_typed_and_a_wrong_one_is_said() {
    let (mut window, phone) = preferences(&[], Language::English);
    click(&mut window, "Network");
    pick(&mut window, "Network adapter", "eth0 – SEP0200000000AA");
    assert_eq!(phone.set("device"), Some(text("SEP0200000000AA")));
    window.get_by_label("Device name").focus();
    window.run_ok();
    window.get_by_label("Device name").type_text(" and more");
    window.run_ok();
    window.get_by_label_contains("up to 15 letters");
}

#[test]
fn sound_is_chosen_for_each_mode_and_cleaned_as_it_is_wanted() {
    let (mut window, phone) = preferences(&[], Language::English);
    click(&mut window, "Audio");
    pick(&mut window, "Headset: microphone", "Jabra Evolve");
    let chosen = phone.chosen().expect("there is sound");
    assert_eq!(chosen.headset.input.as_deref(), Some("usb-1"));
    let speaker = window.get_by_label("Speaker: Echo cancellation");
    assert_eq!(speaker.accesskit_node().toggled(), Some(Toggled::True));
    click(&mut window, "Headset: Echo cancellation");
    assert_eq!(phone.set("echo_cancel"), Some(text("headset,speaker")));
    pick(&mut window, "Speaker: Noise suppression", "High");
    let noise = text("headset=off,handset=off,speaker=high");
    assert_eq!(phone.set("noise_suppression"), Some(noise));
    window.get_by_label("Ringer: volume");
}

#[test]
fn the_gain_of_each_microphone_is_shown_and_set_and_undone() {
    let gain = "headset.input_gain";
    let (mut window, phone) = preferences(&[(gain, Value::Number(3))], Language::English);
    click(&mut window, "Audio");
    let slider = |window: &Harness<'_>, name: &str| {
        let node = window.get_by_label(name);
        let node = node.accesskit_node();
        (node.numeric_value(), node.value())
    };
    let is = |gain, words: &str| (Some(gain), Some(words.to_owned()));
    assert_eq!(slider(&window, "Headset: gain"), is(3.0, "+3 dB"));
    assert_eq!(slider(&window, "Speaker: gain"), is(0.0, "0 dB"));
    // In its middle.
    press(&mut window, "Headset: gain");
    assert_eq!(phone.set(gain), None, "as is usual");
    assert_eq!(slider(&window, "Headset: gain"), is(0.0, "0 dB"));
    click(&mut window, "Undo");
    assert_eq!(phone.set(gain), Some(Value::Number(3)));
}

#[test]
fn the_arrows_of_the_keyboard_set_a_gain_by_one_decibel() {
    let phone = Fake::showing(idle());
    phone.has_set(&[]);
    let mut beside = Beside::of(&phone, 1.0, egui::vec2(1920.0, 1080.0));
    beside.open(Modifiers::ALT, Key::S);
    beside.click("Audio");
    beside.tab_to("Speaker: gain");
    beside.press(Modifiers::NONE, Key::ArrowRight);
    beside.press(Modifiers::NONE, Key::ArrowRight);
    let gain = |phone: &Fake| phone.set("speaker.input_gain");
    assert_eq!(gain(&phone), Some(Value::Number(2)));
    for _ in 0..25 {
        beside.press(Modifiers::NONE, Key::ArrowLeft);
    }
    assert_eq!(gain(&phone), Some(Value::Number(-20)), "and no further");
}

#[test]
fn the_gains_are_named_in_every_language() {
    for (language, names) in [
        (Language::English, ["Headset: gain", "Handset: gain"]),
        (
            Language::German,
            ["Headset: Verstärkung", "Hörer: Verstärkung"],
        ),
        (Language::French, ["Casque : gain", "Combiné : gain"]),
        (
            Language::Spanish,
            ["Auricular: ganancia", "Teléfono: ganancia"],
        ),
    ] {
        let (mut window, _) = preferences(&[], language);
        click(&mut window, "Audio");
        for name in names {
            window.get_by_label(name);
        }
    }
}

#[test]
fn codecs_are_offered_in_an_order_of_ones_own() {
    let codecs = |names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned());
        Some(Value::List(names.collect()))
    };
    let (mut window, phone) = preferences(&[], Language::English);
    click(&mut window, "Audio");
    press(&mut window, "G.711 µ-law: up");
    assert_eq!(phone.set("codecs"), codecs(&["ulaw", "g722", "alaw"]));
    press(&mut window, "G.722 (wideband): remove");
    assert_eq!(phone.set("codecs"), codecs(&["ulaw", "alaw"]));
    press(&mut window, "G.722 (wideband): add");
    click(&mut window, "Undo");
    assert_eq!(phone.set("codecs"), None);
}

#[test]
fn what_waits_for_the_end_of_a_call_and_what_was_refused_is_said() {
    let (mut window, phone) = preferences(&[], Language::English);
    phone.tells(Outcome::AfterCall);
    window.run_ok();
    window.get_by_label("Applies when the call ends.");
    phone.tells(Outcome::Refused("`x` is no range of ports".to_owned()));
    window.run_ok();
    window.get_by_label("`x` is no range of ports");
}

#[test]
fn all_is_as_usual_again_only_when_asked_twice() {
    let (mut window, phone) = preferences(&[("region", text("europe"))], Language::English);
    click(&mut window, "Advanced");
    click(&mut window, "Have all as usual again…");
    assert!(phone.set("region").is_some());
    click(&mut window, "Have all as usual");
    assert_eq!(phone.set("region"), None);
}

#[test]
fn it_speaks_the_language_of_the_phone_on_every_tab() {
    for (language, tabs) in [
        (
            Language::German,
            ["Benutzer", "Audio", "Netz", "Tasten", "Erweitert"],
        ),
        (
            Language::French,
            ["Utilisateur", "Audio", "Réseau", "Raccourcis", "Avancé"],
        ),
        (
            Language::Spanish,
            ["Usuario", "Audio", "Red", "Atajos", "Avanzado"],
        ),
    ] {
        let (mut window, _) = preferences(&[], language);
        for tab in tabs {
            click(&mut window, tab);
        }
    }
}
