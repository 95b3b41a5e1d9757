//! The preferences: a tab for each subject, changes at once in force and kept.

mod advanced;
mod audio;
pub(super) mod auto_gain;
mod directories;
pub(super) mod microphone_gain;
mod network;
mod rings;
mod rows;
mod rules;
mod user;

use egui::{Align, Key, Layout, Modifiers, RichText, ScrollArea, Ui, Vec2, vec2};

use super::{Beside, Content, SideWindow, follow_focus};
use crate::Phone;
use crate::desktop::DesktopChoice;
use crate::keyboard::{Command, Resize};
use crate::look::Look;
use crate::preferences::{Change, Outcome, Preferences};
use crate::sound::SoundChoice;
use crate::words::Words;
use directories::DirectoriesTab;
pub(super) use rows::note;
use rows::{Rows, Typing};

/// The tabs in their order, with their names.
const TABS: [(Tab, &str); 6] = [
    (Tab::User, "User"),
    (Tab::Audio, "Audio"),
    (Tab::Directories, "Directories"),
    (Tab::Network, "Network"),
    (Tab::Shortcuts, "Shortcuts"),
    (Tab::Advanced, "Advanced"),
];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    User,
    Audio,
    Directories,
    Network,
    Shortcuts,
    Advanced,
}

/// The window of preferences.
#[derive(Default)]
pub(super) struct PreferencesWindow {
    tab: Tab,
    typing: Typing,
    directories: DirectoriesTab,
    /// What was set when the tab was opened.
    before: Option<Before>,
    /// All is to be as usual: asked once more.
    reset: bool,
}

struct Before {
    set: Preferences,
    sound: Option<SoundChoice>,
    look: Look,
    factor: f32,
    desktop: Option<DesktopChoice>,
}

impl Content for PreferencesWindow {
    fn title(&self, words: Words) -> String {
        words.say("Preferences").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(780.0, 640.0)
    }

    fn least(&self) -> Vec2 {
        vec2(580.0, 280.0)
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let Some(store) = beside.phone.preferences() else {
            beside.close = true;
            return;
        };
        let words = beside.words;
        let set = store.preferences();
        let spacing = ui.spacing_mut();
        spacing.item_spacing.y = 7.0;
        spacing.interact_size.y = 25.0;
        spacing.button_padding.x = 8.0;
        self.choose_tab(ui, words);
        let before = self.before.get_or_insert_with(|| Before {
            set: set.clone(),
            sound: beside.phone.sound().map(|sound| sound.chosen),
            look: beside.look,
            factor: beside.factor,
            desktop: beside.phone.desktop().map(|desktop| desktop.choice()),
        });
        let overridden = store.overridden();
        let mut rows = Rows {
            words,
            set: &set,
            overridden: &overridden,
            typing: &mut self.typing,
            changes: Vec::new(),
            keys: Vec::new(),
        };
        ui.separator();
        let room = (ui.available_height() - 40.0).max(60.0);
        ScrollArea::both()
            .id_salt(("tab", self.tab as u8))
            .auto_shrink(false)
            .max_height(room)
            .show(ui, |ui| {
                match self.tab {
                    Tab::User => user::draw(ui, &mut rows, beside, store),
                    Tab::Audio => audio::draw(ui, &mut rows, beside, store),
                    Tab::Directories => self.directories.draw(ui, &mut rows, beside),
                    Tab::Network => network::draw(ui, &mut rows, store),
                    Tab::Shortcuts => shortcuts(ui, beside),
                    Tab::Advanced => advanced::draw(ui, &mut rows, store, &mut self.reset),
                }
                follow_focus(ui);
            });
        let Rows {
            mut changes, keys, ..
        } = rows;
        ui.separator();
        let undo = before.changes(&set, &keys);
        let sound_changed = self.tab == Tab::Audio
            && beside.phone.sound().map(|sound| sound.chosen) != before.sound;
        let taste = match self.tab {
            Tab::User => before.taste(beside),
            _ => Taste::default(),
        };
        ui.horizontal(|ui| {
            let can = !undo.is_empty() || sound_changed || taste != Taste::default();
            let button = egui::Button::new(words.say("Undo"));
            if ui.add_enabled(can, button).clicked() {
                changes.extend(undo);
                if let Some(sound) = before.sound.clone().filter(|_| sound_changed) {
                    beside.phone.choose_sound(sound);
                }
                beside.commands.extend(taste.commands);
                if let Some((desktop, before)) = beside.phone.desktop().zip(taste.desktop) {
                    desktop.choose(before);
                }
                self.typing.clear();
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                outcome(ui, words, &store.outcome());
            });
        });
        if !changes.is_empty() {
            store.change(changes);
            ui.ctx().request_repaint();
        }
    }

    fn closed(&mut self, phone: &dyn Phone) {
        phone.forget_sound();
    }
}

impl PreferencesWindow {
    fn choose_tab(&mut self, ui: &mut Ui, words: Words) {
        let mut wanted = beside_by_key(ui, self.tab);
        ui.horizontal(|ui| {
            for (tab, name) in TABS {
                let chosen = self.tab == tab;
                let label = ui.selectable_label(chosen, words.say(name));
                if label.clicked() && !chosen {
                    wanted = Some(tab);
                }
                if wanted == Some(tab) && !chosen {
                    // Tab goes into it from there.
                    label.request_focus();
                }
            }
        });
        if let Some(tab) = wanted {
            self.tab = tab;
            self.before = None;
            self.typing.clear();
            self.reset = false;
        }
    }
}

/// The tab beside this one that a key asks for: Ctrl with Tab or Page down, and back.
fn beside_by_key(ui: &Ui, tab: Tab) -> Option<Tab> {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let (ctrl, shift) = (Modifiers::COMMAND, Modifiers::SHIFT);
    // With Shift first: without it, Shift is of no account.
    let step = if pressed(ctrl | shift, Key::Tab) || pressed(ctrl, Key::PageUp) {
        TABS.len() - 1
    } else if pressed(ctrl, Key::Tab) || pressed(ctrl, Key::PageDown) {
        1
    } else {
        return None;
    };
    let at = TABS.iter().position(|(one, _)| *one == tab)?;
    Some(TABS[(at + step) % TABS.len()].0)
}

/// What makes the window as it was.
#[derive(Default, PartialEq)]
struct Taste {
    commands: Vec<Command>,
    desktop: Option<DesktopChoice>,
}

impl Before {
    /// What has become different of what the window keeps itself.
    fn taste(&self, beside: &Beside<'_>) -> Taste {
        let mut commands = Vec::new();
        let (was, now) = (self.look, beside.look);
        let of_text = |look: Look| (look.theme, look.still, look.text_scale);
        if was.face != now.face {
            commands.push(Command::OtherFace);
        } else if (self.factor - beside.factor).abs() > 0.005 {
            commands.push(Command::Resize(Resize::To(self.factor)));
        }
        if of_text(was) != of_text(now) {
            commands.push(Command::Wear(Look {
                theme: was.theme,
                still: was.still,
                text_scale: was.text_scale,
                ..now
            }));
        }
        let desktop = beside.phone.desktop().map(|desktop| desktop.choice());
        Taste {
            commands,
            desktop: self.desktop.filter(|_| desktop != self.desktop),
        }
    }

    /// What makes these keys as they were.
    fn changes(&self, now: &Preferences, keys: &[String]) -> Vec<Change> {
        let of = |set: &Preferences, key: &str| set.values.get(key).cloned();
        keys.iter()
            .filter(|key| of(&self.set, key) != of(now, key))
            .map(|key| (key.clone(), of(&self.set, key)))
            .collect()
    }
}

/// The keys have a window of their own.
fn shortcuts(ui: &mut Ui, beside: &mut Beside<'_>) {
    let words = beside.words;
    ui.add_space(8.0);
    ui.label(words.say("What every key of the computer does is shown in a window of its own."));
    ui.add_space(8.0);
    if ui.button(words.say("Show the keys")).clicked() {
        beside.commands.push(Command::Open(SideWindow::Keys));
    }
}

fn outcome(ui: &mut Ui, words: Words, outcome: &Outcome) {
    let (text, alert) = match outcome {
        Outcome::Kept => (
            words
                .say("Changes are in force at once, and kept.")
                .to_owned(),
            false,
        ),
        Outcome::ForNow => (
            words
                .say("In force at once, for this time only.")
                .to_owned(),
            false,
        ),
        Outcome::AfterCall => (words.say("Applies when the call ends.").to_owned(), false),
        Outcome::Refused(reason) => (words.sentence(reason), true),
    };
    let shown = match alert {
        true => RichText::new(&text).color(ui.visuals().error_fg_color),
        false => RichText::new(&text).weak(),
    };
    let response = ui.add(egui::Label::new(shown).wrap());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(if alert {
            egui::accesskit::Role::Alert
        } else {
            egui::accesskit::Role::Status
        });
        node.set_label(text.as_str());
    });
}
