//! The window, driven by the accessible names of its controls and by key events.

mod access;
mod beside;
mod beside_access;
mod beside_cases;
mod beside_fits;
mod broken_file;
mod contacts;
mod controls;
mod desktop;
mod directories;
mod fake;
mod fonts;
mod history;
mod keyboard;
mod keys;
mod ladder;
mod languages;
mod leaving;
mod look;
mod pages_fit;
mod pasted;
mod preferences;
mod problem_report;
mod repaint;
mod search;
mod shown;
mod sound;
mod statistics;
mod taste;
mod tuning;
mod welcome;

#[path = "../../examples/gallery/screens.rs"]
mod screens;
