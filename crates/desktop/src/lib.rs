//! The phone on the desktop around it: notifications of calls with buttons, and an icon in the
//! tray.
//!
//! What they show follows from the phone's [`Screen`] alone ([`Sight`]); what a person presses
//! there comes back as a [`Wish`]. It knows nothing of the window, and draws nothing. Over D-Bus
//! where there is one (`org.freedesktop.Notifications`, `org.kde.StatusNotifierItem`); where a
//! desktop lacks one of them, [`Status`] says so in words, and the phone goes on without. Of the
//! desktop's portals it reads whether to be dark or light ([`ColourScheme`]), and asks for keys that work
//! everywhere ([`Shortcut`]).

use std::sync::Arc;

use station::Screen;
use tokio::sync::{mpsc, watch};

mod sight;
mod status;
mod words;

#[cfg(all(unix, not(target_os = "macos")))]
mod bus;
#[cfg(all(unix, not(target_os = "macos")))]
mod colour_scheme;
#[cfg(all(unix, not(target_os = "macos")))]
mod icon;
#[cfg(all(unix, not(target_os = "macos")))]
mod notifications;
#[cfg(all(unix, not(target_os = "macos")))]
mod shortcuts;
#[cfg(all(unix, not(target_os = "macos")))]
mod tray;

#[cfg(all(unix, not(target_os = "macos")))]
pub use colour_scheme::follow_colour_scheme;
#[cfg(all(unix, not(target_os = "macos")))]
pub use shortcuts::ShortcutSession;
pub use sight::{Ringing, Sight};
pub use status::{Lack, Presence, Status};

/// Wishes that wait for the phone at most: a person has one at a time.
pub const WISH_QUEUE: usize = 16;

/// A key for everywhere that a desktop is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// What it is told by when it is pressed.
    pub id: String,
    /// What it does, for the person.
    pub description: String,
    /// The key that is proposed, as `CTRL+ALT+a`; nothing: the person chooses one.
    pub trigger: Option<String>,
}

/// A key that the desktop gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundShortcut {
    /// What it is told by.
    pub id: String,
    /// Which key it is, in the desktop's words; may be empty.
    pub trigger: String,
}

/// Whether a desktop prefers to be dark or light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColourScheme {
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
}

/// What of the desktop is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Notifications of calls that ring and of missed ones.
    pub notifications: bool,
    /// An icon in the tray.
    pub tray: bool,
    /// The bus, by its address; nothing: the session's.
    pub bus: Option<String>,
}

impl Default for Use {
    fn default() -> Self {
        Self {
            notifications: true,
            tray: true,
            bus: None,
        }
    }
}

/// What a person wants of the phone, from a notification or from the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Answer this call, by its reference.
    Answer(u32),
    /// Refuse this call, by its reference.
    Decline(u32),
    /// Ring without a sound.
    Silence,
    /// End the call.
    HangUp,
    /// Mute the microphone, or give it back.
    Mute,
    /// Calls are seen from now on, not heard; or heard again.
    DoNotDisturb(bool),
    /// Bring the window to the front.
    Show,
    /// Show the window where it is hidden, hide it where it is shown.
    ShowOrHide,
    /// Leave.
    Quit,
}

/// Follows the phone and what is used of the desktop, until the phone's screens end.
///
/// To be run as a task. What the desktop has is told by `status`; a person's wishes go to
/// `wishes`, and are dropped when nobody takes them.
#[cfg(all(unix, not(target_os = "macos")))]
pub async fn follow(
    used: watch::Receiver<Use>,
    screens: watch::Receiver<Arc<Screen>>,
    wishes: mpsc::Sender<Wish>,
    status: watch::Sender<Status>,
) {
    let status = Arc::new(status);
    tokio::join!(
        notifications::follow(
            used.clone(),
            screens.clone(),
            wishes.clone(),
            Arc::clone(&status)
        ),
        tray::follow(used, screens, wishes, status),
    );
}

/// Follows the phone and what is used of the desktop: on this system nothing yet.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub async fn follow(
    _used: watch::Receiver<Use>,
    _screens: watch::Receiver<Arc<Screen>>,
    _wishes: mpsc::Sender<Wish>,
    status: watch::Sender<Status>,
) {
    status.send_replace(Status {
        notifications: Presence::Lacking(Lack::System),
        tray: Presence::Lacking(Lack::System),
    });
}

/// Follows what the desktop prefers: on this system the window system tells it.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub async fn follow_colour_scheme(
    _bus: Option<String>,
    _tell: watch::Sender<Option<ColourScheme>>,
) {
}

/// Hands over a wish. One that finds no room is dropped: the person sees that nothing happens.
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) fn wish(wishes: &mpsc::Sender<Wish>, wish: Wish) {
    if let Err(error) = wishes.try_send(wish) {
        tracing::warn!(%error, "a wish from the desktop was dropped");
    }
}
