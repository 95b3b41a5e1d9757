//! Expansion modules: the line keys beyond those beside the display, in columns on the
//! phone's right, as a 7914 has them.

use egui::{Pos2, Rect, pos2, vec2};
use station::{LineKeyKind, Screen};

use super::lines;
use crate::look::Face;
use crate::sheet::Sheet;
use crate::tokens::size;

/// The modules that the phone's keys need.
fn modules(screen: &Screen) -> usize {
    screen
        .line_keys
        .iter()
        .filter(|key| key.kind != LineKeyKind::Unused)
        .map(|key| key.position)
        .max()
        .unwrap_or(0)
        .saturating_sub(size::LINE_KEYS)
        .div_ceil(size::MODULE_KEYS)
}

/// The part of the sheet that a face shows; the full one with its modules.
pub(crate) fn part(screen: &Screen, face: Face) -> Rect {
    match face {
        Face::Compact => size::COMPACT,
        Face::Full => {
            let modules = vec2(size::MODULE_PITCH * modules(screen) as f32, 0.0);
            Rect::from_min_size(Pos2::ZERO, size::PHONE + modules)
        }
    }
}

/// Draw them.
pub(super) fn draw(sheet: &mut Sheet<'_>) {
    for module in 0..modules(sheet.screen) {
        let body = size::MODULE.translate(vec2(size::MODULE_PITCH * module as f32, 0.0));
        draw_module(sheet, body, size::LINE_KEYS + module * size::MODULE_KEYS);
    }
}

/// One module, with the keys after the first `before`.
fn draw_module(sheet: &mut Sheet<'_>, body: Rect, before: usize) {
    let pen = &sheet.pen;
    let radius = size::BODY_RADIUS * 0.7;
    pen.shadow(body, radius, 3.0, 14.0, pen.palette.body_shadow);
    pen.edge(body, radius, 1.0, pen.palette.body_outline);
    pen.shade(body, radius, pen.palette.body_top, pen.palette.body_bottom);
    pen.outline(body, radius, 1.0, pen.palette.body_edge);

    let display = Rect::from_min_max(
        body.min + vec2(14.0, 22.0),
        pos2(body.right() - 74.0, body.bottom() - 22.0),
    );
    let bezel = display.expand(6.0);
    pen.edge(bezel, 10.0, 1.5, pen.palette.well);
    pen.shade(bezel, 10.0, pen.palette.bezel_top, pen.palette.bezel_bottom);
    pen.shade(
        display,
        size::DISPLAY_RADIUS,
        pen.palette.display_top,
        pen.palette.display_bottom,
    );
    let height = display.height() / size::MODULE_KEYS as f32;
    for row in 0..size::MODULE_KEYS {
        let top = display.top() + height * row as f32;
        let label = Rect::from_min_size(pos2(display.left(), top), vec2(display.width(), height));
        let centre = pos2(body.right() - 38.0, label.center().y);
        let cap = Rect::from_center_size(centre, vec2(50.0, size::LINE_BUTTON.y));
        lines::draw_key(sheet, before + row + 1, label, Some(cap));
    }
}

#[cfg(test)]
mod tests {
    use station::LineKey;

    use super::*;

    #[test]
    fn keys_beyond_those_of_the_phone_get_modules() {
        for (keys, modules) in [(0, 0), (8, 0), (9, 1), (22, 1), (23, 2), (56, 4)] {
            let screen = Screen {
                line_keys: (1..=keys)
                    .map(|position| LineKey {
                        position,
                        kind: LineKeyKind::SpeedDial,
                        ..LineKey::default()
                    })
                    .collect(),
                ..Screen::default()
            };
            assert_eq!(super::modules(&screen), modules, "{keys} keys");
        }
    }
}
