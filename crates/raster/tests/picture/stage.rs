//! Scenes to draw, and looks at what came of them.

use egui::epaint::{ImageDelta, Mesh, Primitive, Vertex};
use egui::{ClippedPrimitive, Color32, ColorImage, Pos2, Rect, TextureId, TextureOptions};
use egui::{TexturesDelta, pos2};
use raster::{Canvas, Damage, Scene, Textures};

use crate::plain::{self, Pictures};

/// The font atlas, as far as these tests are concerned: one white texel.
pub(crate) const WHITE: TextureId = TextureId::Managed(0);

/// A picture of the scene's own.
pub(crate) const PICTURE: TextureId = TextureId::User(7);

/// Textures in the crate's form and in the plain one.
pub(crate) struct Stage {
    pub(crate) textures: Textures,
    pub(crate) pictures: Pictures,
    pub(crate) size: [u32; 2],
    pub(crate) scale: f32,
    pub(crate) background: Color32,
}

impl Stage {
    /// A black window of one pixel to the point.
    pub(crate) fn new(size: [u32; 2]) -> Self {
        let mut stage = Self {
            textures: Textures::default(),
            pictures: Pictures::default(),
            size,
            scale: 1.0,
            background: Color32::BLACK,
        };
        stage.set(
            WHITE,
            ColorImage::filled([1, 1], Color32::WHITE),
            TextureOptions::LINEAR,
        );
        stage
    }

    pub(crate) fn set(&mut self, id: TextureId, image: ColorImage, options: TextureOptions) {
        self.pictures.insert(id, (image.clone(), options));
        self.update(id, ImageDelta::full(image, options));
    }

    /// Passes one update to the crate's textures.
    pub(crate) fn update(&mut self, id: TextureId, update: ImageDelta) {
        let mut delta = TexturesDelta::default();
        delta.push(id, update);
        self.textures.set(&delta);
        delta.clear();
    }

    pub(crate) fn free(&mut self, id: TextureId) {
        let mut delta = TexturesDelta::default();
        delta.free(id);
        self.textures.free(&delta);
        delta.clear();
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas, primitives: &[ClippedPrimitive]) -> Vec<Damage> {
        let scene = Scene {
            size: self.size,
            pixels_per_point: self.scale,
            background: self.background,
            primitives,
            textures: &self.textures,
        };
        canvas.draw(&scene).to_vec()
    }

    pub(crate) fn image(&self, primitives: &[ClippedPrimitive]) -> ColorImage {
        let mut canvas = Canvas::default();
        self.draw(&mut canvas, primitives);
        canvas.image()
    }

    pub(crate) fn plain(&self, primitives: &[ClippedPrimitive]) -> ColorImage {
        plain::draw(
            self.size,
            self.scale,
            self.background,
            primitives,
            &self.pictures,
        )
    }
}

/// A mesh within a clip rectangle.
pub(crate) fn clipped(mesh: Mesh, clip_rect: Rect) -> ClippedPrimitive {
    ClippedPrimitive {
        clip_rect,
        primitive: Primitive::Mesh(mesh),
    }
}

/// Meshes that nothing clips.
pub(crate) fn shown(meshes: impl IntoIterator<Item = Mesh>) -> Vec<ClippedPrimitive> {
    let unclipped = |mesh| clipped(mesh, Rect::EVERYTHING);
    meshes.into_iter().map(unclipped).collect()
}

/// A rectangle of one colour.
pub(crate) fn rect(rect: Rect, colour: Color32) -> Mesh {
    let mut mesh = Mesh::with_texture(WHITE);
    mesh.add_colored_rect(rect, colour);
    mesh
}

/// Triangles of one colour.
pub(crate) fn triangles(corners: &[(f32, f32)], colour: Color32) -> Mesh {
    let mut mesh = Mesh::with_texture(WHITE);
    for &(x, y) in corners {
        mesh.vertices.push(Vertex::untextured(pos2(x, y), colour));
    }
    mesh.indices = (0..corners.len() as u32).collect();
    mesh
}

/// A rectangle with a texture; the picture's corners are at 0 and 1.
pub(crate) fn pasted(id: TextureId, place: Rect, picture: Rect, colour: Color32) -> Mesh {
    let mut mesh = Mesh::with_texture(id);
    mesh.add_rect_with_uv(place, picture, colour);
    mesh
}

/// From a corner to the opposite one.
pub(crate) fn area(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
    Rect {
        min: Pos2::new(left, top),
        max: Pos2::new(right, bottom),
    }
}

/// The greatest difference of a channel between two pictures, and its pixel.
pub(crate) fn difference(one: &ColorImage, other: &ColorImage) -> (u8, [usize; 2]) {
    assert_eq!(one.size, other.size);
    let pixels = one.pixels.iter().zip(&other.pixels).enumerate();
    let differences = pixels.map(|(i, (a, b))| {
        let channels = a.to_array().into_iter().zip(b.to_array());
        let most = channels.map(|(a, b)| a.abs_diff(b)).max();
        (most.unwrap_or_default(), [i % one.size[0], i / one.size[0]])
    });
    differences
        .max_by_key(|&(most, _)| most)
        .unwrap_or_default()
}

/// Whether a pixel lies in one of the damaged parts.
pub(crate) fn is_damaged(damage: &[Damage], [x, y]: [usize; 2]) -> bool {
    let (x, y) = (x as u32, y as u32);
    damage.iter().any(|part| {
        (part.x..part.x + part.width).contains(&x) && (part.y..part.y + part.height).contains(&y)
    })
}
