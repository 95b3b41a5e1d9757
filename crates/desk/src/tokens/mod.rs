//! Every colour, size, font size and duration of the window, in one place.
//!
//! Colours are a [`Palette`] for each theme; no other file names a colour. Sizes are
//! design units: the phone is drawn on a sheet of [`size::PHONE`] units and one factor
//! brings it to the window.

#[cfg(test)]
mod contrast;
mod dark;
pub(crate) mod font;
mod high_contrast;
mod light;
mod palette;
pub(crate) mod size;
pub(crate) mod time;

pub(crate) use palette::Palette;

/// The dark theme.
pub(crate) static DARK: &Palette = &dark::DARK;
/// The light theme.
pub(crate) static LIGHT: &Palette = &light::LIGHT;
/// The theme of high contrast.
pub(crate) static HIGH_CONTRAST: &Palette = &high_contrast::HIGH_CONTRAST;
