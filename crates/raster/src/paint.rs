//! How the pixels of a shape are coloured.

use crate::blend::{modulated, over};
use crate::corner::Corner;
use crate::dither;
use crate::plane::{PLACE_BITS, PLACE_ONE, Plane, Shades, Slopes};
use crate::sampler::Sampler;
use crate::scene::Bounds;
use crate::shapes::Shape;
use crate::textures::Texture;

/// Textures are not repeated further than this often.
const FURTHEST: f32 = 65_536.0;

/// How far from the middle of texels pixels may lie, of 2^32, to be taken for
/// on it: less than two levels of shade.
const ASIDE: i64 = 1 << (PLACE_BITS - 7);

/// How a shape is coloured: the quickest way that gives its picture.
pub(crate) enum Paint<'a> {
    /// One colour that hides what is below.
    Opaque(u32),
    /// One colour that does not.
    Clear(u32),
    /// A colour that changes evenly.
    Shaded(Shades),
    /// The same, and it hides what is below: wide ones do.
    Dithered {
        shades: Shades,
        /// Where the first pixel is in the window.
        first: [i32; 2],
    },
    /// Texels one to one, in one colour: letters.
    Copied {
        texture: &'a Texture,
        colour: u32,
        /// The first pixel's texel.
        texel: [usize; 2],
    },
    /// A texture in any way.
    Textured {
        sampler: Sampler<'a>,
        place: [Plane; 2],
        shades: Shades,
    },
}

impl<'a> Paint<'a> {
    /// None if nothing of the shape is seen.
    #[inline]
    pub(crate) fn new(shape: &Shape<'_>, texture: &'a Texture) -> Option<Self> {
        let [a, b, c] = shape.corners;
        let one_texel = a.u == b.u && a.u == c.u && a.v == b.v && a.v == c.v;
        let one_colour = a.colour == b.colour && a.colour == c.colour;
        if !one_texel {
            return Self::textured(shape, texture, one_colour);
        }
        let texel = texel_of(texture, a);
        if one_colour {
            return match modulated(a.colour, texel) {
                0 => None,
                colour if colour >> 24 == 0xff => Some(Self::Opaque(colour & 0x00ff_ffff)),
                colour => Some(Self::Clear(colour)),
            };
        }
        let slopes = Slopes::new(shape.corners, shape.bounds)?;
        let colours = shape.corners.map(|corner| modulated(corner.colour, texel));
        let shades = Shades::new(&slopes, colours);
        let opaque = colours.iter().all(|colour| colour >> 24 == 0xff);
        Some(if opaque {
            let first = [shape.bounds.left, shape.bounds.top];
            Self::Dithered { shades, first }
        } else {
            Self::Shaded(shades)
        })
    }

    fn textured(shape: &Shape<'_>, texture: &'a Texture, one_colour: bool) -> Option<Self> {
        let slopes = Slopes::new(shape.corners, shape.bounds)?;
        let [width, height] = texture.size;
        let across = shape.corners.map(|corner| place(corner.u, width));
        let down = shape.corners.map(|corner| place(corner.v, height));
        let place = [Plane::new(&slopes, across), Plane::new(&slopes, down)];
        if one_colour && let Some(texel) = copied(place, texture, shape.bounds) {
            let colour = shape.corners[0].colour;
            return (colour != 0).then_some(Self::Copied {
                texture,
                colour,
                texel,
            });
        }
        let length = |x: i64, y: i64| (x as f64).hypot(y as f64);
        let [x, y] = &place;
        let step = length(x.right, y.right).max(length(x.down, y.down));
        Some(Self::Textured {
            sampler: Sampler::new(texture, step > PLACE_ONE),
            place,
            shades: Shades::new(&slopes, shape.corners.map(|corner| corner.colour)),
        })
    }

    /// Colours a part of a row that begins so many pixels right of the shape's
    /// first one and below it.
    #[inline]
    pub(crate) fn row(&self, pixels: &mut [u32], right: i32, down: i32) {
        match self {
            Self::Opaque(colour) => pixels.fill(*colour),
            Self::Clear(colour) => cover(pixels, *colour),
            Self::Shaded(shades) => shade(pixels, shades, right, down),
            Self::Dithered {
                shades,
                first: [left, top],
            } => {
                let noise = dither::row(top + down);
                dither(pixels, shades, [right, down], noise, left + right);
            }
            Self::Copied {
                texture,
                colour,
                texel: [x, y],
            } => {
                // Both are counted from the shape's first pixel, never negative.
                let index = (y + down as usize) * texture.size[0] + x + right as usize;
                if let Some(texels) = texture.texels.get(index..index + pixels.len()) {
                    copy(pixels, texels, *colour);
                }
            }
            Self::Textured {
                sampler,
                place: [x, y],
                shades,
            } => {
                let mut place = [x.at(right, down), y.at(right, down)];
                let mut lanes = shades.at(right, down);
                for pixel in pixels {
                    let texel = sampler.at(place[0], place[1]);
                    *pixel = over(modulated(lanes.colour(), texel), *pixel);
                    place[0] = place[0].wrapping_add(x.right);
                    place[1] = place[1].wrapping_add(y.right);
                    lanes = lanes.plus(shades.right());
                }
            }
        }
    }
}

fn cover(pixels: &mut [u32], colour: u32) {
    for pixel in pixels {
        *pixel = over(colour, *pixel);
    }
}

#[inline]
fn shade(pixels: &mut [u32], shades: &Shades, right: i32, down: i32) {
    let mut lanes = shades.at(right, down);
    if shades.is_level() {
        return cover(pixels, lanes.colour());
    }
    for pixel in pixels {
        *pixel = over(lanes.colour(), *pixel);
        lanes = lanes.plus(shades.right());
    }
}

fn dither(
    pixels: &mut [u32],
    shades: &Shades,
    [right, down]: [i32; 2],
    noise: &dither::Row,
    x: i32,
) {
    // Within the window, so not negative.
    let x = x as usize;
    let noise = |i: usize| noise[(x + i) % dither::SIDE];
    let mut lanes = shades.at(right, down);
    if shades.is_level() {
        let pattern: [u32; dither::SIDE] =
            std::array::from_fn(|i| lanes.plus(noise(i)).colour() & 0x00ff_ffff);
        for part in pixels.chunks_mut(dither::SIDE) {
            part.copy_from_slice(&pattern[..part.len()]);
        }
        return;
    }
    for (i, pixel) in pixels.iter_mut().enumerate() {
        *pixel = lanes.plus(noise(i)).colour() & 0x00ff_ffff;
        lanes = lanes.plus(shades.right());
    }
}

fn copy(pixels: &mut [u32], texels: &[u32], colour: u32) {
    for (pixel, &texel) in pixels.iter_mut().zip(texels) {
        // Most of a letter's rectangle is empty.
        if texel != 0 {
            *pixel = over(modulated(colour, texel), *pixel);
        }
    }
}

/// The one texel of a shape that has the same place at every corner.
#[inline]
fn texel_of(texture: &Texture, corner: &Corner) -> u32 {
    if corner.u == 0.0 && corner.v == 0.0 {
        // egui's white texel, and the first one of any texture that is not
        // repeated.
        if let (egui::TextureWrapMode::ClampToEdge, Some(&texel)) =
            (texture.options.wrap_mode, texture.texels.first())
        {
            return texel;
        }
    }
    let [x, y] = [(corner.u, 0), (corner.v, 1)]
        .map(|(at, axis)| (place(at, texture.size[axis]) * PLACE_ONE) as i64);
    Sampler::new(texture, false).at(x, y)
}

/// A place of 0 to 1 in texels.
fn place(part: f32, side: usize) -> f64 {
    if part.is_finite() {
        f64::from(part.clamp(-FURTHEST, FURTHEST)) * side as f64
    } else {
        0.0
    }
}

/// The texel of the first pixel, if pixels lie on texels one to one.
fn copied([across, down]: [Plane; 2], texture: &Texture, bounds: Bounds) -> Option<[usize; 2]> {
    let (width, height) = (bounds.right - bounds.left, bounds.bottom - bounds.top);
    let first = |plane: &Plane, upright: bool, length: i32, side: usize| {
        let texel = plane.start >> PLACE_BITS;
        let corners = [
            (0, 0),
            (width - 1, 0),
            (0, height - 1),
            (width - 1, height - 1),
        ];
        let aside = corners.iter().all(|&(x, y)| {
            let middle = texel + i64::from(if upright { y } else { x });
            let middle = (middle << PLACE_BITS).wrapping_add(1 << (PLACE_BITS - 1));
            plane.at(x, y).wrapping_sub(middle).unsigned_abs() <= ASIDE.unsigned_abs()
        });
        let inside = texel >= 0 && texel + i64::from(length) <= side as i64;
        (aside && inside).then_some(texel as usize)
    };
    let [columns, rows] = texture.size;
    Some([
        first(&across, false, width, columns)?,
        first(&down, true, height, rows)?,
    ])
}
