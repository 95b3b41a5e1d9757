//! The table `[desktop]` of the configuration file.

use serde::Deserialize;

/// What of the desktop around the window is used, and how the window behaves on it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DesktopTable {
    /// Notifications of calls.
    pub(crate) notifications: bool,
    /// An icon in the tray.
    pub(crate) tray: bool,
    /// Closing the window hides it in the tray.
    pub(crate) close_hides: bool,
    /// The window is hidden at the start.
    pub(crate) start_hidden: bool,
    /// When the window comes to the front by itself.
    pub(crate) raise: RaiseChoice,
    /// The window is over all others.
    pub(crate) on_top: bool,
}

/// When the window comes to the front by itself.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RaiseChoice {
    /// Never.
    #[default]
    Never,
    /// When a call rings.
    Ringing,
    /// When a call that came in is answered.
    Answered,
}

impl RaiseChoice {
    /// As the file has it.
    #[cfg(feature = "window")]
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Ringing => "ringing",
            Self::Answered => "answered",
        }
    }
}

#[cfg(feature = "window")]
impl DesktopTable {
    /// The window is hidden at the start: only a tray can bring it back.
    pub(crate) const fn starts_hidden(&self) -> bool {
        self.start_hidden && self.tray
    }
}

impl Default for DesktopTable {
    fn default() -> Self {
        Self {
            notifications: true,
            tray: true,
            close_hides: false,
            start_hidden: false,
            raise: RaiseChoice::Never,
            on_top: false,
        }
    }
}
