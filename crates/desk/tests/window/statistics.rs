//! The window with the figures of calls.

use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use station::{
    Call, CallCourse, CallFigures, Language, Moment, PeerStatistics, Screen, StreamQuality,
    StreamStatistics,
};

use crate::fake::{Fake, click, idle, window};

/// A call of 65 s with figures of every kind.
pub(crate) fn course(call_reference: u32, name: &str, over: bool) -> Arc<CallCourse> {
    let mut figures = CallFigures::of(call_reference);
    let mut newest = StreamStatistics {
        codec: 4,
        ptime_ms: 20,
        playout_delay_ms: 40,
        quality: StreamQuality {
            mos_lqk: 4.21,
            concealed_seconds: 3,
            ..StreamQuality::default()
        },
        ..StreamStatistics::default()
    };
    newest.rtcp.peer = Some(PeerStatistics {
        packets_lost: 17,
        jitter_ms: 2.5,
        ..PeerStatistics::default()
    });
    for second in 1..=65 {
        newest.packets_received += 49;
        newest.packets_lost += 1;
        newest.jitter_ms = 1.25;
        figures.take(Moment::from_secs(10 + second), &newest);
    }
    let mut course = CallCourse::of(call_reference, Moment::from_secs(10));
    course.remote_name = name.to_owned();
    course.over = over;
    course.take(&figures);
    Arc::new(course)
}

fn opened(screen: Screen, calls: Vec<Arc<CallCourse>>) -> (Harness<'static>, Fake) {
    let (mut window, fake) = window(screen);
    fake.had(calls);
    window.key_press_modifiers(Modifiers::ALT, Key::I);
    window.run_ok();
    (window, fake)
}

#[test]
fn shows_the_figures_of_the_call_in_words_and_curves() {
    let (window, _) = opened(idle(), vec![course(7, "Ada Example", true)]);
    window.get_by_label("Ada Example, over after 1:05");
    window.get_by_label("Jitter: Jitter 1.2 ms · At the other side 2.5 ms");
    window.get_by_label("Delay: Playout delay 40 ms");
    window.get_by_label("65 (2.0 %)");
    window.get_by_label("Severely concealed seconds");
    window.get_by_label("17");
}

#[test]
fn the_menu_opens_it_as_well() {
    let (mut window, _) = window(idle());
    window.get_by_label("Key 5").click_secondary();
    window.run_ok();
    window.get_by_label_contains("Call statistics").click();
    window.run_ok();
    window.get_by_label_contains("There was no call yet.");
}

#[test]
fn speaks_the_phones_language() {
    let german = Screen {
        language: Language::German,
        ..idle()
    };
    let (window, _) = opened(german, vec![course(7, "Ada Example", true)]);
    window.get_by_label("Ada Example, beendet nach 1:05");
    window.get_by_label("Stark verdeckte Sekunden");
}

#[test]
fn copies_the_course_for_other_programs() {
    let (mut window, _) = opened(idle(), vec![course(7, "Ada Example", true)]);
    window.get_by_label("Copy as CSV").click();
    let mut table = None;
    for _ in 0..10 {
        window.step();
        let commands = &window.output().platform_output.commands;
        let found = commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        table = table.or(found);
    }
    let table = table.expect("something was copied");
    assert_eq!(table.lines().count(), 66, "{table}");
    assert!(table.contains("\n65.0,4.21,1.25,0.02,"), "{table}");
}

#[test]
fn another_of_the_last_calls_can_be_chosen() {
    let calls = vec![course(8, "Grace", false), course(7, "Ada Example", true)];
    let (mut window, _) = opened(idle(), calls);
    window.get_by_value("Grace, 1:05 so far").click();
    window.run_ok();
    click(&mut window, "Ada Example, over after 1:05");
    window.get_by_value("Ada Example, over after 1:05");
}

#[test]
fn a_running_call_is_looked_at_once_a_second_and_one_that_is_over_never() {
    let asks = |over| {
        let mut screen = idle();
        screen.calls.push(Call {
            call_reference: 7,
            ..Call::default()
        });
        let (mut window, fake) = opened(screen, vec![course(7, "Ada Example", over)]);
        window.run_ok();
        let delays = &window.output().viewport_output;
        let delay = delays.values().map(|output| output.repaint_delay).min();
        let before = fake.asked_for_calls();
        assert!(before > 0);
        delay.expect("a window")
    };
    assert!(asks(false) <= std::time::Duration::from_secs(1));
    assert!(asks(true) > std::time::Duration::from_secs(1));
}

#[test]
fn without_a_call_it_says_so() {
    let (window, _) = opened(idle(), Vec::new());
    window.get_by_label("There was no call yet. The figures of one appear here.");
}
