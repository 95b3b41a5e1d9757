//! What can be done with the marked calls, what is asked before, and what came of it.

use contacts::Book;
use egui::{Button, TextEdit, Ui};
use station::{CallLogEntry, Intent};

use super::export::lines;
use super::{Asking, Calls, dial, new_contact, to_dial};
use crate::history::{Exported, History};
use crate::keyboard::Command;
use crate::windows::{Beside, entered, to_phone};

impl Calls {
    /// What can be done with the marked calls.
    pub(super) fn foot(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, book: Option<&Book>) {
        let words = beside.words;
        let fresh = std::mem::take(&mut self.fresh);
        match self.asking.take() {
            Some(Asking::Forget(calls)) => self.ask_forget(ui, beside, calls, fresh),
            Some(Asking::Export(path)) => self.ask_export(ui, beside, (path, fresh), book),
            None => {
                self.buttons(ui, beside, book);
            }
        }
        let exported = beside.phone.history().and_then(History::exported);
        match exported {
            Some(Exported::Written(path)) => {
                ui.weak(words.with("Written into {}", &[&path]));
            }
            Some(Exported::Failed(reason)) => {
                ui.colored_label(ui.visuals().error_fg_color, words.sentence(&reason));
            }
            None => {
                ui.weak(words.say("Enter dials, Del takes out of the list"));
            }
        }
    }

    fn buttons(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, book: Option<&Book>) {
        let words = beside.words;
        let front = self.front().cloned();
        let number = front.as_ref().filter(|entry| !entry.number.is_empty());
        let one = number.is_some() && self.marks.count() == 1;
        ui.horizontal_wrapped(|ui| {
            let button = |ui: &mut Ui, enabled: bool, name: &'static str| {
                ui.add_enabled(enabled, Button::new(words.say(name)))
                    .clicked()
            };
            if button(ui, one, "Dial")
                && let Some(entry) = number
            {
                dial(beside, entry);
            }
            if button(ui, one, "Edit, then dial")
                && let Some(entry) = number
            {
                let dialled = to_dial(beside, entry);
                beside.commands.push(Command::Phone(Intent::Offer(dialled)));
                to_phone(ui.ctx());
            }
            if button(ui, number.is_some(), "Copy number") {
                let numbers: Vec<&str> = self.marked().map(|entry| entry.number.as_str()).collect();
                ui.ctx().copy_text(numbers.join("\n"));
            }
            let known = number
                .zip(book)
                .is_some_and(|(entry, book)| book.contact_of(&entry.number).is_some());
            let has_book = book.is_some();
            if button(ui, one && has_book && !known, "Add to contacts…")
                && let Some(entry) = number
            {
                beside
                    .commands
                    .push(Command::EditContact(Box::new(new_contact(entry))));
            }
            if button(ui, self.marks.count() > 0, "Delete") {
                self.forget(beside);
            }
            let any = !self.shown.is_empty();
            if button(ui, any, "Delete all…") {
                self.ask(Asking::Forget(self.shown.clone()));
            }
            if button(ui, any, "Export…") {
                let history = beside.phone.history();
                let path = history.map(History::export_path).unwrap_or_default();
                self.ask(Asking::Export(path));
            }
        });
    }

    /// One call is forgotten at once, several when that is confirmed.
    pub(super) fn forget(&mut self, beside: &mut Beside<'_>) {
        let calls: Vec<_> = self.marked().cloned().collect();
        match calls.len() {
            0 => {}
            1 => beside
                .commands
                .push(Command::Phone(Intent::ForgetCalls(calls))),
            _ => self.ask(Asking::Forget(calls)),
        }
    }

    fn ask_forget(
        &mut self,
        ui: &mut Ui,
        beside: &mut Beside<'_>,
        calls: Vec<CallLogEntry>,
        fresh: bool,
    ) {
        let words = beside.words;
        ui.horizontal_wrapped(|ui| {
            let count = calls.len();
            ui.colored_label(
                ui.visuals().warn_fg_color,
                words.with("Delete {} calls for good?", &[&count]),
            );
            let keep = ui.button(words.say("Keep them"));
            if fresh {
                keep.request_focus();
            }
            let delete = ui.button(words.say("Delete them"));
            let (kept, deleted) = (keep.clicked(), delete.clicked());
            if deleted {
                beside
                    .commands
                    .push(Command::Phone(Intent::ForgetCalls(calls.clone())));
            }
            self.asking = Some(Asking::Forget(calls));
            if kept || deleted {
                self.answered();
            }
        });
    }

    fn ask_export(
        &mut self,
        ui: &mut Ui,
        beside: &mut Beside<'_>,
        (mut path, fresh): (String, bool),
        book: Option<&Book>,
    ) {
        let words = beside.words;
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(words.say("File"));
            let room = (ui.available_width() - 190.0).max(220.0);
            let field = ui.add(TextEdit::singleline(&mut path).desired_width(room));
            let field = field.labelled_by(label.id);
            if fresh {
                field.request_focus();
            }
            let any = !path.trim().is_empty();
            let entered = any && entered(ui, &field);
            let write = ui.add_enabled(any, Button::new(words.say("Write")));
            let leave = ui.button(words.say("Leave it"));
            let written = write.clicked() || entered;
            if written && let Some(history) = beside.phone.history() {
                history.export(path.trim(), lines(&self.shown, words, book));
            }
            self.asking = Some(Asking::Export(path));
            if written || leave.clicked() {
                self.answered();
            }
        });
    }
}
