//! What is drawn anew in the pictures that the windows share reaches a window that is painted.
//!
//! Letters of all windows are in one picture. eframe paints no window that is covered or
//! minimized, and keeps what is new in the picture until it does; a window beside the phone, which
//! is painted all the same, would draw letters that are not there, or out of another one's place.

use std::mem;

use egui::{Context, FullOutput, Plugin, TexturesDelta, Ui, ViewportId};

/// Holds back what a hidden window would get, for the next one that is painted.
#[derive(Default)]
pub(crate) struct SharedPictures {
    /// The pass that ends is of a window that is not painted.
    hidden: bool,
    held: TexturesDelta,
}

impl Plugin for SharedPictures {
    fn debug_name(&self) -> &'static str {
        "shared pictures"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        // The windows beside the phone are painted in any case. Alone, a hidden phone is drawn
        // only to be painted, as for a picture of it.
        self.hidden = ui.input(|input| {
            input.viewport().visible() == Some(false)
                && input.raw.viewport_id == ViewportId::ROOT
                && input.raw.viewports.len() > 1
        });
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let new = mem::take(&mut output.textures_delta);
        self.held.append(new);
        if !self.hidden {
            output.textures_delta = mem::take(&mut self.held);
        }
    }
}

impl Drop for SharedPictures {
    fn drop(&mut self) {
        // Nobody will paint any more.
        self.held.clear();
    }
}

#[cfg(test)]
mod tests {
    use egui::{RawInput, ViewportInfo};

    use super::*;

    fn drawn(ctx: &Context, viewport: ViewportId, occluded: bool, text: &str) -> FullOutput {
        let info = |occluded| ViewportInfo {
            minimized: Some(false),
            occluded: Some(occluded),
            ..ViewportInfo::default()
        };
        let beside = ViewportId::from_hash_of("beside");
        let viewports = [(ViewportId::ROOT, info(occluded)), (beside, info(false))];
        let input = RawInput {
            viewport_id: viewport,
            viewports: viewports.into_iter().collect(),
            ..RawInput::default()
        };
        ctx.run_ui(input, |ui| {
            ui.label(text);
        })
    }

    #[test]
    fn what_a_hidden_window_drew_reaches_the_next_one_that_is_painted() {
        let ctx = Context::default();
        ctx.add_plugin(SharedPictures::default());
        let hidden = drawn(&ctx, ViewportId::ROOT, true, "1001");
        assert!(hidden.textures_delta.is_empty(), "it is held back");
        hidden.drop_without_applying_deltas();
        let beside = ViewportId::from_hash_of("beside");
        let painted = drawn(&ctx, beside, true, "ÄÖÜ");
        let letters = painted.textures_delta.set.values().next();
        let letters = letters.expect("it has the picture of the letters");
        assert!(letters[0].is_whole(), "from its beginning");
        painted.drop_without_applying_deltas();
        let shown = drawn(&ctx, ViewportId::ROOT, false, "xyz");
        assert!(!shown.textures_delta.is_empty(), "it is painted itself");
        shown.drop_without_applying_deltas();
    }
}
