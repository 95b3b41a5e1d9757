//! The navigation ring: four arrows round the Select key.

use std::f32::consts::{FRAC_PI_2, PI};

use egui::{Align2, Rect, Vec2, vec2};
use keymap::Action;
use station::{Intent, Navigate};

use crate::button::{self, Cap, Control};
use crate::pen::Type;
use crate::sheet::Sheet;
use crate::tokens::{font, size};

const ARROWS: [(&str, Navigate, Action, Vec2, f32); 4] = [
    (
        "Navigate up",
        Navigate::Up,
        Action::Up,
        vec2(0.0, -1.0),
        -FRAC_PI_2,
    ),
    (
        "Navigate right",
        Navigate::Right,
        Action::Right,
        vec2(1.0, 0.0),
        0.0,
    ),
    (
        "Navigate down",
        Navigate::Down,
        Action::Down,
        vec2(0.0, 1.0),
        FRAC_PI_2,
    ),
    (
        "Navigate left",
        Navigate::Left,
        Action::Left,
        vec2(-1.0, 0.0),
        PI,
    ),
];

/// Draw the ring; its arrows give [`Intent::Navigate`], its middle [`Intent::Enter`].
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    let area = size::RING;
    let radius = area.width() / 2.0;
    let pen = sheet.pen.clone();
    button::cap(
        &pen,
        area,
        radius,
        Cap::Plain,
        button::Touch {
            enabled: true,
            ..Default::default()
        },
    );

    let hub_radius = radius * 0.44;
    let arm = (radius + hub_radius) / 2.0;
    for (name, navigate, action, direction, angle) in ARROWS {
        let at = area.center() + direction * arm;
        let touch = Control::button(sheet.words.say(name)).does(action).place(
            sheet,
            name,
            Rect::from_center_size(at, Vec2::splat(34.0)),
        );
        if touch.clicked {
            sheet.intents.push(Intent::Navigate(navigate));
        }
        if touch.hovered || touch.down {
            pen.disc(
                at,
                15.0,
                if touch.down {
                    pen.palette.key_down_top
                } else {
                    pen.palette.key_hover_top
                },
            );
        }
        let (along, across) = (Vec2::angled(angle), Vec2::angled(angle + FRAC_PI_2));
        let arrow = [
            at + along * 5.5,
            at - along * 3.5 + across * 6.5,
            at - along * 3.5 - across * 6.5,
        ];
        pen.polygon(&arrow, pen.palette.key_text);
        button::focus(
            &pen,
            Rect::from_center_size(at, Vec2::splat(26.0)),
            13.0,
            touch,
        );
    }

    let hub = Rect::from_center_size(area.center(), Vec2::splat(hub_radius * 2.0));
    let touch = Control::button(sheet.words.say("Select"))
        .does(Action::Enter)
        .place(sheet, "select", hub);
    if touch.clicked {
        sheet.intents.push(Intent::Enter);
    }
    let ink = button::cap(&pen, hub, hub_radius, Cap::Plain, touch);
    pen.text(
        hub.center(),
        Align2::CENTER_CENTER,
        Type::new(font::TINY, ink),
        hub.width(),
        sheet.words.say("Select"),
    );
}
