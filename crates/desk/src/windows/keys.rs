//! The window of keys: what every key of the computer does, and giving it another task.

use egui::accesskit::Role;
use egui::{Align, Button, Event, Layout, RichText, ScrollArea, Ui, Vec2, WidgetInfo, vec2};
use keymap::{Action, Chord, Group, HOT_ACTIONS, HotKeys, KeyMap};
use numbers::Letters;

use super::{Beside, Content, follow_focus};
use crate::hot_keys::HotKeyState;
use crate::keyboard::{Command, Reading};
use crate::search_field;
use crate::shortcut;
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

/// A chord that is being chosen.
#[derive(Clone, Copy)]
struct Asking {
    action: Action,
    /// Which of the action's chords is replaced; none: one more.
    place: Option<usize>,
    /// It shall work everywhere, also while another program has the keyboard.
    everywhere: bool,
    answer: Answer,
}

#[derive(Clone, Copy, PartialEq)]
enum Answer {
    /// Not pressed yet.
    Awaited,
    /// That one dials, or works the controls.
    NotFree(Chord),
    /// That one does something else.
    Taken(Chord, Action),
}

/// What came of asking.
enum Chosen {
    /// All stays as it is.
    Left,
    /// No key any more.
    NoKey,
    /// This one.
    This(Chord),
}

impl Asking {
    /// Look for the answer among the keys that are pressed, and take all of them away.
    ///
    /// Gives what was chosen.
    fn listen(&mut self, ui: &Ui, keys: &KeyMap) -> Option<Chosen> {
        let mut pressed = None;
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let (chord, is_key) = match event {
                    Event::Key {
                        key,
                        pressed: true,
                        repeat: false,
                        modifiers,
                        ..
                    } => (shortcut::chord(*key, *modifiers), true),
                    Event::Copy => ("Ctrl+C".parse().ok(), true),
                    Event::Cut => ("Ctrl+X".parse().ok(), true),
                    Event::Paste(_) => ("Ctrl+V".parse().ok(), true),
                    Event::Key { .. } | Event::Text(_) => (None, true),
                    _ => (None, false),
                };
                pressed = pressed.or(chord);
                !is_key
            });
        });
        let chord = pressed?;
        if chord.key() == keymap::Key::Escape && chord.modifiers() == keymap::Modifiers::NONE {
            return Some(Chosen::Left);
        }
        if self.takes_away(chord) {
            return Some(Chosen::NoKey);
        }
        // Pressed once more, it is taken all the same.
        if matches!(self.answer, Answer::Taken(before, _) if before == chord) {
            return Some(Chosen::This(chord));
        }
        self.answer = if !chord.is_free() || self.everywhere && !HotKeys::may_be(chord) {
            Answer::NotFree(chord)
        } else if self.everywhere {
            return Some(Chosen::This(chord));
        } else if let Some(holder) = keys.holder(chord, self.action) {
            Answer::Taken(chord, holder)
        } else {
            return Some(Chosen::This(chord));
        };
        None
    }

    /// Whether this chord is for having none instead of the one that is replaced.
    fn takes_away(self, chord: Chord) -> bool {
        let plain = chord.modifiers() == keymap::Modifiers::NONE;
        self.place.is_some() && plain && chord.key() == keymap::Key::Delete
    }
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

    /// The keys that work while another program has the keyboard; says whether any is shown.
    fn everywhere(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, wanted: &str) -> bool {
        let Some(choice) = beside.phone.hot_keys() else {
            return false;
        };
        let words = beside.words;
        let title = words.say("Everywhere, also while another program has the keyboard");
        let chosen = choice.chosen();
        let told = |text: &str| text.to_lowercase().contains(wanted);
        let shown = HOT_ACTIONS.into_iter().filter(|action| {
            let chord = chosen.chord(*action).map(|chord| words.chord(chord));
            told(title) || told(&words.action(*action)) || chord.is_some_and(|chord| told(&chord))
        });
        let shown: Vec<Action> = shown.collect();
        if shown.is_empty() {
            return false;
        }
        ui.add_space(8.0);
        ui.label(RichText::new(title).strong().size(16.0));
        for action in shown {
            self.everywhere_row(ui, beside, action, chosen.chord(action));
        }
        let state = choice.state();
        if let Some(said) = said_of(words, &state) {
            let quiet = match &state {
                HotKeyState::ByDesktop(given) => !given.is_empty(),
                state => matches!(state, HotKeyState::Wayland | HotKeyState::Unsupported),
            };
            let ink = match quiet {
                true => ui.visuals().weak_text_color(),
                false => ui.visuals().warn_fg_color,
            };
            ui.colored_label(ink, said);
        }
        true
    }

    fn everywhere_row(
        &mut self,
        ui: &mut Ui,
        beside: &mut Beside<'_>,
        action: Action,
        chord: Option<Chord>,
    ) {
        let words = beside.words;
        let name = words.action(action);
        let asked = self
            .asking
            .filter(|asking| asking.action == action && asking.everywhere);
        ui.horizontal_wrapped(|ui| {
            let room = vec2(TITLE_WIDTH, ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(TITLE_WIDTH);
                ui.label(&name);
            });
            let text = match chord {
                _ if asked.is_some() => words.say("Press the keys…").to_owned(),
                Some(chord) => words.chord(chord),
                None => "+".to_owned(),
            };
            let told = match chord {
                Some(chord) => words.with("{} everywhere: {}", &[&name, &words.chord(chord)]),
                None => words.with("{} everywhere: no key", &[&name]),
            };
            let button = ui.add(Button::new(text).selected(asked.is_some()));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
            if button.clicked() {
                self.asking = Some(Asking {
                    action,
                    place: chord.map(|_| 0),
                    everywhere: true,
                    answer: Answer::Awaited,
                });
            }
        });
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

/// What there is to say of the keys for everywhere.
fn said_of(words: Words, state: &HotKeyState) -> Option<String> {
    Some(match state {
        HotKeyState::Unused => return None,
        HotKeyState::Working { taken } if taken.is_empty() => return None,
        HotKeyState::Working { taken } => {
            let taken: Vec<String> = taken.iter().map(|chord| words.chord(*chord)).collect();
            words.with(
                "{} belongs to another program, or to no key of this keyboard",
                &[&taken.join(", ")],
            )
        }
        HotKeyState::ByDesktop(given) if given.is_empty() => {
            words.say("The desktop gives none of these keys").to_owned()
        }
        HotKeyState::ByDesktop(given) => {
            let given = given.iter();
            let given: Vec<String> = given
                .map(|(action, key)| format!("{}: {key}", words.action(*action)))
                .collect();
            words.with("The desktop gives these keys: {}", &[&given.join(", ")])
        }
        HotKeyState::Wayland => words.with(
            "Wayland gives programs no keys of this kind. The settings of the desktop can give keys to these commands: {}",
            &[&"offhook answer, offhook hangup, offhook mute"],
        ),
        HotKeyState::Unsupported => words
            .say("This system gives programs no keys of this kind")
            .to_owned(),
        HotKeyState::Failed(why) => words.with("These keys do not work: {}", &[&words.reason(why)]),
    })
}

/// Give the action this key everywhere, or none.
fn give_everywhere(beside: &Beside<'_>, action: Action, chord: Option<Chord>) {
    if let Some(choice) = beside.phone.hot_keys() {
        let mut keys = choice.chosen();
        // What cannot be had everywhere was refused when it was pressed.
        if keys.set(action, chord).is_ok() {
            choice.choose(keys);
        }
    }
}

/// Whether an action, or one of its chords, is called so.
fn matches(words: Words, keys: &KeyMap, action: Action, wanted: &str) -> bool {
    let told = |text: String| text.to_lowercase().contains(wanted);
    let mut chords = keys.chords(action).iter();
    told(words.action(action)) || chords.any(|chord| told(words.chord(*chord)))
}

/// Give the action the chord that was chosen for it.
fn give(beside: &mut Beside<'_>, asked: Asking, chord: Chord) {
    let mut chords = beside.keys.chords(asked.action).to_vec();
    match asked.place.and_then(|place| chords.get_mut(place)) {
        Some(before) => *before = chord,
        None => chords.push(chord),
    }
    let mut keys = beside.keys.clone();
    keys.set(asked.action, chords);
    beside.commands.push(Command::UseKeys(Box::new(keys)));
}

/// Have no key instead of the one that is asked about.
fn take_away(beside: &mut Beside<'_>, asked: Asking) {
    if asked.everywhere {
        return give_everywhere(beside, asked.action, None);
    }
    let keys = without(beside.keys, asked);
    beside.commands.push(Command::UseKeys(Box::new(keys)));
}

/// The same keys without the one that is asked about.
fn without(keys: &KeyMap, asked: Asking) -> KeyMap {
    let mut chords = keys.chords(asked.action).to_vec();
    if let Some(place) = asked.place.filter(|place| *place < chords.len()) {
        chords.remove(place);
    }
    let mut keys = keys.clone();
    keys.set(asked.action, chords);
    keys
}
