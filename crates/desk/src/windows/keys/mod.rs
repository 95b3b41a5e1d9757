//! The window of keys: what every key of the computer does, and giving it another task.

mod asking;
mod everywhere;

use egui::accesskit::Role;
use egui::{Align, Button, Layout, RichText, ScrollArea, Ui, Vec2, WidgetInfo, vec2};
use keymap::{Action, Chord, Group, KeyMap};
use numbers::Letters;

use self::asking::{Answer, Asking, Chosen, give, give_everywhere, take_away};
use super::{Beside, Content, follow_focus};
use crate::keyboard::{Command, Reading};
use crate::search_field;
use crate::theme::Theme;
use crate::words::Words;

/// Room for what an action is called, points.
const TITLE_WIDTH: f32 = 250.0;

/// The list of keys.
#[derive(Default)]
pub(crate) struct Keys {
    /// What is looked for.
    search: String,
    /// The field has been given the keyboard.
    begun: bool,
    asking: Option<Asking>,
}

impl Content for Keys {
    fn title(&self, words: Words) -> String {
        words.say("Keys").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(620.0, 640.0)
    }

    fn catches_keys(&self) -> bool {
        self.asking.is_some()
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        if let Some(asking) = &mut self.asking
            && let Some(chosen) = asking.listen(ui, beside.keys)
        {
            let asked = *asking;
            self.asking = None;
            match (chosen, asked.everywhere) {
                (Chosen::Left, _) => {}
                (Chosen::NoKey, _) => take_away(beside, asked),
                (Chosen::This(chord), true) => {
                    give_everywhere(beside, asked.action, Some(chord));
                }
                (Chosen::This(chord), false) => give(beside, asked, chord),
            }
        }
        self.head(ui, beside);
        ui.separator();
        let words = beside.words;
        let wanted = self.search.trim().to_lowercase();
        let known = Reading {
            keys: beside.keys,
            screen: beside.screen,
            on_top: false,
            theme: Theme::default(),
            letters: Letters::Digits,
        };
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let mut found = false;
                for group in Group::ALL {
                    let shown: Vec<Action> = Action::of_group(group)
                        .filter(|action| known.knows(*action))
                        .filter(|action| matches(words, beside.keys, *action, &wanted))
                        .collect();
                    if shown.is_empty() {
                        continue;
                    }
                    found = true;
                    ui.add_space(8.0);
                    ui.label(RichText::new(words.say(group.title())).strong().size(16.0));
                    for action in shown {
                        self.row(ui, beside, action);
                    }
                }
                found |= self.everywhere(ui, beside, &wanted);
                if !found {
                    ui.weak(words.say("No key and nothing a key can do is called so"));
                }
                follow_focus(ui);
            });
    }
}

impl Keys {
    /// The field to look for something, and all as at the start.
    fn head(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let words = beside.words;
        let name = words.say("Look for a key or what it does");
        let field = search_field::show(ui, name, &mut self.search);
        if !self.begun {
            self.begun = true;
            field.request_focus();
        }
        let changed = beside.keys.changes().next().is_some();
        let all = Button::new(words.say("All as at the start"));
        if ui.add_enabled(changed, all).clicked() {
            self.asking = None;
            beside.commands.push(Command::UseKeys(Box::default()));
        }
        ui.weak(words.say("Press a key of the list, then the one that shall do it"));
    }

    /// An action with its chords.
    fn row(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, action: Action) {
        let words = beside.words;
        let name = words.action(action);
        ui.horizontal_wrapped(|ui| {
            let room = vec2(TITLE_WIDTH, ui.spacing().interact_size.y);
            let left = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(room, left, |ui| {
                ui.set_min_width(TITLE_WIDTH);
                ui.label(&name);
            });
            let chords = beside.keys.chords(action);
            for (place, chord) in chords.iter().enumerate() {
                self.chord(ui, words, &name, action, Some((place, *chord)));
            }
            self.chord(ui, words, &name, action, None);
            if beside.keys.is_changed(action) {
                let back = ui.button(words.say("As at the start"));
                let what = words.with("{}: as at the start", &[&name]);
                back.widget_info(|| WidgetInfo::labeled(Role::Button, true, &what));
                if back.clicked() {
                    self.asking = None;
                    let mut keys = beside.keys.clone();
                    keys.reset(action);
                    beside.commands.push(Command::UseKeys(Box::new(keys)));
                }
            }
        });
        let asked = self
            .asking
            .filter(|asking| asking.action == action && !asking.everywhere);
        if let Some(asking) = asked {
            self.answered(ui, beside, asking);
        }
    }

    /// A chord to press and change, or a place for one more.
    fn chord(
        &mut self,
        ui: &mut Ui,
        words: Words,
        name: &str,
        action: Action,
        chord: Option<(usize, Chord)>,
    ) {
        let place = chord.map(|(place, _)| place);
        let mut asked = self.asking.iter();
        let asked = asked
            .any(|asking| asking.action == action && asking.place == place && !asking.everywhere);
        let text = match chord {
            _ if asked => words.say("Press the keys…").to_owned(),
            Some((_, chord)) => words.chord(chord),
            None => "+".to_owned(),
        };
        let told = match chord {
            Some((_, chord)) => words.with("{}: {}", &[&name, &words.chord(chord)]),
            None => words.with("{}: one more key", &[&name]),
        };
        let button = ui.add(Button::new(text).selected(asked));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
        if button.clicked() {
            self.asking = Some(Asking {
                action,
                place,
                everywhere: false,
                answer: Answer::Awaited,
            });
        }
    }

    /// What is to be said of the chord that is being chosen, and done with it.
    fn answered(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, asking: Asking) {
        let words = beside.words;
        ui.horizontal_wrapped(|ui| {
            ui.add_space(TITLE_WIDTH / 8.0);
            match asking.answer {
                Answer::Awaited => {
                    ui.weak(words.say(match asking.place {
                        Some(_) => "Esc leaves it as it is, Del takes it away",
                        None => "Esc leaves it as it is",
                    }));
                }
                Answer::NotFree(chord) => {
                    let chord = words.chord(chord);
                    let said = if asking.everywhere {
                        "{} is needed by other programs: hold Ctrl or Alt with it, or take a function key"
                    } else {
                        "{} dials, or works the controls: hold Ctrl or Alt with it"
                    };
                    ui.colored_label(ui.visuals().warn_fg_color, words.with(said, &[&chord]));
                }
                Answer::Taken(chord, holder) => {
                    let said = words.with(
                        "{} is for: {}; pressed again, it is taken from that",
                        &[&words.chord(chord), &words.action(holder)],
                    );
                    ui.colored_label(ui.visuals().warn_fg_color, said);
                    if ui.button(words.say("Take it all the same")).clicked() {
                        self.asking = None;
                        give(beside, asking, chord);
                    }
                }
            }
            if asking.place.is_some() && ui.button(words.say("No key")).clicked() {
                self.asking = None;
                take_away(beside, asking);
            }
            if ui.button(words.say("Leave it")).clicked() {
                self.asking = None;
            }
        });
    }
}

/// Whether an action, or one of its chords, is called so.
fn matches(words: Words, keys: &KeyMap, action: Action, wanted: &str) -> bool {
    let told = |text: String| text.to_lowercase().contains(wanted);
    let mut chords = keys.chords(action).iter();
    told(words.action(action)) || chords.any(|chord| told(words.chord(*chord)))
}
