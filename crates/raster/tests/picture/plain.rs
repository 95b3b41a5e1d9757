//! The same picture in the plainest way: every pixel of every triangle by
//! itself, in floating point, as the shaders of `egui_glow` say. What the crate
//! draws is measured against it.

use std::collections::HashMap;

use egui::epaint::{Primitive, Vertex};
use egui::{ClippedPrimitive, Color32, ColorImage, Rect, TextureFilter, TextureId};
use egui::{TextureOptions, TextureWrapMode};

pub(crate) type Pictures = HashMap<TextureId, (ColorImage, TextureOptions)>;

/// A window of this size and scale, drawn over a background.
pub(crate) fn draw(
    size: [u32; 2],
    scale: f32,
    background: Color32,
    primitives: &[ClippedPrimitive],
    pictures: &Pictures,
) -> ColorImage {
    let [r, g, b, _] = background.to_array();
    let size = size.map(|side| side as usize);
    let mut image = ColorImage::filled(size, Color32::from_rgb(r, g, b));
    for primitive in primitives {
        let Primitive::Mesh(mesh) = &primitive.primitive else {
            continue;
        };
        let Some(picture) = pictures.get(&mesh.texture_id) else {
            continue;
        };
        let clip = clip(size, scale, primitive.clip_rect);
        for triangle in mesh.indices.chunks_exact(3) {
            let vertex = |i: usize| mesh.vertices.get(triangle[i] as usize);
            if let (Some(a), Some(b), Some(c)) = (vertex(0), vertex(1), vertex(2)) {
                draw_triangle(&mut image, [a, b, c], picture, clip, scale);
            }
        }
    }
    image
}

/// Left, top, right, bottom in pixels.
fn clip([width, height]: [usize; 2], scale: f32, rect: Rect) -> [usize; 4] {
    let pixel =
        |points: f32, most: usize| (points * scale).round().clamp(0.0, most as f32) as usize;
    [
        pixel(rect.min.x, width),
        pixel(rect.min.y, height),
        pixel(rect.max.x, width),
        pixel(rect.max.y, height),
    ]
}

fn draw_triangle(
    image: &mut ColorImage,
    corners: [&Vertex; 3],
    picture: &(ColorImage, TextureOptions),
    [left, top, right, bottom]: [usize; 4],
    scale: f32,
) {
    // A graphics card snaps corners to 256ths of a pixel before anything else.
    let at = corners.map(|corner| {
        [corner.pos.x, corner.pos.y]
            .map(|points| f64::from((points * (scale * 256.0)).round()) / 256.0)
    });
    if at.iter().flatten().any(|place| !place.is_finite()) {
        return;
    }
    let area = cross(at[0], at[1], at[2]);
    if area == 0.0 {
        return;
    }
    let around = |axis: usize, from: usize, to: usize| {
        let places = at.map(|place| place[axis]);
        let least = places.into_iter().fold(f64::INFINITY, f64::min).max(0.0);
        let most = places.into_iter().fold(0.0, f64::max).ceil();
        from.max(least as usize)..to.min(most as usize)
    };
    for y in around(1, top, bottom) {
        for x in around(0, left, right) {
            let middle = [x as f64 + 0.5, y as f64 + 0.5];
            if let Some(weights) = weights(at, middle, area) {
                let mix = |of: &dyn Fn(&Vertex) -> f64| {
                    (0..3).map(|i| weights[i] * of(corners[i])).sum::<f64>()
                };
                let place = [mix(&|v| f64::from(v.uv.x)), mix(&|v| f64::from(v.uv.y))];
                let texel = sample(picture, place);
                let colour: [f64; 4] = std::array::from_fn(|i| {
                    mix(&|v| f64::from(v.color.to_array()[i])) / 255.0 * texel[i]
                });
                let pixel = &mut image[(x, y)];
                let below = pixel.to_array().map(f64::from);
                let [r, g, b] = std::array::from_fn(|i| {
                    (colour[i] + below[i] * (1.0 - colour[3] / 255.0)).round() as u8
                });
                *pixel = Color32::from_rgb(r, g, b);
            }
        }
    }
}

/// Twice the area between three points; exact, as they are 256ths.
fn cross(a: [f64; 2], b: [f64; 2], p: [f64; 2]) -> f64 {
    (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
}

/// How much of each corner there is at a point, if it lies within or on an
/// edge on the left or on top.
fn weights(at: [[f64; 2]; 3], point: [f64; 2], area: f64) -> Option<[f64; 3]> {
    let mut weights = [0.0; 3];
    for (i, weight) in weights.iter_mut().enumerate() {
        let (a, b) = (at[(i + 1) % 3], at[(i + 2) % 3]);
        *weight = cross(a, b, point) / area;
        let (x, y) = ((b[0] - a[0]) * area.signum(), (b[1] - a[1]) * area.signum());
        let owned = y < 0.0 || (y == 0.0 && x > 0.0);
        if *weight < 0.0 || (*weight == 0.0 && !owned) {
            return None;
        }
    }
    Some(weights)
}

/// The colour of a picture at a place between 0 and 1, as levels r, g, b, a.
fn sample((image, options): &(ColorImage, TextureOptions), [u, v]: [f64; 2]) -> [f64; 4] {
    let [width, height] = image.size;
    let wrap = |i: f64, side: usize| {
        let side = side as f64;
        let i = match options.wrap_mode {
            TextureWrapMode::ClampToEdge => i.clamp(0.0, side - 1.0),
            TextureWrapMode::Repeat => i.rem_euclid(side),
            TextureWrapMode::MirroredRepeat => {
                let i = i.rem_euclid(2.0 * side);
                i.min(2.0 * side - 1.0 - i)
            }
        };
        i as usize
    };
    let texel = |x: f64, y: f64| {
        image[(wrap(x, width), wrap(y, height))]
            .to_array()
            .map(f64::from)
    };
    let (x, y) = (u * width as f64, v * height as f64);
    if options.magnification == TextureFilter::Nearest {
        return texel(x.floor(), y.floor());
    }
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (x - left, y - top);
    let around = [
        (texel(left, top), (1.0 - across) * (1.0 - down)),
        (texel(left + 1.0, top), across * (1.0 - down)),
        (texel(left, top + 1.0), (1.0 - across) * down),
        (texel(left + 1.0, top + 1.0), across * down),
    ];
    std::array::from_fn(|i| {
        around
            .iter()
            .map(|(colour, weight)| colour[i] * weight)
            .sum()
    })
}
