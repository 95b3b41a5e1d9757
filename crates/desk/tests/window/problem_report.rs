//! The window of the problem report.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use station::{Language, Screen};

use crate::fake::{Fake, click, idle, window};

fn opened(screen: Screen) -> (Harness<'static>, Fake) {
    let (mut window, fake) = window(screen);
    fake.has_written(Ok("/docs/offhook-report.zip".into()));
    window.key_press_modifiers(Modifiers::ALT, Key::P);
    window.run_ok();
    (window, fake)
}

#[test]
fn a_report_is_written_once_when_it_is_asked_for_and_the_place_is_said() {
    let (mut window, fake) = opened(idle());
    window.get_by_label("The report is written:");
    window.get_by_label("/docs/offhook-report.zip");
    window.run_ok();
    assert_eq!(fake.reports(), 1);
    click(&mut window, "Open folder");
    let shown = fake.shown_folder();
    assert_eq!(shown, Some("/docs/offhook-report.zip".into()));
    click(&mut window, "Write another");
    assert_eq!(fake.reports(), 2);
}

#[test]
fn while_it_is_written_that_is_said_and_so_is_what_went_wrong() {
    let (mut window, fake) = window(idle());
    window.key_press_modifiers(Modifiers::ALT, Key::P);
    window.step();
    window.step();
    window.get_by_label("The report is being written…");
    fake.has_written(Err("the disk is full".to_owned()));
    window.run_ok();
    window.get_by_label("the disk is full");
}

#[test]
fn it_is_closed_by_its_button() {
    let (mut window, _) = opened(idle());
    click(&mut window, "Close");
    assert!(window.query_by_label("The report is written:").is_none());
}

#[test]
fn it_speaks_the_phones_language() {
    let (window, _) = opened(Screen {
        language: Language::German,
        ..idle()
    });
    window.get_by_label("Der Bericht ist geschrieben:");
}
