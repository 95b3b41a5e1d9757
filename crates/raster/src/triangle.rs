//! Which pixels have their middle within a triangle.

use crate::corner::{Corner, STEPS, first_pixel};
use crate::scene::Bounds;

/// Gives for each row of the region the first pixel within and the first one
/// no longer within, if any are.
///
/// Where a row crosses an edge depends on nothing but the edge's two ends, and
/// it is reckoned without rounding. So of two triangles that share an edge each
/// pixel goes to exactly one, and an edge through the middle of a pixel leaves
/// it to the triangle on its right or below.
#[inline]
pub(crate) fn rows(mut corners: [&Corner; 3], region: Bounds, mut row: impl FnMut(i32, i32, i32)) {
    corners.sort_by_key(|corner| corner.y);
    let [top, middle, bottom] = corners;
    let start = region.top.max(first_pixel(top.y));
    let turn = first_pixel(middle.y);
    let end = region.bottom.min(first_pixel(bottom.y));

    let mut long = Edge::new(top, bottom, start);
    let mut part = |start: i32, end: i32, short: (&Corner, &Corner)| {
        if start >= end {
            return;
        }
        let mut short = Edge::new(short.0, short.1, start);
        for y in start..end {
            let (a, b) = (long.pixel as i32, short.pixel as i32);
            let left = a.min(b).max(region.left);
            let right = a.max(b).min(region.right);
            if left < right {
                row(y, left, right);
            }
            long.next();
            short.next();
        }
    };
    part(start, end.min(turn), (top, middle));
    part(start.max(turn), end, (middle, bottom));
}

/// An edge on its way down the rows.
struct Edge {
    /// The first pixel of the row whose middle is not left of the edge.
    pixel: i64,
    /// How much further left the edge is than that: this over `height`.
    rest: i64,
    /// What a row adds to both.
    step: (i64, i64),
    height: i64,
}

impl Edge {
    /// An edge from its upper end to its lower one, at a row that lies between.
    #[inline]
    fn new(upper: &Corner, lower: &Corner, row: i32) -> Self {
        let [upper_x, upper_y, lower_x, lower_y] =
            [upper.x, upper.y, lower.x, lower.y].map(i64::from);
        let (width, height) = (lower_x - upper_x, lower_y - upper_y);
        let steps = i64::from(STEPS);
        let depth = i64::from(row) * steps + steps / 2 - upper_y;
        // Coordinates are at most 2^30, so this stays below 2^63.
        let place = (upper_x - steps / 2) * height + width * depth;
        let height = (height * steps).max(1);
        // Rounded up: a pixel whose middle is on the edge is not left of it.
        let (pixel, rest) = divided(place + height - 1, height);
        Self {
            pixel,
            rest,
            step: divided(width * steps, height),
            height,
        }
    }

    #[inline]
    fn next(&mut self) {
        self.pixel += self.step.0;
        self.rest += self.step.1;
        if self.rest >= self.height {
            self.rest -= self.height;
            self.pixel += 1;
        }
    }
}

/// Quotient and remainder, the remainder never negative. The quotient is one
/// of pixels, far below what a float holds exactly, so that it is off by one at
/// most; that is quicker than a division of long integers.
#[inline]
fn divided(number: i64, by: i64) -> (i64, i64) {
    let mut quotient = (number as f64 / by as f64) as i64;
    let mut rest = number - quotient * by;
    if rest < 0 {
        quotient -= 1;
        rest += by;
    } else if rest >= by {
        quotient += 1;
        rest -= by;
    }
    (quotient, rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const REGION: Bounds = Bounds {
        left: 0,
        top: 0,
        right: 40,
        bottom: 40,
    };

    fn corner((x, y): (i32, i32)) -> Corner {
        Corner::at(x, y, 0.0, 0.0, 0)
    }

    /// How often each pixel of the region is in one of the triangles.
    fn drawn(triangles: &[[(i32, i32); 3]]) -> Vec<u32> {
        let mut times = vec![0; 1600];
        for triangle in triangles {
            let [a, b, c] = triangle.map(corner);
            rows([&a, &b, &c], REGION, |y, left, right| {
                for x in left..right {
                    times[(y * 40 + x) as usize] += 1;
                }
            });
        }
        times
    }

    #[test]
    fn an_edge_through_the_middle_of_pixels_leaves_them_to_its_right_and_below() {
        // From the middle of pixel 1, 1 to the middle of pixel 3, 3.
        let (near, far) = (384, 896);
        let times = drawn(&[
            [(near, near), (far, near), (near, far)],
            [(far, far), (far, near), (near, far)],
        ]);
        for y in 0..40 {
            for x in 0..40 {
                let inside = (1..3).contains(&x) && (1..3).contains(&y);
                assert_eq!(times[y * 40 + x], u32::from(inside), "{x}, {y}");
            }
        }
    }

    #[test]
    fn a_division_is_rounded_down_and_leaves_the_rest() {
        for number in [-7_i64, -6, -1, 0, 1, 6, 7, 1 << 60, -(1 << 60) - 1] {
            let by = if number.abs() > 100 { 1 << 38 } else { 3 };
            assert_eq!(
                divided(number, by),
                (number.div_euclid(by), number.rem_euclid(by))
            );
        }
    }

    proptest! {
        /// A fan around a point within covers the polygon once.
        #[test]
        fn a_pixel_between_triangles_belongs_to_one_of_them(
            middle in (2000..8000_i32, 2000..8000_i32),
            out in prop::collection::vec(12_000..1_000_000_i32, 8),
        ) {
            let turn = |i: usize| {
                let (sin, cos) = (i as f64 * std::f64::consts::TAU / 8.0).sin_cos();
                let out = f64::from(out[i]) * 2.0;
                ((f64::from(middle.0) + out * cos) as i32, (f64::from(middle.1) + out * sin) as i32)
            };
            let fan: Vec<_> = (0..8).map(|i| [middle, turn(i), turn((i + 1) % 8)]).collect();
            prop_assert_eq!(drawn(&fan), vec![1; 1600]);
        }
    }
}
