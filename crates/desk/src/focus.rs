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
            let visuals = ui.visuals_mut();
            visuals.widgets.inactive.bg_fill = visuals.widgets.inactive.bg_stroke.color;
            // What is on stands out from it.
            visuals.selection.bg_fill = visuals.hyperlink_color;
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
        ui.painter().rect_stroke(
            entry.rect.expand(1.0),
            RADIUS,
            stroke(ui),
            StrokeKind::Middle,
        );
    }
}

/// The line round a key that the keyboard is on.
fn stroke(ui: &Ui) -> Stroke {
    ui.ctx().global_style().visuals.widgets.active.bg_stroke
}
