//! Windows for egui that are drawn by the processor, without OpenGL.
//!
//! eframe draws by OpenGL. On a machine without a graphics card (a virtual machine, a thin
//! client, a remote display) that is Mesa's drawing program and the LLVM that compiles it, 80 MiB
//! of memory for a picture that changes once a second. Here the same egui is drawn by [`raster`]
//! and shown by softbuffer: only the parts that changed, only when something did.
//!
//! It does what eframe does for a desktop program, on the same event loop and through the same
//! `egui-winit`: the first window and immediate viewports beside it, commands to windows, the
//! clipboard, screen readers (in every window), screenshots, passes of the logic alone while
//! nothing can be seen. There are no deferred viewports and no callbacks that paint by
//! themselves.

mod content;
mod driver;
mod pane;
mod panes;
mod pass;
mod rhythm;
mod surface;

use eframe::UserEvent;
use egui::{Context, ViewportBuilder};
use thiserror::Error;
use winit::error::OsError;

pub use winit::error::EventLoopError;
pub use winit::event_loop::EventLoop;
pub use winit::platform::run_on_demand::EventLoopExtRunOnDemand;

pub use crate::content::Content;
use crate::driver::Driver;

/// Why there is no window, or no longer one.
#[derive(Debug, Error)]
pub enum FrameError {
    /// The window system's events cannot be had, or there is no window system.
    #[error(transparent)]
    EventLoop(#[from] EventLoopError),
    /// The window system refused to open the first window.
    #[error(transparent)]
    Window(#[from] OsError),
    /// Nothing can be shown in the window.
    #[error("nothing can be drawn into the window: {0}")]
    Surface(#[from] softbuffer::SoftBufferError),
}

/// Open a window like `first`, show what `create` makes, and stay until it is closed.
///
/// `create` is called once, with the context that the content is drawn in. Must be called on the
/// main thread, with an event loop on which nothing runs.
///
/// # Errors
/// [`FrameError`] when the first window cannot be opened or drawn into; windows beside it that
/// cannot are told to the log.
pub fn run<C: Content>(
    event_loop: &mut EventLoop<UserEvent>,
    first: ViewportBuilder,
    create: impl FnOnce(&Context) -> C,
) -> Result<(), FrameError> {
    let mut driver = Driver::new(event_loop, first, create);
    event_loop.run_app_on_demand(&mut driver)?;
    driver.finish()
}
