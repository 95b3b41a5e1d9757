//! The list of devices that a mode, or the ringer, is given one from.
//!
//! One piece wherever devices are chosen: the page of sound, the preferences, the tuning of
//! sound. It shows what is chosen, and gives what is chosen then.

use egui::{ComboBox, Ui};

use crate::drop_down::DropDown;
use crate::sound::{Sound, SoundDevice};
use crate::words::Words;

/// A list of devices of one direction.
pub(crate) struct DeviceList<'a> {
    pub(crate) words: Words,
    /// What there is.
    pub(crate) sound: &'a Sound,
    /// Whose it is: a mode, or the ringer.
    pub(crate) name: &'static str,
    /// Microphones, not outputs.
    pub(crate) input: bool,
    /// What is chosen, by id or by words of its name; nothing: what stands for nothing.
    pub(crate) chosen: Option<String>,
    /// What nothing of its own stands for: a device, or words; nothing: the system's default.
    pub(crate) otherwise: Option<String>,
    /// Width, points.
    pub(crate) width: f32,
}

impl DeviceList<'_> {
    /// Draws it; gives what is chosen then.
    pub(crate) fn show(self, ui: &mut Ui) -> Option<String> {
        let words = self.words;
        let what = if self.input {
            "{}: microphone"
        } else {
            "{}: output"
        };
        let label = words.with(what, &[&words.say(self.name)]);
        let devices = devices_of(self.sound, self.input);
        let otherwise = otherwise_shown(words, &devices, self.otherwise);
        let chosen = self.chosen.as_deref();
        let current = chosen.and_then(|text| device_named(&devices, text));
        let shown = shown(words, chosen, current, &otherwise);
        let mut picked = self.chosen.clone();
        let drawn = ui.scope(|ui| {
            // A long name is cut there, and does not widen its list.
            ui.set_max_width(self.width);
            ComboBox::from_id_salt(("device", self.name, self.input))
                .width(self.width)
                .truncate()
                .selected_text(shown.as_str())
                .drop_down(ui, |ui| {
                    ui.selectable_value(&mut picked, None, otherwise);
                    for device in &devices {
                        let is_it = current == Some(*device);
                        if ui.selectable_label(is_it, &device.name).clicked() {
                            picked = Some(device.id.clone());
                        }
                    }
                })
                .response
        });
        let response = drawn.inner.on_hover_text(&shown);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_label(label.as_str());
            node.set_value(shown.as_str());
        });
        picked
    }
}

/// The name of the device that is used, in the words of its list.
pub(crate) fn device_shown(
    words: Words,
    sound: &Sound,
    input: bool,
    chosen: Option<String>,
    otherwise: Option<String>,
) -> String {
    let devices = devices_of(sound, input);
    let otherwise = otherwise_shown(words, &devices, otherwise);
    let chosen = chosen.as_deref();
    let current = chosen.and_then(|text| device_named(&devices, text));
    shown(words, chosen, current, &otherwise)
}

fn devices_of(sound: &Sound, input: bool) -> Vec<&SoundDevice> {
    let of_side = |device: &&SoundDevice| if input { device.input } else { device.output };
    sound.devices.iter().filter(of_side).collect()
}

fn otherwise_shown(words: Words, devices: &[&SoundDevice], otherwise: Option<String>) -> String {
    match otherwise {
        Some(text) => match device_named(devices, &text) {
            Some(device) => device.name.clone(),
            None => no_device(words, &text).unwrap_or(text),
        },
        None => words.say("System default").to_owned(),
    }
}

fn shown(
    words: Words,
    chosen: Option<&str>,
    current: Option<&SoundDevice>,
    otherwise: &str,
) -> String {
    match (chosen, current) {
        (None, _) => otherwise.to_owned(),
        (Some(_), Some(device)) => device.name.clone(),
        (Some(text), None) => {
            no_device(words, text).unwrap_or_else(|| words.with("{} (not connected)", &[&text]))
        }
    }
}

/// What these words choose in place of a device of the machine, if they do.
fn no_device(words: Words, text: &str) -> Option<String> {
    Some(match text.split_once(':') {
        _ if text.eq_ignore_ascii_case("default") => words.say("System default").to_owned(),
        _ if text.eq_ignore_ascii_case("silence") => words.say("No device: silence").to_owned(),
        Some(("file", path)) => words.with("Sound file {}", &[&path]),
        Some(("loop", path)) => words.with("Sound file {}, over and over", &[&path]),
        Some(("tone", hz)) => words.with("Tone of {} Hz", &[&hz.trim()]),
        _ => return None,
    })
}

/// The device that these words stand for.
fn device_named<'a>(devices: &[&'a SoundDevice], words: &str) -> Option<&'a SoundDevice> {
    // A device that is called like something else.
    let words = words.strip_prefix("device:").unwrap_or(words);
    let part = words.to_lowercase();
    let mut exact = devices.iter().filter(|device| device.id == words);
    let mut partial = devices
        .iter()
        .filter(|device| !part.is_empty() && device.name.to_lowercase().contains(&part));
    exact.next().or_else(|| partial.next()).copied()
}
