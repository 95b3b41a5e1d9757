//! The window draws when something changed, and not otherwise.

use std::time::Duration;

use egui::ViewportId;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use station::{Call, CallState, Clock, DateOrder, Lamp, Moment, Screen};

use crate::fake::{idle, window};

/// When the window wants to draw again by itself.
fn next_pass(window: &Harness<'_>) -> Duration {
    window.output().viewport_output[&ViewportId::ROOT].repaint_delay
}

/// The same, to a tenth of a second: a frame is added so that one pass is enough.
fn tenths(window: &Harness<'_>) -> u128 {
    next_pass(window).as_millis() / 100
}

fn settled(screen: Screen) -> (Harness<'static>, crate::fake::Fake) {
    let (mut window, phone) = window(screen);
    // Let fonts and the first passes settle.
    window.run_steps(4);
    (window, phone)
}

#[test]
fn an_idle_phone_is_not_drawn_again() {
    let (window, _) = settled(idle());
    assert_eq!(next_pass(&window), Duration::MAX);
}

#[test]
fn a_steady_lamp_needs_no_drawing() {
    let mut screen = idle();
    screen.line_keys[0].lamp = Lamp::On;
    screen.message_waiting = Lamp::On;
    let (window, _) = settled(screen);
    assert_eq!(next_pass(&window), Duration::MAX);
}

#[test]
fn a_change_of_the_screen_wakes_the_window() {
    let (window, phone) = settled(idle());
    let before = window.ctx.has_requested_repaint();
    phone.show(Screen {
        prompt: "Enter number".to_owned(),
        ..idle()
    });
    assert!(!before);
    assert!(window.ctx.has_requested_repaint());
}

#[test]
fn a_call_is_drawn_at_its_next_second() {
    let call = Call {
        call_reference: 1,
        state: CallState::Connected,
        connected_at: Some(Moment::from_millis(99_300)),
        ..Call::default()
    };
    let (mut window, phone) = settled(Screen {
        calls: vec![call],
        ..idle()
    });
    assert_eq!(tenths(&window), 3);
    phone.set_now(Moment::from_millis(100_300));
    window.run_steps(3);
    assert_eq!(tenths(&window), 10);
}

#[test]
fn a_clock_is_drawn_at_its_next_minute() {
    let clock = Clock {
        set_at: Moment::from_secs(95),
        local_seconds: 30,
        order: DateOrder::DayMonthYear,
        separator: '.',
        twelve_hours: false,
    };
    let (window, _) = settled(Screen {
        clock: Some(clock),
        ..idle()
    });
    assert_eq!(next_pass(&window).as_secs(), 25);
}

#[test]
fn a_winking_lamp_is_drawn_at_its_next_edge() {
    let mut screen = idle();
    screen.line_keys[0].lamp = Lamp::Wink;
    let (mut window, phone) = settled(screen);
    phone.set_now(Moment::from_millis(512 * 10 + 348));
    window.run_steps(3);
    assert_eq!(tenths(&window), 1);
    window.get_by_label("Line 1 1001");
}
