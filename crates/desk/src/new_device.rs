//! A sound device that was never seen before: a card on the display asks, once, what is to become
//! of it.

use egui::accesskit::Role;
use egui::{Align2, Rect, Vec2, vec2};

use crate::button::{self, Control};
use crate::keyboard::Command;
use crate::pen::{Type, left_of};
use crate::sheet::Sheet;
use crate::tokens::{font, size};
use crate::windows::SideWindow;
use crate::{Phone, screen};

/// Round what stands in the card.
const GAP: Vec2 = vec2(0.0, 1.5);

/// A device that was never seen before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDevice {
    /// What people call it.
    pub name: String,
    /// Its id where it records.
    pub input: Option<String>,
    /// Its id where it plays.
    pub output: Option<String>,
}

/// Knows which devices were never seen. Every call returns at once.
pub trait NewDevices {
    /// The first of those that are there.
    fn offer(&self) -> Option<NewDevice>;

    /// The person has said what is to become of it: it is not offered again.
    fn answered(&self, device: &NewDevice);
}

/// Draws the card under the clock, while there is a device to ask about and nothing else stands
/// on the display; gives what is wanted.
pub(crate) fn draw(sheet: &Sheet<'_>, phone: &dyn Phone) -> Option<Command> {
    let devices = phone.new_devices()?;
    if !screen::rests(sheet.screen) {
        return None;
    }
    let device = devices.offer()?;
    let (pen, words) = (&sheet.pen, sheet.words);
    let area = size::NEW_DEVICE;
    pen.shadow(area, 8.0, 1.0, 6.0, pen.palette.card_shadow);
    pen.fill(area, 8.0, pen.palette.card_front);
    pen.outline(area, 8.0, 0.8, pen.palette.card_edge);

    let inner = area.shrink2(vec2(7.0, 5.0));
    let (above, below) = inner.split_top_bottom_at_fraction(0.5);
    let (above, below) = (above.shrink2(GAP), below.shrink2(GAP));
    let left_alone = words.say("Leave it");
    let style = Type::new(font::SMALL, pen.palette.ink);
    let width = (pen.width(style, left_alone) + 16.0).min(inner.width() / 2.0);
    let leave = above.with_min_x(above.right() - width);
    let said = words.with("New: {}", &[&device.name]);
    let room = leave.left() - above.left() - 10.0;
    pen.text(
        left_of(above, 5.0),
        Align2::LEFT_CENTER,
        style.strong(),
        room,
        &said,
    );
    let named = above.with_max_x(leave.left());
    button::label(sheet, "new device", named, Role::Status, &said);

    let tunes = phone.tuning().is_some();
    let (use_it, tune) = match tunes {
        true => below.split_left_right_at_fraction(0.5),
        false => (below, Rect::NOTHING),
    };
    let used = press(
        sheet,
        use_it.with_max_x(use_it.right() - 2.0),
        "Use as headset",
    );
    let tuned = tunes && press(sheet, tune.with_min_x(tune.left() + 2.0), "Use and tune…");
    let left = press(sheet, leave, "Leave it");
    if used || tuned {
        use_as_headset(phone, &device);
    }
    if used || tuned || left {
        devices.answered(&device);
        sheet.ui.ctx().request_repaint();
    }
    tuned.then_some(Command::Open(SideWindow::Tuning))
}

/// A button of the card; says whether it was pressed.
fn press(sheet: &Sheet<'_>, area: Rect, name: &'static str) -> bool {
    let said = sheet.words.say(name);
    let touch = Control::button(said).place(sheet, name, area);
    let pen = &sheet.pen;
    let (fill, ink) = match touch.down || touch.hovered {
        true => (pen.palette.accent, pen.palette.accent_text),
        false => (pen.palette.prompt, pen.palette.ink),
    };
    pen.fill(area, 5.0, fill);
    pen.outline(area, 5.0, 0.8, pen.palette.card_edge);
    let style = pen.fitting(Type::new(font::SMALL, ink), area.width() - 10.0, said);
    pen.text(
        area.center(),
        Align2::CENTER_CENTER,
        style,
        area.width() - 10.0,
        said,
    );
    button::focus(pen, area.shrink(2.0), 5.0, touch);
    touch.clicked
}

fn use_as_headset(phone: &dyn Phone, device: &NewDevice) {
    let Some(sound) = phone.sound() else { return };
    let mut chosen = sound.chosen;
    let headset = &mut chosen.headset;
    headset.input = device.input.clone().or(headset.input.take());
    headset.output = device.output.clone().or(headset.output.take());
    phone.choose_sound(chosen);
    phone.forget_sound();
}
