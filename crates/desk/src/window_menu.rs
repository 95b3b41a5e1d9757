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

/// A line of the menu.
enum Line {
    Entry(Entry),
    /// More entries, under this title.
    More(&'static str, Vec<Entry>),
    Rule,
}

/// Something to pick.
struct Entry {
    text: String,
    /// The keys that do the same, where any can.
    keys: Option<String>,
    enabled: bool,
    /// Whether it is so now; nothing for what is no switch.
    is_on: Option<bool>,
    command: Command,
}

/// What the menu has now, from the top.
fn lines(words: Words, number: Option<&str>, showing: Showing<'_>) -> Vec<Line> {
    let plain = |text: String, command| Entry {
        text,
        keys: None,
        enabled: true,
        is_on: None,
        command,
    };
    let does = |text, action, command| Entry {
        keys: Some(words.shortcut(showing.keys, action)),
        ..plain(words.say(text).to_owned(), command)
    };
    let opens = |text, action, window| does(text, action, Command::Open(window));
    let copy = number.map(|number| words.with("Copy {}", &[&number]));
    let record = if showing.recording {
        "Stop recording"
    } else {
        "Record the call"
    };
    let recorded = Command::Phone(Intent::Record(!showing.recording));
    let quiet = Preference::DoNotDisturb(!showing.do_not_disturb);
    let quiet = Command::Phone(Intent::Prefer(quiet));
    let sizes = FACTORS.into_iter().map(|factor| {
        let percent = format!("{:.0} %", factor * 100.0);
        plain(percent, Command::Resize(Resize::To(factor)))
    });
    let themes = Theme::ALL.into_iter().map(|theme| Entry {
        is_on: Some(theme == showing.theme),
        ..plain(words.say(theme.name()).to_owned(), Command::Theme(theme))
    });
    let search = |among| Command::Search(among, String::new());
    let mut lines = vec![
        Line::Entry(does("Paste number", Action::Paste, Command::Paste)),
        Line::Entry(Entry {
            text: copy.unwrap_or_else(|| words.say("Copy number").to_owned()),
            enabled: number.is_some(),
            ..does("Copy number", Action::Copy, Command::Copy)
        }),
        Line::Entry(Entry {
            enabled: showing.in_call || showing.recording,
            ..does(record, Action::Record, recorded)
        }),
        Line::Entry(Entry {
            is_on: Some(showing.do_not_disturb),
            ..plain(words.say("Do not disturb").to_owned(), quiet)
        }),
        Line::Rule,
        Line::Entry(Entry {
            is_on: Some(showing.face == Face::Compact),
            ..does("Display only", Action::Compact, Command::OtherFace)
        }),
        Line::More(words.say("Size"), sizes.collect()),
        Line::More(words.say("Theme"), themes.collect()),
    ];
    let there_or_not = [
        (
            showing.has_sound,
            does("Sound…", Action::SoundDevices, Command::Sound),
        ),
        (
            showing.has_tuning,
            opens("Audio tuning", Action::Tuning, SideWindow::Tuning),
        ),
        (
            showing.has_history || showing.has_contacts,
            does("Quick search", Action::QuickSearch, search(Among::All)),
        ),
        (
            showing.has_history,
            does("Redial list", Action::RedialList, search(Among::Placed)),
        ),
        (
            showing.has_history,
            opens("Call history", Action::History, SideWindow::History),
        ),
        (
            showing.has_contacts,
            opens("Contacts", Action::Contacts, SideWindow::Contacts),
        ),
        (
            showing.has_preferences,
            opens("Preferences…", Action::Preferences, SideWindow::Preferences),
        ),
        (true, opens("Keys…", Action::Keys, SideWindow::Keys)),
        (
            showing.has_ladder,
            opens("Messages of the call", Action::Ladder, SideWindow::Ladder),
        ),
        (
            showing.has_report,
            opens(
                "Problem report",
                Action::ProblemReport,
                SideWindow::ProblemReport,
            ),
        ),
        (
            showing.has_statistics,
            opens(
                "Call statistics",
                Action::Statistics,
                SideWindow::Statistics,
            ),
        ),
        (
            showing.has_desktop,
            plain(
                words.say("Desktop…").to_owned(),
                Command::Open(SideWindow::Desktop),
            ),
        ),
    ];
    let there = there_or_not.into_iter().filter(|(there, _)| *there);
    lines.extend(there.map(|(_, entry)| Line::Entry(entry)));
    lines.extend([
        Line::Entry(Entry {
            is_on: Some(showing.on_top),
            ..does(
                "Always on top",
                Action::OnTop,
                Command::OnTop(!showing.on_top),
            )
        }),
        Line::Rule,
        Line::Entry(does("Quit", Action::Quit, Command::Close)),
    ]);
    lines
}

/// Whether the menu was opened by a key.
#[derive(Clone, Copy)]
struct ByKey(bool);

/// Offer the menu, opened by the right button or now by a key; gives what was picked.
pub(crate) fn show(
    ui: &Ui,
    words: Words,
    number: Option<&str>,
    by_key: bool,
    showing: Showing<'_>,
) -> Option<Command> {
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
                picked = draw(ui, lines(words, number, showing), by_key);
                follow_focus(ui);
            });
    });
    picked
}

/// Draws the lines; gives what was picked. Opened by a key, the first that can be picked has the
/// keyboard.
fn draw(ui: &mut Ui, lines: Vec<Line>, mut by_key: bool) -> Option<Command> {
    let mut picked = None;
    let mut add = |ui: &mut Ui, entry: Entry| {
        let mut button = Button::new(entry.text);
        if let Some(is_on) = entry.is_on {
            button = button.selected(is_on);
        }
        if let Some(keys) = entry.keys {
            button = button.shortcut_text(keys);
        }
        let touch = ui.add_enabled(entry.enabled, button);
        if entry.enabled && std::mem::take(&mut by_key) {
            touch.request_focus();
        }
        mark_entry(ui, &touch);
        if touch.clicked() {
            picked = Some(entry.command);
            ui.close();
        }
    };
    for line in lines {
        match line {
            Line::Entry(entry) => add(ui, entry),
            Line::More(title, entries) => {
                let more = ui.menu_button(title, |ui| {
                    entries.into_iter().for_each(|entry| add(ui, entry));
                });
                mark_entry(ui, &more.response);
            }
            Line::Rule => {
                ui.separator();
            }
        }
    }
    picked
}
