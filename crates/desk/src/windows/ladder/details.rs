//! The fields and bytes of a message.

use egui::{Grid, RichText, ScrollArea, Ui};

use crate::ladder::RungDetails;
use crate::words::Words;

pub(super) fn show_details(ui: &mut Ui, words: Words, details: &RungDetails) {
    ScrollArea::both()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                Grid::new("fields")
                    .num_columns(2)
                    .striped(true)
                    .show(ui, |ui| {
                        for (depth, name, value) in &details.fields {
                            ui.horizontal(|ui| {
                                ui.add_space(*depth as f32 * 14.0);
                                ui.label(name);
                            });
                            ui.label(RichText::new(value.as_deref().unwrap_or_default()).strong());
                            ui.end_row();
                        }
                    });
                ui.add_space(12.0);
                ui.vertical(|ui| {
                    for line in &details.bytes {
                        ui.monospace(line);
                    }
                    if let Some(hidden) = &details.hidden {
                        ui.weak(words.with("Not shown: {}", &[&words.reason(hidden)]));
                    }
                });
            });
        });
}
