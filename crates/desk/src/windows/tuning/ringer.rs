//! The step of the ringer: its device, its volume, how it rings.

use egui::{Button, Ui};
use station::{Intent, Ring};

use super::{DEVICE, part, volume};
use crate::device_list::DeviceList;
use crate::keyboard::Command;
use crate::tuning::Tuning;
use crate::windows::Beside;

pub(super) fn draw(ui: &mut Ui, beside: &mut Beside<'_>, tuning: &dyn Tuning) {
    let words = beside.words;
    part(ui, words, "Devices");
    if let Some(sound) = beside.phone.sound() {
        let mut chosen = sound.chosen.clone();
        let list = DeviceList {
            words,
            sound: &sound,
            name: "Ringer",
            input: false,
            chosen: chosen.ringer.take(),
            otherwise: Some(words.say("As the speaker").to_owned()),
            width: DEVICE,
        };
        chosen.ringer = list.show(ui);
        if chosen != sound.chosen {
            beside.phone.choose_sound(chosen);
        }
    }
    part(ui, words, "Hear");
    ui.horizontal_wrapped(|ui| {
        let screen = beside.screen;
        let free = screen.calls.is_empty() && screen.ring == Ring::Off && !screen.off_hook;
        let ring = Button::new(words.say("Let it ring"));
        if ui.add_enabled(free, ring).clicked() {
            tuning.ring();
        }
        if let Some(volume) = volume(ui, words, "Ringer", screen.volumes.of(None)) {
            let intent = Intent::VolumeOf(None, volume);
            beside.commands.push(Command::Phone(intent));
        }
    });
    ui.weak(words.say("Which melody rings is chosen on the phone: Settings, User preferences."));
}
