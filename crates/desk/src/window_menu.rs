//! The menu of the window itself: under the right button, anywhere on the phone.

use egui::{Button, Id, Sense, Ui};

use crate::keyboard::{Command, Resize};
use crate::tokens::size::FACTORS;

/// Offer the menu; gives what was picked.
pub(crate) fn show(ui: &Ui, number: Option<&str>, on_top: bool) -> Option<Command> {
    let mut picked = None;
    let ground = ui.interact(ui.max_rect(), Id::unique("window menu"), Sense::hover());
    ground.container_context_menu(|ui| {
        let mut entry = |ui: &mut Ui, enabled: bool, entry: Button<'_>, command: Command| {
            if ui.add_enabled(enabled, entry).clicked() {
                picked = Some(command);
                ui.close();
            }
        };
        entry(
            ui,
            true,
            Button::new("Paste number").shortcut_text("Ctrl+V"),
            Command::Paste,
        );
        let copy = number.map_or("Copy number".to_owned(), |number| format!("Copy {number}"));
        entry(
            ui,
            number.is_some(),
            Button::new(copy).shortcut_text("Ctrl+C"),
            Command::Copy,
        );
        ui.separator();
        ui.menu_button("Size", |ui| {
            for factor in FACTORS {
                let words = format!("{:.0} %", factor * 100.0);
                entry(
                    ui,
                    true,
                    Button::new(words),
                    Command::Resize(Resize::To(factor)),
                );
            }
        });
        let top = Button::new("Always on top").selected(on_top);
        entry(ui, true, top, Command::OnTop(!on_top));
        ui.separator();
        entry(
            ui,
            true,
            Button::new("Quit").shortcut_text("Alt+X"),
            Command::Close,
        );
    });
    picked
}
