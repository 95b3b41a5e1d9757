//! Font sizes in design units.

/// The idle clock.
pub(crate) const HUGE: f32 = 44.0;
/// Digits being typed.
pub(crate) const LARGE: f32 = 23.0;
/// Digits of the keypad.
pub(crate) const DIGIT: f32 = 17.0;
/// Letters under them.
pub(crate) const LETTERS: f32 = 8.5;
/// A headline.
pub(crate) const TITLE: f32 = 16.0;
/// Names in the call list, prompt, soft keys.
pub(crate) const NORMAL: f32 = 13.5;
/// Numbers, times, labels.
pub(crate) const SMALL: f32 = 12.0;
/// Printed on keys.
pub(crate) const TINY: f32 = 10.5;
