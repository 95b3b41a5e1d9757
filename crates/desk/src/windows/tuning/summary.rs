//! The last page: what is set now, and what was found.

use egui::{Grid, Label, RichText, Ui};

use super::{Step, TuningWindow, devices_of};
use crate::device_list::device_shown;
use crate::windows::Beside;
use crate::windows::preferences::microphone_gain;

impl TuningWindow {
    pub(super) fn summary(&self, ui: &mut Ui, beside: &Beside<'_>) {
        let words = beside.words;
        let Some(sound) = beside.phone.sound() else {
            return;
        };
        ui.add_space(4.0);
        let volumes = beside.screen.volumes;
        for step in Step::ALL {
            let rows = match (step.mode(), step) {
                (Some(path), _) => {
                    let own = devices_of(&sound.chosen, path).clone();
                    let all = sound.of_all.clone();
                    let input = device_shown(words, &sound, true, own.input, all.input);
                    let output = device_shown(words, &sound, false, own.output, all.output);
                    let verdict = self.said.get(&step.place());
                    let verdict = verdict.map_or("Not tried", |verdict| verdict.word());
                    let gain = beside.phone.preferences();
                    let gain = gain.map_or(0, |store| microphone_gain::in_force(store, path));
                    let gain = microphone_gain::figure(gain);
                    vec![
                        ("Microphone", input),
                        ("Output", output),
                        ("Volume", volumes.of(Some(path)).to_string()),
                        ("Gain", gain),
                        ("Level of the microphone", words.say(verdict).to_owned()),
                    ]
                }
                (None, Step::Ringer) => {
                    let otherwise = Some(words.say("As the speaker").to_owned());
                    let own = sound.chosen.ringer.clone();
                    vec![
                        ("Output", device_shown(words, &sound, false, own, otherwise)),
                        ("Volume", volumes.of(None).to_string()),
                    ]
                }
                (None, Step::Echo) => {
                    let Some(ms) = self.round_trip_ms else {
                        continue;
                    };
                    vec![("Round trip on the network", format!("{ms:.0} ms"))]
                }
                (None, _) => continue,
            };
            ui.label(RichText::new(words.say(step.name())).strong());
            Grid::new(("summary", step.place()))
                .num_columns(2)
                .min_col_width(190.0)
                .min_row_height(0.0)
                .spacing([12.0, 3.0])
                .show(ui, |ui| {
                    for (caption, value) in rows {
                        ui.weak(words.say(caption));
                        ui.add(Label::new(value).truncate());
                        ui.end_row();
                    }
                });
            ui.add_space(2.0);
        }
        ui.label(words.say("All of it can be changed at any time, here or in the preferences."));
    }
}
