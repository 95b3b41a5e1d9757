//! The tuning of sound, step by step: each audio mode and the ringer, the echo test, and what
//! came of it.
//!
//! A step that does not work is said, and the next one goes on. The microphone is open while a
//! step shows its level, and no longer.

mod echo;
mod heard;
mod meter;
mod mode;
mod ringer;
mod summary;

use std::collections::BTreeMap;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{RichText, ScrollArea, Ui, Vec2, vec2};
use station::{AudioPath, Screen};

use super::{Beside, Content, follow_focus};
use crate::Phone;
use crate::focus::SeenSlider;
use crate::sound::{ModeSound, SoundChoice};
use crate::tuning::Tuning;
use crate::words::Words;
use heard::{Heard, Verdict};

/// A meter is drawn so often: twenty times a second.
const METER: Duration = Duration::from_millis(50);

/// Width of a list of devices, points.
const DEVICE: f32 = 300.0;

/// A step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    Headset,
    Speaker,
    Handset,
    Ringer,
    Echo,
    Done,
}

impl Step {
    const ALL: [Self; 6] = [
        Self::Headset,
        Self::Speaker,
        Self::Handset,
        Self::Ringer,
        Self::Echo,
        Self::Done,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Headset => "Headset",
            Self::Speaker => "Speaker",
            Self::Handset => "Handset",
            Self::Ringer => "Ringer",
            Self::Echo => "Echo test",
            Self::Done => "Summary",
        }
    }

    /// Its mode, where it is one.
    const fn mode(self) -> Option<AudioPath> {
        match self {
            Self::Headset => Some(AudioPath::Headset),
            Self::Speaker => Some(AudioPath::Speaker),
            Self::Handset => Some(AudioPath::Handset),
            Self::Ringer | Self::Echo | Self::Done => None,
        }
    }

    /// What is wrong with the devices that it is about.
    fn trouble(self, screen: &Screen) -> &str {
        match self {
            Self::Headset | Self::Speaker | Self::Handset | Self::Done => &screen.sound_notice,
            Self::Ringer | Self::Echo => &screen.output_notice,
        }
    }

    fn place(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or(0)
    }
}

/// The window of tuning.
#[derive(Default)]
pub(crate) struct TuningWindow {
    step: Step,
    /// The devices that the meter is of; another choice begins it anew.
    measured: Option<(AudioPath, ModeSound)>,
    heard: Heard,
    /// What was said of each mode's microphone, by the place of its step.
    said: BTreeMap<usize, Verdict>,
    /// The longest way to the echo and back, ms, that was seen.
    round_trip_ms: Option<f32>,
}

impl Content for TuningWindow {
    fn title(&self, words: Words) -> String {
        words.say("Audio tuning").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(600.0, 640.0)
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let Some(tuning) = beside.phone.tuning() else {
            beside.close = true;
            return;
        };
        let words = beside.words;
        let spacing = ui.spacing_mut();
        spacing.item_spacing.y = 7.0;
        spacing.interact_size.y = 25.0;
        spacing.button_padding.x = 10.0;
        self.steps(ui, words, tuning);
        ui.separator();
        let room = (ui.available_height() - 44.0).max(60.0);
        // Its bar has a place of its own: over the meter it would hide the end of the scale.
        let spacing = ui.spacing_mut();
        spacing.scroll.floating_allocated_width = spacing.scroll.bar_width;
        ScrollArea::vertical()
            .id_salt(("step", self.step.place()))
            .auto_shrink(false)
            .max_height(room)
            .show(ui, |ui| {
                self.heading(ui, words);
                trouble(ui, self.step.trouble(beside.screen));
                match self.step {
                    Step::Ringer => ringer::draw(ui, beside, tuning),
                    Step::Echo => self.echo(ui, beside, tuning),
                    Step::Done => self.summary(ui, beside),
                    Step::Headset | Step::Speaker | Step::Handset => {
                        if let Some(path) = self.step.mode() {
                            self.mode(ui, beside, tuning, path);
                        }
                    }
                }
                follow_focus(ui);
            });
        ui.separator();
        self.keys(ui, beside, tuning);
    }

    fn closed(&mut self, phone: &dyn Phone) {
        if let Some(tuning) = phone.tuning() {
            tuning.end();
        }
        phone.forget_sound();
    }
}

impl TuningWindow {
    /// The steps in their order; any of them may be taken at any time.
    fn steps(&mut self, ui: &mut Ui, words: Words, tuning: &dyn Tuning) {
        ui.horizontal_wrapped(|ui| {
            for step in Step::ALL {
                let here = self.step == step;
                if ui.selectable_label(here, words.say(step.name())).clicked() {
                    self.go_to(step, tuning);
                }
            }
        });
    }

    fn heading(&self, ui: &mut Ui, words: Words) {
        let text = words.say(match self.step {
            Step::Headset => "How the headset sounds",
            Step::Speaker => "How loudspeaker and its microphone sound",
            Step::Handset => "How the handset sounds",
            Step::Ringer => "How the phone rings",
            Step::Echo => "How a call sounds",
            Step::Done => "What is set now",
        });
        let response = ui.label(RichText::new(text).strong().size(17.0));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Heading);
            node.set_label(text);
        });
    }

    fn keys(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, tuning: &dyn Tuning) {
        let words = beside.words;
        let place = self.step.place();
        ui.horizontal(|ui| {
            let back = egui::Button::new(words.say("Back"));
            if ui.add_enabled(place > 0, back).clicked() {
                self.go_to(Step::ALL[place - 1], tuning);
            }
            // In the order in which the keyboard goes through them.
            match Step::ALL.get(place + 1) {
                Some(next) => {
                    if ui.button(words.say("Next")).clicked() {
                        self.go_to(*next, tuning);
                    }
                    if ui.button(words.say("Leave off")).clicked() {
                        beside.close = true;
                    }
                }
                None => beside.close |= ui.button(words.say("Done")).clicked(),
            }
            ui.weak(words.with("Step {} of {}", &[&(place + 1), &Step::ALL.len()]));
        });
    }

    fn go_to(&mut self, step: Step, tuning: &dyn Tuning) {
        if step == self.step {
            return;
        }
        self.step = step;
        self.measured = None;
        if step.mode().is_none() {
            tuning.end();
        }
    }
}

/// What is wrong with the devices, as the phone says it on its screen.
fn trouble(ui: &mut Ui, notice: &str) {
    if notice.is_empty() {
        return;
    }
    let colour = ui.visuals().warn_fg_color;
    let response = ui.add(egui::Label::new(RichText::new(notice).color(colour)).wrap());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Alert);
        node.set_label(notice);
    });
}

/// A part of a step.
fn part(ui: &mut Ui, words: Words, title: &'static str) {
    ui.add_space(6.0);
    ui.label(RichText::new(words.say(title)).strong().size(15.0));
}

/// The volume of a mode, or of the ringer; gives the new one.
fn volume(ui: &mut Ui, words: Words, name: &'static str, now: u8) -> Option<u8> {
    let mut volume = now;
    ui.label(words.say("Volume"));
    ui.spacing_mut().slider_width = 150.0;
    let slider = egui::Slider::new(&mut volume, 0..=100)
        .show_value(false)
        .trailing_fill(true);
    let response = ui.add(SeenSlider(slider));
    let label = words.with("{}: volume", &[&words.say(name)]);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(label.as_str()));
    ui.label(RichText::new(format!("{volume:>3}")).monospace());
    (volume != now).then_some(volume)
}

/// The devices of a mode, in a choice.
const fn devices_of(chosen: &SoundChoice, path: AudioPath) -> &ModeSound {
    match path {
        AudioPath::Headset => &chosen.headset,
        AudioPath::Handset => &chosen.handset,
        AudioPath::Speaker => &chosen.speaker,
    }
}
