//! One pass over the phone: what is drawn on, what is shown, and what is gathered
//! on the way: intents, and the next moment at which something changes by itself.

use egui::Ui;
use keymap::KeyMap;
use station::{Intent, Lamp, Moment, Screen};

use crate::lamps;
use crate::look::Face;
use crate::matches::Matches;
use crate::pen::Pen;
use crate::words::Words;

/// What every part of the phone is given.
pub(crate) struct Sheet<'a> {
    /// Where controls live.
    pub(crate) ui: &'a Ui,
    /// Draws.
    pub(crate) pen: Pen,
    /// What to show.
    pub(crate) screen: &'a Screen,
    /// Says it in the phone's language.
    pub(crate) words: Words,
    /// Which keys of the computer do the same as controls; none where they rest.
    pub(crate) keys: Option<&'a KeyMap>,
    /// The phone's time of this pass.
    pub(crate) now: Moment,
    /// What of the phone is shown.
    pub(crate) face: Face,
    /// Nothing flashes.
    pub(crate) still: bool,
    /// Who may be meant by what is typed.
    pub(crate) matches: Option<&'a Matches>,
    /// What the person wants, in order.
    pub(crate) intents: Vec<Intent>,
    wake: Option<Moment>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet.
    pub(crate) fn new(ui: &'a Ui, pen: Pen, screen: &'a Screen, now: Moment) -> Self {
        let still = pen.palette.still;
        Self {
            ui,
            pen,
            screen,
            words: Words::of(screen.language),
            keys: None,
            now,
            face: Face::Full,
            still,
            matches: None,
            intents: Vec::new(),
            wake: None,
        }
    }

    /// The same where these keys of the computer work.
    pub(crate) fn with_keys(self, keys: &'a KeyMap) -> Self {
        Self {
            keys: Some(keys),
            ..self
        }
    }

    /// Something on this sheet looks different from that moment on.
    pub(crate) fn wake_at(&mut self, moment: Moment) {
        self.wake = Some(self.wake.map_or(moment, |earlier| earlier.min(moment)));
    }

    /// Whether the lamp gives light now; the sheet is drawn again when that changes.
    ///
    /// Where nothing moves, a lamp that is not off is lit all the time.
    pub(crate) fn shines(&mut self, lamp: Lamp) -> bool {
        if self.still {
            return lamp != Lamp::Off;
        }
        if let Some(edge) = lamps::next_edge(lamp, self.now) {
            self.wake_at(edge);
        }
        lamps::lit(lamp, self.now)
    }

    /// When the sheet has to be drawn again although nothing happened.
    pub(crate) fn wake(&self) -> Option<Moment> {
        self.wake
    }
}
