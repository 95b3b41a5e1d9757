//! The values that the command line and the configuration file share.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use lab::trace::SCCP_PORT;
use serde::Deserialize;
use softphone::voice::Rtcp;
use softphone::{Charset, Language};

/// In the file these values are read as on the command line.
macro_rules! read_as_written {
    ($($value:ty),+) => {
        $(impl TryFrom<String> for $value {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                text.parse()
            }
        })+
    };
}

pub(crate) use read_as_written;

/// `host:port` of a call server; port 2000 when it was named without one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct ServerName(pub(crate) String);

impl FromStr for ServerName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong =
            || format!("`{text}` is no server; write it like host, host:2000 or [::1]:2000");
        let (host, port) = match text.strip_prefix('[') {
            Some(rest) => {
                let (host, rest) = rest.split_once(']').ok_or_else(wrong)?;
                let port = match rest.strip_prefix(':') {
                    Some(port) => Some(port),
                    None if rest.is_empty() => None,
                    None => return Err(wrong()),
                };
                (format!("[{host}]"), port)
            }
            // More than one colon: an IPv6 address without a port.
            None if text.matches(':').count() > 1 => (format!("[{text}]"), None),
            None => match text.split_once(':') {
                Some((host, port)) => (host.to_owned(), Some(port)),
                None => (text.to_owned(), None),
            },
        };
        let port = match port {
            Some(port) => port
                .parse()
                .ok()
                .filter(|port| *port != 0)
                .ok_or_else(wrong)?,
            None => SCCP_PORT,
        };
        if host.is_empty() || host == "[]" || host.contains(char::is_whitespace) {
            return Err(wrong());
        }
        Ok(Self(format!("{host}:{port}")))
    }
}

/// Where the call lists are kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub(crate) enum CallLogChoice {
    /// Nowhere: they end with the phone.
    Off,
    /// In this file.
    File(PathBuf),
}

impl CallLogChoice {
    /// The file, when there is to be one.
    pub(crate) fn file(self) -> Option<PathBuf> {
        match self {
            Self::Off => None,
            Self::File(path) => Some(path),
        }
    }
}

impl From<String> for CallLogChoice {
    fn from(text: String) -> Self {
        if text == "off" {
            Self::Off
        } else {
            Self::File(text.into())
        }
    }
}

/// The phones that can be registered as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "DeviceTypeText")]
pub(crate) enum DeviceType {
    /// 7960.
    Phone7960,
    /// 7970.
    Phone7970,
    /// IP Communicator.
    #[default]
    IpCommunicator,
}

impl DeviceType {
    /// Its number on the wire.
    pub(crate) fn number(self) -> u32 {
        match self {
            Self::Phone7960 => 7,
            Self::Phone7970 => 30006,
            Self::IpCommunicator => 30016,
        }
    }
}

impl FromStr for DeviceType {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().to_ascii_lowercase().as_str() {
            "7960" | "7" => Ok(Self::Phone7960),
            "7970" | "30006" => Ok(Self::Phone7970),
            "30016" | "cipc" | "ip-communicator" => Ok(Self::IpCommunicator),
            _ => Err(format!(
                "`{text}` is no device type of this phone; it has 7960, 7970 and 30016"
            )),
        }
    }
}

/// A device type in the file: with or without quotes.
#[derive(Deserialize)]
#[serde(untagged)]
enum DeviceTypeText {
    Number(u32),
    Text(String),
}

impl TryFrom<DeviceTypeText> for DeviceType {
    type Error = String;

    fn try_from(text: DeviceTypeText) -> Result<Self, String> {
        match text {
            DeviceTypeText::Number(number) => number.to_string().parse(),
            DeviceTypeText::Text(text) => text.parse(),
        }
    }
}

/// A range of UDP ports, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct PortRange {
    /// The first.
    pub(crate) first: u16,
    /// The last.
    pub(crate) last: u16,
}

impl FromStr for PortRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let range = text.split_once('-').and_then(|(first, last)| {
            Some(Self {
                first: first.trim().parse().ok()?,
                last: last.trim().parse().ok()?,
            })
        });
        match range {
            // Each stream takes an even port and the odd one after it.
            Some(range) if range.first >= 1024 && range.last > range.first => Ok(range),
            _ => Err(format!(
                "`{text}` is no range of ports; write it like 20000-20100, from 1024 on"
            )),
        }
    }
}

/// Whose call progress tones to play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum RegionChoice {
    /// North America.
    #[default]
    NorthAmerica,
    /// Europe.
    Europe,
    /// The United Kingdom.
    UnitedKingdom,
}

impl FromStr for RegionChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().to_ascii_lowercase().as_str() {
            "north-america" | "northamerica" | "us" => Ok(Self::NorthAmerica),
            "europe" | "eu" => Ok(Self::Europe),
            "united-kingdom" | "uk" => Ok(Self::UnitedKingdom),
            _ => Err(format!(
                "`{text}` is no region of this phone; it has north-america, europe and united-kingdom"
            )),
        }
    }
}

/// Whether reports about the voice are sent and taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct RtcpChoice(pub(crate) Rtcp);

impl FromStr for RtcpChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().to_ascii_lowercase().as_str() {
            "on" => Ok(Self(Rtcp::On)),
            "off" => Ok(Self(Rtcp::Off)),
            "extended" => Ok(Self(Rtcp::Extended)),
            _ => Err(format!("`{text}` is neither on, off nor extended")),
        }
    }
}

/// The language of the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum LanguageChoice {
    /// That of the person's system, where the phone has it, else English.
    System,
    /// This one.
    This(Language),
}

impl LanguageChoice {
    /// The language it comes to here.
    pub(crate) fn language(self) -> Language {
        match self {
            Self::System => sys_locale::get_locales()
                .find_map(|locale| locale.parse().ok())
                .unwrap_or_default(),
            Self::This(language) => language,
        }
    }
}

impl FromStr for LanguageChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim().eq_ignore_ascii_case("system") {
            return Ok(Self::System);
        }
        match text.parse() {
            Ok(language) => Ok(Self::This(language)),
            Err(error) => Err(format!("{error}, and system")),
        }
    }
}

/// The character set of the server's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct CharsetChoice(pub(crate) Charset);

impl FromStr for CharsetChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse()
            .map(Self)
            .map_err(|error: softphone::UnknownCharset| error.to_string())
    }
}

read_as_written!(
    ServerName,
    PortRange,
    RegionChoice,
    RtcpChoice,
    LanguageChoice,
    CharsetChoice
);

/// Where a call server listens; on port 2000 when none is named.
pub(crate) fn parse_listen(text: &str) -> Result<SocketAddr, String> {
    let with_port = || text.parse::<IpAddr>().map(|ip| (ip, SCCP_PORT).into());
    text.parse()
        .or_else(|_no_port| with_port())
        .map_err(|_error| {
            format!(
                "`{text}` is no address to listen on; write it like 127.0.0.1:2000, \
             or 0.0.0.0:2000 for all addresses of this machine ([::]:2000 with IPv6)"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listens_on_port_2000_unless_told_otherwise() {
        for (text, whole) in [
            ("127.0.0.1", "127.0.0.1:2000"),
            ("0.0.0.0:0", "0.0.0.0:0"),
            ("::", "[::]:2000"),
            ("[::1]:2001", "[::1]:2001"),
        ] {
            let address = parse_listen(text).expect(text);
            assert_eq!(address.to_string(), whole);
        }
        for text in ["", "2000", "localhost:2000", "[::1]", "127.0.0.1:70000"] {
            let error = parse_listen(text).expect_err(text);
            assert!(error.contains("127.0.0.1:2000"), "{error}");
        }
    }

    #[test]
    fn completes_server_names() {
        for (text, whole) in [
            ("cucm", "cucm:2000"),
            ("cucm:2001", "cucm:2001"),
            ("192.0.2.1", "192.0.2.1:2000"),
            ("::1", "[::1]:2000"),
            ("[::1]", "[::1]:2000"),
            ("[::1]:99", "[::1]:99"),
        ] {
            assert_eq!(text.parse(), Ok(ServerName(whole.to_owned())), "{text}");
        }
        for text in [
            "",
            ":2000",
            "host:",
            "host:70000",
            "host:0",
            "[::1",
            "[]:2000",
            "a b",
        ] {
            assert!(text.parse::<ServerName>().is_err(), "{text}");
        }
    }
}
