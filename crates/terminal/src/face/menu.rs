//! A menu of the phone itself, or a page of an application.

use ratatui::layout::Rect;
use station::{Menu, MenuItem, Presence};

use super::first_shown;
use crate::look::Role;
use crate::sheet::{Sheet, rows, visible, width};

/// Draw the menu, the marked item always in sight, or the text from its row `moved` on; gives
/// how far the text can be moved at most of that.
pub(super) fn draw(sheet: &mut Sheet<'_>, area: Rect, menu: &Menu, moved: u16) -> u16 {
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    sheet.left(inner, Role::Strong, &menu.title);
    let list = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    if menu.text.is_empty() {
        items(sheet, list, menu);
        return 0;
    }
    let text = rows(&visible(sheet.look, &menu.text), list.width);
    let hidden = text.len().saturating_sub(usize::from(list.height));
    let moved = moved.min(u16::try_from(hidden).unwrap_or(u16::MAX));
    let shown = text.iter().skip(usize::from(moved));
    for (row, words) in list.rows().zip(shown) {
        sheet.left(row, Role::Plain, words);
    }
    if hidden > 0 {
        let words = format!("{} / {}", usize::from(moved) + 1, text.len());
        sheet.right(inner, Role::Faint, &words);
    }
    moved
}

/// The items of a list, each with its number.
pub(super) fn items(sheet: &mut Sheet<'_>, list: Rect, menu: &Menu) {
    let needed = |item: &MenuItem| width(&item.label) + 2 + width(&details(sheet, item)) + 4;
    let tall = menu.items.iter().any(|item| needed(item) > list.width)
        && menu.items.len() * 2 <= usize::from(list.height);
    let height = if tall { 2 } else { 1 };
    let room = usize::from(list.height / height);
    let first = first_shown(menu.items.len(), room, menu.selected);
    let shown = menu.items.iter().enumerate().skip(first).take(room);
    let mut row = Rect { height, ..list };
    for (index, item) in shown {
        draw_item(sheet, row, index, menu, item);
        row.y += height;
    }
    if menu.items.len() > room {
        let words = format!("{} / {}", menu.selected + 1, menu.items.len());
        let title = Rect {
            y: list.y.saturating_sub(1),
            height: 1,
            ..list
        };
        sheet.right(title, Role::Faint, &words);
    }
}

/// What stands beside an item's label: more about it, when it was, what its number is doing.
fn details(sheet: &Sheet<'_>, item: &MenuItem) -> String {
    let words = sheet.words;
    let presence = item.presence.and_then(Presence::words);
    let presence = presence.map_or("", |presence| words.say(presence));
    let parts = [item.detail.as_str(), &item.time, presence];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(&format!(" {} ", sheet.look.dot()))
}

fn draw_item(sheet: &mut Sheet<'_>, area: Rect, index: usize, menu: &Menu, item: &MenuItem) {
    let marked = index == menu.selected;
    let (role, faint) = if marked {
        sheet.fill(area, Role::Marked);
        (Role::Marked, Role::Marked)
    } else {
        (Role::Plain, Role::Faint)
    };
    let row = Rect { height: 1, ..area };
    sheet.left(row, faint, &format!("{:>2}", index + 1));
    let text = Rect {
        x: row.x + 3,
        width: row.width.saturating_sub(3),
        ..row
    };
    let mut details = details(sheet, item);
    if menu.input && marked {
        details.push_str(sheet.look.caret());
    }
    if area.height > 1 {
        sheet.left(text, role, &item.label);
        let below = Rect {
            y: text.y + 1,
            ..text
        };
        sheet.left(below, faint, &details);
        return;
    }
    // Both get what they need, and of too little room the details get what the label leaves.
    let least = (text.width / 2).min(width(&details));
    let label = width(&item.label).min(text.width.saturating_sub(least + 1));
    sheet.left(
        Rect {
            width: label,
            ..text
        },
        role,
        &item.label,
    );
    let rest = Rect {
        x: text.x + label + 1,
        width: text.width.saturating_sub(label + 1),
        ..text
    };
    sheet.right(rest, faint, &details);
}
