//! Names for the numbers on the phone's screen, from whoever knows people: an address book.
//!
//! The screen is named once, before anybody sees it, so that the window, the terminal and
//! notifications say the same. A name that the server gives is never replaced.

use std::fmt;
use std::sync::Arc;

use station::{Call, Intent, MenuItem, Screen};

/// Finds the name behind a number.
type Find = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Says whose a number is.
#[derive(Clone)]
pub struct Names(Arc<Find>);

impl Names {
    /// By this: given a number, the name of who has it, or nothing.
    pub fn new(find: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(find))
    }

    /// The screen with the names that are missing on it.
    pub(crate) fn on(&self, screen: Arc<Screen>) -> Arc<Screen> {
        let calls = screen.calls.iter().map(|call| self.of_call(call));
        let calls: Vec<_> = calls.collect();
        let items = screen.menu.iter().flat_map(|menu| &menu.items);
        let items: Vec<_> = items.map(|item| self.of_item(item)).collect();
        let none = |names: &[Option<String>]| names.iter().all(Option::is_none);
        if none(&calls) && none(&items) {
            return screen;
        }
        let mut named = Screen::clone(&screen);
        for (call, name) in named.calls.iter_mut().zip(calls) {
            if let Some(name) = name {
                call.remote_name = name;
            }
        }
        let shown = named.menu.iter_mut().flat_map(|menu| &mut menu.items);
        for (item, name) in shown.zip(items) {
            if let Some(name) = name {
                match item.owner_of.is_empty() {
                    true => item.label = name,
                    false => item.detail = name,
                }
            }
        }
        Arc::new(named)
    }

    /// What the server calls nobody, or only by the number, may have a name here.
    fn of_call(&self, call: &Call) -> Option<String> {
        let number = call.remote_number.as_str();
        let unnamed = call.remote_name.is_empty() || call.remote_name == number;
        self.of(number).filter(|_| unnamed)
    }

    /// A row of a menu that says a number twice, or that asks for a name: a call of somebody whom
    /// the server did not name.
    fn of_item(&self, item: &MenuItem) -> Option<String> {
        if !item.owner_of.is_empty() {
            return self.of(&item.owner_of);
        }
        self.of(&item.detail).filter(|_| item.label == item.detail)
    }

    fn of(&self, number: &str) -> Option<String> {
        if number.is_empty() {
            return None;
        }
        (self.0)(number).filter(|name| !name.is_empty())
    }
}

impl Default for Names {
    /// Of nobody.
    fn default() -> Self {
        Self::new(|_| None)
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Names(…)")
    }
}

/// What the phone was told of people. It is told again when the phone begins anew.
#[derive(Default)]
pub(crate) struct People {
    directory: Option<Intent>,
    dial_as: Option<Intent>,
}

impl People {
    /// The phone is told this.
    pub(crate) fn note(&mut self, intent: &Intent) {
        match intent {
            Intent::PersonalDirectory(_) => self.directory = Some(intent.clone()),
            Intent::DialAs(_) => self.dial_as = Some(intent.clone()),
            _ => {}
        }
    }

    /// All of it, to be told again.
    pub(crate) fn intents(&self) -> Vec<Intent> {
        let told = [&self.directory, &self.dial_as];
        told.into_iter().flatten().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use station::Menu;

    use super::*;

    fn names() -> Names {
        Names::new(|number| (number == "1003").then(|| "Bob".to_owned()))
    }

    fn call(name: &str, number: &str) -> Call {
        Call {
            remote_name: name.to_owned(),
            remote_number: number.to_owned(),
            ..Call::default()
        }
    }

    #[test]
    fn who_has_no_name_gets_the_one_of_the_book_and_the_servers_name_stays() {
        let screen = Screen {
            calls: vec![
                call("", "1003"),
                call("1003", "1003"),
                call("Robert", "1003"),
                call("", "1004"),
                call("", ""),
            ],
            ..Screen::default()
        };
        let named = names().on(Arc::new(screen));
        let told: Vec<_> = named.calls.iter().map(|call| &call.remote_name).collect();
        assert_eq!(told, ["Bob", "Bob", "Robert", "", ""]);
    }

    #[test]
    fn past_calls_in_the_menu_are_named_and_nothing_else_in_it() {
        let item = |label: &str, detail: &str| MenuItem {
            label: label.to_owned(),
            detail: detail.to_owned(),
            ..MenuItem::default()
        };
        let asking = |number: &str| MenuItem {
            owner_of: number.to_owned(),
            ..item("Name", "not known")
        };
        let screen = Screen {
            menu: Some(Menu {
                items: vec![
                    item("1003", "1003"),
                    item("Port", "1003"),
                    item("", ""),
                    asking("1003"),
                    asking("1004"),
                ],
                ..Menu::default()
            }),
            ..Screen::default()
        };
        let named = names().on(Arc::new(screen));
        let menu = named.menu.as_ref().expect("it is open");
        let labels: Vec<_> = menu.items.iter().map(|item| &item.label).collect();
        assert_eq!(labels, ["Bob", "Port", "", "Name", "Name"]);
        let details: Vec<_> = menu.items.iter().map(|item| &item.detail).collect();
        assert_eq!(details, ["1003", "1003", "", "Bob", "not known"]);
    }

    #[test]
    fn a_screen_without_anybody_to_name_is_the_same_one() {
        let screen = Arc::new(Screen::default());
        assert!(Arc::ptr_eq(&names().on(Arc::clone(&screen)), &screen));
    }
}
