//! A device of the sound server, opened by its name through ALSA.
//!
//! cpal opens only what stands in ALSA's own list, where a sound server is one device. ALSA's
//! plugin takes the server's name of a device as an argument: `pulse:DEVICE=…`.

use media::{Capture, Playback};

use crate::alsa_capture::{self, Wish};
use crate::alsa_playback;
use crate::backend::Opened;
use crate::device::{Device, Health};
use crate::event::Trouble;
use crate::listing::Listed;

/// A running device, and the server's name for it.
struct InList<D> {
    device: D,
    id: String,
}

/// Opens a device for playing, with a period of about `period_ms`.
pub(crate) fn play_listed(
    listed: &Listed,
    bus_hz: u32,
    period_ms: u32,
) -> Result<Opened<dyn Playback>, Trouble> {
    let name = pcm_name(listed)?;
    let (device, lender) = alsa_playback::play(wish(listed, &name, bus_hz, period_ms))?;
    let id = listed.id.clone();
    Ok((Box::new(InList { device, id }), lender))
}

/// Opens a device for recording, with a period of about `period_ms`.
pub(crate) fn record_listed(
    listed: &Listed,
    bus_hz: u32,
    period_ms: u32,
) -> Result<Opened<dyn Capture>, Trouble> {
    let name = pcm_name(listed)?;
    let (device, lender) = alsa_capture::record(wish(listed, &name, bus_hz, period_ms))?;
    let id = listed.id.clone();
    Ok((Box::new(InList { device, id }), lender))
}

/// One channel at the device's own rate: the server spreads it over all of them, or mixes these.
fn wish<'a>(listed: &'a Listed, id: &'a str, bus_hz: u32, period_ms: u32) -> Wish<'a> {
    Wish {
        id,
        name: &listed.name,
        bus_hz,
        device_hz: listed.rate_hz,
        channels: 1,
        period_ms,
    }
}

/// ALSA's name for a device of the server.
fn pcm_name(listed: &Listed) -> Result<String, Trouble> {
    if listed.id.contains(['"', '\\']) {
        return Err(Trouble::Unsupported("its name cannot be asked for".into()));
    }
    Ok(format!("pulse:DEVICE=\"{}\"", listed.id))
}

impl<D: Device> Device for InList<D> {
    fn name(&self) -> &str {
        self.device.name()
    }

    fn health(&self) -> Health {
        self.device.health()
    }

    fn listed_as(&self) -> Option<&str> {
        Some(&self.id)
    }
}
