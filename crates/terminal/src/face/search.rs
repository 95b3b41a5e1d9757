//! The page that looks for a person while one types, over the phone, and dials; and the same with
//! the numbers that were placed last.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::Rect;
use station::Intent;

use super::first_shown;
use crate::look::Role;
use crate::people::{Person, Whence};
use crate::sheet::{Sheet, width};

/// Longest text that is looked for, in characters.
const LONGEST: usize = 64;
/// So many rows are a page.
const PAGE: usize = 5;

/// The page while it is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    placed: bool,
    text: String,
    people: Vec<Person>,
    chosen: usize,
}

/// What a key was for it.
pub(super) enum Taken {
    /// Its own matter.
    Own,
    /// It is closed.
    Closed,
    /// It is closed, and this is wanted.
    Wanted(Intent),
    /// Not a key of it.
    Foreign,
}

impl Search {
    /// Among past calls and books, or only among the calls that were placed, with what was typed
    /// already.
    pub(super) fn new(placed: bool, text: String) -> Self {
        Self {
            placed,
            text,
            ..Self::default()
        }
    }

    /// What is looked for, and whether only among the calls that were placed.
    pub(super) fn wanted(&self) -> (&str, bool) {
        (&self.text, self.placed)
    }

    /// These may be meant.
    pub(super) fn found(&mut self, people: Vec<Person>) {
        self.chosen = self.chosen.min(people.len().saturating_sub(1));
        self.people = people;
    }

    /// What an event is for it.
    pub(super) fn take(&mut self, event: &Event) -> Taken {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => self.press(*key),
            Event::Paste(text) => {
                text.chars().for_each(|typed| self.type_on(typed));
                Taken::Own
            }
            _ => Taken::Foreign,
        }
    }

    fn press(&mut self, key: KeyEvent) -> Taken {
        let held = key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let last = self.people.len().saturating_sub(1);
        match key.code {
            KeyCode::Char(typed) if !held => self.type_on(typed),
            KeyCode::Backspace => {
                self.text.pop();
                self.chosen = 0;
            }
            KeyCode::Up => self.chosen = self.chosen.saturating_sub(1),
            KeyCode::Down => self.chosen = (self.chosen + 1).min(last),
            KeyCode::PageUp => self.chosen = self.chosen.saturating_sub(PAGE),
            KeyCode::PageDown => self.chosen = (self.chosen + PAGE).min(last),
            KeyCode::Esc => return Taken::Closed,
            KeyCode::Enter => {
                let Some(person) = self.people.get(self.chosen) else {
                    return Taken::Own;
                };
                let number = person.dial.clone();
                // Most terminals cannot send Ctrl with Enter.
                return Taken::Wanted(match held {
                    true => Intent::Offer(number),
                    false => Intent::Dial(number),
                });
            }
            _ => return Taken::Foreign,
        }
        Taken::Own
    }

    fn type_on(&mut self, typed: char) {
        if !typed.is_control() && self.text.chars().count() < LONGEST {
            self.text.push(typed);
            self.chosen = 0;
        }
    }

    /// Draw it.
    pub(super) fn draw(&self, sheet: &mut Sheet<'_>, area: Rect) {
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        let row = |at: u16| Rect {
            y: inner.y + at,
            height: inner.height.saturating_sub(at).min(1),
            ..inner
        };
        let title = sheet.words.say(match self.placed {
            true => "Redial list",
            false => "Quick search",
        });
        sheet.left(row(0), Role::Strong, title);
        let keys = sheet
            .words
            .say("Enter dials, Alt+Enter edits, Escape closes");
        if width(title) + 2 + width(keys) <= inner.width {
            sheet.right(row(0), Role::Faint, keys);
        }
        let field = format!(
            "{} {}{}",
            sheet.look.pointer(),
            self.text,
            sheet.look.caret()
        );
        sheet.left(row(1), Role::Strong, &field);
        let list = Rect {
            y: inner.y + 2,
            height: inner.height.saturating_sub(2),
            ..inner
        };
        if self.people.is_empty() {
            let none = match self.text.trim().is_empty() {
                true => "No calls yet",
                false => "Nobody is called so",
            };
            sheet.left(row(2), Role::Faint, sheet.words.say(none));
            return;
        }
        let shown = usize::from(list.height);
        let first = first_shown(self.people.len(), shown, self.chosen);
        let people = self.people.iter().enumerate().skip(first);
        for (row, (place, person)) in list.rows().zip(people) {
            draw_person(sheet, row, person, place == self.chosen);
        }
    }
}

fn draw_person(sheet: &mut Sheet<'_>, row: Rect, person: &Person, chosen: bool) {
    let (role, faint) = match chosen {
        true => (Role::Marked, Role::Marked),
        false => (Role::Plain, Role::Faint),
    };
    if chosen {
        sheet.fill(row, Role::Marked);
    }
    let from = sheet.words.say(person.from.title());
    let (title, about) = match person {
        Person {
            from: Whence::Typed,
            number,
            ..
        } => (sheet.words.with("Dial {}", &[number]), from.to_owned()),
        Person { name, number, .. } if name.is_empty() => (number.clone(), from.to_owned()),
        Person { name, number, .. } => (name.clone(), format!("{number}  {from}")),
    };
    let row = Rect {
        x: row.x + 1,
        width: row.width.saturating_sub(2),
        ..row
    };
    // The number matters more than the end of a long name.
    let taken = sheet.right(row, faint, &about);
    let left = Rect {
        width: row.width.saturating_sub(taken + 1),
        ..row
    };
    sheet.left(left, role, &title);
}
