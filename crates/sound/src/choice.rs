//! Which sound device is wanted, as a person writes it.
//!
//! Not the device itself: [`Output::open`](crate::Output::open) and
//! [`Input::open`](crate::Input::open) turn a choice into one.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// The lowest and highest test tone, Hz: below, no ear hears it; above, no telephone band carries it.
const TONE_HZ: std::ops::RangeInclusive<f32> = 20.0..=20_000.0;

/// Which sound device is wanted.
///
/// As text: `default`, `file:PATH.wav`, `loop:PATH.wav`, `tone:440`, `silence`;
/// anything else is a device's id or a part of its description, and
/// `device:NAME` names a device that happens to be called like one of these.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum DeviceChoice {
    /// What the system uses when nothing is asked.
    #[default]
    Default,
    /// The device with this id, or the first whose description contains this text.
    Named(String),
    /// Input: this WAV file once, then silence. Output: a new 16-bit mono WAV file.
    File(PathBuf),
    /// Input: this WAV file over and over.
    Loop(PathBuf),
    /// Input: a steady sine of this frequency in Hz.
    Tone(f32),
    /// Input: silence. Output: nowhere.
    Silence,
}

/// Why a text is no device choice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// Nothing was written.
    #[error(
        "no sound device named: write default, silence, tone:440, file:PATH.wav or a device's name"
    )]
    Empty,
    /// `file:` or `loop:` without a path.
    #[error("\"{0}:\" needs the path of a WAV file behind it, for example {0}:greeting.wav")]
    NoPath(&'static str),
    /// `device:` without a name.
    #[error("\"device:\" needs a device's name behind it; `offhook devices` lists them")]
    NoName,
    /// `tone:` without a usable frequency.
    #[error(
        "\"{0}\" is no frequency for a tone: write one from 20 to 20000 Hz, for example tone:440"
    )]
    Frequency(String),
    /// A tone, or a file over and over, to be played on.
    #[error("\"{0}\" can only be an input; an output can be a device, file:PATH.wav or silence")]
    InputOnly(String),
}

impl DeviceChoice {
    /// Whether this needs no sound device of the machine.
    #[must_use]
    pub fn is_virtual(&self) -> bool {
        !matches!(self, Self::Default | Self::Named(_))
    }
}

impl DeviceChoice {
    /// The same, to be played on.
    ///
    /// # Errors
    /// It can only be recorded from.
    pub fn to_play_on(self) -> Result<Self, ChoiceError> {
        match self {
            Self::Loop(_) | Self::Tone(_) => Err(ChoiceError::InputOnly(self.to_string())),
            Self::Default | Self::Named(_) | Self::File(_) | Self::Silence => Ok(self),
        }
    }
}

impl FromStr for DeviceChoice {
    type Err = ChoiceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let path = |scheme, rest: &str| match rest {
            "" => Err(ChoiceError::NoPath(scheme)),
            rest => Ok(PathBuf::from(rest)),
        };
        match text.split_once(':') {
            _ if text.is_empty() => Err(ChoiceError::Empty),
            _ if text.eq_ignore_ascii_case("default") => Ok(Self::Default),
            _ if text.eq_ignore_ascii_case("silence") => Ok(Self::Silence),
            Some(("file", rest)) => path("file", rest).map(Self::File),
            Some(("loop", rest)) => path("loop", rest).map(Self::Loop),
            Some(("device", "")) => Err(ChoiceError::NoName),
            Some(("device", rest)) => Ok(Self::Named(rest.to_owned())),
            Some(("tone", rest)) => match rest.trim().parse() {
                Ok(hz) if TONE_HZ.contains(&hz) => Ok(Self::Tone(hz)),
                _ => Err(ChoiceError::Frequency(rest.to_owned())),
            },
            _ => Ok(Self::Named(text.to_owned())),
        }
    }
}

impl fmt::Display for DeviceChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            // Written so that it reads back as the same choice.
            Self::Named(name) if name.parse() == Ok(Self::Named(name.clone())) => f.write_str(name),
            Self::Named(name) => write!(f, "device:{name}"),
            Self::File(path) => write!(f, "file:{}", path.display()),
            Self::Loop(path) => write!(f, "loop:{}", path.display()),
            Self::Tone(hz) => write!(f, "tone:{hz}"),
            Self::Silence => f.write_str("silence"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind_and_writes_it_back() {
        let kinds = [
            ("default", DeviceChoice::Default),
            ("silence", DeviceChoice::Silence),
            ("tone:440", DeviceChoice::Tone(440.0)),
            ("tone:697.5", DeviceChoice::Tone(697.5)),
            ("file:a b.wav", DeviceChoice::File("a b.wav".into())),
            ("loop:C:\\x.wav", DeviceChoice::Loop("C:\\x.wav".into())),
            (
                "plughw:CARD=PCH,DEV=0",
                DeviceChoice::Named("plughw:CARD=PCH,DEV=0".into()),
            ),
            ("device:silence", DeviceChoice::Named("silence".into())),
            ("Jabra", DeviceChoice::Named("Jabra".into())),
        ];
        for (text, choice) in kinds {
            assert_eq!(text.parse(), Ok(choice.clone()), "{text}");
            assert_eq!(choice.to_string(), text);
        }
    }

    #[test]
    fn says_what_is_wrong_with_a_bad_text() {
        assert_eq!("  ".parse::<DeviceChoice>(), Err(ChoiceError::Empty));
        assert_eq!(
            "file:".parse::<DeviceChoice>(),
            Err(ChoiceError::NoPath("file"))
        );
        assert_eq!("device:".parse::<DeviceChoice>(), Err(ChoiceError::NoName));
        for bad in [
            "tone:",
            "tone:high",
            "tone:0",
            "tone:-5",
            "tone:nan",
            "tone:1e9",
        ] {
            let error = bad.parse::<DeviceChoice>().unwrap_err();
            assert!(error.to_string().contains("tone:440"), "{bad}: {error}");
        }
    }
}
