//! The title bar: time and date, what the microphone does, own number.

use egui::accesskit::Role;
use egui::{Align2, vec2};
use station::Lamp;

use crate::button;
use crate::icons::Icon;
use crate::pen::{Type, left_of, right_of};
use crate::sheet::Sheet;
use crate::tokens::{font, size};

/// Draw the title bar.
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    let area = size::TITLE;
    let (pen, screen) = (sheet.pen.clone(), sheet.screen);
    pen.shade(
        area,
        size::DISPLAY_RADIUS,
        pen.palette.bar_top,
        pen.palette.bar_bottom,
    );
    pen.rule(area.left_bottom(), area.right_bottom());
    let style = Type::new(font::NORMAL, pen.palette.bar_text).strong();
    let faint = Type::new(font::SMALL, pen.palette.bar_text_faint);

    let mut words = Vec::new();
    if let Some(set) = &screen.clock {
        let face = set.face(sheet.now);
        let time = pen.text(
            left_of(area, 12.0),
            Align2::LEFT_CENTER,
            style,
            90.0,
            &face.time,
        );
        pen.text(
            time.right_center() + vec2(9.0, 0.0),
            Align2::LEFT_CENTER,
            faint,
            90.0,
            &face.date,
        );
        sheet.wake_at(set.next_minute(sheet.now));
        words.push(format!("{} {}", face.time, face.date));
    } else {
        pen.text(
            left_of(area, 12.0),
            Align2::LEFT_CENTER,
            faint,
            180.0,
            &screen.device,
        );
        words.push(screen.device.clone());
    }

    let mut end = right_of(area, 12.0);
    if !screen.own_number.is_empty() {
        let number = pen.text(end, Align2::RIGHT_CENTER, style, 200.0, &screen.own_number);
        end = number.left_center() - vec2(8.0, 0.0);
        words.push(screen.own_number.clone());
    }
    if screen.muted {
        Icon::Muted.draw(&pen, end - vec2(9.0, 0.0), 17.0, pen.palette.lamp_amber);
        end.x -= 24.0;
        words.push(sheet.words.say("microphone muted").to_owned());
    }
    if screen.message_waiting != Lamp::Off {
        // The strip's light again, by its shape.
        Icon::Envelope.draw(&pen, end - vec2(9.0, 0.0), 16.0, pen.palette.bar_text);
    }
    button::label(sheet, "title", area, Role::Label, &words.join(", "));
}
