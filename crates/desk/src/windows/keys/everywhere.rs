//! The keys that work while another program has the keyboard, below those of the window.

use egui::accesskit::Role;
use egui::{Align, Button, Layout, RichText, Ui, WidgetInfo, vec2};
use keymap::{Action, Chord, HOT_ACTIONS};

use super::asking::{Answer, Asking};
use super::{Keys, TITLE_WIDTH};
use crate::hot_keys::HotKeyState;
use crate::windows::Beside;
use crate::words::Words;

impl Keys {
    /// The keys that work while another program has the keyboard; says whether any is shown.
    pub(super) fn everywhere(
        &mut self,
        ui: &mut Ui,
        beside: &mut Beside<'_>,
        wanted: &str,
    ) -> bool {
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
