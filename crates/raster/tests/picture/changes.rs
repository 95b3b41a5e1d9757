//! What is drawn anew from one picture to the next.

use egui::epaint::{ImageDelta, Mesh};
use egui::{ClippedPrimitive, Color32, ColorImage, Rect, TextureId, TextureOptions, vec2};
use proptest::prelude::*;
use raster::{Canvas, Damage};

use crate::stage::{PICTURE, Stage, area, clipped, is_damaged, pasted, rect, shown};

/// A scene's rectangles with their clip rectangles, and its background.
type Parts = (Vec<Part>, u8);

/// Where, of which kind, and where it is clipped.
type Part = ([f32; 4], u8, [f32; 4]);

fn parts() -> impl Strategy<Value = Parts> {
    let side = || {
        [
            -10.0..210.0_f32,
            -10.0..210.0_f32,
            0.0..60.0_f32,
            0.0..60.0_f32,
        ]
    };
    let clip = prop_oneof![
        Just([-100.0, -100.0, 900.0, 900.0]),
        [
            0.0..200.0_f32,
            0.0..200.0_f32,
            0.0..200.0_f32,
            0.0..200.0_f32
        ],
    ];
    (
        prop::collection::vec((side(), 0..4_u8, clip), 0..12),
        0..2_u8,
    )
}

/// The second with a few parts of the first, as from frame to frame.
fn two_scenes() -> impl Strategy<Value = (Parts, Parts)> {
    (parts(), parts(), 0..12_usize, any::<bool>()).prop_map(|(one, two, kept, same)| {
        let mut next = one.0.clone();
        next.truncate(kept);
        next.extend(two.0.into_iter().take(3));
        let background = if same { one.1 } else { two.1 };
        (one, (next, background))
    })
}

fn scene(stage: &mut Stage, (parts, background): &Parts) -> Vec<ClippedPrimitive> {
    stage.background = Color32::from_gray(*background * 60);
    let part = |&([x, y, width, height], kind, [left, top, w, h]): &Part| {
        let place = Rect::from_min_size(egui::pos2(x, y), vec2(width, height));
        let colour = [
            Color32::RED,
            Color32::from_rgba_premultiplied(0, 90, 0, 120),
        ];
        let mesh = match kind {
            0 | 1 => rect(place, colour[kind as usize]),
            2 => pasted(PICTURE, place, area(0.0, 0.0, 0.5, 0.5), Color32::WHITE),
            _ => {
                let mut mesh = rect(place, Color32::BLUE);
                mesh.indices.truncate(3);
                mesh
            }
        };
        clipped(mesh, Rect::from_min_size(egui::pos2(left, top), vec2(w, h)))
    };
    parts.iter().map(part).collect()
}

fn differing(one: &ColorImage, other: &ColorImage) -> Vec<[usize; 2]> {
    let pixels = one.pixels.iter().zip(&other.pixels).enumerate();
    let differing = pixels.filter(|(_, (a, b))| a != b);
    differing
        .map(|(i, _)| [i % one.size[0], i / one.size[0]])
        .collect()
}

fn area_of(damage: &[Damage]) -> u32 {
    damage.iter().map(|part| part.width * part.height).sum()
}

fn picture(side: usize) -> ColorImage {
    let grey = |i: usize| Color32::from_gray((i % 251) as u8);
    ColorImage::new([side, side], (0..side * side).map(grey).collect())
}

proptest! {
    #[test]
    fn a_used_canvas_shows_what_a_fresh_one_does_and_damage_covers_what_differs(
        (one, two) in two_scenes(),
        patch in prop::option::of((0..50_usize, 0..60_usize)),
    ) {
        let mut stage = Stage::new([200, 190]);
        stage.set(PICTURE, picture(64), TextureOptions::LINEAR);
        let mut canvas = Canvas::default();
        let first = scene(&mut stage, &one);
        stage.draw(&mut canvas, &first);
        let before = canvas.image();
        let second = scene(&mut stage, &two);
        if let Some((x, y)) = patch {
            let patch = ColorImage::filled([9, 3], Color32::YELLOW);
            stage.update(PICTURE, ImageDelta::partial([x, y], patch, TextureOptions::LINEAR));
        }
        let damage = stage.draw(&mut canvas, &second);
        let fresh = stage.image(&second);
        prop_assert_eq!(differing(&canvas.image(), &fresh), Vec::<[usize; 2]>::new());
        for pixel in differing(&before, &fresh) {
            prop_assert!(is_damaged(&damage, pixel), "{:?} {:?}", pixel, damage);
        }
        prop_assert_eq!(stage.draw(&mut canvas, &second), vec![]);
    }
}

#[test]
fn the_same_scene_damages_nothing() {
    let stage = Stage::new([300, 200]);
    let scene = shown([rect(area(10.0, 10.0, 250.0, 90.0), Color32::RED)]);
    let mut canvas = Canvas::default();
    assert_eq!(area_of(&stage.draw(&mut canvas, &scene)), 300 * 200);
    assert_eq!(stage.draw(&mut canvas, &scene), []);
}

#[test]
fn a_whole_picture_is_one_damaged_rectangle() {
    let stage = Stage::new([300, 200]);
    let whole = Damage {
        x: 0,
        y: 0,
        width: 300,
        height: 200,
    };
    assert_eq!(stage.draw(&mut Canvas::default(), &[]), [whole]);
}

#[test]
fn another_size_or_background_damages_everything() {
    let mut stage = Stage::new([300, 200]);
    let mut canvas = Canvas::default();
    stage.draw(&mut canvas, &[]);
    stage.background = Color32::RED;
    assert_eq!(area_of(&stage.draw(&mut canvas, &[])), 300 * 200);
    // As many tiles as before.
    stage.size = [299, 201];
    assert_eq!(area_of(&stage.draw(&mut canvas, &[])), 299 * 201);
    assert!(
        canvas
            .image()
            .pixels
            .iter()
            .all(|&pixel| pixel == Color32::RED)
    );
}

#[test]
fn a_change_in_one_place_leaves_the_rest() {
    let stage = Stage::new([1000, 1000]);
    let mut canvas = Canvas::default();
    let wide = || rect(area(0.0, 0.0, 1000.0, 1000.0), Color32::from_gray(40));
    let lamp = |colour| rect(area(500.0, 500.0, 510.0, 510.0), colour);
    stage.draw(&mut canvas, &shown([wide(), lamp(Color32::RED)]));
    let damage = stage.draw(&mut canvas, &shown([wide(), lamp(Color32::GREEN)]));
    assert!(is_damaged(&damage, [505, 505]));
    assert!(area_of(&damage) <= 100 * 100, "{damage:?}");
}

#[test]
fn a_new_letter_in_the_atlas_leaves_the_letters_that_were_there() {
    let mut stage = Stage::new([400, 400]);
    let atlas = TextureId::Managed(0);
    let mut image = picture(256);
    image[(0, 0)] = Color32::WHITE;
    stage.set(atlas, image, TextureOptions::LINEAR);
    // Two letters, and a field of white.
    let letter = |x: f32, texel: f32| {
        let place = area(x, 10.0, x + 16.0, 26.0);
        let picture = area(texel, texel, texel + 16.0, texel + 16.0);
        pasted(atlas, place, picture / 256.0, Color32::WHITE)
    };
    let scene = shown([
        rect(area(0.0, 0.0, 400.0, 400.0), Color32::DARK_BLUE),
        letter(10.0, 40.0),
        letter(300.0, 200.0),
    ]);
    let mut canvas = Canvas::default();
    stage.draw(&mut canvas, &scene);
    let patch = ColorImage::filled([16, 16], Color32::WHITE);
    stage.update(
        atlas,
        ImageDelta::partial([200, 200], patch, TextureOptions::LINEAR),
    );
    let damage = stage.draw(&mut canvas, &scene);
    assert!(
        is_damaged(&damage, [305, 15]) && !is_damaged(&damage, [15, 15]),
        "{damage:?}"
    );
    assert_eq!(canvas.image()[(305, 15)], Color32::WHITE);
    assert!(area_of(&damage) <= 128 * 64, "{damage:?}");
}

#[test]
fn other_sampling_of_a_texture_draws_it_anew() {
    let mut stage = Stage::new([100, 100]);
    let mesh: Mesh = pasted(
        PICTURE,
        area(0.0, 0.0, 90.0, 90.0),
        area(0.0, 0.0, 1.0, 1.0),
        Color32::WHITE,
    );
    let scene = shown([mesh]);
    let mut canvas = Canvas::default();
    stage.set(PICTURE, picture(8), TextureOptions::LINEAR);
    stage.draw(&mut canvas, &scene);
    stage.set(PICTURE, picture(8), TextureOptions::NEAREST);
    stage.draw(&mut canvas, &scene);
    assert_eq!(
        differing(&canvas.image(), &stage.image(&scene)),
        Vec::<[usize; 2]>::new()
    );
}
