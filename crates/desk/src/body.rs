//! The phone's body: graphite, shaded, with the strip that tells of messages.

use egui::accesskit::Role;
use egui::{Align2, Rect, vec2};
use station::Ring;

use crate::button;
use crate::lamps;
use crate::pen::{Pen, Type};
use crate::sheet::Sheet;
use crate::tokens::{colour, font, size};

/// Draw what stands behind the phone, over the whole window.
pub(crate) fn backdrop(pen: &Pen, window: Rect) {
    pen.shade(window, 0.0, colour::BACKDROP_TOP, colour::BACKDROP_BOTTOM);
}

/// Draw the body and its fixed parts.
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    let pen = &sheet.pen;
    pen.shadow(
        size::BODY,
        size::BODY_RADIUS,
        3.0,
        14.0,
        colour::BODY_SHADOW,
    );
    pen.edge(size::BODY, size::BODY_RADIUS, 1.0, colour::BODY_OUTLINE);
    pen.shade(
        size::BODY,
        size::BODY_RADIUS,
        colour::BODY_TOP,
        colour::BODY_BOTTOM,
    );
    pen.outline(size::BODY, size::BODY_RADIUS, 1.0, colour::BODY_EDGE);

    let bezel = size::BEZEL;
    pen.edge(bezel, size::BEZEL_RADIUS, 1.5, colour::WELL);
    pen.shade(
        bezel,
        size::BEZEL_RADIUS,
        colour::BEZEL_TOP,
        colour::BEZEL_BOTTOM,
    );
    pen.outline(bezel, size::BEZEL_RADIUS, 1.0, colour::BEZEL_EDGE);

    let style = Type::new(font::SMALL, colour::PRINT_FAINT).strong();
    pen.text(size::NAME, Align2::LEFT_CENTER, style, 120.0, "offhook");

    strip(sheet);
}

/// The strip on top: lit while messages wait, flashing while it rings.
fn strip(sheet: &mut Sheet<'_>) {
    let rings = sheet.screen.ring != Ring::Off;
    let lamp = if rings {
        station::Lamp::Flash
    } else {
        sheet.screen.message_waiting
    };
    if let Some(edge) = lamps::next_edge(lamp, sheet.now) {
        sheet.wake_at(edge);
    }
    let pen = &sheet.pen;
    let area = size::STRIP;
    let radius = area.height() / 2.0;
    pen.edge(area, radius, 1.5, colour::WELL);
    if lamps::lit(lamp, sheet.now) {
        let light = if rings {
            colour::LAMP_AMBER
        } else {
            colour::LAMP_RED
        };
        pen.glow(area, 8.0, light);
        pen.shade(area, radius, light, light.gamma_multiply(0.86));
    } else {
        pen.shade(area, radius, colour::LAMP_DARK, colour::KEY_BOTTOM);
        let gloss = Rect::from_center_size(
            area.center() - vec2(0.0, 2.2),
            vec2(area.width() - 10.0, 0.0),
        );
        pen.line(
            &[gloss.left_top(), gloss.right_top()],
            1.0,
            colour::KEY_EDGE,
        );
    }
    let words = match sheet.screen.message_waiting {
        station::Lamp::Off => "No messages waiting",
        _ => "Messages waiting",
    };
    let words = sheet.words.say(words);
    button::label(sheet, "strip", area, Role::Status, words);
}
