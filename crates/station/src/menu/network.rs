//! The page of the network: names, addresses and ports, to be read.

use super::{Entry, item};
use crate::Station;

impl Station {
    pub(super) fn network_configuration(&self) -> Vec<Entry> {
        let none = || self.words("none").to_owned();
        let address = self.connection.local_ip().map(|ip| ip.to_string());
        let mut items = vec![
            item(self.words("Device name"), self.config.device.as_str()),
            item(self.words("MAC address"), self.mac_address()),
            item(self.words("Own address"), address.unwrap_or_else(none)),
            item(
                self.words("DHCP, DNS, routes"),
                self.words("as this computer has them"),
            ),
            item(
                self.words("TFTP server"),
                self.words("none: nothing is loaded from one"),
            ),
        ];
        let servers = self.connection.listed().enumerate();
        items.extend(servers.map(|(at, (address, standing))| {
            item(
                &self.words_with("Call server {}", &[&(at + 1)]),
                format!("{address} ({})", self.words(standing)),
            )
        }));
        let ports = self
            .config
            .choices
            .rtp_ports
            .map_or_else(none, |(first, last)| format!("{first}–{last}"));
        items.extend([
            item(self.words("Ports of the voice"), ports),
            item(
                self.words("DSCP of signalling"),
                self.words("as this computer marks it"),
            ),
            item(
                self.words("DSCP of the voice"),
                self.words_with("{} where the server says none", &[&self.config.audio_dscp]),
            ),
        ]);
        items
    }
}
