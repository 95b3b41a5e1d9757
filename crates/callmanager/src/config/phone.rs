//! Phones in the configuration.

use sccp::Language;
use serde::Deserialize;

use super::{ButtonConfig, values};

/// A phone that is known beforehand.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct PhoneConfig {
    /// Its device name, like `SEP001122334455`.
    pub device: String,
    /// The name others see; empty: "Phone" and its number.
    #[serde(default)]
    pub name: String,
    /// Its language; none: the server's.
    #[serde(default, deserialize_with = "values::optional_language")]
    pub language: Option<Language>,
    /// Whether it may be given keys, where sound is encrypted; none: yes.
    #[serde(default)]
    pub srtp: Option<bool>,
    /// The codecs of its calls, the best first; none: the server's.
    #[serde(default, deserialize_with = "values::optional_codecs")]
    pub codecs: Option<Vec<u32>>,
    /// Its buttons from the first on; none: as a phone that is not known.
    #[serde(default)]
    pub buttons: Vec<ButtonConfig>,
}

/// What becomes of phones that the configuration does not have.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct UnknownPhones {
    /// Whether they may register. They get numbers from [`super::FIRST_NUMBER`] on.
    pub register: bool,
    /// Lines of a phone that has buttons for them: 1 or 2.
    pub lines: u32,
}

impl Default for UnknownPhones {
    fn default() -> Self {
        Self {
            register: true,
            lines: 2,
        }
    }
}
