//! What a station is told at the start.

use std::time::Duration;

use sccp::{Charset, Language};
use serde::{Deserialize, Serialize};

use crate::{CallLog, Choices, Preferences, Volumes};

/// Whether pauses are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SilenceSuppression {
    /// Always.
    Off,
    /// As the server says for each stream (`ssValue`).
    #[default]
    Server,
    /// Never: comfort noise in their place.
    On,
}

/// What a station is told at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StationConfig {
    /// Device name: `SEP` and twelve upper-case hexadecimal digits, or free text up to 15 characters.
    pub device: String,
    /// The servers (`host:port`), in the order to try.
    pub servers: Vec<String>,
    /// Servers for the time when no other can be reached, in the order to try: the gateway of
    /// a branch that serves calls in an emergency (SRST).
    pub last_resort: Vec<String>,
    /// Hold a connection to the next server while registered, and go home to a better one when
    /// it is back. Recordings from before this was there do without.
    #[serde(default)]
    pub standby: bool,
    /// How long a better server must have answered before the phone goes home to it
    /// (`connectionMonitorDuration`).
    pub connection_monitor: Duration,
    /// Ask the server for its list of servers, and try those that are not in this one after it.
    pub ask_for_servers: bool,
    /// Device type (section 4.8): 7, 30006 or 30016.
    pub device_type: u32,
    /// The protocol version to offer, 3 to 22.
    pub protocol_version: u8,
    /// Codec numbers (`payloadCapability`) that the voice path has, in order of preference.
    pub codecs: Vec<u32>,
    /// Longest packet the voice path takes, ms.
    pub max_ptime_ms: u32,
    /// Code point (DSCP, 0 to 63) that voice is marked with where the server says none.
    pub audio_dscp: u8,
    /// Measure the figures of the call in front once a second, for their page and their plot.
    pub sample_figures: bool,
    /// How often to tell these figures as events as well; nothing: at the end of streams only.
    pub tell_figures_every: Option<Duration>,
    /// Tell the server all that the voice path can do: telephone events, payload types, and once
    /// more in the layout that newer phones use. Recordings from before this was there do without.
    #[serde(default)]
    pub full_capabilities: bool,
    /// Offer the codecs that need the least bandwidth first.
    #[serde(default)]
    pub low_bandwidth: bool,
    /// Whether pauses are sent.
    #[serde(default)]
    pub silence_suppression: SilenceSuppression,
    /// Dial a number typed on hook en bloc; otherwise digit by digit after going off hook.
    pub enbloc_dialling: bool,
    /// Firmware load name to tell the server.
    pub load: String,
    /// The language of the phrases and of the phone's own texts.
    #[serde(with = "crate::port::as_text")]
    pub language: Language,
    /// The character set of texts: UTF-8, with Latin-1 where a text is not UTF-8, or another one
    /// for a server that sends by its locale. The phone announces UTF-8 only when it is that.
    #[serde(with = "crate::port::as_text")]
    pub charset: Charset,
    /// Ask the server what those behind plain speed dials are doing. Only some servers answer,
    /// and some of those once only; busy lamp fields need no asking.
    pub watch_speed_dials: bool,
    /// The call lists of the last time.
    pub call_log: CallLog,
    /// How loud paths and ringer are at the start. Recordings from before this was there begin
    /// with those of the first start.
    #[serde(default)]
    pub volumes: Volumes,
    /// What the person prefers.
    #[serde(default)]
    pub preferences: Preferences,
    /// What there is to choose from in the menus.
    #[serde(default)]
    pub choices: Choices,
    /// Seed of all that is random: spread of keepalives, backing off.
    pub seed: u64,
}

impl Default for StationConfig {
    fn default() -> Self {
        Self {
            device: String::new(),
            servers: Vec::new(),
            last_resort: Vec::new(),
            standby: true,
            connection_monitor: Duration::from_secs(120),
            ask_for_servers: false,
            device_type: 30016,
            protocol_version: 22,
            codecs: vec![4, 2],
            // Expedited forwarding (RFC 3246), as of telephones everywhere.
            audio_dscp: 46,
            sample_figures: false,
            tell_figures_every: None,
            max_ptime_ms: 60,
            full_capabilities: true,
            low_bandwidth: false,
            silence_suppression: SilenceSuppression::default(),
            enbloc_dialling: true,
            watch_speed_dials: false,
            call_log: CallLog::default(),
            volumes: Volumes::default(),
            preferences: Preferences::default(),
            choices: Choices::default(),
            load: concat!("offhook-", env!("CARGO_PKG_VERSION")).to_owned(),
            language: Language::English,
            charset: Charset::Utf8,
            seed: 0,
        }
    }
}
