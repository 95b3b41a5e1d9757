//! The figures of the call in front, or of the last ones: four fields of curves over the call's
//! time, and the table of its figures beside them.

mod curves;
mod fields;
mod table;

use std::sync::Arc;
use std::time::Duration;

use egui::{ComboBox, RichText, ScrollArea, Ui, Vec2, vec2};
use station::CallCourse;

use self::curves::{LEAST_HEIGHT, curves};
use self::table::table;
use super::{Beside, Content, follow_focus};
use crate::drop_down::DropDown;
use crate::statistics;
use crate::words::Words;

/// A running call has a new sample each second.
const EVERY: Duration = Duration::from_secs(1);

/// Width of the table, points; the curves have the rest.
const TABLE: f32 = 320.0;

/// The window of figures.
#[derive(Default)]
pub(super) struct StatisticsWindow {
    /// The call that was chosen; nothing: the newest.
    chosen: Option<u32>,
}

impl Content for StatisticsWindow {
    fn title(&self, words: Words) -> String {
        words.say("Call statistics").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(980.0, 640.0)
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let words = beside.words;
        let calls = beside
            .phone
            .statistics()
            .map_or_else(Vec::new, |statistics| statistics.calls());
        let chosen = calls
            .iter()
            .find(|course| Some(course.call_reference) == self.chosen);
        let Some(course) = chosen.or(calls.first()) else {
            ui.centered_and_justified(|ui| {
                ui.label(words.say("There was no call yet. The figures of one appear here."));
            });
            // The first sample brings no new screen.
            if !beside.screen.calls.is_empty() {
                ui.ctx().request_repaint_after(EVERY);
            }
            return;
        };
        if calls.iter().any(|course| !course.over) {
            ui.ctx().request_repaint_after(EVERY);
        }
        ui.horizontal_wrapped(|ui| {
            self.choose(ui, words, &calls, course);
            if ui.button(words.say("Copy as CSV")).clicked() {
                ui.ctx().copy_text(statistics::csv(course));
            }
            if ui.button(words.say("Copy as JSON")).clicked() {
                ui.ctx().copy_text(statistics::json(course));
            }
        });
        ui.separator();
        // A window that is too narrow for both has the table below.
        let beside_each_other = ui.available_width() > 2.0 * TABLE;
        if beside_each_other {
            let height = ui.available_height();
            ui.horizontal_top(|ui| {
                let width = ui.available_width() - TABLE - 2.0 * ui.spacing().item_spacing.x;
                ui.allocate_ui(vec2(width, height), |ui| {
                    ui.vertical(|ui| {
                        ScrollArea::vertical().id_salt("curves").show(ui, |ui| {
                            curves(ui, words, course, height);
                            follow_focus(ui);
                        });
                    });
                });
                ui.separator();
                ui.vertical(|ui| {
                    ScrollArea::vertical()
                        .id_salt("table")
                        .show(ui, |ui| table(ui, words, course));
                });
            });
        } else {
            ScrollArea::vertical().show(ui, |ui| {
                curves(ui, words, course, 4.0 * LEAST_HEIGHT);
                ui.separator();
                table(ui, words, course);
                follow_focus(ui);
            });
        }
    }
}

impl StatisticsWindow {
    fn choose(
        &mut self,
        ui: &mut Ui,
        words: Words,
        calls: &[Arc<CallCourse>],
        course: &CallCourse,
    ) {
        if calls.len() == 1 {
            ui.label(RichText::new(name(words, course)).strong());
            return;
        }
        let label = ui.label(words.say("Call"));
        let combo = ComboBox::from_id_salt("call").selected_text(name(words, course));
        let shown = combo.drop_down(ui, |ui| {
            for (place, one) in calls.iter().enumerate() {
                // The newest stays chosen when another one begins.
                let value = (place > 0).then_some(one.call_reference);
                let shown = one.call_reference == course.call_reference;
                if ui.selectable_label(shown, name(words, one)).clicked() {
                    self.chosen = value;
                }
            }
        });
        shown.response.labelled_by(label.id);
    }
}

/// Who it is, and how long it is or was.
fn name(words: Words, course: &CallCourse) -> String {
    let who = match (course.remote_name.as_str(), course.remote_number.as_str()) {
        ("", "") => words.say("Unknown").to_owned(),
        ("", number) => number.to_owned(),
        (name, "") => name.to_owned(),
        (name, number) => format!("{name} ({number})"),
    };
    let last = course.samples.back();
    let time = clock(last.map_or(0.0, |last| statistics::seconds(course, last)));
    if course.over {
        words.with("{}, over after {}", &[&who, &time])
    } else {
        words.with("{}, {} so far", &[&who, &time])
    }
}

/// A time of a call: `0:07`, `1:02:03`.
fn clock(seconds: f64) -> String {
    let sign = if seconds <= -0.5 { "-" } else { "" };
    // No call is longer than a century.
    let whole = seconds.abs().round().min(4e9) as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 {
        format!("{sign}{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{sign}{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_a_call_are_read_like_its_timer() {
        assert_eq!(clock(7.2), "0:07");
        assert_eq!(clock(-0.2), "0:00");
        assert_eq!(clock(-2.0), "-0:02");
        assert_eq!(clock(3723.0), "1:02:03");
    }
}
