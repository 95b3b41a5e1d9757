//! Levels between two levels: some pixels of the one, some of the other.
//!
//! A colour that changes slowly would show bands otherwise. `egui_glow` adds
//! noise for the same reason; here it is a pattern that repeats after a few
//! pixels and stays in place.

use crate::plane::{CHANNEL_BITS, Lanes};

/// The side of the pattern in pixels.
pub(crate) const SIDE: usize = 8;

/// How much less than a level all of it spans, so that a colour that is exactly
/// a level stays what it is, whatever rounding adds to it.
const SPAN: f64 = 0.9;

/// A row of the pattern; what to add to the colour of a pixel that is so many
/// from the left, modulo [`SIDE`].
pub(crate) type Row = [Lanes; SIDE];

/// For the row of the window that is so many from the top.
#[inline]
pub(crate) fn row(y: i32) -> &'static Row {
    &PATTERN[y.rem_euclid(SIDE as i32) as usize]
}

static PATTERN: [Row; SIDE] = {
    let mut pattern = [[Lanes::EMPTY; SIDE]; SIDE];
    let mut y = 0;
    while y < SIDE {
        let mut x = 0;
        while x < SIDE {
            // From just above -1/2 to just below 1/2 of a level.
            let part = (rank(x, y) as f64 + 0.5) / 64.0 - 0.5;
            let share = (part * SPAN * (1_u64 << CHANNEL_BITS) as f64) as i64;
            pattern[y][x] = Lanes::of_all(share);
            x += 1;
        }
        y += 1;
    }
    pattern
};

/// Bayer's ordering: the turn in which a pixel of the pattern goes up to the
/// next level, 0 to 63, as far from the ones before as can be.
const fn rank(x: usize, y: usize) -> usize {
    let (mut rank, mut bit) = (0, 0);
    while bit < 3 {
        let (a, b) = ((x ^ y) >> bit & 1, y >> bit & 1);
        rank = rank << 2 | a << 1 | b;
        bit += 1;
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pixel_of_the_pattern_has_a_turn_of_its_own() {
        let mut ranks: Vec<_> = (0..64).map(|i| rank(i % SIDE, i / SIDE)).collect();
        assert_eq!(ranks[..4], [0, 32, 8, 40]);
        ranks.sort_unstable();
        assert!(ranks.into_iter().eq(0..64));
    }
}
