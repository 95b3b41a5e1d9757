//! How large the picture may be that letters are drawn into.

use egui::{Context, Plugin, RawInput};

/// Its largest side in texels.
///
/// epaint makes the picture as wide as the graphics card allows, 16,384 texels on most, and
/// doubles its height until the highest letter fits: 4 MiB here and 4 MiB in the driver for
/// letters that fill a tenth of it. This is egui's own width where nobody says one; it has room
/// for 2,000 letters of 40 pixels, and is begun anew when it is full.
const SIDE: usize = 2048;

/// Says so to every window, the phone's and those beside it: they share the picture, and one
/// that allowed more would have it made anew at each pass.
pub(crate) struct Atlas;

impl Plugin for Atlas {
    fn debug_name(&self) -> &'static str {
        "atlas"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        input.max_texture_side = input.max_texture_side.map(|side| side.min(SIDE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_drawn_into_a_small_picture_whatever_the_graphics_card_allows() {
        let ctx = Context::default();
        ctx.add_plugin(Atlas);
        let input = RawInput {
            max_texture_side: Some(16_384),
            ..RawInput::default()
        };
        ctx.run_ui(input, |ui| {
            ui.label("1001");
        })
        .drop_without_applying_deltas();
        let [width, _] = ctx.fonts(|fonts| fonts.font_image_size());
        assert_eq!(width, SIDE);
    }
}
