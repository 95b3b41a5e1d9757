//! All that is known of a contact, and what can be done with each number.

use contacts::{Book, Contact, Number, Origin};
use egui::accesskit::Role;
use egui::{RichText, Ui, WidgetInfo};
use station::Intent;

use super::{AddressBook, kind};
use crate::keyboard::Command;
use crate::windows::{Beside, to_phone};

impl AddressBook {
    /// All that is known of the contact in front.
    pub(super) fn details(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, book: &Book) {
        let words = beside.words;
        let Some(entry) = self.front(book) else {
            ui.add_space(12.0);
            if !book.is_empty() {
                ui.weak(words.with("{} contacts", &[&book.entries().len()]));
            }
            return;
        };
        let contact = entry.contact.clone();
        let own = entry.origin == Origin::Own;
        ui.add_space(4.0);
        ui.heading(contact.title());
        if !contact.organisation.is_empty() && contact.title() != contact.organisation {
            ui.weak(&contact.organisation);
        }
        ui.add_space(8.0);
        for number in &contact.numbers {
            number_row(ui, beside, number);
        }
        for email in &contact.emails {
            ui.add_space(2.0);
            ui.label(email);
        }
        if !contact.note.is_empty() {
            ui.add_space(8.0);
            ui.label(RichText::new(&contact.note).weak());
        }
        ui.add_space(12.0);
        match &entry.origin {
            Origin::Own => {}
            Origin::Other(name) => {
                ui.weak(words.with("From the book “{}”, which is only read here", &[name]));
            }
        }
        ui.horizontal_wrapped(|ui| {
            if own {
                if ui.button(words.say("Edit…")).clicked() {
                    self.begin(contact);
                }
                if ui.button(words.say("Delete…")).clicked() {
                    self.ask_delete(book);
                }
            } else if ui.button(words.say("Copy into the own book…")).clicked() {
                self.begin(Contact {
                    uid: String::new(),
                    ..contact
                });
            }
        });
    }
}

/// A number to dial, to change before, or to copy.
fn number_row(ui: &mut Ui, beside: &mut Beside<'_>, number: &Number) {
    let words = beside.words;
    ui.add_space(2.0);
    // The number in a line of its own where there is not much room.
    ui.horizontal_wrapped(|ui| {
        ui.weak(words.say(kind(number.kind)));
        ui.label(RichText::new(&number.number).strong());
    });
    ui.horizontal_wrapped(|ui| {
        let button = |ui: &mut Ui, name: &'static str, told: String| {
            let button = ui.button(words.say(name));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
            button.clicked()
        };
        let written = &number.number;
        if button(ui, "Dial", words.with("Dial {}", &[written])) {
            dial(beside, written);
        }
        if button(
            ui,
            "Edit, then dial",
            words.with("Edit {}, then dial", &[written]),
        ) {
            let dialled = to_dial(beside, written);
            beside.commands.push(Command::Phone(Intent::Offer(dialled)));
            to_phone(ui.ctx());
        }
        if button(ui, "Copy", words.with("Copy {}", &[written])) {
            ui.ctx().copy_text(written.clone());
        }
    });
}

fn to_dial(beside: &Beside<'_>, number: &str) -> String {
    let prepared = beside.phone.dialling().prepare(number);
    prepared.map_or_else(|| number.to_owned(), |prepared| prepared.number)
}

pub(super) fn dial(beside: &mut Beside<'_>, number: &str) {
    let number = to_dial(beside, number);
    beside.commands.push(Command::Phone(Intent::Dial(number)));
}
