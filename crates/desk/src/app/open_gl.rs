//! The window by OpenGL, through eframe.

use std::cell::Cell;

use eframe::UserEvent;
use egui::{Context, RawInput, Ui, ViewportBuilder, Visuals};
use frame::{Content as _, EventLoop, EventLoopError, EventLoopExtRunOnDemand as _};

use super::{Desk, NAME};

/// Show the content until the window is closed. Says `false` where it was not: the graphics
/// driver could not open a window, or not go on drawing it.
pub(super) fn run(
    event_loop: &mut EventLoop<UserEvent>,
    viewport: ViewportBuilder,
    desk: &mut Desk,
) -> Result<bool, EventLoopError> {
    let native = eframe::NativeOptions {
        viewport,
        // They are looked for later than eframe would.
        system_font_fallback: false,
        ..Default::default()
    };
    // eframe ends without a word when the driver fails.
    let closing = Cell::new(false);
    let create: eframe::AppCreator<'_> = Box::new(|created| {
        // egui's shaders are compiled by now, and there will be no others.
        let released = shaders::release_compiler(created);
        tracing::debug!(released, "the driver's shader compiler");
        desk.open(&created.egui_ctx);
        let closing = &closing;
        Ok(Box::new(OnOpenGl { desk, closing }))
    });
    let mut window = eframe::create_native(NAME, native, create, event_loop);
    event_loop.run_app_on_demand(&mut window)?;
    drop(window);
    Ok(closing.get())
}

/// The content while eframe has it.
struct OnOpenGl<'a> {
    desk: &'a mut Desk,
    /// The last pass was told that the window is to be closed.
    closing: &'a Cell<bool>,
}

impl eframe::App for OnOpenGl<'_> {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        self.desk.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.desk.ui(ui);
    }

    fn raw_input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.closing.set(input.viewport().close_requested());
        self.desk.raw_input_hook(ctx, input);
    }

    fn clear_color(&self, _: &Visuals) -> [f32; 4] {
        self.desk.background().to_normalized_gamma_f32()
    }
}
