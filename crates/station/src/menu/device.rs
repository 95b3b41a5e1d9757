//! What the phone is and how it is set: device and security configuration, model, firmware.
//!
//! Only read, but for the trace, which is switched here.

use super::{Choice, Entry, Page, item, menu_item};
use crate::{Security, SilenceSuppression, Station};

impl Station {
    /// The device type in words.
    pub(super) fn model(&self) -> String {
        sccp::DeviceType::from(self.config.device_type).to_string()
    }

    fn protocol_words(&self) -> String {
        match self.version.agreed_number() {
            0 => self.words_with("{} offered", &[&self.version.offered()]),
            agreed => self.words_with("{} ({} offered)", &[&agreed, &self.version.offered()]),
        }
    }

    fn codec_words(&self) -> String {
        let codecs: Vec<_> = crate::connection::capabilities::offered(&self.config)
            .into_iter()
            .map(crate::codec_name)
            .collect();
        codecs.join(", ")
    }

    pub(super) fn device_configuration(&self) -> Vec<Entry> {
        let on_off = |on: bool| self.words(if on { "on" } else { "off" });
        let silence = match self.config.silence_suppression {
            SilenceSuppression::Off => on_off(false),
            SilenceSuppression::Server => self.words("as the server says"),
            SilenceSuppression::On => on_off(true),
        };
        vec![
            self.entry(Page::CallServers, self.connection.server()),
            item(self.words("Registration"), self.connection.text.as_str()),
            item(self.words("Protocol version"), self.protocol_words()),
            item(self.words("Codecs"), self.codec_words()),
            item(
                self.words("Low bandwidth first"),
                on_off(self.config.low_bandwidth),
            ),
            item(self.words("Silence suppression"), silence),
            item(
                self.words("Longest packet"),
                format!("{} ms", self.config.max_ptime_ms),
            ),
            item(
                self.words("Whole number at once"),
                on_off(self.config.enbloc_dialling),
            ),
            self.entry(Page::Trace, self.trace_words()),
        ]
    }

    pub(super) fn call_servers(&self) -> Vec<Entry> {
        let servers = self
            .connection
            .listed()
            .map(|(address, standing)| (menu_item(address, self.words(standing)), Choice::Nothing));
        let servers: Vec<_> = servers.collect();
        if servers.is_empty() {
            vec![item(self.words("No call server is set"), "")]
        } else {
            servers
        }
    }

    pub(super) fn security_configuration(&self) -> Vec<Entry> {
        let call = self.calls.focused().map(|call| match call.security {
            Security::Unknown => "not told",
            Security::NotAuthenticated => "not protected",
            Security::Authenticated => "authenticated",
            Security::Encrypted => "encrypted",
        });
        let mut items = vec![
            item(
                self.words("Signalling"),
                self.words("not protected: this phone speaks plain SCCP"),
            ),
            item(
                self.words("Voice"),
                self.words("SRTP where the server asks for it"),
            ),
            item(
                self.words("Suites"),
                "AES_CM_128_HMAC_SHA1_32, AES_CM_128_HMAC_SHA1_80, AEAD_AES_128_GCM",
            ),
            item(self.words("Trust list (CTL, ITL)"), self.words("none")),
            item(self.words("Own certificate"), self.words("none")),
            item(self.words("Web access"), self.words("off")),
        ];
        if let Some(call) = call {
            items.push(item(self.words("Call in front"), self.words(call)));
        }
        items
    }

    pub(super) fn model_information(&self) -> Vec<Entry> {
        vec![
            item(self.words("Model"), self.model()),
            item(self.words("Device name"), self.config.device.as_str()),
            item(self.words("MAC address"), self.mac_address()),
            item(self.words("Load"), self.config.load.as_str()),
            item(self.words("Call protocol"), "SCCP"),
            item(self.words("Protocol version"), self.protocol_words()),
        ]
    }

    /// The address in the device name, where it is made of one.
    pub(super) fn mac_address(&self) -> String {
        let digits = self.config.device.strip_prefix("SEP").unwrap_or_default();
        let is_address =
            digits.len() == 12 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if !is_address {
            return self.words("none").to_owned();
        }
        let pairs: Vec<&str> = (0..6)
            .filter_map(|at| digits.get(2 * at..2 * at + 2))
            .collect();
        pairs.join(":")
    }

    pub(super) fn firmware(&self) -> Vec<Entry> {
        let languages = crate::Language::ALL.map(super::preferences::own_name);
        vec![
            item(self.words("Load"), self.config.load.as_str()),
            item(
                self.words("Program"),
                concat!("Offhook ", env!("CARGO_PKG_VERSION")),
            ),
            item(self.words("Protocol version"), self.protocol_words()),
            item(self.words("Phrase dictionary"), languages.join(", ")),
        ]
    }
}
