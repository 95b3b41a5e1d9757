//! The window of past calls: looked for, dialled, copied, forgotten, written into a file.

mod export;
mod foot;
mod list;
mod row;

use std::sync::Arc;

use contacts::{Book, Contact, Kind, Number};
use egui::{Key, Ui, Vec2, vec2};
use station::{CallList, CallLog, CallLogEntry, Intent};

use self::row::ROW;
use self::row::name_of;
use super::foot::Foot;
use super::list::Marks;
use super::{Beside, Content};
use crate::contacts::Contacts;
use crate::history::History;
use crate::keyboard::Command;
use crate::words::Words;

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
    /// It has it.
    in_field: bool,
    marks: Marks,
    /// What the marks are of.
    shown: Vec<CallLogEntry>,
    /// All of it as it was last: made anew only when something has changed.
    made_of: Option<(Arc<CallLog>, String, Option<CallList>)>,
    asking: Option<Asking>,
    /// What was asked just now has the keyboard next.
    fresh: bool,
    foot: Foot,
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
        vec2(820.0, 560.0)
    }

    fn takes_escape(&self) -> bool {
        self.asking.is_some()
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let words = beside.words;
        let phone = beside.phone;
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.answered();
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
        let height = self.foot.above(ui).max(ROW);
        let room = vec2(ui.available_width(), height);
        ui.allocate_ui(room, |ui| {
            ui.set_min_height(height);
            self.list(ui, beside, book);
        });
        let mut foot = self.foot;
        foot.draw(ui, |ui| self.foot(ui, beside, book));
        self.foot = foot;
        if beside.screen.missed_calls > 0 && self.only != Some(CallList::Placed) {
            beside.commands.push(Command::Phone(Intent::SeeMissedCalls));
        }
    }
}

impl Calls {
    fn ask(&mut self, asking: Asking) {
        self.asking = Some(asking);
        self.fresh = true;
    }

    /// Nothing is asked any more, and the keyboard goes back to where it was at first.
    fn answered(&mut self) {
        if self.asking.take().is_some() {
            self.begun = false;
        }
    }

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

/// What a list is called.
fn title(list: CallList) -> &'static str {
    match list {
        CallList::Missed => "Missed",
        CallList::Received => "Received",
        CallList::Placed => "Placed",
    }
}

/// What a call of it is called.
pub(crate) fn one(list: CallList) -> &'static str {
    match list {
        CallList::Missed => "Missed call",
        CallList::Received => "Received call",
        CallList::Placed => "Placed call",
    }
}
