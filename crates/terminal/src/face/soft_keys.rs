//! The soft keys: what they do, and under it which key of the keyboard does it.

use ratatui::layout::Rect;
use station::{SoftKeyPlace, VISIBLE_SOFT_KEYS};

use crate::look::Role;
use crate::sheet::Sheet;

/// Draw all five places.
pub(super) fn draw(sheet: &mut Sheet<'_>, labels: Rect, keys: Rect) {
    let screen = sheet.screen;
    let row = screen.soft_keys.row();
    for place in 0..VISIBLE_SOFT_KEYS {
        let Some(key) = row.get(place) else { continue };
        let text = match key {
            SoftKeyPlace::Key(_, key) => key.label.as_str(),
            SoftKeyPlace::Empty => continue,
            SoftKeyPlace::More => sheet.words.say("more"),
        };
        let cap = cap(labels, place);
        sheet.fill(cap, Role::Key);
        sheet.middle(cap, Role::Key, text);
        let under = Rect { y: keys.y, ..cap };
        sheet.middle(under, Role::Faint, &format!("F{}", place + 2));
    }
}

/// The place of a key: a fifth of the row, with a gap at its right.
fn cap(row: Rect, place: usize) -> Rect {
    let edge = |place: usize| {
        let all = usize::from(row.width) * place / VISIBLE_SOFT_KEYS;
        row.x + u16::try_from(all).unwrap_or(row.width)
    };
    let (left, right) = (edge(place), edge(place + 1));
    Rect {
        x: left,
        width: (right - left).saturating_sub(1),
        ..row
    }
}
