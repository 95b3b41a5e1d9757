//! What chooses among the messages, and where they are kept in a file.

use std::path::Path;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{ComboBox, TextEdit, Ui, WidgetInfo};

use super::LadderWindow;
use super::wanted::{CallChoice, Way};
use crate::drop_down::DropDown;
use crate::ladder::{Ladder, Rung};
use crate::words::Words;

impl LadderWindow {
    pub(super) fn head(
        &mut self,
        ui: &mut Ui,
        words: Words,
        ladder: &dyn Ladder,
        rungs: &[Arc<Rung>],
    ) {
        ui.horizontal_wrapped(|ui| {
            self.call_choice(ui, words, rungs);
            let way = ui.label(words.say("Direction"));
            ComboBox::from_id_salt("way")
                .selected_text(words.say(self.wanted.way.name()))
                .drop_down(ui, |ui| {
                    for way in Way::ALL {
                        let name = words.say(way.name());
                        ui.selectable_value(&mut self.wanted.way, way, name);
                    }
                })
                .response
                .labelled_by(way.id);
            let name = words.say("Look for a message or a text");
            let field = TextEdit::singleline(&mut self.typed)
                .hint_text(name)
                .desired_width(270.0);
            let field = ui.add(field);
            field.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::TextInput, true, name);
                info.current_text_value = Some(self.typed.clone());
                info
            });
            self.wanted.text = self.typed.to_lowercase();
            ui.checkbox(&mut self.wanted.keep_alives, words.say("Keepalives"));
            ui.checkbox(&mut self.digits, words.say("Dialled digits"));
        });
        ui.horizontal_wrapped(|ui| {
            ui.checkbox(&mut self.follow, words.say("Follow the newest"));
            let shown = self.shown.len();
            ui.weak(words.with("{} of {} shown", &[&shown, &rungs.len()]));
            let all = !self.shown.is_empty();
            let save = egui::Button::new(words.say("Save as pcapng"));
            if ui.add_enabled(all, save).clicked() {
                let numbers = self.shown.iter().filter_map(|&at| rungs.get(at));
                ladder.save(numbers.map(|rung| rung.number).collect(), self.digits);
            }
            match ladder.saved() {
                Some(Ok(file)) => saved(ui, words, ladder, &file),
                Some(Err(reason)) => {
                    ui.colored_label(ui.visuals().error_fg_color, words.sentence(&reason));
                }
                None => {}
            }
        });
    }

    fn call_choice(&mut self, ui: &mut Ui, words: Words, rungs: &[Arc<Rung>]) {
        /// Calls that are offered at most: the last ones.
        const MOST: usize = 20;
        let mut calls: Vec<u32> = Vec::new();
        for call in rungs.iter().rev().filter_map(|rung| rung.call) {
            if !calls.contains(&call) {
                calls.push(call);
                if calls.len() == MOST {
                    break;
                }
            }
        }
        let name = |choice| match choice {
            CallChoice::All => words.say("All").to_owned(),
            CallChoice::Current => words.say("In front, or the last").to_owned(),
            CallChoice::One(call) => call.to_string(),
        };
        let label = ui.label(words.say("Call"));
        ComboBox::from_id_salt("call")
            .selected_text(name(self.wanted.call))
            .drop_down(ui, |ui| {
                let choices = [CallChoice::All, CallChoice::Current].into_iter();
                for choice in choices.chain(calls.into_iter().map(CallChoice::One)) {
                    ui.selectable_value(&mut self.wanted.call, choice, name(choice));
                }
            })
            .response
            .labelled_by(label.id);
    }
}

fn saved(ui: &mut Ui, words: Words, ladder: &dyn Ladder, file: &Path) {
    let path = file.display().to_string();
    ui.label(words.with("Saved as {}", &[&path]));
    if ui.button(words.say("Copy path")).clicked() {
        ui.ctx().copy_text(path);
    }
    if ui.button(words.say("Open folder")).clicked() {
        ladder.show_folder(file);
    }
}
