//! What other systems have no need of, or do themselves.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use cpal::SupportedStreamConfig;
use media::{Capture, Playback};

use crate::backend::Opened;
use crate::devices::Found;
use crate::event::Trouble;
use crate::listing::{Listed, Listing};

/// cpal records.
pub(crate) fn record(
    _: &Found,
    _: &SupportedStreamConfig,
    _: u32,
    _: u32,
) -> Option<Result<Opened<dyn Capture>, Trouble>> {
    None
}

/// The system's own.
pub(crate) fn host() -> Result<cpal::Host, cpal::Error> {
    Ok(cpal::default_host())
}

/// These systems list devices only.
pub(crate) fn for_people(_: &str) -> bool {
    true
}

/// These systems keep nothing.
pub(crate) fn forget_settings() {}

/// Nothing to keep quiet here.
pub(crate) struct Hush;

impl Hush {
    pub(crate) fn new() -> Self {
        Self
    }
}

/// These systems list devices themselves; nobody is asked.
pub(crate) struct Watch;

impl Watch {
    pub(crate) fn start() -> Self {
        Self
    }

    pub(crate) fn listing(&self, _: Duration) -> Option<Arc<Listing>> {
        None
    }

    pub(crate) fn changes(&self) -> u64 {
        0
    }

    pub(crate) fn wait(&self, _: u64, within: Duration) {
        thread::sleep(within);
    }
}

/// Nothing is listed here that could be opened.
pub(crate) fn play_listed(_: &Listed, _: u32, _: u32) -> Result<Opened<dyn Playback>, Trouble> {
    Err(Trouble::Gone)
}

/// "default" is the system's.
pub(crate) fn play_default(_: &Listing, _: u32, _: u32) -> Option<Opened<dyn Playback>> {
    None
}

/// The same for a microphone.
pub(crate) fn record_default(_: &Listing, _: u32, _: u32) -> Option<Opened<dyn Capture>> {
    None
}

/// The same for a microphone.
pub(crate) fn record_listed(_: &Listed, _: u32, _: u32) -> Result<Opened<dyn Capture>, Trouble> {
    Err(Trouble::Gone)
}
