//! The echo test: a call to somebody who gives back what is said to him.

use std::sync::Arc;
use std::time::Duration;

use egui::{Button, Grid, RichText, Ui};
use station::{CallCourse, CallState, Intent, RegistrationState, StreamStatistics};

use super::TuningWindow;
use crate::keyboard::Command;
use crate::tuning::Tuning;
use crate::windows::Beside;
use crate::words::Words;

/// Figures of a call are new each second.
const EVERY: Duration = Duration::from_secs(1);

impl TuningWindow {
    pub(super) fn echo(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, tuning: &dyn Tuning) {
        let words = beside.words;
        let number = tuning.echo_number();
        let screen = beside.screen;
        ui.label(words.with(
            "A call to {} gives back what you say: so others hear you, after the time that the way there and back takes.",
            &[&number],
        ));
        ui.weak(words.say(
            "Another number is set as echo_number in the table [tuning] of the configuration.",
        ));
        ui.add_space(8.0);
        let call = screen
            .calls
            .iter()
            .find(|call| call.remote_number == number);
        let registered = screen.registration.state == RegistrationState::Registered;
        ui.horizontal(|ui| {
            if call.is_some() {
                if ui.button(words.say("Hang up")).clicked() {
                    beside.commands.push(Command::Phone(Intent::HangUp));
                }
                return;
            }
            let free = registered && screen.calls.is_empty() && !screen.off_hook;
            let button = Button::new(words.with("Call {}", &[&number]));
            if ui.add_enabled(free, button).clicked() {
                beside
                    .commands
                    .push(Command::Phone(Intent::Dial(number.clone())));
            }
        });
        let said = match call.map(|call| call.state) {
            Some(CallState::Connected) => "Speak: you hear yourself a moment later.",
            Some(_) => "The call is being made…",
            None if !registered => {
                "The phone is not registered: the echo test needs its call server. Go on without."
            }
            None if !screen.calls.is_empty() || screen.off_hook => {
                "Another call is going on; the echo test waits until it is over."
            }
            None => "It is a call like any other, and is in the lists of calls.",
        };
        ui.label(words.say(said));
        if call.is_some() {
            ui.ctx().request_repaint_after(EVERY);
            let course = call.and_then(|call| course_of(beside, call.call_reference));
            if let Some(course) = course {
                self.figures(ui, words, &course.newest);
            }
        }
    }

    fn figures(&mut self, ui: &mut Ui, words: Words, figures: &StreamStatistics) {
        let round_trip_ms = figures.rtcp.round_trip_ms;
        self.round_trip_ms = round_trip_ms.or(self.round_trip_ms);
        ui.add_space(6.0);
        Grid::new("figures")
            .num_columns(2)
            .spacing([16.0, 4.0])
            .show(ui, |ui| {
                let network = round_trip_ms.map_or_else(
                    || words.say("not told by the server").to_owned(),
                    |ms| format!("{ms:.0} ms"),
                );
                let rows = [
                    ("Round trip on the network", network),
                    ("Playout delay", format!("{} ms", figures.playout_delay_ms)),
                ];
                for (caption, figure) in rows {
                    ui.label(words.say(caption));
                    ui.label(RichText::new(figure).monospace());
                    ui.end_row();
                }
            });
    }
}

/// The figures of a call that goes on.
fn course_of(beside: &Beside<'_>, call_reference: u32) -> Option<Arc<CallCourse>> {
    let calls = beside.phone.statistics()?.calls();
    let mut calls = calls.into_iter();
    calls.find(|course| course.call_reference == call_reference && !course.over)
}
