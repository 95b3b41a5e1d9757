//! Values that change evenly over a shape: shades and places in a texture.

use crate::corner::{Corner, STEPS};
use crate::scene::Bounds;

/// Bits after the point of a channel: rounding adds up to less than a 32nd of
/// a level over the longest canvas.
pub(crate) const CHANNEL_BITS: u32 = 20;
const CHANNEL_ONE: f64 = (1 << CHANNEL_BITS) as f64;

/// Bits after the point of a place in a texture.
pub(crate) const PLACE_BITS: u32 = 32;
pub(crate) const PLACE_ONE: f64 = (1_u64 << PLACE_BITS) as f64;

/// How three corners lie to each other: what a slope is reckoned from.
pub(crate) struct Slopes {
    first: [f64; 2],
    second: [f64; 2],
    /// Pixels for twice the area.
    scale: f64,
    /// From the first corner to the middle of the first pixel, in pixels.
    start: [f64; 2],
}

impl Slopes {
    /// For a shape whose first pixel is the one left and top in `bounds`.
    /// None if its corners lie on a line: no pixel is within.
    pub(crate) fn new([a, b, c]: [&Corner; 3], bounds: Bounds) -> Option<Self> {
        let to = |p: &Corner| {
            [
                f64::from(p.x) - f64::from(a.x),
                f64::from(p.y) - f64::from(a.y),
            ]
        };
        let (first, second) = (to(b), to(c));
        let area = first[0] * second[1] - second[0] * first[1];
        let middle =
            |pixel: i32, corner: i32| f64::from(pixel) + 0.5 - f64::from(corner) / f64::from(STEPS);
        (area != 0.0).then(|| Self {
            first,
            second,
            scale: f64::from(STEPS) / area,
            start: [middle(bounds.left, a.x), middle(bounds.top, a.y)],
        })
    }

    /// The value at the first pixel, and how much it grows with each pixel to
    /// the right and with each one down.
    #[inline]
    pub(crate) fn of(&self, [a, b, c]: [f64; 3]) -> [f64; 3] {
        let (first, second) = (b - a, c - a);
        let right = (first * self.second[1] - second * self.first[1]) * self.scale;
        let down = (second * self.first[0] - first * self.second[0]) * self.scale;
        let start = a + right * self.start[0] + down * self.start[1];
        [start, right, down]
    }
}

/// A number that changes evenly; fixed point, 2^32 is one.
#[derive(Clone, Copy)]
pub(crate) struct Plane {
    pub(crate) start: i64,
    pub(crate) right: i64,
    pub(crate) down: i64,
}

impl Plane {
    pub(crate) fn new(slopes: &Slopes, values: [f64; 3]) -> Self {
        let [start, right, down] = slopes.of(values).map(|value| (value * PLACE_ONE) as i64);
        Self { start, right, down }
    }

    /// The value so many pixels right of the first one and below it.
    #[inline]
    pub(crate) fn at(&self, right: i32, down: i32) -> i64 {
        let right = self.right.wrapping_mul(i64::from(right));
        let down = self.down.wrapping_mul(i64::from(down));
        self.start.wrapping_add(right).wrapping_add(down)
    }
}

/// A colour that changes evenly.
///
/// Two channels are in each number, 32 bits for either. Only sums are made of
/// them, so that what the lower one borrows from the upper is given back by the
/// time it is not negative: at every pixel within the shape.
#[derive(Clone, Copy)]
pub(crate) struct Shades {
    start: Lanes,
    right: Lanes,
    down: Lanes,
}

/// Red with blue, and alpha with green.
#[derive(Clone, Copy)]
pub(crate) struct Lanes {
    red_blue: u64,
    alpha_green: u64,
}

impl Shades {
    pub(crate) fn new(slopes: &Slopes, colours: [u32; 3]) -> Self {
        let mut planes = [Lanes::EMPTY; 3];
        let mut channel = |shift: u32, into: fn(&mut Lanes) -> &mut u64, lane: u32, half: f64| {
            let levels = colours.map(|colour| f64::from(colour >> shift & 0xff));
            let [start, right, down] = slopes.of(levels);
            for (plane, value) in planes.iter_mut().zip([start + half, right, down]) {
                let value = ((value * CHANNEL_ONE) as i64).cast_unsigned() << lane;
                let sum = into(plane);
                *sum = sum.wrapping_add(value);
            }
        };
        // A half, so that cutting off what is after the point rounds.
        channel(24, |lanes| &mut lanes.alpha_green, 32, 0.5);
        channel(16, |lanes| &mut lanes.red_blue, 32, 0.5);
        channel(8, |lanes| &mut lanes.alpha_green, 0, 0.5);
        channel(0, |lanes| &mut lanes.red_blue, 0, 0.5);
        let [start, right, down] = planes;
        Self { start, right, down }
    }

    /// The shade so many pixels right of the first one and below it.
    #[inline]
    pub(crate) fn at(&self, right: i32, down: i32) -> Lanes {
        self.start
            .plus(self.right.times(right))
            .plus(self.down.times(down))
    }

    /// What a pixel adds to the one left of it.
    #[inline]
    pub(crate) fn right(&self) -> Lanes {
        self.right
    }

    /// Whether a row has one shade from end to end.
    #[inline]
    pub(crate) fn is_level(&self) -> bool {
        self.right.red_blue == 0 && self.right.alpha_green == 0
    }
}

impl Lanes {
    /// Nothing in any channel.
    pub(crate) const EMPTY: Self = Self {
        red_blue: 0,
        alpha_green: 0,
    };

    /// The same in every channel, in parts of a level.
    pub(crate) const fn of_all(share: i64) -> Self {
        let both = (share << 32).wrapping_add(share).cast_unsigned();
        Self {
            red_blue: both,
            alpha_green: both,
        }
    }

    /// As 0xAARRGGBB.
    #[inline]
    pub(crate) fn colour(self) -> u32 {
        let upper = |lanes: u64| (lanes >> (32 + CHANNEL_BITS)) as u32 & 0xff;
        let lower = |lanes: u64| (lanes >> CHANNEL_BITS) as u32 & 0xff;
        upper(self.alpha_green) << 24
            | upper(self.red_blue) << 16
            | lower(self.alpha_green) << 8
            | lower(self.red_blue)
    }

    #[inline]
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            red_blue: self.red_blue.wrapping_add(other.red_blue),
            alpha_green: self.alpha_green.wrapping_add(other.alpha_green),
        }
    }

    #[inline]
    fn times(self, factor: i32) -> Self {
        let factor = i64::from(factor).cast_unsigned();
        Self {
            red_blue: self.red_blue.wrapping_mul(factor),
            alpha_green: self.alpha_green.wrapping_mul(factor),
        }
    }
}
