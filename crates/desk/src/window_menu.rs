//! The menu of the window itself: under the right button, anywhere on the phone.

use egui::style::ScrollStyle;
use egui::{Button, Id, Popup, ScrollArea, Sense, SetOpenCommand, Ui, vec2};
use keymap::{Action, KeyMap};
use station::{Intent, Preference};

use crate::focus::mark_entry;
use crate::keyboard::{Command, Resize};
use crate::look::Face;
use crate::quick_search::Among;
use crate::theme::Theme;
use crate::tokens::size::FACTORS;
use crate::windows::{SideWindow, follow_focus};
use crate::words::Words;

/// What the entries depend on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Showing<'a> {
    /// The keys that do the same.
    pub(crate) keys: &'a KeyMap,
    /// The window is over all others.
    pub(crate) on_top: bool,
    /// There are sound devices to choose.
    pub(crate) has_sound: bool,
    /// The sound of the modes can be tried.
    pub(crate) has_tuning: bool,
    /// There are preferences to change.
    pub(crate) has_preferences: bool,
    /// There is a desktop around the window.
    pub(crate) has_desktop: bool,
    /// There is a call, which could be recorded.
    pub(crate) in_call: bool,
    /// The face that is shown.
    pub(crate) face: Face,
    /// The theme that is chosen.
    pub(crate) theme: Theme,
    /// A problem report can be written.
    pub(crate) has_report: bool,
    /// What was said lately can be shown.
    pub(crate) has_ladder: bool,
    /// Figures of calls can be shown.
    pub(crate) has_statistics: bool,
    /// There are call lists.
    pub(crate) has_history: bool,
    /// There is an address book.
    pub(crate) has_contacts: bool,
    /// The phone records it.
    pub(crate) recording: bool,
    /// Calls are seen, not heard.
    pub(crate) do_not_disturb: bool,
}

/// Whether the menu was opened by a key.
#[derive(Clone, Copy)]
struct ByKey(bool);

/// Offer the menu, opened by the right button or now by a key; gives what was picked.
pub(crate) fn show(
    ui: &Ui,
    words: Words,
    number: Option<&str>,
    mut by_key: bool,
    showing: Showing<'_>,
) -> Option<Command> {
    let keys = |action| words.shortcut(showing.keys, action);
    let mut picked = None;
    let ground = ui.interact(ui.max_rect(), Id::unique("window menu"), Sense::hover());
    let by_button = ground.container_secondary_clicked();
    if by_key || by_button {
        ui.data_mut(|data| data.insert_temp(ground.id, ByKey(by_key)));
    }
    let placed = ui.data(|data| data.get_temp(ground.id));
    let menu = Popup::menu(&ground);
    let menu = match placed {
        Some(ByKey(true)) => menu.at_position(ui.max_rect().left_top() + vec2(12.0, 12.0)),
        _ => menu.at_pointer_fixed(),
    };
    let change = match (by_key || by_button, ground.container_clicked()) {
        (true, _) => Some(SetOpenCommand::Bool(true)),
        (false, true) => Some(SetOpenCommand::Bool(false)),
        (false, false) => None,
    };
    let menu = menu.open_memory(change);
    menu.show(|ui| {
        // In a small window, or with large text, there are more entries than fit.
        let height = ui.ctx().content_rect().height() - 24.0;
        // Beside the entries, not over their keys.
        ui.spacing_mut().scroll = ScrollStyle::solid();
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .show(ui, |ui| {
                let mut entry =
                    |ui: &mut Ui, enabled: bool, entry: Button<'_>, command: Command| {
                        let entry = ui.add_enabled(enabled, entry);
                        if enabled && std::mem::take(&mut by_key) {
                            entry.request_focus();
                        }
                        mark_entry(ui, &entry);
                        if entry.clicked() {
                            picked = Some(command);
                            ui.close();
                        }
                    };
                entry(
                    ui,
                    true,
                    Button::new(words.say("Paste number")).shortcut_text(keys(Action::Paste)),
                    Command::Paste,
                );
                let copy = match number {
                    Some(number) => words.with("Copy {}", &[&number]),
                    None => words.say("Copy number").to_owned(),
                };
                entry(
                    ui,
                    number.is_some(),
                    Button::new(copy).shortcut_text(keys(Action::Copy)),
                    Command::Copy,
                );
                let record = words.say(if showing.recording {
                    "Stop recording"
                } else {
                    "Record the call"
                });
                entry(
                    ui,
                    showing.in_call || showing.recording,
                    Button::new(record).shortcut_text(keys(Action::Record)),
                    Command::Phone(Intent::Record(!showing.recording)),
                );
                let quiet =
                    Button::new(words.say("Do not disturb")).selected(showing.do_not_disturb);
                let wish = Preference::DoNotDisturb(!showing.do_not_disturb);
                entry(ui, true, quiet, Command::Phone(Intent::Prefer(wish)));
                ui.separator();
                let compact = Button::new(words.say("Display only"))
                    .selected(showing.face == Face::Compact)
                    .shortcut_text(keys(Action::Compact));
                entry(ui, true, compact, Command::OtherFace);
                let size = ui.menu_button(words.say("Size"), |ui| {
                    for factor in FACTORS {
                        let percent = format!("{:.0} %", factor * 100.0);
                        entry(
                            ui,
                            true,
                            Button::new(percent),
                            Command::Resize(Resize::To(factor)),
                        );
                    }
                });
                mark_entry(ui, &size.response);
                let themes = ui.menu_button(words.say("Theme"), |ui| {
                    for theme in Theme::ALL {
                        let chosen =
                            Button::new(words.say(theme.name())).selected(theme == showing.theme);
                        entry(ui, true, chosen, Command::Theme(theme));
                    }
                });
                mark_entry(ui, &themes.response);
                if showing.has_sound {
                    let sound =
                        Button::new(words.say("Sound…")).shortcut_text(keys(Action::SoundDevices));
                    entry(ui, true, sound, Command::Sound);
                }
                if showing.has_tuning {
                    let tuning =
                        Button::new(words.say("Audio tuning")).shortcut_text(keys(Action::Tuning));
                    entry(ui, true, tuning, Command::Open(SideWindow::Tuning));
                }
                if showing.has_history || showing.has_contacts {
                    let search = Button::new(words.say("Quick search"))
                        .shortcut_text(keys(Action::QuickSearch));
                    entry(ui, true, search, Command::Search(Among::All, String::new()));
                }
                if showing.has_history {
                    let redial = Button::new(words.say("Redial list"))
                        .shortcut_text(keys(Action::RedialList));
                    entry(
                        ui,
                        true,
                        redial,
                        Command::Search(Among::Placed, String::new()),
                    );
                    let calls =
                        Button::new(words.say("Call history")).shortcut_text(keys(Action::History));
                    entry(ui, true, calls, Command::Open(SideWindow::History));
                }
                if showing.has_contacts {
                    let book =
                        Button::new(words.say("Contacts")).shortcut_text(keys(Action::Contacts));
                    entry(ui, true, book, Command::Open(SideWindow::Contacts));
                }
                if showing.has_preferences {
                    let all = Button::new(words.say("Preferences…"))
                        .shortcut_text(keys(Action::Preferences));
                    entry(ui, true, all, Command::Open(SideWindow::Preferences));
                }
                let list = Button::new(words.say("Keys…")).shortcut_text(keys(Action::Keys));
                entry(ui, true, list, Command::Open(SideWindow::Keys));
                if showing.has_ladder {
                    let ladder = Button::new(words.say("Messages of the call"))
                        .shortcut_text(keys(Action::Ladder));
                    entry(ui, true, ladder, Command::Open(SideWindow::Ladder));
                }
                if showing.has_report {
                    let report = Button::new(words.say("Problem report"))
                        .shortcut_text(keys(Action::ProblemReport));
                    entry(ui, true, report, Command::Open(SideWindow::ProblemReport));
                }
                if showing.has_statistics {
                    let statistics = Button::new(words.say("Call statistics"))
                        .shortcut_text(keys(Action::Statistics));
                    entry(ui, true, statistics, Command::Open(SideWindow::Statistics));
                }
                if showing.has_desktop {
                    let desktop = Button::new(words.say("Desktop…"));
                    entry(ui, true, desktop, Command::Open(SideWindow::Desktop));
                }
                let top = Button::new(words.say("Always on top"))
                    .shortcut_text(keys(Action::OnTop))
                    .selected(showing.on_top);
                entry(ui, true, top, Command::OnTop(!showing.on_top));
                ui.separator();
                entry(
                    ui,
                    true,
                    Button::new(words.say("Quit")).shortcut_text(keys(Action::Quit)),
                    Command::Close,
                );
                follow_focus(ui);
            });
    });
    picked
}
