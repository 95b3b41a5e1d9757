//! The card that asks before a pasted or dropped number is dialled.

use egui::accesskit::Role;
use egui::{
    Align2, Context, Id, Key, Modifiers, Response, ScrollArea, TextEdit, Ui, WidgetInfo, Window,
    vec2,
};
use station::Intent;

use crate::numbers::{FoundNumber, Numbers};
use crate::words::Words;

/// Longest number that can be typed here.
const MAX_NUMBER: usize = 64;

/// What was pasted or dropped, until it is dialled or left.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pasted {
    found: Vec<FoundNumber>,
    /// Which of them is in the field.
    chosen: usize,
    /// What will be dialled, as it can still be changed.
    field: String,
    /// Why there is nothing to dial.
    trouble: Option<String>,
    begun: bool,
}

/// What the person did with it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Done {
    /// Not yet anything.
    Nothing,
    /// Left it.
    Left,
    /// This is wanted.
    Wanted(Intent),
}

impl Pasted {
    /// These numbers, the first in front.
    pub(crate) fn of(found: Vec<FoundNumber>) -> Self {
        let field = found.first().map(|found| found.number.clone());
        Self {
            found,
            field: field.unwrap_or_default(),
            ..Self::default()
        }
    }

    /// A file that cannot be read.
    pub(crate) fn trouble(why: String) -> Self {
        Self {
            trouble: Some(why),
            ..Self::default()
        }
    }

    /// Draw it over the phone.
    pub(crate) fn draw(&mut self, ctx: &Context, words: Words, numbers: &dyn Numbers) -> Done {
        let title = match self.found.len() {
            0 => "There is no number in it",
            1 => "Dial this number?",
            _ => "Dial which number?",
        };
        let mut done = Done::Nothing;
        Window::new(words.say(title))
            .id(Id::unique("pasted"))
            .anchor(Align2::CENTER_CENTER, vec2(0.0, -40.0))
            .default_width(300.0)
            .collapsible(false)
            .resizable(false)
            .show(ctx, |ui| done = self.content(ui, words, numbers));
        done
    }

    fn content(&mut self, ui: &mut Ui, words: Words, numbers: &dyn Numbers) -> Done {
        // Of a card with little in it the title is the widest.
        ui.set_min_width(260.0);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let escape = pressed(Key::Escape);
        let (up, down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
        if escape {
            return Done::Left;
        }
        if self.found.is_empty() {
            if let Some(trouble) = &self.trouble {
                ui.label(words.with("The file cannot be read: {}", &[trouble]));
            }
            ui.add_space(4.0);
            let close = ui.button(words.say("Understood"));
            if !self.begun {
                self.begun = true;
                close.request_focus();
            }
            return if close.clicked() {
                Done::Left
            } else {
                Done::Nothing
            };
        }
        if down && self.chosen + 1 < self.found.len() {
            self.choose(self.chosen + 1);
        }
        if up && self.chosen > 0 {
            self.choose(self.chosen - 1);
        }
        self.list(ui);
        let name = words.say("Number to dial");
        let field = ui.add(
            TextEdit::singleline(&mut self.field)
                .char_limit(MAX_NUMBER)
                .desired_width(f32::INFINITY),
        );
        field.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::TextInput, true, name);
            info.current_text_value = Some(self.field.clone());
            info
        });
        if !self.begun {
            self.begun = true;
            field.request_focus();
        }
        ui.add_space(4.0);
        // On a button, Enter presses that.
        let entered = (field.has_focus() || field.lost_focus())
            && ui.input(|input| input.key_pressed(Key::Enter));
        let wanted = self.wanted(numbers);
        let mut done = Done::Nothing;
        ui.horizontal(|ui| {
            let dial = egui::Button::new(words.say("Dial")).shortcut_text(words.say("Enter"));
            let dial = ui.add_enabled(wanted.is_some(), dial);
            named(&dial, words.say("Dial"));
            if (dial.clicked() || entered)
                && let Some(number) = wanted
            {
                done = Done::Wanted(Intent::Dial(number));
            }
            let leave = egui::Button::new(words.say("Leave it")).shortcut_text(words.say("Esc"));
            let leave = ui.add(leave);
            named(&leave, words.say("Leave it"));
            if leave.clicked() {
                done = Done::Left;
            }
        });
        done
    }

    /// What is known of the number, or all of them to choose from.
    fn list(&mut self, ui: &mut Ui) {
        if let [only] = self.found.as_slice() {
            let about = about(only);
            if !about.is_empty() {
                ui.label(about);
            }
            return;
        }
        let mut clicked = None;
        ScrollArea::vertical().max_height(160.0).show(ui, |ui| {
            for (place, found) in self.found.iter().enumerate() {
                let text = match about(found) {
                    about if about.is_empty() => found.number.clone(),
                    about => format!("{} · {about}", found.number),
                };
                let entry = ui.selectable_label(place == self.chosen, text);
                if entry.clicked() {
                    clicked = Some(place);
                }
            }
        });
        if let Some(place) = clicked {
            self.choose(place);
        }
    }

    fn choose(&mut self, place: usize) {
        if let Some(found) = self.found.get(place) {
            self.chosen = place;
            self.field.clone_from(&found.number);
        }
    }

    /// The number in the field; one that was changed is read like any other text.
    fn wanted(&self, numbers: &dyn Numbers) -> Option<String> {
        let unchanged = self.found.get(self.chosen);
        let unchanged = unchanged.filter(|found| found.number == self.field);
        match unchanged {
            Some(found) => Some(found.number.clone()),
            None => {
                let mut found = numbers.in_text(&self.field).into_iter();
                found.next().map(|found| found.number)
            }
        }
    }
}

/// A button whose name is read without the key that is printed on it.
pub(crate) fn named(button: &Response, name: &str) {
    button.widget_info(|| WidgetInfo::labeled(Role::Button, button.enabled(), name));
}

/// What is known of a number beside what is dialled.
fn about(found: &FoundNumber) -> String {
    let written = Some(found.written.as_str()).filter(|written| *written != found.number);
    let known = [Some(found.name.as_str()), written];
    let known = known.into_iter().flatten().filter(|text| !text.is_empty());
    known.collect::<Vec<_>>().join(" · ")
}
