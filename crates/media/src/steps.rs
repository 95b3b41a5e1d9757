//! What tests know a click by.

/// The largest difference between two samples that follow each other.
pub(crate) fn largest_step(sound: &[i16]) -> i32 {
    sound
        .windows(2)
        .map(|pair| (i32::from(pair[1]) - i32::from(pair[0])).abs())
        .max()
        .unwrap_or(0)
}
