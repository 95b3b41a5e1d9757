//! A picture of the window in a file, for documents and for tests of the real window.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::{ColorImage, Context, ViewportCommand};
use image::ImageError;
use station::{CallState, Screen};

/// When to take a picture, and where to put it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screenshot {
    /// The PNG file to write.
    pub path: PathBuf,
    /// Wait until a call is in this state; nothing: do not wait.
    pub once: Option<CallState>,
    /// Wait so long after that.
    pub after: Duration,
    /// Close the window when the picture is written.
    pub then_close: bool,
}

/// A picture that is to be taken.
pub(crate) struct Pending {
    wanted: Screenshot,
    due: Option<Instant>,
    asked: bool,
    taken: Arc<Mutex<Option<Arc<ColorImage>>>>,
}

impl Pending {
    pub(crate) fn new(wanted: Screenshot) -> Self {
        Self {
            wanted,
            due: None,
            asked: false,
            taken: Arc::default(),
        }
    }

    /// Take the next step; says `true` when the picture is done, or cannot be.
    pub(crate) fn step(&mut self, ctx: &Context, screen: &Screen) -> bool {
        if self.asked {
            return self.finish(ctx);
        }
        let now = Instant::now();
        let reached = self
            .wanted
            .once
            .is_none_or(|state| screen.calls.iter().any(|call| call.state == state));
        if self.due.is_none() && reached {
            self.due = Some(now + self.wanted.after);
        }
        match self.due {
            Some(due) if now >= due => {
                self.asked = true;
                let (taken, ctx_of_callback) = (Arc::clone(&self.taken), ctx.clone());
                ctx.request_screenshot(move |picture| {
                    *taken
                        .lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(picture);
                    ctx_of_callback.request_repaint();
                });
            }
            Some(due) => ctx.request_repaint_after(due - now),
            None => {}
        }
        false
    }

    fn finish(&self, ctx: &Context) -> bool {
        let picture = self
            .taken
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .take();
        let Some(picture) = picture else { return false };
        match write(&self.wanted.path, &picture) {
            Ok(()) => tracing::info!(path = %self.wanted.path.display(), "screenshot written"),
            Err(error) => {
                tracing::error!(path = %self.wanted.path.display(), %error, "cannot write the screenshot");
            }
        }
        if self.wanted.then_close {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
        true
    }
}

fn write(path: &Path, picture: &ColorImage) -> Result<(), ImageError> {
    let [width, height] = picture.size;
    let (width, height) = (
        u32::try_from(width).unwrap_or(0),
        u32::try_from(height).unwrap_or(0),
    );
    image::save_buffer(
        path,
        picture.as_raw(),
        width,
        height,
        image::ColorType::Rgba8,
    )
}
