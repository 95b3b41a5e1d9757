//! Voice mail in the configuration.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use super::values;

/// Voice mail.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct VoicemailConfig {
    /// The number that plays one's messages; empty: there is no voice mail.
    pub number: String,
    /// Whether lines that are not configured have voice mail too: their calls go
    /// there when nobody answers.
    pub for_all: bool,
    /// The longest message.
    #[serde(rename = "longest_seconds", deserialize_with = "values::seconds")]
    pub longest: Duration,
    /// Messages a line keeps; callers beyond that are told that it is full.
    pub messages: usize,
    /// Where messages are kept as WAV files, to be there after a restart; none: in memory only.
    pub folder: Option<PathBuf>,
}

impl Default for VoicemailConfig {
    fn default() -> Self {
        Self {
            number: "610".to_owned(),
            for_all: false,
            longest: Duration::from_secs(60),
            messages: 20,
            folder: None,
        }
    }
}
