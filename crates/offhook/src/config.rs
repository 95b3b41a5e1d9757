//! The configuration file.

pub(crate) mod broken;
#[cfg(feature = "window")]
mod draft;
#[cfg(feature = "window")]
pub(crate) mod kept;
mod sift;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::{BaseStrategy, choose_base_strategy};
use netem::Impairment;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use thiserror::Error;

use crate::book_options::{ContactsTable, DiallingTable};
use crate::codec_choice::{CodecChoice, SilenceChoice};
use crate::desktop_table::DesktopTable;
use crate::duration::parse_duration;
use crate::enhancing::{Modes, NoiseByMode};
use crate::key_table::{HotKeyTable, KeyTable};
use crate::look_table::LookTable;
use crate::recording_choice::{FormatChoice, NoticeChoice};
use crate::ring_table::RingsTable;
use crate::sound_options::{ModeTable, RingerTable, SoundTables};
use crate::tuning_table::TuningTable;
use crate::values::{
    CallLogChoice, CharsetChoice, DeviceType, LanguageChoice, PortRange, RegionChoice, RtcpChoice,
    ServerName,
};

/// The configuration file. Every key may be left out.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ConfigFile {
    /// Where it is, or would be.
    #[serde(skip)]
    pub(crate) path: Option<PathBuf>,
    /// The call server (`host` or `host:port`), or several in the order to try.
    #[serde(deserialize_with = "one_or_several")]
    pub(crate) server: Vec<ServerName>,
    /// Servers for when none of the others can be reached.
    #[serde(deserialize_with = "one_or_several")]
    pub(crate) last_resort: Vec<ServerName>,
    /// How long a better server must have answered before the phone goes back to it.
    #[serde(deserialize_with = "length_of_time")]
    pub(crate) connection_monitor: Option<Duration>,
    /// Ask the server for its list of servers.
    pub(crate) ask_servers: bool,
    /// The device name.
    pub(crate) device: Option<String>,
    /// The device type.
    #[serde(rename = "type")]
    pub(crate) device_type: Option<DeviceType>,
    /// The protocol version to offer.
    pub(crate) protocol: Option<u8>,
    /// The codecs to offer, best first.
    pub(crate) codecs: Vec<CodecChoice>,
    /// Offer the codecs that need the least bandwidth first.
    pub(crate) low_bandwidth: bool,
    /// Whether pauses are sent.
    pub(crate) silence_suppression: Option<SilenceChoice>,
    /// The microphone.
    pub(crate) input: Option<String>,
    /// The speaker.
    pub(crate) output: Option<String>,
    /// Devices and volume of the headset.
    pub(crate) headset: ModeTable,
    /// Those of the handset.
    pub(crate) handset: ModeTable,
    /// Those of the loudspeaker.
    pub(crate) speaker: ModeTable,
    /// Those of the ringer.
    pub(crate) ringer: RingerTable,
    /// The own voice is heard in headset and handset.
    pub(crate) side_tone: bool,
    /// The audio modes whose echo is cancelled.
    pub(crate) echo_cancel: Option<Modes>,
    /// How strongly noise is weakened.
    pub(crate) noise_suppression: Option<NoiseByMode>,
    /// The audio modes whose level is evened.
    pub(crate) auto_gain: Option<Modes>,
    /// The UDP ports for voice.
    pub(crate) rtp_ports: Option<PortRange>,
    /// Code point that voice is marked with where the server says none.
    pub(crate) audio_dscp: Option<u8>,
    /// Whether reports about the voice are sent and taken: on, off, extended.
    pub(crate) rtcp: Option<RtcpChoice>,
    /// Whose call progress tones to play.
    pub(crate) region: Option<RegionChoice>,
    /// The language of the phone.
    pub(crate) language: Option<LanguageChoice>,
    /// The character set of the server's texts.
    pub(crate) charset: Option<CharsetChoice>,
    /// Ask the server what those behind speed dials are doing.
    pub(crate) watch_speed_dials: bool,
    /// Where to keep the call lists: a file, or `off`.
    pub(crate) call_log: Option<CallLogChoice>,
    /// The folder that calls are recorded into.
    pub(crate) record_calls: Option<PathBuf>,
    /// Only the calls for which that is asked are recorded.
    pub(crate) record_when_asked: bool,
    /// Which keys of the computer do what in the window.
    pub(crate) keys: KeyTable,
    /// Which keys work while another program has the keyboard.
    pub(crate) hot_keys: HotKeyTable,
    /// What recordings are written as.
    pub(crate) record_format: Option<FormatChoice>,
    /// How the other side hears that it is recorded.
    pub(crate) record_notice: Option<NoticeChoice>,
    /// Whether the buttons of USB headsets control calls.
    pub(crate) headset_buttons: Option<bool>,
    /// What of the desktop around the window is used.
    pub(crate) desktop: DesktopTable,
    /// What becomes of numbers before they are dialled.
    pub(crate) dialling: DiallingTable,
    /// How the window looks.
    pub(crate) look: LookTable,
    /// Which ring sounds.
    pub(crate) rings: RingsTable,
    /// Whether who speaks into a muted microphone is told so.
    pub(crate) mute_reminder: Option<bool>,
    /// The tuning of sound.
    pub(crate) tuning: TuningTable,
    /// Where a capture of the connection is written, anew at each start.
    pub(crate) trace: Option<PathBuf>,
    /// The voice is in it as well.
    pub(crate) trace_rtp: bool,
    /// What goes wrong with the voice.
    #[serde(deserialize_with = "impairment")]
    pub(crate) impair: Option<Impairment>,
    /// The address book.
    pub(crate) contacts: ContactsTable,
    /// What to log.
    pub(crate) log: Option<String>,
}

impl ConfigFile {
    /// Reads the file: the given one, which must be there, or else the one in the
    /// platform's place, which need not be.
    pub(crate) fn load(given: Option<&Path>) -> Result<Self, ConfigError> {
        let Some(path) = config_path(given) else {
            return Ok(Self::default());
        };
        let must_exist = given.is_some();
        let mut file = match std::fs::read_to_string(&path) {
            Ok(text) => match Self::parse(&text) {
                Ok(file) => match broken::unusable(&text) {
                    None => file,
                    Some((line, reason)) => {
                        return Err(ConfigError::Unusable { path, line, reason });
                    }
                },
                Err(source) => return Err(ConfigError::Broken { path, source }),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => Self::default(),
            Err(source) => return Err(ConfigError::Unreadable { path, source }),
        };
        file.path = Some(path);
        Ok(file)
    }

    /// What it says of the sound of the audio modes.
    pub(crate) const fn sound(&self) -> SoundTables<'_> {
        SoundTables {
            headset: &self.headset,
            handset: &self.handset,
            speaker: &self.speaker,
            ringer: &self.ringer,
            side_tone: self.side_tone,
        }
    }

    /// What a text says.
    pub(crate) fn parse(text: &str) -> Result<Self, Box<toml::de::Error>> {
        toml::from_str(text).map_err(Box::new)
    }
}

/// Where the file is: as given, or in the platform's place, where it has one.
pub(crate) fn config_path(given: Option<&Path>) -> Option<PathBuf> {
    given
        .map(Path::to_owned)
        .or_else(|| Some(config_folder()?.join("config.toml")))
}

/// The folder of the program's own files, where the platform has a place for such.
pub(crate) fn config_folder() -> Option<PathBuf> {
    choose_base_strategy()
        .ok()
        .map(|strategy| strategy.config_dir().join("offhook"))
}

/// The file of a device's call lists, in the platform's place for what programs keep.
pub(crate) fn call_log_path(device: &str) -> Option<PathBuf> {
    Some(data_folder()?.join(format!("calls-{device}.json")))
}

/// The folder of what the program keeps, where the platform has a place for such.
pub(crate) fn data_folder() -> Option<PathBuf> {
    let strategy = choose_base_strategy().ok()?;
    Some(strategy.data_dir().join("offhook"))
}

/// The folder of traces that are switched on while the phone runs.
pub(crate) fn trace_folder() -> Option<PathBuf> {
    Some(data_folder()?.join("traces"))
}

/// Why there is no configuration.
#[derive(Debug, Error)]
pub(crate) enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration file {path} cannot be read: {source}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file says something that makes no sense. The source names line and reason.
    #[error("the configuration file {path} is wrong:\n{source}")]
    Broken {
        /// Which file.
        path: PathBuf,
        /// Line and reason.
        source: Box<toml::de::Error>,
    },
    /// The file has a value that no phone can use.
    #[error("the configuration file {path} is wrong in line {line}: {reason}")]
    Unusable {
        /// Which file.
        path: PathBuf,
        /// The line of the key, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

/// A server, or a list of them.
fn one_or_several<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<ServerName>, D::Error> {
    struct Servers;

    impl<'de> Visitor<'de> for Servers {
        type Value = Vec<ServerName>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a server like \"host:2000\", or a list of them")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            text.parse().map(|server| vec![server]).map_err(E::custom)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut servers = Vec::new();
            while let Some(server) = list.next_element()? {
                servers.push(server);
            }
            Ok(servers)
        }
    }

    from.deserialize_any(Servers)
}

/// A length of time as people write it; a number alone is seconds.
fn length_of_time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Duration>, D::Error> {
    struct Time;

    impl Visitor<'_> for Time {
        type Value = Duration;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a length of time like \"2m\", or seconds")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            parse_duration(text).map_err(E::custom)
        }

        fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Self::Value, E> {
            parse_duration(&seconds.to_string()).map_err(E::custom)
        }
    }

    from.deserialize_any(Time).map(Some)
}

/// What goes wrong with the voice, in words.
fn impairment<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Impairment>, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map(Some).map_err(de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use softphone::voice::Rtcp;

    #[test]
    fn reads_a_full_file() {
        let file = ConfigFile::parse(
            r#"
            server = ["cucm.example", "192.0.2.7:2001"]
            last_resort = "192.0.2.254"
            connection_monitor = "5m"
            ask_servers = true
            device = "SEP001122334455"
            type = 7970
            protocol = 17
            codecs = ["alaw", "wideband"]
            low_bandwidth = true
            silence_suppression = "on"
            input = "tone:440"
            output = "silence"
            rtp_ports = "20000-20100"
            rtcp = "extended"
            region = "europe"
            log = "info"
            "#,
        )
        .expect("it is right");
        let servers: Vec<_> = file.server.iter().map(|server| server.0.as_str()).collect();
        assert_eq!(servers, ["cucm.example:2000", "192.0.2.7:2001"]);
        assert_eq!(
            file.last_resort,
            [ServerName("192.0.2.254:2000".to_owned())]
        );
        assert_eq!(file.connection_monitor, Some(Duration::from_secs(300)));
        assert!(file.ask_servers);
        assert_eq!(file.device_type, Some(DeviceType::Phone7970));
        assert_eq!(file.codecs, [CodecChoice::Alaw, CodecChoice::Wideband]);
        assert!(file.low_bandwidth);
        assert_eq!(file.silence_suppression, Some(SilenceChoice::On));
        assert_eq!(
            file.rtp_ports,
            Some(PortRange {
                first: 20000,
                last: 20100
            })
        );
        assert_eq!(file.rtcp, Some(RtcpChoice(Rtcp::Extended)));
        assert_eq!(file.region, Some(RegionChoice::Europe));
    }

    #[test]
    fn one_server_needs_no_list() {
        let file = ConfigFile::parse("server = \"cucm.example\"").expect("it is right");
        assert_eq!(file.server, [ServerName("cucm.example:2000".to_owned())]);
    }

    #[test]
    fn names_line_and_key_of_what_is_wrong() {
        for (text, parts) in [
            ("device = \"SEP1\"\nsever = \"x\"\n", ["line 2", "sever"]),
            ("server = 5\n", ["line 1", "a server like"]),
            ("server = \"x:y\"\n", ["line 1", "no server"]),
            ("device = \n", ["line 1", "device"]),
            ("\n\ncodecs = [\"gsm\"]\n", ["line 3", "`gsm` is no codec"]),
            ("type = 7912\n", ["line 1", "7912"]),
            (
                "connection_monitor = true\n",
                ["line 1", "a length of time"],
            ),
            ("connection_monitor = -5\n", ["line 1", "`-5` is no length"]),
        ] {
            let error = ConfigFile::parse(text)
                .expect_err("it is wrong")
                .to_string();
            for part in parts {
                assert!(error.contains(part), "{part} is missing in\n{error}");
            }
        }
    }

    #[test]
    fn a_length_of_time_may_be_a_number_of_seconds() {
        let file = ConfigFile::parse("connection_monitor = 120").expect("it is right");
        assert_eq!(file.connection_monitor, Some(Duration::from_secs(120)));
    }

    #[test]
    fn a_value_that_no_phone_can_use_is_named_with_file_and_line() {
        let name = format!("offhook-unusable-{}.toml", std::process::id());
        let path = std::env::temp_dir().join(name);
        let mut told = Vec::new();
        for wrong in [
            "protocol = 99",
            "device = \"SEP 1\"",
            "log = \"=\"",
            "audio_dscp = 64",
        ] {
            std::fs::write(&path, format!("region = \"europe\"\n{wrong}\n")).expect("written");
            let error = ConfigFile::load(Some(&path)).expect_err(wrong).to_string();
            told.push((wrong, error));
        }
        std::fs::remove_file(&path).expect("it was there");
        for (wrong, error) in told {
            let place = format!("{} is wrong in line 2: ", path.display());
            assert!(error.contains(&place), "{wrong}: {error}");
        }
    }

    #[test]
    fn a_given_file_must_be_there() {
        let missing = Path::new("/nonexistent/offhook.toml");
        let error = ConfigFile::load(Some(missing)).expect_err("it is not there");
        assert!(error.to_string().contains("/nonexistent/offhook.toml"));
    }
}
