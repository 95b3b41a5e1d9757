//! The notice that the configuration file was wrong, over whatever the window shows.

use egui::accesskit::Role;
use egui::{Align2, Context, Window, vec2};

use crate::words::Words;

/// What was wrong with the configuration file, and where it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenFile {
    /// The file.
    pub path: String,
    /// Where it was put; nothing when it stays where it was.
    pub aside: Option<String>,
    /// The line that is wrong, from 1.
    pub line: usize,
    /// The column in that line, from 1.
    pub column: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl BrokenFile {
    /// Draw the notice; says whether the person has read it.
    pub(crate) fn draw(&self, ctx: &Context, words: Words) -> bool {
        let mut read = false;
        Window::new(words.say("The configuration file is wrong"))
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -12.0))
            .default_width(460.0)
            .collapsible(false)
            .resizable(false)
            .show(ctx, |ui| {
                ui.label(&self.path);
                let place = words.with("Line {}, column {}:", &[&self.line, &self.column]);
                let what = format!("{place} {}", self.reason);
                let response = ui.strong(what.as_str());
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_role(Role::Alert);
                    node.set_label(what.as_str());
                });
                ui.add_space(4.0);
                ui.label(words.say("What is right of it is used, all else is as usual."));
                ui.label(match &self.aside {
                    Some(aside) => words.with("The file as it was is kept as {}.", &[aside]),
                    None => words
                        .say("It could not be put aside; nothing is kept until it is right.")
                        .to_owned(),
                });
                ui.add_space(6.0);
                ui.horizontal(|ui| {
                    read = ui.button(words.say("Understood")).clicked();
                    if ui.button(words.say("Copy the text")).clicked() {
                        ui.ctx().copy_text(format!("{}\n{what}", self.path));
                    }
                });
            });
        if read {
            ctx.request_repaint();
        }
        read
    }
}
