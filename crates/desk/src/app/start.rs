//! How the window starts: with a phone or with the welcome, where and how it looks.

use egui::IconData;
use frame::{EventLoop, FrameError};
use keymap::KeyMap;
use station::Language;
use thiserror::Error;

use super::{Desk, NAME, open_gl};
use crate::Phone;
use crate::broken_file::BrokenFile;
use crate::desktop::Desktop;
use crate::graphics;
use crate::look::{Drawing, Look};
use crate::screenshot::Screenshot;
use crate::welcome::{Connect, FirstRun};

/// What the window starts with.
pub enum Start {
    /// A phone that runs already.
    Phone(Box<dyn Phone>),
    /// Nobody has said with which server: ask, then start a phone by this.
    Welcome(Connect),
    /// The same, and the server is tried before.
    FirstRun(Box<dyn FirstRun>),
}

/// How the window starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Size of a face that has none in `look`; 1.0 is 652 by 664 points for the full one.
    pub factor: f32,
    /// The server that the welcome offers; empty for none.
    pub server: String,
    /// The device name that the welcome offers; empty for none.
    pub device: String,
    /// Theme and face, and where the window was.
    pub look: Look,
    /// The language of the welcome; a phone brings its own.
    pub language: Language,
    /// Which keys of the computer do what.
    pub keys: KeyMap,
    /// A picture to take of the window.
    pub screenshot: Option<Screenshot>,
    /// The configuration file was wrong: the person is told.
    pub broken_file: Option<BrokenFile>,
    /// The window is not shown until something calls for it.
    pub hidden: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            factor: 1.1,
            server: String::new(),
            device: String::new(),
            look: Look::default(),
            language: Language::English,
            keys: KeyMap::default(),
            screenshot: None,
            broken_file: None,
            hidden: false,
        }
    }
}

/// Why there is no window.
#[derive(Debug, Error)]
pub enum DeskError {
    /// The window system refused, or there is none.
    #[error(
        "cannot open a window: {reason}; without a display the phone runs with --tui or --headless"
    )]
    NoWindow {
        /// The window system's words.
        reason: String,
    },
}

/// Open the window and stay until it is closed.
///
/// A closing window sends [`Intent::Quit`](station::Intent::Quit) and waits up to five seconds for
/// [`Phone::finished`]. Must be called on the main thread.
///
/// # Errors
/// [`DeskError::NoWindow`] when the window cannot be opened.
pub fn run(
    start: Start,
    options: Options,
    desktop: Option<Box<dyn Desktop>>,
) -> Result<(), DeskError> {
    let mut desk = Desk::new(start, options).on(desktop);
    let viewport = desk
        .geometry
        .builder(&desk.look)
        .with_title(NAME)
        .with_app_id("offhook")
        .with_icon(icon())
        .with_visible(!desk.options.hidden);
    let no_window = |error: &dyn std::error::Error| DeskError::NoWindow {
        reason: error.to_string(),
    };
    let by_opengl = match desk.look.drawing {
        Drawing::Auto => graphics::has_card(),
        Drawing::OpenGl => true,
        Drawing::Processor => false,
    };
    let mut event_loop = EventLoop::with_user_event()
        .build()
        .map_err(|error| no_window(&error))?;
    if by_opengl {
        let closed = open_gl::run(&mut event_loop, viewport.clone(), &mut desk)
            .map_err(|error| no_window(&error))?;
        if closed {
            return Ok(());
        }
        tracing::warn!("the graphics driver failed; the processor draws the window");
    }
    let error = match frame::run(&mut event_loop, viewport.clone(), &mut desk) {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    // It draws on screens of any depth of colour.
    if !by_opengl && matches!(error, FrameError::Screen(_)) {
        tracing::warn!(%error, "OpenGL draws the window");
        let closed = open_gl::run(&mut event_loop, viewport, &mut desk)
            .map_err(|error| no_window(&error))?;
        if closed {
            return Ok(());
        }
        tracing::warn!("the graphics driver failed");
    }
    Err(no_window(&error))
}

/// The picture that stands for the window in lists and bars.
fn icon() -> IconData {
    match eframe::icon_data::from_png_bytes(include_bytes!(
        "../../../../assets/icons/offhook-256.png"
    )) {
        Ok(icon) => icon,
        Err(error) => {
            tracing::warn!(%error, "the window's icon cannot be read");
            IconData::default()
        }
    }
}
