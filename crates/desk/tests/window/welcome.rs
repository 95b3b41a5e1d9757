//! The first start.

use std::cell::RefCell;
use std::rc::Rc;

use desk::{Choice, Start};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::fake::{Fake, click, idle, open};

type Choices = Rc<RefCell<Vec<Choice>>>;

/// A start that notes choices, and succeeds only with the demo.
fn start() -> (Start, Choices) {
    let choices = Choices::default();
    let noted = Rc::clone(&choices);
    let start = Start::Welcome(Box::new(move |choice| {
        noted.borrow_mut().push(choice.clone());
        match choice {
            Choice::Demo => Ok(Box::new(Fake::showing(idle()))),
            Choice::Server { .. } => Err("Connection refused".to_owned()),
        }
    }));
    (start, choices)
}

#[test]
fn the_demo_is_one_click_away() {
    let (start, choices) = start();
    let mut window = open(start);
    click(&mut window, "Try the demo");
    assert_eq!(*choices.borrow(), [Choice::Demo]);
    assert!(window.query_by_label("Key 5").is_some());
    assert!(window.query_by_label("Try the demo").is_none());
}

#[test]
fn a_server_and_a_device_name_are_enough_to_connect() {
    let (start, choices) = start();
    let mut window = open(start);
    assert!(
        window
            .get_by_label("Connect")
            .accesskit_node()
            .is_disabled()
    );
    for (field, text) in [
        ("Call server", " pbx.example:2000 "),
        ("Device name", "SEP001122334455"),
    ] {
        window.get_by_label(field).focus();
        window.run_ok();
        window.get_by_label(field).type_text(text);
        window.run_ok();
    }
    click(&mut window, "Connect");
    let server = "pbx.example:2000".to_owned();
    let device = "SEP001122334455".to_owned();
    assert_eq!(*choices.borrow(), [Choice::Server { server, device }]);
}

#[test]
fn what_failed_is_said_and_can_be_tried_again() {
    let (start, choices) = start();
    let mut window = open(start);
    for (field, text) in [("Call server", "pbx"), ("Device name", "SEP1")] {
        window.get_by_label(field).focus();
        window.run_ok();
        window.get_by_label(field).type_text(text);
        window.run_ok();
    }
    click(&mut window, "Connect");
    window.get_by_label("Connection refused");
    click(&mut window, "Connect");
    assert_eq!(choices.borrow().len(), 2);
}
