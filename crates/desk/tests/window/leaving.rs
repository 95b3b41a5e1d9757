//! A window that is closed lets its phone leave first.

use egui::{ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use station::Intent;

use crate::fake::{idle, window};

fn commands(window: &Harness<'_>) -> Vec<ViewportCommand> {
    window.output().viewport_output[&ViewportId::ROOT]
        .commands
        .clone()
}

fn ask_to_close(window: &mut Harness<'_>) {
    let info = window
        .input_mut()
        .viewports
        .entry(ViewportId::ROOT)
        .or_default();
    info.events.push(ViewportEvent::Close);
}

#[test]
fn the_phone_is_told_once_and_awaited() {
    let (mut window, phone) = window(idle());
    ask_to_close(&mut window);
    window.step();
    assert_eq!(phone.intents(), [Intent::Quit]);
    assert!(commands(&window).contains(&ViewportCommand::CancelClose));

    ask_to_close(&mut window);
    window.step();
    assert_eq!(phone.intents(), []);
    assert!(!commands(&window).contains(&ViewportCommand::Close));

    phone.finish();
    window.step();
    assert!(commands(&window).contains(&ViewportCommand::Close));
}

#[test]
fn a_phone_that_left_by_itself_closes_the_window() {
    let (mut window, phone) = window(idle());
    phone.finish();
    window.step();
    assert!(commands(&window).contains(&ViewportCommand::Close));
    assert_eq!(phone.intents(), []);
}
