//! The call lists as pages of the Directories menu: what they show, and what their keys do.

use std::iter;

use sccp::Language;

use crate::keys::local;
use crate::menu::{Choice, Entry, OpenMenu, Page, item, menu_item};
use crate::{CallList, CallLogEntry, MenuItem, Station};

/// "Unknown Number": a caller who tells neither name nor number.
const UNKNOWN_NUMBER: (u8, u8) = (0x80, 56);

impl CallLogEntry {
    /// What it is listed as: name, else number.
    fn title(&self, language: Language) -> &str {
        let (prefix, number) = UNKNOWN_NUMBER;
        [&self.name, &self.number]
            .into_iter()
            .find(|text| !text.is_empty())
            .map_or_else(
                || language.phrase(prefix, number).unwrap_or_default(),
                String::as_str,
            )
    }
}

impl Station {
    /// The soft keys of a page.
    pub(crate) fn keys_of_page(&self, page: Page) -> &'static [&'static str] {
        match page {
            Page::Directories => &[local::SELECT, local::CLEAR, local::EXIT],
            Page::List(list) if self.call_log.lists.list(list).next().is_none() => &[local::EXIT],
            Page::List(_) => &[
                local::DIAL,
                local::EDIT,
                local::DETAILS,
                local::DELETE,
                local::EXIT,
            ],
            Page::Details(..) => &[local::DIAL, local::EDIT, local::EXIT],
            Page::Personal if self.marked_personal().is_none() => &[local::BACKSPACE, local::EXIT],
            Page::Personal => &[local::DIAL, local::EDIT, local::BACKSPACE, local::EXIT],
            Page::RingOf(_) => &[local::SELECT, local::PLAY, local::EXIT],
            Page::Rings => &[local::SELECT, local::PLAY, local::EXIT],
            Page::Level(..) => &[local::SAVE, local::DOWN, local::UP, local::CANCEL],
            Page::StatusMessages if self.status_messages.iter().next().is_none() => &[local::EXIT],
            Page::StatusMessages => &[local::DETAILS, local::CLEAR, local::EXIT],
            Page::NetworkConfiguration
            | Page::CallServers
            | Page::SecurityConfiguration
            | Page::ModelInformation
            | Page::StatusMessage(_)
            | Page::TraceFile
            | Page::NetworkStatistics
            | Page::Firmware
            | Page::Help
            | Page::KeyHelp
            | Page::CallStatistics
            | Page::StatusOfCall => &[local::EXIT],
            Page::Settings
            | Page::UserPreferences
            | Page::Volumes
            | Page::Themes
            | Page::Languages
            | Page::DeviceConfiguration
            | Page::Trace
            | Page::Status
            | Page::Services
            | Page::Messages
            | Page::Application => &[local::SELECT, local::EXIT],
        }
    }

    /// The lists with how many calls they hold.
    pub(crate) fn call_lists(&self) -> Vec<Entry> {
        let lists = &self.call_log.lists;
        CallList::ALL
            .map(|list| {
                let count = lists.list(list).count();
                let new = match list {
                    CallList::Missed => lists.new_missed(),
                    CallList::Received | CallList::Placed => 0,
                };
                let detail = match new {
                    0 => count.to_string(),
                    new => self.words_with("{} ({} new)", &[&count, &new]),
                };
                (
                    menu_item(self.words(list.title()), detail),
                    Choice::Open(Page::List(list)),
                )
            })
            .into()
    }

    /// The calls of a list.
    pub(crate) fn list_items(&self, list: CallList) -> Vec<Entry> {
        let items: Vec<_> = self
            .call_log
            .lists
            .list(list)
            .map(|entry| {
                let item = MenuItem {
                    label: entry.title(self.config.language).to_owned(),
                    detail: entry.number.clone(),
                    time: self.time_of(entry),
                    presence: self.watching.presence(&entry.number),
                    ..MenuItem::default()
                };
                (item, self.choice_to_dial(entry))
            })
            .collect();
        if items.is_empty() {
            vec![item(self.words("No calls"), "")]
        } else {
            items
        }
    }

    /// All that is known of a call.
    pub(crate) fn call_details(&self, list: CallList, at: usize) -> Vec<Entry> {
        let Some(entry) = self.call_log.lists.list(list).nth(at) else {
            return vec![item(self.words("No call"), "")];
        };
        let lasted = entry.duration_secs.map(|seconds| {
            let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
            match hours {
                0 => format!("{minutes}:{:02}", seconds % 60),
                hours => format!("{hours}:{minutes:02}:{:02}", seconds % 60),
            }
        });
        let line = match entry.line_instance {
            0 => String::new(),
            line => line.to_string(),
        };
        let named = !entry.name.is_empty() && entry.name != entry.number;
        let name = match named {
            true => menu_item(self.words("Name"), &entry.name),
            false => MenuItem {
                owner_of: entry.number.clone(),
                ..menu_item(self.words("Name"), self.words("not known"))
            },
        };
        let rows = [
            (self.words("Number"), entry.number.clone()),
            (self.words("By way of"), entry.via.clone()),
            (self.words("Time"), self.time_of(entry)),
            (self.words("Lasted"), lasted.unwrap_or_default()),
            (self.words("Line"), line),
        ];
        let rows = rows
            .into_iter()
            .filter(|(_, detail)| !detail.is_empty())
            .map(|(label, detail)| menu_item(label, detail));
        iter::once(name)
            .chain(rows)
            .map(|item| (item, self.choice_to_dial(entry)))
            .collect()
    }

    fn time_of(&self, entry: &CallLogEntry) -> String {
        entry
            .began
            .map(|began| self.date_template.written(began))
            .unwrap_or_default()
    }

    /// List and place of the call that the keys are about.
    fn marked_call(&self) -> Option<(CallList, usize)> {
        let menu = self.menu?;
        match menu.page {
            Page::List(list) => Some((list, menu.selected)),
            Page::Details(list, at) => Some((list, at)),
            _ => None,
        }
    }

    /// The number of the marked call goes where typed digits go, to be changed before dialling.
    pub(crate) fn edit_listed_number(&mut self) {
        let listed = self.marked_call().and_then(|(list, at)| {
            let mut entries = self.call_log.lists.list(list);
            entries.nth(at).map(|entry| self.number_to_dial(entry))
        });
        let Some(number) = listed.or_else(|| self.marked_personal()) else {
            return;
        };
        self.menu = None;
        if !self.takes_digits() {
            self.dialling.typed.clear();
        }
        self.paste(&number);
    }

    /// All that is known of the marked call.
    pub(crate) fn show_call_details(&mut self) {
        if let Some((list, at)) = self.marked_call() {
            self.open_page(Page::Details(list, at));
        } else if self
            .menu
            .is_some_and(|menu| menu.page == Page::StatusMessages)
        {
            self.pick_menu_item();
        }
    }

    /// Take the marked call out of its list.
    pub(crate) fn delete_listed_call(&mut self) {
        let Some((list, at)) = self.marked_call() else {
            return;
        };
        self.delete_logged_call(list, at);
        self.keep_mark_in_lists(None);
    }

    /// The call that the keys are about.
    pub(crate) fn marked_entry(&self) -> Option<CallLogEntry> {
        let (list, at) = self.marked_call()?;
        self.call_log.lists.list(list).nth(at).cloned()
    }

    /// Calls have gone from the lists: the mark stays on its call, or near where that was; the
    /// page of a call that has gone gives way to its list.
    pub(crate) fn keep_mark_in_lists(&mut self, marked: Option<&CallLogEntry>) {
        let Some(OpenMenu { page, selected, .. }) = self.menu else {
            return;
        };
        let (list, at) = match page {
            Page::List(list) => (list, selected),
            Page::Details(list, at) => (list, at),
            _ => return,
        };
        let mut left = self.call_log.lists.list(list);
        let still = marked.and_then(|marked| left.position(|entry| entry.is(marked)));
        let last = self.call_log.lists.list(list).count().saturating_sub(1);
        self.menu = Some(match (page, still) {
            (Page::Details(..), Some(at)) => OpenMenu::at(Page::Details(list, at), selected),
            _ => OpenMenu::at(Page::List(list), still.unwrap_or(at).min(last)),
        });
    }

    /// Empty what the page shows: the status messages, or all call lists.
    pub(crate) fn clear_in_menu(&mut self) {
        if self
            .menu
            .is_some_and(|menu| menu.page == Page::StatusMessages)
        {
            self.status_messages.clear();
            self.mark_item(0);
        } else {
            self.clear_call_log();
        }
    }

    /// A call has come into a list, in front: the mark stays on the call it was on.
    pub(crate) fn keep_marked_entry(&mut self, list: CallList) {
        let count = self.call_log.lists.list(list).count();
        let Some(menu) = &mut self.menu else { return };
        match &mut menu.page {
            Page::List(open) if *open == list && count > 1 => {
                menu.selected = (menu.selected + 1).min(count - 1);
            }
            Page::Details(open, at) if *open == list => *at += 1,
            _ => {}
        }
    }

    /// The numbers of the list that is open.
    pub(crate) fn listed_numbers(&self) -> Vec<String> {
        match self.menu.map(|menu| menu.page) {
            Some(Page::List(list)) => self
                .call_log
                .lists
                .list(list)
                .map(|entry| entry.number.clone())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// What is dialled for a call: what was dialled once is dialled the same way again.
    fn number_to_dial(&self, entry: &CallLogEntry) -> String {
        match entry.list {
            CallList::Placed => entry.number.clone(),
            CallList::Missed | CallList::Received => self.dialling.dialled_for(&entry.number),
        }
    }

    fn choice_to_dial(&self, entry: &CallLogEntry) -> Choice {
        if entry.number.is_empty() {
            Choice::Nothing
        } else {
            Choice::Dial(self.number_to_dial(entry))
        }
    }
}
