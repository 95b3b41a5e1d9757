//! A button as the configuration writes it: `line 1001`, `speed dial 600 Echo`,
//! `blf 1002 Bob`, `feature privacy`, `service http://… Label`, or `` for none.

use std::str::FromStr;

use sccp::ButtonType;
use serde::Deserialize;
use thiserror::Error;

use super::values::first_word;

/// Features that a button can have: how the configuration names them, their button
/// type on the wire (reference, section 4.4), and what stands beside the button.
pub const FEATURES: [(&str, ButtonType, &str); 22] = [
    ("privacy", ButtonType::FEATURE, "Privacy"),
    ("dnd", ButtonType::DO_NOT_DISTURB, "Do Not Disturb"),
    ("forward_all", ButtonType::FORWARD_ALL, "Forward All"),
    ("pickup", ButtonType::CALL_PICKUP, "PickUp"),
    (
        "group_pickup",
        ButtonType::GROUP_CALL_PICKUP,
        "Group PickUp",
    ),
    ("other_pickup", ButtonType::OTHER_PICKUP, "Other PickUp"),
    ("park", ButtonType::CALL_PARK, "Park"),
    ("call_back", ButtonType::CALL_BACK, "CallBack"),
    ("hunt_log_out", ButtonType::HLOG, "Hunt Group"),
    ("mobility", ButtonType::MOBILITY, "Mobility"),
    ("meet_me", ButtonType::MEET_ME_CONFERENCE, "Meet Me"),
    ("conference", ButtonType::CONFERENCE, "Conference"),
    ("conference_list", ButtonType::CONF_LIST, "Conference List"),
    (
        "remove_last",
        ButtonType::REMOVE_LAST_PARTICIPANT,
        "Remove Last",
    ),
    ("transfer", ButtonType::TRANSFER, "Transfer"),
    ("hold", ButtonType::HOLD, "Hold"),
    ("redial", ButtonType::LAST_NUMBER_REDIAL, "Redial"),
    ("new_call", ButtonType::NEW_CALL, "New Call"),
    ("end_call", ButtonType::END_CALL, "End Call"),
    ("messages", ButtonType::VOICEMAIL, "Messages"),
    (
        "malicious_call",
        ButtonType::MALICIOUS_CALL,
        "Malicious Call",
    ),
    ("quality_report", ButtonType::QRT, "Quality Report"),
];

/// What a button does.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub enum ButtonConfig {
    /// A line with this number; several phones may have it.
    Line(String),
    /// Dials a number.
    SpeedDial {
        /// The number.
        number: String,
        /// What stands beside it.
        label: String,
    },
    /// Dials a number of this server and shows whether its line is in use.
    BusyLamp {
        /// The number.
        number: String,
        /// What stands beside it.
        label: String,
    },
    /// A feature of the phone or its line.
    Feature {
        /// Its button type; one of [`FEATURES`].
        feature: ButtonType,
        /// What stands beside it.
        label: String,
    },
    /// Fetches an XML service.
    Service {
        /// Where from.
        url: String,
        /// What stands beside it.
        label: String,
    },
    /// Nothing.
    Unused,
}

/// Why a text is no button.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ButtonError {
    /// It begins with no known word.
    #[error(
        "the button {0:?} is not known; there are \"line NUMBER\", \"speed dial NUMBER LABEL\", \"blf NUMBER LABEL\", \"feature NAME LABEL\", \"service URL LABEL\" and \"\""
    )]
    Kind(String),
    /// Something it needs is missing.
    #[error("the button {0:?} lacks its {1}")]
    Missing(String, &'static str),
    /// A feature that is none.
    #[error("the button {button:?} names no feature that is known; there are {known}", known = names())]
    Feature {
        /// The button as it was written.
        button: String,
    },
    /// Something that cannot be dialled.
    #[error("{0:?} cannot be a number: up to 24 of the keys 0 to 9, * and # can")]
    Number(String),
}

impl FromStr for ButtonConfig {
    type Err = ButtonError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (kind, rest) = first_word(text);
        let missing = |what| ButtonError::Missing(text.to_owned(), what);
        let dialled = |rest: &str| {
            let (number, label) = first_word(rest);
            match number {
                "" => Err(missing("number")),
                number if !is_number(number) => Err(ButtonError::Number(number.to_owned())),
                number => Ok((number.to_owned(), or(label, number))),
            }
        };
        match kind {
            "" | "unused" => Ok(Self::Unused),
            "line" => dialled(rest).map(|(number, _)| Self::Line(number)),
            "speed" => {
                let (dial, rest) = first_word(rest);
                if dial != "dial" {
                    return Err(ButtonError::Kind(text.to_owned()));
                }
                dialled(rest).map(|(number, label)| Self::SpeedDial { number, label })
            }
            "blf" => dialled(rest).map(|(number, label)| Self::BusyLamp { number, label }),
            "feature" => {
                let (name, label) = first_word(rest);
                let (_, feature, own_label) = FEATURES
                    .into_iter()
                    .find(|(known, ..)| *known == name)
                    .ok_or_else(|| ButtonError::Feature {
                        button: text.to_owned(),
                    })?;
                Ok(Self::Feature {
                    feature,
                    label: or(label, own_label),
                })
            }
            "service" => match first_word(rest) {
                ("", _) => Err(missing("URL")),
                (url, label) => Ok(Self::Service {
                    url: url.to_owned(),
                    label: or(label, url),
                }),
            },
            _ => Err(ButtonError::Kind(text.to_owned())),
        }
    }
}

impl TryFrom<String> for ButtonConfig {
    type Error = ButtonError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// Whether a phone can dial it and its number fields have room for it (reference, 0x0004).
pub(super) fn is_number(text: &str) -> bool {
    (1..=crate::directory::numbers::MAX_NUMBER).contains(&text.len())
        && text
            .bytes()
            .all(|key| key.is_ascii_digit() || matches!(key, b'*' | b'#'))
}

/// The text, or what stands for it when it is empty.
fn or(text: &str, otherwise: &str) -> String {
    if text.is_empty() { otherwise } else { text }.to_owned()
}

fn names() -> String {
    FEATURES.map(|(name, ..)| name).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_read_as_they_are_written() {
        let read = |text: &str| text.parse::<ButtonConfig>();
        assert_eq!(read("line 1001"), Ok(ButtonConfig::Line("1001".into())));
        assert_eq!(
            read("speed dial  600  The echo"),
            Ok(ButtonConfig::SpeedDial {
                number: "600".into(),
                label: "The echo".into()
            })
        );
        assert_eq!(
            read("blf 1002"),
            Ok(ButtonConfig::BusyLamp {
                number: "1002".into(),
                label: "1002".into()
            })
        );
        assert_eq!(
            read("feature dnd"),
            Ok(ButtonConfig::Feature {
                feature: ButtonType::DO_NOT_DISTURB,
                label: "Do Not Disturb".into()
            })
        );
        assert_eq!(
            read("service http://192.0.2.1/weather Weather"),
            Ok(ButtonConfig::Service {
                url: "http://192.0.2.1/weather".into(),
                label: "Weather".into()
            })
        );
        assert_eq!(read(""), Ok(ButtonConfig::Unused));
    }

    #[test]
    fn a_button_that_makes_no_sense_is_refused_with_what_would() {
        for (text, part) in [
            ("speeddial 600", "speed dial NUMBER"),
            ("speed 600", "speed dial NUMBER"),
            ("line", "number"),
            ("line abc", "24 of the keys"),
            ("blf 1234567890123456789012345", "24 of the keys"),
            ("feature tea", "privacy, dnd"),
            ("service", "URL"),
        ] {
            let error = text.parse::<ButtonConfig>().expect_err(text).to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
