//! The step of an audio mode: its devices, how it is heard, how it is spoken into.

use egui::{Button, Checkbox, Grid, ProgressBar, Ui};
use station::{AudioPath, Intent, TuningDoing, TuningNow};

use super::{DEVICE, METER, TuningWindow, devices_of, meter, part, volume};
use crate::device_list::DeviceList;
use crate::keyboard::Command;
use crate::sound::ModeSound;
use crate::tuning::Tuning;
use crate::windows::Beside;
use crate::windows::preferences::{auto_gain, microphone_gain, note};
use crate::words::Words;

/// What is recorded, ms.
const RECORDED_MS: f32 = 3000.0;

impl TuningWindow {
    pub(super) fn mode(
        &mut self,
        ui: &mut Ui,
        beside: &mut Beside<'_>,
        tuning: &dyn Tuning,
        path: AudioPath,
    ) {
        let words = beside.words;
        let name = self.step.name();
        self.look(ui, beside, tuning, path);
        let now = tuning.now();
        if now.busy {
            ui.label(words.say(
                "The devices are in use: the meter shows the microphone of the call. What is played or recorded here waits until it is over.",
            ));
        }
        part(ui, words, "Devices");
        devices(ui, beside, name, path);
        part(ui, words, "Hear");
        ui.horizontal_wrapped(|ui| {
            self.sample(ui, words, tuning, path, now);
            let volumes = beside.screen.volumes;
            if let Some(volume) = volume(ui, words, name, volumes.of(Some(path))) {
                let intent = Intent::VolumeOf(Some(path), volume);
                beside.commands.push(Command::Phone(intent));
            }
        });
        part(ui, words, "Speak");
        meter::draw(ui, words, &self.heard, ui.input(|input| input.time));
        self.gain(ui, beside, path, now);
        part(ui, words, "As others hear you");
        record(ui, words, tuning, path, now, self.heard.gain());
    }

    /// Has the microphone measured, and takes what came of it.
    fn look(&mut self, ui: &Ui, beside: &Beside<'_>, tuning: &dyn Tuning, path: AudioPath) {
        let chosen = beside.phone.sound().map(|sound| sound.chosen);
        let devices = chosen.map(|chosen| devices_of(&chosen, path).clone());
        let measured = Some((path, devices.unwrap_or_default()));
        if self.measured != measured {
            self.measured = measured;
            self.heard = super::Heard::default();
            tuning.look(path);
        } else if tuning.now().doing == TuningDoing::Nothing {
            // The window was out of sight, or the phone has begun anew.
            tuning.look(path);
        }
        let now = ui.input(|input| input.time);
        let shown = tuning.now();
        if let Some(store) = beside.phone.preferences() {
            // In a call it is the microphone of the call.
            let of_call = beside.screen.audio_path.filter(|_| shown.busy);
            let gain = microphone_gain::in_force(store, of_call.unwrap_or(path));
            self.heard.has_gain(gain, now);
        }
        self.heard.take(shown.level, now);
        if let Some(spoken) = self.heard.spoken() {
            self.said.insert(self.step.place(), spoken);
        }
        ui.ctx().request_repaint_after(METER);
    }

    /// The gain of the microphone, and the automatic level on top of it.
    fn gain(&self, ui: &mut Ui, beside: &Beside<'_>, path: AudioPath, now: TuningNow) {
        let Some(store) = beside.phone.preferences() else {
            return;
        };
        let words = beside.words;
        let set = store.preferences();
        let gain = microphone_gain::of(&set, path);
        let overridden = store.overridden().remove(microphone_gain::key(path));
        let is_heard = !now.busy || beside.screen.audio_path == Some(path);
        let fitting = self
            .heard
            .fitting_gain()
            .filter(|_| is_heard && overridden.is_none());
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            ui.label(words.say("Gain"));
            chosen = microphone_gain::slider(ui, words, self.step.name(), gain);
            let button = ui
                .add_enabled(fitting.is_some(), Button::new(words.say("Set for me")))
                .on_hover_text(words.say("Picks the gain that fits what you have just said."))
                .on_disabled_hover_text(words.say("Say something: count to five"));
            if button.clicked() {
                chosen = fitting;
            }
        });
        if let Some(overridden) = &overridden {
            note(ui, words, overridden);
        }
        if let Some(chosen) = chosen.filter(|chosen| *chosen != gain) {
            store.change(vec![microphone_gain::changed(path, chosen)]);
        }
        let before = auto_gain::is_on(&set, path);
        let mut on = before;
        ui.horizontal_wrapped(|ui| {
            ui.add(Checkbox::new(&mut on, words.say("Automatic level")));
            ui.weak(words.say(match before {
                true => "It works on top of the gain.",
                false => "Quiet and loud voices are brought to one level.",
            }));
        });
        if on != before {
            store.change(vec![auto_gain::switched(&set, path, on)]);
        }
    }

    fn sample(
        &self,
        ui: &mut Ui,
        words: Words,
        tuning: &dyn Tuning,
        path: AudioPath,
        now: TuningNow,
    ) {
        if now.doing == TuningDoing::Sampling {
            if ui.button(words.say("Stop")).clicked() {
                tuning.stop();
            }
            return;
        }
        let play = Button::new(words.say("Play a sample"));
        let free = !now.busy && now.doing != TuningDoing::Recording;
        if ui.add_enabled(free, play).clicked() {
            tuning.sample(path);
        }
    }
}

/// Microphone and output of the mode.
fn devices(ui: &mut Ui, beside: &Beside<'_>, name: &'static str, path: AudioPath) {
    let words = beside.words;
    let Some(sound) = beside.phone.sound() else {
        return;
    };
    let mut chosen = sound.chosen.clone();
    let list = |input, chosen, otherwise| DeviceList {
        words,
        sound: &sound,
        name,
        input,
        chosen,
        otherwise,
        width: DEVICE,
    };
    let mode = chosen.of_mut(path).clone();
    let all = sound.of_all.clone();
    let row = |ui: &mut Ui, caption: &'static str, list: DeviceList<'_>| {
        ui.label(words.say(caption));
        let picked = list.show(ui);
        ui.end_row();
        picked
    };
    Grid::new("devices")
        .num_columns(2)
        .spacing([16.0, 6.0])
        .show(ui, |ui| {
            let input = row(ui, "Microphone", list(true, mode.input, all.input));
            let output = row(ui, "Output", list(false, mode.output, all.output));
            *chosen.of_mut(path) = ModeSound { input, output };
        });
    if chosen != sound.chosen {
        beside.phone.choose_sound(chosen);
    }
}

/// Three seconds, and how they sound.
fn record(
    ui: &mut Ui,
    words: Words,
    tuning: &dyn Tuning,
    path: AudioPath,
    now: TuningNow,
    gain: i64,
) {
    ui.horizontal_wrapped(|ui| {
        if now.doing == TuningDoing::Recording {
            if ui.button(words.say("Stop")).clicked() {
                tuning.stop();
            }
            // Thousands, which f32 holds exactly.
            let part = now.recorded_ms as f32 / RECORDED_MS;
            ui.add(ProgressBar::new(part).desired_width(180.0));
            ui.label(words.say("Speak now…"));
            return;
        }
        let free = !now.busy && now.doing != TuningDoing::Sampling;
        let record = Button::new(words.say("Record three seconds"));
        if ui.add_enabled(free, record).clicked() {
            tuning.record(path);
        }
        if now.doing == TuningDoing::PlayingBack {
            if ui.button(words.say("Stop")).clicked() {
                tuning.stop();
            }
        } else {
            let play = Button::new(words.say("Play it back"));
            let there = free && now.recorded.is_some();
            if ui.add_enabled(there, play).clicked() {
                tuning.play_back(path);
            }
        }
    });
    let said = match now.recorded {
        Some(_) if now.doing == TuningDoing::PlayingBack => {
            words.say("It is being played: this is how others hear you.")
        }
        Some(level) => {
            let verdict = super::Verdict::of(level, gain);
            match verdict.is_of_speech() {
                true => words.say("It is recorded; hear how it sounds."),
                false => words.say("Nothing was heard while it recorded."),
            }
        }
        None => words.say("Nothing of it is kept or sent."),
    };
    ui.weak(said);
}
