//! Menus as the screen shows them.

use serde::{Deserialize, Serialize};

use crate::Presence;

/// A menu: of the phone itself, or a page of an application on the server.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Menu {
    /// What stands over it.
    pub title: String,
    /// Its items; picked by digit or with the arrows.
    pub items: Vec<MenuItem>,
    /// Index of the marked item, 0 the first.
    pub selected: usize,
    /// What the application asks for, under the items; empty but for a page.
    #[serde(default)]
    pub prompt: String,
    /// Text to read, lines and paragraphs; empty but for a page of text.
    #[serde(default)]
    pub text: String,
    /// The items are fields, with their values as details: what is typed goes into the marked one.
    #[serde(default)]
    pub input: bool,
    /// The page sets how much of something there is, 0 to 100, in place of items; the arrows
    /// change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Digits narrow the list and pick none of it: its items show no numbers.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unnumbered: bool,
}

/// An item of a menu.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MenuItem {
    /// What it says.
    pub label: String,
    /// Its value, or more about it; may be empty.
    pub detail: String,
    /// When it was, as text by the server's clock; empty but for a call of a list.
    #[serde(default)]
    pub time: String,
    /// The number whose owner is named in the detail, where somebody knows a name that the server
    /// did not give; empty for others.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner_of: String,
    /// What the one of that number is doing now; nothing when that is not watched.
    #[serde(default)]
    pub presence: Option<Presence>,
    /// Name of the icon that an application puts beside it, as `Hold`; empty without one.
    #[serde(default)]
    pub icon: String,
    /// One of several of which one is chosen, and whether it is this one; nothing for others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<bool>,
}
