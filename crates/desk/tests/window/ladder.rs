//! The window with what the phone said lately.

use desk::{Rung, RungKind};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::fake::{Fake, click, idle, window};

fn rung(number: u64, label: &str) -> Rung {
    Rung {
        number,
        time: format!("19:25:{number:02}.000"),
        micros: number * 1_000_000,
        call: Some(7),
        far: "192.0.2.20:2000".to_owned(),
        name: label.to_owned(),
        label: label.to_owned(),
        text: format!("{label} lineInstance=1"),
        ..Rung::default()
    }
}

fn said() -> Vec<Rung> {
    vec![
        Rung {
            call: None,
            ..rung(0, "Register")
        },
        Rung {
            kind: RungKind::KeepAlive,
            call: None,
            ..rung(1, "KeepAlive")
        },
        rung(2, "KeypadButton"),
        Rung {
            to_phone: true,
            text: "CallState callState=RingOut".to_owned(),
            ..rung(3, "CallState RingOut")
        },
        Rung {
            kind: RungKind::Media,
            ..rung(4, "RTP G.711 begins")
        },
    ]
}

fn opened() -> (Harness<'static>, Fake) {
    let (mut window, fake) = window(idle());
    fake.said(said());
    window.key_press_modifiers(Modifiers::ALT, Key::L);
    window.run_ok();
    (window, fake)
}

fn shows(window: &Harness<'_>, label: &str) -> bool {
    window.query_by_label_contains(label).is_some()
}

#[test]
fn messages_stand_in_their_order_without_keepalives() {
    let (mut window, _) = opened();
    window.get_by_label("19:25:00.000 Register");
    window.get_by_label("19:25:04.000 RTP G.711 begins");
    window.get_by_label("4 of 5 shown");
    assert!(!shows(&window, "19:25:01.000 KeepAlive"));
    click(&mut window, "Keepalives");
    window.get_by_label("19:25:01.000 KeepAlive");
}

#[test]
fn a_click_shows_fields_and_bytes_and_digits_only_when_they_are_wanted() {
    let (mut window, _) = opened();
    click(&mut window, "19:25:02.000 KeypadButton");
    window.get_by_label("<digits>");
    window.get_by_label("Not shown: 4 bytes, dialled digits");
    click(&mut window, "Dialled digits");
    assert!(!shows(&window, "<digits>"));
    window.get_by_label("5");
    window.get_by_label("0000  04 00");
}

#[test]
fn what_is_typed_chooses_among_them() {
    let (mut window, _) = opened();
    window.get_by_label("Look for a message or a text").focus();
    window.run_ok();
    window
        .get_by_label("Look for a message or a text")
        .type_text("ringout");
    window.run_ok();
    window.get_by_label("19:25:03.000 CallState RingOut");
    window.get_by_label("1 of 5 shown");
    assert!(!shows(&window, "Register"));
}

#[test]
fn one_direction_can_be_chosen() {
    let (mut window, _) = opened();
    window.get_by_value("Both directions").click();
    window.run_ok();
    click(&mut window, "To the phone");
    window.get_by_label("1 of 5 shown");
    assert!(shows(&window, "CallState RingOut"));
}

#[test]
fn what_is_shown_is_saved_without_digits_and_the_place_is_said() {
    let (mut window, fake) = opened();
    click(&mut window, "Save as pcapng");
    assert_eq!(fake.saved_rungs(), Some((vec![0, 2, 3, 4], false)));
    window.get_by_label("Saved as /docs/a.pcapng");
    window.get_by_label("4 of 5 shown");
    window.get_by_label("Copy path");
    window.get_by_label("Open folder");
}

#[test]
fn only_what_is_seen_is_drawn() {
    let (mut window, fake) = opened();
    fake.said((0..5000).map(|number| rung(number, "CallState")).collect());
    window.step();
    window.run_ok();
    let drawn = window.query_all_by_label_contains("CallState").count();
    assert!((1..200).contains(&drawn), "{drawn} rows");
}
