//! A list of rows in a window: marks by mouse and keyboard, as file managers do it.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{
    Align2, Color32, EventFilter, FontId, Key, Rect, Response, Sense, TextStyle, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::fonts;

/// Room at the sides of a row, points.
const MARGIN: f32 = 8.0;

/// Which rows are marked. A row is known by its place; whoever shows the rows says when they
/// are others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    marked: BTreeSet<usize>,
    /// Where arrows go on from.
    last: Option<usize>,
    /// Where a range begins.
    anchor: Option<usize>,
    /// The marked row is to be seen.
    pub(crate) reveal: bool,
    /// The keyboard is on a row.
    on_row: bool,
    /// Keys are for the marked rows: the keyboard is on one, in the field above them, or nowhere.
    keyboard: bool,
}

impl Marks {
    /// The marked rows, from the top.
    pub(crate) fn all(&self) -> impl Iterator<Item = usize> + '_ {
        self.marked.iter().copied()
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.marked.len()
    }

    /// The row that was marked last.
    pub(crate) fn last(&self) -> Option<usize> {
        self.last
    }

    pub(crate) fn has(&self, row: usize) -> bool {
        self.marked.contains(&row)
    }

    /// Only this row.
    pub(crate) fn only(&mut self, row: usize) {
        self.marked = BTreeSet::from([row]);
        self.last = Some(row);
        self.anchor = Some(row);
        self.reveal = true;
    }

    /// None.
    pub(crate) fn clear(&mut self) {
        *self = Self {
            on_row: self.on_row,
            keyboard: self.keyboard,
            ..Self::default()
        };
    }

    /// Whether keys are for the marked rows, and not for a control beside the list.
    pub(crate) fn have_keyboard(&self) -> bool {
        self.keyboard
    }

    /// Where Tab stops among the rows that are drawn: arrows go on from there.
    pub(crate) fn stop(&self, drawn: &std::ops::Range<usize>) -> usize {
        let last = self.last.filter(|row| drawn.contains(row));
        last.unwrap_or(drawn.start)
    }

    /// Note where the keyboard is, when the field and the rows are drawn.
    pub(crate) fn drawn(&mut self, ui: &Ui, in_field: bool, on_row: bool) {
        self.on_row = on_row;
        self.keyboard = on_row || in_field || ui.memory(|memory| memory.focused().is_none());
    }

    /// Whether the keyboard goes with the mark to a row that is now to be seen.
    pub(crate) fn leads_keyboard(&self) -> bool {
        self.reveal && self.on_row
    }

    /// Take what arrows, Home, End and Ctrl+A mean for a list of so many rows out of the keys
    /// that are pressed. In a field, the keys that move there stay.
    pub(crate) fn take_keys(&mut self, ui: &Ui, rows: usize) {
        if rows == 0 || !self.keyboard {
            return;
        }
        let typing = ui.ctx().text_edit_focused();
        let step = ui.input_mut(|input| {
            let mut pressed = |key| {
                let plain = input.consume_key(egui::Modifiers::NONE, key);
                let shift = input.consume_key(egui::Modifiers::SHIFT, key);
                (plain || shift).then_some(shift)
            };
            let keys = [
                (Key::ArrowUp, -1),
                (Key::ArrowDown, 1),
                (Key::PageUp, -10),
                (Key::PageDown, 10),
            ];
            keys.into_iter()
                .find_map(|(key, step)| pressed(key).map(|shift| (step, shift)))
        });
        if let Some((step, shift)) = step {
            let at = match self.last {
                None => 0,
                Some(last) => last.saturating_add_signed(step).min(rows - 1),
            };
            self.mark(at, shift, false);
        }
        let all = egui::Modifiers::COMMAND;
        if !typing && ui.input_mut(|input| input.consume_key(all, Key::A)) {
            self.marked = (0..rows).collect();
            self.anchor = Some(0);
            self.last = Some(rows - 1);
        }
    }

    /// A row was clicked.
    pub(crate) fn click(&mut self, ui: &Ui, row: usize) {
        let modifiers = ui.input(|input| input.modifiers);
        self.mark(row, modifiers.shift, modifiers.command);
        self.reveal = false;
    }

    fn mark(&mut self, row: usize, range: bool, one_more: bool) {
        match self.anchor {
            Some(anchor) if range => {
                self.marked = (anchor.min(row)..=anchor.max(row)).collect();
            }
            _ if one_more => {
                if !self.marked.remove(&row) {
                    self.marked.insert(row);
                }
                self.anchor = Some(row);
            }
            _ => {
                self.marked = BTreeSet::from([row]);
                self.anchor = Some(row);
            }
        }
        self.last = Some(row);
        self.reveal = true;
    }
}

/// A row to draw on.
pub(crate) struct Row {
    pub(crate) response: Response,
    pub(crate) rect: Rect,
    /// The colour of its text.
    pub(crate) text: Color32,
    /// The colour of what weighs less.
    pub(crate) faint: Color32,
}

/// Room for a row, with its ground; `told` is what assistive technology says of it.
///
/// Tab goes to it only where it stops in this list.
pub(crate) fn row(ui: &mut Ui, height: f32, marked: bool, stops: bool, told: &str) -> Row {
    let size = vec2(ui.available_width(), height);
    let sense = match stops {
        true => Sense::click(),
        false => Sense::CLICK,
    };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, marked, told));
    let visuals = ui.visuals();
    let ground = match (marked, response.hovered()) {
        (true, _) => Some(visuals.selection.bg_fill),
        (false, true) => Some(visuals.faint_bg_color),
        _ => None,
    };
    let corner = visuals.widgets.inactive.corner_radius;
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, corner, ground);
    }
    show_focus(ui, &response);
    let text = match marked {
        true => visuals.selection.stroke.color,
        false => visuals.text_color(),
    };
    let faint = match marked {
        true => text,
        false => visuals.weak_text_color(),
    };
    Row {
        response,
        rect: rect.shrink2(vec2(MARGIN, 0.0)),
        text,
        faint,
    }
}

/// Show where the keyboard is on a row; arrows move the mark then, only Tab leaves.
pub(crate) fn show_focus(ui: &Ui, row: &Response) {
    if !row.has_focus() {
        return;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, filter));
    let visuals = &ui.visuals().widgets;
    let corner = visuals.inactive.corner_radius;
    let stroke = visuals.active.bg_stroke;
    ui.painter()
        .rect_stroke(row.rect, corner, stroke, egui::StrokeKind::Inside);
}

impl Row {
    /// Draw text between these places of the row, cut with an ellipsis where it is too long.
    pub(crate) fn text(&self, ui: &Ui, text: &str, from: f32, to: f32, style: Style) {
        let room = Rect::from_x_y_ranges(from..=to, self.rect.y_range());
        self.write(ui, text, room, style);
    }

    /// The same in the upper half of the row.
    pub(crate) fn upper(&self, ui: &Ui, text: &str, from: f32, to: f32, style: Style) {
        let middle = self.rect.center().y + 1.0;
        let room = Rect::from_x_y_ranges(from..=to, self.rect.top() + 2.0..=middle);
        self.write(ui, text, room, style);
    }

    /// The same in its lower half.
    pub(crate) fn lower(&self, ui: &Ui, text: &str, from: f32, to: f32, style: Style) {
        let middle = self.rect.center().y + 1.0;
        let room = Rect::from_x_y_ranges(from..=to, middle..=self.rect.bottom() - 2.0);
        self.write(ui, text, room, style);
    }

    fn write(&self, ui: &Ui, text: &str, room: Rect, style: Style) {
        let size = TextStyle::Body.resolve(ui.style()).size;
        let font = match style {
            Style::Strong => fonts::font(size, true),
            Style::Small | Style::SmallRight => FontId::proportional(size * 0.9),
            Style::Plain => FontId::proportional(size),
        };
        let colour = match style {
            Style::Small | Style::SmallRight => self.faint,
            _ => self.text,
        };
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room.width());
        let galley = ui.painter().layout_job(job);
        let (anchor, at) = match style == Style::SmallRight {
            true => (Align2::RIGHT_CENTER, room.right_center()),
            false => (Align2::LEFT_CENTER, room.left_center()),
        };
        let place = anchor.anchor_size(pos2(at.x, at.y), galley.size());
        ui.painter().galley(place.min, galley, colour);
    }
}

/// How text of a row is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Strong,
    Small,
    SmallRight,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_single_rows_are_marked() {
        let mut marks = Marks::default();
        marks.only(2);
        marks.mark(5, true, false);
        assert_eq!(marks.all().collect::<Vec<_>>(), [2, 3, 4, 5]);
        marks.mark(3, false, true);
        assert_eq!(marks.all().collect::<Vec<_>>(), [2, 4, 5]);
        marks.mark(1, false, false);
        assert_eq!(marks.all().collect::<Vec<_>>(), [1]);
        assert_eq!(marks.last(), Some(1));
    }
}
