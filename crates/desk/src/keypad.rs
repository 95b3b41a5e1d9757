//! The twelve keys, with their letters.

use egui::{Align2, Rect, vec2};
use station::Intent;

use crate::button::{self, Cap, Control};
use crate::keyboard;
use crate::pen::Type;
use crate::sheet::Sheet;
use crate::tokens::{font, size};

/// Digits and their letters, row by row.
const KEYS: [(char, &str); 12] = [
    ('1', ""),
    ('2', "ABC"),
    ('3', "DEF"),
    ('4', "GHI"),
    ('5', "JKL"),
    ('6', "MNO"),
    ('7', "PQRS"),
    ('8', "TUV"),
    ('9', "WXYZ"),
    ('*', ""),
    ('0', "+"),
    ('#', ""),
];

/// Draw the keypad; its keys give [`Intent::Key`].
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    let gap = size::KEYPAD_GAP;
    let key = vec2(
        (size::KEYPAD.width() - 2.0 * gap) / 3.0,
        (size::KEYPAD.height() - 3.0 * gap) / 4.0,
    );
    for (index, (digit, letters)) in KEYS.into_iter().enumerate() {
        let (column, row) = ((index % 3) as f32, (index / 3) as f32);
        let corner = size::KEYPAD.min + vec2(column * (key.x + gap), row * (key.y + gap));
        let area = Rect::from_min_size(corner, key);
        let mut touch = Control::button(sheet.words.with("Key {}", &[&digit])).place(
            sheet,
            ("key", digit),
            area,
        );
        if touch.clicked {
            sheet.intents.push(Intent::Key(digit));
        }
        touch.down |= sheet.ui.input(|input| keyboard::holds_digit(input, digit));
        let ink = button::cap(&sheet.pen, area, size::KEY_RADIUS, Cap::Plain, touch);
        let down = match digit {
            // Drawn high in its line.
            '*' => 4.5,
            '#' => 0.0,
            _ => -5.5,
        };
        let style = Type::new(font::DIGIT, ink).strong();
        let at = area.center() + vec2(0.0, down);
        sheet
            .pen
            .text(at, Align2::CENTER_CENTER, style, key.x, &digit.to_string());
        let style = Type::new(font::LETTERS, sheet.pen.palette.key_text_faint);
        let at = area.center() + vec2(0.0, 10.5);
        sheet
            .pen
            .text(at, Align2::CENTER_CENTER, style, key.x, letters);
    }
}
