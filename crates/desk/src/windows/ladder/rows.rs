//! The messages as rows under their lanes, and the keys that go through them.

use std::sync::Arc;

use egui::{FontId, Key, Modifiers, ScrollArea, Sense, TextStyle, Ui, pos2, vec2};

use super::LadderWindow;
use super::drawing::{Lanes, said};
use crate::ladder::Rung;
use crate::windows::follow_focus;
use crate::words::Words;

/// How much larger than other text the rows are at scale 1: figures stand close in them.
const LARGER: f32 = 1.15;

/// Scales of the rows, the smallest and the largest.
const ZOOM: std::ops::RangeInclusive<f32> = 0.7..=2.0;

impl LadderWindow {
    pub(super) fn rows(&mut self, ui: &mut Ui, words: Words, rungs: &[Arc<Rung>]) {
        let zoom = ui.input(|input| input.zoom_delta());
        if zoom != 1.0 {
            self.zoom = (self.zoom * zoom).clamp(*ZOOM.start(), *ZOOM.end());
        }
        if self.shown.is_empty() {
            ui.centered_and_justified(|ui| {
                ui.weak(words.say("Nothing of that kind was said lately."))
            });
            return;
        }
        let walked = self.walk(ui, rungs);
        let scroll_to = walked.or(self.again);
        self.again = walked;
        if walked.is_some() {
            ui.ctx().request_repaint();
        }
        let body = TextStyle::Body.resolve(ui.style()).size;
        let font = FontId::proportional(body * LARGER * self.zoom);
        let lanes = Lanes::of(ui.available_rect_before_wrap(), self.zoom);
        self.lane_names(ui, words, &lanes, &font);
        let height = font.size * 1.9;
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical()
            .auto_shrink([false, false])
            .stick_to_bottom(self.follow && self.marked.is_none());
        if let Some(row) = scroll_to {
            let offset = row as f32 * height - ui.available_height() / 2.0;
            area = area.vertical_scroll_offset(offset.max(0.0));
        }
        self.leads = scroll_to.is_some() && self.on_row;
        self.on_row = false;
        area.show_rows(ui, height, self.shown.len(), |ui, range| {
            self.stop = self.stop_in(range.clone(), rungs);
            let before = range.start.checked_sub(1);
            let mut before = before.and_then(|row| rungs.get(self.shown[row]));
            for row in range {
                let Some(rung) = self.shown.get(row).and_then(|&at| rungs.get(at)) else {
                    continue;
                };
                let said = said(words, rung);
                self.row(ui, (rung, &said), before, &lanes, &font, height);
                before = Some(rung);
            }
            follow_focus(ui);
        });
    }

    /// Arrow keys mark the next one; gives the row to bring into sight.
    fn walk(&mut self, ui: &Ui, rungs: &[Arc<Rung>]) -> Option<usize> {
        let nowhere = ui.memory(|memory| memory.focused().is_none());
        if !(self.on_row || nowhere) || egui::Popup::is_any_open(ui.ctx()) {
            return None;
        }
        let step = ui.input_mut(|input| {
            let pressed =
                |input: &mut egui::InputState, key| input.consume_key(Modifiers::NONE, key);
            isize::from(pressed(input, Key::ArrowDown)) - isize::from(pressed(input, Key::ArrowUp))
        });
        (step != 0).then(|| self.mark_beside(step, rungs))
    }

    /// Mark the one so many rows below the marked one, or the newest; gives its row.
    fn mark_beside(&mut self, step: isize, rungs: &[Arc<Rung>]) -> usize {
        let number_at = |row: usize| rungs.get(*self.shown.get(row)?).map(|rung| rung.number);
        let last = self.shown.len().saturating_sub(1);
        let marked = self
            .marked
            .and_then(|number| (0..=last).find(|&row| number_at(row) == Some(number)));
        let row = marked.map_or(last, |row| row.saturating_add_signed(step).min(last));
        self.marked = number_at(row);
        row
    }

    /// Where Tab stops among the rows that are drawn: arrows go on from there.
    fn stop_in(&self, drawn: std::ops::Range<usize>, rungs: &[Arc<Rung>]) -> Option<u64> {
        let numbers = self.shown.get(drawn)?.iter();
        let mut numbers = numbers.filter_map(|&at| rungs.get(at).map(|rung| rung.number));
        let marked = numbers.clone().find(|number| self.marked == Some(*number));
        marked.or_else(|| numbers.next())
    }

    fn lane_names(&self, ui: &mut Ui, words: Words, lanes: &Lanes, font: &FontId) {
        let (area, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), font.size * 1.6), Sense::hover());
        let colour = ui.visuals().strong_text_color();
        let peer =
            ui.painter()
                .layout_no_wrap(words.say("Other side").to_owned(), font.clone(), colour);
        let half = peer.size().x / 2.0;
        let peer_begins = lanes.peer.min(area.right() - half) - half;
        for (x, name) in [
            (lanes.phone, "Phone"),
            (lanes.server, "Call server"),
            (lanes.peer, "Other side"),
        ] {
            let painter = ui.painter();
            let name = painter.layout_no_wrap(words.say(name).to_owned(), font.clone(), colour);
            // Over its lane, but inside the window, and in its own third.
            let half = name.size().x / 2.0;
            let right = if x == lanes.server {
                // The peer's name is beside it in a narrow window.
                peer_begins - 8.0
            } else {
                area.right()
            };
            let x = x.min(right - half);
            let at = pos2(x, area.center().y) - name.size() / 2.0;
            painter.galley(at, name, colour);
        }
    }
}

#[cfg(test)]
mod tests {
    use station::Language;

    use super::*;

    #[test]
    fn arrow_keys_begin_with_the_newest_and_stay_inside() {
        let rungs: Arc<[Arc<Rung>]> = (0..3)
            .map(|number| {
                Arc::new(Rung {
                    number,
                    ..Rung::default()
                })
            })
            .collect();
        let mut window = LadderWindow::default();
        window.choose(Words::of(Language::English), &rungs, None);
        let mut go = |step| {
            window.mark_beside(step, &rungs);
            window.marked
        };
        assert_eq!(go(-1), Some(2));
        assert_eq!(go(1), Some(2));
        assert_eq!(go(-1), Some(1));
        assert_eq!(go(-1), Some(0));
        assert_eq!(go(-1), Some(0));
    }
}
