//! The fields of a contact that is changed.

use contacts::{Contact, Kind, Number};
use egui::accesskit::Role;
use egui::{Button, ComboBox, Response, TextEdit, Ui, WidgetInfo};

use super::{AddressBook, kind};
use crate::contacts::Contacts;
use crate::drop_down::DropDown;
use crate::windows::entered;
use crate::words::Words;

/// Longest field that is taken.
const LONGEST: usize = 200;

impl AddressBook {
    /// The fields of a contact.
    pub(super) fn edit_form(
        &mut self,
        ui: &mut Ui,
        words: Words,
        contacts: &dyn Contacts,
        mut contact: Contact,
    ) {
        ui.add_space(4.0);
        let title = match contact.uid.is_empty() {
            true => words.say("New contact"),
            false => words.say("Edit contact"),
        };
        ui.heading(title);
        ui.add_space(8.0);
        let mut named = contact.name.clone();
        let name = field(ui, words.say("Name"), &mut named);
        if std::mem::take(&mut self.fresh) {
            name.request_focus();
        }
        let organisation = field(ui, words.say("Organisation"), &mut contact.organisation);
        let mut saves = entered(ui, &name) || entered(ui, &organisation);
        let mut gone = None;
        let one_more = std::mem::take(&mut self.one_more);
        let last = contact.numbers.len().saturating_sub(1);
        for (at, number) in contact.numbers.iter_mut().enumerate() {
            let (field, removes) = number_fields(ui, words, at, number);
            saves |= entered(ui, &field);
            if one_more && at == last {
                field.request_focus();
            }
            if removes {
                gone = Some(at);
            }
        }
        let add = ui.button(words.say("Add a number"));
        if add.clicked() {
            contact.numbers.push(Number::default());
            self.one_more = true;
        }
        if let Some(at) = gone {
            contact.numbers.remove(at);
            add.request_focus();
        }
        let mut mail = contact.emails.join(", ");
        let mails = field(ui, words.say("E-mail"), &mut mail);
        saves |= entered(ui, &mails);
        contact.emails = match mail.trim().is_empty() {
            true => Vec::new(),
            false => mail
                .split(',')
                .map(|one| one.trim_start().to_owned())
                .collect(),
        };
        let label = ui.label(words.say("Note"));
        ui.add(
            TextEdit::multiline(&mut contact.note)
                .desired_rows(3)
                .char_limit(4 * LONGEST)
                .desired_width(f32::INFINITY),
        )
        .labelled_by(label.id);
        if named != contact.name {
            contact.name = named;
            // They are read from the name again.
            contact.family.clear();
            contact.given.clear();
        }
        ui.add_space(10.0);
        let mut done = false;
        ui.horizontal(|ui| {
            let any = !contact.is_empty();
            let save = ui.add_enabled(any, Button::new(words.say("Save")));
            if save.clicked() || saves && any {
                done = true;
                let mut kept = contact.clone();
                kept.numbers
                    .retain(|number| !number.number.trim().is_empty());
                kept.emails.retain(|email| !email.trim().is_empty());
                kept.name = kept.name.trim().to_owned();
                self.search.clear();
                self.wanted = Some(kept.uid.clone()).filter(|uid| !uid.is_empty());
                contacts.put(kept);
            }
            done |= ui.button(words.say("Cancel")).clicked();
        });
        self.editing = Some(contact);
        if done {
            self.answered();
        }
    }
}

/// The kind of a number, the number, and a key that takes it out; gives the field of the number,
/// and whether the key was pressed.
fn number_fields(ui: &mut Ui, words: Words, at: usize, number: &mut Number) -> (Response, bool) {
    let count = at + 1;
    ui.horizontal(|ui| {
        let of = words.say(kind(number.kind));
        let chosen = ComboBox::from_id_salt(("kind", at))
            .selected_text(of)
            .width(84.0)
            .drop_down(ui, |ui| {
                for of in Kind::ALL {
                    ui.selectable_value(&mut number.kind, of, words.say(kind(of)));
                }
            });
        let told = words.with("Kind of number {}", &[&count]);
        chosen.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, &told);
            info.current_text_value = Some(of.to_owned());
            info
        });
        let name = words.with("Number {}", &[&count]);
        // The key behind it has its room.
        let room = (ui.available_width() - 48.0).max(60.0);
        let field = text_field(ui, &name, &mut number.number, room);
        let remove = ui.button("×");
        let told = words.with("Remove number {}", &[&count]);
        remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
        (field, remove.clicked())
    })
    .inner
}

/// A field with its name over it.
fn field(ui: &mut Ui, name: &str, text: &mut String) -> Response {
    let label = ui.label(name);
    let field = TextEdit::singleline(text).char_limit(LONGEST);
    ui.add(field.desired_width(f32::INFINITY))
        .labelled_by(label.id)
}

/// A field whose name is not seen.
fn text_field(ui: &mut Ui, name: &str, text: &mut String, width: f32) -> Response {
    let field = TextEdit::singleline(text)
        .char_limit(LONGEST)
        .desired_width(width);
    let field = ui.add(field);
    let value = text.clone();
    field.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::TextInput, true, name);
        info.current_text_value = Some(value.clone());
        info
    });
    field
}
