//! Single shapes: edges, colours, clip rectangles.

use egui::{Color32, Rect};
use raster::Canvas;

use crate::stage::{Stage, area, clipped, difference, rect, shown, triangles};

const HALF_RED: Color32 = Color32::from_rgba_premultiplied(100, 0, 0, 128);

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
