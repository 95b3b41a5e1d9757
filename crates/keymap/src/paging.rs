//! Page up and Page down in the phone's menus and pages; elsewhere they do what the map says.

use station::{Intent, Menu, MenuWish, Navigate};

use crate::chord::{Chord, Key, Modifiers};

/// Items of a page: about what the smallest display shows.
const ITEMS: usize = 6;

/// Steps of an arrow in a text.
const STEPS: usize = 5;

/// What a chord does in the open menu: a page on or back. Nothing where it is no such chord, or
/// the menu has no pages.
#[must_use]
pub fn paging(chord: Chord, menu: Option<&Menu>) -> Option<Vec<Intent>> {
    let menu = menu.filter(|menu| menu.level.is_none() && !menu.input)?;
    let on = match chord.key() {
        Key::PageDown => true,
        Key::PageUp => false,
        _ => return None,
    };
    if chord.modifiers() != Modifiers::NONE {
        return None;
    }
    if !menu.text.is_empty() {
        let arrow = if on { Navigate::Down } else { Navigate::Up };
        return Some(vec![Intent::Navigate(arrow); STEPS]);
    }
    let last = menu.items.len().checked_sub(1)?;
    let marked = match on {
        true => menu.selected.saturating_add(ITEMS).min(last),
        false => menu.selected.saturating_sub(ITEMS),
    };
    Some(vec![Intent::Menu(MenuWish::Mark(marked))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use station::MenuItem;

    #[test]
    fn a_page_on_and_back_stops_at_the_ends_of_the_list() {
        let menu = |selected| Menu {
            items: vec![MenuItem::default(); 10],
            selected,
            ..Menu::default()
        };
        let marked = |chord: &str, selected| {
            let chord = chord.parse().expect("a chord");
            paging(chord, Some(&menu(selected)))
        };
        let mark = |item| Some(vec![Intent::Menu(MenuWish::Mark(item))]);
        assert_eq!(marked("PageDown", 0), mark(6));
        assert_eq!(marked("PageDown", 6), mark(9));
        assert_eq!(marked("PageUp", 9), mark(3));
        assert_eq!(marked("PageUp", 3), mark(0));
        assert_eq!(marked("Ctrl+PageUp", 3), None);
        assert_eq!(marked("Down", 3), None);
    }

    #[test]
    fn a_text_scrolls_and_without_a_list_the_keys_are_for_loudness() {
        let down: Chord = "PageDown".parse().expect("a chord");
        let text = Menu {
            text: "long".to_owned(),
            ..Menu::default()
        };
        let steps = paging(down, Some(&text)).expect("it scrolls");
        assert!(
            steps
                .iter()
                .all(|step| *step == Intent::Navigate(Navigate::Down))
        );
        let level = Menu {
            level: Some(50),
            ..Menu::default()
        };
        for menu in [None, Some(&level), Some(&Menu::default())] {
            assert_eq!(paging(down, menu), None);
        }
    }
}
