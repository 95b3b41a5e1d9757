//! The window by OpenGL, through eframe.

use std::cell::RefCell;
use std::rc::Rc;

use eframe::UserEvent;
use egui::{Context, RawInput, Ui, ViewportBuilder, Visuals};
use frame::{Content as _, EventLoop, EventLoopError, EventLoopExtRunOnDemand as _};

use super::{Desk, NAME};

/// Where the content of a window is kept that could not stay open.
type Home = Rc<RefCell<Option<Desk>>>;

/// Show the content until the window is closed. Gives it back where the graphics driver could
/// not open a window, or not go on drawing it.
pub(super) fn run(
    event_loop: &mut EventLoop<UserEvent>,
    viewport: ViewportBuilder,
    desk: Desk,
) -> Result<Option<Desk>, EventLoopError> {
    let native = eframe::NativeOptions {
        viewport,
        // They are looked for later than eframe would.
        system_font_fallback: false,
        ..Default::default()
    };
    let home = Rc::new(RefCell::new(Some(desk)));
    let kept = Rc::clone(&home);
    let create: eframe::AppCreator<'_> = Box::new(move |created| {
        // egui's shaders are compiled by now, and there will be no others.
        let released = shaders::release_compiler(created);
        tracing::debug!(released, "the driver's shader compiler");
        let mut desk = kept.take().ok_or("the window is there already")?;
        desk.move_house(&created.egui_ctx);
        Ok(Box::new(OnOpenGl {
            desk: Some(desk),
            closing: false,
            home: kept,
        }))
    });
    let mut window = eframe::create_native(NAME, native, create, event_loop);
    event_loop.run_app_on_demand(&mut window)?;
    drop(window);
    Ok(home.take())
}

/// The content while eframe has it.
struct OnOpenGl {
    desk: Option<Desk>,
    /// The last pass was told that the window is to be closed.
    closing: bool,
    home: Home,
}

impl eframe::App for OnOpenGl {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        if let Some(desk) = &mut self.desk {
            desk.logic(ctx);
        }
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        if let Some(desk) = &mut self.desk {
            desk.ui(ui);
        }
    }

    fn raw_input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.closing = input.viewport().close_requested();
        if let Some(desk) = &mut self.desk {
            desk.raw_input_hook(ctx, input);
        }
    }

    fn clear_color(&self, _: &Visuals) -> [f32; 4] {
        self.desk
            .as_ref()
            .map_or([0.0; 4], |desk| desk.background().to_normalized_gamma_f32())
    }
}

impl Drop for OnOpenGl {
    fn drop(&mut self) {
        // eframe ends without a word when the driver fails.
        if !self.closing {
            *self.home.borrow_mut() = self.desk.take();
        }
    }
}
