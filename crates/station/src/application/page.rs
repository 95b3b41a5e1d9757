//! Pages of applications on the screen: as a menu, with keys and fields of their own.

use super::object::{Field, Page, PageItem, PageKey, PageKind};
use super::parts::Head;
use crate::keys::{english_name, same_label};
use crate::menu::OpenMenu;
use crate::{Menu, MenuItem, SoftKey, Station};

/// Pages over each other; when there are more, the lowest goes.
const MAX_PAGES: usize = 4;

/// Characters of a field.
const MAX_VALUE: usize = 128;

/// A page that is open.
#[derive(Clone, Debug)]
pub(crate) struct OpenPage {
    head: Head,
    page: Page,
}

impl PageKind {
    /// The keys of a page that brings none.
    const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Menu => &["Select", "Exit"],
            Self::Text => &["Exit"],
            Self::Directory => &["Dial", "EditDial", "Exit"],
            Self::Input => &["Submit", "<<", "Cancel"],
        }
    }
}

impl Field {
    /// The value as it is shown.
    fn shown(&self) -> String {
        if self.flags.contains('P') {
            "*".repeat(self.value.chars().count())
        } else {
            self.value.clone()
        }
    }

    /// The keypad types digits into it.
    fn takes(&self, key: char) -> bool {
        key.is_ascii_digit() || !self.flags.contains('N')
    }
}

impl Page {
    /// Items of the menu that shows it.
    pub(super) fn shown_items(&self) -> Vec<MenuItem> {
        let item = |item: &PageItem| MenuItem {
            label: item.name.clone(),
            detail: item.number.clone(),
            icon: item.icon.clone(),
            ..MenuItem::default()
        };
        let field = |field: &Field| MenuItem {
            label: field.name.clone(),
            detail: field.shown(),
            ..MenuItem::default()
        };
        match self.kind {
            PageKind::Input => self.fields.iter().map(field).collect(),
            _ => self.items.iter().map(item).collect(),
        }
    }

    /// What its fields come to: the URL with the values.
    fn filled_in(&self) -> String {
        let mut url = self.url.clone();
        for field in &self.fields {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&field.parameter);
            url.push('=');
            url.push_str(&field.value);
        }
        url
    }
}

impl Station {
    /// Show a page: in place of the one that the same application showed, else over the others.
    pub(super) fn show_page(&mut self, head: Head, page: Page) {
        let pages = &mut self.applications.pages;
        let same = |open: &OpenPage| open.head.application_id == head.application_id;
        let before = pages.iter().position(same).map(|at| pages.remove(at));
        // A list that is shown anew keeps what was marked.
        let marked = self
            .menu
            .filter(|menu| before.is_some() && menu.is_application())
            .map_or(0, |menu| {
                let kept = before.as_ref().and_then(|before| {
                    let url = &before.page.items.get(menu.selected)?.url;
                    page.items.iter().position(|item| item.url == *url)
                });
                kept.unwrap_or(menu.selected)
            });
        let last = page.shown_items().len().saturating_sub(1);
        let pages = &mut self.applications.pages;
        if pages.len() >= MAX_PAGES {
            pages.remove(0);
        }
        pages.push(OpenPage { head, page });
        self.menu = Some(OpenMenu::application(marked.min(last)));
    }

    /// The page in front.
    fn front(&self) -> Option<&OpenPage> {
        self.applications.pages.last()
    }

    /// An item or a key of the page in front is meant, not the phone's own.
    pub(crate) fn is_in_page(&self) -> bool {
        self.menu.is_some_and(OpenMenu::is_application)
    }

    /// The page in front has fields to type into.
    pub(crate) fn is_in_input(&self) -> bool {
        self.is_in_page()
            && self
                .front()
                .is_some_and(|open| open.page.kind == PageKind::Input)
    }

    /// The page in front as a menu.
    pub(crate) fn page_menu(&self, selected: usize) -> Option<Menu> {
        let page = &self.front()?.page;
        Some(Menu {
            title: page.title.clone(),
            prompt: page.prompt.clone(),
            text: page.text.clone(),
            items: page.shown_items(),
            selected,
            input: page.kind == PageKind::Input,
            ..Menu::default()
        })
    }

    /// Items of the page in front.
    pub(crate) fn page_items(&self) -> Vec<MenuItem> {
        self.front()
            .map(|open| open.page.shown_items())
            .unwrap_or_default()
    }

    /// The soft keys of the page in front.
    pub(crate) fn page_keys(&self) -> Vec<SoftKey> {
        let Some(page) = self.front().map(|open| &open.page) else {
            return Vec::new();
        };
        if page.keys.is_empty() {
            let own = page.kind.keys().iter();
            return own.map(|name| self.local_key(name)).collect();
        }
        let key = |key: &PageKey| SoftKey {
            label: key.name.clone(),
            name: english_name(&key.name),
            event: 0,
        };
        page.keys.iter().map(key).collect()
    }

    /// A soft key of the page in front.
    pub(crate) fn press_page_key(&mut self, key: &SoftKey) {
        let Some(open) = self.front() else { return };
        let own = open.page.keys.iter().find(|own| own.name == key.label);
        match own.map(|own| own.url.clone()) {
            Some(url) if !url.is_empty() => {
                let head = open.head;
                self.carry_out(head, &url);
            }
            _ => {
                self.do_of_page(&key.name);
            }
        }
    }

    /// What a soft key of this name does on every page; `false`: nothing.
    pub(super) fn do_of_page(&mut self, name: &str) -> bool {
        if !self.is_in_page() {
            return false;
        }
        let name = english_name(name);
        let is = |other: &str| same_label(&name, other);
        if is("Select") {
            self.pick_in_page();
        } else if is("Exit") || is("Cancel") || is("Back") || is("Close") {
            self.close_page();
        } else if is("Submit") {
            self.submit();
        } else if is("Dial") || is("EditDial") {
            let Some(number) = self.marked_number() else {
                return false;
            };
            self.menu = None;
            if is("Dial") {
                self.dial(&number);
            } else {
                self.dialling.typed.clear();
                self.paste(&number);
            }
        } else if is("<<") {
            self.take_back_in_page();
        } else {
            return false;
        }
        true
    }

    /// The number of the marked item.
    fn marked_number(&self) -> Option<String> {
        let item = self.front()?.page.items.get(self.menu?.selected)?;
        let number = if item.number.is_empty() {
            item.url.strip_prefix("Dial:")?
        } else {
            &item.number
        };
        Some(number.to_owned()).filter(|number| !number.is_empty())
    }

    /// Pick the marked item: carry out what it says, dial it, or send what was filled in.
    pub(crate) fn pick_in_page(&mut self) {
        let (Some(open), Some(menu)) = (self.front(), self.menu) else {
            return;
        };
        let head = open.head;
        match open.page.kind {
            PageKind::Menu => {
                let url = open.page.items.get(menu.selected);
                if let Some(url) = url.map(|item| item.url.clone()) {
                    self.carry_out(head, &url);
                }
            }
            PageKind::Directory => {
                self.do_of_page("Dial");
            }
            PageKind::Input => self.submit(),
            PageKind::Text => {}
        }
    }

    /// Send what was filled in, and leave the page.
    fn submit(&mut self) {
        let Some(open) = self.front() else { return };
        let (head, url) = (open.head, open.page.filled_in());
        if self.carry_out(head, &url) {
            self.close_page();
        }
    }

    /// The field that is typed into.
    fn field(&mut self) -> Option<&mut Field> {
        if !self.is_in_input() {
            return None;
        }
        let selected = self.menu?.selected;
        let open = self.applications.pages.last_mut()?;
        open.page.fields.get_mut(selected)
    }

    /// A key of the keypad on the page: into the marked field. `false`: the page has none.
    pub(crate) fn type_in_page(&mut self, key: char) -> bool {
        let in_input = self.is_in_input();
        if let Some(field) = self.field()
            && field.takes(key)
            && field.value.len() < MAX_VALUE
        {
            field.value.push(key);
        }
        in_input
    }

    /// Text into the marked field. `false`: there is none.
    pub(crate) fn paste_in_page(&mut self, text: &str) -> bool {
        let in_input = self.is_in_input();
        if let Some(field) = self.field() {
            let letters = text.chars().filter(|letter| !letter.is_control());
            let room = MAX_VALUE.saturating_sub(field.value.len());
            field.value.extend(letters.take(room));
        }
        in_input
    }

    /// Take back the last character of the marked field. `false`: there is none.
    pub(crate) fn take_back_in_page(&mut self) -> bool {
        let in_input = self.is_in_input();
        if let Some(field) = self.field() {
            field.value.pop();
        }
        in_input
    }

    /// Close the page in front; the one under it, or the phone itself, is seen again.
    pub(crate) fn close_page(&mut self) {
        let closed = self.applications.pages.pop();
        let more = self.applications.has_pages();
        self.menu = more.then_some(OpenMenu::application(0));
        self.tell_closed(closed);
    }

    /// Close the pages of an application, because it says so.
    pub(super) fn close_pages_of(&mut self, application_id: u32) {
        let pages = &mut self.applications.pages;
        pages.retain(|open| open.head.application_id != application_id);
        if self.is_in_page() {
            let more = self.applications.has_pages();
            self.menu = more.then_some(OpenMenu::application(0));
        }
    }

    /// Leave all pages, because the server says so or is gone.
    pub(crate) fn leave_pages(&mut self) {
        self.applications.pages.clear();
        if self.is_in_page() {
            self.menu = None;
        }
    }

    /// Pages are seen as long as the menu that shows them stands, or another one over it.
    pub(crate) fn forget_hidden_pages(&mut self) {
        if self.menu.is_none() {
            while let Some(open) = self.applications.pages.pop() {
                self.tell_closed(Some(open));
            }
        }
    }

    /// An application may want to hear that the person closed its page.
    fn tell_closed(&mut self, closed: Option<OpenPage>) {
        if let Some(OpenPage { head, page }) = closed
            && !page.on_closed.is_empty()
        {
            self.carry_out(head, &page.on_closed);
        }
    }
}
