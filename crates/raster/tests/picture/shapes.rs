//! Single shapes: edges, colours, textures, clip rectangles.

use egui::epaint::{ImageDelta, Mesh, Vertex};
use egui::{Color32, ColorImage, Rect, TextureFilter, TextureId, TextureOptions, TextureWrapMode};
use egui::{pos2, vec2};
use proptest::prelude::*;
use raster::Canvas;

use crate::stage::{Stage, area, clipped, difference, pasted, rect, shown, triangles};

const PICTURE: TextureId = TextureId::User(7);
const HALF_RED: Color32 = Color32::from_rgba_premultiplied(100, 0, 0, 128);

/// Texels that differ from all their neighbours.
fn chequered([width, height]: [usize; 2]) -> ColorImage {
    let colour = |i: usize| {
        let (x, y) = (i % width, i / width);
        let alpha = if (x + y) % 3 == 0 { 255 } else { 160 };
        let level = |n: usize| (n * 37 % 256).min(alpha) as u8;
        Color32::from_rgba_premultiplied(level(x + 1), level(y + 3), level(x * y), alpha as u8)
    };
    ColorImage::new([width, height], (0..width * height).map(colour).collect())
}

#[test]
fn a_half_transparent_quad_of_two_triangles_has_one_shade_everywhere() {
    let mut stage = Stage::new([60, 60]);
    stage.background = Color32::from_gray(80);
    let quad = triangles(
        &[
            (5.3, 3.1),
            (55.2, 7.7),
            (9.4, 50.0),
            (9.4, 50.0),
            (55.2, 7.7),
            (51.0, 57.9),
        ],
        HALF_RED,
    );
    let image = stage.image(&shown([quad]));
    let mut shades: Vec<_> = image.pixels.clone();
    shades.sort_by_key(Color32::to_array);
    shades.dedup();
    assert_eq!(
        shades,
        [Color32::from_gray(80), Color32::from_rgb(140, 40, 40)]
    );
}

#[test]
fn a_colour_is_added_to_what_shines_through_it() {
    let mut stage = Stage::new([1, 1]);
    for below in [0, 1, 77, 128, 254, 255] {
        stage.background = Color32::from_gray(below);
        for alpha in [0, 1, 100, 254, 255] {
            let colour = Color32::from_rgba_premultiplied(alpha, alpha / 2, 0, alpha);
            let image = stage.image(&shown([rect(area(0.0, 0.0, 1.0, 1.0), colour)]));
            let expected = |source: u8| {
                let through = f64::from(below) * (1.0 - f64::from(alpha) / 255.0);
                f64::from(source) + through
            };
            let [r, g, b, a] = image.pixels[0].to_array().map(f64::from);
            for (drawn, source) in [(r, alpha), (g, alpha / 2), (b, 0)] {
                assert!((drawn - expected(source)).abs() <= 0.5, "{below} {alpha}");
            }
            assert_eq!(a, 255.0);
        }
    }
}

#[test]
fn a_rectangle_covers_the_pixels_whose_middle_it_covers() {
    let stage = Stage::new([6, 4]);
    let image = stage.image(&shown([rect(area(1.5, 0.4, 4.5, 2.6), Color32::WHITE)]));
    let expected = (0..24).map(|i| {
        let inside = (1..4).contains(&(i % 6)) && i / 6 < 3;
        if inside {
            Color32::WHITE
        } else {
            Color32::BLACK
        }
    });
    assert!(image.pixels.iter().copied().eq(expected));
}

#[test]
fn nothing_is_drawn_outside_the_clip_rectangle_rounded_to_pixels() {
    let mut stage = Stage::new([20, 20]);
    stage.scale = 1.25;
    let white = rect(area(-50.0, -50.0, 50.0, 50.0), Color32::WHITE);
    // 2.8 * 1.25 is 3.5 and goes up, 7.9 * 1.25 is 9.875.
    let image = stage.image(&[clipped(white, area(2.8, 1.0, 7.9, 100.0))]);
    for (i, pixel) in image.pixels.iter().enumerate() {
        let inside = (4..10).contains(&(i % 20)) && i / 20 >= 1;
        assert_eq!(*pixel == Color32::WHITE, inside, "{i}");
    }
}

#[test]
fn a_mesh_whose_texture_is_missing_or_freed_is_not_drawn() {
    let mut stage = Stage::new([8, 8]);
    let all = area(0.0, 0.0, 8.0, 8.0);
    let mesh = || {
        shown([pasted(
            PICTURE,
            all,
            area(0.0, 0.0, 1.0, 1.0),
            Color32::WHITE,
        )])
    };
    let black = ColorImage::filled([8, 8], Color32::BLACK);
    assert_eq!(stage.image(&mesh()).pixels, black.pixels);
    stage.set(PICTURE, chequered([8, 8]), TextureOptions::NEAREST);
    assert_ne!(stage.image(&mesh()).pixels, black.pixels);
    stage.free(PICTURE);
    assert_eq!(stage.image(&mesh()).pixels, black.pixels);
}

#[test]
fn a_partial_update_changes_its_part_of_a_texture() {
    let mut stage = Stage::new([40, 40]);
    stage.set(
        PICTURE,
        ColorImage::filled([40, 40], Color32::RED),
        TextureOptions::LINEAR,
    );
    let patch = ColorImage::filled([3, 2], Color32::GREEN);
    stage.update(
        PICTURE,
        ImageDelta::partial([35, 7], patch, TextureOptions::LINEAR),
    );
    let all = area(0.0, 0.0, 40.0, 40.0);
    let mesh = pasted(PICTURE, all, area(0.0, 0.0, 1.0, 1.0), Color32::WHITE);
    let image = stage.image(&shown([mesh]));
    for (i, pixel) in image.pixels.iter().enumerate() {
        let patched = (35..38).contains(&(i % 40)) && (7..9).contains(&(i / 40));
        let expected = if patched {
            Color32::GREEN
        } else {
            Color32::RED
        };
        assert_eq!(*pixel, expected, "{i}");
    }
}

#[test]
fn an_update_that_does_not_fit_its_texture_is_passed_over() {
    let mut stage = Stage::new([4, 4]);
    stage.set(
        PICTURE,
        ColorImage::filled([4, 4], Color32::RED),
        TextureOptions::LINEAR,
    );
    let patch = || ColorImage::filled([2, 2], Color32::GREEN);
    for pos in [[3, 0], [0, 3], [usize::MAX, 0], [0, usize::MAX]] {
        stage.update(
            PICTURE,
            ImageDelta::partial(pos, patch(), TextureOptions::LINEAR),
        );
    }
    let empty = ColorImage::filled([0, 2], Color32::GREEN);
    stage.update(
        PICTURE,
        ImageDelta::partial([0, 0], empty, TextureOptions::LINEAR),
    );
    let mut wrong = patch();
    wrong.size = [100, 100];
    stage.update(PICTURE, ImageDelta::full(wrong, TextureOptions::LINEAR));
    let all = area(0.0, 0.0, 4.0, 4.0);
    let mesh = pasted(PICTURE, all, area(0.0, 0.0, 1.0, 1.0), Color32::WHITE);
    assert!(
        stage
            .image(&shown([mesh]))
            .pixels
            .iter()
            .all(|&pixel| pixel == Color32::RED)
    );
}

#[test]
fn a_picture_at_its_own_size_is_drawn_texel_for_texel() {
    let mut stage = Stage::new([30, 30]);
    let picture = chequered([16, 12]);
    for options in [TextureOptions::LINEAR, TextureOptions::NEAREST] {
        stage.set(PICTURE, picture.clone(), options);
        let place = Rect::from_min_size(pos2(5.0, 9.0), vec2(16.0, 12.0));
        let mesh = pasted(PICTURE, place, area(0.0, 0.0, 1.0, 1.0), Color32::WHITE);
        let image = stage.image(&shown([mesh]));
        for y in 0..12 {
            for x in 0..16 {
                let [r, g, b, _] = picture[(x, y)].to_array();
                assert_eq!(image[(x + 5, y + 9)], Color32::from_rgb(r, g, b));
            }
        }
    }
}

#[test]
fn every_filter_and_wrap_gives_the_plain_picture() {
    let mut stage = Stage::new([64, 48]);
    stage.background = Color32::from_rgb(30, 60, 90);
    stage.scale = 1.5;
    for filter in [TextureFilter::Linear, TextureFilter::Nearest] {
        for wrap_mode in [
            TextureWrapMode::ClampToEdge,
            TextureWrapMode::Repeat,
            TextureWrapMode::MirroredRepeat,
        ] {
            let options = TextureOptions {
                magnification: filter,
                minification: filter,
                wrap_mode,
                mipmap_mode: None,
            };
            stage.set(PICTURE, chequered([9, 5]), options);
            let colour = Color32::from_rgba_premultiplied(200, 190, 180, 210);
            let turned = {
                let whole = area(-0.73, -1.31, 2.41, 1.77);
                let mut mesh = pasted(PICTURE, area(1.0, 2.0, 40.0, 27.0), whole, colour);
                mesh.rotate(egui::emath::Rot2::from_angle(0.3), pos2(20.0, 15.0));
                mesh
            };
            let scene = shown([turned]);
            let (most, at) = difference(&stage.image(&scene), &stage.plain(&scene));
            // Nearest texels may fall to the other side where a place is on
            // the border of two; no pixel does here.
            assert!(most <= 2, "{options:?}: {most} levels at {at:?}");
        }
    }
}

#[test]
fn gradients_along_the_pixels_are_the_plain_ones() {
    let mut stage = Stage::new([50, 40]);
    stage.background = Color32::from_rgb(10, 200, 90);
    let clear = Color32::from_rgba_premultiplied(20, 80, 10, 90);
    for colours in [
        [Color32::RED, Color32::RED, Color32::BLUE, Color32::BLUE],
        [Color32::RED, clear, Color32::RED, clear],
        [Color32::WHITE, clear, Color32::TRANSPARENT, Color32::GREEN],
    ] {
        let mut mesh = rect(area(2.25, 3.0, 47.5, 36.8), Color32::WHITE);
        for (vertex, colour) in mesh.vertices.iter_mut().zip(colours) {
            vertex.color = colour;
        }
        let scene = shown([mesh]);
        let (most, at) = difference(&stage.image(&scene), &stage.plain(&scene));
        assert!(most <= 1, "{colours:?}: {most} levels at {at:?}");
    }
}

#[test]
fn a_slow_gradient_has_no_bands() {
    let stage = Stage::new([64, 64]);
    let mut mesh = rect(area(0.0, 0.0, 64.0, 64.0), Color32::from_gray(40));
    for vertex in &mut mesh.vertices[2..] {
        vertex.color = Color32::from_gray(42);
    }
    let image = stage.image(&shown([mesh]));
    for (row, pixels) in image.pixels.chunks(64).enumerate() {
        // As bright on the whole as the row is to be.
        let sum: u32 = pixels.iter().map(|pixel| u32::from(pixel.r())).sum();
        let expected = 64.0 * (40.0 + 2.0 * (row as f64 + 0.5) / 64.0);
        assert!(
            (f64::from(sum) - expected).abs() <= 20.0,
            "row {row}: {sum}"
        );
    }
    let middle: Vec<_> = image.pixels[64 * 16..64 * 17].iter().collect();
    assert!(middle.contains(&&Color32::from_gray(40)) && middle.contains(&&Color32::from_gray(41)));
}

#[test]
fn a_window_without_pixels_has_no_picture_and_no_damage() {
    for size in [[0, 0], [0, 5], [5, 0]] {
        let stage = Stage::new(size);
        let mut canvas = Canvas::default();
        let damage = stage.draw(&mut canvas, &shown([rect(Rect::EVERYTHING, Color32::RED)]));
        assert_eq!((damage, canvas.pixels().len()), (vec![], 0));
    }
}

#[test]
fn a_window_larger_than_any_screen_is_cut_off() {
    let stage = Stage::new([1, u32::MAX]);
    let mut canvas = Canvas::default();
    stage.draw(&mut canvas, &[]);
    assert_eq!(canvas.size(), [1, raster::MAX_SIDE]);
}

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
