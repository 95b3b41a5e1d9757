//! The tab of what is a person's taste.

use desk::{DesktopChoice, Face, Look, Place, RaiseWhen, Theme, Value};
use egui::{Key, Modifiers, ViewportCommand, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use keymap::{Action, KeyMap};
use station::{Intent, LineKeyKind, Preference, Screen};

use crate::fake::{Fake, idle, line_key, window_of};
use crate::preferences::{enter, pick, press, text};

/// The preferences of a phone with two lines on a desktop.
fn preferences(values: &[(&str, Value)]) -> (Harness<'static>, Fake) {
    let phone = Fake::showing(Screen {
        line_keys: vec![
            line_key(1, LineKeyKind::Line, 1, "1001"),
            line_key(2, LineKeyKind::Line, 2, "1002"),
        ],
        ..idle()
    });
    phone.has_set(values);
    phone.is_on_desktop(DesktopChoice::default());
    let mut window = window_of(&phone);
    window.key_press_modifiers(Modifiers::ALT, Key::S);
    window.run_ok();
    (window, phone)
}

fn look(phone: &Fake) -> Look {
    phone.looks().last().copied().expect("it was kept")
}

fn value(window: &Harness<'_>, name: &str) -> Option<String> {
    window.get_by_label(name).accesskit_node().value()
}

#[test]
fn theme_face_and_texts_change_at_once_and_are_kept() {
    let (mut window, phone) = preferences(&[]);
    pick(&mut window, "Theme", "Light");
    assert_eq!(look(&phone).theme, Theme::Light);
    let theme = Preference::Theme("light".to_owned());
    assert!(phone.intents().contains(&Intent::Prefer(theme)));
    pick(&mut window, "Size of texts", "150 %");
    assert_eq!(look(&phone).text_scale, Some(1.5));
    assert_eq!(window.ctx.zoom_factor(), 1.5);
    press(&mut window, "Nothing flashes or moves");
    assert!(look(&phone).still);
    pick(&mut window, "Face", "Display only");
    assert_eq!(look(&phone).face, Face::Compact);
    assert_eq!(value(&window, "Face").as_deref(), Some("Display only"));
}

#[test]
fn undo_brings_the_look_back_as_it_was() {
    let (mut window, phone) = preferences(&[]);
    pick(&mut window, "Theme", "High contrast");
    press(&mut window, "Nothing flashes or moves");
    pick(&mut window, "Size of texts", "125 %");
    press(&mut window, "Undo");
    let now = look(&phone);
    assert_eq!((now.theme, now.still), (Theme::System, false));
    assert_eq!(now.text_scale(), 1.0);
    assert!(window.get_by_label("Undo").accesskit_node().is_disabled());
}

#[test]
fn the_size_of_the_phone_is_that_of_its_window_whatever_the_texts() {
    let (mut window, _) = preferences(&[]);
    window.get_by_label("Size of the phone").click();
    window.run_ok();
    window
        .query_all_by_label("150 %")
        .last()
        .expect("it is there")
        .click();
    let sizes = sizes_wanted(&mut window);
    let wide = |size: egui::Vec2| (size.x - 652.0 * 1.5).abs() < 1.0;
    assert!(sizes.iter().any(|size| wide(*size)), "{sizes:?}");
}

/// The sizes that the window asks for in the next frames.
fn sizes_wanted(window: &mut Harness<'_>) -> Vec<egui::Vec2> {
    let mut sizes = Vec::new();
    for _ in 0..4 {
        window.step();
        let commands = &window.output().viewport_output[&ViewportId::ROOT].commands;
        sizes.extend(commands.iter().filter_map(|command| match command {
            ViewportCommand::InnerSize(size) => Some(*size),
            _ => None,
        }));
    }
    sizes
}

#[test]
fn a_phone_that_was_large_on_another_monitor_has_its_keys_in_sight_on_this_one() {
    let (mut window, phone) = preferences(&[]);
    let monitor = egui::vec2(1280.0, 720.0);
    let root = window.input_mut().viewports.entry(ViewportId::ROOT);
    root.or_default().monitor_size = Some(monitor);
    window.step();
    let full = Place {
        factor: Some(2.5),
        ..Place::default()
    };
    phone.looks_now(Look {
        full,
        ..Look::default()
    });
    let sizes = sizes_wanted(&mut window);
    assert!(!sizes.is_empty());
    assert!(
        sizes
            .iter()
            .all(|size| size.y < monitor.y && size.y > 550.0),
        "{sizes:?}"
    );
}

#[test]
fn the_ring_of_all_lines_and_of_one_is_chosen_and_heard() {
    let (mut window, phone) = preferences(&[]);
    pick(&mut window, "All lines", "Bells");
    assert_eq!(phone.set("rings.default"), Some(text("Bells")));
    press(&mut window, "All lines: play the ring");
    let played = Intent::PreviewRing("Bells".to_owned());
    assert!(phone.intents().contains(&played));
    pick(&mut window, "All lines", "Marimba");
    assert_eq!(phone.set("rings.default"), None, "it is the usual one");
    pick(&mut window, "Line 2 1002", "Silent");
    assert_eq!(phone.set("rings.lines.2"), Some(text("Silent")));
    pick(&mut window, "Line 2 1002", "As all others");
    assert_eq!(phone.set("rings.lines.2"), None);
    enter(&mut window, "Sound files that ring, too", "bell.ogg");
    let own = Value::List(vec!["bell.ogg".to_owned()]);
    assert_eq!(phone.set("rings.own"), Some(own));
}

#[test]
fn letters_the_visual_ring_and_the_reminder_are_settings_of_the_file() {
    let (mut window, phone) = preferences(&[]);
    pick(&mut window, "Letters that are typed", "Look for a name");
    assert_eq!(phone.set("keys.letters"), Some(text("name")));
    press(&mut window, "The screen lights up when it rings");
    assert_eq!(phone.set("look.visual_ring"), Some(Value::Switch(true)));
    press(&mut window, "Remind who speaks while muted");
    assert_eq!(phone.set("mute_reminder"), Some(Value::Switch(false)));
    pick(&mut window, "Language", "French");
    assert_eq!(phone.set("language"), Some(text("fr")));
}

#[test]
fn what_the_desktop_is_used_for_is_chosen_here_too_and_undone() {
    let (mut window, phone) = preferences(&[]);
    for name in [
        "Notifications of calls",
        "Closing the window hides it in the tray",
        "Start hidden",
        "When a call rings",
        "Always on top",
        "Start with the desktop",
    ] {
        press(&mut window, name);
    }
    let chosen = DesktopChoice {
        notifications: false,
        close_hides: true,
        start_hidden: true,
        raise: RaiseWhen::Ringing,
        on_top: true,
        at_login: true,
        ..DesktopChoice::default()
    };
    assert_eq!(phone.desktop_choice(), Some(chosen));
    press(&mut window, "Undo");
    assert_eq!(phone.desktop_choice(), Some(DesktopChoice::default()));
}

#[test]
fn what_the_command_line_says_is_told_beside_what_is_kept() {
    let (mut window, phone) = preferences(&[("region", text("europe"))]);
    phone.is_overridden("region", "--region", "united-kingdom");
    phone.is_overridden("server", "OFFHOOK_SERVER", "cucm");
    window.run_ok();
    assert_eq!(value(&window, "Tones of").as_deref(), Some("Europe"));
    window.get_by_label_contains("Set by --region for this run: united-kingdom.");
    pick(&mut window, "Tones of", "North America");
    assert_eq!(phone.set("region"), None, "for other starts");
    press(&mut window, "Network");
    window.get_by_label_contains("Set by OFFHOOK_SERVER for this run: cucm.");
}

#[test]
fn keys_and_look_of_a_changed_file_hold_at_once() {
    let (mut window, phone) = preferences(&[]);
    phone.looks_now(Look {
        theme: Theme::HighContrast,
        text_scale: Some(2.0),
        ..Look::default()
    });
    let f9 = "F9".parse().expect("a key");
    let keys = KeyMap::changed([(Action::Mute, vec![f9])]).expect("they are right");
    phone.has_keys_now(keys);
    window.run_ok();
    assert_eq!(window.ctx.zoom_factor(), 2.0);
    assert_eq!(look(&phone).theme, Theme::HighContrast);
    phone.intents();
    window.key_press(Key::F9);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Mute]);
}

#[test]
fn quiet_is_wished_for_in_the_menu_of_the_window() {
    let phone = Fake::showing(idle());
    let mut window = window_of(&phone);
    for (quiet, wish) in [(false, true), (true, false)] {
        phone.show(Screen {
            do_not_disturb: quiet,
            ..idle()
        });
        window.run_ok();
        window.get_by_label("Key 5").click_secondary();
        window.run_ok();
        press(&mut window, "Do not disturb");
        let wish = Intent::Prefer(Preference::DoNotDisturb(wish));
        assert_eq!(phone.intents(), [wish]);
    }
}
