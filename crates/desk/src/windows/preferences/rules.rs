//! Dialling rules as a table to be written in: a line for each rule, in their order.
//!
//! A line that is no rule yet says why, and is kept as it was; all others are kept as they are
//! written.

use std::collections::BTreeMap;

use egui::{Button, ComboBox, Grid, Response, RichText, TextEdit, Ui};
use numbers::{BadPattern, BadRule, Rule};

use super::rows::{HINT, Rows, move_keys, named};
use crate::drop_down::DropDown;
use crate::preferences::Value;
use crate::windows::stay;
use crate::words::Words;

/// Where the rules stand in the file.
pub(super) const KEY: &str = "dialling.rule";

/// A rule as the file has it.
type Entry = BTreeMap<String, Value>;

/// The table while it is written in.
#[derive(Default)]
pub(super) struct RuleTable {
    lines: Vec<Line>,
    /// What the file had when the lines were made.
    file: Option<Vec<Entry>>,
    /// A line was added, and has the keyboard next.
    fresh: bool,
}

/// A line of the table.
#[derive(Clone, Debug, Default, PartialEq)]
struct Line {
    name: String,
    by_pattern: bool,
    /// What numbers begin with, or their pattern.
    begin: String,
    length: String,
    strip: String,
    /// What comes in front, or in place of the number.
    put: String,
    /// The rule as it was kept last.
    kept: Option<Entry>,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq)]
enum Wrong {
    Number,
    Rule(BadRule),
}

impl RuleTable {
    /// Draws the table, and keeps what is written in it.
    pub(super) fn draw(&mut self, ui: &mut Ui, rows: &mut Rows<'_>) {
        rows.owns(&[KEY]);
        let words = rows.words;
        let file = entries(rows);
        if self.file.as_ref() != Some(&file) {
            self.lines = file.iter().map(Line::of).collect();
            self.file = Some(file);
        }
        let mut done = false;
        let fresh = std::mem::take(&mut self.fresh);
        let before = self.lines.len();
        if !self.lines.is_empty() {
            let grid = Grid::new("dialling rules").num_columns(7);
            grid.spacing([6.0, 6.0]).show(ui, |ui| {
                head(ui, words);
                let mut moved = None;
                let count = self.lines.len();
                for (place, line) in self.lines.iter_mut().enumerate() {
                    let name = words.with("Rule {}", &[&(place + 1)]);
                    ui.horizontal(|ui| {
                        let keys = move_keys(ui, words, &name, place, count);
                        moved = keys.map(|keys| (keys, place)).or(moved);
                    });
                    done |= line.draw(ui, words, &name, place, fresh && place + 1 == count);
                    ui.end_row();
                }
                if let Some((moved, place)) = moved {
                    moved.carry_out(place, &mut self.lines);
                    done = true;
                }
            });
        }
        for (place, line) in self.lines.iter().enumerate() {
            if let Err(wrong) = line.rule() {
                let rule = words.with("Rule {}", &[&(place + 1)]);
                let text = words.with("{}: {}", &[&rule, &wrong.words(words)]);
                let colour = match line.is_new() {
                    true => ui.visuals().weak_text_color(),
                    false => ui.visuals().error_fg_color,
                };
                ui.add(egui::Label::new(RichText::new(text).color(colour)).wrap());
            }
        }
        let add = ui.add(Button::new(words.say("Add a rule")));
        if self.lines.len() < before {
            add.request_focus();
        }
        if add.clicked() {
            self.lines.push(Line::default());
            self.fresh = true;
        }
        if done {
            self.keep(rows);
        }
    }

    fn keep(&mut self, rows: &mut Rows<'_>) {
        for line in &mut self.lines {
            if line.rule().is_ok() {
                line.kept = Some(line.entry());
            }
        }
        let kept: Vec<Entry> = self.lines.iter().filter_map(|l| l.kept.clone()).collect();
        if self.file.as_ref() != Some(&kept) {
            let value = (!kept.is_empty()).then(|| Value::Entries(kept.clone()));
            rows.change(KEY, value);
            self.file = Some(kept);
        }
    }
}

/// What the file has.
fn entries(rows: &Rows<'_>) -> Vec<Entry> {
    match rows.set.values.get(KEY) {
        Some(Value::Entries(entries)) => entries.clone(),
        _ => Vec::new(),
    }
}

fn head(ui: &mut Ui, words: Words) {
    ui.label("");
    for caption in [
        "Name",
        "Numbers that",
        "",
        "Length",
        "Take away",
        "In front, or instead",
    ] {
        let text = match caption {
            "" => "",
            caption => words.say(caption),
        };
        ui.label(RichText::new(text).size(HINT).weak());
    }
    ui.end_row();
}

impl Line {
    fn of(entry: &Entry) -> Self {
        let text = |key: &str| match entry.get(key) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let by_pattern = entry.contains_key("pattern");
        let (begin, put) = match by_pattern {
            true => ("pattern", "replace"),
            false => ("begins_with", "prefix"),
        };
        Self {
            name: text("name"),
            by_pattern,
            begin: text(begin),
            length: text("length"),
            strip: text("strip"),
            put: text(put),
            kept: Some(entry.clone()),
        }
    }

    /// Nothing of it has been kept yet.
    fn is_new(&self) -> bool {
        self.kept.is_none()
    }

    /// The rule that it is.
    fn rule(&self) -> Result<Rule, Wrong> {
        let number = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse::<u8>().map(Some).map_err(|_| Wrong::Number),
        };
        let rule = if self.by_pattern {
            Rule::replacing(self.begin.trim(), self.put.trim())
        } else {
            let (length, strip) = (number(&self.length)?, number(&self.strip)?);
            let begins = self.begin.trim();
            let some_condition = !begins.is_empty() || length.is_some();
            let does_something = strip.is_some() || !self.put.trim().is_empty();
            if !some_condition || !does_something {
                return Err(Wrong::Rule(BadRule::Ways));
            }
            Rule::prefixing(
                begins,
                length.map(usize::from),
                strip.map_or(0, usize::from),
                self.put.trim(),
            )
        };
        rule.map_err(Wrong::Rule)
    }

    /// The same for the file.
    fn entry(&self) -> Entry {
        let mut entry = Entry::new();
        let mut text = |key: &str, text: &str, always: bool| {
            if always || !text.trim().is_empty() {
                entry.insert(key.to_owned(), Value::Text(text.trim().to_owned()));
            }
        };
        text("name", &self.name, false);
        if self.by_pattern {
            text("pattern", &self.begin, true);
            text("replace", &self.put, true);
            return entry;
        }
        text("begins_with", &self.begin, false);
        text("prefix", &self.put, false);
        for (key, number) in [("length", &self.length), ("strip", &self.strip)] {
            if let Ok(number) = number.trim().parse() {
                entry.insert(key.to_owned(), Value::Number(number));
            }
        }
        entry
    }

    /// Draws it; whether the person is done with something in it.
    /// A fresh one has the keyboard.
    fn draw(&mut self, ui: &mut Ui, words: Words, rule: &str, place: usize, fresh: bool) -> bool {
        let label = |what: &'static str| format!("{rule}: {}", words.say(what));
        let field = |ui: &mut Ui, what: &'static str, text: &mut String, width: f32| {
            let field = TextEdit::singleline(text)
                .id_salt((place, what))
                .char_limit(64)
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(width);
            // A grid gives a field no more than its column has.
            let height = ui.spacing().interact_size.y;
            let response = ui.add_sized([width, height], field);
            named(ui, &response, &label(what), None);
            if fresh && what == "Name" {
                response.request_focus();
            }
            let left = response.lost_focus();
            stay(ui, &response);
            left
        };
        let mut done = field(ui, "Name", &mut self.name, 84.0);
        let before = self.by_pattern;
        let kind = kind(ui, words, place, &mut self.by_pattern);
        let shown = words.say(kind_words(self.by_pattern));
        named(ui, &kind, &label("Numbers that"), Some(shown));
        done |= before != self.by_pattern;
        let begin = kind_words(self.by_pattern);
        done |= field(ui, begin, &mut self.begin, 112.0);
        ui.add_enabled_ui(!self.by_pattern, |ui| {
            done |= field(ui, "Length", &mut self.length, 44.0);
        });
        ui.add_enabled_ui(!self.by_pattern, |ui| {
            done |= field(ui, "Take away", &mut self.strip, 62.0);
        });
        let put = match self.by_pattern {
            true => "Replace by",
            false => "Put in front",
        };
        done | field(ui, put, &mut self.put, 108.0)
    }
}

const fn kind_words(by_pattern: bool) -> &'static str {
    match by_pattern {
        true => "are of the pattern",
        false => "begin with",
    }
}

/// Width of the list of kinds, points.
const KIND: f32 = 158.0;

fn kind(ui: &mut Ui, words: Words, place: usize, by_pattern: &mut bool) -> Response {
    ComboBox::from_id_salt(("kind of rule", place))
        .width(KIND)
        .truncate()
        .selected_text(words.say(kind_words(*by_pattern)))
        .drop_down(ui, |ui| {
            for kind in [false, true] {
                ui.selectable_value(by_pattern, kind, words.say(kind_words(kind)));
            }
        })
        .response
}

impl Wrong {
    fn words(&self, words: Words) -> String {
        let rule = match self {
            Self::Number => {
                return words
                    .say("Length and what is taken away are numbers")
                    .to_owned();
            }
            Self::Rule(rule) => rule,
        };
        match rule {
            BadRule::Ways => words
                .say("It needs a begin or a length, and something to take away or to put in front")
                .to_owned(),
            BadRule::Key(key) => words.with("“{}” cannot be dialled", &[key]),
            BadRule::Part(part) => words.with("The pattern has no part ${}", &[part]),
            BadRule::Pattern(pattern) => match pattern {
                BadPattern::Empty => words.say("A pattern has at least one sign").to_owned(),
                BadPattern::Sign(sign) => words.with(
                    "“{}” has no meaning in a pattern; digits, * # + X Z N [2-5] ! and . have",
                    &[sign],
                ),
                BadPattern::Bracket => words
                    .say("A bracket in a pattern holds digits and is closed, as in [2-5]")
                    .to_owned(),
                BadPattern::TwoOpenEnds => words.say("“!” may stand once in a pattern").to_owned(),
                BadPattern::TooLong => words
                    .say("The pattern is longer than any number")
                    .to_owned(),
            },
        }
    }
}
