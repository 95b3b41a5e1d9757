//! The list of who is found, and what keys do with the one in front.

use contacts::Book;
use egui::{Key, ScrollArea, Ui};

use super::AddressBook;
use super::details::dial;
use crate::search_field;
use crate::windows::list::{self, Style};
use crate::windows::{Beside, follow_focus};
use crate::words::Words;

/// Height of a row, points.
pub(super) const ROW: f32 = 38.0;

impl AddressBook {
    pub(super) fn list(&mut self, ui: &mut Ui, words: Words, book: &Book) {
        let name = words.say("Look for a name or number");
        let field = search_field::show(ui, name, &mut self.search);
        if !self.begun {
            self.begun = true;
            field.request_focus();
        }
        let in_field = field.has_focus();
        if self.shown.is_empty() {
            let none = match (book.is_empty(), self.search.trim().is_empty()) {
                (true, true) => words.say(
                    "Nobody is in the book yet: add somebody, or drop a file (.vcf, .csv) here",
                ),
                _ => words.say("Nobody is called so"),
            };
            ui.add_space(12.0);
            ui.weak(none);
            self.marks.drawn(ui, in_field, false);
            return;
        }
        let leads = self.marks.leads_keyboard();
        let mut on_row = false;
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
            let stop = self.marks.stop(&rows);
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
                let drawn = list::row(ui, ROW, self.marks.has(row), row == stop, &told);
                on_row |= drawn.response.has_focus();
                if leads && row == stop {
                    drawn.response.request_focus();
                }
                let (left, right) = (drawn.rect.left(), drawn.rect.right());
                drawn.upper(ui, contact.title(), left, right, Style::Plain);
                drawn.lower(ui, &below, left, right, Style::Small);
                let entered = drawn.response.gained_focus() && self.marks.count() == 0;
                if drawn.response.clicked() || entered {
                    clicked = Some(row);
                }
            }
            follow_focus(ui);
        });
        self.marks.drawn(ui, in_field, on_row);
        if let Some(row) = clicked {
            self.editing = None;
            self.marks.click(ui, row);
        }
    }

    /// Enter dials, Delete asks.
    pub(super) fn keys(&mut self, ui: &Ui, beside: &mut Beside<'_>, book: &Book) {
        if self.asking.is_some() || !self.marks.have_keyboard() {
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
}
