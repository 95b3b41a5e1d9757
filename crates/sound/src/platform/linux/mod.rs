//! ALSA, and the sound server behind it.

mod alsa_default;
mod listed;
mod place;
mod server;
mod server_capture;
mod server_playback;
mod watch;
mod wire;
mod wish;

use std::cell::RefCell;
use std::rc::Rc;

use cpal::SupportedStreamConfig;
use media::Capture;

use crate::alsa_capture::{self, Wish};
use crate::backend::Opened;
use crate::devices::{self, Found};
use crate::event::Trouble;

pub(crate) use listed::{play_default, play_listed, record_default, record_listed};
pub(crate) use watch::Watch;

/// ALSA, which PulseAudio and PipeWire offer themselves through as well.
///
/// cpal's own PulseAudio host buffers two seconds, so it is not used even where it is built in.
pub(crate) fn host() -> Result<cpal::Host, cpal::Error> {
    cpal::host_from_id(cpal::HostId::Alsa)
}

/// Records without cpal, where that is better; `None` where only cpal can.
pub(crate) fn record(
    found: &Found,
    supported: &SupportedStreamConfig,
    bus_hz: u32,
    period_ms: u32,
) -> Option<Result<Opened<dyn Capture>, Trouble>> {
    let id = devices::id(&found.device)?;
    let recording = alsa_capture::record(Wish {
        id: &id,
        name: &found.name,
        bus_hz,
        device_hz: supported.sample_rate(),
        channels: supported.channels(),
        period_ms,
    });
    Some(recording.map(|(device, lender)| -> Opened<dyn Capture> { (Box::new(device), lender) }))
}

/// Plugins and views of the same hardware that ALSA lists beside the real devices,
/// up to the first colon of their names.
const NOT_FOR_PEOPLE: &[&str] = &[
    "a52",
    "center_lfe",
    "dca",
    "dmix",
    "dsnoop",
    "front",
    "hdmi",
    "hw",
    "iec958",
    "jack",
    "lavrate",
    "modem",
    "null",
    "oss",
    "phoneline",
    "rear",
    "samplerate",
    "side",
    "spdif",
    "speex",
    "speexrate",
    "surround21",
    "surround40",
    "surround41",
    "surround50",
    "surround51",
    "surround71",
    "upmix",
    "usbstream",
    "vdownmix",
];

/// Whether a device is worth showing: of ALSA's dozens of names, those that are devices to a
/// person, each under its stable name (`CARD=PCH`, not `CARD=0`).
pub(crate) fn for_people(id: &str) -> bool {
    let (kind, rest) = id.split_once(':').unwrap_or((id, ""));
    let card = rest.split(',').find_map(|part| part.strip_prefix("CARD="));
    let numbered = card.is_some_and(|card| card.parse::<u32>().is_ok());
    !NOT_FOR_PEOPLE.contains(&kind) && !numbered
}

/// Makes the next opening read the system's sound settings afresh.
///
/// alsa-lib keeps what "default" stands for while any stream of this process is open; a sound
/// server that has come up since, or a changed file, would never be noticed. What running
/// streams still need is counted by alsa-lib and stays.
pub(crate) fn forget_settings() {
    if let Err(error) = alsa::config::update_free_global() {
        tracing::debug!(%error, "sound settings kept");
    }
}

/// Keeps what alsa-lib says on this thread off standard error while it lives.
///
/// A probe of a device that is not there makes alsa-lib print several lines, which would tear
/// the terminal of a phone without a window. They go to the log instead.
pub(crate) struct Hush(Option<Rc<RefCell<alsa::Output>>>);

impl Hush {
    pub(crate) fn new() -> Self {
        Self(alsa::Output::local_error_handler().ok())
    }
}

impl Drop for Hush {
    fn drop(&mut self) {
        if let Some(output) = &self.0
            && let Ok(output) = output.try_borrow()
        {
            output.buffer_string(|text| {
                for line in String::from_utf8_lossy(text).lines() {
                    tracing::debug!(target: "sound::alsa", "{line}");
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_devices_and_hides_plugins() {
        for id in [
            "default",
            "pulse",
            "pipewire",
            "sysdefault:CARD=PCH",
            "plughw:CARD=PCH,DEV=3",
            "my_own",
        ] {
            assert!(for_people(id), "{id}");
        }
        for id in [
            "null",
            "hw:CARD=PCH,DEV=0",
            "surround51:CARD=PCH,DEV=0",
            "plughw:CARD=0,DEV=0",
            "jack",
        ] {
            assert!(!for_people(id), "{id}");
        }
    }
}
