//! The list itself: which calls, what is looked for, and what keys do with a marked one.

use contacts::Book;
use egui::{Key, ScrollArea, Ui};
use station::CallList;

use super::row::{ROW, Told, draw_call};
use super::{Calls, dial, title};
use crate::history::History;
use crate::search_field;
use crate::windows::{Beside, follow_focus, list};
use crate::words::Words;

impl Calls {
    /// Which list, and what is looked for.
    pub(super) fn head(&mut self, ui: &mut Ui, words: Words, history: &dyn History) {
        let calls = history.calls();
        let name = words.say("Look for a name or number");
        let field = search_field::show(ui, name, &mut self.search);
        if !self.begun {
            self.begun = true;
            field.request_focus();
        }
        self.in_field = field.has_focus();
        ui.horizontal_wrapped(|ui| {
            for only in [None].into_iter().chain(CallList::ALL.map(Some)) {
                let (title, count) = match only {
                    None => (words.say("All calls"), calls.entries.len()),
                    Some(list) => (words.say(title(list)), calls.list(list).count()),
                };
                let told = words.with("{} ({})", &[&title, &count]);
                if ui.selectable_label(self.only == only, told).clicked() {
                    self.only = only;
                    self.marks.clear();
                }
            }
        });
    }

    pub(super) fn list(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, book: Option<&Book>) {
        let words = beside.words;
        if self.shown.is_empty() {
            let none = match self.search.trim().is_empty() {
                true => words.say("No calls yet"),
                false => words.say("No call fits"),
            };
            ui.centered_and_justified(|ui| ui.weak(none));
            self.marks.drawn(ui, self.in_field, false);
            return;
        }
        let leads = self.marks.leads_keyboard();
        let mut on_row = false;
        let reveal = std::mem::take(&mut self.marks.reveal);
        let mut clicked = None;
        let mut dialled = None;
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        ui.spacing_mut().item_spacing.y = 1.0;
        let now = beside.phone.now();
        let clock = beside.screen.clock;
        let shown = &self.shown;
        let marks = &self.marks;
        let mut draw_rows = |ui: &mut Ui, rows: std::ops::Range<usize>| {
            let stop = marks.stop(&rows);
            for at in rows {
                let Some(entry) = shown.get(at) else { continue };
                let told = Told::of(entry, book, words, clock.as_ref(), now);
                let aloud = told.aloud(words, entry);
                let row = list::row(ui, ROW, marks.has(at), at == stop, &aloud);
                on_row |= row.response.has_focus();
                if leads && at == stop {
                    row.response.request_focus();
                }
                draw_call(ui, &row, entry, &told);
                let entered = row.response.gained_focus() && marks.count() == 0;
                if row.response.clicked() || entered {
                    clicked = Some(at);
                }
                if row.response.double_clicked() {
                    dialled = Some(at);
                }
                row.response.on_hover_ui(|ui| told.more(ui, words, entry));
            }
        };
        // A marked row out of sight is scrolled to.
        let area = match marks.last().filter(|_| reveal) {
            Some(row) => {
                let step = ROW + 1.0;
                let id = ui.make_persistent_id("calls");
                let seen = egui::scroll_area::State::load(ui.ctx(), id).unwrap_or_default();
                let (top, height) = (row as f32 * step, ui.available_height());
                let offset = seen.unclamped_offset().y.min(top).max(top + step - height);
                area.vertical_scroll_offset(offset)
            }
            None => area,
        };
        area.id_salt("calls")
            .show_rows(ui, ROW, shown.len(), |ui, rows| {
                draw_rows(ui, rows);
                follow_focus(ui);
            });
        self.marks.drawn(ui, self.in_field, on_row);
        if let Some(row) = clicked {
            self.marks.click(ui, row);
        }
        if let Some(entry) = dialled.and_then(|row| self.shown.get(row)) {
            dial(beside, entry);
        }
    }

    /// Enter dials, Delete forgets, Ctrl+C copies.
    pub(super) fn keys(&mut self, ui: &Ui, beside: &mut Beside<'_>) {
        if self.asking.is_some() || !self.marks.have_keyboard() {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
        if let Some(entry) = self.front().cloned() {
            if pressed(Key::Enter) {
                dial(beside, &entry);
            }
            // In a field it takes the character behind the cursor.
            let deletes = self.search.is_empty() || !ui.ctx().text_edit_focused();
            if deletes && pressed(Key::Delete) {
                self.forget(beside);
            }
            if !ui.ctx().text_edit_focused()
                && ui.input(|input| input.events.contains(&egui::Event::Copy))
            {
                ui.ctx().copy_text(entry.number);
            }
        }
    }
}
