//! The window of past calls: looked for, dialled, copied, forgotten, written into a file.

use std::sync::Arc;
use std::time::Duration;

use contacts::{Book, Contact, Kind, Number};
use egui::accesskit::Role;
use egui::{
    Align, Button, Key, Layout, ScrollArea, Stroke, TextEdit, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use station::{CallList, CallLog, CallLogEntry, Clock, Intent, Moment};

use super::list::{self, Marks, Style};
use super::{Beside, Content, to_phone};
use crate::contacts::Contacts;
use crate::history::{Exported, History};
use crate::keyboard::Command;
use crate::words::Words;

/// Height of a row, points.
const ROW: f32 = 30.0;
/// Room of the arrow in front.
const SIGN: f32 = 26.0;
/// Room of a number.
const NUMBER: f32 = 150.0;
/// Room of a time.
const TIME: f32 = 132.0;
/// Room of a duration.
const DURATION: f32 = 64.0;

const DAY: i64 = 86_400;

/// The list of past calls.
#[derive(Default)]
pub(crate) struct Calls {
    /// Only this list; none: all.
    only: Option<CallList>,
    /// What is looked for.
    search: String,
    /// The field has been given the keyboard.
    begun: bool,
    marks: Marks,
    /// What the marks are of.
    shown: Vec<CallLogEntry>,
    /// All of it as it was last: made anew only when something has changed.
    made_of: Option<(Arc<CallLog>, String, Option<CallList>)>,
    asking: Option<Asking>,
}

/// What is asked before it is done.
enum Asking {
    /// Forget these calls?
    Forget(Vec<CallLogEntry>),
    /// Into which file?
    Export(String),
}

impl Content for Calls {
    fn title(&self, words: Words) -> String {
        words.say("Call history").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(680.0, 560.0)
    }

    fn takes_escape(&self) -> bool {
        self.asking.is_some()
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let words = beside.words;
        let phone = beside.phone;
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.asking = None;
        }
        let Some(history) = phone.history() else {
            ui.weak(words.say("There are no call lists"));
            return;
        };
        let book = phone.contacts().map(Contacts::book);
        let book = book.as_deref();
        self.find(history, book);
        // Before the field sees them: Enter would take the keyboard from it.
        self.marks.take_keys(ui, self.shown.len());
        self.keys(ui, beside);
        self.head(ui, words, history);
        ui.separator();
        let foot = 2.0 * ui.spacing().interact_size.y + 4.0 * ui.spacing().item_spacing.y + 4.0;
        let height = (ui.available_height() - foot).max(ROW);
        let room = vec2(ui.available_width(), height);
        ui.allocate_ui(room, |ui| self.list(ui, beside, book));
        ui.separator();
        self.foot(ui, beside, book);
        if beside.screen.missed_calls > 0 && self.only != Some(CallList::Placed) {
            beside.commands.push(Command::Phone(Intent::SeeMissedCalls));
        }
    }
}

impl Calls {
    /// What is shown, when something of it has changed.
    fn find(&mut self, history: &dyn History, book: Option<&Book>) {
        let calls = history.calls();
        let now = (calls, self.search.clone(), self.only);
        if self.made_of.as_ref() == Some(&now) {
            return;
        }
        let (calls, search, only) = &now;
        let wanted = search.trim().to_lowercase();
        let digits: String = wanted.chars().filter(char::is_ascii_digit).collect();
        let by_digits = !digits.is_empty() && !wanted.chars().any(char::is_alphabetic);
        let fits = |entry: &&CallLogEntry| {
            let name = name_of(entry, book).to_lowercase();
            let told = name.contains(&wanted) || entry.via.to_lowercase().contains(&wanted);
            told || entry.number.contains(&wanted) || by_digits && entry.number.contains(&digits)
        };
        let of_list = |entry: &&CallLogEntry| only.is_none_or(|list| entry.list == list);
        let marked: Vec<_> = self.marked().cloned().collect();
        let all = calls.entries.iter().filter(of_list).filter(fits);
        self.shown = all.cloned().collect();
        // Calls that are still there stay marked.
        let last = self.marks.last();
        self.marks.clear();
        if let [one] = marked.as_slice() {
            let still = self.shown.iter().position(|entry| entry.is(one));
            let rows = self.shown.len();
            let near = last
                .filter(|_| rows > 0)
                .map(|last| last.min(rows.saturating_sub(1)));
            if let Some(row) = still.or(near) {
                self.marks.only(row);
            }
        }
        self.made_of = Some(now);
    }

    fn marked(&self) -> impl Iterator<Item = &CallLogEntry> {
        self.marks.all().filter_map(|row| self.shown.get(row))
    }

    /// The call that single keys and buttons are about.
    fn front(&self) -> Option<&CallLogEntry> {
        let row = self.marks.last().filter(|row| self.marks.has(*row));
        row.or_else(|| self.marks.all().next())
            .and_then(|row| self.shown.get(row))
    }

    /// Which list, and what is looked for.
    fn head(&mut self, ui: &mut Ui, words: Words, history: &dyn History) {
        let calls = history.calls();
        ui.horizontal(|ui| {
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
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = words.say("Look for a name or number");
                let field = TextEdit::singleline(&mut self.search)
                    .hint_text(name)
                    .desired_width(ui.available_width().min(190.0));
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
            });
        });
    }

    fn list(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, book: Option<&Book>) {
        let words = beside.words;
        if self.shown.is_empty() {
            let none = match self.search.trim().is_empty() {
                true => words.say("No calls yet"),
                false => words.say("No call fits"),
            };
            ui.centered_and_justified(|ui| ui.weak(none));
            return;
        }
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
            for at in rows {
                let Some(entry) = shown.get(at) else { continue };
                let told = Told::of(entry, book, words, clock.as_ref(), now);
                let row = list::row(ui, ROW, marks.has(at), &told.aloud(words, entry));
                draw_call(ui, &row, entry, &told);
                if row.response.clicked() {
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
            .show_rows(ui, ROW, shown.len(), |ui, rows| draw_rows(ui, rows));
        if let Some(row) = clicked {
            self.marks.click(ui, row);
        }
        if let Some(entry) = dialled.and_then(|row| self.shown.get(row)) {
            dial(beside, entry);
        }
    }

    /// Enter dials, Delete forgets, Ctrl+C copies.
    fn keys(&mut self, ui: &Ui, beside: &mut Beside<'_>) {
        if self.asking.is_some() {
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

    /// What can be done with the marked calls.
    fn foot(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, book: Option<&Book>) {
        let words = beside.words;
        match self.asking.take() {
            Some(Asking::Forget(calls)) => self.ask_forget(ui, beside, calls),
            Some(Asking::Export(path)) => self.ask_export(ui, beside, path, book),
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
                ui.colored_label(ui.visuals().error_fg_color, reason);
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
        ui.horizontal(|ui| {
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
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let any = !self.shown.is_empty();
                if ui
                    .add_enabled(any, Button::new(words.say("Export…")))
                    .clicked()
                {
                    let history = beside.phone.history();
                    let path = history.map(History::export_path).unwrap_or_default();
                    self.asking = Some(Asking::Export(path));
                }
                if ui
                    .add_enabled(any, Button::new(words.say("Delete all…")))
                    .clicked()
                {
                    self.asking = Some(Asking::Forget(self.shown.clone()));
                }
            });
        });
    }

    /// One call is forgotten at once, several when that is confirmed.
    fn forget(&mut self, beside: &mut Beside<'_>) {
        let calls: Vec<_> = self.marked().cloned().collect();
        match calls.len() {
            0 => {}
            1 => beside
                .commands
                .push(Command::Phone(Intent::ForgetCalls(calls))),
            _ => self.asking = Some(Asking::Forget(calls)),
        }
    }

    fn ask_forget(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, calls: Vec<CallLogEntry>) {
        let words = beside.words;
        ui.horizontal(|ui| {
            let count = calls.len();
            ui.colored_label(
                ui.visuals().warn_fg_color,
                words.with("Delete {} calls for good?", &[&count]),
            );
            let keep = ui.button(words.say("Keep them"));
            let delete = ui.button(words.say("Delete them"));
            if delete.clicked() {
                beside
                    .commands
                    .push(Command::Phone(Intent::ForgetCalls(calls)));
            } else if !keep.clicked() {
                self.asking = Some(Asking::Forget(calls));
            }
        });
    }

    fn ask_export(
        &mut self,
        ui: &mut Ui,
        beside: &mut Beside<'_>,
        mut path: String,
        book: Option<&Book>,
    ) {
        let words = beside.words;
        ui.horizontal(|ui| {
            let label = ui.label(words.say("File"));
            let room = (ui.available_width() - 190.0).max(120.0);
            ui.add(TextEdit::singleline(&mut path).desired_width(room))
                .labelled_by(label.id);
            let write = ui.add_enabled(!path.trim().is_empty(), Button::new(words.say("Write")));
            let leave = ui.button(words.say("Leave it"));
            if write.clicked() {
                if let Some(history) = beside.phone.history() {
                    history.export(path.trim(), lines(&self.shown, words, book));
                }
            } else if !leave.clicked() {
                self.asking = Some(Asking::Export(path));
            }
        });
    }
}

/// A call in words.
struct Told {
    name: String,
    number: String,
    time: String,
    duration: String,
}

impl Told {
    fn of(
        entry: &CallLogEntry,
        book: Option<&Book>,
        words: Words,
        clock: Option<&Clock>,
        now: Moment,
    ) -> Self {
        let name = name_of(entry, book);
        let unknown = name.is_empty() && entry.number.is_empty();
        Self {
            name: match name {
                _ if unknown => words.say("Unknown caller").to_owned(),
                "" => entry.number.clone(),
                name => name.to_owned(),
            },
            number: entry.number.clone(),
            time: entry
                .began
                .map(|began| time_of(began, clock, now, words))
                .unwrap_or_default(),
            duration: entry
                .duration_secs
                .map(|seconds| station::lasting(Duration::from_secs(seconds.into())))
                .unwrap_or_default(),
        }
    }

    /// For whoever hears it.
    fn aloud(&self, words: Words, entry: &CallLogEntry) -> String {
        let list = words.say(one(entry.list));
        let parts = [list, &self.name, &self.number, &self.time, &self.duration];
        let mut told: Vec<&str> = Vec::new();
        for part in parts {
            if !part.is_empty() && !told.contains(&part) {
                told.push(part);
            }
        }
        told.join(", ")
    }

    /// What has no column.
    fn more(&self, ui: &mut Ui, words: Words, entry: &CallLogEntry) {
        ui.label(self.aloud(words, entry));
        if !entry.via.is_empty() {
            ui.label(words.with("by way of {}", &[&entry.via]));
        }
        if entry.line_instance > 1 {
            ui.label(words.with("on line {}", &[&entry.line_instance]));
        }
    }
}

fn draw_call(ui: &Ui, row: &list::Row, entry: &CallLogEntry, told: &Told) {
    let rect = row.rect;
    draw_sign(ui, row, entry.list);
    let right = rect.right();
    let (time, number) = (right - DURATION, right - DURATION - TIME);
    // In a narrow window the name has the room.
    let wide = rect.width() > 480.0;
    let name_ends = if wide { number - NUMBER } else { number };
    let style = if entry.new {
        Style::Strong
    } else {
        Style::Plain
    };
    row.text(ui, &told.name, rect.left() + SIGN, name_ends - 6.0, style);
    if wide && told.name != told.number {
        row.text(
            ui,
            &told.number,
            number - NUMBER,
            number - 6.0,
            Style::Plain,
        );
    }
    row.text(ui, &told.time, number, time - 6.0, Style::Small);
    row.text(ui, &told.duration, time, right, Style::SmallRight);
}

/// An arrow: in, out, or one that came to nothing.
fn draw_sign(ui: &Ui, row: &list::Row, list: CallList) {
    let middle = pos2(row.rect.left() + 8.0, row.rect.center().y);
    let colour = match list {
        CallList::Missed => ui.visuals().error_fg_color,
        _ => row.faint,
    };
    let stroke = Stroke::new(1.8, colour);
    let (from, to) = match list {
        CallList::Placed => (vec2(-5.0, 5.0), vec2(5.0, -5.0)),
        _ => (vec2(5.0, -5.0), vec2(-5.0, 5.0)),
    };
    let painter = ui.painter();
    let tip = middle + to;
    painter.line_segment([middle + from, tip], stroke);
    let back = -to / 5.0 * 6.0;
    painter.line_segment([tip, tip + vec2(back.x, 0.0)], stroke);
    painter.line_segment([tip, tip + vec2(0.0, back.y)], stroke);
    if list == CallList::Missed {
        painter.line_segment(
            [middle + vec2(-5.0, -5.0), middle + vec2(-1.0, -1.0)],
            stroke,
        );
    }
}

/// The name of the server, else the one of the book.
fn name_of<'a>(entry: &'a CallLogEntry, book: Option<&'a Book>) -> &'a str {
    if !entry.name.is_empty() {
        return &entry.name;
    }
    let name = book.and_then(|book| book.name_of(&entry.number));
    name.unwrap_or_default()
}

/// The time of a call: of today without the date.
fn time_of(began: i64, clock: Option<&Clock>, now: Moment, words: Words) -> String {
    let Some(clock) = clock else {
        let clock = Clock {
            set_at: now,
            local_seconds: began,
            order: station::DateOrder::YearMonthDay,
            separator: '-',
            twelve_hours: false,
        };
        let face = clock.face(now);
        return format!("{} {}", face.date, face.time);
    };
    let then = Clock {
        set_at: now,
        local_seconds: began,
        ..*clock
    };
    let face = then.face(now);
    let today = seconds_at(clock, now).div_euclid(DAY);
    match today - began.div_euclid(DAY) {
        0 => face.time,
        1 => words.with("yesterday {}", &[&face.time]),
        _ => format!("{} {}", face.date, face.time),
    }
}

/// The server's time at this moment.
fn seconds_at(clock: &Clock, now: Moment) -> i64 {
    let passed = i64::try_from(now.since(clock.set_at).as_secs()).unwrap_or(i64::MAX);
    clock.local_seconds.saturating_add(passed)
}

/// What is dialled for a call: one that was placed as it was dialled then, the number of a
/// caller by the rules.
fn to_dial(beside: &Beside<'_>, entry: &CallLogEntry) -> String {
    let prepared = match entry.list {
        CallList::Placed => None,
        _ => beside.phone.dialling().prepare(&entry.number),
    };
    prepared.map_or_else(|| entry.number.clone(), |prepared| prepared.number)
}

fn dial(beside: &mut Beside<'_>, entry: &CallLogEntry) {
    if !entry.number.is_empty() {
        let number = to_dial(beside, entry);
        beside.commands.push(Command::Phone(Intent::Dial(number)));
    }
}

fn new_contact(entry: &CallLogEntry) -> Contact {
    let number = entry.number.clone();
    Contact {
        name: entry.name.clone(),
        numbers: vec![Number {
            kind: Kind::Work,
            number,
        }],
        ..Contact::default()
    }
}

/// The calls as lines of values, with their titles.
fn lines(calls: &[CallLogEntry], words: Words, book: Option<&Book>) -> Vec<Vec<String>> {
    let titles = [
        "List",
        "Name",
        "Number",
        "By way of",
        "Line",
        "Began",
        "Seconds",
    ];
    let mut lines = vec![titles.map(|title| words.say(title).to_owned()).to_vec()];
    for entry in calls {
        let line = match entry.line_instance {
            0 => String::new(),
            line => line.to_string(),
        };
        let began = entry.began.map(iso).unwrap_or_default();
        let seconds = entry.duration_secs.map(|seconds| seconds.to_string());
        lines.push(vec![
            words.say(title(entry.list)).to_owned(),
            name_of(entry, book).to_owned(),
            entry.number.clone(),
            entry.via.clone(),
            line,
            began,
            seconds.unwrap_or_default(),
        ]);
    }
    lines
}

/// `2026-11-22 14:05:00`, which all spreadsheets read.
fn iso(seconds: i64) -> String {
    let (year, month, day) = station::civil_from_days(seconds.div_euclid(DAY));
    let of_day = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// What a list is called.
fn title(list: CallList) -> &'static str {
    match list {
        CallList::Missed => "Missed",
        CallList::Received => "Received",
        CallList::Placed => "Placed",
    }
}

/// What a call of it is called.
fn one(list: CallList) -> &'static str {
    match list {
        CallList::Missed => "Missed call",
        CallList::Received => "Received call",
        CallList::Placed => "Placed call",
    }
}
