//! The labels on the display's right edge, and the buttons beside them with their
//! lamps: shape, colour and text.

use egui::{Align2, Rect, pos2, vec2};
use keymap::{Action, LINE_KEYS};
use station::{Intent, Lamp, LineKey, LineKeyKind};

use super::marks;
use crate::button::{self, Cap, Control, Touch};
use crate::icons::Icon;
use crate::lamps;
use crate::look::Face;
use crate::pen::{Type, left_of, right_of};
use crate::sheet::Sheet;
use crate::tokens::{font, size};

/// Draw those beside the display.
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    let edge = size::LABELS.left_top();
    sheet.pen.line(
        &[edge, size::LABELS.left_bottom()],
        0.8,
        sheet.pen.palette.card_edge,
    );
    let height = size::LABELS.height() / size::LINE_KEYS as f32;
    for position in 1..=size::LINE_KEYS {
        let top = size::LABELS.top() + height * (position - 1) as f32;
        let label = Rect::from_min_size(
            pos2(size::LABELS.left(), top),
            vec2(size::LABELS.width(), height),
        );
        let cap = Rect::from_center_size(
            pos2(
                size::LINE_BUTTON_X + size::LINE_BUTTON.x / 2.0,
                label.center().y,
            ),
            size::LINE_BUTTON,
        );
        draw_key(
            sheet,
            position,
            label,
            Some(cap).filter(|_| sheet.face == Face::Full),
        );
    }
}

/// Draw the key of this position: its label, and its button with the lamp; without a button,
/// the lamp is on the label.
pub(crate) fn draw_key(sheet: &mut Sheet<'_>, position: usize, label: Rect, cap: Option<Rect>) {
    let screen = sheet.screen;
    let key = screen.line_keys.iter().find(|key| key.position == position);
    let used = key.filter(|key| key.kind != LineKeyKind::Unused);
    let control = match used {
        Some(key) => {
            let control = Control::button(marks::name(sheet.words, key))
                .described(marks::description(sheet.words, key));
            match u8::try_from(position) {
                Ok(number) if number <= LINE_KEYS => control.does(Action::LineKey(number)),
                _ => control,
            }
        }
        None => {
            let name = sheet.words.with("Line key {}, unused", &[&position]);
            Control::button(name).enabled(false)
        }
    };
    let whole = cap.map_or(label, |cap| label.union(cap));
    let touch = control.place(sheet, ("line key", position), whole);
    if touch.clicked {
        sheet.intents.push(Intent::LineKey(position));
    }
    if let Some(key) = used {
        draw_label(
            sheet,
            label.shrink2(vec2(4.0, 2.0)),
            key,
            cap.is_some(),
            touch,
        );
    }
    if let Some(cap) = cap {
        button::cap(&sheet.pen, cap, cap.height() / 2.0, Cap::Plain, touch);
        let slot = Rect::from_center_size(cap.center(), vec2(cap.width() - 22.0, 7.0));
        draw_light(sheet, slot, used, 5.0);
    }
}

/// The lamp: a bar of light whose shape tells mode and colour too; it shines so far.
fn draw_light(sheet: &mut Sheet<'_>, slot: Rect, key: Option<&LineKey>, reach: f32) {
    let shines = key.filter(|key| sheet.shines(key.lamp));
    let pen = &sheet.pen;
    let socket = match key {
        Some(_) => pen.palette.lamp_socket,
        None => pen.palette.key_outline_disabled,
    };
    pen.edge(slot, 3.5, 1.0, socket);
    let ground = if key.is_some() {
        pen.palette.lamp_dark
    } else {
        pen.palette.key_bottom
    };
    if let Some(key) = shines {
        let light = marks::light(key);
        if reach > 0.0 {
            pen.glow(slot, reach, light.colour(pen.palette));
        }
        pen.fill(slot, 3.5, ground);
        lamps::bar(pen, slot, key.lamp, light);
    } else {
        pen.fill(slot, 3.5, ground);
    }
}

fn draw_label(sheet: &mut Sheet<'_>, area: Rect, key: &LineKey, has_button: bool, touch: Touch) {
    let pen = sheet.pen.clone();
    let pen = &pen;
    let active = key.kind == LineKeyKind::Line && key.instance == sheet.screen.active_line;
    let fill = if active {
        pen.palette.line_label_active
    } else if touch.hovered {
        pen.palette.card_hover
    } else {
        pen.palette.line_label
    };
    pen.fill(area, 6.0, fill);
    if active {
        let bar = Rect::from_min_max(
            area.left_top() + vec2(0.0, 5.0),
            area.left_bottom() + vec2(3.0, -5.0),
        );
        pen.fill(bar, 1.5, pen.palette.accent);
    }
    let ink = match key.lamp {
        Lamp::Off => pen.palette.ink_faint,
        _ => marks::light(key).ink(pen.palette),
    };
    let dark = key.lamp == Lamp::Off;
    if has_button || dark {
        let inset = if has_button { 12.0 } else { 15.0 };
        marks::icon(key).draw(pen, right_of(area, inset), 15.0, ink);
    } else {
        marks::icon(key).draw(pen, right_of(area, 15.0) - vec2(0.0, 4.0), 14.0, ink);
        let slot = Rect::from_center_size(right_of(area, 15.0) + vec2(0.0, 8.5), vec2(22.0, 4.6));
        draw_light(sheet, slot, Some(key), 0.0);
    }
    if !has_button {
        button::focus(pen, area.shrink(3.0), 4.0, touch);
    }
    let mut room = area.width() - 32.0;
    let mut at = left_of(area, 9.0);
    if key.message_waiting != Lamp::Off {
        Icon::Envelope.draw(pen, at + vec2(6.0, 0.0), 12.0, pen.palette.state_fail);
        at.x += 16.0;
        room -= 16.0;
    }
    let style = Type {
        strong: active,
        ..Type::new(font::SMALL, pen.palette.ink)
    };
    let Some(forward) = marks::forward(key) else {
        pen.text(at, Align2::LEFT_CENTER, style, room, marks::text(key));
        return;
    };
    let small = Type {
        size: font::TINY + 0.5,
        ..style
    };
    let above = at - vec2(0.0, 6.0);
    pen.text(above, Align2::LEFT_CENTER, small, room, marks::text(key));
    let ink = if forward.always {
        pen.palette.state_ring
    } else {
        pen.palette.ink_faint
    };
    Icon::Forward.draw(pen, at + vec2(5.0, 7.0), 10.0, ink);
    let below = at + vec2(14.0, 7.0);
    let style = Type::new(font::TINY, ink);
    pen.text(below, Align2::LEFT_CENTER, style, room - 14.0, forward.to);
}
