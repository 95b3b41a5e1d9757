//! A device of the sound server: by its name, or what "default" stands for.
//!
//! The server's own protocol is the short way, and takes half the processor's time. Where it is
//! refused, ALSA's plugin takes the server's name of a device as an argument: `pulse:DEVICE=…`.

use media::{Capture, Playback};

use super::alsa_default::{OfServer, default_of_server};
use super::server_capture;
use super::server_playback;
use super::wish::Wish;
use crate::backend::Opened;
use crate::device::{Device, Health};
use crate::event::{Direction, Trouble};
use crate::listing::{Listed, Listing};
use crate::supervisor::DEFAULT_NAME;
use crate::{alsa_capture, alsa_playback};

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
    let id = listed.id.clone();
    match server_playback::play(short_wish(listed, bus_hz, period_ms)) {
        Ok((device, lender)) => return Ok((Box::new(InList { device, id }), lender)),
        Err(trouble) => long_way(listed, &trouble),
    }
    let name = pcm_name(listed)?;
    let (device, lender) = alsa_playback::play(wish(listed, &name, bus_hz, period_ms))?;
    Ok((Box::new(InList { device, id }), lender))
}

/// Opens a device for recording, with a period of about `period_ms`.
pub(crate) fn record_listed(
    listed: &Listed,
    bus_hz: u32,
    period_ms: u32,
) -> Result<Opened<dyn Capture>, Trouble> {
    let id = listed.id.clone();
    match server_capture::record(short_wish(listed, bus_hz, period_ms)) {
        Ok((device, lender)) => return Ok((Box::new(InList { device, id }), lender)),
        Err(trouble) => long_way(listed, &trouble),
    }
    let name = pcm_name(listed)?;
    let (device, lender) = alsa_capture::record(wish(listed, &name, bus_hz, period_ms))?;
    Ok((Box::new(InList { device, id }), lender))
}

/// Opens what "default" stands for, for playing; nothing when that is not the sound server.
pub(crate) fn play_default(
    listing: &Listing,
    bus_hz: u32,
    period_ms: u32,
) -> Option<Opened<dyn Playback>> {
    let (listed, device) = default_in(listing, Direction::Output)?;
    let wish = Wish {
        device: device.as_deref(),
        name: DEFAULT_NAME,
        ..short_wish(listed, bus_hz, period_ms)
    };
    match server_playback::play(wish) {
        Ok((device, lender)) => Some((Box::new(device), lender)),
        Err(trouble) => {
            long_way(listed, &trouble);
            None
        }
    }
}

/// Opens what "default" stands for, for recording; nothing when that is not the sound server.
pub(crate) fn record_default(
    listing: &Listing,
    bus_hz: u32,
    period_ms: u32,
) -> Option<Opened<dyn Capture>> {
    let (listed, device) = default_in(listing, Direction::Input)?;
    let wish = Wish {
        device: device.as_deref(),
        name: DEFAULT_NAME,
        ..short_wish(listed, bus_hz, period_ms)
    };
    match server_capture::record(wish) {
        Ok((device, lender)) => Some((Box::new(device), lender)),
        Err(trouble) => {
            long_way(listed, &trouble);
            None
        }
    }
}

/// The device that "default" stands for, and its name where the person has given one; without
/// one the stream goes with the server's default when that changes.
fn default_in(listing: &Listing, direction: Direction) -> Option<(&Listed, Option<String>)> {
    let OfServer(named) = default_of_server(direction)?;
    let named = named.or_else(|| {
        // As the server's own library has it.
        let variable = match direction {
            Direction::Input => "PULSE_SOURCE",
            Direction::Output => "PULSE_SINK",
        };
        std::env::var(variable).ok().filter(|name| !name.is_empty())
    });
    let id = named
        .as_deref()
        .unwrap_or_else(|| listing.default_id(direction));
    let mut devices = listing.devices.iter();
    let listed = devices.find(|device| device.id == id && device.direction == direction)?;
    Some((listed, named))
}

fn long_way(listed: &Listed, trouble: &Trouble) {
    tracing::info!(device = listed.id, %trouble, "the sound server refuses a stream; by ALSA then");
}

/// One channel at the device's own rate: the server spreads it over all of them, or mixes these.
fn short_wish(listed: &Listed, bus_hz: u32, period_ms: u32) -> Wish<'_> {
    Wish {
        device: Some(&listed.id),
        name: &listed.name,
        bus_hz,
        device_hz: listed.rate_hz,
        period_ms,
    }
}

/// The same through ALSA.
fn wish<'a>(
    listed: &'a Listed,
    id: &'a str,
    bus_hz: u32,
    period_ms: u32,
) -> alsa_capture::Wish<'a> {
    alsa_capture::Wish {
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
