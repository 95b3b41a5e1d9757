//! The soft keys: labels at the display's lower edge, each above its button.

use egui::{Align2, Rect, pos2, vec2};
use keymap::Action;
use station::{Intent, SoftKeyPlace, VISIBLE_SOFT_KEYS};

use crate::button::{self, Cap, Control};
use crate::look::Face;
use crate::pen::Type;
use crate::sheet::Sheet;
use crate::tokens::{font, size};

/// Draw all five places.
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    let area = size::SOFT_LABELS;
    sheet.pen.shade(
        area,
        size::DISPLAY_RADIUS,
        sheet.pen.palette.bar_top,
        sheet.pen.palette.bar_bottom,
    );
    let row = sheet.screen.soft_keys.row();
    for place in 0..VISIBLE_SOFT_KEYS {
        draw_one(sheet, place, row.get(place));
    }
}

fn draw_one(sheet: &mut Sheet<'_>, place: usize, key: Option<&SoftKeyPlace<'_>>) {
    let width = size::SOFT_LABELS.width() / VISIBLE_SOFT_KEYS as f32;
    let left = size::SOFT_LABELS.left() + width * place as f32;
    let label = Rect::from_min_size(
        pos2(left, size::SOFT_LABELS.top()),
        vec2(width, size::SOFT_LABELS.height()),
    );
    let cap = Rect::from_center_size(
        pos2(
            label.center().x,
            size::SOFT_BUTTON_Y + size::SOFT_BUTTON.y / 2.0,
        ),
        size::SOFT_BUTTON,
    );
    let text = match key {
        Some(SoftKeyPlace::Key(_, key)) => Some(key.label.as_str()),
        Some(SoftKeyPlace::More) => Some(sheet.words.say("more")),
        Some(SoftKeyPlace::Empty) | None => None,
    };
    let control = match text {
        Some(text) => Control::button(sheet.words.with("Soft key {}", &[&text]))
            .does(Action::SoftKey(place as u8 + 1)),
        None => Control::button(
            sheet
                .words
                .with("Soft key place {}, empty", &[&(place + 1)]),
        )
        .enabled(false),
    };
    let touch = control.place(sheet, ("soft key", place), place_of(sheet, label, cap));
    if touch.clicked {
        sheet.intents.push(Intent::SoftKeyPlace(place));
    }
    if let Some(text) = text {
        let tab = label.shrink2(vec2(3.0, 4.0));
        if touch.down || touch.hovered {
            sheet.pen.fill(
                tab,
                5.0,
                if touch.down {
                    sheet.pen.palette.bar_bottom
                } else {
                    sheet.pen.palette.accent
                },
            );
        }
        sheet.pen.outline(tab, 5.0, 0.8, sheet.pen.palette.bar_edge);
        let style = Type::new(font::NORMAL, sheet.pen.palette.bar_text).strong();
        let style = sheet.pen.fitting(style, tab.width() - 6.0, text);
        sheet.pen.text(
            tab.center(),
            Align2::CENTER_CENTER,
            style,
            tab.width() - 6.0,
            text,
        );
    }
    if sheet.face == Face::Full {
        button::cap(&sheet.pen, cap, cap.height() / 2.0, Cap::Plain, touch);
    } else {
        button::focus(&sheet.pen, label.shrink2(vec2(5.0, 6.0)), 4.0, touch);
    }
}

/// What can be pressed: the label, and the button where there is one.
fn place_of(sheet: &Sheet<'_>, label: Rect, cap: Rect) -> Rect {
    match sheet.face {
        Face::Full => label.union(cap),
        Face::Compact => label,
    }
}
