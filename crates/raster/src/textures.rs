//! The pictures of egui's context, kept as they are needed for drawing.

use std::collections::HashMap;

use egui::epaint::ImageDelta;
use egui::{Color32, ImageData, TextureId, TextureOptions, TextureWrapMode, TexturesDelta};

use crate::hash::{follow, pair};

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
        // egui promises as many texels as the size says; a picture that breaks
        // the promise is passed over.
        if width.checked_mul(height) != Some(image.pixels.len()) {
            return;
        }
        match change.pos {
            None => {
                // The old one goes first: there is never room for both.
                self.textures.remove(&id);
                if !image.pixels.is_empty() {
                    let texture = Texture::new(image.size, &image.pixels, change.options);
                    self.textures.insert(id, texture);
                }
            }
            Some(pos) => {
                if let Some(texture) = self.textures.get_mut(&id) {
                    texture.options = change.options;
                    texture.patch(pos, image.size, &image.pixels);
                }
            }
        }
    }
}

/// One picture, never without a texel.
pub(crate) struct Texture {
    pub(crate) size: [usize; 2],
    /// Rows from the top, each texel 0xAARRGGBB, premultiplied.
    pub(crate) texels: Vec<u32>,
    pub(crate) options: TextureOptions,
    /// A hash of each [`BLOCK`], in rows: a new glyph in the atlas changes
    /// nothing for those that were there.
    blocks: Vec<u64>,
}

/// The side of a block of texels.
const BLOCK: usize = 32;

/// From so many blocks on, a shape goes with the whole texture.
const MANY_BLOCKS: usize = 16;

impl Texture {
    fn new(size: [usize; 2], pixels: &[Color32], options: TextureOptions) -> Self {
        let [columns, rows] = size.map(|side| side.div_ceil(BLOCK));
        let mut texture = Self {
            size,
            texels: pixels.iter().copied().map(packed).collect(),
            options,
            blocks: vec![0; columns * rows],
        };
        texture.hash([0, 0], size);
        texture
    }

    fn patch(&mut self, [x, y]: [usize; 2], [width, height]: [usize; 2], pixels: &[Color32]) {
        let inside = |from: usize, length: usize, side: usize| {
            length > 0 && from.checked_add(length).is_some_and(|end| end <= side)
        };
        if !inside(x, width, self.size[0]) || !inside(y, height, self.size[1]) {
            return;
        }
        let rows = self.texels.chunks_exact_mut(self.size[0]).skip(y);
        for (row, new) in rows.zip(pixels.chunks_exact(width)) {
            for (texel, &colour) in row[x..x + width].iter_mut().zip(new) {
                *texel = packed(colour);
            }
        }
        self.hash([x, y], [width, height]);
    }

    /// Takes the hashes of the blocks that a part of the texture lies in.
    fn hash(&mut self, [x, y]: [usize; 2], [width, height]: [usize; 2]) {
        let columns = self.size[0].div_ceil(BLOCK);
        for row in y / BLOCK..(y + height).div_ceil(BLOCK) {
            for column in x / BLOCK..(x + width).div_ceil(BLOCK) {
                let left = column * BLOCK;
                let right = (left + BLOCK).min(self.size[0]);
                let lines = self.texels.chunks_exact(self.size[0]);
                let lines = lines.skip(row * BLOCK).take(BLOCK);
                let texels = lines.flat_map(|line| &line[left..right]);
                self.blocks[row * columns + column] =
                    texels.fold(0, |hash, &texel| follow(hash, u64::from(texel)));
            }
        }
    }

    /// A hash of the texels that a shape shows, if not of more: `u` and `v`
    /// are where it lies, least and most, between 0 and 1.
    pub(crate) fn hash_of(&self, u: [f32; 2], v: [f32; 2]) -> u64 {
        let [width, height] = self.size;
        let clamped = self.options.wrap_mode == TextureWrapMode::ClampToEdge;
        let blocks = |[least, most]: [f32; 2], side: usize| {
            // A texel around it counts too, for the filter.
            let (mut first, mut last) = (least * side as f32 - 1.0, most * side as f32 + 1.0);
            let end = (side - 1) as f32;
            if clamped {
                (first, last) = (first.clamp(0.0, end), last.clamp(0.0, end));
            }
            if first >= 0.0 && last <= end {
                (first as usize / BLOCK, last as usize / BLOCK)
            } else {
                (0, (side - 1) / BLOCK)
            }
        };
        let ((left, right), (top, bottom)) = (blocks(u, width), blocks(v, height));
        let columns = width.div_ceil(BLOCK);
        let of_rows = |blocks: &[u64]| blocks.iter().fold(0, |hash, &block| follow(hash, block));
        if (right - left + 1) * (bottom - top + 1) > MANY_BLOCKS {
            return of_rows(&self.blocks);
        }
        (top..=bottom).fold(0, |hash, row| {
            let row = &self.blocks[row * columns + left..=row * columns + right];
            follow(hash, of_rows(row))
        })
    }

    /// A hash of how it is sampled.
    pub(crate) fn hash_of_options(&self) -> u64 {
        let options = self.options;
        let wrap = pair(options.magnification as u32, options.wrap_mode as u32);
        let size = self
            .size
            .iter()
            .fold(wrap, |hash, &side| follow(hash, side as u64));
        follow(size, options.minification as u64)
    }
}

/// A colour as 0xAARRGGBB.
#[inline]
pub(crate) fn packed(colour: Color32) -> u32 {
    let [r, g, b, a] = colour.to_array();
    u32::from_be_bytes([a, r, g, b])
}
