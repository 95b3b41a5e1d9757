//! Themes and faces.

use std::time::Duration;

use desk::{Face, Look, Options, Start, Theme};
use egui::{Color32, Key, Modifiers, Shape, ViewportCommand, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use station::{Call, CallState, Intent, Lamp, Moment, Ring, Screen};

use crate::fake::{Fake, click, idle, open_with, window};

fn window_in(look: Look, screen: Screen) -> (Harness<'static>, Fake) {
    let phone = Fake::showing(screen);
    let start = Start::Phone(Box::new(phone.clone()));
    let options = Options {
        look,
        ..Options::default()
    };
    (open_with(start, options), phone)
}

fn compact(screen: Screen) -> (Harness<'static>, Fake) {
    let look = Look {
        face: Face::Compact,
        ..Look::default()
    };
    window_in(look, screen)
}

/// The colours of what is drawn.
fn colours(window: &Harness<'_>) -> Vec<Color32> {
    fn look(shape: &Shape, colours: &mut Vec<Color32>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| look(shape, colours)),
            Shape::Rect(rect) => colours.push(rect.fill),
            Shape::Mesh(mesh) => colours.extend(mesh.vertices.iter().map(|corner| corner.color)),
            _ => {}
        }
    }
    let mut colours = Vec::new();
    for clipped in &window.output().shapes {
        look(&clipped.shape, &mut colours);
    }
    colours
}

#[test]
fn the_compact_face_has_the_display_and_one_row_of_keys() {
    let (window, _) = compact(idle());
    for name in [
        "Line 1 1001",
        "Soft key Redial",
        "Hook",
        "Headset",
        "Handset",
        "Speaker",
        "Mute",
        "Volume up",
        "Volume down",
        "Messages",
        "Whole phone",
    ] {
        assert!(window.query_by_label(name).is_some(), "{name}");
    }
    for name in ["Key 5", "Directories", "Navigate up"] {
        assert!(window.query_by_label(name).is_none(), "{name}");
    }
}

#[test]
fn labels_of_the_compact_face_can_be_pressed() {
    let (mut window, phone) = compact(idle());
    click(&mut window, "Line 1 1001");
    click(&mut window, "Soft key Redial");
    click(&mut window, "Hook");
    assert_eq!(
        phone.intents(),
        [Intent::LineKey(1), Intent::SoftKeyPlace(0), Intent::Hook]
    );
}

#[test]
fn one_key_leads_to_the_other_face_and_back() {
    let (mut window, phone) = window(idle());
    window.key_press_modifiers(Modifiers::ALT, Key::M);
    window.run_ok();
    assert!(window.query_by_label("Key 5").is_none());
    assert_eq!(
        phone.looks().last().map(|look| look.face),
        Some(Face::Compact)
    );
    click(&mut window, "Whole phone");
    assert!(window.query_by_label("Key 5").is_some());
    assert_eq!(phone.looks().last().map(|look| look.face), Some(Face::Full));
}

#[test]
fn digits_are_dialled_on_the_compact_face_too() {
    let (mut window, phone) = compact(idle());
    window.event(egui::Event::Text("7".to_owned()));
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Key('7')]);
}

#[test]
fn a_theme_changes_the_colours_at_once_and_is_kept() {
    let (mut window, phone) = window(idle());
    let before = colours(&window);
    let themes: Vec<Theme> = (0..4)
        .map(|_| {
            window.key_press_modifiers(Modifiers::ALT, Key::T);
            window.run_ok();
            phone.looks().last().expect("it was told").theme
        })
        .collect();
    let after_system = [
        Theme::Dark,
        Theme::Light,
        Theme::HighContrast,
        Theme::System,
    ];
    assert_eq!(themes, after_system);
    window.key_press_modifiers(Modifiers::ALT, Key::T);
    window.key_press_modifiers(Modifiers::ALT, Key::T);
    window.run_ok();
    assert_ne!(colours(&window), before);
}

#[test]
fn nothing_flashes_in_high_contrast() {
    let mut screen = Screen {
        ring: Ring::Inside,
        ..idle()
    };
    screen.line_keys[0].lamp = Lamp::Flash;
    screen.message_waiting = Lamp::Blink;
    let delay = |look: Look| {
        let (mut window, _) = window_in(look, screen.clone());
        window.run_steps(4);
        window.output().viewport_output[&ViewportId::ROOT].repaint_delay
    };
    let still = Look {
        theme: Theme::HighContrast,
        ..Look::default()
    };
    assert_eq!(delay(still), Duration::MAX);
    let wished = Look {
        still: true,
        ..Look::default()
    };
    assert_eq!(delay(wished), Duration::MAX, "or by the wish for it");
    assert!(delay(Look::default()) < Duration::from_secs(1));
}

#[test]
fn a_ringing_call_pulses_and_stands_in_the_title() {
    let ringing = Screen {
        calls: vec![Call {
            call_reference: 1,
            state: CallState::RingIn,
            remote_name: "Ada".to_owned(),
            ..Call::default()
        }],
        ..idle()
    };
    let (mut window, phone) = window(idle());
    phone.set_now(Moment::from_secs(512));
    phone.show(ringing);
    // Titles are told once, in the pass that sees the change.
    window.step();
    let root = &window.output().viewport_output[&ViewportId::ROOT];
    let title = ViewportCommand::Title("Incoming: Ada – Offhook".to_owned());
    assert!(root.commands.contains(&title), "{:?}", root.commands);
    window.run_steps(3);
    let bright = colours(&window);
    phone.set_now(Moment::from_millis(512_000 + 600));
    window.run_steps(3);
    assert_ne!(colours(&window), bright);
}
