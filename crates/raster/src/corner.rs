//! Where a triangle's corner lies, exactly enough to share an edge.

use egui::epaint::Vertex;

use crate::hash::{fold, follow, pair};
use crate::textures::packed;

/// Steps in a pixel. As fine as graphics cards have it.
pub(crate) const STEPS: i32 = 256;

/// Coordinates end here, 4 million pixels from the window: further than anyone
/// draws on purpose, near enough for sums of them.
const FURTHEST: f32 = (1 << 30) as f32;

/// Stands for a place that no number says.
const NOWHERE: i32 = i32::MIN;

/// A vertex in the window's pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Corner {
    /// From the left, in steps of a 256th of a pixel.
    pub(crate) x: i32,
    /// From the top, likewise.
    pub(crate) y: i32,
    /// Place in the texture, 0 to 1 from its left.
    pub(crate) u: f32,
    /// Place in the texture, 0 to 1 from its top.
    pub(crate) v: f32,
    /// 0xAARRGGBB, premultiplied.
    pub(crate) colour: u32,
    /// Of all the above.
    pub(crate) hash: u64,
}

impl Corner {
    /// The vertex with so many pixels to a point.
    #[inline]
    pub(crate) fn new(vertex: &Vertex, pixels_per_point: f32) -> Self {
        let scale = pixels_per_point * STEPS as f32;
        let (x, y) = (steps(vertex.pos.x * scale), steps(vertex.pos.y * scale));
        Self::at(x, y, vertex.uv.x, vertex.uv.y, packed(vertex.color))
    }

    /// A corner made of its parts.
    #[inline]
    pub(crate) fn at(x: i32, y: i32, u: f32, v: f32, colour: u32) -> Self {
        let place = pair(x.cast_unsigned(), y.cast_unsigned());
        let texture = pair(u.to_bits(), v.to_bits());
        Self {
            x,
            y,
            u,
            v,
            colour,
            hash: fold(follow(place, texture), follow(u64::from(colour), 1)),
        }
    }

    /// Whether its vertex had a place: infinite and undefined ones have none.
    #[inline]
    pub(crate) fn is_somewhere(&self) -> bool {
        self.x != NOWHERE && self.y != NOWHERE
    }
}

/// The first pixel whose middle is not before a place given in steps.
#[inline]
pub(crate) fn first_pixel(steps: i32) -> i32 {
    (steps + (STEPS / 2 - 1)) >> 8
}

#[inline]
fn steps(place: f32) -> i32 {
    if place.is_finite() {
        let place = place.clamp(-FURTHEST, FURTHEST);
        (place + 0.5_f32.copysign(place)) as i32
    } else {
        NOWHERE
    }
}
