//! Sums of colours, several channels in one number.
//!
//! Colours are 0xAARRGGBB with premultiplied alpha. Two channels at a time lie
//! in 16 bits each, which is room for the product of two bytes.

const PAIR: u32 = 0x00ff_00ff;
const HALF: u32 = 0x0080_0080;

/// Each channel times `factor` / 255, rounded.
#[inline]
pub(crate) fn scaled(colour: u32, factor: u32) -> u32 {
    scaled_pair(colour & PAIR, factor) | scaled_pair(colour >> 8 & PAIR, factor) << 8
}

/// Each channel of one colour times the same channel of the other, of 255.
#[inline]
pub(crate) fn modulated(colour: u32, texel: u32) -> u32 {
    let cover = texel & 0xff;
    if texel == u32::MAX {
        return colour;
    }
    if texel == cover * 0x0101_0101 {
        return scaled(colour, cover);
    }
    let channel = |shift: u32| {
        let product = (colour >> shift & 0xff) * (texel >> shift & 0xff) + 0x80;
        (product + (product >> 8)) >> 8 << shift
    };
    channel(24) | channel(16) | channel(8) | channel(0)
}

/// A colour over an opaque pixel: `colour + below * (1 - alpha)`, at most 255.
#[inline]
pub(crate) fn over(colour: u32, below: u32) -> u32 {
    let rest = 255 - (colour >> 24);
    let red_blue = (colour & PAIR) + scaled_pair(below & PAIR, rest);
    let green = (colour >> 8 & 0xff) + scaled_pair(below >> 8 & 0xff, rest);
    saturated(red_blue) | saturated(green) << 8
}

/// The colour between two, `part` of 256 of the way to the second.
#[inline]
pub(crate) fn between(from: u32, to: u32, part: u32) -> u32 {
    let mix = |from: u32, to: u32| (from * (256 - part) + to * part + HALF) >> 8 & PAIR;
    mix(from & PAIR, to & PAIR) | mix(from >> 8 & PAIR, to >> 8 & PAIR) << 8
}

/// The rounded product of two channels and a factor, of 255: exact, as
/// `(n + n / 256) / 256` is for every product of two bytes plus a half.
#[inline]
fn scaled_pair(pair: u32, factor: u32) -> u32 {
    let product = pair * factor + HALF;
    (product + (product >> 8 & PAIR)) >> 8 & PAIR
}

/// Two sums of two bytes each, both at most 255.
#[inline]
fn saturated(pair: u32) -> u32 {
    let carries = pair >> 8 & 0x0001_0001;
    (pair | (carries * 255)) & PAIR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_of_two_bytes_is_rounded_to_the_nearest_level() {
        for colour in 0..=255_u32 {
            for factor in 0..=255_u32 {
                let exact = (f64::from(colour) * f64::from(factor) / 255.0).round() as u32;
                assert_eq!(scaled(colour * 0x0101_0101, factor), exact * 0x0101_0101);
                assert_eq!(modulated(colour << 16, factor << 16 | 7), exact << 16);
            }
        }
    }

    #[test]
    fn a_colour_over_a_pixel_is_its_sum_with_what_shines_through() {
        for alpha in 0..=255_u32 {
            for below in 0..=255_u32 {
                let through = (f64::from(below) * f64::from(255 - alpha) / 255.0).round() as u32;
                let expected = (alpha + through) * 0x0001_0101;
                assert_eq!(over(alpha * 0x0101_0101, below * 0x0001_0101), expected);
            }
        }
    }

    #[test]
    fn light_without_alpha_is_added_up_to_white_and_no_further() {
        assert_eq!(over(0x00ff_8001, 0x0001_80fe), 0x00ff_ffff);
        assert_eq!(over(0x0010_2030, 0x0001_0203), 0x0011_2233);
    }

    #[test]
    fn a_colour_between_two_is_one_of_both_at_the_ends() {
        assert_eq!(between(0xff20_4060, 0x8000_10ff, 0), 0xff20_4060);
        assert_eq!(between(0xff20_4060, 0x8000_10ff, 256), 0x8000_10ff);
        assert_eq!(between(0xff00_ff00, 0x00ff_00ff, 128), 0x8080_8080);
    }
}
