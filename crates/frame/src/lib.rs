//! Windows for egui that are drawn by the processor, without OpenGL.
//!
//! eframe draws by OpenGL. On a machine without a graphics card (a virtual machine, a thin
//! client, a remote display) that is Mesa's drawing program and the LLVM that compiles it, 80 MiB
//! of memory for a picture that changes once a second. Here the same egui is drawn by [`raster`]
//! and shown by softbuffer: only the parts that changed, only when something did. An X server of
//! another machine is sent just these.
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
mod wire;

use eframe::UserEvent;
use egui::ViewportBuilder;
use softbuffer::SoftBufferError;
use thiserror::Error;
use winit::error::OsError;

pub use winit::error::EventLoopError;
pub use winit::event_loop::EventLoop;
pub use winit::platform::run_on_demand::EventLoopExtRunOnDemand;

pub use crate::content::Content;
use crate::driver::Driver;
pub use crate::wire::is_here;

/// Why there is no window, or no longer one.
#[derive(Debug, Error)]
pub enum FrameError {
    /// The window system's events cannot be had, or there is no window system.
    #[error(transparent)]
    EventLoop(#[from] EventLoopError),
    /// The window system refused to open the first window.
    #[error(transparent)]
    Window(#[from] OsError),
    /// The screen's pixels are others than those that can be drawn here.
    #[error("windows are drawn for screens of 24 bits a pixel ({})", words(.0))]
    Screen(#[source] SoftBufferError),
    /// Nothing can be shown in the window any more.
    #[error("nothing can be drawn into the window: {}", words(.0))]
    Surface(#[source] SoftBufferError),
}

/// The window system's own words, where it has some.
fn words(error: &SoftBufferError) -> String {
    match error {
        SoftBufferError::PlatformError(Some(words), _) => words.clone(),
        other => other.to_string(),
    }
}

/// Open a window like `first`, show the content, and stay until it is closed.
///
/// Must be called on the main thread, with an event loop on which nothing runs.
///
/// # Errors
/// [`FrameError`] when the first window cannot be opened or drawn into; windows beside it that
/// cannot are told to the log. Another way of drawing may take the content then.
pub fn run<C: Content>(
    event_loop: &mut EventLoop<UserEvent>,
    first: ViewportBuilder,
    content: &mut C,
) -> Result<(), FrameError> {
    let mut driver = Driver::new(event_loop, first, content);
    event_loop.run_app_on_demand(&mut driver)?;
    driver.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_that_cannot_be_drawn_on_is_told_in_words() {
        let reason = Some("Visual 0x21 is unsupported".to_owned());
        let error = FrameError::Screen(SoftBufferError::PlatformError(reason, None));
        assert_eq!(
            error.to_string(),
            "windows are drawn for screens of 24 bits a pixel (Visual 0x21 is unsupported)"
        );
    }
}
