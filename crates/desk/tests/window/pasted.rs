//! What is pasted or dropped, and asked about before it is dialled.

use std::sync::Arc;

use desk::FoundNumber;
use egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use station::{Intent, Screen};

use crate::fake::{Fake, click, idle, window_of};

/// A window with a phone that finds these numbers.
fn finding(screen: Screen, numbers: &[(&str, &str)]) -> (Harness<'static>, Fake) {
    let phone = Fake::showing(screen);
    phone.finds(found(numbers));
    (window_of(&phone), phone)
}

pub(crate) fn found(numbers: &[(&str, &str)]) -> Vec<FoundNumber> {
    let found = numbers.iter().map(|(number, name)| FoundNumber {
        number: (*number).to_owned(),
        written: format!("({number})"),
        name: (*name).to_owned(),
    });
    found.collect()
}

fn paste(window: &mut Harness<'_>, text: &str) {
    window.event(Event::Paste(text.to_owned()));
    window.run_ok();
}

#[test]
fn a_pasted_number_is_shown_and_dialled_by_enter() {
    let (mut window, phone) = finding(idle(), &[("0301234", "")]);
    paste(&mut window, "call me at (0301234)");
    window.get_by_label("Dial this number?");
    assert_eq!(phone.intents(), []);
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Dial("0301234".to_owned())]);
    assert!(window.query_by_label("Dial this number?").is_none());
}

#[test]
fn escape_leaves_it_and_the_keys_are_the_phones_again() {
    let (mut window, phone) = finding(idle(), &[("0301234", "")]);
    paste(&mut window, "0301234");
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(window.query_by_label("Dial this number?").is_none());
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Enter]);
}

#[test]
fn the_number_can_be_changed_before_it_is_dialled() {
    let (mut window, phone) = finding(idle(), &[("0301234", "")]);
    paste(&mut window, "0301234");
    window.get_by_label("Number to dial").type_text("5");
    phone.finds(found(&[("03012345", "")]));
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Dial("03012345".to_owned())]);
}

#[test]
fn of_several_numbers_one_is_chosen() {
    let (mut window, phone) = finding(idle(), &[("0301", "Ada"), ("0302", "Bert")]);
    paste(&mut window, "two numbers");
    window.get_by_label("Dial which number?");
    window.key_press(Key::ArrowDown);
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Dial("0302".to_owned())]);

    paste(&mut window, "two numbers");
    click(&mut window, "0301 · Ada · (0301)");
    click(&mut window, "Dial");
    assert_eq!(phone.intents(), [Intent::Dial("0301".to_owned())]);
}

#[test]
fn a_text_without_a_number_is_said_to_have_none() {
    let (mut window, phone) = finding(idle(), &[]);
    paste(&mut window, "hello");
    window.get_by_label("There is no number in it");
    window.key_press(Key::Enter);
    window.run_ok();
    assert!(window.query_by_label("There is no number in it").is_none());
    assert_eq!(phone.intents(), []);
}

#[test]
fn off_hook_and_behind_typed_digits_a_paste_goes_on_dialling() {
    let off_hook = Screen {
        off_hook: true,
        ..idle()
    };
    let typed = Screen {
        dialled: "0".to_owned(),
        ..idle()
    };
    for screen in [off_hook, typed] {
        let (mut window, phone) = finding(screen, &[("301", "")]);
        paste(&mut window, "301");
        assert_eq!(phone.intents(), [Intent::Paste("301".to_owned())]);
    }
}

#[derive(Debug)]
struct Card;

impl egui::DroppedFile for Card {
    fn path(&self) -> &std::path::Path {
        std::path::Path::new("ada.vcf")
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window does not read files".to_owned())
    }
}

#[test]
fn a_dropped_file_is_looked_into_and_asked_about() {
    let (mut window, phone) = finding(idle(), &[("0301", "Ada")]);
    window.input_mut().dropped_files.push(Arc::new(Card));
    window.run_ok();
    window.run_ok();
    assert_eq!(phone.dropped(), Some("ada.vcf".into()));
    window.get_by_label("Dial this number?");
    window.get_by_label("Ada · (0301)");
    click(&mut window, "Leave it");
    assert_eq!(phone.intents(), []);
}
