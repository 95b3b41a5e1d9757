//! The page for people says the same as the map.

use keymap::{Action, Group, KeyMap};

const PAGE: &str = include_str!("../../../docs/keys.md");

/// The tables of the page as they have to be.
fn tables() -> String {
    let map = KeyMap::default();
    let mut text = String::new();
    for group in Group::ALL {
        text += &format!(
            "### {}\n\n| what | keys | in the file |\n|---|---|---|\n",
            group.title()
        );
        for action in Action::of_group(group) {
            let number = action.number().map(|number| number.to_string());
            let title = action.title().replace("{}", &number.unwrap_or_default());
            let chords = map.chords(action).iter();
            let chords: Vec<String> = chords.map(|chord| format!("`{chord}`")).collect();
            text += &format!("| {title} | {} | `{action}` |\n", chords.join(", "));
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_page_of_keys_lists_every_action_with_its_keys() {
    let tables = tables();
    assert!(
        PAGE.contains(&tables),
        "the tables of docs/keys.md have to be:\n\n{tables}"
    );
}
