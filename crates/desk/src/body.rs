//! The phone's body: graphite, shaded, with the strip that tells of messages.

use egui::accesskit::Role;
use egui::{Align2, Rect, vec2};
use station::{Lamp, Ring};

use crate::button;
use crate::lamps::{self, Light};
use crate::pen::{Pen, Type};
use crate::sheet::Sheet;
use crate::tokens::{font, size};

/// Draw what stands behind the phone, over the whole window.
pub(crate) fn backdrop(pen: &Pen, window: Rect) {
    pen.shade(
        window,
        0.0,
        pen.palette.backdrop_top,
        pen.palette.backdrop_bottom,
    );
}

/// Draw the body and its fixed parts.
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    let pen = &sheet.pen;
    pen.shadow(
        size::BODY,
        size::BODY_RADIUS,
        3.0,
        14.0,
        pen.palette.body_shadow,
    );
    pen.edge(size::BODY, size::BODY_RADIUS, 1.0, pen.palette.body_outline);
    pen.shade(
        size::BODY,
        size::BODY_RADIUS,
        pen.palette.body_top,
        pen.palette.body_bottom,
    );
    pen.outline(size::BODY, size::BODY_RADIUS, 1.0, pen.palette.body_edge);

    let bezel = size::BEZEL;
    pen.edge(bezel, size::BEZEL_RADIUS, 1.5, pen.palette.well);
    pen.shade(
        bezel,
        size::BEZEL_RADIUS,
        pen.palette.bezel_top,
        pen.palette.bezel_bottom,
    );
    pen.outline(bezel, size::BEZEL_RADIUS, 1.0, pen.palette.bezel_edge);

    let style = Type::new(font::SMALL, pen.palette.print_faint).strong();
    pen.text(size::NAME, Align2::LEFT_CENTER, style, 120.0, "offhook");

    strip(sheet);
}

/// The strip on top: lit while messages wait, flashing while it rings.
fn strip(sheet: &mut Sheet<'_>) {
    let rings = sheet.screen.ring != Ring::Off;
    let lamp = if rings {
        Lamp::Flash
    } else {
        sheet.screen.message_waiting
    };
    let shines = sheet.shines(lamp);
    let pen = &sheet.pen;
    let area = size::STRIP;
    let radius = area.height() / 2.0;
    pen.edge(area, radius, 1.5, pen.palette.well);
    pen.shade(
        area,
        radius,
        pen.palette.strip_top,
        pen.palette.strip_bottom,
    );
    if shines {
        let light = if rings { Light::Amber } else { Light::Red };
        let light = light.colour(pen.palette);
        pen.glow(area, 8.0, light);
        // In parts while it rings, whole while messages wait.
        for part in lamps::parts(area, if rings { Lamp::Blink } else { Lamp::On }) {
            pen.shade(part, radius, light, light.gamma_multiply(0.86));
        }
    } else {
        let gloss = Rect::from_center_size(
            area.center() - vec2(0.0, 2.2),
            vec2(area.width() - 10.0, 0.0),
        );
        pen.line(
            &[gloss.left_top(), gloss.right_top()],
            1.0,
            pen.palette.key_edge,
        );
    }
    let words = match sheet.screen.message_waiting {
        Lamp::Off => "No messages waiting",
        _ => "Messages waiting",
    };
    let words = sheet.words.say(words);
    button::label(sheet, "strip", area, Role::Status, words);
}
