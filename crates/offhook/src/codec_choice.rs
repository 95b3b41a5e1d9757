//! The codecs a person can choose to offer, and whether pauses are sent.

use std::str::FromStr;

use media::Codec;
use serde::Deserialize;
use softphone::SilenceSuppression;

use crate::values::read_as_written;

/// A codec to offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum CodecChoice {
    /// G.711 µ-law.
    Ulaw,
    /// G.711 A-law.
    Alaw,
    /// G.722.
    G722,
    /// Cisco's wideband: L16 at 16 kHz.
    Wideband,
    /// Opus.
    Opus,
    /// G.729, in the forms that the library of this machine has.
    G729,
}

/// The choices by name, the name that is shown first, in the order of the default.
///
/// A CallManager picks by the region of the two phones and Asterisk by its own list, so with
/// these the order means little. A server that takes the first it knows gives wideband with this
/// order, at the bandwidth of G.711; then come what every peer speaks, and at the end what needs
/// four times the bandwidth, or sounds worse.
const CHOICES: [(CodecChoice, &[&str]); 6] = [
    (CodecChoice::G722, &["g722"]),
    (CodecChoice::Ulaw, &["ulaw", "pcmu", "g711u"]),
    (CodecChoice::Alaw, &["alaw", "pcma", "g711a"]),
    (CodecChoice::Opus, &["opus"]),
    (CodecChoice::Wideband, &["wideband", "l16"]),
    (CodecChoice::G729, &["g729", "g729a"]),
];

impl CodecChoice {
    /// What is offered when nobody chose: all that this machine has.
    pub(crate) fn all() -> Vec<Self> {
        let all = CHOICES.iter().map(|(choice, _)| *choice);
        all.filter(|choice| choice.codec().is_available()).collect()
    }

    /// The codec of the voice path.
    pub(crate) fn codec(self) -> Codec {
        match self {
            Self::Ulaw => Codec::Pcmu,
            Self::Alaw => Codec::Pcma,
            Self::G722 => Codec::G722,
            Self::Wideband => Codec::L16,
            Self::Opus => Codec::Opus,
            Self::G729 => Codec::G729,
        }
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        let found = CHOICES.iter().find(|(choice, _)| *choice == self);
        found.map_or("", |(_, names)| names[0])
    }

    /// Its numbers on the wire (`payloadCapability`), the one that is liked best first.
    pub(crate) fn numbers(self) -> Vec<u32> {
        match self {
            // Annex A sounds the same on the wire, and is what phones have.
            Self::G729 => vec![12, 11, 16, 15],
            other => vec![other.codec().sccp()],
        }
    }
}

impl FromStr for CodecChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = text.trim().to_ascii_lowercase();
        let known = CHOICES
            .iter()
            .find(|(_, names)| names.contains(&wanted.as_str()));
        match known {
            Some((choice, _)) => Ok(*choice),
            None => {
                let names: Vec<_> = CHOICES.iter().map(|(_, names)| names[0]).collect();
                Err(format!(
                    "`{text}` is no codec of this phone; it has {}",
                    names.join(", ")
                ))
            }
        }
    }
}

/// Whether pauses are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SilenceChoice {
    /// Always send them
    Off,
    /// As the server says for each call
    Server,
    /// Send comfort noise in their place
    On,
}

impl SilenceChoice {
    /// The same for the station.
    pub(crate) fn setting(self) -> SilenceSuppression {
        match self {
            Self::Off => SilenceSuppression::Off,
            Self::Server => SilenceSuppression::Server,
            Self::On => SilenceSuppression::On,
        }
    }
}

read_as_written!(CodecChoice);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_read_by_its_own_name() {
        for (choice, names) in CHOICES {
            assert_eq!(choice.name().parse(), Ok(choice));
            for name in names {
                assert_eq!(name.to_ascii_uppercase().parse(), Ok(choice));
            }
            let numbers = choice.numbers();
            assert!(!numbers.is_empty());
            for number in numbers {
                assert_eq!(Codec::from_sccp(number), Some(choice.codec()), "{number}");
            }
        }
    }

    #[test]
    fn what_is_offered_unasked_is_what_this_machine_has() {
        let all = CodecChoice::all();
        assert!(all.contains(&CodecChoice::Ulaw) && all.contains(&CodecChoice::Alaw));
        assert!(all.iter().all(|choice| choice.codec().is_available()));
    }
}
