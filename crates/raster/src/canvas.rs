//! A window's pixels.

use egui::epaint::Primitive;
use egui::{Color32, ColorImage};

use crate::corner::Corner;
use crate::hash::{follow, pair};
use crate::paint::Paint;
use crate::scene::{Bounds, Damage, Scene};
use crate::shapes::{self, Form, Shape};
use crate::textures::{Texture, packed};
use crate::tiles::Tiles;
use crate::triangle;

/// A window's pixels, and what is known of the last picture.
#[derive(Default)]
pub struct Canvas {
    size: [u32; 2],
    pixels: Vec<u32>,
    tiles: Tiles,
    damage: Vec<Damage>,
    /// The mesh that is looked at, kept for its memory.
    corners: Vec<Corner>,
}

impl Canvas {
    /// Draws the scene and gives what changed since the last drawing: nothing,
    /// if the picture is the same. After a change of size it is everything.
    pub fn draw(&mut self, scene: &Scene<'_>) -> &[Damage] {
        self.resize(scene.bounded_size());
        self.compare(scene);
        self.tiles.damage(&mut self.damage);
        if !self.damage.is_empty() {
            self.clear(packed(scene.background) & 0x00ff_ffff);
            self.redraw(scene);
        }
        &self.damage
    }

    /// Width and height in pixels.
    pub fn size(&self) -> [u32; 2] {
        self.size
    }

    /// Rows from the top, each pixel 0x00RRGGBB.
    pub fn pixels(&self) -> &[u32] {
        &self.pixels
    }

    /// A copy of the picture, opaque.
    pub fn image(&self) -> ColorImage {
        let colour = |pixel: &u32| {
            let [_, r, g, b] = pixel.to_be_bytes();
            Color32::from_rgb(r, g, b)
        };
        let size = self.size.map(|side| side as usize);
        ColorImage::new(size, self.pixels.iter().map(colour).collect())
    }

    fn resize(&mut self, size: [u32; 2]) {
        if self.size != size {
            self.size = size;
            // The old pixels go first: there is never room for two pictures.
            self.pixels = Vec::new();
            self.pixels = vec![0; size[0] as usize * size[1] as usize];
        }
    }

    /// Finds the tiles that change.
    fn compare(&mut self, scene: &Scene<'_>) {
        let Self { tiles, corners, .. } = self;
        tiles.begin(scene.bounded_size(), u64::from(packed(scene.background)));
        each_mesh(scene, corners, |corners, mesh, texture, clip| {
            let corner = |x: i32, y: i32| pair(x.cast_unsigned(), y.cast_unsigned());
            let place = follow(corner(clip.left, clip.top), corner(clip.right, clip.bottom));
            let options = follow(place, texture.hash_of_options());
            let mut white = None;
            shapes::each(mesh, corners, clip, |shape| {
                let seed = follow(options, picture_hash(shape, texture, &mut white));
                tiles.touch(shape.bounds, shape.hash(seed));
            });
        });
        tiles.end();
    }

    fn clear(&mut self, background: u32) {
        let width = self.size[0] as usize;
        for damage in &self.damage {
            let [x, y, columns, rows] =
                [damage.x, damage.y, damage.width, damage.height].map(|side| side as usize);
            for row in self.pixels.chunks_exact_mut(width).skip(y).take(rows) {
                row[x..x + columns].fill(background);
            }
        }
    }

    /// Draws the tiles that change.
    fn redraw(&mut self, scene: &Scene<'_>) {
        let Self {
            size: [width, _],
            pixels,
            tiles,
            corners,
            ..
        } = self;
        let width = *width as i32;
        each_mesh(scene, corners, |corners, mesh, texture, clip| {
            shapes::each(mesh, corners, clip, |shape| {
                let mut paint = None;
                tiles.dirty_within(shape.bounds, |region| {
                    let paint = paint.get_or_insert_with(|| Paint::new(shape, texture));
                    if let Some(paint) = paint {
                        fill(pixels, width, shape, region, paint);
                    }
                });
            });
        });
    }
}

/// Visits the meshes that can be drawn, with their corners, their texture and
/// the pixels they are to stay within.
fn each_mesh(
    scene: &Scene<'_>,
    corners: &mut Vec<Corner>,
    mut visit: impl FnMut(&[Corner], &egui::Mesh, &Texture, Bounds),
) {
    for primitive in scene.primitives {
        let Primitive::Mesh(mesh) = &primitive.primitive else {
            continue;
        };
        let clip = scene.clip(primitive.clip_rect);
        let Some(texture) = scene.textures.get(mesh.texture_id) else {
            continue;
        };
        if !clip.is_empty() {
            shapes::corners(mesh, scene.pixels_per_point, corners);
            visit(corners, mesh, texture, clip);
        }
    }
}

/// A hash of the texels a shape shows. Most show the same one: `last` is the
/// last shape's place, if it was a single one, and its hash.
#[inline]
fn picture_hash(shape: &Shape<'_>, texture: &Texture, last: &mut Option<([f32; 2], u64)>) -> u64 {
    let [a, b, c] = shape.corners;
    let single = a.u == b.u && a.u == c.u && a.v == b.v && a.v == c.v;
    if let (true, &mut Some((place, hash))) = (single, &mut *last)
        && place == [a.u, a.v]
    {
        return hash;
    }
    let ends = |a: f32, b: f32, c: f32| [a.min(b).min(c), a.max(b).max(c)];
    let hash = texture.hash_of(ends(a.u, b.u, c.u), ends(a.v, b.v, c.v));
    if single {
        *last = Some(([a.u, a.v], hash));
    }
    hash
}

/// Colours the pixels of a shape that lie in a region.
#[inline]
fn fill(pixels: &mut [u32], width: i32, shape: &Shape<'_>, region: Bounds, paint: &Paint<'_>) {
    let Bounds { left, top, .. } = shape.bounds;
    let mut row = |y: i32, from: i32, to: i32| {
        // Within the canvas, so not negative.
        let start = y as usize * width as usize;
        let part = start + from as usize..start + to as usize;
        if let Some(pixels) = pixels.get_mut(part) {
            paint.row(pixels, from - left, y - top);
        }
    };
    match shape.form {
        Form::Triangle => triangle::rows(shape.corners, region, row),
        Form::Rectangle => {
            (region.top..region.bottom).for_each(|y| row(y, region.left, region.right))
        }
    }
}
