//! The mark of the control that the keyboard is on, where egui's own is faint: on sliders, and
//! on the entries of menus.

use egui::{Response, Slider, Stroke, StrokeKind, Ui, Widget};

/// Between a slider and its mark, points.
const GAP: f32 = 3.0;

/// Corners of the mark, points.
const RADIUS: f32 = 5.0;

/// A slider whose rail is seen in every theme, and whether the keyboard is on it.
pub(crate) struct SeenSlider<'a>(pub(crate) Slider<'a>);

impl Widget for SeenSlider<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let drawn = ui.scope(|ui| {
            // egui draws it like the ground of a key, which in high contrast is the window's.
            let inactive = &mut ui.visuals_mut().widgets.inactive;
            inactive.bg_fill = inactive.bg_stroke.color;
            ui.add(self.0)
        });
        let response = drawn.inner;
        if response.has_focus() {
            let around = response.rect.expand(GAP);
            ui.painter()
                .rect_stroke(around, RADIUS, stroke(ui), StrokeKind::Inside);
        }
        response
    }
}

/// Mark an entry of a menu, if the keyboard is on it: menus draw no edges of their own.
pub(crate) fn mark_entry(ui: &Ui, entry: &Response) {
    if entry.has_focus() {
        ui.painter()
            .rect_stroke(entry.rect, RADIUS, stroke(ui), StrokeKind::Inside);
    }
}

/// The line round a key that the keyboard is on.
fn stroke(ui: &Ui) -> Stroke {
    ui.ctx().global_style().visuals.widgets.active.bg_stroke
}
