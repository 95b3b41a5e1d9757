//! The menus of the phone itself: directories, settings, services, help.
//!
//! A menu is a page and a marked item; what a page shows and what picking an item does is made
//! afresh from the phone's state each time. Menus of the server are its own matter
//! ([`crate::application`]). Each subject has a room of its own here.

use std::sync::Arc;

use crate::lines::VOICEMAIL;
use crate::{AudioPath, CallFigures, CallList, HardKey, Menu, MenuItem, MenuWish, Station};

mod call_lists;
mod call_statistics;
mod device;
mod directories;
mod help;
mod key_help;
mod levels;
mod messages;
mod network;
mod numbers;
mod preferences;
mod services;
mod settings;
mod status;
mod trace;

pub(crate) use directories::Personal;
pub(crate) use key_help::KeyHelp;
use numbers::TypedNumber;
pub(crate) use trace::Trace;

/// Which menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Directories,
    List(CallList),
    /// One call of a list, 0 the newest.
    Details(CallList, usize),
    /// The personal directory.
    Personal,
    Settings,
    UserPreferences,
    /// Whose ring: the lines and all others.
    Rings,
    /// The rings to choose from, for a line or, with none, for all that have none of their own.
    RingOf(Option<u32>),
    /// How loud this path is, or with none the ringer, and how loud it was when the page was
    /// opened.
    Level(Option<AudioPath>, u8),
    Volumes,
    Themes,
    Languages,
    NetworkConfiguration,
    DeviceConfiguration,
    CallServers,
    Trace,
    /// Where its file is, or why there is none.
    TraceFile,
    SecurityConfiguration,
    ModelInformation,
    Status,
    StatusMessages,
    /// One of them, 0 the newest.
    StatusMessage(usize),
    NetworkStatistics,
    Firmware,
    Services,
    /// Lines whose mailboxes may be called.
    Messages,
    Help,
    /// What a key does.
    KeyHelp,
    /// The figures of the call in front, from the help or from the status.
    CallStatistics,
    StatusOfCall,
    /// The page in front of an application on the server.
    Application,
}

impl Page {
    /// What stands over it, in English.
    const fn title(self) -> &'static str {
        match self {
            Self::Directories => "Directories",
            Self::List(list) => list.title(),
            Self::Details(list, _) => list.title_of_one(),
            Self::Personal => "Personal directory",
            Self::Settings => "Settings",
            Self::UserPreferences => "User preferences",
            Self::Rings => "Rings",
            Self::RingOf(_) => "Ring",
            Self::Level(path, _) => levels::title(path),
            Self::Volumes => "Sounds",
            Self::Themes => "Theme",
            Self::Languages => "Language",
            Self::NetworkConfiguration => "Network configuration",
            Self::DeviceConfiguration => "Device configuration",
            Self::CallServers => "Call servers",
            Self::Trace | Self::TraceFile => "Trace",
            Self::SecurityConfiguration => "Security configuration",
            Self::ModelInformation => "Model information",
            Self::Status => "Status",
            Self::StatusMessages | Self::StatusMessage(_) => "Status messages",
            Self::NetworkStatistics => "Network statistics",
            Self::Firmware => "Firmware versions",
            Self::Services => "Services",
            Self::Messages => "Messages",
            Self::Help | Self::KeyHelp => "Help",
            Self::CallStatistics | Self::StatusOfCall => "Call statistics",
            Self::Application => "",
        }
    }

    /// The page that it was opened from; nothing where leaving it leaves the menus.
    const fn parent(self) -> Option<Self> {
        Some(match self {
            Self::List(_) | Self::Personal => Self::Directories,
            Self::Details(list, _) => Self::List(list),
            Self::UserPreferences
            | Self::NetworkConfiguration
            | Self::DeviceConfiguration
            | Self::SecurityConfiguration
            | Self::ModelInformation
            | Self::Status => Self::Settings,
            Self::Rings | Self::Volumes | Self::Themes | Self::Languages => Self::UserPreferences,
            Self::RingOf(_) => Self::Rings,
            Self::Level(None, _) => Self::UserPreferences,
            Self::Level(Some(_), _) => Self::Volumes,
            Self::CallServers | Self::Trace => Self::DeviceConfiguration,
            Self::StatusMessages
            | Self::NetworkStatistics
            | Self::StatusOfCall
            | Self::Firmware => Self::Status,
            Self::StatusMessage(_) => Self::StatusMessages,
            Self::TraceFile => Self::Trace,
            Self::KeyHelp => Self::Help,
            Self::Directories
            | Self::Settings
            | Self::Services
            | Self::Messages
            | Self::Help
            | Self::CallStatistics
            | Self::Application => return None,
        })
    }

    /// The same page, whatever was remembered when it was opened.
    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Level(one, _), Self::Level(two, _)) => one == two,
            (one, two) => one == two,
        }
    }
}

/// An open menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenMenu {
    pub(crate) page: Page,
    pub(crate) selected: usize,
    /// The beginning of an item's number, of which more digits may come.
    typed: Option<TypedNumber>,
}

impl OpenMenu {
    /// A menu that has just been opened.
    const fn new(page: Page) -> Self {
        Self::at(page, 0)
    }

    /// A menu with this item marked.
    pub(crate) const fn at(page: Page, selected: usize) -> Self {
        Self {
            page,
            selected,
            typed: None,
        }
    }

    /// The page of an application, with this item marked.
    pub(crate) const fn application(selected: usize) -> Self {
        Self::at(Page::Application, selected)
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
    /// The mailbox of this line.
    Mailbox(u32),
    Prefer(crate::Preference),
    Trace(bool),
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

/// An item that opens a page, with the page's title.
pub(crate) type Entry = (MenuItem, Choice);

impl Station {
    /// A key with a name of its own.
    pub(crate) fn press_hard_key(&mut self, key: HardKey) {
        let page = match key {
            HardKey::Messages => {
                self.press_messages();
                return;
            }
            HardKey::Directories => Page::Directories,
            HardKey::Services => Page::Services,
            HardKey::Settings => Page::Settings,
            HardKey::Help => Page::Help,
        };
        // The same key again leaves; Help goes to the figures of the call before.
        let is_open = |page| self.menu.is_some_and(|menu| menu.page == page);
        let is_open = |page| is_open(page) || page == Page::Help && is_open(Page::KeyHelp);
        if page == Page::Help && is_open(page) && self.has_call_statistics() {
            self.open_page(Page::CallStatistics);
        } else if is_open(page) || page == Page::Help && is_open(Page::CallStatistics) {
            self.menu = self.page_under_menus();
        } else {
            self.open_page(page);
        }
    }

    /// Call the mailbox of this line: the server dials it (section 5.5).
    pub(crate) fn call_mailbox(&mut self, line_instance: u32) {
        self.menu = None;
        self.send_stimulus(VOICEMAIL, line_instance.max(1), 0);
        self.await_call();
    }

    /// Open a page at its first item.
    pub(crate) fn open_page(&mut self, page: Page) {
        self.forget_search();
        let selected = self.first_marked(page);
        self.menu = Some(OpenMenu::at(page, selected));
        self.soft_key_page = 0;
        if page == Page::List(CallList::Missed) {
            self.see_missed_calls();
        }
    }

    /// The item that is marked when a page is opened: where one is chosen, that one.
    fn first_marked(&self, page: Page) -> usize {
        let items = self.items(page);
        let chosen = items.iter().position(|(item, _)| item.chosen == Some(true));
        chosen.unwrap_or(0)
    }

    /// What is seen again when the phone's own menus are left.
    pub(crate) const fn page_under_menus(&self) -> Option<OpenMenu> {
        if self.applications.has_pages() {
            Some(OpenMenu::application(0))
        } else {
            None
        }
    }

    /// Leave the page: back to the one that it was opened from, at the item that opened it.
    pub(crate) fn close_menu(&mut self) {
        if self.is_in_page() {
            self.close_page();
            return;
        }
        let Some(page) = self.menu.map(|menu| menu.page) else {
            return;
        };
        self.soft_key_page = 0;
        self.cancel_level();
        self.menu = match page.parent() {
            Some(parent) => {
                let items = self.items(parent);
                let opens =
                    |(_, choice): &Entry| matches!(choice, Choice::Open(opened) if opened.is(page));
                let selected = match page {
                    Page::Details(_, at) | Page::StatusMessage(at) => Some(at),
                    _ => items.iter().position(opens),
                };
                let last = items.len().saturating_sub(1);
                Some(OpenMenu::at(parent, selected.unwrap_or(0).min(last)))
            }
            None => self.page_under_menus(),
        };
    }

    /// Mark the next or the previous item.
    pub(crate) fn move_in_menu(&mut self, forward: bool) {
        let Some(menu) = self.menu else { return };
        if let Page::Level(path, _) = menu.page {
            self.step_level(path, !forward);
            return;
        }
        self.mark_item(if forward {
            menu.selected.saturating_add(1)
        } else {
            menu.selected.saturating_sub(1)
        });
    }

    /// Mark this item, or the last one when there are fewer.
    fn mark_item(&mut self, selected: usize) {
        let Some(menu) = self.menu else { return };
        let last = self.items(menu.page).len().saturating_sub(1);
        self.menu = Some(OpenMenu::at(menu.page, selected.min(last)));
    }

    /// An item is meant by its place.
    pub(crate) fn wish_of_menu(&mut self, wish: MenuWish) {
        let Some(menu) = self.menu else { return };
        match wish {
            MenuWish::Mark(at) => self.mark_item(at),
            MenuWish::Pick(at) if at < self.items(menu.page).len() => {
                self.mark_item(at);
                if !self.is_in_input() {
                    self.pick_menu_item();
                }
            }
            MenuWish::Pick(_) => {}
        }
    }

    /// Pick the marked item.
    pub(crate) fn pick_menu_item(&mut self) {
        let Some(menu) = self.menu else { return };
        // A number that was begun is whole.
        self.menu = Some(OpenMenu::at(menu.page, menu.selected));
        if menu.is_application() {
            self.pick_in_page();
            return;
        }
        if let Page::Level(..) = menu.page {
            self.save_level();
            return;
        }
        match self.items(menu.page).into_iter().nth(menu.selected) {
            Some((_, Choice::Open(page))) => self.open_page(page),
            Some((_, Choice::Dial(number))) => {
                self.menu = None;
                self.dial(&number);
            }
            Some((_, Choice::Service(index))) => self.start_service(index),
            Some((_, Choice::Mailbox(line))) => self.call_mailbox(line),
            Some((_, Choice::Prefer(preference))) => self.choose_in_menu(preference),
            Some((_, Choice::Trace(on))) => self.wish_trace(on),
            Some((_, Choice::Nothing)) | None => {}
        }
    }

    /// The menu as the screen shows it.
    pub(crate) fn shown_menu(&self) -> Option<Menu> {
        let menu = self.menu?;
        if menu.is_application() {
            return self.page_menu(menu.selected);
        }
        let items = self
            .items(menu.page)
            .into_iter()
            .map(|(item, _)| item)
            .collect();
        Some(Menu {
            title: self.title_of(menu.page),
            items,
            selected: menu.selected,
            prompt: self.prompt_of(menu.page),
            text: self.text_of(menu.page),
            level: self.level_of(menu.page),
            unnumbered: menu.page == Page::Personal,
            ..Menu::default()
        })
    }

    fn title_of(&self, page: Page) -> String {
        match page {
            Page::KeyHelp => self.key_help.title.clone(),
            Page::RingOf(Some(line)) => self.words_with("Ring of line {}", &[&line]),
            page => self.words(page.title()).to_owned(),
        }
    }

    /// What the person may do, under the items.
    fn prompt_of(&self, page: Page) -> String {
        match page {
            Page::Personal => self.personal_prompt(),
            _ => String::new(),
        }
    }

    /// Text to read in place of items.
    fn text_of(&self, page: Page) -> String {
        match page {
            Page::Help => self.help_text(),
            Page::KeyHelp => self.key_help.text.clone(),
            Page::StatusMessage(at) => self.status_message_text(at),
            Page::TraceFile => self.trace_file_text(),
            _ => String::new(),
        }
    }

    /// What the page of figures draws beside its items.
    pub(crate) fn shown_figures(&self) -> Option<Arc<CallFigures>> {
        let is_open = self
            .menu
            .is_some_and(|menu| matches!(menu.page, Page::CallStatistics | Page::StatusOfCall));
        self.sampling.figures.clone().filter(|_| is_open)
    }

    pub(crate) fn items(&self, page: Page) -> Vec<Entry> {
        match page {
            Page::Directories => self.directories(),
            Page::List(list) => self.list_items(list),
            Page::Details(list, at) => self.call_details(list, at),
            Page::Personal => self.personal_items(),
            Page::Settings => self.settings(),
            Page::UserPreferences => self.user_preferences(),
            Page::Rings => self.lines_with_rings(),
            Page::RingOf(line) => self.rings_of(line),
            Page::Volumes => self.volumes(),
            Page::Themes => self.themes(),
            Page::Languages => self.languages(),
            Page::NetworkConfiguration => self.network_configuration(),
            Page::DeviceConfiguration => self.device_configuration(),
            Page::CallServers => self.call_servers(),
            Page::Trace => self.trace_items(),
            Page::SecurityConfiguration => self.security_configuration(),
            Page::ModelInformation => self.model_information(),
            Page::Status => self.status(),
            Page::StatusMessages => self.status_message_items(),
            Page::NetworkStatistics => self.network_statistics(),
            Page::Firmware => self.firmware(),
            Page::Services => self.service_items(),
            Page::Messages => self.mailboxes(),
            Page::CallStatistics | Page::StatusOfCall => self.call_statistics(),
            Page::Level(..)
            | Page::StatusMessage(_)
            | Page::TraceFile
            | Page::Help
            | Page::KeyHelp => Vec::new(),
            Page::Application => {
                let items = self.page_items().into_iter();
                items.map(|item| (item, Choice::Nothing)).collect()
            }
        }
    }

    /// An item that opens a page under its title.
    fn entry(&self, page: Page, detail: impl Into<String>) -> Entry {
        (
            menu_item(self.words(page.title()), detail),
            Choice::Open(page),
        )
    }
}
