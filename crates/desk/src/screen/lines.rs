//! The labels on the display's right edge, and the buttons beside them with their
//! lamps: shape, colour and text.

use egui::{Align2, Color32, Rect, pos2, vec2};
use station::{CallState, Intent, Lamp, LineKey, LineKeyKind, Screen};

use crate::button::{self, Cap, Control};
use crate::icons::Icon;
use crate::lamps;
use crate::pen::{Type, left_of, right_of};
use crate::sheet::Sheet;
use crate::tokens::{colour, font, size};

/// Draw all eight.
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    let edge = size::LABELS.left_top();
    sheet
        .pen
        .line(&[edge, size::LABELS.left_bottom()], 0.8, colour::CARD_EDGE);
    for position in 1..=size::LINE_KEYS {
        let key = sheet
            .screen
            .line_keys
            .iter()
            .find(|key| key.position == position);
        draw_one(sheet, position, key);
    }
}

fn draw_one(sheet: &mut Sheet<'_>, position: usize, key: Option<&LineKey>) {
    let height = size::LABELS.height() / size::LINE_KEYS as f32;
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
    let used = key.filter(|key| key.kind != LineKeyKind::Unused);
    let control = match used {
        Some(key) => Control::button(name(key))
            .described(description(sheet.screen, key))
            .shortcut(format!("Ctrl+{position}")),
        None => Control::button(format!("Line key {position}, unused")).enabled(false),
    };
    let touch = control.place(sheet, ("line key", position), label.union(cap));
    if touch.clicked {
        sheet.intents.push(Intent::LineKey(position));
    }
    if let Some(key) = used {
        draw_label(sheet, label.shrink2(vec2(4.0, 2.0)), key, touch.hovered);
        if let Some(edge) = lamps::next_edge(key.lamp, sheet.now) {
            sheet.wake_at(edge);
        }
    }
    button::cap(&sheet.pen, cap, cap.height() / 2.0, Cap::Plain, touch);
    draw_light(sheet, cap, used);
}

/// The lamp in the button: a bar of light, and in it the sign of what it means.
fn draw_light(sheet: &Sheet<'_>, cap: Rect, key: Option<&LineKey>) {
    let pen = &sheet.pen;
    let slot = Rect::from_center_size(cap.center(), vec2(cap.width() - 22.0, 7.0));
    let light = key
        .filter(|key| lamps::lit(key.lamp, sheet.now))
        .map(|key| meaning(sheet.screen, key).1);
    pen.edge(slot, 3.5, 1.0, colour::KEY_OUTLINE);
    match light {
        Some(light) => {
            pen.glow(slot, 5.0, light);
            pen.fill(slot, 3.5, light);
        }
        None => pen.fill(
            slot,
            3.5,
            if key.is_some() {
                colour::LAMP_DARK
            } else {
                colour::KEY_BOTTOM
            },
        ),
    }
}

fn draw_label(sheet: &Sheet<'_>, area: Rect, key: &LineKey, hovered: bool) {
    let pen = &sheet.pen;
    let active = key.kind == LineKeyKind::Line && key.instance == sheet.screen.active_line;
    let fill = if active {
        colour::LINE_LABEL_ACTIVE
    } else if hovered {
        colour::CARD_HOVER
    } else {
        colour::LINE_LABEL
    };
    pen.fill(area, 6.0, fill);
    if active {
        let bar = Rect::from_min_max(
            area.left_top() + vec2(0.0, 5.0),
            area.left_bottom() + vec2(3.0, -5.0),
        );
        pen.fill(bar, 1.5, colour::ACCENT);
    }
    let (icon, _) = meaning(sheet.screen, key);
    let ink = match key.lamp {
        Lamp::Off => colour::INK_FAINT,
        _ => label_ink(sheet.screen, key),
    };
    icon.draw(pen, right_of(area, 12.0), 15.0, ink);
    let room = area.width() - 32.0;
    let at = left_of(area, 9.0);
    let style = Type {
        strong: active,
        ..Type::new(font::SMALL, colour::INK)
    };
    match &key.forwarded_to {
        Some(target) => {
            pen.text(
                at - vec2(0.0, 6.0),
                Align2::LEFT_CENTER,
                Type {
                    size: font::TINY + 0.5,
                    ..style
                },
                room,
                text(key),
            );
            Icon::Forward.draw(pen, at + vec2(5.0, 7.0), 10.0, colour::STATE_RING);
            let style = Type::new(font::TINY, colour::STATE_RING);
            pen.text(
                at + vec2(14.0, 7.0),
                Align2::LEFT_CENTER,
                style,
                room - 14.0,
                target,
            );
        }
        None => {
            pen.text(at, Align2::LEFT_CENTER, style, room, text(key));
        }
    }
}

fn text(key: &LineKey) -> &str {
    if key.label.is_empty() {
        &key.number
    } else {
        &key.label
    }
}

/// What the button is called: `Line 1 1001`.
fn name(key: &LineKey) -> String {
    let kind = match key.kind {
        LineKeyKind::Line => "Line",
        LineKeyKind::SpeedDial => "Speed dial",
        LineKeyKind::Feature => "Feature",
        LineKeyKind::Service => "Service",
        LineKeyKind::Unused | LineKeyKind::Other(_) => "Button",
    };
    format!("{kind} {} {}", key.instance, text(key))
        .trim_end()
        .to_owned()
}

fn description(screen: &Screen, key: &LineKey) -> String {
    let mut words = format!("Lamp {}", lamps::word(key.lamp));
    if let Some(state) = state_of_line(screen, key) {
        words.push_str(match state {
            CallState::RingIn | CallState::CallWaiting => ", ringing",
            CallState::Hold | CallState::HoldRevert => ", on hold",
            CallState::CallRemoteMultiline | CallState::RemoteHold => ", in use elsewhere",
            _ => ", in use",
        });
    }
    if let Some(target) = &key.forwarded_to {
        words.push_str(", forwarded to ");
        words.push_str(target);
    }
    words
}

/// The call on this line that its lamp speaks of: what rings before what talks before what is held.
fn state_of_line(screen: &Screen, key: &LineKey) -> Option<CallState> {
    if key.kind != LineKeyKind::Line {
        return None;
    }
    let urgency = |state: CallState| match state {
        CallState::RingIn | CallState::CallWaiting | CallState::HoldRevert => 0,
        CallState::Hold | CallState::RemoteHold => 2,
        CallState::CallRemoteMultiline => 3,
        _ => 1,
    };
    screen
        .calls
        .iter()
        .filter(|call| call.line_instance == key.instance)
        .map(|call| call.state)
        .filter(|state| !matches!(state, CallState::Idle | CallState::OnHook))
        .min_by_key(|state| urgency(*state))
}

/// The sign and the light of a key.
fn meaning(screen: &Screen, key: &LineKey) -> (Icon, Color32) {
    match key.kind {
        LineKeyKind::Line => match state_of_line(screen, key) {
            Some(state @ (CallState::RingIn | CallState::CallWaiting | CallState::HoldRevert)) => {
                (Icon::of_call(state), colour::LAMP_AMBER)
            }
            Some(state @ (CallState::CallRemoteMultiline | CallState::RemoteHold)) => {
                (Icon::of_call(state), colour::LAMP_RED)
            }
            Some(state) => (Icon::of_call(state), colour::LAMP_GREEN),
            // The server knows more than the calls it told of.
            None => match key.lamp {
                Lamp::Off => (Icon::OnHook, colour::LAMP_GREEN),
                Lamp::On => (Icon::Elsewhere, colour::LAMP_RED),
                Lamp::Wink => (Icon::Pause, colour::LAMP_GREEN),
                Lamp::Flash | Lamp::Blink => (Icon::Bell, colour::LAMP_AMBER),
            },
        },
        LineKeyKind::SpeedDial => (Icon::SpeedDial, colour::LAMP_RED),
        LineKeyKind::Feature => (Icon::Feature, colour::LAMP_AMBER),
        LineKeyKind::Service => (Icon::Services, colour::LAMP_AMBER),
        LineKeyKind::Unused | LineKeyKind::Other(_) => (Icon::Feature, colour::LAMP_AMBER),
    }
}

/// The colour of a light, as it can be read on the display.
fn label_ink(screen: &Screen, key: &LineKey) -> Color32 {
    match meaning(screen, key).1 {
        light if light == colour::LAMP_GREEN => colour::STATE_TALK,
        light if light == colour::LAMP_RED => colour::STATE_FAIL,
        _ => colour::STATE_RING,
    }
}
