//! Durations.

use std::time::Duration;

/// A winking lamp: 448 of 512 ms.
pub(crate) const WINK: [Duration; 2] = [Duration::from_millis(448), Duration::from_millis(64)];
/// A flashing lamp: fast, but below three flashes a second, which can hurt.
pub(crate) const FLASH: [Duration; 2] = [Duration::from_millis(192), Duration::from_millis(192)];
/// A blinking lamp.
pub(crate) const BLINK: [Duration; 2] = [Duration::from_millis(512), Duration::from_millis(512)];
/// How long a closing window waits for the phone to leave.
pub(crate) const LEAVE: Duration = Duration::from_secs(5);
/// How often a closing window looks.
pub(crate) const LEAVE_LOOK: Duration = Duration::from_millis(40);
