//! The colour a texture has at a place.

use egui::{TextureFilter, TextureWrapMode};

use crate::blend::between;
use crate::plane::PLACE_BITS;
use crate::textures::Texture;

/// Half a texel.
const HALF: i64 = 1 << (PLACE_BITS - 1);

/// A texture and how to look at it. Places are in texels from its top left
/// corner, fixed point with [`PLACE_BITS`].
#[derive(Clone, Copy)]
pub(crate) struct Sampler<'a> {
    texture: &'a Texture,
    filter: TextureFilter,
}

impl<'a> Sampler<'a> {
    /// For a picture shown smaller than it is, or not. Smaller pictures of it
    /// are not kept, whatever `mipmap_mode` says.
    pub(crate) fn new(texture: &'a Texture, smaller: bool) -> Self {
        let options = texture.options;
        let filter = if smaller {
            options.minification
        } else {
            options.magnification
        };
        Self { texture, filter }
    }

    #[inline]
    pub(crate) fn at(&self, x: i64, y: i64) -> u32 {
        match self.filter {
            TextureFilter::Nearest => self.texel(x >> PLACE_BITS, y >> PLACE_BITS),
            TextureFilter::Linear => self.linear(x, y),
        }
    }

    /// The shade between the four texels whose middles are around.
    #[inline]
    fn linear(&self, x: i64, y: i64) -> u32 {
        // To the nearest 256th, which is as fine as colours are mixed.
        let nearest = |place: i64| place.wrapping_sub(HALF).wrapping_add(1 << (PLACE_BITS - 9));
        let (x, y) = (nearest(x), nearest(y));
        let part = |place: i64| (place >> (PLACE_BITS - 8) & 0xff) as u32;
        let (across, down) = (part(x), part(y));
        let (x, y) = (x >> PLACE_BITS, y >> PLACE_BITS);
        let row = |y: i64| {
            let left = self.texel(x, y);
            if across == 0 {
                left
            } else {
                between(left, self.texel(x + 1, y), across)
            }
        };
        let upper = row(y);
        if down == 0 {
            upper
        } else {
            between(upper, row(y + 1), down)
        }
    }

    #[inline]
    fn texel(&self, x: i64, y: i64) -> u32 {
        let [width, height] = self.texture.size;
        let index = self.wrapped(y, height) * width + self.wrapped(x, width);
        self.texture.texels.get(index).copied().unwrap_or_default()
    }

    #[inline]
    fn wrapped(&self, index: i64, side: usize) -> usize {
        // Sides are those of a picture in memory.
        let side = side as i64;
        let index = match self.texture.options.wrap_mode {
            TextureWrapMode::ClampToEdge => index.clamp(0, side - 1),
            TextureWrapMode::Repeat => index.rem_euclid(side),
            TextureWrapMode::MirroredRepeat => {
                let index = index.rem_euclid(2 * side);
                index.min(2 * side - 1 - index)
            }
        };
        index as usize
    }
}
