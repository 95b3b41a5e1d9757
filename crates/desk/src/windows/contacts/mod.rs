//! The window of contacts: looked for, dialled, changed, taken in from files.

mod details;
mod foot;
mod form;
mod list;

use std::sync::Arc;

use contacts::{Book, Contact, Kind, Recent};
use egui::{Align, Key, Layout, ScrollArea, Ui, Vec2, vec2};

use self::list::ROW;
use super::foot::Foot;
use super::list::Marks;
use super::{Beside, Content, follow_focus};
use crate::contacts::Contacts;
use crate::words::Words;

/// Width of the list.
const LIST: f32 = 260.0;
/// Most that a search lists.
const MOST: usize = 500;

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
    /// Its first field, or what is asked, is to have the keyboard.
    fresh: bool,
    /// The number that was added is to have it.
    one_more: bool,
    /// The new contact is in front when it is in the book.
    wanted: Option<String>,
    asking: Option<Asking>,
    foot: Foot,
}

/// What is asked before it is done.
enum Asking {
    /// Delete these?
    Delete(Vec<String>),
    /// From which file?
    Import(String),
    /// Into which file?
    Export(String),
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
            self.answered();
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
        let height = self.foot.above(ui).max(ROW);
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
                        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                            match self.editing.take() {
                                Some(contact) => self.edit_form(ui, words, contacts, contact),
                                None => self.details(ui, beside, &book),
                            }
                            follow_focus(ui);
                        });
                    },
                );
            },
        );
        let mut foot = self.foot;
        foot.draw(ui, |ui| self.foot(ui, words, contacts, &book));
        self.foot = foot;
    }
}

impl AddressBook {
    fn ask(&mut self, asking: Asking) {
        self.asking = Some(asking);
        self.fresh = true;
    }

    /// Nothing is asked or changed any more, and the keyboard goes back to the search.
    fn answered(&mut self) {
        if self.asking.take().is_some() | self.editing.take().is_some() {
            self.begun = false;
        }
    }

    /// Show this contact in fields.
    fn begin(&mut self, contact: Contact) {
        self.asking = None;
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

/// What a kind of number is called.
pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Work => "Work",
        Kind::Mobile => "Mobile",
        Kind::Home => "At home",
        Kind::Fax => "Fax",
        Kind::Other => "Other",
    }
}
