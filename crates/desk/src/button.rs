//! What can be pressed: the control itself (pointer, keyboard focus, accessible
//! name) and the cap of a key.

use std::fmt::Debug;
use std::hash::Hash;

use egui::accesskit::{Live, Role};
use egui::{Color32, EventFilter, Id, Rect, Sense, WidgetInfo, pos2, vec2};
use keymap::{Action, KeyMap};

use crate::keyboard;
use crate::pen::Pen;
use crate::sheet::Sheet;
use crate::tokens::size;

/// A control as assistive technology knows it.
#[derive(Clone, Debug)]
pub(crate) struct Control {
    role: Role,
    name: String,
    description: String,
    enabled: bool,
    on: Option<bool>,
    action: Option<Action>,
}

impl Control {
    /// A button of this name.
    pub(crate) fn button(name: impl Into<String>) -> Self {
        Self {
            role: Role::Button,
            name: name.into(),
            description: String::new(),
            enabled: true,
            on: None,
            action: None,
        }
    }

    /// An item of a list.
    pub(crate) fn item(name: impl Into<String>, on: bool) -> Self {
        Self {
            role: Role::ListBoxOption,
            on: Some(on),
            ..Self::button(name)
        }
    }

    /// More about it: the state of its lamp.
    pub(crate) fn described(self, description: impl Into<String>) -> Self {
        Self {
            description: description.into(),
            ..self
        }
    }

    /// It can be on or off, and is.
    pub(crate) fn toggled(self, on: bool) -> Self {
        Self {
            on: Some(on),
            ..self
        }
    }

    /// What pressing it does. Keys of the computer that do the same press it too, and a
    /// tip tells them.
    pub(crate) fn does(self, action: Action) -> Self {
        Self {
            action: Some(action),
            ..self
        }
    }

    /// It can be pressed now.
    pub(crate) fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }

    /// Put it at this area and see what is done with it.
    pub(crate) fn place(self, sheet: &Sheet<'_>, id: impl Hash + Debug, area: Rect) -> Touch {
        let rect = sheet.pen.scale().rect(area);
        let id = Id::unique(("desk", id));
        let sense = if self.enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let response = sheet.ui.interact(rect, id, sense);
        response.widget_info(|| match self.on {
            Some(on) => WidgetInfo::selected(self.role, self.enabled, on, &self.name),
            None => WidgetInfo::labeled(self.role, self.enabled, &self.name),
        });
        if !self.description.is_empty() {
            sheet
                .ui
                .ctx()
                .accesskit_node_builder(id, |node| node.set_description(self.description.as_str()));
        }
        let keys = self.action.zip(sheet.keys);
        let shortcut = keys.map_or_else(String::new, |(action, keys)| {
            sheet.words.shortcut(keys, action)
        });
        let held = |(action, keys): (Action, &KeyMap)| {
            sheet.ui.input(|input| keyboard::holds(input, keys, action))
        };
        if self.enabled && !shortcut.is_empty() {
            sheet.ui.ctx().accesskit_node_builder(id, |node| {
                node.set_keyboard_shortcut(shortcut.as_str());
            });
        }
        let focused = response.has_focus();
        if focused {
            // Arrows and Escape are the phone's; only Tab moves on.
            let filter = EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            sheet
                .ui
                .memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        }
        let touch = Touch {
            clicked: response.clicked(),
            hovered: response.hovered(),
            down: response.is_pointer_button_down_on() || self.enabled && keys.is_some_and(held),
            enabled: self.enabled,
            focused,
        };
        if touch.enabled && !shortcut.is_empty() {
            response.on_hover_ui(|ui| {
                ui.horizontal(|ui| {
                    ui.label(&self.name);
                    ui.weak(&shortcut);
                });
            });
        }
        touch
    }
}

/// What is done with a control in this pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Touch {
    /// Pressed and let go, by pointer, keyboard or assistive technology.
    pub(crate) clicked: bool,
    /// The pointer is over it.
    pub(crate) hovered: bool,
    /// It is held down.
    pub(crate) down: bool,
    /// It can be pressed.
    pub(crate) enabled: bool,
    /// The keyboard is on it.
    pub(crate) focused: bool,
}

/// What a key's cap is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cap {
    /// Graphite.
    Plain,
    /// Green.
    Call,
    /// Red.
    End,
}

/// Draw the cap of a key; gives the colour for what is printed on it.
pub(crate) fn cap(pen: &Pen, area: Rect, radius: f32, cap: Cap, touch: Touch) -> Color32 {
    let (top, bottom) = match (cap, touch) {
        (_, Touch { enabled: false, .. }) => (
            pen.palette.key_disabled_top,
            pen.palette.key_disabled_bottom,
        ),
        (Cap::Plain, Touch { down: true, .. }) => {
            (pen.palette.key_down_top, pen.palette.key_down_bottom)
        }
        (Cap::Plain, Touch { hovered: true, .. }) => {
            (pen.palette.key_hover_top, pen.palette.key_hover_bottom)
        }
        (Cap::Plain, _) => (pen.palette.key_top, pen.palette.key_bottom),
        (Cap::Call, Touch { down: true, .. }) => (pen.palette.call_bottom, pen.palette.call_bottom),
        (Cap::Call, _) => (pen.palette.call_top, pen.palette.call_bottom),
        (Cap::End, Touch { down: true, .. }) => (pen.palette.end_bottom, pen.palette.end_bottom),
        (Cap::End, _) => (pen.palette.end_top, pen.palette.end_bottom),
    };
    if touch.enabled && !touch.down {
        pen.shadow(area, radius, 2.0, 5.0, pen.palette.key_shadow);
    }
    let palette = pen.palette;
    let (outline, light) = match (cap, touch.enabled) {
        (_, false) => (palette.key_outline_disabled, palette.key_edge),
        (Cap::Plain, true) => (palette.key_outline, palette.key_edge),
        (Cap::Call | Cap::End, true) => (palette.key_outline, palette.call_edge),
    };
    pen.edge(area, radius, 1.0, outline);
    pen.shade(area, radius, top, bottom);
    if touch.enabled && !touch.down {
        // Light on the straight part of the upper edge; a round key has none.
        let (from, to) = (area.left() + radius, area.right() - radius);
        if to - from > 4.0 {
            let y = area.top() + 0.9;
            pen.line(&[pos2(from, y), pos2(to, y)], 1.0, light);
        }
    }
    focus(pen, area, radius, touch);
    match (cap, touch.enabled) {
        (_, false) => pen.palette.key_text_disabled,
        (Cap::Plain, true) => pen.palette.key_text,
        (Cap::Call | Cap::End, true) => pen.palette.call_text,
    }
}

/// Mark the control that the keyboard is on.
pub(crate) fn focus(pen: &Pen, area: Rect, radius: f32, touch: Touch) {
    if touch.focused {
        pen.outline(area.expand(3.0), radius + 3.0, 1.8, pen.palette.focus);
    }
}

/// Draw a lamp: a light in a dark socket.
pub(crate) fn lamp(pen: &Pen, at: egui::Pos2, light: Option<Color32>) {
    pen.disc(at, size::LAMP + 1.4, pen.palette.lamp_socket);
    match light {
        Some(light) => {
            pen.glow(
                Rect::from_center_size(at, vec2(size::LAMP, size::LAMP) * 2.0),
                5.0,
                light,
            );
            pen.disc(at, size::LAMP, light);
        }
        None => pen.disc(at, size::LAMP, pen.palette.lamp_dark),
    }
}

/// Put text on the accessible tree that is read but cannot be pressed.
pub(crate) fn label(sheet: &Sheet<'_>, id: impl Hash + Debug, area: Rect, role: Role, text: &str) {
    let id = tell(sheet, id, area, role, text);
    let live = match role {
        Role::Status => Live::Polite,
        Role::Alert => Live::Assertive,
        _ => return,
    };
    let ctx = sheet.ui.ctx();
    ctx.accesskit_node_builder(id, |node| node.set_live(live));
}

/// Put a value on the accessible tree that a gauge shows, 0 to 100.
pub(crate) fn meter(sheet: &Sheet<'_>, id: impl Hash + Debug, area: Rect, text: &str, value: u8) {
    let id = tell(sheet, id, area, Role::Meter, text);
    sheet.ui.ctx().accesskit_node_builder(id, |node| {
        node.set_numeric_value(f64::from(value));
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
    });
}

fn tell(sheet: &Sheet<'_>, id: impl Hash + Debug, area: Rect, role: Role, text: &str) -> Id {
    let id = Id::unique(("desk", id));
    let response = sheet
        .ui
        .interact(sheet.pen.scale().rect(area), id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, text));
    id
}
