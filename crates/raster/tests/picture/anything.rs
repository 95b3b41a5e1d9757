//! Meshes that nobody thought of.

use egui::epaint::{Mesh, Vertex};
use egui::{Color32, Rect, TextureOptions, TextureWrapMode, pos2};
use proptest::prelude::*;
use raster::Canvas;

use crate::stage::{PICTURE, Stage, area, clipped, difference, shown};
use crate::textures::chequered;

/// A premultiplied colour, or light that is only added.
fn colours() -> impl Strategy<Value = Color32> {
    (any::<[u8; 3]>(), any::<u8>(), 0..8).prop_map(|([r, g, b], a, kind)| match kind {
        0 => Color32::from_rgba_premultiplied(r, g, b, 0),
        1..4 => Color32::from_rgb(r, g, b),
        _ => Color32::from_rgba_unmultiplied(r, g, b, a),
    })
}

fn meshes() -> impl Strategy<Value = Mesh> {
    let at = || prop_oneof![(-40..360).prop_map(|n| n as f32 / 4.0), -20.0..90.0_f32];
    let vertex = (at(), at(), colours()).prop_map(|(x, y, color)| Vertex {
        color,
        ..Vertex::untextured(pos2(x, y), color)
    });
    (
        prop::collection::vec(vertex, 3..12),
        prop::collection::vec(0..12_u32, 3..30),
    )
        .prop_map(|(vertices, indices)| Mesh {
            indices,
            vertices,
            ..Mesh::default()
        })
}

/// Any number, also those that are no place at all.
fn hostile() -> impl Strategy<Value = f32> {
    prop_oneof![
        any::<u32>().prop_map(f32::from_bits),
        prop::sample::select(vec![
            f32::NAN,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::MAX,
            -0.0
        ]),
        -100.0..100.0_f32,
        (-1e7..1e7_f32),
    ]
}

proptest! {
    #[test]
    fn any_triangles_give_the_plain_picture(mesh in meshes(), scale in 0.5..3.0_f32) {
        let mut stage = Stage::new([80, 70]);
        stage.background = Color32::from_rgb(70, 130, 180);
        stage.scale = scale;
        // One triangle at a time: what one level makes of another is not the point.
        for corners in mesh.indices.chunks_exact(3) {
            let single = Mesh { indices: corners.to_vec(), ..mesh.clone() };
            let scene = shown([single]);
            let (most, at) = difference(&stage.image(&scene), &stage.plain(&scene));
            prop_assert!(most <= 1, "{} levels at {:?}", most, at);
        }
    }

    #[test]
    fn no_mesh_makes_it_panic(
        places in prop::collection::vec((hostile(), hostile(), hostile(), hostile(), colours()), 0..9),
        indices in prop::collection::vec(0..10_u32, 0..40),
        clip in [hostile(), hostile(), hostile(), hostile()],
        scale in hostile(),
        size in [0..150_u32, 0..150_u32],
        picture in [0..40_usize, 0..40_usize],
        wrap in 0..3,
    ) {
        let mut stage = Stage::new(size);
        stage.scale = scale;
        let wrap_mode = [
            TextureWrapMode::ClampToEdge,
            TextureWrapMode::Repeat,
            TextureWrapMode::MirroredRepeat,
        ][wrap as usize];
        let options = TextureOptions { wrap_mode, ..TextureOptions::LINEAR };
        stage.set(PICTURE, chequered(picture), options);
        let vertices = places.into_iter().map(|(x, y, u, v, color)| Vertex {
            pos: pos2(x, y),
            uv: pos2(u, v),
            color,
        });
        let mesh = Mesh { indices, vertices: vertices.collect(), texture_id: PICTURE };
        let [left, top, right, bottom] = clip;
        let mut canvas = Canvas::default();
        for scale in [scale, 1.0] {
            stage.scale = scale;
            for clip in [area(left, top, right, bottom), Rect::EVERYTHING] {
                stage.draw(&mut canvas, &[clipped(mesh.clone(), clip)]);
            }
        }
        prop_assert_eq!(canvas.size(), size);
    }
}
