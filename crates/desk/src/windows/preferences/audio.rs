//! The tab of sound: devices and volumes of each mode, what is done to it, and codecs.

use egui::{Checkbox, ComboBox, Grid, Slider, Ui};
use station::{AudioPath, Intent};

use super::rows::{Rows, moved, named};
use super::{Beside, Command, SideWindow, microphone_gain};
use crate::device_list::DeviceList;
use crate::drop_down::DropDown;
use crate::focus::SeenSlider;
use crate::preferences::{PreferenceStore, Value};
use crate::sound::{MODES, ModeSound, Sound};

/// Width of a list of devices, points.
const DEVICE: f32 = 180.0;

/// What the sound can be given by besides the file.
const SOUND_KEYS: [&str; 10] = [
    "input",
    "output",
    "headset.input",
    "headset.output",
    "handset.input",
    "handset.output",
    "speaker.input",
    "speaker.output",
    "ringer.output",
    "side_tone",
];

pub(super) fn draw(
    ui: &mut Ui,
    rows: &mut Rows<'_>,
    beside: &mut Beside<'_>,
    store: &dyn PreferenceStore,
) {
    let words = rows.words;
    if let Some(sound) = beside.phone.sound() {
        rows.heading(ui, "Devices");
        devices(ui, rows, beside, &sound);
        for key in SOUND_KEYS {
            rows.note(ui, key);
        }
    }
    rows.switch(
        ui,
        "headset_buttons",
        "The buttons of the headset control calls",
        true,
    );
    if beside.phone.tuning().is_some() && ui.button(words.say("Audio tuning…")).clicked() {
        beside.commands.push(Command::Open(SideWindow::Tuning));
    }
    rows.heading(ui, "Microphone");
    gains(ui, rows);
    enhancing(ui, rows);
    for key in ["echo_cancel", "noise_suppression", "auto_gain"] {
        rows.note(ui, key);
    }
    rows.heading(ui, "Codecs");
    codecs(ui, rows, &store.codecs());
    rows.note(ui, "codecs");
    rows.switch(ui, "low_bandwidth", "Optimize for low bandwidth", false);
    rows.choice(
        ui,
        "silence_suppression",
        "Silence suppression",
        &[("", "As the server says"), ("off", "Off"), ("on", "On")],
    );
}

fn devices(ui: &mut Ui, rows: &Rows<'_>, beside: &mut Beside<'_>, sound: &Sound) {
    let words = rows.words;
    let mut chosen = sound.chosen.clone();
    let volumes = beside.screen.volumes;
    let list = |name, input, chosen, otherwise| DeviceList {
        words,
        sound,
        name,
        input,
        chosen,
        otherwise,
        width: DEVICE,
    };
    Grid::new("devices")
        .num_columns(4)
        .spacing([10.0, 6.0])
        .show(ui, |ui| {
            for caption in ["", "Microphone", "Output", "Volume"] {
                ui.label(if caption.is_empty() {
                    ""
                } else {
                    words.say(caption)
                });
            }
            ui.end_row();
            for (path, name) in MODES {
                ui.label(words.say(name));
                let mode = chosen.of_mut(path).clone();
                let all = sound.of_all.clone();
                let input = list(name, true, mode.input, all.input).show(ui);
                let output = list(name, false, mode.output, all.output).show(ui);
                *chosen.of_mut(path) = ModeSound { input, output };
                volume(ui, rows, beside, name, Some(path), volumes.of(Some(path)));
                ui.end_row();
            }
            ui.label(words.say("Ringer"));
            ui.label("");
            let as_speaker = words.say("As the speaker").to_owned();
            let ringer = chosen.ringer.take();
            chosen.ringer = list("Ringer", false, ringer, Some(as_speaker)).show(ui);
            volume(ui, rows, beside, "Ringer", None, volumes.of(None));
            ui.end_row();
        });
    ui.add(Checkbox::new(
        &mut chosen.side_tone,
        words.say("Hear your own voice softly"),
    ));
    if chosen != sound.chosen {
        beside.phone.choose_sound(chosen);
    }
}

fn volume(
    ui: &mut Ui,
    rows: &Rows<'_>,
    beside: &mut Beside<'_>,
    name: &'static str,
    path: Option<AudioPath>,
    now: u8,
) {
    let label = rows.words.with("{}: volume", &[&rows.words.say(name)]);
    let mut volume = now;
    ui.spacing_mut().slider_width = 90.0;
    let slider = Slider::new(&mut volume, 0..=100)
        .show_value(false)
        .trailing_fill(true);
    let response = ui.add(SeenSlider(slider));
    named(ui, &response, &label, None);
    if volume != now {
        let intent = Intent::VolumeOf(path, volume);
        beside.commands.push(Command::Phone(intent));
    }
}

/// What the file calls the modes, in their order.
const NAMES: [&str; 3] = ["headset", "handset", "speaker"];

/// Which modes a list in words names; where nothing is set, those that are usual.
pub(super) fn modes_of(text: Option<&str>, usual: [bool; 3]) -> [bool; 3] {
    match text {
        None => usual,
        Some("all") => [true; 3],
        Some(list) => NAMES.map(|name| list.split(',').any(|part| part.trim() == name)),
    }
}

/// The same as words.
pub(super) fn words_of(modes: [bool; 3]) -> String {
    let named = NAMES.iter().zip(modes).filter(|(_, on)| *on);
    let names: Vec<&str> = named.map(|(name, _)| *name).collect();
    match names.len() {
        0 => "off".to_owned(),
        3 => "all".to_owned(),
        _ => names.join(","),
    }
}

/// How strongly noise is weakened in each mode.
fn strengths_of(text: Option<&str>) -> [String; 3] {
    let text = text.unwrap_or("off");
    NAMES.map(|name| {
        if !text.contains('=') {
            return text.trim().to_owned();
        }
        let pairs = text.split(',').filter_map(|pair| pair.split_once('='));
        let mut own = pairs.filter(|(mode, _)| mode.trim() == name);
        own.next()
            .map_or("off", |(_, strength)| strength.trim())
            .to_owned()
    })
}

const STRENGTHS: [(&str, &str); 4] = [
    ("off", "Off"),
    ("low", "Low"),
    ("moderate", "Moderate"),
    ("high", "High"),
];

/// How much louder the microphone of each mode is made.
fn gains(ui: &mut Ui, rows: &mut Rows<'_>) {
    let words = rows.words;
    for (path, name) in MODES {
        let key = microphone_gain::key(path);
        rows.owns(&[key]);
        let now = microphone_gain::of(rows.set, path);
        let caption = words.with("{}: gain", &[&words.say(name)]);
        let mut gain = None;
        rows.row(ui, &caption, |ui| {
            gain = microphone_gain::slider(ui, words, name, now);
        });
        rows.note(ui, key);
        if let Some(gain) = gain {
            rows.changes.push(microphone_gain::changed(path, gain));
        }
    }
}

fn enhancing(ui: &mut Ui, rows: &mut Rows<'_>) {
    rows.owns(&["echo_cancel", "noise_suppression", "auto_gain"]);
    let words = rows.words;
    let (echo_before, gain_before, noise_before) = (
        modes_of(
            rows.set.text("echo_cancel").as_deref(),
            [false, false, true],
        ),
        modes_of(rows.set.text("auto_gain").as_deref(), [false; 3]),
        strengths_of(rows.set.text("noise_suppression").as_deref()),
    );
    let (mut echo, mut gain, mut noise) = (echo_before, gain_before, noise_before.clone());
    Grid::new("enhancing")
        .num_columns(4)
        .spacing([16.0, 6.0])
        .show(ui, |ui| {
            ui.label("");
            for caption in ["Echo cancellation", "Noise suppression", "Automatic level"] {
                ui.label(words.say(caption));
            }
            ui.end_row();
            for (place, (_, name)) in MODES.into_iter().enumerate() {
                let name = words.say(name);
                let label = |what: &'static str| format!("{name}: {}", words.say(what));
                ui.label(name);
                let response = ui.add(Checkbox::without_text(&mut echo[place]));
                named(ui, &response, &label("Echo cancellation"), None);
                let now = noise[place].clone();
                let shown = STRENGTHS.iter().find(|(value, _)| *value == now);
                let shown = shown.map_or(now.as_str(), |(_, name)| words.say(name));
                let response = ComboBox::from_id_salt(("noise", place))
                    .width(110.0)
                    .selected_text(shown)
                    .drop_down(ui, |ui| {
                        for (value, name) in STRENGTHS {
                            ui.selectable_value(
                                &mut noise[place],
                                value.to_owned(),
                                words.say(name),
                            );
                        }
                    })
                    .response;
                named(ui, &response, &label("Noise suppression"), Some(shown));
                let response = ui.add(Checkbox::without_text(&mut gain[place]));
                named(ui, &response, &label("Automatic level"), None);
                ui.end_row();
            }
        });
    if echo != echo_before {
        rows.change("echo_cancel", Some(Value::Text(words_of(echo))));
    }
    if gain != gain_before {
        rows.change("auto_gain", Some(Value::Text(words_of(gain))));
    }
    if noise != noise_before {
        let same = noise.iter().all(|strength| *strength == noise[0]);
        let pairs: Vec<String> = NAMES
            .iter()
            .zip(&noise)
            .map(|(name, strength)| format!("{name}={strength}"))
            .collect();
        let text = if same {
            noise[0].clone()
        } else {
            pairs.join(",")
        };
        rows.change("noise_suppression", Some(Value::Text(text)));
    }
}

/// What people call the codecs.
const CODECS: [(&str, &str); 6] = [
    ("g722", "G.722 (wideband)"),
    ("ulaw", "G.711 µ-law"),
    ("alaw", "G.711 A-law"),
    ("opus", "Opus"),
    ("wideband", "L16 256k (wideband)"),
    ("g729", "G.729"),
];

/// Those that are offered, in their order, and below them those that are not.
fn codecs(ui: &mut Ui, rows: &mut Rows<'_>, all: &[String]) {
    rows.owns(&["codecs"]);
    let words = rows.words;
    let set = rows.set.list("codecs");
    let before = if set.is_empty() { all.to_vec() } else { set };
    let mut list = before.clone();
    let name = |codec: &str| {
        let known = CODECS.iter().find(|(id, _)| *id == codec);
        known.map_or_else(|| codec.to_owned(), |(_, name)| (*name).to_owned())
    };
    for (place, codec) in before.iter().enumerate() {
        ui.horizontal(|ui| {
            moved(ui, words, &name(codec), place, &mut list);
            ui.label(name(codec));
        });
    }
    for codec in all.iter().filter(|codec| !before.contains(codec)) {
        ui.horizontal(|ui| {
            let button = ui.small_button("+");
            named(ui, &button, &words.with("{}: add", &[&name(codec)]), None);
            if button.clicked() {
                list.push(codec.clone());
            }
            ui.weak(name(codec));
        });
    }
    // A phone without any codec could not talk.
    if list != before && !list.is_empty() {
        let value = (list != all).then_some(Value::List(list));
        rows.change("codecs", value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_and_strengths_are_read_and_written_as_in_the_file() {
        assert_eq!(modes_of(None, [false, false, true]), [false, false, true]);
        for (text, modes) in [
            ("off", [false; 3]),
            ("all", [true; 3]),
            ("headset,speaker", [true, false, true]),
        ] {
            assert_eq!(modes_of(Some(text), [true; 3]), modes);
            assert_eq!(words_of(modes), text);
        }
        assert_eq!(strengths_of(Some("high")), ["high"; 3]);
        assert_eq!(strengths_of(None), ["off"; 3]);
        let mixed = strengths_of(Some("speaker=high, headset=low"));
        assert_eq!(mixed, ["low", "off", "high"]);
    }
}
