//! Writes a problem report when it opens, and says where it is and what is in it.

use std::time::Duration;

use egui::{RichText, ScrollArea, Ui, Vec2, vec2};

use super::{Beside, Content, follow_focus};
use crate::problem_report::ProblemReport;
use crate::words::Words;

/// How often to look whether it is written; it takes a moment.
const LOOK: Duration = Duration::from_millis(100);

/// What is in a report, and what is not.
const ABOUT: [&str; 3] = [
    "In it are the version, this computer, the settings, what phone and servers said lately, the log, the figures of the last calls and the sound devices.",
    "Not in it are the numbers of calls, whatever you typed, passwords, and any sound. Names that the server showed are.",
    "It is one file on this computer. Nothing is sent anywhere: look through it, and give it to whoever helps you.",
];

/// The window of the problem report.
#[derive(Default)]
pub(super) struct ProblemReportWindow {
    begun: bool,
}

impl Content for ProblemReportWindow {
    fn title(&self, words: Words) -> String {
        words.say("Problem report").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(560.0, 330.0)
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let words = beside.words;
        let Some(report) = beside.phone.problem_report() else {
            return;
        };
        if !self.begun {
            self.begun = true;
            report.write();
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            outcome(ui, words, report);
            ui.separator();
            for about in ABOUT {
                ui.label(words.say(about));
                ui.add_space(4.0);
            }
            ui.add_space(6.0);
            ui.horizontal_wrapped(|ui| {
                if ui.button(words.say("Write another")).clicked() {
                    report.write();
                }
                if ui.button(words.say("Close")).clicked() {
                    beside.close = true;
                }
            });
            follow_focus(ui);
        });
    }
}

fn outcome(ui: &mut Ui, words: Words, report: &dyn ProblemReport) {
    match report.written() {
        Some(Ok(file)) => {
            let path = file.display().to_string();
            ui.label(RichText::new(words.say("The report is written:")).strong());
            ui.label(RichText::new(&path).monospace());
            ui.horizontal_wrapped(|ui| {
                if ui.button(words.say("Open folder")).clicked() {
                    report.show_folder(&file);
                }
                if ui.button(words.say("Copy path")).clicked() {
                    ui.ctx().copy_text(path);
                }
            });
        }
        Some(Err(reason)) => {
            ui.colored_label(ui.visuals().error_fg_color, words.sentence(&reason));
        }
        None => {
            ui.label(words.say("The report is being written…"));
            ui.ctx().request_repaint_after(LOOK);
        }
    }
}
