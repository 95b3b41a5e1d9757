//! The devices that a sound server tells of, and the one that is meant by some words.
//!
//! Plain data: where it comes from is the platform's matter.

use crate::devices::DeviceInfo;
use crate::event::Direction;

/// What a sound server says of its devices at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    /// All of them, in the server's order.
    pub(crate) devices: Vec<Listed>,
    /// Id of the device that "default" plays on; empty when there is none.
    pub(crate) default_output: String,
    /// Id of the device that "default" records from; empty when there is none.
    pub(crate) default_input: String,
}

/// A device of a sound server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// The server's name for it, which stays the same from start to start.
    pub(crate) id: String,
    /// What people call it.
    pub(crate) name: String,
    /// The socket in use, where it has several: "Headphones".
    pub(crate) port: String,
    /// Which way its sound goes.
    pub(crate) direction: Direction,
    /// It gives back what another device plays, and is no microphone.
    pub(crate) is_monitor: bool,
    /// Frames a second that it runs at.
    pub(crate) rate_hz: u32,
}

impl Listing {
    /// The device with exactly this id or name, else the first for people with the words in it.
    pub(crate) fn find(&self, wanted: &str, direction: Direction) -> Option<&Listed> {
        let of_side = || {
            let devices = self.devices.iter();
            devices.filter(move |device| device.direction == direction)
        };
        let part = wanted.to_lowercase();
        of_side()
            .find(|device| device.id == wanted)
            .or_else(|| of_side().find(|device| device.name == wanted && !device.is_monitor))
            .or_else(|| {
                of_side().find(|device| {
                    let words = device.words().to_lowercase();
                    !device.is_monitor && !part.is_empty() && words.contains(&part)
                })
            })
    }

    /// Whether a device of this id is there.
    pub(crate) fn has(&self, id: &str, direction: Direction) -> bool {
        let mut devices = self.devices.iter();
        devices.any(|device| device.id == id && device.direction == direction)
    }

    /// Id of the default device of this direction.
    pub(crate) fn default_id(&self, direction: Direction) -> &str {
        match direction {
            Direction::Input => &self.default_input,
            Direction::Output => &self.default_output,
        }
    }

    /// Ids of the devices of this direction that are meant for people.
    pub(crate) fn ids(&self, direction: Direction) -> impl Iterator<Item = &str> {
        let devices = self.devices.iter();
        devices
            .filter(move |device| device.direction == direction && !device.is_monitor)
            .map(|device| device.id.as_str())
    }

    /// The devices that are meant for people, as this crate tells of them.
    pub(crate) fn for_people(&self) -> Vec<DeviceInfo> {
        let devices = self.devices.iter().filter(|device| !device.is_monitor);
        devices
            .map(|device| {
                let is_default = self.default_id(device.direction) == device.id;
                let input = device.direction == Direction::Input;
                DeviceInfo {
                    id: device.id.clone(),
                    name: device.name.clone(),
                    description: device.words(),
                    input,
                    output: !input,
                    default_input: input && is_default,
                    default_output: !input && is_default,
                }
            })
            .collect()
    }
}

impl Listed {
    /// Name and socket.
    fn words(&self) -> String {
        if self.port.is_empty() {
            self.name.clone()
        } else {
            format!("{}, {}", self.name, self.port)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(id: &str, name: &str, direction: Direction) -> Listed {
        Listed {
            id: id.to_owned(),
            name: name.to_owned(),
            port: String::new(),
            direction,
            is_monitor: name.starts_with("Monitor"),
            rate_hz: 48_000,
        }
    }

    fn desk() -> Listing {
        Listing {
            devices: vec![
                listed("usb.out", "Jabra Evolve 30", Direction::Output),
                listed("pci.out", "Built-in Audio", Direction::Output),
                listed(
                    "usb.out.monitor",
                    "Monitor of Jabra Evolve 30",
                    Direction::Input,
                ),
                listed("usb.in", "Jabra Evolve 30", Direction::Input),
            ],
            default_output: "pci.out".to_owned(),
            default_input: "usb.in".to_owned(),
        }
    }

    #[test]
    fn finds_by_id_then_by_name_then_by_a_part_of_it() {
        let desk = desk();
        let find = |words, direction| desk.find(words, direction).map(|found| found.id.as_str());
        assert_eq!(find("pci.out", Direction::Output), Some("pci.out"));
        assert_eq!(find("Built-in Audio", Direction::Output), Some("pci.out"));
        assert_eq!(find("jabra", Direction::Output), Some("usb.out"));
        assert_eq!(find("pci.out", Direction::Input), None);
        assert_eq!(find("", Direction::Output), None);
    }

    #[test]
    fn a_monitor_is_taken_by_its_id_only() {
        let desk = desk();
        let find = |words| {
            let found = desk.find(words, Direction::Input);
            found.map(|found| found.id.as_str())
        };
        assert_eq!(find("jabra"), Some("usb.in"));
        assert_eq!(find("usb.out.monitor"), Some("usb.out.monitor"));
        assert!(
            desk.for_people()
                .iter()
                .all(|device| device.id != "usb.out.monitor")
        );
    }

    #[test]
    fn marks_the_default_device_of_each_direction() {
        let people = desk().for_people();
        let defaults: Vec<_> = people
            .iter()
            .filter(|device| device.default_input || device.default_output)
            .map(|device| device.id.as_str())
            .collect();
        assert_eq!(defaults, ["pci.out", "usb.in"]);
    }
}
