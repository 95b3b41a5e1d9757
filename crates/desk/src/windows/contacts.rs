//! The window of contacts: looked for, dialled, changed, taken in from files.

use std::path::PathBuf;
use std::sync::Arc;

use contacts::{Book, Contact, Kind, Number, Origin, Recent};
use egui::accesskit::Role;
use egui::{
    Align, Button, ComboBox, Grid, Key, Layout, Response, RichText, ScrollArea, TextEdit, Ui, Vec2,
    WidgetInfo, vec2,
};
use station::Intent;

use super::list::{self, Marks, Style};
use super::{Beside, Content, to_phone};
use crate::contacts::{BookNews, Contacts};
use crate::keyboard::Command;
use crate::words::Words;

/// Height of a row, points.
const ROW: f32 = 38.0;
/// Width of the list.
const LIST: f32 = 260.0;
/// Most that a search lists.
const MOST: usize = 500;
/// Longest field that is taken.
const LONGEST: usize = 200;

/// The address book.
#[derive(Default)]
pub(crate) struct AddressBook {
    search: String,
    /// The field has been given the keyboard.
    begun: bool,
    marks: Marks,
    /// Places in the book, as they are listed.
    shown: Vec<usize>,
    made_of: Option<(Arc<Book>, String)>,
    editing: Option<Contact>,
    /// Its first field is to have the keyboard.
    fresh: bool,
    /// The new contact is in front when it is in the book.
    wanted: Option<String>,
    asking: Option<Asking>,
}

/// What is asked before it is done.
enum Asking {
    /// Delete these?
    Delete(Vec<String>),
    /// From which file?
    Import(String),
}

impl Content for AddressBook {
    fn title(&self, words: Words) -> String {
        words.say("Contacts").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(700.0, 560.0)
    }

    fn edit(&mut self, contact: Contact) {
        self.begin(contact);
        self.begun = true;
    }

    fn takes_escape(&self) -> bool {
        self.editing.is_some() || self.asking.is_some()
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let words = beside.words;
        let menu = egui::Popup::is_any_open(ui.ctx());
        if !menu && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.editing = None;
            self.asking = None;
        }
        let phone = beside.phone;
        let Some(contacts) = phone.contacts() else {
            ui.weak(words.say("There is no address book"));
            return;
        };
        take_dropped(ui, contacts);
        let book = contacts.book();
        self.find(&book, beside);
        if self.editing.is_none() {
            self.marks.take_keys(ui, self.shown.len());
            self.keys(ui, beside, &book);
        }
        let foot = 2.0 * ui.spacing().interact_size.y + 4.0 * ui.spacing().item_spacing.y + 4.0;
        let height = (ui.available_height() - foot).max(ROW);
        let width = ui.available_width();
        let left = LIST.min(width * 0.45);
        ui.allocate_ui_with_layout(
            vec2(width, height),
            Layout::left_to_right(Align::Min),
            |ui| {
                ui.allocate_ui_with_layout(
                    vec2(left, height),
                    Layout::top_down(Align::Min),
                    |ui| {
                        ui.set_min_height(height);
                        self.list(ui, words, &book);
                    },
                );
                ui.separator();
                ui.allocate_ui_with_layout(
                    vec2(ui.available_width(), height),
                    Layout::top_down(Align::Min),
                    |ui| {
                        ScrollArea::vertical().auto_shrink([false, false]).show(
                            ui,
                            |ui| match self.editing.take() {
                                Some(contact) => self.edit_form(ui, words, contacts, contact),
                                None => self.details(ui, beside, &book),
                            },
                        );
                    },
                );
            },
        );
        ui.separator();
        self.foot(ui, words, contacts, &book);
    }
}

impl AddressBook {
    /// Show this contact in fields.
    fn begin(&mut self, contact: Contact) {
        self.editing = Some(contact);
        self.fresh = true;
    }

    fn find(&mut self, book: &Arc<Book>, beside: &Beside<'_>) {
        let same = self
            .made_of
            .as_ref()
            .is_some_and(|(of, search)| Arc::ptr_eq(of, book) && *search == self.search);
        if same {
            return;
        }
        let front = self.front_uid();
        self.shown = match self.search.trim().is_empty() {
            true => book.by_name(),
            false => {
                let recent = recent(beside);
                let found = book.search(&self.search, &recent, MOST);
                found.into_iter().map(|found| found.at).collect()
            }
        };
        self.made_of = Some((Arc::clone(book), self.search.clone()));
        self.marks.clear();
        let uid_of = |at: &usize| {
            book.entries()
                .get(*at)
                .map(|entry| entry.contact.uid.as_str())
        };
        let wanted = self.wanted.take_if(|wanted| {
            let mut shown = self.shown.iter();
            shown.any(|at| uid_of(at) == Some(wanted))
        });
        let front = wanted.or(front);
        let at = front.and_then(|uid| {
            let mut shown = self.shown.iter();
            shown.position(|at| uid_of(at) == Some(uid.as_str()))
        });
        match at {
            Some(row) => self.marks.only(row),
            // The likeliest is in front at once.
            None if !self.search.trim().is_empty() && !self.shown.is_empty() => self.marks.only(0),
            None => {}
        }
    }

    /// The contact in front, as the book had it.
    fn front<'a>(&self, book: &'a Book) -> Option<&'a contacts::Entry> {
        let row = self.marks.last().filter(|row| self.marks.has(*row))?;
        book.entries().get(*self.shown.get(row)?)
    }

    fn front_uid(&self) -> Option<String> {
        let (book, _) = self.made_of.as_ref()?;
        Some(self.front(book)?.contact.uid.clone())
    }

    fn list(&mut self, ui: &mut Ui, words: Words, book: &Book) {
        let name = words.say("Look for a name or number");
        let field = TextEdit::singleline(&mut self.search)
            .hint_text(name)
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        field.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::SearchInput, true, name);
            info.current_text_value = Some(self.search.clone());
            info
        });
        if !self.begun {
            self.begun = true;
            field.request_focus();
        }
        if self.shown.is_empty() {
            let none = match (book.is_empty(), self.search.trim().is_empty()) {
                (true, true) => words.say(
                    "Nobody is in the book yet: add somebody, or drop a file (.vcf, .csv) here",
                ),
                _ => words.say("Nobody is called so"),
            };
            ui.add_space(12.0);
            ui.weak(none);
            return;
        }
        let reveal = std::mem::take(&mut self.marks.reveal);
        let mut clicked = None;
        ui.spacing_mut().item_spacing.y = 1.0;
        let mut area = ScrollArea::vertical()
            .auto_shrink([false, false])
            .id_salt("contacts");
        if let Some(row) = self.marks.last().filter(|_| reveal) {
            let id = ui.make_persistent_id("contacts");
            let seen = egui::scroll_area::State::load(ui.ctx(), id).unwrap_or_default();
            let step = ROW + 1.0;
            let (top, height) = (row as f32 * step, ui.available_height());
            let offset = seen.unclamped_offset().y.min(top).max(top + step - height);
            area = area.vertical_scroll_offset(offset);
        }
        area.show_rows(ui, ROW, self.shown.len(), |ui, rows| {
            for row in rows {
                let place = self.shown.get(row).copied();
                let Some(entry) = place.and_then(|at| book.entries().get(at)) else {
                    continue;
                };
                let contact = &entry.contact;
                let below = match contact.first_number() {
                    Some(number) if contact.organisation.is_empty() => number.number.clone(),
                    Some(number) => format!("{}  ·  {}", number.number, contact.organisation),
                    None => contact.organisation.clone(),
                };
                let told = match below.is_empty() {
                    true => contact.title().to_owned(),
                    false => format!("{}, {below}", contact.title()),
                };
                let drawn = list::row(ui, ROW, self.marks.has(row), &told);
                let (left, right) = (drawn.rect.left(), drawn.rect.right());
                drawn.upper(ui, contact.title(), left, right, Style::Plain);
                drawn.lower(ui, &below, left, right, Style::Small);
                if drawn.response.clicked() {
                    clicked = Some(row);
                }
            }
        });
        if let Some(row) = clicked {
            self.editing = None;
            self.marks.click(ui, row);
        }
    }

    /// Enter dials, Delete asks.
    fn keys(&mut self, ui: &Ui, beside: &mut Beside<'_>, book: &Book) {
        if self.asking.is_some() {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
        let deletes = self.search.is_empty() || !ui.ctx().text_edit_focused();
        if self.front(book).is_some() && deletes && pressed(Key::Delete) {
            self.ask_delete(book);
        }
        let number = self
            .front(book)
            .and_then(|entry| entry.contact.first_number());
        if let Some(number) = number
            && pressed(Key::Enter)
        {
            dial(beside, &number.number);
        }
    }

    /// All that is known of the contact in front.
    fn details(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, book: &Book) {
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
        ui.horizontal(|ui| {
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

    /// The fields of a contact.
    fn edit_form(
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
        Grid::new("contact")
            .num_columns(2)
            .spacing([10.0, 8.0])
            .show(ui, |ui| {
                let name = field(ui, words.say("Name"), &mut named);
                if std::mem::take(&mut self.fresh) {
                    name.request_focus();
                }
                ui.end_row();
                field(ui, words.say("Organisation"), &mut contact.organisation);
                ui.end_row();
                let mut gone = None;
                for (at, number) in contact.numbers.iter_mut().enumerate() {
                    let count = at + 1;
                    let of = words.say(kind(number.kind));
                    let chosen = ComboBox::from_id_salt(("kind", at))
                        .selected_text(of)
                        .width(96.0)
                        .show_ui(ui, |ui| {
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
                    ui.horizontal(|ui| {
                        let name = words.with("Number {}", &[&count]);
                        text_field(ui, &name, &mut number.number, 200.0);
                        let remove = ui.button("×");
                        let told = words.with("Remove number {}", &[&count]);
                        remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
                        if remove.clicked() {
                            gone = Some(at);
                        }
                    });
                    ui.end_row();
                }
                if let Some(at) = gone {
                    contact.numbers.remove(at);
                }
                ui.label("");
                if ui.button(words.say("Add a number")).clicked() {
                    contact.numbers.push(Number::default());
                }
                ui.end_row();
                let mut mail = contact.emails.join(", ");
                field(ui, words.say("E-mail"), &mut mail);
                contact.emails = match mail.trim().is_empty() {
                    true => Vec::new(),
                    false => mail
                        .split(',')
                        .map(|one| one.trim_start().to_owned())
                        .collect(),
                };
                ui.end_row();
                let label = ui.label(words.say("Note"));
                ui.add(
                    TextEdit::multiline(&mut contact.note)
                        .desired_rows(3)
                        .char_limit(4 * LONGEST)
                        .desired_width(230.0),
                )
                .labelled_by(label.id);
                ui.end_row();
            });
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
            if ui
                .add_enabled(any, Button::new(words.say("Save")))
                .clicked()
            {
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
        if !done {
            self.editing = Some(contact);
        }
    }

    fn ask_delete(&mut self, book: &Book) {
        let own = self.marks.all().filter_map(|row| {
            let entry = book.entries().get(*self.shown.get(row)?)?;
            (entry.origin == Origin::Own).then(|| entry.contact.uid.clone())
        });
        let uids: Vec<_> = own.collect();
        if !uids.is_empty() {
            self.asking = Some(Asking::Delete(uids));
        }
    }

    /// What can be done with the book, and what came of it.
    fn foot(&mut self, ui: &mut Ui, words: Words, contacts: &dyn Contacts, book: &Book) {
        ui.horizontal(|ui| match self.asking.take() {
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
                if ui.button(words.say("Delete")).clicked() {
                    contacts.remove(uids);
                } else if !keep.clicked() {
                    self.asking = Some(Asking::Delete(uids));
                }
            }
            Some(Asking::Import(mut path)) => {
                let label = ui.label(words.say("File"));
                let room = (ui.available_width() - 200.0).max(120.0);
                ui.add(
                    TextEdit::singleline(&mut path)
                        .desired_width(room)
                        .hint_text("contacts.vcf, contacts.csv"),
                )
                .labelled_by(label.id);
                let any = !path.trim().is_empty();
                let read = ui.add_enabled(any, Button::new(words.say("Import")));
                let leave = ui.button(words.say("Leave it"));
                if read.clicked() {
                    contacts.import(PathBuf::from(path.trim()));
                } else if !leave.clicked() {
                    self.asking = Some(Asking::Import(path));
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
                    self.asking = Some(Asking::Import(String::new()));
                }
            }
        });
        match contacts.news() {
            Some(BookNews::Imported(import)) => {
                let (added, completed, known) = (import.added, import.completed, import.known);
                let said = "{} added, {} completed, {} known already";
                ui.weak(words.with(said, &[&added, &completed, &known]));
            }
            Some(BookNews::Failed(reason)) => {
                ui.colored_label(ui.visuals().error_fg_color, reason);
            }
            None => {
                ui.weak(words.say("Files (.vcf, .csv) can be dropped here"));
            }
        }
    }
}

/// A number to dial, to change before, or to copy.
fn number_row(ui: &mut Ui, beside: &mut Beside<'_>, number: &Number) {
    let words = beside.words;
    ui.horizontal_wrapped(|ui| {
        let of = words.say(kind(number.kind));
        let room = vec2(70.0, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(70.0);
            ui.weak(of);
        });
        ui.label(&number.number);
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

/// A field with its name before it.
fn field(ui: &mut Ui, name: &str, text: &mut String) -> Response {
    let label = ui.label(name);
    let field = TextEdit::singleline(text).char_limit(LONGEST);
    ui.add(field.desired_width(230.0)).labelled_by(label.id)
}

/// A field whose name is not seen.
fn text_field(ui: &mut Ui, name: &str, text: &mut String, width: f32) {
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
}

/// Files that are dropped onto the window.
fn take_dropped(ui: &Ui, contacts: &dyn Contacts) {
    let dropped = ui.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
    for file in dropped {
        contacts.import(file.path().to_owned());
    }
}

/// The numbers of the calls, newest first.
fn recent(beside: &Beside<'_>) -> Recent {
    let calls = beside.phone.history().map(|history| history.calls());
    let calls = calls.as_deref().map(|calls| calls.entries.as_slice());
    let entries = calls.unwrap_or_default().iter();
    Recent::of(entries.map(|entry| entry.number.as_str()))
}

fn to_dial(beside: &Beside<'_>, number: &str) -> String {
    let prepared = beside.phone.dialling().prepare(number);
    prepared.map_or_else(|| number.to_owned(), |prepared| prepared.number)
}

fn dial(beside: &mut Beside<'_>, number: &str) {
    let number = to_dial(beside, number);
    beside.commands.push(Command::Phone(Intent::Dial(number)));
}

/// What a kind of number is called.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Work => "Work",
        Kind::Mobile => "Mobile",
        Kind::Home => "At home",
        Kind::Fax => "Fax",
        Kind::Other => "Other",
    }
}
