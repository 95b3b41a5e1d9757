//! The page of keys, over the phone: which key of the keyboard does what, and what to press
//! in a terminal that cannot send a key.

use ratatui::layout::Rect;
use station::fill_words;

use crate::keyboard::Keyboard;
use crate::look::Role;
use crate::sheet::{Sheet, rows, visible, width};

/// What it says about terminals, below the keys.
const NOTES: [&str; 4] = [
    "Many terminals send Ctrl with a digit, and Ctrl+I, Ctrl+M and Ctrl+H, as other keys. Alt with the same letter or digit does the same.",
    "Where Alt is taken, press Escape and then the letter or digit, quickly.",
    "Letters dial the digit that they stand on.",
    "F12 draws all anew.",
];

/// Draw it, its rows from `moved` on; gives how far it is moved, which has an end.
pub(super) fn draw(sheet: &mut Sheet<'_>, area: Rect, keyboard: &Keyboard, moved: u16) -> u16 {
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let title = sheet.words.say("Keys");
    sheet.left(inner, Role::Strong, title);
    let back = sheet.words.say("Escape closes this page");
    if width(title) + 2 + width(back) <= inner.width {
        sheet.right(inner, Role::Faint, back);
    }
    let list = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    let mut lines: Vec<(String, String)> = keyboard
        .list()
        .map(|(action, chords)| {
            let chords: Vec<String> = chords
                .iter()
                .map(|chord| sheet.words.chord(&chord.to_string()))
                .collect();
            let what = match action.number() {
                Some(number) => fill_words(sheet.words.action(action.title()), &[&number]),
                None => sheet.words.action(action.title()).to_owned(),
            };
            (chords.join("  "), what)
        })
        .collect();
    let widest = lines.iter().map(|(keys, _)| width(keys)).max();
    let widest = widest.unwrap_or(0).min(list.width / 2);
    for note in NOTES {
        lines.push((String::new(), String::new()));
        let words = visible(sheet.look, sheet.words.say(note));
        let note = rows(&words, list.width);
        lines.extend(note.into_iter().map(|row| (row, String::new())));
    }
    let hidden = lines.len().saturating_sub(usize::from(list.height));
    let moved = moved.min(u16::try_from(hidden).unwrap_or(u16::MAX));
    let shown = lines.iter().skip(usize::from(moved));
    for (row, (left, right)) in list.rows().zip(shown) {
        if right.is_empty() {
            sheet.left(row, Role::Faint, left);
            continue;
        }
        let keys = Rect {
            width: widest,
            ..row
        };
        sheet.left(keys, Role::Strong, left);
        let what = Rect {
            x: row.x + widest + 2,
            width: row.width.saturating_sub(widest + 2),
            ..row
        };
        sheet.left(what, Role::Plain, right);
    }
    moved
}
