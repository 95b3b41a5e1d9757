//! The notice that the configuration file was wrong, where it covers nothing that is needed.

use egui::accesskit::Role;
use egui::{Area, Context, Frame, Id, Rect, ScrollArea, Ui, Vec2, vec2};

use crate::words::Words;

/// What was wrong with the configuration file, and where it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenFile {
    /// The file.
    pub path: String,
    /// Where it was put; nothing when it stays where it was.
    pub aside: Option<String>,
    /// What is wrong with it, in the order of the file.
    pub wrong: Vec<Wrong>,
}

/// Something in the file that is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line, from 1.
    pub line: usize,
    /// The column in that line, from 1.
    pub column: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// A room smaller than this holds nothing that could be read, points; then it is the window.
const LEAST: Vec2 = vec2(280.0, 170.0);

/// Round what stands in it, points.
const MARGIN: i8 = 12;

/// Over the buttons, points.
const GAP: f32 = 8.0;

impl BrokenFile {
    /// Draw the notice in this room; says whether the person has read it.
    pub(crate) fn draw(&self, ctx: &Context, words: Words, room: Rect) -> bool {
        let window = ctx.content_rect().shrink(4.0);
        let fits = room.width() >= LEAST.x && room.height() >= LEAST.y;
        let room = if fits { room } else { window };
        let mut read = false;
        Area::new(Id::unique("broken file"))
            .fixed_pos(room.min)
            .show(ctx, |ui| {
                let frame = Frame::window(ui.style()).inner_margin(MARGIN);
                let inner = room.size() - frame.total_margin().sum();
                frame.show(ui, |ui| {
                    ui.set_width(inner.x);
                    ui.set_max_height(inner.y);
                    read = self.content(ui, words);
                });
            });
        if read {
            ctx.request_repaint();
        }
        read
    }

    /// What is wrong, however much of it there is, and the buttons under it.
    fn content(&self, ui: &mut Ui, words: Words) -> bool {
        ui.heading(words.say("The configuration file is wrong"));
        ui.add_space(4.0);
        let what = self.what(words);
        let keys = ui.spacing().interact_size.y + 2.0 * ui.spacing().item_spacing.y + GAP;
        let room = (ui.available_height() - keys).max(0.0);
        ScrollArea::vertical()
            .max_height(room)
            .min_scrolled_height(0.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.label(&self.path);
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
            });
        ui.add_space(GAP);
        ui.horizontal(|ui| {
            let read = ui.button(words.say("Understood")).clicked();
            if ui.button(words.say("Copy the text")).clicked() {
                ui.ctx().copy_text(format!("{}\n{what}", self.path));
            }
            read
        })
        .inner
    }

    /// All that is wrong, a line each.
    fn what(&self, words: Words) -> String {
        let lines: Vec<String> = self.wrong.iter().map(|wrong| wrong.what(words)).collect();
        lines.join("\n")
    }
}

impl Wrong {
    /// The place, and what is wrong there.
    fn what(&self, words: Words) -> String {
        let place = words.with("Line {}, column {}:", &[&self.line, &self.column]);
        match self.reason.as_str() {
            "" => place
                .trim_end_matches([':', ' ', '\u{a0}', '\u{202f}'])
                .to_owned(),
            reason => format!("{place} {}", words.wrong(reason)),
        }
    }
}
