//! A sound device that was never seen before: a quiet line asks, once, what is to become of it.

use egui::accesskit::Role;
use egui::{Align2, Area, Context, Frame, Id, vec2};
use station::{Ring, Screen};

use crate::Phone;
use crate::keyboard::Command;
use crate::windows::SideWindow;
use crate::words::Words;

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

/// Draws the line, while there is one and the phone has nothing else to say; gives what is wanted.
pub(crate) fn show(
    ctx: &Context,
    words: Words,
    phone: &dyn Phone,
    screen: &Screen,
) -> Option<Command> {
    let devices = phone.new_devices()?;
    if screen.ring != Ring::Off || !screen.calls.is_empty() {
        return None;
    }
    let device = devices.offer()?;
    let (mut answered, mut wanted) = (false, None);
    Area::new(Id::unique("new device"))
        .anchor(Align2::CENTER_TOP, vec2(0.0, 6.0))
        .show(ctx, |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.horizontal(|ui| {
                    let said = words.with("New: {}", &[&device.name]);
                    let name = egui::Label::new(said.as_str()).truncate();
                    let room = vec2(220.0, ui.spacing().interact_size.y);
                    let response = ui.add_sized(room, name).on_hover_text(&device.name);
                    ui.ctx().accesskit_node_builder(response.id, |node| {
                        node.set_role(Role::Status);
                        node.set_label(said.as_str());
                    });
                    let mut pressed = |ui: &mut egui::Ui, name: &'static str| {
                        let clicked = ui.button(words.say(name)).clicked();
                        answered |= clicked;
                        clicked
                    };
                    let used = pressed(ui, "Use as headset");
                    let tuned = phone.tuning().is_some() && pressed(ui, "Use and tune…");
                    pressed(ui, "Leave it");
                    if used || tuned {
                        use_as_headset(phone, &device);
                    }
                    wanted = tuned.then_some(Command::Open(SideWindow::Tuning));
                });
            });
        });
    if answered {
        devices.answered(&device);
        ctx.request_repaint();
    }
    wanted
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
