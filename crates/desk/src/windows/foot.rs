//! The foot of a window: as high as what stands in it, in every language, below a list that has
//! the rest.

use egui::Ui;

/// How high the foot was in the last pass.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Foot(f32);

impl Foot {
    /// The height that is left above it.
    pub(super) fn above(self, ui: &Ui) -> f32 {
        ui.available_height() - self.0
    }

    /// Draw it, with a line above; when it is higher or lower than before, it is drawn again at
    /// once.
    pub(super) fn draw(&mut self, ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
        let drawn = ui.scope(|ui| {
            ui.separator();
            draw(ui);
        });
        let height = drawn.response.rect.height() + ui.spacing().item_spacing.y;
        if (height - self.0).abs() > 0.5 {
            self.0 = height;
            ui.request_discard("the foot has another height");
        }
    }
}
