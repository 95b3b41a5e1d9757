//! A past call in words, and its row in the list.

use std::time::Duration;

use contacts::Book;
use egui::{Stroke, Ui, pos2, vec2};
use station::{CallList, CallLogEntry, Clock, Moment};

use super::{DAY, one};
use crate::windows::list::{self, Style};
use crate::words::Words;

/// Height of a row, points.
pub(super) const ROW: f32 = 30.0;
/// Room of the arrow in front.
const SIGN: f32 = 26.0;
/// Room of a number.
const NUMBER: f32 = 150.0;
/// Room of a time.
const TIME: f32 = 132.0;
/// Room of a duration.
const DURATION: f32 = 64.0;

/// A call in words.
pub(super) struct Told {
    name: String,
    number: String,
    time: String,
    duration: String,
}

impl Told {
    pub(super) fn of(
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
    pub(super) fn aloud(&self, words: Words, entry: &CallLogEntry) -> String {
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
    pub(super) fn more(&self, ui: &mut Ui, words: Words, entry: &CallLogEntry) {
        ui.label(self.aloud(words, entry));
        if !entry.via.is_empty() {
            ui.label(words.with("by way of {}", &[&entry.via]));
        }
        if entry.line_instance > 1 {
            ui.label(words.with("on line {}", &[&entry.line_instance]));
        }
    }
}

pub(super) fn draw_call(ui: &Ui, row: &list::Row, entry: &CallLogEntry, told: &Told) {
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
pub(super) fn name_of<'a>(entry: &'a CallLogEntry, book: Option<&'a Book>) -> &'a str {
    if !entry.name.is_empty() && entry.name != entry.number {
        return &entry.name;
    }
    let name = book.and_then(|book| book.name_of(&entry.number));
    name.unwrap_or(&entry.name)
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
