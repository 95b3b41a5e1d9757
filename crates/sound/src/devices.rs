//! The sound devices of this machine, as people know them.

use std::time::Duration;

use cpal::traits::{DeviceTrait, HostTrait};

use crate::event::{Direction, Trouble};
use crate::platform::{self, Hush, Watch};

/// Rates worth naming, Hz: the bus rates and what hardware runs at.
const NAMED_RATES: [u32; 7] = [8_000, 16_000, 32_000, 44_100, 48_000, 96_000, 192_000];

/// A sound device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceInfo {
    /// Names the device for good, in the system's way: `default`, `plughw:CARD=PCH,DEV=0`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// All that the system says about it, on one line.
    pub description: String,
    /// Whether it records.
    pub input: bool,
    /// Whether it plays.
    pub output: bool,
    /// Whether [`DeviceChoice::Default`](crate::DeviceChoice::Default) records from it.
    pub default_input: bool,
    /// Whether [`DeviceChoice::Default`](crate::DeviceChoice::Default) plays on it.
    pub default_output: bool,
}

/// The devices cannot be listed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot list the sound devices: {0}; check that the system's sound service runs")]
pub struct ListError(String);

/// How long a sound server may take to tell its devices.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// A device that can be opened.
pub(crate) struct Found {
    pub(crate) device: cpal::Device,
    /// As people know it.
    pub(crate) name: String,
}

/// The sound devices of this machine. Opens none of them.
///
/// # Errors
/// The system's sound service does not answer.
pub fn devices() -> Result<Vec<DeviceInfo>, ListError> {
    match Watch::start().listing(ANSWER_WITHIN) {
        Some(listing) => Ok(listing.for_people()),
        None => without_server(),
    }
}

/// The devices as the system's own library lists them.
pub(crate) fn without_server() -> Result<Vec<DeviceInfo>, ListError> {
    let _quiet = Hush::new();
    let host = host()?;
    let id_of = |device: Option<cpal::Device>| device.as_ref().and_then(id);
    let default_input = id_of(host.default_input_device());
    let default_output = id_of(host.default_output_device());
    let listed = host
        .devices()
        .map_err(|error| ListError(error.to_string()))?;
    Ok(listed
        .filter_map(|device| {
            let id = id(&device).filter(|id| platform::for_people(id))?;
            let (name, description) = words(&device, &id);
            Some(DeviceInfo {
                name,
                description,
                input: device.supports_input(),
                output: device.supports_output(),
                default_input: default_input.as_ref() == Some(&id),
                default_output: default_output.as_ref() == Some(&id),
                id,
            })
        })
        .collect())
}

/// The usual sample rates that a device can run at in this direction, Hz.
///
/// Opens the device for a moment; empty when that fails (it may be in use).
#[must_use]
pub fn rates_hz(id: &str, direction: Direction) -> Vec<u32> {
    let listing = Watch::start().listing(ANSWER_WITHIN);
    if let Some(listed) = listing.and_then(|listing| listing.find(id, direction).cloned()) {
        return vec![listed.rate_hz];
    }
    let _quiet = Hush::new();
    let Ok(Some(found)) = find(id, direction) else {
        return Vec::new();
    };
    let ranges: Vec<_> = match direction {
        Direction::Input => found
            .device
            .supported_input_configs()
            .map(Iterator::collect),
        Direction::Output => found
            .device
            .supported_output_configs()
            .map(Iterator::collect),
    }
    .unwrap_or_default();
    NAMED_RATES
        .into_iter()
        .filter(|&rate| ranges.iter().any(|range| range.contains_rate(rate)))
        .collect()
}

/// The system's default device of this direction, and its id.
pub(crate) fn default_device(direction: Direction) -> Result<(Found, String), Trouble> {
    let host = host().map_err(|ListError(words)| Trouble::Failed(words))?;
    let device = match direction {
        Direction::Input => host.default_input_device(),
        Direction::Output => host.default_output_device(),
    }
    .ok_or(Trouble::Gone)?;
    let id = id(&device).unwrap_or_default();
    let name = crate::supervisor::DEFAULT_NAME.to_owned();
    Ok((Found { device, name }, id))
}

/// The device with exactly this id, else the first meant for people whose words contain it.
pub(crate) fn find(wanted: &str, direction: Direction) -> Result<Option<Found>, Trouble> {
    let host = host().map_err(|ListError(words)| Trouble::Failed(words))?;
    let listed = host
        .devices()
        .map_err(|error| Trouble::Failed(error.to_string()))?;
    let mut best = None;
    for device in listed.filter(|device| goes(device, direction)) {
        let Some(id) = id(&device) else { continue };
        let (name, description) = words(&device, &id);
        if id == wanted {
            return Ok(Some(Found { device, name }));
        }
        if best.is_none() && platform::for_people(&id) && is_part(wanted, &description) {
            best = Some(Found { device, name });
        }
    }
    Ok(best)
}

/// The ids of all devices of this direction that are meant for people.
pub(crate) fn ids(direction: Direction) -> Vec<String> {
    let Ok(devices) = without_server() else {
        return Vec::new();
    };
    devices
        .into_iter()
        .filter(|device| match direction {
            Direction::Input => device.input,
            Direction::Output => device.output,
        })
        .map(|device| device.id)
        .collect()
}

fn host() -> Result<cpal::Host, ListError> {
    platform::host().map_err(|error| ListError(error.to_string()))
}

/// The system's name of a device.
pub(crate) fn id(device: &cpal::Device) -> Option<String> {
    device.id().ok().map(|id| id.id().to_owned())
}

fn goes(device: &cpal::Device, direction: Direction) -> bool {
    match direction {
        Direction::Input => device.supports_input(),
        Direction::Output => device.supports_output(),
    }
}

/// The name, and all that is known.
fn words(device: &cpal::Device, id: &str) -> (String, String) {
    let Ok(description) = device.description() else {
        return (id.to_owned(), id.to_owned());
    };
    let name = description.name().trim().to_owned();
    let mut all = name.clone();
    for line in description.extended().map(str::trim) {
        if !line.is_empty() && line != name {
            all.push_str(", ");
            all.push_str(line);
        }
    }
    (name, all)
}

/// Whether the text stands in the description, in whatever case.
fn is_part(text: &str, description: &str) -> bool {
    !text.is_empty() && description.to_lowercase().contains(&text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_matches_in_any_case_and_in_part() {
        assert!(is_part("jabra", "Jabra EVOLVE 30 II, USB Audio"));
        assert!(is_part("évolve", "Jabra ÉVOLVE"));
        assert!(!is_part("", "Jabra"));
        assert!(!is_part("plantronics", "Jabra"));
    }
}
