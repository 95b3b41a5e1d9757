//! How calls are recorded, as a person chooses it.

use std::path::PathBuf;
use std::str::FromStr;

use serde::Deserialize;
use softphone::Language;
use softphone::voice::{CallRecording, RecordingFormat, RecordingNotice};

use crate::values::read_as_written;

/// What recordings are written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct FormatChoice(pub(crate) RecordingFormat);

impl FromStr for FormatChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().to_ascii_lowercase().as_str() {
            "wav" => Ok(Self(RecordingFormat::Wav)),
            "opus" => Ok(Self(RecordingFormat::Opus)),
            _ => Err(format!("`{text}` is neither wav nor opus")),
        }
    }
}

/// How the other side hears that it is recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum NoticeChoice {
    /// By the recording tone.
    #[default]
    Beep,
    /// By words, and the tone.
    Spoken,
    /// Not at all.
    Nothing,
}

impl FromStr for NoticeChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().to_ascii_lowercase().as_str() {
            "beep" => Ok(Self::Beep),
            "spoken" => Ok(Self::Spoken),
            "none" => Ok(Self::Nothing),
            _ => Err(format!("`{text}` is neither beep, spoken nor none")),
        }
    }
}

/// That calls are recorded, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordingChoice {
    pub(crate) folder: PathBuf,
    pub(crate) all_calls: bool,
    pub(crate) format: FormatChoice,
    pub(crate) notice: NoticeChoice,
}

impl RecordingChoice {
    /// The same for a phone that speaks this language.
    pub(crate) fn in_language(self, language: Language) -> CallRecording {
        CallRecording {
            folder: self.folder,
            all_calls: self.all_calls,
            format: self.format.0,
            notice: match self.notice {
                NoticeChoice::Beep => RecordingNotice::Beep,
                NoticeChoice::Spoken => RecordingNotice::Spoken(language),
                NoticeChoice::Nothing => RecordingNotice::Nothing,
            },
        }
    }
}

read_as_written!(FormatChoice, NoticeChoice);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_documentation_are_read_and_others_are_refused() {
        assert_eq!("opus".parse(), Ok(FormatChoice(RecordingFormat::Opus)));
        assert_eq!("Spoken".parse(), Ok(NoticeChoice::Spoken));
        assert_eq!("none".parse(), Ok(NoticeChoice::Nothing));
        assert!("mp3".parse::<FormatChoice>().is_err());
        assert!("silent".parse::<NoticeChoice>().is_err());
    }

    #[test]
    fn a_spoken_notice_is_in_the_language_of_the_phone() {
        let choice = RecordingChoice {
            folder: PathBuf::from("calls"),
            all_calls: true,
            format: FormatChoice::default(),
            notice: NoticeChoice::Spoken,
        };
        let recording = choice.in_language(Language::French);
        assert_eq!(recording.notice, RecordingNotice::Spoken(Language::French));
    }
}
