//! The rows of a tab: a caption, and a control of one setting.
//!
//! A row shows what is set, and notes what the person makes of it; the window hands it over.

use std::collections::BTreeMap;

use egui::{Button, Checkbox, ComboBox, Response, RichText, Sense, TextEdit, Ui, vec2};

use crate::drop_down::DropDown;
use crate::preferences::{Change, Overridden, Preferences, Value};
use crate::windows::{entered, stay};
use crate::words::Words;

/// Width of the controls, points.
pub(super) const CONTROL: f32 = 280.0;

/// Size of the remarks below rows, points.
pub(super) const HINT: f32 = 11.5;

/// Width of the captions, points.
const CAPTION: f32 = 210.0;

/// What a person is typing, by key, until it is taken over.
pub(super) type Typing = BTreeMap<String, String>;

/// A tab that is being drawn.
pub(super) struct Rows<'a> {
    pub(super) words: Words,
    /// What is set.
    pub(super) set: &'a Preferences,
    /// What was set besides the file, by key.
    pub(super) overridden: &'a BTreeMap<String, Overridden>,
    pub(super) typing: &'a mut Typing,
    /// What the person changed in this pass.
    pub(super) changes: Vec<Change>,
    /// The keys of the tab, for its undoing.
    pub(super) keys: Vec<String>,
}

/// Choices in words: the value, and what a person calls it.
pub(super) type Choices<'a> = &'a [(&'a str, &'static str)];

impl Rows<'_> {
    /// What is done to a setting.
    pub(super) fn change(&mut self, key: &str, value: Option<Value>) {
        self.changes.push((key.to_owned(), value));
    }

    /// A heading over what follows.
    pub(super) fn heading(&self, ui: &mut Ui, words: &'static str) {
        ui.add_space(10.0);
        let text = RichText::new(self.words.say(words)).strong().size(15.0);
        ui.label(text);
        ui.add_space(2.0);
    }

    /// A caption and what stands beside it.
    pub(super) fn row(&self, ui: &mut Ui, caption: &str, control: impl FnOnce(&mut Ui)) {
        let colour = ui.visuals().text_color();
        let font = egui::TextStyle::Body.resolve(ui.style());
        // Painted, not a label: the control has the name already, and it is read once.
        let caption = ui
            .painter()
            .layout(caption.to_owned(), font, colour, CAPTION);
        ui.horizontal(|ui| {
            let height = ui.spacing().interact_size.y.max(caption.size().y);
            let (room, _) = ui.allocate_exact_size(vec2(CAPTION, height), Sense::hover());
            let at = room.left_center() - vec2(0.0, caption.size().y / 2.0);
            ui.painter().galley(at, caption, colour);
            control(ui);
        });
    }

    /// A remark below a row.
    pub(super) fn hint(&self, ui: &mut Ui, words: &'static str) {
        let text = RichText::new(self.words.say(words)).size(HINT).weak();
        ui.add(egui::Label::new(text).wrap());
    }

    /// What is said below a row whose setting was given besides the file: the row shows and
    /// changes what other starts have.
    pub(super) fn note(&self, ui: &mut Ui, key: &str) {
        if let Some(overridden) = self.overridden.get(key) {
            note(ui, self.words, overridden);
        }
    }

    /// On or off.
    pub(super) fn switch(
        &mut self,
        ui: &mut Ui,
        key: &'static str,
        caption: &'static str,
        usual: bool,
    ) {
        self.keys.push(key.to_owned());
        let before = self.set.is_on(key, usual);
        let mut on = before;
        ui.add(Checkbox::new(&mut on, self.words.say(caption)));
        self.note(ui, key);
        if on != before {
            self.change(key, Some(Value::Switch(on)));
        }
    }

    /// One of several; the first of them is usual and stands for nothing being set when
    /// its value is empty.
    pub(super) fn choice(
        &mut self,
        ui: &mut Ui,
        key: &'static str,
        caption: &'static str,
        choices: Choices<'_>,
    ) {
        self.keys.push(key.to_owned());
        let words = self.words;
        let now = self.set.text(key).unwrap_or_default();
        let usual = choices.first().map_or("", |(_, name)| name);
        let found = choices.iter().find(|(value, _)| *value == now);
        let shown = match found {
            Some((_, name)) => words.say(name).to_owned(),
            None if now.is_empty() => words.say(usual).to_owned(),
            // Written into the file by hand.
            None => now.clone(),
        };
        let caption = words.say(caption);
        let mut picked = None;
        self.row(ui, caption, |ui| {
            let response = ComboBox::from_id_salt(key)
                .width(CONTROL)
                .selected_text(shown.as_str())
                .drop_down(ui, |ui| {
                    for (value, name) in choices {
                        let is_it =
                            found.map_or(now.is_empty() && name == &usual, |(of, _)| of == value);
                        if ui.selectable_label(is_it, words.say(name)).clicked() {
                            picked = Some((*value).to_owned());
                        }
                    }
                })
                .response;
            named(ui, &response, caption, Some(&shown));
        });
        self.note(ui, key);
        if let Some(value) = picked {
            let value = (!value.is_empty()).then_some(Value::Text(value));
            self.change(key, value);
        }
    }

    /// Words that are taken over when the person leaves the field or presses Enter.
    pub(super) fn text(
        &mut self,
        ui: &mut Ui,
        key: &'static str,
        caption: &'static str,
        hint: &str,
    ) {
        if let Some(text) = self.typed(ui, key, caption, hint) {
            self.change(key, (!text.is_empty()).then_some(Value::Text(text)));
        }
    }

    /// The same for a whole number; anything else is not taken over.
    pub(super) fn number(
        &mut self,
        ui: &mut Ui,
        key: &'static str,
        caption: &'static str,
        hint: &str,
        range: std::ops::RangeInclusive<i64>,
    ) {
        let Some(text) = self.typed(ui, key, caption, hint) else {
            return;
        };
        if text.is_empty() {
            self.change(key, None);
        } else if let Some(number) = text.parse().ok().filter(|number| range.contains(number)) {
            self.change(key, Some(Value::Number(number)));
        }
    }

    /// What a field holds, once it is taken over.
    fn typed(
        &mut self,
        ui: &mut Ui,
        key: &'static str,
        caption: &'static str,
        hint: &str,
    ) -> Option<String> {
        self.keys.push(key.to_owned());
        let caption = self.words.say(caption);
        let set = self.set.text(key).unwrap_or_default();
        let mut text = self.typing.get(key).cloned().unwrap_or_else(|| set.clone());
        let mut done = false;
        self.row(ui, caption, |ui| {
            let field = TextEdit::singleline(&mut text)
                .id_salt(key)
                .hint_text(RichText::new(hint).weak().italics())
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(CONTROL - 8.0);
            let response = ui.add(field);
            named(ui, &response, caption, None);
            done = response.lost_focus();
            stay(ui, &response);
        });
        self.note(ui, key);
        if done {
            self.typing.remove(key);
            let text = text.trim().to_owned();
            return (text != set).then_some(text);
        }
        if text != set {
            self.typing.insert(key.to_owned(), text);
        }
        None
    }

    /// A list of words: each with keys to move and remove it, and a field for one more.
    pub(super) fn list(
        &mut self,
        ui: &mut Ui,
        key: &'static str,
        caption: &'static str,
        hint: &'static str,
    ) {
        self.keys.push(key.to_owned());
        let words = self.words;
        let before = self.set.list(key);
        let mut list = before.clone();
        let caption = words.say(caption);
        let mut one_more = self.typing.get(key).cloned().unwrap_or_default();
        let mut add = false;
        for (place, entry) in before.iter().enumerate() {
            let shown = if place == 0 { caption } else { "" };
            self.row(ui, shown, |ui| {
                moved(ui, words, entry, place, &mut list);
                ui.label(entry);
            });
        }
        self.row(ui, if before.is_empty() { caption } else { "" }, |ui| {
            let field = TextEdit::singleline(&mut one_more)
                .id_salt(key)
                .hint_text(RichText::new(hint).weak().italics())
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(CONTROL - 50.0);
            let response = ui.add(field);
            named(ui, &response, caption, None);
            let entered = entered(ui, &response);
            let button = ui.add_enabled(!one_more.trim().is_empty(), Button::new("+"));
            named(ui, &button, &words.with("{}: add", &[&caption]), None);
            add = entered || button.clicked();
            if add {
                // For the next one.
                response.request_focus();
            }
        });
        self.note(ui, key);
        if add && !one_more.trim().is_empty() {
            list.push(one_more.trim().to_owned());
            one_more.clear();
        }
        self.typing.insert(key.to_owned(), one_more);
        if list != before {
            let value = (!list.is_empty()).then_some(Value::List(list));
            self.change(key, value);
        }
    }

    /// The person changed nothing of this key, but it belongs to the tab.
    pub(super) fn owns(&mut self, keys: &[&'static str]) {
        self.keys.extend(keys.iter().map(|key| (*key).to_owned()));
    }
}

/// A setting was given besides the file: what stands here does not count in this run.
pub(in crate::windows) fn note(ui: &mut Ui, words: Words, overridden: &Overridden) {
    let Overridden { by, value } = overridden;
    let text = words.with(
        "Set by {} for this run: {}. What stands here is kept for other starts.",
        &[by, value],
    );
    let colour = ui.visuals().warn_fg_color;
    let text = RichText::new(text).size(HINT).color(colour);
    ui.add(egui::Label::new(text).wrap());
}

/// What is done with an entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moved {
    Up,
    Down,
    Out,
}

impl Moved {
    /// Does it with the one at this place.
    pub(super) fn carry_out<T>(self, place: usize, list: &mut Vec<T>) {
        match self {
            Self::Up if place > 0 && place < list.len() => list.swap(place, place - 1),
            Self::Down if place + 1 < list.len() => list.swap(place, place + 1),
            Self::Out if place < list.len() => drop(list.remove(place)),
            _ => {}
        }
    }
}

/// Keys that move an entry up and down and take it out of its list.
pub(super) fn moved(ui: &mut Ui, words: Words, entry: &str, place: usize, list: &mut Vec<String>) {
    if let Some(moved) = move_keys(ui, words, entry, place, list.len()) {
        moved.carry_out(place, list);
    }
}

/// The same keys for one of `count` entries; gives what is to be done.
pub(super) fn move_keys(
    ui: &mut Ui,
    words: Words,
    entry: &str,
    place: usize,
    count: usize,
) -> Option<Moved> {
    let up = ui.add_enabled(place > 0, Button::new("↑").small());
    named(ui, &up, &words.with("{}: up", &[&entry]), None);
    let down = ui.add_enabled(place + 1 < count, Button::new("↓").small());
    named(ui, &down, &words.with("{}: down", &[&entry]), None);
    let out = ui.add(Button::new("×").small());
    named(ui, &out, &words.with("{}: remove", &[&entry]), None);
    if up.clicked() {
        Some(Moved::Up)
    } else if down.clicked() {
        Some(Moved::Down)
    } else {
        out.clicked().then_some(Moved::Out)
    }
}

/// What assistive technology calls a control.
pub(super) fn named(ui: &Ui, response: &Response, name: &str, value: Option<&str>) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_label(name);
        if let Some(value) = value {
            node.set_value(value);
        }
    });
}
