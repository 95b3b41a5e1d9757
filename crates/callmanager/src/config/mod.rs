//! What the core is told at its start: the whole configuration of the server.
//!
//! The same types are the configuration file: see [`Config::from_toml`] and
//! [`Config::EXAMPLE`]. Nothing here changes while the server runs.

mod button;
mod check;
mod encryption;
mod file;
mod groups;
mod line;
mod phone;
mod script;
mod step;
mod step_text;
mod values;
mod voicemail;

use std::time::Duration;

use sccp::Language;
use serde::Deserialize;

pub use button::{ButtonConfig, ButtonError, FEATURES};
pub use encryption::{Encryption, EncryptionSuite};
pub use file::ConfigError;
pub use groups::{HuntGroup, HuntOrder, PageGroup, Paging, PickupGroup};
pub use line::{AutoAnswer, LineConfig, LineRing, LineSecurity};
pub use phone::{PhoneConfig, UnknownPhones};
pub use script::ScriptConfig;
pub use step::{CallInfoStep, Step, StepError};
pub use values::{NumberRange, NumberRangeError};
pub use voicemail::VoicemailConfig;

/// What happens when a device name registers that is registered already.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum SecondRegistration {
    /// The old connection is closed and the new one wins, so that a phone whose
    /// process was killed is back at once.
    #[default]
    Takeover,
    /// The new one is refused until the old one ends or expires.
    Reject,
}

/// What callers of a phone meet that is not to be disturbed.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum DoNotDisturb {
    /// It rings in silence: only its lamp and screen tell.
    #[default]
    RingerOff,
    /// They hear busy.
    Reject,
}

/// The first number given to a phone that the configuration gives none.
pub const FIRST_NUMBER: u32 = 1001;

/// What is said to a token request (reference, 5.2): whether a phone may come back from a
/// lower server. The later ones are how other servers treat what they do not know.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Tokens {
    /// It may, if it could register.
    #[default]
    Grant,
    /// It is to ask again later.
    Reject,
    /// Nothing.
    Ignore,
    /// Nothing, and the connection is closed.
    Close,
}

/// The settings of a [`crate::CallManager`]; the default suits a demo on one machine.
///
/// In the file, times are seconds and their keys end in `_seconds`.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Name of the server as phones are told it (`ServerRes`, `ConfigStat`); at most 47 bytes.
    #[serde(rename = "name")]
    pub server_name: String,
    /// The language of phones that have none of their own.
    #[serde(deserialize_with = "values::language")]
    pub language: Language,
    /// How dates are written: `M`, `D`, `Y`, separators, and `A` for a 12-hour clock (reference, 0x0081).
    pub date_template: String,
    /// Calls a line takes before callers hear busy, unless the line says otherwise.
    pub busy_trigger: usize,
    /// Calls a line can have in all, unless the line says otherwise.
    pub max_calls: usize,
    /// Phones a conference can have, 3 to 64.
    pub conference_size: usize,
    /// Codec numbers (`compressionType`) in order of preference. Of two phones with codecs of
    /// their own, those of the one that stands first count, as far as the other has them.
    #[serde(deserialize_with = "values::codecs")]
    pub codecs: Vec<u32>,
    /// Milliseconds of sound in a packet, unless a phone cannot take so much.
    pub ptime_ms: u32,
    /// Phones are told to send no pauses (`ssValue`).
    pub silence_suppression: bool,
    /// RTP payload type for telephone events (RFC 4733); none: digits come as KeypadButton only.
    #[serde(deserialize_with = "values::payload_type")]
    pub dtmf_payload_type: Option<u8>,
    /// Whether sound is encrypted (SRTP).
    pub srtp: Encryption,
    /// How it is encrypted.
    pub srtp_suite: EncryptionSuite,
    /// What happens when a device name registers a second time.
    pub second_registration: SecondRegistration,
    /// How often phones send KeepAlive; three missing ones end a registration.
    #[serde(
        rename = "keep_alive_seconds",
        deserialize_with = "values::whole_seconds"
    )]
    pub keep_alive: Duration,
    /// How often phones keep a standby connection alive, one on which they do not register.
    #[serde(
        rename = "standby_keep_alive_seconds",
        deserialize_with = "values::whole_seconds"
    )]
    pub standby_keep_alive: Duration,
    /// What is said to phones that want to come back from a lower server.
    pub tokens: Tokens,
    /// How long a refused phone waits before it asks again.
    #[serde(
        rename = "token_wait_seconds",
        deserialize_with = "values::whole_seconds"
    )]
    pub token_wait: Duration,
    /// The longest wait for the first digit before the caller is reminded to hang up.
    #[serde(rename = "first_digit_seconds", deserialize_with = "values::seconds")]
    pub first_digit: Duration,
    /// The longest wait between digits before the number counts as complete (T302).
    #[serde(rename = "inter_digit_seconds", deserialize_with = "values::seconds")]
    pub inter_digit: Duration,
    /// How long a phone rings before the caller is told that nobody answers, unless
    /// the line says otherwise.
    #[serde(rename = "no_answer_seconds", deserialize_with = "values::seconds")]
    pub no_answer: Duration,
    /// How long busy, reorder and similar tones last before the receiver-off-hook tone.
    #[serde(rename = "failure_tone_seconds", deserialize_with = "values::seconds")]
    pub failure_tone: Duration,
    /// How long the receiver-off-hook tone lasts before the server ends the call.
    #[serde(rename = "off_hook_tone_seconds", deserialize_with = "values::seconds")]
    pub off_hook_tone: Duration,
    /// The pause after the last digit that makes number 602 read the digits back.
    #[serde(
        rename = "read_back_pause_seconds",
        deserialize_with = "values::seconds"
    )]
    pub read_back_pause: Duration,
    /// What callers of a phone meet that is not to be disturbed.
    pub do_not_disturb: DoNotDisturb,
    /// How long a call is parked before who parked it is reminded.
    #[serde(
        rename = "park_reversion_seconds",
        deserialize_with = "values::seconds"
    )]
    pub park_reversion: Duration,
    /// How long a call is held before who holds it is reminded; none: never.
    #[serde(
        rename = "hold_reversion_seconds",
        deserialize_with = "values::optional_seconds"
    )]
    pub hold_reversion: Option<Duration>,
    /// The numbers where calls are parked.
    pub park: NumberRange,
    /// The numbers of meet-me conferences.
    pub meet_me: NumberRange,
    /// What becomes of phones that are not in `phones`.
    pub unknown_phones: UnknownPhones,
    /// Voice mail.
    pub voicemail: VoicemailConfig,
    /// Paging.
    pub paging: Paging,
    /// The phones that are known beforehand.
    #[serde(rename = "phone")]
    pub phones: Vec<PhoneConfig>,
    /// Settings of lines. A line that is on a button and not here has the defaults.
    #[serde(rename = "line")]
    pub lines: Vec<LineConfig>,
    /// Groups whose members may pick up each other's calls.
    #[serde(rename = "pickup_group")]
    pub pickup_groups: Vec<PickupGroup>,
    /// Groups of lines behind one number.
    #[serde(rename = "hunt_group")]
    pub hunt_groups: Vec<HuntGroup>,
    /// Groups of phones that can be paged.
    #[serde(rename = "page_group")]
    pub page_groups: Vec<PageGroup>,
    /// Numbers that play a script to who dials them; a file with some has only those.
    #[serde(rename = "script")]
    pub scripts: Vec<ScriptConfig>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            server_name: "Offhook".to_owned(),
            language: Language::English,
            date_template: "D.M.Y".to_owned(),
            busy_trigger: 2,
            max_calls: 6,
            conference_size: 16,
            codecs: vec![4, 2],
            ptime_ms: 20,
            silence_suppression: false,
            dtmf_payload_type: Some(101),
            srtp: Encryption::default(),
            srtp_suite: EncryptionSuite::default(),
            second_registration: SecondRegistration::Takeover,
            keep_alive: Duration::from_secs(30),
            standby_keep_alive: Duration::from_secs(60),
            tokens: Tokens::Grant,
            token_wait: Duration::from_secs(60),
            first_digit: Duration::from_secs(15),
            inter_digit: Duration::from_secs(10),
            no_answer: Duration::from_secs(30),
            failure_tone: Duration::from_secs(20),
            off_hook_tone: Duration::from_secs(60),
            read_back_pause: Duration::from_secs(2),
            do_not_disturb: DoNotDisturb::default(),
            park_reversion: Duration::from_secs(60),
            hold_reversion: None,
            park: NumberRange {
                first: 620,
                last: 629,
            },
            meet_me: NumberRange {
                first: 630,
                last: 639,
            },
            unknown_phones: UnknownPhones::default(),
            voicemail: VoicemailConfig::default(),
            paging: Paging::default(),
            phones: Vec::new(),
            lines: Vec::new(),
            pickup_groups: Vec::new(),
            hunt_groups: Vec::new(),
            page_groups: Vec::new(),
            scripts: ScriptConfig::built_in(),
        }
    }
}
