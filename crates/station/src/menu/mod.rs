//! The small menus of the phone itself: call lists, settings, services, help.
//!
//! They show what the phone knows anyway; menus of the server are its own matter. What the
//! call lists hold and do has a room of its own.

use std::sync::Arc;

use crate::lines::VOICEMAIL;
use crate::{CallFigures, CallList, HardKey, Menu, MenuItem, Station};

mod call_lists;
mod call_statistics;
mod services;

/// Which menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Directories,
    List(CallList),
    /// One call of a list, 0 the newest.
    Details(CallList, usize),
    Settings,
    Services,
    Help,
    /// The figures of the call in front.
    CallStatistics,
    /// The page in front of an application on the server.
    Application,
}

/// An open menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenMenu {
    pub(crate) page: Page,
    pub(crate) selected: usize,
}

impl OpenMenu {
    /// A menu that has just been opened.
    const fn new(page: Page) -> Self {
        Self { page, selected: 0 }
    }

    /// The page of an application, with this item marked.
    pub(crate) const fn application(selected: usize) -> Self {
        Self {
            page: Page::Application,
            selected,
        }
    }

    /// It is the page of an application.
    pub(crate) fn is_application(self) -> bool {
        self.page == Page::Application
    }
}

/// What picking an item does.
pub(crate) enum Choice {
    Nothing,
    Open(Page),
    Dial(String),
    Service(u32),
}

pub(crate) fn menu_item(label: &str, detail: impl Into<String>) -> MenuItem {
    MenuItem {
        label: label.to_owned(),
        detail: detail.into(),
        ..MenuItem::default()
    }
}

/// An item that is only read.
pub(crate) fn item(label: &str, detail: impl Into<String>) -> (MenuItem, Choice) {
    (menu_item(label, detail), Choice::Nothing)
}

impl Station {
    /// A key with a name of its own.
    pub(crate) fn press_hard_key(&mut self, key: HardKey) {
        let page = match key {
            // The server dials the mailbox (section 5.5): that of the line in front.
            HardKey::Messages => {
                self.send_stimulus(VOICEMAIL, self.active_line.max(1), 0);
                self.await_call();
                return;
            }
            HardKey::Directories => Page::Directories,
            HardKey::Services => Page::Services,
            HardKey::Settings => Page::Settings,
            HardKey::Help => Page::Help,
        };
        // The same key again leaves; Help goes to the figures of the call before.
        let is_open = |page| self.menu.is_some_and(|menu| menu.page == page);
        if page == Page::Help && is_open(page) && self.has_call_statistics() {
            self.open_page(Page::CallStatistics);
        } else if is_open(page) || page == Page::Help && is_open(Page::CallStatistics) {
            self.menu = self.page_under_menus();
        } else {
            self.open_page(page);
        }
    }

    /// Open a page at its first item.
    pub(crate) fn open_page(&mut self, page: Page) {
        self.menu = Some(OpenMenu::new(page));
        if page == Page::List(CallList::Missed) {
            self.see_missed_calls();
        }
    }

    /// What is seen again when the phone's own menus are left.
    const fn page_under_menus(&self) -> Option<OpenMenu> {
        if self.applications.has_pages() {
            Some(OpenMenu::application(0))
        } else {
            None
        }
    }

    /// Leave the menu; a list goes back to its directory, a call to its list.
    pub(crate) fn close_menu(&mut self) {
        if self.is_in_page() {
            self.close_page();
            return;
        }
        self.menu = match self.menu.map(|menu| menu.page) {
            Some(Page::List(_)) => Some(OpenMenu::new(Page::Directories)),
            Some(Page::Details(list, at)) => Some(OpenMenu {
                page: Page::List(list),
                selected: at,
            }),
            _ => self.page_under_menus(),
        };
    }

    /// Mark the next or the previous item.
    pub(crate) fn move_in_menu(&mut self, forward: bool) {
        let Some(menu) = self.menu else { return };
        let last = self.items(menu.page).len().saturating_sub(1);
        let selected = if forward {
            menu.selected + 1
        } else {
            menu.selected.saturating_sub(1)
        };
        self.menu = Some(OpenMenu {
            selected: selected.min(last),
            ..menu
        });
    }

    /// Pick the marked item.
    pub(crate) fn pick_menu_item(&mut self) {
        let Some(menu) = self.menu else { return };
        if menu.is_application() {
            self.pick_in_page();
            return;
        }
        match self.items(menu.page).into_iter().nth(menu.selected) {
            Some((_, Choice::Open(page))) => self.open_page(page),
            Some((_, Choice::Dial(number))) => {
                self.menu = None;
                self.dial(&number);
            }
            Some((_, Choice::Service(index))) => self.start_service(index),
            Some((_, Choice::Nothing)) | None => {}
        }
    }

    /// A digit picks the item of that number, 1 the first.
    pub(crate) fn press_menu_digit(&mut self, key: char) {
        if self.type_in_page(key) {
            return;
        }
        let Some(menu) = self.menu else { return };
        let Some(number) = key
            .to_digit(10)
            .and_then(|digit| usize::try_from(digit).ok())
        else {
            return;
        };
        if let Some(selected) = number.checked_sub(1)
            && selected < self.items(menu.page).len()
        {
            self.menu = Some(OpenMenu { selected, ..menu });
            self.pick_menu_item();
        }
    }

    /// The menu as the screen shows it.
    pub(crate) fn shown_menu(&self) -> Option<Menu> {
        let menu = self.menu?;
        if menu.is_application() {
            return self.page_menu(menu.selected);
        }
        let title = match menu.page {
            Page::Directories => "Directories",
            Page::List(list) | Page::Details(list, _) => list.title(),
            Page::Settings => "Settings",
            Page::Services => "Services",
            Page::Help => "Help",
            Page::CallStatistics => "Call statistics",
            Page::Application => "",
        };
        let items = self
            .items(menu.page)
            .into_iter()
            .map(|(item, _)| item)
            .collect();
        Some(Menu {
            title: self.words(title).to_owned(),
            items,
            selected: menu.selected,
            ..Menu::default()
        })
    }

    /// What the page of figures draws beside its items.
    pub(crate) fn shown_figures(&self) -> Option<Arc<CallFigures>> {
        let is_open = self
            .menu
            .is_some_and(|menu| menu.page == Page::CallStatistics);
        self.sampling.figures.clone().filter(|_| is_open)
    }

    fn items(&self, page: Page) -> Vec<(MenuItem, Choice)> {
        match page {
            Page::Directories => self.call_lists(),
            Page::List(list) => self.list_items(list),
            Page::Details(list, at) => self.call_details(list, at),
            Page::Settings => self.settings(),
            Page::Services => self.service_items(),
            Page::Help => self.help(),
            Page::CallStatistics => self.call_statistics(),
            Page::Application => {
                let items = self.page_items().into_iter();
                items.map(|item| (item, Choice::Nothing)).collect()
            }
        }
    }

    fn settings(&self) -> Vec<(MenuItem, Choice)> {
        let address = self
            .connection
            .local_ip()
            .map_or_else(|| self.words("none").to_owned(), |ip| ip.to_string());
        let standby = match self.connection.standby_server() {
            "" => self.words("none"),
            server => server,
        };
        let version = match self.version.agreed_number() {
            0 => self.words_with("{} offered", &[&self.version.offered()]),
            agreed => self.words_with("{} ({} offered)", &[&agreed, &self.version.offered()]),
        };
        let codecs: Vec<_> = crate::connection::capabilities::offered(&self.config)
            .into_iter()
            .map(crate::codec_name)
            .collect();
        vec![
            item(self.words("Device name"), self.config.device.as_str()),
            item(
                self.words("Device type"),
                sccp::DeviceType::from(self.config.device_type).to_string(),
            ),
            item(self.words("Call server"), self.connection.server()),
            item(self.words("Standby call server"), standby),
            item(self.words("Registration"), self.connection.text.as_str()),
            item(self.words("Protocol version"), version),
            item(self.words("Own address"), address),
            item(self.words("Codecs"), codecs.join(", ")),
            item(self.words("Load"), self.config.load.as_str()),
        ]
    }

    fn help(&self) -> Vec<(MenuItem, Choice)> {
        let mut items = Vec::new();
        if let Some(call) = self.calls.focused() {
            let who = if call.remote_name.is_empty() {
                &call.remote_number
            } else {
                &call.remote_name
            };
            items.push(item(
                self.words("Call in front"),
                format!("{:?} {who}", call.state).trim().to_owned(),
            ));
        }
        items.extend([
            item(
                self.words("Digits"),
                self.words("Type a number, then Dial or Enter"),
            ),
            item(self.words("Enter"), self.words("Dials, answers, picks")),
            item(
                self.words("Speaker, Headset"),
                self.words("Off hook; again: hang up"),
            ),
            item(
                self.words("Line button"),
                self.words("A new call on that line, or its call"),
            ),
            item(
                self.words("Soft keys"),
                self.words("What the call server offers now"),
            ),
            item(self.words("Arrows"), self.words("From call to call")),
            item(self.words("Messages"), self.words("Calls the mailbox")),
            item(
                self.words("Directories"),
                self.words("Missed, received and placed calls"),
            ),
        ]);
        items
    }
}
