//! What one window shows, and which parts of it changed.

use egui::{ClippedPrimitive, Color32, Rect};

use crate::Textures;

/// The longest side of a canvas in pixels. A longer one is cut off there, so
/// that a wrong size never asks for more memory than a real window could.
pub const MAX_SIDE: u32 = 16_384;

/// What one window shows.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Width and height in pixels, each at most [`MAX_SIDE`].
    pub size: [u32; 2],
    /// How many pixels lie on one point of egui's coordinates.
    pub pixels_per_point: f32,
    /// The colour below everything; its alpha is not looked at.
    pub background: Color32,
    /// What `egui::Context::tessellate` gave. Callbacks are passed over.
    pub primitives: &'a [ClippedPrimitive],
    /// The pictures the meshes use.
    pub textures: &'a Textures,
}

impl Scene<'_> {
    /// Width and height, with no side longer than a canvas can be.
    pub(crate) fn bounded_size(&self) -> [u32; 2] {
        self.size.map(|side| side.min(MAX_SIDE))
    }

    /// The pixels that a clip rectangle leaves, rounded as `egui_glow` does.
    pub(crate) fn clip(&self, rect: Rect) -> Bounds {
        // At most MAX_SIDE, so the casts keep the value.
        let [width, height] = self.bounded_size().map(|side| side as i32);
        let pixel = |points: f32| (self.pixels_per_point * points).round() as i32;
        let left = pixel(rect.min.x).clamp(0, width);
        let top = pixel(rect.min.y).clamp(0, height);
        Bounds {
            left,
            top,
            right: pixel(rect.max.x).clamp(left, width),
            bottom: pixel(rect.max.y).clamp(top, height),
        }
    }
}

/// A part of the window that changed, in pixels from the top left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The first column.
    pub x: u32,
    /// The first row.
    pub y: u32,
    /// How many columns, never 0.
    pub width: u32,
    /// How many rows, never 0.
    pub height: u32,
}

/// A rectangle of pixels; `right` and `bottom` are the first ones outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) right: i32,
    pub(crate) bottom: i32,
}

impl Bounds {
    /// What lies within both.
    #[inline]
    pub(crate) fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// Whether there is no pixel in it.
    #[inline]
    pub(crate) fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }
}
