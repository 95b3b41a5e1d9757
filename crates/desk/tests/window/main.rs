//! The window, driven by the accessible names of its controls and by key events.

mod controls;
mod fake;
mod keyboard;
mod languages;
mod leaving;
mod repaint;
mod shown;
mod sound;
mod welcome;

#[path = "../../examples/gallery/screens.rs"]
mod screens;
