//! What the desktop has of what is asked of it.

use thiserror::Error;

/// Whether there are notifications and a tray.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Those of calls.
    pub notifications: Presence,
    /// The icon.
    pub tray: Presence,
}

/// Whether a part of the desktop is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// Not looked yet.
    #[default]
    Unknown,
    /// Not wanted.
    Off,
    /// It is there.
    There,
    /// It is not.
    Lacking(Lack),
}

/// Why a part of the desktop is not there.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Lack {
    /// There is no bus.
    #[error("there is no D-Bus session: {0}")]
    Bus(String),
    /// Nobody shows notifications.
    #[error("this desktop shows no notifications: {0}")]
    Notifications(String),
    /// Nobody shows icons.
    #[error("this desktop has no tray for icons (GNOME needs the extension AppIndicator): {0}")]
    Tray(String),
    /// The desktop gives programs no keys.
    #[error("this desktop gives programs no keys for everywhere: {0}")]
    Shortcuts(String),
    /// The phone does not know how, on this system.
    #[error("not on this system yet")]
    System,
}
