//! The picture in the tray: the program's icon, with a badge for what waits.

use image::RgbaImage;
use image::imageops::FilterType;

/// Its sizes, pixels: for panels of one and two times the usual resolution.
pub(crate) const SIZES: [u32; 2] = [24, 48];

/// A badge: red with a count for missed calls, amber for a message.
const MISSED: [u8; 4] = [214, 40, 40, 255];
const MESSAGE: [u8; 4] = [240, 160, 20, 255];
const MUTED: [u8; 4] = [110, 110, 110, 255];
const INK: [u8; 4] = [255, 255, 255, 255];

/// Digits of three by five, a row of three bits each, top first.
const DIGITS: [[u8; 5]; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b001, 0b010, 0b010],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];

/// What the picture tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Badges {
    /// Missed calls.
    pub(crate) missed: usize,
    /// A message waits.
    pub(crate) message: bool,
    /// The microphone is muted in a call.
    pub(crate) muted: bool,
    /// The phone is not registered: the picture is grey.
    pub(crate) grey: bool,
}

/// The picture of this size, RGBA.
pub(crate) fn draw(size: u32, badges: Badges) -> RgbaImage {
    let file = include_bytes!("../../../assets/icons/offhook-256.png");
    // It is the program's own file, and a test reads it.
    let full = image::load_from_memory(file).map(|image| image.to_rgba8());
    let mut picture = full.map_or_else(
        |_| RgbaImage::new(size, size),
        |full| image::imageops::resize(&full, size, size, FilterType::Triangle),
    );
    if badges.grey {
        for pixel in picture.pixels_mut() {
            let [red, green, blue, alpha] = pixel.0.map(u32::from);
            // BT.601's luma, in thousandths.
            let grey = (299 * red + 587 * green + 114 * blue) / 1000;
            let grey = u8::try_from(grey).unwrap_or(u8::MAX);
            let alpha = u8::try_from(alpha * 7 / 10).unwrap_or(u8::MAX);
            pixel.0 = [grey, grey, grey, alpha];
        }
    }
    // The badges tell by place and shape, too: missed right below, a message left below as a
    // square, muted left above.
    let radius = size as f32 * 0.29;
    let edge = size as f32 - radius - 0.5;
    if badges.message {
        let side = size / 3;
        square(&mut picture, 0, size - side, side, MESSAGE);
    }
    if badges.muted {
        disc(
            &mut picture,
            (radius * 0.6, radius * 0.6),
            radius * 0.6,
            MUTED,
        );
    }
    if badges.missed > 0 {
        disc(&mut picture, (edge, edge), radius, MISSED);
        digit(&mut picture, (edge, edge), badges.missed.min(9));
    }
    picture
}

fn disc(picture: &mut RgbaImage, (x, y): (f32, f32), radius: f32, colour: [u8; 4]) {
    for (column, row, pixel) in picture.enumerate_pixels_mut() {
        let (dx, dy) = (column as f32 + 0.5 - x, row as f32 + 0.5 - y);
        if dx.hypot(dy) <= radius {
            pixel.0 = colour;
        }
    }
}

fn square(picture: &mut RgbaImage, left: u32, top: u32, side: u32, colour: [u8; 4]) {
    for (column, row, pixel) in picture.enumerate_pixels_mut() {
        if (left..left + side).contains(&column) && (top..top + side).contains(&row) {
            pixel.0 = colour;
        }
    }
}

fn digit(picture: &mut RgbaImage, (x, y): (f32, f32), digit: usize) {
    let dot = (picture.width() / 14).max(1);
    let left = (x - 1.5 * dot as f32).round().max(0.0) as u32;
    let top = (y - 2.5 * dot as f32).round().max(0.0) as u32;
    for (row, bits) in (0..).zip(DIGITS[digit]) {
        for column in (0..3).filter(|column| bits & (0b100 >> column) != 0) {
            square(picture, left + column * dot, top + row * dot, dot, INK);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_tells_what_waits() {
        let plain = draw(48, Badges::default());
        assert!(plain.pixels().any(|pixel| pixel.0[3] > 200), "it is drawn");
        let mut pictures = vec![plain.into_raw()];
        for badges in [
            Badges {
                missed: 1,
                ..Badges::default()
            },
            Badges {
                missed: 2,
                ..Badges::default()
            },
            Badges {
                message: true,
                ..Badges::default()
            },
            Badges {
                muted: true,
                ..Badges::default()
            },
            Badges {
                grey: true,
                ..Badges::default()
            },
        ] {
            let picture = draw(48, badges).into_raw();
            assert!(!pictures.contains(&picture), "{badges:?}");
            pictures.push(picture);
        }
        // More than nine are still told as many.
        let many = |missed| {
            draw(
                24,
                Badges {
                    missed,
                    ..Badges::default()
                },
            )
        };
        assert_eq!(many(9), many(250));
    }
}
