//! What can be done with the book, what is asked before, and what came of it.

use std::path::PathBuf;

use contacts::{Book, Contact, Number, Origin};
use egui::{Button, TextEdit, Ui};

use super::{AddressBook, Asking};
use crate::contacts::{BookNews, Contacts};
use crate::windows::entered;
use crate::words::Words;

impl AddressBook {
    pub(super) fn ask_delete(&mut self, book: &Book) {
        let own = self.marks.all().filter_map(|row| {
            let entry = book.entries().get(*self.shown.get(row)?)?;
            (entry.origin == Origin::Own).then(|| entry.contact.uid.clone())
        });
        let uids: Vec<_> = own.collect();
        if !uids.is_empty() {
            self.ask(Asking::Delete(uids));
        }
    }

    /// What can be done with the book, and what came of it.
    pub(super) fn foot(&mut self, ui: &mut Ui, words: Words, contacts: &dyn Contacts, book: &Book) {
        ui.horizontal_wrapped(|ui| match self.asking.take() {
            Some(Asking::Delete(uids)) => {
                let asked = match uids.as_slice() {
                    [uid] => {
                        let contact = book.own(uid);
                        let name = contact.map(Contact::title).unwrap_or_default();
                        words.with("Delete {} for good?", &[&name])
                    }
                    several => words.with("Delete {} contacts for good?", &[&several.len()]),
                };
                ui.colored_label(ui.visuals().warn_fg_color, asked);
                let keep = ui.button(words.say("Keep"));
                if std::mem::take(&mut self.fresh) {
                    keep.request_focus();
                }
                let delete = ui.button(words.say("Delete"));
                if delete.clicked() {
                    contacts.remove(uids.clone());
                }
                self.asking = Some(Asking::Delete(uids));
                if keep.clicked() || delete.clicked() {
                    self.answered();
                }
            }
            Some(Asking::Import(mut path)) => {
                let answer = self.ask_file(ui, words, &mut path, "Import");
                if answer == Some(true) {
                    contacts.import(PathBuf::from(path.trim()));
                }
                self.asking = Some(Asking::Import(path));
                if answer.is_some() {
                    self.answered();
                }
            }
            Some(Asking::Export(mut path)) => {
                let answer = self.ask_file(ui, words, &mut path, "Write");
                if answer == Some(true) {
                    contacts.export(path.trim(), self.listed(book));
                }
                self.asking = Some(Asking::Export(path));
                if answer.is_some() {
                    self.answered();
                }
            }
            None => {
                if ui.button(words.say("New contact…")).clicked() {
                    self.begin(Contact {
                        numbers: vec![Number::default()],
                        ..Contact::default()
                    });
                }
                if ui.button(words.say("Import a file…")).clicked() {
                    self.ask(Asking::Import(String::new()));
                }
                let any = !self.shown.is_empty();
                let export = ui.add_enabled(any, Button::new(words.say("Export…")));
                if export.clicked() {
                    self.ask(Asking::Export(contacts.export_path()));
                }
            }
        });
        match contacts.news() {
            Some(BookNews::Imported(import)) => {
                let (added, completed, known) = (import.added, import.completed, import.known);
                let said = "{} added, {} completed, {} known already";
                let said = words.with(said, &[&added, &completed, &known]);
                ui.weak(match import.skipped {
                    0 => said,
                    skipped => {
                        let left_out = "{}, {} without name and number left out";
                        words.with(left_out, &[&said, &skipped])
                    }
                });
            }
            Some(BookNews::Exported(path)) => {
                ui.weak(words.with("Written into {}", &[&path]));
            }
            Some(BookNews::Failed(reason)) => {
                ui.colored_label(ui.visuals().error_fg_color, words.sentence(&reason));
            }
            None => {
                ui.weak(words.say("Files (.vcf, .csv) can be dropped here"));
            }
        }
    }

    /// Asks for a file; whether it is to be used, or all left as it is, once that is said.
    fn ask_file(
        &mut self,
        ui: &mut Ui,
        words: Words,
        path: &mut String,
        does: &'static str,
    ) -> Option<bool> {
        let label = ui.label(words.say("File"));
        let room = (ui.available_width() - 200.0).max(220.0);
        let field = ui.add(
            TextEdit::singleline(path)
                .desired_width(room)
                .hint_text("contacts.vcf, contacts.csv"),
        );
        let field = field.labelled_by(label.id);
        if std::mem::take(&mut self.fresh) {
            field.request_focus();
        }
        let any = !path.trim().is_empty();
        let entered = any && entered(ui, &field);
        let taken = ui.add_enabled(any, Button::new(words.say(does)));
        let leave = ui.button(words.say("Leave it"));
        let taken = taken.clicked() || entered;
        (taken || leave.clicked()).then_some(taken)
    }

    /// The contacts that are listed, in their order.
    fn listed(&self, book: &Book) -> Vec<Contact> {
        let entries = self.shown.iter().filter_map(|at| book.entries().get(*at));
        entries.map(|entry| entry.contact.clone()).collect()
    }
}
