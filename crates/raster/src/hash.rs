//! Short hashes, to see that something is as it was.
//!
//! They are not made to withstand someone who looks for two alike: the worst
//! that could come of it is a tile that shows its last picture.

/// Odd numbers with about as many ones as zeros (digits of pi).
pub(crate) const KEYS: [u64; 3] = [
    0x243f_6a88_85a3_08d3,
    0x1319_8a2e_0370_7345,
    0xa409_3822_299f_31d1,
];

/// Mixes two numbers to one in which every bit of both counts.
#[inline]
pub(crate) fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ (product >> 64) as u64
}

/// A hash that goes on with one more number.
#[inline]
pub(crate) fn follow(hash: u64, next: u64) -> u64 {
    fold(hash ^ KEYS[0], next ^ KEYS[1])
}

/// Two halves as one number.
#[inline]
pub(crate) fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}
