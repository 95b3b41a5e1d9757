//! What is shown.

use egui::{Color32, Context, RawInput, Ui};

/// What the first window shows, and what it does while nobody sees it.
pub trait Content {
    /// Once, when the first window is open: what it shows is drawn in this context.
    fn open(&mut self, ctx: &Context);

    /// Before each drawing, and alone while the window cannot be seen.
    fn logic(&mut self, ctx: &Context);

    /// Draw the first window, and from it those beside it
    /// ([`Context::show_viewport_immediate`]).
    fn ui(&mut self, ui: &mut Ui);

    /// Change what came from the window system before egui sees it.
    fn raw_input_hook(&mut self, ctx: &Context, input: &mut RawInput);

    /// The colour under everything.
    fn background(&self) -> Color32;
}
