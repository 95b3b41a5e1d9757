//! Why the last registration ended, as the alarm of the next one says.

/// Why the last registration ended, as the alarm of the next one tells it (section 3.1, Alarm).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// There was none before.
    Initialized,
    /// The server closed.
    Closed,
    /// Keepalives were not answered.
    KeepaliveTimeout,
    /// The server wanted it.
    Reset,
    /// A better server is back.
    GoingHome,
    /// The own address has changed.
    AddressChanged,
}

impl Reason {
    /// Number and words that phones use.
    pub(crate) const fn alarm(self) -> (u32, &'static str) {
        match self {
            Self::Initialized => (25, "Initialized"),
            Self::Closed => (14, "CM-closed-TCP"),
            Self::KeepaliveTimeout => (15, "KeepaliveTO"),
            Self::Reset => (20, "Phone-Reset-Restart"),
            Self::GoingHome => (17, "Failback"),
            Self::AddressChanged => (21, "Phone-Re-IP"),
        }
    }
}
