//! What is done to the microphone's sound in which audio mode, as a person writes it.

use std::str::FromStr;

use media::MICROPHONE_GAIN_DB;
use serde::Deserialize;
use softphone::AudioPath;
use softphone::voice::{EnhanceSettings, NoiseSuppression};

use crate::values::read_as_written;

/// Audio modes: a list, `all` or `off`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Modes(Vec<AudioPath>);

/// A strength of noise suppression for all audio modes, or for those that are named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct NoiseByMode(Vec<(AudioPath, NoiseSuppression)>);

/// How much louder a microphone is made, dB: a whole number from −20 to 20.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "toml::Value")]
pub(crate) struct GainDb(pub(crate) i8);

/// How much louder the microphones of the audio modes are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gains {
    pub(crate) headset: GainDb,
    pub(crate) handset: GainDb,
    pub(crate) speaker: GainDb,
}

/// What is asked for; none: as is usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Enhancing {
    pub(crate) echo_cancel: Option<Modes>,
    pub(crate) noise_suppression: Option<NoiseByMode>,
    pub(crate) auto_gain: Option<Modes>,
    pub(crate) gains: Gains,
}

impl Enhancing {
    /// The same for the voice path.
    pub(crate) fn settings(&self) -> EnhanceSettings {
        let mut settings = EnhanceSettings::default();
        for path in AudioPath::ALL {
            let choice = settings.choice_mut(path);
            choice.echo_cancellation = self.echo_cancel.as_ref().map(|modes| modes.has(path));
            choice.gain_db = self.gains.of(path).0;
            choice.auto_gain = self.auto_gain.as_ref().map(|modes| modes.has(path));
            choice.noise_suppression = self.noise_suppression.as_ref().map(|noise| {
                let named = noise.0.iter().find(|&&(named, _)| named == path);
                named.map_or(NoiseSuppression::Off, |&(_, strength)| strength)
            });
        }
        settings
    }
}

impl Gains {
    const fn of(&self, path: AudioPath) -> GainDb {
        match path {
            AudioPath::Headset => self.headset,
            AudioPath::Handset => self.handset,
            AudioPath::Speaker => self.speaker,
        }
    }
}

impl FromStr for GainDb {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let gain = text.parse().ok();
        let gain = gain.filter(|gain| MICROPHONE_GAIN_DB.contains(gain));
        gain.map(Self).ok_or_else(|| {
            let (least, most) = (MICROPHONE_GAIN_DB.start(), MICROPHONE_GAIN_DB.end());
            format!(
                "`{text}` is no gain of a microphone; whole decibels from {least} to {most} are"
            )
        })
    }
}

impl TryFrom<toml::Value> for GainDb {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        value.to_string().parse()
    }
}

impl Modes {
    fn has(&self, path: AudioPath) -> bool {
        self.0.contains(&path)
    }
}

impl FromStr for Modes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().to_ascii_lowercase().as_str() {
            "all" => Ok(Self(AudioPath::ALL.to_vec())),
            "off" => Ok(Self(Vec::new())),
            list => list
                .split(',')
                .map(mode)
                .collect::<Result<_, _>>()
                .map(Self)
                .map_err(|error| format!("{error}, or all, or off")),
        }
    }
}

impl FromStr for NoiseByMode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let strength = |text: &str| -> Result<NoiseSuppression, String> {
            let strength = text.trim().parse();
            strength.map_err(|error: softphone::voice::NoiseSuppressionError| error.to_string())
        };
        if !text.contains('=') {
            let strength = strength(text)?;
            return Ok(Self(AudioPath::ALL.map(|path| (path, strength)).to_vec()));
        }
        let pairs = text.split(',').map(|pair| {
            let (name, value) = pair.split_once('=').ok_or_else(|| {
                format!("`{pair}` names no mode and strength; write it like speaker=high")
            })?;
            Ok((mode(name)?, strength(value)?))
        });
        pairs.collect::<Result<_, _>>().map(Self)
    }
}

read_as_written!(Modes, NoiseByMode);

fn mode(name: &str) -> Result<AudioPath, String> {
    match name.trim().to_ascii_lowercase().as_str() {
        "headset" => Ok(AudioPath::Headset),
        "handset" => Ok(AudioPath::Handset),
        "speaker" => Ok(AudioPath::Speaker),
        other => Err(format!(
            "`{other}` is no audio mode; there are headset, handset and speaker"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_mode_is_answered_with_all_that_can_be_written() {
        let error = "on".parse::<Modes>().expect_err("it is none");
        assert_eq!(
            error,
            "`on` is no audio mode; there are headset, handset and speaker, or all, or off"
        );
    }

    #[test]
    fn what_is_named_is_on_and_the_rest_is_off() {
        let asked = Enhancing {
            echo_cancel: "speaker, headset".parse().ok(),
            noise_suppression: "speaker=high,handset=low".parse().ok(),
            auto_gain: "off".parse().ok(),
            gains: Gains {
                speaker: GainDb(-3),
                ..Gains::default()
            },
        };
        let settings = asked.settings();
        assert_eq!(settings.headset.echo_cancellation, Some(true));
        assert_eq!(settings.handset.echo_cancellation, Some(false));
        assert_eq!(
            settings.speaker.noise_suppression,
            Some(NoiseSuppression::High)
        );
        assert_eq!(
            settings.handset.noise_suppression,
            Some(NoiseSuppression::Low)
        );
        assert_eq!(
            settings.headset.noise_suppression,
            Some(NoiseSuppression::Off)
        );
        assert_eq!(settings.speaker.auto_gain, Some(false));
        assert_eq!(
            (settings.speaker.gain_db, settings.headset.gain_db),
            (-3, 0)
        );
        let everywhere: NoiseByMode = "moderate".parse().expect("a strength");
        assert_eq!(everywhere.0.len(), 3);
    }

    #[test]
    fn what_was_not_asked_for_stays_as_is_usual() {
        assert_eq!(Enhancing::default().settings(), EnhanceSettings::default());
    }

    #[test]
    fn what_is_no_mode_and_no_strength_is_said() {
        for (text, part) in [
            ("loud", "moderate"),
            ("speaker=9", "`9`"),
            ("car=low", "`car`"),
        ] {
            let error = text.parse::<NoiseByMode>().expect_err(text);
            assert!(error.contains(part), "{error}");
        }
        let error = "speaker,phone".parse::<Modes>().expect_err("a phone");
        assert!(error.contains("handset"), "{error}");
    }
}
