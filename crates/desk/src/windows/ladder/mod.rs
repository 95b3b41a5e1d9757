//! What the phone said lately, as arrows in time between phone, server and peer; below them
//! the fields and bytes of the one that is marked.

mod details;
mod drawing;
mod head;
mod rows;
mod wanted;

use std::sync::Arc;
use std::time::Duration;

use egui::{CentralPanel, Frame, Panel, Ui, Vec2, vec2};

use self::details::show_details;
use self::wanted::{CallChoice, Wanted, Way};
use super::{Beside, Content};
use crate::ladder::Rung;
use crate::words::Words;

/// How often to look for news while there may be some: frames bring no new screen of themselves.
const EVERY: Duration = Duration::from_millis(500);

/// What those that are shown were chosen by: among which, by what, and the call in front.
type ChosenBy = (Arc<[Arc<Rung>]>, Wanted, Option<u32>);

/// The window of messages.
pub(super) struct LadderWindow {
    wanted: Wanted,
    /// What is typed into the search, as it is typed.
    typed: String,
    digits: bool,
    follow: bool,
    zoom: f32,
    /// The number of the one that is marked.
    marked: Option<u64>,
    /// The number of the one that Tab stops at.
    stop: Option<u64>,
    /// The keyboard is on one of them.
    on_row: bool,
    /// It goes with the mark.
    leads: bool,
    /// The row to bring into sight once more: what is shown of it has taken room below.
    again: Option<usize>,
    /// Places of those that are shown, and what they were chosen by.
    shown: Vec<usize>,
    chosen_by: Option<ChosenBy>,
}

impl Default for LadderWindow {
    fn default() -> Self {
        Self {
            wanted: Wanted {
                call: CallChoice::All,
                way: Way::Both,
                keep_alives: false,
                text: String::new(),
            },
            typed: String::new(),
            digits: false,
            follow: true,
            zoom: 1.0,
            marked: None,
            stop: None,
            on_row: false,
            leads: false,
            again: None,
            shown: Vec::new(),
            chosen_by: None,
        }
    }
}

impl Content for LadderWindow {
    fn title(&self, words: Words) -> String {
        words.say("Messages of the call").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(1000.0, 700.0)
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let words = beside.words;
        let Some(ladder) = beside.phone.ladder() else {
            return;
        };
        let rungs = ladder.rungs();
        let current = beside.screen.focused_call;
        self.choose(words, &rungs, current);
        // A resting phone has news with its next keepalive; that may wait.
        let busy = !beside.screen.calls.is_empty();
        ui.ctx()
            .request_repaint_after(if busy { EVERY } else { 10 * EVERY });

        self.head(ui, words, ladder, &rungs);
        ui.separator();
        let details = self
            .marked
            .and_then(|number| ladder.details(number, self.digits));
        if let Some(details) = &details {
            Panel::bottom("details")
                .resizable(true)
                .default_size(230.0)
                .show(ui, |ui| show_details(ui, words, details));
        }
        CentralPanel::default()
            .frame(Frame::NONE)
            .show(ui, |ui| self.rows(ui, words, &rungs));
    }
}

impl LadderWindow {
    /// Find those that are wanted, when something has changed.
    fn choose(&mut self, words: Words, rungs: &Arc<[Arc<Rung>]>, current: Option<u32>) {
        let last = || rungs.iter().rev().find_map(|rung| rung.call);
        let current = current.or_else(last);
        let same = self.chosen_by.as_ref().is_some_and(|(old, by, call)| {
            Arc::ptr_eq(old, rungs) && *by == self.wanted && *call == current
        });
        if same {
            return;
        }
        let wanted = &self.wanted;
        let places = rungs.iter().enumerate();
        self.shown = places
            .filter(|(_, rung)| wanted.wants(words, rung, current))
            .map(|(place, _)| place)
            .collect();
        self.chosen_by = Some((Arc::clone(rungs), self.wanted.clone(), current));
    }
}
