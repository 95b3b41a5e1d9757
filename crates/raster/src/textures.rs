//! The pictures of egui's context, kept as they are needed for drawing.

use std::collections::HashMap;

use egui::epaint::ImageDelta;
use egui::{Color32, ImageData, TextureId, TextureOptions, TexturesDelta};

/// The pictures of egui's context, shared by all its windows.
#[derive(Default)]
pub struct Textures {
    textures: HashMap<TextureId, Texture>,
}

impl Textures {
    /// Takes over new and changed pictures: the `set` part. To be called
    /// before the scene that came with it is drawn. A partial update that does
    /// not lie within its picture is passed over.
    pub fn set(&mut self, delta: &TexturesDelta) {
        for (&id, changes) in &delta.set {
            for change in changes {
                self.change(id, change);
            }
        }
    }

    /// Forgets pictures that are no longer needed: the `free` part. To be
    /// called after the scene that came with it is drawn.
    pub fn free(&mut self, delta: &TexturesDelta) {
        for id in &delta.free {
            self.textures.remove(id);
        }
    }

    pub(crate) fn get(&self, id: TextureId) -> Option<&Texture> {
        self.textures.get(&id)
    }

    fn change(&mut self, id: TextureId, change: &ImageDelta) {
        let ImageData::Color(image) = &change.image;
        let [width, height] = image.size;
        // The number of texels is what egui promises; a picture that breaks
        // the promise is not drawn.
        if width.checked_mul(height) != Some(image.pixels.len()) {
            return;
        }
        match change.pos {
            None => {
                self.textures.insert(
                    id,
                    Texture {
                        size: image.size,
                        texels: image.pixels.iter().copied().map(packed).collect(),
                        options: change.options,
                    },
                );
            }
            Some([x, y]) => {
                if let Some(texture) = self.textures.get_mut(&id) {
                    texture.options = change.options;
                    texture.patch([x, y], image.size, &image.pixels);
                }
            }
        }
    }
}

/// One picture.
pub(crate) struct Texture {
    pub(crate) size: [usize; 2],
    /// Rows from the top, each texel 0xAARRGGBB, premultiplied.
    pub(crate) texels: Vec<u32>,
    pub(crate) options: TextureOptions,
}

impl Texture {
    fn patch(&mut self, [x, y]: [usize; 2], [width, height]: [usize; 2], pixels: &[Color32]) {
        let inside = |from: usize, length: usize, side: usize| {
            from.checked_add(length).is_some_and(|end| end <= side)
        };
        if width == 0 || !inside(x, width, self.size[0]) || !inside(y, height, self.size[1]) {
            return;
        }
        let rows = self.texels.chunks_exact_mut(self.size[0]).skip(y);
        for (row, new) in rows.zip(pixels.chunks_exact(width)) {
            for (texel, &colour) in row[x..x + width].iter_mut().zip(new) {
                *texel = packed(colour);
            }
        }
    }
}

/// A colour as 0xAARRGGBB.
pub(crate) fn packed(colour: Color32) -> u32 {
    let [r, g, b, a] = colour.to_array();
    u32::from_be_bytes([a, r, g, b])
}
