//! Shapes with pictures on them.

use egui::epaint::ImageDelta;
use egui::{Color32, ColorImage, Rect, TextureFilter, TextureOptions, TextureWrapMode};
use egui::{pos2, vec2};

use crate::stage::{PICTURE, Stage, area, difference, pasted, shown};

/// Texels that differ from all their neighbours.
pub(crate) fn chequered([width, height]: [usize; 2]) -> ColorImage {
    let colour = |i: usize| {
        let (x, y) = (i % width, i / width);
        let alpha = if (x + y) % 3 == 0 { 255 } else { 160 };
        let level = |n: usize| (n * 37 % 256).min(alpha) as u8;
        Color32::from_rgba_premultiplied(level(x + 1), level(y + 3), level(x * y), alpha as u8)
    };
    ColorImage::new([width, height], (0..width * height).map(colour).collect())
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
