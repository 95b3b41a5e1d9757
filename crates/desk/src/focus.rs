//! The mark of the control that the keyboard is on, where egui's own is faint: on sliders, in
//! fields, and on the entries of menus.

use egui::{Id, Response, Slider, Stroke, StrokeKind, TextEdit, Ui, Widget};

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

/// Mark the field of this window that the keyboard is in; called when all of it is drawn. Its own
/// edge is as bright without the keyboard, and the cursor blinks or is alone in the window.
pub(crate) fn mark_field(ui: &Ui) {
    let focused = ui.memory(|memory| memory.focused());
    let is_field = |id: &Id| TextEdit::load_state(ui.ctx(), *id).is_some();
    let field = focused
        .filter(is_field)
        .and_then(|id| ui.ctx().read_response(id));
    if let Some(field) = field {
        let painter = ui.ctx().layer_painter(field.layer_id);
        painter
            .with_clip_rect(field.interact_rect.expand(GAP))
            .rect_stroke(field.rect, RADIUS, stroke(ui), StrokeKind::Middle);
    }
}

/// The line round a key that the keyboard is on.
fn stroke(ui: &Ui) -> Stroke {
    ui.ctx().global_style().visuals.widgets.active.bg_stroke
}
