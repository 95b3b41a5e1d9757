//! A small seeded generator (SplitMix64), so that what is random can be replayed.
//!
//! It spreads timers; it is not for keys or anything else that must not be guessed.

use std::time::Duration;

/// The generator. The same seed gives the same numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// A generator with this seed.
    pub(crate) const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next number (Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
    pub(crate) const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A time between the two, both included, on whole milliseconds.
    pub(crate) fn between(&mut self, least: Duration, most: Duration) -> Duration {
        let spread = most.saturating_sub(least).as_millis();
        let spread = u64::try_from(spread).unwrap_or(u64::MAX - 1);
        least + Duration::from_millis(self.next() % (spread + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let (mut one, mut two) = (Random::new(7), Random::new(7));
        assert_eq!([one.next(), one.next()], [two.next(), two.next()]);
        assert_ne!(Random::new(7).next(), Random::new(8).next());
    }

    #[test]
    fn times_stay_within_their_bounds() {
        let mut random = Random::new(1);
        let (least, most) = (Duration::from_secs(1), Duration::from_secs(2));
        let drawn: Vec<_> = (0..1000).map(|_| random.between(least, most)).collect();
        assert!(drawn.iter().all(|time| (least..=most).contains(time)));
        assert!(drawn.iter().any(|time| *time > most.mul_f32(0.95)));
        assert!(drawn.iter().any(|time| *time < least.mul_f32(1.05)));
    }
}
