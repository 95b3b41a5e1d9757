//! Lines in the configuration: what is set for a number, whichever phones have it.

use std::time::Duration;

use sccp::{CallSecurityStatus, RingMode};
use serde::Deserialize;

use super::values;

/// Whether a line answers by itself.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum AutoAnswer {
    /// It does not.
    #[default]
    Off,
    /// With the speaker.
    Speaker,
    /// With the headset.
    Headset,
}

/// How well calls of a line are said to be protected; of itself it protects none. A call whose sound
/// is encrypted is said to be so.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum LineSecurity {
    /// Not at all.
    #[default]
    Open,
    /// The signalling is authenticated.
    Authenticated,
    /// Signalling and sound are encrypted.
    Encrypted,
}

impl LineSecurity {
    /// What CallInfo has for it (reference, section 4.5).
    #[must_use]
    pub const fn status(self) -> CallSecurityStatus {
        match self {
            Self::Open => CallSecurityStatus::NOT_AUTHENTICATED,
            Self::Authenticated => CallSecurityStatus::AUTHENTICATED,
            Self::Encrypted => CallSecurityStatus::ENCRYPTED,
        }
    }
}

/// How a line rings.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum LineRing {
    /// As for calls from inside.
    #[default]
    Inside,
    /// As for calls from outside.
    Outside,
    /// The ring of features.
    Feature,
    /// The lamp flashes only.
    Flash,
    /// Not at all; the display alone tells.
    Silent,
}

impl LineRing {
    /// What SetRinger has for it (reference, section 4.5).
    #[must_use]
    pub const fn mode(self) -> RingMode {
        match self {
            Self::Inside => RingMode::INSIDE,
            Self::Outside => RingMode::OUTSIDE,
            Self::Feature => RingMode::FEATURE,
            Self::Flash => RingMode::FLASH_ONLY,
            Self::Silent => RingMode::OFF,
        }
    }
}

/// What is set for a line. The default is what a line has that is not configured.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct LineConfig {
    /// Its number.
    pub number: String,
    /// The name that others see; empty: the phone's.
    #[serde(default)]
    pub name: String,
    /// What stands beside its button; empty: the number.
    #[serde(default)]
    pub label: String,
    /// Where all calls go.
    #[serde(default)]
    pub forward_all: Option<String>,
    /// Where calls go while it is busy.
    #[serde(default)]
    pub forward_busy: Option<String>,
    /// Where calls go that nobody answers.
    #[serde(default)]
    pub forward_no_answer: Option<String>,
    /// How long it rings; none: as long as all.
    #[serde(
        default,
        rename = "no_answer_seconds",
        deserialize_with = "values::optional_seconds"
    )]
    pub no_answer: Option<Duration>,
    /// Whether calls that are not answered, or find it busy, go to voice mail.
    #[serde(default)]
    pub voicemail: bool,
    /// The name of the pickup group it is in.
    #[serde(default)]
    pub pickup_group: Option<String>,
    /// Whether it answers by itself.
    #[serde(default)]
    pub auto_answer: AutoAnswer,
    /// The number that is dialled as soon as it goes off hook.
    #[serde(default)]
    pub hotline: Option<String>,
    /// How it rings.
    #[serde(default)]
    pub ring: LineRing,
    /// Calls it takes before callers hear busy; none: as many as all.
    #[serde(default)]
    pub busy_trigger: Option<usize>,
    /// Calls it can have in all; none: as many as all.
    #[serde(default)]
    pub max_calls: Option<usize>,
    /// What phones show of the protection of its calls; only shown.
    #[serde(default)]
    pub security: LineSecurity,
    /// Whether phones show that its calls are recorded; only shown.
    #[serde(default)]
    pub recorded: bool,
    /// The number at the other end of an intercom line.
    #[serde(default)]
    pub intercom: Option<String>,
}
