//! The running phone, asked from outside: by a second start of the program, by a link that
//! a browser hands over, by `offhook answer` in a script.
//!
//! A phone that can be asked listens on a local socket that only its own user can reach
//! (`place`); one line of JSON asks, one line answers (`docs/control.md`). It is never on a
//! network.

mod ask;
mod door;
mod link;
mod listen;
mod place;

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod system;

use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use ask::ask;
#[cfg(feature = "window")]
pub(crate) use door::Outside;
pub(crate) use door::{Door, who};
pub(crate) use link::Link;
pub(crate) use listen::{Asked, listen};
pub(crate) use place::{Held, HoldError, Place};

/// The longest question, bytes: a link has its number within a few dozen.
const LONGEST_REQUEST: u64 = 4096;

/// The longest answer, bytes: a screen with all its calls and a page of text is far below.
const LONGEST_REPLY: u64 = 4 << 20;

/// What a running phone is asked for.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub(crate) enum Request {
    /// Bring the window to the front.
    Show,
    /// Offer this number or link to be dialled, or dial it at once.
    Dial {
        /// A number, or a link with one.
        number: String,
        /// The person has confirmed it already.
        #[serde(default)]
        now: bool,
    },
    /// Answer the call that rings.
    Answer,
    /// End the call in front, or refuse the one that rings.
    #[serde(rename = "hangup")]
    HangUp,
    /// Mute the microphone or not; nothing: the other way round.
    Mute {
        /// Which.
        #[serde(default)]
        on: Option<bool>,
    },
    /// Tell what the phone shows.
    Status,
    /// Write a problem report.
    Report {
        /// Into this file; nothing: into the person's documents.
        #[serde(default)]
        file: Option<PathBuf>,
    },
}

/// What it says to that.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(crate) struct Reply {
    /// Why it was not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
    /// What was done, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) said: Option<String>,
    /// What the phone shows, as the `screen` event has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) screen: Option<Value>,
}

impl Reply {
    /// It was done.
    pub(crate) fn done(said: impl Into<String>) -> Self {
        Self {
            said: Some(said.into()),
            ..Self::default()
        }
    }

    /// An error when it was not done.
    #[cfg(feature = "window")]
    pub(crate) fn check(self) -> anyhow::Result<()> {
        self.error
            .map_or(Ok(()), |error| Err(anyhow::Error::msg(error)))
    }

    /// It could not be done.
    pub(crate) fn refused(error: impl Into<String>) -> Self {
        Self {
            error: Some(error.into()),
            ..Self::default()
        }
    }
}

/// Where a phone can be asked, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ControlChoice {
    /// At the person's usual place.
    On,
    /// Nowhere.
    Off,
    /// At a place of its own.
    At(PathBuf),
}

impl ControlChoice {
    /// The place that is meant; nothing: nowhere. Where there can be no place, the log says why.
    pub(crate) fn place(&self) -> Option<Place> {
        match self {
            Self::Off => None,
            Self::At(path) => Some(Place::at(path)),
            Self::On => match Place::usual() {
                Ok(place) => Some(place),
                Err(error) => {
                    tracing::warn!(%error, "the phone cannot be asked from outside");
                    None
                }
            },
        }
    }
}

impl FromStr for ControlChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "" => Err("`on`, `off` or a path is wanted".to_owned()),
            "on" => Ok(Self::On),
            "off" => Ok(Self::Off),
            path => Ok(Self::At(PathBuf::from(path))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_as_the_documentation_shows_them() {
        for (line, request) in [
            (r#"{"do":"show"}"#, Request::Show),
            (
                r#"{"do":"dial","number":"tel:+49301234567"}"#,
                Request::Dial {
                    number: "tel:+49301234567".to_owned(),
                    now: false,
                },
            ),
            (r#"{"do":"hangup"}"#, Request::HangUp),
            (r#"{"do":"mute"}"#, Request::Mute { on: None }),
            (
                r#"{"do":"mute","on":true}"#,
                Request::Mute { on: Some(true) },
            ),
            (r#"{"do":"status"}"#, Request::Status),
        ] {
            let read: Request = serde_json::from_str(line).expect(line);
            assert_eq!(read, request, "{line}");
        }
    }

    #[test]
    fn places_are_read_as_people_write_them() {
        assert_eq!("on".parse(), Ok(ControlChoice::On));
        assert_eq!("off".parse(), Ok(ControlChoice::Off));
        let own = ControlChoice::At(PathBuf::from("/run/phone"));
        assert_eq!("/run/phone".parse(), Ok(own));
        assert!("".parse::<ControlChoice>().is_err());
    }
}
