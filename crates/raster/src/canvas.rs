//! A window's pixels.

use egui::epaint::{Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, TextureFilter, TextureWrapMode};

use crate::scene::{Bounds, Damage, Scene};
use crate::textures::{Texture, packed};

/// A window's pixels, and what is known of the last picture.
#[derive(Default)]
pub struct Canvas {
    size: [u32; 2],
    pixels: Vec<u32>,
    damage: Vec<Damage>,
}

impl Canvas {
    /// Draws the scene and gives what changed since the last drawing: nothing,
    /// if the picture is the same. After a change of size it is everything.
    pub fn draw(&mut self, scene: &Scene<'_>) -> &[Damage] {
        self.size = scene.bounded_size();
        let [width, height] = self.size;
        self.pixels.clear();
        self.pixels.resize(
            width as usize * height as usize,
            packed(scene.background) & 0x00ff_ffff,
        );
        for primitive in scene.primitives {
            let Primitive::Mesh(mesh) = &primitive.primitive else {
                continue;
            };
            if let Some(texture) = scene.textures.get(mesh.texture_id) {
                let clip = scene.clip(primitive.clip_rect);
                self.mesh(mesh, texture, clip, scene.pixels_per_point);
            }
        }
        self.damage.clear();
        if width > 0 && height > 0 {
            self.damage.push(Damage {
                x: 0,
                y: 0,
                width,
                height,
            });
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

    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Bounds, scale: f32) {
        for corners in mesh.indices.chunks_exact(3) {
            let vertex = |i: usize| mesh.vertices.get(corners[i] as usize);
            if let (Some(a), Some(b), Some(c)) = (vertex(0), vertex(1), vertex(2)) {
                self.triangle([a, b, c], texture, clip, f64::from(scale));
            }
        }
    }

    fn triangle(&mut self, corners: [&Vertex; 3], texture: &Texture, clip: Bounds, scale: f64) {
        let at = corners.map(|v| [f64::from(v.pos.x) * scale, f64::from(v.pos.y) * scale]);
        if at.iter().flatten().any(|c| !c.is_finite()) {
            return;
        }
        let edge = |a: [f64; 2], b: [f64; 2], p: [f64; 2]| {
            (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
        };
        let area = edge(at[0], at[1], at[2]);
        if area == 0.0 || !area.is_finite() {
            return;
        }
        let low = |axis: usize| {
            at.iter()
                .map(|p| p[axis])
                .fold(f64::INFINITY, f64::min)
                .floor() as i32
        };
        let high = |axis: usize| {
            at.iter()
                .map(|p| p[axis])
                .fold(f64::NEG_INFINITY, f64::max)
                .ceil() as i32
        };
        for y in low(1).max(clip.top)..high(1).min(clip.bottom) {
            for x in low(0).max(clip.left)..high(0).min(clip.right) {
                let p = [f64::from(x) + 0.5, f64::from(y) + 0.5];
                let mut weights = [0.0; 3];
                let mut inside = true;
                for (i, weight) in weights.iter_mut().enumerate() {
                    let (a, b) = (at[(i + 1) % 3], at[(i + 2) % 3]);
                    *weight = edge(a, b, p) / area;
                    let (dx, dy) = ((b[0] - a[0]) * area.signum(), (b[1] - a[1]) * area.signum());
                    let owns = dy < 0.0 || (dy == 0.0 && dx > 0.0);
                    inside &= *weight > 0.0 || (*weight == 0.0 && owns);
                }
                if !inside {
                    continue;
                }
                let mix = |of: &dyn Fn(&Vertex) -> f64| {
                    (0..3).map(|i| weights[i] * of(corners[i])).sum::<f64>()
                };
                let texel = sample(
                    texture,
                    mix(&|v| f64::from(v.uv.x)),
                    mix(&|v| f64::from(v.uv.y)),
                );
                let colour: [f64; 4] = std::array::from_fn(|i| {
                    mix(&|v| f64::from(v.color.to_array()[i])) / 255.0 * texel[i]
                });
                let index = y as usize * self.size[0] as usize + x as usize;
                let Some(pixel) = self.pixels.get_mut(index) else {
                    continue;
                };
                let [_, r, g, b] = pixel.to_be_bytes();
                let under = |below: u8, i: usize| {
                    (colour[i] + f64::from(below) * (1.0 - colour[3] / 255.0)).round() as u8
                };
                *pixel = u32::from_be_bytes([0, under(r, 0), under(g, 1), under(b, 2)]);
            }
        }
    }
}

/// The colour of a picture at a place between 0 and 1, as levels r, g, b, a.
fn sample(texture: &Texture, u: f64, v: f64) -> [f64; 4] {
    let [width, height] = texture.size;
    if width == 0 || height == 0 {
        return [0.0; 4];
    }
    let wrap = |i: f64, side: usize| -> usize {
        let side = side as f64;
        let i = match texture.options.wrap_mode {
            TextureWrapMode::ClampToEdge => i.clamp(0.0, side - 1.0),
            TextureWrapMode::Repeat => i.rem_euclid(side),
            TextureWrapMode::MirroredRepeat => {
                let i = i.rem_euclid(2.0 * side);
                i.min(2.0 * side - 1.0 - i)
            }
        };
        i as usize
    };
    let texel = |x: f64, y: f64| -> [f64; 4] {
        let index = wrap(y, height) * width + wrap(x, width);
        let [a, r, g, b] = texture
            .texels
            .get(index)
            .copied()
            .unwrap_or(0)
            .to_be_bytes();
        [r, g, b, a].map(f64::from)
    };
    let (x, y) = (u * width as f64, v * height as f64);
    if texture.options.magnification == TextureFilter::Nearest {
        return texel(x.floor(), y.floor());
    }
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (x - left, y - top);
    let corners = [
        (texel(left, top), (1.0 - across) * (1.0 - down)),
        (texel(left + 1.0, top), across * (1.0 - down)),
        (texel(left, top + 1.0), (1.0 - across) * down),
        (texel(left + 1.0, top + 1.0), across * down),
    ];
    std::array::from_fn(|i| {
        corners
            .iter()
            .map(|(colour, weight)| colour[i] * weight)
            .sum()
    })
}
